"""The raw arrays behind a posting list."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from readlist.search import raw

NUMBER = st.one_of(st.integers(0, 300), st.integers(0, 2**32 - 1))
POSTINGS = st.dictionaries(NUMBER, st.sets(NUMBER, min_size=1, max_size=8), max_size=20)


def _arrays(postings: dict[int, set[int]]) -> tuple[list[int], list[int], list[int]]:
    docs = sorted(postings)
    freqs = [len(postings[doc]) for doc in docs]
    return docs, freqs, [position for doc in docs for position in sorted(postings[doc])]


@given(POSTINGS, st.binary(max_size=9))
def test_what_is_packed_is_unpacked_wherever_it_stands(
    postings: dict[int, set[int]], before: bytes
) -> None:
    docs, freqs, positions = _arrays(postings)
    extent = before + raw.pack(docs, freqs, positions)
    for given_as in (extent, memoryview(extent)):
        found = raw.unpack(given_as)
        assert found is not None
        assert found.docs.tolist() == docs
        assert found.freqs.tolist() == freqs
        assert found.positions.tolist() == positions


def test_numbers_take_four_bytes_only_where_they_must() -> None:
    small = raw.pack([1], [1], [65_535])
    large = raw.pack([1], [1], [65_536])
    assert len(large) == len(small) + 2
    many = raw.pack([1], [70_000], np.arange(70_000))
    found = raw.unpack(many)
    assert found is not None
    assert (found.freqs.itemsize, found.positions.itemsize) == (4, 4)
    assert found.positions.tolist() == list(range(70_000))


@given(st.binary(max_size=60))
def test_other_bytes_have_no_trailer(extent: bytes) -> None:
    assert raw.unpack(extent) is None


@given(POSTINGS.filter(bool), st.data())
def test_half_a_trailer_is_none(postings: dict[int, set[int]], data: st.DataObject) -> None:
    whole = raw.pack(*_arrays(postings))
    cut = data.draw(st.integers(1, len(whole)))
    assert raw.unpack(whole[cut:]) is None
    assert raw.unpack(whole[:-cut]) is None


@pytest.mark.parametrize("change", [0, 1, 200])
def test_a_trailer_whose_sums_disagree_is_none(change: int) -> None:
    packed = bytearray(raw.pack([3, 4], [1, 1], [0, 0]))
    packed[8] = change  # the first frequency
    assert (raw.unpack(bytes(packed)) is None) == (change != 1)
