"""Which documents have words near each other, in order."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from readlist.search.engine.arrays import Numbers, ragged
from readlist.search.engine.postings import Places

# Positions of one document are this far from those of the next: further than any two words are.
_APART = 1 << 40


def in_order(words: Sequence[Places], where: Sequence[Numbers], slop: int) -> Numbers:
    """Which of some documents have the words in this order, each at most `slop` positions behind
    the one before (1: right behind it).

    `where`: for each word, where in its `Places` each of the documents is. Returns numbers into
    these, rising.
    """
    ends = _positions(words[0], where[0])
    for word, at in zip(words[1:], where[1:], strict=True):
        if not len(ends):
            break
        here = _positions(word, at)
        # The nearest of the words before, if it is near enough.
        before = ends.searchsorted(here) - 1
        near = here - ends[before] <= slop
        ends = here[near & (before >= 0)]
    return np.unique(ends // _APART)


def _positions(word: Places, where: Numbers) -> Numbers:
    """All positions of a word in these documents, made distinct by document."""
    starts = word.starts[where]
    lengths = word.starts[where + 1] - starts
    found = np.repeat(np.arange(len(where)) * _APART, lengths)
    found += word.positions[ragged(starts, lengths)]
    return found
