"""Which lines of a listing are titles and which are abstracts: by role, not by parity.

A listing of titles and abstracts is read as its cheapest explanation. Each line may begin a title
or an abstract, go on with the one before, open another paragraph of it, or be a stray word; a
choice costs more the less the line looks it and the less it follows from the line before. The
costs are negative log-likelihoods (nats), rounded; the cheapest way through all lines is found
as in Viterbi's algorithm, in time proportional to the number of lines. So one missing title, one
doubled line or one stray counter costs its own record at most, and not all that follow.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import Final

from readlist.readers.looks import WIDEST_WRAP, Habits, Look, Piece, habits_of, look_of


class Role(Enum):
    """What a line does in its listing."""

    TITLE = "begins a title"
    TITLE_GOES_ON = "goes on with the title"
    ABSTRACT = "begins an abstract"
    WRAPPED = "goes on with the paragraph"
    PARAGRAPH = "begins another paragraph of the abstract"
    STRAY = "belongs to nothing"


# What is rare in a listing, in nats: 3.5 is one in thirty.
_SELDOM_ABSTRACT: Final = 0.3
_NO_TITLE: Final = 3.5
_RARE_TITLE: Final = 3.0  # a title at all, in a listing that mostly has none
_UNFINISHED: Final = 3.0  # an abstract that does not end as a sentence does
_STRAY_WORD: Final = 4.0
_STRAY_LINE: Final = 14.0
_STRAY_REMARK: Final = 2.5  # a sentence between abstracts on one line each ...
_REMARK_INSIDE: Final = 12.0  # ... rather than part of the one before
_LONGEST_REMARK: Final = 120
_AGAINST_MARKUP: Final = 15.0
_ACROSS_PAGE_WORDS: Final = 5.0  # text that goes on behind words that stand between records
_NOT_HEADED: Final = 4.0  # a title that is no heading, where titles are
_GOES_ON_LOWER: Final = 2.5
_TITLE_PAIRS: Final = 3


def roles(pieces: Sequence[Piece], *, marked: bool = False) -> list[Role]:
    """The role of each piece in the cheapest explanation of all of them.

    `marked`: the listing marks where abstracts begin, so none begins anywhere else, and there
    may be no titles.
    """
    habits = habits_of(pieces, marked)
    found = _cheapest(pieces, habits)
    if marked and found.count(Role.TITLE) * 2 < found.count(Role.ABSTRACT):
        found = _cheapest(pieces, replace(habits, title_cost=_RARE_TITLE))
    titles = found.count(Role.TITLE)
    if habits.not_apart and titles * 2 > 3 * found.count(Role.ABSTRACT):
        habits = replace(habits, no_abstract=_SELDOM_ABSTRACT)
        found = _cheapest(pieces, habits)
    if not habits.width and (width := _title_width(pieces, found)):
        found = _cheapest(pieces, replace(habits, title_width=width))
    return found


def _title_width(pieces: Sequence[Piece], found: Sequence[Role]) -> int:
    """The width at which the titles are wrapped, if that explains those without abstracts."""
    titles = (Role.TITLE, Role.TITLE_GOES_ON)
    pairs = [
        place
        for place, after in enumerate(pieces[1:])
        if found[place] in titles and found[place + 1] in titles and not (after.gap or after.apart)
    ]
    alone = [place for place in pairs if found[place + 1] is Role.TITLE]
    if not alone or len(pairs) < _TITLE_PAIRS:
        return 0
    lengths = [len(each.text) for each, role in zip(pieces, found, strict=True) if role in titles]
    width = max(lengths)
    full = [p for p in pairs if _fills(pieces[p].text, pieces[p + 1].text, width)]
    return width if len(full) * 4 >= len(pairs) * 3 else 0


def _fills(line: str, after: str, width: int) -> bool:
    return len(line) + 1 + len(after.split(maxsplit=1)[0]) > width


# ---------------------------------------------------------------- the cheapest way


@dataclass(frozen=True, slots=True)
class _Way:
    """The cheapest way to explain all pieces up to one, given what is open after it."""

    cost: float
    before: _Way | None = None
    role: Role | None = None
    last: Look | None = None
    """The newest piece that is not stray; None at the start."""
    length: int = 0
    """Characters of the open abstract; 0 while a title is open."""
    width: int = 0
    """Of the longest line of the open paragraph."""


def _cheapest(pieces: Sequence[Piece], habits: Habits) -> list[Role]:
    start: _Way | None = _Way(0.0)
    in_title: _Way | None = None
    in_abstract: _Way | None = None
    for piece in pieces:
        look = look_of(piece)
        titles: list[_Way] = []
        abstracts: list[_Way] = []
        for way in (start, in_title, in_abstract):
            if way is not None:
                titles += _as_title(way, look, habits)
                abstracts += _as_abstract(way, look, habits)
        if not look.marked:
            titles += _as_stray(in_title, look, habits)
            abstracts += _as_stray(in_abstract, look, habits)
        start = next(iter(_as_stray(start, look, habits)), None)
        in_title = min(titles, key=_cost, default=None)
        in_abstract = min(abstracts, key=_cost, default=None)
    if in_title is not None:
        in_title = replace(in_title, cost=in_title.cost + habits.no_abstract)
    ends = [way for way in (start, in_abstract, in_title) if way is not None]
    return _roles_along(min(ends, key=_cost))


def _cost(way: _Way) -> float:
    return way.cost


def _roles_along(way: _Way | None) -> list[Role]:
    found: list[Role] = []
    while way is not None and way.role is not None:
        found.append(way.role)
        way = way.before
    return found[::-1]


# ---------------------------------------------------------------- what a step costs


def _as_stray(way: _Way | None, look: Look, habits: Habits) -> list[_Way]:
    """The way on that leaves the piece out, if there is one."""
    if way is None:
        return []
    cost = _STRAY_WORD if look.one_word else _STRAY_LINE
    if way.last is not None and not way.length and not look.gap:
        cost += habits.no_gap  # the last word of a wrapped title, more likely
    if _may_be_remark(look, habits):
        cost = _STRAY_REMARK
    return [_Way(way.cost + cost, way, Role.STRAY, way.last, way.length, way.width)]


def _may_be_remark(look: Look, habits: Habits) -> bool:
    """Whether the piece is a short sentence where abstracts are whole lines."""
    short = look.length <= _LONGEST_REMARK
    return habits.one_line and look.finished and short and look.continuing <= 0


def _as_title(way: _Way, look: Look, habits: Habits) -> list[_Way]:
    """The ways on in which the piece is (part of) a title."""
    if look.marked:
        return []
    unlike = 0.0 if look.heading else max(0.0, -look.title_likeness)
    cost = way.cost + unlike + habits.title_cost + (1.5 if look.one_word else 0.0)
    cost += _NOT_HEADED if habits.headed and not look.heading else 0.0
    cost += _AGAINST_MARKUP if look.joined else 0.0
    if way.last is None:
        return [_Way(cost, way, Role.TITLE, look)]
    cost += 0.0 if look.apart else habits.not_apart
    if way.length:
        cost += 0.0 if way.last.finished else _UNFINISHED
        cost += 0.0 if look.gap else habits.no_gap
        return [_Way(cost, way, Role.TITLE, look)]
    no_gap = 0.0 if look.gap else habits.no_gap
    more = unlike / 2 if look.joined else _title_goes_on(way.last, look, unlike, habits)
    return [
        _Way(cost + habits.no_abstract + no_gap, way, Role.TITLE, look),
        _Way(way.cost + more, way, Role.TITLE_GOES_ON, look),
    ]


def _title_goes_on(last: Look, look: Look, unlike: float, habits: Habits) -> float:
    """The cost of taking the piece for more of the open title."""
    cost = unlike / 2 + 6.0 + _across(look, habits)
    cost += 3.0 if look.gap else 0.0
    cost -= (_GOES_ON_LOWER if habits.not_apart else 1.5) if look.goes_on else 0.0
    cost += _AGAINST_MARKUP if look.heading else 0.0
    cost -= 0.0 if look.apart or look.gap else habits.not_apart
    width = habits.width or habits.title_width
    return cost - (5.0 if last.dangling or _title_breaks_here(last, look, width) else 0.0)


def _across(look: Look, habits: Habits) -> float:
    """The cost of going on behind words that stand between the records."""
    return _ACROSS_PAGE_WORDS if habits.not_apart and look.apart else 0.0


def _title_breaks_here(last: Look, look: Look, width: int) -> bool:
    """Whether the open title ends where all lines of the file are wrapped (if they are)."""
    return last.length <= width + 3 and _is_full(last, look, width)


def _is_full(last: Look, look: Look, width: int) -> bool:
    """Whether the first word of the piece did not fit on the line before."""
    return last.end + 1 + look.first_word > width


def _as_abstract(way: _Way, look: Look, habits: Habits) -> list[_Way]:
    """The ways on in which the piece is (part of) an abstract."""
    if look.marked:
        width = look.end if look.length else 0
        return [_Way(way.cost, way, Role.ABSTRACT, look, max(look.length, 1), width)]
    ways = [] if habits.marked else [_as_new_abstract(way, look, habits)]
    if way.last is None or not way.length:
        return ways
    total = way.length + 1 + look.length
    overhead = max(0.0, total - habits.longest) / habits.longest * 20
    if way.last.finished and _may_be_remark(look, habits):
        overhead += _REMARK_INSIDE
    paragraph = way.cost + overhead + _opens_paragraph(way, way.last, look)
    wrapped = way.cost + overhead + _breaks_here(way, way.last, look, habits)
    width = max(way.width, look.length)
    if look.joined:
        wrapped = way.cost + overhead
    wrapped += _across(look, habits) + (_AGAINST_MARKUP if look.heading else 0.0)
    paragraph += _across(look, habits) + (_AGAINST_MARKUP if look.heading else 0.0)
    return [
        *ways,
        _Way(paragraph, way, Role.PARAGRAPH, look, total, look.length),
        _Way(wrapped, way, Role.WRAPPED, look, total, width),
    ]


def _as_new_abstract(way: _Way, look: Look, habits: Habits) -> _Way:
    cost = way.cost + max(0.0, look.title_likeness)
    cost += 2.5 if look.goes_on else 0.0
    cost += _AGAINST_MARKUP if look.heading or look.joined else 0.0
    if look.length < 150 and not look.finished:
        cost += 6.0 if look.apart and habits.not_apart else 3.0
    if way.last is None:
        cost += _NO_TITLE
    elif way.length:  # after another abstract, of which it might be a part
        cost += _NO_TITLE + max(0.0, look.continuing)
        cost += 0.0 if way.last.finished else _UNFINISHED
        cost += 2.5 * ((way.length < habits.short) + (look.length < habits.short))
        cost += 0.0 if look.gap else habits.no_gap
        cost += 0.0 if look.apart else habits.not_apart
    return _Way(cost, way, Role.ABSTRACT, look, look.length, look.length)


def _opens_paragraph(way: _Way, last: Look, look: Look) -> float:
    """The cost of taking the piece for another paragraph of the open abstract."""
    cost = 3.25 + max(0.0, look.title_likeness) - look.continuing / 2
    cost += 0.0 if last.finished else _UNFINISHED
    if way.width < WIDEST_WRAP and not look.gap and look.length < 1.5 * way.width:
        cost += 2.0  # among wrapped lines a blank one would show it
    return cost


def _breaks_here(way: _Way, last: Look, look: Look, habits: Habits) -> float:
    """The cost of taking the end of the last line for a mere line break."""
    if way.width == 0:  # "Abstract:" alone on its line
        return 0.0
    full = _is_full(last, look, habits.width or way.width)
    looks = max(0.0, look.title_likeness)
    cost = 4.0 if look.gap else 0.0
    if last.finished:
        cost += looks + (2.0 if full else 6.0)
    elif look.goes_on:
        cost += looks / 2 - 1.0
    else:
        cost += looks / 2 + (0.5 if full else 4.0)
    if not look.goes_on and (way.width > WIDEST_WRAP or look.length > 1.5 * way.width):
        cost += 3.0  # wrapped lines are not long, and about equally so
    return cost
