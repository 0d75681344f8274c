"""Where things live."""

from __future__ import annotations

from pathlib import Path

import pytest

from readlist.paths import find_paths


def test_readlist_home_overrides_everything(home: Path) -> None:
    paths = find_paths()
    assert paths.library == home / "library.db"
    assert paths.config == home / "config.toml"
    assert paths.indexes == home / "index"


def test_without_it_the_system_decides(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("READLIST_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    assert find_paths().library.name == "library.db"
    assert find_paths().library.is_relative_to(tmp_path)


def test_a_copied_library_has_an_index_of_its_own(home: Path, tmp_path: Path) -> None:
    paths = find_paths()
    assert paths.index_of("x", tmp_path / "a.db") != paths.index_of("x", tmp_path / "b.db")
    assert paths.index_of("x", tmp_path / "a.db") == paths.index_of("x", tmp_path / "a.db")
