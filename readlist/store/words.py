"""The words a person wants coloured wherever they stand: those looked for, and those to watch for.

Which words are the same is not for the store to know: each comes with a key that says so.
"""

from __future__ import annotations

import sqlite3

from readlist.paper import MyWord, WordKind
from readlist.store.cache import Cache
from readlist.store.connection import Connections
from readlist.store.steps import Steps
from readlist.store.values import now, safe


class Words:
    """A person's words. Its methods may be called from any thread; changes belong to a step."""

    def __init__(self, connections: Connections, steps: Steps, cache: Cache) -> None:
        self._connections = connections
        self._steps = steps
        self._cache = cache

    def all(self) -> list[MyWord]:
        """In the order they were added. The same list for as long as they are the same."""
        return self._cache.get("words", ("words",), _all)

    def named(self, key: str) -> MyWord | None:
        with self._connections.reading() as connection:
            found = connection.execute(
                "SELECT word, kind FROM words WHERE folded = ?", (key,)
            ).fetchone()
        return MyWord(found[0], WordKind(found[1])) if found else None

    def put(self, word: MyWord, key: str) -> int:
        """Add a word as the last, or move the one of that key to this list; the number changed."""
        with self._steps.transaction() as connection:
            return connection.execute(
                """INSERT INTO words (kind, word, folded, changed_at) VALUES (?, ?, ?, ?)
                   ON CONFLICT (folded) DO UPDATE
                     SET kind = excluded.kind, changed_at = excluded.changed_at
                     WHERE kind <> excluded.kind""",
                (word.kind.value, safe(word.word), key, now()),
            ).rowcount

    def remove(self, key: str) -> int:
        """Let a word go; the number removed."""
        with self._steps.transaction() as connection:
            return connection.execute("DELETE FROM words WHERE folded = ?", (key,)).rowcount


def _all(connection: sqlite3.Connection) -> list[MyWord]:
    found = connection.execute("SELECT word, kind FROM words ORDER BY row")
    return [MyWord(word, WordKind(kind)) for word, kind in found]
