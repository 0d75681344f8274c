"""Searches a person saved under a name, in the order they put them; and the queries asked lately.

Saved searches are logged, one row a change, so that each can be undone by itself. Recent queries
are only remembered: they are no part of the history and do not count as a change to the library.
"""

from __future__ import annotations

import sqlite3
import unicodedata

from readlist.errors import BadValue, UnknownSearch
from readlist.paper import SavedSearch
from readlist.store.connection import Connections
from readlist.store.steps import Steps
from readlist.store.values import now, safe

RECENT_KEPT = 500
"""How many recent queries are remembered."""
_GAP = 1 << 16
"""Between the positions of two neighbours, so that moving one changes the row of no other."""


def folded_name(name: str) -> str:
    """What makes two names the same: their letters without regard to case."""
    return unicodedata.normalize("NFC", name.casefold())


class Searches:
    """The searches of a library."""

    def __init__(self, connections: Connections, steps: Steps) -> None:
        self._connections = connections
        self._steps = steps

    def all(self) -> list[SavedSearch]:
        """The saved searches, in order."""
        with self._connections.reading() as connection:
            found = connection.execute(
                "SELECT name, query FROM saved_searches ORDER BY position, row"
            )
            return [SavedSearch(*search) for search in found]

    def named(self, name: str) -> SavedSearch:
        """The search of this name, in any case, as it was saved. Raises `UnknownSearch`."""
        with self._connections.reading() as connection:
            found = connection.execute(
                "SELECT name, query FROM saved_searches WHERE row = ?", (_row(connection, name),)
            ).fetchone()
            return SavedSearch(*found)

    def add(self, name: str, query: str) -> None:
        """Save a search, as the last. Raises `BadValue` for a name that is taken, in any case."""
        with self._steps.transaction() as connection:
            _check_free(connection, name, None)
            connection.execute(
                """INSERT INTO saved_searches (name, folded, query, position, changed_at)
                   VALUES (?, ?, ?, (SELECT coalesce(max(position), 0) + ? FROM saved_searches), ?)
                """,
                (name, folded_name(name), safe(query), _GAP, now()),
            )

    def rename(self, old: str, new: str) -> int:
        """Give a search another name; the number changed. Raises `UnknownSearch`, `BadValue`."""
        with self._steps.transaction() as connection:
            row = _row(connection, old)
            _check_free(connection, new, row)
            return connection.execute(
                """UPDATE saved_searches SET name = ?1, folded = ?2, changed_at = ?3
                   WHERE row = ?4 AND name <> ?1""",
                (new, folded_name(new), now(), row),
            ).rowcount

    def delete(self, name: str) -> None:
        """Delete a search. Raises `UnknownSearch`."""
        with self._steps.transaction() as connection:
            row = _row(connection, name)
            connection.execute("DELETE FROM saved_searches WHERE row = ?", (row,))

    def move(self, name: str, to: int) -> int:
        """Put a search at place `to` (0: first; beyond the end: last); the number moved.

        Raises `UnknownSearch`.
        """
        with self._steps.transaction() as connection:
            return _move(connection, name, to)

    # Queries asked lately

    def remember(self, query: str) -> None:
        """A query was asked: it is the newest now, and the oldest beyond RECENT_KEPT go."""
        with self._steps.unlogged() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO recent_queries (query) VALUES (?)", (safe(query),)
            )
            connection.execute(
                """DELETE FROM recent_queries WHERE row <=
                     (SELECT row FROM recent_queries ORDER BY row DESC LIMIT 1 OFFSET ?)""",
                (RECENT_KEPT,),
            )

    def recent(self, limit: int | None) -> list[str]:
        """The queries asked last (None: all that are remembered), newest first, each once."""
        with self._connections.reading() as connection:
            found = connection.execute(
                "SELECT query FROM recent_queries ORDER BY row DESC LIMIT ?",
                (-1 if limit is None else limit,),
            )
            return [query for (query,) in found]


def _move(connection: sqlite3.Connection, name: str, to: int) -> int:
    row = _row(connection, name)
    places = connection.execute(
        "SELECT row, position FROM saved_searches ORDER BY position, row"
    ).fetchall()
    at = next(place for place, (each, _) in enumerate(places) if each == row)
    to = max(0, min(to, len(places) - 1))
    if to == at:
        return 0
    moved = places.pop(at)
    position = _between(places, to)
    if position is not None:
        _put(connection, row, position)
        return 1
    places.insert(to, moved)
    for place, (each, old) in enumerate(places, 1):
        if old != place * _GAP:
            _put(connection, each, place * _GAP)
    return 1


def _between(places: list[tuple[int, int]], to: int) -> int | None:
    """A position before the search at place `to` and after the one before it, if there is any."""
    if to == len(places):
        return places[-1][1] + _GAP
    if to == 0:
        return places[0][1] - _GAP
    before, after = places[to - 1][1], places[to][1]
    middle = (before + after) // 2
    return middle if before < middle < after else None


def _put(connection: sqlite3.Connection, row: int, position: int) -> None:
    connection.execute(
        "UPDATE saved_searches SET position = ?, changed_at = ? WHERE row = ?",
        (position, now(), row),
    )


def _row(connection: sqlite3.Connection, name: str) -> int:
    found = connection.execute(
        "SELECT row FROM saved_searches WHERE folded = ?", (folded_name(name),)
    ).fetchone()
    if found is None:
        raise UnknownSearch(f"there is no saved search {name!r}; `readlist searches` lists them")
    return int(found[0])


def _check_free(connection: sqlite3.Connection, name: str, row: int | None) -> None:
    """Raise `BadValue` if another search than `row` has this name."""
    found = connection.execute(
        "SELECT name FROM saved_searches WHERE folded = ? AND row IS NOT ?",
        (folded_name(name), row),
    ).fetchone()
    if found is not None:
        raise BadValue(
            f"there is a saved search {found[0]!r} already; choose another name, or rename or "
            "delete that one first"
        )
