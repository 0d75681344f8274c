"""Pairs of papers that may be the same, for a person to decide."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, cast

from readlist.store import Store


@dataclass(frozen=True, slots=True)
class Double:
    """Two papers (ids; the older one first) that may be the same: by what, and how alike that is.

    `score`: 0 to 1; of abstracts the share of the shorter one that is in the other.
    """

    one_id: str
    other_id: str
    kind: Literal["title", "abstract"]
    score: float


def doubles(store: Store, limit: int | None) -> list[Double]:
    """The likeliest pairs (None: all) that nobody merged or kept apart, the likeliest first."""
    return [
        Double(
            each.one_id, each.other_id, cast('Literal["title", "abstract"]', each.kind), each.score
        )
        for each in store.doubles.likeliest(limit)
    ]
