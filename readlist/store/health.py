"""How the library's file is: for `readlist doctor`. Reads all of it, and changes nothing."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

SQLITE = sqlite3.sqlite_version
"""The version of the SQLite that Python came with."""

_BROKEN = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_IOERR)


@dataclass(frozen=True, slots=True)
class Health:
    """What was found. A damaged file is asked nothing else."""

    damage: str | None = None
    """The first thing SQLite found wrong with the file's pages, or None."""
    papers: int = 0
    """Those in view."""
    bytes: int = 0
    schema: str = ""
    """The newest change that was made to its tables."""
    orphans: int = 0
    """Rows that refer to rows that are missing."""
    unfinished: tuple[str, ...] = ()
    """Sources whose import was interrupted."""


def examine(connection: sqlite3.Connection) -> Health:
    """Look at everything. Raises sqlite3.Error if not even that is possible."""

    def number(query: str) -> int:
        return int(connection.execute(query).fetchone()[0])

    if damage := _damage(connection):
        return Health(damage)
    unfinished = "SELECT name FROM sources WHERE completed_at IS NULL ORDER BY row"
    schema = connection.execute("SELECT max(name) FROM _sqlite_migrations").fetchone()
    return Health(
        papers=number("SELECT count(*) FROM papers WHERE removed_at IS NULL"),
        bytes=number("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"),
        schema=str(schema[0]),
        orphans=len(connection.execute("PRAGMA foreign_key_check").fetchall()),
        unfinished=tuple(str(name) for (name,) in connection.execute(unfinished)),
    )


def _damage(connection: sqlite3.Connection) -> str | None:
    """`quick_check` reads every page; it does not compare the tables with their indexes."""
    try:
        (found,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF not in _BROKEN:
            raise
        return str(error)
    return None if found == "ok" else " ".join(str(found).split())
