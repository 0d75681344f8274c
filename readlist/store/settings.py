"""What the program remembers with a library; none of it is the user's work, so none is logged."""

from __future__ import annotations

import sqlite3

from readlist.store.values import safe


def setting(connection: sqlite3.Connection, name: str) -> str | None:
    found = connection.execute("SELECT value FROM settings WHERE name = ?", (name,)).fetchone()
    return str(found[0]) if found is not None else None


def set_setting(connection: sqlite3.Connection, name: str, value: str) -> None:
    connection.execute(
        "INSERT INTO settings (name, value) VALUES (?1, ?2)"
        " ON CONFLICT (name) DO UPDATE SET value = ?2 WHERE value <> ?2",
        (name, safe(value)),
    )


def library_id(connection: sqlite3.Connection) -> str:
    """The name the library got when it was made; copies of the file share it."""
    return setting(connection, "library_id") or ""
