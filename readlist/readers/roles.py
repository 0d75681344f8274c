"""Which lines of a listing are titles and which are abstracts: by role, not by parity.

A listing of titles and abstracts is read as its cheapest explanation. Each line may begin a title
or an abstract, go on with the one before, open another paragraph of it, or be a stray word; a
choice costs more the less the line looks it and the less it follows from the line before. The
costs are negative log-likelihoods (nats), rounded; the cheapest way through all lines is found
as in Viterbi's algorithm, in time proportional to the number of lines. So one missing title, one
doubled line or one stray counter costs its own record at most and not all that follow.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import Final

from readlist.readers.prose import (
    continuing,
    ends_sentence,
    goes_on,
    is_dangling,
    title_likeness,
)


class Role(Enum):
    """What a line does in its listing."""

    TITLE = "begins a title"
    TITLE_GOES_ON = "goes on with the title"
    ABSTRACT = "begins an abstract"
    WRAPPED = "goes on with the paragraph"
    PARAGRAPH = "begins another paragraph of the abstract"
    STRAY = "belongs to nothing"


@dataclass(frozen=True, slots=True)
class Piece:
    """A line to be given a role. `gap`: a blank line stands before it."""

    text: str
    gap: bool
    marked: bool = False
    """The listing says that an abstract begins here; the text may be empty."""


@dataclass(frozen=True, slots=True)
class _Way:
    """The cheapest way to explain all pieces up to one, given what is open after it."""

    cost: float
    before: _Way | None
    role: Role | None
    last: Piece | None
    """The newest piece that is not stray."""
    length: int
    """Characters of the open abstract."""
    width: int
    """Of the longest line of the open paragraph."""


_UNFINISHED: Final = 3.0
_NO_ABSTRACT: Final = 3.5
_NO_TITLE: Final = 3.5
_RARE_TITLE: Final = 3.0
_STRAY_WORD: Final = 4.0
_STRAY_LINE: Final = 14.0
_WIDEST_WRAP: Final = 132
# arXiv takes abstracts of up to 1,920 characters.
_LONGEST: Final = 2000


def roles(pieces: Sequence[Piece], *, marked: bool = False) -> list[Role]:
    """The role of each piece in the cheapest explanation of all of them.

    `marked`: the listing marks where abstracts begin, so none begins anywhere else, and there
    may be no titles.
    """
    habits = _habits(pieces, marked)
    found = _cheapest(pieces, habits)
    if marked and found.count(Role.TITLE) * 2 < found.count(Role.ABSTRACT):
        found = _cheapest(pieces, replace(habits, title_cost=_RARE_TITLE))
    return found


def _cheapest(pieces: Sequence[Piece], habits: _Habits) -> list[Role]:
    in_title: _Way | None = None
    in_abstract: _Way | None = None
    start: _Way | None = _Way(0.0, None, None, None, 0, 0)
    for piece in pieces:
        likeness = title_likeness(piece.text)
        titles: list[_Way] = []
        abstracts: list[_Way] = []
        for way in (start, in_title, in_abstract):
            if way is None:
                continue
            titles += _as_title(way, piece, likeness, habits)
            abstracts += _as_abstract(way, piece, likeness, habits)
        stray = _STRAY_WORD if " " not in piece.text else _STRAY_LINE
        if not piece.marked:
            titles += _skipping(in_title, stray)
            abstracts += _skipping(in_abstract, stray)
        start = next(iter(_skipping(start, stray)), None)
        in_title = min(titles, key=lambda way: way.cost, default=None)
        in_abstract = min(abstracts, key=lambda way: way.cost, default=None)
    return _roles_along(start, in_title, in_abstract)


@dataclass(frozen=True, slots=True)
class _Habits:
    """How the whole listing is laid out."""

    spaced: bool
    """Blank lines stand between most pieces."""
    short: float
    """Fewer characters than this are few for one of its abstracts; 0 if that is unknown."""
    width: int
    """Characters at which all its lines are wrapped; 0 if they are not."""
    marked: bool
    title_cost: float = 0.0


def _habits(pieces: Sequence[Piece], marked: bool) -> _Habits:
    lengths = sorted(len(piece.text) for piece in pieces) or [0]
    long = [length for length in lengths if length > 250]
    # Titles may have been left whole, so the longest line is not the measure.
    width = lengths[len(lengths) * 97 // 100] if not long else 0
    return _Habits(
        spaced=sum(piece.gap for piece in pieces) * 2 > len(pieces),
        width=width if width <= _WIDEST_WRAP else 0,
        marked=marked,
        short=0.45 * long[len(long) // 2] if len(long) >= 5 else 0.0,
    )


def _roles_along(start: _Way | None, in_title: _Way | None, in_abstract: _Way | None) -> list[Role]:
    ends = [(way.cost, way) for way in (start, in_abstract) if way]
    if in_title:
        ends.append((in_title.cost + _NO_ABSTRACT, in_title))
    way: _Way | None = min(ends, key=lambda end: end[0])[1]
    found: list[Role] = []
    while way is not None and way.role is not None:
        found.append(way.role)
        way = way.before
    return found[::-1]


def _skipping(way: _Way | None, cost: float) -> list[_Way]:
    if way is None:
        return []
    return [_Way(way.cost + cost, way, Role.STRAY, way.last, way.length, way.width)]


def _as_title(way: _Way, piece: Piece, likeness: float, habits: _Habits) -> list[_Way]:
    """The ways on in which `piece` is (part of) a title."""
    if piece.marked:
        return []
    cost = way.cost + habits.title_cost + max(0.0, -likeness)
    if " " not in piece.text:
        cost += 1.5
    if way.last is None:
        return [_Way(cost, way, Role.TITLE, piece, 0, 0)]
    if way.length:
        cost += 0.0 if ends_sentence(way.last.text) else _UNFINISHED
        return [_Way(cost, way, Role.TITLE, piece, 0, 0)]
    more = way.cost + 6.0 + max(0.0, -likeness) / 2 + (3.0 if piece.gap else 0.0)
    if is_dangling(way.last.text) or _title_breaks_here(way, piece, habits.width):
        more -= 5.0
    if goes_on(piece.text):
        more -= 1.5
    return [
        _Way(cost + _NO_ABSTRACT, way, Role.TITLE, piece, 0, 0),
        _Way(more, way, Role.TITLE_GOES_ON, piece, 0, 0),
    ]


def _title_breaks_here(way: _Way, piece: Piece, width: int) -> bool:
    """Whether the open title ends where all lines of the file are wrapped (if they are)."""
    assert way.last is not None
    return len(way.last.text) <= width + 3 and _is_full(way, piece, width)


def _as_abstract(way: _Way, piece: Piece, likeness: float, habits: _Habits) -> list[_Way]:
    """The ways on in which `piece` is (part of) an abstract."""
    length = len(piece.text)
    if piece.marked:
        return [_Way(way.cost, way, Role.ABSTRACT, piece, max(length, 1), length)]
    looks = max(0.0, likeness)
    begins = way.cost + looks
    if goes_on(piece.text):
        begins += 2.5
    if length < 150 and not ends_sentence(piece.text):
        begins += 3.0
    if way.last is None or way.length == 0:  # nothing open, or a title
        begins += 0.0 if way.last else _NO_TITLE
        found = [_Way(begins, way, Role.ABSTRACT, piece, length, length)]
        return [] if habits.marked else found
    finished = ends_sentence(way.last.text)
    total = way.length + 1 + length
    too_long = max(0, total - _LONGEST) / 100
    begins += _NO_TITLE + max(0.0, continuing(piece.text)) + (0.0 if finished else _UNFINISHED)
    begins += 2.5 * ((way.length < habits.short) + (length < habits.short))
    if habits.spaced and not piece.gap:
        begins += 2.0
    opens = way.cost + looks + 2.5 - continuing(piece.text) / 2
    opens += too_long + (0.0 if finished else _UNFINISHED)
    if way.width < _WIDEST_WRAP and not piece.gap and length < 1.5 * way.width:
        opens += 2.0  # among wrapped lines a blank one would show it
    wrapped = way.cost + _breaks_here(way, piece, finished, habits) + looks / 2 + too_long
    new = [] if habits.marked else [_Way(begins, way, Role.ABSTRACT, piece, length, length)]
    return [
        *new,
        _Way(opens, way, Role.PARAGRAPH, piece, total, length),
        _Way(wrapped, way, Role.WRAPPED, piece, total, max(way.width, length)),
    ]


def _is_full(way: _Way, piece: Piece, width: int) -> bool:
    """Whether the first word of `piece` did not fit on the line before."""
    assert way.last is not None
    return len(way.last.text) + 1 + len(piece.text.split(maxsplit=1)[0]) > width


def _breaks_here(way: _Way, piece: Piece, finished: bool, habits: _Habits) -> float:
    """The cost of taking the end of the last line for a mere line break."""
    if way.width == 0:  # "Abstract:" alone on its line
        return 0.0
    full = _is_full(way, piece, habits.width or way.width)
    cost = 4.0 if piece.gap else 0.0
    if finished:
        cost += 2.0 if full else 6.0
    elif goes_on(piece.text):
        cost -= 1.0
    else:
        cost += 0.5 if full else 4.0
    if not goes_on(piece.text) and (way.width > 300 or len(piece.text) > 1.5 * way.width):
        cost += 3.0
    return cost
