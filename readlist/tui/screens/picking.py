"""A sheet with a box for text and rows below it, which what is typed narrows."""

from __future__ import annotations

from collections.abc import Iterable

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from readlist.tui.screens.frame import KeyLine, Sheet
from readlist.tui.screens.leaving import Result
from readlist.tui.widgets.boxes import Caption, Choices, LineBox, Said


class PickSheet(Sheet[Result]):
    """The box keeps the focus; the arrows and the mouse go through the rows."""

    DEFAULT_CSS = """
    PickSheet LineBox { margin: 1 0; }
    PickSheet.-short LineBox { margin: 0; }
    PickSheet Choices { max-height: 40vh; }
    PickSheet Said { margin-top: 1; }
    """
    AUTO_FOCUS = "LineBox"

    def __init__(self, caption: str, box: LineBox) -> None:
        super().__init__()
        self._caption = caption
        self.box = box
        self.choices = Choices()
        self.said = Said()
        self.key_line = KeyLine()

    def compose(self) -> ComposeResult:
        self.choices.can_focus = False
        with Vertical(classes="sheet"):
            with Vertical(classes="body"):
                yield Caption(self._caption)
                yield self.box
                yield self.choices
                yield self.said
            yield self.key_line

    def show_rows(self, rows: Iterable[Content], at: int | None) -> None:
        """Show these rows, the one at `at` lit."""
        self.choices.set_options(rows)
        self.light(at)

    def light(self, at: int | None) -> None:
        """Light a row; where there is none of that number, none."""
        there = at is not None and at < self.choices.option_count
        self.choices.highlighted = at if there else None

    @property
    def lit(self) -> int | None:
        """The row that is lit."""
        return self.choices.highlighted

    def write(self, text: str) -> None:
        """Put a text into the box, the cursor at its end."""
        self.box.value = text
        self.box.cursor_position = len(text)

    def action_move(self, step: int) -> None:
        """Light another row; from no row, down is the first."""
        last = self.choices.option_count - 1
        self.light(max(0, min(-1 if self.lit is None else self.lit, last) + step))

    def on_click(self, event: events.Click) -> None:
        self.box.focus()
        super().on_click(event)
