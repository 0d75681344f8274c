"""What the tests of the store put into one."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from readlist.paper import Fields, Record
from readlist.store import Store


@dataclass(frozen=True, slots=True)
class Keys:
    """Identity keys, as a caller of the store hands them over."""

    arxiv_id: str | None = None
    doi: str | None = None
    title_key: str | None = None
    abstract_key: str | None = None


def record(title: str | None, line: int = 1, **fields: object) -> Record:
    """A record of two lines."""
    return Record(title=title, first_line=line, last_line=line + 1, **fields)  # type: ignore[arg-type]


def title_key(title: str | None) -> str | None:
    return title.replace(" ", "").casefold() if title else None


def add(
    store: Store,
    titles: Sequence[str],
    source: str = "monday.txt",
    label: str = "",
    **fields: object,
) -> list[str]:
    """Import one paper per title as a step of its own; returns their ids: `p-` and the title."""
    ids = [f"p-{title}" for title in titles]
    with store.step(label or f"Imported {source}"), store.transaction():
        row = store.sources.begin(source, f"sha of {source}", "trending", "utf-8", [("title", 1)])
        for number, (public_id, title) in enumerate(zip(ids, titles, strict=True)):
            read = record(title, 2 * number + 1, **fields)
            paper = store.insert_paper(
                public_id, read, title_derived=False, source=row, position=number
            )
            store.add_sighting(paper, row, read, keys_of(read))
        store.sources.finish(row)
    return ids


def keys_of(fields: Fields) -> Keys:
    return Keys(fields.arxiv_id, fields.doi, title_key(fields.title), None)


def star(store: Store, ids: Sequence[str], on: bool = True, label: str = "") -> int:
    with store.step(label or f"Starred {', '.join(ids)}"), store.transaction():
        return store.set_starred(store.rows_of(ids), on)


def write(store: Store, public_id: str, text: str, join: str | None = None) -> int:
    """Set the note of a paper; returns its new version."""
    (row,) = store.rows_of([public_id])
    with store.step(f"Wrote on {public_id}", join=join), store.transaction():
        return store.set_note(row, text, store.note(row).version).version


def query(path: Path, sql: str, *values: object) -> list[tuple[object, ...]]:
    """What the library's file says, past the store."""
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql, values).fetchall()
