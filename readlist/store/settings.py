"""What the program remembers with a library; none of it is the user's work, so none is logged."""

from __future__ import annotations

import sqlite3

from readlist.store.values import safe


def setting(connection: sqlite3.Connection, name: str) -> str | None:
    found = connection.execute("SELECT value FROM settings WHERE name = ?", (name,)).fetchone()
    return str(found[0]) if found is not None else None


def set_setting(connection: sqlite3.Connection, name: str, value: str) -> None:
    # Plain SQL: the app would load sqlite-utils, a tenth of a second, to quit.
    connection.execute(
        """INSERT INTO settings (name, value) VALUES (?, ?)
           ON CONFLICT (name) DO UPDATE SET value = excluded.value""",
        (name, safe(value)),
    )


def library_id(connection: sqlite3.Connection) -> str:
    """The name the library got when it was made; copies of the file share it."""
    return setting(connection, "library_id") or ""


def revision(connection: sqlite3.Connection) -> int:
    """A number that grows with every change to what a user sees of the library."""
    (found,) = connection.execute("SELECT revision FROM undo_state").fetchone()
    return int(found)
