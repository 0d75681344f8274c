"""Searching: query in, ordered ids out. Text goes to the index, state to the store.

The index follows the store; where it cannot be used, plain words are looked for in the store
itself, so that there is always an answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from readlist.errors import BadValue, IndexUnavailable, ReadlistError
from readlist.library import likeness
from readlist.library.columns import Column, Ids
from readlist.library.completing import Completer, Completion, names
from readlist.library.known import Known, Order
from readlist.library.likeness import Likes, Why
from readlist.library.progress import Stop
from readlist.library.view import USUAL, View
from readlist.search import ALL, Highlighter, Hits, Index, Query, State, parse
from readlist.search.advice import no_fields
from readlist.search.literally import holds
from readlist.search.spelling import suggestions
from readlist.search.tree import And, Leaf, Not, rows_of
from readlist.store import Store

if TYPE_CHECKING:
    from readlist.search.engine.arrays import Floats, Numbers

_SKIPPED = State("is", "skipped")
_BY_SQL = "the search index {}: words are looked for as they are typed"
_NO_YEARS = "no paper here has a year"
_ANY_YEAR = State("year", "0..")
_TRIES = 6  # suggestions to be tried for one that finds something


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
    """What may have been meant, where nothing was found or a name is none."""
    sort: str
    """The order: relevance, added, title, year, …; of just a tag its own, ``tag:rl``."""
    waiting: int
    """Papers that are not yet searchable."""
    highlighter: Highlighter
    partly: bool = False
    """No paper has every word; these have most of them."""
    ranked: bool = False
    """Something is asked for that papers satisfy more or less."""
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
        self._index = Index(folder, store.library_id, store.feed) if folder is not None else None
        self._known = Known(store)
        self._completer = Completer(store, self._index, self._known.array)

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
        view: View = USUAL,
    ) -> Results:
        """What matches, in the order of `sort`, else of `sort:`, else of the view."""
        query = parse(text, typing=typing)
        usual = view.ranked if query.ranked else view.plain or _natural(query)
        if query.tree is None and not view.skipped:
            query = replace(query, tree=Not(_SKIPPED))
        order = sort or query.sort or usual
        return self._results(query, order, limit, wait, stop)

    def select(self, text: str, *, starred: bool, sort: str | None, limit: int | None) -> Results:
        """What matches, in the order of the list (unless `sort` or `sort:` says else).

        Papers with only most of the words are no match here: what is selected is listed,
        exported, or handed to another command. Raises `BadValue` as `complete_query`.
        """
        query = complete_query(text)
        order = sort or query.sort or _natural(query)
        if starred:
            stars = State("is", "starred")
            query = replace(query, tree=And((query.tree, stars)) if query.tree else stars)
        found = self._results(query, order, limit, True, None)
        if not found.partly:
            return found
        return replace(found, ids=[], scores=[], total=0, hints=query.hints)

    def _results(
        self, query: Query, order: str, limit: int | None, wait: bool, stop: Stop | None
    ) -> Results:
        found = self._find(query, order, limit, wait, stop)
        suggestion, hints = None, list(query.hints)
        if query.slips or found.partly or not found.total:
            suggestion = self._suggestion(query, found.partly, stop)
        if suggestion:
            # What it says of names that are none need not be said twice.
            hints = [hint for hint in hints if hint not in {slip.hint for slip in query.slips}]
        return Results(
            ids=found.ids,
            total=found.total,
            scores=found.scores,
            hints=tuple(dict.fromkeys([*hints, *self._why_nothing(query, found), *found.hints])),
            suggestion=suggestion,
            sort=order,
            waiting=found.waiting,
            highlighter=found.query.highlighter(),
            partly=found.partly,
            ranked=query.ranked,
            explain=likeness.why(self._store, found.query),
        )

    def _why_nothing(self, query: Query, found: _Found) -> Iterator[str]:
        yield from self._about_years(query)
        if not found.total:
            yield from no_fields(query)

    def _about_years(self, query: Query) -> Iterator[str]:
        """Listings have no years: who asks for one is told why that finds nothing."""
        asked = any(state.field == "year" for state in query.states())
        if asked and self._known.order("added").papers and not self._known.rows(_ANY_YEAR):
            yield _NO_YEARS

    def _suggestion(self, query: Query, partly: bool, stop: Stop | None) -> str | None:
        """A query that may have been meant and that finds something; where a name is none, and so
        the query cannot have been meant, at least one that can."""
        known = names(self._store)
        try:
            texts = self._index.suggest(query, known, partly) if self._index else None
        except IndexUnavailable:
            texts = None
        if texts is None:
            texts = list(suggestions(query, None, known, partly))
        for text in texts[:_TRIES]:
            found = self._find(parse(text), "relevance", 1, False, stop)
            if found.total and not found.partly:
                return text
        return texts[0] if query.slips else None

    def complete(self, text: str, limit: int) -> list[Completion]:
        return self._completer.complete(text, limit)

    def _find(
        self, query: Query, order: str, limit: int | None, wait: bool, stop: Stop | None
    ) -> _Found:
        waiting = self._known.look()
        if not query.has_text or self._index is None:
            return self._find_in_store(query, order, limit, stop)
        if waiting and wait:
            waiting = self.update(wait=True, stop=stop)
        try:
            return self._find_in_index(self._index, query, order, limit, waiting, stop)
        except IndexUnavailable:
            if not wait:
                return self._find_in_store(query, order, limit, stop)
        waiting = self.update(wait=True, stop=stop)  # it is made anew
        try:
            return self._find_in_index(self._index, query, order, limit, waiting, stop)
        except IndexUnavailable:
            return self._find_in_store(query, order, limit, stop)

    def _find_in_index(
        self,
        index: Index,
        query: Query,
        order: str,
        limit: int | None,
        waiting: int,
        stop: Stop | None,
    ) -> _Found:
        # While papers wait, what is kept would be in terms of the fewer that are indexed.
        likes = Likes(self._store, index.profile, {} if waiting else self._known.profiles())
        known = likes.known(query)
        # One view for all of it: another program may delete papers while we search.
        in_view = self._known.order("added")
        hits = index.search(known, partial(self._rows, in_view), stop)
        rows, scores = self._in_order(hits, order, limit)
        hints = [*likes.hints, *([f"{waiting:,} not yet searchable"] if waiting else ())]
        return _Found(
            known,
            Ids(rows, in_view.ids),
            len(hits),
            Column(scores, lambda score: score or None),
            (*hints, *hits.hints),
            waiting,
            hits.partly,
        )

    def _rows(self, in_view: Order, state: State) -> Numbers:
        return in_view.rows if state == ALL else self._known.array(state)

    def _in_order(self, hits: Hits, order: str, limit: int | None) -> tuple[Numbers, Floats]:
        """Rows and scores, at most `limit` of them."""
        if order == "relevance":
            return hits.ranked(limit)
        if order == "-relevance":
            rows, scores = hits.ranked(None)
            return rows[::-1][:limit], scores[::-1][:limit]
        return hits.sorted(self._known.order(order).places, limit)

    def _find_in_store(
        self, query: Query, order: str, limit: int | None, stop: Stop | None
    ) -> _Found:
        """Without the index: state terms are answered exactly, words by reading every paper."""
        # Without an index none is searchable as it should be.
        lacking = query.has_text and self._index is not None
        likes = Likes(self._store, None, {})
        query = likes.known(query)
        ids = self._matching_ids(query, order, stop)
        papers = len(self._known.order("added").papers)
        by_sql = (self._by_sql(),) if query.has_text and papers else ()
        hints = (*likes.hints, *by_sql)
        waiting = papers if lacking else 0
        shown = ids[:limit]
        return _Found(query, shown, len(ids), [None] * len(shown), hints, waiting)

    def _by_sql(self) -> str:
        """Why words are not looked up in the index."""
        why = self._index.obstacle() if self._index is not None else None
        return _BY_SQL.format(f"cannot be made, for {why}" if why else "is not ready")

    def _matching_ids(self, query: Query, order: str, stop: Stop | None) -> list[str]:
        by_row = order.endswith("relevance")  # nothing is ranked without the index
        in_order = self._known.order("added" if by_row else order)
        match query.tree:
            case None if not by_row:
                return [paper_id for _, paper_id in in_order.papers]
            case Not(State() as state) if not by_row:
                left_out = self._known.rows(state)
                return [paper_id for row, paper_id in in_order.papers if row not in left_out]

        def texts(leaf: Leaf) -> list[int]:
            return self._store.containing(holds(leaf, stop), leaf.field)

        rows = rows_of(query.tree or ALL, self._known.rows, texts)
        if by_row:
            found = [
                in_order.ids[row]
                for row in sorted(rows, reverse=order.startswith("-"))
                if row in in_order.ids
            ]
        else:
            found = [paper_id for row, paper_id in in_order.papers if row in rows]
        if len(found) < len(rows):
            # Removed papers stand in no order; only is:removed finds them.
            hidden = sorted(row for row in rows if row not in in_order.ids)
            ids = self._store.ids_of(hidden)
            found += [ids[row] for row in hidden if row in ids]  # or gone meanwhile
        return found

    # The index

    def update(self, *, wait: bool, stop: Stop | None) -> int:
        """Index what waits; returns how many papers still do. A broken index is made anew.

        Where nothing can be written (a full disk, a library that may only be read) they go on
        waiting: no search fails for that.
        """
        if self._index is None:
            return 0
        with suppress(ReadlistError):
            return self._index.update(stop=stop, wait=wait)
        return self._store.feed.queue_size()

    def rebuild(self, progress: Callable[[int, int], None] | None) -> int:
        """Make the index anew; returns the number of papers. Raises `IndexUnavailable`."""
        if self._index is not None:
            self._index.rebuild(progress)
        return len(self._known.order("added").papers)


def complete_query(text: str) -> Query:
    """Read a query that others are to rely on. Raises `BadValue` where a condition has no value:
    passed over, as while one types, it would be met by every paper."""
    query = parse(text)
    if query.lacking:
        raise BadValue(
            f"Nothing stands after {query.lacking[0]} in the query: say what it is to be, or leave "
            "it out."
        )
    return query


def _natural(query: Query) -> str:
    """The order of what is found by state alone: of one tag its own, else that of the import."""
    match query.tree:
        case State("tag", name) if not name.endswith("*"):
            return f"tag:{name}"
        case _:
            return "added"
