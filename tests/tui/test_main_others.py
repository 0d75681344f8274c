"""Other windows and other programs change the library; the screen follows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from readlist import Library
from readlist.errors import LibraryReadOnly
from readlist.library import Done
from readlist.paper import Status
from tests.tui.driver import Driver, driving
from tests.tui.shelf import fill


async def until(app: Driver, true: Callable[[], bool]) -> None:
    for _ in range(100):
        if true():
            return
        await app.pilot.pause(0.1)
    pytest.fail(f"never came about:\n{app.text()}")


async def test_a_change_elsewhere_is_seen(library: Library) -> None:
    assert library.path is not None
    async with driving(library, (140, 40)) as app:
        await app.press("j", "j", "j")
        title = app.title
        with Library.open(library.path) as other:
            ids = other.search("").ids
            other.set_status([ids[0]], Status.READING)
            other.delete([ids[1]])
            other.tag([ids[2]], ["elsewhere"])
        await until(app, lambda: "#elsewhere" in app.text())
        assert "10 papers" in app.top
        assert "Gardens" not in app.text()
        assert app.title == title


async def test_an_import_elsewhere_ends_the_greeting(empty: Library) -> None:
    assert empty.path is not None
    async with driving(empty) as app:
        assert "Nothing is in it yet." in app.text()
        with Library.open(empty.path) as other:
            fill(other)
        await until(app, lambda: "Gardens of Forking Attention" in app.text())
        await app.press("j")
        assert app.main.place == "list"


async def test_importing_into_an_empty_library_and_taking_it_back(
    empty: Library, tmp_path: Path
) -> None:
    file = tmp_path / "listing.txt"
    file.write_text("Abstract: Penguins juggle, which nobody has seen so far, but we have.\n")
    async with driving(empty) as app:
        await app.paste(str(file))
        await app.pilot.pause(0.5)
        await app.press("enter")
        await app.press("enter")
        assert "1 paper" in app.top
        assert app.main.place == "list"
        await app.press("s", "u", "u")
        assert "Nothing is in it yet." in app.text()
        assert "0 papers" in app.top
        await app.press("slash")
        await app.type("dogs")
        assert app.main.box.value == "dogs", "the box keeps the focus"
        assert "0 of 0" in app.top


class BrokenLibrary(Library):
    """Starring does not work, for a reason nobody has thought of."""

    def star(self, ids: Sequence[str], on: bool = True) -> Done:
        raise RuntimeError("the stars are not right")


async def test_a_fault_is_said_and_kept_and_the_app_goes_on(library: Library) -> None:
    assert library.path is not None
    with BrokenLibrary.open(library.path) as broken:
        async with driving(broken, faults=1) as app:
            await app.press("s")
            assert "A fault in readlist: RuntimeError: the stars are not right" in app.bottom
            assert app.lines()[2].startswith(" ★ • Quiet")
            await app.press("r")
            assert "as read" in app.bottom


class ReadOnlyLibrary(Library):
    """As one on a disk that may only be read."""

    def star(self, ids: Sequence[str], on: bool = True) -> Done:
        raise LibraryReadOnly("the library may only be read; copy it to a place you may write to")


async def test_what_was_not_written_is_not_shown(library: Library) -> None:
    assert library.path is not None
    with ReadOnlyLibrary.open(library.path) as fixed:
        async with driving(fixed) as app:
            await app.press("s")
            assert "may only be read" in app.bottom
            assert app.lines()[2].startswith(" ★ • Quiet")
