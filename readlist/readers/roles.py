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
from dataclasses import dataclass
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
    """A line (or lines already joined) to be given a role. `gap`: a blank line stands before."""

    text: str
    gap: bool


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


_NO_ABSTRACT: Final = 3.5
_NO_TITLE: Final = 3.5
_STRAY_WORD: Final = 4.0
_STRAY_LINE: Final = 14.0
# arXiv takes abstracts of up to 1,920 characters.
_LONGEST: Final = 2000


def roles(pieces: Sequence[Piece]) -> list[Role]:
    """The role of each piece in the cheapest explanation of all of them."""
    spaced = _is_spaced(pieces)
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
            titles += _as_title(way, piece, likeness)
            abstracts += _as_abstract(way, piece, likeness, spaced)
        stray = _STRAY_WORD if " " not in piece.text else _STRAY_LINE
        titles += _skipping(in_title, stray)
        abstracts += _skipping(in_abstract, stray)
        start = next(iter(_skipping(start, stray)), None)
        in_title = min(titles, key=lambda way: way.cost, default=None)
        in_abstract = min(abstracts, key=lambda way: way.cost, default=None)
    return _roles_along(start, in_title, in_abstract)


def _is_spaced(pieces: Sequence[Piece]) -> bool:
    """Whether blank lines stand between most pieces."""
    return sum(piece.gap for piece in pieces) * 2 > len(pieces)


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


def _as_title(way: _Way, piece: Piece, likeness: float) -> list[_Way]:
    """The ways on in which `piece` is (part of) a title."""
    cost = way.cost - likeness / 2
    if " " not in piece.text:
        cost += 1.5
    found: list[_Way] = []
    open_title = way.last is not None and way.length == 0
    new = cost + (_NO_ABSTRACT if open_title else 0.0)
    found.append(_Way(new, way, Role.TITLE, piece, 0, len(piece.text)))
    if open_title and way.last is not None:
        more = way.cost + 6.0 - likeness / 4
        if is_dangling(way.last.text):
            more -= 5.0
        if goes_on(piece.text):
            more -= 1.5
        if piece.gap:
            more += 3.0
        found.append(_Way(more, way, Role.TITLE_GOES_ON, piece, 0, len(piece.text)))
    return found


def _as_abstract(way: _Way, piece: Piece, likeness: float, spaced: bool) -> list[_Way]:
    """The ways on in which `piece` is (part of) an abstract."""
    length = len(piece.text)
    looks = likeness / 2
    if way.last is None or way.length == 0:  # nothing open, or a title
        cost = way.cost + looks + (0.0 if way.last else _NO_TITLE)
        if goes_on(piece.text):
            cost += 1.0
        return [_Way(cost, way, Role.ABSTRACT, piece, length, length)]
    new = way.cost + looks + _NO_TITLE + max(0.0, continuing(piece.text))
    if spaced and not piece.gap:
        new += 2.0
    total = way.length + 1 + length
    paragraph = way.cost + looks + 2.5 - continuing(piece.text) / 2
    paragraph += 0.0 if ends_sentence(way.last.text) else 2.0
    paragraph += max(0, total - _LONGEST) / 200
    wrapped = way.cost + _breaks_here(way, piece) + max(0.0, looks) / 2
    wrapped += max(0, total - _LONGEST) / 200
    return [
        _Way(new, way, Role.ABSTRACT, piece, length, length),
        _Way(paragraph, way, Role.PARAGRAPH, piece, total, length),
        _Way(wrapped, way, Role.WRAPPED, piece, total, max(way.width, length)),
    ]


def _breaks_here(way: _Way, piece: Piece) -> float:
    """The cost of taking the end of the last line for a mere line break."""
    assert way.last is not None
    before = way.last.text
    cost = 4.0 if piece.gap else 0.0
    first_word = len(piece.text.split(maxsplit=1)[0])
    full = len(before) + 1 + first_word > way.width
    if not ends_sentence(before):
        if goes_on(piece.text):
            cost -= 1.0
        else:
            cost += 1.5 if full else 4.0
    else:
        cost += 3.0 if full else 6.0
    if len(before) > 300 and not goes_on(piece.text):
        cost += 2.0
    return cost
