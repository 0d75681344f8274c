"""The search box on the main screen: what is typed, offered, taken, run, and searched again."""

from __future__ import annotations

from textual import events, on
from textual.widgets import Input

from readlist.tui.screens.finding import TYPING_PAUSE
from readlist.tui.screens.saved import SavedScreen
from readlist.tui.widgets.completions import CompletionList
from readlist.tui.widgets.search_line import SearchBox


class SearchingScreen(SavedScreen):
    """What the keys of the search box do."""

    _by_hand = False
    """The query in the box was made in the box, and not run yet."""

    @property
    def drop(self) -> CompletionList:
        return self.query_one(CompletionList)

    # What is in the box

    @on(Input.Changed, "#search")
    def _typed(self, event: Input.Changed) -> None:
        self._by_hand = True
        self.look_for(event.value, typing=True, pause=TYPING_PAUSE)

    @on(SearchBox.Chosen)
    async def _chose(self, event: SearchBox.Chosen) -> None:
        self._by_hand = True
        await self.answered(self.look_for(event.text, typing=not event.whole))

    @on(SearchBox.Offered)
    def _offered(self) -> None:
        box = self.box
        self.hint.visible = not box.open
        self.drop.show(box.completions if box.open else (), box.at, box.column)

    @on(CompletionList.Clicked)
    def _clicked(self, event: CompletionList.Clicked) -> None:
        self.box.take(event.index)
        self.set_focus(self.box, scroll_visible=False)

    # What the keys do

    def action_search(self) -> None:
        self.remove_class("page", "lists")
        self.show_state()
        self.bottom.hush()
        self.set_focus(self.box, scroll_visible=False)
        self.box.select_all()  # a new search replaces the old one; End goes on with it

    async def action_to_list(self) -> None:
        by_hand, self._by_hand = self._by_hand, False
        self.to_list()
        await self.settle()
        if by_hand:
            self._remember()

    async def action_leave_box(self) -> None:
        if self.box.shut():
            return
        by_hand, self._by_hand = self._by_hand, False
        self.to_list()
        if self.found is None or self.found.text != self.box.value:
            await self.answered(self.look_for(self.box.value, typing=True))
        if by_hand and len(self.source):
            self._remember()

    async def action_accept(self) -> None:
        await self._offer_is_in()
        self.box.accept()

    async def action_complete(self) -> None:
        await self._offer_is_in()
        self.box.complete()

    async def action_choose(self, step: int) -> None:
        await self._offer_is_in()
        self.box.choose(step)

    async def _offer_is_in(self) -> None:
        """Who types fast and then asks for the rest of the word means the word just typed."""
        if self._asking is not None and self.box.at_end and not self.box.completions:
            await self.answered(self._asking)

    def action_below(self, step: int) -> None:
        """What is below the box: the completions, if they are listed, else the papers."""
        if self.box.open:
            self.box.choose(step)
        else:
            self.list.cursor += step

    async def action_go(self, query: str) -> None:
        """Open a list: its query goes into the box, the focus to its papers."""
        self._by_hand = False
        self.to_list()
        await self.open_query(query)

    def open_step(self, number: int, paper: str | None) -> None:
        """The papers that a step of the history touched; the cursor on the one chosen there."""
        self._by_hand = False
        self.to_list()
        self.work(self.open_query(f"step:{number}", keep=paper), group="open")

    async def action_take_meant(self) -> None:
        """What was rather meant, where nothing was found."""
        if self.found is not None and self.found.results.suggestion is not None:
            await self.open_query(self.found.results.suggestion)
            self._remember()

    # Searching again

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Left with the mouse."""
        if event.widget is self.box and self._by_hand and len(self.source):
            self._by_hand = False
            self._remember()

    def _remember(self) -> None:
        """Keep the query in the box among those that can be searched again."""
        text = self.box.value.strip()
        slip = self.found is not None and self.found.results.suggestion and not len(self.source)
        if text and not text.endswith(":") and not slip:
            self.work(self._keep(text), group="write")

    async def _keep(self, text: str) -> None:
        await self.jobs.write(lambda: self.library.searches.remember(text))

    async def action_recent(self) -> None:
        from readlist.tui.screens.recent import RecentScreen

        await self.jobs.written()  # the last one may have been run a moment ago
        queries = self.library.searches.recent()
        if queries:
            self.app.push_screen(RecentScreen(queries), self._again_asked)
        else:
            self.say("No search to repeat yet", "dim")

    async def _again_asked(self, query: str | None) -> None:
        if query is not None:
            self.box.put(query)
            self.to_list()
            # As if it were typed again: its last word may have been only begun.
            await self.answered(self.look_for(query, typing=True))
            await self.settle()
            self._remember()
