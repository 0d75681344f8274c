"""How long steps can be undone."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from readlist.store import redos
from readlist.store.values import at_time

KEPT_DAYS = 90
KEPT_BYTES = 200_000_000
_ROW_BYTES = 80  # of a row of the log and its index entry, besides the image


def prune(connection: sqlite3.Connection) -> None:
    """Inside a transaction: forget what is beyond KEPT_DAYS or KEPT_BYTES, oldest first.

    For space, redos go before steps that can be undone; the newest step always stays. Texts that
    no source and no redo need any more go after KEPT_DAYS.
    """
    cutoff = at_time(datetime.now(UTC) - timedelta(days=KEPT_DAYS))
    _measure(connection)
    _drop_redos(connection)
    for leader in _beyond(_kept(connection), cutoff):
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


class _Kept(NamedTuple):
    leader: int
    at: str
    undone_order: int | None
    bytes: int


def _kept(connection: sqlite3.Connection) -> list[_Kept]:
    """The steps, newest first, and what each takes."""
    found = connection.execute(
        """SELECT s.number, s.at, CASE s.state WHEN 'undone' THEN s.undone_order END,
             (SELECT sum(p.bytes) FROM undo_steps p WHERE p.leader = s.number)
           FROM undo_steps s WHERE s.leader = s.number ORDER BY s.last DESC"""
    )
    return [_Kept(*step) for step in found]


def _measure(connection: sqlite3.Connection) -> None:
    connection.execute(
        """UPDATE undo_steps SET bytes =
             (SELECT coalesce(sum(length(CAST(image AS BLOB))), 0) + count(*) * ?
              FROM undo_log WHERE step = number)
           WHERE bytes IS NULL""",
        (_ROW_BYTES,),
    )


def _drop_redos(connection: sqlite3.Connection) -> None:
    kept = _kept(connection)
    total = sum(step.bytes for step in kept)
    for step in sorted(kept[1:], key=lambda step: step.undone_order or 0):
        if step.undone_order is not None and total > KEPT_BYTES:
            redos.drop(connection, step.leader)
            total -= step.bytes
    _measure(connection)


def _beyond(kept: list[_Kept], cutoff: str) -> list[int]:
    """The oldest steps, up to the last one that is too old or does not fit any more."""
    total = 0
    for place, step in enumerate(kept):
        total += step.bytes
        if place and (step.at < cutoff or total > KEPT_BYTES):
            return [step.leader for step in kept[place:]]
    return []
