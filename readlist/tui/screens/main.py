"""The main screen: how its panes are laid out, what has the focus, and what the keys do there."""

from __future__ import annotations

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Container
from textual.widget import Widget

from readlist.config import Config
from readlist.library import Library
from readlist.paper import LinkKind, Paper
from readlist.tui import upkeep
from readlist.tui.answers import Found
from readlist.tui.jobs import Jobs
from readlist.tui.keys import KeyTable, Place, bindings
from readlist.tui.offers import Situation
from readlist.tui.screens.finding import LOOK_AROUND, SORTS
from readlist.tui.screens.looks import LooksScreen
from readlist.tui.screens.merging import MergingScreen
from readlist.tui.widgets.completions import CompletionList
from readlist.tui.widgets.greeting import Greeting
from readlist.tui.widgets.paper_list import PaperList
from readlist.tui.widgets.reading_pane import ReadingPane
from readlist.tui.widgets.search_line import SearchBox
from readlist.tui.widgets.sidebar import Sidebar

WIDE, STACKED = 110, 80
"""From how many columns there are three panes, and from how many the list above the abstract."""
LOW = 14
"""With fewer lines than this there is only room for one pane."""


class MainScreen(MergingScreen, LooksScreen):
    """The list, the paper, the lists at the side; search above and keys below."""

    BINDINGS = bindings("main")
    AUTO_FOCUS = "#list"

    def __init__(
        self,
        library: Library,
        jobs: Jobs,
        config: Config,
        keys: KeyTable,
        first: Found,
        *,
        demo: bool = False,
    ) -> None:
        super().__init__(library, jobs, config, keys, "readlist demo" if demo else "readlist")
        self._first = first

    def compose(self) -> ComposeResult:
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
        self.show_first(self._first)
        self.app.theme_changed_signal.subscribe(self, lambda _: self.redraw())
        self.set_interval(LOOK_AROUND, lambda: self.work(self.look_around(), group="look"))
        self.call_after_refresh(self.index)  # which loads Whoosh: the first rows come before
        self.set_timer(upkeep.SOON, lambda: self.work(upkeep.load_search(self), group="load"))
        self.set_timer(upkeep.IDLE, lambda: self.work(upkeep.verify_index(self), group="verify"))

    # Layout

    def on_resize(self, event: events.Resize) -> None:
        width, height = event.size
        wide = width >= WIDE
        mid = not wide and width >= STACKED and height >= LOW
        self.set_class(wide, "wide")
        self.set_class(mid, "mid")
        self.set_class(not wide and not mid, "slim")
        if wide:
            self.remove_class("lists")
        self._keep_focus_in_view()
        self.show_state()
        self.show_keys()

    @property
    def alone(self) -> bool:
        """Does one paper have the whole window?"""
        return self.has_class("page")

    def _keep_focus_in_view(self) -> None:
        focused = self.focused
        if focused is not None and not isinstance(focused, SearchBox) and not _shown(focused):
            self._focus(self.pane if self.alone else self.list)

    def _focus(self, widget: Widget) -> None:
        self.set_focus(widget, scroll_visible=False)

    def _panes(self) -> list[Widget]:
        return [pane for pane in (self.sidebar, self.list, self.pane) if _shown(pane)]

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

    def action_next_pane(self, step: int = 1) -> None:
        panes = self._panes()
        if self.focused in panes and len(panes) > 1:
            self._focus(panes[(panes.index(self.focused) + step) % len(panes)])

    def action_previous_pane(self) -> None:
        self.action_next_pane(-1)

    def action_pane_left(self) -> None:
        if self.focused is self.pane:
            self.to_list()
        elif self.focused is self.list:
            if not _shown(self.sidebar):
                self.action_sidebar()
            self._focus(self.sidebar)

    def action_pane_right(self) -> None:
        if self.focused is self.sidebar:
            self.to_list()
        elif self.focused is self.list:
            if _shown(self.pane) and len(self.source):
                self._focus(self.pane)
            else:
                self.action_open_page()

    def action_sidebar(self) -> None:
        """Three panes: with or without the lists. Fewer: the lists over the rest."""
        if self.has_class("wide"):
            self.toggle_class("bare")
            self._keep_focus_in_view()
        elif self.has_class("lists"):
            self.to_list()
        else:
            self.remove_class("page")
            self.add_class("lists")
            self._focus(self.sidebar)

    def to_list(self) -> None:
        """The focus to the list, and nothing in front of it."""
        self.remove_class("page", "lists")
        self._focus(self.list)

    def action_open_page(self) -> None:
        if self.paper is not None:
            self.remove_class("lists")
            self.add_class("page")
            self._focus(self.pane)
        elif not len(self.source):
            self.call_next(self.action_take_meant)

    async def action_back(self) -> None:
        """One step back: from the page, to the list, out of the search; never out of the app."""
        if self.alone or self.focused is not self.list:
            self.to_list()
        elif self.merging is not None:
            self.stop_merging()
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

    @on(PaperList.Opened)
    def _opened(self) -> None:
        self.action_open_page()

    # From paper to paper

    def action_next_paper(self) -> None:
        self.list.cursor += 1

    def action_previous_paper(self) -> None:
        self.list.cursor -= 1

    def action_read_on(self) -> None:
        if not _shown(self.pane):
            self.action_open_page()
        elif self.pane.at_end:
            self.action_next_paper()
        else:
            self.pane.action_page_down()

    def action_read_back(self) -> None:
        if _shown(self.pane) and not self.pane.at_start:
            self.pane.action_page_up()
        else:
            self.action_previous_paper()

    def action_next_unread(self) -> None:
        self.work(self._to_unread(1), group="unread", exclusive=True)

    def action_previous_unread(self) -> None:
        self.work(self._to_unread(-1), group="unread", exclusive=True)

    async def _to_unread(self, step: int) -> None:
        found = await self.jobs.search(lambda _: self.library.search("is:unread"))
        unread = set(found.ids)
        row = self.list.cursor + step
        while 0 <= row < len(self.source):
            if self.source.ids[row] in unread:
                self.list.cursor = row
                return
            row += step
        self.say(f"No unread paper {'below' if step > 0 else 'above'}", "dim")

    # Lists and searching

    @on(Sidebar.Chosen)
    async def _chosen(self, event: Sidebar.Chosen) -> None:
        await self.action_go(event.query)

    @on(Sidebar.Entered)
    async def _entered(self, event: Sidebar.Entered) -> None:
        await self.run_action(event.action)

    def action_go_top(self) -> None:
        if isinstance(self.focused, PaperList | ReadingPane | Sidebar):
            self.focused.action_top()

    async def action_sort(self) -> None:
        self.sort = SORTS[(SORTS.index(self.sort) + 1) % len(SORTS)]
        at = self.paper.id if self.paper is not None else None
        await self.answered(self.look_for(self.box.value, keep=at))

    # What the keys do

    @property
    def situation(self) -> Situation:
        links = self.library.links(self.paper) if self.paper is not None else ()
        return Situation(
            self.place,
            empty=self.empty,
            alone=self.alone,
            away=self.alone
            or self.place == "pane"
            or self.has_class("lists")
            or self.origin is not None
            or self.merging is not None,
            linked=any(link.kind is LinkKind.PAPER for link in links),
            savable=self.savable,
            on_saved=self.sidebar.saved is not None,
            on_source=self.sidebar.source is not None,
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


def _shown(widget: Widget) -> bool:
    """Is a pane on the screen (whether or not it has been drawn yet)?"""
    return widget.display and widget.styles.display != "none"
