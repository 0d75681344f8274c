"""Undoing and redoing: which step, what is in its way, and how long it is kept."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from readlist.errors import NothingToUndo, UndoBlocked
from readlist.paper import Fields, Status
from readlist.store import Store, flip, retention
from readlist.store.schema import LOGGED
from tests.store.build import add, query, record, star, write


def numbered(store: Store, label: str) -> int:
    """The number of the newest step of that label."""
    return next(step.number for step in store.history() if step.label == label)


def test_a_mistaken_import_is_one_undo(store: Store) -> None:
    before = store.counts()
    ids = add(store, [f"paper {number}" for number in range(40)], abstract="text")
    after, papers = store.counts(), store.papers(ids)
    step = store.undo()
    assert (step.label, step.undone) == ("Imported monday.txt", True)
    assert store.counts() == before
    assert store.papers(ids) == []
    assert store.history()[0].undone
    assert store.redo().label == "Imported monday.txt"
    assert store.counts() == after
    assert store.papers(ids) == papers
    assert [public_id for _, public_id in store.ordered()] == ids


def test_undo_and_redo_walk_back_and_forth(store: Store) -> None:
    (public_id,) = add(store, ["alpha"])
    states = [store.papers([public_id])]
    star(store, [public_id])
    states.append(store.papers([public_id]))
    write(store, public_id, "a note")
    states.append(store.papers([public_id]))
    with store.step("Read"), store.transaction():
        store.set_status([1], Status.READ)
    states.append(store.papers([public_id]))
    for wanted in reversed(states[:-1]):
        store.undo()
        assert store.papers([public_id]) == wanted
    store.undo()
    assert store.papers([public_id]) == []
    with pytest.raises(NothingToUndo, match="nothing to undo"):
        store.undo()
    for wanted in states:
        store.redo()
        assert store.papers([public_id]) == wanted
    with pytest.raises(NothingToUndo, match="nothing to redo"):
        store.redo()


def test_rows_are_never_used_twice(store: Store) -> None:
    add(store, ["alpha"])
    store.undo()
    add(store, ["beta"], "tuesday.txt")
    assert store.rows_of(["p-beta"]) == [2]
    store.undo()
    with store.step("Imported"), store.transaction():
        assert store.sources.begin("c.txt", "sha c", "trending", "utf-8", []) == 3


def test_an_import_can_be_done_again_after_it_was_undone(store: Store) -> None:
    add(store, ["alpha"])
    store.undo()
    add(store, ["alpha"])
    assert store.counts().all == 1
    with pytest.raises(UndoBlocked, match="can no longer be redone"):
        store.redo(1)
    with pytest.raises(NothingToUndo):
        store.redo()
    assert store.undo().label == "Imported monday.txt"
    assert store.counts().all == 0


# Which step


def test_a_window_undoes_its_own_steps_first(window: Callable[[], Store]) -> None:
    mine, theirs = window(), window()
    ids = add(theirs, ["alpha", "beta"])
    star(mine, ids[:1], label="mine")
    star(theirs, ids[1:], label="theirs")
    assert mine.undo().label == "mine"
    assert mine.undo().label == "theirs"
    assert mine.redo().label == "theirs"
    assert mine.redo().label == "mine"


def test_a_window_redoes_first_what_it_undid(window: Callable[[], Store]) -> None:
    mine, theirs = window(), window()
    ids = add(theirs, ["alpha", "beta"])
    star(mine, ids[:1], label="mine")
    star(theirs, ids[1:], label="theirs")
    mine.undo()
    theirs.undo()
    assert mine.redo().label == "mine"
    assert mine.redo().label == "theirs"


def test_a_step_by_its_number(store: Store) -> None:
    ids = add(store, ["alpha", "beta"])
    star(store, ids[:1], label="first")
    star(store, ids[1:], label="second")
    first = numbered(store, "first")
    assert store.undo(first).label == "first"
    assert [paper.starred for paper in store.papers(ids)] == [False, True]
    with pytest.raises(NothingToUndo, match="undone already"):
        store.undo(first)
    with pytest.raises(NothingToUndo, match="no step 999"):
        store.undo(999)


def test_later_steps_on_the_same_row_are_in_the_way_and_named(store: Store) -> None:
    ids = add(store, ["alpha", "beta"])
    star(store, ids, label="first")
    star(store, ids[:1], on=False, label="second")
    with pytest.raises(UndoBlocked) as error:
        store.undo(numbered(store, "first"))
    assert f"step {numbered(store, 'second')}, “second”" in str(error.value)
    assert [paper.starred for paper in store.papers(ids)] == [False, True]
    store.undo(numbered(store, "second"))
    store.undo(numbered(store, "first"))
    assert store.counts().starred == 0


def test_what_was_written_on_a_paper_is_in_the_way_of_undoing_its_import(store: Store) -> None:
    ids = add(store, ["alpha", "beta"])
    write(store, ids[0], "my note")
    with pytest.raises(UndoBlocked, match="Wrote on p-alpha"):
        store.undo(numbered(store, "Imported monday.txt"))
    assert store.note(1).text == "my note"
    write(store, ids[0], "")  # the note is gone again, but both changes are kept: undo them first
    store.undo()
    store.undo()
    store.undo(numbered(store, "Imported monday.txt"))
    assert store.counts().all == 0


def test_when_another_window_built_on_it_the_newest_of_all_is_undone(
    store: Store, window: Callable[[], Store]
) -> None:
    ids = add(store, ["alpha"])
    write(store, ids[0], "mine")
    write(window(), ids[0], "theirs")
    store.undo()
    assert store.note(1).text == "mine"
    store.undo()
    assert store.note(1).text == ""


def test_many_steps_in_the_way_are_not_all_named(store: Store) -> None:
    ids = add(store, [f"paper {number}" for number in range(9)])
    for public_id in ids:
        star(store, [public_id])
    with pytest.raises(UndoBlocked, match="and 6 more first"):
        store.undo(1)


# Redo, and what drops it


def test_a_new_step_drops_only_the_redos_whose_rows_it_touches(store: Store) -> None:
    ids = add(store, ["alpha", "beta"])
    star(store, ids[:1], label="alpha")
    star(store, ids[1:], label="beta")
    store.undo()
    store.undo()
    star(store, ids[:1], label="alpha again")
    assert store.redo(numbered(store, "beta")).label == "beta"
    with pytest.raises(NothingToUndo, match="can no longer be redone"):
        store.redo(numbered(store, "alpha"))
    assert [(step.label, step.undone) for step in store.history()][:3] == [
        ("alpha again", False),
        ("beta", False),
        ("alpha", True),
    ]


def test_what_was_undone_before_something_else_is_redone_only_by_its_number(
    store: Store, window: Callable[[], Store]
) -> None:
    ids = add(store, ["alpha", "beta", "gamma"])
    star(store, ids[:1], label="long ago")
    store.undo()
    star(store, ids[1:2], label="tried")
    store.undo()
    star(store, ids[2:], label="new")
    for each in (store, window()):
        with pytest.raises(NothingToUndo, match=r"something else .* redo step \d+, “tried”\.$"):
            each.redo()
    store.undo()
    assert store.redo().label == "new"
    with pytest.raises(NothingToUndo):
        store.redo()
    assert store.redo(numbered(store, "long ago")).label == "long ago"
    with pytest.raises(NothingToUndo):
        store.redo()


def test_what_others_do_is_not_in_the_way_of_redoing_what_this_window_undid(
    window: Callable[[], Store],
) -> None:
    mine, theirs = window(), window()
    ids = add(mine, ["alpha", "beta"])
    star(mine, ids[:1], label="mine")
    mine.undo()
    star(theirs, ids[1:], label="theirs")
    with pytest.raises(NothingToUndo, match="something else"):
        theirs.redo()
    assert mine.redo().label == "mine"


def test_a_step_that_goes_on_is_nothing_new(store: Store, window: Callable[[], Store]) -> None:
    """As an import beside which somebody works."""
    rows = store.rows_of(add(store, ["alpha", "beta"]))
    other = window()
    with store.step("slow"):
        with store.transaction():
            store.add_tags(rows[:1], ["one"])
        star(other, ["p-beta"], label="quick")
        other.undo()
        with store.transaction():
            store.add_tags(rows[:1], ["two"])
    assert window().redo().label == "quick"


def test_a_redo_goes_with_the_one_it_was_built_on(store: Store) -> None:
    """Its image of the row holds what the dropped step had done."""
    rows = store.rows_of(add(store, ["alpha", "beta"]))
    with store.step("both"), store.transaction():
        store.update_fields(rows[0], Fields(title="one"), False)
        store.update_fields(rows[1], Fields(title="two"), False)
    with store.step("first"), store.transaction():
        store.update_fields(rows[0], Fields(title="one", venue="there"), False)
    store.undo()
    store.undo()
    with store.step("second"), store.transaction():
        store.update_fields(rows[1], Fields(title="three"), False)
    with pytest.raises(NothingToUndo):
        store.redo()
    assert [paper.title for paper in store.papers(["p-alpha", "p-beta"])] == ["alpha", "three"]


def test_a_redo_waits_for_what_it_was_built_on(window: Callable[[], Store]) -> None:
    mine, theirs = window(), window()
    add(theirs, ["alpha"])
    star(theirs, ["p-alpha"], label="star")
    mine.undo()
    theirs.undo()
    assert mine.redo().label == "Imported monday.txt"
    assert mine.redo().label == "star"


# What it costs, and how long it is kept


def test_a_large_step_takes_several_transactions(store: Store) -> None:
    titles = [f"paper {number}" for number in range(2 * flip.ROWS)]
    ids = add(store, titles)
    version = store.data_version()
    store.undo()
    assert store.data_version() >= version + 4
    assert store.counts().all == 0
    store.redo()
    assert len(store.papers(ids)) == len(titles)


def test_rows_that_moved_to_a_new_parent_go_back_before_it_goes(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As in a split: sightings move to a paper that the same step made."""
    monkeypatch.setattr(flip, "ROWS", 1)
    add(store, ["alpha"])
    with store.step("Split"), store.transaction():
        new = store.insert_paper("new", record("new"), title_derived=False, source=1, position=1)
        store._connections.get().execute("UPDATE sightings SET paper = ?", (new,))
    for _ in range(2):
        store.undo()
        assert (len(store.records_of(1)), len(store.records_of(new))) == (1, 0)
        store.redo()
        assert (len(store.records_of(1)), len(store.records_of(new))) == (0, 1)


def test_every_table_is_logged_or_known_not_to_be(store: Store, path: Path) -> None:
    tables = {
        str(name) for (name,) in query(path, "SELECT name FROM sqlite_master WHERE type = 'table'")
    }
    bookkeeping = {
        "undo_steps",
        "undo_log",
        "undo_state",
        "revisions",
        "settings",
        "recent_queries",
        "queue_papers",
        "queue_places",
        "_sqlite_migrations",
    }
    derived = {"source_text", "index_queue", "sketches", "suggestions"}
    assert tables - bookkeeping - derived - {"sqlite_sequence"} == set(LOGGED)


def test_an_undo_that_stopped_half_way_is_finished_by_the_next(
    path: Path, window: Callable[[], Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    store = window()
    monkeypatch.setattr(flip, "ROWS", 4)
    for helper in ("opening", "writing", "undoing"):
        ids = add(store, [f"{helper} {number}" for number in range(20)], f"{helper}.txt")
        undo_and_stop(store, store.rows_of(ids)[10])
        left = query(path, "SELECT count(*) FROM papers")[0][0]
        assert isinstance(left, int)
        assert 0 < left < 20
        match helper:
            case "opening":
                other = window()
            case "writing":
                other.set_setting("theme", "dark")
            case "undoing":
                add(other, ["kept"], "kept.txt")
                assert other.undo().label == "Imported kept.txt"
        assert query(path, "SELECT count(*) FROM papers") == [(0,)]
        assert store.history()[-1].undone
        assert query(path, "SELECT flipping FROM undo_state") == [(None,)]


def undo_and_stop(store: Store, row: int) -> None:
    """Begin to undo the newest step, and fail when it comes to delete the paper `row`."""
    connection = store._connections.get()

    def watch(sql: str) -> None:
        if sql.startswith("DELETE FROM papers") and sql.endswith(f" {row}"):
            connection.interrupt()

    connection.set_trace_callback(watch)
    with pytest.raises(sqlite3.OperationalError, match="interrupted"):
        store.undo()
    connection.set_trace_callback(None)


def test_images_of_an_older_schema_still_fit(store: Store, path: Path) -> None:
    """A column that an image does not know keeps its default; one that went is left out."""
    ids = add(store, ["alpha"])
    star(store, ids)
    write(store, ids[0], "old")
    write(store, ids[0], "new")
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(
            "UPDATE undo_log SET image = json_remove(json_set(image, '$.gone', 1), '$.changed_at')"
            " WHERE tbl = 'notes' AND image IS NOT NULL"
        )
    store.undo()
    assert store.note(1).text == "old"


@pytest.mark.parametrize("limit", ["days", "bytes"])
def test_old_steps_are_forgotten_oldest_first(
    store: Store, path: Path, monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    ids = add(store, ["alpha", "beta"], abstract="x" * 1000)
    star(store, ids, label="old")
    for text in ("one", "two"):
        write(store, ids[0], text)
    if limit == "days":
        with closing(sqlite3.connect(path)) as connection, connection:
            connection.execute("UPDATE undo_steps SET at = '2001-01-01T00:00:00Z' WHERE number < 3")
    else:
        monkeypatch.setattr(retention, "KEPT_BYTES", 450)
    with store.step("Tagged"):  # two transactions: large enough for a look at the log
        for row in store.rows_of(ids):
            with store.transaction():
                store.add_tags([row], ["rl"])
    kept = [step.label for step in store.history()]
    assert kept == ["Tagged", "Wrote on p-alpha", "Wrote on p-alpha"]
    assert query(path, "SELECT count(*) FROM undo_log WHERE step < 3") == [(0,)]
    for _ in kept:
        store.undo()
    with pytest.raises(NothingToUndo):
        store.undo()
    assert store.counts().starred == 2


def test_for_space_redos_go_before_steps_to_undo(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    star(store, add(store, ["alpha"]), label="star")
    add(store, ["large"], "large.txt", abstract="x" * 10_000)
    store.undo()
    monkeypatch.setattr(retention, "KEPT_BYTES", 5_000)
    with store.step("Tagged"):
        for name in ("rl", "gan"):
            with store.transaction():
                store.add_tags([1], [name])
    with pytest.raises(NothingToUndo):
        store.redo()
    assert [store.undo().label for _ in range(3)] == ["Tagged", "star", "Imported monday.txt"]


def test_the_newest_step_is_kept_however_large(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retention, "KEPT_BYTES", 0)
    with store.step("Imported"):
        for number in range(3):
            with store.transaction():
                store.insert_paper(
                    f"id{number}",
                    record("title"),
                    title_derived=False,
                    source=None,
                    position=number,
                )
    store.undo()
    assert store.counts().all == 0


def test_a_paper_with_changes_that_history_forgot_is_not_undone_away(
    store: Store, path: Path
) -> None:
    add(store, ["alpha"])
    star(store, ["p-alpha"])
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DELETE FROM undo_log WHERE step = 2")
        connection.execute("DELETE FROM undo_steps WHERE number = 2")
    with pytest.raises(UndoBlocked, match="no longer in the history"):
        store.undo()
    assert store.counts().starred == 1
