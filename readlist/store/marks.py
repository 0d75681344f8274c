"""What the user decided about papers: star and status. Each verb returns how many changed."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from readlist.paper import Marks, Status
from readlist.store.highlights import of_paper
from readlist.store.values import now


def set_starred(connection: sqlite3.Connection, rows: Sequence[int], on: bool) -> int:
    moment = now()
    if not on:
        return connection.executemany(
            "UPDATE marks SET starred_at = NULL, changed_at = ?"
            " WHERE paper = ? AND starred_at IS NOT NULL",
            [(moment, row) for row in rows],
        ).rowcount
    return connection.executemany(
        """INSERT INTO marks (paper, starred_at, changed_at) VALUES (?1, ?2, ?2)
           ON CONFLICT (paper) DO UPDATE SET starred_at = ?2, changed_at = ?2
           WHERE starred_at IS NULL""",
        [(row, moment) for row in rows],
    ).rowcount


def set_status(connection: sqlite3.Connection, rows: Sequence[int], status: Status) -> int:
    moment = now()
    if status is Status.UNREAD:  # which is what a paper without a row in marks is
        return connection.executemany(
            "UPDATE marks SET status = 'unread', status_at = ?1, changed_at = ?1"
            " WHERE paper = ?2 AND status <> 'unread'",
            [(moment, row) for row in rows],
        ).rowcount
    return connection.executemany(
        """INSERT INTO marks (paper, status, status_at, changed_at) VALUES (?1, ?2, ?3, ?3)
           ON CONFLICT (paper) DO UPDATE SET status = ?2, status_at = ?3, changed_at = ?3
           WHERE status <> ?2""",
        [(row, status.value, moment) for row in rows],
    ).rowcount


def is_starred(connection: sqlite3.Connection, row: int) -> bool:
    found = connection.execute(
        "SELECT 1 FROM marks WHERE paper = ? AND starred_at IS NOT NULL", (row,)
    ).fetchone()
    return found is not None


def marks_of(connection: sqlite3.Connection, row: int) -> Marks:
    """All that the user has made of a paper."""
    starred_at, status, note = connection.execute(
        """SELECT m.starred_at, m.status, n.text FROM papers p LEFT JOIN marks m ON m.paper = p.row
           LEFT JOIN notes n ON n.paper = p.row WHERE p.row = ?""",
        (row,),
    ).fetchone()
    tags = connection.execute(
        """SELECT t.name FROM paper_tags l JOIN tags t ON t.row = l.tag
           WHERE l.paper = ? ORDER BY t.folded""",
        (row,),
    )
    return Marks(
        starred=starred_at is not None,
        status=Status(status or Status.UNREAD),
        tags=tuple(name for (name,) in tags),
        note=note,
        highlights=of_paper(connection, row),
    )


def newest_marked(connection: sqlite3.Connection, mark: str, limit: int) -> list[int]:
    """The rows of the papers in view that were starred, or skipped, last; the newest first."""
    which, when = {
        "starred": ("starred_at IS NOT NULL", "starred_at"),
        "skipped": ("status = 'skipped'", "status_at"),
    }[mark]
    # Few papers are removed, so a look at the index of those is cheaper than one at every paper.
    found = connection.execute(
        f"""SELECT paper FROM marks
            WHERE {which} AND paper NOT IN (SELECT row FROM papers WHERE removed_at IS NOT NULL)
            ORDER BY {when} DESC, paper DESC LIMIT ?""",
        (limit,),
    )
    return [row for (row,) in found]
