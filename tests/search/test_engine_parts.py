"""The parts of the engine by themselves."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from readlist.search.engine.arrays import Found, Numbers, common, joined, within, without
from readlist.search.engine.cache import Cache
from readlist.search.engine.phrases import in_order
from readlist.search.engine.postings import Places
from readlist.search.engine.ranking import in_order as by_place
from readlist.search.engine.ranking import ranked

sets = st.dictionaries(st.integers(0, 60), st.floats(0.001, 50), max_size=40)
# Of few documents, sets are joined in other ways than of many.
counts = st.sampled_from([61, 5_000])


def found(scores: dict[int, float]) -> Found:
    docs = sorted(scores)
    return Found(np.array(docs, np.int64), np.array([scores[doc] for doc in docs], np.float64))


def scores_of(result: Found) -> dict[int, float]:
    docs = result.docs.tolist()
    assert docs == sorted(set(docs))
    return {doc: round(score, 6) for doc, score in zip(docs, result.each().tolist(), strict=True)}


def summed(parts: list[dict[int, float]], docs: set[int]) -> dict[int, float]:
    return {doc: round(sum(part.get(doc, 0) for part in parts), 6) for doc in docs}


@given(parts=st.lists(sets, min_size=1, max_size=4), count=counts)
def test_joining_and_intersecting(parts: list[dict[int, float]], count: int) -> None:
    asked = [found(part) for part in parts]
    assert scores_of(joined(asked, count)) == summed(parts, set().union(*parts))
    assert scores_of(common(asked, count)) == summed(parts, set.intersection(*map(set, parts)))


@given(one=sets, other=sets, count=counts)
def test_filtering(one: dict[int, float], other: dict[int, float], count: int) -> None:
    docs = found(other).docs
    inside, outside = within(found(one), docs, count), without(found(one), docs, count)
    assert scores_of(inside) == summed([one], set(one) & set(other))
    assert scores_of(outside) == summed([one], set(one) - set(other))


@given(
    hits=st.dictionaries(
        st.integers(1, 10**7),
        st.sampled_from([0.0, 1.0, 1.0000000001, 1.5, 1e3]) | st.floats(0, 1e8),
        max_size=50,
    ),
    limit=st.none() | st.integers(0, 60),
    merits=st.none() | st.lists(st.sampled_from([1.0, 2.0]), min_size=50, max_size=50),
)
def test_the_best_come_first_and_ties_by_row(
    hits: dict[int, float], limit: int | None, merits: list[float] | None
) -> None:
    rows, scores = np.array([*hits], np.int64), np.array([*hits.values()], np.float64)
    merit = None if merits is None else np.array(merits[: len(hits)])
    before = dict(zip(hits, merits, strict=False)) if merits is not None else {}
    best = sorted(hits, key=lambda row: (-before.get(row, 0), -round(hits[row] * 1e9), row))
    result = ranked(rows, scores, limit, merit)
    assert result.rows.tolist() == best[:limit]
    assert result.scores.tolist() == [round(hits[row] * 1e9) / 1e9 for row in best[:limit]]


def test_the_first_few_of_many() -> None:
    dice = np.random.default_rng(3)
    rows, scores = dice.permutation(20_000), dice.integers(1, 500, 20_000) / 7
    best = np.lexsort((rows, -scores))
    for limit in (1, 50, *range(300, 3_000, 97)):
        assert ranked(rows, scores, limit).rows.tolist() == rows[best[:limit]].tolist()


@given(
    rows=st.lists(st.integers(0, 60), unique=True),
    order=st.permutations(range(1, 40)),
    limit=st.none() | st.integers(0, 60),
)
def test_in_an_order_that_is_given(rows: list[int], order: list[int], limit: int | None) -> None:
    places = np.full(40, len(order))
    places[order] = np.arange(len(order))
    hits = np.array(rows, np.int64)
    result = by_place(hits, hits / 2, places, limit)
    known = [row for row in order if row in rows]
    asked = len(rows) if limit is None else limit
    assert result.rows.tolist()[: len(known)] == known[:asked]
    assert len(result.rows) == min(asked, len(rows))
    assert (result.scores * 2).tolist() == result.rows.tolist()


words = st.lists(st.lists(st.integers(0, 30), max_size=6).map(sorted), min_size=3, max_size=3)


@given(
    documents=st.lists(words, min_size=1, max_size=6),
    slop=st.integers(1, 4),
    count=st.integers(1, 3),
)
def test_words_in_order(documents: list[list[list[int]]], slop: int, count: int) -> None:
    """`documents`: for each, the positions of three words; of these, `count` make the phrase."""

    def reach(doc: list[list[int]], word: int, at: int) -> bool:
        if word == count:
            return True
        near = [place for place in doc[word] if 1 <= place - at <= slop]
        return any(reach(doc, word + 1, place) for place in near)

    def places(word: int) -> Places:
        starts = np.cumsum([0, *(len(doc[word]) for doc in documents)])
        positions = [place for doc in documents for place in doc[word]]
        return Places(starts, np.array(positions, np.uint16))

    expected = [
        number for number, doc in enumerate(documents) if any(reach(doc, 1, at) for at in doc[0])
    ]
    where: list[Numbers] = [np.arange(len(documents))] * count
    assert in_order([places(word) for word in range(count)], where, slop).tolist() == expected


def test_the_cache_keeps_what_was_used_last() -> None:
    cache = Cache(3_000)
    made: list[str] = []

    def get(key: str, size: int = 600) -> str:
        return cache.get(key, lambda: made.append(key) or key.upper(), lambda _: size)

    assert [get("a"), get("b"), get("c"), get("a")] == ["A", "B", "C", "A"]
    assert made == ["a", "b", "c"]
    get("d")  # b has not been used for longest
    get("a"), get("c")
    assert made == ["a", "b", "c", "d"]
    get("b")
    assert made == ["a", "b", "c", "d", "b"]
    assert 0 < cache.bytes <= 3_000
    assert get("huge", 10_000) == "HUGE"
    assert cache.bytes <= 3_000
    get("a")
    assert made[-1] == "huge"  # and took nobody's place
    cache.clear()
    assert cache.bytes == 0
