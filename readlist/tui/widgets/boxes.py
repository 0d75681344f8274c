"""What pages and sheets are made of: names of sections, what is said, boxes to type in, choices.

Text from files and users is drawn through `Content` only: it is never markup.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static, TextArea

from readlist.paper import clean, one_line
from readlist.tui.keys import bindings


class Caption(Static):
    """The name of a section or a box: small quiet capitals."""

    DEFAULT_CSS = """
    Caption { height: 1; color: $faint; }
    """

    def __init__(self, name: str, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(Content(name.upper()), id=id, classes=classes)


class Said(Static):
    """A line that says how things stand or what is wrong; empty, it takes no room."""

    DEFAULT_CSS = """
    Said { height: auto; max-width: 76; display: none; }
    """

    text = ""

    def say(self, text: str, tone: str = "dim") -> None:
        """Show `text` in the colour of a theme variable; nothing, and the line is gone."""
        self.text = one_line(text)
        self.update(Content.styled(self.text, f"${tone}"))
        self.display = bool(self.text)


class LineBox(Input):
    """A box for one line. What is pasted into it becomes one line."""

    BINDINGS = bindings("line")

    DEFAULT_CSS = """
    LineBox, LineBox:focus {
        height: 1; max-width: 76; padding: 0 1; border: none; background: $background;
        background-tint: $background 0%; border-left: outer $rule;
    }
    LineBox:focus { border-left: outer $accent; }
    LineBox > .input--placeholder, LineBox > .input--suggestion { color: $faint; }
    """

    def __init__(self, value: str = "", *, placeholder: str = "", id: str | None = None) -> None:
        super().__init__(one_line(value), placeholder=placeholder, id=id, select_on_focus=False)

    def _on_paste(self, event: events.Paste) -> None:
        event.text = one_line(event.text)  # the handler of Input, which runs next, takes it in


class TextBox(TextArea):
    """A box for several lines. Control characters in what is pasted into it are dropped."""

    DEFAULT_CSS = """
    TextBox, TextBox:focus {
        max-width: 76; padding: 0 1; border: none; background: $background;
        border-left: outer $rule; scrollbar-size-vertical: 1;
    }
    TextBox:focus { border-left: outer $accent; }
    TextBox .text-area--placeholder { color: $faint; }
    TextBox .text-area--cursor-line { background: $background; }
    """

    def __init__(self, text: str = "", *, placeholder: str = "", id: str | None = None) -> None:
        super().__init__(
            clean(text),
            placeholder=Content(placeholder),
            highlight_cursor_line=False,
            id=id,
        )

    def on_unmount(self) -> None:
        """Textual keeps whatever watches the theme, with all its text, until that changes."""
        watching = getattr(self.app, "__watchers", {}).get("theme", [])
        watching[:] = [each for each in watching if each[0] is not self]

    async def _on_paste(self, event: events.Paste) -> None:
        event.text = clean(event.text)  # the handler of TextArea, which runs next, takes it in
        event.stop()


class Choices(OptionList):
    """A list to choose from, without a box; the row under the cursor is lit."""

    DEFAULT_CSS = """
    Choices, Choices:focus {
        height: auto; max-height: 100%; max-width: 76; padding: 0; border: none;
        background: $background; background-tint: $background 0%; scrollbar-size-vertical: 1;
    }
    Choices > .option-list--option-highlighted, Choices:focus > .option-list--option-highlighted {
        background: $sel; color: $foreground; text-style: bold;
    }
    Choices > .option-list--option-hover { background: $sel 50%; }
    """

    BINDINGS = bindings("choices")

    def action_down(self) -> None:
        self.action_cursor_down()

    def action_up(self) -> None:
        self.action_cursor_up()

    def action_half_down(self) -> None:
        self._step(max(self.size.height // 2, 1))

    def action_half_up(self) -> None:
        self._step(-max(self.size.height // 2, 1))

    def action_page_down(self) -> None:
        self._step(max(self.size.height, 1))

    def action_page_up(self) -> None:
        self._step(-max(self.size.height, 1))

    def action_top(self) -> None:
        self.action_first()

    def action_bottom(self) -> None:
        self.action_last()

    def _step(self, rows: int) -> None:
        if self.option_count:
            at = (self.highlighted or 0) + rows
            self.highlighted = max(0, min(at, self.option_count - 1))


_LABEL = 11
"""Columns for what is chosen."""
_MORE = "… "
"""Where there is no room for all words of a choice, before and behind those there are."""


class Pick(Widget, can_focus=True):
    """A choice of a few words on one line; arrows, Space and the mouse change it."""

    DEFAULT_CSS = """
    Pick { height: 1; max-width: 76; padding: 0 1; border-left: outer $rule; }
    Pick:focus { border-left: outer $accent; }
    """
    BINDINGS = bindings("pick")

    chosen: reactive[int] = reactive(0)

    @dataclass
    class Changed(Message):
        """Something else is chosen now."""

        pick: Pick

        @property
        def control(self) -> Pick:
            return self.pick

    def __init__(self, name: str, words: Sequence[str], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._label = name
        self._words = tuple(words)

    @property
    def word(self) -> str:
        return self._words[self.chosen]

    def render(self) -> Content:
        first, last = self._shown
        parts: list[str | tuple[str, str]] = [(f"{self._label:<{_LABEL}}", "$dim")]
        parts += [(_MORE, "$dim")] if first else []
        for at, word in enumerate(self._words[first:last], first):
            parts += [(word, "bold $accent" if at == self.chosen else "$dim"), "  "]
        parts += [(_MORE, "$dim")] if last < len(self._words) else []
        return Content.assemble(*parts)

    @property
    def _shown(self) -> tuple[int, int]:
        """The words that are shown, from the first up to the last: where there is little room,
        those before the chosen one go, and those behind it."""
        room, words = self.content_size.width - _LABEL, self._words
        first, last = 0, len(words)
        while last > self.chosen + 1 and _columns(words, first, last) > room:
            last -= 1
        while first < self.chosen and _columns(words, first, last) > room:
            first += 1
        return first, last

    def watch_chosen(self) -> None:
        self.post_message(self.Changed(self))

    def action_step(self, step: int) -> None:
        self.chosen = (self.chosen + step) % len(self._words)

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        first, last = self._shown
        start = _LABEL + (len(_MORE) if first else 0)
        for at, word in enumerate(self._words[first:last], first):
            end = start + cell_len(word)
            if offset is not None and start <= offset.x < end + 1:
                self.chosen = at
            start = end + 2


def _columns(words: Sequence[str], first: int, last: int) -> int:
    """Those of some of the words, with two between them, and of the marks for the others."""
    shown = sum(cell_len(word) + 2 for word in words[first:last]) - 2
    return shown + len(_MORE) * (first > 0) + (len(_MORE) + 1) * (last < len(words))
