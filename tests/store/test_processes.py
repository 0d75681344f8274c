"""Several processes at one library: killed in the middle, or writing at the same time."""

from __future__ import annotations

import multiprocessing
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from readlist.store import Store
from tests.store.build import add, keys_of, query, record, star, write
from tests.store.model import Model

pytestmark = pytest.mark.long

SPAWN = multiprocessing.get_context("spawn")
PAPERS = 5000


def start(do: Callable[..., None], *arguments: object) -> multiprocessing.process.BaseProcess:
    process = SPAWN.Process(target=do, args=arguments)
    process.start()
    return process


def bring(path: Path, name: str, count: int) -> None:
    """Import `count` papers in transactions of 250, as one step."""
    with closing(Store.open(path)) as store, store.step(f"Imported {name}"):
        with store.transaction():
            source = store.sources.begin(name, f"sha of {name}", "trending", "utf-8", [])
        for first in range(0, count, 250):
            with store.transaction():
                for number in range(first, min(count, first + 250)):
                    read = record(f"{name} {number}", 2 * number + 1, abstract="some text " * 20)
                    row = store.insert_paper(
                        f"{name}-{number}",
                        read,
                        title_derived=False,
                        source=source,
                        position=number,
                    )
                    store.add_sighting(row, source, read, keys_of(read))
        with store.transaction():
            store.sources.finish(source)


def undo_and_redo(path: Path) -> None:
    with closing(Store.open(path)) as store:
        while True:
            store.undo()
            store.redo()


def test_an_undo_killed_in_the_middle_is_finished_by_the_next_to_open(path: Path) -> None:
    bring(path, "first", 10)
    with closing(Store.open(path)) as store:
        star(store, ["first-1"])
    reader = sqlite3.connect(path, isolation_level=None)
    before = Model(reader).current
    bring(path, "second", PAPERS)
    with closing(Store.open(path)) as store:
        write(store, "first-2", "a note that stays")
        write(store, "first-2", "")
        store.undo()
        store.undo()  # the note's steps are undone, so that the import is the newest
    after = Model(reader).current
    interrupted = 0
    for attempt in range(12):
        process = start(undo_and_redo, path)
        wait_for_a_flip(reader, process)
        time.sleep(0.02 + 0.03 * attempt)
        process.kill()
        process.join()
        interrupted += reader.execute("SELECT flipping IS NOT NULL FROM undo_state").fetchone()[0]
        with closing(Store.open(path)) as store:
            assert Model(reader).current in (before, after)
            undone = store.history()[-3].undone
            assert (Model(reader).current == before) == undone
            if undone:
                assert store.redo().label == "Imported second"
                assert Model(reader).current == after
        assert reader.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert reader.execute("PRAGMA foreign_key_check").fetchall() == []
    reader.close()
    assert interrupted >= 4


def wait_for_a_flip(
    reader: sqlite3.Connection, process: multiprocessing.process.BaseProcess
) -> None:
    while reader.execute("SELECT flipping IS NULL FROM undo_state").fetchone()[0]:
        assert process.is_alive()
        time.sleep(0.002)


def test_an_import_killed_in_the_middle_can_be_done_again(path: Path) -> None:
    Store.open(path).close()
    process = start(bring, path, "first", 100_000)
    while query(path, "SELECT count(*) FROM papers") < [(1000,)]:
        time.sleep(0.01)
    process.kill()
    process.join()
    with closing(Store.open(path)) as store:
        papers = store.counts().all
        assert papers >= 1000
        assert papers % 250 == 0
        known = store.sources.by_hash("sha of first")
        assert known is not None
        assert not known.completed
        assert store.undo().label == "Imported first"
        assert store.counts().all == 0
        store.redo()
        assert store.counts().all == papers


def star_one_by_one(path: Path, ids: list[str]) -> None:
    with closing(Store.open(path)) as store:
        for public_id in ids:
            star(store, [public_id])


def test_processes_writing_at_once_lose_nothing(path: Path) -> None:
    """Two import, one stars, one writes notes; each waits for the others, none for long."""
    bring(path, "zero", 200)
    ids = [f"zero-{number}" for number in range(200)]
    processes = [
        start(bring, path, "one", 3000),
        start(bring, path, "two", 3000),
        start(star_one_by_one, path, ids),
    ]
    longest = 0.0
    with closing(Store.open(path)) as store:
        for public_id in ids:
            begun = time.monotonic()
            write(store, public_id, f"note on {public_id}")
            longest = max(longest, time.monotonic() - begun)
        for process in processes:
            process.join()
            assert process.exitcode == 0
        counts = store.counts()
        assert (counts.all, counts.starred, counts.noted) == (6200, 200, 200)
        labels = [step.label for step in store.history(None)]
        assert len(labels) == len(set(labels)) == 403
        number = next(step.number for step in store.history(None) if step.label == "Imported one")
        assert store.undo(number).label == "Imported one"
        assert store.counts().all == 3200
    assert longest < 5
    assert query(path, "PRAGMA integrity_check") == [("ok",)]


def undo_import(path: Path, number: int) -> None:
    with closing(Store.open(path)) as store:
        store.undo(number)


def test_writing_during_a_long_undo_waits_for_it(path: Path) -> None:
    bring(path, "zero", 10)
    bring(path, "one", PAPERS)
    reader = sqlite3.connect(path, isolation_level=None)
    with closing(Store.open(path)) as store:
        number = store.history()[0].number
        process = start(undo_import, path, number)
        wait_for_a_flip(reader, process)
        star(store, ["zero-1"])
        assert store.counts().all == 10
        assert store.history()[1].undone
        process.join()
        assert process.exitcode == 0
        add(store, ["alpha"])
        assert store.counts().all == 11
    reader.close()


def save_searches(path: Path, name: str) -> None:
    with closing(Store.open(path)) as store:
        for number in range(30):
            with store.step(f"Saved {name} {number}"), store.transaction():
                store.searches.add(f"{name} {number}", f"{name}:{number}")
            with store.step(f"Moved {name} {number}"), store.transaction():
                store.searches.move(f"{name} {number}", number % 3)
            store.searches.remember(f"{name} {number}")


def test_processes_saving_searches_at_once_lose_none(path: Path) -> None:
    Store.open(path).close()
    processes = [start(save_searches, path, name) for name in ("one", "two", "three")]
    for process in processes:
        process.join()
        assert process.exitcode == 0
    with closing(Store.open(path)) as store:
        names = {search.name for search in store.searches.all()}
        assert names == {f"{name} {n}" for name in ("one", "two", "three") for n in range(30)}
        assert set(store.searches.recent(None)) == names
        for _ in store.history(None):
            store.undo()
        assert store.searches.all() == []
