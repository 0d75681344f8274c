"""A library on disk with the bundled samples."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from readlist import Library


@pytest.fixture
def library(home: Path) -> Iterator[Library]:
    with Library.open() as opened:
        yield opened


@pytest.fixture
def samples(library: Library) -> Library:
    """The library, holding the sample papers."""
    library.import_samples()
    return library
