from __future__ import annotations

from pathlib import Path

import pytest

from readlist.tui.screens.export import ExportChoice, ExportScreen
from tests.tui.host import Host, do, text_of

FORMATS = ("markdown", "json")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    return tmp_path


async def test_enter_writes_what_is_offered(here: Path) -> None:
    app = Host(ExportScreen("starred.md", FORMATS, 1234))
    async with app.run_test(size=(100, 24)) as pilot:
        assert "EXPORT 1,234 PAPERS" in text_of(app)
        assert "a new file, ~/starred.md" in text_of(app)
        await do(pilot, "enter")
        assert app.results == [ExportChoice(Path("starred.md"), "markdown", True)]


async def test_the_suffix_follows_the_format(here: Path) -> None:
    app = Host(ExportScreen("starred.md", FORMATS, 3))
    async with app.run_test(size=(100, 24)) as pilot:
        await do(pilot, "down", "right", "down", "space")
        await pilot.pause()
        assert "starred.json" in text_of(app)
        await do(pilot, "enter")
        assert app.results == [ExportChoice(Path("starred.json"), "json", False)]


async def test_in_few_columns_it_says_that_there_are_more_formats(here: Path) -> None:
    formats = ("markdown", "list", "checklist", "slack", "bibtex", "json")
    app = Host(ExportScreen("starred.md", formats, 3))
    async with app.run_test(size=(40, 15)) as pilot:

        def line() -> list[str]:
            return next(line for line in text_of(app).splitlines() if "format" in line).split()[2:]

        assert line() == ["markdown", "list", "…"]
        await do(pilot, "down", "right", "right", "right")
        await pilot.pause()
        assert line()[0] == line()[-1] == "…"
        assert "slack" in line()
        await do(pilot, "left", "left", "left", "left")
        await pilot.pause()
        assert line() == ["…", "slack", "bibtex", "json"]


async def test_a_suffix_of_ones_own_stays(here: Path) -> None:
    app = Host(ExportScreen("starred.md", FORMATS, 3))
    async with app.run_test(size=(100, 24)) as pilot:
        await do(pilot, "ctrl+u", "=notes.pdf")
        assert "notes.pdf, as markdown" in text_of(app)
        await do(pilot, "down", "right")
        assert "notes.pdf, as json" in text_of(app)
        await do(pilot, "up", "ctrl+u", "=notes.txt")
        assert "notes.txt, as" not in text_of(app)
        await do(pilot, "enter")
        await pilot.pause()
        assert app.results == [ExportChoice(Path("notes.txt"), "json", True)]


async def test_the_format_follows_a_suffix_that_is_typed(here: Path) -> None:
    app = Host(ExportScreen("starred.md", FORMATS, 3))
    async with app.run_test(size=(100, 24)) as pilot:
        await do(pilot, "ctrl+u", "=mine.json", "enter")
        assert app.results == [ExportChoice(Path("mine.json"), "json", True)]


async def test_a_json_name_starts_as_json(here: Path) -> None:
    app = Host(ExportScreen("starred.json", FORMATS, 3))
    async with app.run_test() as pilot:
        await do(pilot, "enter")
        assert app.results[0].format == "json"


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("", "name a file"),
        ("folder", "that is a folder"),
        ("folder/", "that is a folder"),
        ("missing/x.md", "there is no folder missing"),
    ],
)
async def test_where_nothing_can_be_written(here: Path, name: str, says: str) -> None:
    (here / "folder").mkdir()
    app = Host(ExportScreen("starred.md", FORMATS, 3))
    async with app.run_test(size=(100, 24)) as pilot:
        await do(pilot, "ctrl+u", *([f"={name}"] if name else []), "enter")
        await pilot.pause()
        assert says in text_of(app)
        assert app.results == []
        await do(pilot, "escape")
        assert app.results == [None]


async def test_a_file_that_will_be_replaced_is_named(here: Path) -> None:
    (here / "starred.md").write_text("old")
    app = Host(ExportScreen("starred.md", FORMATS, 3))
    async with app.run_test(size=(100, 24)) as pilot:
        assert "replaces ~/starred.md" in text_of(app)
        await do(pilot, "enter")
        assert len(app.results) == 1


async def test_home_and_completion(here: Path) -> None:
    (here / "papers").mkdir()
    app = Host(ExportScreen("starred.md", FORMATS, 3))
    async with app.run_test(size=(100, 24)) as pilot:
        await do(pilot, "ctrl+u", "=~/pa", "tab", "=x.md", "enter")
        assert app.results == [ExportChoice(here / "papers" / "x.md", "markdown", True)]


async def test_the_mouse_chooses(here: Path) -> None:
    app = Host(ExportScreen("starred.md", FORMATS, 3), light=True)
    async with app.run_test(size=(40, 14)) as pilot:
        for word in ("json", "without"):
            lines = text_of(app).splitlines()
            row = next(y for y, line in enumerate(lines) if word in line)
            await pilot.click(offset=(lines[row].index(word) + 1, row))
        await do(pilot, "enter")
        assert app.results == [ExportChoice(Path("starred.json"), "json", False)]
