"""Naming a saved search: one line, with a name put forward."""

from __future__ import annotations

import re
from collections.abc import Iterable

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from readlist.paper import one_line
from readlist.tui.keys import bindings
from readlist.tui.screens.frame import Caption, Key, KeyLine, LineBox, Said, Sheet
from readlist.tui.text import cut_at_word

_LONGEST = 32
"""Columns of a name that is put forward: what a sidebar has room for at its widest."""
_FIELD = re.compile(r"(?<!\w)(?:is|tag|source|title|abstract|author|venue|note):", re.IGNORECASE)
_SORT = re.compile(r"(?<!\w)sort:\S*", re.IGNORECASE)


def proposed_name(query: str) -> str:
    """What a query could be called: its words without the grammar around them."""
    words = re.sub(r"[\"()*~]", " ", _FIELD.sub(" ", _SORT.sub(" ", query)))
    return cut_at_word(one_line(words), _LONGEST).rstrip("…") or "search"


def free_name(name: str, taken: Iterable[str]) -> str:
    """`name`, or where it is taken (in any case), with the next number behind it."""
    names = {other.casefold() for other in taken}
    number, free = 1, name
    while free.casefold() in names:
        number += 1
        free = f"{name} {number}"
    return free


class NameScreen(Sheet[str | None]):
    """Ask for the name of a search. `taken`: the names others have; None: nothing is to change."""

    DEFAULT_CSS = """
    NameScreen .query { color: $dim; max-width: 76; height: auto; max-height: 3; }
    NameScreen LineBox { margin-top: 1; }
    NameScreen Said { margin-top: 1; }
    """
    AUTO_FOCUS = "LineBox"
    BINDINGS = bindings("name")

    def __init__(self, caption: str, query: str, name: str, taken: Iterable[str]) -> None:
        super().__init__()
        self._caption = caption
        self._query = one_line(query)
        self._proposed = name
        self._taken = tuple(taken)

    def compose(self) -> ComposeResult:
        with Vertical(classes="sheet"):
            with Vertical(classes="body"):
                yield Caption(self._caption)
                yield Static(Content(self._query), classes="query")
                yield LineBox(self._proposed, placeholder="a name")
                yield Said()
            yield KeyLine(Key("enter", "save", "enter"), Key("esc", "cancel", "back"))

    def on_mount(self) -> None:
        self.query_one(LineBox).select_all()  # what is typed takes its place

    @on(Input.Changed)
    def _look(self) -> None:
        name = self._typed
        self._say(f"“{name}” is there already; Enter puts another name forward", self._clashes)

    @on(Input.Submitted)
    def action_enter(self) -> None:
        box = self.query_one(LineBox)
        if not self._typed:
            self._say("It needs a name", True)
        elif self._clashes:
            box.value = free_name(self._typed, self._taken)
            box.cursor_position = len(box.value)
        else:
            self.dismiss(self._typed)

    @property
    def _typed(self) -> str:
        return one_line(self.query_one(LineBox).value)

    @property
    def _clashes(self) -> bool:
        return free_name(self._typed, self._taken) != self._typed

    def _say(self, text: str, wrong: bool) -> None:
        self.query_one(Said).say(text if wrong else "", "warn")
        enter = "another name" if self._clashes else "save"
        self.query_one(KeyLine).keys = (
            Key("enter", enter, "enter"),
            Key("esc", "cancel", "back"),
        )

    def on_click(self, event: events.Click) -> None:
        self.query_one(LineBox).focus()
