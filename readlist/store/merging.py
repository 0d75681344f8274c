"""Two papers that are one, one that is two, and pairs that a person says are not the same.

All of it inside the caller's transaction, and all by rows of logged tables, so that one undo puts
everything back. What the papers show afterwards is the caller's to fold.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from readlist.paper import Fields
from readlist.store.papers import edits, insert_paper, set_edits
from readlist.store.values import Keys, fields_from_json, marks_for, now, to_json


@dataclass(frozen=True, slots=True)
class Seen:
    """One sighting of a paper: its row, what it read, and the id of the paper it came with, where
    that was merged by hand."""

    row: int
    fields: Fields
    origin: str | None


def merge(connection: sqlite3.Connection, kept: int, merged: int) -> None:
    """Give the paper `kept` all that `merged` has, and its id as an alias; `merged` is gone.

    What the kept paper's user set wins: status unless unread, fields that were edited. The note
    of the other comes below the kept one's, a blank line between.
    """
    _merge_edits(connection, kept, merged)
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
    connection.execute("DELETE FROM papers WHERE row = ?", (merged,))


def _merge_edits(connection: sqlite3.Connection, kept: int, merged: int) -> None:
    """The alias remembers the edits of the paper it was, which of them the other took over, and
    when it was added: with that it can be taken out again as it was."""
    own, theirs = edits(connection, kept), edits(connection, merged)
    given = [name for name in theirs if name not in own]
    if given:
        set_edits(connection, kept, {**theirs, **own})
    connection.execute("UPDATE aliases SET paper = ? WHERE paper = ?", (kept, merged))
    connection.execute(
        """INSERT INTO aliases (alias, paper, edits, changed_at)
           SELECT id, ?, json_object('edits', json(?), 'given', json(?), 'added_at', added_at), ?
           FROM papers WHERE row = ?""",
        (kept, to_json(theirs), to_json(given), now(), merged),
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
        WHERE :merged IN (one, other) AND :kept NOT IN (one, other)
        ON CONFLICT (one, other) DO NOTHING""",
    "DELETE FROM apart WHERE :merged IN (one, other)",
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
    # The revision only grows, undo included, so no version comes twice.
    connection.execute(
        """INSERT INTO notes (paper, text, version, changed_at)
           VALUES (?, ?, (SELECT revision + 1 FROM undo_state), ?)
           ON CONFLICT (paper) DO UPDATE SET
             text = excluded.text, version = excluded.version, changed_at = excluded.changed_at
           WHERE text <> excluded.text""",
        (kept, text, now()),
    )


def seen(connection: sqlite3.Connection, row: int) -> list[Seen]:
    """The sightings of a paper in the order they are folded in: its own, oldest first, then those
    of papers merged into it."""
    found = connection.execute(
        """SELECT row, record, origin FROM sightings WHERE paper = ?
           ORDER BY origin IS NOT NULL, row""",
        (row,),
    )
    return [Seen(sighting, fields_from_json(text), origin) for sighting, text, origin in found]


def split_off(
    connection: sqlite3.Connection,
    sightings: Sequence[int],
    public_id: str,
    fields: Fields,
    title_derived: bool,
    keys: Keys | None,
) -> int:
    """Make a paper of its own of some of a paper's sightings; returns its row.

    It stands where its first sighting is. One that was merged into the paper as `public_id` was
    added when it had been before, and its alias goes; any other, when it was seen first.
    """
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


@dataclass(frozen=True, slots=True)
class MergedEdits:
    """The edits of a paper that was merged, and the names of those that its other took over."""

    edits: Mapping[str, object]
    given: Sequence[str]


def merged_edits(connection: sqlite3.Connection, alias: str) -> MergedEdits:
    found = connection.execute("SELECT edits FROM aliases WHERE alias = ?", (alias,)).fetchone()
    kept = json.loads(found[0]) if found is not None else {}
    return MergedEdits(
        cast("dict[str, object]", kept.get("edits", {})), cast("list[str]", kept.get("given", []))
    )


def kept_apart(connection: sqlite3.Connection, one: int, other: int) -> bool:
    pair = (min(one, other), max(one, other))
    found = connection.execute("SELECT 1 FROM apart WHERE one = ? AND other = ?", pair)
    return found.fetchone() is not None


def keep_apart(connection: sqlite3.Connection, pairs: Sequence[tuple[int, int]]) -> int:
    """These pairs of papers (rows, in any order) are not the same; the number that is new."""
    moment = now()
    return connection.executemany(
        """INSERT INTO apart (one, other, changed_at) VALUES (?, ?, ?)
           ON CONFLICT (one, other) DO NOTHING""",
        [(min(pair), max(pair), moment) for pair in pairs],
    ).rowcount
