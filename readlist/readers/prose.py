"""What can be told from a piece of text alone: is it a title, a sentence, does it go on?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Final

from readlist.paper import clean

# Separators that `clean` would drop, gluing the words around them together.
_SEPARATORS = re.compile("[\x0b\x0c\x1c-\x1f\x85]")


def verbatim(line: str) -> str:
    """A line as a record keeps it: in NFC, without control characters and outer white space."""
    return clean(_SEPARATORS.sub(" ", line)).strip().strip("\ufeff\u200b").strip()


# ---------------------------------------------------------------- wrapped lines

_LAST_PART = re.compile(r"(?<![^\W\d_])([^\W\d_]+)-$")
_FIRST_PART = re.compile(r"[^\W\d_]+")
_LONGEST_WORD: Final = 100
_HYPHENATED = re.compile(r"(?<![\w-])[^\W\d_]+-[^\W\d_]+(?![\w-])")


class Wrapping:
    """Joins the lines of hard-wrapped text, knowing the hyphenated words of the whole file."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines

    @cached_property
    def _hyphenated(self) -> frozenset[str]:
        return frozenset(word.lower() for line in self._lines for word in _HYPHENATED.findall(line))

    def join(self, lines: Iterable[str]) -> str:
        """One paragraph: lines joined by a space, or by nothing after a hyphen inside a word.

        That hyphen goes too if it only served the line break: the part before it has no other
        hyphen, both sides are lower-case, and the file has the word with its hyphen nowhere else.
        """
        parts: list[str] = []
        for line in filter(None, lines):
            if parts:
                before, glue = self._before(parts[-1], line)
                parts[-1] = before
                parts.append(glue)
            parts.append(line)
        return "".join(parts)

    def _before(self, before: str, after: str) -> tuple[str, str]:
        """The end of the text before a line break as it is kept, and what stands for the break."""
        if not before.endswith("-"):
            return before, " "
        word = before[before.rfind(" ") + 1 :]
        last = _LAST_PART.search(word[-_LONGEST_WORD:])
        first = _FIRST_PART.match(after)
        if last is None or first is None:
            return before, " "
        whole = f"{last.group(1)}-{first.group()}"
        only_wrapped = (
            word.count("-") == 1
            and "/" not in word  # the hyphens of addresses are their own
            and whole == whole.lower()
            and whole not in self._hyphenated
        )
        return (before[:-1] if only_wrapped else before), ""


# ---------------------------------------------------------------- sentences

_CLOSERS: Final = "\"'”’)]}»*_$ "
_ENDED = re.compile(r"[.!?…。！？]$")
_HAS_URL = re.compile(r"https?://|\bwww\.", re.IGNORECASE)
_ABBREVIATED = r"(?<!\be\.g)(?<!\bi\.e)(?<!\bvs)(?<!\bcf)(?<!\bal)(?<!\b[A-Z])"
_INNER_END = re.compile(_ABBREVIATED + r"\.[\"'”’)]?\s+(?=[\"'“‘(]?[A-Z])")
_WORD = re.compile(r"[^\W\d_]{4,}")
# But "91.2%." may be the last line of a wrapped abstract.
_NO_WORDS = re.compile(r"(?!.*\d[.%]+$)[\W\d_]+")

# Words of sentences: those that authors speak with weigh more than those that state things.
_SPEAKING = frozenset(
    {"we", "our", "us", "propose", "proposes", "proposed", "paper", "demonstrate", "demonstrates"}
)
_STATING = frozenset(
    {"is", "are", "was", "were", "has", "have", "can", "which", "that", "this", "these", "it"}
    | {"its", "their"}
)
_DIGIT = re.compile(r"\d")

# A title seldom ends here; a wrapped one does.
_DANGLING = re.compile(
    r"(?:[:,&-]|\b(?:of|for|and|or|with|in|on|the|an?|to|via|by|from|using|as|at))$", re.IGNORECASE
)

_DISCOURSE = re.compile(
    r"(?:We|Our|However|In this|[A-Z][a-z]+ly,|[A-Z][a-z]+more,|In [a-z]+,)(?!\w)"
)


def ends_sentence(text: str) -> bool:
    """Whether `text` ends as a sentence does: with its mark (also inside quotes), or in a URL."""
    if _ENDED.search(text[-12:].rstrip(_CLOSERS)):
        return True
    return _HAS_URL.search(text[text.rstrip().rfind(" ") + 1 :]) is not None


def has_no_words(text: str) -> bool:
    """Whether `text` is only numbers and signs, and not the end of a sentence."""
    return _NO_WORDS.fullmatch(text) is not None


def is_dangling(text: str) -> bool:
    """Whether `text` ends in the middle of a phrase."""
    return _DANGLING.search(text[-12:]) is not None


def goes_on(text: str) -> bool:
    """Whether `text` begins as the middle of a sentence does: lower-case, or a closing mark."""
    word = text.split(maxsplit=1)[0] if text else "-"
    return word[0] in ",;)" or (word.islower() and _DIGIT.search(word) is None)


# How an abstract's later sentences begin far more often than its first one.
_CONTINUING = re.compile(
    r"(?:Our|To|By|Through|On|It|These|Such|Here|Thus|Hence|Also|Then|Code|Codes|Project|Using|So|"
    r"Yet|But|And|Another|Instead|Unlike|Meanwhile|Indeed|During|After|Taking|Inspired|Towards|"
    r"Different from|Based on|Extensive|Comprehensive|Experiments?|Experimental|Results|However|"
    r"Moreover|Furthermore|Further|Besides|First|Second|Third|Therefore|Nevertheless|Nonetheless|"
    r"Together|More importantly|In (?:addition|particular|contrast|this way)|As a result|"
    r"The (?:code|source|project|proposed|resulting|results|model|method|dataset)|"
    r"[A-Z][a-z]+ly,)(?![\w-])"
)
_NEUTRAL = re.compile(
    r"(?:We|In|The|This|For|A|An|With|As|While|When|Given|Despite|Although|Existing|There)(?![\w-])"
)


def continuing(text: str) -> float:
    """Nats in favour of `text` beginning as a later paragraph does, not as an abstract does.

    The weights are log-odds of the first words of abstracts against those of later sentences.
    """
    if goes_on(text):
        return 4.0
    if _CONTINUING.match(text):
        return 2.0
    return 0.0 if _NEUTRAL.match(text) else -2.0


def title_likeness(text: str) -> float:
    """Nats in favour of `text` being a title rather than (a part of) an abstract."""
    length = len(text)
    score = 2.0 if length <= 120 else 2.0 - (length - 120) / 35
    if length > 600:
        return score
    end = text.rstrip(_CLOSERS)[-1:]
    sentences = len(_INNER_END.findall(text))
    if end == "." and not text.endswith("..."):
        score -= 4.0 if sentences else 2.5
    elif end and end in "!?…":
        score -= 0.5
    if _HAS_URL.search(text):
        score -= 4.0
    score -= min(2.0 * sentences, 4.0)
    written = text.split()
    score -= min(1.5 * sum(word in _SPEAKING for word in written), 3.0)
    score -= min(0.4 * sum(word in _STATING for word in written), 1.2)
    words = _WORD.findall(text)
    capitals = sum(word[0].isupper() for word in words) / len(words) if words else 1.0
    score += 3.0 * (capitals - 0.35) if length > 30 else 0.5
    if _DISCOURSE.match(text) or is_dangling(text):
        score -= 1.5
    return score - (1.0 if goes_on(text) else 0.0)


# ---------------------------------------------------------------- beyond doubt

_PLAIN_START = re.compile(r"[\"'“‘(\[$¿¡]?[^\W_]")
_CODE = re.compile(
    r"[{};=<>|#]|\(\)|::|->|</|^\s*(?:[-*•>#]|\d+[.)]\s)|\w_\w|\\[ntd]\b|\":\s*[\"\[]"
)
_LETTERS = re.compile(r"[^\W\d_]+| +")
_TITLE_WORD = re.compile(r"[^\W\d_]{2,}")


def is_plain_title(text: str) -> bool:
    """Whether `text` is a title beyond doubt: a few words, no code, no heading marks."""
    return (
        bool(text)
        and title_likeness(text) > 0.5
        and len(text) <= 250
        and len(_TITLE_WORD.findall(text)) >= 2
        and _PLAIN_START.match(text) is not None
        and _CODE.search(text) is None
        and text[-1] not in ":;,(["
    )


def is_plain_abstract(text: str) -> bool:
    """Whether `text` is an abstract beyond doubt: some sentences of prose in one or two parts."""
    if not (200 <= len(text) <= 4000) or text.count("\n\n") > 1:
        return False
    letters = sum(map(len, _LETTERS.findall(text)))
    return (
        letters >= 0.85 * len(text)
        and _PLAIN_START.match(text) is not None
        and _INNER_END.search(text) is not None
        and not goes_on(text)
    )
