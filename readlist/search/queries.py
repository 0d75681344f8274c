"""Kinds of Whoosh query that Whoosh itself does not have."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import cached_property
from typing import Any

from whoosh.matching.mcore import ListMatcher, Matcher
from whoosh.query.compound import Or
from whoosh.query.qcore import Query
from whoosh.query.terms import Term
from whoosh.query.wrappers import ConstantScoreQuery

from readlist.search.engine.arrays import Numbers


class Rows(Query):
    """The papers of some rows, worth nothing: a state, as a leaf of the query tree.

    Only the engine answers it in full: it knows of papers that no segment has.
    """

    boost = 1.0

    def __init__(self, rows: Numbers) -> None:
        """`rows`: numbers in the store, in any order."""
        self.rows = rows

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Rows) and self.rows is other.rows

    def __hash__(self) -> int:
        return id(self.rows)

    def field(self) -> None:
        return None

    def estimate_size(self, ixreader: Any) -> int:
        return len(self.rows)

    def matcher(self, searcher: Any, context: Any = None) -> Matcher:
        wanted = set(self.rows.tolist())
        reader = searcher.reader()
        column = reader.column_reader("row", translate=False)
        docs = [doc for doc in reader.all_doc_ids() if column[doc] in wanted]
        return ListMatcher(docs, weights=[0.0] * len(docs))


class Near(Query):
    """Documents that satisfy a query about as well as those of some rows do, without these. How
    well they have to, says `engine.nearness`. Only the engine answers it."""

    boost = 1.0

    def __init__(self, query: Query, rows: Numbers) -> None:
        self.query = query
        self.rows = rows

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Near) and self.query == other.query

    def __hash__(self) -> int:
        return hash((Near, self.query))

    def field(self) -> None:
        return None


class Remembered(Query):
    """A query that need not be made again where its answer is known: the engine keeps it, under a
    key that says all of it."""

    boost = 1.0

    def __init__(self, key: Hashable, make: Callable[[], Query]) -> None:
        self.key = key
        self._make = make

    @cached_property
    def query(self) -> Query:
        return self._make()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Remembered) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)

    def field(self) -> Any:
        return self.query.field()

    def estimate_size(self, ixreader: Any) -> int:
        return int(self.query.estimate_size(ixreader))

    def matcher(self, searcher: Any, context: Any = None) -> Matcher:
        found: Matcher = self.query.matcher(searcher, context)
        return found


class AnyOf(Query):
    """Documents with any of many terms of a field; all are worth the same.

    `start`: how most of these terms start, if they were found by their beginning.
    """

    boost = 1.0

    def __init__(
        self, fieldname: str, terms: tuple[str, ...], score: float, start: str | None = None
    ) -> None:
        self.fieldname = fieldname
        self.texts = terms
        self.score = score
        self.start = start

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, AnyOf)
            and self.fieldname == other.fieldname
            and self.texts == other.texts
            and self.score == other.score
        )

    def __hash__(self) -> int:
        return hash((self.fieldname, self.texts, self.score))

    def field(self) -> str:
        return self.fieldname

    def estimate_size(self, ixreader: Any) -> int:
        return sum(ixreader.doc_frequency(self.fieldname, text) for text in self.texts)

    def matcher(self, searcher: Any, context: Any = None) -> Matcher:
        terms = [Term(self.fieldname, text) for text in self.texts]
        found: Matcher = ConstantScoreQuery(Or(terms), self.score).matcher(searcher)
        return found
