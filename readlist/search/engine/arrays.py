"""Sets of documents with their scores, as arrays, and how they are joined."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

# With so many times fewer items than documents, sorting them beats an array over all documents.
_SPARSE = 16


class Found(NamedTuple):
    """Documents and what they score."""

    docs: Numbers
    """Rising, each once."""
    scores: Floats | float
    """One a document, or the same for all."""

    def __len__(self) -> int:
        return len(self.docs)

    def at(self, index: Any) -> Found:
        """The documents at some places (numbers, or a flag for each)."""
        scores = self.scores if isinstance(self.scores, float) else self.scores[index]
        return Found(self.docs[index], scores)

    def times(self, boost: float) -> Found:
        return self if boost == 1.0 else Found(self.docs, self.scores * boost)

    def each(self) -> Floats:
        """The scores, one a document."""
        if isinstance(self.scores, float):
            return np.full(len(self.docs), self.scores)
        return self.scores

    def size(self) -> int:
        """Bytes of the arrays."""
        return self.docs.nbytes + (0 if isinstance(self.scores, float) else self.scores.nbytes)


NOTHING = Found(np.empty(0, np.int64), 0.0)


def flags(docs: Numbers, count: int) -> Flags:
    """A flag for each of `count` documents: is it one of these?"""
    found = np.zeros(count, np.bool_)
    found[docs] = True
    return found


def joined(parts: Sequence[Found], count: int) -> Found:
    """The documents of any of the parts; scores add up. `count`: of all documents."""
    parts = [part for part in parts if len(part)]
    if len(parts) < 2:
        return parts[0] if parts else NOTHING
    if sum(map(len, parts)) * _SPARSE < count:
        return _joined_by_sorting(parts)
    among = np.zeros(count, np.bool_)
    scores = np.zeros(count)
    for part in parts:
        among[part.docs] = True
        scores[part.docs] += part.scores
    docs = np.flatnonzero(among)
    return Found(docs, scores[docs])


def _joined_by_sorting(parts: Sequence[Found]) -> Found:
    docs = np.concatenate([part.docs for part in parts])
    order = docs.argsort(kind="stable")
    docs = docs[order]
    scores = np.concatenate([part.each() for part in parts])[order]
    starts = np.flatnonzero(np.concatenate(([True], docs[1:] != docs[:-1])))
    return Found(docs[starts], np.add.reduceat(scores, starts))


def common(parts: Sequence[Found], count: int) -> Found:
    """The documents of all parts; scores add up."""
    parts = sorted(parts, key=len)
    found = parts[0]
    for part in parts[1:]:
        if not len(found):
            return NOTHING
        here, there = _meeting(found.docs, part.docs, count)
        found = Found(found.docs[here], found.at(here).scores + part.at(there).scores)
    return found


def within(found: Found, docs: Numbers, count: int) -> Found:
    """Those of `found` that are among `docs`."""
    return found.at(_meeting(found.docs, docs, count)[0]) if len(found) else found


def without(found: Found, docs: Numbers, count: int) -> Found:
    """Those of `found` that are not among `docs`."""
    if not len(found) or not len(docs):
        return found
    return found.at(~flags(docs, count)[found.docs])


def _meeting(one: Numbers, other: Numbers, count: int) -> tuple[Numbers, Numbers]:
    """Where in each of two rising arrays those stand that are in both."""
    if len(one) > len(other):
        there, here = _meeting(other, one, count)
        return here, there
    if len(one) * _SPARSE < count:
        at = other.searchsorted(one)
        at[at == len(other)] = 0
        here = np.flatnonzero(other[at] == one) if len(other) else at[:0]
        return here, at[here]
    places = np.full(count, -1, np.int64)
    places[other] = np.arange(len(other))
    at = places[one]
    here = np.flatnonzero(at >= 0)
    return here, at[here]


def ragged(starts: Numbers, lengths: Numbers, step: int = 1) -> Numbers:
    """Where runs of items stand: each start, counted up so many times; one run after another."""
    ends = lengths.cumsum()
    total = int(ends[-1]) if len(ends) else 0
    return np.arange(0, total * step, step) + np.repeat(starts - (ends - lengths) * step, lengths)
