"""The engines that are compared are asked the same, and have the same papers to find."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

import pytest

from readlist.search import parse
from tests.benchmarks.queries import EACH, KINDS, STATE, sample
from tests.benchmarks.rivals import ExhaustiveWhoosh, rivals
from tests.benchmarks.searching import compare, figures, tables
from tests.benchmarks.shelf import filled


def test_there_are_queries_of_every_kind_always_the_same() -> None:
    queries = sample()
    assert queries == sample()
    assert [query.kind for query in queries] == [kind for kind in KINDS for _ in range(EACH)]
    assert not any(parse(query.text).hints for query in queries)
    assert all("is:starred" in query.text for query in queries if query.kind == STATE)


def test_all_find_as_many_papers(tmp_path: Path) -> None:
    shelf = filled(tmp_path, 120)
    engines = [rival for rival in rivals() if rival.name not in ("FTS5", "Whoosh, `limit=50`")]
    with ExitStack() as stack:
        searches = [stack.enter_context(engine.open(engine.prepare(shelf))) for engine in engines]
        asked = [query for query in sample() if query.exact]
        totals = [[search(query) for query in asked] for search in searches]
    assert sum(total > 0 for total in totals[0]) > len(asked) / 2
    # tantivy stems with another version of the same rules, so a few words differ.
    for others in totals[1:]:
        assert sum(a == b for a, b in zip(totals[0], others, strict=True)) > 0.9 * len(asked)


@pytest.mark.long
def test_readlist_finds_as_many_as_exhaustive_whoosh_and_the_tables_say_so(tmp_path: Path) -> None:
    some = sample()[::EACH]
    found = compare(filled(tmp_path, 120), some)
    assert found.same == found.asked == sum(query.exact for query in some)
    shown = tables(found)
    assert all(kind in shown for kind in KINDS)
    assert ExhaustiveWhoosh.name in shown
    assert len(figures(found)) == 5
