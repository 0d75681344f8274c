"""Whatever becomes of the index, and whenever: it is noticed, made anew, and nothing is lost."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest

from readlist.search import Index, IndexUnavailable
from tests.search import crashes
from tests.search.shelf import Page, Shelf, Stop, rows, search

ROOT = Path(__file__).parents[2]


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    shelf = Shelf(tmp_path / "shelf.db")
    shelf.put(*(Page(row, f"Graph {row}", f"about nets {row}") for row in range(1, 40)))
    return shelf


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the index were so large that only `verify` reads it through."""
    monkeypatch.setattr("readlist.search.place._CHECKED_AT_ONCE", 0)


def whole(folder: Path, shelf: Shelf) -> None:
    """A new reader of the index finds every page, once it has been brought up to date."""
    fresh = Index(folder, "here", shelf)
    assert fresh.update() == 0
    assert rows(fresh, "nets") == {page for page in shelf.rows() if page < 40}
    assert fresh.verify() is None
    assert fresh.state().problem is None


# Dying


@pytest.mark.skipif(not hasattr(os, "fork"), reason="each death takes a process")
@pytest.mark.parametrize("job", ["first", "update", "rebuild"])
def test_dying_at_any_step_leaves_the_old_or_the_new(tmp_path: Path, job: str) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "tests.search.crashes", str(tmp_path), job],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    deaths = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(deaths) > 15
    assert not deaths.pop()["died"]  # the last one came to its end
    after = crashes.AFTER[job]
    for found in deaths:
        assert found["died"]
        if job == "update":  # there is an answer at any time
            assert found["before"] in (crashes.BEFORE, after)
        else:
            assert found["before"] in (None, crashes.BEFORE)
        assert found["after"] == found["begun"] == after
        assert (found["left"], found["waiting"], found["wrong"]) == (0, 0, None)
        assert found["there"] == ["current", "lock"]  # nothing of the dead is left lying about


_REBUILDER = """
import sys
from pathlib import Path
from readlist.search import Index
from tests.search.shelf import Shelf
folder = Path(sys.argv[1])
index = Index(folder / "indexes" / "one", "here", Shelf(folder / "shelf.db"))
print("ready", flush=True)
while True:
    index.rebuild()
"""


@pytest.mark.long
def test_killed_rebuilds(tmp_path: Path, shelf: Shelf, index: Index, folder: Path) -> None:
    chance = Random(3)
    for _ in range(25):
        process = subprocess.Popen(
            [sys.executable, "-c", _REBUILDER, str(tmp_path)], stdout=subprocess.PIPE, cwd=ROOT
        )
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(chance.random() * 0.2)
        process.send_signal(signal.SIGKILL)
        process.wait()
        try:
            assert len(rows(index, "nets")) == 39
        except IndexUnavailable:
            assert not (folder / "current").exists()  # it died between two renamings
        whole(folder, shelf)


# While it is made anew


def test_a_search_does_not_wait_for_an_index_that_is_being_made(
    shelf: Shelf, index: Index, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is told at once that there is none, and finds another way."""
    shutil.rmtree(folder / "current")
    slept: list[float] = []
    monkeypatch.setattr(time, "sleep", slept.append)
    said: list[str] = []

    class Looking(Stop):
        """Searches in the middle of the rebuild."""

        @property
        def stopped(self) -> bool:
            with pytest.raises(IndexUnavailable) as error:
                search(Index(folder, "here", shelf), "graph")
            said.append(str(error.value))
            return False

    assert index.update(stop=Looking()) == 0
    assert said
    assert not [pause for pause in slept if pause > 0]
    whole(folder, shelf)


def test_a_rebuild_is_answered_by_the_old_index_to_its_end(
    shelf: Shelf, index: Index, folder: Path
) -> None:
    found: list[set[int]] = []

    class Looking(Stop):
        @property
        def stopped(self) -> bool:
            found.append(rows(Index(folder, "here", shelf), "nets"))
            return False

    assert index.rebuild(stop=Looking()) == 0
    assert found
    assert all(len(some) == 39 for some in found)
    whole(folder, shelf)


# Damage that is hard to see


@pytest.fixture
def files(folder: Path, index: Index) -> list[Path]:
    index.close()
    return sorted((folder / "current").iterdir())


@pytest.mark.parametrize("seed", range(12))
def test_a_zeroed_page_anywhere_is_found_by_verifying(
    shelf: Shelf, folder: Path, files: list[Path], large: None, seed: int
) -> None:
    """Whoosh itself keeps no sums. A search meanwhile answers or says that it cannot."""
    chance = Random(seed)
    path = next(path for path in files if path.suffix == ".seg")
    data = bytearray(path.read_bytes())
    start = chance.randrange(len(data) - 64)
    while not any(data[start : start + 64]):
        start = chance.randrange(len(data) - 64)
    data[start : start + 64] = bytes(64)
    path.write_bytes(data)
    fresh = Index(folder, "here", shelf)
    for text in ("graph", '"about nets"', "gra*", "nets -graph", "nets~", "title:graph 7"):
        try:
            assert rows(fresh, text) <= set(shelf.rows())
        except IndexUnavailable:
            break
    assert fresh.verify() is not None
    with pytest.raises(IndexUnavailable):
        search(fresh, "graph")
    assert fresh.update() == 0
    whole(folder, shelf)


def test_verifying_may_be_given_up_and_rests(index: Index) -> None:
    from readlist.search import Stopped

    with pytest.raises(Stopped):
        index.verify(Stop())
    assert index.verify(Stop(looks=10_000), rest=0.0001) is None


def test_files_of_another_generation_are_not_taken_for_this_one(
    shelf: Shelf, index: Index, folder: Path, tmp_path: Path
) -> None:
    """Half of an older copy of the index was put back: its stamp, or all but its stamp."""
    current = folder / "current"
    for stamp_is_old in (True, False):
        old = tmp_path / f"old {stamp_is_old}"
        shutil.copytree(current, old)
        shelf.put(Page(1, f"Graph anew {stamp_is_old}", "about nets"))
        assert index.update() == 0
        for path in old.iterdir():
            if (path.name == "stamp.json") == stamp_is_old:
                shutil.copy(path, current / path.name)
            elif not stamp_is_old:
                continue
        for path in current.iterdir():
            if not stamp_is_old and path.name != "stamp.json" and not (old / path.name).exists():
                path.unlink()
        fresh = Index(folder, "here", shelf)
        with pytest.raises(IndexUnavailable):
            search(fresh, "graph")
        whole(folder, shelf)
        index = Index(folder, "here", shelf)
        assert 1 in rows(index, "anew")


@pytest.mark.parametrize("commits", [1, 2])
def test_a_library_put_back_from_a_backup_is_indexed_anew(
    shelf: Shelf, index: Index, folder: Path, tmp_path: Path, commits: int
) -> None:
    """Nothing in its queue says what differs; the index is ahead of it."""
    backup = tmp_path / "backup.db"
    shutil.copy(tmp_path / "shelf.db", backup)
    shelf.put(Page(1, "Trees"), Page(50, "Graph 50"))
    shelf.remove(2)
    assert index.update() == 0
    if commits == 2:
        shelf.put(Page(3, "Bushes"))
        assert index.update() == 0
    index.close()
    shutil.copy(backup, tmp_path / "shelf.db")
    fresh = Index(folder, "here", Shelf(tmp_path / "shelf.db"))
    assert "another time" in str(fresh.state().problem)
    with pytest.raises(IndexUnavailable, match="another time"):
        search(fresh, "nets")
    assert fresh.update() == 0
    assert rows(fresh, "nets") == set(range(1, 40))
    assert rows(fresh, "trees") == rows(fresh, "50") == set()
    whole(folder, shelf)


def test_an_index_put_back_from_a_backup_is_made_anew(
    shelf: Shelf, index: Index, folder: Path, tmp_path: Path
) -> None:
    backup = tmp_path / "backup"
    shutil.copytree(folder, backup)
    shelf.put(Page(1, "Trees"))
    assert index.update() == 0
    shutil.rmtree(folder)
    shutil.copytree(backup, folder)
    fresh = Index(folder, "here", shelf)
    with pytest.raises(IndexUnavailable, match="another time"):
        search(fresh, "graph")
    assert fresh.update() == 0
    assert rows(fresh, "trees") == {1}


def test_a_commit_that_the_library_was_not_told_of_is_not_lost(
    shelf: Shelf, index: Index, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not once nor twice: the index is not made anew for it."""

    def locked(*_: object) -> None:
        raise RuntimeError("database is locked")

    lineage = json.loads((folder / "current" / "stamp.json").read_text())["lineage"]
    for title in ("Trees", "Bushes"):
        shelf.put(Page(1, title))
        with monkeypatch.context() as patch:
            patch.setattr(shelf, "drop_pending", locked)
            with pytest.raises(RuntimeError):
                index.update()
        assert rows(Index(folder, "here", shelf), title) == {1}
    assert index.update() == 0
    assert json.loads((folder / "current" / "stamp.json").read_text())["lineage"] == lineage
    assert shelf.queue_size() == 0


# Foreign


def test_a_link_in_the_place_of_the_folder_is_not_followed(
    shelf: Shelf, index: Index, folder: Path, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    folder.rename(elsewhere)
    elsewhere.chmod(0o755)
    folder.symlink_to(elsewhere)
    fresh = Index(folder, "here", shelf)
    with pytest.raises(IndexUnavailable, match="a link"):
        search(fresh, "graph")
    with pytest.raises(IndexUnavailable, match="a link"):
        fresh.update()
    assert elsewhere.stat().st_mode & 0o777 == 0o755  # what it leads to was left alone
    assert (elsewhere / "current").is_dir()
    folder.unlink()
    whole(folder, shelf)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives away")
def test_another_users_folder_is_not_opened(shelf: Shelf, index: Index, folder: Path) -> None:
    os.chown(folder, 12345, 12345)
    fresh = Index(folder, "here", shelf)
    with pytest.raises(IndexUnavailable, match="another user"):
        search(fresh, "graph")
    with pytest.raises(IndexUnavailable, match="another user"):
        fresh.update()
    os.chown(folder, os.geteuid(), -1)
    whole(folder, shelf)


def test_an_index_copied_from_another_library_is_made_anew(
    shelf: Shelf, index: Index, folder: Path, tmp_path: Path
) -> None:
    other = Shelf(tmp_path / "other.db")
    other.put(Page(1, "Graph of somebody else"))
    theirs = tmp_path / "indexes" / "two"
    Index(theirs, "there", other).update()
    shutil.rmtree(folder)
    shutil.copytree(theirs, folder)
    fresh = Index(folder, "here", shelf)
    assert "another library" in str(fresh.state().problem)
    with pytest.raises(IndexUnavailable):
        search(fresh, "graph")
    whole(folder, shelf)
    assert rows(fresh, "somebody") == set()


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("format", 99, "not one of this program"),
        ("whoosh", "9.0.0", "Whoosh 9.0.0"),
        ("fingerprint", "future", "another version of readlist"),
        ("files", {"words.txt": [0, 0]}, "not one of this program"),
    ],
)
def test_a_future_index_is_named_and_made_anew(
    shelf: Shelf, index: Index, folder: Path, key: str, value: object, said: str
) -> None:
    path = folder / "current" / "stamp.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), key: value}))
    fresh = Index(folder, "here", shelf)
    assert said in str(fresh.state().problem)
    whole(folder, shelf)


class Boom:
    """What somebody might hide in an index: unpickling it makes a file."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return os.mkdir, (str(self.path),)


@pytest.mark.parametrize("way", ["a wrong sum", "an open folder", "no stamp"])
def test_code_hidden_in_an_index_does_not_run(
    shelf: Shelf, index: Index, folder: Path, tmp_path: Path, way: str
) -> None:
    """Reading an index unpickles parts of it, so nothing is read that we did not write."""
    import pickle

    current = folder / "current"
    (toc,) = current.glob("*.toc")
    toc.write_bytes(pickle.dumps(Boom(tmp_path / "boom")) + toc.read_bytes())
    if way == "an open folder":
        stamp = json.loads((current / "stamp.json").read_text())
        data = toc.read_bytes()
        import zlib

        stamp["files"][toc.name] = [len(data), zlib.crc32(data)]
        (current / "stamp.json").write_text(json.dumps(stamp))
        folder.chmod(0o777)
    elif way == "no stamp":
        (current / "stamp.json").unlink()
    fresh = Index(folder, "here", shelf)
    with pytest.raises(IndexUnavailable):
        search(fresh, "graph")
    whole(folder, shelf)
    assert not (tmp_path / "boom").exists()
