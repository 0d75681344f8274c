"""Going through papers one by one on the screen."""

from __future__ import annotations

from pathlib import Path

import pytest

from readlist import Library
from readlist.paper import Status
from readlist.tui.screens.triage import TriageScreen
from tests.tui.driver import Driver, driving


def text_of(app: Driver, part: str) -> str:
    return "\n".join(line.strip() for line in app.lines() if part in line)


async def test_from_the_list_to_the_card(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ids = library.search("is:unread").ids[:]
    titles = [paper.title for paper in library.papers(ids)]
    library.set_status(ids[5:], Status.SKIPPED)
    async with driving(library, (100, 34)) as app:
        await app.press("T")
        keys = text_of(app, "star    r read"), text_of(app, "leave, resume any time")
        assert "s star    r read    x skip    → later    t tag    n note" in keys[0]
        assert "triage   all papers · as listed" in app.top
        assert "1 of 6" in app.top  # one of them is being read; what is read or skipped is out
        await app.press("s", "r")  # the star it had goes
        assert f"Read “{titles[0][:20]}" in app.bottom
        assert "2 of 6" in app.top
        await app.press("x", "s", "s", "right", "right")
        assert "5 of 6" in app.top
        assert (text_of(app, "star    r read"), text_of(app, "leave, resume any time")) == keys
        await app.press("left", "left")
        assert "put off" in app.text()
        assert "3 of 6" in app.top
        await app.press("right", "right", "u")
        assert "Undone: Put off “" in app.text()
        assert "4 of 6" in app.top
        await app.press("U", "escape")
        assert "all papers at 5 of 6" in app.bottom
        assert {*ids[:5]} <= {*app.main.source.ids}  # what was skipped keeps its row
        assert [paper.status for paper in library.papers(ids[:2])] == [Status.READ, Status.UNREAD]
        await app.press("T", "s", "right", "r")
        assert isinstance(app.app.screen, TriageScreen)
        assert "6 papers in" in app.text()
        assert "→ the 2 put off    e export the 1 starred" in app.text()
        await app.press("e", "enter")
        assert (tmp_path / "all-papers.md").read_text().count("\n## ") == 1
        await app.press("right")
        assert "1 of 2 put off" in app.top
        await app.press("x", "u", "x", "R", "r")
        assert "done" in app.top
        await app.press("enter")
        assert app.app.screen is app.main
        assert library.queues.unfinished() == []
        await app.press("u")  # from the list: the last decision, and the queue follows
        assert library.queues.unfinished()[0].at == 2


async def test_in_a_small_terminal_all_but_the_text_is_on_two_lines(library: Library) -> None:
    long = library.search("title:quiet").ids[:]
    library.edit(long[0], abstract=" ".join(["A sentence of many words."] * 30))
    async with driving(library, (40, 15)) as app:
        await app.press("T")
        assert "1 of 9" in app.top
        assert "triage   all papers" in app.top
        assert app.bottom == " s star  r read  x skip  → later  ?"
        assert "Quiet Gradients" in app.lines()[2]
        for _ in range(3):
            await app.press("space")
            assert "1 of 9" in app.top
        await app.press("space", "space")
        assert "That is all of it" in app.text()
        assert "1 of 9" in app.top  # to read on decides nothing
        await app.press("g", "x")
        assert "2 of 9" in app.top
        assert app.bottom.startswith(" Skipped “Quiet")
        await app.press("S")
        assert app.bottom.startswith(" 8 left, file order   S next order")
        await app.press("right", "right", "s", "left")
        assert "all papers" in app.top  # as soon as there is more to say, instead of triage
        await app.press("D")
        assert "of 8" in app.top
        await app.press("u")
        assert "of 9" in app.top


async def test_what_is_said_moves_no_key_and_no_row(library: Library) -> None:
    keys = " s star   r read   x skip   → later   "
    async with driving(library, (80, 24)) as app:
        rows = list(app.main.source.ids)
        await app.press("T")
        assert app.bottom.startswith(keys + "← back")
        for key, said in (("s", "tarred “"), ("x", "Skipped “"), ("S", "8 left, file order   S")):
            await app.press(key)
            assert app.bottom.startswith(keys)
            assert said in app.bottom
        await app.main.look_around()  # as it does now and then, also behind another screen
        await app.settle()
        triage = app.app.screen
        assert isinstance(triage, TriageScreen)
        await app.press("escape")
        assert list(app.main.source.ids) == rows
        assert app.main.paper == triage.paper != library.papers(rows[:1])[0]


async def test_a_selection_in_few_columns(library: Library) -> None:
    async with driving(library, (40, 15)) as app:
        await app.press("v", "v")
        assert app.top.endswith("  2 selected")
        await app.press("T", "r", "x")
        assert app.lines()[3].strip() == "2 selected papers · 1 s a paper"


async def test_what_another_window_does_meanwhile(empty: Library) -> None:
    assert empty.path is not None
    for name in ("kettles", "moss"):
        text = f"Abstract: A paper about {name}, and of all that can be said about {name} now.\n"
        empty.import_text(text, f"{name}.txt", format="abstracts")
    async with driving(empty, (80, 24)) as app:
        await app.press("T")
        assert "moss" in app.text()
        with Library.open(empty.path) as other:
            other.undo()
        await app.press("x")  # which cannot be done any more
        assert "There is no paper" in app.text()
        assert "1 of 1" in app.top
        assert "kettles" in app.text()
        await app.press("s")
        assert "u undoes" in app.bottom
        with Library.open(empty.path) as other:
            other.undo()
            assert not other.papers(list(other.search("").ids))[0].starred
            await app.press("u")  # for what was offered, and nothing else
            assert "already undone in another window" in app.text()
            assert other.counts().all == 1
            other.undo()
        await app.press("x")
        assert app.app.screen is app.main
        assert "are all gone" in app.text()


async def test_two_windows_go_through_one_list(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("readlist.tui.screens.triage.LOOK_AROUND", 3600)  # we say when
    async with driving(library, (80, 24)) as app:
        await app.press("T")
        triage = app.app.screen
        assert isinstance(triage, TriageScreen)
        first, second = triage.triage.ids[:2]
        assert library.path is not None
        with Library.open(library.path) as other:
            other.set_status([first], Status.READ)
            await app.press("x")
            assert "became read elsewhere meanwhile and stays\n so, unless you" in app.text()
            assert library.paper(first).status is Status.READ
            assert triage.triage.paper == first
            await app.press("x")  # now that it is seen
            assert library.paper(first).status is Status.SKIPPED
            other.set_status([second], Status.READ)
            await triage.look_around()
            await app.settle()
            assert triage.triage.paper == second
            assert app.lines()[1].split()[0] == "read"
            await app.press("r", "left", "r", "u", "x")  # what one did oneself is in nobody's way
            assert library.paper(second).status is Status.SKIPPED


async def test_a_triage_is_where_it_was_left(library: Library) -> None:
    async with driving(library, (120, 30)) as app:
        await app.press("T", "escape")  # a look at another list
        assert "resumes" not in app.bottom
        assert "IN TRIAGE" not in app.text()
        await app.press("slash", *"diff", "enter", "T", "r", "S")
        assert "diff* · file order" in app.top
        screen = app.app.screen
        assert isinstance(screen, TriageScreen)
        assert screen.paper is not None
        title = screen.paper.title[:20]
    async with driving(library, (120, 30)) as app:
        assert "2/3" in text_of(app, "diff*")
        assert "diff* at 2 of 3: T resumes" in app.text()
        await app.resize(24, 15)
        assert app.lines()[1].endswith("of 3: T resumes")
        await app.resize(120, 30)
        await app.press("T")
        assert title in app.text()
        await app.press("q")
        assert "diff* at 2 of 3   T resumes" in app.bottom
        await app.press("T")
        assert title in app.text()
        await app.press("q")
        app.main.bottom.hush()
        await app.press("T")  # nothing says otherwise: the list in view
        assert "triage   all papers" in app.top
        await app.press("q", "h")
        while app.main.sidebar.queue is None:
            await app.press("j")
        await app.press("enter")
        assert title in app.text()
        await app.press("escape", "D")
        assert "Deleted the triage of diff*" in app.bottom
        assert library.queues.unfinished() == []


async def test_what_came_in_is_gone_through(empty: Library, tmp_path: Path) -> None:
    file = tmp_path / "new.txt"
    file.write_text("Abstract: A new paper about kettles that talk, and of the tea they make.\n")
    async with driving(empty, (100, 30)) as app:
        await app.press("i")
        await app.paste(str(file))
        await app.press("enter")
        assert "T triage" in app.bottom
        await app.press("T")
        assert "triage   new.txt · file order" in app.top
        assert "1 of 1" in app.top
        await app.press("right", "escape", *"/source:new.txt", "enter", "T")
        assert "triage   new.txt · file order" in app.top
        assert "1 put off" in app.top or "put off" in app.text()  # the same one
        assert len(empty.queues.unfinished()) == 1
