"""What a key costs: the app without a terminal, from a key to all that it starts being drawn."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Sequence
from itertools import cycle, islice
from statistics import median
from typing import Final
from unittest.mock import patch

from textual import events

from tests.benchmarks.figures import Figure, alternately, faster_than
from tests.benchmarks.shelf import Shelf
from tests.benchmarks.startup import Terminal, third_title
from tests.tui.driver import Driver, driving

WARM, KEYS = 20, 300
ROUNDS: Final = 4
PAGES = ("pagedown",) * 10 + ("pageup",) * 9
HELD, BETWEEN = 30, 0.033
"""A key that is held down comes thirty times a second."""
_HOME = "\x1b[H"
_SIZE = (120, 40)


def cursor_key(shelf: Shelf, small: Shelf) -> Figure:
    """The key that moves down by one paper, in a large library and in a small one."""
    ours, theirs = alternately(
        ROUNDS, lambda: asyncio.run(_key_time(shelf)), lambda: asyncio.run(_key_time(small))
    )
    what = f"a cursor key, {shelf.papers:,} papers"
    return faster_than(what, ours, theirs, f"{small.papers:,} papers", 1.2)


def page_key(shelf: Shelf, small: Shelf) -> Figure:
    """The keys that move by a page, which draw all rows."""
    ours, theirs = alternately(
        ROUNDS,
        lambda: asyncio.run(_key_time(shelf, PAGES)),
        lambda: asyncio.run(_key_time(small, PAGES)),
    )
    what = f"a page up or down, {shelf.papers:,} papers"
    return faster_than(what, ours, theirs, f"{small.papers:,} papers", 1.2)


def held_down(shelf: Shelf, small: Shelf) -> list[Figure]:
    """What a key that is held down has the terminal draw: the rows, the page, the keys."""
    return [
        _held(f"{name} held down, {shelf.papers:,} papers: bytes drawn for each", key, shelf, small)
        for name, key in (("a cursor key", "j"), ("page down", "\x1b[6~"))
    ]


def _held(what: str, key: str, shelf: Shelf, small: Shelf) -> Figure:
    ours, theirs = _drawn(shelf, key), _drawn(small, key)
    beside = f"{small.papers:,} papers: {theirs:,.0f}"
    return Figure(what, f"{ours:,.0f}", beside, f"{ours / theirs:.2f} ×", "", None)


def _drawn(shelf: Shelf, key: str) -> float:
    """Bytes drawn for a key."""
    with Terminal(shelf) as terminal:
        terminal.wait_for(third_title(shelf))
        terminal.rest(1.5)
        terminal.type(_HOME)
        terminal.rest(0.5)
        before = terminal.drawn
        for _ in range(HELD):
            terminal.type(key)
            terminal.wait(BETWEEN)
        terminal.rest(0.5)
        drawn = terminal.drawn - before
        terminal.type(_HOME)  # where the next one is to begin
        terminal.rest(0.5)
        return drawn / HELD


async def _key_time(shelf: Shelf, keys: Sequence[str] = ("j",)) -> float:
    """Median seconds of a key, less what waiting for an idle screen costs by itself."""
    with shelf.open() as library, patch.dict(os.environ, shelf.env()):
        async with driving(library, size=_SIZE) as driver:
            driver.main.list.cursor = 0  # wherever it was left
            await driver.settle()
            for key in islice(cycle(keys), WARM // len(keys) * len(keys) or len(keys)):
                await _press(driver, key)  # the first ones fill caches
            pressed = [await _press(driver, key) for key in islice(cycle(keys), KEYS)]
            idle = [await _wait(driver) for _ in range(KEYS)]
            return median(pressed) - median(idle)


async def _press(driver: Driver, key: str) -> float:
    """Press a key that moves the cursor; seconds until all that it changes is drawn."""
    cursor = driver.main.list.cursor
    start = time.perf_counter()
    driver.app.post_message(events.Key(key, key))
    while driver.main.list.cursor == cursor:
        await asyncio.sleep(0)
    await driver.pilot.pause(0)
    return time.perf_counter() - start


async def _wait(driver: Driver) -> float:
    start = time.perf_counter()
    await driver.pilot.pause(0)
    return time.perf_counter() - start
