"""Tags: what papers have them, what they are called, and the order of tags and of their papers.

A tag is its name without regard to case. One that no paper has is in no list, and has no history:
its row only keeps the name, so that any use of it can be undone by itself. A tag with another name
is therefore another row, and to rename one is to move its papers there.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from itertools import count
from typing import NamedTuple

from readlist.errors import UnknownTag
from readlist.store import tag_order
from readlist.store.cache import Cache
from readlist.store.connection import Connections
from readlist.store.steps import Steps
from readlist.store.tag_order import GAP, IN_ORDER, IN_VIEW
from readlist.store.values import chunks, marks_for, now, safe


class Poured(NamedTuple):
    """What became of a tag's papers: how many got the other tag, and how many had that before."""

    papers: int
    before: int


class Tags:
    """The tags of a library. Its methods may be called from any thread; changes belong to a step.

    Raises `UnknownTag` wherever a name is that of no tag that a paper in view has.
    """

    def __init__(self, connections: Connections, steps: Steps, cache: Cache) -> None:
        self._connections = connections
        self._steps = steps
        self._cache = cache

    def name(self, name: str) -> str:
        """A tag's name as the user writes it, whatever the case it is asked for in."""
        with self._connections.reading() as connection:
            return _found(connection, name).name

    def used_last(self) -> list[str]:
        """All tags, the one given last first."""
        return self._cache.get("used last", ("papers", "tags", "paper_tags"), _used_last)

    def held(self, rows: Sequence[int]) -> dict[str, int]:
        """The tags of some papers, and how many of those have each."""
        held: dict[str, int] = {}
        with self._connections.reading() as connection:
            for some in chunks(rows):
                for name, papers in connection.execute(
                    f"""SELECT name, count(*) FROM paper_tags JOIN tags ON tags.row = tag
                        WHERE paper IN ({marks_for(some)}) GROUP BY tag ORDER BY {IN_ORDER}""",
                    tuple(some),
                ):
                    held[name] = held.get(name, 0) + papers
        return held

    # Changing them; see the functions below

    def rename(self, old: str, new: str) -> Poured:
        """Call a tag something else; if there is a tag of that name, the two are one then."""
        with self._steps.transaction() as connection:
            return _rename(connection, _found(connection, old), tidy_tag(new))

    def delete(self, name: str) -> int:
        """Take a tag off all papers; the number of papers in view that had it."""
        with self._steps.transaction() as connection:
            tag = _found(connection, name)
            had = _size(connection, tag.row)
            connection.execute("DELETE FROM paper_tags WHERE tag = ?", (tag.row,))
            return had

    def move(self, name: str, to: int) -> int:
        """Put a tag at place `to` among the tags (0: first; beyond the end: last); the number
        moved."""
        with self._steps.transaction() as connection:
            return tag_order.move(connection, _found(connection, name).row, to)

    def move_papers(self, name: str, rows: Sequence[int], down: bool) -> int:
        """Move papers past their neighbour in a tag's own order, but not past each other; the
        number moved. Papers that do not have the tag stay out of it."""
        with self._steps.transaction() as connection:
            return tag_order.move_papers(connection, _found(connection, name).row, rows, down)

    def place(self, name: str, row: int) -> int:
        """Where a paper stands in a tag's own order: 1 is the first."""
        with self._connections.reading() as connection:
            found = connection.execute(
                f"""SELECT count(*) FROM paper_tags l JOIN paper_tags own
                      ON own.tag = l.tag AND (l.position, l.paper) <= (own.position, own.paper)
                    WHERE own.tag = ? AND own.paper = ? AND l.{IN_VIEW}""",
                (_found(connection, name).row, row),
            ).fetchone()
        return int(found[0])


class _Tag(NamedTuple):
    row: int
    name: str
    position: int | None


def _found(connection: sqlite3.Connection, name: str) -> _Tag:
    tag = _row_of(connection, tidy_tag(name))
    if tag is None or not _size(connection, tag.row):
        raise UnknownTag(f"there is no tag #{tidy_tag(name)}; `readlist tags` lists them")
    return tag


def _row_of(connection: sqlite3.Connection, name: str) -> _Tag | None:
    found = connection.execute(
        "SELECT row, name, position FROM tags WHERE folded = ?", (name.casefold(),)
    ).fetchone()
    return _Tag(*found) if found is not None else None


def _size(connection: sqlite3.Connection, tag: int) -> int:
    """How many papers in view have a tag."""
    (found,) = connection.execute(
        f"SELECT count(*) FROM paper_tags WHERE tag = ? AND {IN_VIEW}", (tag,)
    ).fetchone()
    return int(found)


def _used_last(connection: sqlite3.Connection) -> list[str]:
    # Row ids only grow, and times are whole seconds.
    found = connection.execute(
        f"""SELECT name FROM
              (SELECT tag, max(rowid) AS last FROM paper_tags WHERE {IN_VIEW} GROUP BY tag)
            JOIN tags ON tags.row = tag ORDER BY last DESC"""
    )
    return [name for (name,) in found]


def papers(cache: Cache, name: str) -> list[tuple[int, str]]:
    """The (row, id) of a tag's papers in view, in its own order; [] if there is no such tag."""
    folded = tidy_tag(name).casefold()
    tables = ("papers", "tags", "paper_tags")
    return cache.get(("papers of tag", folded), tables, lambda found: _papers(found, folded))


def _papers(connection: sqlite3.Connection, folded: str) -> list[tuple[int, str]]:
    return connection.execute(
        """SELECT p.row, p.id FROM paper_tags l JOIN papers p ON p.row = l.paper
           WHERE l.tag = (SELECT row FROM tags WHERE folded = ?) AND p.removed_at IS NULL
           ORDER BY l.position, l.paper""",
        (folded,),
    ).fetchall()


# On papers


def add_tags(connection: sqlite3.Connection, rows: Sequence[int], names: Sequence[str]) -> int:
    """Give each paper each tag; the number of papers that got one they had not.

    Each is the last in the order of the tag.
    """
    moment = now()
    changed: set[int] = set()
    for name in _tidy(names) if rows else ():
        tag = _tag_named(connection, name)
        places = count(_end(connection, tag) + GAP, GAP)
        for row, position in zip(rows, places, strict=False):
            cursor = connection.execute(
                """INSERT INTO paper_tags (paper, tag, position, changed_at) VALUES (?, ?, ?, ?)
                   ON CONFLICT (paper, tag) DO NOTHING""",
                (row, tag, position, moment),
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
    kept = {name.casefold(): name for name in map(tidy_tag, reversed(names)) if name}
    return [*reversed(kept.values())]


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


def _end(connection: sqlite3.Connection, tag: int) -> int:
    """The position of a tag's last paper; 0 without any."""
    (last,) = connection.execute(
        "SELECT max(position) FROM paper_tags WHERE tag = ?", (tag,)
    ).fetchone()
    return int(last or 0)


# Names


def _rename(connection: sqlite3.Connection, tag: _Tag, name: str) -> Poured:
    if name.casefold() == tag.name.casefold():
        connection.execute(
            "UPDATE tags SET name = ?1, changed_at = ?2 WHERE row = ?3 AND name <> ?1",
            (name, now(), tag.row),
        )
        return Poured(_size(connection, tag.row) if name != tag.name else 0, 0)
    other = _tag_named(connection, name)
    had, before = _size(connection, tag.row), _size(connection, other)
    if not before and tag.position is not None:
        tag_order.put(connection, other, tag.position)
    connection.execute(
        """INSERT INTO paper_tags (paper, tag, position, changed_at)
           SELECT paper, ?1, ?2 + ?3 * row_number() OVER (ORDER BY position, paper), changed_at
           FROM paper_tags WHERE tag = ?4 ON CONFLICT (paper, tag) DO NOTHING""",
        (other, _end(connection, other), GAP, tag.row),
    )
    connection.execute("DELETE FROM paper_tags WHERE tag = ?", (tag.row,))
    return Poured(had, before)
