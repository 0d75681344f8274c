"""Looking an import over: what is shown, and what the keys put right."""

from __future__ import annotations

from typing import Any

import pytest

from readlist.library.inputs import text_input
from readlist.library.reading import ReadFile, read_input
from readlist.tui.screens.review import ReviewScreen
from readlist.tui.sitting import Sitting
from tests.tui.host import Host, do, text_of

LISTING = """\
Slow Bridges for Fast Rivers

We build bridges that give way slowly. Rivers pass below them, and we measure how fast they are.

Fish Ladders that Learn
A ladder of fish is taught to count its own steps. It counts them well, in all twelve rivers.

=====

Otters as Judges of Dams

Otters were asked about dams. They liked the old ones best, as we show with a new test of taste.
"""


def file_of(text: str = LISTING, name: str = "rivers.txt") -> ReadFile:
    return read_input(text_input(text, name), "trending")


def imported(app: Host) -> list[str | None]:
    """The titles of what the screen gave back to be imported."""
    (files,) = app.results
    return [record.title for file in files for record in file.records]


async def run(*steps: str, size: tuple[int, int] = (100, 30), **files: Any) -> tuple[Host, str]:
    app = Host(ReviewScreen(Sitting(files.get("files", [file_of()]))))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await do(pilot, *steps)
        return app, text_of(app)


async def test_records_and_what_was_not_understood_stand_in_the_order_of_the_file() -> None:
    _, text = await run()
    rows = [line.split("│")[0].strip() for line in text.splitlines()[2:6]]
    assert rows[0].startswith("1  Slow Bridges")
    assert rows[1].startswith("5  Fish Ladders")
    assert rows[2].split() == ["8", "=====", "1", "line"]
    assert rows[3].startswith("10  Otters")
    assert "1 of 4 · 3 papers · 1 not understood" in text
    assert "LINES 1–3 OF rivers.txt" in text


async def test_where_there_is_little_room_the_name_is_cut_and_not_the_count() -> None:
    _, text = await run(size=(40, 15), files=[file_of(name="rivers-and-their-bridges.txt")])
    assert text.splitlines()[0].split("  ")[1:] == ["review · rivers-and-their-b…", "1 of 4"]


@pytest.mark.parametrize("size", [(40, 15), (80, 24), (200, 50)])
async def test_it_can_be_used_at_any_size(size: tuple[int, int]) -> None:
    _, text = await run("j", size=size)
    assert "Fish Ladders that Learn" in text
    assert "2 of 4" in text
    assert "import" in text.splitlines()[-1]
    assert "back" in text.splitlines()[-1]


async def test_it_is_imported_as_it_is() -> None:
    app, _ = await run("i")
    assert len(imported(app)) == 3


async def test_a_record_is_left_out_and_brought_back() -> None:
    app, _ = await run("j", "D", "i")
    assert imported(app) == ["Slow Bridges for Fast Rivers", "Otters as Judges of Dams"]
    app, _ = await run("j", "D", "u", "i")
    assert len(imported(app)) == 3
    app, _ = await run("j", "D", "u", "U", "i")
    assert len(imported(app)) == 2


async def test_two_records_become_one() -> None:
    app, _ = await run("M", "i")
    assert imported(app) == ["Slow Bridges for Fast Rivers", "Otters as Judges of Dams"]


async def test_a_record_is_split_at_a_line() -> None:
    app, _ = await run("enter", "j", "enter", "i")
    assert len(imported(app)) == 4


async def test_lines_become_a_paper_or_go_to_the_one_above() -> None:
    app, _ = await run("j", "j", "enter", "enter", "i")
    assert "=====" in imported(app)
    app, _ = await run("]", "a", "i")
    (files,) = app.results
    assert files[0].records[1].abstract.endswith("rivers. =====")


async def test_a_field_is_edited() -> None:
    app, text = await run("E")
    assert "Slow Bridges" in text
    app, _ = await run("E", "end", "!", "ctrl+s", "i")
    assert imported(app)[0] == "Slow Bridges for Fast Rivers!"


async def test_corrections_are_not_let_go_at_once() -> None:
    app, text = await run("D", "escape")
    assert "1 correction: i imports with them, esc again lets them go" in text
    assert app.results == []
    app, _ = await run("D", "escape", "escape")
    assert app.results == [None]
    app, _ = await run("escape")
    assert app.results == [None]


async def test_what_cannot_be_done_is_said() -> None:
    _, text = await run("j", "j", "D")
    assert "no paper here to leave out" in text
    _, text = await run("a")
    assert "only lines that are in no paper" in text
    _, text = await run("G", "M")
    assert "no record after this one" in text
    _, text = await run("u")
    assert "nothing to undo" in text


async def test_without_papers_nothing_is_imported() -> None:
    app, text = await run("G", "D", "K", "D", "K", "D", "i")
    assert app.results == []
    assert "no paper to import" in text


async def test_several_files_are_one_list() -> None:
    files = [file_of(), file_of(name="again.txt")]
    app, _ = await run("G", "D", "i", files=files)
    (reviewed,) = app.results
    assert [len(file.records) for file in reviewed] == [3, 2]
    _, text = await run("G", files=files)
    assert "review · 2 files" in text
    assert "OF again.txt" in text


async def test_text_of_the_file_is_never_markup() -> None:
    text = LISTING.replace("Fish Ladders", "[/] [b]Fish[/b] [MASK]").replace("=====", "[/red]")
    _, shown = await run("j", files=[file_of(text)])
    assert "[/] [b]Fish[/b] [MASK]" in shown


async def test_only_what_was_left_is_shown_where_the_rest_is_imported() -> None:
    app = Host(ReviewScreen(Sitting([file_of()], only_left=True)))
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        await do(pilot, "a")
        shown = text_of(app)
        assert "1 of 1 · 0 papers · 1 not understood" in shown
        assert "in the library already" in shown
        await do(pilot, "enter", "enter", "M")
        assert "in the library already" in text_of(app)
        await do(pilot, "i")
    assert imported(app) == [
        "Slow Bridges for Fast Rivers",
        "Fish Ladders that Learn",
        "=====",
        "Otters as Judges of Dams",
    ]


async def test_a_long_abstract_leaves_room_for_the_lines() -> None:
    text = LISTING.replace("We build bridges", "We build bridges that hold. " * 200)
    _, shown = await run(files=[file_of(text)])
    assert "LINES 1–3 OF rivers.txt" in shown


async def test_a_paper_without_title_is_known_by_its_abstract() -> None:
    text = (
        "Abstract:We count owls at night, and say why: https://example.org/owls.\n"
        "Abstract:We count them again by day, with a lamp, and find none of them at all.\n"
    )
    file = read_input(text_input(text, "owls.txt"), "abstracts")
    _, shown = await run(files=[file])
    assert "1  “We count owls" in shown


async def test_formulas_in_a_title_are_shown_as_everywhere_else() -> None:
    listing = LISTING.replace("Otters", r"$\pi_0$ otters")
    _, text = await run(files=[file_of(listing)])
    assert "π₀ otters" in text
