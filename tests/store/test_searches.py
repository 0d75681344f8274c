"""Saved searches: names, order, undo, two windows; and the queries asked lately."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readlist.errors import BadValue, UnknownSearch
from readlist.store import Store, searches


def save(store: Store, *names: str) -> None:
    for name in names:
        with store.step(f"Saved {name}"), store.transaction():
            store.searches.add(name, f"query of {name}")


def move(store: Store, name: str, to: int) -> int:
    with store.step(f"Moved {name}"), store.transaction():
        return store.searches.move(name, to)


def rename(store: Store, old: str, new: str) -> int:
    with store.step(f"Renamed {old}"), store.transaction():
        return store.searches.rename(old, new)


def delete(store: Store, name: str) -> None:
    with store.step(f"Deleted {name}"), store.transaction():
        store.searches.delete(name)


def names(store: Store) -> str:
    return " ".join(search.name for search in store.searches.all())


def test_a_query_is_kept_as_it_was_typed(store: Store, window: Callable[[], Store]) -> None:
    typed = '  title:"naïve  bayes"\tOR (x\n-y  '
    with store.step("Saved"), store.transaction():
        store.searches.add("Bayes", typed)
    assert [(kept.name, kept.query) for kept in window().searches.all()] == [("Bayes", typed)]
    assert store.searches.named("bayes").query == typed


@pytest.mark.parametrize(
    ("name", "same"),
    [("GAN", "gan"), ("Straße", "STRASSE"), ("Ünïcode", "üNÏCODE"), ("模型", "模型")],
)
def test_names_differ_in_more_than_case(store: Store, name: str, same: str) -> None:
    save(store, name)
    with pytest.raises(BadValue, match="already"):
        save(store, same)
    save(store, "other")
    with pytest.raises(BadValue, match="already"):
        rename(store, "other", same)
    assert rename(store, same, same) == (name != same)
    assert names(store) == f"{same} other"


def test_a_name_that_is_none_is_said(store: Store) -> None:
    for verb in (
        lambda: rename(store, "gone", "new"),
        lambda: delete(store, "gone"),
        lambda: move(store, "gone", 0),
        lambda: store.searches.named("gone"),
    ):
        with pytest.raises(UnknownSearch, match="'gone'"):
            verb()
    assert store.history() == []


def test_searches_stand_where_they_were_put(store: Store) -> None:
    save(store, *"abcde")
    assert move(store, "d", 1) == 1
    assert names(store) == "a d b c e"
    assert move(store, "a", 99) == 1
    assert names(store) == "d b c e a"
    assert move(store, "e", -5) == 1
    assert names(store) == "e d b c a"
    assert move(store, "e", 0) == 0
    delete(store, "d")
    save(store, "f")
    assert names(store) == "e b c a f"


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=20))
def test_any_moves_give_the_order_a_list_would_have(moves: list[tuple[int, int]]) -> None:
    store, expected = Store.in_memory(), list("abcde")
    save(store, *expected)
    for at, to in moves:
        name = expected.pop(at)
        expected.insert(to, name)
        assert move(store, name, to) == (at != to)
        assert names(store) == " ".join(expected)
    for _ in store.history(None):
        store.undo()
    assert names(store) == ""
    store.close()


def test_many_moves_between_two_neighbours_make_room(store: Store) -> None:
    save(store, *"abcd")
    for _ in range(30):  # each halves the gap
        for name in "cd":
            move(store, name, 1)
    assert names(store) == "a d c b"


def test_every_verb_is_a_step_of_its_own(store: Store) -> None:
    save(store, *"abc")
    rename(store, "a", "A1")
    move(store, "c", 0)
    delete(store, "b")
    states = ["c A1", "c A1 b", "A1 b c", "a b c", "a b", "a", ""]
    for before, after in pairwise(states):
        assert names(store) == before
        store.undo()
        assert names(store) == after
    for state in states[-2::-1]:
        store.redo()
        assert names(store) == state


def test_an_older_step_is_undone_by_itself(store: Store) -> None:
    save(store, *"abc")
    delete(store, "b")
    move(store, "c", 0)
    number = next(step.number for step in store.history() if step.label == "Deleted b")
    store.undo(number)
    assert names(store) == "c a b"


def test_two_windows_share_one_order(store: Store, window: Callable[[], Store]) -> None:
    other = window()
    save(store, "a", "b")
    save(other, "c")
    move(store, "c", 0)
    with pytest.raises(BadValue):
        save(other, "A")
    assert names(other) == names(store) == "c a b"
    delete(other, "c")
    with pytest.raises(UnknownSearch):
        move(store, "c", 1)


def test_recent_queries_come_newest_first_and_once(
    store: Store, window: Callable[[], Store]
) -> None:
    other, version = window(), store.data_version()
    for query in ["one", "two", "three", "one"]:
        store.searches.remember(query)
    other.searches.remember("Two\ud800 \x00")
    assert store.searches.recent(None) == ["Two\N{REPLACEMENT CHARACTER} ", "one", "three", "two"]
    assert store.searches.recent(2) == other.searches.recent(2)
    assert store.data_version() == version
    assert store.history() == []


def test_the_oldest_queries_are_forgotten(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searches, "RECENT_KEPT", 3)
    for query in "abcdea":
        store.searches.remember(query)
    assert store.searches.recent(None) == ["a", "e", "d"]
