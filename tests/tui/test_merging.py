"""Merging, splitting and forgetting on the main screen."""

from __future__ import annotations

import pytest

from readlist import Library
from readlist.paper import Paper
from readlist.tui.screens.kept import MOST, KeptScreen
from tests.tui.driver import Driver, driving
from tests.tui.host import Host, do, text_of

KETTLES = "Kettles that talk to each other boil water later but together, and nobody waits."


async def at(app: Driver, title: str) -> str:
    """The cursor to a paper, by the beginning of its title; its id."""
    papers = app.library.papers(list(app.main.source.ids))
    app.main.list.cursor = next(n for n, p in enumerate(papers) if p.title.startswith(title))
    await app.settle()
    assert app.main.paper is not None
    return app.main.paper.id


def sidebar_line(app: Driver, name: str) -> str:
    return next(line.split("│")[0] for line in app.lines() if name in line.split("│")[0])


async def test_the_first_m_says_which_stays_the_second_merges(library: Library) -> None:
    async with driving(library, (140, 40)) as app:
        stays = await at(app, "Latent Weather")
        await app.press("M")
        assert "M on another paper merges it into Latent Weather" in app.lines()[1]
        goes = await at(app, "Slow Diffusion")
        await app.press("M")
        assert app.bottom.startswith(" Merged “Slow Diffusion, Fast Coffee” into “Latent Weather”")
        assert app.title == "Latent Weather"
        assert goes not in app.main.source.ids
        assert library.paper(goes).id == stays
        assert "merges it into" not in app.lines()[1]
        await app.press("u")
        assert goes in app.main.source.ids
        assert library.counts().papers == 11


async def test_the_other_paper_can_be_searched_for(library: Library) -> None:
    async with driving(library, (140, 40)) as app:
        stays = await at(app, "Latent Weather")
        await app.press("M", "slash")
        await app.type("coffee")
        await app.press("enter")
        assert "merges it into Latent Weather" in app.lines()[1]
        goes = app.main.paper
        assert goes is not None
        await app.press("M")
        assert library.paper(goes.id).id == stays


@pytest.mark.parametrize("key", ["M", "escape"])
async def test_it_can_be_left(library: Library, key: str) -> None:
    async with driving(library, (140, 40)) as app:
        await at(app, "Latent Weather")
        before = app.main.box.value
        await app.press("M", key)
        assert "merges it into" not in app.text()
        assert "Nothing merged" in app.bottom
        assert app.main.box.value == before
        assert library.counts().papers == 11
        await app.press("j", "M")
        assert "merges it into Slow Diffusion" in app.lines()[1]


async def test_esc_goes_one_step_back_and_leaves_merging_last(library: Library) -> None:
    async with driving(library, (140, 40)) as app:
        await at(app, "Latent Weather")
        await app.press("M", "enter", "escape")
        assert app.main.merging is not None
        assert "merges it into Latent Weather" in app.lines()[1]
        assert "esc back" in app.bottom
        await app.press("escape")
        assert app.main.merging is None


async def test_markup_in_a_title_that_is_asked_about_is_text(library: Library) -> None:
    async with driving(library, (140, 40)) as app:
        await at(app, "Predicting [MASK]")
        await app.press("M")
        assert "merges it into Predicting [MASK] Tokens with [/] Brackets" in app.lines()[1]
    async with driving(library, (40, 20)) as app:
        await at(app, "A Survey")
        await app.press("M")
        assert "M on another paper" in app.lines()[1]
        assert app.lines()[1].endswith("esc leaves it")


async def test_a_paper_that_went_meanwhile_is_not_merged_into(library: Library) -> None:
    async with driving(library, (140, 40)) as app:
        stays = await at(app, "Latent Weather")
        await app.press("M")
        library.delete([stays])
        other = await at(app, "Slow Diffusion")
        await app.press("M")
        assert "was deleted" in app.bottom
        assert library.paper(other).id == other
        assert other in app.main.source.ids


async def test_a_paper_is_split_and_put_together_again(library: Library) -> None:
    one, two = library.search("title:latent").ids[0], library.search("coffee").ids[0]
    library.merge([one, two])
    async with driving(library, (140, 40)) as app:
        await at(app, "Latent Weather")
        await app.press("X")
        assert app.bottom.startswith(" Split “Latent Weather” into 2 papers")
        assert two in app.main.source.ids
        await app.press("u")
        assert two not in app.main.source.ids
        await at(app, "On the Colour")
        await app.press("X")
        assert "Nothing to split: “On the Colour of Noise” was seen once" in app.bottom
        await app.press("colon")
        await app.type("take apart")
        assert "Split" in app.text()


async def test_without_papers_nothing_is_merged(empty: Library) -> None:
    async with driving(empty, (100, 30)) as app:
        await app.press("M", "X")
        assert app.main.merging is None


# Sources


async def on_source(app: Driver, name: str) -> None:
    """The sidebar's cursor to a source, or another list."""
    if app.main.place != "sidebar":
        await app.press("h")
    app.main.bottom.hush()
    items = app.main.sidebar._items
    app.main.sidebar.cursor = next(
        n for n, i in enumerate(items) if getattr(i, "label", "") == name
    )
    await app.settle()


async def test_a_source_is_forgotten_at_the_side(library: Library) -> None:
    library.import_text(f"Networks of Kettles\n{KETTLES}\n", "tea.txt", format="trending")
    async with driving(library, (140, 40)) as app:
        await on_source(app, "tea.txt")
        assert "D forget" in app.bottom
        await app.press("D")
        assert app.bottom.startswith(" Forgot tea.txt: 1 paper gone   u undoes")
        assert "tea.txt" not in app.text().replace(app.bottom, "")
        assert library.counts().papers == 11
        await app.press("u")
        assert "tea.txt" in sidebar_line(app, "tea.txt")
        assert library.counts().papers == 12


async def test_a_source_is_forgotten_from_the_palette(library: Library) -> None:
    library.import_text(f"Networks of Kettles\n{KETTLES}\n", "tea.txt", format="trending")
    async with driving(library, (140, 40)) as app:
        await on_source(app, "tea.txt")
        await app.press("colon")
        await app.type("forget the source")
        await app.press("enter")
        assert [source.name for source in library.sources()] == ["monday.txt", "abstracts.txt"]


async def test_of_very_many_that_were_kept_the_first_are_listed() -> None:
    papers = [Paper(id=f"p{n}", title=f"Paper {n}", starred_at="2026") for n in range(600)]
    app = Host(KeptScreen("Forgot all of it", papers[:MOST], len(papers)))
    async with app.run_test(size=(80, 24)) as pilot:
        await do(pilot, "end")
        assert "and 100 more" in text_of(app)


async def test_what_was_kept_is_listed_and_can_be_brought_back(library: Library) -> None:
    async with driving(library, (140, 40)) as app:
        await on_source(app, "monday.txt")
        await app.press("D")
        shown = app.text()
        assert "Forgot monday.txt: 4 papers gone, 6 of yours kept" in shown
        for title, why in [
            ("Quiet Gradients", "starred"),
            ("Gardens of Forking", "note"),
            ("Predicting [MASK]", "reading"),
            ("Latent Weather", "tagged"),
            ("Tiny Agents", "skipped"),
        ]:
            row = next(line for line in reversed(app.lines()) if title in line)
            assert row.endswith(why)
        await app.press("escape")
        assert library.counts().papers == 7
        assert "6 papers" in app.top
        await app.press("u")
        assert library.counts().papers == 11
        await on_source(app, "monday.txt")
        await app.press("D", "u")
        assert "Undone: Forgot monday.txt" in app.bottom
        assert library.counts().papers == 11


async def test_the_list_of_a_forgotten_source_empties(library: Library) -> None:
    library.import_text(f"Networks of Kettles\n{KETTLES}\n", "tea.txt", format="trending")
    async with driving(library, (140, 40)) as app:
        await on_source(app, "tea.txt")
        await app.press("enter")
        assert app.title == "Networks of Kettles"
        await on_source(app, "tea.txt")
        await app.press("D")
        assert "No paper matches." in app.text()


async def test_d_at_the_side_is_for_what_is_there(library: Library) -> None:
    library.searches.save("birds", "birds")
    async with driving(library, (140, 40)) as app:
        await app.press("h", "D")
        assert library.counts().papers == 11
        assert "D forget" not in app.bottom
        await on_source(app, "birds")
        assert "D delete" in app.bottom
        await app.press("D")
        assert library.searches.all() == []
        await app.press("l")
        before = app.title
        await app.press("D")  # in the list it is for the paper
        assert f"Deleted “{before}”" in app.bottom
