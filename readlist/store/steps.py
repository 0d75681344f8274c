"""Writing: transactions, and the steps of the history that they belong to."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from readlist.errors import LibraryBusy
from readlist.store import flip, redos, retention
from readlist.store.connection import Connections
from readlist.store.values import now, safe

_PRUNE_EVERY = 50  # steps
_NAP = 0.001  # seconds between the transactions of a step, so that other processes get a turn


class OpenStep:
    """A step being written. `label` may change until it ends; it is what the history shows."""

    def __init__(self, label: str, join: str | None) -> None:
        self.label = label
        self.join = join
        self.leader: int | None = None
        """The step's number, once something has been written."""
        self.part: int | None = None
        self.stored_label = ""
        self.transactions = 0


class Steps:
    """The writing side of one store: who holds the lock, and which step is being written."""

    def __init__(self, connections: Connections, window: str) -> None:
        self._connections = connections
        self._window = window
        self._local = threading.local()
        self._open: list[OpenStep] = []

    @contextmanager
    def step(self, label: str, join: str | None) -> Iterator[OpenStep]:
        """What is written inside belongs to one step; with nothing written there is none.

        After an error, what was committed stays, as this step.
        """
        if self._current() is not None:
            raise RuntimeError("a step is already open in this thread")
        step = OpenStep(label, join)
        self._local.step = step
        self._open.append(step)
        try:
            yield step
        finally:
            self._local.step = None
            self._open.remove(step)
            if step.leader is not None:
                self._end(step)

    def under_way(self) -> frozenset[int]:
        """The numbers of the steps that threads of this program are still writing."""
        return frozenset(step.leader for step in list(self._open) if step.leader is not None)

    def _end(self, step: OpenStep) -> None:
        prune = step.transactions > 1 or (step.part or 0) % _PRUNE_EVERY == 0
        if not prune and step.label == step.stored_label:
            return
        # What was done is done: it has not failed because another process holds the lock now. The
        # step then keeps the label it began with, and a later one does the housekeeping.
        with suppress(LibraryBusy), self.unlogged() as connection:
            _store_label(connection, step)
            if prune:
                retention.prune(connection)

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """One transaction of the open step. Inside another one it is a part of that."""
        step = self._current()
        if step is None:
            raise RuntimeError("a change to the library has to be part of a step")
        if self._inside():
            yield self._connections.get()
            return
        if step.transactions:
            time.sleep(_NAP)
        kept = (step.leader, step.part, step.stored_label)
        try:
            with self._writing() as connection:
                new_part = self._enter(connection, step)
                before = connection.total_changes
                yield connection
                if connection.total_changes > before:
                    _leave(connection, step, new_part)
                else:
                    connection.execute("ROLLBACK")
                    step.leader, step.part, step.stored_label = kept
        except BaseException:
            step.leader, step.part, step.stored_label = kept
            raise
        step.transactions += 1

    @contextmanager
    def unlogged(self) -> Iterator[sqlite3.Connection]:
        """A transaction of its own for what is not part of the history, or the one that is open."""
        if self._inside():
            yield self._connections.get()
            return
        with self._writing() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """The lock and a transaction, with no undo or redo half done; committed at the end."""
        with self._connections.translating(), self._connections.lock:
            connection = flip.begin_whole(self._connections)
            self._local.inside = True
            try:
                yield connection
                if connection.in_transaction:
                    connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise
            finally:
                self._local.inside = False

    def _current(self) -> OpenStep | None:
        step: OpenStep | None = getattr(self._local, "step", None)
        return step

    def _inside(self) -> bool:
        return getattr(self._local, "inside", False)

    def _enter(self, connection: sqlite3.Connection, step: OpenStep) -> bool:
        """Point the triggers at this step's part, a new one if need be; True if it is new."""
        if step.leader is not None and not _is_done(connection, step.leader):
            step.leader = step.part = None  # someone undid it meanwhile: go on as another step
        if step.leader is None and step.join is not None:
            _join(connection, step, self._window)
        # Changes of other steps in between make it a new part, so that parts are ordered in time.
        new_part = step.part is None or step.part != _newest(connection)
        if new_part:
            _add_part(connection, step, self._window)
        connection.execute("UPDATE undo_state SET writing = ?", (step.part,))
        return new_part


def _leave(connection: sqlite3.Connection, step: OpenStep, new_part: bool) -> None:
    """Tidy up before a commit: no empty part stays, and redos that were overwritten go."""
    (logged,) = connection.execute(
        "SELECT EXISTS (SELECT 1 FROM undo_log WHERE step = ?)", (step.part,)
    ).fetchone()
    connection.execute("UPDATE undo_state SET writing = NULL")
    flip.new_revision(connection, [step.part])
    if logged:
        _store_label(connection, step)
        if not new_part:
            connection.execute("UPDATE undo_steps SET bytes = NULL WHERE number = ?", (step.part,))
        redos.drop_overwritten(connection)
    elif new_part:
        connection.execute("DELETE FROM undo_steps WHERE number = ?", (step.part,))
        if step.leader == step.part:
            step.leader = None
        else:
            connection.execute(
                """UPDATE undo_steps SET last = (SELECT max(number) FROM undo_steps
                   WHERE leader = :leader) WHERE number = :leader""",
                {"leader": step.leader},
            )
        step.part = None


def _is_done(connection: sqlite3.Connection, leader: int) -> bool:
    found = connection.execute(
        "SELECT 1 FROM undo_steps WHERE number = ? AND state = 'done'", (leader,)
    ).fetchone()
    return found is not None


def _newest(connection: sqlite3.Connection) -> int | None:
    found: tuple[int | None] = connection.execute("SELECT max(number) FROM undo_steps").fetchone()
    return found[0]


def _join(connection: sqlite3.Connection, step: OpenStep, window: str) -> None:
    """Go on with this window's newest step of the same join key, if it is not undone."""
    found = connection.execute(
        """SELECT number, last, label, state FROM undo_steps
           WHERE leader = number AND window = ? AND join_key = ? ORDER BY last DESC LIMIT 1""",
        (window, step.join),
    ).fetchone()
    if found is not None and found[3] == "done":
        step.leader, step.part, step.stored_label, _ = found


def _add_part(connection: sqlite3.Connection, step: OpenStep, window: str) -> None:
    label = safe(step.label)
    cursor = connection.execute(
        "INSERT INTO undo_steps (leader, window, label, join_key, at) VALUES (?, ?, ?, ?, ?)",
        (step.leader, window, label, step.join, now()),
    )
    step.part = cursor.lastrowid
    if step.leader is None:
        step.leader, step.stored_label = step.part, step.label
        connection.execute(
            "UPDATE undo_steps SET leader = number, last = number WHERE number = ?", (step.part,)
        )
    else:
        connection.execute(
            "UPDATE undo_steps SET last = ?, at = ? WHERE number = ?",
            (step.part, now(), step.leader),
        )


def _store_label(connection: sqlite3.Connection, step: OpenStep) -> None:
    if step.label != step.stored_label:
        connection.execute(
            "UPDATE undo_steps SET label = ? WHERE number = ?", (safe(step.label), step.leader)
        )
        step.stored_label = step.label
