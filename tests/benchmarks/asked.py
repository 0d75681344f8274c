"""The memory of a library that is asked much: ``READLIST_HOME=… python -m tests.benchmarks.asked``.

Asks a library 600 different queries, of five kinds in turn, and prints the bytes that this process
has for itself, once after each hundred of them.
"""

from __future__ import annotations

import gc
import random
import subprocess
import sys

from readlist import Library
from tests.benchmarks.figures import Figure
from tests.benchmarks.shelf import Shelf
from tests.benchmarks.startup import unshared

_TIMES, _QUERIES = 6, 100
_MEGABYTE = 1_000_000


def memory_asked(shelf: Shelf) -> Figure:
    """What is held after 600 queries, beside what is after a hundred."""
    said = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.asked"],
        capture_output=True,
        check=True,
        text=True,
        env=shelf.env(),
    )
    first, *_, last = (int(line) for line in said.stdout.split())
    return Figure(
        f"memory of the library after {_TIMES * _QUERIES} different queries, "
        f"{shelf.papers:,} papers",
        f"{last / _MEGABYTE:.0f} MB",
        f"after {_QUERIES}: {first / _MEGABYTE:.0f} MB",
        f"{last / first:.2f} ×",
        "",
        None,
    )


def main() -> None:
    chance = random.Random(1)
    with Library.open() as library:
        papers = library.papers(library.search("").ids[:3_000])
        ids = [paper.id for paper in papers]
        words = [w for paper in papers for w in paper.title.lower().split() if w.isalpha()]
        for _ in range(_TIMES):
            for number in range(_QUERIES):
                _ask(library, number % 5, chance.choice(words), chance.choice(ids), chance)
            gc.collect()
            print(unshared())


def _ask(library: Library, kind: int, word: str, near: str, chance: random.Random) -> None:
    queries = (
        word,
        f"{word[:3]}*",
        f"{word} OR is:unread",
        f"added:<{chance.randint(1, 400)}d -{word}",
        f"similar:{near}",
    )
    found = library.search(queries[kind], limit=50 if kind == 4 else None, typing=True)
    library.papers(found.ids[:40])


if __name__ == "__main__":
    main()
