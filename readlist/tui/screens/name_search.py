"""Naming a list at the side, such as a saved search: one line, with a name put forward."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from readlist.errors import BadValue
from readlist.paper import one_line
from readlist.tui.keys import bindings
from readlist.tui.screens.frame import Key, KeyLine, Sheet
from readlist.tui.text import cut_at_word
from readlist.tui.widgets.boxes import Caption, LineBox, Said

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
    """Ask for the name of a list. `taken`: the names others have; None: nothing is to change.

    `check`: what a name is as it is kept, or `BadValue`; `joins`: to take another's name is to
    become one with it.
    """

    DEFAULT_CSS = """
    NameScreen .query { color: $dim; max-width: 76; height: auto; max-height: 3; }
    NameScreen LineBox { margin-top: 1; }
    NameScreen Said { margin-top: 1; }
    """
    AUTO_FOCUS = "LineBox"
    BINDINGS = bindings("name")

    def __init__(
        self,
        caption: str,
        about: str,
        name: str,
        taken: Iterable[str],
        *,
        check: Callable[[str], str] = one_line,
        joins: bool = False,
    ) -> None:
        super().__init__()
        self._caption = caption
        self._about = one_line(about)
        self._proposed = name
        self._taken = tuple(taken)
        self._check = check
        self._joins = joins

    def compose(self) -> ComposeResult:
        with Vertical(classes="sheet"):
            with Vertical(classes="body"):
                yield Caption(self._caption)
                yield Static(Content(self._about), classes="query")
                yield LineBox(self._proposed, placeholder="a name")
                yield Said()
            yield KeyLine(Key("enter", "save", "enter"), Key("esc", "cancel", "back"))

    def on_mount(self) -> None:
        self.query_one(LineBox).select_all()  # what is typed takes its place

    @on(Input.Changed)
    def _look(self) -> None:
        wrong, enter = "", "save"
        try:
            self._checked()
        except BadValue as error:
            wrong = str(error) if self._typed else ""
        else:
            if self._clashes and self._joins:
                wrong, enter = (
                    f"“{self._checked()}” is there already: the two become one",
                    "make one",
                )
            elif self._clashes:
                wrong = f"“{self._checked()}” is there already; Enter puts another name forward"
                enter = "another name"
        self._say(wrong, enter)

    @on(Input.Submitted)
    def action_enter(self) -> None:
        box = self.query_one(LineBox)
        try:
            name = self._checked()
        except BadValue as error:
            name = ""
            self._say(str(error), "save")
        if not self._typed:
            self._say("It needs a name", "save")
        elif not name:
            return  # which has been said
        elif self._clashes and not self._joins:
            box.value = free_name(name, self._taken)
            box.cursor_position = len(box.value)
        else:
            self.dismiss(name)

    @property
    def _typed(self) -> str:
        return one_line(self.query_one(LineBox).value)

    def _checked(self) -> str:
        """The name as it would be kept. Raises `BadValue`."""
        return self._check(self._typed)

    @property
    def _clashes(self) -> bool:
        return free_name(self._checked(), self._taken) != self._checked()

    def _say(self, wrong: str, enter: str) -> None:
        self.query_one(Said).say(wrong, "warn")
        self.query_one(KeyLine).keys = (
            Key("enter", enter, "enter"),
            Key("esc", "cancel", "back"),
        )

    def on_click(self, event: events.Click) -> None:
        self.query_one(LineBox).focus()
