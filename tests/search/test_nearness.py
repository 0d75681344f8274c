"""How near a paper has to be to be called similar."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from readlist.search.engine.nearness import floor


def test_one_common_word_is_no_likeness() -> None:
    own, others = np.array([10.0, 12.0]), np.array([5.0, 0.4, 0.3])
    assert 0.4 < floor(others, own, 100) < 5.0


def test_where_all_are_alike_only_those_that_stand_out_are_near() -> None:
    """As when many papers of all kinds are starred."""
    chance = np.random.default_rng(1)
    others = np.abs(chance.normal(1.0, 0.3, 10_000))
    near = np.count_nonzero(others >= floor(others, np.array([1.0]), 10_000))
    assert 50 <= near <= 500


def test_the_nearest_few_need_not_stand_out() -> None:
    others = np.full(100, 3.0)
    assert floor(others, np.array([10.0]), 100) <= 3.0


def test_a_theme_of_its_own_is_found_whole() -> None:
    others = np.concatenate([np.full(300, 6.0), np.full(2_000, 0.5)])
    assert 0.5 < floor(others, np.array([8.0]), 50_000) <= 6.0


scores = st.lists(st.floats(-5, 50), max_size=200).map(np.array)


@given(scores, scores, st.integers(0, 1000))
def test_the_nearest_is_never_left_out_for_being_no_exception(
    others: np.ndarray, own: np.ndarray, more: int
) -> None:
    found = floor(others, own, len(others) + more)
    assert found >= 0
    assert np.isfinite(found)
    if len(others) and not len(own):
        assert found <= max(others.max(), 0)
