from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from readlist.tui.screens.name_search import NameScreen, free_name, proposed_name
from tests.tui.host import Host, do, text_of


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("diffusion editing", "diffusion editing"),
        ('is:unread tag:rl "text to image"', "unread rl text to image"),
        ("tag:to-read sort:year", "to-read"),
        ("(image OR video) -gan transf*", "image OR video -gan transf"),
        ("title:noise year>=2020", "noise year>=2020"),
        ("sort:added", "search"),
        ('""', "search"),
        ("one " * 20, "one one one one one one one one"),
    ],
)
def test_a_name_is_put_forward(query: str, name: str) -> None:
    assert proposed_name(query) == name


@given(st.text())
def test_any_query_can_be_called_something(query: str) -> None:
    name = proposed_name(query)
    assert name.strip() == name != ""
    assert cell_len(name) <= 32


def test_a_free_name_differs_in_more_than_case() -> None:
    assert free_name("rl", []) == "rl"
    assert free_name("RL", ["rl", "rl 2"]) == "RL 3"


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_what_is_typed_takes_the_place_of_what_was_put_forward(size: tuple[int, int]) -> None:
    app = Host(NameScreen("save this search", "a [/] b", "[/]", ["taken"]))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert "a [/] b" in text_of(app)
        await do(pilot, *"mine", "enter")
        assert app.results == ["mine"]


async def test_escape_leaves_everything_as_it_is() -> None:
    app = Host(NameScreen("save this search", "a b", "a b", []))
    async with app.run_test() as pilot:
        await pilot.pause()
        await do(pilot, "escape")
        assert app.results == [None]
