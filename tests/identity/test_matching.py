"""The rules by which a record is a paper that is known."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from readlist.identity import (
    Candidate,
    Suggestion,
    containment,
    derive_title,
    fold,
    keys_of,
    match,
    own_title,
    sketch,
    suggest,
)
from readlist.identity.text import is_cut
from readlist.identity.titles import says_nothing
from readlist.paper import Fields
from tests.identity.records import LONG, is_known, records, suggested


def test_the_same_arxiv_id_is_the_same_whatever_else_differs() -> None:
    one = Fields(title="Kites", arxiv_id="2101.00001", year=2021, doi="10.1000/a")
    assert is_known(one, Fields(title="Sails", arxiv_id="2101.00001", year=1990, doi="10.1000/b"))
    assert is_known(one, Fields(title="Sails", doi="10.48550/arxiv.2101.00001"))
    assert not is_known(one, Fields(title="Sails", arxiv_id="2101.00002"))


def test_the_same_doi_needs_titles_or_abstracts_that_agree() -> None:
    one = Fields(title="How Kites Drift in the Wind", doi="10.1000/a", abstract=LONG)
    assert is_known(one, Fields(title="How kites drift in wind", doi="10.1000/a"))
    assert is_known(one, Fields(doi="10.1000/A"))
    assert is_known(Fields(doi="10.1000/a"), one)
    assert not is_known(one, Fields(title="Proceedings of the Kite Days", doi="10.1000/a"))
    renamed = Fields(title="Knots and Tails", doi="10.1000/a", abstract=LONG.replace("forty", "40"))
    assert is_known(one, renamed)


def test_an_id_that_an_abstract_mentions_is_not_the_records() -> None:
    mention = Fields(title="Sails", abstract="We extend arXiv:2101.00001 (10.1000/a).")
    assert not is_known(mention, Fields(title="Kites", arxiv_id="2101.00001", doi="10.1000/a"))


def test_the_same_title_is_the_same_however_it_is_written() -> None:
    assert is_known(Fields(title="On Kites: A Study"), Fields(title="on kites – a study."))
    assert not is_known(Fields(title="On Kites: A Study"), Fields(title="On Kites: A Study II"))


def test_names_that_only_case_tells_apart_do_not_make_titles_equal() -> None:
    assert not is_known(Fields(title="KITE: Knots in Thread"), Fields(title="KiTe: Kinds of Tents"))


def test_titles_without_letters_match_nothing() -> None:
    assert not is_known(Fields(title="…"), Fields(title="…"))
    assert not is_known(Fields(title=""), Fields(title=""))
    assert not is_known(Fields(), Fields())


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ({"doi": "10.1000/a"}, {"doi": "10.1000/b"}),
        ({"arxiv_id": "2101.00001"}, {"arxiv_id": "2101.00002"}),
        ({"year": 2017}, {"year": 2020}),
        ({"authors": ("Ada Lovelace",)}, {"authors": ("Alan Turing",)}),
    ],
)
@pytest.mark.parametrize("text", [{"title": "On Kites"}, {"abstract": LONG}])
def test_ids_years_and_first_authors_can_speak_against_equal_texts(
    ours: dict[str, object], theirs: dict[str, object], text: dict[str, str]
) -> None:
    one, other = Fields(**text, **ours), Fields(**text, **theirs)  # type: ignore[arg-type]
    assert not is_known(one, other)
    assert not is_known(other, one)
    for silent in (Fields(**text), Fields(**text, **ours)):  # type: ignore[arg-type]
        assert is_known(one, silent)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ({"year": 2018}, {"year": 2020}),
        ({"doi": "10.1000/a"}, {"doi": "10.48550/arxiv.2101.00001"}),
        ({"doi": "10.1000/a"}, {"doi": "10.1000/A"}),
        ({"authors": ("Ada Lovelace", "X Y")}, {"authors": ("A. Lovelace",)}),
        ({"authors": ("Lovelace, Ada",)}, {"authors": ("Ada King Lovelace Jr.",)}),
        ({"authors": ("Li Wei",)}, {"authors": ("Wei Li",)}),
        ({"authors": ("Łukasz Müller",)}, {"authors": ("L. Muller",)}),
        ({"authors": ("…",)}, {"authors": ("Ada Lovelace",)}),
    ],
)
def test_small_differences_do_not(ours: dict[str, object], theirs: dict[str, object]) -> None:
    one = Fields(title="On Kites", **ours)  # type: ignore[arg-type]
    other = Fields(title="On Kites", **theirs)  # type: ignore[arg-type]
    assert is_known(one, other)
    assert is_known(other, one)


def test_one_record_that_speaks_against_a_paper_rules_it_out() -> None:
    silent, other = Fields(title="On Kites"), Fields(title="On Kites", doi="10.1000/b")
    assert not is_known(Fields(title="On Kites", doi="10.1000/a"), silent, other)


def test_the_same_abstract_is_the_same_with_or_without_titles() -> None:
    tex = LONG.replace("forty", "\\textbf{forty}").replace(" ", "\n")
    assert is_known(Fields(abstract=LONG), Fields(title="Kites", abstract=tex))
    assert is_known(Fields(title="Sails", abstract=LONG), Fields(title="Kites", abstract=tex))
    assert not is_known(Fields(title="A", abstract=LONG), Fields(title="B", abstract=LONG + " Yes"))


def test_a_formula_is_no_sign_that_two_titles_are_one_paper() -> None:
    withdrawn = "This paper has been withdrawn by the author."
    one = Fields(title="Kites", abstract=withdrawn)
    assert not is_known(one, Fields(title="Sails", abstract=withdrawn))
    assert is_known(one, Fields(abstract=withdrawn))


def test_a_derived_title_is_no_title() -> None:
    untitled = Fields(title=derive_title(LONG), abstract=LONG)
    assert own_title(untitled) is None
    assert keys_of(untitled).title_key is None
    assert own_title(Fields(title="arXiv:2101.00001", arxiv_id="2101.00001")) is None
    assert is_known(untitled, Fields(title="Kites", abstract=LONG))


def test_rules_go_before_the_order_of_candidates() -> None:
    record = Fields(title="Kites", abstract=LONG, arxiv_id="2101.00001")
    by_abstract = Candidate(1, Fields(abstract=LONG))
    by_title = Candidate(2, Fields(title="Kites"))
    by_id = Candidate(3, Fields(arxiv_id="2101.00001"))
    assert match(record, [by_abstract, by_title, by_id]) == 3
    assert match(record, [by_abstract, by_title]) == 2
    assert match(record, [by_abstract]) == 1
    assert match(record, [Candidate(5, by_title.fields), by_title]) == 5
    assert match(record, []) is None


@given(records, records)
def test_matching_is_symmetric_and_sure_of_itself(one: Fields, other: Fields) -> None:
    assert is_known(one, other) == is_known(other, one)
    keys = keys_of(one)
    has_key = any((keys.arxiv_id, keys.doi, keys.title_key, keys.abstract_key))
    tells = one.title is None or not (is_cut(one.title) or says_nothing(one.title))
    assert is_known(one, one) == has_key or not tells
    if is_known(one, other):
        theirs = keys_of(other)
        assert any(
            ours is not None and ours == their
            for ours, their in (
                (keys.arxiv_id, theirs.arxiv_id),
                (keys.doi, theirs.doi),
                (keys.title_key, theirs.title_key),
                (keys.abstract_key, theirs.abstract_key),
            )
        )


def test_containment_is_the_share_of_the_shorter_text() -> None:
    assert containment(LONG, LONG) == 1.0
    assert containment(LONG, LONG + " And then a great deal more was said about it.") == 1.0
    assert containment(LONG, "Nothing in common " * 20) == 0.0
    assert containment(LONG[:80], LONG) == 0.0  # too short to tell
    half = " ".join(LONG.split()[:28] + [f"other{n}" for n in range(30)])
    assert 0.3 < containment(half, LONG) < 0.7


# ---------------------------------------------------------------- rule 4: alike abstracts


def test_a_row_has_a_title_if_any_of_its_records_has_one() -> None:
    """What was seen once without its title does not take in all that is alike."""
    longer = LONG + " We also flew one at night."
    untitled, titled = Fields(abstract=LONG), Fields(title="Kites", abstract=LONG)
    assert is_known(Fields(title="Sails", abstract=longer), untitled)
    assert not is_known(Fields(title="Sails", abstract=longer), untitled, titled)
    assert suggested(Fields(title="Sails", abstract=longer), untitled, titled) == "abstract"


def test_alike_means_alike_to_all_records_of_a_row() -> None:
    """Else a paper would take in a chain of texts of which each is only like the next."""
    words = LONG.split()
    first, second, third = (Fields(abstract=" ".join(words[at : at + 32])) for at in (0, 9, 18))
    assert is_known(second, first)
    assert is_known(third, second)
    assert not is_known(third, second, first)


def test_of_rows_that_one_rule_fits_the_one_that_agrees_in_most_is_taken() -> None:
    record = Fields(title="Kites", doi="10.1000/a", abstract=LONG)
    vague, sure = Fields(title="Kits", doi="10.1000/a"), Fields(title="Kites", doi="10.1000/a")
    assert match(record, [Candidate(1, vague), Candidate(2, sure)]) == 2
    assert match(record, [Candidate(1, sure), Candidate(2, sure)]) == 1
    same = replace(sure, authors=("Ada Lovelace",), year=2020)
    assert match(same, [Candidate(1, sure), Candidate(2, same)]) == 2


def test_what_a_rule_fits_besides_is_asked_about() -> None:
    """A list of ids and one of titles hold the same paper twice, until a record has both."""
    by_id, by_title = Fields(arxiv_id="2101.00001"), Fields(title="Kites")
    both = Fields(title="Kites", arxiv_id="2101.00001")
    candidates = [Candidate(1, by_id), Candidate(2, by_title)]
    assert match(both, candidates) == 1
    assert suggest(both, candidates, but=1) == [Suggestion(2, "title", 1.0)]


@pytest.mark.parametrize("text", ["x " * 100_000, "x" * 200_000, "II: " * 50_000, "é… " * 50_000])
def test_texts_of_any_length_are_compared(text: str) -> None:
    one, other = Fields(title=text, abstract=text, authors=(text,)), Fields(title=text + "y")
    assert match(one, [Candidate(1, other), Candidate(2, one)]) in (2, None)
    suggest(other, [Candidate(1, one)])
    fold([one, other], {})
    sketch(one)
