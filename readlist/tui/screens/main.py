"""The main screen: how its panes are laid out, what has the focus, and what the keys do there."""

from __future__ import annotations

import shlex
from dataclasses import fields
from typing import TYPE_CHECKING

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Container
from textual.widget import Widget

from readlist.config import Config
from readlist.library import SYNTAX, ImportReport, Library
from readlist.paper import Fields, LinkKind, Paper
from readlist.tui.answers import Found
from readlist.tui.jobs import Jobs
from readlist.tui.keys import Key, KeyTable, Place, bindings
from readlist.tui.screens.finding import LOOK_AROUND, SORTS
from readlist.tui.screens.verbs import VerbScreen
from readlist.tui.widgets.bottom_line import Offer
from readlist.tui.widgets.greeting import Greeting
from readlist.tui.widgets.paper_list import PaperList
from readlist.tui.widgets.reading_pane import ReadingPane
from readlist.tui.widgets.search_line import SearchBox
from readlist.tui.widgets.sidebar import Sidebar

if TYPE_CHECKING:
    from readlist.library import Pasted

WIDE, STACKED = 110, 80
"""From how many columns there are three panes, and from how many the list above the abstract."""
LOW = 14
"""With fewer lines than this there is only room for one pane."""


class MainScreen(VerbScreen):
    """The list, the paper, the lists at the side; search above and keys below."""

    BINDINGS = bindings("main")
    AUTO_FOCUS = "#list"

    _first_key = ""
    """The id of the key that begins a sequence, while the second is awaited."""

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
        self.index()

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
        self._first_key = ""
        self.show_keys()

    def action_next_pane(self, step: int = 1) -> None:
        panes = self._panes()
        if self.focused in panes and len(panes) > 1:
            self._focus(panes[(panes.index(self.focused) + step) % len(panes)])

    def action_previous_pane(self) -> None:
        self.action_next_pane(-1)

    def action_pane_left(self) -> None:
        if self.focused is self.pane:
            self._to_list()
        elif self.focused is self.list:
            if not _shown(self.sidebar):
                self.action_sidebar()
            self._focus(self.sidebar)

    def action_pane_right(self) -> None:
        if self.focused is self.sidebar:
            self._to_list()
        elif self.focused is self.list:
            if _shown(self.pane):
                self._focus(self.pane)
            else:
                self.action_open_page()

    def action_sidebar(self) -> None:
        """Three panes: with or without the lists. Fewer: the lists over the rest."""
        if self.has_class("wide"):
            self.toggle_class("bare")
            self._keep_focus_in_view()
        elif self.has_class("lists"):
            self._to_list()
        else:
            self.remove_class("page")
            self.add_class("lists")
            self._focus(self.sidebar)

    def _to_list(self) -> None:
        """The focus to the list, and nothing in front of it."""
        self.remove_class("page", "lists")
        self._focus(self.list)

    def no_longer_empty(self) -> None:
        self._to_list()

    def action_open_page(self) -> None:
        if self.paper is not None:
            self.remove_class("lists")
            self.add_class("page")
            self._focus(self.pane)

    def action_back(self) -> None:
        """One step back: from the page, to the list, out of the search; never out of the app."""
        if self.alone or self.focused is not self.list:
            self._to_list()
        elif self.box.value:
            at = self.paper.id if self.paper is not None else None
            self.box.put("")
            self.look_for("", keep=at)

    def action_leave(self) -> None:
        """Back; from the first screen, out."""
        if self.alone or self.has_class("lists"):
            self._to_list()
        else:
            self.app.exit()

    @on(PaperList.Opened)
    def _opened(self) -> None:
        self.action_open_page()

    @on(ReadingPane.LinkClicked)
    def _link_clicked(self, event: ReadingPane.LinkClicked) -> None:
        self.open_url(event.url)

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

    def action_search(self) -> None:
        self.remove_class("page", "lists")
        self.bottom.hush()
        self._focus(self.box)
        self.box.cursor_position = len(self.box.value)

    def action_to_list(self) -> None:
        self.settle()
        self._to_list()

    def action_leave_box(self) -> None:
        self._to_list()

    @on(SearchBox.Accepted)
    def _accepted(self, event: SearchBox.Accepted) -> None:
        self.open_query(event.text)

    @on(Sidebar.Chosen)
    def _chosen(self, event: Sidebar.Chosen) -> None:
        self.action_go(event.query)

    def action_go(self, query: str) -> None:
        """Open a list: its query goes into the box, the focus to its papers."""
        self._to_list()
        self.open_query(query)

    def action_go_top(self) -> None:
        if isinstance(self.focused, PaperList | ReadingPane | Sidebar):
            self.focused.action_top()

    def action_sort(self) -> None:
        self.sort = SORTS[(SORTS.index(self.sort) + 1) % len(SORTS)]
        at = self.paper.id if self.paper is not None else None
        self.look_for(self.box.value, keep=at)

    # Sequences of two keys

    def action_begin(self, id: str) -> None:
        """The first of two keys: the bottom line shows what the second can be."""
        self._first_key = id
        self.bottom.hush()
        self.show_keys()

    def on_key(self, event: events.Key) -> None:
        """The second of two keys; any other key just ends the sequence."""
        if not self._first_key:
            return
        event.stop()
        event.prevent_default()
        following = self.keys.after(self._first_key)
        self._first_key = ""
        self.show_keys()
        for key in following:
            if event.key in key.names:
                self.call_next(self.run_action, key.action)

    # What the keys do now

    def show_keys(self) -> None:
        """Bring the bottom line in line with what the keys do here and now."""
        if self._first_key:
            keys = self.keys.after(self._first_key)
            offers = [self._offer(key, self.keys.shown(key.id)[-1:]) for key in keys]
            self.bottom.offer([*offers, Offer("esc", "cancel", "screen.end_sequence")])
            return
        place = self.place
        keys = [key for key in self.keys.at(place) if key.word]
        if self.empty:
            keys = [key for key in keys if key.id in _WHEN_EMPTY]
        if self.alone:
            keys = [key for key in keys if key.id != "open_page"]
        offers = [self._offer(key) for key in keys]
        if self.alone or place == "pane" or self.has_class("lists"):
            offers.append(Offer(self.keys.shown("back"), "back", "screen.back", 97))
        self.bottom.offer(offers)

    def _offer(self, key: Key, shown: str | None = None) -> Offer:
        namespace = "focused" if key.own else "screen"
        word = key.word
        if key.id == "open" and self.paper is not None and not _has_link(self.library, self.paper):
            word = "find"
        label = shown or self.keys.shown(key.id)
        return Offer(label, word, f"{namespace}.{key.action}", key.weight)

    def action_end_sequence(self) -> None:
        self._first_key = ""
        self.show_keys()

    @on(PaperList.Moved)
    def _follow_cursor(self) -> None:
        self.show_keys()

    # The library

    def action_import_papers(self, text: str | None = None, path: str | None = None) -> None:
        from readlist.tui.screens.import_papers import ImportScreen

        self.app.push_screen(ImportScreen(self.library, text, path), self._imported)

    def _imported(self, report: ImportReport | None) -> None:
        if report is None:
            return
        sentences = report.sentences()
        self.say(sentences[0] if sentences else "Nothing was imported", "fg", self._undo_offer())
        if not report.dry_run:
            self.remove_class("empty")
            self._to_list()
            self.open_query("")

    def on_paste(self, event: events.Paste) -> None:
        """A paste into a pane is never keys: it is a reference, a file or a listing."""
        event.stop()
        self._first_key = ""
        self.work(self._take_in(event.text), group="paste", exclusive=True)

    async def _take_in(self, text: str) -> None:
        pasted = await self.jobs.help(lambda: self.library.understand(text))
        if pasted.paths:
            self.action_import_papers(path=shlex.join(str(path) for path in pasted.paths))
        elif pasted.listing is not None:
            self.action_import_papers(text=text)
        elif pasted.reference is not None and self.paper is not None:
            self._offer_to_fill_in(self.paper, pasted)
        else:
            self.say("That paste is no link, id, file or listing; nothing was done", "warn")

    def _offer_to_fill_in(self, paper: Paper, pasted: Pasted) -> None:
        from readlist.tui.screens.confirm import ConfirmScreen

        assert pasted.reference is not None
        news = _news(paper, pasted.reference.fields)
        if not news:
            self.say("This paper has that already", "dim")
            return
        lines = [
            f"{_FIELD_NAMES.get(name, name)}  {_said(old)} → {_said(new)}"
            if old
            else f"{_FIELD_NAMES.get(name, name)}  {_said(new)}"
            for name, (old, new) in news.items()
        ]

        def answered(yes: bool | None) -> None:
            if yes:
                changed = {name: new for name, (_, new) in news.items()}
                self._change(lambda: self.library.edit(paper.id, **changed), paper)

        question = f"Fill in “{paper.title}”?"
        self.app.push_screen(ConfirmScreen(question, "\n".join(lines), "fill in"), answered)

    def action_theme(self) -> None:
        """The other theme, remembered."""
        name = "light" if self.app.theme == "dark" else "dark"
        self.app.theme = name
        self.work(self._remember_theme(name), group="write")

    async def _remember_theme(self, name: str) -> None:
        await self.jobs.write(lambda: self.library.set_setting("theme", name))

    def redraw(self) -> None:
        """Draw everything anew in the colours of another theme."""
        self.list.redraw()
        self.sidebar.redraw()
        self.show_paper()
        self.bottom.refresh()
        if self.found is not None:
            self.catch_up()

    def action_palette(self) -> None:
        from readlist.tui.palette import Palette

        self.app.push_screen(Palette())

    def action_help(self) -> None:
        from readlist.tui.screens.help import HelpScreen, HelpSection

        sections: dict[str, list[tuple[str, str]]] = {}
        for key in self.keys:
            sections.setdefault(key.section, []).append((self.keys.shown_all(key.id), key.text))
        shown = [HelpSection(title, rows) for title, rows in sections.items()]
        shown.append(HelpSection("What a search can say", [(s.example, s.meaning) for s in SYNTAX]))
        self.app.push_screen(HelpScreen(shown))


_PLACES: tuple[tuple[type[Widget], Place], ...] = (
    (PaperList, "list"),
    (ReadingPane, "pane"),
    (Sidebar, "sidebar"),
    (SearchBox, "search"),
)
_WHEN_EMPTY = {"import", "help", "undo", "quit"}
_FIELD_NAMES = {"arxiv_id": "arXiv", "doi": "DOI", "urls": "link"}


def _has_link(library: Library, paper: Paper) -> bool:
    """Does a link lead to the paper itself?"""
    return any(link.kind is LinkKind.PAPER for link in library.links(paper))


def _shown(widget: Widget) -> bool:
    """Is a pane on the screen (whether or not it has been drawn yet)?"""
    return widget.display and widget.styles.display != "none"


def _news(paper: Paper, new: Fields) -> dict[str, tuple[object, object]]:
    """What these fields would change of a paper: by name, what it has and what it would have."""
    news: dict[str, tuple[object, object]] = {}
    for name in (field.name for field in fields(Fields)):
        had, has = getattr(paper, name), getattr(new, name)
        if name == "urls":
            has = (*had, *(url for url in has if url not in had))
        if has and has != had:
            news[name] = (had, has)
    return news


def _said(value: object) -> str:
    return ", ".join(str(part) for part in value) if isinstance(value, tuple) else str(value)
