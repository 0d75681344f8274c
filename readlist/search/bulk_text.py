"""From the texts of many papers to the postings of their words, inverted with NumPy.

Text is cut at white space and each distinct piece analysed once, by the field's own analyzer: no
word reaches over white space, so the words of a text are those of its pieces, one after another.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from readlist.search import raw

Numbers = NDArray[Any]
Analyzer = Callable[[str], Iterable[tuple[str, int]]]
"""Gives the terms of a text with their positions."""


@dataclass(frozen=True, slots=True)
class Postings:
    """The postings of many terms: document numbers and frequencies, term by term, and positions,
    posting by posting. `starts[i]` is where term i starts among the postings, and the last is
    their number. `positions` None: the field keeps none (all frequencies are 1)."""

    starts: Numbers
    docs: Numbers
    freqs: Numbers
    positions: Numbers | None

    def sizes(self) -> Numbers:
        """How many documents each term is in."""
        return np.diff(self.starts)


class Pieces(dict[str, int]):
    """Pieces of text without white space, numbered, and what an analyzer makes of them."""

    def __init__(self, analyzer: Analyzer) -> None:
        self._analyzer = analyzer
        self._numbers: dict[str, int] = {}
        self._terms = array("I")
        self._offsets = array("I")
        self._counts = array("I")
        self._widths = array("I")
        # A piece between people's names that has no words and takes one position.
        self.gap = self[""] = 0
        self._counts.append(0)
        self._widths.append(1)

    def __missing__(self, piece: str) -> int:
        number = self[piece] = len(self)
        last, count = -1, 0
        for term, last in self._analyzer(piece):
            self._terms.append(self._numbers.setdefault(term, len(self._numbers)))
            self._offsets.append(last)
            count += 1
        self._counts.append(count)
        self._widths.append(last + 1)
        return number

    def has_words(self, pieces: Iterable[int]) -> bool:
        return any(map(self._widths.__getitem__, pieces))

    def terms(self) -> list[str]:
        """All terms so far, by number."""
        return list(self._numbers)

    def expand(self, pieces: Numbers) -> tuple[Numbers, Numbers, Numbers, Numbers]:
        """The tokens of a row of pieces: for each token the index of its piece in the row, its
        term and its position in the piece; and for each piece how many positions it takes."""
        counts = np.frombuffer(self._counts, np.uint32)
        ends = np.cumsum(counts)
        many = counts[pieces]
        at = ranges(ends[pieces] - many, many)
        return (
            np.repeat(np.arange(len(pieces)), many),
            np.frombuffer(self._terms, np.uint32)[at],
            np.frombuffer(self._offsets, np.uint32)[at],
            np.frombuffer(self._widths, np.uint32)[pieces],
        )


def ranges(starts: Numbers, counts: Numbers) -> Numbers:
    """The numbers start, start + 1, … (so many of them) for each start, one after another."""
    counts = counts.astype(np.int64)
    ends = np.cumsum(counts)
    total = int(ends[-1]) if len(ends) else 0
    found: Numbers = np.arange(total)
    found += np.repeat(starts.astype(np.int64) - (ends - counts), counts)
    return found


class Field:
    """The texts of one field of the papers of a segment, as they come."""

    def __init__(self, pieces: Pieces, apart: bool) -> None:
        """`apart`: see `schema.PaperAnalyzer`."""
        self._cache = pieces
        self._apart = apart
        self._pieces = array("I")
        self._docs = array("I")
        self._ends = array("Q")
        self._runs = _Runs()
        self._lengths: list[tuple[Numbers, Numbers]] = []

    def add(self, doc: int, text: str) -> int:
        """Add the text of a document, greater than those before; about how many words it has."""
        before = len(self._pieces)
        find = self._cache.__getitem__
        if self._apart:
            for line in text.split("\n"):
                start = len(self._pieces)
                self._pieces.extend(map(find, line.split()))
                if self._cache.has_words(self._pieces[start:]):
                    self._pieces.append(self._cache.gap)
        else:
            self._pieces.extend(map(find, text.split()))
        self._docs.append(doc)
        self._ends.append(len(self._pieces))
        return len(self._pieces) - before

    def invert(self) -> None:
        """Turn the texts that were added since the last time into postings, which take a third of
        the memory."""
        pieces = np.array(self._pieces, np.uint32)
        ends = np.array(self._ends, np.int64)
        counts = np.diff(ends, prepend=0)
        docs = np.repeat(np.array(self._docs, np.uint32), counts)
        del self._pieces[:], self._docs[:], self._ends[:]
        piece, terms, offsets, widths = self._cache.expand(pieces)
        if not len(terms):
            return
        before = np.cumsum(widths, dtype=np.int64) - widths
        starts = before[np.minimum(ends - counts, len(pieces) - 1)]
        positions = (before - np.repeat(starts, counts))[piece] + offsets
        docs = docs[piece]
        self._runs.add(terms, docs, positions)
        self._lengths.append(np.unique(docs, return_counts=True))

    def lengths(self, count: int) -> Numbers:
        """How many words each of the documents 0 … `count` - 1 has in this field."""
        found = np.zeros(count, np.int64)
        for docs, lengths in self._lengths:
            found[docs] = lengths
        return found

    def postings(self, most: int) -> Iterator[tuple[list[bytes], Postings]]:
        """The terms in the order of their bytes, with their postings; some terms at a time, that
        have about `most` positions together. Good for once."""
        texts = self._cache.terms()
        by_text = sorted(range(len(texts)), key=texts.__getitem__)
        rank = np.empty(len(texts), np.uint32)
        rank[by_text] = np.arange(len(texts))
        for some, postings in self._runs.joined(rank, most):
            yield [texts[by_text[number]].encode() for number in some.tolist()], postings


class _Runs:
    """The postings of the documents up to some, then of those up to some, …: arrays of all terms of
    a run, of all its postings (document and frequency) and of all positions, each a list by run."""

    def __init__(self) -> None:
        self._terms: list[Numbers] = []
        self._counts: list[Numbers] = []
        self._docs: list[Numbers] = []
        self._freqs: list[Numbers] = []
        self._positions: list[Numbers] = []

    def add(self, terms: Numbers, docs: Numbers, positions: Numbers) -> None:
        """A run, as term, document and position of its tokens, in the order of the text."""
        # One sort of whole numbers, with the place of the token in the lower half to keep the
        # order, is several times faster than a stable sort by term.
        keys = (terms.astype(np.uint64) << np.uint64(32)) | np.arange(len(terms), dtype=np.uint64)
        keys.sort()
        order = (keys & np.uint64(0xFFFFFFFF)).astype(np.int64)
        terms, docs = terms[order], docs[order]
        new_term = _changes(terms)
        starts = np.flatnonzero(new_term | _changes(docs))
        first = np.flatnonzero(new_term[starts])
        self._terms.append(terms[starts[first]])
        self._counts.append(np.diff(first, append=len(starts)).astype(np.uint32))
        self._docs.append(docs[starts])
        self._freqs.append(raw.narrow(np.diff(starts, append=len(terms))))
        self._positions.append(raw.narrow(positions[order]))

    def joined(self, rank: Numbers, most: int) -> Iterator[tuple[Numbers, Postings]]:
        """Terms (by their `rank`, rising) and their postings, some at a time. Good for once."""
        if not self._terms:
            return
        ranks = rank[_taken(self._terms)]
        # Terms of runs, term by term; those of one term in the order of the runs, so that its
        # documents rise.
        order = np.argsort(ranks, kind="stable")
        ranks = ranks[order]
        counts = _taken(self._counts)
        starts = np.cumsum(counts, dtype=np.int64) - counts
        docs, freqs, positions = map(_taken, (self._docs, self._freqs, self._positions))
        places = np.cumsum(freqs, dtype=np.uint32)
        totals = np.add.reduceat(freqs, starts, dtype=np.int64)[order]
        places -= freqs
        for first, stop in _groups(ranks, totals, most):
            some = order[first:stop]
            at = ranges(starts[some], counts[some])
            new = np.flatnonzero(_changes(ranks[first:stop]))
            ends = np.append(0, np.cumsum(counts[some], dtype=np.int64))
            yield (
                ranks[first:stop][new],
                Postings(
                    ends[np.append(new, stop - first)],
                    docs[at],
                    freqs[at],
                    positions[ranges(places[at], freqs[at])],
                ),
            )


def _taken(arrays: list[Numbers]) -> Numbers:
    """The arrays as one; they are let go of, so that there are never two of everything."""
    found = np.concatenate(arrays)
    arrays.clear()
    return found


def _groups(ranks: Numbers, totals: Numbers, most: int) -> Iterator[tuple[int, int]]:
    """Spans of the sorted ranks that hold all of each rank in them, with totals of about `most`."""
    new = np.append(np.flatnonzero(_changes(ranks)), len(ranks))
    seen = np.append(0, np.cumsum(totals))[new]
    first = 0
    while first < len(new) - 1:
        end = int(np.searchsorted(seen, seen[first] + most))
        end = min(max(end, first + 1), len(new) - 1)
        yield int(new[first]), int(new[end])
        first = end


def _changes(numbers: Numbers) -> Numbers:
    """Where a number differs from the one before it; true for the first."""
    found = np.ones(len(numbers), bool)
    np.not_equal(numbers[1:], numbers[:-1], out=found[1:])
    return found
