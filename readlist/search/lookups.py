"""What has to be looked up in the index for a word or phrase: in which fields, in which forms, and
what each find is worth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from readlist.search import schema
from readlist.search.surface import Surface
from readlist.search.tree import Leaf, Word
from readlist.search.words import stem

SHORT = 3
"""A beginning of fewer letters is expanded only if it begins at most MOST words; where it begins
more, nearly every paper has one of them, and all are let through."""
MOST = 1_000

_INDEX_NAMES = {"author": "authors"}


@dataclass(frozen=True, slots=True)
class Row:
    """Terms that stand next to each other in a field (or a single one). Worth the sum of their
    BM25, times `weight`."""

    field: str
    terms: tuple[str, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Any of many terms of a field. Worth `score`, whichever and however many there are."""

    field: str
    terms: tuple[str, ...]
    score: float


Lookup = Row | AnyOf
Way = tuple[Lookup, ...]
"""Lookups that all have to succeed in a paper."""


def ways(leaf: Leaf, surface: Surface) -> list[Way] | None:
    """The ways a paper can have what is asked for; it is worth the sum of those that succeed.

    None: the leaf is the beginning of so many words that it tells nothing.
    """
    names: tuple[str, ...] = schema.TEXT
    if leaf.field is not None:
        names = (_INDEX_NAMES.get(leaf.field, leaf.field),)
    if isinstance(leaf, Word) and leaf.fuzzy:
        return _near(leaf, names, surface)
    if not (isinstance(leaf, Word) and leaf.prefix):
        return [(_row(name, row),) for row in leaf.phrases() for name in names]
    found: list[Way] = []
    for *before, last in leaf.phrases():
        begun = surface.beginning_with(last)
        if len(last) < SHORT and len(begun) > MOST:
            if not before:
                return None
            found += [(_row(name, before),) for name in names]
            continue
        words = tuple(sorted({word for word, _ in begun}))
        stems = tuple(sorted({root for _, root in begun}))
        for name in names:
            score = schema.EXPANSION * schema.WEIGHTS[name]
            any_of = AnyOf(name, stems if name in schema.STEMMED else words, score)
            if before:
                # That the beginning stands right after the others is not asked: the next key or
                # the space after the word will tell.
                found.append((_row(name, before), any_of))
            else:
                found += [(_row(name, (last,)),), (any_of,)]
    return found


def _near(leaf: Word, names: Sequence[str], surface: Surface) -> list[Way]:
    """As typed, and with other words for the last: the more slips away, the less they are worth."""
    found: list[Way] = [(_row(name, row),) for row in leaf.phrases() for name in names]
    for *before, last in leaf.phrases():
        near = surface.near(last, leaf.fuzzy)
        for slips in range(1, leaf.fuzzy + 1):
            words = tuple(sorted({word for word, _, far in near if far == slips}))
            stems = tuple(sorted({root for _, root, far in near if far == slips}))
            for name in names if words else ():
                score = schema.EXPANSION * schema.FURTHER ** (slips - 1) * schema.WEIGHTS[name]
                any_of = AnyOf(name, stems if name in schema.STEMMED else words, score)
                found.append((_row(name, before), any_of) if before else (any_of,))
    return found


def _row(name: str, words: Sequence[str]) -> Row:
    terms = tuple(stem(word) if name in schema.STEMMED else word for word in words)
    return Row(name, terms, schema.WEIGHTS[name])
