from __future__ import annotations

import pytest

from readlist.tui.screens.confirm import ConfirmScreen
from tests.tui.host import Host, do, text_of

QUESTION = "Fill in these fields from the pasted BibTeX?"


@pytest.mark.parametrize(("key", "answer"), [("enter", True), ("escape", False), ("q", False)])
async def test_two_keys_answer(key: str, answer: bool) -> None:
    app = Host(ConfirmScreen(QUESTION, "title    A study", "fill in"))
    async with app.run_test(size=(80, 24)) as pilot:
        await do(pilot, key)
        assert app.results == [answer]


async def test_what_is_asked_stands_there_as_it_is() -> None:
    detail = "title    On [MASK] tokens [/] and [red]colours[/red]\nyear     2021\x1b[31m"
    app = Host(ConfirmScreen(QUESTION, detail, "fill in"))
    async with app.run_test(size=(80, 24)):
        shown = text_of(app)
        assert QUESTION in shown
        assert "On [MASK] tokens [/] and [red]colours[/red]" in shown
        assert "year     2021" in shown
        assert "enter fill in" in shown
        assert "row 1," in shown, "what it is about stays in view"


@pytest.mark.parametrize("light", [False, True])
async def test_a_long_detail_scrolls_in_a_small_terminal(light: bool) -> None:
    detail = "\n".join(f"line {number}" for number in range(1, 40))
    app = Host(ConfirmScreen(QUESTION, detail, "fill in"), light)
    async with app.run_test(size=(40, 12)) as pilot:
        assert "enter fill in" in text_of(app)
        assert "line 39" not in text_of(app)
        await do(pilot, "end")
        await pilot.pause()
        assert "line 39" in text_of(app)


async def test_the_mouse_answers_as_well() -> None:
    for word, answer in (("fill in", True), ("leave it", False)):
        app = Host(ConfirmScreen(QUESTION, "", "fill in"))
        async with app.run_test(size=(80, 24)) as pilot:
            column = text_of(app).splitlines()[23].index(word)
            await pilot.click(offset=(column, 23))
            assert app.results == [answer]
    app = Host(ConfirmScreen(QUESTION))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.click(offset=(5, 2))  # above the sheet
        assert app.results == [False]
