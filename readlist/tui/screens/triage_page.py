"""The page of triage: how a queue's paper in hand is laid out.

Everything has its place on it, whatever the paper: only the text is another.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from typing import Final

from textual import events
from textual.app import ComposeResult
from textual.containers import Container, Vertical

from readlist.config import Config
from readlist.library import Library
from readlist.library.queues import order_name
from readlist.library.triage import Triage
from readlist.paper import Paper
from readlist.tui.jobs import Jobs, StopToken
from readlist.tui.keys import KeyTable
from readlist.tui.page import Reader
from readlist.tui.rows import shown_title
from readlist.tui.screens.triage_keys import TriageKeys
from readlist.tui.theme import ink
from readlist.tui.widgets.reading_pane import ReadingPane
from readlist.tui.widgets.triage_parts import (
    Card,
    Heading,
    Like,
    Marks,
    Progress,
    time_left,
)

MEASURE: Final = 66
"""Columns the text has at most: abstract after abstract, less than elsewhere."""
AIRY: Final = 46
"""Lines from which there is more space around the page."""
HIGH: Final = 52
"""Lines from which the text may be longer, so that nearly every abstract is whole."""
LIKE_PAUSE: Final = 0.1
"""Seconds to wait for the next key before looking for what a paper is like."""
AHEAD: Final = 4
"""So many papers are at hand before they are wanted."""
MOST_AT_HAND: Final = 200
"""So many are at hand in all."""


class TriagePage(TriageKeys):
    """Shows where one is in a queue."""

    AUTO_FOCUS = "#pane"
    DEFAULT_CSS = """
    TriagePage { background: $bg; color: $fg; layout: vertical; layers: default above; }
    TriagePage Heading { height: 1; padding: 0 1; background: $panel; }
    TriagePage #sheet { height: 1fr; margin-bottom: 1; align-horizontal: center; }
    TriagePage #column { width: 71; max-width: 100%; height: 100%; }
    TriagePage Progress, TriagePage Like, TriagePage KeyRows { display: none; }
    TriagePage Progress { margin-right: 1; }
    TriagePage Marks { height: 1; padding: 0 2; }
    TriagePage #pane, TriagePage Card { height: 1fr; padding: 0; }
    TriagePage Card, TriagePage.end #pane, TriagePage.end Like { display: none; }
    TriagePage.end Card { display: block; }
    TriagePage.small Marks { padding: 0 1; }
    TriagePage.tall #sheet { margin-bottom: 2; }
    TriagePage.tall Marks { height: 2; padding: 1 2 0 2; }
    TriagePage.tall Card { padding: 1 0 0 0; }
    TriagePage.tall #column { padding: 1 0 0 0; }
    TriagePage.airy #column { padding: 2 0 0 0; }
    TriagePage.tall #pane, TriagePage.tall Card { max-height: 32; }
    TriagePage.high #pane, TriagePage.high Card { max-height: 40; }
    TriagePage.tall Progress, TriagePage.tall Like { display: block; height: 1; }
    TriagePage.tall Like, TriagePage.tall KeyRows { padding: 0 2; }
    TriagePage.tall KeyRows { display: block; height: 2; margin-top: 1; }
    TriagePage.airy Like { margin-top: 1; }
    """

    def __init__(
        self, library: Library, jobs: Jobs, config: Config, keys: KeyTable, triage: Triage
    ) -> None:
        super().__init__(library, jobs, config, keys, triage)
        self.pane = ReadingPane(id="pane", measure=MEASURE)
        self.heading = Heading()
        self.progress = Progress()
        self.marks = Marks()
        self.like = Like()
        self.card = Card()
        self.papers_at_hand: dict[str, Paper] = {}
        self.likes: dict[str, str] = {}
        self.shown_at = time.monotonic()

    def compose(self) -> ComposeResult:
        yield self.heading
        with Container(id="sheet"), Vertical(id="column"):
            yield self.progress
            yield self.marks
            yield self.pane
            yield self.card
            yield self.like
            yield self.key_rows
        yield self.bottom

    def on_mount(self) -> None:
        self.app.theme_changed_signal.subscribe(self, lambda _: self.redraw())
        self.show_triage()

    def on_resize(self, event: events.Resize) -> None:
        width, height = event.size
        self.set_class(self.tall, "tall")
        self.set_class(self.tall and height >= AIRY, "airy")
        self.set_class(height >= HIGH, "high")
        self.set_class(width < 44, "small")
        self.show_keys()

    # The paper

    @property
    def paper(self) -> Paper | None:
        """The paper in hand."""
        paper_id = self.triage.paper
        if paper_id is None:
            return None
        if paper_id not in self.papers_at_hand:
            self.look_up([paper_id])
        return self.papers_at_hand.get(paper_id)

    def look_up(self, ids: Sequence[str]) -> None:
        self.papers_at_hand.update((paper.id, paper) for paper in self.library.papers(ids))

    def fetch(self) -> None:
        """Have the next papers at hand, and let go of those long past."""
        ahead = self.triage.ahead(AHEAD)
        if len(self.papers_at_hand) > MOST_AT_HAND:
            self.papers_at_hand.clear()
            self.likes.clear()
        self.look_up([each for each in ahead if each not in self.papers_at_hand])

    # Showing

    def show_triage(self) -> None:
        """Show where one is, from the top of the paper."""
        self.set_class(self.triage.at_end, "end")
        if self.triage.at_end:
            self.card.show(self.triage, self.library.queues.figures(self.triage))
            self.set_focus(self.card)
        elif self.focused is not self.pane:
            self.set_focus(self.pane)
        self.shown_at = time.monotonic()
        self.show_paper()
        self.call_after_refresh(self.fetch)
        self.work(self._find_likes, group="like", exclusive=True)

    def show_paper(self) -> None:
        """Bring the page in line with the paper in hand."""
        paper = self.paper
        links = self.library.links(paper) if paper is not None else ()
        self.pane.show(paper, links, self.reader())
        decision = self.triage.decision(paper.id) if paper is not None else None
        self.marks.show(paper, decision)
        self.like.title = self.likes.get(paper.id, "") if paper is not None else ""
        self._show_state()
        self.show_keys()

    def _show_state(self) -> None:
        triage = self.triage
        self.heading.left = (triage.name, order_name(triage.sort))
        if triage.at_end:
            parts = ["done" if triage.place.finished else f"{triage.later:,} put off"]
        else:
            again = " put off" if triage.round > 1 else ""
            parts = [f"{triage.at:,} of {triage.total:,}{again}"]
        if triage.starred:
            parts.append(f"{len(triage.starred):,} starred")
        if triage.seconds_left is not None:
            parts.append(time_left(triage.seconds_left))
        self.heading.parts = tuple(parts)
        self.progress.share = (triage.total - triage.left) / triage.total if triage.total else 1.0

    def reader(self) -> Reader:
        """How the paper in hand is laid out now."""
        return Reader(
            ink(self.app.theme),
            mine=self.library.word_matcher(),
            open_key=self.keys.shown("open"),
            finder=self.config.find,
            marks=False,
        )

    async def _find_likes(self) -> None:
        """For this paper and the next, the nearest one that is starred."""
        await asyncio.sleep(LIKE_PAUSE)
        for paper_id in self.triage.ahead(1):
            if paper_id not in self.likes:
                self.likes[paper_id] = await self._nearest_starred(paper_id)
                if paper_id == self.triage.paper:
                    self.like.title = self.likes[paper_id]

    async def _nearest_starred(self, paper_id: str) -> str:
        def find(stop: StopToken) -> str:
            query = f"similar:{paper_id} is:starred"
            found = self.library.search(query, limit=1, wait=False, stop=stop)
            papers = self.library.papers(list(found.ids[:1])) if not found.partly else []
            return shown_title(papers[0]) if papers else ""

        return await self.jobs.search(find)

    def redraw(self) -> None:
        """Draw everything anew in the colours of another theme."""
        for widget in (self.heading, self.progress, self.like, self.key_rows, self.bottom):
            widget.refresh()
        self.show_triage()
