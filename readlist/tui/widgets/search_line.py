"""The top line: the program's name, the search box, and how many papers the list holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.widgets import Input, Static

from readlist.paper import one_line
from readlist.tui.keys import bindings

if TYPE_CHECKING:
    from readlist.library import Completion


class SearchBox(Input):
    """One line that is a query. It edits as a shell does, and offers how its last word may go on.

    The best completion stands faint behind the cursor. All of them make a list, which is open once
    one chooses among them, or where a field has only a few values (`is:`). The one chosen is in the
    box at once, as if it had been typed; nothing else ever puts a completion there.
    """

    BINDINGS = bindings("search")

    @dataclass
    class Chosen(Message):
        """The box holds another text than was typed, or again what was."""

        text: str
        whole: bool
        """It is a query to its end; else its last word may go on, as while one types."""

    class Offered(Message):
        """What is offered is not what it was."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(placeholder="search", compact=True, select_on_focus=False, id=id)
        self.cursor_blink = False
        self.completions: Sequence[Completion] = ()
        self.at: int | None = None
        """Which of the completions is in the box."""
        self.open = False
        """Are they listed?"""
        self._meant: str | None = None
        self._typed = ""  # what was typed before one of the completions was chosen
        self._shut = ""  # what was typed when the list was closed: there it stays closed
        self._putting = False

    # What is offered

    def offer(self, text: str, completions: Sequence[Completion]) -> None:
        """Offer these for `text`, unless the box holds something else by now."""
        if text == self.value and self.at is None:
            self.completions = completions
            few = text.endswith(":") and text != self._shut
            self._list(bool(completions) and self.has_focus and (self.open or few))

    def mean(self, text: str, meant: str | None) -> None:
        """Offer what was rather meant by `text`; nothing else, then."""
        if text == self.value and meant != self._meant:
            self._meant = meant
            self._list(self.open)

    @property
    def offered(self) -> str | None:
        """The query that is there to be taken, if the cursor is where taking it makes sense."""
        if not self.at_end:
            return None
        if self._meant is not None:
            return self._meant
        if self.at is not None:
            return self.value
        start = self.value.casefold()
        texts = (completion.text for completion in self.completions)
        return next((text for text in texts if text.casefold().startswith(start)), None)

    @property
    def at_end(self) -> bool:
        """Is the cursor where a query is gone on with?"""
        return self.selection.is_empty and self.cursor_at_end

    @property
    def choices(self) -> int:
        """How many completions there are to choose from, if the best is not enough."""
        hidden = self.offered is None or self.open
        return len(self.completions) - (0 if hidden else 1)

    def put(self, text: str) -> None:
        """Write a query into the box without reporting it as typed; nothing is offered for it."""
        self._write(text)
        self.completions = ()
        self._forget()

    def take(self, at: int) -> None:
        """Put one of the completions into the box, and go on from there."""
        self._take(self.completions[at].text)

    def shut(self) -> bool:
        """Close the list, if it is open, and take back what was chosen from it."""
        if not self.open:
            return False
        self._shut = self.value if self.at is None else self._typed
        if self.at is not None:
            self.at = None
            self._choose(self._typed, whole=False)
        self._list(False)
        return True

    @property
    def column(self) -> int:
        """The column of the screen in which the word that is completed begins."""
        region = self.content_region
        if not self.completions:
            return region.x
        best = self.completions[0]
        start = len(best.text.rstrip().removesuffix(best.shown))
        cells = cell_len(best.text[:start]) - round(self.scroll_offset.x)
        return region.x + max(0, min(cells, region.width - 1))

    # What the keys do

    def accept(self) -> None:
        if self.offered is None:
            self.action_cursor_right()
        else:
            self._take(self.offered)

    def complete(self) -> None:
        if self.offered is not None:
            self._take(self.offered)

    def choose(self, step: int) -> None:
        """Put the next completion into the box; behind the last comes what was typed."""
        count = len(self.completions)
        if not count:
            return
        if self.at is None:
            self._typed = self.value
            self.at = 0 if step > 0 else count - 1
        else:
            at = self.at + step
            self.at = at if 0 <= at < count else None
        if self.at is None:
            self._choose(self._typed, whole=False)
        else:
            self._choose(self.completions[self.at].text, whole=True)
        self._list(True)

    # How it happens

    def watch_value(self, value: str) -> None:
        """What was offered for a text goes on being offered while one types along with it."""
        if not self._putting:
            start = value.casefold()
            self.completions = [
                completion
                for completion in self.completions
                if start
                and completion.text.casefold().startswith(start)
                and completion.text != value
            ]
            self._forget()

    def watch_selection(self) -> None:
        self._draw_ghost()
        if not self.has_focus:
            self._show_beginning()

    def _show_beginning(self) -> None:
        """Of a query that is too long for the box: it says what the list is."""
        self.scroll_to(x=0, animate=False, force=True, immediate=True)

    def _forget(self) -> None:
        self.at, self._meant = None, None
        self._list(self.open and bool(self.completions))

    def _take(self, text: str) -> None:
        self.put(text)
        # A field's name is only the beginning of something.
        self.post_message(self.Chosen(text, whole=not text.endswith(":")))

    def _choose(self, text: str, whole: bool) -> None:
        self._write(text)
        self._meant = None
        self.post_message(self.Chosen(text, whole))

    def _write(self, text: str) -> None:
        self._putting = True
        with self.prevent(Input.Changed):
            self.value = text
            self.cursor_position = len(text)
        self._putting = False

    def _list(self, open: bool) -> None:
        self.open = open
        self._draw_ghost()
        self.post_message(self.Offered())

    def _draw_ghost(self) -> None:
        """Show how the text may go on behind the cursor (Input draws what is longer than it)."""
        self._suggestion = (self.offered or "") if self._meant is None else ""

    def on_focus(self) -> None:
        before = cell_len(self.value[: self.cursor_position])
        self.scroll_to_region(Region(before, 0, 2, 1), force=True, animate=False)

    def on_blur(self) -> None:
        self._list(False)
        self._show_beginning()

    def _on_paste(self, event: events.Paste) -> None:
        event.text = one_line(event.text)  # Input's own handler, which runs next, takes it in


class SearchLine(Horizontal):
    """Name, box and count on one line; the hint about the query is the screen's."""

    def __init__(self, brand: str, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._brand = brand
        self._width = 0

    def compose(self) -> ComposeResult:
        yield Static(Content(self._brand), id="brand")
        yield Static(Content("/"), id="slash")
        yield SearchBox(id="search")
        yield Static("", id="state", markup=False)

    def show_state(self, text: str) -> None:
        """What the list holds: ``41 of 695 · relevance``."""
        # Its width is its text's; anew only then, as that moves all the rest of the screen.
        self.query_one("#state", Static).update(Content(text), layout=len(text) != self._width)
        self._width = len(text)

    def on_click(self, event: events.Click) -> None:
        """A click anywhere on the line is for the box."""
        self.query_one(SearchBox).focus()
