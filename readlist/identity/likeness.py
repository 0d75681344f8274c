"""How much of an abstract is in another one, and the sketches by which such pairs are found.

Min-hash after A. Broder, "On the resemblance and containment of documents" (1997), with one
permutation for all hashes as P. Li, A. Owen and C.-H. Zhang, "One permutation hashing" (2012).
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import accumulate
from typing import Final
from zlib import crc32

from readlist.identity.naming import own_title
from readlist.identity.text import is_cut, prose, without_marks, words
from readlist.identity.titles import content, parts_of
from readlist.paper import Fields

ALIKE: Final = 0.60
"""The share of the shorter abstract's shingles from which on two abstracts are alike."""
_SHINGLE: Final = 5
_FEWEST: Final = 20
_FEWEST_CUT: Final = 30  # two different papers share their first 185 characters: 24 shingles
_MOST_WORDS: Final = 3000  # of an abstract that are looked at
_LONGEST: Final = 30_000  # characters of one

Shingles = frozenset[int]
"""The hashes of an abstract's runs of five words."""


def shingles_of(abstract: str | None) -> Shingles:
    """The shingles of an abstract; none for one that is too short to tell."""
    found = frozenset(_shingles(abstract))
    return found if len(found) >= _fewest(abstract) else frozenset()


def _fewest(abstract: str | None) -> int:
    return _FEWEST_CUT if is_cut(abstract) else _FEWEST


def contained(ours: Shingles, theirs: Shingles) -> float:
    """The share of the smaller set that is in the other one; 0 if one is empty."""
    fewest = min(len(ours), len(theirs))
    return len(ours & theirs) / fewest if fewest else 0.0


def containment(one: str | None, other: str | None) -> float:
    """The share of the shorter abstract's word 5-grams that the other has; 0 below 20 of them
    (below 30 of one that was cut off)."""
    return contained(shingles_of(one), shingles_of(other))


_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_SAME_NUMBERS: Final = 0.75


def numbers_of(abstract: str | None) -> Counter[str]:
    """The numbers in an abstract, and how often each is there."""
    return Counter(_NUMBER.findall(prose(abstract, " ")[:_LONGEST]))


def numbers_agree(ours: Counter[str], theirs: Counter[str]) -> bool:
    """Whether three in four of the numbers of the abstract with fewer are in the other one too.

    Where a text is a form that is filled in, the numbers are what tells one from the next.
    """
    fewest = min(ours.total(), theirs.total())
    return (ours & theirs).total() >= _SAME_NUMBERS * fewest


def _shingles(abstract: str | None) -> list[int]:
    """32-bit hashes of the runs of five words, in order: two texts of 200 words have one in
    common by chance in 100,000 pairs."""
    found = words(prose(abstract, " "), _MOST_WORDS)
    if len(found) < _SHINGLE:
        return []
    encoded = [word.encode() for word in found]
    text = b" ".join(encoded) + b" "
    starts = [0, *accumulate(len(word) + 1 for word in encoded)]
    return [crc32(text[start:end]) for start, end in zip(starts, starts[_SHINGLE:], strict=False)]


# ---------------------------------------------------------------- sketches

_WHOLE: Final = 12
_BEGINNING: Final = 4
_FIRST: Final = 24  # shingles that the beginning is made of
_SPACE: Final = 1 << 32
"""What tells the hashes of abstracts, of their beginnings, and of titles from each other."""


def sketch(fields: Fields) -> tuple[int, ...]:
    """Some 20 numbers below 2**34: works with abstracts or titles alike share at least one.

    Of the abstract the smallest hash of each of 12 classes of its shingles, and of 4 classes of
    its first 24, so that one that was cut off short is found by its beginning. Of the title the
    hashes of its parts (see `_title_parts`). Stable for good: they are stored.
    """
    found = _shingles(fields.abstract)
    hashes: set[int] = set()
    if len(found) >= _fewest(fields.abstract):
        hashes.update(_smallest(found, _WHOLE))
        hashes.update(value + _SPACE for value in _smallest(found[:_FIRST], _BEGINNING))
    title = own_title(fields)
    if title is not None:
        for part in _title_parts(title):
            hashes.add(crc32(" ".join(part).encode()) + 2 * _SPACE)
    return tuple(sorted(hashes))


def _smallest(hashes: list[int], classes: int) -> list[int]:
    # The last of each class wins in a dict, and that is its smallest here.
    return list({value % classes: value for value in sorted(hashes, reverse=True)}.values())


_LONG_TITLE: Final = 6
_RUN: Final = 4
_BEGIN: Final = 3  # letters of a word: slips are further on
_FEWEST_WORDS: Final = 3


def _title_parts(title: str) -> set[tuple[str, ...]]:
    """Parts of a title, some of which any nearly equal one has too: the first and the last four of
    its words, its halves, what is before and after a colon; of a short one, all but one word. And
    all of it without spaces, and how its words begin, as slips come later."""
    found = content(without_marks(title))
    if is_cut(title) and len(found) > _RUN:
        found = found[:-1]  # which may be half a word
    parts = {tuple(found), tuple(found[:_RUN]), tuple(found[-_RUN:])}
    half = len(found) // 2
    if len(found) < _LONG_TITLE:
        parts |= {tuple(found[:at] + found[at + 1 :]) for at in range(len(found))}
    else:
        parts |= {tuple(found[:half]), tuple(found[half:])}
    parts |= {tuple(content(part)) for part in parts_of(title)}
    parts = {part for part in parts if len(part) >= _FEWEST_WORDS}
    if len(found) >= _FEWEST_WORDS and not is_cut(title):
        parts.add(("", *(word[:_BEGIN] for word in found)))
    return parts | {("", "".join(found))} if found else parts
