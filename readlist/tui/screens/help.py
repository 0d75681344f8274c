"""Help: every key and what it does, narrowed as one types."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from readlist.tui.keynames import shown, spelled
from readlist.tui.screens.frame import Key, KeyLine, LineBox, Page, TopLine

_KEYS_WIDTH = 12
_COLUMN = 52
"""Columns a section needs to be read at ease; with room for two, they stand side by side."""
_GAP = 4


@dataclass(frozen=True, slots=True)
class HelpSection:
    """A group of keys. Each row: the keys as people write them, and what they do."""

    title: str
    rows: Sequence[tuple[str, str]]


def section(title: str, bindings: Sequence[BindingType]) -> HelpSection:
    """The keys of a screen that has its own."""
    rows = [
        (" ".join(shown(spelled(key)) for key in binding.key.split(",")), binding.description)
        for binding in bindings
        if isinstance(binding, Binding)
    ]
    return HelpSection(title, rows)


class HelpScreen(Page[None]):
    """All `sections`, those rows that hold every word typed; Esc closes."""

    DEFAULT_CSS = """
    HelpScreen #top { height: auto; padding: 1 2 0 2; }
    HelpScreen VerticalScroll { padding: 1 2 0 2; scrollbar-size-vertical: 1; }
    HelpScreen #rows { height: auto; }
    """
    AUTO_FOCUS = "LineBox"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Close", show=False, id="help.back"),
        Binding("down", "scroll('down')", "Down", show=False, id="help.down"),
        Binding("up", "scroll('up')", "Up", show=False, id="help.up"),
        Binding("pagedown", "scroll('page_down')", "Page", show=False, id="help.page_down"),
        Binding("pageup", "scroll('page_up')", "Back", show=False, id="help.page_up"),
        Binding("ctrl+home", "scroll('home')", "Top", show=False, id="help.top"),
        Binding("ctrl+end", "scroll('end')", "Bottom", show=False, id="help.bottom"),
    ]

    def __init__(self, sections: Sequence[HelpSection]) -> None:
        super().__init__()
        self._sections = sections

    def compose(self) -> ComposeResult:
        yield TopLine("help")
        with Vertical(id="top"):
            yield LineBox(placeholder="type to narrow: star, note, ^D …")
        with VerticalScroll(can_focus=False):
            yield Static(id="rows")
        yield KeyLine(
            Key("↓", "down", "scroll('down')"),
            Key("pgdn", "page", "scroll('page_down')"),
            Key("esc", "close", "back"),
        )

    @on(Input.Changed)
    def _narrow(self) -> None:
        self.query_one(VerticalScroll).scroll_home(animate=False)
        self._draw()

    def on_resize(self, event: events.Resize) -> None:
        self._draw()

    def _draw(self) -> None:
        words = self.query_one(LineBox).value.casefold().split()
        narrowed = (_narrowed(section, words) for section in self._sections)
        found = [section for section in narrowed if section.rows]
        width = self.size.width - 5
        columns = 2 if width >= 2 * _COLUMN + _GAP else 1
        body = _laid_out(found, columns, min(width, columns * (_COLUMN + 24)))
        self.query_one("#rows", Static).update(
            body if found else Content.styled("No key does that.", "$dim")
        )
        count = sum(len(section.rows) for section in found)
        self.query_one(TopLine).state = f"{count} key{'' if count == 1 else 's'}"

    def action_scroll(self, where: str) -> None:
        view = self.query_one(VerticalScroll)
        getattr(view, f"scroll_{where}")(animate=False)

    def action_back(self) -> None:
        self.dismiss(None)


def _narrowed(section: HelpSection, words: Sequence[str]) -> HelpSection:
    """The rows of a section that hold every word; its title counts for all of them."""

    def holds(keys: str, text: str) -> bool:
        line = f"{keys} {text} {section.title}".casefold()
        return all(word in line for word in words)

    return HelpSection(section.title, [row for row in section.rows if holds(*row)])


def _laid_out(sections: Sequence[HelpSection], columns: int, width: int) -> Content:
    """The sections one below the other, in one column or two of about the same height."""
    if columns == 1:
        return Content("\n").join(_lines(sections, width))
    wide = (width - _GAP) // 2
    heights = [len(_lines([section], wide)) + 1 for section in sections]
    cut = min(
        range(len(sections) + 1),
        key=lambda at: (max(sum(heights[:at]), sum(heights[at:])), -at),
        default=0,
    )
    left, right = _lines(sections[:cut], wide), _lines(sections[cut:], wide)
    height = max(len(left), len(right))
    empty = Content("")
    left += [empty] * (height - len(left))
    right += [empty] * (height - len(right))
    return Content("\n").join(
        a.pad_right(wide + _GAP - a.cell_length) + b for a, b in zip(left, right, strict=True)
    )


def _lines(sections: Sequence[HelpSection], width: int) -> list[Content]:
    lines: list[Content] = []
    for section in sections:
        if lines:
            lines.append(Content(""))
        lines.append(Content.styled(section.title.upper(), "$faint"))
        for keys, text in section.rows:
            lines += _row(keys, text, width)
    return lines


def _row(keys: str, text: str, width: int) -> list[Content]:
    """Keys on the left, what they do on the right; long texts wrap below themselves."""
    indent = _KEYS_WIDTH
    first = Content.styled(keys, "bold $accent")
    wrapped = Content(text).wrap(max(width - indent, 10)) or [Content("")]
    if cell_len(keys) >= indent:
        return [first, *(line.pad_left(indent) for line in wrapped)]
    head = first.pad_right(indent - cell_len(keys)) + wrapped[0]
    return [head, *(line.pad_left(indent) for line in wrapped[1:])]
