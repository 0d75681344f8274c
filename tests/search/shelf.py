"""A feed to index from: papers in a small database file, so that several processes can share it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path

from readlist.search import ALL, Hits, Index, State, parse


@dataclass(frozen=True)
class Page:
    """The indexed text of a paper."""

    row: int
    title: str | None = None
    abstract: str | None = None
    authors: tuple[str, ...] = ()
    venue: str | None = None
    note: str | None = None


_TABLES = """
CREATE TABLE IF NOT EXISTS page (row INTEGER PRIMARY KEY, text TEXT);
CREATE TABLE IF NOT EXISTS followed (generation TEXT);
CREATE TABLE IF NOT EXISTS queue (seq INTEGER PRIMARY KEY AUTOINCREMENT, row INTEGER);
CREATE TRIGGER IF NOT EXISTS put AFTER INSERT ON page
    BEGIN INSERT INTO queue (row) VALUES (new.row); END;
CREATE TRIGGER IF NOT EXISTS changed AFTER UPDATE ON page
    BEGIN INSERT INTO queue (row) VALUES (new.row); END;
CREATE TRIGGER IF NOT EXISTS removed AFTER DELETE ON page
    BEGIN INSERT INTO queue (row) VALUES (old.row); END;
"""


class Shelf:
    """Pages by row, and the queue of those that changed."""

    def __init__(self, path: Path) -> None:
        self._path = path
        with closing(sqlite3.connect(path, timeout=30)) as db:
            db.executescript(_TABLES)

    def _run(self, statement: str, *values: object) -> list[tuple]:
        with closing(sqlite3.connect(self._path, timeout=30)) as db, db:
            return db.execute(statement, values).fetchall()

    def _each(self, statement: str, many: Iterable[Sequence[object]]) -> None:
        with closing(sqlite3.connect(self._path, timeout=30)) as db, db:
            db.executemany(statement, many)

    def put(self, *pages: Page) -> None:
        rows = [(page.row, json.dumps(asdict(page))) for page in pages]
        self._each("INSERT OR REPLACE INTO page VALUES (?, ?)", rows)

    def remove(self, *rows: int) -> None:
        self._each("DELETE FROM page WHERE row = ?", [(row,) for row in rows])

    def touch(self, *rows: int) -> None:
        self._each("UPDATE page SET text = text WHERE row = ?", [(row,) for row in rows])

    def rows(self) -> list[int]:
        return [row for (row,) in self._run("SELECT row FROM page ORDER BY row")]

    # What the index asks

    def queue_size(self) -> int:
        return int(self._run("SELECT count(*) FROM queue")[0][0])

    def pending(self, limit: int) -> list[tuple[int, int]]:
        return self._run("SELECT seq, row FROM queue ORDER BY seq LIMIT ?", limit)

    def documents(self, rows: Sequence[int]) -> list[Page]:
        found = []
        for row in rows:
            for (text,) in self._run("SELECT text FROM page WHERE row = ?", row):
                found.append(Page(**json.loads(text)))
        return found

    def drop_pending(self, up_to_seq: int, generation: str) -> None:
        with closing(sqlite3.connect(self._path, timeout=30)) as db, db:
            db.execute("DELETE FROM queue WHERE seq <= ?", (up_to_seq,))
            db.execute("DELETE FROM followed")
            db.execute("INSERT INTO followed VALUES (?)", (generation,))

    def generation(self) -> str:
        found = self._run("SELECT generation FROM followed")
        return found[0][0] if found else ""

    def enqueue_all(self) -> None:
        self._run("INSERT INTO queue (row) SELECT row FROM page ORDER BY row")


class Stop:
    """A stop token that fires after it was looked at so many times."""

    def __init__(self, looks: int = 0) -> None:
        self.left = looks

    @property
    def stopped(self) -> bool:
        self.left -= 1
        return self.left < 0


@dataclass(frozen=True)
class Answer:
    """Hits in order, as lists."""

    rows: list[int]
    scores: list[float | None]
    hints: tuple[str, ...]
    partly: bool


def in_order(hits: Hits) -> Answer:
    rows, scores = hits.ranked()
    worth = [score or None for score in scores.tolist()]
    return Answer(rows.tolist(), worth, hits.hints, hits.partly)


def search(
    index: Index,
    text: str,
    typing: bool = False,
    states: dict[State, Collection[int]] | None = None,
    all_rows: Collection[int] = range(1, 20_000),
) -> Answer:
    """Search `index` for a text; unknown states hold for no paper. `all_rows`: those in view."""
    known = {ALL: all_rows, **(states or {})}
    return in_order(index.search(parse(text, typing), lambda state: known.get(state, ())))


def rows(index: Index, text: str) -> set[int]:
    return set(search(index, text).rows)
