"""Sketches, and pairs of papers that may be the same."""

from __future__ import annotations

from collections.abc import Callable

from readlist.store import Store
from tests.store.build import add, query, star


def rows_of(store: Store, *titles: str) -> list[int]:
    return store.rows_of(add(store, titles))


def listed(store: Store) -> list[tuple[str, str, str, float]]:
    found = [
        (each.one_id, each.other_id, each.kind, each.score)
        for each in store.doubles.likeliest(None)
    ]
    assert store.counts().doubles == len(found)
    return found


def test_papers_are_found_by_what_their_sketches_share(store: Store) -> None:
    alpha, beta, gamma = rows_of(store, "alpha", "beta", "gamma")
    store.doubles.add_sketches([(1, alpha), (2, alpha), (2, beta), (3, beta), (4, gamma)])
    store.doubles.add_sketches([(2, beta)])
    assert store.doubles.sharing([1, 2, 3, 9]) == {alpha: 2, beta: 2}
    assert store.doubles.sharing([]) == {}


def test_what_very_many_papers_share_says_nothing(store: Store) -> None:
    rows = rows_of(store, *(f"paper {number}" for number in range(40)))
    store.doubles.add_sketches([(1, row) for row in rows])
    store.doubles.add_sketches([(2, row) for row in rows[:32]])
    assert store.doubles.sharing([1]) == {}
    assert len(store.doubles.sharing([2])) == 32


def test_a_paper_that_was_undone_is_not_found_until_it_is_back(store: Store) -> None:
    (alpha,) = rows_of(store, "alpha")
    store.doubles.add_sketches([(1, alpha)])
    store.undo()
    assert store.doubles.sharing([1]) == {}
    store.redo()
    assert store.doubles.sharing([1]) == {alpha: 1}


def test_papers_are_sketched_in_the_order_they_came(store: Store) -> None:
    rows = rows_of(store, "alpha", "beta", "gamma")
    assert (store.doubles.unsketched(2), store.doubles.count_unsketched()) == (rows[:2], 3)
    store.doubles.add_sketches([], up_to=rows[1])
    assert (store.doubles.unsketched(2), store.doubles.count_unsketched()) == (rows[2:], 1)
    store.doubles.add_sketches([], up_to=rows[0])  # another window was slower
    assert store.doubles.count_unsketched() == 1


def test_pairs_are_listed_the_likeliest_first(store: Store) -> None:
    alpha, beta, gamma = rows_of(store, "alpha", "beta", "gamma")
    store.doubles.suggest(gamma, [(alpha, "title", 0.8), (beta, "abstract", 0.9)])
    store.doubles.suggest(beta, [(alpha, "abstract", 0.7)])
    store.doubles.suggest(alpha, [(gamma, "abstract", 0.65)])  # no better than it was
    assert listed(store) == [
        ("p-beta", "p-gamma", "abstract", 0.9),
        ("p-alpha", "p-gamma", "title", 0.8),
        ("p-alpha", "p-beta", "abstract", 0.7),
    ]
    assert len(store.doubles.likeliest(1)) == 1


def test_pairs_that_were_kept_apart_or_are_gone_are_not_listed(store: Store) -> None:
    alpha, beta, gamma = rows_of(store, "alpha", "beta", "gamma")
    store.doubles.suggest(alpha, [(beta, "title", 0.8), (gamma, "title", 0.9)])
    with store.step("Kept apart"), store.transaction():
        store.doubles.keep_apart([(gamma, alpha)])
    assert [pair[:2] for pair in listed(store)] == [("p-alpha", "p-beta")]
    with store.step("Deleted"), store.transaction():
        store.remove([beta])
    assert listed(store) == []
    store.undo()
    store.undo()
    assert len(listed(store)) == 2


def test_other_windows_hear_of_new_pairs(window: Callable[[], Store]) -> None:
    store, other = window(), window()
    alpha, beta = rows_of(store, "alpha", "beta")
    before = (other.counts().doubles, other.data_version())
    store.doubles.suggest(alpha, [(beta, "title", 0.8)])
    assert other.counts().doubles == before[0] + 1 == 1
    assert other.data_version() > before[1]
    star(other, ["p-alpha"])
    assert query(other.path, "SELECT count(*) FROM undo_log WHERE tbl = 'suggestions'") == [(0,)]  # type: ignore[arg-type]
