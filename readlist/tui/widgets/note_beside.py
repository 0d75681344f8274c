"""What stands beside a note while it is written: the paper's abstract, and how the note reads."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from typing import Literal

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from readlist.paper import Paper
from readlist.tui.abstract import lay_out
from readlist.tui.markdown import Drawn, Preview
from readlist.tui.page import MEASURE
from readlist.tui.widgets.boxes import Caption
from readlist.tui.widgets.line_view import LineView

WIDE = 110
"""Columns of the window from which there is room for both, beside the text."""
_TALL = 30
"""Lines from which, in a narrower window, the abstract stands below the text from the start."""
_SLOW = 0.02
"""Seconds that drawing a preview may take at every key; a slower one waits for a pause."""
_PAUSE = 0.4

What = Literal["abstract", "preview"]


class NoteBeside(Vertical):
    """Abstract and preview. `written`: the text as it is now, and the line the cursor is in."""

    DEFAULT_CSS = """
    NoteBeside { height: 1fr; margin-top: 1; display: none; }
    NoteBeside.-shown { display: block; }
    NoteBeside > Vertical { height: 1fr; display: none; }
    NoteBeside > Vertical.-shown { display: block; }
    NoteBeside LineView { height: 1fr; }
    NoteBeside #preview { margin-top: 1; }
    NoteBeside #preview.-shown { min-height: 6; }
    """

    def __init__(self, paper: Paper, written: Callable[[], tuple[str, int]]) -> None:
        super().__init__()
        self._paper = paper
        self._written = written
        self._wanted: dict[What, bool] | None = None
        """What the user wants; None: what there is room for."""
        self._room = (0, 0)
        self._abstract, self._preview = LineView(), LineView()
        for view in (self._abstract, self._preview):
            view.can_focus = False  # whatever is clicked, typing is typing
        self._drawer = Preview()
        self._drawn = Drawn([], [])
        self._took = 0.0
        self._waiting = False

    def compose(self) -> ComposeResult:
        for what, view in (("abstract", self._abstract), ("preview", self._preview)):
            with Vertical(id=what):
                yield Caption(what)
                yield view

    # What is shown

    @property
    def _shown(self) -> dict[What, bool]:
        width, height = self._room
        if self._wanted is None:
            return {"abstract": width >= WIDE or height >= _TALL, "preview": width >= WIDE}
        if width < WIDE and all(self._wanted.values()):
            return {"abstract": False, "preview": True}
        return self._wanted

    def toggle(self, what: What) -> None:
        """Show or hide one of them; in a narrow window there is room for one."""
        shown = dict(self._shown)
        shown[what] = not shown[what]
        if self._room[0] < WIDE and shown[what]:
            shown = {each: each == what for each in shown}
        self._wanted = shown
        self.fit(*self._room)

    def fit(self, width: int, height: int) -> None:
        """The window has this size now."""
        self._room = (width, height)
        shown = self._shown
        self.set_class(any(shown.values()), "-shown")
        for what, is_shown in shown.items():
            self.query_one(f"#{what}").set_class(is_shown, "-shown")
        self.call_after_refresh(self.draw)

    # Drawing

    def draw(self) -> None:
        """Draw both anew."""
        self._draw_abstract()
        self._draw_preview()

    def _draw_abstract(self) -> None:
        view, ink, paper = self._abstract, self._abstract.ink, self._paper
        width = min(view.content_size.width - 1, MEASURE)
        if width < 1:
            return
        if paper.abstract:
            paint = partial(Content.styled, style=ink.fg)
            view.set_lines(lay_out(paper.abstract, paper.highlights, width, ink, paint).lines)
        else:
            view.set_lines([Content("No abstract in the source.").stylize(ink.faint)])

    def typed(self) -> None:
        """The text has changed: draw the preview soon, before the next key if that is quick."""
        if self._waiting:
            return
        self._waiting = True
        if self._took < _SLOW:
            self.call_after_refresh(self._draw_preview)
        else:
            self.set_timer(_PAUSE, self._draw_preview)

    def _draw_preview(self) -> None:
        self._waiting = False
        view = self._preview
        width = min(view.content_size.width - 1, MEASURE)
        if width < 1:
            return
        started = time.monotonic()
        text, _ = self._written()
        self._drawn = self._drawer.draw(text, width, view.ink)
        nothing = [Content("Nothing written yet.").stylize(view.ink.faint)]
        view.set_lines(self._drawn.lines if text.strip() else nothing)
        self.follow()
        self._took = time.monotonic() - started

    def follow(self) -> None:
        """Keep what is being written in view."""
        _, row = self._written()
        starts, view = self._drawn.starts, self._preview
        if row >= len(starts):
            return  # not drawn yet
        start = starts[row]
        end = next((each for each in starts[row:] if each > start), len(view.lines))
        if start < view.top:
            view.top = start
        elif end > view.top + view.page:
            view.top = min(start, end - view.page)

    def scroll_abstract(self, how: str) -> None:
        """`how`: ``up`` or ``down``."""
        getattr(self._abstract, f"action_{how}")()
