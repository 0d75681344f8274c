"""The history screen, driven by keys."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from readlist import Library
from readlist.paper import Status
from readlist.tui.screens.history import HistoryScreen
from tests.tui.driver import Driver, driving


def age(library: Library, days: dict[int, int]) -> None:
    """Make steps as old as so many days."""
    assert library.path is not None
    with closing(sqlite3.connect(library.path)) as connection, connection:
        for number, ago in days.items():
            connection.execute(
                "UPDATE undo_steps SET at = strftime('%Y-%m-%dT%H:%M:%SZ', 'now', ?)"
                " WHERE number = ?",
                (f"-{ago} days", number),
            )


def undone(library: Library) -> list[str]:
    return [step.label for step in library.history() if step.undone]


def number_of(library: Library, label: str) -> int:
    return next(step.number for step in library.history() if step.label == label)


async def test_a_mistake_of_yesterday_is_undone_with_few_keys(library: Library) -> None:
    ids = list(library.search("").ids)
    library.star(ids[5:9])
    steps = library.history()
    wrong = steps[0].number
    age(library, {step.number: 3 for step in steps[1:]} | {wrong: 1})
    library.tag(ids[9:], ["later"])
    async with driving(library, (120, 30)) as app:
        await app.press("g", "h")
        assert isinstance(app.app.screen, HistoryScreen)
        assert app.lines()[2].startswith("  TODAY")
        assert "YESTERDAY" in app.text()
        await app.press("J")
        assert "Starred 4 papers" in app.lines()[2].partition("│")[2], "what it did stands beside"
        assert "4 PAPERS" in app.text()
        assert "Latent Weather" in app.text()
        await app.press("u")
        assert undone(library) == ["Starred 4 papers"]
        assert "Undone: Starred 4 papers" in app.text()
        assert "undone" in app.text()
        assert app.bottom.strip().startswith("U redo this")
        await app.press("U")
        assert undone(library) == []
        await app.press("enter")
        assert app.app.screen is app.main
        assert "step:" in app.top
        assert f"4 of {len(ids)}" in app.top


async def test_what_is_in_the_way_is_said_and_undone_along(library: Library) -> None:
    paper = library.search("").ids[3]
    library.edit(paper, year="2001")
    library.edit(paper, year="2002", venue="Pad")
    first = number_of(library, library.history()[1].label)
    async with driving(library, (80, 24)) as app:
        await app.press("g", "h", "j")
        assert "IN THE WAY" in app.text()
        await app.press("u")
        assert undone(library) == []
        assert "1 later step is in its way: u again undoes that as well" in app.text()
        await app.press("k", "j", "u")
        assert undone(library) == [], "moving away forgets the question"
        await app.press("u")
        assert len(undone(library)) == 2
        assert library.paper(paper).year is None
        await app.press("k", "U")
        assert "1 earlier step is in its way: U again" in app.text()
        await app.press("U")
        assert library.paper(paper).year == 2002
    assert first


async def test_finding_a_step_and_taking_back_only_that(library: Library) -> None:
    ids = list(library.search("").ids)
    library.star(ids[4:7])
    library.set_status(ids[4:7], Status.READ)  # which shares its rows
    async with driving(library, (40, 15)) as app:
        await app.press("g", "h", "/")
        await app.type("unstarred")
        assert "No step says that" in app.text()
        await app.press("ctrl+u")
        await app.type("starred 3")
        await app.press("enter")
        assert "1 of " in app.top
        await app.press("u")
        assert "Took back: Starred 3 papers" in " ".join(app.text().split())
        await app.press("enter")
        assert "3 PAPERS" in app.text(), "in little room, what it did comes alone"
        await app.press("escape", "escape")
        assert "Took back: Starred 3" in app.lines()[2]
        assert "taken back" in app.text()
        await app.press("escape")
        assert app.app.screen is app.main
    papers = library.papers(ids[4:7])
    assert [(paper.starred, paper.status) for paper in papers] == [(False, Status.READ)] * 3


async def test_an_empty_history_and_what_other_windows_do(empty: Library) -> None:
    async with driving(empty, (100, 24)) as app:
        await app.press("g", "h")
        assert "Nothing has been done yet" in app.text()
        await app.press("u", "U", "enter", "J", "l")
        empty.import_text(
            "A title\nAnd an abstract that says a little about it.", "x.txt", format="trending"
        )
        screen = app.app.screen
        assert isinstance(screen, HistoryScreen)
        await wait_for(app, screen, "Imported")
        await app.press("u")
        assert undone(empty)


async def wait_for(app: Driver, screen: HistoryScreen, text: str) -> None:
    """What the screen does by itself every moment or two, at once."""
    await screen._look_around()
    await app.settle()
    assert text in app.text()
