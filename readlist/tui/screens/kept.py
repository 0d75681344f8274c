"""After a source was forgotten: the papers that stayed, as the user did something with them."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from readlist.paper import Paper, Status, one_line
from readlist.tui.keys import bindings
from readlist.tui.rows import shown_title
from readlist.tui.screens.frame import Key, KeyLine, Sheet
from readlist.tui.text import cut, drawable
from readlist.tui.widgets.boxes import Caption, Choices

MOST = 500
"""Papers listed; more would be read by nobody, here."""


class KeptScreen(Sheet[bool]):
    """Says what happened and lists what was kept. The result: is it to be undone?"""

    DEFAULT_CSS = """
    KeptScreen .said { max-width: 76; height: auto; margin-bottom: 1; }
    KeptScreen Choices, KeptScreen Choices:focus { max-height: 40vh; }
    """
    AUTO_FOCUS = "Choices"
    BINDINGS = bindings("kept")

    def __init__(self, message: str, papers: Sequence[Paper], count: int) -> None:
        """`papers`: the first of them; `count`: of how many."""
        super().__init__()
        self._message = one_line(message)
        self._papers = papers
        self._count = count

    def compose(self) -> ComposeResult:
        with Vertical(classes="sheet"):
            with Vertical(classes="body"):
                yield Static(Content(self._message), classes="said")
                yield Caption("kept, as you did something with them")
                yield Choices()
            yield KeyLine(Key("u", "undo", "undo"), Key("esc", "back", "back"))

    def on_resize(self, event: events.Resize) -> None:
        room = min(event.size.width - 4, 76) - 2  # for the scrollbar
        rows = [_row(paper, room) for paper in self._papers]
        if self._count > len(rows):
            rows.append(Content.styled(f"and {self._count - len(rows):,} more", "$dim"))
        self.query_one(Choices).set_options(rows)

    def action_undo(self) -> None:
        self.dismiss(True)

    def action_back(self) -> None:
        self.dismiss(False)


def _row(paper: Paper, room: int) -> Content:
    why = _why(paper)
    title = cut(drawable(shown_title(paper)), max(room - len(why) - 2, 12))
    gap = " " * max(room - len(why) - cell_len(title), 2)
    return Content.assemble(title, gap, (why, "$dim"))


def _why(paper: Paper) -> str:
    """The weightiest thing the user did with a paper."""
    if paper.note:
        return "note"
    if paper.highlights:
        return "highlights"
    if paper.starred:
        return "starred"
    if paper.status is not Status.UNREAD:
        return paper.status.value
    return "tagged" if paper.tags else "edited"
