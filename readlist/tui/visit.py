"""One visit to a note, from opening it to leaving it."""

from __future__ import annotations

import uuid

from readlist.errors import NoteChanged
from readlist.library import Library
from readlist.tui.jobs import Jobs


class NoteVisit:
    """The saves of one visit to a note: one step of the history, nothing overwritten.

    Should the note change elsewhere meanwhile, what was written there is put in front of what is
    written here; both stay.
    """

    def __init__(self, library: Library, jobs: Jobs, paper_id: str) -> None:
        self._library = library
        self._jobs = jobs
        self._id = paper_id
        self._visit = uuid.uuid4().hex
        note = library.note(paper_id)
        self.text = note.text
        self._version = note.version
        self.elsewhere = ""
        """What somebody else made of the note meanwhile."""

    def save(self, text: str) -> None:
        """Save from whatever thread; returns when it is written."""
        self._jobs.write_and_wait(lambda: self._save(text))

    def _save(self, text: str) -> None:
        try:
            self._write(text)
        except NoteChanged:
            note = self._library.note(self._id)
            self.elsewhere, self._version = note.text, note.version
            self._write(text)

    def _write(self, text: str) -> None:
        whole = "\n\n".join(part for part in (self.elsewhere, text) if part)
        note = self._library.set_note(self._id, whole, self._version, self._visit)
        self._version = note.version
