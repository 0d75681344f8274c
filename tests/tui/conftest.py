"""A library with the shelf in it, and an empty one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from readlist import Library
from readlist.tui import upkeep
from tests.copying import copied, filled
from tests.tui.shelf import fill


@pytest.fixture(autouse=True)
def no_upkeep(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test is over before the app looks after its index, however slow the machine is: where
    searches are held up at a gate, that would be too."""
    monkeypatch.setattr(upkeep, "SOON", 3600)
    monkeypatch.setattr(upkeep, "IDLE", 3600)


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return filled(tmp_path_factory.mktemp("shelf"), fill)


@pytest.fixture
def library(tmp_path: Path, shelf: Path) -> Iterator[Library]:
    with copied(shelf, tmp_path / "library.db") as library:
        yield library


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "empty.db") as library:
        yield library
