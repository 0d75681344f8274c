"""What the sidebar needs to know of the whole library, in one pass each."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from typing import NamedTuple

from readlist.paper import Counts, Source
from readlist.store import suggestions
from readlist.store.cache import Cache
from readlist.store.tags import IN_ORDER


def counts(cache: Cache) -> Counts:
    """How many papers in view each list of the sidebar holds.

    In parts, so that a star does not have everything else counted again.
    """
    papers = cache.get("papers", ("papers",), _papers)
    marked = cache.get("marked", ("papers", "marks"), _marked)
    tagged = cache.get("tagged", ("papers", "tags", "paper_tags"), _tagged)
    return Counts(
        papers=papers,
        unread=papers - marked.not_unread,
        reading=marked.reading,
        skipped=marked.skipped,
        starred=marked.starred,
        next=marked.next,
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
    not_unread: int
    reading: int
    skipped: int
    starred: int
    next: int


def _marked(connection: sqlite3.Connection) -> _Marked:
    return _Marked(
        *connection.execute(
            f"""SELECT count(*) FILTER (WHERE status <> 'unread'),
                  count(*) FILTER (WHERE status = 'reading'),
                  count(*) FILTER (WHERE status = 'skipped'), count(starred_at),
                  count(starred_at) FILTER (WHERE status <> 'read')
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
            WHERE {_not_removed("paper")} GROUP BY tag ORDER BY {IN_ORDER}"""
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
        "papers": totals.papers,
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
