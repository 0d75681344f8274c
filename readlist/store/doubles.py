"""Papers that may be the same: what is found of them, and what a person said of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from readlist.store import sketches, suggestions
from readlist.store.connection import Connections
from readlist.store.steps import Steps
from readlist.store.suggestions import StoredDouble
from readlist.store.values import now


class Doubles:
    """The doubles of a library. Only `keep_apart` is logged: the rest is derived."""

    def __init__(self, connections: Connections, steps: Steps) -> None:
        self._connections = connections
        self._steps = steps

    def sharing(self, hashes: Sequence[int]) -> Counter[int]:
        """The papers that have some of these hashes, and how many; very common ones don't count."""
        with self._connections.reading() as connection:
            return sketches.sharing(connection, hashes)

    def unsketched(self, limit: int) -> list[int]:
        """The first rows of papers that have yet to be sketched, in order."""
        with self._connections.reading() as connection:
            return sketches.unsketched(connection, limit)

    def count_unsketched(self) -> int:
        """How many papers have yet to be sketched."""
        with self._connections.reading() as connection:
            return sketches.count_unsketched(connection)

    def add_sketches(self, hashes: Sequence[tuple[int, int]], up_to: int | None = None) -> None:
        """Note (hash, paper) pairs; with `up_to`, all papers to that row are sketched now.

        There is nothing to undo: what a paper no longer says is found, and seen not to fit.
        """
        with self._steps.unlogged() as connection:
            sketches.add_sketches(connection, hashes)
            if up_to is not None:
                sketches.set_sketched(connection, up_to)

    def suggest(self, row: int, others: Sequence[tuple[int, str, float]]) -> None:
        """The paper `row` may be the same as each of these: (row, kind, score of 0 to 1)."""
        with self._steps.unlogged() as connection:
            suggestions.suggest(connection, row, others)

    def likeliest(self, limit: int | None) -> list[StoredDouble]:
        """The pairs in view that may be the same and nobody kept apart, the likeliest first."""
        with self._connections.reading() as connection:
            return suggestions.doubles(connection, limit)

    def keep_apart(self, pairs: Sequence[tuple[int, int]]) -> int:
        """These pairs of papers are not the same; the number of which that was not known."""
        moment = now()
        with self._steps.transaction() as connection:
            return connection.executemany(
                """INSERT INTO apart (one, other, changed_at) VALUES (?, ?, ?)
                   ON CONFLICT (one, other) DO NOTHING""",
                [(min(pair), max(pair), moment) for pair in pairs],
            ).rowcount

    def kept_apart(self, one: int, other: int) -> bool:
        """Whether a person said that these two papers are not the same."""
        with self._connections.reading() as connection:
            found = connection.execute(
                "SELECT 1 FROM apart WHERE one = ? AND other = ?",
                (min(one, other), max(one, other)),
            )
            return found.fetchone() is not None
