"""The line about the query: what it says where there is little room."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from readlist import Library
from readlist.tui.widgets.hint import fitting
from tests.tui.driver import driving

LEFT_OUT = "no paper has all of these: left out that, about"
FIELD = "no field titel: did you mean title:?"


@pytest.mark.parametrize(
    ("hints", "room", "said"),
    [
        ([LEFT_OUT], 80, [LEFT_OUT]),
        ([LEFT_OUT], 40, ["left out that, about"]),
        ([LEFT_OUT], 12, ["left out th…"]),
        ([LEFT_OUT, FIELD], 100, [LEFT_OUT, FIELD]),
        ([LEFT_OUT, FIELD], 60, [LEFT_OUT]),
        ([LEFT_OUT, FIELD], 50, [LEFT_OUT]),
        ([LEFT_OUT, FIELD], 46, ["left out that, about", "did you mean title:?"]),
        (["only the whole word; a* finds 9"], 20, ["a* finds 9"]),
        ([FIELD], 5, []),
        ([], 80, []),
    ],
)
def test_what_fits(hints: list[str], room: int, said: list[str]) -> None:
    assert fitting(hints, room) == said


@pytest.mark.parametrize("width", [30, 60, 120])
async def test_count_and_question_fit_any_screen(library: Library, width: int) -> None:
    async with driving(library, (width, 20)) as app:
        await app.press("slash", *"diffusoin")
        assert app.top.endswith("of 11") or "of 11 · " in app.top
        line = app.lines()[1]
        assert cell_len(line) <= width
        assert "→" in line
        await app.press("ctrl+u", *"noise zebra titel:x ")
        assert "of 11" in app.top
        assert cell_len(app.lines()[1]) <= width


async def test_the_line_moves_nothing(library: Library) -> None:
    """It comes and goes while one types; the papers stay where they are."""
    async with driving(library, (100, 30)) as app:
        await app.press("slash", *"noise zebra")
        assert "left out zebra" in app.lines()[1]
        with_line = app.lines()[2:]
        await app.press("ctrl+w", "ctrl+w", *"noise")
        assert app.lines()[1].strip() == ""
        assert app.lines()[2].split()[0] == with_line[0].split()[0]
