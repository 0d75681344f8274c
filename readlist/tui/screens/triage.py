"""Triage: a queue of papers, one abstract at a time, each decided with one key.

The next paper is shown at once; what was decided is written behind it.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Collection
from functools import partial
from typing import Final

from readlist.config import Config
from readlist.errors import UnknownQueue
from readlist.library import Library
from readlist.library.queues import order_name
from readlist.library.triage import LONGEST, Decision, Triage
from readlist.paper import Paper, Status
from readlist.tui.again import Again
from readlist.tui.exporting import export_papers
from readlist.tui.jobs import Jobs
from readlist.tui.keys import KeyTable, bindings
from readlist.tui.screens.finding import LOOK_AROUND
from readlist.tui.screens.triage_keys import BESIDE
from readlist.tui.screens.triage_page import TriagePage
from readlist.tui.screens.verbs import Ids
from readlist.tui.widgets.bottom_line import Offer

KEYS_WAIT: Final = 0.9
"""Seconds a key waits at most for what the one before it leads to."""
_SETTLES = {Status.READ: Decision.READ, Status.SKIPPED: Decision.SKIPPED}
_STATUSES = {decision: status for status, decision in _SETTLES.items()}


class TriageScreen(TriagePage):
    """Goes through the papers of a queue."""

    BINDINGS = bindings("triage")
    MOMENT = "triaging"

    def __init__(
        self, library: Library, jobs: Jobs, config: Config, keys: KeyTable, triage: Triage
    ) -> None:
        super().__init__(library, jobs, config, keys, triage)
        self.farewell = ""
        """Why there is nothing to go on with, if that is why one left."""
        self.settled: set[str] = set()
        """The ids of the papers that were decided on here and now."""
        self._gone = False
        """A paper was deleted, and the queue holds it still."""
        self._moves = 0
        """Grows with every move: what was read before one is of the past."""

    def on_mount(self) -> None:
        self.set_interval(LOOK_AROUND, lambda: self.work(self.look_around, group="look"))

    # Keeping up with what is done

    async def look_around(self) -> None:
        """Show what others have made of the papers at hand; the one in hand stays so, also where
        it is gone, until one decides on it."""
        before, ids = self._moves, list(self.papers_at_hand)
        now = await self.jobs.search(lambda _: self.library.papers(ids))
        if self.left or self.writing or self._moves != before or ids != list(self.papers_at_hand):
            return
        if len(now) == len(ids) and now != list(self.papers_at_hand.values()):
            self.changed(*ids)

    def show_as(self, ids: Collection[str], will_be: Callable[[Paper], Paper]) -> None:
        for paper_id in ids:
            if paper_id in self.papers_at_hand:
                paper = self.papers_at_hand[paper_id] = will_be(self.papers_at_hand[paper_id])
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
            self.papers_at_hand.pop(paper_id, None)
        self.fetch()
        for paper_id in ids:
            if paper_id in self.papers_at_hand:
                self.triage.set_starred(paper_id, self.papers_at_hand[paper_id].starred)
        self.show_paper()

    def all_changed(self) -> None:
        self.papers_at_hand.clear()
        self.likes.clear()
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
        if not self.left:
            self.triage = triage
            self.show_triage()

    def failed(self, group: str, error: Exception) -> None:
        """What could not be written has not been decided: go back to where that is so."""
        super().failed(group, error)
        if group == "write" and not self.left:
            self.all_changed()

    # Deciding

    async def action_mark(self, status: str) -> None:
        decision = _SETTLES.get(Status(status))
        if decision is None:
            await super().action_mark(status)
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
        seconds, seen = self._seconds(), self._seen_status()
        self._moves += 1
        self.settled.add(paper_id)
        self.triage.decide(decision, seconds)
        place, queues = self.triage.place, self.library.queues
        self.papers_at_hand.pop(paper_id, None)
        self.change(
            lambda: queues.decide(number, paper_id, decision, place, seconds, seen), [paper_id]
        )
        self.show_triage()

    def _seen_status(self) -> Status | None:
        """The status of the paper in hand as far as it is known here: what was decided on it may
        not be written yet."""
        decided = self.triage.decision(self.triage.paper or "")
        if decided in _STATUSES:
            return _STATUSES[decided]
        return self.paper.status if self.paper is not None else None

    def _seconds(self) -> int | None:
        """How long the paper was looked at; nothing if nobody was there."""
        seconds = time.monotonic() - self.shown_at
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
        names = self.triage.orders
        at = names.index(self.triage.sort) if self.triage.sort in names else -1
        order = names[(at + 1) % len(names)]
        self.work(partial(self._reorder, order), group="read", exclusive=True)
        self.call_next(self._caught_up)

    async def _reorder(self, order: str) -> None:
        self._moves += 1
        triage = self.triage
        self.triage = await self.jobs.write(lambda: self.library.queues.reorder(triage, order))
        self.likes.clear()
        self.show_triage()
        again = Offer(self.keys.shown("triage_order"), "next order", "screen.order")
        self.say(f"{self.triage.left:,} left, {order_name(order)}", "fg", again)

    # Reading

    def action_read_on(self) -> None:
        if self.pane.at_end:
            keys = self.main_offers()[1:3] if self.size.width < BESIDE else ()
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
            self.say("Nothing was starred in this triage, so there is nothing to export", "dim")

    def action_back(self) -> None:
        if not self.pane.drop_sentence():
            self.leave()

    def action_leave(self) -> None:
        self.leave()

    def leave(self) -> None:
        """Back to the list; the queue waits."""
        self.dismiss(None)

    def on_screen_resume(self) -> None:
        """What was open above is left: if there is nothing to go on with, so is this."""
        if self.farewell:
            self.leave()
