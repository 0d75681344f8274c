"""What the main screen looks like, as text, at the sizes people have."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from readlist import Library
from tests.tui.driver import driving, golden

SIZES = [(80, 24), (100, 30), (140, 40)]


@pytest.fixture
def library(library: Library) -> Library:
    """With a star from just now, which is what the goldens say of it."""
    first = library.search("").ids[:1]
    library.star(first, False)
    library.star(first)
    return library


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_library(library: Library, size: tuple[int, int]) -> None:
    async with driving(library, size) as app:
        golden(f"library-{size[0]}x{size[1]}", app.text())


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_a_search(library: Library, size: tuple[int, int]) -> None:
    async with driving(library, size) as app:
        await app.press("slash")
        await app.type("diffusion")
        golden(f"search-{size[0]}x{size[1]}", app.text())


async def test_a_page(library: Library) -> None:
    async with driving(library, (100, 30)) as app:
        await app.press("enter")
        golden("page-100x30", app.text())


async def test_a_phone(library: Library) -> None:
    async with driving(library, (40, 20)) as app:
        golden("library-40x20", app.text())


async def test_an_empty_library(empty: Library) -> None:
    async with driving(empty, (80, 24)) as app:
        golden("empty-80x24", app.text())
        await app.press("i")
        assert type(app.app.screen).__name__ == "ImportScreen"


async def test_nothing_is_wider_than_the_window(library: Library) -> None:
    async with driving(library, (40, 24)) as app:
        for width in (40, 60, 79, 80, 109, 110, 200):
            await app.resize(width, 24)
            for keys in [("g", "a"), ("j", "j"), ("j", "j"), ("j",), ("enter",), ("escape",)]:
                await app.press(*keys)
                assert all(cell_len(line) <= width for line in app.lines()), width


async def test_resizing_back_and_forth_changes_nothing(library: Library) -> None:
    async with driving(library, (140, 40)) as app:
        await app.press("j", "j", "j")
        before = app.text()
        for size in [(40, 20), (90, 24), (200, 60), (30, 8), (140, 40)]:
            await app.resize(*size)
        assert app.text() == before


async def test_both_themes_and_the_choice_is_remembered(library: Library) -> None:
    async with driving(library) as app:
        assert app.app.theme == "dark"
        before = app.text()
        await app.press("L")
        assert app.app.theme == "light"
        assert app.text() == before
    async with driving(library) as app:
        assert app.app.theme == "light"
