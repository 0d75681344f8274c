"""The words of a library, and how many papers have them: for what may be meant or typed next."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, NamedTuple

from readlist.search.tree import TEXT_FIELDS
from readlist.search.words import stem

if TYPE_CHECKING:
    from readlist.search.evaluate import Evaluator
    from readlist.search.surface import Surface

_INDEX_NAMES = {"author": "authors"}
_UNSTEMMED = frozenset({"author", "venue"})
# So many words are counted one by one; of more, only the most common.
_FEW = 150


class Common(NamedTuple):
    """Words of one stem that begin alike, and how many papers have one of that stem."""

    words: tuple[str, ...]
    papers: int


class Vocabulary:
    """Of one generation of the index, for one thread."""

    def __init__(self, evaluator: Evaluator) -> None:
        self._evaluator = evaluator

    @property
    def surface(self) -> Surface:
        return self._evaluator.surface

    @property
    def size(self) -> int:
        """How many papers there are."""
        return self._evaluator.size

    def count(self, word: str, field: str | None = None) -> int:
        """How many papers have a folded word in a field, or at least in any."""
        return max(self._papers(name, word) for name in _names(field))

    def _papers(self, field: str, word: str) -> int:
        term = word if field in _UNSTEMMED else stem(word)
        return self._evaluator.papers(_INDEX_NAMES.get(field, field), term)

    def frequent(self, beginning: str, field: str | None, limit: int) -> list[Common]:
        """The words that begin so, in a field or in any: those in most papers first."""
        found: dict[str, tuple[set[str], int]] = {}
        forms: dict[str, set[str]] = {}
        for word, root in self.surface.beginning_with(beginning):
            forms.setdefault(root, set()).add(word)
        for name in _names(field):
            plain = name in _UNSTEMMED
            words = {word: {word} for some in forms.values() for word in some} if plain else forms
            for term, papers in self._most(name, words, beginning, limit):
                before, most = found.get(term, (set(), 0))
                found[term] = before | words[term], max(most, papers)
        ranked = sorted((-papers, sorted(words)) for words, papers in found.values())
        return [Common(tuple(words), -papers) for papers, words in ranked[:limit]]

    def _most(
        self, field: str, terms: Collection[str], beginning: str, limit: int
    ) -> list[tuple[str, int]]:
        """Those of the terms that most papers have, with how many."""
        name = _INDEX_NAMES.get(field, field)
        if len(terms) <= _FEW:
            counted = [(term, self._evaluator.papers(name, term)) for term in terms]
        else:
            # A stem that begins otherwise than its word ("ani" of "any") is passed over.
            common = self._evaluator.most_common(name, beginning, 2 * limit)
            counted = [(term, papers) for term, papers in common if term in terms]
        return [(term, papers) for term, papers in counted if papers]


def _names(field: str | None) -> tuple[str, ...]:
    return TEXT_FIELDS if field is None else (field,)
