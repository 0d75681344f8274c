"""Highlights: the sentences of abstracts that a person marked, and what they remarked on them.

Each is a row of its own, so that marking one is undone without the others.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from readlist.paper import Highlight
from readlist.store.connection import Connections
from readlist.store.steps import Steps
from readlist.store.values import now, safe, safe_or_none

WRITTEN = """ifnull(text, '') || ifnull((SELECT group_concat(char(10, 10) ||
    iif(instr(ifnull(abstract, ''), quote), '', quote || char(10, 10)) || ifnull(remark, ''), '')
    FROM highlights WHERE highlights.paper = papers.row), '')"""
"""SQL for what the user wrote on a paper, as it is searched: the note and the remarks, and the
sentences that are not in the abstract any more. Of ``papers LEFT JOIN notes``."""


class Highlights:
    """The highlights of a library. What changes them belongs to an open step."""

    def __init__(self, connections: Connections, steps: Steps) -> None:
        self._connections = connections
        self._steps = steps

    def of(self, paper: int) -> tuple[Highlight, ...]:
        """Those of a paper, in the order they were made."""
        with self._connections.reading() as connection:
            return of_paper(connection, paper)

    def add(self, paper: int, highlights: Sequence[Highlight]) -> None:
        moment = now()
        with self._steps.transaction() as connection:
            connection.executemany(
                "INSERT INTO highlights (paper, quote, remark, changed_at) VALUES (?, ?, ?, ?)",
                [
                    (paper, safe(each.quote), safe_or_none(each.remark), moment)
                    for each in highlights
                ],
            )

    def remove(self, paper: int, quotes: Sequence[str]) -> int:
        """Forget those with one of these quotes; the number there were."""
        with self._steps.transaction() as connection:
            return connection.executemany(
                "DELETE FROM highlights WHERE paper = ? AND quote = ?",
                [(paper, quote) for quote in quotes],
            ).rowcount

    def set_remark(self, paper: int, quote: str, remark: str | None) -> int:
        """Say something on one, or (None) nothing any more; the number changed.

        Where two papers were merged, a quote may be there twice: the first carries the remark.
        """
        with self._steps.transaction() as connection:
            return connection.execute(
                """UPDATE highlights SET remark = ?1, changed_at = ?2
                   WHERE row = (SELECT min(row) FROM highlights WHERE paper = ?3 AND quote = ?4)
                     AND remark IS NOT ?1""",
                (safe_or_none(remark), now(), paper, quote),
            ).rowcount


def of_paper(connection: sqlite3.Connection, paper: int) -> tuple[Highlight, ...]:
    found = connection.execute(
        "SELECT quote, remark FROM highlights WHERE paper = ? ORDER BY row", (paper,)
    )
    return tuple(Highlight(*each) for each in found)
