"""The app in a test: keys in, the text of the terminal out.

Goldens are the whole screen as text, one file each under `tests/tui/goldens`. After a change that
is meant to show, write them anew with `READLIST_GOLDENS=write pytest tests/tui` and read the diff.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from textual import events
from textual.keys import key_to_character
from textual.pilot import Pilot
from textual.worker import WorkerCancelled, WorkerFailed

from readlist import Library
from readlist.config import Config
from readlist.tui.answers import opening
from readlist.tui.app import ReadlistApp
from readlist.tui.jobs import Jobs
from readlist.tui.keynames import spelled
from readlist.tui.remembered import recall
from readlist.tui.screens.main import MainScreen
from readlist.tui.terminal import Terminal
from tests.tui.host import PATIENCE

GOLDENS = Path(__file__).with_name("goldens")


class Driver:
    """One running app."""

    def __init__(self, app: ReadlistApp, pilot: Pilot[Any]) -> None:
        self.app = app
        self.pilot = pilot

    @property
    def main(self) -> MainScreen:
        return self.app.main

    @property
    def library(self) -> Library:
        return self.app.main.library

    @property
    def title(self) -> str:
        """The title of the paper in hand."""
        paper = self.main.paper
        return "" if paper is None else paper.title

    async def press(self, *keys: str) -> None:
        """Press keys one after the other, and wait for what they start."""
        self.send(*keys)
        await self.settle()

    def send(self, *keys: str) -> None:
        """Press keys, all at once, as a terminal does with what is typed ahead; wait for nothing.

        `pilot.press` would wait for an idle processor after each.
        """
        for key in keys:
            name, character = _key(key)
            self.app.post_message(events.Key(name, character))

    async def type(self, text: str) -> None:
        await self.press(*text)

    async def paste(self, text: str) -> None:
        """Paste as a terminal does: to whatever has the focus."""
        self.app.post_message(events.Paste(text))
        await self.settle()

    async def resize(self, width: int, height: int) -> None:
        await self.pilot.resize_terminal(width, height)
        await self.settle()

    async def settle(self) -> None:
        """Wait until nothing is going on any more."""
        quiet = 0
        while quiet < 3:
            await self.pilot.pause(0.002)
            await asyncio.wait_for(self.app.all_taken(), PATIENCE)
            workers = [worker for worker in self.app.workers if worker.group != "keys"]
            working = [worker for worker in workers if not worker.is_finished]
            quiet = 0 if working else quiet + 1
            for worker in working:
                try:
                    await asyncio.wait_for(worker.wait(), PATIENCE)
                except (WorkerCancelled, WorkerFailed, asyncio.CancelledError):
                    continue
            if not working:  # what a screen that has been left wanted written has no worker
                await asyncio.wait_for(self.app.main.jobs.written(), PATIENCE)

    def text(self) -> str:
        """What the terminal shows, line by line, without trailing spaces."""
        lines = self.app.screen._compositor.render_strips()
        return "\n".join("".join(part.text for part in line).rstrip() for line in lines)

    def lines(self) -> list[str]:
        return self.text().split("\n")

    @property
    def bottom(self) -> str:
        return self.lines()[-1]

    @property
    def top(self) -> str:
        return self.lines()[0]


def _key(key: str) -> tuple[str, str | None]:
    """A key as the terminal reports it: its name and the character it types, if any."""
    if key.startswith("alt+"):
        return key, None
    name = "space" if key == " " else spelled(key)
    return name, key if len(key) == 1 else key_to_character(name)


@asynccontextmanager
async def driving(
    library: Library,
    size: tuple[int, int] = (100, 30),
    config: Config | None = None,
    faults: int = 0,
    terminal: Terminal | None = None,
    rest: float = 3600,
    most: int = 2_000,
    ahead: str = "",
) -> AsyncIterator[Driver]:
    """Run the app on a library at a size; afterwards no more may have gone wrong than expected.

    `rest`: seconds until it is looked what is near to a paper; mostly no test waits for that.
    `most`: papers that the app reads before it shows any; `ahead`: keys that are typed meanwhile.
    """
    jobs = Jobs()
    first = opening(library, recall(library), most)
    app = ReadlistApp(library, config or Config(hints=False), jobs, first, terminal=terminal)
    app.main.rest = rest
    app.main.count_pause = 0.01  # there is nobody to wait for
    try:
        async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
            driver = Driver(app, pilot)
            driver.send(*ahead)
            await driver.settle()
            yield driver
            app.main.remember_place()
    finally:
        jobs.close()
    assert len(app.main.faults) == faults, app.main.faults


def golden(name: str, text: str) -> None:
    """Compare with a golden, or write it anew if READLIST_GOLDENS=write."""
    path = GOLDENS / f"{name}.txt"
    text = text.rstrip("\n") + "\n"
    if os.environ.get("READLIST_GOLDENS") == "write":
        path.write_text(text, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == text


def program(path: Path, body: str) -> Path:
    """A shell script at `path`, to stand in for one of the desktop's programs."""
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o700)
    return path
