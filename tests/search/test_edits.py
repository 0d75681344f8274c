"""The distance between words, and the nearest of many."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readlist.search.edits import Spellings, distance

letters = st.text(alphabet="ab\U00010400", max_size=5)


@pytest.mark.parametrize(
    ("one", "other", "slips"),
    [
        ("net", "net", 0),
        ("net", "nets", 1),
        ("net", "et", 1),
        ("net", "not", 1),
        ("net", "nte", 1),
        ("ent", "net", 1),
        ("transfromer", "transformer", 1),
        ("ca", "abc", 3),  # by way of "ac", a slip within a slip, it would be 2
        ("difusoin", "diffusion", 2),
        ("", "ab", 2),
    ],
)
def test_slips(one: str, other: str, slips: int) -> None:
    assert distance(one, other, 3) == distance(other, one, 3) == slips
    assert distance(one, other, slips - 1) is None
    assert Spellings(f"{other}\n".encode()).near(one, 3) == [(0, slips)]


def in_full(one: str, other: str) -> int:
    """The definition, by recursion."""
    if not one or not other:
        return len(one) + len(other)
    best = min(
        in_full(one[:-1], other) + 1,
        in_full(one, other[:-1]) + 1,
        in_full(one[:-1], other[:-1]) + (one[-1] != other[-1]),
    )
    if len(one) > 1 and len(other) > 1 and one[-2:] == other[-1] + other[-2]:
        best = min(best, in_full(one[:-2], other[:-2]) + 1)
    return best


short = st.text(alphabet="abc", max_size=4)


@given(short, short, st.integers(0, 4))
def test_it_is_the_optimal_alignment(one: str, other: str, most: int) -> None:
    slips = in_full(one, other)
    assert distance(one, other, most) == (slips if slips <= most else None)


@given(st.lists(letters), letters, st.integers(0, 3))
def test_all_at_once_is_the_same_as_one_by_one(words: list[str], asked: str, most: int) -> None:
    spellings = Spellings("".join(f"{word} more\n" for word in words).encode())
    slips = [distance(asked, word, most) for word in words]
    assert dict(spellings.near(asked, most)) == {
        number: far for number, far in enumerate(slips) if far is not None
    }
    begun = [
        min((d for e in range(len(word) + 1) if (d := distance(asked, word[:e], most)) is not None),
            default=None)
        for word in words
    ]  # fmt: skip
    assert dict(spellings.near(asked, most, begun=True)) == {
        number: far for number, far in enumerate(begun) if far is not None
    }
    assert [spellings.line(number) for number in range(len(words))] == [f"{w} more" for w in words]
