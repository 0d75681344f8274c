"""A large import that thousands of later steps were built on: what has to be undone before it."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Final

from tests.benchmarks.figures import Figure, faster_than
from tests.benchmarks.shelf import Shelf

_LATER: Final = 3_000
_ROUNDS: Final = 3


def in_the_way(shelf: Shelf) -> Figure:
    """The chain of steps from the newest back to the import, beside it without them."""
    with tempfile.TemporaryDirectory() as folder:
        copy = shelf.copy(Path(folder))
        later = min(_LATER, shelf.papers // 2)
        with copy.open() as library:
            imported = library.history()[-1].number
            alone = median(_time(lambda: library.log.in_the_way(imported)) for _ in range(_ROUNDS))
            for paper in library.select("-is:starred").ids[:later]:
                library.star([paper])
            chain = median(_time(lambda: library.log.chain(imported)) for _ in range(_ROUNDS))
            assert len(library.log.chain(imported)) > later
    what = f"what is in the way of undoing the import, {shelf.papers:,} papers, {later:,} steps"
    return faster_than(what, chain, alone, "before those steps")


def _time(job: Callable[[], object]) -> float:
    start = time.perf_counter()
    job()
    return time.perf_counter() - start
