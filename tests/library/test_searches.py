"""Saved searches, live counts and recent queries, through the library."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readlist import Library
from readlist.errors import BadValue, ReadlistError, UnknownSearch
from readlist.library import Stopped
from readlist.paper import SavedSearch, Status, one_line
from readlist.store import Store


class Given:
    """A stop token that has fired."""

    stopped = True


def names(library: Library) -> list[str]:
    return [search.name for search in library.searches.all()]


def test_each_verb_says_what_it_did_and_can_be_undone(library: Library) -> None:
    assert (
        library.searches.save(" to \t read ", "is:unread").message == "Saved the search “to read”"
    )
    library.searches.save("gans", "gan -diffusion")
    renamed = library.searches.rename("GANS", "Networks")
    assert renamed.message == "Renamed the search “gans” to “Networks”"
    assert library.searches.move("networks", 0).message == "Moved the search “Networks”"
    assert names(library) == ["Networks", "to read"]
    assert library.searches.delete("TO  READ").message == "Deleted the search “to read”"
    assert [step.label for step in library.history()][:2] == [
        "Deleted the search “to read”",
        "Moved the search “Networks”",
    ]
    library.undo()
    assert library.searches.all() == [
        SavedSearch("Networks", "gan -diffusion"),
        SavedSearch("to read", "is:unread"),
    ]


def test_what_changes_nothing_is_no_step(library: Library) -> None:
    library.searches.save("a", "x")
    for done in (library.searches.rename("a", "a"), library.searches.move("a", 3)):
        assert done.changed == 0
        assert done.message.startswith("Nothing changed")
    assert len(library.history()) == 1


@pytest.mark.parametrize("name", ["", "  \n", "\x00\x1b", "\u200b\u2060", "x" * 61])
def test_what_cannot_be_a_name_is_refused(library: Library, name: str) -> None:
    library.searches.save("a", "x")
    with pytest.raises(BadValue):
        library.searches.save(name, "x")
    with pytest.raises(BadValue):
        library.searches.rename("a", name)
    with pytest.raises(BadValue, match="query"):
        library.searches.save("b", " \t")
    assert names(library) == ["a"]


@given(name=st.text(max_size=70), query=st.text(max_size=40))
def test_any_name_is_kept_clean_or_refused(name: str, query: str) -> None:
    with Library(Store.in_memory(), None) as library:
        with suppress(BadValue):
            library.searches.save(name, query)
        visible = any(sign.isprintable() and not sign.isspace() for sign in one_line(name))
        fit = visible and len(one_line(name)) <= 60 and one_line(query) != ""
        assert bool(library.searches.all()) == fit
        if not fit:
            return
        (kept,) = library.searches.all()
        assert kept == SavedSearch(one_line(name), query.replace("\x00", ""))
        with pytest.raises(BadValue, match="already"):
            library.searches.save(f" {name}\n", "x")
        assert library.searches.rename(name, "some other name").changed
        with pytest.raises(UnknownSearch):
            library.searches.delete(name)
        library.undo()
        library.searches.delete(name)
        assert names(library) == []


def test_counts_are_of_papers_that_match_all_of_a_query(samples: Library) -> None:
    queries = ["diffusion", "diffusion model", "is:unread", "", "zyzzyva", "is:starred diffusion"]
    counts = samples.searches.count(queries)
    assert counts == [samples.search(query).total for query in queries]
    found = samples.search("diffusion").ids
    samples.star(found[:2])
    samples.set_status(found[:1], Status.READ)
    after = samples.searches.count(queries)
    assert after == [counts[0], counts[1], counts[2] - 1, counts[3], 0, 2]
    partly = "diffusion zyzzyva kettle"
    assert samples.search(partly).partly
    assert samples.searches.count([partly]) == [0]


def test_counting_can_be_stopped_and_asks_nothing_twice(samples: Library) -> None:
    with pytest.raises(Stopped):
        samples.searches.count(["diffusion"], Given())
    counted = samples.searches.count(["diffusion", "is:unread"])
    assert samples.searches.count(["diffusion", "is:unread"], Given()) == counted


def test_what_waits_for_the_index_is_counted_once_it_is_there(samples: Library) -> None:
    (paper,) = samples.search("diffusion", limit=1).ids
    before = samples.searches.count(["kettledrum"])
    samples.set_note(paper, "kettledrum")
    assert samples.searches.count(["kettledrum"]) == before == [0]
    samples.update_index()
    assert samples.searches.count(["kettledrum"]) == [1]


def test_recent_queries(library: Library) -> None:
    for query in ["gan ", "  ", "is:unread", "gan", "x" * 3000]:
        library.searches.remember(query)
    assert library.searches.recent() == ["gan", "is:unread"]
    assert library.searches.recent(1) == ["gan"]
    assert library.history() == []


def test_a_library_that_may_only_be_read(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Library.open() as library:
        library.searches.save("a", "x")
        library.searches.remember("old")
    monkeypatch.setattr("os.access", lambda place, mode: mode != 2)
    with Library.open() as library:
        assert library.read_only
        library.searches.remember("new")
        assert library.searches.recent() == ["old"]
        assert names(library) == ["a"]
        assert library.searches.count(["x"]) == [0]
        for verb in (
            lambda: library.searches.save("b", "x"),
            lambda: library.searches.delete("a"),
            lambda: library.searches.move("a", 0),
        ):
            with pytest.raises(ReadlistError, match="may only be read"):
                verb()
