"""Writing papers and sightings, and finding those that a record may be of."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from readlist.paper import Fields, Record
from readlist.store.values import (
    Keys,
    chunks,
    fields_from_json,
    fields_to_json,
    key_column,
    key_columns,
    marks_for,
    now,
    safe,
    safe_or_none,
    texts_from_json,
    to_json,
)


@dataclass(frozen=True, slots=True)
class StoredRecord:
    """What is known of the paper `row`: a sighting's record, or the paper as it is shown."""

    row: int
    fields: Fields
    removed: bool


def insert_paper(
    connection: sqlite3.Connection,
    public_id: str,
    fields: Fields,
    title_derived: bool,
    source: int | None,
    position: int,
    keys: Keys | None,
) -> int:
    """Add a paper and return its row. `position` orders the papers of one source."""
    values = {
        **_columns(fields),
        "id": public_id,
        "title_derived": int(title_derived),
        "title_key": key_columns(keys).title,
        "abstract_key": key_columns(keys).abstract,
        "source": source,
        "position": position,
        "added_at": now(),
    }
    # Plain SQL: once per record of an import, sqlite-utils' insert takes six times as long.
    cursor = connection.execute(
        f"INSERT INTO papers ({', '.join(values)}) VALUES ({', '.join(f':{n}' for n in values)})",
        values,
    )
    return cast("int", cursor.lastrowid)


def update_fields(
    connection: sqlite3.Connection,
    row: int,
    fields: Fields,
    title_derived: bool,
    keys: Keys | None,
) -> None:
    """What the paper is shown as from now on."""
    values = {
        **_columns(fields),
        "title_derived": int(title_derived),
        "title_key": key_columns(keys).title,
        "abstract_key": key_columns(keys).abstract,
    }
    names = ", ".join(f"{name} = :{name}" for name in values)
    connection.execute(f"UPDATE papers SET {names} WHERE row = :row", {**values, "row": row})


def _columns(fields: Fields) -> dict[str, str | int | None]:
    return {
        "title": safe(fields.title or ""),
        "abstract": safe_or_none(fields.abstract),
        "authors": to_json(list(fields.authors)),
        "year": fields.year,
        "venue": safe_or_none(fields.venue),
        "doi": safe_or_none(fields.doi),
        "arxiv_id": safe_or_none(fields.arxiv_id),
        "urls": to_json(list(fields.urls)),
    }


def edits(connection: sqlite3.Connection, row: int) -> dict[str, object]:
    """The fields the user has set, by name; they win over every sighting."""
    (text,) = connection.execute("SELECT edits FROM papers WHERE row = ?", (row,)).fetchone()
    return cast("dict[str, object]", json.loads(text))


def set_edits(connection: sqlite3.Connection, row: int, values: Mapping[str, object]) -> None:
    connection.execute(
        "UPDATE papers SET edits = ?1, edited_at = ?2 WHERE row = ?3 AND edits <> ?1",
        (to_json(dict(values)), now(), row),
    )


def remove(connection: sqlite3.Connection, rows: Sequence[int]) -> int:
    """Hide papers: they are in no list any more, but known if they are seen again."""
    cursor = connection.executemany(
        "UPDATE papers SET removed_at = ? WHERE row = ? AND removed_at IS NULL",
        [(now(), row) for row in rows],
    )
    return cursor.rowcount


def bring_back(connection: sqlite3.Connection, rows: Sequence[int]) -> int:
    """Show papers again that were hidden; the number that were."""
    cursor = connection.executemany(
        "UPDATE papers SET removed_at = NULL WHERE row = ? AND removed_at IS NOT NULL",
        [(row,) for row in rows],
    )
    return cursor.rowcount


def add_sighting(
    connection: sqlite3.Connection, row: int, source: int, record: Record, keys: Keys
) -> bool:
    """Note where a paper was seen; False if that record of the source is noted already."""
    cursor = connection.execute(
        """INSERT INTO sightings (paper, source, first_line, last_line, part, record,
             arxiv_key, doi_key, title_key, abstract_key)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
           ON CONFLICT (source, first_line, last_line, part) DO NOTHING""",
        (
            row,
            source,
            record.first_line,
            record.last_line,
            record.part,
            fields_to_json(record),
            *key_columns(keys),
        ),
    )
    return cursor.rowcount > 0


def noted(
    connection: sqlite3.Connection, source: int, first: int, last: int
) -> dict[tuple[int, int, int], tuple[int, bool]]:
    """The records of a source that are noted and begin in lines `first` to `last`.

    By first line, last line and part: the paper's row, and whether it is removed.
    """
    found = connection.execute(
        """SELECT s.first_line, s.last_line, s.part, s.paper, p.removed_at IS NOT NULL
           FROM sightings s JOIN papers p ON p.row = s.paper
           WHERE s.source = ? AND s.first_line BETWEEN ? AND ?""",
        (source, first, last),
    )
    return {(one, two, part): (row, bool(removed)) for one, two, part, row, removed in found}


def records_of(connection: sqlite3.Connection, row: int) -> list[Fields]:
    """The records of a paper's sightings, oldest first; then those of papers merged into it."""
    found = connection.execute(
        "SELECT record FROM sightings WHERE paper = ? ORDER BY origin IS NOT NULL, row", (row,)
    )
    return [fields_from_json(text) for (text,) in found]


def id_taken(connection: sqlite3.Connection, public_id: str) -> bool:
    """Whether a paper has, or once had, this id."""
    found = connection.execute(
        "SELECT 1 FROM papers WHERE id = ?1 UNION ALL SELECT 1 FROM aliases WHERE alias = ?1",
        (public_id,),
    ).fetchone()
    return found is not None


_COMMON = 64
"""Papers beyond which a key they share says nothing about them; each would be compared."""


def candidates(
    connection: sqlite3.Connection,
    arxiv_id: str | None,
    doi: str | None,
    title_key: str | None,
    abstract_key: str | None,
) -> list[StoredRecord]:
    """All that is known of the papers that share one of these keys, oldest paper first.

    Each paper comes as it is shown (without a title if that is derived) and as each of its
    sightings read it. A key that very many papers share ("No abstract.") finds none of them.
    """
    keys = {"arxiv": arxiv_id, "doi": doi, "title": title_key, "abstract": abstract_key}
    rows: set[int] = set()
    for name, key in keys.items():
        if key:
            stored = key_column(key)
            found = connection.execute(_LOOKUPS[name], (stored, stored, _COMMON + 1)).fetchall()
            if len(found) <= _COMMON:
                rows.update(row for (row,) in found)
    return known(connection, sorted(rows)) if rows else []


_LOOKUPS = {
    name: f"""SELECT paper FROM sightings WHERE {name}_key = ?
              UNION SELECT row FROM papers WHERE {column} = ? LIMIT ?"""
    for name, column in {
        "arxiv": "arxiv_id",
        "doi": "doi",
        "title": "title_key",
        "abstract": "abstract_key",
    }.items()
}


def known(connection: sqlite3.Connection, rows: Sequence[int]) -> list[StoredRecord]:
    """All that is known of these papers, oldest first, each as `candidates` has it."""
    found: list[tuple[int, int, StoredRecord]] = []
    for some in chunks(rows):
        for (
            row,
            removed,
            derived,
            title,
            abstract,
            authors,
            year,
            venue,
            doi,
            arxiv,
            urls,
        ) in connection.execute(
            f"""SELECT row, removed_at IS NOT NULL, title_derived, title, abstract, authors,
                      year, venue, doi, arxiv_id, urls
                    FROM papers WHERE row IN ({marks_for(some)})""",
            some,
        ):
            shown = Fields(
                title=None if derived else title or None,
                abstract=abstract,
                authors=texts_from_json(authors),
                year=year,
                venue=venue,
                doi=doi,
                arxiv_id=arxiv,
                urls=texts_from_json(urls),
            )
            found.append((row, 0, StoredRecord(row, shown, bool(removed))))
        for row, sighting, record, removed in connection.execute(
            f"""SELECT s.paper, s.row, s.record, p.removed_at IS NOT NULL
                FROM sightings s JOIN papers p ON p.row = s.paper
                WHERE s.paper IN ({marks_for(some)})""",
            some,
        ):
            fields = fields_from_json(record)
            found.append((row, sighting, StoredRecord(row, fields, bool(removed))))
    found.sort(key=lambda item: item[:2])
    return [record for _, _, record in found]
