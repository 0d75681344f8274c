"""Which hits come first."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from readlist.search.engine.arrays import Floats, Numbers

_DIGITS = 9  # of a score, after the point: sums in another order differ in later ones
_BITS = 63  # of a whole number that has a sign


class Ranked(NamedTuple):
    """Rows of papers, best first, ties by row; and their scores, 0 where only state matched."""

    rows: Numbers
    scores: Floats


def ranked(
    rows: Numbers, scores: Floats, limit: int | None = None, merit: Floats | None = None
) -> Ranked:
    """The best of some rows, at most `limit`. `merit`, where given, counts before the score.

    Score and row are put into one whole number each, and those are sorted: several times as fast
    as sorting by two keys, and the first few can be had without sorting the others.
    """
    if not len(rows):
        return Ranked(rows, scores)
    score_numbers = _whole(scores)
    row_bits = int(rows.max()).bit_length()
    if merit is not None or int(score_numbers.max()).bit_length() + row_bits > _BITS:
        keys = [rows, -score_numbers, *([-_whole(merit)] if merit is not None else [])]
        order = np.lexsort(keys)[:limit]
        return Ranked(rows[order], score_numbers[order] / 10**_DIGITS)
    numbers = (-score_numbers << row_bits) | rows
    if limit is not None and limit < len(numbers):
        numbers.partition(limit)
        numbers = numbers[:limit]
    numbers.sort()
    return Ranked(numbers & ((1 << row_bits) - 1), -(numbers >> row_bits) / 10**_DIGITS)


def in_order(rows: Numbers, scores: Floats, places: Numbers, limit: int | None = None) -> Ranked:
    """Rows by their place, at most `limit`; those without one come last.

    `places`: one a row, up to the last that has one.
    """
    last = len(places) - 1
    standing = np.where(rows <= last, places[np.minimum(rows, last)], last + 1)
    if limit is not None and limit < len(rows):
        first = standing.argpartition(limit)[:limit]
        rows, scores, standing = rows[first], scores[first], standing[first]
    order = standing.argsort(kind="stable")
    return Ranked(rows[order], _whole(scores[order]) / 10**_DIGITS)


def _whole(numbers: Floats) -> Numbers:
    found: Numbers = np.rint(numbers * 10**_DIGITS).astype(np.int64)
    return found
