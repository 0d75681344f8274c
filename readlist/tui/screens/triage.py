"""Triage: a queue of papers, one abstract at a time, each decided with one key.

The next paper is shown at once; what was decided is written behind it. Everything has its place on
the page, whatever the paper: only the text is another.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.worker import Worker, WorkerState

from readlist.config import Config
from readlist.errors import UnknownQueue
from readlist.library import Library
from readlist.library.queues import AS_LISTED, ORDERS
from readlist.library.triage import LONGEST, Decision, Triage
from readlist.paper import LinkKind, Paper, Status
from readlist.tui.again import Again
from readlist.tui.exporting import export_papers
from readlist.tui.jobs import Jobs
from readlist.tui.keys import KeyTable, bindings
from readlist.tui.offers import Situation
from readlist.tui.page import Reader
from readlist.tui.rows import shown_title
from readlist.tui.screens.reading import ReadingScreen
from readlist.tui.screens.verbs import Ids
from readlist.tui.text import cut
from readlist.tui.theme import ink
from readlist.tui.widgets.bottom_line import LAST, Offer
from readlist.tui.widgets.reading_pane import ReadingPane
from readlist.tui.widgets.triage_parts import (
    Card,
    Heading,
    KeyRows,
    Like,
    Marks,
    Progress,
    time_left,
)

MEASURE: Final = 66
"""Columns the text has at most: abstract after abstract, less than elsewhere."""
TALL: Final = 30
"""Lines from which the keys stand on the page, and progress is a line of its own."""
AIRY: Final = 46
"""Lines from which there is more space around the page."""
HIGH: Final = 52
"""Lines from which the text may be longer, so that nearly every abstract is whole."""
KEYS_WAIT: Final = 0.5
"""Seconds a key waits at most for what the one before it leads to."""
LIKE_PAUSE: Final = 0.1
"""Seconds to wait for the next key before looking for what a paper is like."""
AHEAD: Final = 4
"""So many papers are at hand before they are wanted."""
BESIDE: Final = 70
"""Columns from which the keys stay in view beside what is said."""
_SETTLES = {Status.READ: Decision.READ, Status.SKIPPED: Decision.SKIPPED}
_KEYS = (("star", "read", "skip", "triage_later", "tag", "note"),
         ("triage_before", "undo", "open", "back"))  # fmt: skip
_END_KEYS = (("triage_again", "triage_export", "triage_last"), ("undo", "back"))
_LOW_KEYS = ("star", "read", "skip", "triage_later", "triage_before", "tag", "note", "open", "undo",
             "help", "back")  # fmt: skip
"""Where the page has no room for keys, they are in the bottom line; the first matter most."""
_MORE_KEYS = ("triage_order", "mark_sentence", "links", "where", "copy", "triage_export", "help")
"""Where it has, those of less use are there."""
_MAIN_KEYS = ("star", "read", "skip", "triage_later")


class TriageScreen(ReadingScreen):
    """Goes through the papers of a queue."""

    BINDINGS = bindings("triage")
    AUTO_FOCUS = "#pane"
    MOMENT = "triaging"
    DEFAULT_CSS = """
    TriageScreen { background: $bg; color: $fg; layout: vertical; layers: default above; }
    TriageScreen Heading { height: 1; padding: 0 1; background: $panel; }
    TriageScreen #sheet { height: 1fr; margin-bottom: 1; align-horizontal: center; }
    TriageScreen #column { width: 71; max-width: 100%; height: 100%; }
    TriageScreen Progress, TriageScreen Like, TriageScreen KeyRows { display: none; }
    TriageScreen Progress { margin-right: 1; }
    TriageScreen Marks { height: 1; padding: 0 2; }
    TriageScreen #pane, TriageScreen Card { height: 1fr; padding: 0; }
    TriageScreen Card, TriageScreen.end #pane, TriageScreen.end Like { display: none; }
    TriageScreen.end Card { display: block; }
    TriageScreen.small Marks { padding: 0 1; }
    TriageScreen.tall #sheet { margin-bottom: 2; }
    TriageScreen.tall Card { padding: 1 0 0 0; }
    TriageScreen.tall #column { padding: 1 0 0 0; }
    TriageScreen.airy #column { padding: 2 0 0 0; }
    TriageScreen.tall #pane, TriageScreen.tall Card { max-height: 32; }
    TriageScreen.high #pane, TriageScreen.high Card { max-height: 40; }
    TriageScreen.tall Progress, TriageScreen.tall Like { display: block; height: 1; }
    TriageScreen.tall Like, TriageScreen.tall KeyRows { padding: 0 2; }
    TriageScreen.tall KeyRows { display: block; height: 2; }
    TriageScreen.airy Like, TriageScreen.airy KeyRows { margin-top: 1; }
    """
    triage: Triage

    def __init__(
        self, library: Library, jobs: Jobs, config: Config, keys: KeyTable, triage: Triage
    ) -> None:
        super().__init__(library, jobs, config, keys)
        self.triage = triage
        self.pane = ReadingPane(id="pane", measure=MEASURE)
        self.heading = Heading()
        self.progress = Progress()
        self.marks = Marks()
        self.like = Like()
        self.key_rows = KeyRows()
        self.card = Card()
        self._papers: dict[str, Paper] = {}
        self._likes: dict[str, str] = {}
        self._shown_at = time.monotonic()
        self.farewell = ""
        """Why there is nothing to go on with, if that is why one left."""
        self._gone = False
        """A paper was deleted, and the queue holds it still."""
        self._moves = 0
        """Grows with every move: what was read before one is of the past."""

    def compose(self) -> ComposeResult:
        yield self.heading
        with Container(id="sheet"), Vertical(id="column"):
            yield self.progress
            yield self.marks
            yield self.pane
            yield self.card
            yield self.like
            yield self.key_rows
        yield self.bottom

    def on_mount(self) -> None:
        self.app.theme_changed_signal.subscribe(self, lambda _: self.redraw())
        self.show_triage()

    def on_resize(self, event: events.Resize) -> None:
        width, height = event.size
        self.set_class(height >= TALL, "tall")
        self.set_class(height >= AIRY, "airy")
        self.set_class(height >= HIGH, "high")
        self.set_class(width < 44, "small")
        self.show_keys()

    @property
    def tall(self) -> bool:
        return self.size.height >= TALL

    # The paper

    @property
    def paper(self) -> Paper | None:
        """The paper in hand."""
        paper_id = self.triage.paper
        if paper_id is None:
            return None
        if paper_id not in self._papers:
            self._look_up([paper_id])
        return self._papers.get(paper_id)

    def _look_up(self, ids: Sequence[str]) -> None:
        self._papers.update((paper.id, paper) for paper in self.library.papers(ids))

    def _fetch(self) -> None:
        """Have the next papers at hand, and let go of those long past."""
        ahead = self.triage.ahead(AHEAD)
        if len(self._papers) > 200:
            self._papers.clear()
        self._look_up([each for each in ahead if each not in self._papers])

    def show_as(self, ids: Collection[str], will_be: Callable[[Paper], Paper]) -> None:
        for paper_id in ids:
            if paper_id in self._papers:
                paper = self._papers[paper_id] = will_be(self._papers[paper_id])
                self.triage.set_starred(paper_id, paper.starred)
        self.show_paper()

    def take_out(self, ids: Collection[str]) -> None:
        """A paper that was deleted is passed over."""
        self._gone = True
        self._moves += 1
        self.triage.skip()
        self.show_triage()

    def changed(self, *ids: str) -> None:
        if self.writing:
            return  # what is looked up now would be as it was before
        if self._gone:
            self._gone = False
            self.all_changed()
            return
        for paper_id in ids:
            self._papers.pop(paper_id, None)
        self._fetch()
        for paper_id in ids:
            if paper_id in self._papers:
                self.triage.set_starred(paper_id, self._papers[paper_id].starred)
        self.show_paper()

    def all_changed(self) -> None:
        self._papers.clear()
        self._likes.clear()
        self.work(self._read_again, group="read", exclusive=True)

    def action_undo(self) -> None:
        super().action_undo()
        self.call_next(self._caught_up)

    def action_redo(self) -> None:
        super().action_redo()
        self.call_next(self._caught_up)

    async def _caught_up(self) -> None:
        """Wait a little for what was begun: the next key is for the paper it leads to."""
        until = time.monotonic() + KEYS_WAIT
        while time.monotonic() < until and any(
            worker.group in ("write", "read") and not worker.is_finished for worker in self.workers
        ):
            await asyncio.sleep(0.005)

    async def _read_again(self) -> None:
        """Go on where the library says one is, unless one has moved on meanwhile."""
        before = -1
        while before != self._moves:
            before = self._moves
            try:
                triage = await self.jobs.write(lambda: self.library.queues.open(self.triage.number))
            except UnknownQueue as gone:
                self.farewell = str(gone)
                self.leave()
                return
        self.triage = triage
        self.show_triage()

    @on(Worker.StateChanged)
    def _write_failed(self, event: Worker.StateChanged) -> None:
        """What could not be written has not been decided: go back to where that is so."""
        if event.state is WorkerState.ERROR and event.worker.group == "write":
            self.all_changed()

    # Showing

    def show_triage(self) -> None:
        """Show where one is, from the top of the paper."""
        self.set_class(self.triage.at_end, "end")
        if self.triage.at_end:
            self.card.show(self.triage, self.library.queues.figures(self.triage))
            self.set_focus(self.card)
        elif self.focused is not self.pane:
            self.set_focus(self.pane)
        self._shown_at = time.monotonic()
        self.show_paper()
        self.call_after_refresh(self._fetch)
        self.work(self._find_likes, group="like", exclusive=True)

    def show_paper(self) -> None:
        """Bring the page in line with the paper in hand."""
        paper = self.paper
        links = self.library.links(paper) if paper is not None else ()
        self.pane.show(paper, links, self.reader())
        decision = self.triage.decision(paper.id) if paper is not None else None
        self.marks.show(paper, decision)
        self.like.title = self._likes.get(paper.id, "") if paper is not None else ""
        self._show_state()
        self.show_keys()

    def _show_state(self) -> None:
        triage = self.triage
        order = "" if triage.sort == AS_LISTED else ORDERS.get(triage.sort, triage.sort)
        self.heading.left = (triage.name, order)
        if triage.at_end:
            parts = ["done" if triage.place.finished else f"{triage.later:,} put off"]
        else:
            again = " put off" if triage.round > 1 else ""
            parts = [f"{triage.at:,} of {triage.total:,}{again}"]
        if triage.starred:
            parts.append(f"{len(triage.starred):,} starred")
        if triage.seconds_left is not None:
            parts.append(time_left(triage.seconds_left))
        self.heading.parts = tuple(parts)
        self.progress.share = (triage.total - triage.left) / triage.total if triage.total else 1.0

    def reader(self) -> Reader:
        """How the paper in hand is laid out now."""
        return Reader(
            ink(self.app.theme),
            mine=self.library.words.matcher(),
            open_key=self.keys.shown("open"),
            finder=self.config.find,
            marks=False,
        )

    async def _find_likes(self) -> None:
        """For this paper and the next, the nearest one that is starred."""
        await asyncio.sleep(LIKE_PAUSE)
        for paper_id in self.triage.ahead(1):
            if paper_id not in self._likes:
                self._likes[paper_id] = await self._nearest_starred(paper_id)
                if paper_id == self.triage.paper:
                    self.like.title = self._likes[paper_id]

    async def _nearest_starred(self, paper_id: str) -> str:
        def find() -> str:
            query = f"similar:{paper_id} is:starred"
            found = self.library.search(query, limit=1, wait=False)
            papers = self.library.papers(list(found.ids[:1])) if not found.partly else []
            return shown_title(papers[0]) if papers else ""

        return await self.jobs.search(lambda _: find())

    def redraw(self) -> None:
        """Draw everything anew in the colours of another theme."""
        for widget in (self.heading, self.progress, self.like, self.key_rows, self.bottom):
            widget.refresh()
        self.show_triage()

    # Deciding

    def action_mark(self, status: str) -> None:
        decision = _SETTLES.get(Status(status))
        if decision is None:
            super().action_mark(status)
        else:
            self._settle(decision)
            self.keep_again(Again(Status(status)))

    def set_status(self, ids: Ids, status: Status) -> None:
        """As `.` does: what settles a paper goes on to the next."""
        decision = _SETTLES.get(status)
        if decision is None:
            super().set_status(ids, status)
        else:
            self._settle(decision)

    def action_later(self) -> None:
        """The next paper; one that is not decided comes again at the end."""
        paper_id = self.triage.paper
        if paper_id is None:
            self.action_again()
        elif self.triage.decision(paper_id) is not None:
            self._walk(self.triage.forward)
        else:
            kept = paper_id in self.triage.starred
            self._settle(Decision.KEPT if kept else Decision.LATER)

    def action_next_paper(self) -> None:
        self.action_later()

    def _settle(self, decision: Decision) -> None:
        """Go on at once; the decision is written behind."""
        paper_id, number = self.triage.paper, self.triage.number
        if paper_id is None:
            return
        seconds = self._seconds()
        self._moves += 1
        self.triage.decide(decision, seconds)
        place, queues = self.triage.place, self.library.queues
        self._papers.pop(paper_id, None)
        self.change(lambda: queues.decide(number, paper_id, decision, place, seconds), [paper_id])
        self.show_triage()

    def _seconds(self) -> int | None:
        """How long the paper was looked at; nothing if nobody was there."""
        seconds = time.monotonic() - self._shown_at
        return max(round(seconds), 1) if seconds <= LONGEST else None

    def action_before(self) -> None:
        if not self._walk(self.triage.back):
            self.say("This is the first paper", "dim")

    def action_previous_paper(self) -> None:
        self.action_before()

    def _walk(self, move: Callable[[], bool | None]) -> bool:
        """Go to another paper and decide nothing."""
        self._moves += 1
        if move() is False:
            return False
        self._keep_place()
        self.show_triage()
        return True

    def _keep_place(self) -> None:
        number, place = self.triage.number, self.triage.place

        async def keep() -> None:
            await self.jobs.write(lambda: self.library.queues.keep_place(number, place))

        self.work(keep(), group="write")

    def action_again(self) -> None:
        """From the end, once more through those that were put off."""
        if self.triage.left:
            self._walk(self.triage.skip)
        elif self.triage.later:
            self._walk(self.triage.next_round)
        else:
            self.leave()

    def action_order(self) -> None:
        """What waits in the next order."""
        names = list(ORDERS)
        at = names.index(self.triage.sort) if self.triage.sort in names else -1
        order = names[(at + 1) % len(names)]
        self.work(partial(self._reorder, order), group="read", exclusive=True)
        self.call_next(self._caught_up)

    async def _reorder(self, order: str) -> None:
        self._moves += 1
        triage = self.triage
        self.triage = await self.jobs.write(lambda: self.library.queues.reorder(triage, order))
        self._likes.clear()
        self.show_triage()
        again = Offer(self.keys.shown("triage_order"), "another order", "screen.order")
        self.say(f"The {self.triage.left:,} left {ORDERS[order]}", "fg", again)

    # Reading

    def action_read_on(self) -> None:
        if self.pane.at_end:
            keys = self._main_offers() if self.size.width >= BESIDE else self._main_offers()[1:3]
            self.say("That is all of it", "dim", *keys)
        else:
            self.pane.action_page_down()

    def action_read_back(self) -> None:
        self.pane.action_page_up()

    def action_text_top(self) -> None:
        self.pane.action_top()

    # Out

    def action_export(self) -> None:
        ids = [each for each in self.triage.ids if each in self.triage.starred]
        if ids:
            export_papers(self, ids, self.triage.name)
        else:
            self.say("Nothing is starred here yet, so there is nothing to export", "dim")

    def action_back(self) -> None:
        if not self.pane.drop_sentence():
            self.leave()

    def action_leave(self) -> None:
        self.leave()

    def leave(self) -> None:
        """Back to the list; the queue waits."""
        self.dismiss(None)

    # Keys

    @property
    def situation(self) -> Situation:
        if self.triage.at_end:
            return Situation("view", "triage_end", away=True)
        links = self.library.links(self.paper) if self.paper is not None else ()
        linked = any(link.kind is LinkKind.PAPER for link in links)
        return Situation("pane", "triage", away=True, linked=linked)

    def show_keys(self) -> None:
        super().show_keys()
        if not self.first_key:
            low = (*_END_KEYS[0], *_END_KEYS[1]) if self.triage.at_end else _LOW_KEYS
            ids: tuple[str, ...] = _MORE_KEYS if self.tall else low
            self.bottom.offer(
                [
                    replace(self._offer(id), weight=LAST if id in ("help", "back") else -at)
                    for at, id in enumerate(ids)
                    if self._does(id) and self.can(self.keys[id].action)
                ]
            )
        rows = _END_KEYS if self.triage.at_end else _KEYS
        self.key_rows.show([[self._offer(id) for id in row if self._does(id)] for row in rows])

    def _does(self, id: str) -> bool:
        """Is there anything for this key to do here?"""
        if id == "triage_export":
            return bool(self.triage.starred)
        if not self.triage.at_end:
            return True
        return {
            "triage_again": bool(self.triage.later or self.triage.left),
        }.get(id, True)

    def _offer(self, id: str) -> Offer:
        word = self.keys[id].word
        if self.triage.at_end:
            narrow = self.size.width < BESIDE
            again, starred = self.triage.left or self.triage.later, len(self.triage.starred)
            word = {
                "triage_again": f"the {again:,} put off",
                "triage_export": "export" if narrow else f"export the {starred:,} starred",
                "back": "back" if narrow else "back to the list",
            }.get(id, word)
        elif id == "back":
            word = "leave, resume any time" if self.tall else "leave"
        else:
            word = {"links": "links", "where": "where"}.get(id, word)
        return Offer(self.keys.shown(id), word, f"screen.{self.keys[id].action}")

    def _main_offers(self) -> list[Offer]:
        ids = _END_KEYS[0] + ("back",) if self.triage.at_end else _MAIN_KEYS
        return [self._offer(id) for id in ids if self._does(id)]

    def say(self, text: str, tone: str = "fg", *offers: Offer) -> None:
        """Where the keys are in the bottom line, the main ones stay beside what is said."""
        if not self.tall and offers:
            if self.size.width >= BESIDE:
                offers = (*offers, *(each for each in self._main_offers() if each not in offers))
            keys = sum(cell_len(offer.key + offer.word) + 4 for offer in offers)
            text = cut(text, max(self.size.width - 2 - keys, 12))
        super().say(text, tone, *offers)
