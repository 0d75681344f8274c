"""Saying something on a sentence: one line, with the sentence above it."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from readlist.library.highlights import LONGEST_REMARK
from readlist.paper import one_line
from readlist.tui.keys import bindings
from readlist.tui.screens.frame import Key, KeyLine, Sheet
from readlist.tui.tex import shown
from readlist.tui.widgets.boxes import Caption, LineBox


class RemarkScreen(Sheet[str | None]):
    """Ask for a remark; the result is '' to take back the one there is, None to leave it."""

    DEFAULT_CSS = """
    RemarkScreen .quote { color: $dim; max-width: 76; height: auto; max-height: 4; }
    RemarkScreen LineBox { margin-top: 1; color: $star; }
    RemarkScreen.-short LineBox { margin-top: 0; }
    """
    AUTO_FOCUS = "LineBox"
    BINDINGS = bindings("remark")

    def __init__(self, quote: str, remark: str) -> None:
        super().__init__()
        self._quote = one_line(shown(quote).text)
        self._remark = remark

    def compose(self) -> ComposeResult:
        with Vertical(classes="sheet"):
            with Vertical(classes="body"):
                yield Caption("remark")
                yield Static(Content(self._quote), classes="quote")
                yield LineBox(self._remark, placeholder="what there is to say on it")
            yield KeyLine(Key("enter", "save", "enter"), Key("esc", "cancel", "back"))

    def on_mount(self) -> None:
        box = self.query_one(LineBox)
        box.max_length = LONGEST_REMARK
        box.cursor_position = len(box.value)

    @on(Input.Submitted)
    def action_enter(self) -> None:
        self.dismiss(one_line(self.query_one(LineBox).value))
