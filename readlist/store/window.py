"""Reading papers in full: a window of a list, or all of an export, in few queries."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TypeVar

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
        row[1]: Paper(
            id=row[1],
            title=row[2],
            title_derived=bool(row[3]),
            abstract=row[4],
            authors=texts_from_json(row[5]),
            year=row[6],
            venue=row[7],
            doi=row[8],
            arxiv_id=row[9],
            urls=texts_from_json(row[10]),
            added_at=row[11],
            removed_at=row[12],
            starred_at=row[13],
            status=Status(row[14] or Status.UNREAD),
            status_at=row[15],
            note=row[16],
            tags=tuple(tags[row[0]]),
            highlights=tuple(highlights[row[0]]),
            sources=tuple(sightings[row[0]]),
        )
        for row in rows
    }


def _by_paper(pairs: Iterable[tuple[int, _T]]) -> defaultdict[int, list[_T]]:
    found: defaultdict[int, list[_T]] = defaultdict(list)
    for paper, value in pairs:
        found[paper].append(value)
    return found
