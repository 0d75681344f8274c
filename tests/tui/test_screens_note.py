from __future__ import annotations

import contextlib
import re
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from textual import events

from readlist.errors import LibraryReadOnly, NoteChanged
from readlist.paper import Paper
from readlist.tui.screens.note import NoteScreen
from readlist.tui.widgets.note_box import NoteBox
from tests.tui.host import Host, do, text_of, until

ABSTRACT = "We look at notes. " + "They are written while one reads the abstract. " * 12
PAPER = Paper(id="p", title="A title", abstract=ABSTRACT)


class Saves:
    """A visit to a note; it keeps what was saved, in order, and fails while `wrong` is set."""

    joined = False

    def __init__(self, folder: Path) -> None:
        self.text = ""
        self.recovered: str | None = None
        self.texts: list[str] = []
        self.wrong: Exception | None = None
        self.threads: set[int] = set()
        self.elsewhere = ""
        self.file = folder / "unsaved.md"

    def save(self, text: str) -> str:
        self.threads.add(threading.get_ident())
        if self.wrong is not None:
            raise self.wrong
        if self.elsewhere:
            text, self.elsewhere = f"{self.elsewhere}\n{text}", ""
        self.texts.append(text)
        return text

    def keep(self, text: str) -> Path:
        self.file.write_text(text)
        return self.file


@pytest.fixture
def saves(tmp_path: Path) -> Saves:
    return Saves(tmp_path)


@pytest.fixture(autouse=True)
def in_peace(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is saved by itself, and the preview is drawn at every key, however long a test takes,
    unless it wants that."""
    monkeypatch.setattr("readlist.tui.screens.note._SAVE_AFTER", 3600)
    monkeypatch.setattr("readlist.tui.widgets.note_beside._SLOW", 3600)


def page(visit: Saves, text: str = "", editor: str | None = None) -> NoteScreen:
    visit.text = text
    return NoteScreen(PAPER, visit, editor)


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of temporary files."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return tmp_path


async def test_escape_saves_and_leaves(saves: Saves) -> None:
    app = Host(page(saves, "first"))
    async with app.run_test() as pilot:
        await do(pilot, "enter", *"- idea?", "escape")
        await pilot.pause()
        assert saves.texts[-1] == "first\n- idea?"
        assert app.results == [True]
    assert saves.texts[-1:] == ["first\n- idea?"]


async def test_nothing_written_is_nothing_saved(saves: Saves) -> None:
    app = Host(page(saves, "first"))
    async with app.run_test() as pilot:
        await do(pilot, "x", "backspace", "escape")
        await pilot.pause()
        assert app.results == [False]
    assert saves.texts in ([], ["first"])


async def test_it_saves_while_one_types(saves: Saves, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("readlist.tui.screens.note._SAVE_AFTER", 0.05)
    app = Host(page(saves))
    async with app.run_test() as pilot:
        await do(pilot, *"one")
        await until(pilot, lambda: saves.texts[-1:] == ["one"])
        await until(pilot, lambda: "saved" in text_of(app))
        assert threading.get_ident() not in saves.threads
        await do(pilot, *" two")
        await until(pilot, lambda: saves.texts[-1] == "one two")
        assert app.results == []


@pytest.mark.parametrize(
    "wrong", [LibraryReadOnly("it may only be read"), NoteChanged("changed in another window")]
)
async def test_a_failing_save_keeps_the_page_and_says_why(saves: Saves, wrong: Exception) -> None:
    saves.wrong = wrong
    app = Host(page(saves))
    async with app.run_test(size=(100, 24)) as pilot:
        await do(pilot, *"idea", "escape")
        await pilot.pause()
        assert app.results == []
        assert f"Not saved, your text is still here: {wrong}" in text_of(app)
        assert "idea" in text_of(app)
        await do(pilot, *"s", "ctrl+s")
        await pilot.pause()
        assert "Not saved" in text_of(app)
        saves.wrong = None
        await do(pilot, "ctrl+s")
        await pilot.pause()
        assert "Not saved" not in text_of(app)
        await do(pilot, "escape")
        await pilot.pause()
        assert app.results == [True]
        assert saves.texts == ["ideas", "ideas"]  # the second time to see that it is still there


async def test_when_it_cannot_be_saved_it_can_be_left_in_a_file(saves: Saves) -> None:
    saves.wrong = LibraryReadOnly("it may only be read")
    app = Host(page(saves))
    async with app.run_test(size=(100, 24), notifications=True) as pilot:
        await do(pilot, *"idea", "ctrl+l")
        await pilot.pause()
        assert app.results == [], "nothing has failed yet"
        await do(pilot, "escape")
        await pilot.pause()
        await do(pilot, "ctrl+l")
        await pilot.pause()
        assert app.results == [False]
        assert saves.file.read_text() == "idea"
        assert any(str(saves.file) in note.message for note in app._notifications)


async def test_quitting_saves_what_is_typed(saves: Saves) -> None:
    app = Host(page(saves))
    async with app.run_test() as pilot:
        await do(pilot, *"last words", "ctrl+q")
    assert saves.texts == ["last words"]


async def test_quitting_when_it_cannot_be_saved_keeps_a_file(saves: Saves) -> None:
    saves.wrong = LibraryReadOnly("it may only be read")
    app = Host(page(saves))
    async with app.run_test() as pilot:
        await do(pilot, *"last words", "ctrl+q")
    assert saves.file.read_text() == "last words"
    assert app.return_code == 1


async def test_the_text_can_be_undone_and_redone(saves: Saves) -> None:
    app = Host(page(saves, "first"))
    async with app.run_test(size=(100, 24)) as pilot:
        box = app.screen.query_one(NoteBox)
        box.insert(" and more")
        await do(pilot, "ctrl+z")
        assert box.text == "first"
        await do(pilot, "ctrl+y")
        assert box.text == "first and more"
        column = text_of(app).splitlines()[-1].index("undo text")
        await pilot.click(offset=(column, 23))
        assert box.text == "first"


async def test_letters_and_tab_are_text_and_a_paste_is_cleaned(saves: Saves) -> None:
    app = Host(page(saves))
    async with app.run_test() as pilot:
        await do(pilot, "q", "j", "?", ":", "tab", "s")
        app.post_message(events.Paste("\x1b[31mred\r\n[/] tail\u202e"))
        await pilot.pause()
        assert "\x1b" not in app.screen.query_one(NoteBox).text
        await do(pilot, "escape")
        await pilot.pause()
        assert saves.texts[-1] == "qj?:  s[31mred\n[/] tail"


@pytest.mark.parametrize(
    ("size", "light"), [((40, 12), True), ((80, 24), False), ((200, 60), True)]
)
async def test_title_and_text_are_drawn_as_they_are(
    saves: Saves, size: tuple[int, int], light: bool
) -> None:
    saves.text = "- [x] done\n- " + "word " * 60
    paper = replace(PAPER, title="On [MASK] and [/]")
    app = Host(NoteScreen(paper, saves), light)
    async with app.run_test(size=size):
        lines = text_of(app).splitlines()
        assert any("On [MASK] and [/]" in line for line in lines)
        assert any("word word" in line for line in lines)
        beside = lines if size[0] < 110 else [line.partition("│")[0] for line in lines[:-1]]
        assert all(len(line) <= 82 for line in beside), "the measure is bounded"
        assert "esc done" in lines[-1]


class Suspending(Host):
    """A host whose terminal can be handed over; the one of the tests cannot."""

    @contextlib.contextmanager
    def suspend(self) -> Iterator[None]:
        yield


async def test_the_users_editor(saves: Saves, kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    editor = kept / "editor"
    editor.write_text('#!/bin/sh\necho "- from outside" >> "$1"\n')
    editor.chmod(0o755)
    app = Suspending(page(saves, editor=str(editor)))
    async with app.run_test() as pilot:
        await do(pilot, *"inside", "ctrl+o")
        await do(pilot, "enter", *"end", "escape")
        await pilot.pause()
        assert saves.texts[-1] == "inside\n- from outside\n- end"


async def test_an_editor_that_fails_loses_nothing(
    saves: Saves, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VISUAL", "no-such-editor")
    app = Suspending(page(saves))
    async with app.run_test() as pilot:
        await do(pilot, *"inside", "ctrl+o")
        await pilot.pause()
        assert "no-such-editor is not installed" in text_of(app)
        await do(pilot, "escape")
        await pilot.pause()
        assert saves.texts == ["inside"]


async def test_a_terminal_that_cannot_be_handed_over(saves: Saves) -> None:
    app = Host(page(saves, "text"))
    async with app.run_test() as pilot:
        await do(pilot, "ctrl+o")
        await pilot.pause()
        assert "cannot be handed" in text_of(app)


async def test_the_abstract_and_a_live_preview_beside_it(saves: Saves) -> None:
    app = Host(page(saves, "# Why [/]\n\n- one **bold**"))
    async with app.run_test(size=(130, 40)) as pilot:
        await pilot.pause()
        beside = [line.partition("│")[2].strip() for line in text_of(app).splitlines()]
        assert beside[2] == "ABSTRACT"
        assert beside[3].startswith("We look at notes.")
        assert "PREVIEW" in beside
        assert "Why [/]" in beside
        assert "• one bold" in beside
        await do(pilot, "enter", *"two `c`")
        beside = [line.partition("│")[2].strip() for line in text_of(app).splitlines()]
        assert "• two c" in beside, "the list went on by itself, and is drawn while one types"
        await do(pilot, "ctrl+p", "ctrl+g")
        assert "PREVIEW" not in text_of(app)
        assert "ABSTRACT" not in text_of(app)
        await pilot.resize_terminal(80, 24)
        await do(pilot, "ctrl+g")
        lines = text_of(app).splitlines()
        box = next(at for at, line in enumerate(lines) if "- two `c`" in line)
        assert lines.index("  ABSTRACT") > box, "in a narrow window it stands below"
        await do(pilot, "ctrl+p")
        assert "ABSTRACT" not in text_of(app), "there is room for one"
        await do(pilot, *"!", "escape")
        await pilot.pause()
        assert saves.texts[-1].endswith("- one **bold**\n- two `c`!")


async def test_lists_end_and_times_are_put_in(saves: Saves) -> None:
    app = Host(page(saves))
    async with app.run_test() as pilot:
        await do(pilot, *"3. a", "enter", *"b", "enter", "enter", *"x", "enter", *"  * [x] y")
        await do(pilot, "enter", *"z", "ctrl+t", *"then")
        lines = app.screen.query_one(NoteBox).text.split("\n")
        assert lines[:5] == ["3. a", "4. b", "x", "  * [x] y", "  * [ ] z"]
        assert re.fullmatch(r"\*\*\d{4}-\d\d-\d\d \d\d:\d\d\*\*", lines[6])
        assert lines[7] == "then"


async def test_what_begins_a_list_is_there_once_also_if_it_is_typed(saves: Saves) -> None:
    app = Host(page(saves))
    async with app.run_test() as pilot:
        await do(pilot, *"- a", "enter", *"- b", "enter", *"* c", "enter", *"  - d")
        await do(pilot, "enter", "backspace", "backspace", *"- - e", "enter", "enter")
        await do(pilot, *"1. f", "enter", *"2. g", "enter", *"- h", "enter", "enter")
        await do(pilot, *"- [x] i", "enter", *"- [ ] j", "enter", *"[x] k", "enter", "ctrl+t")
        box = app.screen.query_one(NoteBox)
        lines = box.text.split("\n")
        assert lines[:5] == ["- a", "- b", "* c", "  - d", "  - - e"]
        assert lines[5:8] == ["1. f", "2. g", "- h"]
        assert lines[8:12] == ["- [x] i", "- [ ] j", "- [x] k", ""]
        assert lines[12].startswith("**2")


async def test_what_could_not_be_saved_last_time_comes_back(saves: Saves) -> None:
    saves.recovered = "kept, and more"
    app = Host(page(saves, "kept"))
    async with app.run_test(size=(100, 24)) as pilot:
        box = app.screen.query_one(NoteBox)
        assert box.text == "kept, and more"
        assert "could not be saved last time" in text_of(app)
        await do(pilot, "ctrl+z")
        assert box.text == "kept"
        await do(pilot, "ctrl+y", "escape")
        await pilot.pause()
    assert saves.texts[-1] == "kept, and more"


async def test_what_somebody_else_writes_comes_into_the_box(saves: Saves) -> None:
    app = Host(page(saves, "- one\n- two"))
    async with app.run_test(size=(100, 24)) as pilot:
        saves.elsewhere = "- theirs"
        await do(pilot, *"!", "ctrl+s")
        await pilot.pause()
        box = app.screen.query_one(NoteBox)
        assert box.text == "- theirs\n- one\n- two!"
        assert "both texts" in text_of(app)
        await do(pilot, *"?")
        assert box.text == "- theirs\n- one\n- two!?", "the cursor is where it was"


async def test_while_it_cannot_be_saved_a_file_has_what_is_typed(
    saves: Saves, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("readlist.tui.screens.note._SAVE_AFTER", 0.02)
    saves.wrong = LibraryReadOnly("it may only be read")
    app = Host(page(saves))
    async with app.run_test() as pilot:
        await do(pilot, *"first", "ctrl+s", *" words")
        file = saves.file
        await until(pilot, lambda: file.exists() and file.read_text() == "first words")
