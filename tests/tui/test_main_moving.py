"""Getting about: panes, pages, lists, and back."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from readlist import Library
from readlist.config import Config
from tests.tui.driver import Driver, driving, program


def place(app: Driver) -> str:
    return app.main.place


async def test_tab_and_h_and_l_go_from_pane_to_pane(library: Library) -> None:
    async with driving(library, (140, 40)) as app:
        assert place(app) == "list"
        await app.press("tab")
        assert place(app) == "pane"
        await app.press("tab")
        assert place(app) == "sidebar"
        await app.press("l")
        assert place(app) == "list"
        await app.press("h")
        assert place(app) == "sidebar"
        await app.press("shift+tab")
        assert place(app) == "pane"
        await app.press("escape")
        assert place(app) == "list"


async def test_a_page_is_entered_and_left(library: Library) -> None:
    async with driving(library, (140, 40)) as app:
        await app.press("enter")
        assert app.main.alone
        assert "LIBRARY" not in app.text()
        assert "1 of 10 papers · " in app.top
        await app.press("J")
        assert "Gardens of Forking Attention" in app.text()
        assert "2 of 10 papers · " in app.top
        await app.press("q")
        assert not app.main.alone
        assert "  10 papers · " in app.top
        assert place(app) == "list"
        await app.press("slash", *"noise", "enter", "enter")
        assert "1 of 2 found · " in app.top
        await app.press("slash")
        assert "2 of 11 · " in app.top
        assert app.app.is_running


async def test_one_pane_at_a_time_where_it_is_narrow(library: Library) -> None:
    async with driving(library, (60, 20)) as app:
        assert "They carry" not in app.text()
        await app.press("l")
        assert "Training is noisy" in app.text()
        assert "Slow Diffusion" not in app.text()
        await app.press("h")
        assert "Slow Diffusion" in app.text()
        await app.press("space")
        assert app.main.alone


@pytest.mark.parametrize("size", [(90, 24), (60, 20)])
async def test_the_lists_come_when_called(library: Library, size: tuple[int, int]) -> None:
    async with driving(library, size) as app:
        assert "LIBRARY" not in app.text()
        await app.press("backslash")
        assert place(app) == "sidebar"
        assert "LIBRARY" in app.text()
        await app.press("j", "j", "j", "j", "enter")
        assert app.main.box.value == "is:starred"
        assert place(app) == "list"
        assert "LIBRARY" not in app.text()
        await app.press("h")
        assert "LIBRARY" in app.text()
        await app.press("q")
        assert "LIBRARY" not in app.text()
        assert app.app.is_running


async def test_rows_are_whole_beside_the_lists(library: Library) -> None:
    async with driving(library, (80, 24)) as app:
        await app.press("backslash")
        beside = [line.partition("│")[2].strip(" ▕✎") for line in app.lines()[2:10]]
        assert beside[1] == "Gardens of Forking Attention"
        assert beside[2] == "◐ Predicting [MASK] Tokens with [/] Brackets and"
        assert beside[3] == "[bold]Markup[/bold]"


async def test_the_lists_can_be_put_away_where_there_is_room(library: Library) -> None:
    async with driving(library, (140, 40)) as app:
        await app.press("h", "backslash")
        assert "LIBRARY" not in app.text()
        assert place(app) == "list"
        await app.press("backslash")
        assert "LIBRARY" in app.text()


async def test_g_goes_to_a_list(library: Library) -> None:
    async with driving(library, (140, 40)) as app:
        for key, query, count in (
            ("u", "is:unread", 8),
            ("r", "is:reading", 1),
            ("s", "is:starred", 2),
            ("n", "is:starred -is:read", 2),
            ("x", "is:skipped", 1),
            ("N", "is:noted", 1),
            ("t", "is:untagged", 9),
            ("a", "", 10),
        ):
            await app.press("g")
            assert "u unread" in app.text()
            await app.press(key)
            assert app.main.box.value == query
            assert len(app.main.source) == count, query
            current = [line for line in app.lines() if line.startswith("▌")]
            assert len(current) == 1, query


async def test_g_and_another_key_does_nothing(library: Library) -> None:
    async with driving(library) as app:
        await app.press("j", "g", "s")
        await app.press("j", "g", "w")
        assert app.app.screen is app.main
        await app.press("g", "escape")
        assert app.main.box.value == "is:starred"
        await app.press("g", "g")
        assert app.main.list.cursor == 0
        assert "s star" in app.bottom


async def test_escape_and_a_key_typed_at_once_are_two_keys(library: Library) -> None:
    async with driving(library) as app:
        await app.press("slash", *"noise", "alt+shift+g")  # as Textual reads esc, G
        assert app.main.box.value == "noise"
        assert app.main.list.cursor == len(app.main.source) - 1 > 0
        await app.press("slash", "ctrl+left_square_bracket", "g", "g")  # as of esc, g, esc, g
        assert app.main.list.cursor == 0
        await app.press("slash", "alt+b", "X")
        assert app.main.box.value == "Xnoise"
    async with driving(library, config=Config(keys={"star": "Alt-G"})) as app:
        first = app.main.paper
        assert first is not None
        await app.press("alt+shift+g")
        assert library.paper(first.id).starred != first.starred


async def test_enter_typed_before_the_terminal_was_ready_is_enter(library: Library) -> None:
    """Until an app asks for keys as they are, a terminal makes ^J of Enter."""
    async with driving(library) as app:
        await app.press("slash", *"noise", "ctrl+j", "j")
        assert app.main.box.value == "noise"
        assert app.main.list.cursor == 1
        await app.press("ctrl+j")
        assert app.main.place == "pane"


async def test_space_reads_on_to_the_next_paper(library: Library) -> None:
    async with driving(library, (80, 18)) as app:
        first = app.title
        assert not app.main.pane.at_end
        await app.press("space")
        assert app.title == first
        assert app.main.pane.at_end
        await app.press("space")
        assert app.title != first
        assert app.main.pane.at_start
        await app.press("b")
        assert app.title == first


async def test_brackets_go_to_the_unread(library: Library) -> None:
    async with driving(library) as app:
        await app.press("right_square_bracket")
        assert app.main.list.cursor == 3
        await app.press("left_square_bracket")
        assert app.main.list.cursor == 0
        await app.press("left_square_bracket")
        assert "No unread paper above" in app.bottom


async def test_escape_never_quits_and_q_does(library: Library) -> None:
    async with driving(library) as app:
        for _ in range(5):
            await app.press("escape")
        assert app.app.is_running
        await app.press("q")
        assert not app.app.is_running
        assert app.app.return_code == 0


async def test_the_mouse(library: Library) -> None:
    async with driving(library, (140, 40)) as app:
        row = next(y for y, line in enumerate(app.lines()) if "Latent Weather" in line)
        await app.pilot.click(offset=(40, row))
        await app.settle()
        assert app.title == "Latent Weather"
        row = next(y for y, line in enumerate(app.lines()) if "  Starred" in line)
        await app.pilot.click(offset=(4, row))
        await app.settle()
        assert app.main.box.value == "is:starred"
        await app.pilot.click(offset=(60, 0))
        await app.settle()
        assert place(app) == "search"
        column = app.bottom.index("esc")
        await app.pilot.click(offset=(column, 39))
        await app.settle()
        assert place(app) == "list"


async def test_text_selected_with_the_mouse_is_copied(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied = tmp_path / "copied"
    program(tmp_path / "xclip", f"cat > {copied}")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv("DISPLAY", ":9")
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    async with driving(library, (140, 40)) as app:
        await app.press("ctrl+c")
        assert "q quits" in app.bottom
        row = next(y for y, line in enumerate(app.lines()) if "Training is noisy" in line)
        column = app.lines()[row].index("Training is noisy")
        await app.pilot.mouse_down(offset=(column, row))
        await app.pilot.hover(offset=(column + 8, row))
        await app.pilot.mouse_up(offset=(column + 8, row))
        await app.press("ctrl+c")
        assert "What is selected copied by xclip" in app.bottom
    assert copied.read_text().startswith("Training")


async def test_a_click_on_a_second_key_is_that_key(library: Library) -> None:
    async with driving(library, (140, 40)) as app:
        await app.press("g")
        rows = app.lines()
        row = next(at for at, line in enumerate(rows) if "s starred" in line)
        await app.pilot.click(offset=(rows[row].index("s starred"), row))
        await app.settle()
        assert app.main.box.value == "is:starred"
        await app.press("s")
        assert "Unstarred" in app.bottom
