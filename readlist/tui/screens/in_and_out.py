"""What comes into the library from the main screen, and what goes out of it."""

from __future__ import annotations

import shlex
from dataclasses import fields
from typing import TYPE_CHECKING

from textual import events, on

from readlist import desktop
from readlist.library import ImportReport, write_file
from readlist.paper import Fields, LinkKind, Paper
from readlist.tui.page import FINDERS
from readlist.tui.screens.verbs import VerbScreen
from readlist.tui.widgets.reading_pane import ReadingPane

if TYPE_CHECKING:
    from readlist.library import Pasted
    from readlist.tui.screens.export import ExportChoice


class InOutScreen(VerbScreen):
    """Imports and pastes; links, copies and exports."""

    # In

    def action_import_papers(self, text: str | None = None, path: str | None = None) -> None:
        from readlist.tui.screens.import_papers import ImportScreen

        self.app.push_screen(ImportScreen(self.library, text, path), self._imported)

    async def _imported(self, report: ImportReport | None) -> None:
        if report is None:
            return
        sentences = report.sentences()
        self.say(sentences[0] if sentences else "Nothing was imported", "fg", self._undo_offer())
        if not report.dry_run:
            self.remove_class("empty")
            self.to_list()
            await self.open_query("")

    def on_paste(self, event: events.Paste) -> None:
        """A paste into a pane is never keys: it is a reference, a file or a listing."""
        event.stop()
        self.work(self._take_in(event.text), group="paste", exclusive=True)

    async def _take_in(self, text: str) -> None:
        pasted = await self.jobs.help(lambda: self.library.understand(text))
        if pasted.paths:
            self.action_import_papers(path=shlex.join(str(path) for path in pasted.paths))
        elif pasted.listing is not None:
            self.action_import_papers(text=text)
        elif pasted.reference is not None and self.paper is not None:
            self._offer_to_fill_in(self.paper, pasted)
        elif len([line for line in text.splitlines() if line.strip()]) > 1:
            self.action_import_papers(text=text)  # which says why it is no listing, and what to do
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
            f"{_FIELD_NAMES.get(name, name):<9}{_said(old)} → {_said(new)}"
            if old
            else f"{_FIELD_NAMES.get(name, name):<9}{_said(new)}"
            for name, (old, new) in news.items()
        ]

        def answered(yes: bool | None) -> None:
            if yes:
                changed = {name: new for name, (_, new) in news.items()}
                self._change(lambda: self.library.edit(paper.id, **changed), paper)

        question = f"Fill in “{paper.title}”?"
        self.app.push_screen(ConfirmScreen(question, "\n".join(lines), "fill in"), answered)

    # Out

    def action_open_link(self) -> None:
        """Open the paper's own link; where it has none, a search for its title."""
        paper = self.paper
        if paper is not None:
            own = any(link.kind is LinkKind.PAPER for link in self.library.links(paper))
            what = "" if own else f"searched on {FINDERS[self.config.find]}"
            self.open_url(self.library.link_to(paper, self.config.find), what)

    @on(ReadingPane.LinkClicked)
    def _link_clicked(self, event: ReadingPane.LinkClicked) -> None:
        self.open_url(event.url)

    def action_links(self) -> None:
        from readlist.tui.screens.links import LinkScreen

        paper = self.paper
        if paper is None:
            return
        find = self.library.find_url(paper, self.config.find)

        def chosen(url: str | None) -> None:
            if url is not None:
                self.open_url(url)

        self.app.push_screen(LinkScreen(self.library.links(paper), find), chosen)

    def open_url(self, url: str, what: str = "") -> None:
        self.work(self._open_url(url, what), group="desktop")

    async def _open_url(self, url: str, what: str) -> None:
        self.say(f"Opening {url}", "dim")
        opened = await self.jobs.help(lambda: desktop.open_url(url))
        if opened:
            self.say(f"Handed to {opened.how}{', ' + what if what else ''}: {url}")
        else:
            copied = await self.jobs.help(lambda: desktop.copy(url, self._to_terminal))
            said = f"copied by {copied.how}" if copied else "open it yourself"
            self.say(f"No browser here; {said}: {url}")

    def action_copy(self, what: str) -> None:
        paper = self.paper
        if paper is None:
            return
        text = {
            "markdown": lambda: self.library.as_markdown(paper),
            "link": lambda: self.library.link_to(paper, self.config.find),
            "title": lambda: paper.title,
            "id": lambda: paper.id,
        }[what]()
        kinds = {link.kind for link in self.library.links(paper)}
        found = what == "link" and LinkKind.PAPER not in kinds
        self.work(self._copy(text, "search" if found else what), group="desktop")

    async def _copy(self, text: str, what: str) -> None:
        copied = await self.jobs.help(lambda: desktop.copy(text, self._to_terminal))
        name = _COPIED.get(what, f"Its {what}")
        if copied:
            self.say(f"{name} copied by {copied.how}")
        else:
            self.say("There is no clipboard here: no wl-copy, xclip or tmux was found", "warn")

    def copy_selected(self, text: str) -> None:
        """Copy text that was selected with the mouse, or in a box."""
        self.work(self._copy(text, "selection"), group="desktop")

    def _to_terminal(self, sequence: str) -> None:
        """Write an escape sequence between two frames of the screen."""
        driver = self.app._driver
        if driver is not None:
            self.app.call_from_thread(driver.write, sequence)

    def action_export(self) -> None:
        from readlist.tui.screens.export import ExportScreen

        if not len(self.source) or self.found is None:
            self.say("There is nothing here to export", "dim")
            return
        name = _file_name(self.found.text)

        def export(choice: ExportChoice | None) -> None:
            if choice is not None:
                self.work(self._export(choice, list(self.source.ids), name), group="desktop")

        formats = self.library.export_formats()
        self.app.push_screen(ExportScreen(f"{name}.md", formats, len(self.source)), export)

    async def _export(self, choice: ExportChoice, ids: list[str], title: str) -> None:
        def write() -> None:
            text = self.library.export(ids, choice.format, title=title, abstracts=choice.abstracts)
            write_file(choice.path, text)

        await self.jobs.help(write)
        count = f"{len(ids):,} paper{'' if len(ids) == 1 else 's'}"
        self.say(f"Wrote {count} to {choice.path}")


_COPIED = {
    "markdown": "The paper as Markdown",
    "search": "It has no link; a search for it",
    "selection": "What is selected",
}
_FIELD_NAMES = {"arxiv_id": "arXiv", "doi": "DOI", "urls": "link"}


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


def _file_name(query: str) -> str:
    """What to call an export of a query: ``starred`` for ``is:starred``."""
    words = query.replace("is:", "").replace("tag:", "").replace("source:", "")
    name = "-".join("".join(c if c.isalnum() or c in "._" else " " for c in words).split())
    return name[:60] or "papers"
