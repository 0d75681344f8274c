"""Answers about the whole library, kept for as long as nothing in it changes."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Hashable
from typing import TypeVar, cast

from readlist.store.connection import Connections

_T = TypeVar("_T")


class Cache:
    """Thread-safe. An answer and the revision it belongs to are read in one transaction."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections
        self._lock = threading.Lock()
        self._kept: dict[Hashable, tuple[int, object]] = {}

    def revision(self) -> int:
        with self._connections.reading() as connection:
            return _revision(connection)[0]

    def get(self, name: Hashable, make: Callable[[sqlite3.Connection], _T]) -> _T:
        """What `make` says now, or what it said while the library was as it is now."""
        with self._connections.reading() as connection:
            revision, writing = _revision(connection)
            if writing:
                return make(connection)  # of a transaction that may still be rolled back
            with self._lock:
                kept = self._kept.get(name)
            if kept is not None and kept[0] == revision:
                return cast("_T", kept[1])
            made = make(connection)
            with self._lock:
                self._kept[name] = (revision, made)
            return made


def _revision(connection: sqlite3.Connection) -> tuple[int, bool]:
    """The library's revision, and whether this connection is changing it just now."""
    return cast(
        "tuple[int, bool]",
        connection.execute("SELECT revision, writing IS NOT NULL FROM undo_state").fetchone(),
    )
