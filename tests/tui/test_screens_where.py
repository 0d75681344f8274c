"""Where a paper was seen, word by word, and the steps of its history."""

from __future__ import annotations

from readlist import Library
from readlist.paper import Status
from tests.tui.driver import driving
from tests.tui.test_main_verbs import first


async def test_the_lines_of_the_file_and_the_way_to_a_step(library: Library) -> None:
    title = first(library).title
    async with driving(library, (90, 20)) as app:
        await app.press("r", "W")
        lines = [line.split("▕")[0].strip() for line in app.lines()]
        assert lines[2] == title
        assert lines[4].startswith("monday.txt   lines 2–3 · trending · Today")
        assert lines[5] == f"2  Subscribe{title}"
        read, tagged = app.lines()[app.lines().index("  HISTORY") + 1 :][:2]
        assert read.startswith("  Today  ")
        assert read.endswith("read")
        assert tagged.endswith("+ #to-read")
        assert tagged[: tagged.index(":") - 2].strip() == ""  # the same day
        assert tagged.index(":") == read.index(":")
        await app.resize(60, 16)
        await app.press(*"j" * 30)
        assert "came in" in app.text()
        await app.press("home", "enter")  # the first step in view, which is the newest
        assert "history" in app.top
        await app.press("u", "escape")
        assert first(library).status is Status.UNREAD
        await app.press("W", "escape")
        assert app.title == title


async def test_of_a_paper_that_is_gone_that_is_said(library: Library) -> None:
    assert library.path is not None
    async with driving(library, (90, 20)) as app:
        await app.press(*"jjjj")
        with Library.open(library.path) as other:
            other.forget_source("monday.txt")
        await app.press("W")
        assert "There is no paper whose id begins with" in app.text()
        await app.press("escape")
        assert app.main.focused is app.main.list
