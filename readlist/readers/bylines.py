"""Lines that name authors, told from titles; and titles told from the authors below them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

_SEPARATOR = re.compile(r"\s*(?:[,;|·]|\s(?:and|&)\s)\s*(?:(?:and|&)\s)?")
_CUT_OFF = re.compile(r"(?:…|\.\.\.|\bet al\b\.?)[\s,.]*$")
# Marks of footnotes, which stand directly behind a name.
_FOOTNOTE = re.compile(r"(?<=\w)[*†‡§¶#]+|(?<=[^\W\d_])\d{1,2}$|[¹²³⁴⁵⁶⁷⁸⁹]+")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_PARTICLES: Final = _words(
    "van von der den de del della di da das do dos du la le el al bin ibn ben ter ten zu zum"
    " zur af av y e st vom vander"
)
_PREFIXED = re.compile(r"(?:d|al|el|de|t)['’`-][^\W\d_]", re.IGNORECASE)
# Capitalised words that end up in short titles and in nobody's name.
_NO_NAME: Final = _words(
    "the for with of to by from via using as at is are how why what when not no"
    " toward towards beyond learning network networks neural deep model models modeling"
    " modelling analysis method methods approach approaches framework system systems data"
    " dataset datasets detection recognition segmentation generation estimation optimization"
    " prediction inference classification reconstruction representation representations"
    " attention transformers transformer language vision image images video videos graph"
    " graphs reinforcement robust efficient fast adaptive supervised unsupervised"
    " self-supervised multi-task few-shot zero-shot survey review study theory algorithm"
    " algorithms training diffusion adversarial policy tracking matching search"
    " understanding reasoning retrieval translation processing synthesis planning conference"
    " proceedings journal university institute department workshop transactions"
)
_LONGEST_NAME: Final = 6  # words
_LONGEST_BYLINE: Final = 20_000  # characters; some papers have a thousand authors


def is_name(text: str) -> bool:
    """Whether `text` looks like one person's name."""
    words = _FOOTNOTE.sub("", text.strip()).split()
    if not words or len(words) > _LONGEST_NAME:
        return False
    return all(map(_is_name_word, words)) and not all(word in _PARTICLES for word in words)


def _is_name_word(word: str) -> bool:
    if any(character.isdigit() for character in word) or word.lower() in _NO_NAME:
        return False
    first = word.lstrip("(\"'“‘’`")[:1]
    if not first.isalpha() or word[-1] in ":?!":
        return False
    return not first.islower() or word in _PARTICLES or _PREFIXED.match(word) is not None


def names_in(text: str) -> int:
    """How many people `text` names if it is a list of names and of nothing else; else 0.

    A few parts that do not look like names do not change what a long list is.
    """
    if len(text) > _LONGEST_BYLINE:
        return 0
    parts = _parts(text)
    names = [part for part in parts if is_name(part)]
    several = [part for part in names if " " in part or not part.isascii()]
    if not names or len(names) < 0.75 * len(parts) or 2 * len(several) < len(names):
        return 0
    return len(names)


def _parts(text: str) -> list[str]:
    return [part for part in _SEPARATOR.split(_CUT_OFF.sub("", text)) if part]


def _may_be_rest(text: str) -> bool:
    """Whether `text` can be the end of a list of names: also one that was broken within a name."""
    return len(text) <= _LONGEST_BYLINE and all(map(is_name, _parts(text)))


_OPEN_END = re.compile(r"(?:[,;|&]|\band)$")
_OPEN_START = re.compile(r"[,;|&]|and\s")


def is_open(text: str) -> bool:
    """Whether a list of names goes on after `text`."""
    return _OPEN_END.search(text) is not None


@dataclass(frozen=True, slots=True)
class Cut:
    """Where an entry is in its block of lines: its title, then its authors. Ends are exclusive."""

    title: int
    byline: int
    end: int


def cuts(block: Sequence[str], *, closed: bool = False) -> list[Cut]:
    """The entries of a block of lines, each a title above a list of authors, both maybe wrapped.

    `closed`: the block is known to end where an entry does, so that names that stand one a line
    at its end are all authors of one paper.

    More than one comes out where what stood between them was lost. An entry may lack its title
    (`title == byline`) or its authors (`byline == end`).
    """
    counts = [names_in(text) for text in block]
    names = _names_at_end(counts) if closed else 0
    found: list[Cut] = []
    at = 0
    while at < len(block):
        byline = _end_of_title(block, counts, at)
        end = len(block) if names and byline >= names else _end_of_byline(block, counts, byline)
        found.append(Cut(at, byline, end))
        at = end
    return found


def _names_at_end(counts: Sequence[int]) -> int:
    """Where the lines begin, below a title, that are one name each up to the end."""
    at = len(counts)
    while at > 1 and counts[at - 1] == 1:
        at -= 1
    return at


def joined(lines: Sequence[str]) -> str:
    """The lines of a byline as one list, also where each is a whole name and has no comma."""
    whole = all(" " in line and names_in(line) == 1 and not line[0].islower() for line in lines)
    return (", " if whole else " ").join(lines)


def _end_of_title(block: Sequence[str], counts: Sequence[int], at: int) -> int:
    following = counts[at + 1] if at + 1 < len(block) else 0
    # Two lists of names: the first is a title of that look, unless it goes on in the second.
    if counts[at] > 1 and (not following or is_open(block[at])):
        return at
    at += 1
    while at < len(block) and not counts[at]:
        at += 1
    # The second line of a wrapped title may look like one name; the list below it is the byline.
    if at + 1 < len(block) and counts[at] == 1 and counts[at + 1] > 1 and not is_open(block[at]):
        return at + 1
    return at


def _end_of_byline(block: Sequence[str], counts: Sequence[int], at: int) -> int:
    if at >= len(block):
        return at
    at += 1
    while at < len(block):
        last = at + 1 == len(block)
        goes_on = is_open(block[at - 1]) or _OPEN_START.match(block[at])
        if not goes_on and counts[at] <= 1 and not (last and _may_be_rest(block[at])):
            return at
        at += 1
    return at
