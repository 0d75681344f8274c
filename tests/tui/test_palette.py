from __future__ import annotations

import pytest
from textual.widgets import Input

from readlist import Library
from readlist.tui.keys import Verb
from readlist.tui.palette import Palette, named
from readlist.tui.screens.keyed import KeyedScreen
from readlist.tui.widgets.boxes import Choices
from tests.tui.driver import driving
from tests.tui.host import Host, do, text_of

WORDS = [
    Verb("did('noted')", "gn", "noted", "go to those with a note"),
    Verb("did('star')", "s", "star", "put a star on it [/]; again takes it off"),
    Verb("did('note')", "n", "note", "write [Markdown] on a paper"),
    Verb("did('quit')", "^Q", "Quit", "", also=("q", "wq")),
]


def listed(app: Host) -> list[str]:
    return [str(option.prompt).split()[1] for option in app.screen.query_one(Choices).options]


async def test_every_verb_is_offered_with_its_key() -> None:
    app = Host(Palette(WORDS))
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.pause()
        assert listed(app) == ["noted", "star", "note", "Quit"]
        assert "put a star on it [/]; again" in text_of(app)
        assert "gn " in text_of(app)
        assert "enter do it   ↓ next" in text_of(app).splitlines()[-1]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("star", "star"),
        ("not", "note"),
        ("gn", "noted"),
        ("markdown", "note"),
        ("wq", "Quit"),
        ("q", "Quit"),
    ],
)
def test_by_name_by_key_and_by_help(typed: str, first: str) -> None:
    assert named(WORDS, typed)[0].title == first


@pytest.mark.parametrize(
    ("typed", "taken"), [("star", "star"), ("star!", None), ("str", None), ("zzz", None)]
)
async def test_enter_takes_what_is_typed_although_the_rows_are_still_older_ones(
    typed: str, taken: str | None
) -> None:
    palette = Palette(WORDS)
    app = Host(palette)
    async with app.run_test(size=(80, 24)) as pilot:
        await do(pilot, "n")
        assert listed(app)[0] == "note"
        with palette.prevent(Input.Changed):  # of what is typed now nobody has heard
            palette.box.value = typed
            palette.box.post_message(Input.Submitted(palette.box, typed))
            await pilot.pause()
        if taken is None:
            assert app.results == []
            assert "Nothing is called so" in text_of(app)
        else:
            assert [verb.title for verb in app.results] == [taken]


async def test_what_is_only_spelled_alike_is_taken_when_gone_to() -> None:
    app = Host(Palette(WORDS))
    async with app.run_test(size=(80, 24)) as pilot:
        await do(pilot, *"str", "enter")
        assert app.results == []
        assert listed(app) == ["star"]
        await do(pilot, "down", "enter")
        assert [verb.title for verb in app.results] == ["star"]


async def test_escape_does_nothing() -> None:
    app = Host(Palette(WORDS))
    async with app.run_test(size=(40, 12)) as pilot:
        await do(pilot, "s", "escape")
        assert app.results == [None]
        assert len(app.screen_stack) == 1


async def test_what_is_typed_at_once_is_done_or_nothing_is(library: Library) -> None:
    async with driving(library, (80, 24)) as app:
        first = app.main.paper
        assert first is not None
        app.send("colon", *"delete!", "enter")
        await app.settle()
        assert "Nothing is called so" in app.text()
        assert library.paper(first.id).removed_at is None
        await app.press("escape")
        app.send("colon", *"star", "enter", "j")
        await app.settle()
        assert library.paper(first.id).starred != first.starred
        assert app.main.paper != first


async def test_quit_is_found_by_what_vi_calls_it(library: Library) -> None:
    async with driving(library, (80, 24)) as app:
        screen = app.app.screen
        assert isinstance(screen, KeyedScreen)
        for typed in ["q", "wq", "quit"]:
            assert named(screen.verbs(), typed)[0].action == "app.quit"
        assert named(screen.verbs(), "undo")[0].id == "undo"
        assert named(screen.verbs(), "delete")[0].id == "delete"
