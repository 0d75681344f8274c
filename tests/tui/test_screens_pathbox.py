from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readlist.tui.screens.pathbox import complete, is_there, split_paths


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = tmp_path / "someone"
    (home / "My Papers").mkdir(parents=True)
    for name in ("monday.txt", "month.txt", "tuesday.txt", ".hidden", "My Papers/a b.txt"):
        (home / name).write_text("x")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.chdir(home)
    return home


@pytest.mark.parametrize(
    ("typed", "paths"),
    [
        ("", []),
        ("  monday.txt ", ["monday.txt"]),
        ("~/monday.txt", ["{}/monday.txt"]),
        ("monday.txt tuesday.txt", ["monday.txt", "tuesday.txt"]),
        ("My Papers/a b.txt", ["My Papers/a b.txt"]),
        ("'My Papers/a b.txt' monday.txt", ["My Papers/a b.txt", "monday.txt"]),
        (r"My\ Papers/a\ b.txt", ["My Papers/a b.txt"]),
        ("'{}/monday.txt'", ["{}/monday.txt"]),
        ("file://{}/My%20Papers/a%20b.txt", ["{}/My Papers/a b.txt"]),
        ("mo*.txt", ["monday.txt", "month.txt"]),
        ("~/*day.txt missing.txt", ["{}/monday.txt", "{}/tuesday.txt", "missing.txt"]),
        ("no such file", ["no such file"]),
        ("'open", ["open"]),
        ("none*", ["none*"]),
        ("~nobody-of-that-name/x", ["~nobody-of-that-name/x"]),
    ],
)
def test_the_paths_that_are_meant(folder: Path, typed: str, paths: list[str]) -> None:
    wanted = [path.replace("{}", str(folder)) for path in paths]
    assert split_paths(typed.replace("{}", str(folder))) == wanted


@pytest.mark.parametrize(
    ("typed", "completed", "names"),
    [
        ("t", "tuesday.txt", ["tuesday.txt"]),
        ("mo", "mon", ["monday.txt", "month.txt"]),
        ("mon", "mon", ["monday.txt", "month.txt"]),
        ("MOND", "monday.txt", ["monday.txt"]),
        ("~/tu", "~/tuesday.txt", ["tuesday.txt"]),
        ("My", "My Papers/", ["My Papers/"]),
        ("My Papers/", "My Papers/a b.txt", ["a b.txt"]),
        ("monday.txt tu", "monday.txt tuesday.txt", ["tuesday.txt"]),
        (r"monday.txt My\ P", r"monday.txt My\ Papers/", ["My Papers/"]),
        (r"monday.txt My\ Papers/a", r"monday.txt My\ Papers/a\ b.txt", ["a b.txt"]),
        (".h", ".hidden", [".hidden"]),
        ("zzz", "zzz", []),
        ("no/such/folder/x", "no/such/folder/x", []),
    ],
)
def test_completing(folder: Path, typed: str, completed: str, names: list[str]) -> None:
    assert complete(typed) == (completed, names)


def test_hidden_files_are_not_offered(folder: Path) -> None:
    assert complete("")[1] == ["My Papers/", "monday.txt", "month.txt", "tuesday.txt"]


@given(st.text(max_size=60) | st.text("a/", min_size=300))
def test_nothing_typed_is_an_error(text: str) -> None:
    assert all(is_there(Path(path)) in (True, False) for path in split_paths(text))
    completed, _ = complete(text)
    assert isinstance(completed, str)
