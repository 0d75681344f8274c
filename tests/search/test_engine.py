"""The engine finds what exhaustive Whoosh finds, and scores it the same."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from whoosh import query as whoosh
from whoosh.codec.whoosh3 import W3Codec

from readlist.search import Stopped
from readlist.search.engine.arrays import Found
from readlist.search.engine.generation import Generation
from readlist.search.engine.ranking import ranked
from readlist.search.engine.shared import Shared
from readlist.search.engine.view import View
from readlist.search.engine.walk import evaluate
from readlist.search.queries import AnyOf, Remembered, Rows
from readlist.search.schema import PaperWeighting
from tests.search.random_queries import WORDS, Dice, found_by_whoosh, index
from tests.search.shelf import Stop

SHAPES = {
    "one segment": ([300], 0),
    "several segments": ([120, 5, 80, 1], 0),
    "deleted documents": ([100, 40, 60, 2], 60),
}
EACH = 150
NEAR = 1e-9


def opened(found: Any, shared: Shared | None = None) -> Generation:
    return Generation(found.reader(), PaperWeighting(), "only", shared or Shared())


def check(generation: Generation, reader: Any, query: whoosh.Query) -> int:
    """Same documents, same order, same total, same scores; how many."""
    found = evaluate(query, generation, View(generation, None))
    expected = found_by_whoosh(reader, query)
    scores = dict(zip(found.docs.tolist(), found.each().tolist(), strict=True))
    assert scores == pytest.approx(expected, rel=0, abs=NEAR), query
    assert len(found.docs) == len(expected)
    in_order = sorted(expected, key=lambda doc: (-round(expected[doc], 9), doc))
    assert ranked(found.docs, found.each()).rows.tolist() == in_order, query
    return len(expected)


@pytest.mark.parametrize("bulk", [False, True], ids=["by Whoosh", "in bulk"])
@pytest.mark.parametrize("shape", SHAPES)
def test_queries_of_every_kind(tmp_path: Path, shape: str, bulk: bool) -> None:
    sizes, deleted = SHAPES[shape]
    made = index(tmp_path / "index", sizes, bulk=bulk, deleted=deleted)
    shared = Shared()
    generation, reader = opened(made, shared), made.reader()
    dice = Dice(shape)
    totals = [check(generation, reader, dice.query(dice.randint(0, 3))) for _ in range(EACH)]
    assert not shared.strange  # nothing was left to Whoosh that it should not be
    assert sum(total > 0 for total in totals) > EACH / 2


def test_beginnings_are_scored_otherwise_in_large_segments(tmp_path: Path) -> None:
    made = index(tmp_path / "index", [5_200, 300], bulk=True, deleted=50, longest=8)
    generation, reader = opened(made), made.reader()
    for field in ("title", "authors"):
        for start in ("n", "netw", "b", "coab", "tra", "zzz"):
            for constant in (True, False):
                query = whoosh.Prefix(field, start, boost=2.0, constantscore=constant)
                check(generation, reader, query)


@pytest.mark.parametrize("bulk", [False, True])
def test_any_of_many_terms(tmp_path: Path, bulk: bool) -> None:
    made = index(tmp_path / "index", [400, 30], bulk=bulk, deleted=30)
    generation, reader = opened(made), made.reader()
    many = tuple(f"b{number}" for number in range(300))
    for texts, start in ((("net", "zzz"), None), ((*WORDS, *many), "b"), ((*WORDS, *many), "ba")):
        query = AnyOf("abstract", texts, 0.5, start)
        assert check(generation, reader, query) > 300
        assert check(generation, reader, whoosh.Or([query, whoosh.Term("title", "net")])) > 300


def test_nothing_to_search(tmp_path: Path) -> None:
    made = index(tmp_path / "index", [], bulk=False)
    generation, reader = opened(made), made.reader()
    for query in (whoosh.Every(), whoosh.Term("title", "net"), whoosh.Prefix("title", "n")):
        assert check(generation, reader, query) == 0
    assert check(generation, reader, whoosh.Not(whoosh.Term("nowhere", "net"))) == 0


def test_fields_and_texts_that_there_are_not(tmp_path: Path) -> None:
    made = index(tmp_path / "index", [30], bulk=True)
    generation, reader = opened(made), made.reader()
    for query in (
        whoosh.Term("nowhere", "net"),
        whoosh.Term("row", "no number"),
        whoosh.Phrase("nowhere", ["net", "im"]),
        whoosh.Phrase("title", ["net", "nowhere"]),
        whoosh.And([]),
        whoosh.Or([]),
    ):
        assert check(generation, reader, query) == 0


class OtherCodec(W3Codec):
    """As Whoosh's own, for all that we know."""


@pytest.mark.parametrize("strange", ["a codec", "posting lists"])
def test_what_is_laid_out_otherwise_is_left_to_whoosh(
    tmp_path: Path, strange: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if strange == "posting lists":
        monkeypatch.setattr("whoosh.codec.whoosh3.WHOOSH3_HEADER_MAGIC", b"W4Bl")
    codec = OtherCodec() if strange == "a codec" else None
    made = index(tmp_path / "index", [90, 40], bulk=False, deleted=20, codec=codec)
    shared = Shared()
    generation, reader = opened(made, shared), made.reader()
    generation.try_one("abstract")
    assert len(shared.strange) == 2
    dice = Dice(strange)
    for _ in range(60):
        check(generation, reader, dice.query(dice.randint(0, 2)))
    common = generation.most_common("abstract", "net", 3)
    assert common[0] == ("net", reader.doc_frequency("abstract", "net"))
    assert View(generation, None).rows.tolist() == list(range(1, 131))


def test_the_most_common_terms_that_begin_so(tmp_path: Path) -> None:
    made = index(tmp_path / "index", [90, 40], bulk=True)
    generation, reader = opened(made), made.reader()
    counts = {word: reader.doc_frequency("abstract", word) for word in WORDS if word[0] == "n"}
    expected = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:3]
    assert generation.most_common("abstract", "n", 3) == expected
    assert generation.frequency("abstract", "net") == counts["net"]


def test_threads_share_what_is_decoded_in_bounds(tmp_path: Path) -> None:
    made = index(tmp_path / "index", [200, 60], bulk=True, deleted=20)
    dice = Dice(7)
    queries = [dice.query(dice.randint(0, 2)) for _ in range(60)]
    shared = Shared(20_000)  # too little for all of it

    def answers(start: int) -> list[tuple[int, Found]]:
        generation = opened(made, shared)
        view = View(generation, None)
        order = [*range(start, len(queries)), *range(start)]
        return [(at, evaluate(queries[at], generation, view)) for at in order]

    alone = opened(made)
    expected = [evaluate(query, alone, View(alone, None)) for query in queries]
    with ThreadPoolExecutor(6) as threads:
        for found in threads.map(answers, range(0, 60, 10)):
            for at, each in found:
                assert np.array_equal(each.docs, expected[at].docs)
                assert np.allclose(each.scores, expected[at].scores, rtol=0, atol=NEAR)
    assert 0 < shared.cache.bytes <= 20_000


def test_only_papers_in_view_and_those_that_wait(tmp_path: Path) -> None:
    made = index(tmp_path / "index", [20, 10], bulk=True, deleted=5)
    generation = opened(made)
    indexed = {row + 1 for row in made.reader().all_doc_ids()}
    gone, waiting = set(sorted(indexed)[3:9]), {500, 777}
    in_view = np.array(sorted(indexed - gone | waiting)[::-1], np.int64)
    view = View(generation, in_view)

    def rows(query: whoosh.Query) -> set[int]:
        return set(view.rows[evaluate(query, generation, view).docs].tolist())

    words = whoosh.Or([whoosh.Term(field, word) for field in ("title", "note") for word in WORDS])
    with_words = rows(words)
    assert with_words
    assert with_words <= indexed - gone
    assert rows(whoosh.Every()) == rows(Rows(in_view)) == set(in_view.tolist())
    assert rows(whoosh.Not(words)) == set(in_view.tolist()) - with_words
    state = Rows(np.array([777, 9_999, *gone, max(with_words)], np.int64))
    assert rows(state) == {777, max(with_words)}
    assert rows(whoosh.And([state, words])) == {max(with_words)}
    assert rows(whoosh.Or([state, words])) == with_words | {777}
    for day in range(200):  # as states that change with the clock, a new array every time
        assert rows(Rows(np.array([day + 1]))) == {day + 1} & set(in_view.tolist())
    scores = evaluate(whoosh.Or([state, words]), generation, view).each()
    assert sorted(scores)[0] == 0 < sorted(scores)[1]


def test_an_answer_is_remembered_with_all_that_was_asked(tmp_path: Path) -> None:
    made = index(tmp_path / "index", [40], bulk=True)
    generation = opened(made)
    view = View(generation, None)
    asked = []

    def make() -> whoosh.Query:
        asked.append(1)
        return whoosh.Term("title", "net")

    first = evaluate(Remembered("net", make), generation, view)
    again = evaluate(Remembered("net", make), generation, view)
    other = evaluate(Remembered("im", lambda: whoosh.Term("title", "im")), generation, view)
    assert np.array_equal(first.docs, again.docs)
    assert not np.array_equal(first.docs, other.docs)
    assert len(asked) == 1


def test_giving_up_leaves_nothing_half_done(tmp_path: Path) -> None:
    made = index(tmp_path / "index", [60, 60], bulk=True)
    generation, reader = opened(made), made.reader()
    parts = [
        whoosh.Prefix("abstract", "n"),
        whoosh.Term("title", "net"),
        whoosh.Wildcard("title", "n*t"),
    ]
    query = whoosh.Or(parts)
    stopped = 0
    for looks in range(12):
        try:
            evaluate(query, generation, View(generation, None), Stop(looks))
        except Stopped:
            stopped += 1
    assert stopped > 3
    check(generation, reader, query)
