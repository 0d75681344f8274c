"""The search box: what it offers while one types, and how that is taken or left."""

from __future__ import annotations

import threading

import pytest
from textual.content import Content

from readlist import Library
from readlist.library import Completion
from tests.tui.driver import Driver, driving
from tests.tui.host import until


def offered(app: Driver) -> list[str]:
    """What the list below the box shows, line by line; nothing while it is closed."""
    drop = app.main.drop
    if not drop.display:
        return []
    return [drop.render_line(y).text.strip() for y in range(drop.size.height)]


async def test_the_best_way_to_go_on_stands_behind_the_cursor_and_is_taken(
    library: Library,
) -> None:
    async with driving(library) as app:
        await app.press("slash", *"diffu")
        assert "/ diffusion" in app.top
        assert app.main.box.value == "diffu"
        assert "→ take" in app.bottom
        await app.press("right")
        assert app.main.box.value == "diffusion"
        assert "3 of 11" in app.top
        assert "→ take" not in app.bottom
        await app.press("right", "space", *"wea")
        await app.press("tab")
        assert app.main.box.value == "diffusion weather"
        assert "1 of 11" in app.top


async def test_a_query_too_long_for_the_box_shows_its_beginning_once_left(library: Library) -> None:
    async with driving(library, (40, 15)) as app:
        await app.press("slash", *"diffusion weather noise is:unread sort:year")
        assert "sort:year" in app.top
        await app.press("enter")
        assert app.top.startswith(" / diffusion weather")
        await app.press("slash", "end")
        assert "sort:year" in app.top
        await app.press("escape", "g", "u", "ctrl+r", "enter")
        assert app.top.startswith(" / diffusion weather")


async def test_what_is_offered_stays_while_one_types_along(library: Library) -> None:
    async with driving(library) as app:
        await app.press("slash", *"diffu")
        for key, seen in (("s", "/ diffusion"), ("x", "/ diffusx ")):
            app.send(key)
            await app.app.all_taken()  # which is sooner than it is asked for again
            await app.pilot.pause(0)
            assert seen in app.top


async def test_enter_and_leaving_take_nothing_that_nobody_chose(library: Library) -> None:
    async with driving(library) as app:
        await app.press("slash", *"diffusi")
        assert "/ diffusion" in app.top
        await app.press("enter")
        assert app.main.box.value == "diffusi*"
        await app.press("slash", *"tag:", "enter")
        assert app.main.box.value == "tag:"
        await app.press("slash", *"beverag", "escape")
        assert app.main.box.value == "beverag"
        assert app.main.place == "list"


async def test_the_cursor_has_to_be_at_the_end(library: Library) -> None:
    async with driving(library) as app:
        await app.press("slash", *"late", "left")
        assert "/ late " in app.top
        await app.press("right")
        assert app.main.box.value == "late"
        assert "/ latent" in app.top
        await app.press("escape", "slash")  # all of it is selected now
        await app.press("right")
        assert app.main.box.value == "late"


async def test_choosing_puts_the_choice_into_the_box_and_shows_its_papers(
    library: Library,
) -> None:
    async with driving(library) as app:
        await app.press("slash", *"is:un")
        assert offered(app) == []  # nothing lies over the papers before one asks for it
        first, second = (completion.text for completion in app.main.box.completions[:2])
        await app.press("ctrl+n")
        assert app.main.box.value == first
        assert any(line.startswith(first) for line in offered(app))
        await app.press("ctrl+n")
        assert app.main.box.value == second
        assert f"{len(library.search(second).ids)} of 11" in app.top
        await app.press("ctrl+p")
        assert app.main.box.value == first
        await app.press("ctrl+p")
        assert app.main.box.value == "is:un"  # behind the last comes what was typed
        await app.press("ctrl+p", "enter")
        assert app.main.box.value == "is:untitled"
        assert "1 of 11" in app.top
        assert app.main.place == "list"
        assert offered(app) == []


async def test_esc_closes_the_list_first_and_takes_the_choice_back(library: Library) -> None:
    async with driving(library) as app:
        await app.press("slash", *"tag:")
        assert offered(app) == ["tag:rl       2 papers", "tag:to-read   1 paper"]
        assert "esc close" in app.bottom
        await app.press("down", "down", "up")
        assert app.main.box.value == "tag:rl"
        assert app.main.list.cursor == 0
        assert "2 of 11" in app.top
        await app.press("escape")
        assert app.main.box.value == "tag:"
        assert offered(app) == []
        assert app.main.place == "search"
        await app.press("down")
        assert app.main.list.cursor == 1  # the list below is the papers again
        await app.press("ctrl+u", *"is:")
        assert offered(app)
        await app.press("ctrl+u")  # nothing goes on from nothing
        assert offered(app) == []
        await app.press("escape")
        assert app.main.place == "list"


async def test_typing_on_from_a_choice(library: Library) -> None:
    async with driving(library) as app:
        await app.press("slash", *"tag:", "ctrl+n")
        assert app.main.box.value == "tag:rl"
        await app.press("space", *"quiet")
        assert app.main.box.value == "tag:rl quiet"
        assert offered(app) == []
        assert "1 of 11" in app.top


async def test_a_field_that_is_taken_offers_its_values(library: Library) -> None:
    async with driving(library) as app:
        await app.press("slash", *"quiet ta", "right")
        assert app.main.box.value == "quiet tag:"
        assert offered(app)[0].startswith("tag:rl")
        await app.press("right")
        assert app.main.box.value == "quiet tag:rl"
        assert offered(app) == []
        assert "1 of 11" in app.top


async def test_a_tag_that_is_being_typed_is_the_beginning_of_one(library: Library) -> None:
    async with driving(library) as app:
        await app.press("slash", *"tag:to")
        assert "1 of 11" in app.top
        assert "No paper" not in app.text()
        await app.press("enter")
        assert app.main.box.value == "tag:to*"
        assert "1 of 11" in app.top
        await app.press("slash", *"tag:rl", "enter")
        assert app.main.box.value == "tag:rl"
        assert "2 of 11" in app.top


async def test_a_click_takes_one_and_the_box_keeps_the_focus(library: Library) -> None:
    async with driving(library) as app:
        await app.press("slash", *"tag:")
        await app.pilot.click(app.main.drop, offset=(3, 1))
        await app.settle()
        assert app.main.box.value == "tag:to-read"
        assert app.main.place == "search"
        assert offered(app) == []


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (140, 40)])
async def test_the_list_hangs_below_the_word_and_inside_the_screen(
    library: Library, size: tuple[int, int]
) -> None:
    library.tag([library.search("").ids[4]], ["a-tag-with-a-name-that-no-narrow-screen-can-hold"])
    async with driving(library, size) as app:
        await app.press("slash", *"patience OR noise tag:")
        drop = app.main.drop
        assert drop.region.y == 1
        assert 0 <= drop.region.x <= drop.region.right <= size[0]
        assert len(offered(app)) == 3
        assert all(line.startswith("tag:") for line in offered(app))
        box = app.main.box
        word = box.content_region.x + len("patience OR noise ")
        if size[0] == 140:
            assert drop.region.x == word - 1
        before = app.lines()[size[1] // 2 :]
        await app.press("escape")
        assert app.lines()[size[1] // 2 : -1] == before[:-1]  # what is below has not moved


class PausingLibrary(Library):
    """Completions take as long as the test says; it notes for which texts they were asked."""

    gate: threading.Event
    asked: list[str]

    def complete(self, text: str, limit: int = 8) -> list[Completion]:
        self.asked.append(text)
        self.gate.wait(10)
        return super().complete(text, limit)


async def test_completions_that_come_late_are_for_nobody(library: Library) -> None:
    assert library.path is not None
    with PausingLibrary.open(library.path) as slow:
        slow.gate, slow.asked = threading.Event(), []
        async with driving(slow) as app:
            app.send("slash", *"diffu")
            while not slow.asked:
                await app.pilot.pause(0.01)
            assert slow.asked == ["diffu"]
            assert "3 of 11" in app.top  # papers do not wait for words
            app.send("backspace", "backspace", "backspace")
            await app.pilot.pause(0.02)
            slow.gate.set()
            await app.settle()
            assert slow.asked[-1] == "di"
            assert all(c.text.startswith("di") for c in app.main.box.completions)


async def test_enter_and_tab_right_behind_the_letters(library: Library) -> None:
    """Typed before there was any answer, they mean what has been typed."""
    async with driving(library) as app:
        await app.press("slash", *"diffu", "enter")
        assert app.main.box.value == "diffu*"
        assert "3 of 11" in app.top
        await app.press("slash", *"bev", "tab", "enter")
        assert app.main.box.value == "beverages"
        assert "1 of 11" in app.top


async def test_what_follows_a_query_typed_at_once_is_for_its_best_paper(library: Library) -> None:
    """Not for the paper that was in hand before, though it is found again."""
    best, *_, last = library.search("diffusion a").ids
    async with driving(library) as app:
        await app.press("slash", *"diffusion", "enter")
        while app.main.paper is None or app.main.paper.id != last:
            await app.press("j")
        await app.press("slash", *"diffusion a", "enter", "r")
        assert app.main.paper is not None
        assert app.main.paper.id == best
    papers = library.papers([best, last])
    assert [str(paper.status) for paper in papers] == ["read", "unread"]


async def test_a_slow_search_ends_nothing(library: Library) -> None:
    """Keys do not wait for it any longer than a moment, and its answer comes all the same."""
    gate = threading.Event()

    class Slow(Library):
        def search(self, text: str, limit: int | None = None, **options: object):  # type: ignore[no-untyped-def, override]
            if text:
                gate.wait(10)
            return super().search(text, limit, **options)  # type: ignore[arg-type]

    assert library.path is not None
    with Slow.open(library.path) as slow:
        async with driving(slow) as app:
            app.send("slash", *"noise", "enter")
            await until(app.pilot, lambda: app.main.place == "list")
            gate.set()
            await app.settle()
            assert "2 of 11" in app.top
            assert app.title in ("On the Colour of Noise", "Quiet Gradients for Loud Networks")


async def test_what_was_meant_is_taken_from_the_empty_list(library: Library) -> None:
    for key in ("enter", "right"):
        async with driving(library) as app:
            await app.press("slash", *"diffusoin", "enter")
            assert app.main.place == "list"
            assert "Did you mean diffusion?" in app.text()
            await app.press(key)
            assert app.main.box.value == "diffusion"
            assert "3 of 11" in app.top
            assert app.main.place == "list"
            assert not app.main.alone


async def test_only_whole_words_that_matched_are_coloured(library: Library) -> None:
    async with driving(library, (140, 40)) as app:
        await app.press("slash", *"-agents noise OR tiny OR rooms OR sampling")
        hit = app.main.list.ink.hit
        rows = [line for row in range(len(app.main.source)) for line in app.main.list._drawn(row)]
        page = app.main.pane.lines
        assert rows
        assert page

        def coloured(line: Content) -> list[str]:
            return [line.plain[s.start : s.end] for s in line.spans if s.style == hit]

        words = {word.casefold() for line in (*rows, *page) for word in coloured(line)}
        assert words <= {"noise", "tiny", "room", "rooms", "sampling"}
        assert {"noise", "sampling"} <= words
