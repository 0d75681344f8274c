"""What is asked for as one Whoosh query: in which fields, in which forms, and what each find is
worth."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np
from whoosh.query.compound import And as AllOf
from whoosh.query.compound import AndNot
from whoosh.query.compound import Or as EitherOf
from whoosh.query.positional import Phrase as InARow
from whoosh.query.qcore import NullQuery, Query
from whoosh.query.terms import Term

from readlist.search import likeness, schema
from readlist.search.engine.arrays import Numbers
from readlist.search.likeness import Profile
from readlist.search.queries import AnyOf, Near, Remembered, Rows
from readlist.search.surface import Surface
from readlist.search.tree import ALL, And, Leaf, Like, Node, Not, Or, Phrase, State, Word
from readlist.search.words import stem

_INDEX_NAMES = {"author": "authors"}


def compiled(node: Node, surface: Surface, rows: Callable[[State], Numbers]) -> Query:
    """The query for a whole tree. `rows`: the papers of a state.

    State is worth nothing, text the sum of what is found of it.
    """
    match node:
        case State():
            return Rows(rows(node))
        case Not():
            return compiled(And((node,)), surface, rows)
        case Or(parts):
            return _joined(EitherOf, [compiled(part, surface, rows) for part in parts])
        case And(parts):
            wanted = [part for part in parts if not isinstance(part, Not)]
            unwanted = [part.part for part in parts if isinstance(part, Not)]
            asked = [compiled(part, surface, rows) for part in wanted or [ALL]]
            ruled_out = [compiled(part, surface, rows) for part in unwanted]
            query = _joined(AllOf, asked)
            return AndNot(query, _joined(EitherOf, ruled_out)) if ruled_out else query
        case Like(profile=profile):
            return _near_to(profile) if profile is not None else NullQuery
        case Word() | Phrase():
            # While one types, all words but the last stay as they are.
            return Remembered(node, lambda: _joined(EitherOf, list(_ways(node, surface))))


def _joined(kind: type[AllOf] | type[EitherOf], parts: list[Query]) -> Query:
    if not parts:
        return NullQuery
    return parts[0] if len(parts) == 1 else kind(parts)


def _near_to(profile: Profile) -> Query:
    terms: list[Query] = [
        Term(name, root, boost=weight * schema.WEIGHTS[name])
        for root, weight in profile.weights.items()
        for name in likeness.FIELDS
    ]
    return Near(_joined(EitherOf, terms), np.array(profile.rows, np.int64))


def _ways(leaf: Leaf, surface: Surface) -> Iterator[Query]:
    """The ways a paper can have what is asked for; it is worth the sum of those that succeed."""
    names: tuple[str, ...] = schema.TEXT
    if leaf.field is not None:
        names = (_INDEX_NAMES.get(leaf.field, leaf.field),)
    begun = isinstance(leaf, Word) and leaf.prefix
    for row in leaf.phrases():
        if not begun or len(row) == 1:
            yield from (_row(name, row) for name in names)
    if isinstance(leaf, Word) and leaf.fuzzy:
        yield from _nearly(leaf, names, surface)
    elif begun:
        for *before, last in leaf.phrases():
            yield from _also(names, before, surface.beginning_with(last), schema.EXPANSION, last)


def _nearly(leaf: Word, names: Sequence[str], surface: Surface) -> Iterator[Query]:
    """Other words for the last: the more slips of the keys away, the less they are worth."""
    for *before, last in leaf.phrases():
        near = surface.near(last, leaf.fuzzy)
        for slips in range(1, leaf.fuzzy + 1):
            forms = [(word, root) for word, root, far in near if far == slips]
            score = schema.EXPANSION * schema.FURTHER ** (slips - 1)
            yield from _also(names, before, forms, score)


def _also(
    names: Sequence[str],
    before: Sequence[str],
    forms: Sequence[tuple[str, str]],
    score: float,
    start: str | None = None,
) -> Iterator[Query]:
    """Any of some words, given with their stems, and those `before`. That it stands right behind
    these is not asked: the next key or the space after the word will tell."""
    words = tuple(sorted({word for word, _ in forms}))
    stems = tuple(sorted({root for _, root in forms}))
    for name in names if forms else ():
        texts = stems if name in schema.STEMMED else words
        any_of = AnyOf(name, texts, score * schema.WEIGHTS[name], start)
        yield AllOf([_row(name, before), any_of]) if before else any_of


def _row(name: str, words: Sequence[str]) -> Query:
    """Words next to each other in a field, or a single one."""
    terms = [stem(word) if name in schema.STEMMED else word for word in words]
    weight = schema.WEIGHTS[name]
    if len(terms) == 1:
        return Term(name, terms[0], boost=weight)
    return InARow(name, terms, boost=weight)
