"""The parts of the page of triage around its text. Each has its place, whatever the paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rich.cells import cell_len
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget

from readlist.library.triage import Decision, Figures, Triage
from readlist.paper import Paper, Status, counted
from readlist.tui import glyphs
from readlist.tui.keys import Place, bindings
from readlist.tui.text import cut, cut_middle, drawable
from readlist.tui.theme import ink
from readlist.tui.widgets.bottom_line import Offer
from readlist.tui.widgets.line_view import LineView

_FEW = 60
"""So many columns are few."""
_LEAST_NAME = 8
"""Columns that are worth a name."""


def time_left(seconds: float) -> str:
    """``14 min left``; '' for a moment."""
    minutes = round(seconds / 60)
    if minutes < 1:
        return "1 min left"
    if minutes < 60:
        return f"{minutes} min left"
    hours, rest = divmod(5 * round(minutes / 5), 60)
    return f"{hours} h {rest} min left" if rest else f"{hours} h left"


class Heading(Widget):
    """The line above: which papers in which order, and on the right how far one is.

    In few columns the papers matter more than that it is triage, which the keys say as well.
    """

    ALLOW_SELECT = False
    left: reactive[tuple[str, str]] = reactive(("", ""))
    """The name of the queue and its order."""
    parts: reactive[tuple[str, ...]] = reactive(())
    """How things stand, the most important first."""

    def render(self) -> Content:
        colours, width = ink(self.app.theme), self.size.width
        parts = list(self.parts)
        while len(parts) > 1 and cell_len(" · ".join(parts)) > width - 9:
            parts.pop()
        state = " · ".join(parts)
        name, order = map(drawable, self.left)
        label, room = "triage   ", width - cell_len(state) - 2
        if width < _FEW and room - len(label) < cell_len(name) and room >= _LEAST_NAME:
            label = ""
        room -= len(label)
        said = f"{name} · {order}"
        if cell_len(said) > room:
            said = cut_middle(name, room) if room >= _LEAST_NAME else ""
        gap = width - len(label) - cell_len(said) - cell_len(state)
        return Content.assemble(
            (label, colours.key),
            (said, colours.dim),
            " " * max(gap, 1),
            (state, colours.dim),
        )


class Progress(Widget):
    """A thin line that fills as papers are decided."""

    ALLOW_SELECT = False
    share: reactive[float] = reactive(0.0)

    def render(self) -> Content:
        colours, width = ink(self.app.theme), self.size.width
        done = round(width * self.share)
        return Content.assemble(
            (glyphs.DONE * done, colours.accent), (glyphs.DONE * (width - done), colours.rule)
        )


class Marks(Widget):
    """What has been made of the paper, above its title: starring it moves nothing."""

    ALLOW_SELECT = False

    def show(self, paper: Paper | None, decision: Decision | None) -> None:
        colours = ink(self.app.theme)
        parts: list[tuple[str, Style]] = []
        if paper is not None and paper.starred:
            parts.append((f"{glyphs.STAR} starred", colours.star))
        if decision is Decision.LATER:
            parts.append(("put off", colours.dim))
        elif paper is not None and paper.status is not Status.UNREAD:
            mark = glyphs.STATUS[paper.status].strip()
            parts.append((f"{mark} {paper.status.value}".strip(), colours.dim))
        if paper is not None and paper.note:
            parts.append((f"{glyphs.NOTE} note", colours.note))
        if paper is not None and paper.tags:
            parts.append(("  ".join(f"#{drawable(tag)}" for tag in paper.tags), colours.accent))
        content = Content("   ").join(Content(text).stylize(style) for text, style in parts)
        self._content = content
        self.refresh()

    _content = Content("")

    def render(self) -> Content:
        return self._content.truncate(self.size.width, ellipsis=True)


class Like(Widget):
    """The nearest of the papers one starred."""

    ALLOW_SELECT = False
    title: reactive[str] = reactive("")

    def render(self) -> Content:
        colours = ink(self.app.theme)
        if not self.title:
            return Content("")
        title = cut(drawable(self.title), self.size.width - 6)
        return Content.assemble(("like  ", colours.faint), (title, colours.dim))


class KeyRows(Widget):
    """Two lines of keys in columns: they are where they are on every paper."""

    ALLOW_SELECT = False
    auto_links = False

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._rows: Sequence[Sequence[Offer]] = ()

    def show(self, rows: Sequence[Sequence[Offer]]) -> None:
        if rows != self._rows:
            self._rows = rows
            self.refresh()

    def render(self) -> Content:
        colours = ink(self.app.theme)
        columns = max((len(row) for row in self._rows), default=0)
        inner = [row[:-1] for row in self._rows]  # what ends a line may be as long as it likes
        wide = [
            max((cell_len(row[at].key + row[at].word) for row in inner if at < len(row)), default=0)
            for at in range(columns)
        ]
        lines = []
        for row in self._rows:
            parts = []
            for at, offer in enumerate(row):
                click = Style.from_meta({"@click": offer.action})
                entry = Content.assemble((offer.key, colours.key), (f" {offer.word}", colours.dim))
                gap = max(wide[at] + 1 - entry.cell_length, 0) + 4 if at + 1 < len(row) else 0
                parts += [entry.stylize(click), Content(" " * gap)]
            lines.append(Content("").join(parts))
        return Content("\n").join(lines)


def _on_screen(place: Place) -> list[BindingType]:
    """The keys of a screen, for a widget that has the focus on it only now and then."""
    found = [each for each in bindings(place) if isinstance(each, Binding)]
    return [
        each if "." in each.action else replace(each, action=f"screen.{each.action}")
        for each in found
    ]


class Card(LineView, inherit_bindings=False):
    """What a queue came to, when its last paper is decided."""

    BINDINGS = [*bindings("view"), *_on_screen("triage_end")]  # noqa: RUF012

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[Triage, Figures] | None = None

    def show(self, triage: Triage, figures: Figures) -> None:
        self._shown = triage, figures
        self.on_resize()

    def on_resize(self) -> None:
        if self._shown is not None and self.content_size.width:
            self._lay_out(*self._shown)

    def _lay_out(self, triage: Triage, figures: Figures) -> None:
        """Lay the figures out, the numbers in a column."""
        ink = self.ink
        pace = ""
        if figures.seconds and (decided := figures.total - triage.left):
            pace = f" · {max(round(figures.seconds / decided), 1)} s a paper"
        kept = f", {figures.kept:,} to be read" if figures.kept else ""
        rows = [
            (figures.starred, f"{glyphs.STAR} starred{kept}", ink.star),
            (figures.read, "read", ink.fg),
            (figures.skipped, "skipped", ink.fg),
            (figures.later, "put off", ink.fg),
            (figures.tagged, "tagged", ink.accent),
            (figures.noted, f"{glyphs.NOTE} with a note", ink.note),
        ]
        shown = rows[:4] + [row for row in rows[4:] if row[0]]
        wide = max(len(f"{number:,}") for number, _, _ in shown)
        took = f" in {_spent(figures.seconds)}" if figures.seconds else ""
        room = max(self.content_size.width - 2 - len(pace), 8)
        lines = [
            Content(f"{counted(figures.total, 'paper')}{took}").stylize(ink.strong),
            Content(cut(drawable(triage.name), room) + pace),
            Content(""),
        ]
        lines[1] = lines[1].stylize(ink.dim)
        lines += [
            Content.assemble((f"{number:>{wide},}", ink.strong), "  ", (what, style))
            if number
            else Content(f"{number:>{wide}}  {what}").stylize(ink.faint)
            for number, what, style in shown
        ]
        self.set_lines([Content("  ") + line for line in lines], 0)


def _spent(seconds: int) -> str:
    """``48 min``, ``1 h 20 min``, ``40 s``."""
    if seconds < 60:
        return f"{seconds} s"
    hours, minutes = divmod(round(seconds / 60), 60)
    if not hours:
        return f"{minutes} min"
    return f"{hours} h {minutes} min" if minutes else f"{hours} h"
