from __future__ import annotations

from typing import Any

import pytest
from textual import events

from readlist.paper import Paper
from readlist.tui.screens.edit import EditScreen
from tests.tui.host import Host, do, text_of

PAPER = Paper(
    id="abcdefgh",
    title="A study of [MASK] tokens",
    authors=("A. Author", "B. Author"),
    year=2017,
    arxiv_id="1701.00001",
    urls=("https://example.org/a",),
)
UNTITLED = Paper(id="abcdefgh", title="The first words of an abstract…", title_derived=True)
TO = {"authors": 1, "year": 2, "venue": 3, "arxiv_id": 4, "doi": 5, "urls": 6}


def to(field: str) -> list[str]:
    return ["tab"] * TO[field]


@pytest.mark.parametrize(
    ("keys", "fields"),
    [
        ("ctrl+s", None),
        ("=, again|enter", {"title": "A study of [MASK] tokens, again"}),
        # From box to box, with ids as links; a version of the same arXiv id is no change.
        (
            "ctrl+u|=Other|tab|down|end|enter|=C. Third; D. Fourth|tab|ctrl+u|=2018|down|=A Venue|"
            "down|v|2|up|down|tab|=https://doi.org/10.1000/ABC|tab|end|enter|=https://example.org/b|"
            "ctrl+s",
            {
                "title": "Other",
                "authors": ("A. Author", "B. Author", "C. Third", "D. Fourth"),
                "year": 2018,
                "venue": "A Venue",
                "doi": "10.1000/abc",
                "urls": ("https://example.org/a", "https://example.org/b"),
            },
        ),
        (
            "tab|tab|ctrl+u|tab|tab|ctrl+u|=https://arxiv.org/abs/1801.00002v3|enter",
            {"year": None, "arxiv_id": "1801.00002"},
        ),
        ("x|escape|escape", None),
    ],
)
async def test_only_what_was_changed_comes_back(keys: str, fields: dict[str, Any]) -> None:
    app = Host(EditScreen(PAPER))
    async with app.run_test(size=(80, 30)) as pilot:
        await do(pilot, *keys.split("|"))
        assert app.results == [fields]


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        ("year", "20171", "is not a year"),
        ("arxiv_id", "nonsense", "is not an arXiv id"),
        ("doi", "10", "is not a DOI"),
        ("urls", " ftp", "is not a link"),
    ],
)
async def test_what_is_wrong_is_said_at_its_field(field: str, typed: str, says: str) -> None:
    app = Host(EditScreen(UNTITLED))
    async with app.run_test(size=(80, 30)) as pilot:
        await do(pilot, *to(field), f"={typed}", "ctrl+s")
        assert says in text_of(app)
        assert app.results == []
        assert app.focused is not None
        assert app.focused.id == field
        await do(pilot, "ctrl+u")
        assert says not in text_of(app)
        await do(pilot, "ctrl+s")
        assert app.results == [None]


async def test_a_title_made_from_the_abstract_is_no_title_yet() -> None:
    app = Host(EditScreen(UNTITLED))
    async with app.run_test(size=(80, 30)) as pilot:
        assert "none in the source; shown as “The first words" in text_of(app)
        await do(pilot, "=Its title", "enter")
        assert app.results == [{"title": "Its title"}]


async def test_leaving_with_changes_takes_two_steps() -> None:
    app = Host(EditScreen(PAPER))
    async with app.run_test(size=(80, 30)) as pilot:
        await do(pilot, "x")
        await pilot.pause()
        assert "1 field changed" in text_of(app)
        await do(pilot, "escape")
        await pilot.pause()
        assert "^S saves, esc again leaves" in text_of(app)
        assert app.results == []
        await do(pilot, "y", "escape")
        await pilot.pause()
        assert app.results == [], "it was changed again"
        await do(pilot, "escape")
        assert app.results == [None]


async def test_a_pasted_title_is_one_line() -> None:
    app = Host(EditScreen(UNTITLED))
    async with app.run_test(size=(80, 30)) as pilot:
        app.post_message(events.Paste("A title\n  on two\x1b lines"))
        await pilot.pause()
        await do(pilot, "enter")
        assert app.results == [{"title": "A title on two lines"}]


@pytest.mark.parametrize(
    ("size", "light"), [((40, 12), True), ((80, 24), False), ((200, 60), True)]
)
async def test_all_fields_can_be_reached(size: tuple[int, int], light: bool) -> None:
    app = Host(EditScreen(PAPER), light)
    async with app.run_test(size=size) as pilot:
        seen = text_of(app)
        for _ in TO:
            await do(pilot, "tab")
            await pilot.pause()
            seen += text_of(app)
        for text in ("[MASK]", "B. Author", "2017", "1701.00001", "DOI", "example.org/a"):
            assert text in seen
