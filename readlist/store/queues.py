"""Queues: the papers that somebody goes through one by one, and what was decided on each.

A queue's papers are stored as one list of ids, so that one of 100,000 papers is begun at once; a
row is written for each decision. Decisions are logged, as rows that steps of the history undo.
That a queue was begun, where it was left and that it is finished is not: none of it is undone.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import cast

from readlist.errors import UnknownQueue
from readlist.store.connection import Connections
from readlist.store.states import NAMED_SOURCES
from readlist.store.steps import Steps
from readlist.store.values import at_time, chunks, marks_for, now, safe, to_json

_SETTLED = "m.status IN ('read', 'skipped')"


@dataclass(frozen=True, slots=True)
class StoredQueue:
    """One queue, and where it was left."""

    number: int
    name: str
    query: str
    sort: str
    """The order its papers were taken in."""
    created_at: str
    position: int
    """The number, from 0, of the paper there among those of the queue; their count: at the end."""
    round: int
    """1: for the first time; from 2 on through those that were put off."""
    at: int
    total: int
    """As what that was shown: ``37 of 212``."""
    left_at: str


@dataclass(frozen=True, slots=True)
class StoredPapers:
    """The ids of a queue's papers, in order; and of some of them, as they were when it began."""

    ids: Sequence[str]
    starred: Sequence[str]
    settled: Sequence[str]
    """Those that were read or skipped."""
    listed: Sequence[str] | None
    """The ids as they were listed when it began, if it began so, whatever order it is in now."""


@dataclass(frozen=True, slots=True)
class StoredDecision:
    """What was decided on a paper: in which round, in how many seconds (if that is known), when."""

    paper_id: str
    decision: str
    round: int
    seconds: int | None
    at: str


class Queues:
    """The queues of one store. Any method may be called from any thread."""

    def __init__(self, connections: Connections, steps: Steps) -> None:
        self._connections = connections
        self._steps = steps

    # Queues

    def start(self, name: str, query: str, sort: str, ids: Sequence[str]) -> int:
        """Begin a queue of the papers `ids`; returns its number. Not logged."""
        with self._steps.unlogged() as connection:
            _drop_unwanted(connection)
            number = connection.execute(
                """INSERT INTO queues (name, query, sort, created_at, changed_at)
                   VALUES (?, ?, ?, ?4, ?4)""",
                (safe(name), safe(query), sort, now()),
            ).lastrowid
            assert number is not None
            wanted = set(ids)
            lists = (
                [each for each in found if each in wanted]
                for found in (_marked(connection, "m.starred_at IS NOT NULL"), _settled(connection))
            )
            connection.execute(
                "INSERT INTO queue_papers (queue, papers, starred, settled) VALUES (?, ?, ?, ?)",
                (number, to_json(list(ids)), *map(to_json, lists)),
            )
            _keep_place(connection, number, 0, 1, 1, len(ids))
        return number

    def unfinished(self) -> list[StoredQueue]:
        """The queues in which something is decided and not all, the one left last first."""
        with self._connections.reading() as connection:
            found = connection.execute(
                f"""{_QUEUES} WHERE completed_at IS NULL
                      AND EXISTS (SELECT 1 FROM queue_items WHERE queue = row)
                    ORDER BY left_at DESC, row DESC"""
            )
            return [StoredQueue(*queue) for queue in found]

    def queue(self, number: int) -> StoredQueue:
        """Raises `UnknownQueue`."""
        with self._connections.reading() as connection:
            found = connection.execute(f"{_QUEUES} WHERE row = ?", (number,)).fetchone()
        if found is None:
            raise _unknown(number)
        return StoredQueue(*found)

    def papers(self, number: int) -> StoredPapers:
        """The papers of a queue, whatever has become of them. Raises `UnknownQueue`."""
        with self._connections.reading() as connection:
            found = connection.execute(
                """SELECT papers, starred, settled,
                     coalesce(listed, iif(sort = 'list', papers, NULL))
                   FROM queue_papers JOIN queues ON row = queue WHERE queue = ?""",
                (number,),
            ).fetchone()
        if found is None:
            raise _unknown(number)
        ids, starred, settled, listed = (
            cast("list[str] | None", json.loads(text or "null")) for text in found
        )
        return StoredPapers(ids or [], starred or [], settled or [], listed)

    def reorder(self, number: int, ids: Sequence[str], sort: str, position: int) -> None:
        """Put the papers of a queue in another order, and go to one of them. Not logged."""
        with self._steps.unlogged() as connection:
            connection.execute(
                """UPDATE queue_papers SET papers = ?1, listed = coalesce(listed,
                     (SELECT papers FROM queues WHERE row = ?2 AND sort = 'list'))
                   WHERE queue = ?2""",
                (to_json(list(ids)), number),
            )
            connection.execute("UPDATE queues SET sort = ? WHERE row = ?", (sort, number))
            connection.execute(
                "UPDATE queue_places SET position = ? WHERE queue = ?", (position, number)
            )

    def forget(self, number: int) -> None:
        """Drop a queue if nothing was ever decided in it. Not logged."""
        with self._steps.unlogged() as connection:
            connection.execute(f"DELETE FROM queues WHERE row = ? AND {_UNTOUCHED}", (number,))
            _drop_unwanted(connection)

    def discard(self, number: int) -> None:
        """Delete a queue with its decisions; what they made of the papers stays."""
        with self._steps.transaction() as connection:
            connection.execute("DELETE FROM queue_items WHERE queue = ?", (number,))
            connection.execute("DELETE FROM queues WHERE row = ?", (number,))

    # Decisions and places

    def decisions(self, number: int) -> list[StoredDecision]:
        """What was decided in a queue, the oldest first."""
        with self._connections.reading() as connection:
            found = connection.execute(
                """SELECT id, decision, round, seconds, changed_at
                   FROM queue_items i JOIN papers ON papers.row = i.paper
                   WHERE queue = ? ORDER BY changed_at, i.rowid""",
                (number,),
            )
            return [StoredDecision(*decision) for decision in found]

    def decide(self, number: int, row: int, decision: str, round: int, seconds: int | None) -> None:
        """Note what was decided on the paper `row`, as part of a step.

        `seconds` None: what an earlier decision on it took is still what is known.
        """
        with self._steps.transaction() as connection:
            found = connection.execute(
                "DELETE FROM queue_items WHERE queue = ? AND paper = ? RETURNING seconds",
                (number, row),
            ).fetchone()  # so that it is the newest, within one second, too
            if seconds is None and found is not None:
                (seconds,) = found
            connection.execute(
                """INSERT INTO queue_items (queue, paper, decision, round, seconds, changed_at)
                   VALUES (?, ?, ?, ?, ?, ?)""",
                (number, row, decision, round, seconds, now()),
            )

    def keep_place(
        self, number: int, position: int, round: int, at: int, total: int, *, finished: bool
    ) -> None:
        """Somebody is there now. Not logged, even as part of a step's transaction."""
        with self._steps.unlogged() as connection:
            _keep_place(connection, number, position, round, at, total)
            found = connection.execute(
                "SELECT completed_at IS NOT NULL FROM queues WHERE row = ?", (number,)
            ).fetchone()
            if found is not None and bool(found[0]) != finished:
                writing = connection.execute("SELECT writing FROM undo_state").fetchone()
                connection.execute("UPDATE undo_state SET writing = NULL")  # nothing to be undone
                connection.execute(
                    "UPDATE queues SET completed_at = ? WHERE row = ?",
                    (now() if finished else None, number),
                )
                connection.execute("UPDATE undo_state SET writing = ?", writing)

    def decided_in(self, step: int) -> tuple[int, str] | None:
        """The queue and the paper that a step of the history decided on, if it did (once)."""
        with self._connections.reading() as connection:
            found = connection.execute(
                """SELECT tbl, key FROM undo_log WHERE tbl IN ('queue_items', 'queues')
                     AND step IN (SELECT number FROM undo_steps WHERE leader = ?) LIMIT 2""",
                (step,),
            ).fetchall()
            if len(found) != 1 or found[0][0] != "queue_items":
                return None
            number, row = map(int, str(found[0][1]).split(":"))
            paper = connection.execute("SELECT id FROM papers WHERE row = ?", (row,)).fetchone()
        return (number, str(paper[0])) if paper is not None else None

    # Papers

    def starred(self) -> list[str]:
        """The ids of all papers that are starred."""
        with self._connections.reading() as connection:
            return _marked(connection, "m.starred_at IS NOT NULL")

    def settled(self) -> list[str]:
        """The ids of all papers that are read or skipped."""
        with self._connections.reading() as connection:
            return _settled(connection)

    def tagged_since(self, moment: str) -> list[str]:
        """The ids of the papers that got a tag since then."""
        return self._since("paper_tags", moment)

    def noted_since(self, moment: str) -> list[str]:
        """The ids of the papers whose note is of since then."""
        return self._since("notes", moment)

    def _since(self, table: str, moment: str) -> list[str]:
        with self._connections.reading() as connection:
            found = connection.execute(
                f"SELECT DISTINCT id FROM {table} t JOIN papers ON papers.row = t.paper"
                " WHERE t.changed_at >= ?",
                (moment,),
            )
            return [public_id for (public_id,) in found]

    def in_file_order(self, sources: Sequence[str] = ()) -> list[str]:
        """The ids of all papers in view: as they stand in the sources of these names (as `source:`
        takes them), then the oldest source first, each in its own order.
        """
        with self._connections.reading() as connection:
            rows = {
                row
                for name in sources
                for (row,) in connection.execute(NAMED_SOURCES, (name.casefold(),))
            }
            seen = connection.execute(
                f"""SELECT id FROM sightings s JOIN papers p ON p.row = s.paper
                    WHERE p.removed_at IS NULL AND s.source IN ({", ".join(map(str, rows))})
                    ORDER BY s.source, first_line, s.row"""
            ).fetchall()
            found = connection.execute(
                """SELECT id FROM papers WHERE removed_at IS NULL
                   ORDER BY source NULLS LAST, position, row"""
            ).fetchall()
        return list(dict.fromkeys(public_id for (public_id,) in (*seen, *found)))

    def merged(self, ids: Sequence[str]) -> dict[str, str]:
        """For those of `ids` that were merged into another paper, the id of that one."""
        merged: dict[str, str] = {}
        with self._connections.reading() as connection:
            for some in chunks(ids):
                merged.update(
                    connection.execute(
                        f"""SELECT alias, id FROM aliases JOIN papers ON papers.row = paper
                            WHERE alias IN ({marks_for(some)})""",
                        some,
                    )
                )
        return merged


def _unknown(number: int) -> UnknownQueue:
    return UnknownQueue(
        f"there is no triage {number} any more; `readlist triage --list` has those that are"
    )


_QUEUES = """SELECT row, name, query, coalesce(sort, ''), created_at,
      position, round, at, total, left_at
    FROM queues JOIN queue_places ON queue = row"""

_OLD = timedelta(days=7)
_UNTOUCHED = """row NOT IN (SELECT queue FROM queue_items)
    AND row NOT IN (SELECT key FROM undo_log WHERE tbl = 'queues')
    AND row NOT IN (SELECT CAST(substr(key, 1, instr(key, ':') - 1) AS INTEGER)
      FROM undo_log WHERE tbl = 'queue_items')"""
"""SQL: no decision is in this queue, nor will any undo or redo bring one back."""


def _keep_place(
    connection: sqlite3.Connection, number: int, position: int, round: int, at: int, total: int
) -> None:
    connection.execute(
        """INSERT OR REPLACE INTO queue_places (queue, position, round, at, total, left_at)
           VALUES (?, ?, ?, ?, ?, ?)""",
        (number, position, round, at, total, now()),
    )


def _drop_unwanted(connection: sqlite3.Connection) -> None:
    """Forget queues that were left at once, long ago, with the program; and the papers of those
    that are gone, and that no undo brings back."""
    long_ago = at_time(datetime.now(UTC) - _OLD)
    connection.execute(f"DELETE FROM queues WHERE {_UNTOUCHED} AND created_at < ?", (long_ago,))
    connection.execute(
        """DELETE FROM queue_papers WHERE queue NOT IN (SELECT row FROM queues) AND NOT EXISTS
             (SELECT 1 FROM undo_log WHERE tbl = 'queues' AND key = queue)"""
    )
    connection.execute(
        "DELETE FROM queue_places WHERE queue NOT IN (SELECT queue FROM queue_papers)"
    )


def _settled(connection: sqlite3.Connection) -> list[str]:
    return _marked(connection, _SETTLED)


def _marked(connection: sqlite3.Connection, which: str) -> list[str]:
    found = connection.execute(
        f"SELECT id FROM marks m JOIN papers ON papers.row = m.paper WHERE {which}"
    )
    return [public_id for (public_id,) in found]
