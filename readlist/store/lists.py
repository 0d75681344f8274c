"""What a list or the sidebar needs of the whole library, in one pass each."""

from __future__ import annotations

import sqlite3
import unicodedata
from collections.abc import Callable

from readlist.errors import BadValue
from readlist.paper import Counts, Source

_ADDED = "source DESC NULLS FIRST, position, row"


def ordered(connection: sqlite3.Connection, sort: str) -> list[tuple[int, str]]:
    """The (row, id) of all papers in view.

    `sort`: ``added`` (newest source first, then the order of the file), ``title``, ``year``
    (newest first) or ``tagged`` (last tagged first; then those without a tag). Ties go by added.
    """
    order = _ORDERS.get(sort)
    if order is None:
        raise BadValue(f"There is no order {sort}; there are {', '.join(_ORDERS)}.")
    return order(connection)


def _by_added(connection: sqlite3.Connection) -> list[tuple[int, str]]:
    return connection.execute(
        f"SELECT row, id FROM papers WHERE removed_at IS NULL ORDER BY {_ADDED}"
    ).fetchall()


def _by_title(connection: sqlite3.Connection) -> list[tuple[int, str]]:
    found = connection.execute(
        f"SELECT row, id, title FROM papers WHERE removed_at IS NULL ORDER BY {_ADDED}"
    ).fetchall()
    found.sort(key=lambda paper: _title_order(paper[2]))
    return [(row, public_id) for row, public_id, _ in found]


def _title_order(title: str) -> str:
    """Without case, accents, and the signs a title begins with."""
    plain = "".join(
        character
        for character in unicodedata.normalize("NFKD", title.casefold())
        if not unicodedata.combining(character)
    )
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


_ORDERS: dict[str, Callable[[sqlite3.Connection], list[tuple[int, str]]]] = {
    "added": _by_added,
    "title": _by_title,
    "year": _by_year,
    "tagged": _by_tagged,
}


def counts(connection: sqlite3.Connection) -> Counts:
    """How many papers in view each list of the sidebar holds."""
    (all_papers,) = connection.execute(
        "SELECT count(*) FROM papers WHERE removed_at IS NULL"
    ).fetchone()
    reading, touched, starred = connection.execute(
        f"""SELECT count(*) FILTER (WHERE status = 'reading'),
              count(*) FILTER (WHERE status <> 'unread'), count(starred_at)
            FROM marks WHERE {_not_removed("paper")}"""
    ).fetchone()
    (noted,) = connection.execute(
        f"SELECT count(*) FROM notes WHERE {_not_removed('paper')}"
    ).fetchone()
    (tagged,) = connection.execute(
        f"SELECT count(DISTINCT paper) FROM paper_tags WHERE {_not_removed('paper')}"
    ).fetchone()
    tags = connection.execute(
        f"""SELECT name, count(*) FROM paper_tags JOIN tags ON tags.row = tag
            WHERE {_not_removed("paper")} GROUP BY tag ORDER BY folded"""
    ).fetchall()
    return Counts(
        all=all_papers,
        unread=all_papers - touched,
        reading=reading,
        starred=starred,
        noted=noted,
        untagged=all_papers - tagged,
        tags=tuple(tags),
        sources=_sources(connection),
    )


def _sources(connection: sqlite3.Connection) -> tuple[Source, ...]:
    found = connection.execute(
        f"""SELECT row, name, format, imported_at,
              (SELECT count(DISTINCT paper) FROM sightings
               WHERE source = sources.row AND {_not_removed("paper")})
            FROM sources ORDER BY row DESC"""
    )
    return tuple(Source(*source) for source in found)


def _not_removed(column: str) -> str:
    # Few papers are removed, so a look at the index of those is cheaper than one at every paper.
    return f"{column} NOT IN (SELECT row FROM papers WHERE removed_at IS NOT NULL)"


def ids_with_year(connection: sqlite3.Connection) -> frozenset[str]:
    found = connection.execute("SELECT id FROM papers WHERE year IS NOT NULL")
    return frozenset(public_id for (public_id,) in found)


def stats(connection: sqlite3.Connection) -> dict[str, object]:
    """Figures about the library, for people: name to number, or to name and number pairs."""
    totals = counts(connection)

    def number(query: str) -> int:
        return int(connection.execute(query).fetchone()[0])

    def table(query: str) -> dict[str, int]:
        return {str(name): count for name, count in connection.execute(query)}

    return {
        "papers": totals.all,
        "removed": number("SELECT count(*) FROM papers WHERE removed_at IS NOT NULL"),
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
