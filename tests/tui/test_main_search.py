"""Searching while typing: never in the way, never an answer to another question."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest

from readlist import Library
from readlist.library import Results
from tests.tui.driver import driving


async def test_results_come_while_typing(library: Library) -> None:
    async with driving(library) as app:
        await app.press("slash")
        await app.type("diffu")
        assert "3 of 11 · relevance" in app.top
        await app.type("sion weather")
        assert "1 of 11" in app.top
        assert app.title == "Latent Weather"
        await app.press("enter")
        assert app.main.place == "list"
        assert "1 of 11" in app.top
        await app.press("escape")
        assert app.main.box.value == ""
        assert app.title == "Latent Weather"
        assert "10 papers" in app.top


async def test_a_new_search_takes_the_place_of_the_old(library: Library) -> None:
    async with driving(library) as app:
        await app.press("slash")
        await app.type("diffusion")
        await app.press("enter", "slash")
        await app.type("latent")
        assert app.main.box.value == "latent"
        await app.press("enter", "slash", "end")
        await app.type(" weather")
        assert app.main.box.value == "latent weather"


async def test_letters_are_text_in_the_box_and_arrows_move_below(library: Library) -> None:
    async with driving(library) as app:
        await app.press("slash")
        await app.type("sjq")
        assert app.main.box.value == "sjq"
        await app.press("ctrl+u")
        await app.press("down", "down")
        assert app.main.list.cursor == 2
        await app.press("up")
        assert app.main.list.cursor == 1
        await app.press("escape")
        assert app.main.place == "list"
        assert app.main.list.cursor == 1


async def test_keys_of_a_shell(library: Library) -> None:
    async with driving(library) as app:
        await app.press("slash")
        await app.type("one two")
        await app.press("ctrl+w")
        assert app.main.box.value == "one "
        await app.press("ctrl+a", "ctrl+f", "ctrl+k")
        assert app.main.box.value == "o"
        await app.press("ctrl+e", "ctrl+b", "ctrl+d")
        assert app.main.box.value == ""


async def test_a_half_word_stays_one_after_enter(library: Library) -> None:
    async with driving(library) as app:
        await app.press("slash")
        await app.type("diffus")
        assert "3 of 11" in app.top
        await app.press("enter")
        assert "3 of 11" in app.top
        await app.press("escape", "slash")
        await app.type("beverag")
        await app.press("enter")
        assert len(app.main.source) == 1
        assert app.main.box.value in ("beverag", "beverag*")


async def test_a_half_word_stays_one_beside_whole_words(library: Library) -> None:
    async with driving(library) as app:
        await app.press("slash")
        await app.type("diffusion weath")
        assert "1 of 11" in app.top
        await app.press("enter")
        assert "1 of 11" in app.top
        assert app.main.box.value == "diffusion weath*"


async def test_a_whole_word_that_begins_others_says_what_it_leaves_out(library: Library) -> None:
    async with driving(library) as app:
        await app.press("slash")
        await app.type("a")
        begun = len(app.main.source)
        await app.press("enter")
        assert len(app.main.source) < begun
        assert f"only the whole word; a* finds {begun}" in app.text()


class SlowLibrary(Library):
    """Its searches wait until they are let go; it notes which were asked and how they ended."""

    asked: list[str]
    gate: threading.Event

    def search(self, text: str, limit: int | None = None, **options: object) -> Results:  # type: ignore[override]
        self.asked.append(text)
        if text:
            self.gate.wait(10)
        return super().search(text, limit, **options)  # type: ignore[arg-type]


@pytest.fixture
def slow(library: Library) -> SlowLibrary:
    path = library.path
    assert path is not None
    slow = SlowLibrary.open(path)
    slow.asked, slow.gate = [], threading.Event()
    return slow


async def test_typed_fast_the_answer_is_to_the_last_text(slow: SlowLibrary) -> None:
    """A search that is overtaken while it runs is stopped, or at least not shown."""
    async with driving(slow) as app:
        await app.press("slash")
        await app.pilot.press(*"noise")
        await app.pilot.pause(0.1)  # it runs now, and waits at the gate
        shown = app.top
        await app.pilot.press("space", *"weather")
        await app.pilot.pause(0.1)
        assert app.top.endswith(shown[-20:])
        slow.gate.set()
        await app.settle()
        assert app.main.found is not None
        assert app.main.found.text == "noise weather"
        assert (
            slow.asked.count("noise w") == 0
        )  # keys within the pause start no search of their own
    slow.close()


async def test_nothing_found_says_so_and_how_to_go_on(library: Library) -> None:
    async with driving(library) as app:
        await app.press("slash")
        await app.type("qqqqq")
        await app.press("enter")
        assert "No paper matches." in app.text()
        assert "esc clears the search" in app.text()
        assert "0 of 11" in app.top
        await app.press(*"jsrntoyyEDe.", "space", "enter")
        assert app.app.screen is app.main
        await app.press("escape")
        assert "10 papers" in app.top


class SuggestingLibrary(Library):
    """Where it finds nothing, it has a word to offer."""

    def search(self, text: str, limit: int | None = None, **options: object) -> Results:  # type: ignore[override]
        results = super().search(text, limit, **options)  # type: ignore[arg-type]
        return results if results.ids else replace(results, suggestion="diffusion")


async def test_what_may_have_been_meant_is_offered_and_taken(library: Library) -> None:
    assert library.path is not None
    with SuggestingLibrary.open(library.path) as suggesting:
        async with driving(suggesting) as app:
            await app.press("slash")
            await app.type("diffusoin")
            assert "did you mean diffusion? → takes it" in app.text()
            await app.press("left", "right")
            assert app.main.box.value == "diffusoin"
            await app.press("right")
            assert app.main.box.value == "diffusion"
            assert "3 of 11" in app.top
            assert "did you mean" not in app.text()


async def test_a_hint_has_a_line_only_while_there_is_one(library: Library) -> None:
    async with driving(library) as app:
        await app.press("slash")
        await app.type("titel:noise ")
        assert "title:" in app.lines()[1]
        await app.press("ctrl+u")
        assert "Quiet Gradients" in app.lines()[2]


async def test_markup_in_titles_is_text_everywhere(library: Library) -> None:
    async with driving(library) as app:
        await app.press("slash")
        await app.type("brackets")
        title = "Predicting [MASK] Tokens with [/] Brackets and [bold]Markup[/bold]"
        assert app.text().count(title) == 2
        await app.press("enter", "s")
        assert "[MASK]" in app.bottom
        await app.type("[/] [bold]")
        assert app.app.is_running


async def test_sorting_keeps_the_paper(library: Library) -> None:
    async with driving(library) as app:
        await app.press("j", "j")
        title = app.title
        await app.press("S", "t")
        assert "by title" in app.top
        assert app.title == title
        titles = [paper.title for paper in library.papers(app.main.source.ids)]
        assert titles == sorted(titles, key=str.casefold)
        await app.press("S", "a")
        assert "newest first" in app.top
