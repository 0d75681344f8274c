"""What a paper keeps of its records."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readlist.errors import BadValue
from readlist.identity import Folded, fold
from readlist.paper import Fields
from tests.identity.records import LONG, records


def test_folding_fills_empty_fields_and_unites_urls() -> None:
    first = Fields(title="Kites", year=2020, urls=("https://a.org",))
    second = Fields(
        title="KITES", abstract=LONG, authors=("A B",), year=2021, venue="V", doi="10.1000/a",
        arxiv_id="2101.00001", urls=("https://b.org", "https://a.org"),
    )  # fmt: skip
    assert fold([first, second], {}).fields == replace(
        second, title="Kites", year=2020, urls=("https://a.org", "https://b.org")
    )


def test_a_derived_title_gives_way_to_a_real_one() -> None:
    assert fold([Fields(abstract=LONG)], {}) == Folded(
        Fields(title="Kites drift when the string is long.", abstract=LONG), title_derived=True
    )
    stored = fold([Fields(abstract=LONG)], {}).fields
    assert fold([stored, Fields(title="Kites", abstract=LONG)], {}) == Folded(
        Fields(title="Kites", abstract=LONG), title_derived=False
    )


@pytest.mark.parametrize("mark", ["…", "...", " …", " [...]", ""])
def test_a_cut_off_text_is_lengthened_but_never_changed(mark: str) -> None:
    cut, full = Fields(abstract=LONG[:70] + mark), Fields(abstract=LONG)
    assert fold([cut, full], {}).fields.abstract == LONG
    assert fold([full, cut], {}).fields.abstract == LONG
    other = Fields(abstract="Quite another text, longer or not. " * 20)
    assert fold([cut, other], {}).fields.abstract == cut.abstract
    assert fold(
        [Fields(title="On Kites and…"), Fields(title="On Kites and Wind")], {}
    ).fields.title == ("On Kites and Wind")


def test_what_the_user_wrote_lies_on_top() -> None:
    record = Fields(
        title="Kites", abstract=LONG, year=2020, authors=("A B",), urls=("https://a.org",)
    )
    edits = {"title": "My Kites", "year": None, "authors": ["C D", "E F"], "urls": None}
    assert fold([record], edits) == Folded(
        Fields(title="My Kites", abstract=LONG, authors=("C D", "E F")), title_derived=False
    )
    assert fold([record], {"title": None}).title_derived
    assert fold([record], {"title": " "}).fields.title == "Kites drift when the string is long."
    with pytest.raises(BadValue, match="no field 'colour'"):
        fold([record], {"colour": "red"})


@pytest.mark.parametrize(
    ("fields", "title"),
    [
        (Fields(arxiv_id="2101.00001", doi="10.1000/a"), "arXiv:2101.00001"),
        (Fields(doi="10.1000/a", urls=("https://a.org",)), "10.1000/a"),
        (Fields(urls=("https://a.org",)), "https://a.org"),
        (Fields(abstract="  "), "Untitled"),
    ],
)
def test_a_paper_without_words_is_called_by_what_it_has(fields: Fields, title: str) -> None:
    assert fold([fields], {}) == Folded(replace(fields, title=title), title_derived=True)


@given(st.lists(records, min_size=1, max_size=4))
def test_folding_again_changes_nothing(listing: list[Fields]) -> None:
    folded = fold(listing, {})
    assert folded.fields.title
    assert fold([*listing, *listing], {}) == folded
    assert fold([*listing, folded.fields], {}) == folded


def test_only_a_title_that_was_cut_off_is_lengthened() -> None:
    first, later = Fields(title="On Kites"), Fields(title="On Kites and Wind")
    assert fold([first, later], {}).fields.title == "On Kites"
    cut = Fields(title="On kites an…")
    assert fold([cut, later, Fields(title="On Kites and Wind, Again")], {}).fields.title == (
        "On Kites and Wind"
    )
    assert fold([cut, Fields(title="On Sails and Wind")], {}).fields.title == cut.title


def test_a_snippet_from_the_middle_gives_way_to_the_whole() -> None:
    snippet = Fields(abstract=f"… {LONG[40:140]} …")
    assert fold([snippet, Fields(abstract=LONG)], {}).fields.abstract == LONG
    assert fold([Fields(abstract=LONG), snippet], {}).fields.abstract == LONG


@pytest.mark.parametrize(
    ("first", "later", "shown"),
    [
        (("A. Boatwright",), ("Ada Boatwright", "Ben Folder"), 1),
        (("A. Boatwright", "B. Folder"), ("Ada Boatwright", "Ben Folder"), 0),
        (("A. Boatwright", "C. Shipley"), ("Ada Boatwright", "Ben Folder", "C. Shipley"), 0),
        (("Ada Boatwright", "Ben Folder"), ("A. Boatwright",), 0),
        ((), ("Ada Boatwright",), 1),
    ],
)
def test_authors_who_were_left_out_at_the_end_are_filled_in(
    first: tuple[str, ...], later: tuple[str, ...], shown: int
) -> None:
    records = [Fields(title="Kites", authors=first), Fields(title="Kites", authors=later)]
    assert fold(records, {}).fields.authors == (first, later)[shown]
