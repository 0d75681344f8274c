from __future__ import annotations

import asyncio
import itertools
import shlex
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot

from readlist import Library
from readlist.library import ImportReport, Progress
from readlist.tui.given import Files
from readlist.tui.incoming import Import, Incoming
from readlist.tui.jobs import Jobs
from readlist.tui.screens.import_form import PasteBox
from readlist.tui.screens.import_papers import ImportScreen
from readlist.tui.screens.pathbox import PathBox
from readlist.tui.widgets.boxes import LineBox, Said
from tests.tui.host import Host, do, text_of, until

TOPICS = ("graphs", "speech", "proteins", "markets", "robots", "weather", "poems")


def listing(count: int, start: int = 0) -> str:
    """Abstracts as an author's page lists them, no two alike."""
    return "".join(
        f"Abstract:We study {TOPICS[n % 7]} in {n} ways and find that way number {n} is the best "
        f"of all, which nobody had looked at before for {TOPICS[n % 5]} and the number {n * n}.\n"
        for n in range(start, start + count)
    )


def page(library: Library, text: str | None = None, path: str | None = None) -> ImportScreen:
    return ImportScreen(library, Incoming(library, Jobs()), text, path)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library.db") as library:
        yield library


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder we are in, with two listings."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "monday.txt").write_text(listing(6))
    (folder / "month.txt").write_text(listing(3, start=4))
    monkeypatch.chdir(folder)
    return folder


async def shows(pilot: Pilot[None], *wanted: str) -> str:
    """Wait until the screen shows all of `wanted`; the text of the screen."""
    await until(pilot, lambda: all(text in text_of(pilot.app) for text in wanted))
    return text_of(pilot.app)


async def test_a_file_by_its_name(library: Library, folder: Path) -> None:
    app = Host(page(library))
    async with app.run_test(size=(80, 24)) as pilot:
        await do(pilot, *"mon", "tab")
        await shows(pilot, "monday.txt · month.txt")
        await do(pilot, "d", "tab")
        await shows(pilot, "6 papers: 6 new, 0 known")
        assert library.counts().papers == 0, "looking changes nothing"
        await do(pilot, "enter")
        await shows(pilot, "6 papers in 1 file, 6 new, 0 known; the library holds 6 papers")
        assert app.results == []
        await do(pilot, "enter")
        assert app.results[0].total("new") == 6
    assert library.counts().papers == 6
    assert library.counts().sources[0].name == "monday.txt"
    assert library.undo().label.startswith("Imported monday.txt")


async def test_several_files_and_known_papers(library: Library, folder: Path) -> None:
    app = Host(page(library))
    async with app.run_test(size=(100, 24)) as pilot:
        await do(pilot, "=mon*.txt")
        await shows(pilot, "2 files, 9 papers: 7 new, 2 known")
        await do(pilot, "enter")
        shown = await shows(pilot, "9 papers in 2 files, 7 new, 2 known", "papers   new   known")
        lines = shown.split("\n")
        at = next(at for at, line in enumerate(lines) if line.endswith("papers   new   known"))
        head, *files = lines[at : at + 3]
        assert sorted(line.split()[0] for line in files) == ["monday.txt", "month.txt"]
        assert {len(line) for line in files} == {len(head)}
        await do(pilot, "escape")
        assert app.results[0].papers_after == 7


async def test_leaving_imports_nothing(library: Library, folder: Path) -> None:
    app = Host(page(library, path="monday.txt"))
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "6 papers: 6 new")
        await do(pilot, "escape")
        assert app.results == [None]
    assert library.counts().papers == 0


async def test_the_same_file_again(library: Library, folder: Path) -> None:
    library.import_files([folder / "monday.txt"])
    app = Host(page(library, path="monday.txt"))
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "6 papers: 0 new, 6 known; imported before")
        await do(pilot, "enter")
        await shows(pilot, "0 new, 6 known")


@pytest.mark.parametrize(
    ("content", "says"),
    [(None, "no such file"), (b"\x00\x01\x02" * 99, "bad.txt: "), (b"", "bad.txt: ")],
)
async def test_a_file_that_cannot_be_imported(
    library: Library, folder: Path, content: bytes | None, says: str
) -> None:
    if content is not None:
        (folder / "bad.txt").write_bytes(content)
    app = Host(page(library))
    async with app.run_test(size=(80, 24)) as pilot:
        await do(pilot, "=bad.txt", "enter")
        await shows(pilot, says, "enter import")
        assert isinstance(app.focused, PathBox), "so that it can be mended"
        await do(pilot, "ctrl+u", "=monday.txt", "enter")
        await shows(pilot, "6 papers in 1 file")


async def test_one_bad_file_does_not_keep_the_others_out(library: Library, folder: Path) -> None:
    app = Host(page(library))
    async with app.run_test(size=(80, 24)) as pilot:
        await do(pilot, "=monday.txt missing.txt", "enter")
        await shows(pilot, "6 papers in 1 file", "missing.txt: no such file")
        await do(pilot, "enter")
        assert app.results[0].failed
    assert library.counts().papers == 6


async def test_nothing_to_import_is_said(library: Library) -> None:
    app = Host(page(library))
    async with app.run_test(size=(80, 24)) as pilot:
        await do(pilot, "enter")
        await shows(pilot, "name a file, or paste a listing below")


async def test_a_pasted_listing(library: Library) -> None:
    app = Host(page(library))
    text = "\x1bx\n" + listing(3)
    async with app.run_test(size=(80, 24)) as pilot:
        app.post_message(events.Paste(text))  # into the box for paths, which knows better
        shown = await shows(pilot, "3 papers: 3 new, 0 known; 1 line not understood: 1")
        assert isinstance(app.focused, PasteBox)
        assert "NAME OF THE SOURCE" in shown
        await do(pilot, "tab", "ctrl+u", "=letter", "enter")
        shown = await shows(pilot, "letter        3     3       0", "NOT UNDERSTOOD", "1  x")
        await do(pilot, "enter")
    assert library.counts().sources[0].name == "letter"


async def test_enter_in_the_listing_imports_it(library: Library) -> None:
    app = Host(page(library, text=listing(3)))
    async with app.run_test(size=(80, 24)) as pilot:
        await do(pilot, "enter")
        await shows(pilot, "3 papers in 1 file")
        name = library.counts().sources[0].name
        assert name.startswith("pasted-")


async def test_a_paste_that_is_no_listing(library: Library) -> None:
    app = Host(page(library, text="hello"))
    async with app.run_test(size=(80, 24)) as pilot:
        await do(pilot, "enter")
        await shows(pilot, "enter import")
        assert app.results == []
        box = app.screen.query_one(PasteBox)
        assert box.text == "hello"
        await do(pilot, "ctrl+j", "=new line")
        assert "\nnew line" in box.text
    assert library.counts().papers == 0


@pytest.mark.parametrize(
    "drop",
    [
        lambda a, b: f"{shlex.quote(str(a))} ",
        lambda a, b: str(a).replace(" ", "\\ "),
        lambda a, b: a.as_uri(),
        lambda a, b: str(a),
    ],
)
async def test_a_file_dropped_into_the_terminal(
    library: Library, tmp_path: Path, drop: Callable[[Path, Path], str]
) -> None:
    file = tmp_path / "my papers.txt"
    file.write_text(listing(2))
    app = Host(page(library))
    async with app.run_test(size=(80, 24)) as pilot:
        app.post_message(events.Paste(drop(file, file)))
        await shows(pilot, "2 papers: 2 new")


async def test_several_files_dropped_on_lines_of_their_own(library: Library, folder: Path) -> None:
    app = Host(page(library))
    async with app.run_test(size=(80, 24)) as pilot:
        app.post_message(events.Paste(f"{folder}/monday.txt\n{folder}/month.txt\n"))
        await shows(pilot, "2 files, 9 papers")
        assert isinstance(app.focused, LineBox)


async def begin_large_import(app: Host, pilot: Pilot[None], library: Library) -> ImportScreen:
    """Be in the middle of an import: some is stored, and more is to come."""
    Path("large.txt").write_text(listing(1500))
    await do(pilot, "=large.txt")
    screen = app.screen
    assert isinstance(screen, ImportScreen)
    screen.action_import()  # the pilot's keys wait until nothing goes on any more
    while not library.counts().papers:
        await asyncio.sleep(0.005)
    return screen


async def test_stopping_takes_out_what_is_stored(library: Library, folder: Path) -> None:
    app = Host(page(library))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await begin_large_import(app, pilot, library)
        assert "large.txt: " in await shows(pilot, "of 1,500", "^X stop it")
        screen.action_stop_import()
        await shows(pilot, "stopped; what was in is out again", "enter import")
        assert library.counts().papers == 0
        assert library.counts().sources == ()
        assert library.redo().label.startswith("Imported large.txt"), "it can be had again"
        assert 0 < library.counts().papers < 1500


async def test_stopping_at_once(library: Library, folder: Path) -> None:
    Path("large.txt").write_text(listing(1500))
    app = Host(page(library, path="large.txt"))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = app.screen
        assert isinstance(screen, ImportScreen)
        screen.action_import()
        screen.action_stop_import()
        await shows(pilot, "stopped; ", "enter import")
    assert library.counts().papers == 0


class StopAfter:
    """Stops once it was looked at so many times."""

    def __init__(self, looks: int) -> None:
        self.left = looks

    @property
    def stopped(self) -> bool:
        self.left -= 1
        return self.left < 0


@dataclass(frozen=True)
class Stopped(Files):
    """Files whose import is stopped after so many looks whether it is to be."""

    looks: int

    def store(
        self, library: Library, stop: object, progress: Callable[[Progress], None]
    ) -> ImportReport:
        return super().store(library, StopAfter(self.looks), progress)


async def test_stopping_at_any_moment_is_stopping(library: Library, folder: Path) -> None:
    jobs = Jobs()
    for looks in itertools.count():
        stopped = Import(library, jobs, Stopped(("monday.txt",), {}, looks))
        await stopped.ended()
        if stopped.came:
            break
        assert library.counts().papers == 0
    jobs.close()
    assert stopped.report is not None
    assert not stopped.report.stopped, "what was stopped is not shown as an import"
    assert looks > 3


async def test_the_app_ends_in_the_middle_of_an_import(library: Library, folder: Path) -> None:
    jobs = Jobs()
    incoming = Incoming(library, jobs)
    app = Host(ImportScreen(library, incoming))
    async with app.run_test(size=(80, 24)) as pilot:
        await begin_large_import(app, pilot, library)
        app.exit()
    jobs.close()
    stored = library.counts().papers
    assert 0 < stored < 1500
    assert f"{stored:,} papers of it are in" in incoming.farewell()
    assert library.import_files(["large.txt"]).total("new") == 1500 - stored


async def test_the_box_for_a_listing_can_be_found_and_reached(library: Library) -> None:
    app = Host(page(library))
    async with app.run_test(size=(80, 24)) as pilot:
        assert "↓ next box" in text_of(app)
        await do(pilot, "tab")
        assert isinstance(app.focused, PasteBox)
        assert "tab next box" in text_of(app)
        await do(pilot, "shift+tab", "down")
        assert isinstance(app.focused, PasteBox)


@pytest.mark.parametrize("light", [False, True])
async def test_it_fits_a_small_terminal(library: Library, folder: Path, light: bool) -> None:
    app = Host(page(library), light)
    async with app.run_test(size=(40, 12)) as pilot:
        shown = text_of(app)
        assert "FILES" in shown
        assert "OR PASTE A LISTING" in shown
        assert "enter import" in shown
        app.post_message(events.Paste(listing(3)))
        await shows(pilot, "3 papers: 3 new", "pasted-")
        await do(pilot, "enter")
        await shows(pilot, "the library holds 3", "enter done")


# Looking first, and choosing what it is


async def test_records_are_looked_over_and_put_right_before_they_are_imported(
    library: Library, tmp_path: Path
) -> None:
    file = tmp_path / "monday.txt"
    file.write_text(listing(3), "utf-8")
    app = Host(page(library, path=str(file)))
    async with app.run_test(size=(100, 30)) as pilot:
        await do(pilot, "ctrl+l")
        await shows(pilot, "review · monday.txt")
        assert library.counts().papers == 0
        await do(pilot, "D", "i")
        await shows(pilot, "2 papers in 1 file")
    assert library.counts().papers == 2


async def test_a_review_that_cannot_be_stored_is_kept(
    library: Library, folder: Path, tmp_path: Path
) -> None:
    app = Host(page(library, path="monday.txt"))
    async with app.run_test(size=(100, 30)) as pilot:
        await do(pilot, "ctrl+l")
        await shows(pilot, "review · monday.txt")
        await do(pilot, "D", "j", "D")
        (tmp_path / "library.db").rename(tmp_path / "elsewhere.db")
        await do(pilot, "i")
        await shows(pilot, "1 of 5 · 4 papers · 1 not understood", "leave, and open")
        said = app.screen.query_one(Said).text
        assert "is not there any more" in said
        assert "your corrections are kept, i tries again" in said
        (tmp_path / "elsewhere.db").rename(tmp_path / "library.db")
        await do(pilot, "u")
        await shows(pilot, "undone", "5 papers · 1 not understood")
        await do(pilot, "i")
        await shows(pilot, "5 papers in 1 file", "T triage")
    assert library.counts().papers == 5


async def test_leaving_the_review_imports_nothing(library: Library) -> None:
    app = Host(page(library, text=listing(3)))
    async with app.run_test(size=(100, 30)) as pilot:
        await do(pilot, "ctrl+l")
        await shows(pilot, "review · pasted")
        await do(pilot, "escape")
        await shows(pilot, "3 papers: 3 new")
    assert library.counts().papers == 0


async def test_a_format_is_chosen_by_what_it_would_make_of_the_file(library: Library) -> None:
    app = Host(page(library, text=listing(3)))
    async with app.run_test(size=(100, 30)) as pilot:
        await do(pilot, "ctrl+t")
        shown = await shows(pilot, "what is pasted")
        assert "▌ 1 abstracts" in shown
        assert "% sure" in shown
        await do(pilot, "right", "enter")
        shown = await shows(pilot, "PASTE A LISTING", "as you said")
        assert "read as abstracts" not in shown


async def test_nothing_to_look_at_is_said(library: Library) -> None:
    app = Host(page(library))
    async with app.run_test(size=(100, 30)) as pilot:
        await do(pilot, "ctrl+l")
        await shows(pilot, "name a file")
        await do(pilot, "ctrl+t")
        assert "name a file" in text_of(app)


async def test_a_folder_is_not_read_while_its_name_is_typed(
    library: Library, tmp_path: Path
) -> None:
    (tmp_path / "monday.txt").write_text(listing(3), "utf-8")
    app = Host(page(library, path=str(tmp_path)))
    async with app.run_test(size=(100, 30)) as pilot:
        await shows(pilot, "all lists of papers in the folder")
        await do(pilot, "enter")
        await shows(pilot, "3 papers in 1 file")


# What nobody is sure of, and what was left

DOUBTFUL = (
    "hello there my friend\nI met Ann today\n2101.00001\n2101.00002\nshe sends her love\n"
    "and some tea\nwe wait for rain\nthe dog is well\nno news so far\nall is calm here\n"
    "until next week\nwith best wishes\n"
)
"""Two papers in a letter: a list of links, perhaps."""
LETTER = "Slow Bridges for Fast Rivers\n\nAnn wrote it, and we liked it.\n"


async def test_importing_a_doubtful_file_asks_what_it_is(library: Library, folder: Path) -> None:
    (folder / "letter.txt").write_text(DOUBTFUL)
    app = Host(page(library, path="letter.txt"))
    async with app.run_test(size=(100, 30)) as pilot:
        shown = await shows(pilot, "no format readlist knows", "shows what it could be")
        assert "--format" not in shown
        await do(pilot, "enter")
        await shows(pilot, "what is letter.txt?", "1 links")
        await do(pilot, "enter")
        await shows(pilot, "2 papers: 2 new", "read as links")
        assert library.counts().papers == 0
        await do(pilot, "enter")
        await shows(pilot, "2 papers in 1 file")


async def test_one_doubtful_file_of_several_is_asked_for(library: Library, folder: Path) -> None:
    (folder / "letter.txt").write_text(DOUBTFUL)
    app = Host(page(library, path="monday.txt letter.txt"))
    async with app.run_test(size=(100, 30)) as pilot:
        await shows(pilot, "letter.txt: this looks like no format")
        await do(pilot, "enter")
        await shows(pilot, "6 papers in 1 file", "^T say what it is")
        await do(pilot, "ctrl+t")
        await shows(pilot, "what is letter.txt?")
        await do(pilot, "enter")
        await shows(pilot, "2 papers: 2 new")
        await do(pilot, "enter")
        await shows(pilot, "the library holds 8 papers")
        await do(pilot, "q")
    assert app.results[0].papers_after == 8


async def test_a_doubtful_file_is_looked_over_as_what_it_is_said_to_be(
    library: Library, folder: Path
) -> None:
    (folder / "letter.txt").write_text(DOUBTFUL)
    app = Host(page(library, path="letter.txt"))
    async with app.run_test(size=(100, 30)) as pilot:
        await do(pilot, "ctrl+l")
        await shows(pilot, "what is letter.txt?")
        await do(pilot, "enter")
        await shows(pilot, "review · letter.txt", "2 papers")


async def test_papers_are_made_of_the_lines_of_no_format(library: Library, folder: Path) -> None:
    (folder / "letter.txt").write_text(LETTER)
    app = Host(page(library, path="letter.txt"))
    async with app.run_test(size=(100, 30)) as pilot:
        await shows(pilot, "^L lets you make papers of its lines")
        await do(pilot, "ctrl+l")
        await shows(pilot, "0 papers · 1 not understood")
        await do(pilot, "enter", "enter", "i")
        await shows(pilot, "1 paper in 1 file, 1 new")
    assert library.papers(library.search("").ids)[0].title == "Slow Bridges for Fast Rivers"


async def test_papers_are_made_of_what_was_left_after_an_import(library: Library) -> None:
    app = Host(page(library, text=f"x\n{listing(3)}"))
    async with app.run_test(size=(100, 30)) as pilot:
        await do(pilot, "enter")
        await shows(pilot, "3 papers in 1 file", "^L lines not understood")
        await do(pilot, "ctrl+l")
        shown = await shows(pilot, "1 of 1 · 0 papers · 1 not understood")
        assert "graphs" not in shown, "only what was left"
        await do(pilot, "i")
        await shows(pilot, "no paper to import")
        await do(pilot, "enter", "enter", "i")
        await shows(pilot, "4 papers in 1 file, 1 new, 3 known; the library holds 4 papers")


async def test_a_report_is_read_with_the_keys_of_every_pane(library: Library) -> None:
    loose = "".join(f"loose words {n}\n@misc{{k{n}, title = {{Way {n}}}}}\n" for n in range(60))
    app = Host(page(library, text=loose))
    async with app.run_test(size=(80, 24)) as pilot:
        await do(pilot, "enter")
        await shows(pilot, "the library holds")
        await do(pilot, "G")
        await shows(pilot, "loose words 59")
        await do(pilot, "g")
        await shows(pilot, "the library holds")


async def test_a_very_long_paste_is_held_but_not_edited(library: Library) -> None:
    app = Host(page(library))
    async with app.run_test(size=(80, 24)) as pilot:
        text = listing(90).replace(" ways ", f" ways{' and ways' * 300} ")
        app.post_message(events.Paste(text))
        await shows(pilot, "90 papers: 90 new")
        box = app.screen.query_one(PasteBox)
        assert len(box.text) < 10_000 < len(box.listing)
        await do(pilot, "x", "backspace")
        assert box.listing == ""
        await do(pilot, *"ab")
        assert box.listing == "ab", "it can be typed into again"


async def test_a_file_too_large_to_try_is_not_read_while_its_name_is_typed(
    library: Library, folder: Path
) -> None:
    with (folder / "large.jsonl").open("wb") as file:
        file.truncate(40_000_000)
    app = Host(page(library, path="large.jsonl"))
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "40 MB, too much to try it out first")
        await do(pilot, "ctrl+l")
        await shows(pilot, "too much to look over")
