"""Papers like another, and like those that are starred: the way there, the way back, and why."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from textual import on
from textual.worker import Worker

from readlist.tui.answers import Found
from readlist.tui.keys import FOR_YOU
from readlist.tui.page import Reader
from readlist.tui.screens.searching import SearchingScreen
from readlist.tui.widgets.reading_pane import ReadingPane


class Origin(NamedTuple):
    """Where one was when one asked for papers like the one in hand."""

    asked: str
    """The query that asked for them."""
    query: str
    ranking: str
    paper: str
    """The id of that paper."""
    alone: bool
    """It had the whole window."""


class SimilarScreen(SearchingScreen):
    """What is near to what."""

    _way: tuple[Origin, ...] = ()
    """From like to like: where each step set out. It ends as soon as something else is asked."""

    @property
    def origin(self) -> Origin | None:
        """Where the papers in the list were asked for from another one, if they were."""
        return self._way[-1] if self._way else None

    async def action_similar(self) -> None:
        paper = self.paper
        if paper is None:
            return
        await self.settle()  # what was only begun is there to come back to as it is now
        query, alone = self.box.value, self.has_class("page")
        asked = f"similar:{paper.id}"
        if query.strip() != asked:
            self._way = (*self._way, Origin(asked, query, self.ranking, paper.id, alone))
            await self.action_go(asked)

    @on(ReadingPane.PaperClicked)
    async def _paper_clicked(self, event: ReadingPane.PaperClicked) -> None:
        """To one of the papers named below the text: among all that are like the one in hand."""
        await self.action_similar()
        row = self.source.row_of(event.id)
        if row is not None:
            self.list.cursor = row

    async def to_origin(self, origin: Origin) -> None:
        """Back to the list, and to the paper, from which one asked."""
        await self.open_query(origin.query, origin.paper, origin.ranking)
        if origin.alone and self.paper is not None and self.paper.id == origin.paper:
            await self.run_action("open_page")

    def look_for(
        self, text: str, *, typing: bool = False, pause: float = 0.0, keep: str | None = None
    ) -> Worker[None]:
        while self._way and self._way[-1].asked != text.strip():
            self._way = self._way[:-1]
        return super().look_for(text, typing=typing, pause=pause, keep=keep)

    # What is said

    def _show(self, found: Found, cursor: int, top: int) -> None:
        if _needs_stars(found):  # which the list itself says, and what to do
            found = found._replace(results=replace(found.results, hints=()))
        super()._show(found, cursor, top)

    @property
    def way_back(self) -> str:
        return super().way_back if self.origin is None else "goes back to where you came from"

    def said_of_none(self, found: Found) -> str:
        if _needs_stars(found):
            return "Star a few papers: For you then shows the unread ones most like them."
        if found.results.waiting and found.results.explain is None:
            return super().said_of_none(found)  # it has not been looked for yet
        if found.text.strip() == FOR_YOU:
            return "Nothing unread is much like what you starred."
        if found.near is not None:
            return "Nothing here is much like it."
        return super().said_of_none(found)

    def reader(self) -> Reader:
        return super().reader()._replace(why=self._why())

    def _why(self) -> str:
        """Which words brought the paper in hand up. Takes less than 1 ms, and is remembered."""
        if self.found is None or self.paper is None:
            return ""
        words = ", ".join(self.found.results.why(self.paper.id))
        if not words:
            return ""
        return f"shares: {words}" if self.found.near else f"like what you starred: {words}"


def _needs_stars(found: Found) -> bool:
    return found.text.strip() == FOR_YOU and not found.counts.starred
