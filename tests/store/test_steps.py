"""Steps and transactions: what becomes an entry of the history, under which name."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

import pytest

from readlist.errors import LibraryBusy
from readlist.store import Store, connection
from tests.store.build import add, query, star, write


def labels(store: Store) -> list[str]:
    return [step.label for step in store.history()]


def test_a_step_is_named_numbered_and_dated(store: Store) -> None:
    add(store, ["alpha"], label="Imported monday.txt")
    star(store, ["p-alpha"], label="Starred 1 paper")
    newest, oldest = store.history()
    assert (newest.label, oldest.label) == ("Starred 1 paper", "Imported monday.txt")
    assert newest.number > oldest.number
    assert newest.at.endswith("Z")
    assert not newest.undone
    assert store.history(1) == [newest]


def test_a_label_may_be_set_until_the_step_ends(store: Store) -> None:
    rows = store.rows_of(add(store, ["alpha", "beta"]))
    with store.step("Starring") as step:
        with store.transaction():
            store.set_starred(rows[:1], True)
        with store.transaction():
            store.set_starred(rows[1:], True)
        step.label = "Starred 2 papers"
    assert labels(store)[0] == "Starred 2 papers"
    with store.step("Starring") as step, store.transaction():
        store.set_starred(rows, False)
        step.label = "Took off 2 stars"
    assert labels(store)[0] == "Took off 2 stars"


def test_several_transactions_are_one_step(store: Store) -> None:
    rows = store.rows_of(add(store, ["alpha", "beta", "gamma"]))
    with store.step("Starred them all"):
        for row in rows:
            with store.transaction():
                store.set_starred([row], True)
    assert labels(store) == ["Starred them all", "Imported monday.txt"]
    store.undo()
    assert store.counts().starred == 0


def test_a_step_without_changes_vanishes(store: Store, path: Path) -> None:
    star(store, add(store, ["alpha"]))
    before, version = store.history(), store.data_version()
    with store.step("Nothing"):
        pass
    with store.step("Nothing"), store.transaction():
        pass
    star(store, ["p-alpha"])
    with store.step("Only a setting"), store.transaction():
        store.set_setting("theme", "dark")
    assert store.history() == before
    assert store.setting("theme") == "dark"
    assert query(path, "SELECT count(*) FROM undo_steps") == [(2,)]
    star(store, ["p-alpha"], on=False)
    assert store.data_version() > version


def test_an_error_takes_its_transaction_back_and_no_other(store: Store) -> None:
    rows = store.rows_of(add(store, ["alpha", "beta"]))

    def fail() -> None:
        with store.step("Starred") as step:
            with store.transaction():
                store.set_starred(rows[:1], True)
            step.label = "Starred 1 paper"
            with store.transaction():
                store.set_starred(rows[1:], True)
                raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert [paper.starred for paper in store.papers(["p-alpha", "p-beta"])] == [True, False]
    assert labels(store)[0] == "Starred 1 paper"
    store.undo()
    assert store.counts().starred == 0


def test_verbs_outside_a_transaction_have_one_of_their_own(store: Store) -> None:
    rows = store.rows_of(add(store, ["alpha", "beta"]))
    with store.step("Starred both"):
        store.set_starred(rows[:1], True)
        store.set_starred(rows[1:], True)
    assert store.counts().starred == 2
    assert labels(store)[0] == "Starred both"


def test_changes_have_to_be_part_of_a_step(store: Store) -> None:
    rows = store.rows_of(add(store, ["alpha"]))
    with pytest.raises(RuntimeError, match="part of a step"):
        store.set_starred(rows, True)
    with store.step("One"), pytest.raises(RuntimeError, match="already open"), store.step("Two"):
        pass
    star(store, ["p-alpha"])


def test_reading_in_a_transaction_sees_its_own_changes(store: Store) -> None:
    rows = store.rows_of(add(store, ["alpha"]))
    assert store.counts().starred == 0
    with suppress(ZeroDivisionError), store.step("Starred"), store.transaction():
        store.set_starred(rows, True)
        assert store.counts().starred == 1
        assert store.matching("is", "starred").tolist() == rows
        raise ZeroDivisionError
    assert store.counts().starred == 0
    assert store.matching("is", "starred").tolist() == []


# Joined steps


def test_the_saves_of_one_visit_are_one_step(store: Store) -> None:
    add(store, ["alpha"])
    for text in ("a", "ab", "abc"):
        write(store, "p-alpha", text, join="note:alpha:visit1")
    write(store, "p-alpha", "abcd", join="note:alpha:visit2")
    assert len(store.history()) == 3
    store.undo()
    assert store.note(1).text == "abc"
    store.undo()
    assert store.note(1).text == ""
    store.redo()
    assert store.note(1).text == "abc"


def test_a_visit_goes_on_after_something_else(store: Store) -> None:
    add(store, ["alpha"])
    write(store, "p-alpha", "a", join="visit")
    star(store, ["p-alpha"])
    write(store, "p-alpha", "ab", join="visit")
    assert labels(store) == ["Wrote on p-alpha", "Starred p-alpha", "Imported monday.txt"]
    assert store.undo().label == "Wrote on p-alpha"
    assert store.note(1).text == ""
    assert store.counts().starred == 1
    assert store.redo().label == "Wrote on p-alpha"
    assert store.note(1).text == "ab"


def test_a_visit_that_was_undone_begins_anew(store: Store) -> None:
    add(store, ["alpha"])
    write(store, "p-alpha", "a", join="visit")
    store.undo()
    write(store, "p-alpha", "b", join="visit")
    assert [(step.label, step.undone) for step in store.history()] == [
        ("Wrote on p-alpha", False),
        ("Wrote on p-alpha", True),
        ("Imported monday.txt", False),
    ]


def test_only_the_same_window_joins(window: Callable[[], Store]) -> None:
    first, second = window(), window()
    add(first, ["alpha"])
    write(first, "p-alpha", "a", join="visit")
    write(second, "p-alpha", "b", join="visit")
    assert len(first.history()) == 3


# Steps of two windows at the same time


def test_a_step_goes_on_around_another_windows(window: Callable[[], Store]) -> None:
    """A star set during an import does not tear the import apart."""
    importing, reading = window(), window()
    rows = importing.rows_of(add(importing, ["alpha", "beta"]))
    with importing.step("Tagged"):
        with importing.transaction():
            importing.add_tags(rows[:1], ["rl"])
        star(reading, ["p-alpha"])
        with importing.transaction():
            importing.add_tags(rows[1:], ["rl"])
    assert labels(importing) == ["Tagged", "Starred p-alpha", "Imported monday.txt"]
    assert importing.undo().label == "Tagged"
    assert importing.counts().tags == ()
    assert importing.counts().starred == 1
    assert importing.redo().label == "Tagged"
    assert importing.counts().tags == (("rl", 2),)


def test_a_step_undone_while_it_is_written_goes_on_as_another(
    window: Callable[[], Store],
) -> None:
    importing, reading = window(), window()
    rows = importing.rows_of(add(importing, ["alpha", "beta"]))
    with importing.step("Tagged"):
        with importing.transaction():
            importing.add_tags(rows[:1], ["rl"])
        assert reading.undo().label == "Tagged"
        with importing.transaction():
            importing.add_tags(rows[1:], ["rl"])
    assert importing.counts().tags == (("rl", 1),)
    assert [(step.label, step.undone) for step in importing.history()][:2] == [
        ("Tagged", False),
        ("Tagged", True),
    ]


def test_a_library_that_stays_locked_is_busy(
    store: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(store, ["alpha"])
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0.2)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LibraryBusy, match="try again"):
            star(store, ["p-alpha"])
        assert store.counts().all == 1
    star(store, ["p-alpha"])


def test_a_step_that_was_written_does_not_fail_for_its_label(
    store: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = store.rows_of(add(store, ["alpha"]))
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0.2)
    other = sqlite3.connect(path, isolation_level=None)
    with closing(other), store.step("Starring") as step:
        with store.transaction():
            store.set_starred(rows, True)
        step.label = "Starred 1 paper"
        other.execute("BEGIN IMMEDIATE")
    assert labels(store)[0] == "Starring"
    assert store.counts().starred == 1


def test_version_numbers_follow_changes_of_all_windows(window: Callable[[], Store]) -> None:
    first, second = window(), window()
    seen = [first.data_version()]
    for change in (
        lambda: add(first, ["alpha"]),
        lambda: star(second, ["p-alpha"]),
        lambda: write(second, "p-alpha", "a", join="visit"),
        lambda: write(second, "p-alpha", "b", join="visit"),
        second.undo,
        first.redo,
    ):
        change()
        seen.append(first.data_version())
        assert second.data_version() == seen[-1]
    assert seen == sorted(set(seen))
    first.set_setting("theme", "dark")
    second.feed.enqueue_all()
    assert first.data_version() == seen[-1]
