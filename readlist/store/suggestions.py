"""Pairs of papers that may be the same. Derived and not logged; see migration 0003."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

_IN_VIEW = """FROM suggestions s
    JOIN papers p ON p.row = s.one AND p.removed_at IS NULL
    JOIN papers q ON q.row = s.other AND q.removed_at IS NULL
    WHERE NOT EXISTS (SELECT 1 FROM apart a WHERE a.one = s.one AND a.other = s.other)"""
REVISED = "apart"
"""The table whose revision stands for the suggestions too: they have none of their own."""
_WHOLE = 1000
"""The score of two papers that have all in common."""


@dataclass(frozen=True, slots=True)
class StoredDouble:
    """The ids of two papers, the older one first, what they have in common, and how much of it."""

    one_id: str
    other_id: str
    kind: str
    score: float


def suggest(
    connection: sqlite3.Connection, row: int, others: Iterable[tuple[int, str, float]]
) -> None:
    """The paper `row` may be each of these: (row, kind, score of 0 to 1). The best score stays."""
    connection.executemany(
        """INSERT INTO suggestions (one, other, kind, score) VALUES (?, ?, ?, ?)
           ON CONFLICT (one, other) DO UPDATE SET kind = excluded.kind, score = excluded.score
           WHERE excluded.score > score""",
        [
            (min(row, other), max(row, other), kind, round(score * _WHOLE))
            for other, kind, score in others
        ],
    )
    connection.execute("UPDATE undo_state SET revision = revision + 1")
    connection.execute(
        "UPDATE revisions SET revision = (SELECT revision FROM undo_state) WHERE tbl = ?",
        (REVISED,),
    )


def doubles(connection: sqlite3.Connection, limit: int | None) -> list[StoredDouble]:
    """The pairs of papers in view that nobody has kept apart, the likeliest first."""
    found = connection.execute(
        f"SELECT p.id, q.id, kind, score {_IN_VIEW} ORDER BY score DESC, one, other LIMIT ?",
        (-1 if limit is None else limit,),
    )
    return [StoredDouble(one, other, kind, score / _WHOLE) for one, other, kind, score in found]


def count(connection: sqlite3.Connection) -> int:
    (found,) = connection.execute(f"SELECT count(*) {_IN_VIEW}").fetchone()
    return int(found)
