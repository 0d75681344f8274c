"""A visit to a note, as the screen sees it: saving waits for its turn among all that is written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from readlist.tui.jobs import Jobs

if TYPE_CHECKING:
    from readlist.library import Library, NoteVisit


class Visit:
    """The text of a note and what becomes of it. `recovered`: what an earlier visit could not
    save, if there is something."""

    def __init__(self, library: Library, jobs: Jobs, paper_id: str) -> None:
        """Raises `UnknownPaper`."""
        self._visit: NoteVisit = library.visit_note(paper_id)
        self._jobs = jobs
        self.text = self._visit.text
        self.recovered = self._visit.recovered()

    @property
    def joined(self) -> bool:
        """Did somebody else change the note meanwhile?"""
        return self._visit.joined

    def save(self, text: str) -> str:
        """Save from whatever thread; returns, when it is written, what is kept now."""
        return self._jobs.write_and_wait(lambda: self._visit.save(text))

    def keep(self, text: str) -> Path:
        """Keep a text that cannot be saved in a file; says where. Raises `OSError`."""
        return self._visit.keep(text)
