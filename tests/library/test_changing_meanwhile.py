"""Papers that another program deletes or takes back while they are searched for or shown."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pytest

from readlist import Library
from readlist.errors import UnknownPaper
from readlist.library import marking


@pytest.fixture
def other(samples: Library) -> Iterator[Library]:
    """The same library as another program has it."""
    with Library.open(samples.path) as opened:
        yield opened


class Meanwhile:
    """A stop token that never fires, but does something when it is first looked at: in the middle
    of a search."""

    def __init__(self, job: Callable[[], object]) -> None:
        self.done = False
        self._job = job

    @property
    def stopped(self) -> bool:
        if not self.done:
            self.done = True
            self._job()
        return False


QUERIES = [
    "the",
    "the OR of",
    "the sort:title",
    "the sort:year",
    "-zebra the",
    "th*",
    "the is:unread",
]


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("waits", [True, False])
def test_deleted_in_the_middle_of_a_search(
    samples: Library, other: Library, query: str, waits: bool
) -> None:
    gone = samples.search(query).ids[:5]
    meanwhile = Meanwhile(lambda: other.delete(gone))
    found = samples.search(query, stop=meanwhile, wait=waits)
    assert meanwhile.done
    ids = list(found.ids)  # as it was, or as it is
    assert {paper.id for paper in samples.papers(ids)} == set(ids)
    again = samples.search(query)
    assert not set(gone) & set(again.ids)
    assert len(again.ids) == again.total


@pytest.mark.parametrize("query", [*QUERIES, "is:removed", "", "is:unread sort:title"])
def test_an_import_taken_back_in_the_middle_of_a_search(
    samples: Library, other: Library, query: str
) -> None:
    """Then the papers are not even deleted ones."""
    meanwhile = Meanwhile(other.undo)
    found = samples.search(query, stop=meanwhile, wait=False)
    ids = list(found.ids)
    if not meanwhile.done:  # a query without text looks at no token
        other.undo()
    assert samples.papers(ids) == []
    for sort in ("title", "year", "added", "relevance"):
        assert list(samples.search(query, sort=sort, wait=False).ids) == []
    assert samples.search(query).total == 0


def test_taken_back_between_two_orders(samples: Library, other: Library) -> None:
    """Rows that are in no order any more come last and do no harm."""
    listing = (
        "Get trending papers in your email inbox!\nThe Last Paper of All\n"
        + "It is the last. " * 20
    )
    other.import_text(listing, "last.txt", format="trending")
    assert samples.search("the").total
    meanwhile = Meanwhile(other.undo)
    found = samples.search("the", stop=meanwhile, wait=False, sort="title")
    assert meanwhile.done
    assert len(list(found.ids)) == found.total


def test_papers_that_are_gone_are_passed_over_or_named(samples: Library, other: Library) -> None:
    ids = list(samples.search("the").ids)
    other.delete(ids[:1])
    (deleted,) = samples.papers(ids[:1])
    assert deleted.removed_at
    other.undo()
    other.undo()  # the import
    assert samples.papers(ids) == []
    with pytest.raises(UnknownPaper):
        samples.paper(ids[0])
    with pytest.raises(UnknownPaper):
        samples.star(ids[:1])
    assert samples.as_json(ids).strip() == "[]"
    other.redo()
    assert len(samples.papers(ids)) == len(ids)
    assert set(samples.search("the").ids) == set(ids)


def test_papers_taken_away_between_two_transactions_are_named(
    samples: Library, other: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Many papers are tagged some at a time, and others may write in between."""
    first, gone = samples.papers(samples.search("the").ids[:2])
    (seen,) = gone.sources
    meanwhile = iter([lambda: other.forget_source(seen.source)])
    monkeypatch.setattr(marking, "_MARKED_AT_ONCE", 1)
    monkeypatch.setattr(time, "sleep", lambda _: next(meanwhile, list)())
    with pytest.raises(UnknownPaper, match=f"There is no paper {gone.id}"):
        samples.tag([first.id, gone.id], ["late"])
    assert samples.papers([gone.id]) == []
    assert samples.paper(first.id).tags == ("late",)
