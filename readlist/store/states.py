"""The state terms of a query (is:, tag:, source:, year:, added:) as sets of papers."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from readlist.errors import BadValue
from readlist.store.marks import tidy_tag
from readlist.store.values import at_time

_IN_VIEW = "SELECT row FROM papers p WHERE removed_at IS NULL"
_MARKED = "SELECT m.paper FROM marks m JOIN papers p ON p.row = m.paper WHERE p.removed_at IS NULL"

_IS = {
    "starred": f"{_MARKED} AND m.starred_at IS NOT NULL",
    "reading": f"{_MARKED} AND m.status = 'reading'",
    "read": f"{_MARKED} AND m.status = 'read'",
    "skipped": f"{_MARKED} AND m.status = 'skipped'",
    "unread": f"{_IN_VIEW} AND row NOT IN (SELECT paper FROM marks WHERE status <> 'unread')",
    "noted": f"{_IN_VIEW} AND row IN (SELECT paper FROM notes)",
    "highlighted": f"{_IN_VIEW} AND row IN (SELECT paper FROM highlights)",
    "untagged": f"{_IN_VIEW} AND row NOT IN (SELECT paper FROM paper_tags)",
    "untitled": f"{_IN_VIEW} AND title_derived = 1",
    "removed": "SELECT row FROM papers WHERE removed_at IS NOT NULL",
}
_YEARS = re.compile(r"(\d{1,9})?(\.\.)?(\d{1,9})?")
_AGE = re.compile(r"([<>])(\d{1,6})d")


def matching(connection: sqlite3.Connection, field: str, value: str) -> list[int]:
    """The rows of the papers in view that one state term fits (of ``is:removed``: the removed).

    Values: of ``is`` a word; of ``tag`` a name in any case; of ``source`` a name in any case, or
    a part of one; of ``year`` ``2020``, ``2020..2023``, ``2020..`` or ``..2023``; of ``added``
    ``<7d`` or ``>30d``. Raises `BadValue` for any other.
    """
    find = _FIELDS.get(field)
    if find is None:
        raise BadValue(f"There is no field {field}:; there are {', '.join(_FIELDS)}.")
    return find(connection, value)


def _is(connection: sqlite3.Connection, value: str) -> list[int]:
    if value not in _IS:
        raise BadValue(f"There is no is:{value}; there are {', '.join(_IS)}.")
    return _rows(connection, _IS[value])


def _tag(connection: sqlite3.Connection, value: str) -> list[int]:
    return _rows(
        connection,
        f"{_IN_VIEW} AND row IN (SELECT paper FROM paper_tags"
        " WHERE tag = (SELECT row FROM tags WHERE folded = ?))",
        tidy_tag(value).casefold(),
    )


def _source(connection: sqlite3.Connection, value: str) -> list[int]:
    wanted = value.casefold()
    names = connection.execute("SELECT row, name FROM sources").fetchall()
    fitting = [row for row, name in names if name.casefold() == wanted]
    fitting = fitting or [row for row, name in names if wanted in name.casefold()]
    return _rows(
        connection,
        f"{_IN_VIEW} AND row IN (SELECT paper FROM sightings"
        f" WHERE source IN ({', '.join(map(str, fitting))}))",
    )


def _year(connection: sqlite3.Connection, value: str) -> list[int]:
    span = _YEARS.fullmatch(value)
    if span is None or not (span[1] or span[3]):
        raise BadValue(f"year:{value} is no year; write year:2021 or year:2020..2023.")
    low, dots, high = span.groups()
    return _rows(
        connection,
        f"{_IN_VIEW} AND year BETWEEN ? AND ?",
        int(low or 0),
        int(high) if high else 10**9 if dots else int(low),
    )


def _added(connection: sqlite3.Connection, value: str) -> list[int]:
    age = _AGE.fullmatch(value)
    if age is None:
        raise BadValue(f"added:{value} is no age; write added:<7d or added:>30d.")
    moment = at_time(datetime.now(UTC) - timedelta(days=int(age[2])))
    than = ">=" if age[1] == "<" else "<"
    return _rows(connection, f"{_IN_VIEW} AND added_at {than} ?", moment)


_FIELDS: dict[str, Callable[[sqlite3.Connection, str], list[int]]] = {
    "is": _is,
    "tag": _tag,
    "source": _source,
    "year": _year,
    "added": _added,
}


def _rows(connection: sqlite3.Connection, query: str, *values: object) -> list[int]:
    return [row for (row,) in connection.execute(query, values)]
