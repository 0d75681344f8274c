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
    return [search.name for search in library.saved_searches()]


def test_each_verb_says_what_it_did_and_can_be_undone(library: Library) -> None:
    assert library.save_search(" to \t read ", "is:unread").message == "Saved the search “to read”"
    library.save_search("gans", "gan -diffusion")
    renamed = library.rename_search("GANS", "Networks")
    assert renamed.message == "Renamed the search “gans” to “Networks”"
    assert library.move_search("networks", 0).message == "Moved the search “Networks”"
    assert names(library) == ["Networks", "to read"]
    assert library.delete_search("TO  READ").message == "Deleted the search “to read”"
    assert [step.label for step in library.history()][:2] == [
        "Deleted the search “to read”",
        "Moved the search “Networks”",
    ]
    library.undo()
    assert library.saved_searches() == [
        SavedSearch("Networks", "gan -diffusion"),
        SavedSearch("to read", "is:unread"),
    ]


def test_what_changes_nothing_is_no_step(library: Library) -> None:
    library.save_search("a", "x")
    for done in (library.rename_search("a", "a"), library.move_search("a", 3)):
        assert done.changed == 0
        assert done.message.startswith("Nothing changed")
    assert len(library.history()) == 1


@pytest.mark.parametrize("name", ["", "  \n", "\x00\x1b", "\u200b\u2060", "x" * 61])
def test_what_cannot_be_a_name_is_refused(library: Library, name: str) -> None:
    library.save_search("a", "x")
    with pytest.raises(BadValue):
        library.save_search(name, "x")
    with pytest.raises(BadValue):
        library.rename_search("a", name)
    with pytest.raises(BadValue, match="query"):
        library.save_search("b", " \t")
    assert names(library) == ["a"]


@given(name=st.text(max_size=70), query=st.text(max_size=40))
def test_any_name_is_kept_clean_or_refused(name: str, query: str) -> None:
    with Library(Store.in_memory(), None) as library:
        with suppress(BadValue):
            library.save_search(name, query)
        visible = any(sign.isprintable() and not sign.isspace() for sign in one_line(name))
        fit = visible and len(one_line(name)) <= 60 and one_line(query) != ""
        assert bool(library.saved_searches()) == fit
        if not fit:
            return
        (kept,) = library.saved_searches()
        assert kept == SavedSearch(one_line(name), query.replace("\x00", ""))
        with pytest.raises(BadValue, match="already"):
            library.save_search(f" {name}\n", "x")
        assert library.rename_search(name, "some other name").changed
        with pytest.raises(UnknownSearch):
            library.delete_search(name)
        library.undo()
        library.delete_search(name)
        assert names(library) == []


def test_counts_are_of_papers_that_match_all_of_a_query(samples: Library) -> None:
    queries = ["diffusion", "diffusion model", "is:unread", "", "zyzzyva", "is:starred diffusion"]
    counts = samples.count_matches(queries)
    assert counts == [samples.search(query).total for query in queries]
    found = samples.search("diffusion").ids
    samples.star(found[:2])
    samples.set_status(found[:1], Status.READ)
    after = samples.count_matches(queries)
    assert after == [counts[0], counts[1], counts[2] - 1, counts[3], 0, 2]
    partly = "diffusion zyzzyva kettle"
    assert samples.search(partly).partly
    assert samples.count_matches([partly]) == [0]


def test_counting_can_be_stopped_and_asks_nothing_twice(samples: Library) -> None:
    with pytest.raises(Stopped):
        samples.count_matches(["diffusion"], Given())
    counted = samples.count_matches(["diffusion", "is:unread"])
    assert samples.count_matches(["diffusion", "is:unread"], Given()) == counted


def test_what_waits_for_the_index_is_counted_once_it_is_there(samples: Library) -> None:
    (paper,) = samples.search("diffusion", limit=1).ids
    before = samples.count_matches(["kettledrum"])
    samples.set_note(paper, "kettledrum")
    assert samples.count_matches(["kettledrum"]) == before == [0]
    samples.update_index()
    assert samples.count_matches(["kettledrum"]) == [1]


def test_recent_queries(library: Library) -> None:
    for query in ["gan ", "  ", "is:unread", "gan", "x" * 3000]:
        library.remember_query(query)
    assert library.recent_queries() == ["gan", "is:unread"]
    assert library.recent_queries(1) == ["gan"]
    assert library.history() == []


def test_a_library_that_may_only_be_read(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Library.open() as library:
        library.save_search("a", "x")
        library.remember_query("old")
    monkeypatch.setattr("os.access", lambda place, mode: mode != 2)
    with Library.open() as library:
        assert library.read_only
        library.remember_query("new")
        assert library.recent_queries() == ["old"]
        assert names(library) == ["a"]
        assert library.count_matches(["x"]) == [0]
        for verb in (
            lambda: library.save_search("b", "x"),
            lambda: library.delete_search("a"),
            lambda: library.move_search("a", 0),
        ):
            with pytest.raises(ReadlistError, match="may only be read"):
                verb()
