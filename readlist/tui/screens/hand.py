"""A screen with papers in hand: what every screen offers on which something is done to papers."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from readlist.config import Config
from readlist.errors import ReadlistError
from readlist.library import Library
from readlist.paper import Paper
from readlist.tui.jobs import Jobs
from readlist.tui.keys import KeyTable
from readlist.tui.screens.working import WorkingScreen, fault
from readlist.tui.widgets.bottom_line import BottomLine, Offer
from readlist.tui.widgets.reading_pane import ReadingPane


class HandScreen(WorkingScreen[None]):
    """Shows papers, of which one is under the cursor and maybe several are selected."""

    def __init__(self, library: Library, jobs: Jobs, config: Config, keys: KeyTable) -> None:
        super().__init__()
        self.library = library
        self.jobs = jobs
        self.config = config
        self.keys = keys
        self.pane = ReadingPane(id="pane")
        self.bottom = BottomLine(id="bottom")
        self.faults: list[BaseException] = []
        """What went wrong that should not have; shown in full when the app has ended."""
        self.writing = 0
        """Changes asked for and not yet written: the screen is ahead of the library."""

    # The papers

    @property
    def paper(self) -> Paper | None:
        """The paper under the cursor."""
        raise NotImplementedError

    @property
    def hand(self) -> Sequence[str]:
        """The ids of the papers that a verb is for: those selected, else the one under the cursor;
        none if there is no paper."""
        return [self.paper.id] if self.paper is not None else []

    @property
    def left_out(self) -> int:
        """How many papers are selected that have no part in what is done to one paper."""
        hand, paper = self.hand, self.paper
        return len(hand) if paper is not None and list(hand) != [paper.id] else 0

    @property
    def known_tags(self) -> Sequence[tuple[str, int]]:
        """All tags, and how many papers have each."""
        return self.library.counts().tags

    def show_as(self, ids: Collection[str], will_be: Callable[[Paper], Paper]) -> None:
        """Show these papers as they will be once a change is written."""
        raise NotImplementedError

    def take_out(self, ids: Collection[str]) -> None:
        """Show these papers no more, for they will be gone."""
        raise NotImplementedError

    def changed(self, *ids: str) -> None:
        """These papers may be others now: look them up again."""
        raise NotImplementedError

    def all_changed(self) -> None:
        """Any paper may be another now, and there may be more or fewer."""
        raise NotImplementedError

    def look_again(self) -> None:
        """Anything may be otherwise since another screen was left, once all of it is written."""
        self.work(self._look_again, group="left")

    async def _look_again(self) -> None:
        await self.jobs.written()
        self.all_changed()

    # Saying

    def say(self, text: str, tone: str = "fg", *offers: Offer) -> None:
        """One sentence in the bottom line, for a moment."""
        self.bottom.say(text, tone, *offers)

    def warn(self, error: BaseException) -> None:
        """Say what went wrong; what should not have gone wrong is also kept for the end."""
        if self.left:
            self.jobs.unheard.append(error)
        elif isinstance(error, ReadlistError):
            self.say(str(error), "warn")
        else:
            self.faults.append(error)
            self.say(fault(error), "warn")
