"""Whatever is pressed, pasted, clicked or done elsewhere, nothing breaks and all can be undone."""

from __future__ import annotations

import gc
import os
from collections import Counter
from pathlib import Path

import pytest
from textual.widget import Widget

from readlist import Library
from readlist.tui.app import ReadlistApp
from tests.tui import monkey
from tests.tui.driver import driving, program

SEEDS = range(int(os.environ.get("READLIST_MONKEYS", "8")))
ACTS = 150


@pytest.mark.long
@pytest.mark.parametrize("seed", SEEDS)
async def test_nothing_breaks(seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "TMUX"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("BROWSER", str(program(tmp_path / "browser", "exit 0")))
    monkeypatch.setattr(ReadlistApp, "exit", lambda *_: None)  # there is more to be pressed
    await play(tmp_path / "library.db", monkey.plan(seed, ACTS))


async def play(path: Path, acts: list[monkey.Act]) -> None:
    with Library.open(path) as library, Library.open(path) as other:
        empty = monkey.state(path)
        monkey.fill(library)
        async with driving(library, (100, 30)) as app:
            for number, act in enumerate(acts):
                try:
                    await monkey.do(app, other, act)
                    monkey.check(app)
                    if number % 15 == 14:
                        await monkey.leave(app)
                except BaseException as error:
                    error.add_note(f"acts: {acts[: number + 1]!r}\n{app.text()}")
                    raise
        worked = monkey.state(path)
        steps = monkey.undo_all(library)
        left = monkey.differences(empty, monkey.state(path))
        assert not left, left
        for _ in range(steps):
            library.redo()
        lost = monkey.differences(worked, monkey.state(path))
        assert not lost, lost


@pytest.mark.long
@pytest.mark.parametrize("door", ["T", "n", "w", "gc", "W", "?", ":", ",", "t", "e", "i", "E", "O"])
async def test_what_is_left_is_let_go(door: str, library: Library) -> None:
    async with driving(library, (100, 30)) as app:
        await app.press(*door, "escape")
        before = alive()
        for _ in range(8):
            await app.press(*door, "escape")
        more = alive() - before
        assert max(more.values(), default=0) < 6, more


def alive() -> Counter[str]:
    """How many widgets there are of each kind, on the screen or kept by something."""
    gc.collect()
    return Counter(type(each).__name__ for each in gc.get_objects() if isinstance(each, Widget))
