"""Notes, saved by compare-and-swap: no window overwrites what another wrote."""

from __future__ import annotations

import sqlite3

from readlist.errors import NoteChanged
from readlist.paper import Note
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
    put(connection, row, text if text.strip() else None)
    return note(connection, row)


def put(connection: sqlite3.Connection, row: int, text: str | None) -> None:
    """Whatever note the paper has, make it this one; None: none."""
    if text is None:
        connection.execute("DELETE FROM notes WHERE paper = ?", (row,))
        return
    # The revision only grows, undo included, so no version comes twice.
    connection.execute(
        """INSERT INTO notes (paper, text, version, changed_at)
           VALUES (?, ?, (SELECT revision + 1 FROM undo_state), ?)
           ON CONFLICT (paper) DO UPDATE SET
             text = excluded.text, version = excluded.version, changed_at = excluded.changed_at
           WHERE text <> excluded.text""",
        (row, text, now()),
    )
