"""The way from lists into triage: what is listed, or selected, or was left undone."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from functools import partial
from typing import TYPE_CHECKING

from readlist.tui.answers import Found
from readlist.tui.screens.merging import MergingScreen
from readlist.tui.widgets.bottom_line import Offer

if TYPE_CHECKING:
    from readlist.library import ImportReport
    from readlist.library.triage import Triage


class TriagingScreen(MergingScreen):
    """Begins queues and takes them up again."""

    offered_at_start = ""
    """The action that the triage key is for while somebody who came back is told so."""

    async def action_triage(self, number: int | None = None) -> None:
        """Go on with a queue; with that of the list, or begin one of the list or the selection.

        While the screen says that the key resumes another one, that is what it does.
        """
        item = self.sidebar.in_hand
        resumes = self.bottom.offered(self.keys.shown("triage")) or self.offered_at_start
        if number is not None:
            await self._open(partial(self._resume, number))
        elif item is not None and item.query is None:
            await self.run_action(item.opens)
        elif resumes and not self.selected:
            await self.run_action(resumes)
        elif item is not None:
            await self._open(partial(self._triage, item.query or "", None))
        elif self.selected and len(self.hand) > 1:
            ids = list(self.hand)
            self.select(())
            await self._open(partial(self._begin, "", ids, f"{len(ids):,} selected papers"))
        elif self.found is not None:
            await self._open(partial(self._triage, self.found.text, list(self.source.ids)))

    async def _open(self, job: Callable[[], Coroutine[None, None, None]]) -> None:
        """Wait a little for it, so that the next key meets the first paper."""
        await self.answered(self.work(job, group="triage", exclusive=True))

    async def _triage(self, query: str, ids: list[str] | None) -> None:
        """Go on with the queue of a query, or begin it (with `ids`: what it finds, in order)."""
        own = await self.jobs.write(lambda: self.library.queues.unfinished_of(query))
        if own is not None:
            await self._resume(own.number)
        else:
            await self._begin(query, ids)

    async def _begin(self, query: str, ids: list[str] | None, name: str | None = None) -> None:
        """As listed; a file whose list nobody has sorted, in its own order."""
        from readlist.library.queue_names import sources_of
        from readlist.library.queues import AS_LISTED

        order = "file" if sources_of(query) and self.sort is None else AS_LISTED
        queues = self.library.queues
        self._enter(await self.jobs.write(lambda: queues.start(query, ids, order, name)))

    async def _resume(self, number: int) -> None:
        self._enter(await self.jobs.write(lambda: self.library.queues.resume(number)))

    def _enter(self, triage: Triage) -> None:
        from readlist.tui.screens.triage import TriageScreen

        screen = TriageScreen(self.library, self.jobs, self.config, self.keys, triage)
        screen.settled = self.touched  # which stay in their rows, as if decided here

        def left(_: None) -> None:
            self.faults += screen.faults
            place, number = screen.triage.place, screen.triage.number
            if screen.farewell:
                self.say(screen.farewell, "warn")
            elif not screen.triage.begun:
                self.work(partial(self._drop_unbegun, number), group="write")
            elif not place.finished:
                resumes = Offer(self.keys.shown("triage"), "resumes", f"screen.triage({number})")
                said = f"{screen.triage.name} at {place.at:,} of {place.total:,}"
                self.say(said, "dim", resumes)
            row = self.source.row_of(screen.triage.paper) if screen.triage.paper else None
            if row is not None:  # where one was one goes on
                self.list.cursor = row
            self.look_again()

        self.app.push_screen(screen, left)

    async def _drop_unbegun(self, number: int) -> None:
        await self.jobs.write(lambda: self.library.queues.leave(number))

    def triage_import(self, report: ImportReport) -> None:
        async def begin() -> None:
            self._enter(await self.jobs.write(lambda: self.library.queues.of_import(report)))

        self.work(begin, group="triage", exclusive=True)

    async def action_delete_listed(self) -> None:
        queue = self.sidebar.queue
        if queue is None:
            await super().action_delete_listed()
        else:
            self.work(partial(self._discard, queue.number), group="write")

    async def _discard(self, number: int) -> None:
        done = await self.jobs.write(lambda: self.library.queues.discard(number))
        self.say(done.message, "fg", self.undo_offer())
        self.catch_up()

    def _show(self, found: Found, cursor: int, top: int) -> None:
        super()._show(found, cursor, top)
        self.sidebar.show_queues(self.library.queues.unfinished())
