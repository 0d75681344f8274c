"""The reading pane: one paper laid out for reading, beside the list, below it, or alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.message import Message
from textual.selection import Selection
from textual.strip import Strip

from readlist.paper import Link, Paper
from readlist.tui.keys import bindings
from readlist.tui.page import MEASURE, Line, Reader, page_lines
from readlist.tui.widgets.line_view import LineView, is_thumb


class ReadingPane(LineView, inherit_bindings=False):
    """Shows one paper; scrolls; opens a link that is clicked."""

    BINDINGS = bindings("pane")

    @dataclass
    class LinkClicked(Message):
        url: str

    def __init__(self, *, id: str | None = None, measure: int = MEASURE) -> None:
        """`measure`: columns the text has at most."""
        super().__init__(id=id)
        self._measure = measure
        self.paper: Paper | None = None
        self._links: Sequence[Link] = ()
        self._reader: Reader | None = None
        self._page: list[Line] = []
        self._margin = 0

    def show(self, paper: Paper | None, links: Sequence[Link], reader: Reader) -> None:
        """Show a paper; the same one again stays where it was scrolled to."""
        same = paper is not None and self.paper is not None and paper.id == self.paper.id
        self.paper, self._links, self._reader = paper, links, reader
        self._lay_out(None if same else 0)

    def on_resize(self) -> None:
        self._lay_out(None)

    def _lay_out(self, top: int | None) -> None:
        width = self.content_size.width
        if self.paper is None or self._reader is None or not width:
            self._page = []
        else:
            margin = _margin(width, alone=self.screen.has_class("page"))
            if margin != self._margin:
                self._margin = margin
                self.refresh()
            room = min(self._measure, width - self._margin - 1)
            self._page = page_lines(self.paper, self._links, room, self._reader)
        self.set_lines([line.content for line in self._page], top)

    def render_line(self, y: int) -> Strip:
        index = self.top + y
        content = self.lines[index] if index < len(self.lines) else Content("")
        selected = self.text_selection
        span = selected.get_span(index) if selected is not None else None
        if span is not None:
            style = self.screen.get_visual_style("screen--selection")
            content = content.stylize(style, span[0], None if span[1] == -1 else span[1])
        thumb = is_thumb(y, self.page, self.top, self.page, len(self.lines))
        strip = self.strip(Content(" " * self._margin) + content, None, thumb)
        margin, text = strip.divide([self._margin, strip.cell_length])
        # Only the text carries offsets, so that selecting it with the mouse leaves the margin out.
        return Strip.join([margin, text.apply_offsets(0, index)])

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The selected text, for copying."""
        return selection.extract("\n".join(line.plain for line in self.lines)), "\n"

    @property
    def at_end(self) -> bool:
        return self.top >= self.last_top

    @property
    def at_start(self) -> bool:
        return self.top == 0

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        if offset is None or self.top + offset.y >= len(self._page):
            return
        url = self._page[self.top + offset.y].url
        if url is not None and offset.x >= self._margin:
            self.post_message(self.LinkClicked(url))


def _margin(width: int, alone: bool) -> int:
    """Columns left of the text: a page that has the window to itself stands in its middle."""
    if alone and width > MEASURE:
        return max((width - MEASURE) // 2, 2)
    return 2 if width >= 44 else 1
