"""What is seen of the list: its papers, what is said of them, and the one under the cursor."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from rich.cells import cell_len
from textual import on
from textual.content import Content

from readlist.config import Config
from readlist.library import Library, View
from readlist.paper import Counts, Filled, Paper, counted, one_line
from readlist.tui.answers import Found
from readlist.tui.jobs import Jobs
from readlist.tui.keys import NEXT, KeyTable
from readlist.tui.orders import order_of
from readlist.tui.page import Reader
from readlist.tui.rows import Look, Matches, shown_title
from readlist.tui.screens.reading import ReadingScreen
from readlist.tui.source import PaperSource
from readlist.tui.text import wrap
from readlist.tui.theme import ink
from readlist.tui.widgets.hint import Hint
from readlist.tui.widgets.paper_list import PaperList
from readlist.tui.widgets.search_line import SearchBox, SearchLine
from readlist.tui.widgets.sidebar import Sidebar

NARROW = 60
"""Columns below which there is room for one fact beside the search box."""
_SAID = 48
"""Columns that the sentences in place of a list are wide, in whatever pane."""
_NONE = {
    "is:unread": "Nothing is unread.",
    "is:reading": "You are not reading anything.",
    "is:starred": "Nothing is starred yet.",
    "is:noted": "There are no notes yet.",
    "is:untagged": "Everything has a tag.",
    "is:skipped": "You skipped nothing.",
    NEXT: "Nothing starred is left to read.",
}


class ListingScreen(ReadingScreen):
    """The list, the lists at the side, and the lines above."""

    def __init__(
        self, library: Library, jobs: Jobs, config: Config, keys: KeyTable, brand: str
    ) -> None:
        super().__init__(library, jobs, config, keys)
        self.search_line = SearchLine(brand, id="top")
        self.hint = Hint(id="hint")
        self.sidebar = Sidebar(keys.numbers(), id="sidebar")
        self.list = PaperList(id="list")
        self.source = PaperSource(library)
        self.found: Found | None = None
        """What the list shows; None as long as only its first papers are known."""
        self._counted_first: Counts | None = None
        self.sort: str | None = None
        """The order chosen for lists; None: the one that is usual."""
        self.ranking = "relevance"
        """The order chosen for what is searched for, until another list is opened."""

    @property
    def box(self) -> SearchBox:
        return self.query_one(SearchBox)

    @property
    def paper(self) -> Paper | None:
        """The paper in hand: the one under the cursor."""
        return self.list.paper

    @property
    def empty(self) -> bool:
        """Is there nothing in the whole library?"""
        counts = self.found.counts if self.found is not None else self._counted_first
        nothing = counts is not None and not counts.papers
        return nothing and (self.found is None or not self.found.text)

    @property
    def view(self) -> View:
        """What is decided here where a query does not say it."""
        return View(self.sort, self.ranking, skipped=False)

    def to_list(self) -> None:
        """Give the focus to the list."""
        self.set_focus(self.list, scroll_visible=False)

    @property
    def known_tags(self) -> Sequence[tuple[str, int]]:
        return self.found.counts.tags if self.found is not None else ()

    def show_as(self, ids: Collection[str], will_be: Callable[[Paper], Paper]) -> None:
        wanted = set(ids)
        for paper in self.list.in_view():
            if paper.id in wanted:
                self.source.put(will_be(paper))
        self.list.changed()

    def take_out(self, ids: Collection[str]) -> None:
        self.source.drop(ids)
        self.list.rows_changed()

    def _look(self, filled: Filled, sort: str, matches: Matches | None = None) -> Look:
        """How the rows are drawn."""
        return Look(matches or None, self.library.word_matcher(), filled, sort)

    def _show(self, found: Found, cursor: int, top: int) -> None:
        self.found = found
        self.list.show(
            self.source,
            look=self._look(found.filled, found.results.sort, found.results.highlighter),
            why=found.results.why if found.results.explain is not None else None,
            cursor=cursor,
            top=top,
            instead=self._instead(found),
        )
        self.sidebar.show(found.counts, found.searches)
        self.sidebar.show_current(self.box.value)
        self.show_state()
        self.box.mean(found.text, found.results.suggestion)
        hints = found.results.hints
        if found.longer is not None:
            hints = (*hints, "only the whole word; {} finds {:,}".format(*found.longer))
        near = shown_title(found.near) if found.near is not None else ""
        self.hint.column = self.box.content_region.x
        self.hint.show(hints, found.results.suggestion, self.keys.shown("box_accept"), near)
        if not len(self.source):
            self.hint.tip(())  # it would be about papers
        was_empty = self.has_class("empty")
        self.set_class(self.empty, "empty")
        first_in, last_gone = was_empty and found.counts.papers, not was_empty and self.empty
        if (first_in or last_gone) and self.focused is not self.box:
            self.to_list()

    def show_state(self) -> None:
        """How many papers the list holds, in which order, in as many words as there is room for."""
        if self.found is None:
            return
        text = self.shown_count
        if self.size.width >= NARROW and len(self.source):
            text += f" · {order_of(self.found.results)}"
        self.search_line.show_state(text)

    @property
    def shown_count(self) -> str:
        """How many papers the list holds, in words; on the page of one, which of them it is."""
        shown = len(self.source)
        searched = self.found is not None and self.found.text.strip()
        if shown and self.has_class("page"):
            among = f"{shown:,} found" if searched else counted(shown, "paper")
            return f"{self.list.cursor + 1:,} of {among}"
        if self.found is not None and searched:
            return f"{shown:,} of {self.found.counts.papers:,}"
        return counted(shown, "paper")

    def _instead(self, found: Found) -> list[Content]:
        """What the list says when it holds nothing."""
        colours = ink(self.app.theme)
        said = self.said_of_none(found)
        lines = [
            Content(f"  {said[start:end]}").stylize(colours.fg)
            for start, end in wrap(said, min(self.size.width - 3, _SAID))
        ]
        keys = [("back", self.way_back)]
        if found.results.suggestion is not None:
            meant = one_line(found.results.suggestion)
            lines.append(
                Content.assemble(
                    ("  Did you mean ", colours.fg), (meant, colours.accent), ("?", colours.fg)
                )
            )
            keys.insert(0, ("box_accept", "takes it"))
        lines.append(Content(""))
        shown = [self.keys.shown(key) for key, _ in keys]
        width = max(map(cell_len, shown)) + 1
        for key, (_, does) in zip(shown, keys, strict=True):
            gap = " " * (width - cell_len(key))
            lines.append(Content.assemble("  ", (key, colours.key), (gap + does, colours.dim)))
        return [Content(""), *lines]

    def said_of_none(self, found: Found) -> str:
        """Why the list is empty, in a sentence."""
        return _NONE.get(found.text.strip(), "No paper matches.")

    @property
    def way_back(self) -> str:
        """What a step back does in the list."""
        return "clears the search"

    def reader(self) -> Reader:
        """How the paper in hand is laid out now."""
        matches = self.found.results.highlighter if self.found is not None else None
        return Reader(
            ink(self.app.theme),
            matches if matches else None,
            self.keys.shown("open"),
            self.config.find,
            mine=self.library.word_matcher(),
            nearby=self.nearby(self.paper),
            more_key=self.keys.shown("where"),
        )

    def show_paper(self) -> None:
        """Bring the reading pane in line with the cursor."""
        paper = self.paper
        links = self.library.links(paper) if paper is not None else ()
        self.pane.show(paper, links, self.reader())
        self.rest_on(paper)

    @on(PaperList.Moved)
    def _moved(self) -> None:
        self.show_paper()
        if self.has_class("page"):
            self.show_state()

    def _above_cursor(self) -> int:
        """How many rows of the list are in view above the cursor."""
        return max(self.list.cursor - self.list.top, 0)
