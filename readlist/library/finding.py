"""Searching: query in, ordered ids out. Text goes to the index, state to the store.

The index follows the store; where it cannot be used, plain words are looked for in the store
itself, so that there is always an answer.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from readlist.errors import IndexUnavailable
from readlist.library import likeness
from readlist.library.columns import Column, Ids
from readlist.library.known import Known
from readlist.library.likeness import Likes, Why
from readlist.library.progress import Stop
from readlist.search import ALL, Highlighter, Hits, Index, Query, State, parse
from readlist.search.tree import And, rows_of
from readlist.store import Store

if TYPE_CHECKING:
    from readlist.search.engine.arrays import Floats, Numbers

_BY_SQL = "the search index is not ready: these papers hold the words as they are typed"


@dataclass(frozen=True, slots=True)
class Results:
    """What a query found: ids best first, or in the order asked for."""

    ids: Sequence[str]
    total: int
    """How many there are, whatever the limit."""
    scores: Sequence[float | None]
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
    explain: Why | None = field(default=None, repr=False)
    """Where the query asks for what is similar: by which words each paper is."""

    def why(self, paper_id: str) -> tuple[str, ...]:
        """The words that brought a paper up where the query asks for what is similar; else ()."""
        return self.explain(paper_id) if self.explain else ()


@dataclass(frozen=True, slots=True)
class _Found:
    """What a query finds, in the order asked for, and why some of it may be missing."""

    query: Query
    """With everything known that it needed."""
    ids: Sequence[str]
    total: int
    scores: Sequence[float | None]
    hints: tuple[str, ...] = ()
    waiting: int = 0
    partly: bool = False


class Finder:
    """Queries on one library. Any method may be called from any thread."""

    def __init__(self, store: Store, folder: Path | None) -> None:
        self._store = store
        self._index = Index(folder, store.library_id, store) if folder is not None else None
        self._known = Known(store)

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
        found = self._find(query, order, limit, wait, stop)
        return Results(
            ids=found.ids,
            total=found.total,
            scores=found.scores,
            hints=tuple(dict.fromkeys([*query.hints, *found.hints])),
            suggestion=None,
            sort=order,
            waiting=found.waiting,
            highlighter=found.query.highlighter(),
            partly=found.partly,
            explain=likeness.why(self._store, found.query),
        )

    def _find(
        self, query: Query, order: str, limit: int | None, wait: bool, stop: Stop | None
    ) -> _Found:
        if not query.has_text or self._index is None:
            return self._find_in_store(query, order, limit)
        waiting = self.update(wait=True, stop=stop) if wait else self._store.queue_size()
        # While papers wait, what is kept would be in terms of the fewer that are indexed.
        likes = Likes(self._store, self._index.profile, {} if waiting else self._known.profiles())
        try:
            known = likes.known(query)
            hits = self._index.search(known, self._known.array, stop)
        except IndexUnavailable:
            return self._find_in_store(query, order, limit)
        rows, scores = self._in_order(hits, order, limit)
        hints = [*likes.hints, *([f"{waiting:,} not yet searchable"] if waiting else ())]
        return _Found(
            known,
            Ids(rows, self._known.order("added").ids),
            len(hits),
            Column(scores, lambda score: score or None),
            (*hints, *hits.hints),
            waiting,
            hits.partly,
        )

    def _in_order(self, hits: Hits, order: str, limit: int | None) -> tuple[Numbers, Floats]:
        """Rows and scores, at most `limit` of them."""
        if order == "relevance":
            return hits.ranked(limit)
        return hits.sorted(self._known.order(order).places, limit)

    def _find_in_store(self, query: Query, order: str, limit: int | None) -> _Found:
        """Without the index: state terms are answered exactly, words as substrings."""
        likes = Likes(self._store, None, {})
        query = likes.known(query)
        ids = self._matching_ids(query, order)
        hints = (*likes.hints, _BY_SQL) if query.has_text else tuple(likes.hints)
        waiting = self._store.queue_size() if hints else 0
        shown = ids[:limit]
        return _Found(query, shown, len(ids), [None] * len(shown), hints, waiting)

    def _matching_ids(self, query: Query, order: str) -> list[str]:
        if query.tree is None and order != "relevance":
            return [paper_id for _, paper_id in self._known.order(order).papers]
        containing = self._store.containing
        rows = rows_of(query.tree or ALL, self._known.rows, lambda leaf: containing(leaf.text))
        in_order = self._known.order("added" if order == "relevance" else order)
        if order == "relevance":
            found = [in_order.ids[row] for row in sorted(rows) if row in in_order.ids]
        else:
            found = [paper_id for row, paper_id in in_order.papers if row in rows]
        if len(found) < len(rows):
            # Removed papers stand in no order; only is:removed finds them.
            hidden = sorted(row for row in rows if row not in in_order.ids)
            ids = self._store.ids_of(hidden)
            found += [ids[row] for row in hidden]
        return found

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
        return len(self._known.order("added").papers)
