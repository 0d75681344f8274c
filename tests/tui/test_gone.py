"""Papers that another program deletes, or takes back altogether, while the app shows them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from readlist import Library
from tests.tui.driver import driving


@pytest.fixture
def other(library: Library) -> Iterator[Library]:
    """The same library as another program has it."""
    with Library.open(library.path) as opened:
        yield opened


def take_back(library: Library) -> None:
    """Undo everything that was ever done to it."""
    while any(not step.undone for step in library.history()):
        library.undo()


KEYS = "j,J,k,G,g g,space,enter,escape,],s,r,x,o,y y,y l,/,escape,S,u,T"


@pytest.mark.parametrize("size", [(150, 40), (90, 24), (50, 16)])
async def test_all_papers_are_taken_back_under_the_cursor(
    library: Library, other: Library, size: tuple[int, int]
) -> None:
    async with driving(library, size=size) as driver:
        assert driver.title
        take_back(other)
        await driver.press("j")
        await driver.press("s")  # there is nothing to star any more
        assert (
            "no paper" in driver.text() or "deleted" in driver.text() or not other.counts().papers
        )
        for keys in KEYS.split(","):
            await driver.press(*keys.split())
        await driver.main.look_around()
        await driver.settle()
        assert len(driver.main.source) == 0
        assert other.counts().papers == 0


async def test_a_deleted_paper_leaves_the_list_and_the_others_stay(
    library: Library, other: Library
) -> None:
    async with driving(library, size=(150, 40)) as driver:
        await driver.press("j", "j")
        here = driver.title
        ids = list(driver.main.source.ids)
        other.delete([ids[0], ids[5]])
        await driver.main.look_around()
        await driver.settle()
        assert list(driver.main.source.ids) == [i for i in ids if i not in (ids[0], ids[5])]
        assert driver.title == here  # still on the same paper
        other.undo()
        await driver.main.look_around()
        await driver.settle()
        assert list(driver.main.source.ids) == ids
        assert driver.title == here


@pytest.mark.parametrize("saved", [False, True])
async def test_a_note_on_a_paper_that_is_taken_back_is_not_lost_without_a_word(
    library: Library, other: Library, monkeypatch: pytest.MonkeyPatch, saved: bool
) -> None:
    monkeypatch.setattr("readlist.tui.screens.note._SAVE_AFTER", 3600)
    async with driving(library, size=(150, 40)) as driver:
        await driver.press("n")
        await driver.type("quokka")
        if saved:
            await driver.press("ctrl+s")
        take_back(other)
        await driver.press("escape")
        await driver.settle()
        shown = " ".join(driver.text().split())
        assert "quokka" in shown or "no paper" in shown or "no longer" in shown, shown


async def test_searching_while_papers_go(library: Library, other: Library) -> None:
    async with driving(library, size=(150, 40)) as driver:
        await driver.press("/")
        (gone,) = list(other.search("diffusion").ids)[:1]
        for number, letter in enumerate("diffusion"):
            driver.send(letter)
            if number == 4:
                other.delete([gone])
        await driver.settle()
        await driver.press("enter", "j", "k", "enter", "escape")
        await driver.main.look_around()
        await driver.settle()
        assert gone not in driver.main.source.ids
        assert list(driver.main.source.ids) == list(other.search("diffusion").ids)
