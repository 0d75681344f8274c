"""Taking back what a step did to marks, tags and decisions, where later steps are in its way.

Undoing exchanges whole rows, and the star and the status of a paper are one. Taking back is a new
step: it puts back just what the old one changed, as far as nothing has changed that since.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

from readlist.store.rowchange import RowChange
from readlist.store.values import now

TABLES = frozenset({"marks", "paper_tags", "queue_items"})
"""A step that touched others cannot be taken back."""

_UNMARKED: Mapping[str, object] = {"starred_at": None, "status": "unread", "status_at": None}
_TOGETHER = {
    "marks": (("starred_at",), ("status", "status_at")),
    "queue_items": (("decision", "round", "seconds"),),
    "paper_tags": (("position",),),
}
"""The columns that say one thing; the first of them tells whether it has changed since."""


def take_back(connection: sqlite3.Connection, changes: Sequence[RowChange]) -> int:
    """Inside a transaction of a step: put these rows back; the number of papers changed."""
    papers: set[int] = set()
    for change in changes:
        whose = [paper for paper in change.papers if _is_there(connection, "papers", paper)]
        if whose and _put_back(connection, change):
            papers.update(whose)
    return len(papers)


def _is_there(connection: sqlite3.Connection, table: str, row: object) -> bool:
    found = connection.execute(f"SELECT 1 FROM {table} WHERE row = ?", (row,)).fetchone()
    return found is not None


def _put_back(connection: sqlite3.Connection, change: RowChange) -> bool:
    key = _KEYS[change.table]
    some = change.after or change.before
    assert some is not None, "a change has a row before or after"
    at = {column: some[column] for column in key}
    current = _current(connection, change.table, at)
    if change.table in _PARENTS and (change.before is None or change.after is None):
        return _put_row(connection, change, at, current)
    if current is None:
        return False
    before, after = change.before or _UNMARKED, change.after or _UNMARKED
    values: dict[str, object] = {}
    for columns in _TOGETHER[change.table]:
        first = columns[0]
        if before[first] != after[first] == current[first]:
            values |= {column: before[column] for column in columns}
    if not values:
        return False
    _update(connection, change.table, values | {"changed_at": now()}, at)
    return True


_KEYS = {
    "marks": ("paper",),
    "paper_tags": ("paper", "tag"),
    "queue_items": ("queue", "paper"),
}


_PARENTS = {"paper_tags": ("tag", "tags"), "queue_items": ("queue", "queues")}
"""Where a row is one thing said (a tag on a paper, a decision): what else it needs to be there."""


def _put_row(
    connection: sqlite3.Connection,
    change: RowChange,
    at: Mapping[str, Any],
    current: Mapping[str, object] | None,
) -> bool:
    """What was added goes, what was taken away comes back."""
    if change.before is None:
        if current is None or change.after is None:
            return False
        if current["changed_at"] != change.after["changed_at"]:
            return False  # said again since
        where = " AND ".join(f"{column} = ?" for column in at)
        connection.execute(f"DELETE FROM {change.table} WHERE {where}", tuple(at.values()))
        return True
    column, parent = _PARENTS[change.table]
    if current is not None or not _is_there(connection, parent, at[column]):
        return False
    values = change.before
    columns, marks = ", ".join(values), ", ".join("?" for _ in values)
    connection.execute(
        f"INSERT INTO {change.table} ({columns}) VALUES ({marks})", tuple(values.values())
    )
    return True


def _current(
    connection: sqlite3.Connection, table: str, at: Mapping[str, Any]
) -> dict[str, object] | None:
    where = " AND ".join(f"{column} = ?" for column in at)
    cursor = connection.execute(f"SELECT * FROM {table} WHERE {where}", tuple(at.values()))
    found = cursor.fetchone()
    if found is None:
        return None
    return dict(zip([column[0] for column in cursor.description], found, strict=True))


def _update(
    connection: sqlite3.Connection, table: str, values: Mapping[str, Any], at: Mapping[str, Any]
) -> None:
    columns = ", ".join(f"{column} = ?" for column in values)
    where = " AND ".join(f"{column} = ?" for column in at)
    connection.execute(
        f"UPDATE {table} SET {columns} WHERE {where}", (*values.values(), *at.values())
    )
