"""Choosing one of a paper's links, or a search for it."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList

from readlist.paper import Link, one_line
from readlist.tui.keys import bindings
from readlist.tui.screens.frame import Key, KeyLine, Sheet
from readlist.tui.widgets.boxes import Caption, Choices

_INDENT = 9


class LinkScreen(Sheet[str | None]):
    """Pick a URL: one of `links` by its number, or `find`, a search made from the title."""

    DEFAULT_CSS = """
    LinkScreen Choices { max-height: 60vh; max-width: 100%; margin-top: 1; }
    """
    BINDINGS = bindings("links")

    def __init__(self, links: Sequence[Link], find: str) -> None:
        super().__init__()
        self._urls = [*(link.url for link in links), find]
        self._kinds = [*(link.kind.value for link in links), "find"]

    def compose(self) -> ComposeResult:
        with Vertical(classes="sheet"):
            with Vertical(classes="body"):
                yield Caption("links")
                yield Choices()
            yield KeyLine(
                Key("enter", "open", "take"),
                Key("1–9", "open that one") if len(self._urls) > 1 else Key("↓", "next", "down"),
                Key("esc", "back", "back"),
            )

    def on_resize(self, event: events.Resize) -> None:
        choices = self.query_one(Choices)
        at = choices.highlighted or 0
        room = event.size.width - 4 - _INDENT
        choices.set_options(self._row(index, room) for index in range(len(self._urls)))
        choices.highlighted = at

    def _row(self, index: int, room: int) -> Content:
        """Number, kind and address; a long address goes on below itself, as it has no spaces."""
        kind, url = self._kinds[index], one_line(self._urls[index])
        number = str(index + 1) if index < 9 else " "
        if kind == "find":
            lines = Content("search the web for its title").wrap(max(room, 10))
        else:
            lines = Content(_without_scheme(url)).fold(max(room, 10))
        return Content.assemble(
            (f"{number} ", "bold $accent"),
            (f"{kind:<{_INDENT - 2}}", "$dim"),
            Content(f"\n{' ' * _INDENT}").join(lines),
        )

    def action_take(self) -> None:
        self.query_one(Choices).action_select()

    def action_number(self, number: int) -> None:
        if number <= len(self._urls):
            self.dismiss(self._urls[number - 1])

    @on(OptionList.OptionSelected)
    def _take(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._urls[event.option_index])


def _without_scheme(url: str) -> str:
    return url.partition("://")[2] or url
