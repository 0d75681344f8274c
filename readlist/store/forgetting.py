"""Forgetting a source: its sightings go, and with them the papers that nothing else speaks for.

A few papers a transaction; each looks at the papers as they are then. What the papers that other
sources brought show afterwards is the caller's to fold.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from readlist.store.values import marks_for, now


@dataclass(frozen=True, slots=True)
class ForgottenBatch:
    """What became of some papers of a source, by row. `last`: the last of them.

    `gone`: they are no more. `kept`: the user did something with them; they stay as they are,
    with their sightings. `known`: other sources brought them, too.
    """

    last: int
    gone: tuple[int, ...]
    kept: tuple[int, ...]
    known: tuple[int, ...]


def forget_some(
    connection: sqlite3.Connection, source: int, after: int, most: int, import_tags: Sequence[int]
) -> ForgottenBatch | None:
    """Forget up to `most` papers of a source, those with rows beyond `after`; None: no more.

    `import_tags`: tags (their rows) that are no decision about a paper; see `import_tags`.
    A paper that was deleted stays hidden, so that it is known when it is seen again.
    """
    rows = [
        row
        for (row,) in connection.execute(
            """SELECT DISTINCT paper FROM sightings WHERE source = ? AND paper > ?
               ORDER BY paper LIMIT ?""",
            (source, after, most),
        )
    ]
    if not rows:
        return None
    known = _among(connection, rows, _KNOWN_ELSEWHERE, source)
    own = _among(connection, rows, _OWN.format(tags=marks_for(import_tags)), *import_tags, source)
    batch = ForgottenBatch(
        last=rows[-1],
        gone=tuple(row for row in rows if row not in known and row not in own),
        kept=tuple(row for row in rows if row not in known and row in own),
        known=tuple(row for row in rows if row in known),
    )
    _leave(connection, source, batch.known)
    _delete(connection, batch.gone)
    return batch


_KNOWN_ELSEWHERE = """EXISTS (SELECT 1 FROM sightings o JOIN sources s ON s.row = o.source
    WHERE o.paper = p.row AND o.source <> ? AND s.forgotten_at IS NULL)"""

_OWN = """removed_at IS NOT NULL OR edits <> '{{}}'
    OR EXISTS (SELECT 1 FROM notes WHERE paper = p.row)
    OR EXISTS (SELECT 1 FROM highlights WHERE paper = p.row)
    OR EXISTS (SELECT 1 FROM marks WHERE paper = p.row
               AND (starred_at IS NOT NULL OR status <> 'unread'))
    OR EXISTS (SELECT 1 FROM paper_tags WHERE paper = p.row AND (tag NOT IN ({tags})
               OR changed_at < (SELECT imported_at FROM sources WHERE row = ?)))"""


def _among(
    connection: sqlite3.Connection, rows: Sequence[int], condition: str, *values: int
) -> set[int]:
    found = connection.execute(
        f"SELECT row FROM papers p WHERE row IN ({marks_for(rows)}) AND ({condition})",
        (*rows, *values),
    )
    return {row for (row,) in found}


def _leave(connection: sqlite3.Connection, source: int, rows: Sequence[int]) -> None:
    """These papers were not seen in this source; they stand where they were seen first elsewhere.

    The sightings of sources that were forgotten before go with it: a paper needs them only while
    it has no others.
    """
    connection.execute(
        f"""DELETE FROM sightings WHERE paper IN ({marks_for(rows)}) AND (source = ?
              OR source IN (SELECT row FROM sources WHERE forgotten_at IS NOT NULL))""",
        (*rows, source),
    )
    connection.execute(
        f"""UPDATE papers AS p SET (source, position) =
              (SELECT source, first_line FROM sightings WHERE paper = p.row
               ORDER BY origin IS NOT NULL, row LIMIT 1)
            WHERE row IN ({marks_for(rows)}) AND NOT EXISTS (SELECT 1 FROM sightings o
              WHERE o.paper = p.row AND o.source = p.source)""",
        rows,
    )


def _delete(connection: sqlite3.Connection, rows: Sequence[int]) -> None:
    """These papers are no more, with all that refers to them."""
    marks = marks_for(rows)
    for table in ("sightings", "aliases", "marks", "paper_tags", "queue_items"):
        connection.execute(f"DELETE FROM {table} WHERE paper IN ({marks})", rows)
    for column in ("one", "other"):
        connection.execute(f"DELETE FROM apart WHERE {column} IN ({marks})", rows)
    connection.execute(f"DELETE FROM papers WHERE row IN ({marks})", rows)


def finish_forgetting(connection: sqlite3.Connection, source: int) -> None:
    """No paper of the source is left to forget: it is in no list any more.

    While papers that were kept need its sightings it stays, hidden, under another hash: the same
    bytes are a new source.
    """
    connection.execute(
        """DELETE FROM sources WHERE row = ?1
           AND NOT EXISTS (SELECT 1 FROM sightings WHERE source = ?1)
           AND NOT EXISTS (SELECT 1 FROM papers WHERE source = ?1)""",
        (source,),
    )
    connection.execute(
        """UPDATE sources SET sha = sha || ' forgotten ' || row, forgotten_at = ?1,
             changed_at = ?1 WHERE row = ?2 AND forgotten_at IS NULL""",
        (now(), source),
    )
    connection.execute(
        """DELETE FROM sources WHERE forgotten_at IS NOT NULL AND row <> ?
           AND NOT EXISTS (SELECT 1 FROM sightings WHERE source = sources.row)
           AND NOT EXISTS (SELECT 1 FROM papers WHERE source = sources.row)""",
        (source,),
    )


def import_tags(connection: sqlite3.Connection, source: int) -> list[int]:
    """The tags (their rows) that all papers of a source got when it was imported.

    Who tags a whole file while importing it says something about the file, not about a paper. As
    long as the history has the import, it tells which tags that step gave; later, the time does.
    Of a source with one paper nothing can be told, and its tags count as the user's own.
    """
    (papers,) = connection.execute(
        "SELECT count(DISTINCT paper) FROM sightings WHERE source = ?", (source,)
    ).fetchone()
    if papers < 2:
        return []
    (logged,) = connection.execute(
        f"SELECT EXISTS (SELECT 1 FROM undo_log WHERE step IN ({_STEPS}))", {"source": source}
    ).fetchone()
    found = connection.execute(
        f"""WITH given AS ({_GIVEN_IN_STEPS if logged else _GIVEN_AT_THE_TIME}),
              had AS (SELECT paper, tag FROM paper_tags
                WHERE changed_at < (SELECT imported_at FROM sources WHERE row = :source))
            SELECT tag FROM (SELECT * FROM given UNION SELECT * FROM had)
            WHERE paper IN (SELECT paper FROM sightings WHERE source = :source)
              AND tag IN (SELECT tag FROM given)
            GROUP BY tag HAVING count(*) = :papers""",
        {"source": source, "papers": papers},
    )
    return [tag for (tag,) in found]


# The steps that brought the source.
_STEPS = """SELECT number FROM undo_steps WHERE leader IN (
    SELECT leader FROM undo_log JOIN undo_steps ON number = step
    WHERE tbl = 'sources' AND key = :source AND image IS NULL)"""
_GIVEN_IN_STEPS = f"""
    SELECT CAST(substr(key, 1, instr(key, ':') - 1) AS INTEGER) AS paper,
      CAST(substr(key, instr(key, ':') + 1) AS INTEGER) AS tag
    FROM undo_log WHERE step IN ({_STEPS}) AND tbl = 'paper_tags' AND image IS NULL"""
_GIVEN_AT_THE_TIME = """
    SELECT paper, tag FROM paper_tags JOIN sources s ON s.row = :source
    WHERE paper_tags.changed_at BETWEEN imported_at AND coalesce(completed_at, imported_at)"""
