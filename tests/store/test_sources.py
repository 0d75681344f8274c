"""Sources and their text, and imports that were interrupted."""

from __future__ import annotations

from pathlib import Path

import pytest

from readlist.paper import Sighting
from readlist.store import SourceRow, Store, sources
from tests.store.build import add, keys_of, query, record


def test_a_source_is_known_by_its_hash_once_it_is_finished(store: Store) -> None:
    assert store.sources.by_hash("sha") is None
    with store.step("Imported"):
        with store.transaction():
            row = store.sources.begin("a.txt", "sha", "trending", "utf-8", [("title", 1)])
        assert store.sources.by_hash("sha") == SourceRow(row, "a.txt", completed=False)
        with store.transaction():
            store.sources.finish(row)
    assert store.sources.by_hash("sha") == SourceRow(row, "a.txt", completed=True)


def test_an_interrupted_import_goes_on_with_the_same_source(store: Store, path: Path) -> None:
    reads = [record("alpha", 1), record("beta", 3)]

    def bring(stop_after: int) -> None:
        with store.step("Imported"):
            with store.transaction():
                source = store.sources.begin("a.txt", "sha", "trending", "utf-8", [("title", 4)])
            for number, read in enumerate(reads):
                if number == stop_after:
                    raise KeyboardInterrupt
                with store.transaction():
                    if store.candidates(None, None, keys_of(read).title_key, None):
                        continue
                    row = store.insert_paper(
                        f"id{number}", read, title_derived=False, source=source, position=number
                    )
                    assert store.add_sighting(row, source, read, keys_of(read))
            with store.transaction():
                store.sources.finish(source)

    with pytest.raises(KeyboardInterrupt):
        bring(stop_after=1)
    assert store.counts().all == 1
    bring(stop_after=9)
    assert store.counts().all == 2
    assert query(path, "SELECT row, completed_at IS NULL FROM sources") == [(1, 0)]
    assert [paper.sources for paper in store.papers(["id0", "id1"])] == [
        (Sighting("a.txt", "trending", 1, 2),),
        (Sighting("a.txt", "trending", 3, 4),),
    ]
    store.undo()
    assert store.counts().all == 1
    assert store.sources.by_hash("sha") == SourceRow(1, "a.txt", completed=False)
    store.undo()
    assert store.counts().sources == ()


def test_the_line_ledger_is_kept_as_runs(store: Store, path: Path) -> None:
    ledger = [("boilerplate", 3), ("title", 1), ("abstract", 2)]
    with store.step("Imported"), store.transaction():
        store.sources.begin("a.txt", "sha", "trending", "utf-8", ledger)
    assert query(path, "SELECT lines, encoding FROM sources") == [
        ('[["boilerplate",3],["title",1],["abstract",2]]', "utf-8")
    ]


def test_a_source_is_renamed(store: Store) -> None:
    add(store, ["alpha"])
    with store.step("Renamed"), store.transaction():
        assert store.sources.rename(1, "Monday") == 1
        assert store.sources.rename(1, "Monday") == 0
    assert store.counts().sources[0].name == "Monday"
    assert store.papers(["p-alpha"])[0].sources[0].name == "Monday"
    store.undo()
    assert store.counts().sources[0].name == "monday.txt"


def test_the_text_of_a_source_is_kept(store: Store, path: Path) -> None:
    text = "línea\r\n\x1b[31mwhatever\x00\n" * 1000
    store.sources.keep_text("sha", text)
    store.sources.keep_text("sha", "another")
    assert store.sources.text("sha") == text.replace("\x00", "")
    assert store.sources.text("other") is None
    ((size,),) = query(path, "SELECT length(text) FROM source_text")
    assert isinstance(size, int)
    assert size < 1000


def test_of_a_large_text_only_the_used_lines_are_kept(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources, "LARGE", 10)
    text = "one\r\ntwo\rthree\nfour\nfive\n"
    store.sources.keep_text("cut", text, [(2, 3), (5, 5)])
    store.sources.keep_text("whole", text)
    assert store.sources.text("cut") == "\ntwo\nthree\n\nfive\n"
    assert store.sources.text("whole") == text


def test_the_text_outlives_an_undone_import(store: Store) -> None:
    with store.step("Imported"), store.transaction():
        row = store.sources.begin("a.txt", "sha", "trending", "utf-8", [])
        store.sources.keep_text("sha", "the text")
        store.sources.finish(row)
    store.undo()
    assert store.sources.by_hash("sha") is None
    assert store.sources.text("sha") == "the text"
    store.redo()
    assert store.sources.by_hash("sha") == SourceRow(row, "a.txt", completed=True)
