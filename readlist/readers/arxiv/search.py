"""The results of a search on arXiv, saved as text.

    1. arXiv:2101.00001 [pdf, other] cs.RO cs.LG doi 10.1000/kites.1
    Kites That Repair Bridges
    Authors: Jane Doe, John Roe, et al. (3 additional authors not shown)
    Abstract: We let kites repair… ▽ More
    Submitted 3 May, 2021; v1 submitted 1 January, 2021; originally announced January 2021.
    Comments: 12 pages
    Journal ref: Kite Letters 12 (2021) 3-9

The abstract can be whole (`△ Less`), cut off, or first cut off and then whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from readlist.readers.arxiv.items import Item
from readlist.readers.arxiv.pages import reading_of
from readlist.readers.base import SNIFFED, Reading


class ArxivSearchReader:
    """Reads search results of arXiv."""

    name: Final = "arxiv-search"
    label: Final = "a page of arXiv search results"

    def sniff(self, lines: Sequence[str]) -> float:
        return self.read(lines[:SNIFFED]).confidence

    def read(self, lines: Sequence[str]) -> Reading:
        return reading_of(self.name, lines, _is_result)


def _is_result(item: Item) -> bool:
    if "title" in item.labels or item.index.startswith("["):
        return False
    return (
        item.has_categories
        or "submitted" in item.labels
        or (item.has_formats and bool(item.labels & {"authors", "abstract"}))
    )
