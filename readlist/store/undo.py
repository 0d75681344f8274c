"""The history: which step is undone or redone next, what is in its way."""

from __future__ import annotations

import sqlite3

from readlist.errors import NothingToUndo, UndoBlocked
from readlist.paper import Step
from readlist.store import flip, redos
from readlist.store.connection import Connections
from readlist.store.obstacles import find_obstacles


def history(connection: sqlite3.Connection, limit: int | None) -> list[Step]:
    """The steps of the library, newest first."""
    found = connection.execute(
        f"{_STEPS} ORDER BY last DESC LIMIT ?",
        (-1 if limit is None else limit,),
    )
    return [_step(row) for row in found]


def undo(connections: Connections, window: str, number: int | None) -> Step:
    """Undo step `number`, or this window's newest, or the library's newest.

    Raises `NothingToUndo`, and `UndoBlocked` when later steps built on it.
    """
    with connections.translating(), connections.lock:
        connection = flip.begin_whole(connections)
        try:
            if number is None:
                step = _newest_done(connection, window)
            else:
                step = _numbered(connection, number)
            obstacles = find_obstacles(connection, step.number, undoing=True)
            if obstacles:
                names = [_numbered_step(connection, each) for each in obstacles.steps]
                raise UndoBlocked(_blocked(step, names, "undo"))
            flip.flip(connections, window, step.number)
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
    return Step(step.number, step.label, step.at, undone=True)


def redo(connections: Connections, window: str) -> Step:
    """Redo the step this window undid last, else the one that was undone last by any.

    Raises `NothingToUndo` and `UndoBlocked`.
    """
    with connections.translating(), connections.lock:
        connection = flip.begin_whole(connections)
        try:
            step = _last_undone(connection, window)
            obstacles = find_obstacles(connection, step.number, undoing=False)
            if obstacles.rows:
                redos.drop(connection, step.number)
                connection.execute("COMMIT")
                raise UndoBlocked(
                    f"“{step.label}” can no longer be redone: the library has changed since; "
                    "do it again by hand."
                )
            if obstacles:
                names = [_numbered_step(connection, each) for each in obstacles.steps]
                raise UndoBlocked(_blocked(step, names, "redo"))
            flip.flip(connections, window, step.number)
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
    return Step(step.number, step.label, step.at, undone=False)


_STEPS = "SELECT number, label, at, state FROM undo_steps WHERE leader = number"


def _step(row: tuple[int, str, str, str]) -> Step:
    number, label, at, state = row
    return Step(number, label, at, undone=state != "done")


def _newest_done(connection: sqlite3.Connection, window: str) -> Step:
    for only, values in ((" AND window = ?", (window,)), ("", ())):
        found = connection.execute(
            f"{_STEPS} AND state = 'done'{only} ORDER BY last DESC LIMIT 1", values
        ).fetchone()
        if found is not None:
            return _step(found)
    raise NothingToUndo("There is nothing to undo.")


def _last_undone(connection: sqlite3.Connection, window: str) -> Step:
    for only, values in ((" AND undone_by = ?", (window,)), ("", ())):
        found = connection.execute(
            f"{_STEPS} AND state = 'undone'{only} ORDER BY undone_order DESC LIMIT 1", values
        ).fetchone()
        if found is not None:
            return _step(found)
    raise NothingToUndo("There is nothing to redo.")


def _numbered(connection: sqlite3.Connection, number: int) -> Step:
    found = connection.execute(f"{_STEPS} AND number = ?", (number,)).fetchone()
    if found is None:
        raise NothingToUndo(
            f"There is no step {number} in the history; `readlist history` lists them."
        )
    step = _step(found)
    if step.undone:
        raise NothingToUndo(f"Step {number}, “{step.label}”, is undone already.")
    return step


def _numbered_step(connection: sqlite3.Connection, number: int) -> Step:
    return _step(connection.execute(f"{_STEPS} AND number = ?", (number,)).fetchone())


def _blocked(step: Step, others: list[Step], verb: str) -> str:
    if not others:
        return (
            f"Step {step.number}, “{step.label}”, cannot be undone: later changes that are no "
            "longer in the history built on it."
        )
    named = [f"step {other.number}, “{other.label}”" for other in others[:3]]
    if len(others) > 3:
        named.append(f"{len(others) - 3} more")
    what = " and ".join(named) if len(named) < 3 else f"{', '.join(named[:-1])} and {named[-1]}"
    return f"Step {step.number}, “{step.label}”, cannot be {verb}ne by itself: {verb} {what} first."
