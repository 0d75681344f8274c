"""What the readers can see of a listing's lines: how each looks, and the habits of all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from readlist.readers.prose import (
    continuing,
    ends_sentence,
    goes_on,
    is_dangling,
    title_likeness,
)

WIDEST_WRAP: Final = 160
"""Lines that are longer were not wrapped."""

# Pieces that are enough to tell at which width a file is wrapped.
_MANY: Final = 20
# Long pieces that are enough to tell how long abstracts are.
_SOME: Final = 5
_NOT_APART: Final = 2.5
# arXiv takes abstracts of up to 1,920 characters.
_LONGEST: Final = 2000


@dataclass(frozen=True, slots=True)
class Piece:
    """A line to be given a role. `gap`: a blank line stands before it."""

    text: str
    gap: bool
    marked: bool = False
    """The listing says that an abstract begins here; the text may be empty."""
    apart: bool = False
    """Words of the page stand before it."""
    heading: bool = False
    """Its markup says that a title begins here."""
    joined: bool = False
    """Its markup says that it goes on with the piece before."""
    indent: int = 0
    """Characters of its line before it, as "Abstract: "."""


@dataclass(frozen=True, slots=True)
class Habits:
    """How the whole listing is laid out."""

    no_gap: float
    """The cost of beginning a record without a blank line before it, where others have one."""
    short: float
    """Fewer characters than this are few for one of its abstracts; 0 if that is unknown."""
    longest: float
    """More characters than this are too many for one of its abstracts."""
    width: int
    """Characters at which all its lines are wrapped; 0 if they are not."""
    marked: bool
    """Marks say where abstracts begin."""
    one_line: bool
    """Marked abstracts stand on one line each, so that a sentence after one may be a remark."""
    title_cost: float = 0.0
    """The cost of taking a line for a title, where titles are rare."""
    not_apart: float = 0.0
    """The cost of beginning a record without page words before it, where others have them."""
    headed: bool = False
    """Titles are headings."""
    no_abstract: float = 3.5
    """The cost of a title without abstract: one in thirty, unless they are usual."""
    title_width: int = 0
    """Characters at which the titles are wrapped; 0 if they are not known to be."""


def habits_of(pieces: Sequence[Piece], marked: bool) -> Habits:
    """The habits of a listing; `marked`: its marks say where abstracts begin."""
    lengths = sorted(piece.indent + len(piece.text) for piece in pieces) or [0]
    # Titles may have been left whole, so the longest line is not the measure.
    nearly_longest = lengths[len(lengths) * 97 // 100]
    long = [length for length in lengths if length > 250]
    width = 0
    if not long and len(pieces) >= _MANY and nearly_longest <= WIDEST_WRAP:
        width = nearly_longest
    short, longest = 0.0, float(_LONGEST)
    if len(long) >= _SOME:
        short = 0.45 * long[len(long) // 2]
        longest = min(1.05 * long[len(long) * 98 // 100], _LONGEST)
    gaps = sum(piece.gap for piece in pieces)
    return Habits(
        no_gap=4.0 if width and gaps > 2 else 2.0 if gaps * 2 > len(pieces) else 0.0,
        short=short,
        longest=longest,
        width=width,
        marked=marked,
        one_line=marked and _are_on_one_line(pieces),
        not_apart=_NOT_APART if _are_apart(pieces) else 0.0,
        headed=sum(piece.heading for piece in pieces) >= _SOME,
    )


def _are_apart(pieces: Sequence[Piece]) -> bool:
    """Whether words of the page stand regularly between the records."""
    apart = sum(piece.apart for piece in pieces)
    return (apart >= _SOME and apart * 8 >= len(pieces)) or 1 < apart > len(pieces) // 2


def _are_on_one_line(pieces: Sequence[Piece]) -> bool:
    """Whether most marked pieces are whole: the first lines of wrapped ones seldom end so."""
    marked = [piece for piece in pieces if piece.marked]
    return sum(ends_sentence(piece.text) for piece in marked) * 2 > len(marked)


@dataclass(frozen=True, slots=True)
class Look:
    """What can be told of a piece by itself (see `prose`)."""

    length: int
    first_word: int
    one_word: bool
    gap: bool
    marked: bool
    title_likeness: float
    continuing: float
    goes_on: bool
    finished: bool
    dangling: bool
    apart: bool = False
    heading: bool = False
    joined: bool = False
    end: int = 0
    """Characters of its line up to its end."""


def look_of(piece: Piece) -> Look:
    """Look at a piece, once for all the choices it takes part in."""
    text = piece.text
    first_word = len(text.split(maxsplit=1)[0]) if text else 0
    return Look(
        length=len(text),
        first_word=first_word,
        one_word=first_word == len(text),
        gap=piece.gap,
        marked=piece.marked,
        title_likeness=title_likeness(text),
        continuing=continuing(text),
        goes_on=goes_on(text),
        finished=ends_sentence(text),
        dangling=is_dangling(text),
        apart=piece.apart,
        heading=piece.heading,
        joined=piece.joined,
        end=piece.indent + len(text),
    )
