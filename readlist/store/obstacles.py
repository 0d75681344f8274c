"""What is in the way of undoing or redoing one step by itself."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from readlist.store.flip import parts_of
from readlist.store.schema import Logged, Parent, logged_tables


@dataclass(frozen=True, slots=True)
class Obstacles:
    """`steps`: leaders that have to be undone (or redone) first, newest first.

    `rows`: something is in the way that no step of the history can be blamed for.
    """

    steps: tuple[int, ...]
    rows: bool

    def __bool__(self) -> bool:
        return bool(self.steps) or self.rows


_IDS = {"papers": "id", "aliases": "alias"}
"""What papers are called, and were before they were merged: an id is only one of both."""


def find_obstacles(connection: sqlite3.Connection, leader: int, *, undoing: bool) -> Obstacles:
    """Look for steps that touched the same rows, children of rows that would be deleted, parents
    of rows that would come back, and rows that took over a name or an id that has to be unique."""
    return _found(connection, leader, undoing, logged_tables(connection))


def find_chain(connection: sqlite3.Connection, leader: int, *, undoing: bool) -> set[int]:
    """The step and all that have to be undone (redone) before it, and before those."""
    tables = logged_tables(connection)
    chain, waiting = {leader}, [leader]
    while waiting:
        others = set(_found(connection, waiting.pop(), undoing, tables).steps) - chain
        chain |= others
        waiting += others
    return chain


def _found(
    connection: sqlite3.Connection, leader: int, undoing: bool, tables: Sequence[Logged]
) -> Obstacles:
    found = _Finder(connection, leader, parts_of(connection, leader), undoing)
    found.same_rows()
    going, coming = found.tables()
    for table in tables:
        for parent in table.parents:
            if parent.table in going:
                found.children_left(table, parent)
            if table.name in coming:
                found.parents_missing(table, parent)
        if table.name in coming:
            for columns in table.unique:
                found.names_taken(table, columns)
    by_name = {table.name: table for table in tables}
    for name, other in (("papers", "aliases"), ("aliases", "papers")):
        if name in coming:
            found.ids_taken(by_name[name], by_name[other])
    return Obstacles(tuple(sorted(found.steps, reverse=True)), found.rows)


class _Finder:
    def __init__(
        self, connection: sqlite3.Connection, leader: int, parts: list[int], undoing: bool
    ) -> None:
        self.steps: set[int] = set()
        self.rows = False
        self._connection = connection
        self._leader = leader
        self._undoing = undoing
        self._parts = ", ".join(map(str, parts))
        self._state = "done" if undoing else "undone"
        self._later = ">" if undoing else "<"
        self._edge = min(parts) if undoing else max(parts)

    def same_rows(self) -> None:
        """Later steps that are done (or earlier ones that are undone) and share a row."""
        self._blame(
            f"""SELECT DISTINCT s.leader FROM undo_log own
                JOIN undo_log l ON l.tbl = own.tbl AND l.key = own.key
                    AND l.step {self._later} own.step
                JOIN undo_steps s ON s.number = l.step
                JOIN undo_steps first ON first.number = s.leader
                WHERE own.step IN ({self._parts}) AND first.number <> {self._leader}
                    AND first.state = '{self._state}'"""
        )

    def tables(self) -> tuple[set[str], set[str]]:
        """The tables of rows that would be deleted, and of those that would come back or change.

        Most steps touch few, and need not be asked about the others.
        """
        touched = self._connection.execute(
            f"SELECT DISTINCT tbl, image IS NULL FROM undo_log WHERE step IN ({self._parts})"
        ).fetchall()
        return {name for name, gone in touched if gone}, {
            name for name, gone in touched if not gone
        }

    def children_left(self, child: Logged, parent: Parent) -> None:
        """Rows that refer to one that would be deleted, and are not part of this step."""
        self._look_for(
            child.name,
            f"""SELECT {child.key_of("c")} AS key FROM undo_log own
                JOIN {child.name} c ON c.{parent.column} = own.key
                WHERE own.step IN ({self._parts}) AND own.tbl = '{parent.table}'
                    AND own.image IS NULL AND {self._not_own(child, child.key_of("c"))}""",
            blame=self._undoing,
        )

    def parents_missing(self, child: Logged, parent: Parent) -> None:
        """Rows that one that would come back refers to, and that would be missing."""
        name = f"(own.image ->> '{parent.column}')"
        self._look_for(
            parent.table,
            f"""SELECT {name} AS key FROM undo_log own
                WHERE own.step IN ({self._parts}) AND own.tbl = '{child.name}'
                    AND {name} IS NOT NULL
                    AND {name} NOT IN (SELECT {parent.key} FROM {parent.table})
                    AND NOT EXISTS (SELECT 1 FROM undo_log l WHERE l.step IN ({self._parts})
                        AND l.tbl = '{parent.table}' AND l.key = {name}
                        AND l.image IS NOT NULL)""",
            blame=True,
        )

    def names_taken(self, table: Logged, columns: tuple[str, ...]) -> None:
        """Other rows that now have a value which has to be unique."""
        same = " AND ".join(f"t.{name} = own.image ->> '{name}'" for name in columns)
        self._look_for(
            table.name,
            f"""SELECT {table.key_of("t")} AS key FROM undo_log own
                JOIN {table.name} t ON {same}
                WHERE own.step IN ({self._parts}) AND own.tbl = '{table.name}'
                    AND own.image IS NOT NULL AND {table.key_of("t")} <> own.key
                    AND {self._not_own(table, table.key_of("t"))}""",
            blame=self._undoing,
        )

    def ids_taken(self, table: Logged, other: Logged) -> None:
        """Of papers that come back, and of old ids: what has this id by now, in the other table."""
        self._look_for(
            other.name,
            f"""SELECT {other.key_of("t")} AS key FROM undo_log own
                JOIN {other.name} t ON t.{_IDS[other.name]} = own.image ->> '{_IDS[table.name]}'
                WHERE own.step IN ({self._parts}) AND own.tbl = '{table.name}'
                    AND own.image IS NOT NULL
                    AND NOT EXISTS
                        (SELECT 1 FROM {table.name} m WHERE {table.is_row("m", "own.key")})
                    AND {self._not_own(other, other.key_of("t"))}""",
            blame=self._undoing,
        )

    def _not_own(self, table: Logged, key: str) -> str:
        return (
            f"NOT EXISTS (SELECT 1 FROM undo_log l WHERE l.step IN ({self._parts})"
            f" AND l.tbl = '{table.name}' AND l.key = {key})"
        )

    def _look_for(self, table: str, keys: str, *, blame: bool) -> None:
        """Blame the steps that touched the rows of `keys`, if any can be; else note the rows."""
        found = self._connection.execute(f"SELECT 1 FROM ({keys}) LIMIT 1").fetchone()
        if found is None:
            return
        if not (blame and self._blame(self._touching(table, keys))):
            self.rows = True

    def _touching(self, table: str, keys: str) -> str:
        """Steps that came later (to redo: before) and touched these rows: what was done to them
        earlier is what this step found."""
        # CROSS: first the rows. SQLite cannot tell that these may be few and the log long.
        return f"""SELECT DISTINCT s.leader FROM ({keys}) r
            CROSS JOIN undo_log l ON l.tbl = '{table}' AND l.key = r.key
                AND l.step {self._later} {self._edge}
            JOIN undo_steps s ON s.number = l.step
            JOIN undo_steps first ON first.number = s.leader
            WHERE first.number <> {self._leader} AND first.state = '{self._state}'"""

    def _blame(self, query: str) -> bool:
        found = [leader for (leader,) in self._connection.execute(query)]
        self.steps.update(found)
        return bool(found)
