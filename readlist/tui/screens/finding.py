"""How the list of the main screen comes about: the query, its answer, and keeping up.

A list is always the answer to the text in the search box. While one types, each key cancels the
search before it; an answer that comes late is never shown.
"""

from __future__ import annotations

import asyncio
import gc
import time
from collections.abc import Callable, Coroutine, Sequence
from contextlib import suppress
from functools import partial

from textual.worker import Worker, WorkerError

from readlist.config import Config
from readlist.library import Library
from readlist.tui.answers import Found, Opening, answer
from readlist.tui.jobs import Jobs
from readlist.tui.keys import KeyTable
from readlist.tui.screens.listing import ListingScreen
from readlist.tui.source import PaperSource, keeping, unmoved

TYPING_PAUSE = 0.04
"""Seconds to wait for the next key before searching."""
OFFER_PAUSE = 0.03
"""Seconds after the answer to wait for the next key before asking how the query may go on."""
KEYS_WAIT = 0.5
"""Seconds the keys typed behind a query wait for its answer at most."""
CATCH_UP_PAUSE = 0.1
"""Seconds in which several changes of one's own are followed by one new answer."""
LOOK_AROUND = 1.5
"""Seconds between looks whether another program changed the library."""
MEND_AGAIN = 60.0
"""Seconds until it is tried again to index what a search had to do without."""
INDEXING_IS_LONG = 0.4
"""Seconds after which indexing is worth a word."""


class FindingScreen(ListingScreen):
    """How the list comes about, and how it keeps up."""

    def __init__(
        self, library: Library, jobs: Jobs, config: Config, keys: KeyTable, brand: str
    ) -> None:
        super().__init__(library, jobs, config, keys, brand)
        self.whole = asyncio.Event()
        """The whole list has been read."""
        self.touched: set[str] = set()
        """Papers changed since the last query: they keep their row until the next one."""
        self._typed_half = self._warm = False
        self._begun = False
        """The last word of the query asked for last is perhaps only begun."""
        self._follows = False
        """The cursor goes to what comes into the list next: a step has brought it back."""
        self._asking: Worker[None] | None = None
        self._indexing = self._index_again = False
        self._mended_at = -MEND_AGAIN

    # Asking

    def look_for(
        self, text: str, *, typing: bool = False, pause: float = 0.0, keep: str | None = None
    ) -> Worker[None]:
        """Answer a query; what was being answered is dropped. `keep`: the paper to stay on."""
        self.touched.clear()
        self.sidebar.show_current(text)
        self._begun = typing and not text.endswith(" ")
        answering = partial(self._answer, text, typing, pause, keep)
        self._asking = self.work(answering, group="search", exclusive=True)
        return self._asking

    async def open_query(
        self, text: str, keep: str | None = None, ranking: str = "relevance"
    ) -> None:
        """Write a query into the box, and wait a little for its answer."""
        self.ranking = ranking
        self.box.put(text)
        await self.answered(self.look_for(text, keep=keep))

    async def answered(self, worker: Worker[None]) -> None:
        """Wait for an answer that is on its way, so that the next key meets the new list.

        Not for long: a slow search is no reason to stop taking keys.
        """

        async def ended() -> None:
            with suppress(WorkerError):  # whatever went wrong is said where it went wrong
                await worker.wait()

        # Not `wait_for`: that would cancel the search along with the waiting.
        await asyncio.wait([asyncio.create_task(ended())], timeout=KEYS_WAIT)

    async def _answer(self, text: str, typing: bool, pause: float, keep: str | None) -> None:
        if pause:
            await asyncio.sleep(pause)
        found = await self._ask(text, typing)
        self._mend(found)
        self._typed_half = typing and not text.endswith(" ")
        above = self._above_cursor()
        self.source = PaperSource(self.library, found.results.ids)
        row = self.source.row_of(keep) if keep else None
        self._show(found, row or 0, max((row or 0) - above, 0))
        if text and not self._warm:
            # All that is loaded by now stays. Python would go through it again and again in search
            # of garbage, and keep the keys waiting for 90 ms each time.
            gc.freeze()
            self._warm = True
        if typing and text:
            # Papers come before words; and before both the next key, which this would hold up.
            await asyncio.sleep(OFFER_PAUSE)
            completions = await self.jobs.search(lambda _: self.library.complete(text))
            self.box.offer(text, completions)

    async def _ask(self, text: str, typing: bool) -> Found:
        view = self.view
        return await self.jobs.search(
            lambda stop: answer(self.library, text, stop, typing=typing, view=view)
        )

    async def settle(self) -> None:
        """The query is typed to its end: its last word is now a whole one.

        Where nothing has that word, what was begun is made explicit: ``transf`` is ``transf*``.
        """
        text = self.box.value
        if self._begun and text.strip():
            worker = self.work(partial(self._settle, text), group="search", exclusive=True)
            await self.answered(worker)
        elif self.found is None or self.found.text != text:
            await self.answered(self.look_for(text))

    async def _settle(self, text: str) -> None:
        typed = self.found
        seen = typed is not None and typed.text == text
        if typed is None or not seen:  # this key was quicker than the answer
            typed = await self._ask(text, typing=True)
        begun = typed.results.total
        found = await self._ask(text, typing=False)
        longer = f"{text}*" if text[-1].isalnum() else None
        if longer and begun and (found.results.partly or not found.results.ids):
            self.box.put(longer)
            found = await self._ask(longer, typing=False)
        elif longer and begun > found.results.total:
            found = found._replace(longer=(longer, begun))
        self._typed_half = self._begun = False
        # Who moved among what was found while typing stays there. Where nobody has seen any of it
        # yet, the paper in hand is of the query before, and the best one is wanted.
        at = self.paper.id if seen and self.paper is not None and self.list.cursor else None
        self.source = PaperSource(self.library, found.results.ids)
        self._show(found, (self.source.row_of(at) if at else None) or 0, 0)

    # The first papers

    def show_first(self, first: Opening, paper: str | None, above: int) -> None:
        """Show the first papers, at one with rows `above` it; then read the whole list, which
        moves none of them."""
        self._counted_first = first.counts
        self.source = PaperSource(self.library, first.beginning.ids)
        row = first.beginning.at
        self.list.show(
            self.source,
            look=self._look(first.filled, first.sort),
            cursor=row,
            top=max(row - above, 0),
            part=not first.beginning.whole,
        )
        if first.counts is not None:
            self.sidebar.show(first.counts, first.searches)
        else:
            self.sidebar.show_uncounted()
        self.sidebar.show_current("")
        self.set_class(self.empty, "empty")
        # Not at once: two threads would make both the reading and the drawing slower.
        self.call_after_refresh(self._read_on, partial(self._read_whole, paper, above))

    def _read_on(self, job: Callable[[], Coroutine[None, None, None]]) -> None:
        if self._asking is None:
            self._asking = self.work(job, group="search", exclusive=True)
        else:  # somebody was quicker and asks for another list
            self.whole.set()

    async def _read_whole(self, paper: str | None, above: int) -> None:
        try:
            found = await self._ask("", typing=False)
            if self.paper is not None:
                paper, above = self.paper.id, self._above_cursor()
            self.source = PaperSource(self.library, found.results.ids)
            row = (self.source.row_of(paper) if paper is not None else None) or 0
            self._show(found, row, max(row - above, 0))
        finally:
            self.whole.set()
            if not gc.isenabled():  # it was off until all was loaded, which stays
                gc.freeze()
                gc.enable()
        self.index()  # which loads Whoosh: the papers come before

    # Keeping up

    def index(self) -> None:
        """Make searchable what is not yet; if the list waits for that, it follows."""
        if self._indexing:
            self._index_again = True
        else:
            self._indexing = True
            self.work(self._index(), group="index")

    async def _index(self) -> None:
        said = self.set_timer(INDEXING_IS_LONG, lambda: self.bottom.work("indexing…"))
        try:
            self._index_again = True
            while self._index_again:
                self._index_again = False
                await self.jobs.index(lambda stop: self.library.update_index(stop=stop))
        finally:
            self._indexing = False
            said.stop()
            self.bottom.work("")
        if self.found is not None and self.found.results.waiting:
            self.catch_up()

    def _mend(self, found: Found) -> None:
        """Index what this answer had to do without; where that fails, not at every key."""
        now = time.monotonic()
        if found.results.waiting and now - self._mended_at >= MEND_AGAIN:
            self._mended_at = now
            self.index()

    def changed(self, *ids: str) -> None:
        """Look these papers up again; they keep their rows, whatever the query says now."""
        self.touched.update(ids)
        if not self.writing:  # else what is looked up now would be as it was before
            self.source.forget(self.touched)
            self.list.changed()
            self.index()
            self.catch_up()

    def all_changed(self) -> None:
        """Any paper may be another now, and the list may hold others."""
        self.source.forget()
        self.list.changed()
        self.index()
        self.catch_up()

    def stepped(self) -> None:
        """As ever; the cursor goes to what a step brings back."""
        self._follows = True
        super().stepped()

    def catch_up(self) -> None:
        """Answer the query again and stay on the same paper; rows worked on do not vanish."""
        if self.found is not None:
            job = partial(self._catch_up, self.found.text)
            self.work(job, group="catch-up", exclusive=True)

    async def _catch_up(self, text: str) -> None:
        await asyncio.sleep(CATCH_UP_PAUSE)
        if self.writing:
            return  # what is being written will ask again
        self.drop_stale_offer()
        view = self.view
        found = await self._ask(text, typing=self._typed_half)
        before = self.source.ids
        ids = await self._staying(before, found) if self.touched else found.results.ids
        if self.writing or self.source.ids is not before:
            return  # there is something newer to wait for, or another query has been answered
        if self.found is None or (self.found.text, self.view) != (text, view):
            return
        came = _first_new(before, ids) if self._follows else None
        self._follows = False
        at = came or (self.paper.id if self.paper is not None else None)
        cursor, above = self.list.cursor, self._above_cursor()
        self.source = PaperSource(self.library, ids)
        row = self.source.row_of(at) if at is not None else None
        cursor = row if row is not None else cursor
        self._show(found, cursor, self.list.top if came else max(cursor - above, 0))

    async def _staying(self, before: Sequence[str], found: Found) -> Sequence[str]:
        """What is found now, with the papers worked on where they stood. There may be many."""
        touched = set(self.touched)

        def there() -> Sequence[str]:
            papers = self.library.papers(list(touched))
            here = {paper.id for paper in papers if not paper.removed_at}
            if found.results.explain is not None:
                # Each star asks for other papers: those one chooses from stay until the next query.
                return unmoved(before, found.results.ids, touched, here)
            return keeping(before, found.results.ids, here)

        return await self.jobs.search(lambda _: there())

    async def look_around(self) -> None:
        """Has anybody else changed the library? Called every moment or two."""
        version = await self.jobs.search(lambda _: self.library.data_version())
        if self.found is not None and version != self.found.version:
            self.index()
            self.catch_up()


def _first_new(before: Sequence[str], now: Sequence[str]) -> str | None:
    known = set(before)
    return next((id for id in now if id not in known), None)
