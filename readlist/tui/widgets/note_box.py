"""The box a note is written in: lists go on by themselves."""

from __future__ import annotations

import re
from datetime import datetime

from textual import events

from readlist.tui.screens.frame import TextBox

_ITEM = re.compile(r"(\s*)(?:([-*+])|(\d{1,9})([.)]))(\s+)(\[[ xX]\]\s+)?")


class NoteBox(TextBox):
    """Markdown. Enter at the end of an item begins the next; in an empty one, it ends the list."""

    def __init__(self, text: str) -> None:
        super().__init__(text, placeholder="What is it good for?")
        self.tab_behavior = "indent"
        self.indent_width = 2

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter" and self._continue_list():
            event.stop()
            event.prevent_default()  # the handler of TextArea, which would run next

    def _continue_list(self) -> bool:
        start, end = self.selection
        if start != end:
            return False
        row, column = end
        line = self.document[row]
        item = _ITEM.match(line)
        if item is None or column < item.end():
            return False
        if not line[item.end() :].strip():
            self.replace("", (row, 0), (row, len(line)))
        else:
            self.insert("\n" + _next(item))
        return True

    def insert_time(self, moment: datetime) -> None:
        """A line that says when, at the cursor, or below the line it is in."""
        row, _ = self.cursor_location
        line = self.document[row]
        stamp = f"**{moment:%Y-%m-%d %H:%M}**\n"
        if line.strip():
            self.move_cursor((row, len(line)))
            stamp = "\n\n" + stamp
        self.insert(stamp)


def _next(item: re.Match[str]) -> str:
    """What the item behind this one begins with."""
    indent, bullet, number, point, gap, task = item.groups()
    mark = bullet or f"{int(number) + 1}{point}"
    return f"{indent}{mark}{gap}{'[ ] ' if task else ''}"
