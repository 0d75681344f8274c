from __future__ import annotations

import pytest
from textual.events import MouseDown, MouseUp

from readlist.paper import Link, LinkKind
from readlist.tui.screens.links import LinkScreen
from tests.tui.host import Host, do, text_of

FIND = "https://scholar.example/scholar?q=x"
LINKS = [
    Link("https://arxiv.org/abs/2101.00001", LinkKind.PAPER),
    Link("https://github.com/example/[code]/" + "a-long-name/" * 9 + "end", LinkKind.CODE),
]


@pytest.mark.parametrize(
    ("keys", "url"),
    [
        (["enter"], LINKS[0].url),
        (["j", "enter"], LINKS[1].url),
        (["down", "down", "up", "enter"], LINKS[1].url),
        (["2"], LINKS[1].url),
        (["3"], FIND),
        (["9", "escape"], None),
        (["q"], None),
    ],
)
async def test_choosing(keys: list[str], url: str | None) -> None:
    app = Host(LinkScreen(LINKS, FIND))
    async with app.run_test(size=(80, 24)) as pilot:
        await do(pilot, *keys)
        assert app.results == [url]


async def test_without_links_there_is_the_search() -> None:
    app = Host(LinkScreen([], FIND))
    async with app.run_test() as pilot:
        assert "search the web for its title" in text_of(app)
        await do(pilot, "enter")
        assert app.results == [FIND]


@pytest.mark.parametrize("size", [(40, 16), (80, 24), (200, 60)])
async def test_long_addresses_are_whole_and_literal(size: tuple[int, int]) -> None:
    app = Host(LinkScreen(LINKS, FIND))
    async with app.run_test(size=size):
        together = "".join(text_of(app).split())
        assert LINKS[1].url.removeprefix("https://") in together
        for kind in ("paper", "code", "find"):
            assert kind in together


async def test_a_double_click_above_closes_it_once() -> None:
    app = Host(LinkScreen(LINKS, FIND))
    async with app.run_test(size=(80, 24)) as pilot:
        for kind in (MouseDown, MouseUp) * 2:
            app.post_message(kind(None, 5, 2, 0, 0, 1, False, False, False))
        await pilot.pause()
        assert app.results == [None]
        assert len(app.screen_stack) == 1


async def test_a_click_opens() -> None:
    app = Host(LinkScreen(LINKS, FIND))
    async with app.run_test(size=(80, 24)) as pilot:
        lines = text_of(app).splitlines()
        row = next(at for at, line in enumerate(lines) if "find" in line)
        await pilot.click(offset=(20, row))
        await pilot.pause()
        assert app.results == [FIND]
