"""The index follows the store, and whatever happens to it, there is an answer."""

from __future__ import annotations

import json
import os
import shutil
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from readlist.search import Index, IndexUnavailable, Stopped
from tests.search.shelf import Page, Shelf, Stop, rows, search


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    shelf = Shelf(tmp_path / "shelf.db")
    shelf.put(
        Page(1, "Nets", "about nets"),
        Page(2, "Graphs", "about graphs"),
        Page(3, "Graph nets", note="see graphs"),
    )
    return shelf


# In step


def test_changes_are_searchable_after_an_update(shelf: Shelf, index: Index) -> None:
    assert rows(index, "graph") == {2, 3}
    shelf.put(Page(2, "Trees"), Page(4, "Graph cuts"))
    shelf.remove(3)
    assert rows(index, "graph") == {2, 3}
    assert index.update() == 0
    assert rows(index, "graph") == {4}
    assert rows(index, "trees") == {2}
    assert shelf.queue_size() == 0


def test_a_paper_changed_twice_is_indexed_once_as_it_is(shelf: Shelf, index: Index) -> None:
    shelf.put(Page(1, "First version"))
    shelf.put(Page(1, "Second version"))
    assert index.update() == 0
    assert rows(index, "first") == set()
    assert rows(index, "second") == {1}
    assert index.state().documents == 3


def test_many_small_updates_leave_few_segments(shelf: Shelf, index: Index) -> None:
    for number in range(40):
        shelf.put(Page(2, f"Version {number}"))
        index.update()
    assert rows(index, "version") == {2}
    assert rows(index, "38") == set()
    state = index.state()
    assert state.problem is None
    assert (state.documents, state.waiting) == (3, 0)
    assert state.segments < 12


def test_an_empty_library_can_be_searched(tmp_path: Path, folder: Path) -> None:
    index = Index(folder, "here", Shelf(tmp_path / "empty.db"))
    assert index.update() == 0
    assert search(index, "net OR -graph", all_rows=[]).rows == []


def test_all_papers_can_go(shelf: Shelf, index: Index) -> None:
    shelf.remove(1, 2, 3)
    assert index.update() == 0
    assert rows(index, "graph") == set()
    shelf.put(Page(9, "Graph"))
    index.update()
    assert rows(index, "graph") == {9}


def test_progress_is_told(shelf: Shelf, index: Index) -> None:
    told: list[tuple[int, int]] = []
    shelf.put(*(Page(row, "A page") for row in range(1, 601)))
    index.update(lambda done, total: told.append((done, total)))
    assert told == [(250, 600), (500, 600), (600, 600)]
    told.clear()
    index.rebuild(lambda done, total: told.append((done, total)))
    assert told == [(250, 600), (500, 600), (600, 600)]


def test_a_stopped_update_keeps_what_it_did(shelf: Shelf, index: Index) -> None:
    shelf.put(*(Page(row, "A page") for row in range(1, 601)))
    assert index.update(stop=Stop(looks=1)) == 350
    assert len(rows(index, "page")) == 250
    assert index.update(stop=Stop()) == 350
    assert index.update() == 0
    assert len(rows(index, "page")) == 600


def test_a_stopped_rebuild_leaves_the_old_index(shelf: Shelf, index: Index) -> None:
    shelf.put(*(Page(row, "A page") for row in range(4, 601)))
    assert index.rebuild(stop=Stop(looks=1)) > 0
    assert rows(index, "graph") == {2, 3}
    assert index.update() == 0
    assert len(rows(index, "page")) == 597


def test_a_stop_while_a_segment_is_written_leaves_the_old_index(
    shelf: Shelf, index: Index, folder: Path
) -> None:
    shelf.put(*(Page(row, "A page") for row in range(4, 601)))
    assert index.update(stop=Stop(looks=3)) == 597  # three while papers are read
    assert rows(index, "page") == set()
    assert index.rebuild(stop=Stop(looks=7)) > 0
    assert rows(index, "graph") == {2, 3}
    assert len([*folder.glob("current/*.seg")]) == 1
    assert index.update() == 0
    assert len(rows(index, "page")) == 597


def test_reindexing_gives_the_same_answers(shelf: Shelf, index: Index) -> None:
    shelf.put(Page(2, "Trees", authors=("A. Graph",)))
    index.update()
    before = search(index, "graph OR nets")
    assert index.rebuild() == 0
    assert set(search(index, "graph OR nets").rows) == set(before.rows)
    assert index.state().segments == 1


def test_a_second_keeper_of_the_folder_sees_what_the_first_does(
    shelf: Shelf, index: Index, folder: Path
) -> None:
    other = Index(folder, "here", shelf)
    assert rows(other, "graph") == {2, 3}
    shelf.put(Page(2, "Trees"))
    index.update()
    assert rows(other, "graph") == {3}
    other.rebuild()
    assert rows(index, "trees") == {2}


def test_words_are_those_of_the_new_index_after_another_made_it_anew(
    shelf: Shelf, index: Index, folder: Path
) -> None:
    assert rows(index, "grap*") == {2, 3}
    shelf.put(Page(2, "Trees"), Page(3, "Trees and bushes"), Page(4, "Some meadows, some forests"))
    Index(folder, "here", shelf).rebuild()
    assert rows(index, "grap*") == set()
    assert rows(index, "tre*") == {2, 3}
    assert rows(index, "an*") == {3}
    assert rows(index, "abou*") == {1}


def test_a_paper_far_apart_in_the_queue_is_indexed_once(shelf: Shelf, index: Index) -> None:
    shelf.touch(1)
    shelf.put(*(Page(row, "A page") for row in range(10, 400)))
    shelf.put(Page(1, "Changed"))
    assert index.update() == 0
    assert rows(index, "changed") == {1}
    assert index.state().documents == 393


@pytest.mark.parametrize("shared", [True, False], ids=["one keeper", "a keeper each"])
def test_threads_search_while_one_writes(
    shelf: Shelf, index: Index, folder: Path, shared: bool
) -> None:
    done = threading.Event()

    def read() -> None:
        mine = index if shared else Index(folder, "here", shelf)
        found = {2, 3}
        while not done.is_set():
            before, found = found, rows(mine, "graph -zebra")
            assert before <= found  # nothing that was there goes away
            assert mine.state().problem is None

    with ThreadPoolExecutor(3) as pool:
        readers = [pool.submit(read) for _ in range(3)]
        try:
            for number in range(15):
                shelf.put(Page(10 + number, "More graphs"))
                assert (index.rebuild() if number % 5 == 4 else index.update()) == 0
        finally:
            done.set()
    for reader in readers:
        reader.result()
    assert len(rows(index, "graph")) == 17


def test_a_commit_may_be_told_to_the_library_while_one_looks(
    shelf: Shelf, index: Index, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf.put(Page(2, "Trees"))
    told: list[tuple[int, str]] = []
    with monkeypatch.context() as patch:
        patch.setattr(shelf, "drop_pending", lambda *told_of: told.append(told_of))
        patch.setattr(shelf, "pending", lambda limit: [] if told else Shelf.pending(shelf, limit))
        index.update()

    def pending(limit: int) -> list[tuple[int, int]]:
        while told:  # between two questions of who reads
            shelf.drop_pending(*told.pop())
        return Shelf.pending(shelf, limit)

    monkeypatch.setattr(shelf, "pending", pending)
    reader = Index(folder, "here", shelf)
    assert reader.state().problem is None
    assert not told
    assert rows(reader, "trees") == {2}


def test_an_index_may_be_put_in_the_place_of_another_while_one_looks(
    index: Index, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready = folder / "ready-abc"
    (folder / "current").rename(ready)
    monkeypatch.setattr("time.sleep", lambda _: ready.rename(folder / "current"))
    assert rows(index, "graph") == {2, 3}
    (folder / "current").rename(ready)
    assert Index(folder, "here", index._feed).state().problem is None


@pytest.mark.parametrize("anew", [False, True], ids=["updated", "made anew"])
def test_a_generation_may_go_while_it_is_opened(
    shelf: Shelf, index: Index, folder: Path, monkeypatch: pytest.MonkeyPatch, anew: bool
) -> None:
    from readlist.search import writer

    opened: list[int] = []

    def open_late(folder: Path, number: int) -> object:
        opened.append(number)
        if len(opened) <= 3:
            shelf.put(Page(3 + len(opened), "Graph cuts"))
            index.rebuild() if anew else index.update()
        return open_reader(folder, number)

    open_reader = writer.open_reader
    monkeypatch.setattr(writer, "open_reader", open_late)
    assert rows(Index(folder, "here", shelf), "graph") == {2, 3, 4, 5, 6}
    assert opened == ([1, 1, 1, 1] if anew else [1, 2, 3, 4])


def test_a_search_can_be_given_up(shelf: Shelf, index: Index) -> None:
    shelf.put(*(Page(row, "A page") for row in range(1, 1500)))
    index.update()
    with pytest.raises(Stopped):
        index.search(_parsed("page"), lambda _: (), Stop(looks=4))
    with pytest.raises(Stopped):
        index.search(_parsed("pag*"), lambda _: (), Stop())
    assert len(rows(index, "page")) == 1499


def _parsed(text: str):
    from readlist.search import parse

    return parse(text)


def test_a_failing_callback_is_no_fault_of_the_index(index: Index) -> None:
    def states(_: object) -> set[int]:
        raise LookupError("the store is closed")

    with pytest.raises(LookupError):
        index.search(_parsed("graph is:read"), states)
    assert rows(index, "graph") == {2, 3}


def test_a_failing_store_is_no_fault_of_the_index(
    shelf: Shelf, index: Index, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf.put(Page(2, "Trees"))
    generation = json.loads((folder / "current" / "stamp.json").read_text())["generation"]

    def locked(*_: object) -> None:
        raise RuntimeError("database is locked")

    monkeypatch.setattr(shelf, "drop_pending", locked)
    with pytest.raises(RuntimeError, match="locked"):
        index.update()
    monkeypatch.undo()
    assert index.update() == 0  # once more, which changes nothing
    assert rows(index, "trees") == {2}
    stamp = json.loads((folder / "current" / "stamp.json").read_text())
    assert stamp["generation"] == generation + 2
    assert index.state().documents == 3


# In doubt


def truncated(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def zeroed(path: Path) -> None:
    data = bytearray(path.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 64] = bytes(min(64, len(data) - middle))
    path.write_bytes(data)


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def deleted(path: Path) -> None:
    path.unlink()


def made_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


DAMAGES = [truncated, zeroed, emptied, deleted, made_a_folder]
FILES = ["stamp.json", "words.txt", "*.toc", "*.seg"]


@pytest.mark.parametrize("pattern", FILES)
@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_index_is_made_anew(
    shelf: Shelf, index: Index, folder: Path, pattern: str, damage: object
) -> None:
    index.close()
    (path,) = (folder / "current").glob(pattern)
    damage(path)  # type: ignore[operator]
    fresh = Index(folder, "here", shelf)
    with pytest.raises(IndexUnavailable):
        search(fresh, "graph")
    assert fresh.state().problem is not None
    assert fresh.update() == 0
    assert rows(fresh, "graph") == {2, 3}
    assert fresh.state().problem is None
    assert {path.name for path in folder.iterdir()} == {"current", "lock"}


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("pattern", FILES)
def test_damage_while_it_is_open_does_no_harm(
    shelf: Shelf, index: Index, folder: Path, pattern: str, damage: object
) -> None:
    (path,) = (folder / "current").glob(pattern)
    copy = path.with_name("copy")
    shutil.copy(path, copy)
    damage(copy)  # type: ignore[operator]
    path.unlink()
    if copy.exists():
        copy.rename(path)
    assert index.update() == 0
    assert rows(index, "graph") == {2, 3}
    shelf.put(Page(4, "Graph cuts"))
    assert index.update() == 0
    assert rows(index, "graph") == {2, 3, 4}


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("format", 99),
        ("library", "another"),
        ("whoosh", "2.7.4"),
        ("fingerprint", "0"),
        ("generation", 99),
        ("generation", -1),
        ("generation", "1"),
        ("files", {}),
        ("files", {"../../x": [0, 0]}),
        ("files", {"words.txt": [0]}),
        ("surprise", 1),
    ],
)
def test_a_foreign_or_future_stamp_is_not_believed(
    shelf: Shelf, index: Index, folder: Path, key: str, value: object
) -> None:
    path = folder / "current" / "stamp.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), key: value}))
    fresh = Index(folder, "here", shelf)
    with pytest.raises(IndexUnavailable):
        search(fresh, "graph")
    assert fresh.update() == 0
    assert rows(fresh, "graph") == {2, 3}


@pytest.mark.parametrize("text", ["", "[]", "null", "{", "{}", '{"format": 1}', "\x00\x00", "1"])
def test_a_stamp_may_hold_anything(shelf: Shelf, index: Index, folder: Path, text: str) -> None:
    (folder / "current" / "stamp.json").write_text(text)
    assert index.update() == 0
    assert rows(index, "graph") == {2, 3}


def test_another_librarys_index_is_not_opened(shelf: Shelf, index: Index, folder: Path) -> None:
    with pytest.raises(IndexUnavailable):
        search(Index(folder, "elsewhere", shelf), "graph")


def test_what_others_may_write_into_is_not_opened(shelf: Shelf, index: Index, folder: Path) -> None:
    assert folder.stat().st_mode & 0o777 == 0o700
    folder.chmod(0o777)
    fresh = Index(folder, "here", shelf)
    with pytest.raises(IndexUnavailable):
        search(fresh, "graph")
    before = (folder / "current" / "stamp.json").read_text()
    assert fresh.update() == 0
    assert folder.stat().st_mode & 0o777 == 0o700
    assert (folder / "current" / "stamp.json").read_text() != before
    assert rows(fresh, "graph") == {2, 3}


def test_leftovers_of_crashes_are_swept_away(shelf: Shelf, index: Index, folder: Path) -> None:
    current = folder / "current"
    (folder / "new-abc").mkdir()
    (folder / "old-abc" / "index").mkdir(parents=True)
    (current / "MAIN.tmp").mkdir()
    (current / "MAIN_zzz.seg").write_bytes(b"?")
    (current / "stamp.json.new").write_text("{")
    for path in current.glob("*.toc"):  # a commit that was not stamped any more
        shutil.copy(path, current / "_MAIN_2.toc")
    with (current / "words.txt").open("a") as file:
        file.write("half a wo")
    assert rows(Index(folder, "here", shelf), "graph") == {2, 3}
    shelf.put(Page(4, "Graph cuts"))
    assert index.update() == 0
    assert rows(index, "graph") == {2, 3, 4}
    assert rows(index, "graph*") == {2, 3, 4}
    assert {path.name for path in folder.iterdir()} == {"current", "lock"}
    assert len(list(current.glob("*.toc"))) == 1
    assert not list(current.glob("*zzz*"))
    assert index.verify() is None


def test_verify_reads_what_opening_does_not(
    shelf: Shelf, index: Index, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert index.verify() is None
    monkeypatch.setattr("readlist.search.place._CHECKED_AT_ONCE", 0)
    (path,) = (folder / "current").glob("*.seg")
    zeroed(path)
    fresh = Index(folder, "here", shelf)
    assert fresh.state().problem is None  # a large index is not read through on opening
    assert fresh.verify() == f"{path.name} has changed"
    with pytest.raises(IndexUnavailable):
        search(fresh, "graph")
    assert fresh.update() == 0
    assert fresh.verify() is None
    assert rows(fresh, "graph") == {2, 3}


@pytest.mark.parametrize("start", range(0, 100, 7))
def test_damage_that_only_shows_when_read(
    shelf: Shelf, index: Index, folder: Path, monkeypatch: pytest.MonkeyPatch, start: int
) -> None:
    """As if the index were large: sums are not read, and a search meets the damage or not."""
    monkeypatch.setattr("readlist.search.place._CHECKED_AT_ONCE", 0)
    (path,) = (folder / "current").glob("*.seg")
    data = bytearray(path.read_bytes())
    at = len(data) * start // 100
    data[at : at + 400] = b"\xff" * len(data[at : at + 400])
    path.write_bytes(data)
    fresh = Index(folder, "here", shelf)
    for text in ("graph", '"about graphs"', "gra*", "-nets"):
        try:
            search(fresh, text, all_rows=[1, 2, 3])
        except IndexUnavailable:
            assert fresh.state().problem is not None
            break
    shelf.put(Page(4, "Graph cuts"))
    fresh.update()
    if fresh.verify() is not None:
        fresh.update()
    assert rows(fresh, "graph") == {2, 3, 4}


# In the way


def test_no_index_is_said_and_not_made_by_searching(shelf: Shelf, folder: Path) -> None:
    index = Index(folder, "here", shelf)
    with pytest.raises(IndexUnavailable, match="reindex"):
        search(index, "graph")
    assert not folder.exists()


def test_a_file_in_the_place_of_the_folder(shelf: Shelf, folder: Path) -> None:
    folder.parent.mkdir()
    folder.write_text("in the way")
    index = Index(folder, "here", shelf)
    with pytest.raises(IndexUnavailable, match="cannot be written"):
        index.update()
    with pytest.raises(IndexUnavailable):
        search(index, "graph")
    assert folder.read_text() == "in the way"


@pytest.mark.parametrize("failing", ["write", "sync", "append"])
def test_a_full_disk_leaves_what_was_there(
    shelf: Shelf, index: Index, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    where = "surface" if failing == "append" else "stamp"
    shelf.put(Page(4, "Graph cuts"), Page(2, "Trees"))
    with monkeypatch.context() as patch:
        patch.setattr(f"readlist.search.{where}.{failing}", full)
        with pytest.raises(IndexUnavailable, match="No space left"):
            index.update()
        with pytest.raises(IndexUnavailable, match="No space left"):
            index.rebuild()
        assert rows(index, "graph") == {2, 3}
        assert shelf.queue_size() > 0
    assert index.update() == 0
    assert rows(index, "graph") == {3, 4}


def test_a_disk_that_fills_while_papers_are_added(
    shelf: Shelf, index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    from whoosh.filedb.structfile import StructFile

    write, left = StructFile.write, [200]

    def filling(self: object, data: bytes) -> object:
        left[0] -= 1
        if left[0] < 0:
            raise OSError(28, "No space left on device")
        return write(self, data)

    shelf.put(*(Page(row, f"Graph cuts {row}") for row in range(10, 100)))
    with monkeypatch.context() as patch:
        patch.setattr(StructFile, "write", filling)
        with pytest.raises(IndexUnavailable, match="No space left"):
            index.update()
        assert rows(index, "graph") == {2, 3}
    assert index.update() == 0
    assert len(rows(index, "graph")) == 92


def test_another_writer_is_waited_for_or_not(
    shelf: Shelf, index: Index, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from readlist.search import lock

    monkeypatch.setattr("readlist.search.place._PATIENCE", 0.05)
    shelf.put(Page(4, "Graph cuts"))
    with lock.held(folder / "lock", 0) as mine:
        assert mine
        assert index.update(wait=False) == 1
        assert index.update(wait=True) == 1
        assert rows(index, "graph") == {2, 3}
    assert index.update(wait=False) == 0
    assert rows(index, "graph") == {2, 3, 4}
