"""What the search index has yet to follow. Triggers fill the queue; see `triggers`."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from readlist.store import settings
from readlist.store.connection import Connections
from readlist.store.highlights import WRITTEN
from readlist.store.steps import Steps
from readlist.store.values import chunks, marks_for, texts_from_json

_GENERATION = "index_generation"


@dataclass(frozen=True, slots=True)
class Document:
    """The text of one paper, as it is indexed. A derived title is the abstract's, so it is None."""

    row: int
    title: str | None
    abstract: str | None
    authors: tuple[str, ...]
    venue: str | None
    note: str | None


class Feed:
    """What a search index is kept up to date by; see `readlist.search.feed`."""

    def __init__(self, connections: Connections, steps: Steps) -> None:
        self._connections = connections
        self._steps = steps

    def queue_size(self) -> int:
        """How many papers the index has yet to follow."""
        with self._connections.reading() as connection:
            return queue_size(connection)

    def pending(self, limit: int) -> list[tuple[int, int]]:
        """The oldest entries of the queue as (seq, row); a row may come more than once."""
        with self._connections.reading() as connection:
            return connection.execute(
                "SELECT seq, row FROM index_queue ORDER BY seq LIMIT ?", (limit,)
            ).fetchall()

    def documents(self, rows: Sequence[int]) -> list[Document]:
        """The text of those of `rows` that are in view; the others are not to be found any more."""
        with self._connections.reading() as connection:
            return _documents(connection, rows)

    def drop_pending(self, up_to_seq: int, generation: str) -> None:
        """The index has followed these entries; that generation of it holds them."""
        with self._steps.unlogged() as connection:
            connection.execute("DELETE FROM index_queue WHERE seq <= ?", (up_to_seq,))
            settings.set_setting(connection, _GENERATION, generation)

    def generation(self) -> str:
        """The generation of the index that held what was dropped last; '' if nothing was."""
        with self._connections.reading() as connection:
            return settings.setting(connection, _GENERATION) or ""

    def enqueue_all(self) -> None:
        """The index is to be made anew: every paper in view waits."""
        with self._steps.unlogged() as connection:
            connection.execute("DELETE FROM index_queue")
            connection.execute(
                """INSERT INTO index_queue (row)
                   SELECT row FROM papers WHERE removed_at IS NULL ORDER BY row"""
            )


def queue_size(connection: sqlite3.Connection) -> int:
    """How many papers are waiting."""
    (found,) = connection.execute("SELECT count(DISTINCT row) FROM index_queue").fetchone()
    return int(found)


def _documents(connection: sqlite3.Connection, rows: Sequence[int]) -> list[Document]:
    found = []
    for some in chunks(list(dict.fromkeys(rows))):
        found += [
            Document(row, title, abstract, texts_from_json(authors), venue, note)
            for row, title, abstract, authors, venue, note in connection.execute(
                f"""SELECT row, iif(title_derived AND abstract IS NOT NULL, NULL, title), abstract,
                      authors, venue, nullif({WRITTEN}, '')
                    FROM papers LEFT JOIN notes ON paper = row
                    WHERE row IN ({marks_for(some)}) AND removed_at IS NULL""",
                some,
            )
        ]
    return found
