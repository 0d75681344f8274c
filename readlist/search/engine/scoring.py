"""BM25F over arrays, to the last digit as Whoosh computes it."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.scoring import BM25F
from whoosh.util.numeric import byte_to_length

from readlist.search.engine.arrays import Floats

# How many words each length byte stands for.
_LENGTHS = np.array([byte_to_length(code) for code in range(256)], np.float64)


def understood(weighting: Any) -> bool:
    """Is this BM25F, whatever its idf?"""
    return (
        isinstance(weighting, BM25F)
        and type(weighting).scorer is BM25F.scorer
        and not weighting.use_final
    )


class Scorer:
    """Scores the postings of one term of the whole index.

    idf · tf · (K1 + 1) / (tf + K1 · (1 - B + B · length / average length)): Robertson and Zaragoza,
    The Probabilistic Relevance Framework: BM25 and Beyond (2009). A field that keeps no lengths
    scores tf.
    """

    def __init__(self, searcher: Any, field: str, term: bytes) -> None:
        """`searcher`: Whoosh's, of the whole index; it says what the term's idf is."""
        self._scorable = bool(searcher.schema[field].scorable)
        if self._scorable:
            weighting = searcher.weighting
            b: float = weighting._field_B.get(field, weighting.B)
            average: float = searcher.avg_field_length(field) or 1
            self._idf: float = searcher.idf(field, term)
            self._k1: float = weighting.K1
            self._norms = self._k1 * ((1 - b) + b * _LENGTHS / average)

    def scores(self, weights: NDArray[np.float32], lengths: NDArray[np.uint8] | None) -> Floats:
        """`weights`: of the term in some documents; `lengths`: the codes of their lengths, None if
        the segment has none."""
        often = weights.astype(np.float64)
        if not self._scorable:
            return often
        norms: Floats = self._norms[1 if lengths is None else lengths]
        found: Floats = self._idf * ((often * (self._k1 + 1)) / (often + norms))
        return found
