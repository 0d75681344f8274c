"""A page on which something is written to the library: it says what came of it, or who does."""

from __future__ import annotations

from readlist.errors import ReadlistError
from readlist.library import Library
from readlist.tui.jobs import Jobs
from readlist.tui.screens.frame import Page
from readlist.tui.screens.leaving import Result
from readlist.tui.screens.working import WorkingScreen, fault
from readlist.tui.widgets.boxes import Said


class ActingPage(Page[Result], WorkingScreen[Result]):
    """Has its `said` line somewhere in its layout."""

    def __init__(self, library: Library, jobs: Jobs) -> None:
        super().__init__()
        self._library = library
        self._jobs = jobs
        self.said = Said()

    def _say(self, text: str, tone: str = "fg") -> None:
        if not self.left:
            self.said.say(text, tone)

    def warn(self, error: BaseException) -> None:
        """Say what went wrong; what should not have gone wrong, or is heard of only once this page
        is left, is also for the screen below to say."""
        if self.left or not isinstance(error, ReadlistError):
            self._jobs.unheard.append(error)
        self._say(str(error) if isinstance(error, ReadlistError) else fault(error), "warn")
