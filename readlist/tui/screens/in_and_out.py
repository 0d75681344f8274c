"""What comes into the library from the main screen, and what goes out of it."""

from __future__ import annotations

import asyncio
import shlex
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from textual import events

from readlist.config import Config
from readlist.errors import AmbiguousPaper, ReadlistError, UnknownPaper
from readlist.library import Library
from readlist.paper import Fields, Paper
from readlist.tui.exporting import export_papers, file_name
from readlist.tui.incoming import WATCHED, Import, Incoming
from readlist.tui.jobs import Jobs
from readlist.tui.keys import NEXT, KeyTable
from readlist.tui.screens.arranging import ArrangingScreen
from readlist.tui.widgets.bottom_line import Offer

if TYPE_CHECKING:
    from readlist.library import ImportReport

_FOLLOWING = "import"
_ROOM = 76
"""Columns from which there is room for the key that stops an import."""


class InOutScreen(ArrangingScreen):
    """Imports and pastes; exports."""

    def __init__(
        self, library: Library, jobs: Jobs, config: Config, keys: KeyTable, brand: str
    ) -> None:
        super().__init__(library, jobs, config, keys, brand)
        self.incoming = Incoming(library, jobs)

    # In

    def action_import_papers(self, text: str | None = None, path: str | None = None) -> None:
        from readlist.tui.screens.import_papers import ImportScreen

        screen = ImportScreen(self.library, self.incoming, text, path)
        self.workers.cancel_group(self, _FOLLOWING)  # the page tells it now

        async def left(report: ImportReport | None) -> None:
            if self.incoming.current is not None:
                self.work(partial(self._follow, self.incoming.current), group=_FOLLOWING)
            await self._imported(report)
            if screen.to_add is not None:
                self.action_add(screen.to_add)
            if report is not None and screen.to_triage:
                self.triage_import(report)

        self.app.push_screen(screen, left)

    def action_add(self, known: Fields | None = None, wrong: str = "") -> None:
        """Add one paper by hand; `known`: what is to be filled in already."""
        from readlist.tui.screens.add import AddScreen

        def typed(fields: dict[str, Any] | None) -> None:
            if fields:
                self.work(partial(self._add, fields), group="write")

        self.app.push_screen(AddScreen(known, wrong), typed)

    async def _add(self, fields: dict[str, Any]) -> None:
        try:
            added = await self.jobs.write(lambda: self.library.add(**fields))
        except ReadlistError as error:
            self.action_add(Fields(**fields), str(error))  # nothing that was typed is lost
            return
        self.remove_class("empty")
        self.to_list()
        await self.open_query("", keep=added.id)
        self.say(added.message, "fg", *([self.undo_offer()] if added.changed else []))

    async def _follow(self, going_on: Import) -> None:
        """Say how far an import is that was left, and what came of it once that can be seen."""

        def look() -> None:
            said = f"import: {going_on.words(named=False)}"
            if self.size.width >= _ROOM and not going_on.stopping:
                said += f" · {self.keys.shown('stop_import')} stops"
            self.bottom.work(said)

        look()
        timer = self.set_interval(WATCHED, look)
        try:
            await going_on.ended()
        finally:
            timer.stop()
            self.bottom.work("")
        self.all_changed()
        while not self.is_current:
            await asyncio.sleep(WATCHED)
        self._tell_of(going_on)

    def _tell_of(self, ended: Import) -> None:
        report = ended.report
        if ended.came and report is not None:
            self.incoming.seen()
            self._say_imported(report)
        elif ended.taken_out or (report is not None and not report.failed):
            self.incoming.seen()
            self.say("The import was stopped; nothing of it is in the library", "dim")
        else:
            from readlist.tui.screens.import_report import problems

            why = ended.error or " · ".join(problems(report) if report is not None else ())
            again = Offer(self.keys.shown("import"), "looks", "screen.import_papers")
            self.say(f"Not imported: {why}", "warn", again)

    def action_stop_import(self) -> None:
        if self.incoming.current is not None and self.incoming.going_on:
            self.incoming.current.stop()
        else:
            self.say("No import is going on", "dim")

    def stepped(self) -> None:
        """As ever; but what comes new into the list while an import goes on, it brings."""
        super().stepped()
        self._follows = self._follows and not self.incoming.going_on

    def index(self) -> None:
        """An import makes searchable what it brings all at once, at its end: that is quicker."""
        if not self.incoming.going_on:
            super().index()

    def triage_import(self, report: ImportReport) -> None:
        """Go through what was imported, one by one."""
        raise NotImplementedError

    async def _imported(self, report: ImportReport | None) -> None:
        if report is None:
            return
        self._say_imported(report)
        if not report.dry_run:
            self.remove_class("empty")
            self.to_list()
            await self.open_query("")
            self.is_moment("imported")

    def _say_imported(self, report: ImportReport) -> None:
        came = [file for file in report.files if file.error is None]
        if len(came) == 1:  # by its name: there is no room for the way to it
            said = replace(came[0], name=came[0].source or came[0].name).sentence()
        else:
            said = report.sentences()[-1] if came else "Nothing was imported"
        self.say(said, "fg", *([self.undo_offer(report.step)] if report.step is not None else []))

    def on_paste(self, event: events.Paste) -> None:
        """A paste into a pane is never keys: it is a reference, a file or a listing."""
        event.stop()
        self.work(partial(self._take_in, event.text), group="paste", exclusive=True)

    async def _take_in(self, text: str) -> None:
        pasted = await self.jobs.help(lambda: self.library.understand(text))
        if pasted.paths:
            self.action_import_papers(path=shlex.join(str(path) for path in pasted.paths))
        elif pasted.listing is not None:
            self.action_import_papers(text=text)
        elif pasted.paper is not None:
            self.action_add(pasted.paper)
        elif pasted.reference is not None:
            await self._take_reference(pasted.reference.fields, text)
        elif len([line for line in text.splitlines() if line.strip()]) > 1:
            self.action_import_papers(text=text)  # which says why it is no listing, and what to do
        else:
            self.say("That paste is no link, id, file or listing; nothing was done", "warn")

    async def _take_reference(self, new: Fields, text: str) -> None:
        """Go to the paper that a reference names. It fills in the one in hand only if it has an id
        or the title of that; else it is asked what it is for, or imported if it is of another.
        """
        from readlist.tui.screens import pasted

        await self.jobs.written()  # what was filled in just before is known
        paper = self.paper
        named = self._named(new)
        if paper is not None and (named == paper.id or pasted.has_its_id(paper, new)):
            self._fill_in(paper, new)
        elif named is not None:
            await self.to_paper(named)
            self.say("That is this paper; pasted here, it fills in what is missing", "dim")
        elif paper is None or pasted.is_another(paper, new):
            self.action_import_papers(text=text)
        elif pasted.has_its_title(paper, new) or not pasted.news(paper, new):
            self._fill_in(paper, new)
        else:
            self._ask_what_for(paper, new, text)

    def _named(self, new: Fields) -> str | None:
        """The one paper here that has an id of these fields."""
        for name in filter(None, (new.arxiv_id, new.doi)):
            with suppress(UnknownPaper, AmbiguousPaper):
                return self.library.resolve(name)
        return None

    def _ask_what_for(self, paper: Paper, new: Fields, text: str) -> None:
        from readlist.tui.screens.pasted import PastedScreen, news

        def chosen(fill_in: bool | None) -> None:
            if fill_in:
                self._fill_in(paper, new)
            elif fill_in is not None:
                self.action_import_papers(text=text)

        self.app.push_screen(PastedScreen(text, paper, list(news(paper, new))), chosen)

    def _fill_in(self, paper: Paper, new: Fields) -> None:
        from readlist.tui.screens.pasted import news

        found = news(paper, new)
        if found:
            self.change(lambda: self.library.edit(paper.id, **found), [paper.id])
        else:
            self.say("This paper has that already", "dim")

    async def to_paper(self, id: str) -> None:
        """Take a paper into hand: in this list if it is there, else in one of its own."""
        raise NotImplementedError

    # Out

    async def action_export(self) -> None:
        """Export what is selected, else the list; at the side, the list under the cursor."""
        item = self.sidebar.in_hand
        if item is not None and item.query is not None:
            query, view = item.query, self.view
            await self.jobs.written()
            found = await self.jobs.search(lambda _: self.library.search(query, view=view))
            ids, title = (
                list(found.ids),
                item.label.lower() if item.saved or query == NEXT else query,
            )
        else:
            ids, title = list(self.selection or self.source.ids), self.box.value
        if ids:
            export_papers(self, ids, file_name(title))
        else:
            self.say("There is nothing here to export", "dim")
