"""Indexes of made-up words, queries of every kind on them, and what Whoosh finds for these."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from whoosh.codec.whoosh3 import W3Codec, W3Segment
from whoosh.index import TOC, create_in
from whoosh.query import (
    And,
    AndMaybe,
    AndNot,
    ConstantScoreQuery,
    DisjunctionMax,
    Every,
    FuzzyTerm,
    Not,
    NullQuery,
    NumericRange,
    Or,
    Otherwise,
    Phrase,
    Prefix,
    Query,
    Require,
    Term,
    TermRange,
    Variations,
    Wildcard,
)
from whoosh.query.spans import SpanNear2
from whoosh.searching import Searcher

from readlist.search.bulk import BulkSegment
from readlist.search.mapped import MappedStorage
from readlist.search.schema import PaperWeighting, make_schema

# Stems of themselves, many of them beginnings of others; the first are far more common.
WORDS = [
    first + last
    for last in ("", "a", "ab", "x", "work", "or")
    for first in ("net", "im", "tr", "ba", "co")
]
FIELDS = ["title", "abstract", "abstract", "abstract", "authors", "note"]
BOOSTS = [1.0, 1.0, 2.5, 0.3]


class Dice(random.Random):
    def text(self, most: int) -> str:
        weights = [1 / (place + 1) for place in range(len(WORDS))]
        return " ".join(self.choices(WORDS, weights, k=self.randint(0, most)))

    def texts(self, longest: int) -> dict[str, str]:
        """The texts of a document; some fields are rare, and some documents have none."""
        found = {"title": self.text(6), "abstract": self.text(longest)}
        if self.random() < 0.3:
            found["abstract"] += f" b{self.randrange(300)}"  # few have the same
        if self.random() < 0.1:
            found["note"] = self.text(9)
        if self.random() < 0.5:
            found["authors"] = "\n".join((self.text(2), self.text(2)))
        return {name: text for name, text in found.items() if text}

    def query(self, depth: int) -> Query:
        return self.leaf() if depth == 0 else self.compound(depth - 1)

    def leaf(self) -> Query:
        field, boost = self.choice(FIELDS), self.choice(BOOSTS)
        match self.randrange(12):
            case 0 | 1:
                words = [self.word() for _ in range(self.randint(1, 3))]
                return Phrase(field, words, slop=self.choice([1, 1, 1, 2, 5]), boost=boost)
            case 2 | 3:
                start = self.word()[: self.randint(1, 4)]
                return Prefix(field, start, boost=boost, constantscore=self.random() < 0.6)
            case 4:
                return Every(self.choice([None, field]), boost=boost)
            case 5:
                return self.choice([Term("row", self.randint(1, 400)), NullQuery])
            case 6:
                return self.other(field)
            case _:
                return Term(field, self.word(), boost=boost)

    def other(self, field: str) -> Query:
        """One of the kinds that are left to Whoosh's own matchers."""
        terms = [Term(field, self.word()) for _ in range(2)]
        return self.choice(
            [
                Wildcard(field, f"{self.word()[0]}*{self.word()[-1]}"),
                FuzzyTerm(field, self.word(), maxdist=1),
                TermRange(field, "im", "tr"),
                NumericRange("row", 20, self.randint(20, 200)),
                Variations(field, self.word()),
                Otherwise(*terms),
                DisjunctionMax(terms),
                SpanNear2(terms, slop=4, ordered=False),
            ]
        )

    def compound(self, depth: int) -> Query:
        def part() -> Query:
            return self.query(self.randint(0, depth))

        match self.randrange(8):
            case 0 | 1:
                parts = [part() for _ in range(self.randint(1, 3))]
                return And(parts, boost=self.choice(BOOSTS))
            case 2 | 3:
                parts = [part() for _ in range(self.randint(1, 4))]
                return Or(parts, boost=self.choice(BOOSTS))
            case 4:
                return self.choice([Not(part()), AndNot(part(), part())])
            case 5:
                return AndMaybe(part(), part())
            case 6:
                return Require(part(), part())
            case _:
                return ConstantScoreQuery(part(), self.choice([1.0, 0.01, 3.0]))

    def word(self) -> str:
        return self.choice(WORDS)


def index(
    folder: Path,
    sizes: Sequence[int],
    *,
    bulk: bool,
    deleted: int = 0,
    longest: int = 60,
    codec: W3Codec | None = None,
) -> Any:
    """An index with segments of so many documents; of all documents, so many are deleted.

    `bulk`: our writer wrote the segments, not Whoosh. `longest`: words of an abstract.
    """
    dice = Dice(str((sizes, deleted)))
    folder.mkdir(parents=True)
    found = create_in(str(folder), make_schema())
    segments, row = [], 0
    for size in sizes:
        texts = [(row + number, dice.texts(longest)) for number in range(1, size + 1)]
        row += size
        if bulk:
            new = BulkSegment(make_schema(), at_a_time=97)
            for number, some in texts:
                new.add(number, some)
            segments.append(W3Segment(W3Codec(), "MAIN"))
            new.write(MappedStorage(folder), segments[-1])
        else:
            writer = found.writer(codec=codec)
            for number, some in texts:
                writer.add_document(row=number, **some)
            writer.commit(merge=False)
    if bulk:
        TOC(make_schema(), segments, 1).write(MappedStorage(folder), "MAIN")
    found = MappedStorage(folder).open_index()
    if deleted:
        writer = found.writer()
        for number in dice.sample(range(1, row + 1), deleted):
            writer.delete_by_term("row", number)
        writer.commit(merge=False)
    return MappedStorage(folder).open_index()


def found_by_whoosh(reader: Any, query: Query) -> dict[int, float]:
    """What each document is worth for a query, by exhaustive search.

    Whoosh's matchers for AndNot and Not let documents through that they should rule out, and
    AndMaybe within other queries forgets scores. So what has one of these is put together here,
    as documented, from what Whoosh finds for the parts.
    """
    return _Reference(reader).found(query)


class _Reference:
    def __init__(self, reader: Any) -> None:
        self._searcher = Searcher(reader, weighting=PaperWeighting())
        self._alive = list(reader.all_doc_ids())

    def found(self, query: Query) -> dict[int, float]:
        if not any(isinstance(each, AndNot | Not | AndMaybe) for each in _all(query)):
            return {hit[1]: hit[0] for hit in self._searcher.search(query, limit=None).top_n}
        match query:
            case Not():
                ruled_out = self.found(query.query)
                return {doc: 1.0 for doc in self._alive if doc not in ruled_out}
            case AndNot():
                one, other = self.found(query.a), self.found(query.b)
                return {doc: score for doc, score in one.items() if doc not in other}
            case AndMaybe():
                one, other = self.found(query.a), self.found(query.b)
                return {doc: score + other.get(doc, 0.0) for doc, score in one.items()}
            case Require():
                one, other = self.found(query.a), self.found(query.b)
                return {doc: score for doc, score in one.items() if doc in other}
            case ConstantScoreQuery():
                return dict.fromkeys(self.found(query.child), query.score)
            case And() | Or():
                parts = [self.found(part) for part in query.subqueries]
                some = set.intersection if isinstance(query, And) else set.union
                boost = query.boost if len(parts) > 1 else 1.0
                docs = some(*(set(part) for part in parts))
                return {doc: boost * sum(p.get(doc, 0.0) for p in parts) for doc in docs}
        raise AssertionError(query)


def _all(query: Query) -> list[Query]:
    children = [] if query.is_leaf() else query.children()
    return [query, *(each for child in children for each in _all(child))]
