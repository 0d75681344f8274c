"""Answers about the whole library, kept for as long as nothing in it changes."""

from __future__ import annotations

import sqlite3
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar, cast

from readlist.store.connection import Connections
from readlist.store.values import marks_for

_MOST = 24  # answers; the largest hold a number for every paper

_T = TypeVar("_T")


class Cache:
    """Thread-safe. An answer and the revision it belongs to are read in one transaction."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections
        self._lock = threading.Lock()
        self._kept: OrderedDict[Hashable, tuple[int, object]] = OrderedDict()

    def get(
        self, name: Hashable, tables: Sequence[str], make: Callable[[sqlite3.Connection], _T]
    ) -> _T:
        """What `make` says now, or what it said while the `tables` it reads were as they are."""
        with self._connections.reading() as connection:
            (writing,) = connection.execute("SELECT writing IS NOT NULL FROM undo_state").fetchone()
            if writing:
                return make(connection)  # of a transaction that may still be rolled back
            revision = _revision(connection, tables)
            with self._lock:
                kept = self._kept.get(name)
                if kept is not None and kept[0] == revision:
                    self._kept.move_to_end(name)
                    return cast("_T", kept[1])
            made = make(connection)
            with self._lock:
                self._kept[name] = (revision, made)
                self._kept.move_to_end(name)
                if len(self._kept) > _MOST:
                    self._kept.popitem(last=False)
            return made


def _revision(connection: sqlite3.Connection, tables: Sequence[str]) -> int:
    (found,) = connection.execute(
        f"SELECT max(revision) FROM revisions WHERE tbl IN ({marks_for(tables)})", tables
    ).fetchone()
    return int(found)
