"""A query tree as one Whoosh query: words weighted by field, beginnings expanded, state as sets."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Collection, Sequence
from typing import Any

from whoosh.matching.mcore import ListMatcher, NullMatcher, ReadTooFar
from whoosh.query.compound import And as AndQuery
from whoosh.query.compound import AndNot as AndNotQuery
from whoosh.query.compound import Or as OrQuery
from whoosh.query.positional import Phrase as PhraseQuery
from whoosh.query.qcore import NullQuery, Query
from whoosh.query.terms import Term

from readlist.search import schema
from readlist.search.answer import StopToken, check
from readlist.search.surface import Surface
from readlist.search.tree import ALL, And, Leaf, Node, Not, Or, Phrase, State, States, Word
from readlist.search.words import stem

RowsOf = Callable[[Any], Sequence[int]]
"""The row of each document of a segment (given its reader), by document number."""

SHORT = 3
"""A beginning of fewer letters is expanded only if it begins at most MOST words; where it begins
more, nearly every paper has one of them, and all are let through."""
MOST = 1_000

_INDEX_NAMES = {"author": "authors"}
_CHECK_EVERY = 16  # terms between two looks at the stop token


class Compiler:
    """Compiles trees for one search."""

    def __init__(
        self, surface: Surface, rows: RowsOf, states: States, stop: StopToken | None
    ) -> None:
        self._surface = surface
        self._rows = rows
        self._states = states
        self._stop = stop
        self._resolved: dict[State, StateRows] = {}

    def compile(self, node: Node) -> Any:
        """The Whoosh query for a tree."""
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

    def _state(self, state: State) -> StateRows:
        if state not in self._resolved:
            rows = self._states(state)
            chosen = rows if isinstance(rows, set | frozenset) else frozenset(rows)
            self._resolved[state] = StateRows(chosen, self._rows)
        return self._resolved[state]

    def _text(self, leaf: Leaf) -> Any:
        names: tuple[str, ...] = schema.TEXT
        if leaf.field is not None:
            names = (_INDEX_NAMES.get(leaf.field, leaf.field),)
        if not (isinstance(leaf, Word) and leaf.prefix):
            return _any([_phrase(name, row) for row in leaf.phrases() for name in names])
        options = []
        for *before, last in leaf.phrases():
            if not before:
                options += [_phrase(name, (last,)) for name in names]
            options += self._begun(names, before, last)
        return _any(options)

    def _begun(self, names: Sequence[str], before: Sequence[str], last: str) -> list[Any]:
        """Words that begin with `last`, in papers that have the words `before` in a row."""
        found = self._surface.beginning_with(last)
        if len(last) < SHORT and len(found) > MOST:
            everything = self._state(ALL)
            return [_phrase(name, before) for name in names] if before else [everything]
        surface = [word for word, _ in found]
        stems = sorted({root for _, root in found})
        made = []
        for name in names:
            words = stems if name in schema.STEMMED else surface
            begun = AnyTerm(name, words, schema.EXPANSION * schema.WEIGHTS[name], self._stop)
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
        self._found: dict[Any, Sequence[int]] = {}

    def documents(self, reader: Any) -> Sequence[int]:
        """The matching document numbers of a segment, ascending, without deleted ones."""
        if reader not in self._found:
            self._found[reader] = self._documents(reader)
        return self._found[reader]

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
        chosen, gone = self.chosen, reader.deleted_docs_set
        found = (docnum for docnum, row in enumerate(self._rows(reader)) if row in chosen)
        return array("L", (docnum for docnum in found if docnum not in gone))


class AnyTerm(DocumentSet):
    """Documents with any of many words, as a set: no union of hundreds of matchers."""

    def __init__(
        self, fieldname: str, words: Sequence[str], score: float, stop: StopToken | None = None
    ) -> None:
        super().__init__(score)
        self.fieldname = fieldname
        self.words = words
        self._stop = stop

    def _documents(self, reader: Any) -> Sequence[int]:
        found: set[int] = set()
        for count, word in enumerate(self.words):
            if count % _CHECK_EVERY == 0:
                check(self._stop)
            if (self.fieldname, word) in reader:
                found.update(reader.postings(self.fieldname, word).all_ids())
        return array("L", sorted(found))


class DocumentsMatcher(ListMatcher):
    """A list of documents with one score (Whoosh's own skips through it one by one)."""

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
