"""What a word is: how text becomes the words that are indexed, searched and highlighted.

One analysis for all text, so that what matches is what is coloured. It knows nothing of the index;
only `stem` needs Whoosh, and asks for it when first called.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

# A letter with its accent written in TeX, as abstracts have it: \"o, \'{e}, {\"u}, \c{c}, \'\i.
_TEX = r"""\{?\\(?:["'`^~=.]|[uvHcdbkr](?=\{))\{?\\?([A-Za-z])\}?\}?"""
_TEX_ACCENT = re.compile(_TEX)
# What stands on letters: accents that no letter exists with ("x̄"), the points of Hebrew and Arabic,
# which may be left out, and the vowel signs of Indic scripts and Thai.
_MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
    "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed"
    "\u0900-\u0963\u0971-\u0df3\u0e31-\u0e3a\u0e47-\u0e4e\u0eb1-\u0ebc\u0ec8-\u0ece"
)
_ACCENTS = re.compile("[\u0300-\u036f]+")
# Decimal numbers and versions stay whole ("4.5"); everything else is a run of letters and digits.
_TOKEN = re.compile(rf"\d+(?:\.\d+)+|(?:[^\W_]+|[{_MARKS}]+|{_TEX})+")
# Hyphen-minus, hyphen, non-breaking hyphen, en dash, soft hyphen.
_HYPHENS = frozenset("-\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{EN DASH}\N{SOFT HYPHEN}")
# Letters that NFKD leaves alone but people type without their strokes and ligatures.
_LETTERS = str.maketrans(
    {
        "ł": "l", "đ": "d", "ð": "d", "ø": "o", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i",
        "ħ": "h", "ŧ": "t", "ŋ": "n", "ĸ": "k", "ƒ": "f",
    }
)  # fmt: skip
# Longer words are data (hashes, base64), not language; they are cut the same way on both sides.
_LONGEST = 64
# A hyphen run of more parts is a ruler or a path, and nobody types it in one word.
_MOST_PARTS = 8


_FILLING = (
    "a about an and are as at be by can do does for from has have how i in into is it its like of "
    "on one or paper papers some something that the their there these this to using was were what "
    "where which who why with"
)
FILLERS = frozenset(_FILLING.split())
"""Words people wrap what they remember in."""


class Token(NamedTuple):
    """A word in a text: its folded form, where it stands (characters, end exclusive), and its
    position among the words. The joined form of a hyphen run spans the run and has the position
    of the run's last part."""

    text: str
    start: int
    end: int
    position: int
    joined: bool = False


def nfc(text: str) -> str:
    """The form in which text is indexed and queried."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def tokens(text: str) -> Iterator[Token]:
    """The words of a text, in order; a hyphen run is followed by its joined form.

    Offsets are those of `text` as given, which should be NFC already (all stored text is).
    """
    run: list[Token] = []
    position = 0
    for match in _TOKEN.finditer(text):
        folded = fold(match.group())
        if not folded:
            continue
        start, end = match.span()
        if run and not (start == run[-1].end + 1 and text[start - 1] in _HYPHENS):
            if len(run) > 1:
                yield from _joined(run)
            run.clear()
        token = Token(folded, start, end, position)
        yield token
        run.append(token)
        position += 1
    yield from _joined(run)


def _joined(run: list[Token]) -> Iterator[Token]:
    if 1 < len(run) <= _MOST_PARTS:
        last = run[-1]
        yield Token(join(t.text for t in run), run[0].start, last.end, last.position, joined=True)


def join(parts: Iterable[str]) -> str:
    """Several words as one: "gpt", "4.5" -> "gpt45" (points go, or "GPT-4.5" and "GPT4.5", which
    has other words, would never meet)."""
    return "".join(parts).replace(".", "")[:_LONGEST]


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """A word without case, accents and the like; "" if nothing of it can be searched.

    NFKD without marks, casefolded, with a table for letters that do not decompose.
    """
    if "\\" in word:
        word = _TEX_ACCENT.sub(r"\1", word)
    if word.isascii():
        return word.lower()[:_LONGEST]
    word = unicodedata.normalize("NFKD", word).casefold().translate(_LETTERS)
    # Casefolding can bring marks back ("İ"), so they go last. What is not a letter, vowel, digit or
    # decimal point by now came out of a compatibility character ("⑴", "½").
    word = unicodedata.normalize("NFKD", word)
    word = "".join(c for c in word if c.isalnum() or c == "." or _is_vowel(c))
    return word.strip(".")[:_LONGEST] if any(map(str.isalnum, word)) else ""


def _is_vowel(char: str) -> bool:
    """Is it a sign that is not merely an accent? Without those, Indic words fall together."""
    return "\u0900" <= char <= "\u0eff" and not unicodedata.combining(char)


def plain(text: str) -> str:
    """A whole text about as its words are folded, cheaply: accents in TeX stay."""
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFKD", text).casefold().translate(_LETTERS)
    return _ACCENTS.sub("", text)


@lru_cache(maxsize=1 << 17)
def stem(word: str) -> str:
    """The Porter2 stem of a folded word; numbers and words of other scripts are their own."""
    if not word.isascii() or not word.isalpha():
        return word
    from whoosh.lang.porter2 import stem as porter2

    return str(porter2(word))
