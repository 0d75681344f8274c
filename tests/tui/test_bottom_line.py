"""The bottom line: as many keys as there is room for, the ways back and help always."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult

from readlist.tui.keys import KeyTable
from readlist.tui.offers import Situation, offers_after, offers_now
from readlist.tui.theme import OURS, textual_theme
from readlist.tui.widgets.bottom_line import MOST_LINES, BottomLine, Offer


class LineApp(App[None]):
    def __init__(self) -> None:
        super().__init__()
        for name in OURS:
            self.register_theme(textual_theme(name))
        self.theme = "dark"
        self.line = BottomLine()
        self.done: list[str] = []

    CSS = "BottomLine { height: auto; }"

    def compose(self) -> ComposeResult:
        yield self.line

    def action_did(self, what: str) -> None:
        self.done.append(what)

    def text(self) -> str:
        return self.line.render().plain


@pytest.mark.parametrize("width", [20, 30, 40, 60, 80, 100, 140, 200])
async def test_what_there_is_room_for(width: int) -> None:
    app = LineApp()
    async with app.run_test(size=(width, 3)) as pilot:
        app.line.offer(offers_now(KeyTable(), Situation("list", away=True)))
        await pilot.pause()
        assert len(app.text()) <= width
        assert app.text().endswith("? help   esc back" if width >= 60 else "  ?  esc back")
        assert app.text().startswith("s star")


async def test_news_takes_its_place_for_as_many_lines_as_it_needs() -> None:
    app = LineApp()
    async with app.run_test(size=(70, 8)) as pilot:
        app.line.offer([Offer("s", "star", "app.did('star')", 1)])
        app.line.say("Starred [/] it", "fg", Offer("u", "undoes", "app.did('u')"))
        await pilot.pause()
        assert app.text() == "Starred [/] it   u undoes"
        app.line.work("indexing…")
        assert app.text().endswith("undoes" + " " * 36 + "indexing…")
        await pilot.click(BottomLine, offset=(app.text().index("u undoes"), 0))
        assert app.done == ["u"]
        app.line.say("Starred " + "a long title " * 6, "fg", Offer("u", "undoes", "app.did('u')"))
        await pilot.pause()
        first, second = app.text().split("\n")
        assert first == "Starred a long title a long title a long title a long"
        assert second.startswith("title a long title a long title   u undoes   ")
        app.line.say("Starred “" + "a long title " * 6 + "”", "fg", Offer("u", "undoes", "u"))
        await pilot.pause()
        assert app.text().startswith("Starred “a long title a long title a long tit…”   u undoes  ")
        app.line.move_on()  # it was only just said
        assert app.text().startswith("Starred “")
        app.line.hush()
        app.line.work("")
        await pilot.pause()
        assert app.text() == "s star"
        assert app.line.size.height == 1


async def test_between_two_titles_nothing_is_left_out() -> None:
    said = "Step 7, “Starred “Moss””, cannot be undone: undo step 9, “Read “Moss””, first."
    app = LineApp()
    async with app.run_test(size=(60, 8)) as pilot:
        for kept in ((), [Offer("s", "star", "app.did('s')")]):
            app.line.say(said, "warn", kept=kept)
            await pilot.pause()
            assert app.text().replace("\n", " ").startswith(said)


@pytest.mark.parametrize("width", [20, 40, 70])
async def test_news_longer_than_that_is_cut_behind_a_word(width: int) -> None:
    app = LineApp()
    async with app.run_test(size=(width, 8)) as pilot:
        app.line.say("importance " * 40, "warn", Offer("u", "undoes", "app.did('u')"))
        await pilot.pause()
        lines = app.text().split("\n")
        assert len(lines) == app.line.size.height == MOST_LINES
        assert all(len(line) <= width for line in lines)
        assert lines[-1].endswith("…   u undoes")
        words = " ".join(lines).split("…")[0].split()
        assert set(words) == {"importance"} or width == 20


def test_the_situation_decides() -> None:
    def words(situation: Situation) -> list[str]:
        return [offer.word for offer in offers_now(KeyTable(), situation)]

    assert "page" in words(Situation("list"))
    assert "page" not in words(Situation("pane", alone=True, away=True))
    assert "find" in words(Situation("list", linked=False))
    assert words(Situation("main", empty=True)) == ["import", "help"]
    assert words(Situation("search")) == ["papers", "leave", "next", "recent", "clear", "help"]
    assert {"select all", "save"} <= set(words(Situation("list", savable=True)))
    assert not {"select all", "save"} & set(words(Situation("list", selected=True, savable=True)))
    bare = words(Situation("list", bare=True))
    assert {"undo", "search", "import", "lists"} <= set(bare)
    assert not {"star", "read", "tag", "triage", "export", "copy", "page"} & set(bare)
    assert {"triage", "export"} <= set(words(Situation("sidebar", bare=True)))
    assert "note" not in words(Situation("list", selected=True))  # that is for one paper
    offering = words(Situation("search", offered=True, choices=2))
    assert {"take", "choose"} <= set(offering)
    assert "close" in words(Situation("search", choices=2, listed=True))


def test_the_second_keys_of_a_sequence() -> None:
    shown = [f"{offer.key} {offer.word}" for offer in offers_after(KeyTable(), "copy")]
    assert shown == ["y Markdown", "l link", "t title", "b BibTeX", "i id", "esc cancel"]
