"""An arXiv listing saved as text: `/list/…/recent`, `/new`, a month, a catch-up, an author's page.

[1] arXiv:2101.00001 (cross-list from cs.LG) [pdf, html, other]
Title: Kites That Repair Bridges
Authors: Jane Doe, John Roe            (newer pages do without this label)
Comments: 12 pages
Journal-ref: Kite Letters 12 (2021) 3-9
Subjects: Robotics (cs.RO); Machine Learning (cs.LG)
The abstract, on pages of new papers.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from readlist.readers.arxiv.items import Item
from readlist.readers.arxiv.pages import reading_of
from readlist.readers.base import SNIFFED, Reading


class ArxivListingReader:
    """Reads listings of arXiv."""

    name: Final = "arxiv-listing"
    label: Final = "an arXiv listing page"

    def sniff(self, lines: Sequence[str]) -> float:
        return self.read(lines[:SNIFFED]).confidence

    def read(self, lines: Sequence[str]) -> Reading:
        return reading_of(self.name, lines, _is_listed)


def _is_listed(item: Item) -> bool:
    if "title" in item.labels:
        return True
    return item.index.startswith("[") and item.has_formats and "submitted" not in item.labels
