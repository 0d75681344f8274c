"""Undo and redo as one operation: exchange a step's images with its rows.

A flip takes up to 250 rows a transaction. Until it is finished `undo_state.flipping` names the
step, and whoever wants to write next, or opens the library, goes on with it: every row of the log
knows whether it has been exchanged, so two processes may work on one flip, and a killed one is
taken up where it stopped.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from enum import IntEnum
from typing import NamedTuple

from readlist.store.connection import Connections
from readlist.store.schema import Logged, Parent, logged_tables
from readlist.store.values import chunks

ROWS = 250
"""Rows exchanged in one transaction."""

Tell = Callable[[int, int], None]
"""Is told how many rows of a step are exchanged, and how many it has."""


class _Phase(IntEnum):
    """The order of a flip, so that no transaction ends with a row whose parent is missing."""

    MOVE = 0  # updates to another parent that is there already
    DELETE = 1  # children first
    INSERT = 2  # parents first
    UPDATE = 3


class _Entry(NamedTuple):
    part: int
    table: Logged
    key: int | str


def begin_whole(connections: Connections) -> sqlite3.Connection:
    """Begin a write transaction with no flip half done: one that is, is finished first."""
    while True:
        connections.begin()
        connection = connections.get()
        if _flipping(connection) is None:
            return connection
        connection.execute("ROLLBACK")
        finish(connections)


def flip(connections: Connections, window: str, leader: int, progress: Tell | None = None) -> None:
    """For this window, undo the step `leader` if it is done, redo it if it is undone.

    Called inside a transaction, which it commits; a small step is exchanged in that one.
    """
    connection = connections.get()
    connection.execute("UPDATE undo_steps SET undone_by = ? WHERE number = ?", (window, leader))
    plan = _plan(connection, leader)
    if len(plan) > ROWS:
        connection.execute("UPDATE undo_state SET flipping = ?", (leader,))
        connection.execute("COMMIT")
        finish(connections, progress)
        return
    _exchange(connection, plan, _is_done(connection, leader))
    _conclude(connection, leader)
    connection.execute("COMMIT")


def finish(connections: Connections, progress: Tell | None = None) -> None:
    """Do what is left of the flip that was started, if there is one."""
    if connections.read_only:
        return
    with connections.translating(), connections.lock:
        connection = connections.get()
        leader = _flipping(connection)
        if leader is None:
            return
        undoing = _is_done(connection, leader)
        plan = _plan(connection, leader)
        for number, entries in enumerate(chunks(plan, ROWS)):
            if progress is not None:
                progress(number * ROWS, len(plan))
            with _turn(connections, leader, undoing) as still:
                if not still:
                    return
                _exchange(connection, entries, undoing)
                new_revision(connection, parts_of(connection, leader))
        with _turn(connections, leader, undoing) as still:
            if still:
                _conclude(connection, leader)


@contextmanager
def _turn(connections: Connections, leader: int, undoing: bool) -> Iterator[bool]:
    """One transaction of a flip; yields whether that flip is still going on."""
    connection = connections.get()
    connections.begin()
    try:
        yield _flipping(connection) == leader and _is_done(connection, leader) == undoing
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _flipping(connection: sqlite3.Connection) -> int | None:
    found: tuple[int | None] = connection.execute("SELECT flipping FROM undo_state").fetchone()
    return found[0]


def _is_done(connection: sqlite3.Connection, leader: int) -> bool:
    (state,) = connection.execute(
        "SELECT state FROM undo_steps WHERE number = ?", (leader,)
    ).fetchone()
    return bool(state == "done")


def parts_of(connection: sqlite3.Connection, leader: int) -> list[int]:
    """The numbers of a step's parts, oldest first."""
    found = connection.execute(
        "SELECT number FROM undo_steps WHERE leader = ? ORDER BY number", (leader,)
    )
    return [number for (number,) in found]


def _plan(connection: sqlite3.Connection, leader: int) -> list[_Entry]:
    """What is still to exchange, in order. Everyone who works on a flip gets the same order."""
    undoing = _is_done(connection, leader)
    tables = logged_tables(connection)
    plan: list[_Entry] = []
    for part in sorted(parts_of(connection, leader), reverse=undoing):
        ordered: list[tuple[_Phase, int, int, _Entry]] = []
        for rank, table in enumerate(tables):
            for key, phase in _phases(connection, table, part, flipped=not undoing):
                place = -rank if phase is _Phase.DELETE else rank
                ordered.append((phase, place, len(ordered), _Entry(part, table, key)))
        ordered.sort(key=lambda item: item[:3])
        plan += [entry for _, _, _, entry in ordered]
    return plan


def _phases(
    connection: sqlite3.Connection, table: Logged, part: int, *, flipped: bool
) -> Iterator[tuple[int | str, _Phase]]:
    moved = " OR ".join(f"{_image(of)} IS NOT t.{of.column}" for of in table.movable)
    there = " AND ".join(
        f"({_image(of)} IS NULL OR {_image(of)} IN (SELECT {of.key} FROM {of.table}))"
        for of in table.movable
    )
    move = f"({moved}) AND {there}" if moved else "0"
    found = connection.execute(
        f"""SELECT l.key, CASE WHEN l.image IS NULL THEN {_Phase.DELETE:d}
                               WHEN t.{table.key[0]} IS NULL THEN {_Phase.INSERT:d}
                               WHEN {move} THEN {_Phase.MOVE:d}
                               ELSE {_Phase.UPDATE:d} END
            FROM undo_log l LEFT JOIN {table.name} t ON {table.is_row("t", "l.key")}
            WHERE l.step = ? AND l.tbl = ? AND l.flipped = ?""",
        (part, table.name, flipped),
    )
    for key, phase in found:
        yield key, _Phase(phase)


def _image(of: Parent) -> str:
    return f"(l.image ->> '{of.column}')"


def _exchange(connection: sqlite3.Connection, entries: Sequence[_Entry], undoing: bool) -> None:
    for entry in entries:
        table = entry.table
        where = table.is_row("t", "?1")
        found = connection.execute(
            f"""SELECT l.image, (SELECT {table.image_of("t")} FROM {table.name} t WHERE {where})
                FROM undo_log l
                WHERE l.step = ?2 AND l.tbl = ?3 AND l.key = ?1 AND l.flipped = ?4""",
            (entry.key, entry.part, table.name, not undoing),
        ).fetchone()
        if found is None:
            continue  # another process has done it
        image, present = found
        _put(connection, table, entry.key, image, present)
        connection.execute(
            "UPDATE undo_log SET image = ?, flipped = ? WHERE step = ? AND tbl = ? AND key = ?",
            (present, undoing, entry.part, table.name, entry.key),
        )


def _put(
    connection: sqlite3.Connection,
    table: Logged,
    key: int | str,
    image: str | None,
    present: str | None,
) -> None:
    """Make the row what `image` says. A column the image does not know keeps its value."""
    where = table.is_row(table.name, "?")
    keys = (key,) * where.count("?")
    if image is None:
        connection.execute(f"DELETE FROM {table.name} WHERE {where}", keys)
        return
    values = {name: value for name, value in json.loads(image).items() if name in table.columns}
    if present is None:
        names = ", ".join(values)
        marks = ", ".join("?" for _ in values)
        connection.execute(
            f"INSERT INTO {table.name} ({names}) VALUES ({marks})", tuple(values.values())
        )
        return
    old = json.loads(present)
    changed = {name: value for name, value in values.items() if old[name] != value}
    if changed:
        names = ", ".join(f"{name} = ?" for name in changed)
        connection.execute(
            f"UPDATE {table.name} SET {names} WHERE {where}", (*changed.values(), *keys)
        )


def _conclude(connection: sqlite3.Connection, leader: int) -> None:
    connection.execute(
        """UPDATE undo_steps SET
             undone_order = CASE state WHEN 'done' THEN
               (SELECT coalesce(max(undone_order), 0) + 1 FROM undo_steps) END,
             undone_after = CASE state WHEN 'done' THEN (SELECT max(number) FROM undo_steps) END,
             state = CASE state WHEN 'done' THEN 'undone' ELSE 'done' END
           WHERE number = ?""",
        (leader,),
    )
    connection.execute("UPDATE undo_steps SET bytes = NULL WHERE leader = ?", (leader,))
    connection.execute("UPDATE undo_state SET flipping = NULL")
    new_revision(connection, parts_of(connection, leader))


def new_revision(connection: sqlite3.Connection, parts: Sequence[int | None]) -> None:
    """Inside a transaction: the library has changed, namely the tables these parts have changed."""
    connection.execute("UPDATE undo_state SET revision = revision + 1")
    connection.executemany(
        """UPDATE revisions SET revision = (SELECT revision FROM undo_state)
           WHERE EXISTS (SELECT 1 FROM undo_log WHERE step = ? AND tbl = revisions.tbl)""",
        [(part,) for part in parts],
    )
