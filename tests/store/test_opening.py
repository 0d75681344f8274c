"""Opening a library: what is made, what is refused and with which sentence, and closing."""

from __future__ import annotations

import json
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest

from readlist.errors import LibraryReadOnly, LibraryUnusable, NothingToUndo, ReadlistError
from readlist.paper import Fields, SavedSearch
from readlist.store import Store, migrations, schema
from tests.store.build import add, query, star


def test_a_library_is_made_with_its_folder(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "library.db"
    with closing(Store.open(path)) as store:
        assert (store.path, store.read_only) == (path, False)
        assert store.counts().all == 0
    assert path.is_file()


def test_the_file_is_marked_as_ours_and_in_write_ahead_mode(store: Store, path: Path) -> None:
    assert query(path, "PRAGMA application_id") == [(0x72646C73,)]
    assert query(path, "PRAGMA journal_mode") == [("wal",)]


def test_a_library_keeps_its_identity(window: Callable[[], Store]) -> None:
    first, second = window(), window()
    assert first.library_id == second.library_id != ""
    with closing(Store.in_memory()) as other:
        assert other.library_id not in ("", first.library_id)


def test_what_was_written_is_there_after_opening_again(window: Callable[[], Store]) -> None:
    store = window()
    add(store, ["alpha", "beta"])
    papers = store.papers(["p-alpha", "p-beta"])
    store.close()
    assert window().papers(["p-alpha", "p-beta"]) == papers


def test_an_empty_file_becomes_a_library(path: Path, window: Callable[[], Store]) -> None:
    path.touch()
    assert window().counts().all == 0


def refusal(path: Path) -> str:
    """The one sentence that says why there is no library at `path`."""
    with pytest.raises(LibraryUnusable) as error:
        Store.open(path)
    sentence = str(error.value)
    assert str(path) in sentence
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return sentence


def test_a_folder_is_refused(tmp_path: Path) -> None:
    assert "is a folder" in refusal(tmp_path)


def test_a_path_below_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    refusal(tmp_path / "file" / "library.db")


def test_something_that_is_no_file_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert "is not a file" in refusal(tmp_path / "pipe")
    with closing(socket.socket(socket.AF_UNIX)) as listener:
        name = tempfile.mktemp(prefix="rl", dir="/tmp")  # a socket's path has to be short
        listener.bind(name)
        assert "is not a file" in refusal(Path(name))
        Path(name).unlink()


def test_an_impossible_name_is_refused(tmp_path: Path) -> None:
    refusal(tmp_path / ("x" * 300))
    refusal(tmp_path / "nul\x00byte")


@pytest.mark.parametrize("content", [b"x", b"x" * 20, b"just some text\n", b"papers\n" * 1000])
def test_a_file_that_is_not_sqlite_is_refused_and_left_alone(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    assert "not a readlist library" in refusal(path)
    assert path.read_bytes() == content


def test_a_broken_library_is_refused(path: Path, window: Callable[[], Store]) -> None:
    window().close()
    data = bytearray(path.read_bytes())
    data[100:4096] = os.urandom(3996)
    path.write_bytes(data)
    refusal(path)


@pytest.mark.parametrize("application", [0, 1234])
def test_the_database_of_another_program_is_refused_and_left_alone(
    path: Path, application: int
) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.execute(f"PRAGMA application_id = {application}")
        other.execute("CREATE TABLE papers (title TEXT)")
    content = path.read_bytes()
    assert "another program" in refusal(path)
    assert path.read_bytes() == content
    assert not path.with_name("library.db-wal").exists()


def test_a_library_of_a_newer_program_is_refused(path: Path, window: Callable[[], Store]) -> None:
    window().close()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
            " VALUES ('readlist', '9999_from_the_future', '')"
        )
    sentence = refusal(path)
    assert "newer readlist" in sentence
    assert "update readlist" in sentence


@contextmanager
def first_program(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The program as it was before its first migration."""
    with monkeypatch.context() as patch:
        first = {"0001_first": migrations._MIGRATIONS["0001_first"]}
        patch.setattr(migrations, "_MIGRATIONS", first)
        logged = tuple(name for name in schema.LOGGED if name not in ("apart", "words"))
        patch.setattr(schema, "LOGGED", logged)
        patch.setattr(migrations, "LOGGED", logged)
        yield


def add_as_at_first(store: Store, title: str) -> None:
    """One paper with one sighting, in a step of its own, as the first program wrote it."""
    with store.step(f"Imported {title}"), store.transaction():
        source = store.sources.begin(f"{title}.txt", title, "trending", "utf-8", [])
        row = store.insert_paper(
            f"p-{title}", Fields(title=title), title_derived=False, source=source, position=1
        )
        store._connections.get().execute(
            "INSERT INTO sightings (paper, source, first_line, last_line, record)"
            " VALUES (?, ?, ?, 9, ?)",
            (row, source, len(title), json.dumps({"title": title})),
        )


def test_a_library_of_an_older_program_is_brought_up_to_date(
    path: Path, window: Callable[[], Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    with first_program(monkeypatch):
        with closing(Store.open(path)) as older:
            add_as_at_first(older, "alpha")
            add_as_at_first(older, "beta")
            change = "ALTER TABLE undo_steps {} COLUMN undone_after {}"
            older._connections.get().execute(change.format("ADD", "INTEGER"))
            older.undo()  # the program as it is now takes note of that; the first did not
            older._connections.get().execute(change.format("DROP", ""))
            star(older, ["p-alpha"])
        with closing(sqlite3.connect(path)) as connection, connection:
            connection.execute("INSERT INTO saved_searches VALUES (7, 'Bêta', 'q  1', 1, '')")
    store = window()
    with pytest.raises(NothingToUndo, match="redo step 2"):
        store.redo()
    store.redo(2)
    for paper, line in zip(store.papers(["p-alpha", "p-beta"]), (5, 4), strict=True):
        assert [(seen.first_line, seen.last_line) for seen in paper.sources] == [(line, 9)]
        assert paper.starred == (paper.title == "alpha")
        assert store.records_of(store.rows_of([paper.id])[0]) == [Fields(title=paper.title)]
    assert store.searches.all() == [SavedSearch("Bêta", "q  1")]
    with store.step("Renamed"), store.transaction():
        store.searches.rename("BÊTA", "gamma")
    store.searches.remember("q")
    store.undo()
    assert [search.name for search in store.searches.all()] == ["Bêta"]
    store.undo(next(step.number for step in store.history() if "Starred" in step.label))
    assert store.counts().starred == 0
    assert query(path, "PRAGMA foreign_key_check") == []
    assert {name for (name,) in query(path, "SELECT name FROM _sqlite_migrations")} == set(
        migrations._MIGRATIONS
    )


def test_a_read_only_library_of_an_older_program_is_refused(
    path: Path, window: Callable[[], Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    with first_program(monkeypatch):
        window().close()
    path.chmod(0o444)
    monkeypatch.setattr(os, "access", lambda place, mode: mode != os.W_OK)
    with pytest.raises(LibraryReadOnly, match="older readlist"):
        Store.open(path)


def test_triggers_that_are_missing_or_old_are_made_anew(
    path: Path, window: Callable[[], Store]
) -> None:
    window().close()
    whole = query(path, "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY 1")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TRIGGER undo_marks_insert")
        connection.execute("DROP TRIGGER index_papers_update")
        connection.execute(
            "CREATE TRIGGER index_papers_update AFTER UPDATE ON papers BEGIN SELECT 1; END"
        )
    store = window()
    assert whole == query(
        path, "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY 1"
    )
    star(store, add(store, ["alpha"]))
    store.undo()
    assert store.counts().starred == 0


def test_many_may_make_one_library_at_once(path: Path) -> None:
    start = threading.Barrier(4)
    found: list[str] = []

    def open_one() -> None:
        start.wait()
        with closing(Store.open(path)) as store:
            found.append(store.library_id)

    threads = [threading.Thread(target=open_one) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 4
    assert len(set(found)) == 1


# Libraries that may only be read. Permissions do not bind root, so these run as somebody else.


@pytest.fixture
def public_folder() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="readlist-test-"))
    folder.chmod(0o777)
    yield folder
    folder.chmod(0o777)
    shutil.rmtree(folder)


def as_somebody(do: Callable[[], None]) -> None:
    """Run `do` in a child process that is not root; its failure is the test's."""
    child = os.fork()
    if child == 0:
        try:
            if os.geteuid() == 0:
                os.setgid(65534)
                os.setuid(65534)
            do()
            os._exit(0)
        finally:  # the child must not go on with the tests
            traceback.print_exc()
            os._exit(1)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 0


def make_public_library(folder: Path) -> Path:
    path = folder / "library.db"
    with closing(Store.open(path)) as store:
        add(store, ["alpha"])
    return path


@pytest.mark.parametrize("folder_mode", [0o555, 0o777])
def test_a_library_that_may_not_be_written_is_opened_for_reading(
    public_folder: Path, folder_mode: int
) -> None:
    path = make_public_library(public_folder)
    path.chmod(0o444)
    public_folder.chmod(folder_mode)

    def do() -> None:
        with closing(Store.open(path)) as store:
            assert store.read_only
            assert [paper.title for paper in store.papers(["p-alpha"])] == ["alpha"]
            assert store.counts().all == 1
            for write in (
                lambda: star(store, ["p-alpha"]),
                lambda: store.set_setting("theme", "dark"),
                store.undo,
                store.redo,
                store.feed.enqueue_all,
            ):
                with pytest.raises(LibraryReadOnly) as error:
                    write()
                assert str(path) in str(error.value)
            with closing(store.copy_in_memory()) as copy:
                assert star(copy, ["p-alpha"]) == 1

    as_somebody(do)


def test_a_library_cannot_be_made_where_nothing_may_be_written(public_folder: Path) -> None:
    public_folder.chmod(0o555)

    def do() -> None:
        with pytest.raises(LibraryReadOnly, match="cannot be created"):
            Store.open(public_folder / "library.db")
        with pytest.raises(ReadlistError):
            Store.open(public_folder / "below" / "library.db")

    as_somebody(do)


def test_a_library_that_may_not_be_read_is_refused(public_folder: Path) -> None:
    path = make_public_library(public_folder)
    path.chmod(0)

    def do() -> None:
        with pytest.raises(LibraryUnusable, match="may not be read"):
            Store.open(path)

    as_somebody(do)


def test_changes_that_wait_beside_a_read_only_library_are_not_passed_over(
    public_folder: Path,
) -> None:
    """The newest changes of a library that was not closed are in another file."""
    path = make_public_library(public_folder)
    with closing(Store.open(path)) as store:
        star(store, ["p-alpha"])
        copy = public_folder / "copy.db"
        shutil.copy(path, copy)
        shutil.copy(f"{path}-wal", f"{copy}-wal")
    public_folder.chmod(0o555)

    def do() -> None:
        with pytest.raises(LibraryUnusable, match=r"copy\.db-wal"):
            Store.open(copy)

    as_somebody(do)


def test_a_full_disk_is_said_and_changes_nothing(store: Store, path: Path) -> None:
    ids = add(store, ["alpha"])
    ((pages,),) = query(path, "PRAGMA page_count")
    store._connections.get().execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(LibraryReadOnly, match="disk is full"):
        add(store, [f"paper {number}" for number in range(200)], "large.txt", abstract="x" * 5000)
    assert [public_id for _, public_id in store.ordered()] == ids
    star(store, ids)


# Threads and closing

needs_proc = pytest.mark.skipif(
    not Path("/proc/self/fd").is_dir(), reason="the system does not list a process's open files"
)


def test_all_threads_see_what_one_has_written(store: Store) -> None:
    add(store, ["alpha"])
    seen: list[int] = []
    thread = threading.Thread(target=lambda: seen.append(store.counts().all))
    thread.start()
    thread.join()
    assert seen == [1]


@needs_proc
def test_connections_of_ended_threads_are_closed(store: Store, path: Path) -> None:
    def read() -> None:
        store.counts()

    for _ in range(50):
        thread = threading.Thread(target=read)
        thread.start()
        thread.join()
    assert len(open_files(path)) < 10


def open_files(path: Path) -> list[str]:
    """What this process has open of a library: the file, its log, its shared memory."""
    found = []
    for descriptor in Path("/proc/self/fd").iterdir():
        with suppress(OSError):
            found.append(str(descriptor.readlink()))
    return [name for name in found if name.startswith(str(path))]


@needs_proc
def test_closing_from_another_thread_closes_all(store: Store, path: Path) -> None:
    add(store, ["alpha"])
    thread = threading.Thread(target=store.close)
    thread.start()
    thread.join()
    assert open_files(path) == []
    assert not path.with_name("library.db-wal").exists()
    with pytest.raises(RuntimeError, match="closed"):
        store.counts()
    store.close()


def test_closing_breaks_off_what_another_thread_reads(store: Store) -> None:
    """Python crashes if a connection is closed in the middle of a query."""
    add(store, [f"paper {number}" for number in range(50)])
    reading = threading.Event()
    said: list[str] = []

    def slow(text: str) -> bool:
        reading.set()
        time.sleep(0.02)
        return True

    def read() -> None:
        with pytest.raises(RuntimeError) as closed:
            store.containing(slow)
        said.append(str(closed.value))

    thread = threading.Thread(target=read)
    thread.start()
    reading.wait()
    store.close()
    thread.join()
    assert said == ["this library is closed"]


def test_many_threads_may_write_at_once(store: Store) -> None:
    ids = add(store, [f"paper {number}" for number in range(20)])

    def star_each(some: list[str]) -> None:
        for each in some:
            star(store, [each])

    threads = [threading.Thread(target=star_each, args=(ids[start::4],)) for start in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert store.counts().starred == 20
    assert len(store.history()) == 21


# In memory


def test_a_library_in_memory_works_in_all_threads() -> None:
    with closing(Store.in_memory()) as store:
        ids = add(store, ["alpha"])
        thread = threading.Thread(target=lambda: star(store, ids))
        thread.start()
        thread.join()
        assert store.path is None
        assert store.counts().starred == 1
        assert store.undo().label == "Starred p-alpha"


def test_a_copy_in_memory_leaves_the_library_alone(store: Store) -> None:
    ids = add(store, ["alpha", "beta"])
    version = store.data_version()
    with closing(store.copy_in_memory()) as copy:
        star(copy, ids)
        add(copy, ["gamma"], "tuesday.txt")
        assert (copy.counts().all, copy.counts().starred) == (3, 2)
    assert (store.counts().all, store.counts().starred) == (2, 0)
    assert store.data_version() == version


@pytest.mark.parametrize("replaced", [False, True])
def test_a_file_that_is_taken_away_meanwhile_is_not_written_to(
    tmp_path: Path, replaced: bool
) -> None:
    path = tmp_path / "library.db"
    with closing(Store.open(path)) as store:
        for file in tmp_path.glob("library.db*"):
            file.rename(file.with_name(f"moved-{file.name}"))
        if replaced:
            Store.open(path).close()
        refused = pytest.raises(LibraryUnusable, match="nothing was changed")
        with refused, store.step("Add"), store.transaction():
            pass
        if not replaced:
            with ThreadPoolExecutor(1) as other, pytest.raises(LibraryUnusable, match="not there"):
                other.submit(store.papers, ["x"]).result()
        assert path.exists() == replaced


def test_opening_a_library_twice_lets_go_of_no_lock(store: Store, path: Path) -> None:
    """Else the next process to leave takes itself for the last one, and the changes with it."""
    add(store, ["alpha"])
    Store.open(path).close()
    leave = (
        "from pathlib import Path; from readlist.store import Store; "
        f"Store.open(Path({str(path)!r})).close()"
    )
    subprocess.run([sys.executable, "-c", leave], check=True)
    assert path.with_name(f"{path.name}-wal").exists()
    assert [paper.id for paper in store.papers(["p-alpha"])] == ["p-alpha"]
