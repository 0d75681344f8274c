"""Libraries that are filled once in a run of the tests and copied for each that wants one."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from readlist import Library
from readlist.paths import find_paths


def filled(folder: Path, fill: Callable[[Library], object]) -> Path:
    """`folder`, with a library in it that was filled so, and its index: to be copied."""
    with Library.open(folder / "library.db", indexes=folder / "index") as library:
        fill(library)
    return folder


def copied(stock: Path, file: Path) -> Library:
    """The library of a `filled` folder, as if it had been filled at `file`; close it."""
    (index,) = (stock / "index").iterdir()
    file.parent.mkdir(exist_ok=True)
    shutil.copyfile(stock / "library.db", file)
    shutil.copytree(index, find_paths().index_of(index.name, file))
    return Library.open(file)
