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
from readlist.tui import glyphs
from readlist.tui.abstract import Stop
from readlist.tui.keys import bindings
from readlist.tui.nearby import Nearby
from readlist.tui.page import MEASURE, Page, Reader, lay_out_page
from readlist.tui.widgets.line_view import LineView, is_thumb


class ReadingPane(LineView, inherit_bindings=False):
    """Shows one paper; scrolls; has a cursor for its sentences; opens what is clicked."""

    BINDINGS = bindings("pane")

    @dataclass
    class LinkClicked(Message):
        url: str

    @dataclass
    class PaperClicked(Message):
        """The line of another paper, with this id, was clicked."""

        id: str

    def __init__(self, *, id: str | None = None, measure: int = MEASURE) -> None:
        """`measure`: columns the text has at most."""
        super().__init__(id=id)
        self._measure = measure
        self.paper: Paper | None = None
        self._links: Sequence[Link] = ()
        self._reader: Reader | None = None
        self._page = Page()
        self._sentence: int | None = None
        self._margin = 0

    def show(self, paper: Paper | None, links: Sequence[Link], reader: Reader) -> None:
        """Show a paper; the same one again stays where it was scrolled to."""
        same = paper is not None and self.paper is not None and paper.id == self.paper.id
        self.paper, self._links, self._reader = paper, links, reader
        if not same:
            self._sentence = None
        lines = len(self.lines)
        self._lay_out(None if same else 0)
        if self.sentence is not None and len(self.lines) != lines:
            # Something was said on it, which stands at its end.
            self.top = max(self.top, self.sentence.last - self.page + 1)

    def show_nearby(self, nearby: Nearby) -> None:
        """Show what is near to the paper, which has been found out meanwhile."""
        if self._reader is not None:
            self._reader = self._reader._replace(nearby=nearby)
            self._lay_out(None)

    def on_resize(self) -> None:
        self._lay_out(None)

    def _lay_out(self, top: int | None) -> None:
        width = self.content_size.width
        if self.paper is None or self._reader is None or not width:
            self._page = Page()
        else:
            margin = _margin(width, alone=self.screen.has_class("page"))
            if margin != self._margin:
                self._margin = margin
                self.refresh()
            room = min(self._measure, width - self._margin - 1)
            self._page = lay_out_page(self.paper, self._links, room, self._reader, self._sentence)
            if self._sentence is not None and self._sentence >= len(self._page.stops):
                self._sentence = None  # a mark that stood by itself was taken off
        self.set_lines([line.content for line in self._page.lines], top)

    # Sentences

    @property
    def sentence(self) -> Stop | None:
        """The sentence in hand, if the pane has room to show one."""
        at, stops = self._sentence, self._page.stops
        return stops[at] if at is not None and at < len(stops) else None

    def take_sentence(self) -> Stop | None:
        """The sentence in hand; without one, the first in view, which it is from now on."""
        if self._sentence is None:
            self.step_sentence(1)
        return self.sentence

    def step_sentence(self, step: int) -> None:
        """To the next sentence or the one before; at first, to the first or the last in view."""
        stops = self._page.stops
        if not stops:
            return
        if self._sentence is not None:
            wanted = self._sentence + step
        else:
            seen = [
                number
                for number, stop in enumerate(stops)
                if self.top <= stop.last and stop.first < self.top + self.page
            ] or [0]
            wanted = seen[0] if step > 0 else seen[-1]
        self._sentence = max(0, min(wanted, len(stops) - 1))
        self._lay_out(None)
        self._into_view(self._page.stops[self._sentence])
        self.refresh()

    def drop_sentence(self) -> bool:
        """Have no sentence in hand any more; whether there was one."""
        had = self._sentence is not None
        self._sentence = None
        if had:
            self._lay_out(None)
            self.refresh()
        return had

    def _into_view(self, stop: Stop) -> None:
        if stop.last >= self.top + self.page:
            self.top = min(stop.first, stop.last - self.page + 1)
        if stop.first < self.top:
            # From the first sentence on, the title above it is in view as well.
            self.top = 0 if stop.last < self.page else stop.first

    # Drawing

    def render_line(self, y: int) -> Strip:
        index = self.top + y
        content = self.lines[index] if index < len(self.lines) else Content("")
        selected = self.text_selection
        span = selected.get_span(index) if selected is not None else None
        if span is not None:
            style = self.screen.get_visual_style("screen--selection")
            content = content.stylize(style, span[0], None if span[1] == -1 else span[1])
        thumb = is_thumb(y, self.page, self.top, self.page, len(self.lines))
        strip = self.strip(self._before(index) + content, None, thumb)
        margin, text = strip.crop(0, self._margin), strip.crop(self._margin)
        # Only the text carries offsets, so that selecting it with the mouse leaves the margin out.
        return Strip.join([margin, text.apply_offsets(0, index)])

    def _before(self, index: int) -> Content:
        """The margin of a line: beside the sentence in hand, a mark."""
        here = self.sentence
        if here is None or not here.first <= index <= here.last:
            return Content(" " * self._margin)
        mark = Content(glyphs.HERE).stylize(self.ink.accent)
        return (
            Content(" " * max(self._margin - 2, 0)) + mark + Content(" " * min(1, self._margin - 1))
        )

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The selected text, for copying."""
        return selection.extract("\n".join(line.plain for line in self.lines)), "\n"

    @property
    def at_end(self) -> bool:
        """Is all in view that is to be read? What stands below it is there to be looked at."""
        return self.top >= self.last_top or self.top + self.page >= self._page.text_end

    @property
    def at_start(self) -> bool:
        return self.top == 0

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        if offset is None or self.top + offset.y >= len(self._page.lines):
            return
        line = self._page.lines[self.top + offset.y]
        if line.url is not None and offset.x >= self._margin:
            self.post_message(self.LinkClicked(line.url))
        elif line.paper is not None and offset.x >= self._margin:
            self.post_message(self.PaperClicked(line.paper))


def _margin(width: int, alone: bool) -> int:
    """Columns left of the text: a page that has the window to itself stands in its middle."""
    if alone and width > MEASURE:
        return max((width - MEASURE) // 2, 2)
    return 2 if width >= 44 else 1
