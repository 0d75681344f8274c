"""A page on which something is written to the library: it says what came of it, or who does."""

from __future__ import annotations

from typing import TypeVar

from readlist.errors import ReadlistError
from readlist.library import Library
from readlist.tui.jobs import Jobs
from readlist.tui.screens.frame import Page, Said

Result = TypeVar("Result")


class ActingPage(Page[Result]):
    """Has a `Said` line in its layout."""

    def __init__(self, library: Library, jobs: Jobs) -> None:
        super().__init__()
        self._library = library
        self._jobs = jobs

    def _say(self, text: str, tone: str = "fg") -> None:
        if not self.left:
            self.query_one(Said).say(text, tone)

    def _warn(self, error: ReadlistError) -> None:
        """Say what failed; once this page is left, that is for the screen below to say."""
        if self.left:
            self._jobs.unheard.append(error)
        else:
            self._say(str(error), "warn")
