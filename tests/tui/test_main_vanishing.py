"""Papers that go while they are shown, and an index that is not there: the screen stays."""

from __future__ import annotations

import shutil
import threading

import pytest

from readlist import Library
from readlist.library import Results, Stop
from readlist.paths import find_paths
from tests.tui.driver import driving

NEW = """Get trending papers in your email inbox!
SubscribeTurbulent Noise Considered Helpful
Noise that comes in gusts trains better than noise that does not. We measure both with a windmill.
Gentle Noise for Sleeping Models
Models that sleep wake up to gentle noise. A study over one long night, with a control group.
"""
KEYS = ["s", "r", "x", ".", "n", "escape", "t", "escape", "O", "escape", "E", "escape"]
PANES = ["o", "y", "y", "J", "K", "enter", "escape", "]", "[", "D", "u"]


async def test_papers_that_another_window_took_back_while_they_are_shown(
    library: Library,
) -> None:
    """Its import is undone there: the papers are gone for good, and every key is pressed here."""
    assert library.path is not None
    with Library.open(library.path) as other:
        other.import_text(NEW, "later.txt", format="trending")
        async with driving(library) as app:
            await app.press("slash", *"noise")
            assert "4 of 13" in app.top
            await app.press("enter")
            other.undo()
            app.send(*KEYS, *PANES)
            await app.settle()
            await app.main.look_around()
            await app.settle()
            assert "of 11" in app.top
            await app.press("g", "a")
            assert len(app.main.source) in (9, 10)  # `D` may have met one that is still there
            assert "Turbulent" not in app.text()
            assert "no longer in the library" not in app.text()


class GatedLibrary(Library):
    """Its searches wait, and say when they do."""

    gate: threading.Event
    waiting: threading.Event

    def search(self, text: str, limit: int | None = None, **options: object) -> Results:  # type: ignore[override]
        results = super().search(text, limit, **options)  # type: ignore[arg-type]
        if text:
            self.waiting.set()
            self.gate.wait(10)
        return results


@pytest.mark.parametrize("gone", ["deleted", "taken back"])
async def test_papers_that_go_while_the_search_for_them_runs(library: Library, gone: str) -> None:
    assert library.path is not None
    with Library.open(library.path) as other, GatedLibrary.open(library.path) as gated:
        gated.gate, gated.waiting = threading.Event(), threading.Event()
        other.import_text(NEW, "later.txt", format="trending")
        async with driving(gated) as app:
            app.send("slash", *"noise")
            while not gated.waiting.is_set():
                await app.pilot.pause(0.01)
            if gone == "deleted":
                other.delete(other.search("noise").ids[:3])
            else:
                other.undo()
            gated.gate.set()
            await app.settle()
            assert "of 1" in app.top
            await app.press("enter", *"jjjjkk", "s", "enter", "escape", "G", "u")
            await app.main.look_around()
            await app.settle()
            assert "1 of 10" in app.top if gone == "deleted" else "2 of 11" in app.top


class UnindexedLibrary(Library):
    """It cannot get at its index before it may."""

    gate: threading.Event

    def update_index(self, *, wait: bool = True, stop: Stop | None = None) -> int:
        self.gate.wait(10)
        return super().update_index(wait=wait, stop=stop)


async def test_while_the_index_is_made_plain_words_are_found_and_it_is_said(
    library: Library,
) -> None:
    assert library.path is not None
    with UnindexedLibrary.open(library.path) as opened:
        opened.gate = threading.Event()
        opened.gate.set()
        async with driving(opened) as app:
            opened.gate.clear()
            for folder in find_paths().indexes.glob("*"):
                shutil.rmtree(folder)
            app.send("slash", *"noise")
            while app.main.found is None or app.main.found.text != "noise":
                await app.pilot.pause(0.01)
            await app.pilot.pause(0.02)
            assert "2 of 11" in app.top
            assert "the search index is not ready" in app.lines()[1]
            opened.gate.set()
            await app.settle()
            assert "2 of 11" in app.top
            assert app.lines()[1].strip() == ""  # nothing to say any more
