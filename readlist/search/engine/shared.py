"""What all threads and all generations of an index share: the segments, and what was decoded."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from readlist.search.engine.cache import Cache
from readlist.search.engine.postings import Unknown
from readlist.search.engine.segment import Segment

MOST_BYTES = 32 << 20
"""How much of decoded posting lists and scores is kept. A word in a third of 100,000 papers takes
half a megabyte in each of its fields."""


class Shared:
    """Any method may be called from any thread."""

    def __init__(self, most: int = MOST_BYTES) -> None:
        """`most`: bytes to be kept of what was decoded."""
        self.cache = Cache(most)
        self.strange: dict[str, str] = {}
        """Segments that only Whoosh can read, slowly, and why."""
        self._segments: dict[str, Segment] = {}

    def segment(self, reader: Any) -> Segment | None:
        """The segment of one of Whoosh's readers; None if it is not laid out as we know it."""
        name = reader.segment().segment_id()
        if name in self.strange:
            return None
        found = self._segments.get(name)
        if found is None:
            try:
                found = self._segments[name] = Segment(reader, self.cache)
            except Unknown as error:
                self.leave_to_whoosh(name, str(error))
        return found

    def leave_to_whoosh(self, name: str, reason: str) -> None:
        """From now on a segment is read by Whoosh only."""
        self.strange[name] = reason
        self._segments.pop(name, None)

    def keep(self, names: Collection[str]) -> None:
        """Drop all segments but these."""
        for known in (self._segments, self.strange):
            for name in set(known).difference(names):  # copied: others may be adding to it
                known.pop(name, None)
