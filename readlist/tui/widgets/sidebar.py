"""The lists at the side. Each *is* a query: opening one writes it into the search box."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import var
from textual.style import Style

from readlist.paper import Counts
from readlist.tui.keys import bindings
from readlist.tui.text import cut_middle, drawable
from readlist.tui.widgets.line_view import LineView


@dataclass(frozen=True, slots=True)
class Item:
    """One list: what it is called, the query it stands for, how many papers it holds."""

    label: str
    query: str
    count: int


def items_of(counts: Counts) -> list[Item | str]:
    """The sidebar's lines: lists under their headings; a heading is a text, a gap an empty one."""
    lines: list[Item | str] = [
        "LIBRARY",
        Item("All", "", counts.all),
        Item("Unread", "is:unread", counts.unread),
        Item("Reading", "is:reading", counts.reading),
        Item("Starred", "is:starred", counts.starred),
        Item("Noted", "is:noted", counts.noted),
        Item("Untagged", "is:untagged", counts.untagged),
    ]
    if counts.tags:
        lines += ["", "TAGS"]
        lines += [Item(f"#{name}", f"tag:{_value(name)}", count) for name, count in counts.tags]
    if counts.sources:
        lines += ["", "SOURCES"]
        lines += [Item(s.name, f"source:{_value(s.name)}", s.count) for s in counts.sources]
    return lines


def _value(text: str) -> str:
    """A value as the query language takes it: in quotes unless it is one plain word."""
    plain = all(character.isalnum() or character in "._-" for character in text)
    return text if plain and text else f'"{text.replace(chr(34), " ")}"'


class Sidebar(LineView):
    """The lists, with a cursor of its own; the one whose query is in the box is marked."""

    BINDINGS = bindings("sidebar")
    ALLOW_SELECT = False

    cursor: var[int] = var(1)

    @dataclass
    class Chosen(Message):
        query: str

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._items: list[Item | str] = []
        self._query = ""

    def show(self, counts: Counts) -> None:
        """Show these lists; the cursor stays on the one it was on, if it is still there."""
        before = self.item
        self._items = items_of(counts)
        if isinstance(before, Item):
            for index, item in enumerate(self._items):
                if isinstance(item, Item) and item.query == before.query:
                    self.cursor = index
        self._draw()

    def show_current(self, query: str) -> None:
        """Mark the list whose query is this one; the cursor goes there unless it is in use."""
        self._query = query.strip()
        if not self.has_focus:
            for index, item in enumerate(self._items):
                if isinstance(item, Item) and item.query == self._query:
                    self.cursor = index
        self._draw()

    @property
    def item(self) -> Item | str | None:
        return self._items[self.cursor] if self.cursor < len(self._items) else None

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
        self.set_lines([self._drawn(item) for item in self._items])

    def _drawn(self, item: Item | str) -> Content:
        ink = self.ink
        if isinstance(item, str):
            return Content(f"  {item}").stylize(ink.faint)
        current = item.query == self._query
        count = f"{item.count:,}"
        room = self.content_size.width - 2 - 1 - len(count)
        label = cut_middle(drawable(item.label), max(room, 4))
        gap = " " * max(room + 1 - cell_len(label), 1)
        return Content.assemble(
            ("▌ " if current else "  ", ink.accent),
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

    def _choices(self) -> Iterator[int]:
        return (index for index, item in enumerate(self._items) if isinstance(item, Item))

    def _step(self, steps: int) -> None:
        choices = list(self._choices())
        if choices:
            here = next((n for n, index in enumerate(choices) if index >= self.cursor), 0)
            self.cursor = choices[max(0, min(here + steps, len(choices) - 1))]

    def action_down(self) -> None:
        self._step(1)

    def action_up(self) -> None:
        self._step(-1)

    def action_half_down(self) -> None:
        self._step(self.page // 2)

    def action_half_up(self) -> None:
        self._step(-(self.page // 2))

    def action_page_down(self) -> None:
        self._step(self.page)

    def action_page_up(self) -> None:
        self._step(-self.page)

    def action_top(self) -> None:
        self._step(-len(self._items))

    def action_bottom(self) -> None:
        self._step(len(self._items))

    def action_open_list(self) -> None:
        if isinstance(self.item, Item):
            self.post_message(self.Chosen(self.item.query))

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        if offset is None:
            return
        index = self.top + offset.y
        if index < len(self._items) and isinstance(self._items[index], Item):
            self.cursor = index
            self.action_open_list()
