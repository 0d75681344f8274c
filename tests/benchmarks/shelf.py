"""The libraries that are measured: made-up papers, imported and indexed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from readlist import Library
from tests.benchmarks.papers import write_listing

FEW = 700
"""A small library, to compare large ones with."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """A library in a folder of its own, as `$READLIST_HOME` names one."""

    home: Path
    papers: int

    @property
    def path(self) -> Path:
        return self.home / "library.db"

    def env(self) -> dict[str, str]:
        """The environment for a process that is to use this library."""
        return {**os.environ, "READLIST_HOME": str(self.home)}

    @contextmanager
    def open(self) -> Iterator[Library]:
        """The library in this process, with the same index."""
        with patch.dict(os.environ, self.env()):
            library = Library.open(self.path)
        with library:
            yield library


def filled(folder: Path, count: int) -> Shelf:
    """A library of `count` made-up papers below `folder`; one left there before is used again.

    It is filled by importing a listing, as anybody would.
    """
    shelf = Shelf(folder / str(count), count)
    if not (shelf.home / "filled").exists():
        shelf.home.mkdir(parents=True, exist_ok=True)
        listing = write_listing(shelf.home / "listing.txt", count)
        with shelf.open() as library:
            library.import_files([listing])
            assert library.counts().all == count
        (shelf.home / "filled").touch()
    return shelf
