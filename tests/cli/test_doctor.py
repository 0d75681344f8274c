"""`readlist doctor`: a line for each thing, what to do, and an exit code that scripts can use."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.fixture(autouse=True)
def editor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", "true")
    monkeypatch.delenv("VISUAL", raising=False)


def about(outcome_lines: list[str]) -> dict[str, list[str]]:
    """Cells by what they are about."""
    cells = [line.split("\t") for line in outcome_lines]
    return {found[1]: found for found in cells}


def test_all_is_well(stocked: Run) -> None:
    done = stocked("doctor")
    assert done.code == 0, done.out
    found = about(done.lines)
    assert set(found) >= {"library", "index", "folder", "disk", "versions", "settings", "terminal"}
    assert {cells[0] for cells in found.values()} == {"well"}
    assert not done.err


def test_json_says_the_same(stocked: Run) -> None:
    found = stocked("doctor", "--json").json
    assert found["well"] is True
    assert [check["about"] for check in found["checks"]][:2] == ["library", "index"]
    assert set(found["checks"][0]) == {"about", "text", "remedy", "well"}


def test_without_a_library_there_is_nothing_wrong(readlist: Run, home: Path) -> None:
    done = readlist("doctor")
    assert done.code == 0
    assert "readlist import" in about(done.lines)["library"][2]
    assert not (home / "library.db").exists()


def test_a_file_that_is_no_library_is_wrong_and_the_rest_is_said(readlist: Run, home: Path) -> None:
    home.mkdir()
    (home / "library.db").write_text("a shopping list, not a database")
    done = readlist("doctor")
    assert done.code == 1
    found = about(done.lines)
    assert found["library"][0] == "wrong"
    assert "not a readlist library" in found["library"][2]
    assert found["versions"][0] == "well"


def test_a_damaged_index_is_wrong_until_it_is_made_anew(stocked: Run, home: Path) -> None:
    (stamp,) = home.glob("index/*/current/stamp.json")
    stamp.write_text("{}")
    done = stocked("doctor")
    assert done.code == 1
    assert "readlist reindex" in about(done.lines)["index"][3]
    assert not stocked("doctor", "--json").json["well"]
    assert stocked("reindex").code == 0
    assert stocked("doctor").code == 0


def test_a_file_in_the_place_of_the_index_is_wrong(stocked: Run, home: Path) -> None:
    shutil.rmtree(home / "index")
    (home / "index").touch()
    done = stocked("doctor")
    assert done.code == 1
    found = about(done.lines)["index"]
    assert found[0] == "wrong"
    assert f"{home / 'index'} is not a folder" in found[2]
    assert "cannot be made" in stocked("search", "birds").err


@pytest.mark.parametrize("text", ["theme = 'pink'", "= no toml", "[keys]\nnothing = 'x'"])
def test_bad_settings_are_wrong(stocked: Run, home: Path, text: str) -> None:
    (home / "config.toml").write_text(text)
    done = stocked("doctor")
    assert done.code == 1
    found = about(done.lines)
    assert found["settings"][0] == "wrong"
    assert "config.toml" in found["settings"][2]
    assert [name for name in found if found[name][0] == "wrong"] == ["settings"]


def test_an_editor_that_is_not_installed_is_wrong(
    stocked: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", "no-such-editor-anywhere")
    done = stocked("doctor")
    assert done.code == 1
    assert "no-such-editor-anywhere" in about(done.lines)["terminal"][3]
