"""What a paper without a title is called."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readlist.identity import derive_title


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
