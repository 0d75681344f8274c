"""Saved searches at the side: saved, opened, counted, renamed, deleted, moved; each undone."""

from __future__ import annotations

import threading
from collections.abc import Sequence

import pytest

from readlist import Library
from readlist.config import Config
from readlist.library import Stop
from readlist.library.searches import Searches
from readlist.paper import SavedSearch
from tests.tui.driver import Driver, driving
from tests.tui.host import until


@pytest.fixture
def searched(library: Library) -> Library:
    library.searches.save("weather", "weather")
    library.searches.save("slow", "diffusion -weather")
    library.searches.save("to read", "tag:to-read OR is:reading")
    return library


def names(library: Library) -> list[str]:
    return [search.name for search in library.searches.all()]


def section(app: Driver) -> list[str]:
    """The sidebar's lines below SEARCHES, as far as they reach."""
    lines = [line.split("│")[0].rstrip() for line in app.lines()]
    if "  SEARCHES" not in lines:
        return []
    first = lines.index("  SEARCHES") + 1
    return lines[first : lines.index("", first)]


async def search(app: Driver, text: str) -> None:
    await app.press("slash")
    await app.type(text)
    await app.press("enter")


async def test_a_search_is_saved_and_opened_by_its_number(library: Library) -> None:
    async with driving(library, (140, 40)) as app:
        assert section(app) == []
        await search(app, "diffusion -weather")
        assert "+ save" in app.bottom
        await app.press("plus")
        assert "SAVE THIS SEARCH" in app.text()
        await app.type("slow ones")
        await app.press("enter")
        assert library.searches.all() == [SavedSearch("slow ones", "diffusion -weather")]
        assert "Saved the search “slow ones”; 1 opens it   u undoes" in app.bottom
        assert section(app) == ["▌ 1 slow ones           2"]
        app.main.bottom.hush()
        assert "+ save" not in app.bottom
        await app.press("g", "a")
        assert section(app) == ["  1 slow ones           2"]
        await app.press("enter", "1")
        assert app.main.box.value == "diffusion -weather"
        assert app.main.place == "list"
        assert "2 of 11" in app.top
        await app.press("u")
        assert "Undone: Saved the search “slow ones”" in app.bottom
        assert section(app) == []
        await app.press("U")
        assert section(app) == ["▌ 1 slow ones           2"]


async def test_what_was_only_begun_is_saved_as_it_was_found(library: Library) -> None:
    async with driving(library, (140, 40)) as app:
        await app.press("slash")
        await app.type("diffusion weath")
        await app.press("escape", "plus", "enter")
        assert library.searches.all() == [SavedSearch("diffusion weath", "diffusion weath*")]
        assert section(app) == ["▌ 1 diffusion weath     1"]


async def test_a_name_that_is_taken_is_said_and_another_put_forward(searched: Library) -> None:
    async with driving(searched, (140, 40)) as app:
        await search(app, "noise")
        await app.press("plus")
        await app.type("Slow")
        assert "“Slow” is there already" in app.text()
        assert "enter another name" in app.bottom
        await app.press("enter")
        assert "Slow 2" in app.text()
        assert "is there already" not in app.text()
        await app.press("enter")
        assert names(searched) == ["weather", "slow", "to read", "Slow 2"]


async def test_nothing_is_saved_without_a_search_or_a_name_or_twice(searched: Library) -> None:
    async with driving(searched, (140, 40)) as app:
        await app.press("plus")
        assert "There is no search to save; / begins one" in app.bottom
        await app.press("1", "plus")
        assert "That search is saved already, as “weather”" in app.bottom
        await search(app, "noise")
        await app.press("plus", "backspace", "enter")
        assert "It needs a name" in app.text()
        await app.press("escape")
        assert app.app.screen is app.main
        assert len(names(searched)) == 3


async def test_a_number_without_a_search_says_how_one_gets_there(library: Library) -> None:
    async with driving(library, (140, 40)) as app:
        await app.press("7")
        assert "No search has that number yet; + saves the one in the box" in app.bottom
        assert app.main.box.value == ""


async def test_numbers_are_text_in_the_box(searched: Library) -> None:
    async with driving(searched, (140, 40)) as app:
        await search(app, "+1")
        assert app.main.box.value == "+1"


async def test_renaming_deleting_and_moving_at_the_side(searched: Library) -> None:
    async with driving(searched, (140, 40)) as app:
        await app.press("2", "h")
        assert "E rename   D delete" in app.bottom
        assert [line[2:13] for line in section(app)] == [
            "1 weather  ",
            "2 slow     ",
            "3 to read  ",
        ]
        await app.press("E")
        assert "RENAME THIS SEARCH" in app.text()
        await app.type("slow ones")
        await app.press("enter")
        assert names(searched) == ["weather", "slow ones", "to read"]
        assert "Renamed the search “slow” to “slow ones”   u undoes" in app.bottom
        await app.press("alt+up")
        assert names(searched) == ["slow ones", "weather", "to read"]
        assert "Moved the search “slow ones”; 1 opens it   u undoes" in app.bottom
        await app.press("alt+down", "alt+down", "alt+down")
        assert names(searched) == ["weather", "to read", "slow ones"]
        assert section(app)[2].startswith("▌ 3 slow ones")
        await app.press("D")
        assert names(searched) == ["weather", "to read"]
        assert "Deleted the search “slow ones”   u undoes" in app.bottom
        assert app.main.place == "sidebar"
        await app.press("enter")
        assert app.main.box.value != "diffusion -weather"
        for _ in range(5):
            await app.press("u")
        assert names(searched) == ["weather", "slow", "to read"]


async def test_only_saved_searches_are_renamed_and_deleted_at_the_side(searched: Library) -> None:
    async with driving(searched, (140, 40)) as app:
        await app.press("h")
        assert "rename" not in app.bottom
        for key in ["E", "D", "alt+up"]:
            await app.press(key)
            assert "Only a saved search, a tag or a source can be renamed" in app.bottom
        assert len(names(searched)) == 3
        assert app.main.place == "sidebar"


async def test_the_palette_knows_them_whatever_they_are_called(library: Library) -> None:
    library.searches.save("[b]noise[/]", "title:noise")
    async with driving(library, (140, 40)) as app:
        await app.press("colon")
        await app.type("[/]")
        assert "1       Open “[b]noise[/]”" in app.text()
        await app.press("enter")
        assert app.main.box.value == "title:noise"
        await app.press("colon")
        await app.type("delete the search")
        await app.press("enter")
        assert names(library) == []


async def test_keys_of_ones_own_are_those_that_are_shown(searched: Library) -> None:
    async with driving(searched, (140, 40), Config(keys={"saved_2": "f2"})) as app:
        assert [line.split()[0] for line in section(app)] == ["1", "f2", "3"]
        await app.press("f2")
        assert app.main.box.value == "diffusion -weather"


async def test_counts_follow_the_library(searched: Library) -> None:
    async with driving(searched, (140, 40)) as app:
        assert [line.split()[-1] for line in section(app)] == ["1", "2", "2"]
        await app.press("g", "a", "R")
        assert [line.split()[-1] for line in section(app)] == ["1", "2", "2"]
        await app.press("j", "R")
        assert [line.split()[-1] for line in section(app)] == ["1", "2", "3"]
        await app.press("u")
        assert [line.split()[-1] for line in section(app)] == ["1", "2", "2"]


async def test_more_than_nine_have_no_number(library: Library) -> None:
    for number in range(1, 12):
        library.searches.save(f"search {number}", f"noise {number}")
    async with driving(library, (140, 40)) as app:
        assert section(app)[8].startswith("  9 search 9 ")
        assert section(app)[9].startswith("    search 10")


class SlowCounts(Searches):
    """Counting waits until it is let go, or stopped."""

    def __init__(self, searches: Searches) -> None:
        vars(self).update(vars(searches))
        self.gate = threading.Event()
        self.stopped = 0

    def count(self, queries: Sequence[str], stop: Stop | None = None) -> list[int]:
        while not self.gate.wait(0.005):
            if stop is not None and stop.stopped:
                self.stopped += 1
                break
        return super().count(queries, stop)


async def test_counting_never_keeps_a_search_waiting(searched: Library) -> None:
    assert searched.path is not None
    with Library.open(searched.path) as library:
        library.searches = slow = SlowCounts(library.searches)
        slow.gate.set()
        async with driving(library, (140, 40)) as app:
            slow.gate.clear()
            app.send("j", "R")
            await app.pilot.pause(0.6)
            assert "…" not in section(app)[0], "what was counted before stays"
            app.send("slash", *"noise")
            await until(app.pilot, lambda: "2 of 11" in app.top)
            assert slow.stopped
            slow.gate.set()
            await app.settle()
            assert [line.split()[-1] for line in section(app)] == ["1", "2", "3"]
