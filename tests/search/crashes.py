"""Dying at every step of what the index writes: ``python -m tests.search.crashes FOLDER JOB``.

Does the job over and over, each time in a process of its own that ends at once when it is about to
open, rename or remove its nth file. Prints a line of JSON for each: what was found afterwards.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Final

from readlist.search import Index, IndexUnavailable
from tests.search.shelf import Page, Shelf, search

_STEPS = {"open", "os.rename", "os.remove", "os.mkdir", "shutil.rmtree", "sqlite3.connect"}
_KILLED = 9

PAGES: Final = [Page(row, f"Graph {row}", f"about nets {row}") for row in range(1, 7)]
CHANGED: Final = [Page(2, "Trees"), Page(7, "Graph 7")]
BEFORE: Final = [1, 2, 3, 4, 5, 6]
"""The rows that "graph" finds before any of the jobs."""
AFTER: Final = {"first": BEFORE, "rebuild": BEFORE, "update": [1, 3, 4, 5, 6, 7]}
"""And once the job is done."""


def main(folder: Path, job: str) -> None:
    base = folder / "base"
    base.mkdir()
    index = _open(base)
    Shelf(base / "shelf.db").put(*PAGES)
    if job != "first":
        index.update()
    if job == "update":
        Shelf(base / "shelf.db").put(*CHANGED)
    for step in count():
        work = folder / str(step)
        shutil.copytree(base, work)
        died = _die_at(step, work, _JOBS[job])
        print(json.dumps({"died": died, **_found(work)}), flush=True)
        shutil.rmtree(work)
        if not died:
            return


def _open(folder: Path) -> Index:
    return Index(folder / "index", "here", Shelf(folder / "shelf.db"))


_JOBS: dict[str, Callable[[Index], object]] = {
    "first": Index.update,
    "update": Index.update,
    "rebuild": Index.rebuild,
}


def _die_at(step: int, folder: Path, job: Callable[[Index], object]) -> bool:
    """Do the job in another process; did it die at this step?"""
    child = os.fork()
    if child:
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        assert code in (0, _KILLED), code
        return code == _KILLED
    steps = count()

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if event in _STEPS and str(folder) in str(arguments[0]) and next(steps) == step:
            os._exit(_KILLED)

    code = 1
    try:
        index = _open(folder)
        sys.addaudithook(hook)
        job(index)
        code = 0
    finally:
        os._exit(code)  # not on into what the parent goes on with


def _found(folder: Path) -> dict[str, object]:
    """What a new process finds: before it brings the index up to date, and after."""
    index = _open(folder)
    try:
        before: list[int] | None = sorted(search(index, "graph").rows)
    except IndexUnavailable:
        before = None
    left = index.update()
    return {
        "before": before,
        "left": left,
        "after": sorted(search(index, "graph").rows),
        "begun": sorted(search(index, "gra*").rows),
        "waiting": index.state().waiting,
        "wrong": index.verify(),
        "there": sorted(path.name for path in (folder / "index").iterdir()),
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
