"""Help: every key and what it does, first those that work here, narrowed as one types.

It is also where one finds out how to have other keys: what to write, and in which file.
"""

from __future__ import annotations

from collections.abc import Awaitable, Sequence
from itertools import accumulate, combinations, pairwise, zip_longest
from typing import Protocol, cast

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from readlist.paper import counted
from readlist.tui.keys import bindings
from readlist.tui.manual import (
    OWN_KEYS,
    Row,
    Section,
    asks_for_own_keys,
    narrowed,
    own_keys,
)
from readlist.tui.screens.frame import Key, KeyLine, Page, TopLine
from readlist.tui.text import wrap
from readlist.tui.widgets.boxes import LineBox, Said

_KEYS_WIDTH = 12
_COLUMN = 52
"""Columns a section needs to be read at ease; where there is room, they stand side by side."""
_MOST_COLUMNS, _GAP = 3, 4
_ROOMY = 74
"""Columns from which the line below has room for a name."""


class Copies(Protocol):
    """What the help needs of the app."""

    def copied(self, text: str) -> Awaitable[str]:
        """Copy a text; a few words on how."""

    def has_keys_table(self) -> bool:
        """Has the user's config a table of keys already?"""


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
        columns = max(1, min((width + _GAP) // (_COLUMN + _GAP), _MOST_COLUMNS, len(found)))
        body = _laid_out(found, columns, min(width, columns * (_COLUMN + 24)), bool(typed))
        nothing = Content.styled("No key does that.", "$dim")
        self.query_one("#rows", Static).update(body if found else nothing)
        keys = counted(count, "key")
        self.query_one(TopLine).state = keys if count or not found else ""
        what = f"the line for {self._name}" if self.size.width >= _ROOMY else "line"
        copy = [Key("enter", f"copy {what}", "copy_line")] if self._name else []
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
        if not self._name:
            return
        app, line = cast(Copies, self.app), f'{self._name} = "f"'
        if app.has_keys_table():  # of which there can be only one
            how = await app.copied(f"{line}\n")
            said = f"{line}: {how}; it goes below the line [keys]"
        else:
            how = await app.copied(f"[keys]\n{line}\n")
            said = f"[keys] {line}: {how}; it goes to the end of {self._config}"
        self.query_one(Said).say(said, "fg")

    def action_back(self) -> None:
        self.dismiss(None)


def _laid_out(sections: Sequence[Section], columns: int, width: int, names: bool) -> Content:
    """The sections one below the other, in columns of about the same height."""
    wide = (width - _GAP * (columns - 1)) // columns
    heights = [len(_lines([section], wide, names)) + 1 for section in sections]
    ends = [0, *_cuts(heights, columns), len(sections)]
    parts = [_lines(sections[start:end], wide, names) for start, end in pairwise(ends)]
    rows = zip_longest(*parts, fillvalue=Content(""))
    return Content("\n").join(
        Content("").join(
            [cell.pad_right(wide + _GAP - cell.cell_length) for cell in row[:-1]] + [row[-1]]
        )
        for row in rows
    )


def _cuts(heights: Sequence[int], columns: int) -> tuple[int, ...]:
    """Before which sections the columns behind the first begin, so that the highest is low."""
    totals = [0, *accumulate(heights)]

    def highest(cuts: tuple[int, ...]) -> int:
        return max(totals[b] - totals[a] for a, b in pairwise((0, *cuts, len(heights))))

    return min(combinations(range(1, len(heights) + 1), columns - 1), key=highest, default=())


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
        text += Content.styled(f"  {row.name}", "$dim")
    wrapped = [text[start:end] for start, end in wrap(text.plain, max(width - indent, 10))]
    if cell_len(row.keys) >= indent:
        return [first, *(line.pad_left(indent) for line in wrapped)]
    head = first.pad_right(indent - cell_len(row.keys)) + wrapped[0]
    return [head, *(line.pad_left(indent) for line in wrapped[1:])]
