"""From a query tree to ranked rows.

Text and state become one Whoosh query (see `compile`), which Whoosh's own matchers walk here
exhaustively: no top-k pruning, which loses hits. Whatever walks it otherwise one day has to give
the same rows and scores.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from typing import Any

from whoosh.searching import Searcher

from readlist.search.answer import Hits, StopToken, check
from readlist.search.compile import Compiler, RowsOf
from readlist.search.schema import PaperWeighting
from readlist.search.surface import Surface
from readlist.search.tree import And, Leaf, Node, Phrase, States, Word

_CHECK_EVERY = 128  # matches between two looks at the stop token
_DIGITS = 9  # of a score, after the point: sums in another order differ in later ones


class Evaluator:
    """One generation of the index, as seen by one thread (Whoosh's readers are not shared)."""

    def __init__(self, reader: Any, rows: RowsOf, surface: Surface) -> None:
        self._searcher = Searcher(reader, weighting=PaperWeighting())
        self._rows = rows
        self._surface = surface

    def hits(self, tree: Node, states: States, stop: StopToken | None = None) -> Hits:
        """Every match, best first. Where no paper has all the words asked for: those that have
        most of them. Raises Stopped."""
        compiler = Compiler(self._surface, self._rows, states, stop)
        found = self._scores(compiler.compile(tree), stop)
        if not found and isinstance(tree, And):
            return self._most_of(tree, compiler, stop)
        return _ranked(found)

    def _scores(self, query: Any, stop: StopToken | None) -> dict[int, float]:
        """The score of every matching row."""
        found: dict[int, float] = {}
        context = self._searcher.context()
        for searcher, _ in self._searcher.leaf_searchers():
            check(stop)
            rows = self._rows(searcher.reader())
            matcher = query.matcher(searcher, context)
            step = 0
            while matcher.is_active():
                found[rows[matcher.id()]] = matcher.score()
                matcher.next()
                step += 1
                if step % _CHECK_EVERY == 0:
                    check(stop)
                    matcher = matcher.replace()
        return found

    def _most_of(self, tree: And, compiler: Compiler, stop: StopToken | None) -> Hits:
        """The papers that satisfy everything else and have the better part of the words, counted
        by how telling each is (its idf): "that" and "about" are no loss."""
        words = [part for part in tree.parts if isinstance(part, Word | Phrase)]
        others = tuple(part for part in tree.parts if not isinstance(part, Word | Phrase))
        if len(words) < 2:
            return Hits([], [])
        held = [_Held(word, self._with(word, others, compiler, stop)) for word in words]
        total = max(self._searcher.doc_count_all(), 1)
        worth: dict[int, float] = {}
        scores: dict[int, float] = {}
        for word in held:
            telling = log(total / (len(word.scores) + 1)) + 1
            for row, score in word.scores.items():
                worth[row] = worth.get(row, 0.0) + telling
                scores[row] = scores.get(row, 0.0) + score
        if not worth:
            return Hits([], [])
        enough = max(worth.values()) / 2
        ranked = _ranked({row: score for row, score in scores.items() if worth[row] >= enough})
        order = sorted(zip(ranked.rows, ranked.scores, strict=True), key=lambda hit: -worth[hit[0]])
        best = order[0][0]
        missing = [word.leaf.text for word in held if best not in word.scores]
        hint = f"no paper has all of these: left out {', '.join(missing)}"
        return Hits([row for row, _ in order], [score for _, score in order], (hint,))

    def _with(
        self, word: Leaf, others: tuple[Node, ...], compiler: Compiler, stop: StopToken | None
    ) -> dict[int, float]:
        return self._scores(compiler.compile(And((word, *others)) if others else word), stop)


@dataclass(frozen=True, slots=True)
class _Held:
    """A word of the query, and the score of every paper that has it (and all else asked for)."""

    leaf: Leaf
    scores: dict[int, float]


def _ranked(found: dict[int, float]) -> Hits:
    scores = {row: round(score, _DIGITS) for row, score in found.items()}
    rows: Sequence[int] = sorted(scores, key=lambda row: (-scores[row], row))
    return Hits(list(rows), [scores[row] or None for row in rows])
