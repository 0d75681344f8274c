"""Papers opened in a browser, and copied."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on

from readlist import desktop
from readlist.paper import LinkKind, Paper
from readlist.tui.copying import copy
from readlist.tui.page import FINDERS
from readlist.tui.screens.stepping import SteppingScreen
from readlist.tui.widgets.reading_pane import ReadingPane


class OpenScreen(SteppingScreen):
    """Links and copies."""

    def action_open_link(self) -> None:
        """Open the paper's own link; where it has none, a search for its title."""
        paper = self.paper
        if paper is not None:
            what = "" if self._has_link(paper) else f"searched on {FINDERS[self.config.find]}"
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
            copied = await copy(self.app, self.jobs, url)
            said = f"copied by {copied.how}" if copied else "open it yourself"
            self.say(f"No browser here; {said}: {url}")

    def action_copy(self, what: str) -> None:
        if self.hand:
            self.work(self._copy_hand(self.hand, what), group="desktop")

    async def _copy_hand(self, ids: Sequence[str], what: str) -> None:
        await self.jobs.written()  # with the tag given a moment ago
        papers = await self.jobs.help(lambda: self.library.papers(ids))
        if not papers:
            return
        text = "\n".join(self._as_text(paper, what) for paper in papers)
        name = _COPIED.get(what, f"Its {what}")
        if len(papers) > 1:
            name = f"{len(papers):,} papers as {_PLURAL.get(what, what)}"
        elif what == "link" and not self._has_link(papers[0]):
            name = _COPIED["search"]
        await self._copy(text, name)

    def _as_text(self, paper: Paper, what: str) -> str:
        if what == "markdown":
            return self.library.as_markdown(paper)
        if what == "bibtex":
            entry = self.library.export([paper.id], "bibtex", title="", abstracts=False)
            return entry.rstrip("\n")
        if what == "link":
            return self.library.link_to(paper, self.config.find)
        return paper.title if what == "title" else paper.id

    def _has_link(self, paper: Paper) -> bool:
        return any(link.kind is LinkKind.PAPER for link in self.library.links(paper))

    async def _copy(self, text: str, name: str) -> None:
        copied = await copy(self.app, self.jobs, text)
        if copied:
            self.say(f"{name} copied by {copied.how}")
        else:
            self.say("There is no clipboard here: no wl-copy, xclip or tmux was found", "warn")

    def copy_selected(self, text: str) -> None:
        """Copy text that was selected with the mouse, or in a box."""
        self.work(self._copy(text, "What is selected"), group="desktop")


_COPIED = {
    "markdown": "The paper as Markdown",
    "bibtex": "The paper as BibTeX",
    "search": "It has no link; a search for it",
}
_PLURAL = {
    "markdown": "Markdown",
    "bibtex": "BibTeX",
    "link": "links",
    "title": "titles",
    "id": "ids",
}
