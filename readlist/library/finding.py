"""Searching: query in, ordered ids out. Text goes to the index, state to the store.

The index follows the store; where it cannot be used, plain words are looked for in the store
itself, so that there is always an answer.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from readlist.library.importing import Stop
from readlist.search import Highlighter, Index, IndexUnavailable, Query, State, parse
from readlist.store import Store


@dataclass(frozen=True, slots=True)
class Results:
    """What a query found: ids best first, or in the order asked for."""

    ids: list[str]
    total: int
    """How many there are, whatever the limit."""
    scores: list[float | None]
    """One an id; None without text in the query."""
    hints: tuple[str, ...]
    """Where the query was understood otherwise than typed, a sentence each."""
    suggestion: str | None
    """What may have been meant, where nothing was found."""
    sort: str
    """The order: relevance, added, title, year or tagged."""
    waiting: int
    """Papers that are not yet searchable."""
    highlighter: Highlighter


@dataclass(slots=True)
class _StateCache:
    """Row sets of state terms, kept for one version of the data."""

    version: object = None
    sets: dict[tuple[str, str], frozenset[int]] = field(default_factory=dict)


class Finder:
    """Queries on one library."""

    def __init__(self, store: Store, folder: Path | None) -> None:
        self._store = store
        self._index = Index(folder, store.library_id, store) if folder is not None else None
        self._states = _StateCache()
        self._lock = threading.Lock()
