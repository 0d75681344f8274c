"""What a person made of one paper, as one value that can be kept, compared and put back."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, cast

from readlist.store import notes
from readlist.store.papers import edits, set_edits
from readlist.store.values import to_json

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Work:
    """Marks, note, tags, highlights, decisions in triage, and edits of a paper; and which others
    it is not the same as."""

    marks: Row | None = None
    """starred_at, status, status_at, changed_at"""
    note: str | None = None
    tags: Mapping[int, Row] = field(default_factory=dict)
    """By the row of the tag: position, changed_at."""
    highlights: Mapping[int, Row] = field(default_factory=dict)
    """By their own rows: quote, remark, changed_at."""
    decisions: Mapping[int, Row] = field(default_factory=dict)
    """By the row of the queue: decision, round, seconds, changed_at."""
    apart: Mapping[int, Row] = field(default_factory=dict)
    """By the row of the other paper: changed_at."""
    edits: Mapping[str, object] = field(default_factory=dict)


def read(connection: sqlite3.Connection, paper: int) -> Work:
    marks = connection.execute(
        f"SELECT {', '.join(_MARKS)} FROM marks WHERE paper = ?", (paper,)
    ).fetchone()
    note = connection.execute("SELECT text FROM notes WHERE paper = ?", (paper,)).fetchone()
    tags, highlights, decisions = (
        {
            key: tuple(values)
            for key, *values in connection.execute(
                f"SELECT {each.key}, {', '.join(each.columns)} FROM {each.name} WHERE paper = ?",
                (paper,),
            )
        }
        for each in _TABLES
    )
    return Work(
        tuple(marks) if marks is not None else None,
        note[0] if note is not None else None,
        tags,
        highlights,
        decisions,
        _apart_from(connection, paper),
        edits(connection, paper),
    )


def _apart_from(connection: sqlite3.Connection, paper: int) -> dict[int, Row]:
    found = connection.execute(
        """SELECT other, changed_at FROM apart WHERE one = ?1
           UNION ALL SELECT one, changed_at FROM apart WHERE other = ?1""",
        (paper,),
    )
    return {other: (at,) for other, at in found}


def write(connection: sqlite3.Connection, paper: int, work: Work) -> None:
    """Make this the work on the paper. Rows that are as they should be are not touched.

    A highlight keeps its row, so the paper it was on has to give it up first.
    """
    was = read(connection, paper)
    if work.marks is None:
        connection.execute("DELETE FROM marks WHERE paper = ?", (paper,))
    elif work.marks != was.marks:
        connection.execute(
            f"""INSERT INTO marks (paper, {", ".join(_MARKS)}) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (paper) DO UPDATE SET
                  {", ".join(f"{name} = excluded.{name}" for name in _MARKS)}""",
            (paper, *work.marks),
        )
    notes.put(connection, paper, work.note)
    have, want = ((each.tags, each.highlights, each.decisions) for each in (was, work))
    for table, old, new in zip(_TABLES, have, want, strict=True):
        changed = [(key, values) for key, values in old.items() if new.get(key) != values]
        connection.executemany(
            f"DELETE FROM {table.name} WHERE paper = ? AND {table.key} = ?",
            [(paper, key) for key, _ in changed],
        )
        connection.executemany(
            f"""INSERT INTO {table.name} (paper, {table.key}, {", ".join(table.columns)})
                VALUES (?, ?{", ?" * len(table.columns)})""",
            [(paper, key, *values) for key, values in new.items() if old.get(key) != values],
        )
    _write_apart(connection, paper, was.apart, work.apart)
    set_edits(connection, paper, work.edits)


def _write_apart(
    connection: sqlite3.Connection, paper: int, old: Mapping[int, Row], new: Mapping[int, Row]
) -> None:
    connection.executemany(
        "DELETE FROM apart WHERE one = ? AND other = ?",
        [(min(paper, other), max(paper, other)) for other in old if other not in new],
    )
    connection.executemany(
        "INSERT INTO apart (one, other, changed_at) VALUES (?, ?, ?)",
        [
            (min(paper, other), max(paper, other), *at)
            for other, at in new.items()
            if other not in old
        ],
    )


def to_text(work: Work) -> str:
    """The work as JSON, as `from_values` takes it."""
    return to_json({name: value for name, value in asdict(work).items() if value})


def from_values(values: Mapping[str, Any]) -> Work:
    """Work from what its JSON holds; what that does not hold there was none of."""
    tags, highlights, decisions, apart = (
        {int(key): tuple(row) for key, row in values.get(name, {}).items()}
        for name in ("tags", "highlights", "decisions", "apart")
    )
    marks = values.get("marks")
    return Work(
        tuple(marks) if marks else None,
        values.get("note"),
        tags,
        highlights,
        decisions,
        apart,
        cast("dict[str, object]", values.get("edits", {})),
    )


@dataclass(frozen=True, slots=True)
class _Table:
    name: str
    key: str
    """What tells the rows of one paper apart."""
    columns: tuple[str, ...]


_MARKS = ("starred_at", "status", "status_at", "changed_at")
_TABLES = (
    _Table("paper_tags", "tag", ("position", "changed_at")),
    _Table("highlights", "row", ("quote", "remark", "changed_at")),
    _Table("queue_items", "queue", ("decision", "round", "seconds", "changed_at")),
)
