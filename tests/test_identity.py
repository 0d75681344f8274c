"""When two records are one paper, and what the paper keeps of them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import astuple, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readlist.errors import BadValue
from readlist.identity import (
    Candidate,
    Folded,
    containment,
    derive_title,
    first_key,
    fold,
    keys_of,
    match,
    own_title,
    public_id,
    title_key,
)
from readlist.paper import Fields
from readlist.readers import decode, read

LONG = (
    "Kites drift when the string is long. We tie knots at even distances and measure how far a"
    " kite wanders over an hour, on forty beaches and in every month of the year. The knots help"
    " in weak wind only; in strong wind it is the tail that decides, and a longer one is better."
)

words = st.lists(
    st.sampled_from(["a", "be", "kite", "Über", "ΣΑΣ", "ﬁsh", "x²", "日本", "ё"]), max_size=4
)
titles = st.one_of(st.none(), st.text(max_size=40), words.map(" ".join))
years = st.one_of(st.none(), st.integers(1990, 2030))
records = st.builds(
    Fields,
    title=titles,
    abstract=st.one_of(st.none(), st.text(max_size=200), st.just(LONG), words.map(". ".join)),
    authors=st.lists(st.sampled_from(["Ada Lovelace", "A. Turing", "Turing, Alan"])).map(tuple),
    year=years,
    venue=st.one_of(st.none(), st.just("Kite Letters")),
    doi=st.one_of(
        st.none(), st.sampled_from(["10.1000/a", "10.1000/b", "10.48550/arxiv.2101.00001"])
    ),
    arxiv_id=st.one_of(st.none(), st.sampled_from(["2101.00001", "math/0109999"])),
    urls=st.lists(st.sampled_from(["https://a.org", "https://b.org"])).map(tuple),
)


def is_known(record: Fields, *others: Fields) -> bool:
    return match(record, [Candidate(7, other) for other in others]) == 7


def partition(listing: Sequence[Fields]) -> list[int]:
    """The number of the paper that each record is, as records arrive one by one.

    Candidates are the known records that share a key, as a store would look them up.
    """
    known: dict[str, list[Candidate]] = {}
    rows: list[int] = []
    for record in listing:
        keys = [key for key in astuple(keys_of(record)) if key]
        row = match(record, [candidate for key in keys for candidate in known.get(key, [])])
        rows.append(len(set(rows)) if row is None else row)
        for key in keys:
            known.setdefault(key, []).append(Candidate(rows[-1], record))
    return rows


# ---------------------------------------------------------------- keys


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("On Kites: A Study", "onkitesastudy"),
        ("Élan — ﬁve STRAẞEN", "elanfivestrassen"),
        ("DM^2S^2 & [MASK] $x_1$", "dm2s2maskx1"),
        ("x² + 日本", "x2日本"),
        ("?!… —", ""),
        (None, ""),
    ],
)
def test_a_title_key_is_its_letters_and_digits(title: str | None, key: str) -> None:
    assert title_key(title) == key


@given(st.text())
def test_title_keys_are_idempotent(title: str) -> None:
    key = title_key(title)
    assert title_key(key) == key
    assert title_key(title.upper()) == title_key(title.upper().lower())


def test_a_doi_that_arxiv_gave_is_the_arxiv_id() -> None:
    keys = keys_of(Fields(doi="10.48550/arXiv.2101.00001"))
    assert (keys.arxiv_id, keys.doi) == ("2101.00001", None)


def test_an_abstract_key_folds_links_macros_and_spacing_away() -> None:
    plain = keys_of(Fields(abstract="We fly kites. Code is at https://a.org/kites."))
    tex = keys_of(Fields(abstract="We fly  \\emph{kites}.\nCode is at \\url{https://a.org/kites}."))
    assert plain.abstract_key == tex.abstract_key is not None
    assert keys_of(Fields(abstract="https://a.org …")).abstract_key is None


@given(records)
def test_empty_keys_are_none(record: Fields) -> None:
    keys = keys_of(record)
    assert "" not in (keys.arxiv_id, keys.doi, keys.title_key, keys.abstract_key)
    assert keys == keys_of(record)


@given(records)
def test_the_first_key_names_the_best_one_there_is(record: Fields) -> None:
    keys = keys_of(record)
    kind, _, value = first_key(record, keys_of(record)).partition(":")
    best = next(
        key for key in (keys.arxiv_id, keys.doi, keys.title_key, keys.abstract_key, value) if key
    )
    assert value == best
    assert kind in ("arxiv", "doi", "title", "abstract", "fields")


def test_a_record_without_any_key_has_one_of_all_its_fields() -> None:
    one, other = Fields(title="…", year=2020), Fields(title="…", year=2021)
    assert (
        first_key(one, keys_of(one))
        == first_key(replace(one), keys_of(one))
        != first_key(other, keys_of(other))
    )


@given(st.text(), st.integers(0, 5))
def test_public_ids_are_eight_base32_characters(key: str, attempt: int) -> None:
    name = public_id(key, attempt)
    assert len(name) == 8
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz234567")
    assert name == public_id(key, attempt) != public_id(key, attempt + 1)


def test_public_ids_never_change() -> None:
    # From `printf 'arxiv:2101.00001' | sha256sum`, in base32.
    assert public_id("arxiv:2101.00001") == "yqokf7t2"


# ---------------------------------------------------------------- rule 1: ids


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


# ---------------------------------------------------------------- rules 2 and 3: texts


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
    assert is_known(one, one) == has_key
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


# ---------------------------------------------------------------- folding


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


# ---------------------------------------------------------------- derived titles


@pytest.mark.parametrize(
    ("abstract", "title"),
    [
        ("We fly kites. Then we rest.", "We fly kites."),
        ("We fly kites", "We fly kites"),
        ("Why  fly\nkites? Because.", "Why fly kites?"),
        (
            "We compare kites, e.g. Red ones, with sails. It pays.",
            "We compare kites, e.g. Red ones, with sails.",
        ),
        (
            "A method of A. Turing et al. Is tried. It pays.",
            "A method of A. Turing et al. Is tried.",
        ),
        ("Kites gain 2.5 metres. So what.", "Kites gain 2.5 metres."),
        ("x" * 100, "x" * 80 + "…"),
        ("word " * 30, ("word " * 16).strip() + "…"),
        ("", ""),
    ],
)
def test_a_derived_title_is_the_first_sentence(abstract: str, title: str) -> None:
    assert derive_title(abstract) == title


@given(
    st.one_of(
        st.text(),
        st.lists(st.sampled_from(["a", "kites.", "e.g.", "Über,", "(x", "?", "x.", "—", "\n"])).map(
            " ".join
        ),
    )
)
def test_derived_titles_fit_and_are_cut_only_if_they_must(abstract: str) -> None:
    title = derive_title(abstract)
    whole = " ".join(abstract.split())
    assert whole.startswith(title.removesuffix("…")) or title == whole
    assert len(title.removesuffix("…")) <= 80
    assert bool(title) == bool(whole)
    if len(whole) <= 80:
        assert whole.startswith(title)


# ---------------------------------------------------------------- the real listings


@pytest.fixture(scope="module")
def listing(seeds: Path) -> list[Fields]:
    files = sorted(seeds.glob("*.txt"))
    return [record for file in files for record in read(decode(file.read_bytes()).text).records]


def test_the_real_listings_hold_274_papers(listing: list[Fields]) -> None:
    papers = partition(listing)
    assert len(papers) == 285
    assert len(set(papers)) == 274
    assert len({public_id(first_key(record, keys_of(record))) for record in listing}) >= 274


def test_the_order_of_records_makes_no_difference(listing: list[Fields]) -> None:
    numbers = dict(zip(map(id, listing), partition(listing), strict=True))
    for seed in range(3):
        shuffled = random.Random(seed).sample(listing, len(listing))
        pairs = {
            (numbers[id(r)], paper) for r, paper in zip(shuffled, partition(shuffled), strict=True)
        }
        assert len(pairs) == 274
