"""A library with the shelf in it, and an empty one."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from readlist import Library
from tests.tui.shelf import fill


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the library and its index, to be copied: it takes long to fill one."""
    folder = tmp_path_factory.mktemp("shelf")
    with Library.open(folder / "library.db", indexes=folder / "home" / "index") as library:
        fill(library)
    return folder


@pytest.fixture
def library(tmp_path: Path, home: Path, shelf: Path) -> Iterator[Library]:
    shutil.copytree(shelf, tmp_path, dirs_exist_ok=True)
    with Library.open(tmp_path / "library.db", indexes=home / "index") as library:
        yield library


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "empty.db") as library:
        yield library
