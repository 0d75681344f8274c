"""The libraries that are measured: made-up papers, imported and indexed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from readlist import Library
from readlist.paths import find_paths
from tests.benchmarks.papers import write_listing

FEW = 700
"""A small library, to compare large ones with."""
STARRED = 10
"""Every so many-th paper is starred."""


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

    def copy(self, folder: Path) -> Shelf:
        """This library elsewhere, with its index (whose folder is named after the path)."""
        other = Shelf(folder / self.home.name, self.papers)
        shutil.copytree(self.home, other.home, ignore=shutil.ignore_patterns("rivals"))
        (index,) = (other.home / "index").iterdir()
        library_id = index.name.partition("-")[0]
        with patch.dict(os.environ, other.env()):
            index.rename(find_paths().index_of(library_id, other.path))
        return other


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
    with shelf.open() as library:
        if not (shelf.home / "starred").exists():
            library.star(library.select("").ids[STARRED - 1 :: STARRED])
            (shelf.home / "starred").touch()
        library.set_setting("screen", "{}")  # the app opens at its first paper
        library.update_index()  # which makes it anew, if it is of another version of readlist
    return shelf
