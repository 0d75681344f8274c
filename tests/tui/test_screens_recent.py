"""Searching again: what is remembered, and how it is found."""

from __future__ import annotations

import pytest

from readlist import Library
from readlist.tui.screens.recent import RecentScreen
from tests.tui.driver import driving
from tests.tui.host import Host, do, text_of

QUERIES = ["diffusion editing", "is:unread [bold]", "Größe OR size", "diffusion -gan"]


@pytest.mark.parametrize(
    ("keys", "taken"),
    [
        (["enter"], QUERIES[0]),
        (["down", "down", "up", "enter"], QUERIES[1]),
        (["ctrl+r", "ctrl+n", "ctrl+p", "enter"], QUERIES[1]),
        (["d", "i", "f", "f", "down", "enter"], QUERIES[3]),
        (["g", "a", "n", " ", "d", "i", "f", "enter"], QUERIES[3]),
        (["G", "R", "Ö", "enter"], QUERIES[2]),
        (["z", "z", "enter", "escape"], None),
        (["up", "escape"], None),
    ],
)
async def test_choosing(keys: list[str], taken: str | None) -> None:
    app = Host(RecentScreen(QUERIES))
    async with app.run_test(size=(80, 24)) as pilot:
        await do(pilot, *keys)
        assert app.results == [taken]


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (200, 50)])
async def test_how_it_looks(size: tuple[int, int]) -> None:
    app = Host(RecentScreen([*QUERIES, "a very long query " * 20]))
    async with app.run_test(size=size) as pilot:
        await do(pilot, "down")
        assert "is:unread [bold]" in text_of(app)
        assert "esc back" in text_of(app)
        await do(pilot, *"zz")
        assert "No search had that in it" in text_of(app)


async def test_what_was_run_is_remembered_and_nothing_else(library: Library) -> None:
    async with driving(library) as app:
        await app.press("ctrl+r")
        assert "No search to repeat yet" in app.bottom
        await app.press("slash", *"diffusion", "enter")  # run
        await app.press("slash", *"noise weather", "ctrl+w", "ctrl+w", *"beverag", "escape")  # left
        await app.press("slash", *"zzzz", "escape")  # left with nothing
        await app.press("slash", *"diffusoin", "enter")  # a slip
        await app.press("escape", "slash", "enter")  # empty
        await app.press("slash", *"tag:", "enter")  # only begun
        await app.press("g", "s", "g", "u")  # lists
        assert library.searches.recent() == ["beverag", "diffusion"]
        await app.press("slash", *"diffusoin", "enter", "enter")  # what was meant is run
        assert library.searches.recent() == ["diffusion", "beverag"]
        await app.press("slash", *"latent")
        await app.pilot.click(app.main.list, offset=(10, 2))
        await app.settle()
        assert library.searches.recent()[0] == "latent"


async def test_searching_again_is_as_if_it_were_typed(library: Library) -> None:
    async with driving(library) as app:
        await app.press("slash", *"noise", "enter")
        await app.press("slash", *"bever", "escape", "escape")
        assert "10 papers" in app.top
        await app.press("ctrl+r")
        assert "RECENT SEARCHES" in app.text()
        await app.press("enter")
        assert app.main.box.value == "bever*"
        assert "1 of 11" in app.top
        assert app.main.place == "list"
        await app.press("slash", *"quiet")
        await app.press("ctrl+r", "escape")
        assert app.main.box.value == "quiet"
        assert app.main.place == "search"
        await app.press("ctrl+r", *"noi", "enter")
        assert app.main.box.value == "noise"
        assert "2 of 11" in app.top
