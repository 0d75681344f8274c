"""The box a note is written in: lists go on by themselves."""

from __future__ import annotations

import re
from datetime import datetime

from textual import events

from readlist.tui.widgets.boxes import TextBox

_ITEM = re.compile(r"(\s*)(?:([-*+])|(\d{1,9})([.)]))(\s+)(\[[ xX]\]\s+)?")
_TYPED = re.compile(r"(?P<indent> *)(?P<mark>[-*+]|\d{1,9}[.)])|(?P<task>\[[ xX]\])")


class NoteBox(TextBox):
    """Markdown. Enter at the end of an item begins the next; in an empty one, it ends the list.

    Who types the mark of an item all the same has it once: theirs.
    """

    _begun: tuple[int, str] | None = None
    """The row of the item that began by itself, and what it began with."""

    def __init__(self, text: str) -> None:
        super().__init__(text, placeholder="What is it good for?")
        self.tab_behavior = "indent"
        self.indent_width = 2

    async def _on_key(self, event: events.Key) -> None:
        if self._begun is not None and not self._row(self._begun[0]).startswith(self._begun[1]):
            self._begun = None
        if (event.key == "enter" and self._continue_list()) or (
            event.key == "space" and self._typed_again()
        ):
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
            self._begun = (row + 1, _next(item))
        return True

    def _row(self, row: int) -> str:
        return self.document[row] if row < self.document.line_count else ""

    def _typed_again(self) -> bool:
        """A mark is typed behind the one that an item began with by itself: that one goes."""
        row, column = self.cursor_location
        line = self.document[row]
        if self.selection.start != self.selection.end or self._begun is None:
            return False
        at, begun = self._begun
        typed = _TYPED.fullmatch(line.removeprefix(begun))
        if at != row or not line.startswith(begun) or column != len(line) or typed is None:
            return False
        item = _ITEM.fullmatch(begun)
        if item is None or (typed["task"] and not item[6]):
            return False
        if typed["task"]:
            line = begun[: item.start(6)] + typed["task"] + " "
        else:
            line = item[1] + typed["indent"] + typed["mark"] + item[5] + (item[6] or "")
        self.replace(line, (row, 0), (row, column))
        self._begun = (row, line)
        return True

    def insert_time(self, moment: datetime) -> None:
        """A line that says when, at the cursor, or below the line it is in."""
        row, _ = self.cursor_location
        line = self.document[row]
        stamp = f"**{moment:%Y-%m-%d %H:%M}**\n"
        if self._begun == (row, line):
            self.replace("", (row, 0), (row, len(line)))
            stamp = "\n" + stamp  # no part of the list above
        elif line.strip():
            self.move_cursor((row, len(line)))
            stamp = "\n\n" + stamp
        self.insert(stamp)


def _next(item: re.Match[str]) -> str:
    """What the item behind this one begins with."""
    indent, bullet, number, point, gap, task = item.groups()
    mark = bullet or f"{int(number) + 1}{point}"
    return f"{indent}{mark}{gap}{'[ ] ' if task else ''}"
