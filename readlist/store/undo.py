"""The history: which step is undone or redone next, and why it may have to wait."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Sequence
from typing import Any

from readlist.errors import NothingToUndo, UndoBlocked
from readlist.paper import Step
from readlist.store import flip, redos
from readlist.store.connection import Connections
from readlist.store.obstacles import Obstacles, find_obstacles


def history(connection: sqlite3.Connection, limit: int | None) -> list[Step]:
    """The steps of the library, newest first."""
    found = connection.execute(
        f"{_STEPS} ORDER BY last DESC LIMIT ?",
        (-1 if limit is None else limit,),
    )
    return with_taken_back(connection, [_step(row) for row in found])


def newest_of(
    connection: sqlite3.Connection, window: str, under_way: Collection[int] = ()
) -> int | None:
    """The number of the newest step of this window that is written to its end and not undone."""
    found = connection.execute(
        f"""SELECT number FROM undo_steps WHERE leader = number AND state = 'done' AND window = ?
            AND number NOT IN ({_listed(under_way)}) ORDER BY last DESC LIMIT 1""",
        (window,),
    ).fetchone()
    return None if found is None else int(found[0])


_TAKES_BACK = "takes back "


def taking_back_key(number: int) -> str:
    """The `join_key` of a step that takes back what step `number` did: by that it is known."""
    return f"{_TAKES_BACK}{number}"


def with_taken_back(connection: sqlite3.Connection, steps: Sequence[Step]) -> list[Step]:
    """These steps, with what took each of them back."""
    found = connection.execute(
        """SELECT substr(join_key, ?), number FROM undo_steps
           WHERE leader = number AND state = 'done' AND join_key GLOB ?""",
        (len(_TAKES_BACK) + 1, f"{_TAKES_BACK}*"),
    )
    by = {int(number): leader for number, leader in found}
    return [
        each._replace(taken_back_by=by[each.number]) if each.number in by else each
        for each in steps
    ]


def undo(
    connections: Connections,
    window: str,
    number: int | None = None,
    progress: flip.Tell | None = None,
    under_way: Callable[[], Collection[int]] = frozenset,
) -> Step:
    """Undo step `number`, or this window's newest, or the library's newest.

    Where another window built on this window's newest, the library's newest is undone instead.
    `under_way`: the steps still being written; of these, half would be undone, so they are not.
    Raises `NothingToUndo`, and `UndoBlocked` when later steps built on the one named.
    """
    with connections.translating(), connections.lock:
        connection = flip.begin_whole(connections)
        try:
            if number is None:
                step = _next_to_undo(connection, window, under_way())
            else:
                step = numbered(connection, number)
                if step.undone:
                    raise NothingToUndo(f"Step {number}, “{step.label}”, is undone already.")
                if number in under_way():
                    raise UndoBlocked(
                        f"Step {number}, “{step.label}”, is still going on: stop it, or wait for "
                        "its end."
                    )
                obstacles = find_obstacles(connection, step.number, undoing=True)
                if obstacles:
                    raise _blocked(connection, step, obstacles, "undo")
            flip.flip(connections, window, step.number, progress)
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
    return Step(step.number, step.label, step.at, undone=True)


def redo(
    connections: Connections,
    window: str,
    number: int | None = None,
    progress: flip.Tell | None = None,
) -> Step:
    """Redo step `number`, or the one this window undid last, else the one undone last by any.

    Without a number, what was undone before something else was done (by this window; of what
    another window undid: by any) is let be. A step that waits for another to be redone is passed
    over, until nothing else is left. Raises `NothingToUndo` and `UndoBlocked`.
    """
    with connections.translating(), connections.lock:
        connection = flip.begin_whole(connections)
        try:
            step = _next_to_redo(connection, window, number)
            flip.flip(connections, window, step.number, progress)
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
    return Step(step.number, step.label, step.at, undone=False)


def _next_to_redo(connection: sqlite3.Connection, window: str, number: int | None) -> Step:
    undone = _undone_lately(connection, window) if number is None else [_undone(connection, number)]
    waiting = None
    for step in undone:
        obstacles = find_obstacles(connection, step.number, undoing=False)
        if not obstacles:
            return step
        if obstacles.rows:
            redos.drop(connection, step.number)
            connection.execute("COMMIT")
            raise UndoBlocked(
                f"“{step.label}” can no longer be redone: the library has changed since; "
                "do it again by hand."
            )
        waiting = waiting or _blocked(connection, step, obstacles, "redo")
    raise waiting or NothingToUndo("There is nothing to redo.")


def _undone_lately(connection: sqlite3.Connection, window: str) -> list[Step]:
    """What was undone since this window did something else, or since any did where another window
    undid it: the last undone first, this window's before the others'."""
    undone = connection.execute(_UNDONE, {"window": window}).fetchall()
    lately = [_step(row) for *row, since in undone if not since]
    if undone and not lately:
        number, label, *_ = undone[0]
        raise NothingToUndo(
            "There is nothing to redo: something else was done since; the history can redo "
            f"step {number}, “{label}”."
        )
    return lately


_UNDONE = """
    SELECT number, label, at, state, EXISTS (
        SELECT 1 FROM undo_steps later
        WHERE later.number > undone.undone_after AND later.leader = later.number
          AND later.state = 'done'
          AND (later.window = :window OR undone.undone_by IS NOT :window))
    FROM undo_steps undone WHERE leader = number AND state = 'undone'
    ORDER BY undone_by IS :window DESC, undone_order DESC
"""


def _undone(connection: sqlite3.Connection, number: int) -> Step:
    step = numbered(connection, number)
    if not step.undone:
        raise NothingToUndo(f"Step {number}, “{step.label}”, is not undone.")
    (state,) = connection.execute(
        "SELECT state FROM undo_steps WHERE number = ?", (number,)
    ).fetchone()
    if state != "undone":
        raise NothingToUndo(
            f"Step {number}, “{step.label}”, can no longer be redone: something else was done to "
            "what it had changed; do it again by hand."
        )
    return step


_STEPS = "SELECT number, label, at, state FROM undo_steps WHERE leader = number"


def _step(row: Sequence[Any]) -> Step:
    number, label, at, state = row
    return Step(number, label, at, undone=state != "done")


def _listed(numbers: Collection[int]) -> str:
    return ", ".join(map(str, sorted(numbers)))


def _next_to_undo(connection: sqlite3.Connection, window: str, under_way: Collection[int]) -> Step:
    waiting = None
    for only, values in ((" AND window = ?", (window,)), ("", ())):
        found = connection.execute(
            f"""{_STEPS} AND state = 'done'{only} AND number NOT IN ({_listed(under_way)})
                ORDER BY last DESC LIMIT 1""",
            values,
        ).fetchone()
        if found is None:
            continue
        step = _step(found)
        obstacles = find_obstacles(connection, step.number, undoing=True)
        if not obstacles:
            return step
        waiting = waiting or _blocked(connection, step, obstacles, "undo")
    raise waiting or NothingToUndo("There is nothing to undo.")


def numbered(connection: sqlite3.Connection, number: int) -> Step:
    """The step of this number. Raises `NothingToUndo` if there is none."""
    found = connection.execute(f"{_STEPS} AND number = ?", (number,)).fetchone()
    if found is None:
        raise NothingToUndo(
            f"There is no step {number} in the history; `readlist history` lists them."
        )
    return _step(found)


def _blocked(
    connection: sqlite3.Connection, step: Step, obstacles: Obstacles, verb: str
) -> UndoBlocked:
    this = f"Step {step.number}, “{step.label}”, cannot be {verb}ne"
    if not obstacles.steps:
        return UndoBlocked(
            f"{this}: later changes that are no longer in the history were built on it."
        )
    others = [
        _step(connection.execute(f"{_STEPS} AND number = ?", (number,)).fetchone())
        for number in obstacles.steps[:3]
    ]
    named = [f"step {other.number}, “{other.label}”" for other in others]
    if len(obstacles.steps) > len(named):
        named.append(f"{len(obstacles.steps) - len(named)} more")
    what = " and ".join(named) if len(named) < 3 else f"{', '.join(named[:-1])} and {named[-1]}"
    return UndoBlocked(f"{this} by itself: {verb} {what} first.")
