"""The first papers of a list, read before all of it is known.

Reading the order of 100,000 papers takes a tenth of a second; a screenful of it, from wherever
somebody was last, a hundredth of that.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import NamedTuple


class Beginning(NamedTuple):
    """Papers that stand together in the list of all that were not skipped, newest first."""

    ids: Sequence[str]
    at: int
    """Where among them the paper asked for is; 0 if it is in no list."""
    whole: bool
    """These are all there are."""


_Place = tuple[int | None, int, int]
"""Source, position and row, by which they are ordered."""


def beginning(connection: sqlite3.Connection, paper_id: str | None, most: int) -> Beginning:
    """At most `most` papers around the one of that id, or else from the first one on."""
    place: _Place | None = connection.execute(
        f"SELECT source, position, row FROM {_LISTED} AND id = ?", (paper_id,)
    ).fetchone()
    if place is None:
        above, below = [], _read(connection, _FIRST, (), most + 1)
    else:
        above = _above(connection, place, most + 1)
        below = _below(connection, place, most + 1)
    whole = len(above) + len(below) <= most
    if not whole:
        above = above[: most // 2]
        below = below[: most - len(above)]
    return Beginning(above[::-1] + below, len(above), whole)


def _above(connection: sqlite3.Connection, place: _Place, most: int) -> list[str]:
    """Those that stand above a place, the nearest first."""
    found = _read(connection, _ABOVE_IN_SOURCE, place, most)
    source = place[0]
    if source is not None:
        found += _read(connection, _LATER_SOURCES, (source,), most - len(found))
        found += _read(connection, _NO_SOURCE_BACKWARDS, (), most - len(found))
    return found


def _below(connection: sqlite3.Connection, place: _Place, most: int) -> list[str]:
    """The one that stands at a place and those below it."""
    found = _read(connection, _FROM_IN_SOURCE, place, most)
    source = place[0]
    if source is None:
        found += _read(connection, _ANY_SOURCE, (), most - len(found))
    else:
        found += _read(connection, _EARLIER_SOURCES, (source,), most - len(found))
    return found


def _read(
    connection: sqlite3.Connection, query: str, values: tuple[int | None, ...], most: int
) -> list[str]:
    found = connection.execute(f"SELECT id FROM {query} LIMIT ?", (*values, most))
    return [paper_id for (paper_id,) in found]


# The order is that of `orders`: source DESC NULLS FIRST, position, row. Each query goes along the
# index papers_in_order and stops; one for all of them could not.
_LISTED = """papers WHERE removed_at IS NULL
    AND NOT EXISTS (SELECT 1 FROM marks WHERE paper = papers.row AND status = 'skipped')"""
_FIRST = f"{_LISTED} ORDER BY source DESC NULLS FIRST, position, row"
_ABOVE_IN_SOURCE = f"""{_LISTED} AND source IS ? AND (position, row) < (?, ?)
    ORDER BY position DESC, row DESC"""
_LATER_SOURCES = f"{_LISTED} AND source > ? ORDER BY source, position DESC, row DESC"
_NO_SOURCE_BACKWARDS = f"{_LISTED} AND source IS NULL ORDER BY position DESC, row DESC"
_FROM_IN_SOURCE = f"""{_LISTED} AND source IS ? AND (position, row) >= (?, ?)
    ORDER BY position, row"""
_EARLIER_SOURCES = f"{_LISTED} AND source < ? ORDER BY source DESC, position, row"
_ANY_SOURCE = f"{_LISTED} AND source IS NOT NULL ORDER BY source DESC, position, row"
