"""The right paper on top."""

from __future__ import annotations

from pathlib import Path

import pytest

from readlist.search import Index, State
from tests.search.shelf import Page, Shelf, search

PAPERS = (
    Page(1, "Small nets that learn", "We train a model of modest size on pictures of birds."),
    Page(
        2,
        "Learning from pictures",
        "A net is a model. Our net is deep; the net of nets is a net that trains another net.",
    ),
    Page(3, "Networks of networks", "Networks trained by networks, and what a network learns."),
    Page(
        4,
        "Attention from the inside and the outside",
        "We describe an Inside-Outside Attention mechanism for shape completion.",
        authors=("Zoë Müller", "Jan Novák"),
    ),
    Page(5, "A survey of attention", "That attention is about everything, and papers say so."),
    Page(6, "Segmentation of cells", "Cells are segmented with a text-to-image prior."),
    Page(
        7,
        "Counting birds",
        "Birds are counted by listening.",
        authors=("Nele Segment",),
        venue="ICML",
        note="compare with the shape of the model in the other paper",
    ),
)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    folder = tmp_path_factory.mktemp("ranking")
    shelf = Shelf(folder / "shelf.db")
    shelf.put(*PAPERS)
    index = Index(folder / "index", "here", shelf)
    index.update()
    return index


def found(index: Index, text: str, typing: bool = False) -> list[int]:
    return search(index, text, typing, all_rows=[page.row for page in PAPERS]).rows


def test_a_word_in_the_title_outranks_any_number_of_mentions(index: Index) -> None:
    assert found(index, "net") == [1, 2]


def test_typed_words_come_before_words_they_begin(index: Index) -> None:
    assert found(index, "net", typing=True) == [1, 2, 3]
    assert found(index, "net*") == [1, 2, 3]


def test_nearer_words_come_before_those_further_away(index: Index) -> None:
    assert found(index, "birs~2") == [7, 1]  # birds; the title counts more
    assert found(index, "attention~") == found(index, "attention")
    assert found(index, "net~") == [1, 2]
    # "counting" is typed rightly; "coating" is two slips away, "countin" one.
    assert found(index, "countin~2") == [7]
    assert found(index, "countin") == []


def test_names_may_be_misspelt(index: Index) -> None:
    assert found(index, "author:mulelr~") == [4]
    assert found(index, "author:mulelr") == []
    assert found(index, "author:segmant~") == [7]
    assert found(index, "venue:imcl~") == [7]
    assert found(index, "text-to-imgae~") == [6]


def test_a_beginning_finds_words_beyond_their_stem(index: Index) -> None:
    assert found(index, "segmentati", typing=True) == [6]
    assert found(index, "segmentati*") == [6]
    assert found(index, "segmentati") == []


def test_every_field_is_searched_and_can_be_asked_alone(index: Index) -> None:
    assert found(index, "segment") == [6, 7]
    assert found(index, "author:segment") == [7]
    assert found(index, "muller") == found(index, "author:müller") == [4]
    assert found(index, "icml") == found(index, "venue:icml") == [7]
    assert found(index, "compare") == found(index, "note:compare") == [7]
    assert found(index, "title:attention") == [5, 4]


def indexed(folder: Path, *papers: Page) -> Index:
    shelf = Shelf(folder / "shelf.db")
    shelf.put(*papers)
    index = Index(folder / "index", "here", shelf)
    index.update()
    return index


FILLING = "many other words that say nothing of it and go on for a while " * 12


def test_a_note_says_more_than_an_abstract_and_less_than_a_title(tmp_path: Path) -> None:
    """However rare notes are, and however long: a word is as rare as in the whole library."""
    others = [Page(row, "A graph", FILLING) for row in range(10, 30)]
    index = indexed(
        tmp_path,
        Page(1, "One", "A graph. " + FILLING),
        Page(2, "Two", FILLING, note="remember the graph; " + FILLING),
        Page(3, "Of a graph, in a title of quite some length", FILLING),
        *others,
    )
    assert found(index, "graph")[-3:] == [3, 2, 1]


def test_a_word_as_typed_outranks_any_that_it_begins(tmp_path: Path) -> None:
    index = indexed(
        tmp_path,
        Page(1, "Network", "network " * 20, ("A. Network",), "Network", "network"),
        Page(2, "Other", FILLING * 3 + "net"),
        *(Page(row, "Net", "net " * 9) for row in range(10, 20)),
    )
    assert found(index, "net*")[-2:] == [2, 1]


def test_hyphens_make_no_difference(index: Index) -> None:
    for text in ("text-to-image", '"text to image"', "texttoimage", "text-to-im*"):
        assert found(index, text) == [6], text


def test_names_do_not_run_into_each_other(index: Index) -> None:
    assert found(index, 'author:"jan novak"') == [4]
    assert found(index, 'author:"muller jan"') == []
    assert found(index, "author:muller author:jan") == [4]


def test_where_no_paper_has_all_words_the_telling_ones_decide(index: Index) -> None:
    hits = search(index, "that paper about shape and inside/outside attention")
    assert hits.rows[0] == 4
    assert hits.hints == ("no paper has all of these: left out that, paper, about",)
    assert 6 not in hits.rows


def test_what_is_left_out_are_words_not_conditions(index: Index) -> None:
    starred = State("is", "starred")
    hits = search(index, "attention zebra is:starred", states={starred: [5]})
    assert hits.rows == [5]
    assert hits.hints == ("no paper has all of these: left out zebra",)
    assert found(index, "attention zebra -survey") == [4]
    assert search(index, "(attention zebra) is:starred", states={starred: [5]}).rows == [5]
    assert search(index, "attention zebra is:read").rows == []
    assert search(index, "zebra").hints == ()


def test_state_only_is_unscored_and_by_row(index: Index) -> None:
    states = {State("is", "starred"): [7, 2]}
    hits = search(index, "is:starred", states=states)
    assert (hits.rows, hits.scores) == ([2, 7], [None, None])
    both = search(index, "net OR is:starred", states=states)
    assert both.rows == [1, 2, 7]
    assert both.scores[2] is None
    assert all(both.scores[:2])


def test_equal_papers_come_by_row(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "shelf.db")
    rows = [5, 3, 9, 1]
    shelf.put(*(Page(row, "The same title", "the same words") for row in rows))
    index = Index(tmp_path / "index", "here", shelf)
    index.update()
    shelf.touch(3)  # now in a segment of its own
    index.update()
    assert search(index, "same").rows == [1, 3, 5, 9]


def test_one_letter_finds_what_it_begins_however_many_words_that_are(tmp_path: Path) -> None:
    many = " ".join(f"d{number}" for number in range(1200))
    index = indexed(tmp_path, Page(1, "One", many), Page(2, "d"), Page(3, "nothing"))
    assert search(index, "d", typing=True).rows == [2, 1]
    assert search(index, "d11", typing=True).rows == [1]
    assert search(index, "on", typing=True).rows == [1]
