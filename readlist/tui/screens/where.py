"""Where a paper was seen, word by word, and all that was done to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.style import Style

from readlist.errors import ReadlistError
from readlist.library import Change, Library, StoredPlace
from readlist.library.days import day_name, local, short_day
from readlist.paper import Paper, Step, clean, counted, one_line
from readlist.tui import glyphs
from readlist.tui.jobs import Jobs
from readlist.tui.keys import bindings
from readlist.tui.nearby import in_short
from readlist.tui.rows import shown_title
from readlist.tui.screens.frame import Key, KeyLine, Page, TopLine
from readlist.tui.text import cut, drawable, wrap
from readlist.tui.theme import Ink
from readlist.tui.widgets.line_list import LineList

_MEASURE = 76
_MOST_LINES = 40
"""Lines of one place that are shown; the file has the others."""
_UNDONE = Style(strike=True)

History = Sequence[tuple[Step, Sequence[Change]]]


@dataclass(frozen=True, slots=True)
class Line:
    """One line; `step`: the number of the step it tells of."""

    content: Content
    step: int | None = None


class Account(LineList):
    """Lines to read, of which a few can be chosen: the view moves until one of those is in it."""

    def _into_view(self) -> None:
        """One reads from the top: the line that could be chosen first is not what matters."""

    @property
    def chosen(self) -> int | None:
        """The line under the cursor, if it is in view."""
        return self.cursor if self.cursor in self._in_view() else None

    def _in_view(self) -> list[int]:
        return [stop for stop in self._stops if self.top <= stop < self.top + self.page]

    def _step(self, steps: int) -> None:
        here, on = self._in_view(), self.chosen
        if steps > 0:
            further = [stop for stop in here if on is None or stop > on]
        else:
            further = [stop for stop in reversed(here) if on is not None and stop < on]
        if further:
            self.cursor = further[min(abs(steps), len(further)) - 1]
            return
        self.top += steps
        here = self._in_view()
        if here and self.cursor not in here:
            self.cursor = here[0] if steps > 0 else here[-1]
        self.refresh()


class WhereScreen(Page[int | None]):
    """The places of a paper and its history. The result: a step to look into, if one was chosen."""

    DEFAULT_CSS = """
    WhereScreen Account { height: 1fr; max-width: 81; margin: 1 0; padding: 0 2; }
    WhereScreen.-short Account { margin: 0; }
    """
    AUTO_FOCUS = "Account"
    BINDINGS = bindings("where")

    def __init__(self, library: Library, jobs: Jobs, paper: Paper) -> None:
        super().__init__()
        self._library = library
        self._jobs = jobs
        self._paper = paper
        self._places: Sequence[StoredPlace] = ()
        self._history: History = ()
        self._failed = ""
        self._lines: list[Line] = []
        # At hand also for what comes in once the screen is gone.
        self._top_line = TopLine("where it was seen")
        self._account = Account()

    def compose(self) -> ComposeResult:
        yield self._top_line
        yield self._account
        yield KeyLine(Key("enter", "look into this step", "open"), Key("esc", "back", "back"))

    async def on_mount(self) -> None:
        self.app.theme_changed_signal.subscribe(self, lambda _: self._draw())
        library, id = self._library, self._paper.id
        try:
            await self._jobs.written()  # what was done to it last belongs to its history
            self._places = await self._jobs.help(lambda: library.places(id))
            self._history = await self._jobs.help(lambda: library.log.of_paper(id, None))
        except ReadlistError as error:  # another program let the paper go meanwhile, say
            self._failed = str(error)
        self._draw()

    def on_resize(self) -> None:
        self.call_after_refresh(self._draw)

    def _draw(self) -> None:
        view = self._account
        width = min(view.content_size.width - 1, _MEASURE)
        if self._failed:
            lines = [self._failed[start:end] for start, end in wrap(self._failed, width - 2)]
            view.show([Content(f"  {line}").stylize(view.ink.warn) for line in lines], (), 0)
            return
        today = datetime.now().astimezone().date()
        before = self._lines[view.cursor].step if view.cursor < len(self._lines) else None
        self._lines = list(_lines(self._paper, self._places, self._history, width, view.ink, today))
        stops = [at for at, line in enumerate(self._lines) if line.step is not None]
        cursor = next((at for at in stops if self._lines[at].step == before), 0)
        view.show([line.content for line in self._lines], stops, cursor)
        steps = counted(len(stops), "step")
        times = "once" if len(self._places) == 1 else f"{len(self._places):,} times"
        self._top_line.state = f"{times} {glyphs.DOT} {steps}"

    def action_open(self) -> None:
        """To the step in the history, where it can be undone by itself."""
        at = self._account.chosen
        if at is not None:
            self.dismiss(self._lines[at].step)

    @on(Account.Clicked)
    def _clicked(self) -> None:
        self.action_open()

    def action_back(self) -> None:
        self.dismiss(None)


def _lines(
    paper: Paper,
    places: Sequence[StoredPlace],
    history: History,
    width: int,
    ink: Ink,
    today: date,
) -> Iterator[Line]:
    title = shown_title(paper)
    for start, end in wrap(title, width):
        yield Line(Content(title[start:end]).stylize(ink.strong))
    for place in places:
        yield Line(Content(""))
        yield from _place(place, width, ink, today)
    if not places:
        yield Line(Content(""))
        yield Line(Content("In no source that is still known.").stylize(ink.faint))
    if history:
        yield Line(Content(""))
        yield Line(Content("HISTORY").stylize(ink.faint))
        yield from _history(history, width, ink, today)


def _place(place: StoredPlace, width: int, ink: Ink, today: date) -> Iterator[Line]:
    """Where it is, and what stands there, each line with its number."""
    first, last = place.first_line, place.last_line
    numbers = f"line {first}" if first == last else f"lines {first}{glyphs.DASH}{last}"
    day = day_name(local(place.imported_at).date(), today)
    said = f" {glyphs.DOT} ".join((numbers, place.format, day))
    room = width - cell_len(said) - 3
    if room >= 12:
        name = cut(drawable(one_line(place.name)), room)
        yield Line(Content.assemble((name, ink.accent), "   ", (said, ink.dim)))
    else:
        yield Line(Content(cut(drawable(one_line(place.name)), width)).stylize(ink.accent))
        yield Line(Content(cut(said, width)).stylize(ink.dim))
    if not place.lines:
        yield Line(Content("Its text was not kept.").stylize(ink.faint))
    column = len(str(last)) + 2
    for number, text in enumerate(place.lines[:_MOST_LINES], first):
        before = Content(f"{number:>{column - 2}}  ").stylize(ink.faint)
        shown = drawable(clean(text))
        for start, end in wrap(shown, max(width - column, 10)):
            yield Line(before + Content(shown[start:end]).stylize(ink.fg))
            before = Content(" " * column)
    left = len(place.lines) - _MOST_LINES
    if left > 0:
        yield Line(Content(f"{' ' * column}and {left:,} more lines").stylize(ink.faint))


def _history(history: History, width: int, ink: Ink, today: date) -> Iterator[Line]:
    """A line for each step; its day stands on the first line of that day."""
    days = [local(step.at).date() for step, _ in history]
    column = max(cell_len(short_day(day, today)) for day in days)
    before: date | None = None
    for day, (step, changes) in zip(days, history, strict=True):
        name = short_day(day, today) if day != before else ""
        before = day
        time = f"  {local(step.at):%H:%M}  "
        gap = " " * (column - cell_len(name))
        when = Content.assemble((name, ink.dim), gap, (time, ink.faint))
        said = in_short(changes) or step.label
        state = "  undone" if step.undone else "" if step.stands else "  taken back"
        text = cut(drawable(one_line(said)), width - when.cell_length - len(state))
        style = ink.dim + _UNDONE if step.undone else ink.fg if step.stands else ink.dim
        yield Line(Content.assemble(when, (text, style), (state, ink.dim)), step.number)
