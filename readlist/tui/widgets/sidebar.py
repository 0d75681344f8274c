"""The lists at the side. Each *is* a query: opening one writes it into the search box."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import var
from textual.strip import Strip
from textual.style import Style

from readlist.paper import Counts, SavedSearch
from readlist.tui import glyphs
from readlist.tui.keys import bindings
from readlist.tui.side_lists import Item, items_of, uncounted
from readlist.tui.text import cut, cut_middle, drawable
from readlist.tui.widgets.line_view import LineView

if TYPE_CHECKING:
    from readlist.library.queues import Queue


class Sidebar(LineView, inherit_bindings=False):
    """The lists, with a cursor of its own; the one whose query is in the box is marked."""

    BINDINGS = bindings("sidebar")
    ALLOW_SELECT = False

    cursor: var[int] = var(1)

    @dataclass
    class Chosen(Message):
        query: str

    @dataclass
    class Entered(Message):
        """What was opened is no list; `action` of the main screen leads there."""

        action: str

    @dataclass
    class Moved(Message):
        """The cursor is on another list, or the lists are others."""

    def __init__(self, keys: Sequence[str] = (), *, id: str | None = None) -> None:
        """`keys`: what opens the first saved searches."""
        super().__init__(id=id)
        self._keys = keys
        self._keys_width = max(map(cell_len, keys), default=0) + 1
        self._items: list[Item | str] = []
        self._query = ""
        self._drawn_at = 0
        """Columns that the lines are drawn for."""
        self._counts: Counts | None = None
        self._searches: Sequence[SavedSearch] = ()
        self._found: dict[str, int] = {}
        self._queues: Sequence[Queue] = ()

    def show(
        self, counts: Counts, searches: Sequence[SavedSearch], follow: str | None = None
    ) -> None:
        """Show these lists; the cursor stays on the one it was on, if it is still there.

        `follow`: the query that the list it was on has now.
        """
        self._counts, self._searches = counts, searches
        before = self._here
        self._items = items_of(counts, searches, self._found, self._keys, self._queues)
        if follow is not None:
            self._go_to(lambda item: item.query == follow)
        elif before is not None:
            self._go_to(lambda item: item.identity == before.identity)
        self._step(0)  # from where there is a heading now
        self.show_current(self._query)
        self.post_message(self.Moved())

    def show_uncounted(self) -> None:
        """Show the lists there always are, before what they hold has been counted."""
        self._items = uncounted()
        self.show_current(self._query)

    def show_queues(self, queues: Sequence[Queue]) -> None:
        """Show where each triage was left."""
        if list(queues) != list(self._queues):
            self._queues = queues
            if self._counts is not None:
                self.show(self._counts, self._searches)

    def show_found(self, found: Mapping[str, int]) -> None:
        """Show how many papers queries find."""
        self._found = dict(found)
        if self._counts is not None:
            self.show(self._counts, self._searches)

    def show_current(self, query: str) -> None:
        """Mark the list whose query is this one; the cursor goes there unless it is in use."""
        self._query = query.strip()
        here = self._here
        if not self.has_focus and (here is None or here.query != self._query):
            self._go_to(lambda item: item.query == self._query)
        self._draw()

    def _go_to(self, wanted: Callable[[Item], bool]) -> None:
        for index, item in enumerate(self._items):
            if isinstance(item, Item) and wanted(item):
                self.cursor = index
                return

    def lists(self, query: str) -> bool:
        """Is the query one of the lists here?"""
        return any(isinstance(item, Item) and item.query == query for item in self._items)

    @property
    def _here(self) -> Item | None:
        """The list under the cursor; a heading is none."""
        item = self._items[self.cursor] if self.cursor < len(self._items) else None
        return item if isinstance(item, Item) else None

    @property
    def in_hand(self) -> Item | None:
        """The list under the cursor, while the lists have the focus."""
        return self._here if self.has_focus else None

    @property
    def saved(self) -> SavedSearch | None:
        """The saved search under the cursor."""
        item = self._here
        return SavedSearch(item.label, item.query or "") if item and item.saved else None

    @property
    def queue(self) -> Queue | None:
        """The triage in hand."""
        return self.in_hand.queue if self.in_hand else None

    @property
    def tag(self) -> str | None:
        """The tag in hand."""
        return self.in_hand.tag if self.in_hand else None

    @property
    def source(self) -> int | None:
        """The number of the source in hand."""
        return self.in_hand.source if self.in_hand else None

    def on_resize(self) -> None:
        self._draw()

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.show_current(self._query)

    def redraw(self) -> None:
        """Draw anew in other colours."""
        self._draw()

    def _draw(self) -> None:
        if not self.content_size.width:
            return  # before it has its place on the screen, which comes with a resize
        self._drawn_at = self.content_size.width
        self.set_lines([self._drawn(item) for item in self._items])

    def render_line(self, y: int) -> Strip:
        if self._drawn_at != self.content_size.width:  # the first paint at it precedes Resize
            self._drawn_at = self.content_size.width
            self.lines = [self._drawn(item) for item in self._items]
        return super().render_line(y)

    def _drawn(self, item: Item | str) -> Content:
        ink = self.ink
        if isinstance(item, str):
            return Content(f"  {item}").stylize(ink.faint)
        current = item.query == self._query
        count = item.shown_count
        key = item.key + " " * (self._keys_width - cell_len(item.key)) if item.saved else ""
        room = self.room - 2 - cell_len(key) - 1 - len(count)
        shortened = cut if item.saved else cut_middle  # a file is told by its end as well
        label = shortened(drawable(item.label), max(room, 4))
        gap = " " * max(room + 1 - cell_len(label), 1)
        return Content.assemble(
            (f"{glyphs.HERE} " if current else "  ", ink.accent),
            (key, ink.dim),
            (label, ink.strong if current else ink.fg),
            gap,
            (count, ink.dim),
        )

    def ground(self, index: int) -> Style | None:
        return self.ink.sel if self.has_focus and index == self.cursor else None

    # The cursor passes over headings and gaps.

    def validate_cursor(self, index: int) -> int:
        return max(0, min(index, len(self._items) - 1))

    def watch_cursor(self, before: int, now: int) -> None:
        if now < self.top:
            self.top = now if now > 1 else 0
        elif now >= self.top + self.page:
            self.top = now - self.page + 1
        if before != now:
            self.refresh()
            self.post_message(self.Moved())

    def _choices(self) -> Iterator[int]:
        return (index for index, item in enumerate(self._items) if isinstance(item, Item))

    def _step(self, steps: int) -> None:
        choices = list(self._choices())
        if choices:
            here = next((n for n, at in enumerate(choices) if at >= self.cursor), len(choices) - 1)
            self.cursor = choices[max(0, min(here + steps, len(choices) - 1))]

    def action_open_list(self) -> None:
        item = self._here
        if item is None:
            return
        if item.query is None:
            self.post_message(self.Entered(item.opens))
        else:
            self.post_message(self.Chosen(item.query))

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        if offset is None:
            return
        index = self.top + offset.y
        if index < len(self._items) and isinstance(self._items[index], Item):
            self.cursor = index
            self.action_open_list()
