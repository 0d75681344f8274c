from __future__ import annotations

import pytest

from readlist.tui.keys import KeyTable
from readlist.tui.manual import Row, Section, key_sections, narrowed
from readlist.tui.screens.help import HelpScreen
from tests.tui.host import Host, do, text_of

SECTIONS = [
    Section(
        "Moving",
        [
            Row("j ↓", "next row", "down", "j,down"),
            Row("k ↑", "previous row", "up", "k,up"),
            Row("^D", "half a page", "half_down", "ctrl+d"),
        ],
    ),
    Section(
        "The paper in hand",
        [
            Row("s", "star; again takes it off", "star", "s"),
            Row(
                "n",
                "write a note [in Markdown] that may be as long as one likes, on a page of its own",
                "note",
                "n",
            ),
            Row("N", "write the note in $EDITOR", "edit_note", "N"),
        ],
    ),
    Section(
        "Going",
        [
            Row(f"g{letter}", f"go to list {letter}", f"go_{letter}")
            for letter in "abcdefghijklmnop"
        ],
    ),
]
FILE = "~/.config/readlist/config.toml"


async def test_all_keys_are_there_by_section() -> None:
    app = Host(HelpScreen(SECTIONS, FILE))
    async with app.run_test(size=(80, 40)):
        shown = text_of(app)
        assert "MOVING" in shown
        assert "THE PAPER IN HAND" in shown
        assert "[in Markdown]" in shown
        assert "22 keys" in shown
        assert [line for line in shown.splitlines() if "go to list p" in line]


async def test_typing_narrows_to_rows_with_every_word() -> None:
    app = Host(HelpScreen(SECTIONS, FILE))
    async with app.run_test(size=(80, 40)) as pilot:
        await do(pilot, "=note EDI")
        await pilot.pause()
        shown = text_of(app)
        assert "write the note in $EDITOR" in shown
        assert "Markdown" not in shown
        assert "MOVING" not in shown
        assert "1 key" in shown
        await do(pilot, "= nonsense")
        await pilot.pause()
        assert "No key does that." in text_of(app)


async def test_a_key_and_a_section_can_be_typed_too() -> None:
    app = Host(HelpScreen(SECTIONS, FILE))
    async with app.run_test(size=(80, 40)) as pilot:
        await do(pilot, *"^d")
        await pilot.pause()
        assert "half a page" in text_of(app)
        await do(pilot, "backspace", "backspace", "=moving")
        await pilot.pause()
        assert "3 keys" in text_of(app)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        *(("undo", "undo"), ("redo", "redo"), ("import", "import"), ("quit", "quit")),
        *(("next", "next_paper"), ("star", "star"), ("half down", "half_down"), ("D", "delete")),
    ],
)
def test_what_is_called_so_comes_first(typed: str, first: str) -> None:
    rows = [
        row for section in narrowed(key_sections(KeyTable(), []), typed) for row in section.rows
    ]
    assert rows[0].name == first


async def test_it_scrolls_and_a_letter_brings_it_back_to_the_top() -> None:
    app = Host(HelpScreen(SECTIONS, FILE))
    async with app.run_test(size=(40, 12)) as pilot:
        assert "go to list p" not in text_of(app)
        for _ in range(12):
            await do(pilot, "pagedown")
        await pilot.pause()
        assert "two keys" in text_of(app)
        await do(pilot, "g")
        await pilot.pause()
        assert "go to list a" in text_of(app)


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (109, 30), (120, 30), (200, 60)])
async def test_long_texts_wrap_and_nothing_is_cut(size: tuple[int, int]) -> None:
    app = Host(HelpScreen(SECTIONS, FILE))
    async with app.run_test(size=size) as pilot:
        await do(pilot, "=markdown")
        await pilot.pause()
        words = " ".join(text_of(app).split())
        assert all(word in words for word in ["on", "a", "page", "of", "its", "own"])
        assert all(len(line) <= size[0] for line in text_of(app).splitlines())


async def test_two_columns_where_there_is_room_also_after_a_resize() -> None:
    app = Host(HelpScreen(SECTIONS, FILE))
    async with app.run_test(size=(80, 40)) as pilot:
        assert not any("MOVING" in line and "GOING" in line for line in text_of(app).splitlines())
        await pilot.resize_terminal(140, 40)
        await pilot.pause()
        assert any("MOVING" in line and "GOING" in line for line in text_of(app).splitlines())


async def test_in_few_columns_it_still_says_how_to_copy_a_line() -> None:
    app = Host(HelpScreen(SECTIONS, "~/.config/some/folder/readlist/config.toml"))
    async with app.run_test(size=(40, 15)) as pilot:
        await do(pilot, "=own")
        await pilot.pause()
        assert "enter copy line" in text_of(app)
        assert "folder/\n              readlist/config.toml" in "\n".join(
            line.rstrip(" ▕") for line in text_of(app).splitlines()
        )


async def test_escape_closes() -> None:
    app = Host(HelpScreen(SECTIONS, FILE))
    async with app.run_test() as pilot:
        await do(pilot, "n", "escape")
        assert app.results == [None]
