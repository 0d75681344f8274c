"""The top line: the program's name, the search box, and how many papers the list holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from readlist.paper import one_line
from readlist.tui.keys import bindings
from readlist.tui.theme import ink


class SearchBox(Input):
    """One line that is a query. It edits as a shell does; up and down move in the list below."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("search"),
        Binding("ctrl+b", "cursor_left", show=False),
        Binding("ctrl+f", "cursor_right", show=False),
        Binding("alt+b", "cursor_left_word", show=False),
        Binding("alt+f", "cursor_right_word", show=False),
        Binding("alt+d", "delete_right_word", show=False),
        Binding("ctrl+backspace,alt+backspace", "delete_left_word", show=False),
    ]

    @dataclass
    class Accepted(Message):
        """What was suggested is wanted."""

        text: str

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(placeholder="search", compact=True, select_on_focus=False, id=id)
        self.cursor_blink = False
        self.suggested: str | None = None

    def put(self, text: str) -> None:
        """Write a query into the box without reporting it as typed."""
        with self.prevent(Input.Changed):
            self.value = text
            self.cursor_position = len(text)

    def action_accept(self) -> None:
        if self.suggested and self.cursor_position >= len(self.value):
            self.post_message(self.Accepted(self.suggested))
        else:
            self.action_cursor_right()

    def _on_paste(self, event: events.Paste) -> None:
        event.text = one_line(event.text)  # Input's own handler, which runs next, takes it in


class SearchLine(Horizontal):
    """Name, box and count on one line; the hint about the query is the screen's."""

    def __init__(self, brand: str, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._brand = brand

    def compose(self) -> ComposeResult:
        yield Static(Content(self._brand), id="brand")
        yield Static(Content("/"), id="slash")
        yield SearchBox(id="search")
        yield Static("", id="state", markup=False)

    def show_state(self, text: str) -> None:
        """What the list holds: ``41 of 695 · relevance``."""
        self.query_one("#state", Static).update(Content(text))

    def on_click(self, event: events.Click) -> None:
        """A click anywhere on the line is for the box."""
        self.query_one(SearchBox).focus()


class Hint(Static):
    """One quiet line about the query, there only while there is something to say."""

    def show(self, hints: tuple[str, ...], suggestion: str | None, key: str) -> None:
        colours = ink(self.app.theme)
        parts = [Content(one_line(hint)).stylize(colours.dim) for hint in hints]
        if suggestion:
            parts.append(
                Content.assemble(
                    ("did you mean ", colours.dim),
                    (one_line(suggestion), colours.accent),
                    ("? ", colours.dim),
                    (key, colours.key),
                    (" takes it", colours.dim),
                )
            )
        self.update(Content(" · ").stylize(colours.dim).join(parts))
        self.display = bool(parts)
