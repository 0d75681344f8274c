"""Tagging: type a few letters, see what will happen, and do it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList

from readlist.errors import BadValue
from readlist.library.marking import tag_name
from readlist.tui.screens.frame import Caption, Choices, Key, KeyLine, LineBox, Said, Sheet

TagChange = tuple[tuple[str, ...], tuple[str, ...]]
"""Tags to add and tags to take off."""


class TagScreen(Sheet[TagChange | None]):
    """Add and take off tags. `current`: on the paper now; `known`: all tags, with their counts.

    Typing narrows the list and offers what is new as a new tag; Enter on a row adds it or takes it
    off; Enter on none is done. The result is None if nothing is to change.
    """

    DEFAULT_CSS = """
    TagScreen LineBox { margin: 1 0; }
    TagScreen.-short LineBox { margin: 0; }
    TagScreen Choices { max-height: 40vh; }
    TagScreen Said { margin-top: 1; }
    """
    AUTO_FOCUS = "LineBox"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Back", show=False, id="tag.back"),
        Binding("down,ctrl+n", "move(1)", "Next", show=False, id="tag.down"),
        Binding("up,ctrl+p", "move(-1)", "Previous", show=False, id="tag.up"),
        # Before the focus moves on: Tab completes here.
        Binding("tab", "complete", "Complete", show=False, priority=True, id="tag.complete"),
    ]

    def __init__(self, current: Sequence[str], known: Sequence[tuple[str, int]]) -> None:
        super().__init__()
        self._current = tuple(current)
        self._counts = {**dict.fromkeys(current, 0), **dict(known)}
        self._on = dict.fromkeys(current)  # an ordered set of what the paper will have
        self._rows: list[str] = []
        self._last = -1

    def compose(self) -> ComposeResult:
        with Vertical(classes="sheet"):
            with Vertical(classes="body"):
                yield Caption("tags")
                yield LineBox(placeholder="a tag, known or new")
                choices = Choices()
                choices.can_focus = False
                yield choices
                yield Said()
            yield KeyLine(Key("esc", "cancel", "back"))

    def on_mount(self) -> None:
        self._list()

    # What is listed

    @property
    def _typed(self) -> str:
        return self.query_one(LineBox).value.strip().lstrip("#").strip()

    @on(Input.Changed)
    def _list(self) -> None:
        """List the tags that fit what is typed, the best of them under the cursor."""
        typed = self._typed
        self._rows = _fitting(typed, self._counts, self._current)
        self._last = -1
        self.query_one(Said).say("")
        if typed and typed.casefold() not in (name.casefold() for name in self._rows):
            try:
                self._rows.append(tag_name(typed))
            except BadValue as error:
                self.query_one(Said).say(str(error), "warn")
        self._draw(highlighted=0 if typed and self._rows else None)

    def _draw(self, highlighted: int | None) -> None:
        choices = self.query_one(Choices)
        width = max((cell_len(name) for name in self._rows), default=0)
        choices.set_options(self._row(name, width) for name in self._rows)
        choices.highlighted = highlighted
        self._say_what_happens()

    def _row(self, name: str, width: int) -> Content:
        was, will = name in self._current, name in self._on
        mark, style = {
            (True, True): ("✓", "$accent"),
            (False, True): ("+", "bold $accent"),
            (True, False): ("−", "$warn"),
            (False, False): (" ", "$foreground"),
        }[was, will]
        count = str(self._counts.get(name) or "new")
        return Content.assemble(
            (f"{mark} ", style),
            (f"#{name}", style),
            " " * (width - cell_len(name) + 2),
            (f"{count:>5}", "$dim"),
        )

    def _say_what_happens(self) -> None:
        add, remove = self._change()
        said = [f"adds {_tags(add)}"] if add else []
        said += [f"takes off {_tags(remove)}"] if remove else []
        if said or not self._typed:
            self.query_one(Said).say("; ".join(said), "note")
        self.query_one(KeyLine).keys = (
            Key("enter", self._what_enter_does(), "enter"),
            *([Key("tab", "complete", "complete")] if self._typed else [Key("↓", "choose")]),
            Key("esc", "clear" if self._typed else "cancel", "back"),
        )

    def _what_enter_does(self) -> str:
        at = self.query_one(Choices).highlighted
        if at is None:
            return "done" if any(self._change()) else "leave"
        name = self._rows[at]
        return f"take off #{name}" if name in self._on else f"add #{name}"

    def _change(self) -> TagChange:
        add = tuple(name for name in self._on if name not in self._current)
        return add, tuple(name for name in self._current if name not in self._on)

    # What the keys do

    @on(Input.Submitted)
    def action_enter(self) -> None:
        at = self.query_one(Choices).highlighted
        if at is not None:
            self._toggle(at)
        elif not self._typed:  # else what is typed is no tag, which has been said
            change = self._change()
            self.dismiss(change if any(change) else None)

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        self._toggle(event.option_index)

    def _toggle(self, at: int) -> None:
        name = self._rows[at]
        if name in self._on:
            del self._on[name]
        else:
            self._on[name] = None
            self._counts.setdefault(name, 0)
        box = self.query_one(LineBox)
        if box.value:
            box.value = ""  # lists all of them anew
        else:
            self._draw(highlighted=None)
            self._last = at

    def action_move(self, step: int) -> None:
        choices = self.query_one(Choices)
        if not self._rows:
            return
        at = self._last if choices.highlighted is None else choices.highlighted
        choices.highlighted = min(max(at + step, 0), len(self._rows) - 1)
        self._say_what_happens()

    def action_complete(self) -> None:
        at, box = self.query_one(Choices).highlighted, self.query_one(LineBox)
        if at is not None:
            box.value = self._rows[at]
            box.cursor_position = len(box.value)

    def action_back(self) -> None:
        box = self.query_one(LineBox)
        if box.value:
            box.value = ""
        else:
            self.dismiss(None)

    def on_click(self, event: events.Click) -> None:
        self.query_one(LineBox).focus()


def _fitting(typed: str, counts: dict[str, int], current: Sequence[str]) -> list[str]:
    """The tags that hold `typed`: that very tag, those that begin with it, then the others.

    Among equals those on the paper come first, then the most used.
    """
    wanted = typed.casefold().replace(" ", "-")

    def rank(name: str) -> tuple[bool, bool, bool, int, str]:
        folded = name.casefold()
        exact, starts = folded == wanted, folded.startswith(wanted)
        return not exact, not starts, name not in current, -counts[name], folded

    return sorted((name for name in counts if wanted in name.casefold()), key=rank)


def _tags(names: Sequence[str]) -> str:
    return ", ".join(f"#{name}" for name in names)
