"""Reading papers in full: a window of a list, or all of an export, in few queries."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from readlist.paper import Highlight, Paper, Sighting, Status
from readlist.store.values import chunks, marks_for, texts_from_json

_T = TypeVar("_T")


def papers(connection: sqlite3.Connection, ids: Sequence[str]) -> list[Paper]:
    """The papers of `ids`, in that order; those that are not there (any more) are left out."""
    found: dict[str, Paper] = {}
    for some in chunks(list(dict.fromkeys(ids))):
        found.update(_some(connection, some))
    return [found[each] for each in ids if each in found]


def _some(connection: sqlite3.Connection, ids: Sequence[str]) -> dict[str, Paper]:
    # ORDER BY +row: SQLite would otherwise walk the whole table to save itself a sort.
    rows = connection.execute(
        f"""SELECT p.row, p.id, p.title, p.title_derived, p.abstract, p.authors, p.year, p.venue,
              p.doi, p.arxiv_id, p.urls, p.added_at, p.removed_at, m.starred_at, m.status,
              m.status_at, n.text
            FROM papers p LEFT JOIN marks m ON m.paper = p.row LEFT JOIN notes n ON n.paper = p.row
            WHERE p.id IN ({marks_for(ids)})""",
        ids,
    ).fetchall()
    keys = [row[0] for row in rows]
    marks = marks_for(keys)
    tags = _by_paper(
        connection.execute(
            f"""SELECT l.paper, t.name FROM paper_tags l JOIN tags t ON t.row = l.tag
                WHERE l.paper IN ({marks}) ORDER BY t.folded""",
            keys,
        )
    )
    highlights = _by_paper(
        (paper, Highlight(quote, remark))
        for paper, quote, remark in connection.execute(
            f"SELECT paper, quote, remark FROM highlights WHERE paper IN ({marks}) ORDER BY +row",
            keys,
        )
    )
    sightings = _by_paper(
        (paper, Sighting(*sighting))
        for paper, *sighting in connection.execute(
            f"""SELECT l.paper, s.name, s.format, l.first_line, l.last_line, s.row
                FROM sightings l JOIN sources s ON s.row = l.source
                WHERE l.paper IN ({marks}) AND s.forgotten_at IS NULL ORDER BY +l.row""",
            keys,
        )
    )
    return {
        public_id: _paper(public_id, values, tags[row], highlights[row], sightings[row])
        for row, public_id, *values in rows
    }


def _paper(
    public_id: str,
    values: Sequence[Any],
    tags: Sequence[str],
    highlights: Sequence[Highlight],
    sightings: Sequence[Sighting],
) -> Paper:
    """`values`: the columns that `_some` asks for, from the title on."""
    return Paper(
        id=public_id,
        title=values[0],
        title_derived=bool(values[1]),
        abstract=values[2],
        authors=texts_from_json(values[3]),
        year=values[4],
        venue=values[5],
        doi=values[6],
        arxiv_id=values[7],
        urls=texts_from_json(values[8]),
        added_at=values[9],
        removed_at=values[10],
        starred_at=values[11],
        status=Status(values[12] or Status.UNREAD),
        status_at=values[13],
        note=values[14],
        tags=tuple(tags),
        highlights=tuple(highlights),
        sources=tuple(sightings),
    )


def _by_paper(pairs: Iterable[tuple[int, _T]]) -> defaultdict[int, list[_T]]:
    found: defaultdict[int, list[_T]] = defaultdict(list)
    for paper, value in pairs:
        found[paper].append(value)
    return found
