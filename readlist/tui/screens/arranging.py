"""How the list is arranged: its order, how much room a row takes, where one was in it last time."""

from __future__ import annotations

import re
from collections.abc import Callable
from operator import attrgetter
from typing import NamedTuple

from readlist.config import Config
from readlist.library import Library
from readlist.paper import Paper, Status
from readlist.tui import remembered
from readlist.tui.jobs import Jobs
from readlist.tui.keys import KeyTable
from readlist.tui.remembered import Density
from readlist.tui.screens.selecting import SelectingScreen
from readlist.tui.text import utc_now

_SORT = re.compile(r"(?<![\w:])sort:\S*", re.IGNORECASE)


class _Sorted(NamedTuple):
    """What papers can be sorted by that they may not have."""

    has: Callable[[Paper], object]
    lacks: str


_SORTED_BY = {
    "year": _Sorted(attrgetter("year"), "has a year"),
    "author": _Sorted(attrgetter("authors"), "has authors"),
    "venue": _Sorted(attrgetter("venue"), "has a venue"),
    "starred": _Sorted(attrgetter("starred"), "is starred"),
    "read": _Sorted(lambda paper: paper.status is not Status.UNREAD, "was read or skipped"),
    "tagged": _Sorted(attrgetter("tags"), "has a tag"),
}


class ArrangingScreen(SelectingScreen):
    """Order and density, chosen here and remembered."""

    def __init__(
        self, library: Library, jobs: Jobs, config: Config, keys: KeyTable, brand: str
    ) -> None:
        super().__init__(library, jobs, config, keys, brand)
        self.remembered = remembered.recall(library)
        self.sort = self.remembered.sort
        self.list.pack(Density(self.remembered.density))

    def remember(self) -> None:
        """Keep what is to be remembered."""
        self.work(self._write_remembered(), group="write")

    async def _write_remembered(self) -> None:
        await self.jobs.write(lambda: remembered.keep(self.library, self.remembered))

    def remember_place(self) -> None:
        """Keep where one is; the screen is being left."""
        if self.found is not None:
            self.remembered.paper = self.paper.id if self.paper is not None else None
            self.remembered.above = self._above_cursor()
        self.remembered.left_at = utc_now()
        remembered.keep(self.library, self.remembered)

    # The order

    async def action_sort_by(self, column: str) -> None:
        """Sort by a column; by the one it is sorted by, the other way round."""
        if self.found is None:
            return
        now = self.found.results.sort
        if now.removeprefix("-") == column:
            await self.action_sort_reverse()
        elif column == "relevance" and not self.found.results.ranked:
            self.say("Only what was searched for has a relevance", "dim")
        else:
            await self._sort(column)

    async def action_sort_reverse(self) -> None:
        now = self.found.results.sort if self.found is not None else ""
        if now.startswith("tag:"):
            self.say("The papers of a tag stand in an order of their own", "dim")
        elif now:
            await self._sort(now.removeprefix("-") if now.startswith("-") else f"-{now}")

    async def _sort(self, order: str) -> None:
        text = self.box.value
        if _SORT.search(text):  # what the query says itself is put right there
            text = _SORT.sub(f"sort:{order}", text)
            self.box.put(text)
        elif self.found is not None and self.found.results.ranked:
            self.ranking = order
        else:
            self.sort = self.remembered.sort = None if order == "added" else order
            self.remember()
        at = self.paper.id if self.paper is not None and self.list.cursor else None
        await self.answered(self.look_for(text, keep=at))
        self._tell_without(order.removeprefix("-"))

    def _tell_without(self, column: str) -> None:
        """Say that no paper has what the list is sorted by; those that have it stand first."""
        papers = self.source.window(0, 1)
        arrived = self.found is not None and self.found.results.sort.removeprefix("-") == column
        if arrived and papers and column in _SORTED_BY and not _SORTED_BY[column].has(papers[0]):
            self.say(f"No paper here {_SORTED_BY[column].lacks}: they stay in their order", "dim")

    # The rows

    def action_density(self) -> None:
        """Rows of one line, of as many as the title needs, with a line about each paper."""
        densities = list(Density)
        at = densities.index(self.list.look.density)
        density = densities[(at + 1) % len(densities)]
        self.list.pack(density)
        self.remembered.density = density
        self.remember()
        self.say(f"{density.value.capitalize()} rows", "dim")
