"""Help: every key and what it does, first those that work here, narrowed as one types.

It is also where one finds out how to have other keys: what to write, and in which file.
"""

from __future__ import annotations

from collections.abc import Awaitable, Sequence
from typing import Protocol, cast

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from readlist.tui.keys import bindings
from readlist.tui.manual import (
    OWN_KEYS,
    Row,
    Section,
    asks_for_own_keys,
    narrowed,
    own_keys,
)
from readlist.tui.screens.frame import Key, KeyLine, LineBox, Page, Said, TopLine

_KEYS_WIDTH = 12
_COLUMN = 52
"""Columns a section needs to be read at ease; with room for two, they stand side by side."""
_GAP = 4


class Copies(Protocol):
    """What the help needs of the app."""

    def copied(self, text: str) -> Awaitable[str]:
        """Copy a text; a few words on how."""


class HelpScreen(Page[None]):
    """All `sections`, those rows that hold every word typed; Esc closes.

    `config`: the file in which a user writes keys of their own; `typed`: to begin with.
    """

    DEFAULT_CSS = """
    HelpScreen #box { height: auto; padding: 1 2 0 2; }
    HelpScreen VerticalScroll { padding: 1 2 0 2; scrollbar-size-vertical: 1; }
    HelpScreen #rows { height: auto; }
    HelpScreen Said { padding: 0 2; max-width: 100%; }
    HelpScreen.-short #box { padding: 0 2; }
    """
    AUTO_FOCUS = "LineBox"
    BINDINGS = bindings("help")

    def __init__(
        self, sections: Sequence[Section], config: str = "config.toml", typed: str = ""
    ) -> None:
        super().__init__()
        self._sections = sections
        self._config = config
        self._at_first = typed
        self._name = ""
        """The first key that was found, by its name in the config."""

    def compose(self) -> ComposeResult:
        yield TopLine("help")
        with Vertical(id="box"):
            yield LineBox(self._at_first, placeholder="type to narrow: star, note, ^D, rebind …")
        with VerticalScroll(can_focus=False):
            yield Static(id="rows")
        yield Said()
        yield KeyLine(helps=False)

    @on(Input.Changed)
    def _narrow(self) -> None:
        self.query_one(VerticalScroll).scroll_home(animate=False)
        self.query_one(Said).say("")
        self._draw()

    def on_resize(self, event: events.Resize) -> None:
        self._draw()

    def _draw(self) -> None:
        typed = self.query_one(LineBox).value.strip()
        found = narrowed(self._sections, typed)
        names = [row.name for section in found for row in section.rows if row.name]
        count = len(names)
        self._name = names[0].split()[0] if typed and names else ""
        about = own_keys(self._config, self._name or "star")
        if typed and asks_for_own_keys(typed):
            found = [about, *found]
        elif self._name or not typed:
            found = [*found, about]
        width = self.size.width - 5
        columns = 2 if width >= 2 * _COLUMN + _GAP else 1
        body = _laid_out(found, columns, min(width, columns * (_COLUMN + 24)), bool(typed))
        nothing = Content.styled("No key does that.", "$dim")
        self.query_one("#rows", Static).update(body if found else nothing)
        self.query_one(TopLine).state = f"{count} key{'' if count == 1 else 's'}"
        copy = [Key("enter", f"copy the line for {self._name}", "copy_line")] if self._name else []
        self.query_one(KeyLine).keys = (
            *copy,
            Key("↓", "down", "scroll('down')"),
            Key("pgdn", "page", "scroll('page_down')"),
            Key("esc", "close", "back"),
        )

    def action_scroll(self, where: str) -> None:
        view = self.query_one(VerticalScroll)
        getattr(view, f"scroll_{where}")(animate=False)

    @on(Input.Submitted)
    async def action_copy_line(self) -> None:
        """Copy what to write into the config to change the key found first."""
        if self._name:
            how = await cast(Copies, self.app).copied(f'[keys]\n{self._name} = "f"\n')
            self.query_one(Said).say(f'[keys] {self._name} = "f": {how}', "fg")

    def action_back(self) -> None:
        self.dismiss(None)


def _laid_out(sections: Sequence[Section], columns: int, width: int, names: bool) -> Content:
    """The sections one below the other, in one column or two of about the same height."""
    if columns == 1:
        return Content("\n").join(_lines(sections, width, names))
    wide = (width - _GAP) // 2
    heights = [len(_lines([section], wide, names)) + 1 for section in sections]
    cut = min(
        range(len(sections) + 1),
        key=lambda at: (max(sum(heights[:at]), sum(heights[at:])), -at),
        default=0,
    )
    left, right = _lines(sections[:cut], wide, names), _lines(sections[cut:], wide, names)
    height = max(len(left), len(right))
    empty = Content("")
    left += [empty] * (height - len(left))
    right += [empty] * (height - len(right))
    return Content("\n").join(
        a.pad_right(wide + _GAP - a.cell_length) + b for a, b in zip(left, right, strict=True)
    )


def _lines(sections: Sequence[Section], width: int, names: bool) -> list[Content]:
    lines: list[Content] = []
    for section in sections:
        if lines:
            lines.append(Content(""))
        lines.append(Content.styled(section.title.upper(), "$faint"))
        for row in section.rows:
            lines += _row(row, width, names or section.title == OWN_KEYS)
    return lines


def _row(row: Row, width: int, named: bool) -> list[Content]:
    """Keys on the left, what they do on the right, and their name; what is long wraps there."""
    indent = _KEYS_WIDTH
    first = Content.styled(row.keys, "bold $accent")
    text = Content(row.text)
    if named and row.name:
        text += Content.styled(f"  {row.name}", "$note")
    wrapped = text.wrap(max(width - indent, 10)) or [Content("")]
    if cell_len(row.keys) >= indent:
        return [first, *(line.pad_left(indent) for line in wrapped)]
    head = first.pad_right(indent - cell_len(row.keys)) + wrapped[0]
    return [head, *(line.pad_left(indent) for line in wrapped[1:])]
