"""Several processes on one index: every answer is right, also when one of them is killed."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from readlist.search import Index, IndexUnavailable
from tests.search.shelf import Page, Shelf, search

# Writes batches of pages until it is killed or has written so many, telling each.
_WRITER = """
import sys
from pathlib import Path
from readlist.search import Index
from tests.search.shelf import Page, Shelf
folder, first, count = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
shelf = Shelf(folder / "shelf.db")
index = Index(folder / "index", "here", shelf)
for row in range(first, first + count):
    shelf.put(Page(row, f"Paper {row}", "about graphs and nets " * 20, note=f"w{row}"))
    shelf.put(Page(1, f"Changing {row}"))
    while index.update(wait=True):
        pass
    print(row, flush=True)
"""


def start(folder: Path, first: int, count: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", _WRITER, str(folder), str(first), str(count)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )


def test_another_process_writes_while_we_search(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "shelf.db")
    shelf.put(Page(1, "Changing 0"))
    index = Index(tmp_path / "index", "here", shelf)
    index.update()
    with start(tmp_path, 100, 12) as writer:
        seen = 0
        while writer.poll() is None:
            found = search(index, "paper").rows
            assert len(found) >= seen  # nothing that was there goes away
            assert sorted(found) == list(range(100, 100 + len(found)))
            assert search(index, "changing").rows == [1]
            seen = len(found)
    assert writer.returncode == 0
    assert len(search(index, "graphs").rows) == 12
    assert search(index, "111").rows == [1, 111]
    assert index.verify() is None


@pytest.mark.long
def test_two_processes_write_and_one_searches(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "shelf.db")
    index = Index(tmp_path / "index", "here", shelf)
    index.update()
    writers = [start(tmp_path, 1000 * number, 40) for number in (1, 2)]
    try:
        while any(writer.poll() is None for writer in writers):
            index.update(wait=False)
            found = search(index, "graphs").rows
            assert len(set(found)) == len(found)
    finally:
        for writer in writers:
            writer.wait()
    assert [writer.returncode for writer in writers] == [0, 0]
    assert index.update() == 0
    assert len(search(index, "graphs").rows) == 80
    assert search(index, "changing").rows == [1]
    assert index.verify() is None


@pytest.mark.long
def test_killed_writers_leave_an_index_that_answers(tmp_path: Path) -> None:
    chance = random.Random(7)
    shelf = Shelf(tmp_path / "shelf.db")
    index = Index(tmp_path / "index", "here", shelf)
    index.update()
    for number in range(1, 25):
        writer = start(tmp_path, number * 100, 99)
        assert writer.stdout is not None
        writer.stdout.readline()
        time.sleep(chance.random() * 0.15)
        writer.send_signal(signal.SIGKILL)
        writer.wait()
        try:
            before = len(search(index, "graphs").rows)
        except IndexUnavailable:
            before = 0
        assert index.update() == 0
        rows = [row for row in shelf.rows() if row != 1]
        assert before <= len(rows)
        assert sorted(search(index, "graphs").rows) == rows
        assert search(index, f"w{rows[-1]}").rows == [rows[-1]]
        assert index.verify() is None
