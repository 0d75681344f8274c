"""The list of papers: any number of them, of which only the rows in view are ever looked at.

Rows are as high as their titles need, so the list scrolls by row: `top` is the row in the first
line. The cursor is a row number; moving it repaints two rows.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

from textual import events
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import var
from textual.strip import Strip

from readlist.paper import Paper
from readlist.tui.keys import bindings
from readlist.tui.remembered import Density
from readlist.tui.rows import PLAIN, Look, row_lines
from readlist.tui.widgets.line_view import WHEEL, LineWidget, is_thumb

_CACHED_ROWS = 1000


class Source(Protocol):
    """Papers in order, handed out by the window."""

    def __len__(self) -> int: ...

    def window(self, first: int, last: int) -> Sequence[Paper]:
        """The papers of rows `first` to `last`, the last not included."""
        ...


class PaperList(LineWidget):
    """A list over a `Source`, with a cursor."""

    BINDINGS = bindings("list")
    ALLOW_SELECT = False

    cursor: var[int] = var(0)

    @dataclass
    class Moved(Message):
        """The paper under the cursor is another one, or a changed one."""

        row: int

    @dataclass
    class Opened(Message):
        """A paper was double-clicked."""

        row: int

    @dataclass
    class Picked(Message):
        """A paper was clicked to be selected, `far`: with all from the last one on."""

        row: int
        far: bool

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.source: Source = _Nothing()
        self.top = 0
        self.look = PLAIN
        self.selected: Collection[str] = frozenset()
        """The ids of the papers that are marked as selected."""
        self._why: Callable[[str], Sequence[str]] | None = None
        self._instead: list[Content] = []
        self._part = False
        self._papers: dict[int, Paper] = {}
        self._rows: dict[tuple[int, bool, bool], list[Content]] = {}
        self._lines: list[tuple[int, int]] | None = None
        self._drawn_at = Size(0, 0)

    # What is shown

    def show(
        self,
        source: Source,
        *,
        look: Look = PLAIN,
        why: Callable[[str], Sequence[str]] | None = None,
        cursor: int = 0,
        top: int = 0,
        instead: Sequence[Content] = (),
        part: bool = False,
    ) -> None:
        """Show other papers. `look`: how they are drawn, but for their density, which stays;
        `why`: the words that brought a paper up, by its id; `instead`: what to say if there are
        none; `part`: there are more than these, so that nobody knows where in the list they stand.
        """
        self.source = source
        self.look = look._replace(density=self.look.density)
        self._why = why
        self._instead = list(instead)
        self._part = part
        self._papers.clear()
        self.top = max(0, min(top, len(source) - 1))
        self.set_reactive(PaperList.cursor, max(0, min(cursor, len(source) - 1)))
        self.redraw()
        self.post_message(self.Moved(self.cursor))

    def pack(self, density: Density) -> None:
        """Draw the rows with more or less room each; the cursor stays in view."""
        self.look = self.look._replace(density=density)
        self.redraw()

    def select(self, ids: Collection[str]) -> None:
        """Mark these papers, and no others, as selected."""
        self.selected = ids
        self.refresh()

    def redraw(self) -> None:
        """Draw all rows anew, for other colours, another width, or changed papers."""
        self._rows.clear()
        self._lines = None
        if self.is_attached and self.content_size and len(self.source):
            if self.top and len(self._arranged()) < self.content_size.height:
                self.top = self._top_for(len(self.source) - 1)  # no room is left unused
                self._lines = None
            self._bring_into_view(self.cursor)
        self.refresh()

    def changed(self) -> None:
        """Some papers are not what they were: look them up again."""
        self._papers.clear()
        self.redraw()
        self.post_message(self.Moved(self.cursor))

    def rows_changed(self) -> None:
        """Rows went: stay on the same row number, as near as there is one."""
        self.set_reactive(PaperList.cursor, max(0, min(self.cursor, len(self.source) - 1)))
        self.top = max(0, min(self.top, len(self.source) - 1))
        self.changed()

    @property
    def paper(self) -> Paper | None:
        """The paper under the cursor."""
        return self.paper_at(self.cursor) if len(self.source) else None

    def in_view(self) -> list[Paper]:
        """The papers of which at least a line is shown."""
        rows = dict.fromkeys(row for row, _ in self._arranged()) if len(self.source) else {}
        return [self.paper_at(row) for row in rows]

    def paper_at(self, row: int) -> Paper:
        if row not in self._papers:
            if len(self._papers) > _CACHED_ROWS:
                self._papers.clear()
            first = max(0, row - 8)
            window = self.source.window(first, min(row + 56, len(self.source)))
            self._papers.update(enumerate(window, first))
        return self._papers[row]

    # Drawing

    def render_line(self, y: int) -> Strip:
        lines = self._arranged()
        if not len(self.source):
            return self.strip(self._instead[y] if y < len(self._instead) else Content(""))
        height = self.content_size.height
        shown, total = self._whole_rows(), len(self.source)
        thumb = not self._part and is_thumb(y, height, self.top, shown, total)
        if y >= len(lines):
            return self.strip(Content(""), thumb=thumb)
        row, line = lines[y]
        ground = self.ink.sel if row == self.cursor else None
        return self.strip(self._drawn(row)[line], ground, thumb)

    def _drawn(self, row: int) -> list[Content]:
        if self._drawn_at != self.content_size:  # the first paint at a new size precedes Resize
            self._drawn_at = self.content_size
            self._rows.clear()
            self._lines = None
        paper = self.paper_at(row)
        key = (row, row == self.cursor, paper.id in self.selected)
        if key not in self._rows:
            if len(self._rows) > _CACHED_ROWS:
                self._rows.clear()
            self._rows[key] = row_lines(
                paper,
                self.content_size.width,
                self.ink,
                self.look,
                why=self._why(paper.id) if self._why is not None else (),
                cursor=key[1],
                selected=key[2],
            )
        return self._rows[key]

    def _height(self, row: int) -> int:
        return len(self._drawn(row))

    def _arranged(self) -> list[tuple[int, int]]:
        """Which line of which row each line of the widget shows."""
        if self._lines is None or self._drawn_at != self.content_size:
            height = self.content_size.height
            lines: list[tuple[int, int]] = []
            row = self.top
            while len(lines) < height and row < len(self.source):
                lines.extend((row, line) for line in range(self._height(row)))
                row += 1
            self._lines = lines[:height]
        return self._lines

    def _whole_rows(self) -> int:
        """How many rows are in view from their first line to their last."""
        lines = self._arranged()
        if not lines:
            return 0
        row, line = lines[-1]
        return row - self.top + (1 if line == self._height(row) - 1 else 0)

    def _top_for(self, row: int) -> int:
        """The first row in view when `row` is the last one."""
        top, used = row, self._height(row)
        while top > 0 and used + self._height(top - 1) <= self.content_size.height:
            top -= 1
            used += self._height(top)
        return top

    def _show_from(self, top: int) -> None:
        if top > self.top:
            top = min(top, max(self._top_for(len(self.source) - 1), 0))
        top = max(top, 0)
        if top != self.top:
            self.top = top
            self._lines = None
            self.refresh()

    def _bring_into_view(self, row: int) -> None:
        if not len(self.source):
            return
        if row < self.top:
            self._show_from(row)
        elif row >= self.top + max(self._whole_rows(), 1):
            self.top = self._top_for(row)
            self._lines = None
            self.refresh()

    def _refresh_row(self, row: int) -> None:
        lines = [y for y, (at, _) in enumerate(self._arranged()) if at == row]
        if lines:
            self.refresh(Region(0, lines[0], self.content_size.width, len(lines)))

    # The cursor

    def validate_cursor(self, row: int) -> int:
        return max(0, min(row, len(self.source) - 1))

    def watch_cursor(self, before: int, now: int) -> None:
        if before == now or not self.is_attached:
            return
        self._refresh_row(before)
        self._bring_into_view(now)
        self._refresh_row(now)
        self.post_message(self.Moved(now))

    def on_resize(self) -> None:
        self.redraw()

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    def action_down(self) -> None:
        self.cursor += 1

    def action_up(self) -> None:
        self.cursor -= 1

    def action_top(self) -> None:
        self.cursor = 0

    def action_bottom(self) -> None:
        self.cursor = len(self.source) - 1

    def action_page_down(self) -> None:
        self._page(max(self._whole_rows() - 1, 1))

    def action_page_up(self) -> None:
        self._page(-max(self._whole_rows() - 1, 1))

    def action_half_down(self) -> None:
        self._page(max(self._whole_rows() // 2, 1))

    def action_half_up(self) -> None:
        self._page(-max(self._whole_rows() // 2, 1))

    def _page(self, rows: int) -> None:
        if len(self.source):
            self._show_from(self.top + rows)
            self.cursor += rows

    # The mouse

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        if len(self.source):
            self._show_from(self.top + WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self._show_from(self.top - WHEEL)

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        lines = self._arranged()
        if offset is None or offset.y >= len(lines):
            return
        row = lines[offset.y][0]
        if event.ctrl or event.shift:
            self.post_message(self.Picked(row, event.shift))
            return
        self.cursor = row
        if event.chain == 2:
            self.post_message(self.Opened(self.cursor))


class _Nothing:
    """A source without papers."""

    def __len__(self) -> int:
        return 0

    def window(self, first: int, last: int) -> Sequence[Paper]:
        return []
