"""From a query tree to ranked rows.

Whoosh looks up words and phrases and scores them (BM25), exhaustively: no top-k pruning, which
loses hits. Joining them is plain set algebra on rows here: Whoosh knows nothing of state, and its
AndNot matcher lets hits through that it should rule out (when what is ruled out starts before the
first hit). So a faster way to look up has to agree with Whoosh on single lookups only, to give
the same rows and scores.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from math import log
from typing import Any

from whoosh.query.positional import Phrase as WhooshPhrase
from whoosh.query.terms import Term
from whoosh.searching import Searcher

from readlist.search.answer import Hits, StopToken, check
from readlist.search.lookups import AnyOf, Lookup, Row, ways
from readlist.search.schema import PaperWeighting
from readlist.search.surface import Surface
from readlist.search.tree import ALL, And, Leaf, Node, Not, Or, Phrase, State, States, Word

RowsOf = Callable[[Any], Sequence[int]]
"""The row of each document of a segment (given its reader), by document number."""

_CHECK_EVERY = 256  # finds between two looks at the stop token
_DIGITS = 9  # of a score, after the point: sums in another order differ in later ones

# Words people wrap what they remember in. They are searched like any other; only where no paper has
# every word do they say less than their rarity in a small library would have them say.
_FILLING = (
    "a about an and are as at be by can do does for from has have how i in into is it its like of "
    "on one or paper papers some something that the their there these this to using was were what "
    "where which who why with"
)
_FILLERS = frozenset(_FILLING.split())
_FILLER = 0.2  # of a telling word

Scores = dict[int, float]
"""What rows are worth."""


@dataclass(frozen=True, slots=True)
class Matches:
    """The rows that satisfy a part of a query, and what those found by text are worth."""

    rows: Collection[int]
    """A set, or the keys of `scores`."""
    scores: Scores = field(default_factory=dict)


class Evaluator:
    """One generation of the index, as seen by one thread (Whoosh's readers are not shared)."""

    def __init__(self, reader: Any, rows: RowsOf, surface: Surface) -> None:
        self._searcher = Searcher(reader, weighting=PaperWeighting())
        self._rows = rows
        self._surface = surface

    def hits(self, tree: Node, states: States, stop: StopToken | None = None) -> Hits:
        """Every match, best first. Where no paper has all the words asked for: those that have
        most of them. Raises Stopped."""
        search = _Search(self, states, stop)
        found = search.matches(tree)
        if not found.rows and isinstance(tree, And):
            return search.most_of(tree)
        return _ranked(found)

    @property
    def size(self) -> int:
        """Documents, at least 1."""
        return max(int(self._searcher.doc_count_all()), 1)

    def leaf(self, leaf: Leaf, stop: StopToken | None) -> Scores | None:
        """The worth of every row that has the words; None if the leaf tells nothing."""
        found: Scores = {}
        options = ways(leaf, self._surface)
        if options is None:
            return None
        for way in options:
            _add(found, _common([self.lookup(part, stop) for part in way]))
        return found

    def lookup(self, lookup: Lookup, stop: StopToken | None) -> Scores:
        """One lookup in the whole index."""
        found: Scores = {}
        if not self._searcher.doc_count_all():
            return found  # an empty index has no segments to ask
        for searcher, _ in self._searcher.leaf_searchers():
            check(stop)
            rows = self._rows(searcher.reader())
            match lookup:
                case Row():
                    _score(found, lookup, searcher, rows, stop)
                case AnyOf():
                    _collect(found, lookup, searcher.reader(), rows, stop)
        return found


def _score(
    found: Scores, row: Row, searcher: Any, rows: Sequence[int], stop: StopToken | None
) -> None:
    if len(row.terms) == 1:
        query: Any = Term(row.field, row.terms[0], boost=row.weight)
    else:
        query = WhooshPhrase(row.field, list(row.terms), boost=row.weight)
    matcher = query.matcher(searcher, searcher.context())
    step = 0
    while matcher.is_active():
        found[rows[matcher.id()]] = matcher.score()
        matcher.next()
        step += 1
        if step % _CHECK_EVERY == 0:
            check(stop)


def _collect(
    found: Scores, any_of: AnyOf, reader: Any, rows: Sequence[int], stop: StopToken | None
) -> None:
    step = 0
    for term in any_of.terms:
        if (any_of.field, term) in reader:
            for docnum in reader.postings(any_of.field, term).all_ids():
                found[rows[docnum]] = any_of.score
                step += 1
                if step % _CHECK_EVERY == 0:
                    check(stop)


def _add(found: Scores, more: Scores) -> None:
    if not found:
        found.update(more)
        return
    for row, score in more.items():
        found[row] = found.get(row, 0.0) + score


def _common(parts: Sequence[Scores]) -> Scores:
    if len(parts) == 1:
        return parts[0]
    rows = set.intersection(*(set(part) for part in parts))
    return {row: sum(part[row] for part in parts) for row in rows}


class _Search:
    """The evaluation of one query; every leaf is looked up once."""

    def __init__(self, index: Evaluator, states: States, stop: StopToken | None) -> None:
        self._index = index
        self._states = states
        self._stop = stop
        self._leaves: dict[Leaf, Matches] = {}

    def matches(self, node: Node) -> Matches:
        match node:
            case State():
                return Matches(_as_set(self._states(node)))
            case Not():
                return self._all((node,))
            case And(parts):
                return self._all(parts)
            case Or(parts):
                return self._any(parts)
            case Word() | Phrase():
                return self._leaf(node)

    def _leaf(self, leaf: Leaf) -> Matches:
        if leaf not in self._leaves:
            scores = self._index.leaf(leaf, self._stop)
            self._leaves[leaf] = (
                self.matches(ALL) if scores is None else Matches(scores.keys(), scores)
            )
        return self._leaves[leaf]

    def _all(self, parts: Iterable[Node]) -> Matches:
        parts = list(parts)
        wanted = [self.matches(part) for part in parts if not isinstance(part, Not)]
        unwanted = [self.matches(part.part) for part in parts if isinstance(part, Not)]
        wanted = wanted or [self.matches(ALL)]
        wanted.sort(key=lambda part: len(part.rows))
        rows = set(wanted[0].rows)
        for part in wanted[1:]:
            rows.intersection_update(part.rows)
        for part in unwanted:
            rows.difference_update(part.rows)
        return Matches(rows, _summed(rows, [part.scores for part in wanted if part.scores]))

    def _any(self, parts: Sequence[Node]) -> Matches:
        found = [self.matches(part) for part in parts]
        rows: set[int] = set().union(*(part.rows for part in found))
        return Matches(rows, _summed(rows, [part.scores for part in found if part.scores]))

    def most_of(self, tree: And) -> Hits:
        """The papers that satisfy everything else and have the better part of the words, counted
        by how telling each is (its idf): "that" and "about" are no loss."""
        parts = list(_flattened(tree))
        words = [part for part in parts if isinstance(part, Word | Phrase)]
        others = tuple(part for part in parts if not isinstance(part, Word | Phrase))
        if len(words) < 2:
            return Hits([], [])
        allowed = self._all(others).rows if others else None
        telling: Scores = {}
        scores: Scores = {}
        for word in words:
            found = self.matches(word)
            rows = found.rows if allowed is None else set(allowed).intersection(found.rows)
            _add(telling, dict.fromkeys(rows, self._telling(word, len(found.rows))))
            _add(scores, {row: found.scores.get(row, 0.0) for row in rows})
        if not telling:
            return Hits([], [])
        enough = max(telling.values()) / 2
        rows = sorted(
            (row for row, told in telling.items() if told >= enough),
            key=lambda row: (-round(telling[row], _DIGITS), -round(scores[row], _DIGITS), row),
        )
        missing = [word.text for word in words if rows[0] not in self.matches(word).rows]
        hint = f"no paper has all of these: left out {', '.join(missing)}"
        return Hits(rows, [round(scores[row], _DIGITS) or None for row in rows], (hint,), True)

    def _telling(self, word: Leaf, papers: int) -> float:
        idf = log(self._index.size / (papers + 1)) + 1
        return idf * _FILLER if set(word.parts()) <= _FILLERS else idf


def _flattened(tree: And) -> Iterator[Node]:
    for part in tree.parts:
        if isinstance(part, And):
            yield from _flattened(part)
        else:
            yield part


def _as_set(rows: Collection[int]) -> Collection[int]:
    return rows if isinstance(rows, set | frozenset) else set(rows)


def _summed(rows: Iterable[int], parts: Sequence[Scores]) -> Scores:
    """The worth of those rows: the sum over all parts."""
    if len(parts) == 1:
        only = parts[0]
        return {row: only[row] for row in rows if row in only}
    found: Scores = {}
    for part in parts:
        for row in rows:
            if row in part:
                found[row] = found.get(row, 0.0) + part[row]
    return found


def _ranked(found: Matches) -> Hits:
    scores = {row: round(score, _DIGITS) for row, score in found.scores.items()}
    rows = sorted(found.rows, key=lambda row: (-scores.get(row, 0.0), row))
    return Hits(rows, [scores.get(row) for row in rows])
