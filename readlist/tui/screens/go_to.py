"""Going to one paper by what it is called: an id, the beginning of one, an arXiv id or a DOI."""

from __future__ import annotations

from collections.abc import Callable

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input

from readlist.errors import ReadlistError
from readlist.paper import one_line
from readlist.tui.keys import bindings
from readlist.tui.screens.frame import Key, KeyLine, Sheet
from readlist.tui.widgets.boxes import Caption, LineBox, Said


class GoToScreen(Sheet[str | None]):
    """Ask for the id of a paper. `resolve`: the whole id that something typed means."""

    DEFAULT_CSS = """
    GoToScreen LineBox { margin-top: 1; }
    GoToScreen Said { margin-top: 1; }
    """
    AUTO_FOCUS = "LineBox"
    BINDINGS = bindings("name")

    def __init__(self, resolve: Callable[[str], str]) -> None:
        super().__init__()
        self._resolve = resolve

    def compose(self) -> ComposeResult:
        with Vertical(classes="sheet"):
            with Vertical(classes="body"):
                yield Caption("go to a paper")
                yield LineBox(placeholder="its id, arXiv id or DOI")
                yield Said()
            yield KeyLine(Key("enter", "go", "enter"), Key("esc", "cancel", "back"))

    @on(Input.Changed)
    def _hush(self) -> None:
        self.query_one(Said).say("")

    @on(Input.Submitted)
    def action_enter(self) -> None:
        typed = one_line(self.query_one(LineBox).value)
        try:
            if typed:
                self.dismiss(self._resolve(typed))
        except ReadlistError as error:
            self.query_one(Said).say(str(error), "warn")

    def on_click(self, event: events.Click) -> None:
        self.query_one(LineBox).focus()
