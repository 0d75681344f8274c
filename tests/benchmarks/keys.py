"""What a key costs: the app without a terminal, from a key to all that it starts being drawn."""

from __future__ import annotations

import asyncio
import os
import time
from statistics import median
from typing import Final
from unittest.mock import patch

from textual import events

from tests.benchmarks.figures import Figure, alternately, faster_than
from tests.benchmarks.shelf import Shelf
from tests.tui.driver import Driver, driving

WARM, KEYS = 20, 300
ROUNDS: Final = 4
_SIZE = (120, 40)


def cursor_key(shelf: Shelf, small: Shelf) -> Figure:
    """The key that moves down by one paper, in a large library and in a small one."""
    ours, theirs = alternately(
        ROUNDS, lambda: asyncio.run(_key_time(shelf)), lambda: asyncio.run(_key_time(small))
    )
    what = f"a cursor key, {shelf.papers:,} papers"
    return faster_than(what, ours, theirs, f"{small.papers:,} papers", 1.2)


async def _key_time(shelf: Shelf) -> float:
    """Median seconds of a key, less what waiting for an idle screen costs by itself."""
    with shelf.open() as library, patch.dict(os.environ, shelf.env()):
        async with driving(library, size=_SIZE) as driver:
            for _ in range(WARM):  # the first ones fill caches
                await _press(driver, "j")
            pressed = [await _press(driver, "j") for _ in range(KEYS)]
            idle = [await _wait(driver) for _ in range(KEYS)]
            assert driver.main.list.cursor == WARM + KEYS
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
