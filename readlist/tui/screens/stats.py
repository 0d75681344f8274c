"""The statistics: what came in, what was read and what is left, over the weeks one chooses."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget
from textual.worker import Worker

from readlist.library.activity import Activity, ActivityReport
from readlist.paper import counted
from readlist.tui.jobs import Jobs
from readlist.tui.keys import bindings
from readlist.tui.screens.frame import Key, KeyLine, Page, TopLine
from readlist.tui.statistics import lines_of
from readlist.tui.widgets.line_view import LineView


class _Span(NamedTuple):
    name: str
    weeks: int | None


SPANS = (_Span("4 weeks", 4), _Span("12 weeks", 12), _Span("a year", 53), _Span("all", None))
_AT_FIRST = 1
_GAP = 3


class SpanLine(Widget):
    """The stretches of time to choose from, in one line."""

    DEFAULT_CSS = """
    SpanLine { height: 1; margin: 1 2; }
    StatsScreen.-short SpanLine { margin: 0 2; }
    """

    chosen: reactive[int] = reactive(_AT_FIRST)

    def render(self) -> Content:
        parts: list[tuple[str, str]] = []
        for at, span in enumerate(SPANS):
            parts += [
                (span.name, "bold $accent" if at == self.chosen else "$dim"),
                (" " * _GAP, ""),
            ]
        return Content.assemble(*parts[:-1])

    async def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        x = 0
        for at, span in enumerate(SPANS):
            if offset is not None and x <= offset.x < x + cell_len(span.name):
                await self.screen.run_action(f"number({at + 1})")
            x += cell_len(span.name) + _GAP


class StatsView(LineView):
    """The figures."""

    DEFAULT_CSS = """
    StatsView { height: 1fr; padding: 0 2; }
    """


class StatsScreen(Page[None]):
    """Figures about the library; Esc closes."""

    BINDINGS = bindings("stats")
    AUTO_FOCUS = "StatsView"

    def __init__(self, activity: Activity, jobs: Jobs) -> None:
        super().__init__()
        self._activity = activity
        self._jobs = jobs
        self._reports: dict[int, ActivityReport] = {}
        # At hand also for what is counted once the screen is gone.
        self._top_line = TopLine("statistics")
        self._spans = SpanLine()
        self._view = StatsView()
        self._key_line = KeyLine(Key("esc", "back", "back"))

    def compose(self) -> ComposeResult:
        yield self._top_line
        yield self._spans
        yield self._view
        yield self._key_line

    def on_resize(self, event: events.Resize) -> None:
        self.call_after_refresh(self._show)

    def _show(self, top: int | None = None) -> None:
        """The stretch that is chosen, as soon as it is counted; from line `top` on."""
        _: Worker[None] = self.run_worker(partial(self._count, top), exclusive=True)

    async def _count(self, top: int | None) -> None:
        chosen = self._spans.chosen
        if chosen not in self._reports:
            await self._jobs.written()  # what was asked for before counts
            weeks = SPANS[chosen].weeks
            self._reports[chosen] = await self._jobs.help(lambda: self._activity.report(weeks))
        self._draw(self._reports[chosen], top)

    def _draw(self, report: ActivityReport, top: int | None) -> None:
        view = self._view
        lines = lines_of(report, view.content_size.width - 1, view.ink)
        view.set_lines(lines, top)
        papers = counted(report.papers, "paper")
        since = f"since {report.first.day} {report.first:%b %Y}"
        self._top_line.state = f"{papers} · {since}" if report.began else papers
        self._key_line.keys = tuple(self._keys(len(lines)))

    def _keys(self, lines: int) -> Iterator[Key]:
        if self._spans.chosen + 1 < len(SPANS):
            yield Key("→", "longer", "longer(1)")
        if self._spans.chosen:
            yield Key("←", "shorter", "longer(-1)")
        if lines > self._view.page:
            yield Key("↓", "down", "scroll")
        yield Key("esc", "back", "back")

    def action_longer(self, steps: int) -> None:
        """A longer stretch of time, or a shorter one."""
        self.action_number(self._spans.chosen + 1 + steps)

    def action_number(self, number: int) -> None:
        """The stretch of that number, from 1."""
        self._spans.chosen = min(max(number - 1, 0), len(SPANS) - 1)
        self._show(0)

    def action_scroll(self) -> None:
        self._view.action_down()

    def action_back(self) -> None:
        self.dismiss(None)
