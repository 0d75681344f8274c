"""The screen of possible doubles."""

from __future__ import annotations

import pytest

from readlist import Library
from readlist.paper import Paper
from readlist.tui.pairs import BESIDE, differing, what_differs
from tests.tui.driver import Driver, driving

TUESDAY = """Quiet Gradients for Noisy Networks
Training is noisy. We listen to the gradients that whisper and find out that they carry most of the signal.
Latent weather: a Study
Rain, snow and fog live in a space of their own. Diffusion in that space makes new weather.
Patience of the Reviewers
Reviewers wait longer than models do. A dataset of their comments, with consent.
"""  # noqa: E501
PAIRS = [
    ("Latent Weather", "Latent weather: a Study", "title", 0.95),
    ("Quiet Gradients for Loud Networks", "Quiet Gradients for Noisy Networks", "abstract", 0.87),
    ("The Unreasonable Patience of Reviewers", "Patience of the Reviewers", "title", 0.81),
]


def rows(library: Library, *titles: str) -> list[int]:
    papers = {p.title: p.id for p in library.papers(library.select("").ids)}
    return library._store.rows_of([papers[title] for title in titles])


@pytest.fixture
def alike(library: Library) -> Library:
    """A library with three pairs of possible doubles."""
    library.import_text(TUESDAY, "tuesday.txt", format="trending")
    store = library._store
    with store._steps.unlogged() as connection:
        connection.execute("DELETE FROM suggestions")  # what the import found by itself
    for one, other, kind, score in PAIRS:
        first, second = rows(library, one, other)
        store.doubles.suggest(first, [(second, kind, score)])
    return library


def pair(app: Driver) -> str:
    """The line that says how alike the two are."""
    return app.lines()[2].strip()


def titles(library: Library) -> set[str]:
    return {paper.title for paper in library.papers(library.select("").ids)}


async def test_they_are_at_the_side_with_their_count(alike: Library) -> None:
    async with driving(alike, (140, 40)) as app:
        line = next(line for line in app.lines() if "Possible doubles" in line)
        assert line.split("│")[0].split()[-1] == "3"
        sidebar = app.main.sidebar
        await app.press("h")
        sidebar.cursor = next(
            n for n, i in enumerate(sidebar._items) if getattr(i, "opens", "") == "doubles"
        )
        await app.press("enter")
        assert "possible doubles" in app.top
        await app.press("escape")
        assert app.app.screen is app.main


async def test_without_any_there_is_no_such_list(library: Library) -> None:
    async with driving(library, (140, 40)) as app:
        assert "Possible doubles" not in app.text()
        await app.press("g", "d")
        assert "No papers look like doubles." in app.text()
        await app.press("M", "x", "tab", "A", "J", "j", "space", "escape")
        assert app.app.screen is app.main


async def test_pairs_stand_side_by_side_most_alike_first(alike: Library) -> None:
    async with driving(alike, (140, 40)) as app:
        await app.press("g", "d")
        assert app.top.endswith("1 of 3")
        assert pair(app) == "Their titles are 95 % alike; different: abstract"
        line = next(line for line in app.lines() if "Latent Weather" in line)
        left, right = line.split("│")
        assert left.strip() == "Latent Weather"
        assert right.strip() == "Latent weather: a Study"
        assert "STAYS" in app.text()
        await app.press("J", "J", "J")
        assert app.top.endswith("3 of 3")
        await app.press("K")
        assert pair(app).startswith("Their abstracts are 87 % alike; different: title")
        assert "★ starred" in app.text()


async def test_merging_goes_on_to_the_next_pair_and_is_undone(alike: Library) -> None:
    before = titles(alike)
    async with driving(alike, (140, 40)) as app:
        await app.press("g", "d", "M")
        assert "Merged “Latent weather: a Study” into “Latent Weather”" in app.text()
        assert app.top.endswith("1 of 2")
        assert titles(alike) == before - {"Latent weather: a Study"}
        await app.press("enter")
        assert app.top.endswith("1 of 1")
        await app.press("u", "u")
        assert titles(alike) == before
        assert app.top.endswith("1 of 3")
        assert "Undone: Merged" in app.text()
        await app.press("U", "escape")
        assert "Possible doubles      2" in app.text()


async def test_the_other_one_can_be_the_one_that_stays(alike: Library) -> None:
    async with driving(alike, (140, 40)) as app:
        await app.press("g", "d", "tab")
        line = next(line for line in app.lines() if "Latent Weather" in line)
        assert line.split("│")[0].strip() == "Latent weather: a Study"
        await app.press("tab", "tab", "M")
        assert "Merged “Latent Weather” into “Latent weather: a Study”" in app.text()


async def test_who_keeps_both_is_not_asked_again(alike: Library) -> None:
    before = titles(alike)
    async with driving(alike, (140, 40)) as app:
        await app.press("g", "d", "J", "x")
        assert "Kept both: “Quiet Gradients for Loud Networks” and" in app.text()
        assert app.top.endswith("2 of 2")
        await app.press("escape", "g", "d")
        assert app.top.endswith("1 of 2")
        assert titles(alike) == before
    assert len(alike.doubles()) == 2


async def test_many_are_settled_in_one_step(alike: Library) -> None:
    before = titles(alike)
    async with driving(alike, (140, 40)) as app:
        await app.press("g", "d", "K", "J", "J", "A")
        shown = app.text()
        for choice in (
            "merge all 2 pairs whose titles are alike",
            "merge all 3 pairs there are",
            "keep both of the one pair whose titles are at most 81 % alike",
            "keep both of all 3 pairs there are",
        ):
            assert choice in shown
        await app.press("escape", "A", "j", "enter")
        assert "Merged 3 pairs" in app.text()
        assert "No papers look like doubles." in app.text()
        assert len(titles(alike)) == len(before) - 3
        await app.press("u")
        assert titles(alike) == before
        await app.press("A", "end", "enter")
        assert "Kept 3 pairs apart" in app.text()
        await app.press("escape")
        assert "Possible doubles" not in app.text()


@pytest.mark.parametrize("size", [(60, 20), (100, 14)])
async def test_in_a_narrow_window_one_stands_below_the_other(
    alike: Library, size: tuple[int, int]
) -> None:
    async with driving(alike, size) as app:
        await app.press("g", "d")
        assert all(len(line) <= size[0] for line in app.lines())
        assert app.bottom.endswith("esc back")
        if size[0] < BESIDE:
            assert "│" not in app.text()
        await app.press("G")
        assert "tuesday.txt" in app.text() or "Diffusion" in app.text()
        await app.resize(140, 40)
        assert "│" in app.text()


async def test_nothing_to_undo_is_said(empty: Library) -> None:
    async with driving(empty) as app:
        await app.press("g", "d", "u")
        assert "There is nothing to undo." in app.text()


# What is coloured


@pytest.mark.parametrize(
    ("one", "other", "only_one", "only_other"),
    [
        ("a b c d", "a b c d", [], []),
        ("a b c d", "a x c d", ["b"], ["x"]),
        ("a b c d", "A B C D e f", [], ["e f"]),
        ("", "a b", [], []),
        ("completely other words here", "nothing in common at all", [], []),
        ("a\n\nb c d", "a b c", ["d"], []),
    ],
)
def test_words_that_only_one_has_are_found(
    one: str, other: str, only_one: list[str], only_other: list[str]
) -> None:
    here, there = differing(one, other)
    assert [one[a:b] for a, b in here] == only_one
    assert [other[a:b] for a, b in there] == only_other


def test_of_very_long_texts_nothing_is_coloured() -> None:
    assert differing("a " * 100_000, "b " * 100_000) == ([], [])


def test_only_what_both_have_can_differ() -> None:
    one = Paper(id="a", title="T", year=2020, doi="10.1/a")
    other = Paper(id="b", title="T", year=2021, venue="V")
    assert what_differs(one, other) == ["year"]
