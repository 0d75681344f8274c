from __future__ import annotations

import pytest
from textual.app import App

from readlist.tui.screens.tag import TagScreen
from tests.tui.host import Host, do, text_of

KNOWN = [
    ("editing", 14),
    ("rl-theory", 9),
    ("rlhf", 30),
    ("survey", 6),
    ("to-read", 22),
    ("a,b", 1),
]
CURRENT = ("survey", "rl-theory")

Change = tuple[tuple[str, ...], tuple[str, ...]]


@pytest.mark.parametrize(
    ("keys", "change"),
    [
        # What is typed wins over all that is longer, on the paper or much used as it may be.
        (["=rl"], (("rl",), ())),
        (["=RLHF"], (("rlhf",), ())),
        (["=Causal"], (("Causal",), ())),
        (["=#edit"], (("edit",), ())),
        (["=survey"], ((), ("survey",))),
        # The longer ones are below it: first those that begin so.
        (["=rl", "down"], ((), ("rl-theory",))),
        (["=rl", "down", "down"], (("rlhf",), ())),
        (["=rl", "down", "down", "up", "up"], (("rl",), ())),
        (["=re", "down"], (("to-read",), ())),
        (["=edi", "tab"], (("editing",), ())),
        (["=rl", "down", "down", "tab"], (("rlhf",), ())),
        (["=surv", "tab", "s"], (("surveys",), ())),
        # Several at once, each for itself.
        (["=rl, to-read"], (("rl", "to-read"), ())),
        (["=rl to-read"], (("rl", "to-read"), ())),
        ([*"rl,to", "tab"], (("rl", "to-read"), ())),
        ([*"rl to-r", "down"], (("rl", "to-read"), ())),
        (["=rl,  ,survey,"], (("rl",), ("survey",))),
        (["=rl RL rl"], (("rl",), ())),
        (["=a,b"], (("a,b",), ())),
        (["=a,", "tab"], (("a",), ())),
        (["=to-read a", "down", "tab"], (("a,b", "to-read"), ())),
        # With a sign: only on, or only off.
        (["=+rl -survey"], (("rl",), ("survey",))),
        (["=+survey"], None),
        (["=-rl", "tab"], ((), ("rl-theory",))),
        (["=-rl", "down"], ((), ("rl-theory",))),
        (["=+rl", "down"], (("rlhf",), ())),
        (["=rl -"], (("rl",), ())),
        # Row by row: the ones on the paper are first, then by use.
        (["down"], ((), ("rl-theory",))),
        (["down", "down", "down"], (("rlhf",), ())),
        (["down", "up"], None),
        (["down", "down", "down", "space", "down", "space", "down"], (("rlhf", "to-read"), ())),
        (["down", "space", "space"], None),
        (["space", "space"], ((), ("rl-theory",))),
        (["=edi", "down", "space", "=rlhf"], (("editing", "rlhf"), ())),
        (["=x, edi", "down", "space"], (("editing", "x"), ())),
        (["down", "space", "=rl-theory"], None),
        # Nothing at all.
        ([], None),
        (["=rl", "escape"], None),
    ],
)
async def test_one_enter_brings_it_about(keys: list[str], change: Change | None) -> None:
    app = Host(TagScreen(CURRENT, KNOWN))
    async with app.run_test(size=(80, 24)) as pilot:
        await do(pilot, *keys, "enter")
        assert app.results == [change]


async def test_escape_takes_nothing_in() -> None:
    app = Host(TagScreen(CURRENT, KNOWN))
    async with app.run_test(size=(80, 24)) as pilot:
        await do(pilot, "down", "space", "=rl", "escape", "escape")
        assert app.results == [None]


def bottom(app: App[None]) -> str:
    return text_of(app).splitlines()[-1].strip()


@pytest.mark.parametrize(
    ("keys", "line"),
    [
        ([], "enter done   ↓ choose   esc cancel"),
        (["=rl"], "enter adds #rl   tab complete   ↓ choose   esc clear"),
        (["=rl", "down"], "enter takes off #rl-theory   space mark"),
        (["=survey"], "enter takes off #survey   esc clear"),
        (["=rl, survey"], "enter adds #rl; takes off #survey   esc clear"),
        (["=+survey"], "enter done   esc clear"),
        (["down", "down", "down"], "enter adds #rlhf   space mark   tab complete"),
        (["down", "space", "down"], "enter takes off #rl-theory   space mark"),
        (["down", "space", "space"], "enter done   space mark"),
        (["=edi", "down", "space"], "enter adds #editing   ↓ choose"),
    ],
)
async def test_the_bottom_line_says_what_enter_does(keys: list[str], line: str) -> None:
    app = Host(TagScreen(CURRENT, KNOWN))
    async with app.run_test(size=(80, 24)) as pilot:
        await do(pilot, *keys)
        assert bottom(app).startswith(line)


async def test_the_list_has_what_is_typed_first() -> None:
    app = Host(TagScreen(CURRENT, [*KNOWN, ("url", 50)]))
    async with app.run_test(size=(80, 24)) as pilot:
        await do(pilot, "=rl")
        shown = text_of(app)
        places = [shown.index(row) for row in ("new #rl\n", "✓ #rl-theory", "  #rlhf", "  #url")]
        assert places == sorted(places)
        await do(pilot, "escape", "down", "space")
        assert "− #rl-theory" in text_of(app)
        await do(pilot, "=editing")
        assert "new #" not in text_of(app)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("?!", "'?!' is not a tag"),
        ("?!, rl", "'?!' is not a tag"),
        ("-to-read", "#to-read is not on this paper"),
        ("-surv", "#surv is not on this paper"),
        ("x" * 61, "is too long"),
    ],
)
async def test_what_cannot_be_done_is_said_and_not_done(typed: str, said: str) -> None:
    app = Host(TagScreen(CURRENT, KNOWN))
    async with app.run_test(size=(80, 24)) as pilot:
        await do(pilot, "=" + typed, "enter")
        assert said in text_of(app)
        assert "enter" not in bottom(app)
        assert app.results == []
        await do(pilot, "escape", "escape")
        assert app.results == [None]


@pytest.mark.parametrize("light", [False, True])
async def test_many_tags_in_a_small_terminal(light: bool) -> None:
    app = Host(TagScreen(("[red]",), [(f"tag-{n:02}", n) for n in range(60)]), light)
    async with app.run_test(size=(40, 12)) as pilot:
        assert "✓ #[red]" in text_of(app)
        assert bottom(app) == "enter done  ↓ choose  esc cancel"
        await do(pilot, *["down"] * 10)
        assert "#tag-51" in text_of(app)
        assert "Enter adds #tag-51" in text_of(app)
        assert bottom(app) == "enter do it  space mark  esc cancel"
        await do(pilot, "=tag-7, tag-8, tag-9, tag-10")
        assert "Enter adds #tag-7, #tag-8, #tag-9," in text_of(app)
        await do(pilot, "escape", "=rl")
        assert bottom(app) == "enter adds #rl  esc clear"


async def test_the_line_fits_anew_when_the_terminal_changes() -> None:
    app = Host(TagScreen(CURRENT, KNOWN))
    async with app.run_test(size=(80, 24)) as pilot:
        await do(pilot, "=reading-group, to-read")
        assert bottom(app).startswith("enter adds #reading-group, #to-read")
        await pilot.resize_terminal(40, 12)
        await pilot.pause()
        assert "Enter adds #reading-group, #to-read" in text_of(app)
        assert bottom(app).endswith("esc clear")


async def test_the_mouse_marks_tags_and_stays() -> None:
    app = Host(TagScreen(CURRENT, KNOWN))
    async with app.run_test(size=(80, 24)) as pilot:
        for name in ("#rlhf", "#editing"):
            lines = text_of(app).splitlines()
            await pilot.click(offset=(6, next(y for y, line in enumerate(lines) if name in line)))
            await pilot.pause()
        assert bottom(app).startswith("enter adds #rlhf, #editing")
        await do(pilot, "enter")
        assert app.results == [(("rlhf", "editing"), ())]
