"""What the sidebar needs to know of the whole library, in one pass each."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

from readlist.paper import Counts, Filled, Source
from readlist.store.cache import Cache
from readlist.store.tag_order import IN_ORDER
from readlist.store.values import marks_for


def counts(cache: Cache) -> Counts:
    """How many papers in view each list of the sidebar holds.

    In parts, so that a star does not have everything else counted again.
    """
    from readlist.store import suggestions  # which the first papers are shown without

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


def filled(connection: sqlite3.Connection, ids: Sequence[str]) -> Filled:
    """How many of these papers have a year, authors, and so on. At most 500 papers."""
    some = f"SELECT row FROM papers WHERE id IN ({marks_for(ids)})"
    fields = connection.execute(
        f"""SELECT count(*), count(year), count(nullif(authors, '[]')), count(venue),
              count(DISTINCT substr(added_at, 1, 10)), count(DISTINCT source)
            FROM papers WHERE row IN ({some})""",
        ids,
    ).fetchone()
    (tagged,) = connection.execute(
        f"SELECT count(DISTINCT paper) FROM paper_tags WHERE paper IN ({some})", ids
    ).fetchone()
    (again,) = connection.execute(
        f"""SELECT count(*) FROM (
              SELECT paper FROM sightings JOIN sources ON sources.row = sightings.source
              WHERE paper IN ({some}) AND forgotten_at IS NULL
              GROUP BY paper HAVING count(DISTINCT sightings.source) > 1)""",
        ids,
    ).fetchone()
    papers, years, authors, venues, days, sources = fields
    return Filled(papers, years, authors, venues, tagged, again, days, sources)


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
