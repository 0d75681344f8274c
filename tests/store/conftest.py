from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from readlist.store import Store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "library.db"


@pytest.fixture
def window(path: Path) -> Iterator[Callable[[], Store]]:
    """Opens the test's library again, as another window; all are closed at the end."""
    opened: list[Store] = []

    def open_one() -> Store:
        opened.append(Store.open(path))
        return opened[-1]

    yield open_one
    for store in opened:
        store.close()


@pytest.fixture
def store(window: Callable[[], Store]) -> Store:
    return window()
