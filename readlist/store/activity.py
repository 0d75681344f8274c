"""When papers came in and went out: figures that are counted, each in one pass of SQL.

Moments are ISO 8601 in UTC down to the minute (``2025-01-31T12:00``): in which day a minute falls
is for whoever knows the time zone. Of a paper's history there is only how it is now, and since
when.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from readlist.store.connection import Connections

_MINUTE = 16  # characters
_SETTLED_AT = f"substr(coalesce(m.status_at, m.changed_at), 1, {_MINUTE})"
_IN_VIEW = "NOT IN (SELECT row FROM papers WHERE removed_at IS NOT NULL)"
_FIGURES = """count(*), coalesce(sum(m.status = 'read'), 0),
    coalesce(sum(m.status = 'read' AND coalesce(m.status_at, m.changed_at) >= ?1), 0),
    count(*) - coalesce(sum(m.status IN ('read', 'skipped')), 0)"""


@dataclass(frozen=True, slots=True)
class Removed:
    """A deleted paper: when it came, when it was deleted, and what it was by then, since when."""

    came: str
    removed: str
    status: str
    settled: str | None


@dataclass(frozen=True, slots=True)
class Events:
    """How many papers in view came in at each minute, and became read or skipped."""

    came: dict[str, int]
    read: dict[str, int]
    skipped: dict[str, int]
    removed: list[Removed]


@dataclass(frozen=True, slots=True)
class Part:
    """Papers that have something in common: how many, read ever, read of late, not settled yet."""

    name: str
    papers: int
    read: int
    lately: int
    open: int


class Activity:
    """What happened to the papers of one store, and when."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def events(self) -> Events:
        """What there is to tell of all times."""
        with self._connections.reading() as connection:
            came = connection.execute(
                f"""SELECT substr(added_at, 1, {_MINUTE}), count(*) FROM papers
                    WHERE removed_at IS NULL GROUP BY 1"""
            )
            return Events(
                came=dict(came.fetchall()),
                read=_settled(connection, "read"),
                skipped=_settled(connection, "skipped"),
                removed=[Removed(*row) for row in _removed(connection)],
            )

    def parts(self, since: str) -> tuple[list[Part], list[Part], list[Part]]:
        """By tag, by the source a paper first came with (the newest first), and by year (the
        latest first; '' where it is not known). `since`: what counts as of late, in UTC.
        """
        with self._connections.reading() as connection:
            tags = connection.execute(
                f"""SELECT t.name, {_FIGURES} FROM paper_tags pt
                    JOIN tags t ON t.row = pt.tag LEFT JOIN marks m ON m.paper = pt.paper
                    WHERE pt.paper {_IN_VIEW} GROUP BY t.row
                    ORDER BY count(*) DESC, t.folded""",
                (since,),
            ).fetchall()
            sources = connection.execute(
                f"""SELECT (SELECT name FROM sources WHERE row = p.source), {_FIGURES}
                    FROM papers p LEFT JOIN marks m ON m.paper = p.row
                    WHERE p.removed_at IS NULL AND p.source IS NOT NULL
                    GROUP BY p.source ORDER BY p.source DESC""",
                (since,),
            ).fetchall()
            years = connection.execute(
                f"""SELECT coalesce(p.year, ''), {_FIGURES} FROM papers p
                    LEFT JOIN marks m ON m.paper = p.row
                    WHERE p.removed_at IS NULL GROUP BY p.year ORDER BY p.year DESC NULLS LAST""",
                (since,),
            ).fetchall()
        return _parts(tags), _parts(sources), _parts(years)


def _settled(connection: sqlite3.Connection, status: str) -> dict[str, int]:
    found = connection.execute(
        f"""SELECT {_SETTLED_AT}, count(*) FROM marks m
            WHERE m.status = ? AND m.paper {_IN_VIEW} GROUP BY 1""",
        (status,),
    )
    return dict(found.fetchall())


def _removed(connection: sqlite3.Connection) -> list[tuple[str, str, str, str | None]]:
    return connection.execute(
        f"""SELECT substr(p.added_at, 1, {_MINUTE}), substr(p.removed_at, 1, {_MINUTE}),
              coalesce(m.status, 'unread'), {_SETTLED_AT}
            FROM papers p LEFT JOIN marks m ON m.paper = p.row WHERE p.removed_at IS NOT NULL"""
    ).fetchall()


def _parts(rows: list[tuple[object, int, int, int, int]]) -> list[Part]:
    return [Part(str(name), *figures) for name, *figures in rows]
