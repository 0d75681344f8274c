"""The columns at the right of a list: which there are at a width, and what they say of a paper.

The title comes first: a column is there only where the title keeps a comfortable width, and where
it tells papers apart. Each has one width in the whole list.
"""

from __future__ import annotations

from typing import NamedTuple

from rich.cells import cell_len
from textual.content import Content

from readlist.paper import Filled, Paper, Status, one_line, surname
from readlist.tui import glyphs
from readlist.tui.text import age, cut, cut_middle, drawable
from readlist.tui.theme import Ink

_MARGIN = 1
_SHARE, _FEW = 0.25, 0.1
"""A column is there if at least this share of the papers has something to stand in it; for tags
fewer will do."""


class Column(NamedTuple):
    """One that there may be."""

    name: str
    width: int
    """With the space before it."""
    title: int
    """How many cells it has to leave for the title."""


_NOTE = Column("note", 2, 0)
_YEAR = Column("year", 5, 28)
_TIMES = Column("times", 4, 40)
_WHEN = Column("when", 5, 50)
_AUTHOR = Column("author", 16, 60)
_TAGS = Column("tags", 16, 66)
_SOURCE = Column("source", 18, 90)
_VENUE = Column("venue", 16, 70)
_AS_SORTED = 32
"""How many cells of the title the column by which the list is sorted leaves."""
_SORTED = {
    "author": _AUTHOR,
    "venue": _VENUE,
    "seen": _TIMES,
    "starred": _WHEN,
    "read": _WHEN,
}
_IN_ORDER = (_AUTHOR, _TAGS, _SOURCE, _VENUE, _TIMES, _NOTE, _YEAR, _WHEN)


class Columns(NamedTuple):
    """Those of a list at its width, from left to right."""

    shown: tuple[Column, ...] = (_NOTE,)
    moment: str = "added"
    """Of what the time is told: ``added``, ``starred``, or ``read``."""

    @property
    def width(self) -> int:
        return sum(column.width for column in self.shown) + _MARGIN


def columns_for(filled: Filled, room: int, sort: str, *, below: bool = False) -> Columns:
    """The columns where title and columns have `room` cells. `below`: what is said of a paper
    stands below its title."""
    by = sort.removeprefix("-")
    year = _YEAR._replace(title=0) if by == "year" else _YEAR
    wanted = [column for column in (year, _TIMES, _WHEN) if _is_of_use(column, filled)]
    if not below:
        others = (_AUTHOR, _TAGS, _SOURCE, _VENUE)
        wanted += [column for column in others if _is_of_use(column, filled)]
    first = _SORTED.get(by) if not below or by not in ("author", "venue") else None
    if first is not None and _has_some(first, filled):
        wanted = [first._replace(title=_AS_SORTED)] + [
            column for column in wanted if column.name != first.name
        ]
    left, shown = room - _MARGIN, set()
    for column in (_NOTE, *wanted):
        if left - column.width >= column.title:
            left -= column.width
            shown.add(column.name)
    in_order = tuple(column for column in _IN_ORDER if column.name in shown)
    return Columns(in_order, by if by in ("starred", "read") else "added")


def _is_of_use(column: Column, filled: Filled) -> bool:
    many = filled.papers * _SHARE
    return (
        filled.papers > 0
        and {
            "year": filled.years >= many,
            "times": filled.again > 0,
            "when": filled.days > 1,
            "author": filled.authors >= many,
            "tags": filled.tagged > filled.papers * _FEW,
            "source": filled.sources > 1,
            "venue": filled.venues >= many,
        }[column.name]
    )


def _has_some(column: Column, filled: Filled) -> bool:
    return {"author": filled.authors, "venue": filled.venues}.get(column.name, 1) > 0


def right_side(paper: Paper, columns: Columns, ink: Ink) -> Content:
    """What stands at the right of a paper's title: always as wide as the columns say."""
    quiet = ink.faint if paper.status is Status.SKIPPED else ink.dim
    styles = {"tags": ink.accent, "note": ink.note}
    parts = [
        (_said(paper, column, columns.moment), styles.get(column.name, quiet))
        for column in columns.shown
    ]
    return Content.assemble(*parts, " ")


def _said(paper: Paper, column: Column, moment: str) -> str:
    """The text of a cell, as wide as its column."""
    room = column.width - 2
    match column.name:
        case "note":
            return f" {glyphs.NOTE}" if paper.note else "  "
        case "year":
            return f"{paper.year or '':>{column.width}}"
        case "when":
            other = {"starred": paper.starred_at, "read": paper.status_at}
            then = other.get(moment, paper.added_at)
            return f"{age(then) if then else '':>{column.width}}"
        case "times":
            seen = times_seen(paper)
            return f"{f'{glyphs.TIMES}{seen}' if seen > 1 else '':>{column.width}}"
        case "author":
            return _left(authors_in_short(paper, room), column)
        case "tags":
            return _left(cut(tags_in_line(paper), room), column)
        case "source":
            name = drawable(one_line(paper.sources[0].name)) if paper.sources else ""
            return _left(cut_middle(name, room), column)
        case _:
            return _left(cut(drawable(one_line(paper.venue or "")), room), column)


def _left(text: str, column: Column) -> str:
    return "  " + text + " " * (column.width - 2 - cell_len(text))


def times_seen(paper: Paper) -> int:
    """In how many different sources a paper was seen."""
    return len({sighting.source for sighting in paper.sources})


def authors_in_short(paper: Paper, room: int) -> str:
    """The first author's surname, and that there are others."""
    if not paper.authors:
        return ""
    name = drawable(one_line(surname(paper.authors[0])))
    others = " et al." if len(paper.authors) > 2 else ""
    if len(paper.authors) == 2:
        both = f"{name} & {drawable(one_line(surname(paper.authors[1])))}"
        if cell_len(both) <= room:
            return both
        others = " et al."
    return cut(name, room) if cell_len(name + others) > room else name + others


def tags_in_line(paper: Paper) -> str:
    return " ".join(f"#{drawable(tag)}" for tag in paper.tags)
