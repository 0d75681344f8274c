"""A walk over a Whoosh query tree that gives what the tree finds, as arrays.

Term, Phrase (with slop), Prefix, Every, And, Or, Not, AndNot, AndMaybe, Require, ConstantScoreQuery
and the null query are evaluated here, as are `Rows` and `AnyOf`; any other kind of query is asked
for its own matcher, and so are the leaves in a segment that is not laid out as we know it.

Results are those of Whoosh's exhaustive search (``limit=None``): its scores, its totals. Where
Whoosh's matchers are at odds with what they are documented to do, the documentation counts: AndNot
and Not leave out whatever the other side finds.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from whoosh.formats import Positions
from whoosh.query.compound import And, AndMaybe, AndNot, Or, Require
from whoosh.query.positional import Phrase
from whoosh.query.qcore import Every, NullQuery
from whoosh.query.terms import Prefix, Term
from whoosh.query.wrappers import ConstantScoreQuery, Not

from readlist.search.answer import StopToken, check
from readlist.search.engine.arrays import NOTHING, Found, Numbers, common, joined, within, without
from readlist.search.engine.generation import Generation
from readlist.search.engine.nearness import floor
from readlist.search.engine.part import Part
from readlist.search.engine.segment import Segment
from readlist.search.engine.view import View
from readlist.search.queries import AnyOf, Near, Remembered, Rows

# With so many terms, or in so small a segment, Whoosh gathers the matches of a prefix beforehand,
# and then they are all worth 1. (It means them to be worth the same always.)
_MANY_TERMS = 1_024
_SMALL_SEGMENT = 5_000


def evaluate(
    query: Any, generation: Generation, view: View, stop: StopToken | None = None
) -> Found:
    """The documents in view that satisfy a query. Raises Stopped, and whatever Whoosh raises."""
    return view.only(_Walk(generation, view, stop).found(query))


class _Walk:
    def __init__(self, generation: Generation, view: View, stop: StopToken | None) -> None:
        self._generation = generation
        self._view = view
        self._count = view.count
        self._stop = stop

    def found(self, query: Any, scored: bool = True) -> Found:
        """What a query finds. Unless `scored`, scores say nothing."""
        check(self._stop)
        kind = _KINDS.get(type(query))
        if kind is None:
            return self._by_matcher(query)
        return kind(self, query, scored)

    def _docs(self, query: Any) -> Numbers:
        return self.found(query, scored=False).docs

    # Leaves

    def _remembered(self, query: Remembered, scored: bool) -> Found:
        return self._generation.kept(query.key, lambda: self.found(query.query))

    def _rows(self, query: Rows, scored: bool) -> Found:
        return self._view.having(query.rows)

    def _near(self, query: Near, scored: bool) -> Found:
        found = self.found(query.query)
        own = self._view.docs_of(query.rows)
        others = self._view.only(without(found, own, self._count))
        scores = others.each()
        reached = within(found, own, self._count).each()
        least = floor(scores, reached, len(self._view.docs) - len(own))
        return others.at((scores > 0) & (scores >= least))

    def _null(self, query: Any, scored: bool) -> Found:
        return NOTHING

    def _by_matcher(self, query: Any) -> Found:
        return self._generation.by_matcher(query, self._stop)

    def _each(self, query: Any, find: Callable[[Part, Segment], Found]) -> Found:
        return self._generation.each(query, find, self._stop)

    def _every(self, query: Any, scored: bool) -> Found:
        field = query.fieldname
        if field is None:
            docs = self._view.docs
        elif field in self._generation.schema and self._generation.schema[field].scorable:
            docs = self._each(query, lambda part, here: part.having_field(here, field)).docs
        else:
            return self._by_matcher(query)
        return Found(docs, float(query.boost or 1.0))  # Whoosh takes a boost of 0 for none

    def _term(self, query: Any, scored: bool) -> Found:
        field, generation = query.fieldname, self._generation

        def make() -> Found:
            term = generation.encoded(field, query.text)
            if term is None or not generation.frequency(field, term):
                return NOTHING
            scorer = generation.scorer(field, term)
            return self._each(
                Term(field, term), lambda part, here: part.term(here, field, term, scorer)
            )

        return generation.kept((field, query.text), make).times(query.boost)

    def _phrase(self, query: Any, scored: bool) -> Found:
        field, generation = query.fieldname, self._generation
        if field not in generation.schema:
            return NOTHING
        if type(generation.schema[field].format) is not Positions or not query.words:
            return self._by_matcher(query)
        terms = [generation.encoded(field, word) for word in query.words]
        known = [term for term in terms if term is not None and generation.frequency(field, term)]
        if len(known) < len(terms):
            return NOTHING

        def make() -> Found:
            words = [(term, generation.scorer(field, term)) for term in known]
            return self._each(
                Phrase(field, query.words, slop=query.slop),
                lambda part, here: part.phrase(here, field, words, query.slop),
            )

        return generation.kept((field, tuple(known), query.slop), make).times(query.boost)

    def _prefix(self, query: Any, scored: bool) -> Found:
        field, generation = query.fieldname, self._generation
        if query.text == "":
            return self._every(Every(field, boost=query.boost), scored)
        start = generation.encoded(field, query.text)
        if start is None:
            return self._by_matcher(query)

        def find(part: Part, here: Segment) -> Found:
            terms = [term for term in here.terms(field, start) if term]
            gathered = len(terms) >= _MANY_TERMS or (
                len(terms) > 2 and part.count <= _SMALL_SEGMENT
            )
            if not scored or (query.constantscore and gathered):
                return part.having_any(here, field, terms, start)
            found = []
            for term in terms:
                check(self._stop)
                found.append(part.term(here, field, term, generation.scorer(field, term)))
            return joined(found, part.count).times(query.boost)

        return self._each(query, find)

    def _any_of(self, query: AnyOf, scored: bool) -> Found:
        field = query.fieldname
        if field not in self._generation.schema:
            return NOTHING
        terms = [text.encode() for text in query.texts]
        start = query.start.encode() if query.start is not None else None
        found = self._each(query, lambda part, here: part.having_any(here, field, terms, start))
        return Found(found.docs, float(query.score or 1.0))

    # Compounds

    def _and(self, query: Any, scored: bool) -> Found:
        found = []
        for part in query.subqueries:
            found.append(self.found(part, scored))
            if not len(found[-1]):
                return NOTHING
        if len(found) < 2:
            return found[0] if found else NOTHING  # Whoosh has no use for a boost then
        return common(found, self._count).times(query.boost)

    def _or(self, query: Any, scored: bool) -> Found:
        if query.scale:
            return self._by_matcher(query)
        found = [self.found(part, scored) for part in query.subqueries]
        if len(found) < 2:
            return found[0] if found else NOTHING
        return joined(found, self._count).times(query.boost)

    def _not(self, query: Any, scored: bool) -> Found:
        return without(Found(self._view.docs, 1.0), self._docs(query.query), self._count)

    def _and_not(self, query: Any, scored: bool) -> Found:
        found = self.found(query.a, scored)
        return without(found, self._docs(query.b), self._count) if len(found) else found

    def _and_maybe(self, query: Any, scored: bool) -> Found:
        found = self.found(query.a, scored)
        if not scored or not len(found):
            return found
        more = within(self.found(query.b), found.docs, self._count)
        return joined([found, more], self._count)

    def _require(self, query: Any, scored: bool) -> Found:
        found = self.found(query.a, scored)
        return within(found, self._docs(query.b), self._count) if len(found) else found

    def _constant(self, query: Any, scored: bool) -> Found:
        return Found(self._docs(query.child), float(query.score or 1.0))  # as with Every


_KINDS: dict[type, Callable[[_Walk, Any, bool], Found]] = {
    Remembered: _Walk._remembered,
    Rows: _Walk._rows,
    AnyOf: _Walk._any_of,
    Near: _Walk._near,
    type(NullQuery): _Walk._null,
    Every: _Walk._every,
    Term: _Walk._term,
    Phrase: _Walk._phrase,
    Prefix: _Walk._prefix,
    And: _Walk._and,
    Or: _Walk._or,
    Not: _Walk._not,
    AndNot: _Walk._and_not,
    AndMaybe: _Walk._and_maybe,
    Require: _Walk._require,
    ConstantScoreQuery: _Walk._constant,
}
