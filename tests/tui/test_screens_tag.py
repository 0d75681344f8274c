from __future__ import annotations

import pytest

from readlist.tui.screens.tag import TagScreen
from tests.tui.host import Host, do, text_of

KNOWN = [("editing", 14), ("rl", 9), ("rlhf", 30), ("survey", 6), ("to-read", 22)]
CURRENT = ("survey",)


@pytest.mark.parametrize(
    ("keys", "change"),
    [
        # That very tag comes before a more used one that begins with it.
        (["=rl", "enter", "enter"], (("rl",), ())),
        (["=edi", "enter", "=rlh", "enter", "enter"], (("editing", "rlhf"), ())),
        # What is on the paper comes off, and goes on again.
        (["=sur", "enter", "enter"], ((), ("survey",))),
        (["=sur", "enter", "=sur", "enter", "enter"], None),
        # New ones, cleaned.
        (["=Causal", "enter", "enter"], (("Causal",), ())),
        (["=#to write", "enter", "enter"], (("to-write",), ())),
        (["=RL", "enter", "enter"], (("rl",), ())),
        # Choosing: the one on the paper is first, then by use.
        (["down", "down", "enter", "down", "enter", "enter"], (("rlhf", "to-read"), ())),
        (["down", "down", "up", "enter", "enter"], ((), ("survey",))),
        # Completing, to write something longer.
        (["=surv", "tab", *"s", "enter", "enter"], (("surveys",), ())),
        # Back, a step at a time.
        (["enter"], None),
        (["=rl", "escape", "enter"], None),
        (["=rl", "enter", "escape"], None),
    ],
)
async def test_what_the_keys_bring_about(
    keys: list[str], change: tuple[tuple[str, ...], tuple[str, ...]] | None
) -> None:
    app = Host(TagScreen(CURRENT, KNOWN))
    async with app.run_test(size=(80, 24)) as pilot:
        await do(pilot, *keys)
        assert app.results == [change]


async def test_it_says_what_will_happen() -> None:
    app = Host(TagScreen(CURRENT, KNOWN))
    async with app.run_test(size=(80, 24)) as pilot:
        assert "✓ #survey" in text_of(app)
        assert "enter leave" in text_of(app)
        await do(pilot, "=ed")
        await pilot.pause()
        assert "enter add #editing" in text_of(app)
        await do(pilot, "enter", "=su")
        await pilot.pause()
        assert "enter take off #survey" in text_of(app)
        await do(pilot, "enter")
        await pilot.pause()
        shown = text_of(app)
        assert "adds #editing; takes off #survey" in shown
        assert "+ #editing" in shown
        assert "− #survey" in shown
        assert "enter done" in shown


async def test_what_cannot_be_a_tag_is_said_and_not_added() -> None:
    app = Host(TagScreen((), []))
    async with app.run_test(size=(80, 24)) as pilot:
        await do(pilot, "=?!", "enter")
        await pilot.pause()
        assert "is not a tag" in text_of(app)
        assert app.results == []
        await do(pilot, "escape", "escape")
        assert app.results == [None]


@pytest.mark.parametrize("light", [False, True])
async def test_many_tags_in_a_small_terminal(light: bool) -> None:
    app = Host(TagScreen(("[red]",), [(f"tag-{n:02}", n) for n in range(60)]), light)
    async with app.run_test(size=(40, 12)) as pilot:
        assert "✓ #[red]" in text_of(app)
        await do(pilot, *["down"] * 10)
        assert "enter add #tag-51" in text_of(app)


async def test_the_mouse_puts_tags_on_and_goes_back() -> None:
    app = Host(TagScreen(CURRENT, KNOWN))
    async with app.run_test(size=(80, 24)) as pilot:
        lines = text_of(app).splitlines()
        await pilot.click(offset=(6, next(y for y, line in enumerate(lines) if "#rlhf" in line)))
        await pilot.pause()
        assert "adds #rlhf" in text_of(app)
        await do(pilot, "enter")
        assert app.results == [(("rlhf",), ())]
