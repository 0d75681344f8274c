"""The history: every step by day, what it did, and undoing just that one."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.widgets import Input

from readlist.errors import ReadlistError, UndoBlocked
from readlist.library import Library, Tell
from readlist.library.log import step_undone
from readlist.paper import Step, counted
from readlist.tui.jobs import Jobs
from readlist.tui.keynames import shown
from readlist.tui.keys import bindings
from readlist.tui.screens.acting import ActingPage
from readlist.tui.screens.frame import Key, KeyLine, TopLine
from readlist.tui.stepper import Stepper
from readlist.tui.steps import (
    SHOWN,
    Entry,
    Line,
    Told,
    by_day,
    entry_line,
    step_lines,
    steps_redone,
    steps_undone,
)
from readlist.tui.widgets.boxes import LineBox
from readlist.tui.widgets.line_list import LineList, Rows

_WIDE = 110
"""Columns from which what a step did stands beside the list."""
_ROOM = (72, 22)
"""Columns and lines from which it stands below; in less room, there is one of them at a time."""
_REST = 0.06
"""Seconds the cursor has to rest before a step is looked into."""
_LOOK = 2.0
"""Seconds between looks for what other windows do."""
_MEASURE = 76

Chosen = tuple[int, str | None]
"""A step whose papers to show, and the id of the one to begin with."""


class HistoryScreen(ActingPage[Chosen | None]):
    """All steps of the library. The result: a step whose papers to show, if one was chosen."""

    DEFAULT_CSS = """
    HistoryScreen #body { height: 1fr; margin-top: 1; }
    HistoryScreen #steps { height: 1fr; width: 1fr; }
    HistoryScreen #told { height: 1fr; width: 1fr; padding: 0 2; }
    HistoryScreen #find { display: none; margin: 1 2 0 2; }
    HistoryScreen.-finding #find { display: block; }
    HistoryScreen Said { padding: 0 2; max-width: 100%; }
    HistoryScreen.-beside #body { layout: horizontal; }
    HistoryScreen.-beside #told { border-left: solid $rule; }
    HistoryScreen.-beside #told:focus { border-left: solid $accent; }
    HistoryScreen.-below #told { border-top: solid $rule; }
    HistoryScreen.-below #told:focus { border-top: solid $accent; }
    HistoryScreen.-one #told, HistoryScreen.-one.-told #steps { display: none; }
    HistoryScreen.-one.-told #told { display: block; }
    HistoryScreen.-short #body { margin: 0; }
    HistoryScreen.-short #find { margin: 0 2; }
    """
    AUTO_FOCUS = "#steps"
    BINDINGS = bindings("history")

    def __init__(self, library: Library, jobs: Jobs, at: int | None = None) -> None:
        """`at`: the number of the step to begin at; else the newest that is not undone."""
        super().__init__(library, jobs)
        self._at = at
        self._steps: Sequence[Step] = ()
        self._entries: list[Entry] = []
        self._version: object = None
        self._told: Told | None = None
        self._lines: list[Line] = []
        self._blocked: int | None = None
        """The step that was found to need others, which the same key then takes along."""
        # There even once the screen is gone.
        self._top_line = TopLine("history")
        self._find = LineBox(placeholder="words of what was done, or a day", id="find")
        self._list = LineList(id="steps")
        self._what = LineList(id="told", quiet=True)
        self._key_line = KeyLine()

    def compose(self) -> ComposeResult:
        yield self._top_line
        yield self._find
        with Container(id="body"):
            yield self._list
            yield self._what
        yield self.said
        yield self._key_line

    async def on_mount(self) -> None:
        self.set_interval(_LOOK, lambda: self.work(self._look_around, group="look"))
        self.app.theme_changed_signal.subscribe(self, lambda _: self._draw())
        await self.told(self._load, "look")  # the first key meets the newest steps

    def on_resize(self, event: events.Resize) -> None:
        width, height = event.size
        beside = width >= _WIDE
        below = not beside and width >= _ROOM[0] and height >= _ROOM[1]
        for name, wanted in (("-beside", beside), ("-below", below), ("-one", not beside | below)):
            self.set_class(wanted, name)
        self.call_after_refresh(self._draw)

    # The list

    @property
    def _step(self) -> Step | None:
        """The step under the cursor."""
        entry = self._entries[self._list.cursor] if self._entries else None
        return entry if isinstance(entry, Step) else None

    async def _load(self) -> None:
        await self._jobs.written()  # what was done last is the first to be looked at
        self._version = self._library.data_version()
        self._steps = await self._jobs.help(self._library.history)
        if not self.left:
            self._filter()
            self._look_into()

    async def _look_around(self) -> None:
        if self._library.data_version() != self._version:
            await self._load()

    def _filter(self) -> None:
        """Show the steps that have what is asked for; the cursor stays on its step if it can."""
        step, words = self._step, self._find.value.casefold().split()
        today = datetime.now().astimezone().date()
        self._entries = by_day(self._steps, today, words)
        steps = {at: each for at, each in enumerate(self._entries) if isinstance(each, Step)}
        stops = list(steps)
        if step is None:
            first = next((at for at, each in steps.items() if each.stands), 0)
            at = next((at for at, each in steps.items() if each.number == self._at), first)
        else:
            at = next((at for at, each in steps.items() if each.number == step.number), 0)
        self._list.show(Rows(len(self._entries), self._draw_entry), stops, at)
        found, total = len(stops), len(self._steps)
        self._top_line.state = f"{found:,} of {total:,} steps" if words else counted(total, "step")
        if not stops:
            said = "  No step says that." if total else "  Nothing has been done yet."
            self._list.show([Content(said).stylize(self._list.ink.dim)], (), 0)

    def _draw_entry(self, at: int) -> Content:
        view = self._list
        here = at == view.cursor
        return entry_line(self._entries[at], view.content_size.width, view.ink, here)

    @on(LineList.Moved, "#steps")
    def _moved(self) -> None:
        self._blocked = None
        self._look_into()

    @on(Input.Changed, "#find")
    def _typed(self) -> None:
        self._filter()
        self._look_into()

    # What a step did

    def _look_into(self) -> None:
        self.work(self._find_out, group="tell", exclusive=True)

    async def _find_out(self) -> None:
        """May fail: the history has let the step go meanwhile, say."""
        step, log = self._step, self._library.log
        if step is None:
            self._told = None
        elif self._told is None or self._told.details.step != step or self._told.way is None:
            self._draw_keys()
            await asyncio.sleep(_REST)
            self._told = told = await self._jobs.help(lambda: self._ask(step.number))
            self._draw()
            way = await self._jobs.help(lambda: log.in_the_way(step.number))
            self._told = replace(told, way=way)
        self._draw()

    def _ask(self, number: int) -> Told:
        log = self._library.log
        details = log.details(number)
        return Told(details, log.touched(number, details.papers[:SHOWN]))

    def _draw(self) -> None:
        view = self._what
        same = self._told is not None and view.lines and self._lines
        width = min(view.content_size.width - 1, _MEASURE)
        today = datetime.now().astimezone().date()
        self._lines = (
            step_lines(self._told, width, view.ink, today) if self._told is not None else []
        )
        stops = [at for at, line in enumerate(self._lines) if line.paper is not None]
        cursor = view.cursor if same else 0
        view.show([line.content for line in self._lines], stops, cursor)
        if not view.has_focus:
            view.top = 0
        self._list.refresh()
        self._draw_keys()

    def _draw_keys(self) -> None:
        step, keys = self._step, []
        if step is not None and step.undone:
            keys.append(Key("U", "redo this", "redo"))
        elif step is not None and step.stands:
            keys.append(Key("u", "undo this", "undo"))
        if step is not None and self.has_class("-one") and not self._in_what:
            keys.append(Key("enter", "what it did", "open"))
        elif self._told is not None and self._told.details.papers:
            keys.append(Key("enter", "its papers", "open"))
        if not self._in_what:
            keys += [Key("J", "day", "day(1)"), Key("/", "find", "find")]
        self._key_line.keys = (*keys, Key("esc", "back", "back"))

    @property
    def _in_what(self) -> bool:
        return self._what.has_focus

    def on_descendant_focus(self) -> None:
        self._draw_keys()

    # Moving

    def action_day(self, step: int) -> None:
        """To the newest step of the next day, or of the one before."""
        names = [at for at, entry in enumerate(self._entries) if isinstance(entry, str)]
        here = self._list.cursor
        if step > 0:
            later = [at for at in names if at > here]
            target = later[0] if later else None
        else:
            before = [at for at in names if at < here - 1]
            target = before[-1] if before else None
        if target is not None:
            self._list.cursor = target + 1

    def action_open(self) -> None:
        """To the papers of the step; where there was no room to say what it did, first to that."""
        told = self._told
        if told is None:
            return
        if self.has_class("-one") and not self._in_what:
            self.action_told()
        elif told.details.papers:
            at = self._what.cursor
            chosen = self._in_what and at < len(self._lines)
            self.dismiss((told.details.step.number, self._lines[at].paper if chosen else None))
        else:
            self._say("It touched no papers", "dim")

    def action_told(self) -> None:
        """To what the step did."""
        if self._told is not None:
            self.add_class("-told")
            self.set_focus(self._what)
            self.call_after_refresh(self._draw)  # it may have had no room before

    @on(LineList.Clicked, "#told")
    def _clicked(self) -> None:
        self.action_open()

    def action_list(self) -> None:
        self.remove_class("-told")
        self.set_focus(self._list)

    def action_other_pane(self) -> None:
        if self._in_what:
            self.action_list()
        else:
            self.action_told()

    def action_find(self) -> None:
        self.add_class("-finding")
        self.set_focus(self._find)

    @on(Input.Submitted, "#find")
    def _found(self) -> None:
        if not self._find.value:
            self.remove_class("-finding")
        self.action_list()

    def action_back(self) -> None:
        if self._in_what:
            self.action_list()
        elif self.has_class("-finding"):
            self.remove_class("-finding")
            self._find.value = ""
            self.action_list()
        else:
            self.dismiss(None)

    # Undoing

    def action_undo(self) -> None:
        step = self._step
        if step is None:
            return
        if step.undone:
            self._say("It is undone already; redo brings it back", "dim")
            return
        if not step.stands:
            self._say(f"It is taken back already, by step {step.taken_back_by}", "dim")
            return
        log = self._library.log
        if self._blocked == step.number:
            self._go("undoing", lambda tell: steps_undone(log.undo_chain(step.number, tell)))
        else:
            self._go("undoing", lambda tell: step_undone(log.undo_only(step.number, tell)))

    def action_redo(self) -> None:
        step = self._step
        if step is None:
            return
        if not step.undone:
            self._say("It is not undone", "dim")
            return
        log = self._library.log
        if self._blocked == step.number:
            self._go("redoing", lambda tell: steps_redone(log.redo_chain(step.number, tell)))
        else:
            self._go("redoing", lambda tell: steps_redone([log.redo(step.number, tell)]))

    def _go(self, doing: str, job: Callable[[Tell], str]) -> None:
        self.work(self._flip(doing, job), group="write")

    async def _flip(self, doing: str, job: Callable[[Tell], str]) -> None:
        step, top, log = self._step, self._top_line, self._library.log
        tried, self._blocked = self._blocked is not None, None
        stepper = Stepper(self, self._jobs, lambda text: _state(top, text))
        self._say("")
        try:
            self._say(await stepper.run(doing, job))
        except UndoBlocked as error:
            self.warn(error)
            if step is not None and not tried:
                way = await self._jobs.help(lambda: log.in_the_way(step.number))
                if way.steps and not way.hopeless:
                    self._say_blocked(step, len(way.steps))
        except ReadlistError as error:
            self.warn(error)
        self._told = None
        if not self.left:
            await self._load()

    def _say_blocked(self, step: Step, others: int) -> None:
        action, when = ("redo", "earlier") if step.undone else ("undo", "later")
        steps = f"{others:,} {when} step{'s are' if others > 1 else ' is'} in its way"
        again = f"{self._key(action)} again {action}es {'them' if others > 1 else 'that'} as well"
        self._say(f"{steps}: {again}", "warn")
        self._blocked = step.number

    def _key(self, action: str) -> str:
        """The key that does it here."""
        bound = self.active_bindings.items()
        return next((shown(key) for key, each in bound if each.binding.action == action), "")


def _state(top: TopLine, text: str) -> None:
    if text:
        top.state = text
