"""What comes into the library from the main screen, and what goes out of it."""

from __future__ import annotations

import shlex
from dataclasses import fields
from difflib import SequenceMatcher
from functools import partial
from typing import TYPE_CHECKING

from textual import events

from readlist.paper import Fields, Paper
from readlist.tui.exporting import export_papers, file_name
from readlist.tui.keys import NEXT
from readlist.tui.screens.arranging import ArrangingScreen

if TYPE_CHECKING:
    from readlist.library import ImportReport

_SAME_TITLE = 0.8
"""How much alike two titles of one paper are at least: as where records are matched."""


class InOutScreen(ArrangingScreen):
    """Imports and pastes; exports."""

    # In

    def action_import_papers(self, text: str | None = None, path: str | None = None) -> None:
        from readlist.tui.screens.import_papers import ImportScreen

        screen = ImportScreen(self.library, text, path)

        async def left(report: ImportReport | None) -> None:
            await self._imported(report)
            if report is not None and screen.to_triage:
                self.triage_import(report)

        self.app.push_screen(screen, left)

    def triage_import(self, report: ImportReport) -> None:
        """Go through what was imported, one by one."""
        raise NotImplementedError

    async def _imported(self, report: ImportReport | None) -> None:
        if report is None:
            return
        sentences = report.sentences()
        self.say(sentences[0] if sentences else "Nothing was imported", "fg", self.undo_offer())
        if not report.dry_run:
            self.remove_class("empty")
            self.to_list()
            await self.open_query("")
            self.is_moment("imported")

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
        elif pasted.reference is not None and self.paper is not None:
            self._fill_in(self.paper, pasted.reference.fields, text)
        elif len([line for line in text.splitlines() if line.strip()]) > 1:
            self.action_import_papers(text=text)  # which says why it is no listing, and what to do
        else:
            self.say("That paste is no link, id, file or listing; nothing was done", "warn")

    def _fill_in(self, paper: Paper, new: Fields, text: str) -> None:
        """Give the paper in hand what a pasted reference says of it; one of another is imported."""
        news = _news(paper, new)
        if _is_another(paper, new):
            self.action_import_papers(text=text)
        elif news:
            self.change(lambda: self.library.edit(paper.id, **news), [paper.id])
        else:
            self.say("This paper has that already", "dim")

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


def _news(paper: Paper, new: Fields) -> dict[str, object]:
    """What these fields would change of a paper, by name."""
    news: dict[str, object] = {}
    for name in (field.name for field in fields(Fields)):
        had, has = getattr(paper, name), getattr(new, name)
        if name == "urls":
            has = (*had, *(url for url in has if url not in had))
        if has and has != had:
            news[name] = has
    return news


def _is_another(paper: Paper, new: Fields) -> bool:
    """Do these fields speak of another paper: another id, or another title?"""
    for had, has in ((paper.arxiv_id, new.arxiv_id), (paper.doi, new.doi)):
        if had and has:
            return had != has
    if not new.title or paper.title_derived:
        return False
    one, other = (_letters(title) for title in (paper.title, new.title))
    return SequenceMatcher(None, one, other, False).ratio() < _SAME_TITLE


def _letters(title: str) -> str:
    return "".join(character for character in title.casefold() if character.isalnum())
