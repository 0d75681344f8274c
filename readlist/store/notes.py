"""Notes, saved by compare-and-swap: no window overwrites what another wrote."""

from __future__ import annotations

import sqlite3

from readlist.errors import NoteChanged
from readlist.paper import Note
from readlist.store.connection import database
from readlist.store.values import now, safe


def note(connection: sqlite3.Connection, row: int) -> Note:
    """The note on a paper; without one, empty text and version 0."""
    found = connection.execute("SELECT text, version FROM notes WHERE paper = ?", (row,)).fetchone()
    return Note(*found) if found is not None else Note("", 0)


def set_note(connection: sqlite3.Connection, row: int, text: str, expected_version: int) -> Note:
    """Replace a note; blank text removes it. Raises `NoteChanged` if its version is another."""
    current = note(connection, row)
    text = safe(text)
    if text == current.text:
        return current
    if current.version != expected_version:
        raise NoteChanged(
            "This note was changed in another window since you opened it, and nothing was "
            "overwritten; copy what you wrote, open the note again and put the two together."
        )
    if not text.strip():
        connection.execute("DELETE FROM notes WHERE paper = ?", (row,))
        return Note("", 0)
    # The revision only grows, undo included, so no version comes twice.
    (version,) = connection.execute("SELECT revision + 1 FROM undo_state").fetchone()
    values = {"paper": row, "text": text, "version": version, "changed_at": now()}
    database(connection).table("notes").upsert(values, pk="paper")
    return Note(text, version)
