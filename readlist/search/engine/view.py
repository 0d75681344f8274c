"""What of a generation a search may find: the papers in view, whether it has them or not."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from readlist.search.engine.arrays import Flags, Found, Numbers, flags
from readlist.search.engine.generation import Generation

_MOST = 12  # states whose documents are remembered: each may be an array of all papers, twice


class View:
    """The documents of a generation that are papers in view; and behind them, as documents without
    any words, those papers in view that the index does not have (yet)."""

    def __init__(self, generation: Generation, in_view: Numbers | None) -> None:
        """`in_view`: rows, in any order; None: whatever the index has."""
        self._asked = in_view
        rows = generation.rows()
        alive = generation.alive()
        self._top = int(
            max(rows.max(initial=0), in_view.max(initial=0) if in_view is not None else 0)
        )
        if in_view is not None:
            seen = flags(in_view, self._top + 1)
            alive = alive[seen[rows[alive]]]
            seen[rows[alive]] = False
            waiting = np.flatnonzero(seen)
            alive = np.concatenate((alive, len(rows) + np.arange(len(waiting))))
            rows = np.concatenate((rows, waiting))
        self.rows = rows
        """The row of each document, also of those that are not in view."""
        self.docs = alive
        """The documents in view, rising."""
        self.whole = len(alive) == len(rows)
        """Is every document in view?"""
        self._states: dict[int, tuple[Numbers, Found]] = {}

    @property
    def count(self) -> int:
        """Documents, also those that are not in view."""
        return len(self.rows)

    def is_of(self, in_view: Numbers | None) -> bool:
        return self._asked is in_view

    def having(self, rows: Numbers) -> Found:
        """The documents of these rows, worth nothing. Remembered for as long as the array lives
        here: arrays that are passed again are those of the same state."""
        if rows is self._asked:
            return Found(self.docs, 0.0)
        known = self._states.get(id(rows))
        if known is None:
            if len(self._states) >= _MOST:
                self._states.clear()
            known = self._states[id(rows)] = (rows, Found(self.docs_of(rows), 0.0))
        return known[1]

    def docs_of(self, rows: Numbers) -> Numbers:
        """The documents of rows that nobody will ask for again."""
        wanted = flags(rows[rows <= self._top], self._top + 1)
        return self.docs[wanted[self.rows[self.docs]]]

    def only(self, found: Found) -> Found:
        """Those in view."""
        if self.whole or not len(found):
            return found
        return found.at(self._in_view[found.docs])

    @cached_property
    def _in_view(self) -> Flags:
        return flags(self.docs, self.count)
