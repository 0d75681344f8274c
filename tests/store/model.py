"""A model of the history that knows nothing of how the log works.

It keeps plain copies of all logged tables after every step, and from them what undoing and redoing
must put back. Of the log it takes only which rows a step touched, to know what may be in the way.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import count

from readlist.store.schema import LOGGED, logged_tables

UNLOGGED = {"queues": ("sort", "completed_at")}
"""Columns of logged tables that no step changes: they are as they are, whatever is undone."""

Place = tuple[str, object]
"""A table and a key."""
Row = tuple[object, ...]
Copy = dict[Place, Row]


@dataclass
class Part:
    """What one step did between two others: the rows it touched, and the library around it."""

    number: int
    touched: set[Place]
    before: Copy
    after: Copy


@dataclass
class ModelStep:
    number: int
    window: int
    parts: list[Part] = field(default_factory=list)
    state: str = "done"
    undone_order: int = 0
    undone_after: int = 0
    undone_by: int = -1

    @property
    def touched(self) -> set[Place]:
        return set().union(*(part.touched for part in self.parts))

    @property
    def last(self) -> int:
        return self.parts[-1].number


class Model:
    def __init__(self, reader: sqlite3.Connection) -> None:
        self.reader = reader
        self.tables = {table.name: table for table in logged_tables(reader)}
        self.steps: list[ModelStep] = []
        self.current = self.copy()
        self._orders = count(1)

    def copy(self) -> Copy:
        """All logged tables."""
        found: Copy = {}
        for name in LOGGED:
            key = self.tables[name].key_of("t")
            for place, *row in self.reader.execute(f"SELECT {key}, t.* FROM {name} t"):
                found[name, place] = self.logged(name, row)
        return found

    def logged(self, table: str, row: Iterable[object]) -> Row:
        """What the history knows of a row."""
        left_out = UNLOGGED.get(table, ())
        columns = zip(self.tables[table].columns, row, strict=True)
        return tuple(None if name in left_out else value for name, value in columns)

    def value(self, place: Place, column: str) -> object:
        return self.current[place][self.tables[place[0]].columns.index(column)]

    def values(self, table: str, column: str) -> set[object]:
        return {self.value(place, column) for place in self.current if place[0] == table}

    def done(self, window: int) -> list[ModelStep]:
        """The steps that are done: this window's, or all if it has none."""
        found = [step for step in self.steps if step.state == "done"]
        return [step for step in found if step.window == window] or found

    def undone(self) -> list[ModelStep]:
        """The steps that are undone and can be redone, if nothing is in the way."""
        return [step for step in self.steps if step.state == "undone"]

    def to_redo(self, window: int) -> list[ModelStep]:
        """Those undone since something else was done: by this window first, then the last first."""
        found = [step for step in self.undone() if not self.did_else(window, step)]
        return sorted(found, key=lambda step: (step.undone_by != window, -step.undone_order))

    def did_else(self, window: int, undone: ModelStep) -> bool:
        """Whether this window has begun something that stands since it undid a step; if another
        window undid that, whether any has."""
        return any(
            step.number > undone.undone_after
            for step in self.steps
            if step.state == "done" and (window == step.window or window != undone.undone_by)
        )

    # Writing

    def note(self, window: int, leader: int | None, newest: int) -> ModelStep | None:
        """Something was done in this window, as step `leader`; `newest`: the newest part before."""
        after = self.copy()
        changed = {
            place
            for place in self.current.keys() | after.keys()
            if self.current.get(place) != after.get(place)
            # A new tag is not logged, so that the first use of one can be undone by itself.
            and (place[0] != "tags" or place in self.current)
        }
        before, self.current = self.current, after
        if leader is None:
            assert not changed, "a step with changes has vanished"
            return None
        (number,) = self.reader.execute(
            "SELECT max(number) FROM undo_steps WHERE leader = ?", (leader,)
        ).fetchone()
        touched: set[Place] = set(
            self.reader.execute("SELECT tbl, key FROM undo_log WHERE step = ?", (number,))
        )
        assert changed <= touched, "a change was not logged"
        step = next((step for step in self.steps if step.number == leader), None)
        if step is None:
            step = ModelStep(leader, window)
            self.steps.append(step)
        if number > newest:
            step.parts.append(Part(number, touched, before, after))
        elif step.state != "done":
            assert not changed, "an undone step went on"
        else:
            step.parts[-1].touched = touched
            if changed:  # else it may be an older part, and what is there now another step's
                step.parts[-1].after = after
        self.drop_redos(step, touched)
        return step

    def newest(self) -> int:
        (found,) = self.reader.execute("SELECT max(number) FROM undo_steps").fetchone()
        return found or 0

    def drop_redos(self, by: ModelStep, touched: set[Place]) -> None:
        """What is undone and had a row that `by` touched cannot be redone any more."""
        for step in self.steps:
            if step is not by and step.state == "undone" and step.touched & touched:
                step.state = "dropped"
                self.drop_built_on(step)

    def drop_built_on(self, dropped: ModelStep) -> None:
        """Nor can what shares rows with a dropped step and was undone before it."""
        for step in self.steps:
            if (
                step.state == "undone"
                and step.undone_order < dropped.undone_order
                and step.touched & dropped.touched
            ):
                step.state = "dropped"
                self.drop_built_on(step)

    def is_dropped(self, step: ModelStep) -> bool:
        """Whether the library has dropped a step that the model has not."""
        dropped = {
            number
            for (number,) in self.reader.execute(
                "SELECT number FROM undo_steps WHERE state = 'dropped'"
            )
        }
        # What was dropped only with another one is not what was asked for.
        with_another = any(
            other.state == "undone"
            and other.number in dropped
            and other.undone_order > step.undone_order
            and other.touched & step.touched
            for other in self.steps
        )
        return step.number in dropped and not with_another

    # Undoing and redoing

    def blocks_undo(self, step: ModelStep) -> bool:
        """Whether another step that is done touched one of its rows after it."""
        return any(
            theirs.number > ours.number and theirs.touched & ours.touched
            for other in self.steps
            if other is not step and other.state == "done"
            for theirs in other.parts
            for ours in step.parts
        )

    def can_redo(self, step: ModelStep) -> bool:
        """Whether nothing undone touched one of its rows before it, and its rows would fit."""
        waits = any(
            theirs.number < ours.number and theirs.touched & ours.touched
            for other in self.steps
            if other is not step and other.state == "undone"
            for theirs in other.parts
            for ours in step.parts
        )
        return not waits and not self.unsound(self.flipped(step, undoing=False))

    def flipped(self, step: ModelStep, *, undoing: bool) -> Copy:
        """The library without the step, or with it again."""
        result = dict(self.current)
        for part in reversed(step.parts) if undoing else step.parts:
            wanted = part.before if undoing else part.after
            for place in part.touched:
                if place in wanted:
                    result[place] = wanted[place]
                else:
                    result.pop(place, None)
        return result

    def set_flipped(self, step: ModelStep, window: int, *, undoing: bool) -> None:
        step.undone_by = window
        step.state = "undone" if undoing else "done"
        step.undone_order = next(self._orders) if undoing else 0
        step.undone_after = self.newest()

    def unsound(self, state: Copy) -> bool:
        """Whether a row's parent would be missing, or a unique value there twice; or a paper's id
        be that of one that was merged."""
        for table in self.tables.values():
            rows = [row for place, row in state.items() if place[0] == table.name]
            for parent in table.parents:
                at = table.columns.index(parent.column)
                if any(
                    row[at] is not None and (parent.table, row[at]) not in state for row in rows
                ):
                    return True
            for columns in table.unique:
                values = [tuple(row[table.columns.index(name)] for name in columns) for row in rows]
                if len(set(values)) < len(values):
                    return True
        ids = [str(row[1]) for (table, _), row in state.items() if table == "papers"]
        return any(("aliases", paper_id) in state for paper_id in ids)

    def check(self, wanted: Copy) -> None:
        """The library is what it should be."""
        assert self.copy() == wanted
        assert self.reader.execute("PRAGMA foreign_key_check").fetchall() == []
        self.current = wanted
