from __future__ import annotations

import re

import pytest
from textual.app import App

from readlist.tui.screens.tag import TagScreen
from readlist.tui.tagging import Tagged
from tests.tui.host import Host, do, text_of

KNOWN = [
    ("editing", 14),
    ("rl-theory", 9),
    ("rlhf", 30),
    ("survey", 6),
    ("to-read", 22),
    ("a,b", 1),
]
USED_LAST = ["to-read", "rlhf", "survey", "rl-theory", "editing", "a,b"]
HELD = {"survey": 1, "rl-theory": 1}

Change = tuple[tuple[str, ...], tuple[str, ...]]


def screen(held: dict[str, int] = HELD, papers: int = 1) -> TagScreen:
    return TagScreen(Tagged(held, papers, KNOWN, USED_LAST))


ENTERED: list[tuple[list[str], Change | None]] = [
    # The first letters of a tag are enough; what is on the paper is meant last.
    (["=r"], (("rlhf",), ())),
    (["=t"], (("to-read",), ())),
    (["=rl-"], ((), ("rl-theory",))),
    (["=#edit"], (("editing",), ())),
    (["=RLHF"], (("rlhf",), ())),
    (["=survey"], ((), ("survey",))),
    # What begins no tag is a new one, whatever it may be a part of.
    (["=Causal"], (("Causal",), ())),
    (["=read"], (("read",), ())),
    (["=read", "down"], (("to-read",), ())),
    (["=two words"], (("two-words",), ())),
    (["=to read"], (("to-read",), ())),
    # One that another begins with is below that, or ends with a comma.
    (["=rl", "down", "down"], (("rl",), ())),
    (["=rl", "down", "down", "up", "up"], (("rlhf",), ())),
    (["=rl,"], (("rl",), ())),
    (["=edi", "tab"], (("editing",), ())),
    (["=rl", "down", "tab"], ((), ("rl-theory",))),
    (["=surv", "tab", "s"], (("surveys",), ())),
    # Several at once, each for itself.
    (["=rl, to-r"], (("rl", "to-read"), ())),
    ([*"rl,to", "tab"], (("rl", "to-read"), ())),
    (["=rl,  ,survey,"], (("rl",), ("survey",))),
    (["=rl, RL, rl,"], (("rl",), ())),
    (["=a,b"], (("a,b",), ())),
    (["=to-read, a", "tab"], (("a,b", "to-read"), ())),
    # With a sign: only on, or only off.
    (["=+rl, -survey"], (("rl",), ("survey",))),
    (["=+survey,"], None),
    (["=-rl", "tab"], ((), ("rl-theory",))),
    (["=-s"], ((), ("survey",))),
    (["=+rl"], (("rlhf",), ())),
    (["=rl, -"], (("rl",), ())),
    # Row by row: the ones on the paper are first, then those used last.
    (["down"], ((), ("survey",))),
    (["down", "down", "down"], (("to-read",), ())),
    (["down", "up"], None),
    (["down", "down", "down", "space", "down", "space", "down"], (("to-read", "rlhf"), ())),
    (["down", "space", "space"], None),
    (["space", "space"], ((), ("survey",))),
    (["=edi", "down", "up", "space", "=rlhf"], (("editing", "rlhf"), ())),
    (["=x, edi", "space"], (("x", "editing"), ())),
    (["down", "space", "=surv"], None),
    # Nothing at all.
    ([], None),
    (["=rl", "escape"], None),
]


async def test_one_enter_brings_it_about() -> None:
    app = Host(screen())
    async with app.run_test(size=(80, 24)) as pilot:
        for keys, change in ENTERED:
            await do(pilot, *keys, "enter")
            assert app.results == [change], keys
            app.results.clear()
            await app.push_screen(screen(), app.results.append)


async def test_escape_takes_nothing_in() -> None:
    app = Host(screen())
    async with app.run_test(size=(80, 24)) as pilot:
        await do(pilot, "down", "space", "=rl", "escape", "escape")
        assert app.results == [None]


def bottom(app: App[None]) -> str:
    return text_of(app).splitlines()[-1].strip()


BOTTOM: list[tuple[list[str], str]] = [
    ([], "enter done   ↓ choose   f1 help   esc cancel"),
    (["=rl"], "enter adds #rlhf   tab complete   ↓ choose   f1 help   esc clear"),
    (["=rl", "down"], "enter takes off #rl-theory   space mark"),
    (["=survey"], "enter takes off #survey   f1 help   esc clear"),
    (["=rl, survey"], "enter adds #rl; takes off #survey   f1 help   esc clear"),
    (["=+survey"], "enter done   f1 help   esc clear"),
    (["down", "down", "down"], "enter adds #to-read   space mark   tab complete"),
    (["down", "space", "down"], "enter takes off #survey   space mark"),
    (["down", "space", "space"], "enter done   space mark"),
    (["=rl", "down", "space"], "enter takes off #rl-theory   ↓ choose"),
]


async def test_the_bottom_line_says_what_enter_does() -> None:
    app = Host(screen())
    async with app.run_test(size=(80, 24)) as pilot:
        for keys, line in BOTTOM:
            await do(pilot, *keys)
            assert bottom(app).startswith(line), keys
            await app.push_screen(screen())


async def test_what_is_lit_first_and_what_the_marks_say() -> None:
    app = Host(TagScreen(Tagged({"survey": 3, "rlhf": 2}, 3, [*KNOWN, ("url", 50)], USED_LAST)))
    async with app.run_test(size=(80, 24)) as pilot:
        assert "TAGS OF 3 PAPERS" in text_of(app)
        assert re.search("◐ #rlhf +30   on 2 of these", text_of(app))
        await do(pilot, "=rl")
        rows = ["◐ #rlhf", "  #rl-theory", "  new #rl\n", "  #url"]
        places = [text_of(app).index(row) for row in rows]
        assert places == sorted(places)
        await do(pilot, "escape", "down", "space", "down", "space")
        assert "+ #rlhf" in text_of(app)
        assert "– #survey" in text_of(app)
        await do(pilot, "up", "space", "enter")
        assert app.results == [((), ("rlhf", "survey"))]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("?!", "'?!' is not a tag"),
        ("?!, rl", "'?!' is not a tag"),
        ("-to-read", "#to-read is not on this paper"),
        ("-nothing", "#nothing is not on this paper"),
        ("x" * 61, "is too long"),
    ],
)
async def test_what_cannot_be_done_is_said_and_not_done(typed: str, said: str) -> None:
    app = Host(screen())
    async with app.run_test(size=(80, 24)) as pilot:
        await do(pilot, "=" + typed, "enter")
        assert said in text_of(app)
        assert "enter" not in bottom(app)
        assert app.results == []
        await do(pilot, "escape", "escape")
        assert app.results == [None]


@pytest.mark.parametrize("light", [False, True])
async def test_many_tags_in_a_small_terminal(light: bool) -> None:
    known = [(f"tag-{n:02}", n) for n in range(60)]
    app = Host(TagScreen(Tagged({"[red]": 1}, 1, known, [name for name, _ in known[::-1]])), light)
    async with app.run_test(size=(40, 12)) as pilot:
        assert "✓ #[red]" in text_of(app)
        assert bottom(app) == "enter done  f1 help  esc cancel"
        await do(pilot, *["down"] * 10)
        assert "#tag-51" in text_of(app)
        assert "Enter adds #tag-51" in text_of(app)
        assert bottom(app) == "enter do it  f1 help  esc cancel"
        await do(pilot, "=tag-7, tag-8, tag-9, tag-10")
        assert "Enter adds #tag-7, #tag-8, #tag-9," in text_of(app)
        await do(pilot, "escape", "=rl")
        assert bottom(app) == "enter adds #rl  f1 help  esc clear"


async def test_the_line_fits_anew_when_the_terminal_changes() -> None:
    app = Host(screen())
    async with app.run_test(size=(80, 24)) as pilot:
        await do(pilot, "=reading-group, to-read")
        assert bottom(app).startswith("enter adds #reading-group, #to-read")
        await pilot.resize_terminal(40, 12)
        await pilot.pause()
        assert "Enter adds #reading-group, #to-read" in text_of(app)
        assert bottom(app).endswith("esc clear")


async def test_the_mouse_marks_tags_and_stays() -> None:
    app = Host(screen())
    async with app.run_test(size=(80, 24)) as pilot:
        for name in ("#rlhf", "#editing"):
            lines = text_of(app).splitlines()
            await pilot.click(offset=(6, next(y for y, line in enumerate(lines) if name in line)))
            await pilot.pause()
        assert bottom(app).startswith("enter adds #rlhf, #editing")
        await do(pilot, "enter")
        assert app.results == [(("rlhf", "editing"), ())]
