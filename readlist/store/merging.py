"""Two papers that are one, and one that is two.

All of it by rows of logged tables, so that one undo puts everything back. What the papers show
afterwards is the caller's to fold.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from readlist.paper import Fields
from readlist.store import notes, work
from readlist.store.connection import Connections
from readlist.store.papers import edits, insert_paper, set_edits
from readlist.store.steps import Steps
from readlist.store.values import Keys, fields_from_json, marks_for, now
from readlist.store.work import Work, to_text


@dataclass(frozen=True, slots=True)
class Seen:
    """One sighting of a paper: its row, what it read, and the id of the paper it came with, where
    that was merged by hand."""

    row: int
    fields: Fields
    origin: str | None


@dataclass(frozen=True, slots=True)
class Merge:
    """The paper that had the id `alias` went into the one with the id `into`: the work on that
    one `before` and `after`, and `theirs`, on the one that went."""

    alias: str
    into: str
    before: Work
    theirs: Work
    after: Work


class Merging:
    """The papers of a library that become one, or several. Changes belong to a step."""

    def __init__(self, connections: Connections, steps: Steps) -> None:
        self._connections = connections
        self._steps = steps

    def merge(self, kept: int, merged: int) -> None:
        """Give a paper all that another has, and its id as an alias; the other is gone.

        What the kept paper's user set wins: status unless unread, fields that were edited. The
        note of the other comes below the kept one's, a blank line between. `Store.update_fields`
        is what changes what the paper shows.
        """
        with self._steps.transaction() as connection:
            _merge(connection, kept, merged)

    def merges(self, row: int) -> list[Merge]:
        """How a paper became what it is, the last merge first."""
        with self._connections.reading() as connection:
            return _merges(connection, row)

    def seen(self, row: int) -> list[Seen]:
        """The sightings of a paper in the order they are folded in: its own, oldest first, then
        those of papers merged into it."""
        with self._connections.reading() as connection:
            return _seen(connection, row)

    def split_off(
        self,
        sightings: Sequence[int],
        id: str,
        fields: Fields,
        *,
        title_derived: bool,
        keys: Keys | None = None,
    ) -> int:
        """Make a paper of its own, with this id, of some of a paper's sightings; returns its row.

        It stands where its first sighting is. One that was merged into the paper under this id was
        added when it had been before, and its alias goes; any other, when it was seen first.
        """
        with self._steps.transaction() as connection:
            return _split_off(connection, sightings, id, fields, title_derived, keys)

    def work(self, row: int) -> Work:
        """All that a person made of a paper."""
        with self._connections.reading() as connection:
            return work.read(connection, row)

    def set_work(self, row: int, made: Work) -> None:
        """Make this what a person made of a paper; see `write` in `store.work`."""
        with self._steps.transaction() as connection:
            work.write(connection, row, made)


def _merge(connection: sqlite3.Connection, kept: int, merged: int) -> None:
    before = work.read(connection, kept)
    _remember(connection, kept, merged, before)
    set_edits(connection, kept, {**edits(connection, merged), **before.edits})
    connection.execute(
        """UPDATE sightings SET paper = ?1,
             origin = coalesce(origin, (SELECT id FROM papers WHERE row = ?2))
           WHERE paper = ?2""",
        (kept, merged),
    )
    for part in (_MARKS, _TAGS, _HIGHLIGHTS, _QUEUES, _APART):
        for statement in part:
            connection.execute(statement, {"kept": kept, "merged": merged, "now": now()})
    _merge_notes(connection, kept, merged)
    connection.execute(
        """UPDATE aliases SET edits = json_set(edits, '$.after', json(?))
           WHERE alias = (SELECT id FROM papers WHERE row = ?)""",
        (to_text(work.read(connection, kept)), merged),
    )
    connection.execute("DELETE FROM papers WHERE row = ?", (merged,))


def _remember(connection: sqlite3.Connection, kept: int, merged: int, before: Work) -> None:
    """Make the alias, and keep with it what the merged paper can be taken out again by, as it
    was: when it was added, and the work on both papers before, and on the one after."""
    (order,) = connection.execute(
        "SELECT 1 + coalesce(max(edits ->> 'order'), 0) FROM aliases WHERE paper IN (?, ?)",
        (kept, merged),
    ).fetchone()
    connection.execute("UPDATE aliases SET paper = ? WHERE paper = ?", (kept, merged))
    connection.execute(
        """INSERT INTO aliases (alias, paper, edits, changed_at)
           SELECT o.id, k.row, json_object('into', k.id, 'order', ?, 'added_at', o.added_at,
             'before', json(?), 'theirs', json(?)), ?
           FROM papers o, papers k WHERE o.row = ? AND k.row = ?""",
        (order, to_text(before), to_text(work.read(connection, merged)), now(), merged, kept),
    )


_MARKS = (
    """INSERT INTO marks (paper, starred_at, status, status_at, changed_at)
       SELECT :kept, starred_at, status, status_at, :now FROM marks WHERE paper = :merged
       ON CONFLICT (paper) DO UPDATE SET
         starred_at = coalesce(marks.starred_at, excluded.starred_at),
         status = iif(marks.status = 'unread', excluded.status, marks.status),
         status_at = iif(marks.status = 'unread', excluded.status_at, marks.status_at),
         changed_at = excluded.changed_at""",
    "DELETE FROM marks WHERE paper = :merged",
)
_TAGS = (
    """INSERT INTO paper_tags (paper, tag, changed_at, position)
       SELECT :kept, tag, changed_at, position FROM paper_tags WHERE paper = :merged
       ON CONFLICT (paper, tag) DO NOTHING""",
    "DELETE FROM paper_tags WHERE paper = :merged",
)
# The same sentence marked on both is one highlight, unless there are two remarks on it.
_HIGHLIGHTS = (
    """UPDATE highlights AS h SET changed_at = :now, remark =
         (SELECT remark FROM highlights o WHERE o.paper = :merged AND o.quote = h.quote
          AND remark IS NOT NULL)
       WHERE paper = :kept AND remark IS NULL AND EXISTS (SELECT 1 FROM highlights o
         WHERE o.paper = :merged AND o.quote = h.quote AND remark IS NOT NULL)""",
    """DELETE FROM highlights AS h WHERE paper = :merged AND EXISTS (SELECT 1 FROM highlights o
         WHERE o.paper = :kept AND o.quote = h.quote
           AND (h.remark IS NULL OR h.remark = o.remark))""",
    "UPDATE highlights SET paper = :kept WHERE paper = :merged",
)
# What was decided on either of them is decided; what was only put off is not.
_QUEUES = (
    """INSERT INTO queue_items (queue, paper, decision, round, seconds, changed_at)
       SELECT queue, :kept, decision, round, seconds, :now FROM queue_items WHERE paper = :merged
       ON CONFLICT (queue, paper) DO UPDATE SET
         decision = excluded.decision, round = excluded.round, changed_at = excluded.changed_at
       WHERE queue_items.decision = 'later' AND excluded.decision <> 'later'""",
    "DELETE FROM queue_items WHERE paper = :merged",
)
# Who is not the one is not the other, either.
_OTHERS = "iif(one = :merged, other, one)"
_APART = (
    f"""INSERT INTO apart (one, other, changed_at)
        SELECT min(:kept, {_OTHERS}), max(:kept, {_OTHERS}), changed_at FROM apart
        WHERE (one = :merged OR other = :merged) AND :kept NOT IN (one, other)
        ON CONFLICT (one, other) DO NOTHING""",
    "DELETE FROM apart WHERE one = :merged OR other = :merged",
)


def _merge_notes(connection: sqlite3.Connection, kept: int, merged: int) -> None:
    texts = [
        text
        for row in (kept, merged)
        for (text,) in connection.execute("SELECT text FROM notes WHERE paper = ?", (row,))
    ]
    found = connection.execute("DELETE FROM notes WHERE paper = ?", (merged,)).rowcount
    if not found:
        return
    text = texts[0] if len(set(texts)) == 1 else "\n\n".join(text.strip("\n") for text in texts)
    notes.put(connection, kept, text)


def _seen(connection: sqlite3.Connection, row: int) -> list[Seen]:
    found = connection.execute(
        """SELECT row, record, origin FROM sightings WHERE paper = ?
           ORDER BY origin IS NOT NULL, row""",
        (row,),
    )
    return [Seen(sighting, fields_from_json(text), origin) for sighting, text, origin in found]


def _split_off(
    connection: sqlite3.Connection,
    sightings: Sequence[int],
    public_id: str,
    fields: Fields,
    title_derived: bool,
    keys: Keys | None,
) -> int:
    marks = marks_for(sightings)
    source, line, added_at = connection.execute(
        f"""SELECT source, first_line, coalesce(
              (SELECT edits ->> 'added_at' FROM aliases WHERE alias = ?), imported_at)
            FROM sightings s JOIN sources ON sources.row = source
            WHERE s.row IN ({marks}) ORDER BY s.row LIMIT 1""",
        (public_id, *sightings),
    ).fetchone()
    connection.execute("DELETE FROM aliases WHERE alias = ?", (public_id,))
    new = insert_paper(connection, public_id, fields, title_derived, source, line, keys)
    connection.execute("UPDATE papers SET added_at = ? WHERE row = ?", (added_at, new))
    connection.execute(
        f"UPDATE sightings SET paper = ?, origin = NULL WHERE row IN ({marks})", (new, *sightings)
    )
    return new


def _merges(connection: sqlite3.Connection, row: int) -> list[Merge]:
    found = connection.execute(
        "SELECT alias, edits FROM aliases WHERE paper = ? ORDER BY edits ->> 'order' DESC, alias",
        (row,),
    )
    return [_merge_of(alias, json.loads(kept)) for alias, kept in found]


def _merge_of(alias: str, kept: Mapping[str, Any]) -> Merge:
    works = (work.from_values(kept.get(name, {})) for name in ("before", "theirs", "after"))
    return Merge(alias, kept.get("into", ""), *works)
