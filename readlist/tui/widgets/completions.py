"""The list of completions that hangs from the search box."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message
from textual.strip import Strip

from readlist.paper import one_line
from readlist.tui.text import cut, cut_middle, drawable
from readlist.tui.widgets.line_view import LineWidget

if TYPE_CHECKING:
    from readlist.library import Completion

_GAP = 3
_WIDEST = 56


class CompletionList(LineWidget, can_focus=False):
    """A few lines over the list of papers. The box chooses among them; a click takes one."""

    DEFAULT_CSS = """
    CompletionList {
        layer: above; position: absolute; overlay: screen; display: none; background: $panel;
    }
    """

    @dataclass
    class Clicked(Message):
        index: int

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._rows: Sequence[Completion] = ()
        self._first = 0
        self._at: int | None = None

    def show(self, rows: Sequence[Completion], at: int | None, column: int) -> None:
        """Show these, the one at `at` lit, below a word that begins in `column` of the screen."""
        room = self.screen.size
        height = min(len(rows), max(room.height - 4, 1))
        first = 0 if at is None else max(at - height + 1, 0)
        self._rows, self._first, self._at = rows[first : first + height], first, at
        widest = max((cell_len(_name(row)) + cell_len(row.detail) for row in rows), default=0)
        width = min(widest + _GAP + 2, _WIDEST, room.width)
        self.styles.width, self.styles.height = width, max(height, 1)
        self.styles.offset = (max(min(column - 1, room.width - width), 0), 1)
        self.display = bool(rows)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        if y >= len(self._rows):  # asked for as tall as it was, before it is laid out anew
            return self.strip(Content(""), None)
        row, lit = self._rows[y], self._first + y == self._at
        ink, width = self.ink, self.content_size.width - 2
        detail = cut(row.detail, width // 2)
        name = cut_middle(_name(row), max(width - cell_len(detail) - _GAP, 8))
        gap = " " * max(width - cell_len(name) - cell_len(detail), 1)
        line = Content.assemble(" ", (name, ink.strong if lit else ink.fg), gap, (detail, ink.dim))
        return self.strip(line, ink.sel if lit else None)

    def on_click(self, event: events.Click) -> None:
        event.stop()
        offset = event.get_content_offset(self)
        if offset is not None and offset.y < len(self._rows):
            self.post_message(self.Clicked(self._first + offset.y))


def _name(row: Completion) -> str:
    return one_line(drawable(row.shown))
