"""What an empty library says: what this is, and the ways to begin."""

from __future__ import annotations

from textual.content import Content
from textual.widget import Widget

from readlist.tui.keys import KeyTable
from readlist.tui.text import wrap
from readlist.tui.theme import ink

_KEYS = 8
"""Columns for the keys."""


class Greeting(Widget):
    """A few calm lines in the middle of an empty window."""

    def __init__(self, keys: KeyTable, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._keys = keys

    def render(self) -> Content:
        colours = ink(self.app.theme)
        ways = [
            (self._keys.shown("import"), "import a file, or paste a listing"),
            ("paste", "a listing or a file's path, right here"),
            (self._keys.shown("help"), "every key there is"),
            (self._keys.shown("quit"), "leave; `readlist demo` shows a sample library"),
        ]
        lines = [
            Content("readlist").stylize(colours.key),
            Content(""),
            Content("An offline reading list for research papers.").stylize(colours.fg),
            Content("Nothing is in it yet.").stylize(colours.dim),
            Content(""),
        ]
        room = max(self.app.size.width - 4 - _KEYS, 20)
        for key, text in ways:
            for at, (start, end) in enumerate(wrap(text, room)):
                beside = f"{'' if at else key:<{_KEYS}}"
                line = Content.assemble((beside, colours.key), (text[start:end], colours.dim))
                lines.append(line)
        return Content("\n").join(lines)
