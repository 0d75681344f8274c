"""The main screen: what is on it, what has the focus, and the way from paper to paper."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Container
from textual.widget import Widget

from readlist.config import Config
from readlist.library import Library
from readlist.paper import LinkKind, Paper
from readlist.tui import upkeep
from readlist.tui.answers import Opening
from readlist.tui.jobs import Jobs
from readlist.tui.keys import KeyTable, Place, bindings
from readlist.tui.offers import Situation
from readlist.tui.screens.finding import LOOK_AROUND
from readlist.tui.screens.going import GoingScreen
from readlist.tui.screens.looks import LooksScreen
from readlist.tui.widgets.completions import CompletionList
from readlist.tui.widgets.greeting import Greeting
from readlist.tui.widgets.paper_list import PaperList
from readlist.tui.widgets.reading_pane import ReadingPane
from readlist.tui.widgets.search_line import SearchBox
from readlist.tui.widgets.sidebar import Sidebar


class MainScreen(GoingScreen, LooksScreen):
    """The list, the paper, the lists at the side; search above and keys below."""

    BINDINGS = bindings("main")
    AUTO_FOCUS = "#list"
    MOMENT = "list"

    def __init__(
        self,
        library: Library,
        jobs: Jobs,
        config: Config,
        keys: KeyTable,
        first: Opening,
        *,
        demo: bool = False,
    ) -> None:
        about = " demo" if demo else " read-only" if library.read_only else ""
        super().__init__(library, jobs, config, keys, f"readlist{about}")
        self._first = first

    def compose(self) -> ComposeResult:
        self.arrange_for(self.app.size)  # before there is anything to be styled anew for it
        yield self.search_line
        yield self.hint
        yield CompletionList()
        with Container(id="panes"):
            yield self.sidebar
            yield self.list
            yield self.pane
            yield Greeting(self.keys, id="greeting")
        yield self.bottom

    def on_mount(self) -> None:
        self.fit(self.app.size)  # now, and not only after a first layout that nobody wants
        self.show_first(self._first, self.remembered.paper, self.remembered.above)
        self.app.theme_changed_signal.subscribe(self, lambda _: self.redraw())
        self.set_interval(LOOK_AROUND, lambda: self.work(self.look_around(), group="look"))
        self.set_interval(LOOK_AROUND, self.tell_unheard)
        self.set_timer(upkeep.SOON, lambda: self.work(upkeep.load_search(self), group="load"))
        self.set_timer(upkeep.IDLE, lambda: self.work(upkeep.verify_index(self), group="verify"))

    def tell_unheard(self) -> None:
        """What failed behind a page that has been left is said here."""
        while self.jobs.unheard:
            self.warn(self.jobs.unheard.pop(0))

    # Focus

    @property
    def place(self) -> Place:
        """What has the focus, as the key table calls it."""
        for kind, place in _PLACES:
            if isinstance(self.focused, kind):
                return place
        return "main"

    def on_descendant_focus(self) -> None:
        self.first_key = ""
        self.show_keys()

    async def action_back(self) -> None:
        """One step back: from the page, to the list, out of the search; never out of the app."""
        if self.pane.drop_sentence():
            self.show_keys()
        elif self.alone or self.focused is not self.list:
            self.to_list()
        elif self.merging is not None:
            self.stop_merging()
        elif self.selected:
            self.select(())
        elif self.origin is not None:
            await self.to_origin(self.origin)
        elif self.box.value:
            await self.open_query("", keep=self.paper.id if self.paper is not None else None)

    def action_leave(self) -> None:
        """Back; from the first screen, out."""
        if self.alone or self.has_class("lists"):
            self.to_list()
        else:
            self.app.exit()

    # Lists and searching

    @on(Sidebar.Chosen)
    async def _chosen(self, event: Sidebar.Chosen) -> None:
        await self.action_go(event.query)

    @on(Sidebar.Entered)
    async def _entered(self, event: Sidebar.Entered) -> None:
        await self.run_action(event.action)

    def show_tip(self, parts: Sequence[tuple[str, bool]]) -> None:
        self.hint.tip(parts)

    # What the keys do

    @property
    def situation(self) -> Situation:
        links = self.library.links(self.paper) if self.paper is not None else ()
        return Situation(
            self.place,
            empty=self.empty,
            bare=self.paper is None,
            alone=self.alone,
            away=self.alone
            or self.place == "pane"
            or self.pane.sentence is not None
            or self.has_class("lists")
            or self.origin is not None
            or self.merging is not None
            or bool(self.selected),
            selected=bool(self.selected) and self.focused is self.list,
            linked=any(link.kind is LinkKind.PAPER for link in links),
            sentence=self.pane.sentence is not None,
            savable=self.savable,
            on_saved=self.sidebar.saved is not None,
            on_tag=self.sidebar.tag is not None,
            on_source=self.sidebar.source is not None,
            on_queue=self.sidebar.queue is not None,
            offered=self.box.offered is not None,
            choices=self.box.choices,
            listed=self.box.open,
        )

    def watch_merging(self, before: Paper | None, now: Paper | None) -> None:
        super().watch_merging(before, now)
        self.show_keys()

    @on(SearchBox.Offered)
    @on(PaperList.Moved)
    @on(Sidebar.Moved)
    def _follow_cursor(self) -> None:
        self.show_keys()

    # The library

    def redraw(self) -> None:
        """Draw everything anew in the colours of another theme."""
        self.list.redraw()
        self.sidebar.redraw()
        self.show_paper()
        self.bottom.refresh()
        if self.found is not None:
            self.catch_up()


_PLACES: tuple[tuple[type[Widget], Place], ...] = (
    (PaperList, "list"),
    (ReadingPane, "pane"),
    (Sidebar, "sidebar"),
    (SearchBox, "search"),
)
