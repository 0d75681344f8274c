"""Correcting what is known about a paper, field by field."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from readlist.errors import BadValue
from readlist.library.marking import checked_field
from readlist.paper import FIELD_NAMES, Fields, Paper, counted, one_line
from readlist.tui.keys import bindings
from readlist.tui.screens.frame import Key, KeyLine, Page, TopLine
from readlist.tui.widgets.boxes import LineBox, Said, TextBox

_HINTS = {
    "authors": "one a line, or with ; between them",
    "year": "2017",
    "venue": "where it appeared",
    "arxiv_id": "1706.03762, or a link to it",
    "doi": "10.1145/3292500.3330701, or a link to it",
    "urls": "one a line",
}
_TALL = ("title", "authors", "urls", "abstract")


class TitleBox(TextBox):
    """A box for a title: it shows all of a long one, but it is one line, so Enter saves."""

    @dataclass
    class Pasted(Message):
        """Something was pasted into it."""

        text: str

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            event.prevent_default()
            event.stop()
            await self.screen.run_action("save")

    async def _on_paste(self, event: events.Paste) -> None:
        self.post_message(self.Pasted(event.text))
        event.text = one_line(event.text)


class EditScreen(Page[dict[str, object] | None]):
    """Correct the fields of `paper`. The result holds the fields that were changed, by the names
    and as the values that `Library.edit` takes; None if there are none.
    """

    HEADING = "edit"
    CHANGED = "changed"
    """What is said of the fields in which something was typed."""
    LEAVES = "leaves them as they were"
    """What a second Esc does with it."""

    DEFAULT_CSS = """
    EditScreen VerticalScroll { padding: 1 2 0 2; scrollbar-size-vertical: 1; }
    EditScreen .field { height: auto; margin-bottom: 1; }
    EditScreen .field > Horizontal { height: auto; }
    EditScreen .field Static.name { width: 10; color: $dim; }
    EditScreen .field TextBox { height: auto; min-height: 1; max-height: 6; width: 1fr; }
    EditScreen .field #abstract { max-height: 12; }
    EditScreen .field LineBox { width: 1fr; }
    EditScreen .field Said { margin-left: 12; }
    EditScreen #asks { padding: 0 2; }
    """
    AUTO_FOCUS = "#title"
    BINDINGS = bindings("edit")

    def __init__(self, paper: Paper, left_out: int = 0) -> None:
        """`left_out`: how many papers are selected beside this one."""
        super().__init__()
        self._left_out = left_out
        self._paper = paper
        self._at_first = {name: as_typed(paper, name) for name in FIELD_NAMES}
        self._asked = False

    def compose(self) -> ComposeResult:
        yield TopLine(self.HEADING, self._left_out)
        with VerticalScroll(can_focus=False):
            for name, label in FIELD_NAMES.items():
                with Vertical(classes="field"):
                    with Horizontal():
                        yield Static(Content(label), classes="name")
                        yield self._box(name)
                    yield Said(id=f"said-{name}")
        yield Said(id="asks")
        yield KeyLine()

    def _box(self, name: str) -> Widget:
        text, hint = self._at_first[name], _HINTS.get(name, "")
        if name == "title":
            return TitleBox(text, placeholder="a title", id=name)
        if name in _TALL:
            return TextBox(text, placeholder=hint, id=name)
        return LineBox(text, placeholder=hint, id=name)

    def on_mount(self) -> None:
        title = self.query_one("#title", TextBox)
        title.move_cursor(title.document.end)
        if self._paper.title_derived:
            shown = f"; shown as “{self._paper.title}”" if self._paper.title else ""
            self._said("title").say(f"none in the source{shown}")

    def _said(self, name: str) -> Said:
        return self.query_one(f"#said-{name}", Said)

    def _typed(self, name: str) -> str:
        box = self.query_one(f"#{name}")
        return (
            box.text if isinstance(box, TextArea) else box.value if isinstance(box, Input) else ""
        )

    def _changed(self) -> list[str]:
        """The fields in which something else stands now, right or wrong."""
        return [name for name, text in self._at_first.items() if self._typed(name) != text]

    def _check(self, name: str) -> object:
        """The field as it would be kept; what is wrong with it is said below it and raised."""
        try:
            value = checked_field(name, _one_value(name, self._typed(name)))
        except BadValue as error:
            self._said(name).say(str(error), "warn")
            raise
        self._said(name).say("")
        return value

    @on(Input.Changed)
    @on(TextArea.Changed)
    def _look(self, event: Input.Changed | TextArea.Changed) -> None:
        """Once something was said of a field it is kept true while one types, in view."""
        if event.control is self.focused:
            event.control.scroll_visible(animate=False)
        name = event.control.id or ""
        if self._said(name).text:
            with suppress(BadValue):
                self._check(name)
        self._asked = False
        self.query_one("#asks", Said).say("")
        changed = len(self._changed())
        state = f"{counted(changed, 'field')} {self.CHANGED}" if changed else ""
        self.query_one(TopLine).state = state

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        several = event.widget.id in ("authors", "urls", "abstract")
        self.query_one(KeyLine).keys = (
            Key("^S", "save", "save"),
            *([Key("enter", "new line")] if several else []),
            Key("tab", "next", "app.focus_next"),
            Key("esc", "back", "back"),
        )

    @on(Input.Submitted)
    def action_save(self) -> None:
        values: dict[str, object] = {}
        wrong = []
        for name in self._changed():
            try:
                value = self._check(name)
            except BadValue:
                wrong.append(name)
            else:
                if value != getattr(self._paper, name):
                    values[name] = value
        if wrong:
            self.query_one(f"#{wrong[0]}").focus()
        else:
            self.dismiss(values or None)

    def action_back(self) -> None:
        changed = len(self._changed())
        if changed and not self._asked:
            self._asked = True
            keys = f"^S saves, esc again {self.LEAVES}"
            asks = f"{counted(changed, 'field')} {self.CHANGED}: {keys}"
            self.query_one("#asks", Said).say(asks, "star")
        else:
            self.dismiss(None)


def as_typed(paper: Fields, name: str) -> str:
    """A field as its box shows it. A derived title is not shown as one: it is none."""
    if name == "title" and isinstance(paper, Paper) and paper.title_derived:
        return ""
    value = getattr(paper, name)
    if name == "abstract":
        return value or ""
    if isinstance(value, tuple):
        return "\n".join(one_line(part) for part in value)
    return one_line(str(value)) if value is not None else ""


def _one_value(name: str, text: str) -> str:
    """Authors one a line become authors with ; between them."""
    return ";".join(text.splitlines()) if name == "authors" else text
