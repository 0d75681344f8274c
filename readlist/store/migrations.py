"""Bringing a database to the schema of this program, from nothing or from an older version.

To change the schema, add a name to `_MIGRATIONS` and the function that goes with it; never change
one that was released. After `transform()` nothing special is needed: all triggers are made anew.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from readlist.errors import LibraryReadOnly, LibraryUnusable
from readlist.store import triggers
from readlist.store.connection import APPLICATION_ID, Connections, check_owner, database
from readlist.store.schema import LOGGED, TABLES

if TYPE_CHECKING:
    from sqlite_utils import Database

_SET = "readlist"


def _first(db: Database) -> None:
    for statement in TABLES.split(";\n"):  # executescript() looks at a script letter by letter
        db.execute(statement)
    db.table("revisions").insert_all({"tbl": name, "revision": 0} for name in LOGGED)
    db.table("settings").insert({"name": "library_id", "value": os.urandom(8).hex()})


def _searches(db: Database) -> None:
    """A saved search's name is its own whatever the case; recent queries are remembered."""
    for statement in (
        """CREATE TABLE searches_new (
            row INTEGER PRIMARY KEY AUTOINCREMENT,
            name TEXT NOT NULL,
            folded TEXT NOT NULL UNIQUE,
            query TEXT NOT NULL,
            position INTEGER NOT NULL,
            changed_at TEXT NOT NULL
        ) STRICT""",
        """INSERT INTO searches_new (row, name, folded, query, position, changed_at)
           SELECT row, name, casefold(name), query, position, changed_at FROM saved_searches""",
        "DROP TABLE saved_searches",
        "ALTER TABLE searches_new RENAME TO saved_searches",
        """CREATE TABLE recent_queries (
            row INTEGER PRIMARY KEY AUTOINCREMENT,
            query TEXT NOT NULL UNIQUE
        ) STRICT""",
    ):
        db.execute(statement)


def _doubles(db: Database) -> None:
    """Several records may stand on one line; papers that may be the same are kept track of.

    sightings.part: the number of the record among those of the same lines. sightings.origin: the
    id of the paper it came with, where that was merged by hand. sources.forgotten_at: its papers
    were let go; what is left of it carries those that were kept.
    apart: two papers that a person says are not the same. suggestions and sketches are derived
    and not logged: pairs of papers that may be the same, with how much speaks for it (0-1000),
    and the min-hashes that such pairs are found by.
    """
    for statement in (
        "ALTER TABLE sources ADD COLUMN forgotten_at TEXT",
        "ALTER TABLE aliases ADD COLUMN edits TEXT NOT NULL DEFAULT '{}'",
        """CREATE TABLE sightings_new (
            row INTEGER PRIMARY KEY AUTOINCREMENT,
            paper INTEGER NOT NULL REFERENCES papers (row) DEFERRABLE INITIALLY DEFERRED,
            source INTEGER NOT NULL REFERENCES sources (row) DEFERRABLE INITIALLY DEFERRED,
            first_line INTEGER NOT NULL,
            last_line INTEGER NOT NULL,
            part INTEGER NOT NULL DEFAULT 0,
            record TEXT NOT NULL,
            origin TEXT,
            arxiv_key TEXT,
            doi_key TEXT,
            title_key TEXT,
            abstract_key TEXT,
            UNIQUE (source, first_line, last_line, part)
        ) STRICT""",
        """INSERT INTO sightings_new (row, paper, source, first_line, last_line, record,
             arxiv_key, doi_key, title_key, abstract_key)
           SELECT row, paper, source, first_line, last_line, record,
             arxiv_key, doi_key, title_key, abstract_key FROM sightings""",
        "DROP TABLE sightings",
        "ALTER TABLE sightings_new RENAME TO sightings",
        "CREATE INDEX sightings_paper ON sightings (paper)",
        "CREATE INDEX sightings_source ON sightings (source, paper)",
        "CREATE INDEX sightings_arxiv ON sightings (arxiv_key) WHERE arxiv_key IS NOT NULL",
        "CREATE INDEX sightings_doi ON sightings (doi_key) WHERE doi_key IS NOT NULL",
        "CREATE INDEX sightings_title ON sightings (title_key) WHERE title_key IS NOT NULL",
        "CREATE INDEX sightings_abstract ON sightings (abstract_key)"
        " WHERE abstract_key IS NOT NULL",
        """CREATE TABLE apart (
            one INTEGER NOT NULL REFERENCES papers (row) DEFERRABLE INITIALLY DEFERRED,
            other INTEGER NOT NULL REFERENCES papers (row) DEFERRABLE INITIALLY DEFERRED,
            changed_at TEXT NOT NULL,
            PRIMARY KEY (one, other),
            CHECK (one < other)
        ) STRICT""",
        "CREATE INDEX apart_other ON apart (other)",
        "INSERT OR IGNORE INTO revisions (tbl, revision) VALUES ('apart', 0)",
        """CREATE TABLE suggestions (
            one INTEGER NOT NULL,
            other INTEGER NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('title', 'abstract')),
            score INTEGER NOT NULL,
            PRIMARY KEY (one, other),
            CHECK (one < other)
        ) STRICT, WITHOUT ROWID""",
        "CREATE INDEX suggestions_other ON suggestions (other)",
        """CREATE TABLE sketches (
            hash INTEGER NOT NULL,
            paper INTEGER NOT NULL,
            PRIMARY KEY (hash, paper)
        ) STRICT, WITHOUT ROWID""",
    ):
        db.execute(statement)


def _screens(db: Database) -> None:
    """What the screens of reading and sorting remember.

    marks.status_at: when the status became what it is; changed_at also moves with the star.
    tags.position: a tag's place among the tags, NULL for those that stand by name behind the
    others. paper_tags.position: a paper's place in the order of that tag.
    queues.sort: the order its papers were taken in. queue_items: what was decided on a paper, in
    which round through the queue, and in how many seconds, where that is known. Not logged:
    queue_papers, the ids of each queue's papers in order, and those of them that were starred, or
    read or skipped, when it began, each as JSON; and queue_places, where each queue was left: the
    number of the paper there, and as what that was shown (`at` of `total`).
    words: what a person looks for in abstracts, or watches out for.
    """
    for statement in (
        "ALTER TABLE marks ADD COLUMN status_at TEXT",
        "UPDATE marks SET status_at = changed_at WHERE status <> 'unread'",
        "ALTER TABLE tags ADD COLUMN position INTEGER",
        "ALTER TABLE paper_tags ADD COLUMN position INTEGER",
        """UPDATE paper_tags SET position = place * 4294967296
           FROM (SELECT paper AS of, tag AS in_tag,
                   row_number() OVER (PARTITION BY tag ORDER BY changed_at, rowid) AS place
                 FROM paper_tags)
           WHERE paper = of AND tag = in_tag""",
        "DROP INDEX paper_tags_tag",
        "CREATE INDEX paper_tags_in_order ON paper_tags (tag, position, paper)",
        "ALTER TABLE queues ADD COLUMN sort TEXT",
        "DROP TABLE queue_items",
        """CREATE TABLE queue_items (
            queue INTEGER NOT NULL REFERENCES queues (row) DEFERRABLE INITIALLY DEFERRED,
            paper INTEGER NOT NULL REFERENCES papers (row) DEFERRABLE INITIALLY DEFERRED,
            decision TEXT NOT NULL,
            round INTEGER NOT NULL,
            seconds INTEGER,
            changed_at TEXT NOT NULL,
            PRIMARY KEY (queue, paper)
        ) STRICT""",
        "CREATE INDEX queue_items_paper ON queue_items (paper)",
        """CREATE TABLE queue_papers (
            queue INTEGER PRIMARY KEY,
            papers TEXT NOT NULL,
            starred TEXT NOT NULL,
            settled TEXT NOT NULL
        ) STRICT""",
        """CREATE TABLE queue_places (
            queue INTEGER PRIMARY KEY,
            position INTEGER NOT NULL,
            round INTEGER NOT NULL,
            at INTEGER NOT NULL,
            total INTEGER NOT NULL,
            left_at TEXT NOT NULL
        ) STRICT""",
        """CREATE TABLE words (
            row INTEGER PRIMARY KEY AUTOINCREMENT,
            kind TEXT NOT NULL CHECK (kind IN ('wanted', 'unwanted')),
            word TEXT NOT NULL,
            folded TEXT NOT NULL UNIQUE,
            changed_at TEXT NOT NULL
        ) STRICT""",
        "INSERT OR IGNORE INTO revisions (tbl, revision) VALUES ('words', 0)",
        # Remarks are searched from now on.
        "INSERT INTO index_queue (row) SELECT DISTINCT paper FROM highlights",
    ):
        db.execute(statement)


def _listed(db: Database) -> None:
    """queue_papers.listed: the ids as they were listed when the queue began, once it is in another
    order, to be put back in that one."""
    db.execute("ALTER TABLE queue_papers ADD COLUMN listed TEXT")


def _undone_after(db: Database) -> None:
    """undo_steps.undone_after: the newest part there was when the step was undone. Of those undone
    by an older program that is not known: nothing done since they were done has come before."""
    db.execute("ALTER TABLE undo_steps ADD COLUMN undone_after INTEGER")
    db.execute("UPDATE undo_steps SET undone_after = last WHERE state = 'undone'")


_MIGRATIONS: dict[str, Callable[[Database], None]] = {
    "0001_first": _first,
    "0002_searches": _searches,
    "0003_doubles": _doubles,
    "0004_screens": _screens,
    "0005_listed": _listed,
    "0006_undone_after": _undone_after,
}


def migrate(connections: Connections) -> None:
    """Apply what is missing, in one transaction, and leave the file in write-ahead mode.

    Raises `LibraryUnusable` for a library that a newer program made, and `LibraryReadOnly` for
    one of an older program that may not be written.
    """
    connection = connections.get()
    path = connections.path
    if path is not None and not connections.read_only:
        with connections.lock:
            _write_ahead(connections)
    if _is_current(connection, path):
        return
    if connections.read_only:
        raise LibraryReadOnly(
            f"{path} was made by an older readlist and has to be brought up to date, but may "
            "only be read; open a copy of it in a folder you may write to."
        )
    connection.execute("PRAGMA foreign_keys = OFF")  # transform() makes tables anew
    try:
        with connections.lock:
            connections.begin()
            try:
                _apply(connection, path)
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise
    finally:
        connection.execute("PRAGMA foreign_keys = ON")


def _write_ahead(connections: Connections) -> None:
    """Write-ahead mode, which stays with the file. Where it is impossible, the default will do."""
    (mode,) = connections.get().execute("PRAGMA journal_mode").fetchone()
    if mode != "wal":
        connections.execute_patiently("PRAGMA journal_mode = WAL")


def _is_current(connection: sqlite3.Connection, path: Path | None) -> bool:
    applied = _applied(connection)
    unknown = sorted(applied - _MIGRATIONS.keys())
    if unknown:
        raise LibraryUnusable(
            f"{path} was written by a newer readlist (it has {unknown[-1]}); "
            "update readlist to open it."
        )
    return applied == _MIGRATIONS.keys() and triggers.are_current(connection)


def _applied(connection: sqlite3.Connection) -> set[str]:
    """The names of our applied migrations, read without importing sqlite-utils."""
    found = connection.execute(
        "SELECT count(*) FROM sqlite_master WHERE name = '_sqlite_migrations'"
    ).fetchone()
    if not found[0]:
        return set()
    rows = connection.execute(
        "SELECT name FROM _sqlite_migrations WHERE migration_set = ?", (_SET,)
    ).fetchall()
    return {name for (name,) in rows}


def _apply(connection: sqlite3.Connection, path: Path | None) -> None:
    """Inside a transaction; another process may have done it while we waited for the lock."""
    from sqlite_utils.migrations import Migrations

    if path is not None:
        check_owner(connection, path)
    if _is_current(connection, path):
        return
    ours = Migrations(_SET)
    for name, function in _MIGRATIONS.items():
        ours(name=name)(function)
    ours.apply(database(connection))
    broken = connection.execute("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise LibraryUnusable(
            f"{path} could not be brought up to date: {len(broken)} rows refer to rows that are "
            "missing; nothing was changed, go back to a backup or an older readlist."
        )
    triggers.remake(connection)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
