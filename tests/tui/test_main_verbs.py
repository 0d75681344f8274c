"""Every verb does what its key says, shows it at once, and can be undone."""

from __future__ import annotations

import os
from contextlib import nullcontext
from pathlib import Path

import pytest

from readlist import Library
from readlist.config import Config
from readlist.errors import LibraryUnusable
from readlist.library import NoteVisit
from readlist.paper import Paper, Status
from tests.tui.driver import Driver, driving, program


def first(library: Library) -> Paper:
    return library.papers(library.search("").ids[:1])[0]


async def test_star_and_undo_and_redo(library: Library) -> None:
    async with driving(library) as app:
        await app.press("s")
        assert not first(library).starred
        assert app.lines()[2].startswith("   • Quiet")
        assert "u undoes" in app.bottom
        await app.press("u")
        assert first(library).starred
        assert app.lines()[2].startswith(" ★ • Quiet")
        assert "Undone: Unstarred" in app.bottom
        assert "U redoes   gh history" in app.bottom
        await app.press("U")
        assert not first(library).starred


async def test_undo_comes_to_an_end_that_is_said(library: Library) -> None:
    async with driving(library) as app:
        await app.press(*"u" * 12)
        assert len(app.main.source) == 0
        assert "undo" in app.bottom.lower()
        await app.press(*"U" * 12)
        assert len(app.main.source) == 10


@pytest.mark.parametrize(
    ("key", "status"), [("r", Status.READ), ("R", Status.READING), ("x", Status.SKIPPED)]
)
async def test_status_again_takes_it_off(library: Library, key: str, status: Status) -> None:
    async with driving(library) as app:
        await app.press(key)
        assert first(library).status is status
        await app.press(key)
        assert first(library).status is Status.UNREAD


async def test_typed_fast_every_key_counts(library: Library) -> None:
    async with driving(library) as app:
        await app.pilot.press("s", "s", "s", "r", "j", "s", "x")
        await app.settle()
        one, two = library.papers(library.search("").ids[:2])
        assert (one.starred, one.status) == (False, Status.READ)
        assert (two.starred, two.status) == (True, Status.SKIPPED)


async def test_rows_worked_on_stay_until_the_next_query(library: Library) -> None:
    async with driving(library) as app:
        await app.press("g", "u")
        title, count = app.title, len(app.main.source)
        await app.press("r")
        assert app.title == title
        assert len(app.main.source) == count
        await app.press("g", "u")
        assert len(app.main.source) == count - 1
        assert app.title != title


async def test_tag_and_repeat(library: Library) -> None:
    async with driving(library) as app:
        await app.press("j", "t")
        await app.type("to-read")
        while app.app.screen is not app.main:
            await app.press("enter")
        one, two, three = library.papers(library.search("").ids[:3])
        assert two.tags == ("to-read",)
        await app.press("j", "full_stop")
        assert library.paper(three.id).tags == ("to-read",)
        await app.press("x", "j", "full_stop")
        assert library.papers(library.search("").ids[3:4])[0].status is Status.SKIPPED
        assert one.tags == ("rl", "to-read")


async def test_a_note_is_saved_by_leaving_it_and_is_one_step(library: Library) -> None:
    async with driving(library) as app:
        await app.press("n")
        await app.type("What a [paper]")
        await app.press("escape")
        assert app.app.screen is app.main
        assert first(library).note == "What a [paper]"
        assert "✎" in app.lines()[2]
        assert "▎ What a [paper]" in app.text()
        assert "Note saved" in app.bottom
        await app.press("u")
        assert first(library).note is None
        assert "✎" not in app.lines()[2]


async def test_a_note_changed_elsewhere_meanwhile_keeps_both_texts(library: Library) -> None:
    async with driving(library) as app:
        await app.press("n")
        await app.type("mine")
        library.set_note(first(library).id, "theirs")
        await app.press("escape")
        assert first(library).note == "theirs\n\nmine"
        assert "holds both texts" in app.bottom


async def test_edit_and_delete_and_undo(library: Library) -> None:
    async with driving(library) as app:
        await app.press("E")
        await app.type("!")
        await app.press("ctrl+s")
        assert app.app.screen is app.main
        assert "Networks!" in first(library).title
        assert "Networks!" in app.lines()[2]
        await app.press("D")
        assert "Gardens" in app.lines()[2]
        assert app.title == "Gardens of Forking Attention"
        assert "9 papers" in app.top
        await app.press("j", "j", "u")
        assert "Networks!" in app.lines()[2]
        assert app.title.endswith("Networks!")  # what comes back is in hand
        assert "10 papers" in app.top


async def test_open_hands_the_link_to_the_browser(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = tmp_path / "opened"
    browser = program(tmp_path / "browser", f'echo "$1" >> {opened}')
    monkeypatch.setenv("BROWSER", str(browser))
    async with driving(library, (140, 40)) as app:
        assert "o open" in app.bottom
        await app.press("o")
        assert "browser" in app.bottom
        await app.press("j")
        await app.press("o")
        await app.press("k", "O", "2")
        row, line = next((y, x) for y, x in enumerate(app.lines()) if "1 paper arxiv" in x)
        await app.pilot.click(offset=(line.index("arxiv.org/"), row))
        await app.settle()
    urls = opened.read_text().split()
    assert urls[0] == "https://arxiv.org/abs/2401.00001"
    assert urls[1].startswith("https://scholar.google.com/scholar?q=%22Gardens")
    assert urls[2] == "https://github.com/example/quiet"
    assert urls[3] == urls[0]


async def test_without_a_browser_the_link_is_copied_and_shown(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("BROWSER", "DISPLAY", "WAYLAND_DISPLAY", "TMUX"):
        monkeypatch.delenv(name, raising=False)
    async with driving(library, (140, 40)) as app:
        await app.press("o")
        assert "No browser here" in app.bottom
        assert "https://arxiv.org/abs/2401.00001" in app.bottom


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("l", "https://arxiv.org/abs/2401.00001"),
        ("t", "Quiet Gradients for Loud Networks"),
        ("y", "## [Quiet Gradients for Loud Networks](https://arxiv.org/abs/2401.00001)"),
    ],
)
async def test_copying(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: str, text: str
) -> None:
    copied = tmp_path / "copied"
    program(tmp_path / "xclip", f"cat > {copied}")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv("DISPLAY", ":9")
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    async with driving(library) as app:
        await app.press("y")
        assert "y Markdown" in app.bottom
        await app.press(key)
        assert "copied by xclip" in app.bottom
    assert copied.read_text().startswith(text)


async def test_export_writes_the_list_as_it_stands(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with driving(library) as app:
        await app.press("g", "s")
        await app.press("e", "enter")
        assert "Wrote 2 papers to starred.md" in app.bottom
    text = (tmp_path / "starred.md").read_text()
    assert text.startswith("# starred\n\n2 papers\n")


async def test_what_cannot_be_done_is_said_in_the_bottom_line(
    library: Library, tmp_path: Path
) -> None:
    async with driving(library) as app:
        await app.press("e")
        await app.press("ctrl+u")
        await app.paste(str(tmp_path))
        await app.press("enter")
        assert app.app.screen is not app.main
        await app.press("escape")
        await app.press("N")
        assert "cannot be handed to another program" in app.bottom


async def test_a_full_page_has_the_same_verbs(library: Library) -> None:
    async with driving(library) as app:
        await app.press("enter", "s", "r")
        assert first(library).status is Status.READ
        assert not first(library).starred
        assert "read" in app.text()


async def pasted(app: Driver, text: str) -> str:
    await app.paste(text)
    return type(app.app.screen).__name__


async def test_a_pasted_reference_asks_what_it_is_for(library: Library) -> None:
    async with driving(library) as app:
        await app.press("j")
        assert app.main.paper is not None
        paper = app.main.paper.id
        assert await pasted(app, "https://arxiv.org/abs/2305.12345v2") == "PastedScreen"
        assert "fill in year, arXiv id of “Gardens of Forking Attention”" in app.text()
        await app.press("escape")
        assert library.paper(paper).arxiv_id is None
        await app.paste("https://arxiv.org/abs/2305.12345v2")
        await app.press("j", "enter")
        assert type(app.app.screen).__name__ == "ImportScreen"
        await app.press("escape")
        await app.paste("https://arxiv.org/abs/2305.12345v2")
        await app.press("enter")
        assert library.paper(paper).arxiv_id == "2305.12345"
        assert "2305.12345" in app.text()
        assert "u undoes" in app.bottom
        assert await pasted(app, "arXiv:2305.12345") == "MainScreen"
        assert "has that already" in app.bottom
        assert await pasted(app, "https://arxiv.org/abs/2401.99999") == "ImportScreen"
        await app.press("escape", "u")
        assert library.paper(paper).arxiv_id is None


async def test_a_pasted_reference_goes_to_the_paper_it_names(library: Library) -> None:
    named = first(library)
    async with driving(library) as app:
        await app.press("G")
        assert await pasted(app, "arXiv:2401.00001") == "MainScreen"
        assert app.title == named.title
        assert "That is this paper" in app.bottom
        bibtex = (
            "@misc{x, eprint={2401.00001}, archivePrefix={arXiv}, doi={10.1000/1}, year={2024}}"
        )
        await app.press("slash", *"coffee", "enter")  # a list without it
        await app.paste(bibtex)
        await app.paste(bibtex)
        assert (library.paper(named.id).doi, library.paper(named.id).year) == ("10.1000/1", 2024)
        await app.paste(bibtex.replace("10.1000/1", "10.1000/2").replace("{2024}", "{2025}"))
        assert (library.paper(named.id).doi, library.paper(named.id).year) == ("10.1000/1", 2025)


async def test_pasted_bibtex_fills_in_the_paper_of_its_title(library: Library) -> None:
    async with driving(library) as app:
        await app.press("j")
        assert app.main.paper is not None
        paper = app.main.paper.id
        other = "@article{x, title={Something else entirely}, author={Ann Other}, year={2020}}"
        assert await pasted(app, other) == "ImportScreen"
        await app.press("escape")
        same = other.replace("Something else entirely", library.paper(paper).title.lower())
        assert await pasted(app, same) == "MainScreen"
        assert library.paper(paper).year == 2020


async def test_a_pasted_path_or_listing_offers_to_import(library: Library, tmp_path: Path) -> None:
    file = tmp_path / "my listing.txt"
    listing = "Abstract: A listing about juggling penguins, which nobody has seen juggling.\n"
    file.write_text(listing)
    async with driving(library) as app:
        assert await pasted(app, str(file)) == "ImportScreen"
        await app.press("escape")
        assert await pasted(app, listing) == "ImportScreen"
        await app.press("enter")
        await app.press("enter")
        assert app.app.screen is app.main
        assert "11 papers" in app.top
        await app.press("u")
        assert "10 papers" in app.top


async def test_a_paste_is_never_keys(library: Library) -> None:
    async with driving(library) as app:
        assert await pasted(app, "sssDDDq") == "MainScreen"
        assert "nothing was done" in app.bottom
        assert library.counts().papers == 11
        assert first(library).starred
        await app.press("slash")
        await app.paste("noise\nweather")
        assert app.main.box.value == "noise weather"


async def test_what_was_written_in_an_editor_and_cannot_be_saved_is_not_lost(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Full(NoteVisit):
        """As on a disk without any room."""

        def save(self, text: str) -> str:
            if full:
                raise LibraryUnusable("no room is left on the disk; make some")
            return super().save(text)

        def keep(self, text: str) -> Path:
            raise OSError("no room for files either")

    full = [True]
    visit_note = library.visit_note

    def visiting(paper_id: str) -> NoteVisit:
        visit = visit_note(paper_id)
        visit.__class__ = Full
        return visit

    monkeypatch.setattr(library, "visit_note", visiting)
    editor = program(tmp_path / "editor", 'echo "numbats everywhere" > "$1"')
    async with driving(library, config=Config(hints=False, editor=str(editor))) as app:
        monkeypatch.setattr(app.app, "suspend", nullcontext)
        await app.press("N")
        while "Not saved" not in app.text():
            await app.pilot.pause(0.05)
        assert "Not saved, your text is still here: no room is left" in app.text()
        assert "numbats everywhere" in app.text()
        full.clear()
        await app.press("escape")
        assert "Note saved" in app.bottom
    assert "numbats everywhere" in str(first(library).note)
