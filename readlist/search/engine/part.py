"""A segment within one generation of the index, as one thread sees it. Documents are numbered
within the segment; whether they are deleted is looked at last (see `View`)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np

from readlist.search.answer import StopToken, check
from readlist.search.engine import phrases
from readlist.search.engine.arrays import NOTHING, Found, Numbers, common
from readlist.search.engine.postings import Unknown
from readlist.search.engine.scoring import Scorer
from readlist.search.engine.segment import Segment
from readlist.search.engine.shared import Shared

_CHECK_EVERY = 1_024  # steps of one of Whoosh's matchers between two looks at the stop token


class Part:
    def __init__(self, searcher: Any, base: int, shared: Shared) -> None:
        """`searcher`: Whoosh's, of this segment; `base`: its first document in the whole index."""
        self.base = base
        self.count: int = searcher.doc_count_all()
        self._searcher = searcher
        self._reader = searcher.reader()
        self._shared = shared
        self._segment = shared.segment(self._reader)

    def found(self, query: Any, find: Callable[[Segment], Found], stop: StopToken | None) -> Found:
        """What `find` reads in the segment; or, if that is laid out in a way we do not know, what
        Whoosh finds for `query`."""
        check(stop)
        if self._segment is not None:
            try:
                return find(self._segment)
            except Unknown as error:
                self._shared.leave_to_whoosh(self._segment.name, str(error))
                self._segment = None
        return self.by_matcher(query, stop)

    def by_matcher(self, query: Any, stop: StopToken | None) -> Found:
        """What Whoosh itself finds, one document after another."""
        docs: list[int] = []
        scores: list[float] = []
        matcher = query.matcher(self._searcher, self._searcher.context())
        while matcher.is_active():
            docs.append(matcher.id())
            scores.append(matcher.score())
            matcher.next()
            if len(docs) % _CHECK_EVERY == 0:
                check(stop)
        return Found(np.array(docs, np.int64), np.array(scores, np.float64))

    def rows(self) -> Numbers:
        """The row of each document, deleted ones too."""
        if self._segment is not None:
            return self._segment.rows()
        column = self._reader.column_reader("row", translate=False)
        return np.fromiter((column[doc] for doc in range(self.count)), np.int64, self.count)

    def alive(self) -> Numbers:
        """The documents that are not deleted."""
        there = np.ones(self.count, np.bool_)
        there[list(self._reader.segment().deleted_docs())] = False
        return np.flatnonzero(there)

    def frequency(self, field: str, term: bytes) -> int:
        """How many documents have a term, deleted ones too, as Whoosh counts."""
        if self._segment is None:
            return int(self._reader.doc_frequency(field, term))
        info = self._segment.info(field, term)
        return info.papers if info is not None else 0

    def most_common(self, field: str, start: bytes, limit: int) -> list[bytes]:
        """The terms that start so and that most documents have."""
        if self._segment is None:
            terms = list(self._reader.expand_prefix(field, start))
            terms.sort(key=lambda term: -self.frequency(field, term))
            return terms[:limit]
        return self._segment.most_common(field, start, limit)

    # What the segment says, for `found`

    def term(self, segment: Segment, field: str, term: bytes, scorer: Scorer) -> Found:
        postings = segment.postings(field, term)
        if postings is None:
            return NOTHING
        docs = postings.docs.astype(np.int64)
        return Found(docs, scorer.scores(postings.weights, segment.lengths_of(field, docs)))

    def phrase(
        self, segment: Segment, field: str, words: Sequence[tuple[bytes, Scorer]], slop: int
    ) -> Found:
        """`words`: in their order, each with its scorer."""
        lists = [found for word, _ in words if (found := segment.postings(field, word))]
        if len(lists) < len(words):
            return NOTHING
        docs = common([Found(each.docs.astype(np.int64), 0.0) for each in lists], self.count).docs
        if not len(docs):
            return NOTHING
        where = [each.docs.searchsorted(docs) for each in lists]
        places = [segment.places(field, word) for word, _ in words]
        hits = phrases.in_order([each for each in places if each], where, slop)
        docs = docs[hits]
        lengths = segment.lengths_of(field, docs)
        scores = np.zeros(len(docs))
        for each, at, (_, scorer) in zip(lists, where, words, strict=True):
            scores += scorer.scores(each.weights[at[hits]], lengths)
        return Found(docs, scores)

    def having_any(
        self, segment: Segment, field: str, terms: Iterable[bytes], start: bytes | None = None
    ) -> Found:
        """The documents with any of the terms; see `Segment.having_any`."""
        return Found(np.flatnonzero(segment.having_any(field, terms, start)), 1.0)

    def having_field(self, segment: Segment, field: str) -> Found:
        """The documents with any word in a field that keeps lengths."""
        lengths = segment.lengths(field)
        return NOTHING if lengths is None else Found(np.flatnonzero(lengths), 1.0)
