"""Papers like the one in hand, papers like the starred ones, and the way back from them."""

from __future__ import annotations

import pytest

from readlist import Library
from readlist.paper import Status
from readlist.tui.keys import FOR_YOU
from tests.tui.driver import Driver, driving

WEATHER, COFFEE = 5, 6
"""Rows of the shelf."""
SURVEY = (
    "A Survey of Surveys of Surveys: What Ten Thousand Related-Work Sections Say About Each Other, "
    "and Why Nobody Reads Beyond the Second Page"
)
"""The title of what is most like the one about coffee."""


async def at(app: Driver, row: int) -> str:
    """Go to a row; returns the id of its paper."""
    app.main.list.cursor = row
    await app.settle()
    paper = app.main.paper
    assert paper is not None
    return paper.id


def for_you(app: Driver) -> str:
    """Its line at the side."""
    (line,) = (line for line in app.lines() if line[2:].startswith("For you"))
    return line.split("│")[0].rstrip()


# Similar papers


@pytest.mark.parametrize("size", [(80, 24), (140, 40)], ids=["80x24", "140x40"])
async def test_similar_papers_and_back_again(library: Library, size: tuple[int, int]) -> None:
    async with driving(library, size) as app:
        await app.press("g", "u")
        before = app.main.source.ids
        id = await at(app, list(before).index(library.search("coffee").ids[0]))
        await app.press("=")
        assert app.main.box.value == f"similar:{id}"
        assert app.main.place == "list"
        assert app.title == SURVEY
        assert "of 11 · nearest first" in app.top
        assert "similar to Slow Diffusion, Fast Coffee" in app.lines()[1]
        assert "shares: diffusion" in app.text()
        assert app.bottom.endswith("esc back")
        await app.press("escape")
        assert app.main.box.value == "is:unread"
        assert app.main.source.ids == before
        assert app.title == "Slow Diffusion, Fast Coffee"
        assert "similar to" not in app.text()
        assert "shares:" not in app.text()
        await app.press("escape")
        assert app.main.box.value == ""
        assert app.title == "Slow Diffusion, Fast Coffee"


async def test_from_like_to_like_and_step_by_step_back(library: Library) -> None:
    async with driving(library, (140, 40)) as app:
        first = await at(app, COFFEE)
        await app.press("=")
        second = await at(app, 1)
        await app.press("=")
        assert app.main.box.value == f"similar:{second}"
        await app.press("escape")
        assert app.main.box.value == f"similar:{first}"
        assert app.title == "Latent Weather"
        await app.press("escape")
        assert app.main.box.value == ""
        assert app.title == "Slow Diffusion, Fast Coffee"
        await app.press("escape")
        assert app.title == "Slow Diffusion, Fast Coffee"


async def test_keys_typed_ahead_meet_what_the_key_before_them_brought(library: Library) -> None:
    async with driving(library, (140, 40)) as app:
        await at(app, COFFEE)
        await app.press("=", "R", "escape", "j")
        assert app.main.list.cursor == COFFEE + 1
        assert library.search("is:reading survey").total == 1


async def test_from_the_whole_page_and_back_to_it(library: Library) -> None:
    async with driving(library, (100, 30)) as app:
        await at(app, COFFEE)
        await app.press("enter", "=")
        assert not app.main.alone
        assert app.title == SURVEY
        await app.press("escape")
        assert app.main.alone
        assert app.main.place == "pane"
        assert app.title == "Slow Diffusion, Fast Coffee"
        await app.press("escape")
        assert app.main.place == "list"
        assert app.title == "Slow Diffusion, Fast Coffee"


async def test_a_search_only_begun_is_there_to_come_back_to(library: Library) -> None:
    async with driving(library, (140, 40)) as app:
        await app.press("slash")
        await app.type("diffusion coff")
        await app.press("escape", "=")
        assert app.title == SURVEY
        await app.press("escape")
        assert app.main.box.value == "diffusion coff*"
        assert app.main.source.ids == library.search("coffee").ids


async def test_another_list_ends_the_way_back(library: Library) -> None:
    async with driving(library, (140, 40)) as app:
        id = await at(app, COFFEE)
        await app.press("=", "g", "u", "g", "s")
        await app.press("escape")
        assert app.main.box.value == ""
        await app.press("slash")
        await app.type(f"similar:{id}")
        await app.press("enter", "escape")
        assert app.main.box.value == ""


async def test_it_can_be_narrowed_and_sorted_like_any_search(library: Library) -> None:
    async with driving(library, (140, 40)) as app:
        await at(app, COFFEE)
        await app.press("=", "S", "t")
        assert "by title" in app.top
        await app.press("S", "l", "slash", "end")
        await app.type(" weather")
        await app.press("enter")
        assert app.title == "Latent Weather"
        assert "similar to Slow Diffusion, Fast Coffee" in app.lines()[1]


async def test_the_same_question_again_changes_nothing(library: Library) -> None:
    async with driving(library, (140, 40)) as app:
        id = library.search("coffee").ids[0]
        await app.press("slash")
        await app.type(f"similar:{id} OR coffee")
        await app.press("enter", "G")
        assert "similar to Slow Diffusion, Fast Coffee" in app.lines()[1]


async def test_nothing_is_like_it(library: Library) -> None:
    library.import_text("Zyx\nQwertz uiop asdfgh.\n", "odd.txt", format="trending")
    async with driving(library, (140, 40)) as app:
        await at(app, list(app.main.source.ids).index(library.search("qwertz").ids[0]))
        await app.press("=")
        assert "Nothing here is much like it." in app.text()
        assert "esc goes back to where you came from" in app.text()
        await app.press("=", "escape")
        assert app.title == "Zyx"


async def test_without_a_paper_there_is_nothing_to_be_like(library: Library) -> None:
    async with driving(library, (140, 40)) as app:
        await app.press("slash")
        await app.type("title:nowhere")
        await app.press("enter", "=")
        assert app.main.box.value == "title:nowhere"


async def test_a_paper_that_is_gone_is_not_named(library: Library) -> None:
    id = library.search("coffee").ids[0]
    library.delete([id])
    async with driving(library, (140, 40)) as app:
        for query in [f"similar:{id}", "similar:zzzzzzzz", "-similar:k", "similar:"]:
            await app.press("slash")
            await app.type(query)
            await app.press("enter")
            assert "shares:" not in app.text()


async def test_markup_in_a_title_is_text(library: Library) -> None:
    async with driving(library, (140, 40)) as app:
        await at(app, 2)
        await app.press("=")
        assert "similar to Predicting [MASK] Tokens with [/] Brackets" in app.lines()[1]


# For you


def nothing_is_starred(library: Library) -> None:
    library.star(library.search("is:starred").ids, on=False)


def only_coffee_is_starred(library: Library) -> None:
    nothing_is_starred(library)
    library.star(library.search("coffee").ids)


async def test_for_you_lists_the_unread_that_are_like_the_starred(library: Library) -> None:
    only_coffee_is_starred(library)
    async with driving(library, (140, 40)) as app:
        count = len(library.search(FOR_YOU).ids)
        assert count
        assert for_you(app) == f"  For you{count:>16}"
        await app.press("g", "p")
        assert app.main.box.value == FOR_YOU
        assert app.title == SURVEY
        assert "like what you starred: diffusion" in app.text()
        assert for_you(app).startswith("▌ For you")
        assert f"{count} of 11 · nearest first" in app.top


async def test_its_count_follows_the_stars(library: Library) -> None:
    nothing_is_starred(library)
    async with driving(library, (140, 40)) as app:
        assert for_you(app) == "  For you               0"
        await at(app, COFFEE)
        await app.press("s")
        assert for_you(app) == f"  For you{len(library.search(FOR_YOU).ids):>16}"
        assert not for_you(app).endswith(" 0")
        await app.press("u")
        assert for_you(app) == "  For you               0"


@pytest.mark.parametrize("size", [(40, 20), (80, 24), (140, 40)])
async def test_with_nothing_starred_it_says_what_it_needs(
    library: Library, size: tuple[int, int]
) -> None:
    nothing_is_starred(library)
    async with driving(library, size) as app:
        await app.press("g", "p")
        assert "Star a few papers: For you then shows" in app.text()
        assert "most like them." in app.text()
        assert "similar:starred: nothing" not in app.text()


async def test_with_nothing_left_it_says_so(library: Library) -> None:
    library.set_status(library.search("").ids, Status.READ)
    async with driving(library, (140, 40)) as app:
        await app.press("g", "p")
        assert "Nothing unread is much like what you starred." in app.text()


async def test_a_paper_read_in_it_keeps_its_row_until_the_next_list(library: Library) -> None:
    only_coffee_is_starred(library)
    async with driving(library, (140, 40)) as app:
        await app.press("g", "p", "r")
        assert app.title == SURVEY
        assert "like what you starred: diffusion" in app.text()
        await app.press("g", "p")
        assert app.title != SURVEY


async def test_each_row_says_by_which_words_it_is_there(library: Library) -> None:
    only_coffee_is_starred(library)
    async with driving(library, (140, 40)) as app:
        await app.press("g", "p")
        rows = [line.split("│")[1].strip(" ▕") for line in app.lines()[2:-1]]
        shown = [row for row in rows if row and not row.startswith(("•", "◐"))]
        why = app.main.found.results.why if app.main.found else None
        assert why is not None
        for id in app.main.source.ids:
            assert " · ".join(why(id)) in shown
        await app.press("g", "a")
        assert "diffusion" not in app.lines()[3]


async def test_starring_does_not_shuffle_what_one_chooses_from(empty: Library) -> None:
    empty.import_samples()
    empty.star(empty.search("title:attention").ids[:1])
    async with driving(empty, (140, 40)) as app:
        await app.press("g", "p")
        before = list(app.main.source.ids)
        await app.press("j", "s")
        fresh = list(empty.search(FOR_YOU).ids)
        assert [id for id in fresh if id in before] != [id for id in before if id in fresh]
        assert list(app.main.source.ids) == before
        assert app.main.list.cursor == 1
        at = before.index(next(id for id in fresh if id in before))
        app.main.list.cursor = at
        await app.press("D")
        assert list(app.main.source.ids) == before[:at] + before[at + 1 :]
        await app.press("u")
        assert sorted(app.main.source.ids) == sorted(before)
        await app.press("g", "p")
        assert list(app.main.source.ids) == list(empty.search(FOR_YOU).ids)


async def test_the_nearest_come_first_whatever_the_order_was(library: Library) -> None:
    async with driving(library, (140, 40)) as app:
        await app.press("S", "t")
        assert "by title" in app.top
        await at(app, list(app.main.source.ids).index(library.search("coffee").ids[0]))
        await app.press("=")
        assert "nearest first" in app.top
        await app.press("escape")
        assert "by title" in app.top
        assert app.title == "Slow Diffusion, Fast Coffee"


async def test_a_list_at_the_side_is_not_offered_to_be_saved(library: Library) -> None:
    async with driving(library, (140, 40)) as app:
        for keys in ["gp", "gs"]:
            await app.press(*keys)
            assert "+ save" not in app.bottom
        await at(app, 0)
        await app.press("=")
        assert "+ save" in app.bottom
