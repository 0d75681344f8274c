"""The state terms of a query (is:, tag:, source:, year:, added:, id:, step:) as sets of papers."""

from __future__ import annotations

import re
import sqlite3
from array import array
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from readlist.errors import BadValue
from readlist.links import parse_arxiv_id, parse_doi
from readlist.store.cache import Cache
from readlist.store.highlights import WRITTEN
from readlist.store.log import STEP_TABLES, touched_in
from readlist.store.names import SHORTEST_PREFIX
from readlist.store.tags import tidy_tag
from readlist.store.values import at_time

_IN_VIEW = "SELECT row FROM papers p WHERE removed_at IS NULL"
_MARKED = "SELECT m.paper FROM marks m JOIN papers p ON p.row = m.paper WHERE p.removed_at IS NULL"

# Each word of is:, the papers it means, and the tables that depends on besides papers.
_IS = {
    "starred": (f"{_MARKED} AND m.starred_at IS NOT NULL", "marks"),
    "reading": (f"{_MARKED} AND m.status = 'reading'", "marks"),
    "read": (f"{_MARKED} AND m.status = 'read'", "marks"),
    "skipped": (f"{_MARKED} AND m.status = 'skipped'", "marks"),
    "unread": (
        f"{_IN_VIEW} AND row NOT IN (SELECT paper FROM marks WHERE status <> 'unread')",
        "marks",
    ),
    "noted": (f"{_IN_VIEW} AND row IN (SELECT paper FROM notes)", "notes"),
    "highlighted": (f"{_IN_VIEW} AND row IN (SELECT paper FROM highlights)", "highlights"),
    "untagged": (f"{_IN_VIEW} AND row NOT IN (SELECT paper FROM paper_tags)", "paper_tags"),
    "untitled": (f"{_IN_VIEW} AND title_derived = 1", "papers"),
    "removed": ("SELECT row FROM papers WHERE removed_at IS NOT NULL", "papers"),
}
_YEARS = re.compile(r"(\d{1,9})?(\.\.)?(\d{1,9})?")
_AGE = re.compile(r"([<>])(\d{1,5})([dh])")
_LAST_YEAR = 10**9

# The sources of that name, or else those with it in their name. casefold: see `connection`.
NAMED_SOURCES = """
    WITH listed AS (SELECT row, casefold(name) AS folded FROM sources WHERE forgotten_at IS NULL)
    SELECT row FROM listed WHERE folded = ?1
    UNION ALL SELECT row FROM listed WHERE instr(folded, ?1)
        AND NOT EXISTS (SELECT 1 FROM listed WHERE folded = ?1)
"""


def matching(cache: Cache, field: str, value: str) -> array[int]:
    """The rows of the papers in view that one state term fits (of ``is:removed``: the removed).

    Values: of ``is`` a word; of ``tag`` a name in any case, or with ``*`` the beginning of one; of
    ``source`` a name in any case, or a part of one; of ``year`` ``2020``, ``2020..2023``,
    ``2020..`` or ``..2023``; of ``added`` ``<7d``, ``>30d`` or ``<6h``; of ``id`` an id, the start
    of one, an arXiv id or a DOI; of ``step`` the number of one. Raises `BadValue` for any other.
    """
    if field not in _FIELDS:
        raise BadValue(f"There is no field {field}:; there are {', '.join(_FIELDS)}.")
    query, values, tables = _FIELDS[field](value)
    return cache.get((query, values), ("papers", *tables), lambda c: _rows(c, query, values))


class _Question(NamedTuple):
    query: str
    values: tuple[str | int, ...]
    tables: tuple[str, ...]
    """What the answer depends on besides papers."""


def _is(value: str) -> _Question:
    if value not in _IS:
        raise BadValue(f"There is no is:{value}; there are {', '.join(_IS)}.")
    query, table = _IS[value]
    return _Question(query, (), (table,))


def _tag(value: str) -> _Question:
    name = tidy_tag(value).casefold()
    named, values = "folded = ?", [name]
    if name.endswith("*"):
        named, values = "folded = ? OR instr(folded, ?) = 1", [name, name[:-1]]
    return _Question(
        f"{_IN_VIEW} AND row IN (SELECT paper FROM paper_tags"
        f" WHERE tag IN (SELECT row FROM tags WHERE {named}))",
        tuple(values),
        ("tags", "paper_tags"),
    )


def _source(value: str) -> _Question:
    return _Question(
        f"{_IN_VIEW} AND row IN (SELECT paper FROM sightings WHERE source IN ({NAMED_SOURCES}))",
        (value.casefold(),),
        ("sources", "sightings"),
    )


def _year(value: str) -> _Question:
    span = _YEARS.fullmatch(value)
    if span is None or not (span[1] or span[3]):
        raise BadValue(f"year:{value} is no year; write year:2021 or year:2020..2023.")
    low = int(span[1] or 0)
    high = int(span[3]) if span[3] else _LAST_YEAR if span[2] else low
    return _Question(f"{_IN_VIEW} AND year BETWEEN ? AND ?", (low, high), ())


def _added(value: str) -> _Question:
    age = _AGE.fullmatch(value)
    if age is None:
        raise BadValue(f"added:{value} is no age; write added:<7d or added:>30d.")
    number = int(age[2])
    ago = timedelta(hours=number) if age[3] == "h" else timedelta(days=number)
    moment = at_time(datetime.now(UTC) - ago)
    than = ">=" if age[1] == "<" else "<"
    return _Question(f"{_IN_VIEW} AND added_at {than} ?", (moment,), ())


def _id(value: str) -> _Question:
    """The papers that `names.resolve` would choose from."""
    text = value.strip()
    if len(text) < SHORTEST_PREFIX:
        raise BadValue(f"id:{value} is too short; give {SHORTEST_PREFIX} characters or more.")
    return _Question(
        f"""{_IN_VIEW} AND row IN (
              SELECT row FROM papers WHERE id >= ?1 AND id < ?1 || '{{'
              UNION SELECT paper FROM aliases WHERE alias >= ?1 AND alias < ?1 || '{{'
              UNION SELECT row FROM papers WHERE arxiv_id = ?2
              UNION SELECT row FROM papers WHERE doi = ?3
              UNION SELECT paper FROM sightings WHERE arxiv_key = ?2
              UNION SELECT paper FROM sightings WHERE doi_key = ?3)""",
        (text.lower(), parse_arxiv_id(text) or "", parse_doi(text) or ""),
        ("aliases", "sightings"),
    )


def _step(value: str) -> _Question:
    """The papers a step of the history touched; if it removed them all, the removed."""
    if not value.isascii() or not value.isdigit():
        raise BadValue(f"step:{value} is no step; `readlist history` numbers them.")
    return _Question(
        f"""WITH own AS ({touched_in("SELECT number FROM undo_steps WHERE leader = ?1")}),
              found AS (SELECT row, removed_at FROM papers WHERE row IN (SELECT paper FROM own))
            SELECT row FROM found WHERE removed_at IS NULL
              OR NOT EXISTS (SELECT 1 FROM found WHERE removed_at IS NULL)""",
        (int(value[:18]),),
        STEP_TABLES,
    )


_FIELDS: dict[str, Callable[[str], _Question]] = {
    "is": _is,
    "tag": _tag,
    "source": _source,
    "year": _year,
    "added": _added,
    "id": _id,
    "step": _step,
}


def _rows(connection: sqlite3.Connection, query: str, values: tuple[str | int, ...]) -> array[int]:
    # Several such answers are kept: as lists of numbers they would take five times the room.
    return array("q", (row for (row,) in connection.execute(query, values)))


def texts(connection: sqlite3.Connection, field: str | None) -> Iterator[tuple[int, str]]:
    """The rows of the papers in view with their text: of one field, or all of it."""
    found: Iterator[tuple[int, str]] = connection.execute(
        f"""SELECT row, {_TEXTS[field] if field else _ALL_TEXT}
            FROM papers LEFT JOIN notes ON paper = row WHERE removed_at IS NULL"""
    )
    return found


_TEXTS = {
    "title": "title",
    "abstract": "ifnull(abstract, '')",
    "author": "authors",
    "venue": "ifnull(venue, '')",
    "note": WRITTEN,
}
_ALL_TEXT = " || char(10) || ".join(_TEXTS.values())
