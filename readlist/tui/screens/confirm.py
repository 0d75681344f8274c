"""An offer: one question, what a yes would do, and two keys."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from readlist.paper import clean, one_line
from readlist.tui.keys import bindings
from readlist.tui.screens.frame import Key, KeyLine, Sheet


class ConfirmScreen(Sheet[bool]):
    """Ask whether to do something that was not quite asked for; the answer is True or False.

    An offer, never a warning: all that readlist does can be undone.
    """

    DEFAULT_CSS = """
    ConfirmScreen .question { text-style: bold; max-width: 76; }
    ConfirmScreen .detail { color: $dim; max-width: 76; margin-top: 1; }
    """
    AUTO_FOCUS = "VerticalScroll"
    BINDINGS = bindings("confirm")

    def __init__(self, question: str, detail: str = "", yes_label: str = "yes") -> None:
        super().__init__()
        self._question = one_line(question)
        self._detail = clean(detail).strip("\n")
        self._yes = one_line(yes_label)

    def compose(self) -> ComposeResult:
        with Vertical(classes="sheet"):
            with VerticalScroll(classes="body"):
                yield Static(Content(self._question), classes="question")
                if self._detail:
                    yield Static(Content(self._detail), classes="detail")
            yield KeyLine(Key("enter", self._yes, "yes"), Key("esc", "leave it", "back"))

    def action_yes(self) -> None:
        self.dismiss(True)

    def action_back(self) -> None:
        self.dismiss(False)
