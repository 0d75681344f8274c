"""How near a paper has to be to others to be called similar."""

from __future__ import annotations

from math import sqrt

import numpy as np

from readlist.search.engine.arrays import Floats

_PART = 0.12
"""Of what the papers looked for reach themselves on average: one common word is no likeness."""
_OUT = 2.0  # standard deviations
_FEW = 50


def floor(others: Floats, own: Floats, count: int) -> float:
    """The score that papers have to reach.

    `others`: what those reach that have any of the words; `own`: what the papers looked for reach
    themselves; `count`: of all papers but these.

    Many starred papers of all kinds have only common words in common, and then every paper reaches
    as much as they do. So it also has to stand out from the average paper, by two standard
    deviations; but the nearest fifty need not.
    """
    least = _PART * max(float(own.mean()), 0.0) if len(own) else 0.0
    if len(others) <= _FEW:
        return least
    mean = float(others.sum()) / count
    deviation = sqrt(max(float(np.square(others).sum()) / count - mean * mean, 0.0))
    last_of_few = float(np.partition(others, -_FEW)[-_FEW])
    return max(least, min(mean + _OUT * deviation, last_of_few))
