"""Stars, statuses, tags and notes: what changes, what counts as a change, what is refused."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from readlist.errors import NoteChanged
from readlist.paper import Note, Status
from readlist.store import Store
from tests.store.build import add, star, write


@pytest.fixture
def rows(store: Store) -> list[int]:
    return store.rows_of(add(store, ["alpha", "beta", "gamma"]))


def do(store: Store, verb: Callable[[], int]) -> int:
    with store.step("Did something"), store.transaction():
        return verb()


def statuses(store: Store) -> list[Status]:
    return [paper.status for paper in store.papers(["p-alpha", "p-beta", "p-gamma"])]


def tags(store: Store) -> list[tuple[str, ...]]:
    return [paper.tags for paper in store.papers(["p-alpha", "p-beta", "p-gamma"])]


def test_stars(store: Store, rows: list[int]) -> None:
    assert do(store, lambda: store.set_starred(rows[:2], True)) == 2
    assert do(store, lambda: store.set_starred(rows, True)) == 1
    assert do(store, lambda: store.set_starred(rows, True)) == 0
    assert store.is_starred(rows[0])
    assert do(store, lambda: store.set_starred(rows[:1], False)) == 1
    assert do(store, lambda: store.set_starred(rows[:1], False)) == 0
    assert not store.is_starred(rows[0])
    assert [paper.starred for paper in store.papers(["p-alpha", "p-beta"])] == [False, True]
    assert len(store.history()) == 4  # what changed nothing is no step


def test_a_star_keeps_its_time(store: Store, rows: list[int]) -> None:
    star(store, ["p-alpha"])
    first = store.papers(["p-alpha"])[0].starred_at
    do(store, lambda: store.set_status(rows[:1], Status.READ))
    star(store, ["p-alpha", "p-beta"])
    assert store.papers(["p-alpha"])[0].starred_at == first is not None


def test_statuses(store: Store, rows: list[int]) -> None:
    assert do(store, lambda: store.set_status(rows, Status.UNREAD)) == 0
    assert do(store, lambda: store.set_status(rows[:2], Status.READING)) == 2
    assert do(store, lambda: store.set_status(rows, Status.READING)) == 1
    assert do(store, lambda: store.set_status(rows[:1], Status.SKIPPED)) == 1
    assert do(store, lambda: store.set_status(rows[1:2], Status.UNREAD)) == 1
    assert statuses(store) == [Status.SKIPPED, Status.UNREAD, Status.READING]


def test_star_and_status_do_not_disturb_each_other(store: Store, rows: list[int]) -> None:
    do(store, lambda: store.set_status(rows, Status.READ))
    star(store, ["p-alpha"])
    star(store, ["p-alpha"], on=False)
    assert statuses(store) == [Status.READ] * 3


def test_tags(store: Store, rows: list[int]) -> None:
    assert do(store, lambda: store.add_tags(rows[:2], ["rl", "gan"])) == 2
    assert do(store, lambda: store.add_tags(rows, ["rl"])) == 1
    assert do(store, lambda: store.add_tags(rows, ["rl"])) == 0
    assert tags(store) == [("gan", "rl"), ("gan", "rl"), ("rl",)]
    assert do(store, lambda: store.remove_tags(rows, ["gan", "unknown"])) == 2
    assert do(store, lambda: store.remove_tags(rows, ["gan"])) == 0
    assert tags(store) == [("rl",)] * 3


def test_a_tag_is_kept_tidy(store: Store, rows: list[int]) -> None:
    do(store, lambda: store.add_tags(rows[:1], ["#To  Read", "TO-READ", " ", "#", ""]))
    assert tags(store)[0] == ("To-Read",)
    assert do(store, lambda: store.add_tags(rows[:1], ["to-read"])) == 0
    assert do(store, lambda: store.remove_tags(rows[:1], ["to READ"])) == 1


def test_the_case_of_a_tag_is_that_of_its_first_use(store: Store, rows: list[int]) -> None:
    do(store, lambda: store.add_tags(rows[:1], ["ÉTÉ"]))
    do(store, lambda: store.add_tags(rows[1:2], ["été"]))
    assert tags(store)[:2] == [("ÉTÉ",), ("ÉTÉ",)]
    do(store, lambda: store.remove_tags(rows, ["été"]))
    do(store, lambda: store.add_tags(rows[:1], ["été"]))
    assert tags(store)[0] == ("été",)
    assert store.counts().tags == (("été", 1),)


def test_a_tag_taken_off_everywhere_is_not_listed(store: Store, rows: list[int]) -> None:
    do(store, lambda: store.add_tags(rows, ["rl"]))
    do(store, lambda: store.remove_tags(rows, ["rl"]))
    assert store.counts().tags == ()
    store.undo()
    assert store.counts().tags == (("rl", 3),)


def test_the_first_use_of_a_tag_can_be_undone_alone(store: Store, rows: list[int]) -> None:
    do(store, lambda: store.add_tags(rows[:1], ["rl"]))
    first = store.history()[0].number
    do(store, lambda: store.add_tags(rows[1:2], ["rl"]))
    store.undo(first)
    assert tags(store) == [(), ("rl",), ()]


def test_many_rows_and_none(store: Store) -> None:
    rows = store.rows_of(add(store, [f"paper {number}" for number in range(1300)]))
    assert do(store, lambda: store.add_tags(rows, ["rl"])) == 1300
    assert do(store, lambda: store.set_starred(rows, True)) == 1300
    assert do(store, lambda: store.remove_tags(rows, ["rl"])) == 1300
    assert do(store, lambda: store.set_status(rows, Status.READ)) == 1300
    assert do(store, lambda: store.set_starred([], True)) == 0
    assert do(store, lambda: store.add_tags([], ["new"])) == 0


# Notes


def test_a_note_is_written_changed_and_removed(store: Store, rows: list[int]) -> None:
    assert store.note(rows[0]) == Note("", 0)
    first = write(store, "p-alpha", "one")
    second = write(store, "p-alpha", "two")
    assert 0 < first < second
    assert store.note(rows[0]) == Note("two", second)
    assert store.counts().noted == 1
    assert write(store, "p-alpha", " \n ") == 0
    assert store.note(rows[0]) == Note("", 0)
    assert store.papers(["p-alpha"])[0].note is None
    assert store.counts().noted == 0


def test_saving_the_same_text_is_no_change(store: Store, rows: list[int]) -> None:
    version = write(store, "p-alpha", "one")
    steps = len(store.history())
    assert write(store, "p-alpha", "one") == version
    assert write(store, "p-beta", "") == 0
    assert len(store.history()) == steps


def test_a_note_changed_elsewhere_is_not_overwritten(
    window: Callable[[], Store], store: Store, rows: list[int]
) -> None:
    opened = write(store, "p-alpha", "first")
    write(window(), "p-alpha", "theirs")
    with pytest.raises(NoteChanged), store.step("Wrote"), store.transaction():
        store.set_note(rows[0], "mine", opened)
    assert store.note(rows[0]).text == "theirs"


def test_a_version_never_comes_back(store: Store, rows: list[int]) -> None:
    """A note that was removed and written anew is another one."""
    opened = write(store, "p-alpha", "first")
    write(store, "p-alpha", "")
    assert write(store, "p-alpha", "second") != opened
    store.undo()
    assert write(store, "p-alpha", "third") != opened
    with pytest.raises(NoteChanged), store.step("Wrote"), store.transaction():
        store.set_note(rows[0], "mine", opened)


def test_undo_brings_a_note_back_to_the_version_that_was_read(
    store: Store, rows: list[int]
) -> None:
    opened = write(store, "p-alpha", "first")
    write(store, "p-alpha", "second")
    store.undo()
    with store.step("Wrote"), store.transaction():
        store.set_note(rows[0], "third", opened)
    assert store.note(rows[0]).text == "third"


def test_what_was_marked_last_comes_first(store: Store, path: Path) -> None:
    ids = add(store, ["alpha", "beta", "gamma", "delta"])
    star(store, ids)
    with store.step("Skipped"), store.transaction():
        store.set_status(store.rows_of(ids[:2]), Status.SKIPPED)
    with closing(sqlite3.connect(path)) as connection, connection:
        for day, row in enumerate(store.rows_of([ids[2], ids[0], ids[3], ids[1]]), 1):
            at, skipped = f"2025-01-0{day}T00:00:00Z", f"2025-01-0{9 - day}T00:00:00Z"
            connection.execute(
                "UPDATE marks SET starred_at = ?, status_at = ? WHERE paper = ?", (at, skipped, row)
            )
    assert store.newest_marked("starred", 9) == store.rows_of([ids[1], ids[3], ids[0], ids[2]])
    assert store.newest_marked("starred", 2) == store.rows_of([ids[1], ids[3]])
    assert store.newest_marked("skipped", 9) == store.rows_of([ids[0], ids[1]])
    with store.step("Deleted"), store.transaction():
        store.remove(store.rows_of([ids[1]]))
    assert store.newest_marked("starred", 1) == store.rows_of([ids[3]])
