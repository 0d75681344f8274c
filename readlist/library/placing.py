"""Where in an abstract its marked sentences stand, and which of them are marked on a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from readlist.paper import Highlight, Paper


class Placed(NamedTuple):
    """A highlight and where in the abstract it stands (start and end, exclusive)."""

    start: int
    end: int
    highlight: Highlight

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
    return sorted(found, key=lambda each: (each.start, each.end)), lost


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


def toggled(paper: Paper, quote: str) -> tuple[Highlight, ...]:
    """The highlights as they are once a sentence is marked, or the mark taken off."""
    there = marks_on(paper, quote)
    if there:
        return tuple(each for each in paper.highlights if each not in there)
    return (*paper.highlights, Highlight(quote))


def marks_on(paper: Paper, quote: str) -> list[Highlight]:
    """The highlights on any part of a sentence, which may be one that the abstract has no more."""
    abstract = paper.abstract or ""
    place = place_of(abstract, quote)
    inside, _ = placed(abstract, paper.highlights)
    near = {each.highlight for each in inside if place is not None and each.touches(*place)}
    return [each for each in paper.highlights if each in near or each.quote == quote]
