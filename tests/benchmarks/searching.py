"""How long a search takes, beside SQLite's full-text search over the same papers."""

from __future__ import annotations

import random
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from statistics import median
from typing import Final

from readlist.search.schema import TEXT, WEIGHTS
from tests.benchmarks.figures import Figure, faster_than, percentile
from tests.benchmarks.papers import content_words, made_up
from tests.benchmarks.shelf import Shelf

LIMIT: Final = 50
_EACH = 10
_TIMES = 3


def queries(seed: int = 7) -> list[str]:
    """What people type: one word, some words, a phrase, the beginning of a word."""
    dice = random.Random(seed)
    words = [word for word in content_words() if word.isalpha() and len(word) > 3]
    common, middling, rare = words[:100], words[100:2000], words[2000:20_000]
    phrases = [paper.abstract.split()[5:7] for paper in made_up(_EACH)]
    return [
        *dice.sample(common, _EACH),
        *dice.sample(middling, _EACH),
        *dice.sample(rare, _EACH),
        *(f"{dice.choice(common)} {dice.choice(common)}" for _ in range(_EACH)),
        *(f"{dice.choice(common)} {dice.choice(middling)}" for _ in range(_EACH)),
        *(" ".join(dice.sample(common, 3)) for _ in range(_EACH)),
        *(f'"{" ".join(phrase)}"' for phrase in phrases),
        *(f"{dice.choice(middling)[:4]}*" for _ in range(_EACH)),
    ]


def warm_search(shelf: Shelf) -> list[Figure]:
    """The whole of `Library.search`, and FTS5 doing the same; each query was asked before."""
    with shelf.open() as library, _fts(shelf) as fts:
        pairs = [
            _alternating(partial(library.search, query, LIMIT), partial(fts, query))
            for query in queries()
        ]
    ours, theirs = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    what = f"a warm search, {shelf.papers:,} papers"
    return [
        faster_than(f"{what}, median", median(ours), median(theirs), "FTS5", 1),
        faster_than(
            "the same, slowest of twenty", percentile(ours, 0.95), percentile(theirs, 0.95), "FTS5"
        ),
    ]


def _alternating(ours: Callable[[], object], theirs: Callable[[], object]) -> tuple[float, float]:
    ours(), theirs()
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(_TIMES):
        for job, found in zip((ours, theirs), times, strict=True):
            start = time.perf_counter()
            job()
            found.append(time.perf_counter() - start)
    return median(times[0]), median(times[1])


@contextmanager
def _fts(shelf: Shelf) -> Iterator[Callable[[str], list[int]]]:
    """A search with FTS5: external content, Porter stems without accents, our weights."""
    with tempfile.TemporaryDirectory() as folder:
        database = sqlite3.connect(Path(folder) / "fts.db")
        columns = ", ".join(TEXT)
        database.execute(f"CREATE TABLE papers (id INTEGER PRIMARY KEY, {columns})")
        database.executemany(
            "INSERT INTO papers (title, abstract) VALUES (?, ?)",
            ((paper.title, paper.abstract) for paper in made_up(shelf.papers)),
        )
        database.execute(
            f"CREATE VIRTUAL TABLE fts USING fts5({columns}, content='papers', content_rowid='id', "
            "tokenize='porter unicode61 remove_diacritics 2')"
        )
        database.execute("INSERT INTO fts(fts) VALUES ('rebuild')")
        weights = ", ".join(str(WEIGHTS[name]) for name in TEXT)
        database.execute(f"INSERT INTO fts(fts, rank) VALUES ('rank', 'bm25({weights})')")
        database.commit()

        def search(query: str) -> list[int]:
            sql = f"SELECT rowid FROM fts WHERE fts MATCH ? ORDER BY rank LIMIT {LIMIT}"
            return [row for (row,) in database.execute(sql, [query])]

        try:
            yield search
        finally:
            database.close()
