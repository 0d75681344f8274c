"""How long steps can be undone."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime, timedelta

from readlist.store.values import at_time

KEPT_DAYS = 90
KEPT_BYTES = 200_000_000
_ROW_BYTES = 80  # of a row of the log and its index entry, besides the image


def prune(connection: sqlite3.Connection) -> None:
    """Forget steps beyond KEPT_DAYS or KEPT_BYTES, oldest first; the newest always stays.

    Texts that no source and no step to redo need any more go after KEPT_DAYS.
    """
    cutoff = at_time(datetime.now(UTC) - timedelta(days=KEPT_DAYS))
    _measure(connection)
    for leader in _beyond(connection, cutoff):
        connection.execute(
            "DELETE FROM undo_log WHERE step IN (SELECT number FROM undo_steps WHERE leader = ?)",
            (leader,),
        )
        connection.execute("DELETE FROM undo_steps WHERE leader = ?", (leader,))
    connection.execute(
        "DELETE FROM source_text WHERE kept_at < ? AND sha NOT IN (SELECT sha FROM sources)"
        " AND NOT EXISTS (SELECT 1 FROM undo_steps WHERE state = 'undone')",
        (cutoff,),
    )


def _measure(connection: sqlite3.Connection) -> None:
    connection.execute(
        """UPDATE undo_steps SET bytes =
             (SELECT coalesce(sum(length(CAST(image AS BLOB))), 0) + count(*) * ?
              FROM undo_log WHERE step = number)
           WHERE bytes IS NULL""",
        (_ROW_BYTES,),
    )


def _beyond(connection: sqlite3.Connection, cutoff: str) -> list[int]:
    """The oldest steps up to the last one that is too old or does not fit any more."""
    found = connection.execute(
        """SELECT s.number, s.at, (SELECT sum(p.bytes) FROM undo_steps p WHERE p.leader = s.number)
           FROM undo_steps s WHERE s.leader = s.number ORDER BY s.last DESC"""
    ).fetchall()
    total = 0
    for place, (_, at, size) in enumerate(found):
        total += size or 0
        if place and (at < cutoff or total > KEPT_BYTES):
            return [leader for leader, _, _ in found[place:]]
    return []
