"""Forgetting a source: what goes, what stays, and that the same bytes are new afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from readlist.errors import UndoBlocked
from readlist.paper import Sighting, Status
from readlist.store import Store
from tests.store.build import add, keys_of, query, record, star

IMPORTED = "2026-01-01T00:00:00Z"


def see(store: Store, ids: Sequence[str], source: str) -> None:
    """Import a source that holds papers known already."""
    with store.step(f"Imported {source}"), store.transaction():
        row = store.sources.begin(source, f"sha of {source}", "trending", "utf-8", [])
        for number, paper in enumerate(store.rows_of(ids)):
            read = record(f"seen in {source}", 2 * number + 1)
            store.add_sighting(paper, row, read, keys_of(read))
        store.sources.finish(row)


def forget(store: Store, source: int, most: int = 2) -> dict[str, list[int]]:
    """Forget a source, few papers at a time."""
    found: dict[str, list[int]] = {"gone": [], "kept": [], "known": []}
    with store.step("Forgot"):
        tags, after = store.sources.import_tags(source), 0
        while True:
            with store.transaction():
                batch = store.sources.forget_some(source, after=after, most=most, import_tags=tags)
                if batch is None:
                    store.sources.finish_forgetting(source)
                    return found
            after = batch.last
            for name, rows in found.items():
                rows += getattr(batch, name)


def test_papers_that_only_it_brought_go_with_all_that_refers_to_them(
    store: Store, path: Path
) -> None:
    rows = store.rows_of(add(store, ["a", "b", "c"]))
    with store.step("Set up"), store.transaction():
        store.doubles.keep_apart([(rows[0], rows[1])])
        store.set_status(rows[:1], Status.READ)
        store.set_status(rows[:1], Status.UNREAD)
        run = store._connections.get().execute
        run("INSERT INTO queues (name, query, created_at, changed_at) VALUES ('', '', '', '')")
        store.queues.decide(1, rows[2], "later", 1, None)
        run("INSERT INTO aliases (alias, paper, changed_at) VALUES ('old', ?, '')", (rows[0],))
    assert forget(store, 1) == {"gone": rows, "kept": [], "known": []}
    for table in ("papers", "sightings", "sources", "apart", "marks", "queue_items", "aliases"):
        assert query(path, f"SELECT * FROM {table}") == []
    store.undo()
    assert store.rows_of(["p-a", "p-b", "p-c"]) == rows


@pytest.mark.parametrize("own", ["star", "status", "note", "highlight", "tag", "edit"])
def test_what_you_did_something_with_stays_as_it_is(store: Store, own: str) -> None:
    ids = add(store, ["a", "b", "c"])
    (row,) = store.rows_of(["p-b"])
    with store.step("Mine"), store.transaction():
        match own:
            case "star":
                store.set_starred([row], True)
            case "status":
                store.set_status([row], Status.SKIPPED)
            case "note":
                store.set_note(row, "mine", 0)
            case "highlight":
                store._connections.get().execute(
                    "INSERT INTO highlights (paper, quote, changed_at) VALUES (?, 'q', '')", (row,)
                )
            case "tag":
                store.add_tags([row], ["rl"])
            case "edit":
                store.set_edits(row, {"year": 2020})
    assert forget(store, 1)["kept"] == [row]
    (paper,) = store.papers(ids)
    assert (paper.id, paper.title, paper.sources) == ("p-b", "b", ())
    assert [fields.title for fields in store.records_of(row)] == ["b"]  # it can be folded again
    assert store.counts().sources == ()
    assert store.counts().papers == 1
    assert store.matching("source", "monday").tolist() == []


def test_papers_that_other_sources_brought_stay_without_it(store: Store, path: Path) -> None:
    add(store, ["a", "b"], "monday.txt")
    see(store, ["p-b"], "tuesday.txt")
    add(store, ["c"], "friday.txt")
    (b,) = store.rows_of(["p-b"])
    assert forget(store, 1)["known"] == [b]
    (paper,) = store.papers(["p-b"])
    assert paper.sources == (Sighting("tuesday.txt", "trending", 1, 2),)
    assert [fields.title for fields in store.records_of(b)] == ["seen in tuesday.txt"]
    # It stands where that source has it: below the newer one.
    assert [public_id for _, public_id in store.ordered()] == ["p-c", "p-b"]
    assert query(path, "SELECT row FROM sources ORDER BY row") == [(2,), (3,)]


def test_a_place_in_another_source_does_not_change(store: Store) -> None:
    add(store, ["a", "b", "c"], "monday.txt")
    see(store, ["p-a", "p-c"], "tuesday.txt")
    before = store.ordered()
    forget(store, 2)
    assert store.ordered() == before


def test_the_same_bytes_are_new_afterwards(store: Store) -> None:
    ids = add(store, ["a", "b"])
    star(store, ["p-a"])
    forget(store, 1)
    assert store.sources.by_hash("sha of monday.txt") is None
    with store.step("Imported again"), store.transaction():
        source = store.sources.begin("monday.txt", "sha of monday.txt", "trending", "utf-8", [])
        (a,) = store.rows_of(["p-a"])
        assert store.add_sighting(a, source, record("a", 1), keys_of(record("a")))
        b = store.insert_paper("p-b", record("b"), title_derived=False, source=source, position=3)
        assert store.add_sighting(b, source, record("b", 3), keys_of(record("b")))
        store.sources.finish(source)
    (listed,) = store.counts().sources
    assert (listed.row, listed.count) == (source, 2)
    assert [len(paper.sources) for paper in store.papers(ids)] == [1, 1]
    with pytest.raises(UndoBlocked, match="Imported again"):
        store.undo(next(step.number for step in store.history() if step.label == "Forgot"))


def test_what_was_kept_of_a_forgotten_source_goes_with_the_next(store: Store, path: Path) -> None:
    add(store, ["a", "b"], "monday.txt")
    star(store, ["p-a"])
    forget(store, 1)
    see(store, ["p-a"], "tuesday.txt")
    (a,) = store.rows_of(["p-a"])
    assert len(store.records_of(a)) == 2
    # Still starred, and nothing else brings it: it stays, with what is known of it.
    assert forget(store, 2)["kept"] == [a]
    assert len(store.records_of(a)) == 2
    star(store, ["p-a"], on=False)
    see(store, ["p-a"], "friday.txt")
    assert forget(store, 3)["gone"] == [a]
    assert query(path, "SELECT * FROM sources WHERE row > 2") == []


def test_leftovers_go_once_another_source_tells_of_the_paper(store: Store, path: Path) -> None:
    add(store, ["a"], "monday.txt")
    star(store, ["p-a"])
    forget(store, 1)
    see(store, ["p-a"], "tuesday.txt")
    see(store, ["p-a"], "friday.txt")
    (a,) = store.rows_of(["p-a"])
    assert forget(store, 2)["known"] == [a]
    assert [fields.title for fields in store.records_of(a)] == ["seen in friday.txt"]
    assert query(path, "SELECT name FROM sources") == [("friday.txt",)]


def test_a_deleted_paper_stays_hidden(store: Store) -> None:
    add(store, ["a", "b"])
    rows = store.rows_of(["p-a"])
    with store.step("Deleted"), store.transaction():
        store.remove(rows)
    assert forget(store, 1)["kept"] == rows
    assert store.counts().papers == 0
    assert store.candidates(None, None, "a", None)[0].removed


# Tags that a whole file was given


def tag(store: Store, ids: Sequence[str], name: str) -> None:
    with store.step("Tagged"), store.transaction():
        store.add_tags(store.rows_of(ids), [name])


def bring_tagged(store: Store, titles: Sequence[str]) -> list[int]:
    """One import that gives its papers a tag."""
    with store.step("Imported"):
        with store.transaction():
            source = store.sources.begin("t.txt", "sha of t", "trending", "utf-8", [])
        for number, title in enumerate(titles):
            with store.transaction():
                read = record(title, 2 * number + 1)
                row = store.insert_paper(
                    f"p-{title}", read, title_derived=False, source=source, position=number
                )
                store.add_sighting(row, source, read, keys_of(read))
                store.add_tags([row], ["digest"])
        with store.transaction():
            store.sources.finish(source)
    return store.rows_of([f"p-{title}" for title in titles])


def backdate(path: Path) -> None:
    """The import was long ago, and its step is in no history any more."""
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE sources SET imported_at = ?1, completed_at = ?1", (IMPORTED,))
        connection.execute("UPDATE paper_tags SET changed_at = ?", (IMPORTED,))
        connection.execute("DELETE FROM undo_log")
        connection.execute("DELETE FROM undo_steps")


@pytest.mark.parametrize("long_ago", [False, True])
def test_a_tag_of_the_whole_file_is_no_decision_about_a_paper(
    store: Store, path: Path, long_ago: bool
) -> None:
    rows = bring_tagged(store, ["a", "b", "c"])
    if long_ago:
        backdate(path)
    tag(store, ["p-b"], "mine")
    assert forget(store, 1) == {"gone": [rows[0], rows[2]], "kept": [rows[1]], "known": []}


@pytest.mark.parametrize("long_ago", [False, True])
def test_a_tag_that_all_its_papers_got_later_is_one(
    store: Store, path: Path, long_ago: bool
) -> None:
    rows = store.rows_of(add(store, ["a", "b", "c"]))
    if long_ago:
        backdate(path)
    tag(store, ["p-a", "p-b", "p-c"], "mine")  # within the same second as the import, perhaps
    assert forget(store, 1)["kept"] == rows


def test_a_tag_taken_off_some_is_still_that_of_the_import(store: Store) -> None:
    rows = bring_tagged(store, ["a", "b", "c"])
    with store.step("Untagged"), store.transaction():
        store.remove_tags(rows[:1], ["digest"])
    assert forget(store, 1)["gone"] == rows


def test_of_one_paper_a_tag_counts_as_your_own(store: Store) -> None:
    rows = bring_tagged(store, ["a"])
    assert forget(store, 1)["kept"] == rows
