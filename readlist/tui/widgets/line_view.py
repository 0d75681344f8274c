"""A pane of lines that scrolls: what the reading pane and the sidebar have in common.

The Line API: a widget that is asked for one line of its height at a time, and repaints only what
changed. A thin mark at the right edge says where in the whole one is.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import events
from textual.content import Content
from textual.geometry import Region
from textual.reactive import var
from textual.strip import Strip
from textual.style import Style
from textual.widget import Widget

from readlist.tui import glyphs
from readlist.tui.keys import bindings
from readlist.tui.theme import Ink, ink

if TYPE_CHECKING:
    from textual.geometry import Size

WHEEL = 3  # lines, or rows, a notch of the mouse wheel moves


class LineWidget(Widget, can_focus=True):
    """Draws lines of `Content`; the colours are those of the theme in force."""

    @property
    def ink(self) -> Ink:
        return ink(self.app.theme)

    @property
    def room(self) -> int:
        """The columns for what stands at the right: all but the last, where the thumb may be."""
        return self.content_size.width - 1

    def strip(self, content: Content, ground: Style | None = None, thumb: bool = False) -> Strip:
        """One line of the widget's width, on `ground` if it has one of its own."""
        base = self.visual_style if ground is None else self.visual_style + ground
        width = self.content_size.width
        room = width - 1 if thumb else width
        segments = content.truncate(room, pad=True).render_segments(base)
        if thumb:
            segments += Content(glyphs.THUMB).stylize(self.ink.faint).render_segments(base)
        return Strip(segments, width)


def is_thumb(y: int, height: int, first: int, shown: int, total: int) -> bool:
    """Is line `y` of `height` part of the mark for `shown` of `total`, beginning at `first`?"""
    if total <= shown or height < 2 or shown < 1:
        return False
    size = max(1, round(height * shown / total))
    start = round((height - size) * first / (total - shown))
    return start <= y < start + size


class LineView(LineWidget):
    """Lines that are all known, scrolled by line."""

    BINDINGS = bindings("view")

    top: var[int] = var(0)

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.lines: Sequence[Content] = []

    def set_lines(self, lines: Sequence[Content], top: int | None = None) -> None:
        """Show other lines, from line `top` on, or from as near where one was as there are."""
        before, was = self.lines, self.top
        self.lines = lines
        self.top = self.top if top is None else top
        kept = isinstance(lines, list) and isinstance(before, list)  # not drawn when looked at
        if self.top != was or not kept:
            self.refresh()
            return
        # Drawing is what costs, and while one types, or something comes in below, most stays.
        for y in range(self.page):
            same = _at(lines, was + y).is_same(_at(before, was + y))
            if not same or self._has_thumb(y, len(lines)) != self._has_thumb(y, len(before)):
                self.refresh(Region(0, y, self.content_size.width, 1))

    @property
    def page(self) -> int:
        """How many lines are in view."""
        return max(self.content_size.height, 1)

    @property
    def last_top(self) -> int:
        return max(len(self.lines) - self.page, 0)

    def validate_top(self, top: int) -> int:
        return max(0, min(top, self.last_top))

    def watch_top(self, before: int, now: int) -> None:
        if before != now:
            self.refresh()

    def on_resize(self) -> None:
        self.top = self.validate_top(self.top)

    def ground(self, index: int) -> Style | None:
        """The background of line `index`, if it has its own."""
        return None

    def render_line(self, y: int) -> Strip:
        index = self.top + y
        thumb = self._has_thumb(y, len(self.lines))
        return self.strip(_at(self.lines, index), self.ground(index), thumb)

    def _has_thumb(self, y: int, total: int) -> bool:
        return is_thumb(y, self.page, self.top, self.page, total)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self.lines)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self.top += WHEEL

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self.top -= WHEEL

    # What the keys do, here and in whatever has a cursor as well: only the step is another.

    def _step(self, steps: int) -> None:
        """So many lines further, or back."""
        self.top += steps

    def action_down(self) -> None:
        self._step(1)

    def action_up(self) -> None:
        self._step(-1)

    def action_half_down(self) -> None:
        self._step(max(self.page // 2, 1))

    def action_half_up(self) -> None:
        self._step(-max(self.page // 2, 1))

    def action_page_down(self) -> None:
        self._step(max(self.page - 1, 1))

    def action_page_up(self) -> None:
        self._step(-max(self.page - 1, 1))

    def action_top(self) -> None:
        self._step(-len(self.lines))

    def action_bottom(self) -> None:
        self._step(len(self.lines))


def _at(lines: Sequence[Content], index: int) -> Content:
    """Line `index`; behind the last one all are empty."""
    return lines[index] if index < len(lines) else Content("")
