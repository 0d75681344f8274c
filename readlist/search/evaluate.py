"""From a query tree to ranked rows: text becomes Whoosh queries, state becomes sets of documents.

One Whoosh query tree carries all of it. Whoosh's own matchers walk it exhaustively here; whatever
walks it otherwise has to give the same rows and scores.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any

from whoosh.matching.mcore import ListMatcher, NullMatcher, ReadTooFar
from whoosh.query.compound import And as AndQuery
from whoosh.query.compound import AndNot as AndNotQuery
from whoosh.query.compound import Or as OrQuery
from whoosh.query.positional import Phrase as PhraseQuery
from whoosh.query.qcore import NullQuery, Query
from whoosh.query.terms import Term
from whoosh.searching import Searcher

from readlist.search import schema
from readlist.search.answer import Hits, StopToken, check
from readlist.search.surface import Surface
from readlist.search.tree import (
    ALL,
    And,
    Leaf,
    Node,
    Not,
    Or,
    Phrase,
    State,
    States,
    Word,
)
from readlist.search.words import stem

SHORTEST_PREFIX = 3
_CHECK_EVERY = 128
_NAMES = {"author": "authors"}


RowsOf = Callable[[Any], Sequence[int]]
"""The row of each document of a segment (given its reader), by document number."""


@dataclass(frozen=True, slots=True)
class Evaluator:
    """One generation of the index, as seen by one thread."""

    searcher: Any
    rows: RowsOf
    surface: Surface

    def hits(self, tree: Node, states: States, stop: StopToken | None = None) -> Hits:
        """Everything that matches. Raises Stopped."""
        compiled = _Compiler(self, states, stop).compile(tree)
        return self._ranked(self.scores(compiled, stop))

    def scores(self, compiled: Any, stop: StopToken | None) -> dict[int, float]:
        """The score of every matching row, by Whoosh's exhaustive evaluation."""
        found: dict[int, float] = {}
        context = self.searcher.context()
        for searcher, _ in self.searcher.leaf_searchers():
            check(stop)
            rows = self.rows(searcher.reader())
            matcher = compiled.matcher(searcher, context)
            step = 0
            while matcher.is_active():
                found[rows[matcher.id()]] = matcher.score()
                matcher.next()
                step += 1
                if step % _CHECK_EVERY == 0:
                    check(stop)
                    matcher = matcher.replace()
        return found

    @staticmethod
    def _ranked(found: dict[int, float]) -> Hits:
        # Sums of the same parts in another order differ in the last digits; a tie is a tie.
        scores = {row: round(score, 9) for row, score in found.items()}
        rows = sorted(scores, key=lambda row: (-scores[row], row))
        return Hits(rows, [scores[row] or None for row in rows])


class _Compiler:
    def __init__(self, index: Evaluator, states: States, stop: StopToken | None) -> None:
        self._index = index
        self._states = states
        self._stop = stop

    def compile(self, node: Node) -> Any:
        match node:
            case State():
                return self._state(node)
            case Not():
                return self._all((node,))
            case And(parts):
                return self._all(parts)
            case Or(parts):
                return _any([self.compile(part) for part in parts])
            case Word() | Phrase():
                return self._text(node)

    def _all(self, parts: Sequence[Node]) -> Any:
        wanted = [self.compile(part) for part in parts if not isinstance(part, Not)]
        unwanted = [self.compile(part.part) for part in parts if isinstance(part, Not)]
        if not wanted:
            wanted = [self._state(ALL)]
        found = wanted[0] if len(wanted) == 1 else AndQuery(wanted)
        return AndNotQuery(found, _any(unwanted)) if unwanted else found

    def _state(self, state: State) -> Any:
        rows = self._states(state)
        chosen = rows if isinstance(rows, set | frozenset) else set(rows)
        return StateRows(chosen, self._index.rows)

    def _text(self, leaf: Leaf) -> Any:
        names = schema.TEXT if leaf.field is None else (_NAMES.get(leaf.field, leaf.field),)
        prefix = isinstance(leaf, Word) and leaf.prefix
        options: list[Any] = []
        for phrase in leaf.phrases():
            if not prefix or len(phrase) == 1:
                options += [_phrase(name, phrase) for name in names]
            if prefix:
                options += self._begun(names, phrase)
        return _any(options)

    def _begun(self, names: Sequence[str], phrase: Sequence[str]) -> list[Any]:
        """A word, or a phrase, whose last word is only a beginning."""
        *before, last = phrase
        if len(last) < SHORTEST_PREFIX:
            return [_phrase(name, phrase) for name in names] if before else []
        found = self._index.surface.beginning_with(last)
        surface = [word for word, _ in found]
        stems = sorted({root for _, root in found})
        made = []
        for name in names:
            terms = stems if name in schema.STEMMED else surface
            begun = AnyTerm(name, terms, schema.EXPANSION * schema.WEIGHTS[name], self._stop)
            made.append(AndQuery([_phrase(name, before), begun]) if before else begun)
        return made


def _any(parts: Sequence[Any]) -> Any:
    if not parts:
        return NullQuery
    return parts[0] if len(parts) == 1 else OrQuery(list(parts))


def _phrase(name: str, words: Sequence[str]) -> Any:
    terms = [stem(word) if name in schema.STEMMED else word for word in words]
    boost = schema.WEIGHTS[name]
    if len(terms) == 1:
        return Term(name, terms[0], boost=boost)
    return PhraseQuery(name, terms, boost=boost)


class DocumentSet(Query):
    """Documents of each segment, all with one score."""

    def __init__(self, score: float) -> None:
        self.boost = 1.0
        self.score = score
        self._found: dict[int, Sequence[int]] = {}

    def documents(self, reader: Any) -> Sequence[int]:
        """The matching document numbers of a segment, ascending, without deleted ones."""
        key = id(reader)
        if key not in self._found:
            self._found[key] = self._documents(reader)
        return self._found[key]

    def _documents(self, reader: Any) -> Sequence[int]:
        raise NotImplementedError

    def estimate_size(self, ixreader: Any) -> int:
        return sum(len(self.documents(leaf)) for leaf, _ in ixreader.leaf_readers())

    def estimate_min_size(self, ixreader: Any) -> int:
        return self.estimate_size(ixreader)

    def matcher(self, searcher: Any, context: Any = None) -> Any:
        found = self.documents(searcher.reader())
        return DocumentsMatcher(found, self.score) if found else NullMatcher()


class StateRows(DocumentSet):
    """The documents of given rows. They add nothing to a score."""

    def __init__(self, chosen: Collection[int], rows: RowsOf) -> None:
        super().__init__(0.0)
        self.chosen = chosen
        self._rows = rows

    def _documents(self, reader: Any) -> Sequence[int]:
        chosen, deleted = self.chosen, reader.deleted_docs_set
        return array(
            "L",
            (
                docnum
                for docnum, row in enumerate(self._rows(reader))
                if row in chosen and docnum not in deleted
            ),
        )


class AnyTerm(DocumentSet):
    """Documents with any of many terms, as a set: no union of hundreds of matchers."""

    def __init__(
        self, fieldname: str, words: Sequence[str], score: float, stop: StopToken | None = None
    ) -> None:
        super().__init__(score)
        self.fieldname = fieldname
        self.words = words
        self._stop = stop

    def _documents(self, reader: Any) -> Sequence[int]:
        found: set[int] = set()
        for count, term in enumerate(self.words):
            if count % 16 == 0:
                check(self._stop)
            if (self.fieldname, term) in reader:
                found.update(reader.postings(self.fieldname, term).all_ids())
        return array("L", sorted(found))


class DocumentsMatcher(ListMatcher):
    """A list of documents with one score (Whoosh's own steps through it one by one)."""

    def __init__(self, ids: Sequence[int], score: float, position: int = 0) -> None:
        super().__init__(ids, position=position)  # type: ignore[no-untyped-call]
        self._score = score

    def copy(self) -> DocumentsMatcher:
        return DocumentsMatcher(self._ids, self._score, self._i)

    def skip_to(self, id: int) -> None:
        if self._i >= len(self._ids):
            raise ReadTooFar
        self._i = bisect_left(self._ids, id, self._i)

    def weight(self) -> float:
        return self._score

    def score(self) -> float:
        return self._score

    def max_quality(self) -> float:
        return self._score


def make_searcher(reader: Any) -> Any:
    """A searcher with our weights; for one thread only."""
    return Searcher(reader, weighting=schema.PaperWeighting())
