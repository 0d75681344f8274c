"""Searching again for what was searched for before."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events, on
from textual.content import Content
from textual.widgets import Input, OptionList

from readlist.paper import one_line
from readlist.tui.keys import bindings
from readlist.tui.screens.frame import Key
from readlist.tui.screens.picking import PickSheet
from readlist.tui.text import cut, drawable
from readlist.tui.widgets.boxes import LineBox


class RecentScreen(PickSheet[str | None]):
    """Pick one of `queries`, which come newest first; what is typed leaves those that hold it."""

    BINDINGS = bindings("recent")

    def __init__(self, queries: Sequence[str]) -> None:
        super().__init__("recent searches", LineBox(placeholder="type to narrow"))
        self._queries = queries
        self._rows: list[str] = []

    def on_mount(self) -> None:
        self.key_line.keys = (
            Key("enter", "search again", "take"),
            Key("↓", "older", "move(1)"),
            Key("esc", "back", "back"),
        )

    @on(Input.Changed)
    def _list(self) -> None:
        words = self.box.value.casefold().split()
        self._rows = [
            query for query in self._queries if all(word in query.casefold() for word in words)
        ]
        self._draw(0)
        self.said.say("" if self._rows else "No search had that in it")

    def on_resize(self, event: events.Resize) -> None:
        if self._rows:
            self._draw(self.lit or 0)
        else:
            self._list()

    def _draw(self, at: int) -> None:
        room = min(self.size.width - 4, 76) - 1
        self.show_rows([Content(cut(one_line(drawable(row)), room)) for row in self._rows], at)

    @on(Input.Submitted)
    def action_take(self) -> None:
        if self.lit is not None:
            self.dismiss(self._rows[self.lit])

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._rows[event.option_index])
