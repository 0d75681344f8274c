"""The way from lists into triage: what is listed, or selected, or was left undone."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from readlist.library import ImportReport
from readlist.library.queues import query_of_import
from readlist.tui.answers import Found
from readlist.tui.screens.merging import MergingScreen
from readlist.tui.widgets.sidebar import Item

if TYPE_CHECKING:
    from readlist.library.triage import Triage


class TriagingScreen(MergingScreen):
    """Begins queues and takes them up again."""

    def action_triage(self, number: int | None = None) -> None:
        """Go on with a queue; with that of the list, or begin one of the list or the selection."""
        item = self.sidebar.item if self.sidebar.has_focus else None
        if number is not None:
            self.work(partial(self._resume, number), group="triage", exclusive=True)
        elif len(self.hand) > 1:
            ids = list(self.hand)
            name = f"{len(ids):,} selected papers"
            self.work(partial(self._begin, "", ids, name), group="triage", exclusive=True)
        elif isinstance(item, Item) and item.query is None:
            self.call_next(self.run_action, item.opens)
        elif isinstance(item, Item):
            query = item.query or ""
            self.work(partial(self._triage, query, None), group="triage", exclusive=True)
        elif self.found is not None:
            text, ids = self.found.text, list(self.source.ids)
            self.work(partial(self._triage, text, ids), group="triage", exclusive=True)

    async def _triage(self, query: str, ids: list[str] | None) -> None:
        """Go on with the queue of a query, or begin it (with `ids`: what it finds, in order)."""
        waiting = await self.jobs.write(lambda: self.library.queues.unfinished_of(query))
        if waiting is not None:
            await self._resume(waiting.number)
        else:
            await self._begin(query, ids, None)

    async def _begin(self, query: str, ids: list[str] | None, name: str | None) -> None:
        self._enter(await self.jobs.write(lambda: self.library.queues.start(query, ids, name=name)))

    async def _resume(self, number: int) -> None:
        self._enter(await self.jobs.write(lambda: self.library.queues.resume(number)))

    def _enter(self, triage: Triage) -> None:
        from readlist.tui.screens.triage import TriageScreen

        screen = TriageScreen(self.library, self.jobs, self.config, self.keys, triage)

        def left(_: None) -> None:
            self.faults += screen.faults
            if not screen.triage.place.finished:
                place = screen.triage.place
                self.say(f"{screen.triage.name} is at {place.at:,} of {place.total:,}", "dim")
            self.all_changed()

        self.app.push_screen(screen, left)

    def triage_import(self, report: ImportReport) -> None:
        query = query_of_import(report)
        self.work(partial(self._triage, query, None), group="triage", exclusive=True)

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
