"""What a search hands back: in order, cut off, and made only where it is looked at."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Sequence

import pytest

from readlist import Library
from readlist.library import View
from readlist.paper import Status

QUERIES = ["the", "learning", "the OR is:unread", "-zebra the", "th*", "learning -is:starred"]
SORTS = ["relevance", "title", "-title", "year", "added", "tagged", "seen"]


@pytest.mark.parametrize("query", QUERIES)
def test_a_limit_gives_the_first_of_all(samples: Library, query: str) -> None:
    samples.star(samples.search("learning").ids[:3])
    for sort in SORTS:
        full = samples.search(query, sort=sort)
        assert len(full.ids) == len(full.scores) == full.total > 5
        assert len(set(full.ids)) == full.total
        for limit in (0, 1, 5, full.total, full.total + 1):
            cut = samples.search(query, limit, sort=sort)
            assert cut.ids == full.ids[:limit]
            assert cut.scores == full.scores[:limit]
            assert cut.total == full.total


@pytest.mark.parametrize("sort", SORTS[1:])
def test_an_order_is_that_of_the_list(samples: Library, sort: str) -> None:
    samples.tag(samples.search("learning").ids[2:5], ["seen"])
    listed = samples.select(sort=sort).ids
    found = samples.search("learning", sort=sort)
    by_relevance = samples.search("learning")
    assert found.ids == [paper for paper in listed if paper in set(by_relevance.ids)]
    scores = dict(zip(by_relevance.ids, by_relevance.scores, strict=True))
    assert found.scores == [scores[paper] for paper in found.ids]


def test_relevance_the_other_way_round(samples: Library) -> None:
    best, worst = (samples.search("learning", sort=sort) for sort in ("relevance", "-relevance"))
    assert list(worst.ids) == list(best.ids)[::-1]
    assert list(worst.scores) == list(best.scores)[::-1]
    assert list(samples.search("learning", 3, sort="-relevance").ids) == list(worst.ids)[:3]


def test_a_view_decides_what_the_query_does_not_say(samples: Library) -> None:
    ids = samples.search("").ids
    samples.set_status(ids[:2], Status.SKIPPED)
    view = View(plain="-title", ranked="year", skipped=False)
    for text, asked, sort in (
        ("", None, "-title"),
        ("is:unread", None, "-title"),
        ("learning", None, "year"),
        ("learning sort:title", None, "title"),
        ("sort:title", "added", "added"),
    ):
        assert samples.search(text, sort=asked, view=view).sort == sort
    assert set(samples.search("", view=view).ids) == set(ids[2:])
    assert samples.search("sort:added", view=view).ids == ids[2:]
    assert set(samples.search("is:skipped", view=view).ids) == set(ids[:2])
    assert samples.search("-is:skipped").ids == ids[2:]
    assert samples.search("").ids == ids


def test_scores_fall_and_state_has_none(samples: Library) -> None:
    scores = list(samples.search("learning").scores)
    assert all(scores)
    assert scores == sorted(scores, reverse=True)
    with_state = samples.search("hogwild OR is:unread")
    assert with_state.scores[0]
    assert with_state.scores[-1] is None
    assert set(samples.search("is:unread").scores) == {None}


def test_ids_are_a_sequence_like_any(samples: Library) -> None:
    ids = samples.search("the").ids
    plain = list(ids)
    assert ids == plain
    assert ids != plain[1:]
    assert ids != plain[::-1]
    assert (ids[0], ids[-1]) == (plain[0], plain[-1])
    assert (ids[1:7:2], ids[-3:]) == (plain[1:7:2], plain[-3:])
    assert list(reversed(ids)) == plain[::-1]
    for at in random.Random(5).sample(range(len(plain)), 5):
        assert ids.index(plain[at]) == at
        assert plain[at] in ids
        assert ids.count(plain[at]) == 1
    with pytest.raises(IndexError):
        ids[len(plain)]
    for stranger in ("nobody", 5, samples.search("-the").ids[0]):
        assert stranger not in ids
        with pytest.raises(ValueError, match="is not here"):
            ids.index(stranger)
    with pytest.raises(ValueError, match="is not here"):
        ids.index(plain[0], 1)
    assert plain[0] in repr(ids)


def test_what_changes_shows_in_the_next_search(samples: Library) -> None:
    def ids(query: str) -> Sequence[str]:
        return samples.search(query).ids

    first = ids("learning")[:2]
    assert ids("learning is:starred") == []
    samples.star(first)
    assert ids("learning is:starred") == first
    samples.star(first[:1], on=False)
    assert ids("learning is:starred") == first[1:]
    samples.delete(first[1:])
    assert ids("learning is:starred") == []
    assert first[1] not in ids("learning")
    assert ids("learning is:removed") == []
    samples.undo()
    assert ids("learning is:starred") == first[1:]
    everything = set(samples.select().ids)
    assert set(ids("-learning")) == everything - set(ids("learning"))


def test_lists_and_states_need_no_numpy(samples: Library) -> None:
    code = (
        "import sys; from readlist import Library\n"
        f"with Library.open({str(samples.path)!r}) as library:\n"
        "    assert library.search('').ids and library.search('is:unread sort:title').ids\n"
        "    assert library.select('is:unread -is:starred').ids and library.counts()\n"
        "print({'numpy', 'whoosh'} & {*sys.modules})\n"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "set()"


def test_who_asks_for_years_that_no_paper_has_is_told(samples: Library) -> None:
    said = "no paper here has a year"
    for query in ("year:2021", "the year>=2000", "-year:2021", "the OR year:2021"):
        assert said in samples.search(query).hints
        assert said in samples.select(query).hints
    assert said not in samples.search("the").hints
    samples.edit(samples.search("the").ids[0], year="1999")
    assert said not in samples.search("year:2021").hints


@pytest.mark.parametrize(
    ("query", "hints"),
    [
        ("foo:zzyzx", ("no field foo: read as words",)),
        ('foo:"zzyzx yes"', ("no field foo: read as words",)),
        ("titel:zzyzx", ()),  # for which title: is offered
        ("zzyzx: yes", ()),
        ("https://zzyzx.org", ()),
    ],
)
def test_a_field_that_is_none_is_said_where_nothing_is_found(
    samples: Library, query: str, hints: tuple[str, ...]
) -> None:
    assert samples.search(query).hints == hints


def test_states_that_are_many_are_right_though_few_are_kept(
    samples: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    queries = ["is:unread", "is:starred OR is:unread", "added:<2d", "-is:starred", "year:2000.."]
    samples.star(samples.select("").ids[:5])
    wanted = {query: list(samples.search(query).ids) for query in queries}
    assert len({tuple(ids) for ids in wanted.values()}) > 2
    monkeypatch.setattr("readlist.library.known._MOST_ROWS", 3)
    for query in [*queries, *reversed(queries)]:
        assert list(samples.search(query).ids) == wanted[query]
        assert set(samples.search(f"learning {query}").ids) <= set(samples.select("").ids)
