"""Where in an abstract its marked sentences stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from readlist.paper import Highlight


@dataclass(frozen=True, slots=True, order=True)
class Placed:
    """A highlight and where in the abstract it stands (start and end, exclusive)."""

    start: int
    end: int
    highlight: Highlight = field(compare=False)

    def touches(self, start: int, end: int) -> bool:
        return self.start < end and start < self.end


def placed(abstract: str, highlights: Sequence[Highlight]) -> tuple[list[Placed], list[Highlight]]:
    """The highlights in the order of the abstract; and those whose sentence it has no more."""
    found: list[Placed] = []
    lost: list[Highlight] = []
    for highlight in highlights:
        place = place_of(abstract, highlight.quote)
        if place is None:
            lost.append(highlight)
        else:
            found.append(Placed(*place, highlight))
    return sorted(found), lost


def place_of(abstract: str, quote: str) -> tuple[int, int] | None:
    """Where a quote stands, whatever white space is between its words."""
    start = abstract.find(quote) if quote else -1
    if start >= 0:
        return start, start + len(quote)
    words = quote.split()
    if len(words) < 2 or not all(word in abstract for word in words):
        return None
    match = re.search(r"\s+".join(map(re.escape, words)), abstract)
    return match.span() if match else None
