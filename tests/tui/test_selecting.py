"""Several papers at once: selected in every way there is, then every verb is for all of them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from readlist import Library
from readlist.paper import Status
from tests.tui.driver import Driver, driving, program


def selected(app: Driver) -> list[int]:
    """The rows that are marked, as the screen shows them."""
    rows = [line for line in app.lines()[2:] if line[:1] == "✓"]
    assert len(app.main.selected) >= len(rows)
    return [row for row, id in enumerate(app.main.source.ids) if id in app.main.selected]


async def test_papers_are_selected_one_by_one_in_a_row_and_all_of_them(library: Library) -> None:
    async with driving(library) as app:
        await app.press("v", "j", "v")
        assert selected(app) == [0, 2]
        assert app.lines()[2].startswith("✓★")
        assert "2 selected · 10 papers" in app.top
        assert "esc" in app.bottom
        await app.press("j", "j", "V")
        assert selected(app) == [0, 2, 3, 4, 5]
        await app.press("k", "v", "I")
        assert selected(app) == [1, 4, 6, 7, 8, 9]
        await app.press("A")
        assert selected(app) == list(range(10))
        await app.press("A")
        assert selected(app) == []
        await app.press("v", "escape")
        assert selected(app) == []
        assert "selected" not in app.top
        await app.pilot.click("#list", offset=(10, 2), control=True)
        await app.pilot.click("#list", offset=(10, 4), shift=True)
        await app.settle()
        assert len(selected(app)) == 3
        await app.press("g", "s")
        assert selected(app) == []  # it ends with the query


async def test_verbs_are_for_all_that_is_selected_and_are_one_step(library: Library) -> None:
    async with driving(library) as app:
        ids = list(app.main.source.ids)
        await app.press("j", "v", "v", "v", "s")
        assert app.bottom.startswith(" Starred 2 papers   u undoes")  # one of them was already
        assert all(paper.starred for paper in library.papers(ids[1:4]))
        assert selected(app) == [1, 2, 3]  # for the next verb
        await app.press("s", "r")
        assert "Marked 2 papers as read" in app.bottom
        await app.press("u", "u", "u")
        assert [paper.starred for paper in library.papers(ids[1:4])] == [False, False, True]
        await app.press("r", "v", ".")  # the fourth is selected too
        assert {paper.status for paper in library.papers(ids[1:5])} == {Status.READ}
        await app.press("t", *"shelf", "enter")
        await app.settle()
        assert all("shelf" in paper.tags for paper in library.papers(ids[1:5]))
        await app.press("I")
        assert "undoes" not in app.bottom  # what was said gives way to what can be done to these
        assert "let go" in app.bottom
        await app.press("I", "n")
        assert " ".join(app.top.split()) == "note · this paper only 4 selected"
        await app.press(*"mine", "escape")
        assert "only, not on the 4 selected" in app.bottom
        await app.press("E")
        assert " ".join(app.top.split()) == "edit · this paper only 4 selected"
        await app.press("escape")
        await app.press("D")
        assert "Deleted 4 papers" in app.bottom
        assert app.main.selected == frozenset()
        await app.press("u")
        assert len(app.main.source) == 10
        await app.press("n")
        assert app.top.split() == ["note"]


async def test_selected_papers_are_merged_opened_copied_and_exported(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(tmp_path / "wl-copy", f"cat > {tmp_path / 'copied'}")
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    monkeypatch.chdir(tmp_path)
    async with driving(library) as app:
        ids = list(app.main.source.ids)
        await app.press("v", "j", "v", "y", "i")
        assert (tmp_path / "copied").read_text() == f"{ids[0]}\n{ids[2]}"
        await app.press("e", "enter")
        await app.settle()
        assert "2 papers" in (tmp_path / "papers.md").read_text()
        await app.press("A", "o")
        assert "10 papers are selected; at most 5 open at once" in app.text()
        await app.press("escape", "v", "v", "M")
        assert "Put the cursor on the one" in app.text()
        await app.press("k", "M")
        assert library.resolve(ids[3]) == ids[4] or library.resolve(ids[4]) == ids[3]
        await app.press("u")
        assert library.resolve(ids[3]) != library.resolve(ids[4])
        await app.press("escape", "h", "j", "j", "e", "enter")  # the list at the side
        await app.settle()
        assert "2 papers" in (tmp_path / "next.md").read_text()
