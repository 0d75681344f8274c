"""What a list or the sidebar needs of the whole library, in one pass each."""

from __future__ import annotations

import sqlite3
import unicodedata
from collections.abc import Callable, Collection
from heapq import merge
from typing import NamedTuple

from readlist.errors import BadValue
from readlist.paper import Counts, Source
from readlist.store import suggestions
from readlist.store.cache import Cache

_PIECE = 5_000  # papers
_ADDED = "source DESC NULLS FIRST, position, row"


def ordered(cache: Cache, sort: str) -> list[tuple[int, str]]:
    """The (row, id) of all papers in view.

    `sort`: ``added`` (newest source first, then the order of the file), ``title``, ``year``
    (newest first) or ``tagged`` (last tagged first; then those without a tag). Ties go by added.
    """
    if sort not in _ORDERS:
        raise BadValue(f"There is no order {sort}; there are {', '.join(_ORDERS)}.")
    order, tables = _ORDERS[sort]
    return cache.get(("ordered", sort), tables, order)


def _by_added(connection: sqlite3.Connection) -> list[tuple[int, str]]:
    return connection.execute(
        f"SELECT row, id FROM papers WHERE removed_at IS NULL ORDER BY {_ADDED}"
    ).fetchall()


def _by_title(connection: sqlite3.Connection) -> list[tuple[int, str]]:
    found = connection.execute(
        f"SELECT row, id, title FROM papers WHERE removed_at IS NULL ORDER BY {_ADDED}"
    ).fetchall()
    # In pieces: one sort of 100,000 titles would hold up all other threads until it is done.
    keyed = [(_title_order(paper[2]), place) for place, paper in enumerate(found)]
    pieces = [sorted(keyed[start : start + _PIECE]) for start in range(0, len(keyed), _PIECE)]
    return [found[place][:2] for _, place in merge(*pieces)]


def _title_order(title: str) -> str:
    """Without case, accents, and the signs a title begins with."""
    plain = title.casefold()
    if not plain.isascii():
        parts = unicodedata.normalize("NFKD", plain)
        plain = "".join(part for part in parts if not unicodedata.combining(part))
    start = next((at for at, character in enumerate(plain) if character.isalnum()), 0)
    return plain[start:]


def _by_year(connection: sqlite3.Connection) -> list[tuple[int, str]]:
    return connection.execute(
        f"""SELECT row, id FROM papers WHERE removed_at IS NULL
            ORDER BY year DESC NULLS LAST, {_ADDED}"""
    ).fetchall()


def _by_tagged(connection: sqlite3.Connection) -> list[tuple[int, str]]:
    return connection.execute(
        f"""SELECT row, id FROM papers
              LEFT JOIN (SELECT paper, max(changed_at) AS tagged FROM paper_tags GROUP BY paper)
                ON paper = row
            WHERE removed_at IS NULL ORDER BY tagged DESC NULLS LAST, {_ADDED}"""
    ).fetchall()


_Order = Callable[[sqlite3.Connection], list[tuple[int, str]]]
_ORDERS: dict[str, tuple[_Order, tuple[str, ...]]] = {
    "added": (_by_added, ("papers",)),
    "title": (_by_title, ("papers",)),
    "year": (_by_year, ("papers",)),
    "tagged": (_by_tagged, ("papers", "paper_tags")),
}
"""Each order, and the tables it depends on."""


def counts(cache: Cache) -> Counts:
    """How many papers in view each list of the sidebar holds.

    In parts, so that a star does not have everything else counted again.
    """
    papers = cache.get("papers", ("papers",), _papers)
    marked = cache.get("marked", ("papers", "marks"), _marked)
    tagged = cache.get("tagged", ("papers", "tags", "paper_tags"), _tagged)
    return Counts(
        all=papers,
        unread=papers - marked.not_unread,
        reading=marked.reading,
        starred=marked.starred,
        noted=cache.get("noted", ("papers", "notes"), _noted),
        untagged=papers - tagged.papers,
        tags=tagged.tags,
        sources=cache.get("sources", ("papers", "sources", "sightings"), _sources),
        doubles=cache.get("doubles", ("papers", suggestions.REVISED), suggestions.count),
    )


def _papers(connection: sqlite3.Connection) -> int:
    (found,) = connection.execute("SELECT count(*) FROM papers WHERE removed_at IS NULL").fetchone()
    return int(found)


class _Marked(NamedTuple):
    reading: int
    not_unread: int
    starred: int


def _marked(connection: sqlite3.Connection) -> _Marked:
    return _Marked(
        *connection.execute(
            f"""SELECT count(*) FILTER (WHERE status = 'reading'),
                  count(*) FILTER (WHERE status <> 'unread'), count(starred_at)
                FROM marks WHERE {_not_removed("paper")}"""
        ).fetchone()
    )


def _noted(connection: sqlite3.Connection) -> int:
    (found,) = connection.execute(
        f"SELECT count(*) FROM notes WHERE {_not_removed('paper')}"
    ).fetchone()
    return int(found)


class _Tagged(NamedTuple):
    papers: int
    tags: tuple[tuple[str, int], ...]


def _tagged(connection: sqlite3.Connection) -> _Tagged:
    (papers,) = connection.execute(
        f"SELECT count(DISTINCT paper) FROM paper_tags WHERE {_not_removed('paper')}"
    ).fetchone()
    tags = connection.execute(
        f"""SELECT name, count(*) FROM paper_tags JOIN tags ON tags.row = tag
            WHERE {_not_removed("paper")} GROUP BY tag ORDER BY folded"""
    ).fetchall()
    return _Tagged(papers, tuple(tags))


def _sources(connection: sqlite3.Connection) -> tuple[Source, ...]:
    found = connection.execute(
        f"""SELECT row, name, format, imported_at,
              (SELECT count(DISTINCT paper) FROM sightings
               WHERE source = sources.row AND {_not_removed("paper")})
            FROM sources WHERE forgotten_at IS NULL ORDER BY row DESC"""
    )
    return tuple(Source(*source) for source in found)


def _not_removed(column: str) -> str:
    # Few papers are removed, so a look at the index of those is cheaper than one at every paper.
    return f"{column} NOT IN (SELECT row FROM papers WHERE removed_at IS NOT NULL)"


def share_with_year(cache: Cache, ids: Collection[str]) -> float:
    """How many of `ids` have a year, from 0 to 1."""
    with_year = cache.get("years", ("papers",), _ids_with_year)
    return len(with_year.intersection(ids)) / len(ids) if ids else 0.0


def _ids_with_year(connection: sqlite3.Connection) -> frozenset[str]:
    found = connection.execute(
        "SELECT id FROM papers WHERE removed_at IS NULL AND year IS NOT NULL"
    )
    return frozenset(public_id for (public_id,) in found)


def stats(connection: sqlite3.Connection, cache: Cache) -> dict[str, object]:
    """Figures about the library, for people: name to number, or to name and number pairs."""
    totals = counts(cache)

    def number(query: str) -> int:
        return int(connection.execute(query).fetchone()[0])

    def table(query: str) -> dict[str, int]:
        return {str(name): count for name, count in connection.execute(query)}

    return {
        "papers": totals.all,
        "deleted": number("SELECT count(*) FROM papers WHERE removed_at IS NOT NULL"),
        "starred": totals.starred,
        "noted": totals.noted,
        "untagged": totals.untagged,
        "statuses": {"unread": totals.unread}
        | table(
            f"""SELECT status, count(*) FROM marks
                WHERE status <> 'unread' AND {_not_removed("paper")} GROUP BY status"""
        ),
        "years": table(
            """SELECT year, count(*) FROM papers
               WHERE year IS NOT NULL AND removed_at IS NULL GROUP BY year ORDER BY year"""
        ),
        "tags": dict(totals.tags),
        "sources": len(totals.sources),
        "sightings": number("SELECT count(*) FROM sightings"),
        "steps": number("SELECT count(*) FROM undo_steps WHERE leader = number"),
        "bytes": number("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"),
    }
