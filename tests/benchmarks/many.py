"""Something is done to thousands of papers at once: in the app without a terminal, on a copy."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from unittest.mock import patch

from tests.benchmarks.figures import Figure, milliseconds, percentile, seconds
from tests.benchmarks.shelf import Shelf
from tests.tui.driver import Driver, driving

_SELECTED: Final = 5_000
_SIZE: Final = (120, 40)
_MOST_LAG: Final = 0.05
_MOST_LOGGED: Final = 1_000_000
_TICK: Final = 0.001
_VERBS: Final = (
    ("starring", "s"),
    ("undoing that", "u"),
    ("marking as read", "r"),
    ("undoing that", "u"),
)


@dataclass(slots=True)
class Done:
    """One thing done to many papers."""

    seconds: float
    """Until it is written and shown."""
    waits: list[float] = field(default_factory=list)
    """How long the app had no time for a key, again and again meanwhile, in seconds."""


def many_at_once(shelf: Shelf) -> list[Figure]:
    """Verbs on 5,000 selected papers, and selecting all; what one star takes is beside it."""
    with tempfile.TemporaryDirectory() as folder:
        copy = shelf.copy(Path(folder))
        with patch.dict(os.environ, copy.env()):
            return asyncio.run(_measured(copy))


async def _measured(shelf: Shelf) -> list[Figure]:
    count = min(_SELECTED, shelf.papers // 2)
    found = []
    with shelf.open() as library:
        async with driving(library, size=_SIZE) as app:
            one = await _done(app, "s")
            await _done(app, "u")
            for name, key in (("selecting all", "A"), ("inverting that", "I")):
                found.append(_row(f"{name}, {shelf.papers:,} papers", await _done(app, key), one))
            app.main.select(app.main.source.ids[:count])
            before = _pages(shelf)
            for name, key in _VERBS:
                done = await _done(app, key)
                found.append(_row(f"{name}, {count:,} of {shelf.papers:,} papers", done, one))
                if name == "starring":
                    logged = _pages(shelf) - before
        found.append(
            Figure(
                f"{count:,} stars, with what undoes them, on the disk",
                f"{logged / 1e6:.2f} MB",
                f"the texts of the papers: {_papers_size(shelf, count) / 1e6:.1f} MB",
                "",
                "≤ 1 MB",
                logged <= _MOST_LOGGED,
            )
        )
    return found


async def _done(app: Driver, key: str) -> Done:
    """Press a key; what it starts is over when nothing goes on any more."""
    await app.settle()
    done = Done(0.0)
    beating = asyncio.create_task(_beat(done.waits))
    start = time.perf_counter()
    app.send(key)
    await asyncio.sleep(_TICK)
    await app.settle()
    done.seconds = time.perf_counter() - start
    beating.cancel()
    return done


async def _beat(waits: list[float]) -> None:
    last = time.perf_counter()
    while True:
        await asyncio.sleep(_TICK)
        now = time.perf_counter()
        waits.append(max(now - last - _TICK, 0.0))
        last = now


def _row(what: str, many: Done, one: Done) -> Figure:
    wait = percentile(many.waits, 0.99)
    return Figure(
        f"{what}: a key waits, 99 of 100 times, at most",
        f"{seconds(wait)} (always: {seconds(max(many.waits))})",
        f"one star: {seconds(percentile(one.waits, 0.99))}",
        f"done in {milliseconds(many.seconds)} ms, one star in {milliseconds(one.seconds)} ms",
        "≤ 50 ms",
        wait <= _MOST_LAG,
    )


def _pages(shelf: Shelf) -> int:
    """The bytes of the library's file that are in use."""
    with _reading(shelf) as connection:
        (used,) = connection.execute(
            "SELECT (page_count - freelist_count) * page_size"
            " FROM pragma_page_count, pragma_freelist_count, pragma_page_size"
        ).fetchone()
    return int(used)


def _papers_size(shelf: Shelf, count: int) -> int:
    """The bytes of so many papers' texts, which the log would hold if stars stood beside them."""
    with _reading(shelf) as connection:
        (size,) = connection.execute(
            "SELECT avg(length(title) + ifnull(length(abstract), 0) + length(authors)) FROM papers"
        ).fetchone()
    return int(size * count)


@contextmanager
def _reading(shelf: Shelf) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(shelf.path)) as connection:
        yield connection
