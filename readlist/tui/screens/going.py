"""The way from paper to paper on the main screen."""

from __future__ import annotations

from functools import partial

from textual import events, on

from readlist.tui.returning import welcome_back
from readlist.tui.screens.layout import LayoutScreen
from readlist.tui.widgets.paper_list import PaperList


class GoingScreen(LayoutScreen):
    """On to the next one, to the next unread one, to one by its id; and back where one was."""

    _greeted = False
    """What there was to say to somebody who came back is being said."""

    @on(PaperList.Opened)
    def _opened(self) -> None:
        self.action_open_page()

    def action_next_paper(self) -> None:
        self.list.cursor += 1

    def action_previous_paper(self) -> None:
        self.list.cursor -= 1

    def action_read_on(self) -> None:
        if not self.is_shown(self.pane):
            self.action_open_page()
        elif self.pane.at_end:
            self.action_next_paper()
        else:
            self.pane.action_page_down()

    def action_read_back(self) -> None:
        if self.is_shown(self.pane) and not self.pane.at_start:
            self.pane.action_page_up()
        else:
            self.action_previous_paper()

    def action_next_unread(self) -> None:
        self.work(partial(self._to_unread, 1), group="unread", exclusive=True)

    def action_previous_unread(self) -> None:
        self.work(partial(self._to_unread, -1), group="unread", exclusive=True)

    async def _to_unread(self, step: int) -> None:
        await self.jobs.written()  # one that was read a moment ago is none of them
        found = await self.jobs.search(
            lambda stop: self.library.search("is:unread", wait=False, stop=stop)
        )
        unread = set(found.ids)
        row = self.list.cursor + step
        while 0 <= row < len(self.source):
            if self.source.ids[row] in unread:
                self.list.cursor = row
                return
            row += step
        self.say(f"No unread paper {'below' if step > 0 else 'above'}", "dim")

    def action_go_to_id(self) -> None:
        from readlist.tui.screens.go_to import GoToScreen

        async def found(id: str | None) -> None:
            if id is not None:
                await self.to_paper(id)

        self.app.push_screen(GoToScreen(self.library.resolve), found)

    async def to_paper(self, id: str) -> None:
        row = self.source.row_of(id)
        if row is None:
            await self.action_go(f"id:{id}")
        else:
            self.to_list()
            self.list.cursor = row

    # Coming back

    def _opened_on(self) -> None:
        self.work(self._greet(), group="greet")

    async def _greet(self) -> None:
        await self.whole.wait()
        unread = self.found.counts.unread if self.found is not None else 0
        queues = self.library.queues.unfinished()
        said = welcome_back(self.remembered.left_at, unread, queues, self.keys.shown("triage"))
        self._greeted = bool(said)
        if queues:
            self.offered_at_start = f"screen.triage({queues[0].number})"
        if said:
            self.hint.tip(said)
        else:
            super()._opened_on()
        if self.library.read_only:
            self.say("This library can only be read: nothing you do to it is kept", "warn")

    def on_key(self, event: events.Key) -> None:
        if self._greeted and event.key not in self.keys["triage"].names:
            self.no_more_greeting()

    async def action_triage(self, number: int | None = None) -> None:
        await super().action_triage(number)
        self.no_more_greeting()

    def no_more_greeting(self) -> None:
        """What was said to somebody who came back goes away."""
        if self._greeted:
            self._greeted, self.offered_at_start = False, ""
            self.hint.tip(())
