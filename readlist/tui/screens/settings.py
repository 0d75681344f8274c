"""Settings: what is set, by whom, what else there is, and what to write where.

The user's file is the user's: nothing is ever written into it from here.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from readlist.tui.keys import bindings
from readlist.tui.screens.frame import Key, KeyLine, Page, TopLine
from readlist.tui.screens.help import Copies
from readlist.tui.settings import DELIVERED, Entry, choice_of, sections
from readlist.tui.text import cut
from readlist.tui.theme import is_theme, wear
from readlist.tui.widgets.boxes import Said
from readlist.tui.widgets.line_list import LineList

_NAMES = 12
_VALUES = 22


class SettingsScreen(Page[None]):
    """Look at `entries`; `config`: the file to write into, as a user would type it."""

    DEFAULT_CSS = """
    SettingsScreen LineList { max-width: 80; max-height: 60%; padding: 1 0 0 0; }
    SettingsScreen VerticalScroll { padding: 1 2 0 2; scrollbar-size-vertical: 1; height: 1fr; }
    SettingsScreen Static { max-width: 76; height: auto; }
    SettingsScreen Said { padding: 0 2; max-width: 100%; }
    SettingsScreen.-short LineList { padding: 0; }
    SettingsScreen.-short VerticalScroll { padding: 0 2; border-top: solid $rule; }
    """
    AUTO_FOCUS = "LineList"
    BINDINGS = bindings("settings")

    def __init__(self, entries: Sequence[Entry], config: str) -> None:
        super().__init__()
        self._entries = entries
        self._config = config
        self._at: list[int | None] = []
        """The entry that each line of the list is for."""
        self._choice = 0
        self._worn = ""
        self._top_line = TopLine("settings")
        self._list = LineList()
        self._about = Static(id="about")
        self._said = Said()
        self._key_line = KeyLine()

    def compose(self) -> ComposeResult:
        yield self._top_line
        yield self._list
        with VerticalScroll(can_focus=False):
            yield self._about
        yield self._said
        yield self._key_line

    def on_mount(self) -> None:
        self._worn = self.app.theme
        self._top_line.state = self._config
        self._draw()

    def on_resize(self, event: events.Resize) -> None:
        self.call_after_refresh(self._draw)

    @property
    def _entry(self) -> Entry:
        at = self._at[self._list.cursor] if self._at else 0
        return self._entries[at or 0]

    # Drawing

    def _draw(self) -> None:
        lines: list[Content] = []
        self._at = []
        for section in sections(self._entries):
            if lines:
                lines.append(Content(""))
                self._at.append(None)
            lines.append(Content(f"  {section.upper()}").stylize(self._list.ink.faint))
            self._at.append(None)
            for number, entry in enumerate(self._entries):
                if entry.section == section:
                    lines.append(self._row(entry))
                    self._at.append(number)
        stops = [line for line, at in enumerate(self._at) if at is not None]
        self._list.styles.height = len(lines) + self._list.gutter.height
        self._list.show(lines, stops, max(self._list.cursor, stops[0]))
        self._draw_about()

    def _row(self, entry: Entry) -> Content:
        """A setting: its name, its value, and where that came from as far as there is room."""
        ink, room = self._list.ink, min(self.app.size.width - 3, 78) - _NAMES - 2
        values = _VALUES if room > _VALUES + len(DELIVERED) else 0
        value = cut(entry.value, values or room)
        gap = " " * max(values - cell_len(value) + 2, 2)
        origin = entry.origin if values or entry.origin != DELIVERED else ""
        origin = cut(origin, max(room - cell_len(value + gap), 0))
        tone = ink.faint if entry.origin == DELIVERED else ink.dim
        name = f"  {entry.name:<{_NAMES}}"
        return Content.assemble((name, ink.dim), (value, ink.fg), gap, (origin, tone))

    @on(LineList.Moved)
    def _moved(self) -> None:
        self._choice = choice_of(self._entry) if self._entry.choices else 0
        self._said.say("")
        self._wear(self._worn)
        self._draw_about()

    def _draw_about(self) -> None:
        entry, ink = self._entry, self._list.ink
        lines = [Content.assemble((entry.name, ink.strong), (f"  {entry.about}", ink.dim))]
        choices = [self._choices(entry)] if len(entry.choices) > 1 else []
        written = self._to_write(entry)
        if self.has_class("-short"):
            lines += [*written, *choices]  # what to write is in view without scrolling
        else:
            lines += [*choices, *([Content("")] if written else []), *written]
        if entry.changed_by:
            changes = (" changes it in the app", ink.dim)
            lines.append(Content.assemble((entry.changed_by, ink.key), changes))
        self._about.update(Content("\n").join(lines))
        self._draw_keys(entry)

    def _to_write(self, entry: Entry) -> list[Content]:
        if not entry.written:
            return []
        ink, line = self._list.ink, entry.line(entry.choices[self._choice])
        return [
            Content(f"write into {self._config}").stylize(ink.dim),
            *(Content(f"  {each}").stylize(ink.fg) for each in line.split("\n")),
        ]

    def _choices(self, entry: Entry) -> Content:
        ink = self._list.ink
        words = [
            Content(word).stylize(ink.key if at == self._choice else ink.dim)
            for at, word in enumerate(entry.choices)
        ]
        return Content("  ").join(words)

    def _draw_keys(self, entry: Entry) -> None:
        keys = [Key("enter", "copy it", "copy_line")] if entry.written else []
        if len(entry.choices) > 1:
            keys.append(Key("→", "other choice", "choose(1)"))
        if entry.name == "keys":
            keys = [Key("enter", "all keys, and their names", "copy_line")]
        self._key_line.keys = (*keys, Key("j", "down", "down"), Key("esc", "back", "back"))

    # What the keys do

    def action_choose(self, step: int) -> None:
        """Another of its choices: what to write for it; a theme shows itself."""
        entry = self._entry
        if len(entry.choices) > 1:
            self._choice = (self._choice + step) % len(entry.choices)
            if entry.name == "theme":
                self._wear(entry.choices[self._choice])
            self._draw_about()

    def _wear(self, theme: str) -> None:
        if is_theme(theme) and theme != self.app.theme:
            wear(self.app, theme)
            self.call_after_refresh(self._draw)

    async def action_copy_line(self) -> None:
        """Copy what to write; of the keys, show them all."""
        entry = self._entry
        if entry.name == "keys":
            cast(Any, self.app).action_help("rebind")
        elif entry.written:
            line = entry.line(entry.choices[self._choice])
            app = cast(Copies, self.app)
            how = await app.copied(f"{line}\n")
            where = "; it goes above the line [keys]" if app.has_keys_table() else ""
            self._said.say(f"{line}: {how}{where}", "fg")

    def action_back(self) -> None:
        self._wear(self._worn)
        self.dismiss(None)
