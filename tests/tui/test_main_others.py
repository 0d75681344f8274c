"""Other windows and other programs change the library; the screen follows."""

from __future__ import annotations

import os
import threading
from collections.abc import Sequence
from pathlib import Path

import pytest

from readlist import Library
from readlist.config import Config
from readlist.errors import LibraryReadOnly
from readlist.library import Done
from readlist.paper import Status, Step
from readlist.tui.answers import opening
from readlist.tui.app import ReadlistApp
from readlist.tui.jobs import Jobs
from readlist.tui.remembered import Remembered
from tests.tui.driver import Driver, driving
from tests.tui.host import until
from tests.tui.shelf import fill


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
        await until(app.pilot, lambda: "#elsewhere" in app.text())
        assert "9 papers" in app.top
        assert "Gardens" not in app.text()
        assert app.title == title


async def test_an_import_elsewhere_ends_the_greeting(empty: Library) -> None:
    assert empty.path is not None
    async with driving(empty) as app:
        assert "Nothing is in it yet." in app.text()
        with Library.open(empty.path) as other:
            fill(other)
        await until(app.pilot, lambda: "Gardens of Forking Attention" in app.text())
        await app.press("j")
        assert app.main.place == "list"


async def test_a_library_that_can_only_be_read_says_so_when_it_is_opened(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.access", lambda place, mode: mode != os.W_OK)
    with Library.open(library.path) as library:
        async with driving(library) as app:
            assert "can only be read" in app.bottom
            await app.press("j")
            assert "readlist read-only" in app.top
            assert "10 papers" in app.top


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


async def test_lines_that_are_no_listing_can_be_imported_by_hand(empty: Library) -> None:
    async with driving(empty) as app:
        await app.paste("hello")
        assert "nothing was done" in app.bottom
        await app.paste("Slow Bridges\nAnn wrote it.\n")
        await until(app.pilot, lambda: "^L lets you make papers of its lines" in app.text())


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


def test_what_ends_the_app_is_raised_without_a_traceback_on_the_screen(
    library: Library, capfd: pytest.CaptureFixture[str]
) -> None:
    class Ending(ReadlistApp):
        def on_mount(self) -> None:
            raise RuntimeError("the sky fell")

    jobs = Jobs()
    app = Ending(library, Config(), jobs, opening(library, Remembered()))
    app.run(headless=True)
    jobs.close()
    assert [str(fault) for fault in app.faults] == ["the sky fell"]
    shown = "".join(capfd.readouterr())
    assert "Traceback" not in shown
    assert "sky" not in shown


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


async def test_what_fails_behind_a_screen_that_was_left_is_said(library: Library) -> None:
    class LateLibrary(ReadOnlyLibrary):
        gate = threading.Event()

        def star(self, ids: Sequence[str], on: bool = True) -> Done:
            self.gate.wait(10)
            return super().star(ids, on)

    assert library.path is not None
    with LateLibrary.open(library.path) as late:
        async with driving(late) as app:
            await app.press("T")
            app.send("s", "escape")
            while app.app.screen is not app.main:
                await app.pilot.pause(0.01)
            late.gate.set()
            await app.settle()
            app.main.tell_unheard()
            assert "may only be read" in app.bottom
            assert app.main.jobs.unheard == []
            assert app.lines()[2].startswith(" ★ • Quiet")


async def test_a_page_shows_what_is_still_being_written_when_it_is_asked_for(
    library: Library,
) -> None:
    assert library.path is not None
    with BusyLibrary.open(library.path) as busy:
        busy.gate = threading.Event()
        async with driving(busy) as app:
            app.send("r", "W")
            await app.pilot.pause(0.1)
            busy.gate.set()
            await app.settle()
            assert "once · 6 steps" in app.top


class BusyLibrary(Library):
    """Its statuses are written only once they are let through."""

    gate: threading.Event

    def set_status(self, ids: Sequence[str], status: Status) -> Done:
        self.gate.wait(10)
        return super().set_status(ids, status)


async def test_the_screen_stays_ahead_of_what_is_still_being_written(library: Library) -> None:
    assert library.path is not None
    with BusyLibrary.open(library.path) as busy:
        busy.gate = threading.Event()
        async with driving(busy) as app:
            app.send("j", "j", "j", "s", "x")  # on a starred, unread paper
            await until(app.pilot, lambda: "   – A Survey of Surveys" in app.text())
            busy.star(busy.search("").ids[:1], False)  # and somebody else does something
            await app.main.look_around()
            await app.pilot.pause(0.3)
            assert "   – A Survey of Surveys" in app.text()
            busy.gate.set()
            await app.settle()
            assert "   – A Survey of Surveys" in app.text()
            survey = busy.papers(busy.search("surveys").ids)[0]
            assert (survey.starred, survey.status) == (False, Status.SKIPPED)


async def test_a_key_goes_on_from_what_the_one_before_it_is_still_writing(
    library: Library,
) -> None:
    class Busy(BusyLibrary):
        def star(self, ids: Sequence[str], on: bool = True) -> Done:
            self.gate.wait(10)
            return super().star(ids, on)

    async def let_through(app: Driver) -> None:
        await app.pilot.pause(0.1)
        busy.gate.set()
        await app.settle()
        busy.gate.clear()

    assert library.path is not None
    with Busy.open(library.path) as busy:
        busy.gate = threading.Event()
        async with driving(busy) as app:
            starred = set(busy.search("is:starred").ids)
            app.send("j", "v", "v", "s", "s")  # which takes the stars off again
            await let_through(app)
            assert set(busy.search("is:starred").ids) == starred
            await app.press("escape", "g", "g")
            app.send("r", "j", "[")  # the one above is not unread any more
            await let_through(app)
            assert "No unread paper above" in app.bottom


async def test_a_page_that_cannot_be_read_says_so_and_can_be_left(library: Library) -> None:
    class Unreadable(Library):
        error: Exception = LibraryReadOnly("the history cannot be read; look at the disk")

        def history(self, limit: int | None = None) -> list[Step]:
            raise self.error

    assert library.path is not None
    with Unreadable.open(library.path) as broken:
        async with driving(broken, faults=1) as app:
            await app.press("g", "h")
            assert "the history cannot be read; look at the disk" in app.text()
            await app.press("escape")
            broken.error = RuntimeError("no steps left")
            await app.press("g", "h")
            assert "A fault in readlist: RuntimeError: no steps left" in app.text()
            await app.press("escape")
            app.main.tell_unheard()
            await app.press("s")
            assert "tarred “Quiet" in app.bottom  # and all goes on
