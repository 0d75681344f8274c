"""A disk that fills while papers come in, notes are written, or the index is made: a sentence, an
answer to every search, and nothing lost."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from readlist import Library
from tests.benchmarks.papers import listing, made_up
from tests.library.full_disk import JOBS, MORE, WORD

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="limits on files are Unix's")

ROOT = Path(__file__).parents[2]
NOTE = f"{WORD}: not to be lost"
PAPERS, MORE_PAPERS = 40, 60


@pytest.fixture(scope="module")
def stock(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a library that has a note and a star, and a listing to import."""
    folder = tmp_path_factory.mktemp("stock")
    papers = list(made_up(PAPERS + MORE_PAPERS))
    with Library.open(folder / "library.db", indexes=folder / "made") as library:
        library.import_text(listing(papers[:PAPERS]), "first.txt", format="trending")
        ids = library.select("").ids
        library.set_note(ids[3], NOTE)
        library.star(ids[:2])
    (folder / MORE).write_text(listing(papers[PAPERS:]), encoding="utf-8")
    return folder


def put(stock: Path, folder: Path) -> Path:
    """A copy of the library; it makes its index on the first search."""
    for name in ("library.db", MORE):
        shutil.copy(stock / name, folder / name)
    return folder / "library.db"


def run(path: Path, job: str, limit: int | None) -> dict[str, object]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.library.full_disk", str(path), job, str(limit).lower()],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, "READLIST_HOME": str(path.parent)},
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, object] = json.loads(done.stdout)
    return found


def check(path: Path, done: dict[str, object]) -> None:
    """There was an answer on the full disk, and with room again everything is there."""
    found = done["found"]
    assert isinstance(found, dict)
    assert found["papers"] >= PAPERS
    assert found["the"] >= PAPERS * 0.9
    assert found["th*"] >= PAPERS * 0.9
    assert found["is:noted"] >= 1
    assert found[WORD] >= 1
    if done["said"]:
        assert re.search("full|room|cannot be written", str(done["said"])), done["said"]
    with Library.open(path, indexes=path.parent / "index-with-room") as library:
        whole(library)
        library.import_files([path.parent / MORE], tags=["late"])  # goes on where it was cut off
        assert library.counts().papers == PAPERS + MORE_PAPERS
        assert library.search("tag:late").total == MORE_PAPERS
    with Library.open(path) as library:  # the index that met the full disk
        library.update_index()
        assert library.search("the").hints == ()
        whole(library)
        wrong = [check for check in library.doctor().checks if not check.well]
        assert [check.about for check in wrong] in ([], ["disk"])  # which may be a small one


def whole(library: Library) -> None:
    papers = library.papers(list(library.select("").ids))
    assert len(papers) >= PAPERS
    assert all(paper.title and paper.abstract for paper in papers)
    assert sum(paper.starred for paper in papers) == 2
    assert any((paper.note or "").startswith(NOTE) for paper in papers)
    (noted,) = library.search("lost").ids
    assert library.papers([noted])[0].note == NOTE


@pytest.mark.parametrize("job", JOBS)
@pytest.mark.parametrize("limit", [0, 40_000, 200_000])
def test_no_file_may_grow(
    stock: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, job: str, limit: int
) -> None:
    monkeypatch.setenv("READLIST_HOME", str(tmp_path))
    path = put(stock, tmp_path)
    if limit != 40_000:  # there is an index already
        with Library.open(path) as library:
            library.update_index()
    check(path, run(path, job, limit))


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own. To make one, one has to be root."""
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=4m", "readlist-test", str(folder)]
    try:
        subprocess.run(command, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no disk can be made here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


@pytest.mark.long
@pytest.mark.parametrize("job", JOBS)
@pytest.mark.parametrize("room", [0, 10_000, 30_000, 100_000, 300_000])
def test_a_small_disk(
    stock: Path,
    small_disk: Path,
    monkeypatch: pytest.MonkeyPatch,
    job: str,
    room: int,
) -> None:
    monkeypatch.setenv("READLIST_HOME", str(small_disk))
    path = put(stock, small_disk)
    with Library.open(path) as library:
        library.update_index()
    ballast = small_disk / "ballast"
    free = shutil.disk_usage(small_disk).free
    ballast.write_bytes(b"x" * max(free - room, 0))
    done = run(path, job, None)
    ballast.unlink()
    check(path, done)
