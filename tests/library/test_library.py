"""Library as a Python object: what scripts, the commands and the app rely on."""

from __future__ import annotations

import re
import shutil
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readlist import Library
from readlist.errors import BadValue, NothingToUndo, UnknownPaper
from readlist.library import Stopped
from readlist.paper import Status


def titles(library: Library, query: str) -> list[str]:
    return [paper.title for paper in library.papers(library.search(query).ids)]


def test_everything_is_found_right_after_the_import(samples: Library) -> None:
    assert titles(samples, "title:hogwild")[0].startswith("Hogwild!")
    assert samples.search("hogwild").waiting == 0


def test_a_title_match_comes_before_one_in_an_abstract(samples: Library) -> None:
    assert titles(samples, "attention")[0] == "Attention Is All You Need"


def test_notes_and_edits_are_searched(samples: Library) -> None:
    (paper,) = samples.search("title:hogwild").ids
    samples.set_note(paper, "compare with *zymurgy*")
    samples.edit(paper, authors="Quentin Blorp", venue="Xanadu")
    for word in ("zymurgy", "author:blorp", "venue:xanadu", "note:zymurgy"):
        assert samples.search(word).ids == [paper]
    samples.undo()
    assert samples.search("author:blorp").ids == []


def test_state_and_text_combine(samples: Library) -> None:
    found = samples.search("learning").ids
    samples.star(found[:1])
    assert samples.search("learning is:starred").ids == found[:1]
    assert set(samples.search("learning -is:starred").ids) == set(found[1:])
    assert found[0] in samples.search("zebra OR is:starred").ids


def test_an_empty_query_is_the_whole_list(samples: Library) -> None:
    results = samples.search("")
    assert len(results.ids) == results.total == samples.counts().papers
    assert results.sort == "added"
    assert results.ids == samples.select().ids


def test_the_order_can_be_chosen(samples: Library) -> None:
    by_title = titles(samples, "learning sort:title")
    plain = [re.sub(r"^\W+", "", title.casefold()) for title in by_title]
    assert plain == sorted(plain)
    argument = samples.search("learning sort:title", sort="added")
    assert argument.ids == samples.select("learning").ids


def test_most_of_the_words_are_for_searching_not_for_selecting(samples: Library) -> None:
    found = samples.search("hogwild zymurgy")
    assert found.partly
    assert samples.papers(found.ids)[0].title.startswith("Hogwild!")
    assert samples.select("hogwild zymurgy").ids == []
    assert not samples.search("hogwild").partly


def test_with_words_only_ruled_out_nothing_is_more_relevant(samples: Library) -> None:
    results = samples.search("-learning is:unread")
    assert results.sort == "added"
    assert results.ids == samples.select("-learning").ids


def test_limits_keep_the_total(samples: Library) -> None:
    results = samples.search("learning", limit=2)
    assert len(results.ids) == len(results.scores) == 2
    assert results.total > 2


@given(st.text(max_size=60), st.booleans())
@settings(max_examples=60)
def test_any_text_gets_an_answer(shared: Library, text: str, typing: bool) -> None:
    results = shared.search(text, typing=typing)
    assert results.total == len(results.ids) == len(results.scores)
    for paper in shared.papers(results.ids[:3]):
        results.highlighter.spans(paper.title, "title")


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("shared")
    library = Library.open(folder / "library.db", indexes=folder / "index")
    library.import_samples()
    return library


def test_typing_finds_words_by_their_beginning(samples: Library) -> None:
    assert titles(samples, "flashatt") == []
    typed = samples.search("flashatt", typing=True)
    assert samples.papers(typed.ids)[0].title.startswith("FlashAttention")
    assert samples.search("flashatt ", typing=True).ids == [], "a space ends the word"


def test_a_stopped_search_says_so(samples: Library) -> None:
    class Now:
        stopped = True

    with pytest.raises(Stopped):
        samples.search("learning", stop=Now())


def test_without_an_index_words_are_found_in_the_store(samples: Library, home: Path) -> None:
    shutil.rmtree(home / "index")
    (home / "index").write_text("in the way")
    results = samples.search("flashattention -zebra")
    assert samples.papers(results.ids)[0].title.startswith("FlashAttention")
    assert "index" in results.hints[0]
    assert samples.search("flashattention is:starred").ids == []


def test_a_deleted_index_is_made_anew(samples: Library, home: Path) -> None:
    shutil.rmtree(home / "index")
    assert titles(samples, "title:hogwild")
    assert samples.search("hogwild").hints == ()


def test_reindex_counts_papers(samples: Library) -> None:
    assert samples.reindex() == samples.counts().papers


def test_two_libraries_do_not_share_an_index(samples: Library, tmp_path: Path) -> None:
    with Library.open(tmp_path / "other.db") as other:
        assert other.search("hogwild").ids == []
        assert samples.search("hogwild").ids != []


def test_threads_may_share_a_library(samples: Library) -> None:
    ids = samples.select().ids

    def work(number: int) -> int:
        samples.star([ids[number]])
        samples.set_status([ids[number]], Status.READ)
        return len(samples.search("learning OR is:read").ids)

    with ThreadPoolExecutor(8) as pool:
        assert all(list(pool.map(work, range(24))))
    assert samples.counts().starred == 24


def test_an_import_can_be_stopped_and_finished_later(library: Library, tmp_path: Path) -> None:
    listing = tmp_path / "long.txt"
    listing.write_text("".join(f"Abstract:{_abstract(number)}\n" for number in range(400)))
    stop = threading.Event()

    class Token:
        @property
        def stopped(self) -> bool:
            return stop.is_set()

    report = library.import_files([listing], progress=lambda _: stop.set(), stop=Token())
    assert report.stopped
    (file,) = report.files
    assert 0 < file.records < 400
    assert file.records == file.new == library.counts().papers
    rest = library.import_files([listing])
    assert rest.files[0].records == 400
    assert library.counts().papers == 400
    assert library.import_files([listing]).files[0].again


def _abstract(number: int) -> str:
    return (
        f"Experiment number {number} asks how {number * 7} kettles of kind {number % 13} warm a"
        f" room of {number + 20} square metres, and finds that the answer depends on draught,"
        f" on the season and on who is asked. Run {number} took {number % 29} days in all."
    )


def test_importing_samples_twice_changes_nothing(samples: Library) -> None:
    before = samples.as_json(samples.select().ids)
    report = samples.import_samples()
    assert report.total("new") == report.total("merged") == 0
    assert samples.as_json(samples.select().ids) == before
    assert len(samples.history()) == 1


def test_the_newest_step_is_undone_first(samples: Library) -> None:
    one, two, *_ = samples.select().ids
    samples.star([one, two])
    samples.tag([one], add=["rl", "#to read"])
    assert samples.paper(one).tags == ("rl", "to-read")
    assert samples.undo().label.startswith("Tagged")
    assert samples.undo().label == "Starred 2 papers"
    assert samples.undo().label.startswith("Imported 3 files")
    with pytest.raises(NothingToUndo):
        samples.undo()
    assert samples.counts().papers == 0
    for _ in range(3):
        samples.redo()
    assert samples.paper(one).tags == ("rl", "to-read")


@pytest.mark.parametrize("name", ["", "#", "---", "x" * 61])
def test_names_that_are_no_tags_are_refused(samples: Library, name: str) -> None:
    with pytest.raises(BadValue):
        samples.tag(samples.select().ids[:1], add=[name])


def test_an_id_that_another_paper_has_is_said(samples: Library) -> None:
    one, other, third = samples.select("").ids[:3]
    assert samples.edit(one, doi="10.1000/xyz").message.endswith(": DOI")
    done = samples.edit(other, doi="https://doi.org/10.1000/XYZ", year="2020")
    assert (done.changed, done.message) == (
        1,
        f"Edited; {one} has this DOI too: merge them if they are one",
    )
    assert samples.history()[0].label.endswith(": DOI, year")
    assert "2 others have this DOI" in samples.edit(third, doi="10.1000/xyz").message
    samples.edit(one, arxiv_id="2101.00001")
    samples.delete([one])
    assert samples.edit(other, arxiv_id="2101.00001").message.endswith(": arXiv id")


def test_edits_survive_what_comes_later(samples: Library, tmp_path: Path) -> None:
    """A later sighting fills fields but never what the user set."""
    paper = samples.paper(samples.search("is:untitled").ids[0])
    samples.edit(paper.id, title="My own title")
    twin = tmp_path / "twin.txt"
    twin.write_text(
        "Get trending papers in your email inbox!\n"
        f"SubscribeThe Title In The Source\n{paper.abstract}\n"
    )
    samples.import_files([twin], format="trending")
    assert samples.paper(paper.id).title == "My own title"
    samples.edit(paper.id, title="")
    assert samples.paper(paper.id).title == "The Title In The Source"


def test_no_paper_is_a_sentence(samples: Library) -> None:
    for reference in ("zzzzzzzz", "", "no such", "2101.99999"):
        with pytest.raises(UnknownPaper) as wrong:
            samples.paper(reference)
        assert "\n" not in str(wrong.value)


def test_what_is_pasted_is_understood(samples: Library, tmp_path: Path) -> None:
    file = tmp_path / "a listing.txt"
    file.write_text("x")
    assert samples.understand(f"'{file}'\n").paths == (file,)
    assert samples.understand(f"file://{str(file).replace(' ', '%20')}").paths == (file,)
    assert samples.understand(str(file).replace(" ", "\\ ")).paths == (file,)
    assert samples.understand(str(tmp_path)).paths == (tmp_path,), "a folder"
    several = samples.understand(f"'{file}' {str(file).replace(' ', chr(92) + ' ')} {tmp_path}")
    assert several.paths == (file, file, tmp_path), "dropped on one line"
    assert samples.understand(f"'{file}' /nowhere").paths == ()
    reference = samples.understand("https://arxiv.org/abs/1706.03762v5").reference
    assert reference is not None
    assert reference.fields.arxiv_id == "1706.03762"
    listing = samples.understand(f"Abstract:{_abstract(1)}\nAbstract:{_abstract(2)}").listing
    assert listing is not None
    assert len(listing.records) == 2
    plain = samples.understand("just some words")
    assert (plain.reference, plain.paths, plain.listing) == (None, (), None)


@given(st.text(max_size=200))
def test_understanding_never_fails(shared: Library, text: str) -> None:
    assert shared.understand(text).text == text
