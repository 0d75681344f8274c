"""What records are found by, and what ids are made from."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readlist.identity import first_key, keys_of, public_id, title_key
from readlist.paper import Fields
from tests.identity.records import records


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
