from __future__ import annotations

import pytest
from textual.command import CommandList

from readlist.tui.keys import Verb
from readlist.tui.palette import Palette
from tests.tui.host import Host, do, text_of

WORDS = [
    Verb("app.did('noted')", "gn", "noted", "go to those with a note"),
    Verb("app.did('star')", "s", "star", "put a star on it [/]; again takes it off"),
    Verb("app.did('note')", "n", "note", "write [Markdown] on a paper"),
]


class WithVerbs(Host):
    def __init__(self) -> None:
        super().__init__(Palette(WORDS))
        self.done: list[str] = []

    def action_did(self, what: str) -> None:
        self.done.append(what)


async def listed(app: Host) -> list[str]:
    return [str(option.prompt).split()[1] for option in app.screen.query_one(CommandList).options]


async def test_every_verb_is_offered_with_its_key() -> None:
    app = WithVerbs()
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.pause()
        assert await listed(app) == ["noted", "star", "note"]
        assert "put a star on it [/]; again" in text_of(app)
        assert "gn " in text_of(app)
        assert "enter do it   ↓ next   esc close" in text_of(app).splitlines()[-1]


@pytest.mark.parametrize(
    ("typed", "done"), [("star", "star"), ("not", "note"), ("gn", "noted"), ("markdown", "note")]
)
async def test_by_name_by_key_and_by_help(typed: str, done: str) -> None:
    app = WithVerbs()
    async with app.run_test(size=(80, 24)) as pilot:
        await do(pilot, *typed)
        await app.workers.wait_for_complete()
        await pilot.pause()
        await do(pilot, "enter")
        await pilot.pause()
        assert app.done == [done]


async def test_escape_does_nothing() -> None:
    app = WithVerbs()
    async with app.run_test(size=(40, 12)) as pilot:
        await do(pilot, "s", "escape")
        await pilot.pause()
        assert app.done == []
        assert len(app.screen_stack) == 1
