"""The orders a list of papers can stand in, each made in one pass over the library."""

from __future__ import annotations

import sqlite3
import unicodedata
from collections.abc import Callable, Iterable
from heapq import merge
from operator import itemgetter
from typing import NamedTuple

from readlist.errors import BadValue
from readlist.paper import surname
from readlist.store import tags
from readlist.store.cache import Cache
from readlist.store.values import texts_from_json

OF_TAG = "tag:"
_PIECE = 5_000  # papers
_ADDED = "source DESC NULLS FIRST, position, row"
_ADDED_FIRST = "source NULLS LAST, position, row"

_Pairs = list[tuple[int, str]]


def ordered(cache: Cache, sort: str) -> _Pairs:
    """The (row, id) of all papers in view.

    `sort`: ``added`` (newest source first, then the order of the file), ``title``, ``author``
    (the first one's surname), ``venue``, ``year``, ``starred``, ``read`` (when its status became
    what it is) and ``tagged`` (newest first), or ``seen`` (in most sources first); with a ``-``
    before it the other way round. Papers without such a value come last either way; ties go by
    added. ``tag:`` and a name: only the papers of that tag, in its own order. Raises `BadValue`
    for any other.
    """
    if sort.startswith(OF_TAG):
        return tags.papers(cache, sort.removeprefix(OF_TAG))
    name = sort.removeprefix("-")
    if name not in _ORDERS:
        raise BadValue(f"There is no order {sort}; there are {', '.join(_ORDERS)}.")
    order = _ORDERS[name]
    back = name != sort
    if name == "added" and not back:
        return cache.get(("ordered", sort), order.tables, _by_added)

    def make(connection: sqlite3.Connection) -> _Pairs:
        # The same pairs in another order: at 100,000 papers a set of its own would be 15 MB.
        pairs = {pair[0]: pair for pair in ordered(cache, "added")}
        return [pairs[row] for row in order.rows(connection, back)]

    return cache.get(("ordered", sort), order.tables, make)


def _by_added(connection: sqlite3.Connection) -> _Pairs:
    return connection.execute(
        f"SELECT row, id FROM papers WHERE removed_at IS NULL ORDER BY {_ADDED}"
    ).fetchall()


class _Order(NamedTuple):
    rows: Callable[[sqlite3.Connection, bool], Iterable[int]]
    """All rows in view, in the order or (True) the other way round."""
    tables: tuple[str, ...]
    """What it depends on."""


def _added_first(connection: sqlite3.Connection, back: bool) -> Iterable[int]:
    found = connection.execute(
        f"SELECT row FROM papers WHERE removed_at IS NULL ORDER BY {_ADDED_FIRST}"
    )
    return (row for (row,) in found)


def _by_value(value: str, *tables: str, source: str = "") -> _Order:
    """By a number or a time, the largest first."""

    def rows(connection: sqlite3.Connection, back: bool) -> Iterable[int]:
        found = connection.execute(
            f"""SELECT row FROM papers {source} WHERE removed_at IS NULL
                ORDER BY {value} {"ASC" if back else "DESC"} NULLS LAST, {_ADDED}"""
        )
        return (row for (row,) in found)

    return _Order(rows, ("papers", *tables))


def _by_text(column: str, key: Callable[[str], str]) -> _Order:
    """By a text as `key` has it, from A to Z; texts without a key come last."""

    def rows(connection: sqlite3.Connection, back: bool) -> Iterable[int]:
        found = connection.execute(
            f"SELECT row, {column} FROM papers WHERE removed_at IS NULL ORDER BY {_ADDED}"
        ).fetchall()
        keyed = [(key(text) if text else "", row) for row, text in found]
        # In pieces: one sort of 100,000 texts would hold up all other threads until it is done.
        first = itemgetter(0)
        pieces = [
            sorted((pair for pair in keyed[at : at + _PIECE] if pair[0]), key=first, reverse=back)
            for at in range(0, len(keyed), _PIECE)
        ]
        in_order = [row for _, row in merge(*pieces, key=first, reverse=back)]
        return in_order + [row for text, row in keyed if not text]

    return _Order(rows, ("papers",))


def _title_key(title: str) -> str:
    """Without case, accents, and the signs a title begins with."""
    plain = _plain(title)
    start = next((at for at, character in enumerate(plain) if character.isalnum()), 0)
    return plain[start:]


def _author_key(authors: str) -> str:
    names = texts_from_json(authors)
    return _plain(surname(names[0])) if names else ""


def _plain(text: str) -> str:
    plain = text.casefold()
    if plain.isascii():
        return plain
    parts = unicodedata.normalize("NFKD", plain)
    return "".join(part for part in parts if not unicodedata.combining(part))


_ORDERS = {
    "added": _Order(_added_first, ("papers",)),
    "title": _by_text("title", _title_key),
    "author": _by_text("nullif(authors, '[]')", _author_key),
    "venue": _by_text("venue", _title_key),
    "year": _by_value("year"),
    "starred": _by_value("starred_at", "marks", source="LEFT JOIN marks ON paper = row"),
    "read": _by_value(
        "CASE WHEN status <> 'unread' THEN status_at END",
        "marks",
        source="LEFT JOIN marks ON paper = row",
    ),
    "tagged": _by_value(
        "tagged",
        "paper_tags",
        source="""LEFT JOIN (SELECT paper, max(changed_at) AS tagged FROM paper_tags GROUP BY paper)
            ON paper = papers.row""",
    ),
    "seen": _by_value(
        "seen",
        "sources",
        "sightings",
        source="""LEFT JOIN (SELECT paper, count(DISTINCT sightings.source) AS seen
            FROM sightings JOIN sources ON sources.row = sightings.source
            WHERE forgotten_at IS NULL GROUP BY paper) ON paper = papers.row""",
    ),
}
