"""Kinds of Whoosh query that Whoosh itself does not have."""

from __future__ import annotations

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
    """Documents that satisfy a query about as well as those of some rows do, without these: with
    at least a part of their average score. Only the engine answers it."""

    boost = 1.0

    def __init__(self, query: Query, rows: Numbers, part: float) -> None:
        self.query = query
        self.rows = rows
        self.part = part

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Near) and (self.query, self.part) == (other.query, other.part)

    def __hash__(self) -> int:
        return hash((self.query, self.part))

    def field(self) -> None:
        return None


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
