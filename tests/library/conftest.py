"""A library on disk, empty or with the bundled samples."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from readlist import Library
from tests.copying import copied, filled


@pytest.fixture
def library(home: Path) -> Iterator[Library]:
    with Library.open() as opened:
        yield opened


@pytest.fixture(scope="session")
def shelved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return filled(tmp_path_factory.mktemp("samples"), Library.import_samples)


@pytest.fixture
def samples(home: Path, shelved: Path) -> Iterator[Library]:
    """The user's own library, holding the sample papers."""
    with copied(shelved, home / "library.db") as opened:
        yield opened
