"""The app looks after its search index by itself, and says so only where something was wrong."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import pytest

from readlist import Library
from readlist.tui import upkeep
from tests.tui.driver import driving
from tests.tui.host import until


@pytest.fixture
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Idle at once, and an index too large to be summed up on opening."""
    monkeypatch.setattr(upkeep, "IDLE", 0.01)
    monkeypatch.setattr("readlist.search.place._CHECKED_AT_ONCE", 0)


@pytest.fixture
def segment(library: Library) -> Path:
    """The one segment of the index."""
    library.reindex()
    (folder,) = (Path(str(library.path)).parent / "home" / "index").iterdir()
    (path,) = (folder / "current").glob("*.seg")
    return path


async def test_a_damaged_index_is_made_anew_and_said(
    library: Library, segment: Path, soon: None
) -> None:
    data = bytearray(segment.read_bytes())
    data[len(data) // 2] ^= 0xFF
    segment.write_bytes(data)
    async with driving(library, size=(160, 30)) as driver:
        await until(driver.pilot, lambda: "damaged" in driver.text())
        assert "your papers are not" in " ".join(driver.text().split())
        await driver.settle()
        assert library.doctor().well
        assert not segment.exists()  # the new one has another name
        await driver.type("/diffusion")
        assert "not ready" not in driver.text()
        assert driver.main.source.ids


async def test_a_sound_index_is_no_news(library: Library, segment: Path, soon: None) -> None:
    async with driving(library) as driver:
        before = driver.bottom
        await asyncio.sleep(0.05)
        await driver.settle()
        assert driver.bottom == before
        assert segment.exists()


async def test_an_index_that_breaks_while_the_app_is_open_is_made_anew(
    library: Library, segment: Path
) -> None:
    async with driving(library, size=(120, 30)) as driver:
        await driver.type("/diffusion")
        shown = list(driver.main.source.ids)
        segment.write_bytes(segment.read_bytes()[:100])
        await driver.press("escape", "escape")
        await driver.type("/diffusion")  # answered without it
        assert set(driver.main.source.ids) == set(shown)
        await driver.settle()
        assert "not ready" not in driver.text()
        assert driver.main.source.ids == shown
        assert not segment.exists()
        assert library.doctor().well


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
async def test_searching_is_loaded_before_anybody_searches(
    library: Library, segment: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upkeep, "SOON", 0.01)
    library.star(library.select(starred=True).ids, on=False)  # else For you is counted
    before = _mapped(segment)
    async with driving(library) as driver:
        screen = driver.text()
        await until(driver.pilot, lambda: _mapped(segment) > before)
        assert driver.text() == screen


def _mapped(file: Path) -> int:
    """How often this process has a file mapped."""
    return Path("/proc/self/maps").read_text(encoding="utf-8").count(str(file))
