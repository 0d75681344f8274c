"""How the list is arranged: sorted, dense, wide; found again as it was left."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from readlist import Library
from readlist.library.queues import Queue
from readlist.paper import BACKWARDS, SORTS
from readlist.tui.keys import KeyTable
from readlist.tui.orders import order_of
from readlist.tui.remembered import Remembered, keep, recall
from readlist.tui.returning import welcome_back
from tests.tui.driver import Driver, driving


def listed(app: Driver) -> list[str]:
    return [paper.title for paper in app.main.source.window(0, len(app.main.source))]


async def test_the_order_is_chosen_by_column_and_remembered(library: Library) -> None:
    async with driving(library) as app:
        added = listed(app)
        await app.press("S", "t")
        by_title = listed(app)
        assert by_title[0] == "A Survey of Surveys of Surveys: " + by_title[0].split(": ")[1]
        assert app.top.endswith("10 papers · by title")
        await app.press("S", "S")
        assert listed(app) == by_title[::-1]
        await app.press("g", "u")
        assert "by title, from Z" in app.top
        await app.press("slash", *"noise ", "enter")
        assert "relevance" in app.top  # a search has an order of its own
        await app.press("S", "t")
        assert "2 of 11 · by title" in app.top
        await app.press("escape", "slash", *"sort:year", "enter", "S", "a", "S", "S")
        assert app.main.box.value == "sort:-added"  # what the query says is put right there
    async with driving(library) as app:
        assert listed(app) == by_title[::-1]
        await app.press("S", "l")
        assert "relevance" in app.bottom
        await app.press("S", "a")
        assert listed(app) == added


async def test_an_order_of_which_no_paper_has_anything_says_so(library: Library) -> None:
    async with driving(library) as app:
        await app.press("slash", *"noise -ada", "enter")
        before = listed(app)
        await app.press("S", "v")
        assert "No paper here has a venue" in app.bottom
        assert set(listed(app)) == set(before)
        await app.press("escape", "S", "v")
        assert "No paper" not in app.bottom
        assert listed(app)[0] == "Quiet Gradients for Loud Networks"


async def test_all_leaves_out_what_was_skipped_but_not_at_once(library: Library) -> None:
    async with driving(library) as app:
        await app.press("j", "x")
        assert len(app.main.source) == 10  # it stays while one works
        assert "Marked" in app.bottom
        await app.press("g", "u", "g", "a")
        assert len(app.main.source) == 9
        await app.press("g", "x")
        assert "2 of 11" in app.top


async def test_density_panes_and_place_are_as_they_were_left(library: Library) -> None:
    async with driving(library, (120, 30)) as app:
        widths = app.main.list.size.width, app.main.sidebar.size.width
        await app.press("z", ">", ">", "h", ">", "l", "G", "k")
        title, lines = app.title, app.lines()
        assert app.main.list.size.width > widths[0]
        assert app.main.sidebar.size.width > widths[1]
        assert "compact" not in app.top
    async with driving(library, (120, 30)) as app:
        assert app.title == title
        assert app.lines()[2:-1] == lines[2:-1]
        await app.press("backslash")
    async with driving(library, (100, 30)) as app:
        height = app.main.list.size.height
        await app.press("<")
        assert app.main.list.size.height < height
        await app.press("l", "z", "z", "h")  # the pane on the whole page, and back
        assert app.main.list.size.height < height
        await app.resize(120, 30)
        assert not app.main.is_shown(app.main.sidebar)


async def test_a_paper_is_gone_to_by_its_id(library: Library) -> None:
    keep(library, Remembered(left_at="2020-01-01T00:00:00Z"))
    async with driving(library) as app:
        assert "days away · 8 unread" in app.text()
        await app.press("j")
        assert "days away" not in app.text()
        id = app.main.source.ids[4]
        await app.press("g", "i", *"zzz", "enter")
        assert "There is no paper" in app.text()
        await app.press("ctrl+u", *id[:5], "enter")
        assert app.main.list.cursor == 4
        await app.press("g", "s", "g", "i", *id[:5], "enter")
        assert app.main.box.value == f"id:{id}"
        assert len(app.main.source) == 1


NOW = datetime(2025, 6, 1, tzinfo=UTC)
QUEUE = Queue(1, "monday.txt", "source:monday.txt", 37, 212, "")


@pytest.mark.parametrize(
    ("days", "queues", "said"),
    [
        (6, [], ""),
        (31, [], "31 days away · 402 unread"),
        (31, [QUEUE], "31 days away · 402 unread · monday.txt at 37 of 212: T resumes"),
        (0, [QUEUE], "monday.txt at 37 of 212: T resumes"),
    ],
)
def test_who_comes_back_is_told_how_things_stand(
    days: int | None, queues: list[Queue], said: str
) -> None:
    left = None if days is None else (NOW - timedelta(days=days, hours=1)).isoformat()
    parts = welcome_back(left, 402, queues, "T", NOW)
    assert "".join(text for text, _ in parts) == said


@pytest.mark.parametrize(
    "kept", ["", "nonsense", "[]", '{"sort": "colour", "above": -1, "beside": "x", "paper": 3}']
)
def test_what_was_kept_wrongly_is_as_if_it_had_not_been(library: Library, kept: str) -> None:
    library.set_setting("screen", kept)
    assert recall(library) == Remembered()


def test_every_order_has_its_key_and_its_words(library: Library) -> None:
    keys = {key.action for key in KeyTable().after("sort")}
    assert keys == {f"sort_by({sort!r})" for sort in SORTS} | {"sort_reverse"}
    said = [order_of(library.search("noise", sort=sort)) for sort in SORTS + BACKWARDS]
    assert len(set(said)) == len(said)
