"""The tables of a library, as the first migration makes them, and which of them are logged.

All foreign keys are NO ACTION, checked at the end of a transaction: undo replays rows in its own
order, and a cascade would delete what it has no image of.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

LOGGED = (
    "sources",
    "papers",
    "sightings",
    "aliases",
    "marks",
    "tags",
    "paper_tags",
    "notes",
    "highlights",
    "queues",
    "queue_items",
    "saved_searches",
    "apart",
    "words",
)
"""The tables whose changes can be undone, parents before children."""

INDEXED = {
    "papers": ("title", "title_derived", "abstract", "authors", "venue", "removed_at"),
    "notes": ("text",),
    "highlights": ("paper", "quote", "remark"),
}
"""The columns that the search index holds, or that decide whether a paper is in it."""

TABLES = """
-- One imported file, paste or stdin. lines: the class of each line, as runs in JSON.
-- completed_at NULL: the import was interrupted, and the same bytes may be imported again.
CREATE TABLE sources (
    row INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    sha TEXT NOT NULL UNIQUE,
    format TEXT NOT NULL,
    encoding TEXT NOT NULL,
    lines TEXT NOT NULL,
    imported_at TEXT NOT NULL,
    completed_at TEXT,
    changed_at TEXT NOT NULL
) STRICT;

-- A work, as it is shown: the fold of its sightings under the user's edits. Its place in the list
-- is that of its first sighting: source and position. removed_at: deleted, but known if seen again.
CREATE TABLE papers (
    row INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    title_derived INTEGER NOT NULL DEFAULT 0,
    abstract TEXT,
    authors TEXT NOT NULL DEFAULT '[]',
    year INTEGER,
    venue TEXT,
    doi TEXT,
    arxiv_id TEXT,
    urls TEXT NOT NULL DEFAULT '[]',
    title_key TEXT,
    abstract_key TEXT,
    source INTEGER REFERENCES sources (row) DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL,
    added_at TEXT NOT NULL,
    removed_at TEXT,
    edits TEXT NOT NULL DEFAULT '{}',
    edited_at TEXT
) STRICT;
CREATE INDEX papers_in_order ON papers (source DESC, position, row, id, year, added_at)
    WHERE removed_at IS NULL;
CREATE INDEX papers_removed ON papers (row) WHERE removed_at IS NOT NULL;
CREATE INDEX papers_source ON papers (source);
CREATE INDEX papers_untitled ON papers (row) WHERE title_derived = 1;
CREATE INDEX papers_arxiv ON papers (arxiv_id) WHERE arxiv_id IS NOT NULL;
CREATE INDEX papers_doi ON papers (doi) WHERE doi IS NOT NULL;
CREATE INDEX papers_title_key ON papers (title_key) WHERE title_key IS NOT NULL;
CREATE INDEX papers_abstract_key ON papers (abstract_key) WHERE abstract_key IS NOT NULL;

-- A paper seen in a source: its lines (1-based, inclusive), the record as read, and its keys.
CREATE TABLE sightings (
    row INTEGER PRIMARY KEY AUTOINCREMENT,
    paper INTEGER NOT NULL REFERENCES papers (row) DEFERRABLE INITIALLY DEFERRED,
    source INTEGER NOT NULL REFERENCES sources (row) DEFERRABLE INITIALLY DEFERRED,
    first_line INTEGER NOT NULL,
    last_line INTEGER NOT NULL,
    record TEXT NOT NULL,
    arxiv_key TEXT,
    doi_key TEXT,
    title_key TEXT,
    abstract_key TEXT,
    UNIQUE (source, first_line, last_line)
) STRICT;
CREATE INDEX sightings_paper ON sightings (paper);
CREATE INDEX sightings_source ON sightings (source, paper);
CREATE INDEX sightings_arxiv ON sightings (arxiv_key) WHERE arxiv_key IS NOT NULL;
CREATE INDEX sightings_doi ON sightings (doi_key) WHERE doi_key IS NOT NULL;
CREATE INDEX sightings_title ON sightings (title_key) WHERE title_key IS NOT NULL;
CREATE INDEX sightings_abstract ON sightings (abstract_key) WHERE abstract_key IS NOT NULL;

-- The ids a merged paper had before.
CREATE TABLE aliases (
    alias TEXT PRIMARY KEY NOT NULL,
    paper INTEGER NOT NULL REFERENCES papers (row) DEFERRABLE INITIALLY DEFERRED,
    changed_at TEXT NOT NULL
) STRICT;
CREATE INDEX aliases_paper ON aliases (paper);

-- Star and status. No row: neither starred nor anything but unread.
CREATE TABLE marks (
    paper INTEGER PRIMARY KEY REFERENCES papers (row) DEFERRABLE INITIALLY DEFERRED,
    starred_at TEXT,
    status TEXT NOT NULL DEFAULT 'unread'
        CHECK (status IN ('unread', 'reading', 'read', 'skipped')),
    changed_at TEXT NOT NULL
) STRICT;

-- name: as the user writes it; folded: what makes two tags the same.
CREATE TABLE tags (
    row INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    folded TEXT NOT NULL UNIQUE,
    changed_at TEXT NOT NULL
) STRICT;

CREATE TABLE paper_tags (
    paper INTEGER NOT NULL REFERENCES papers (row) DEFERRABLE INITIALLY DEFERRED,
    tag INTEGER NOT NULL REFERENCES tags (row) DEFERRABLE INITIALLY DEFERRED,
    changed_at TEXT NOT NULL,
    PRIMARY KEY (paper, tag)
) STRICT;
CREATE INDEX paper_tags_tag ON paper_tags (tag, paper);

-- version: larger with every change and never used twice, so that a save can tell whether the
-- note is still the one it read.
CREATE TABLE notes (
    paper INTEGER PRIMARY KEY REFERENCES papers (row) DEFERRABLE INITIALLY DEFERRED,
    text TEXT NOT NULL,
    version INTEGER NOT NULL,
    changed_at TEXT NOT NULL
) STRICT;

CREATE TABLE highlights (
    row INTEGER PRIMARY KEY AUTOINCREMENT,
    paper INTEGER NOT NULL REFERENCES papers (row) DEFERRABLE INITIALLY DEFERRED,
    quote TEXT NOT NULL,
    remark TEXT,
    changed_at TEXT NOT NULL
) STRICT;
CREATE INDEX highlights_paper ON highlights (paper);

-- A triage in progress, and the decision made on each of its papers.
CREATE TABLE queues (
    row INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    query TEXT NOT NULL,
    created_at TEXT NOT NULL,
    completed_at TEXT,
    changed_at TEXT NOT NULL
) STRICT;
CREATE TABLE queue_items (
    queue INTEGER NOT NULL REFERENCES queues (row) DEFERRABLE INITIALLY DEFERRED,
    paper INTEGER NOT NULL REFERENCES papers (row) DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL,
    decision TEXT,
    changed_at TEXT NOT NULL,
    PRIMARY KEY (queue, paper)
) STRICT;
CREATE INDEX queue_items_paper ON queue_items (paper);

CREATE TABLE saved_searches (
    row INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,
    query TEXT NOT NULL,
    position INTEGER NOT NULL,
    changed_at TEXT NOT NULL
) STRICT;

-- What follows is not logged.

-- The decoded text of a source, compressed; by hash, so that it outlives an undone import.
CREATE TABLE source_text (
    sha TEXT PRIMARY KEY NOT NULL,
    text BLOB NOT NULL,
    kept_at TEXT NOT NULL
) STRICT;

-- The papers whose text the search index has yet to follow.
CREATE TABLE index_queue (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    row INTEGER NOT NULL
) STRICT;

CREATE TABLE settings (
    name TEXT PRIMARY KEY NOT NULL,
    value TEXT NOT NULL
) STRICT;

-- A step of the history is one or more parts, one unless other steps came between; leader: the
-- first part, which carries what is said of the step. last: its newest part. state: done, undone,
-- dropping (a later change touched its rows; the transaction that did tidies up), or dropped.
-- window: the run of the program that did it; undone_by: the one that undid it.
CREATE TABLE undo_steps (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    leader INTEGER,
    last INTEGER,
    window TEXT NOT NULL,
    label TEXT NOT NULL,
    join_key TEXT,
    at TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'done'
        CHECK (state IN ('done', 'undone', 'dropping', 'dropped')),
    undone_order INTEGER,
    undone_by TEXT,
    bytes INTEGER
) STRICT;
CREATE INDEX undo_steps_leader ON undo_steps (leader);
CREATE INDEX undo_steps_last ON undo_steps (last) WHERE leader = number;
CREATE INDEX undo_steps_undone ON undo_steps (state) WHERE state IN ('undone', 'dropping');

-- image: the row as it was before the step (while the step is done) or after it (while undone), as
-- JSON; NULL: there was no such row. key: the primary key, two columns as 'a:b'.
-- flipped: 1 once image and row have been exchanged.
CREATE TABLE undo_log (
    step INTEGER NOT NULL,
    tbl TEXT NOT NULL,
    key ANY NOT NULL,
    image TEXT,
    flipped INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (step, tbl, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX undo_log_rows ON undo_log (tbl, key);

-- One row. writing: the part that triggers log to, inside a transaction only. flipping: the step
-- being undone or redone, until that is finished. revision: grows with every change.
CREATE TABLE undo_state (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    writing INTEGER,
    flipping INTEGER,
    revision INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO undo_state (id) VALUES (1);

-- The revision that last changed each logged table.
CREATE TABLE revisions (
    tbl TEXT PRIMARY KEY NOT NULL,
    revision INTEGER NOT NULL
) STRICT;
"""


class Parent(NamedTuple):
    """A foreign key: `column` names a row of `table` by its `key`."""

    column: str
    table: str
    key: str


@dataclass(frozen=True)
class Logged:
    """A logged table as it is in the database now."""

    name: str
    columns: tuple[str, ...]
    key: tuple[str, ...]
    parents: tuple[Parent, ...]
    unique: tuple[tuple[str, ...], ...]
    """Columns that are unique together, besides the key."""

    def key_of(self, row: str) -> str:
        """SQL for the key of `row` (NEW, OLD or an alias) as `undo_log.key` holds it."""
        if len(self.key) == 1:
            # + takes the column's affinity away, so that the index on undo_log.key can be used
            return f"+{row}.{self.key[0]}"
        return " || ':' || ".join(f"{row}.{column}" for column in self.key)

    def image_of(self, row: str) -> str:
        """SQL for `row` as a JSON object of all its columns."""
        columns = ", ".join(f"'{name}', {row}.{name}" for name in self.columns)
        return f"json_object({columns})"

    def is_row(self, alias: str, key: str) -> str:
        """SQL: `alias` is the row that the logged `key` names (by an index of the table)."""
        if len(self.key) == 1:
            return f"{alias}.{self.key[0]} = {key}"
        first, second = self.key
        return (
            f"{alias}.{first} = CAST(substr({key}, 1, instr({key}, ':') - 1) AS INTEGER) AND "
            f"{alias}.{second} = CAST(substr({key}, instr({key}, ':') + 1) AS INTEGER)"
        )

    @cached_property
    def movable(self) -> tuple[Parent, ...]:
        """The foreign keys that an update can change (those outside the primary key)."""
        return tuple(parent for parent in self.parents if parent.column not in self.key)


def logged_tables(connection: sqlite3.Connection) -> tuple[Logged, ...]:
    """The tables of `LOGGED`, in its order, described from the database itself."""
    return tuple(_describe(connection, name) for name in LOGGED)


def _describe(connection: sqlite3.Connection, name: str) -> Logged:
    columns = connection.execute(
        "SELECT name, pk FROM pragma_table_info(?) ORDER BY cid", (name,)
    ).fetchall()
    parents = connection.execute(
        'SELECT "from", "table", "to" FROM pragma_foreign_key_list(?) ORDER BY id', (name,)
    ).fetchall()
    unique = connection.execute(
        """SELECT i.name, c.name FROM pragma_index_list(?) i, pragma_index_info(i.name) c
           WHERE i."unique" AND i.origin = 'u' ORDER BY i.seq, c.seqno""",
        (name,),
    ).fetchall()
    together: dict[str, list[str]] = {}
    for index, column in unique:
        together.setdefault(index, []).append(column)
    return Logged(
        name=name,
        columns=tuple(column for column, _ in columns),
        key=tuple(column for column, pk in sorted(columns, key=lambda c: c[1]) if pk),
        parents=tuple(Parent(*parent) for parent in parents),
        unique=tuple(tuple(names) for names in together.values()),
    )
