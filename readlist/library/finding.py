"""Searching: query in, ordered ids out. Text goes to the index, state to the store.

The index follows the store; where it cannot be used, plain words are looked for in the store
itself, so that there is always an answer.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from readlist.errors import IndexUnavailable
from readlist.library import likeness
from readlist.library.likeness import Likes
from readlist.library.progress import Stop
from readlist.search import ALL, Highlighter, Hits, Index, Profile, Query, State, parse
from readlist.search.tree import And, rows_of
from readlist.store import Store

_BY_SQL = "the search index is not ready: these papers hold the words as they are typed"


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
    partly: bool = False
    """No paper has every word; these have most of them."""
    explain: Callable[[str], tuple[str, ...]] = field(default=lambda _: (), repr=False)

    def why(self, paper_id: str) -> tuple[str, ...]:
        """The words that brought a paper up where the query asks for what is similar; else ()."""
        return self.explain(paper_id)


@dataclass(frozen=True, slots=True)
class _Found:
    """What a query matches: rows best first, and why some of it may be missing."""

    query: Query
    """With everything known that it needed."""
    hits: Hits
    hints: tuple[str, ...] = ()
    waiting: int = 0


@dataclass(slots=True)
class _Cache:
    """What was asked of the store, for one version of its data."""

    version: object
    orders: dict[str, Mapping[int, str]] = field(default_factory=dict)
    """For an order: the id of each row in view, in that order."""
    states: dict[State, frozenset[int]] = field(default_factory=dict)
    profiles: dict[str, Profile] = field(default_factory=dict)
    """What the papers that others are to be near to are about, by what they are called."""


class Finder:
    """Queries on one library. Any method may be called from any thread."""

    def __init__(self, store: Store, folder: Path | None) -> None:
        self._store = store
        self._index = Index(folder, store.library_id, store) if folder is not None else None
        self._cache = _Cache(None)
        self._lock = threading.Lock()

    @property
    def index(self) -> Index | None:
        """The index, for those who look after it; None with a library in memory."""
        return self._index

    def close(self) -> None:
        if self._index is not None:
            self._index.close()

    # Asking

    def search(
        self,
        text: str,
        *,
        limit: int | None,
        typing: bool,
        wait: bool,
        stop: Stop | None,
        sort: str | None,
    ) -> Results:
        """What matches, by relevance where there is text (unless `sort` or `sort:` says else)."""
        query = parse(text, typing=typing)
        order = sort or query.sort or ("relevance" if query.ranked else "added")
        return self._results(query, order, limit, wait, stop)

    def select(self, text: str, *, starred: bool, sort: str | None, limit: int | None) -> Results:
        """What matches, in the order of the list (unless `sort` or `sort:` says else).

        Papers with only most of the words are no match here: what is selected is listed,
        exported, or handed to another command.
        """
        query = parse(text)
        if starred:
            stars = State("is", "starred")
            query = replace(query, tree=And((query.tree, stars)) if query.tree else stars)
        found = self._results(query, sort or query.sort or "added", limit, True, None)
        return replace(found, ids=[], scores=[], total=0, hints=()) if found.partly else found

    def _results(
        self, query: Query, order: str, limit: int | None, wait: bool, stop: Stop | None
    ) -> Results:
        ids: list[str]
        scores: list[float | None]
        if query.tree is None and order != "relevance":
            # The whole library, as the app opens with it, is in order already.
            found = _Found(query, Hits([], []))
            ids = list(self._order(order).values())
            scores = [None] * len(ids)
        else:
            found = self._find(query, wait, stop)
            rows, scores = self._in_order(found.hits, order)
            ids = self._ids(rows)
        return Results(
            ids=ids[:limit],
            total=len(ids),
            scores=scores[:limit],
            hints=tuple(dict.fromkeys([*query.hints, *found.hints, *found.hits.hints])),
            suggestion=None,
            sort=order,
            waiting=found.waiting,
            highlighter=found.query.highlighter(),
            partly=found.hits.partly,
            explain=likeness.why(self._store, found.query),
        )

    def _find(self, query: Query, wait: bool, stop: Stop | None) -> _Found:
        if not query.has_text or self._index is None:
            return self._find_in_store(query)
        waiting = self.update(wait=True, stop=stop) if wait else self._store.queue_size()
        # While papers wait, what is kept would be in terms of the fewer that are indexed.
        kept = {} if waiting else self._present_cache().profiles
        likes = Likes(self._store, self._index.profile, kept)
        try:
            known = likes.known(query)
            hits = self._index.search(known, self._states, stop)
        except IndexUnavailable:
            return self._find_in_store(query)
        if waiting:
            likes.hints.append(f"{waiting:,} not yet searchable")
        return _Found(known, self._in_view(hits), tuple(likes.hints), waiting)

    def _find_in_store(self, query: Query) -> _Found:
        """Without the index: state terms are answered exactly, words as substrings."""
        likes = Likes(self._store, None, {})
        query = likes.known(query)
        rows = sorted(
            rows_of(query.tree or ALL, self._states, lambda leaf: self._store.containing(leaf.text))
        )
        hits = Hits(rows, [None] * len(rows))
        hints = (*likes.hints, _BY_SQL) if query.has_text else tuple(likes.hints)
        return _Found(query, hits, hints, self._store.queue_size() if hints else 0)

    def _in_view(self, hits: Hits) -> Hits:
        """Without papers that were removed after they were indexed."""
        view = self._order("added")
        if all(row in view for row in hits.rows):
            return hits
        kept = [number for number, row in enumerate(hits.rows) if row in view]
        return Hits(
            [hits.rows[number] for number in kept],
            [hits.scores[number] for number in kept],
            hits.hints,
            hits.partly,
        )

    # Ordering

    def _in_order(self, hits: Hits, order: str) -> tuple[Sequence[int], list[float | None]]:
        if order == "relevance":
            return hits.rows, hits.scores
        ordered = self._order(order)
        scores = dict(zip(hits.rows, hits.scores, strict=True))
        rows = [row for row in ordered if row in scores]
        # Removed papers stand in no order; only is:removed finds them.
        rows += [row for row in hits.rows if row not in ordered]
        return rows, [scores[row] for row in rows]

    def _ids(self, rows: Collection[int]) -> list[str]:
        view = self._order("added")
        hidden = self._store.ids_of([row for row in rows if row not in view])
        return [view.get(row) or hidden[row] for row in rows]

    # What the store knows, once a version

    def _order(self, order: str) -> Mapping[int, str]:
        orders = self._present_cache().orders
        if order not in orders:
            orders[order] = dict(self._store.ordered(order))
        return orders[order]

    def _states(self, state: State) -> frozenset[int]:
        states = self._present_cache().states
        if state not in states:
            states[state] = self._rows(state)
        return states[state]

    def _rows(self, state: State) -> frozenset[int]:
        if state == ALL:
            return frozenset(self._order("added"))
        return frozenset(self._store.matching(state.field, state.value))

    def _present_cache(self) -> _Cache:
        # Read before what is cached: if someone writes meanwhile, the cache is merely dropped.
        version = self._store.data_version()
        with self._lock:
            if self._cache.version != version:
                self._cache = _Cache(version)
            return self._cache

    # The index

    def update(self, *, wait: bool, stop: Stop | None) -> int:
        """Index what waits; returns how many papers still do. A broken index is made anew."""
        if self._index is None:
            return 0
        with suppress(IndexUnavailable):  # search says so, and answers from the store
            return self._index.update(stop=stop, wait=wait)
        return self._store.queue_size()

    def rebuild(self, progress: Callable[[int, int], None] | None) -> int:
        """Make the index anew; returns the number of papers. Raises `IndexUnavailable`."""
        if self._index is not None:
            self._index.rebuild(progress)
        return len(self._order("added"))
