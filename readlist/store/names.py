"""What people call a paper, and the rows and ids it has inside."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence

from readlist.errors import AmbiguousPaper, UnknownPaper
from readlist.links import parse_arxiv_id, parse_doi
from readlist.store.values import chunks, marks_for, safe

SHORTEST_PREFIX = 3
_PREFIX = re.compile(r"[0-9a-z]+")


def rows_of(connection: sqlite3.Connection, ids: Sequence[str]) -> list[int]:
    """The rows of `ids`, in that order; raises `UnknownPaper` for one that is not there."""
    rows: dict[str, int] = {}
    for some in chunks(ids):
        rows.update(
            connection.execute(f"SELECT id, row FROM papers WHERE id IN ({marks_for(some)})", some)
        )
    missing = [each for each in ids if each not in rows]
    if missing:
        raise UnknownPaper(f"There is no paper {missing[0]}; `readlist list` shows their ids.")
    return [rows[each] for each in ids]


def ids_of(connection: sqlite3.Connection, rows: Sequence[int]) -> dict[int, str]:
    """The id of each of `rows` that is there."""
    ids: dict[int, str] = {}
    for some in chunks(rows):
        ids.update(
            connection.execute(f"SELECT row, id FROM papers WHERE row IN ({marks_for(some)})", some)
        )
    return ids


def resolve(connection: sqlite3.Connection, reference: str) -> str:
    """The id of the paper a person means: by id, an old id, a prefix, an arXiv id or a DOI.

    A removed paper is found by its whole id only. Raises `UnknownPaper`, `AmbiguousPaper`.
    """
    text = safe(reference.strip())
    folded = text.lower()
    for query in (
        "SELECT id FROM papers WHERE id = ?",
        "SELECT p.id FROM aliases a JOIN papers p ON p.row = a.paper WHERE a.alias = ?",
    ):
        found = connection.execute(query, (folded,)).fetchone()
        if found is not None:
            return str(found[0])
    by_number = _by_number(connection, text)
    if by_number is not None:
        return by_number
    if len(folded) >= SHORTEST_PREFIX and _PREFIX.fullmatch(folded):
        return _by_prefix(connection, folded)
    if _PREFIX.fullmatch(folded):
        raise UnknownPaper(
            f"“{text}” is too short for an id; give {SHORTEST_PREFIX} characters or more."
        )
    raise UnknownPaper(
        f"There is no paper “{text}”; give an id as `readlist list` shows it, an arXiv id or a DOI."
    )


def _by_number(connection: sqlite3.Connection, text: str) -> str | None:
    """The paper with this arXiv id (its version does not matter) or DOI."""
    for number, column, key in (
        (parse_arxiv_id(text), "arxiv_id", "arxiv_key"),
        (parse_doi(text), "doi", "doi_key"),
    ):
        if number is None:
            continue
        found = connection.execute(
            f"""SELECT DISTINCT id, title FROM (
                  SELECT row FROM papers WHERE {column} = ?1
                  UNION SELECT paper FROM sightings WHERE {key} = ?1
                ) JOIN papers USING (row) WHERE removed_at IS NULL ORDER BY row LIMIT 4""",
            (number,),
        ).fetchall()
        if found:
            return _only(text, found)
    return None


def _by_prefix(connection: sqlite3.Connection, prefix: str) -> str:
    found = connection.execute(
        """SELECT id, title FROM papers WHERE id >= ?1 AND id < ?1 || '{' AND removed_at IS NULL
           UNION
           SELECT p.id, p.title FROM aliases a JOIN papers p ON p.row = a.paper
           WHERE a.alias >= ?1 AND a.alias < ?1 || '{' AND p.removed_at IS NULL
           ORDER BY 1 LIMIT 4""",
        (prefix,),
    ).fetchall()
    if not found:
        raise UnknownPaper(
            f"There is no paper whose id begins with “{prefix}”; `readlist list` shows the ids."
        )
    return _only(prefix, found)


def _only(text: str, found: list[tuple[str, str]]) -> str:
    if len(found) > 1:
        names = ", ".join(public_id for public_id, _ in found[:3])
        more = " and more" if len(found) > 3 else ""
        raise AmbiguousPaper(f"“{text}” fits several papers ({names}{more}); give more of the id.")
    return found[0][0]
