"""Choosing what a file is, where it could be several things: what each would make of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.content import Content

from readlist.library.choosing import Guess
from readlist.paper import Record, one_line
from readlist.tui import glyphs
from readlist.tui.keys import bindings
from readlist.tui.screens.frame import Key, KeyLine, Page, TopLine
from readlist.tui.text import cut, drawable, wrap
from readlist.tui.theme import Ink
from readlist.tui.widgets.line_view import LineView

_NARROWEST = 38
"""Columns that one format needs; as many stand side by side as there is room for."""
_ABSTRACT_LINES = 5
_UNLIKELY = 0.05
_GAP = "  "


class FormatScreen(Page[str | None]):
    """Choose one of `guesses`, surest first. The result is its name."""

    DEFAULT_CSS = """
    FormatScreen LineView { padding: 1 0 0 2; height: 1fr; }
    FormatScreen.-short LineView { padding: 0 0 0 2; }
    """
    BINDINGS = bindings("formats")

    def __init__(self, guesses: Sequence[Guess], name: str) -> None:
        super().__init__()
        self._guesses = list(guesses)
        self._what = name
        self._chosen = self._first = 0

    def compose(self) -> ComposeResult:
        yield TopLine(f"what is {one_line(self._what)}?")
        yield LineView()
        yield KeyLine(
            Key("enter", "read it so", "take"),
            Key("→", "next format", "step(1)"),
            Key("↓", "down", "down"),
            Key("esc", "back", "back"),
        )

    def on_mount(self) -> None:
        self.query_one(LineView).focus()

    def on_resize(self) -> None:
        self.call_after_refresh(self._draw)

    def _draw(self) -> None:
        view = self.query_one(LineView)
        width = view.content_size.width
        shown = max(1, min(width // _NARROWEST, len(self._guesses)))
        if self._chosen < self._first:
            self._first = self._chosen
        self._first = max(self._first, self._chosen - shown + 1)
        room = width // shown - len(_GAP)
        columns = [
            list(self._column(at, room, view.ink)) for at in range(self._first, self._first + shown)
        ]
        view.set_lines([_beside(columns, row, room) for row in range(max(map(len, columns)))])
        self.query_one(TopLine).state = f"{self._chosen + 1} of {len(self._guesses)}"

    def _column(self, at: int, width: int, ink: Ink) -> Iterator[Content]:
        guess, here = self._guesses[at], at == self._chosen
        number = f"{at + 1} " if at < 9 else ""
        head = cut(f"{number}{guess.format}", width - 10)
        yield Content.assemble(
            (f"{glyphs.HERE} " if here else "  ", ink.accent),
            (head, ink.key if here else ink.strong),
            (f"  {_sureness(guess.confidence)}", ink.dim),
        )
        yield from _wrapped(guess.label, width, ink, "dim")
        yield Content("")
        for record in guess.records:
            yield from _record(record, width, ink)
            yield Content("")

    def action_step(self, step: int) -> None:
        self._chosen = (self._chosen + step) % len(self._guesses)
        self._draw()

    def action_number(self, number: int) -> None:
        if number <= len(self._guesses):
            self._chosen = number - 1
            self._draw()

    def action_take(self) -> None:
        self.dismiss(self._guesses[self._chosen].format)

    def action_back(self) -> None:
        self.dismiss(None)


def _sureness(confidence: float) -> str:
    return f"{confidence:.0%} sure" if confidence >= _UNLIKELY else "unlikely"


def _beside(columns: Sequence[Sequence[Content]], row: int, width: int) -> Content:
    cells = [column[row] if row < len(column) else Content("") for column in columns]
    padded = [cell.pad_right(max(width - cell_len(cell.plain), 0)) for cell in cells]
    return Content(_GAP).join(padded)


def _record(record: Record, width: int, ink: Ink) -> Iterator[Content]:
    title = record.title or "no title"
    yield from _wrapped(title, width, ink, "fg" if record.title else "dim")
    about = [", ".join(record.authors), str(record.year or ""), record.venue or ""]
    about += [record.arxiv_id or "", record.doi or ""]
    if meta := " · ".join(filter(None, map(one_line, about))):
        yield from _wrapped(meta, width, ink, "faint", most=2)
    if record.abstract:
        yield from _wrapped(record.abstract, width, ink, "dim", most=_ABSTRACT_LINES)


def _wrapped(text: str, width: int, ink: Ink, tone: str, most: int = 4) -> Iterator[Content]:
    text = drawable(one_line(text[:2000]))
    lines = wrap(text, width - 2)
    for start, end in lines[:most]:
        line = text[start:end]
        if len(lines) > most and end == lines[most - 1][1]:
            line = cut(f"{line}…", width - 2)
        yield Content.styled(f"  {line}", getattr(ink, tone))
