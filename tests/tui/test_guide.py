"""Finding out how, wherever one is: help of what works here, footers that can be clicked."""

from __future__ import annotations

from readlist import Library
from readlist.config import Config
from readlist.tui.keys import KeyTable
from readlist.tui.manual import key_sections, narrowed, own_keys
from readlist.tui.screens.frame import KeyLine
from readlist.tui.screens.help import HelpScreen
from readlist.tui.screens.tag import TagScreen
from readlist.tui.widgets.bottom_line import BottomLine
from tests.tui.driver import Driver, driving


def sections(app: Driver) -> list[str]:
    screen = app.app.screen
    assert isinstance(screen, HelpScreen)
    return [section.title for section in screen._sections]


async def test_help_begins_with_what_works_where_one_is(library: Library) -> None:
    async with driving(library, (80, 24)) as app:
        await app.press("?")
        assert sections(app)[:2] == ["The paper in hand", "Moving"]
        assert "s           star; again takes it off" in app.text()
        await app.press("f1")  # closes it again
        await app.press("slash", "f1")
        assert sections(app)[0] == "In the search box"
        await app.press("escape", "escape", "i", "f1")
        assert sections(app)[0] == "Importing and exporting"
        assert "elsewhere · The paper in hand" in sections(app)
        await app.press("escape", "escape", "g", "d", "?")
        assert sections(app)[0] == "Possible doubles"


async def test_two_keys_and_a_word_lead_to_keys_of_ones_own(library: Library) -> None:
    async with driving(library, (80, 24), Config(hints=False)) as app:
        await app.press("?", *"rebind")
        assert "".join(app.lines()[3:5]).strip() == "YOUR OWN KEYS"
        assert 'star = "f"' in app.text()
        await app.press("ctrl+u", *"export")
        await app.press("enter")
        assert '[keys] export = "f": ' in app.text()
        await app.press("escape", ":", *"rebind")
        await app.press("enter")
        assert "YOUR OWN KEYS" in app.text()


def test_help_is_found_by_key_word_and_name() -> None:
    table = KeyTable().with_keys({"star": "f", "export": ""})
    shown = key_sections(table, ["star", "go"])
    rows = {row.name: row.keys for section in shown for row in section.rows}
    assert rows["star"] == "f"
    assert rows["export"] == ""
    assert rows["saved_1 … saved_9"] == "1 … 9"
    assert [section.title for section in shown[:2]] == ["The paper in hand", "Lists and searching"]
    assert key_sections(table, ["star", "triage_later"])[0].title == "Triage"

    def first(typed: str) -> str:
        return narrowed(shown, typed)[0].rows[0].name

    assert first("f") == "star"  # the key itself, before all words with an f
    assert first("ctrl+d") == "half_down"
    assert first("^D") == "half_down"
    assert first("copy_bibtex") == "copy_bibtex"
    assert first("doubles merge") == "doubles_merge"
    assert narrowed(shown, "nothing like it") == []
    assert own_keys("~/c.toml", "export").rows[2].text == 'export = "f"'


async def test_the_words_of_footers_can_be_clicked(library: Library) -> None:
    async with driving(library, (80, 24)) as app:

        async def click(word: str, line: type[BottomLine] | type[KeyLine]) -> None:
            await app.pilot.click(line, offset=(app.bottom.index(word), 0))
            await app.settle()

        await click("t tag", BottomLine)
        assert isinstance(app.app.screen, TagScreen)
        await click("esc cancel", KeyLine)
        assert app.app.screen is app.main
        await app.press("g", "d")
        await click("? help", KeyLine)
        assert isinstance(app.app.screen, HelpScreen)
        await click("esc close", KeyLine)
        await click("esc back", KeyLine)
        assert app.app.screen is app.main
        await click("? help", BottomLine)
        assert isinstance(app.app.screen, HelpScreen)


async def test_second_keys_are_all_shown_in_a_small_window(library: Library) -> None:
    async with driving(library, (40, 15)) as app:
        await app.press("g")
        shown = " ".join(app.text().split())
        for key in KeyTable().after("go"):
            assert f"{key.names[0]} {key.word}" in shown, key.id
        await app.press("escape", "S")
        assert "t title" in " ".join(app.text().split())
        assert "esc cancel" in app.bottom
        await app.press("escape")
        assert app.bottom.endswith("?")  # without its word where it is narrow
