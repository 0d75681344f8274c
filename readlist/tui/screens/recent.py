"""Searching again for what was searched for before."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList

from readlist.paper import one_line
from readlist.tui.keys import bindings
from readlist.tui.screens.frame import Caption, Choices, Key, KeyLine, LineBox, Said, Sheet
from readlist.tui.text import cut, drawable


class RecentScreen(Sheet[str | None]):
    """Pick one of `queries`, which come newest first; what is typed leaves those that hold it."""

    DEFAULT_CSS = """
    RecentScreen LineBox { margin: 1 0; }
    RecentScreen.-short LineBox { margin: 0; }
    RecentScreen Choices { max-height: 40vh; }
    """
    AUTO_FOCUS = "LineBox"
    BINDINGS = bindings("recent")

    def __init__(self, queries: Sequence[str]) -> None:
        super().__init__()
        self._queries = queries
        self._rows: list[str] = []

    def compose(self) -> ComposeResult:
        with Vertical(classes="sheet"):
            with Vertical(classes="body"):
                yield Caption("recent searches")
                yield LineBox(placeholder="type to narrow")
                choices = Choices()
                choices.can_focus = False
                yield choices
                yield Said()
            yield KeyLine(
                Key("enter", "search again", "take"),
                Key("↓", "older"),
                Key("esc", "back", "back"),
            )

    @on(Input.Changed)
    def _list(self) -> None:
        words = self.query_one(LineBox).value.casefold().split()
        self._rows = [
            query for query in self._queries if all(word in query.casefold() for word in words)
        ]
        self._draw(0)
        self.query_one(Said).say("" if self._rows else "No search had that in it.")

    def on_resize(self, event: events.Resize) -> None:
        if self._rows:
            self._draw(self.query_one(Choices).highlighted or 0)
        else:
            self._list()

    def _draw(self, at: int) -> None:
        room = min(self.size.width - 4, 76) - 1
        choices = self.query_one(Choices)
        choices.set_options(Content(cut(one_line(drawable(row)), room)) for row in self._rows)
        choices.highlighted = at if self._rows else None

    def action_move(self, step: int) -> None:
        choices = self.query_one(Choices)
        if choices.highlighted is not None:
            choices.highlighted = max(0, min(choices.highlighted + step, len(self._rows) - 1))

    @on(Input.Submitted)
    def action_take(self) -> None:
        at = self.query_one(Choices).highlighted
        if at is not None:
            self.dismiss(self._rows[at])

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._rows[event.option_index])

    def on_click(self, event: events.Click) -> None:
        self.query_one(LineBox).focus()
