"""An import goes on behind the page that began it; it reads from a pipe, which the test fills."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest

from readlist import Library
from tests.tui.driver import Driver, driving
from tests.tui.host import until
from tests.tui.test_screens_import import listing

pytestmark = pytest.mark.skipif(not Path("/dev/fd").exists(), reason="pipes have no names here")


async def shows(driver: Driver, *wanted: str) -> None:
    """Wait for these in the bottom line, or anywhere."""
    await until(driver.pilot, lambda: all(text in driver.text() for text in wanted))


class Begun:
    """An import of a file of 6 papers and of a pipe, which was left when the file was in."""

    def __init__(self, driver: Driver, pipe: int) -> None:
        self.driver = driver
        self._pipe = pipe

    def end(self, with_bytes: bytes) -> None:
        """Write this into the pipe and close it."""
        os.write(self._pipe, with_bytes)
        os.close(self._pipe)


@asynccontextmanager
async def begun(library: Library, tmp_path: Path, *, file: bool = True) -> AsyncIterator[Begun]:
    out, into = os.pipe()
    (tmp_path / "monday.txt").write_text(listing(6))
    before = library.counts().papers
    try:
        async with driving(library) as driver:
            await driver.press("i")
            name = f"{tmp_path}/monday.txt " if file else ""
            driver.send(*f"{name}/dev/fd/{out}", "enter")
            await shows(driver, "it goes on if you leave")
            while file and library.counts().papers == before:
                await asyncio.sleep(0.01)
            driver.send("escape")
            await shows(driver, "import: ", "^X stops")
            yield Begun(driver, into)
    finally:
        os.close(out)
        with suppress(OSError):  # closed by the test
            os.close(into)


async def test_one_works_on_while_it_goes_on_and_undoes_it_in_the_end(
    library: Library, tmp_path: Path
) -> None:
    before = library.counts()
    async with begun(library, tmp_path) as going_on:
        driver = going_on.driver
        paper = driver.main.paper
        assert paper is not None
        driver.send("s")
        await shows(driver, "tarred “", "u undoes", "import: ")
        assert library.paper(paper.id).starred is not paper.starred, "it waits for nothing"
        driver.send("u")
        await shows(driver, "Undone", "import: ")
        assert library.paper(paper.id).starred is paper.starred
        assert library.counts().papers == before.papers + 6, "the import goes on"
        going_on.end(listing(2, start=90).encode())
        await shows(driver, "8 papers in 2 files, 8 new, 0 known", "u undoes")
        await driver.settle()
        assert library.counts().papers == before.papers + 8
        assert driver.title == paper.title, "the list is where it was"
        await driver.press("u")
    assert library.counts() == before


async def test_it_is_stopped_from_the_list(library: Library, tmp_path: Path) -> None:
    before = library.counts()
    async with begun(library, tmp_path) as going_on:
        going_on.driver.send("ctrl+x")
        await shows(going_on.driver, "The import was stopped; nothing of it is in the library")
        await going_on.driver.press("ctrl+x")
        assert "No import is going on" in going_on.driver.bottom
    assert library.counts() == before


async def test_what_went_wrong_behind_is_in_hand_again(library: Library, tmp_path: Path) -> None:
    async with begun(library, tmp_path, file=False) as going_on:
        driver = going_on.driver
        driver.send("i")
        await shows(driver, "it goes on if you leave", "reading…")
        driver.send("escape")
        await shows(driver, "import: ")
        going_on.end(b"\0\1\2" * 99)
        await shows(driver, "Not imported: ", "i looks")
        await driver.press("i")
        await shows(driver, "FILES", "/dev/fd/", "enter import")
        await driver.press("escape")
