"""Numbers that papers of similar text have in common, to find what a new record may be.

Derived and not logged: papers that an undo took out keep theirs, and have them when they come
back. All papers up to a row that is kept in the settings have been sketched, and maybe later ones.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence

from readlist.store import settings

_SKETCHED = "sketched"
_COMMON = 32
"""Papers beyond which a number they share says nothing about them."""


def unsketched(connection: sqlite3.Connection, limit: int) -> list[int]:
    """The first rows of papers that have yet to be sketched, in order."""
    found = connection.execute(
        "SELECT row FROM papers WHERE row > ? ORDER BY row LIMIT ?",
        (_sketched(connection), limit),
    )
    return [row for (row,) in found]


def count_unsketched(connection: sqlite3.Connection) -> int:
    (found,) = connection.execute(
        "SELECT count(*) FROM papers WHERE row > ?", (_sketched(connection),)
    ).fetchone()
    return int(found)


def _sketched(connection: sqlite3.Connection) -> int:
    return int(settings.setting(connection, _SKETCHED) or 0)


def add_sketches(connection: sqlite3.Connection, hashes: Iterable[tuple[int, int]]) -> None:
    """Note (hash, paper) pairs; sorted ones are written several times as fast."""
    connection.executemany("INSERT OR IGNORE INTO sketches (hash, paper) VALUES (?, ?)", hashes)


def set_sketched(connection: sqlite3.Connection, row: int) -> None:
    """All papers up to `row` have been sketched."""
    if row > _sketched(connection):
        settings.set_setting(connection, _SKETCHED, str(row))


def sharing(connection: sqlite3.Connection, hashes: Sequence[int]) -> Counter[int]:
    """The papers that have some of these hashes, and how many; very common hashes do not count."""
    shared: Counter[int] = Counter()
    for value in hashes:
        found = connection.execute(
            """SELECT paper FROM sketches
               WHERE hash = ? AND EXISTS (SELECT 1 FROM papers WHERE row = paper) LIMIT ?""",
            (value, _COMMON + 1),
        ).fetchall()
        if len(found) <= _COMMON:
            shared.update(paper for (paper,) in found)
    return shared
