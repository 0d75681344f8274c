"""An index of the `shelf` that a test module brings."""

from __future__ import annotations

from pathlib import Path

import pytest

from readlist.search import Index
from tests.search.shelf import Shelf


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "indexes" / "one"


@pytest.fixture
def index(shelf: Shelf, folder: Path) -> Index:
    index = Index(folder, "here", shelf)
    assert index.update() == 0
    return index
