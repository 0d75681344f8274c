"""Adding one paper by hand."""

from __future__ import annotations

from readlist import Library
from tests.library.test_adding import ABSTRACT, TITLE
from tests.tui.driver import driving
from tests.tui.host import until

PASTE = f"{TITLE}\nAnn Lee, Bo Ray\n\n{ABSTRACT}\n"


async def test_a_paper_is_typed_and_shown(library: Library) -> None:
    async with driving(library) as driver:
        await driver.press("a", "enter")
        assert "type a title, an abstract, an id or a link" in driver.text(), "nothing is no paper"
        await driver.type("Kettles")
        await driver.press("tab", *"Cy Tan", "tab", *"soon", "ctrl+s")
        assert "'soon' is not a year" in driver.text()
        await driver.press("ctrl+u", *"2020", "enter")
        assert driver.title == "Kettles"
        assert "Added “Kettles”" in driver.bottom
        assert library.papers(library.search("kettles").ids)[0].year == 2020
        await driver.press("u")
        assert library.search("kettles").total == 0


async def test_a_pasted_title_and_abstract_fill_the_page(library: Library) -> None:
    async with driving(library) as driver:
        await driver.paste(PASTE)
        assert "add a paper" in driver.top
        assert "4 fields filled" not in driver.top
        assert "3 fields filled" in driver.top
        await driver.press("escape")
        assert "esc again adds nothing" in driver.text()
        await driver.press("escape", "a")
        await driver.paste(PASTE)  # into its title
        assert "3 fields filled" in driver.top
        await driver.press("ctrl+s")
        assert driver.title == TITLE
        await driver.press("i", "tab")
        await driver.paste(PASTE)
        await until(driver.pilot, lambda: "enter adds them as one paper" in driver.text())
        await driver.press("enter")
        assert "add a paper" in driver.top
        await driver.press("ctrl+s")
        assert f"“{TITLE}” is here already" in driver.bottom


async def test_what_was_typed_is_there_when_it_cannot_be_stored(library: Library) -> None:
    assert library.path is not None
    elsewhere = library.path.with_name("elsewhere.db")
    async with driving(library) as driver:
        await driver.press("a", *"Kettles")
        library.path.rename(elsewhere)
        await driver.press("enter")
        assert "is not there any more" in " ".join(driver.text().split())
        elsewhere.rename(library.path)
        await driver.press("enter")
        assert driver.title == "Kettles"
