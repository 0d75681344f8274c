"""From a query tree to rows and what they are worth.

The tree is compiled to one Whoosh query, in which state is a leaf as well, and the engine answers
that from the index. Where no paper has every word, those are found that have most of them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from math import log

import numpy as np

from readlist.paper import one_line
from readlist.search.answer import Hits, StopToken
from readlist.search.compile import compiled
from readlist.search.engine.arrays import Found, Numbers, flags
from readlist.search.engine.generation import Generation
from readlist.search.engine.view import View
from readlist.search.engine.walk import evaluate
from readlist.search.schema import STEMMED, TEXT
from readlist.search.states import short
from readlist.search.surface import Surface
from readlist.search.tree import ALL, And, Leaf, Node, Phrase, States, Word
from readlist.search.words import FILLERS

# Of a telling word. Fillers are searched like any other; only where no paper has every word do they
# say less than their rarity in a small library would have them say.
_FILLER = 0.2

_NAMED = 6  # words that are named if they were left out

_NO_HITS = Hits(np.empty(0, np.int64), np.empty(0))


class Evaluator:
    """One generation of the index, as seen by one thread (Whoosh's readers are not shared)."""

    def __init__(self, generation: Generation, surface: Surface) -> None:
        self.surface = surface
        """The words of the library."""
        self._generation = generation
        self._view: View | None = None

    def hits(self, tree: Node, states: States, stop: StopToken | None = None) -> Hits:
        """Every match. Where no paper has all the words asked for: those that have most of them.

        Raises Stopped. States may give arrays of rows, and give the same array for the same rows:
        then what is made of them is remembered.
        """
        search = _Search(self, states, stop)
        found = search.found(tree)
        if not len(found) and isinstance(tree, And):
            return search.most_of(tree)
        return search.hits(found)

    def check_layout(self) -> None:
        """Read a posting list of every field, so that it comes out if they are strange."""
        for field in TEXT:
            self._generation.try_one(field)

    def papers(self, field: str, term: str) -> int:
        """How many papers have a term (a stem, in a stemmed field) in a field of the index."""
        return self._generation.frequency(field, term)

    def most_common(self, field: str, beginning: str, limit: int) -> list[tuple[str, int]]:
        """The terms of a field that begin so: those that most papers have, with how many."""
        return self._generation.most_common(field, beginning, limit)

    def frequency(self, stem: str) -> int:
        """How many papers have a stem, counted in the field where it is most common."""
        return max(self.papers(field, stem) for field in STEMMED)

    @property
    def size(self) -> int:
        """Documents, at least 1."""
        return max(self._generation.size, 1)

    def find(self, tree: Node, states: States, view: View, stop: StopToken | None) -> Found:
        """The documents of the view that satisfy a tree."""
        query = compiled(tree, self.surface, lambda state: _numbers(states(state)))
        return evaluate(query, self._generation, view, stop)

    def view(self, in_view: Numbers) -> View:
        """What there is to be found, given the rows in view."""
        if self._view is None or not self._view.is_of(in_view):
            self._view = View(self._generation, in_view)
        return self._view


class _Search:
    """The evaluation of one query."""

    def __init__(self, index: Evaluator, states: States, stop: StopToken | None) -> None:
        self._index = index
        self._states = states
        self._stop = stop
        self._view = index.view(_numbers(states(ALL)))

    def found(self, tree: Node) -> Found:
        return self._index.find(tree, self._states, self._view, self._stop)

    def hits(self, found: Found) -> Hits:
        return Hits(self._view.rows[found.docs], found.each())

    def most_of(self, tree: And) -> Hits:
        """The papers that satisfy everything else and have the better part of the words, counted
        by how telling each is (its idf): "that" and "about" are no loss."""
        parts = list(_flattened(tree))
        words = [part for part in parts if isinstance(part, Word | Phrase)]
        others = tuple(part for part in parts if not isinstance(part, Word | Phrase))
        if len(words) < 2:
            return _NO_HITS
        having = [self.found(word) for word in words]
        telling = np.zeros(self._view.count)
        scores = np.zeros(self._view.count)
        for word, found in zip(words, having, strict=True):
            telling[found.docs] += self._telling(word, len(found))
            scores[found.docs] += found.scores
        if others:
            telling[~flags(self.found(And(others)).docs, self._view.count)] = 0
        docs = np.flatnonzero((telling > 0) & (telling >= telling.max(initial=0.0) / 2))
        if not len(docs):
            return _NO_HITS
        hits = Hits(self._view.rows[docs], scores[docs], partly=True, merit=telling[docs])
        best = docs[hits.rows == hits.best(1)]
        missing = [
            short(one_line(word.text))
            for word, found in zip(words, having, strict=True)
            if best not in found.docs
        ]
        more = f" and {len(missing) - _NAMED} more" if len(missing) > _NAMED else ""
        hint = f"no paper has all of these: left out {', '.join(missing[:_NAMED])}{more}"
        return Hits(hits.rows, hits.scores, (hint,), partly=True, merit=hits.merit)

    def _telling(self, word: Leaf, papers: int) -> float:
        idf = log(self._index.size / (papers + 1)) + 1
        return idf * _FILLER if set(word.parts()) <= FILLERS else idf


def _flattened(tree: And) -> Iterator[Node]:
    for part in tree.parts:
        if isinstance(part, And):
            yield from _flattened(part)
        else:
            yield part


def _numbers(rows: Collection[int] | Numbers) -> Numbers:
    if isinstance(rows, np.ndarray):
        return rows
    return np.fromiter(rows, np.int64, len(rows))
