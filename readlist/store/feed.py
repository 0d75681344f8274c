"""What the search index has yet to follow. Triggers fill the queue; see `triggers`."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from readlist.store.highlights import WRITTEN
from readlist.store.values import chunks, marks_for, texts_from_json


@dataclass(frozen=True, slots=True)
class Document:
    """The text of one paper, as it is indexed. A derived title is the abstract's, so it is None."""

    row: int
    title: str | None
    abstract: str | None
    authors: tuple[str, ...]
    venue: str | None
    note: str | None


def queue_size(connection: sqlite3.Connection) -> int:
    """How many papers are waiting."""
    (found,) = connection.execute("SELECT count(DISTINCT row) FROM index_queue").fetchone()
    return int(found)


def pending(connection: sqlite3.Connection, limit: int) -> list[tuple[int, int]]:
    """The oldest entries as (seq, row); a row may come more than once."""
    return connection.execute(
        "SELECT seq, row FROM index_queue ORDER BY seq LIMIT ?", (limit,)
    ).fetchall()


def documents(connection: sqlite3.Connection, rows: Sequence[int]) -> list[Document]:
    """The papers of `rows` that are in view; one that is left out is not to be found any more."""
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


def drop_pending(connection: sqlite3.Connection, up_to_seq: int, generation: str) -> None:
    """The index has followed these entries; that generation of it holds them."""
    connection.execute("DELETE FROM index_queue WHERE seq <= ?", (up_to_seq,))
    connection.execute(
        """INSERT INTO settings (name, value) VALUES ('index_generation', ?)
           ON CONFLICT (name) DO UPDATE SET value = excluded.value""",
        (generation,),
    )


def generation(connection: sqlite3.Connection) -> str:
    """The generation of the index that held what was dropped last; '' if nothing was."""
    query = "SELECT value FROM settings WHERE name = 'index_generation'"
    found = connection.execute(query).fetchone()
    return str(found[0]) if found is not None else ""


def enqueue_all(connection: sqlite3.Connection) -> None:
    """The index is to be made anew: every paper in view waits."""
    connection.execute("DELETE FROM index_queue")
    connection.execute(
        "INSERT INTO index_queue (row) SELECT row FROM papers WHERE removed_at IS NULL ORDER BY row"
    )
