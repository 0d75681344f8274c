"""A list of lines with a cursor: what is chosen from stays in view, the row in hand is lit."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import overload

from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import var
from textual.style import Style

from readlist.tui.keys import bindings
from readlist.tui.widgets.line_view import LineView


class Rows(Sequence[Content]):
    """As many lines as wanted, each drawn when it is looked at."""

    def __init__(self, count: int, draw: Callable[[int], Content]) -> None:
        self._count = count
        self._draw = draw

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, at: int) -> Content: ...
    @overload
    def __getitem__(self, at: slice) -> list[Content]: ...
    def __getitem__(self, at: int | slice) -> Content | list[Content]:
        if isinstance(at, slice):
            return [self._draw(n) for n in range(*at.indices(self._count))]
        return self._draw(range(self._count)[at])


class LineList(LineView, inherit_bindings=False):
    """Lines of which some can be gone to; `cursor` is the index of one of those, or 0."""

    ALLOW_SELECT = False
    BINDINGS = bindings("lines")

    cursor: var[int] = var(0)

    @dataclass
    class Moved(Message):
        """The cursor is on another line."""

        list: LineList

        @property
        def control(self) -> LineList:
            return self.list

    @dataclass
    class Clicked(Message):
        """A line was clicked; the cursor is on it."""

        list: LineList

        @property
        def control(self) -> LineList:
            return self.list

    def __init__(self, *, id: str | None = None, quiet: bool = False) -> None:
        """`quiet`: the row in hand is lit only while the list has the focus."""
        super().__init__(id=id)
        self._quiet = quiet
        self._stops: Sequence[int] = ()

    def show(self, lines: Sequence[Content], stops: Sequence[int], cursor: int) -> None:
        """Show these lines; the cursor stops at the indexes `stops` (ascending) only."""
        self._stops = stops
        self.set_lines(lines)
        self.set_reactive(LineList.cursor, self.validate_cursor(cursor))
        self._into_view()
        self.refresh()

    def validate_cursor(self, cursor: int) -> int:
        """The stop at `cursor`, else the next one, else the last."""
        if not self._stops:
            return 0
        return self._stops[min(bisect_left(self._stops, cursor), len(self._stops) - 1)]

    def watch_cursor(self, before: int, now: int) -> None:
        if before != now:
            self._into_view()
            self.refresh()
            self.post_message(self.Moved(self))

    def _into_view(self) -> None:
        if not self.size.height:
            return  # nobody knows yet what will be in view
        if self._stops and self.cursor == self._stops[0] and self.cursor < self.page:
            self.top = 0
        elif self.cursor < self.top:
            self.top = self.cursor
        elif self.cursor >= self.top + self.page:
            self.top = self.cursor - self.page + 1

    def on_resize(self) -> None:
        super().on_resize()
        self._into_view()

    def ground(self, index: int) -> Style | None:
        lit = index == self.cursor and self._stops and (self.has_focus or not self._quiet)
        return self.ink.sel if lit else None

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    def _step(self, steps: int) -> None:
        """As many lines further; where no line can be gone to, the view moves."""
        if not self._stops:
            self.top += steps
            return
        stops, wanted = self._stops, self.cursor + steps
        if steps > 0:
            following = bisect_right(stops, self.cursor)
            if following < len(stops):
                self.cursor = stops[max(following, bisect_right(stops, wanted) - 1)]
        else:
            before = bisect_left(stops, self.cursor) - 1
            if before >= 0:
                self.cursor = stops[min(before, bisect_left(stops, wanted))]
            else:
                self.top = 0  # what stands above the first line one can go to

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        if offset is None:
            return
        index = self.top + offset.y
        if index in self._stops:
            self.cursor = index
            self.post_message(self.Clicked(self))
