"""What the user decided about papers: star, status, tags. Each verb returns how many changed."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from readlist.paper import Marks, Status
from readlist.store.highlights import of_paper
from readlist.store.values import chunks, marks_for, now, safe


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
        "skipped": ("status = 'skipped'", "changed_at"),
    }[mark]
    # Few papers are removed, so a look at the index of those is cheaper than one at every paper.
    found = connection.execute(
        f"""SELECT paper FROM marks
            WHERE {which} AND paper NOT IN (SELECT row FROM papers WHERE removed_at IS NOT NULL)
            ORDER BY {when} DESC, paper DESC LIMIT ?""",
        (limit,),
    )
    return [row for (row,) in found]


def add_tags(connection: sqlite3.Connection, rows: Sequence[int], names: Sequence[str]) -> int:
    """Give each paper each tag; the number of papers that got one they had not."""
    moment = now()
    changed: set[int] = set()
    for name in _tidy(names) if rows else ():
        tag = _tag_named(connection, name)
        for row in rows:
            cursor = connection.execute(
                """INSERT INTO paper_tags (paper, tag, changed_at) VALUES (?, ?, ?)
                   ON CONFLICT (paper, tag) DO NOTHING""",
                (row, tag, moment),
            )
            if cursor.rowcount:
                changed.add(row)
    return len(changed)


def remove_tags(connection: sqlite3.Connection, rows: Sequence[int], names: Sequence[str]) -> int:
    """Take each tag off each paper; the number of papers that had one of them."""
    changed: set[int] = set()
    for name in _tidy(names):
        for some in chunks(rows):
            found = connection.execute(
                f"""DELETE FROM paper_tags WHERE paper IN ({marks_for(some)})
                    AND tag = (SELECT row FROM tags WHERE folded = ?) RETURNING paper""",
                (*some, name.casefold()),
            ).fetchall()
            changed.update(paper for (paper,) in found)
    return len(changed)


def tidy_tag(name: str) -> str:
    """A tag as it is kept: no leading #, hyphens for spaces, the user's own case."""
    return "-".join(safe(name).strip().lstrip("#").split())


def _tidy(names: Sequence[str]) -> list[str]:
    """The names as they are kept, those that only differ in case once; empty ones left out."""
    return list({name.casefold(): name for name in map(tidy_tag, reversed(names)) if name}.values())


def _tag_named(connection: sqlite3.Connection, name: str) -> int:
    """The tag's row, made if need be. A tag that no paper has takes the case it is given now."""
    moment = now()
    folded = name.casefold()
    connection.execute(
        """INSERT INTO tags (name, folded, changed_at) VALUES (?1, ?2, ?3)
           ON CONFLICT (folded) DO UPDATE SET name = ?1, changed_at = ?3
           WHERE name <> ?1 AND NOT EXISTS (SELECT 1 FROM paper_tags WHERE tag = tags.row)""",
        (name, folded, moment),
    )
    (row,) = connection.execute("SELECT row FROM tags WHERE folded = ?", (folded,)).fetchone()
    return int(row)
