"""Reading closely: the sentences of an abstract, what is near to a paper, and where it was seen."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from textual.timer import Timer

from readlist.config import Config
from readlist.library import Library
from readlist.library.placing import marks_on, toggled
from readlist.paper import Paper
from readlist.tui.jobs import Jobs
from readlist.tui.keys import KeyTable
from readlist.tui.nearby import NOTHING, Nearby, look_around
from readlist.tui.screens.opening import OpenScreen

REST = 0.3
"""Seconds the cursor rests on a paper before it is asked what is near to it."""
_REMEMBERED = 200


class ReadingScreen(OpenScreen):
    """What is done in the text of the paper in hand."""

    rest = REST

    def __init__(self, library: Library, jobs: Jobs, config: Config, keys: KeyTable) -> None:
        super().__init__(library, jobs, config, keys)
        self._nearby: dict[str, Nearby] = {}
        self._resting: Timer | None = None

    # Sentences

    def action_next_sentence(self) -> None:
        self._step_sentence(1)

    def action_previous_sentence(self) -> None:
        self._step_sentence(-1)

    def _step_sentence(self, step: int) -> None:
        self.pane.step_sentence(step)
        if self.pane.sentence is None:
            self.say("There is no abstract with sentences", "dim")
        self.show_keys()

    def action_mark_sentence(self) -> None:
        """Mark the sentence in hand, or the first in view; again takes the mark off."""
        paper, stop = self.pane.paper, self.pane.take_sentence()
        if paper is None or stop is None:
            self.say("There is no abstract to mark a sentence of", "dim")
            return
        quote = stop.quote
        self.change(
            lambda: self.library.highlights.toggle(paper.id, quote),
            [paper.id],
            lambda was: replace(was, highlights=toggled(was, quote)),
        )

    def action_remark(self) -> None:
        from readlist.tui.screens.remark import RemarkScreen

        paper, stop = self.pane.paper, self.pane.take_sentence()
        if paper is None or stop is None:
            self.say("There is no abstract to remark on", "dim")
            return
        quote = stop.quote
        there = marks_on(paper, quote)
        said = (there[0].remark or "") if there else ""

        def written(text: str | None) -> None:
            if text is not None and (text != said or not there):
                remark = text
                self.change(
                    lambda: self.library.highlights.remark(paper.id, quote, remark), [paper.id]
                )

        self.app.push_screen(RemarkScreen(quote, said), written)

    # Where it was seen

    def action_where(self) -> None:
        """Where the paper was seen, word by word, and what was done to it."""
        from readlist.tui.screens.where import WhereScreen

        paper = self.paper
        if paper is None:
            return

        def chosen(step: int | None) -> None:
            if step is not None:
                self.action_history(step)

        self.app.push_screen(WhereScreen(self.library, self.jobs, paper), chosen)

    # What is near

    def nearby(self, paper: Paper | None) -> Nearby:
        """What is known of what is near to a paper, by now."""
        return self._nearby.get(paper.id, NOTHING) if paper is not None else NOTHING

    def rest_on(self, paper: Paper | None) -> None:
        """Once the cursor has rested on the paper for a moment, see what is near to it."""
        self.workers.cancel_group(self, "nearby")
        if self._resting is not None:
            self._resting.stop()
        if paper is not None:
            self._resting = self.set_timer(self.rest, lambda: self._look_near(paper))

    def _look_near(self, paper: Paper) -> None:
        self.work(partial(self._find_near, paper), group="nearby", exclusive=True)

    async def _find_near(self, paper: Paper) -> None:
        found = await self.jobs.search(lambda stop: look_around(self.library, paper, stop))
        if self._nearby.get(paper.id) == found:
            return
        if len(self._nearby) >= _REMEMBERED:
            self._nearby.clear()
        self._nearby[paper.id] = found
        if self.pane.paper is not None and self.pane.paper.id == paper.id:
            self.pane.show_nearby(found)
