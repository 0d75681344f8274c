"""One generation of the index, as one thread sees it."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import partial
from typing import Any

import numpy as np
from whoosh.query.qcore import NullQuery
from whoosh.searching import Searcher

from readlist.search.answer import StopToken
from readlist.search.engine import scoring
from readlist.search.engine.arrays import NOTHING, Found, Numbers
from readlist.search.engine.part import Part
from readlist.search.engine.scoring import Scorer
from readlist.search.engine.segment import Segment
from readlist.search.engine.shared import Shared


class Generation:
    """Documents are numbered through all segments, in the order of the segments."""

    def __init__(self, reader: Any, weighting: Any, key: Hashable, shared: Shared) -> None:
        """`reader`: Whoosh's, for this thread only; `weighting`: BM25F with whatever idf; `key`:
        what sets this generation and weighting apart from all others that use `shared`."""
        if not scoring.understood(weighting):
            raise TypeError(f"{type(weighting).__name__} is not BM25F")
        self.schema = reader.schema
        self._key = key
        self._cache = shared.cache
        searcher: Any = Searcher(reader, weighting=weighting)
        # The weighting asks for this over and over: here most of it is remembered.
        searcher.doc_frequency = self.frequency
        self._searcher = searcher
        self.size: int = self._searcher.doc_count_all()
        """Documents, deleted ones too."""
        # An empty index has no segments to ask.
        leaves = self._searcher.leaf_searchers() if self.size else []
        self.parts = [Part(searcher, base, shared) for searcher, base in leaves]

    def rows(self) -> Numbers:
        """The row of each document, deleted ones too."""
        return np.concatenate([np.empty(0, np.int64), *(part.rows() for part in self.parts)])

    def alive(self) -> Numbers:
        """The documents that are not deleted."""
        parts = [part.alive() + part.base for part in self.parts]
        return np.concatenate([np.empty(0, np.int64), *parts])

    def encoded(self, field: str, text: str | bytes) -> bytes | None:
        """A term as its field writes it; None if the field has no such terms, or is none."""
        if field not in self.schema:
            return None
        try:
            found: bytes = self.schema[field].to_bytes(text)
        except ValueError:
            return None
        return found

    def frequency(self, field: str, text: str | bytes) -> int:
        """How many documents have a term, deleted ones too, as Whoosh counts."""
        term = self.encoded(field, text)
        return sum(part.frequency(field, term) for part in self.parts) if term is not None else 0

    def try_one(self, field: str) -> None:
        """Read a posting list of a field in every segment, to see whether its layout is known."""

        def read(part: Part, segment: Segment) -> Found:
            for term in segment.terms(field, b"", 1):
                segment.postings(field, term)
                segment.places(field, term)
            return NOTHING

        self.each(NullQuery, read, None)

    def most_common(self, field: str, start: str, limit: int) -> list[tuple[str, int]]:
        """The terms that start so and that most documents have, with how many have them.

        A term that is common in the index is so in one of its segments.
        """
        term = self.encoded(field, start)
        if term is None:
            return []
        found = set().union(*(part.most_common(field, term, limit) for part in self.parts))
        counted = [(self.frequency(field, each), each.decode()) for each in found]
        counted.sort(key=lambda item: (-item[0], item[1]))
        return [(text, papers) for papers, text in counted[:limit]]

    def scorer(self, field: str, term: bytes) -> Scorer:
        return Scorer(self._searcher, field, term)

    def each(
        self, query: Any, find: Callable[[Part, Segment], Found], stop: StopToken | None
    ) -> Found:
        """What `find` finds in all segments; where it cannot, what Whoosh finds for `query`."""
        found = []
        for part in self.parts:
            here = part.found(query, partial(find, part), stop)
            found.append(Found(here.docs + part.base, here.scores))
        return _in_a_row(found)

    def by_matcher(self, query: Any, stop: StopToken | None) -> Found:
        """What Whoosh's own matcher finds."""
        found = [(part.by_matcher(query, stop), part.base) for part in self.parts]
        return _in_a_row([Found(here.docs + base, here.scores) for here, base in found])

    def kept(self, what: Hashable, make: Callable[[], Found]) -> Found:
        """What was found for this before in this generation, or else is made now."""
        return self._cache.get((self._key, what), make, Found.size)


def _in_a_row(parts: list[Found]) -> Found:
    """Documents of one segment after those of another."""
    parts = [part for part in parts if len(part)]
    if len(parts) == 1:
        return parts[0]
    if not parts:
        return Found(np.empty(0, np.int64), 0.0)
    docs = np.concatenate([part.docs for part in parts])
    return Found(docs, np.concatenate([part.each() for part in parts]))
