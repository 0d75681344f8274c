"""Dropping redos: what was undone can be redone until something else changes its rows.

A trigger marks the undone steps whose rows a change touches as `dropping`; the transaction that
made the change tidies up before it commits.
"""

from __future__ import annotations

import sqlite3


def drop(connection: sqlite3.Connection, leader: int) -> None:
    """Inside a transaction: this undone step is not to be redone any more."""
    connection.execute(
        "UPDATE undo_steps SET state = 'dropping' WHERE number = ? AND state = 'undone'", (leader,)
    )
    drop_overwritten(connection)


def drop_overwritten(connection: sqlite3.Connection) -> None:
    """Inside a transaction: drop the steps marked for it, and those that were built on them.

    A step that came after a dropped one and was undone before it holds images of rows as the
    dropped step had made them, which nothing can bring back now.
    """
    while True:
        marked = connection.execute(
            "SELECT number, undone_order FROM undo_steps WHERE state = 'dropping'"
        ).fetchall()
        if not marked:
            return
        for leader, undone_order in marked:
            connection.execute(_MARK_BUILT_ON, (leader, undone_order))
            connection.execute(
                "DELETE FROM undo_log"
                " WHERE step IN (SELECT number FROM undo_steps WHERE leader = ?)",
                (leader,),
            )
            connection.execute(
                "UPDATE undo_steps SET bytes = NULL, state = 'dropped' WHERE leader = ?", (leader,)
            )


_MARK_BUILT_ON = """
    UPDATE undo_steps SET state = 'dropping' WHERE number IN (
        SELECT later.number FROM undo_steps part
        JOIN undo_log own ON own.step = part.number
        JOIN undo_log other ON other.tbl = own.tbl AND other.key = own.key
        JOIN undo_steps other_part ON other_part.number = other.step
        JOIN undo_steps later ON later.number = other_part.leader
        WHERE part.leader = ?1 AND later.number <> ?1
          AND later.state = 'undone' AND later.undone_order < ?2)
"""
