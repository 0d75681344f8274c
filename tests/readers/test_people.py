"""Lists of authors: every way they are written, and what stands between the names."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readlist.readers.people import first_last, people

LISTS = {
    "Jane Doe, John Roe and Max Moe": ("Jane Doe", "John Roe", "Max Moe"),
    "Jane Doe, John Roe, and Max Moe": ("Jane Doe", "John Roe", "Max Moe"),
    "Jane Doe, John Roe & Max Moe": ("Jane Doe", "John Roe", "Max Moe"),
    "Jane Doe and John Roe": ("Jane Doe", "John Roe"),
    "Jane Doe · John Roe | Max Moe": ("Jane Doe", "John Roe", "Max Moe"),
    "张三、李四": ("张三", "李四"),
    "Jane Doe; John Roe; and Max Moe": ("Jane Doe", "John Roe", "Max Moe"),
    "  Jane \t Doe,\n John Roe ": ("Jane Doe", "John Roe"),
    # turned round
    "Doe, Jane; Roe, John Q.; van der Berg, Anna": (
        "Jane Doe", "John Q. Roe", "Anna van der Berg",
    ),
    "Doe, Jane and Roe, John": ("Jane Doe", "John Roe"),
    "Doe, J., Roe, R. B., & Moe, M.": ("J. Doe", "R. B. Roe", "M. Moe"),
    "Doe, Jane": ("Jane Doe",),
    "OpenAI, DeepMind": ("OpenAI", "DeepMind"),
    "J. Doe, R. Roe": ("J. Doe", "R. Roe"),
    # suffixes and titles
    "Jane Doe, Jr., John Roe": ("Jane Doe Jr.", "John Roe"),
    "Doe, Jr., Jane; Roe, Ann": ("Jane Doe Jr.", "Ann Roe"),
    "Jane Doe, Ph.D., John Roe, MD": ("Jane Doe", "John Roe"),
    # nobody
    "Jane Doe, John Roe, et al.": ("Jane Doe", "John Roe"),
    "Jane Doe et al": ("Jane Doe",),
    "Jane Doe et al. (3 additional authors not shown)": ("Jane Doe",),
    "Jane Doe, John Roe (1,909 additional authors not shown)": ("Jane Doe", "John Roe"),
    "Jane Doe, and 12 others": ("Jane Doe",),
    "Jane Doe and others": ("Jane Doe",),
    "Jane Doe, +3 more": ("Jane Doe",),
    "J Doe, RB Roe, …": ("J Doe", "RB Roe"),
    "12 authors": (),
    "(author list is unavailable)": (),
    "": (),
    '["Jane Doe", "John Roe"]': ("Jane Doe", "John Roe"),
    # groups
    "LHCb collaboration: J. Doe, M. Moe": ("LHCb collaboration", "J. Doe", "M. Moe"),
    "The Kite Collaboration": ("The Kite Collaboration",),
    # affiliations, footnotes, addresses
    "Jane Doe (1), John Roe (1 and 2) ((1) University of Kites; Lab, (2) Town)": (
        "Jane Doe", "John Roe",
    ),
    "Jane Doe (Kite Lab, Windy Town), John Roe": ("Jane Doe", "John Roe"),
    "Yi (Eve) Doe, Hao Roe (徐浩)": ("Yi (Eve) Doe", "Hao Roe"),
    "Jane Doe1,2*, John Roe2†, Max Moe³": ("Jane Doe", "John Roe", "Max Moe"),
    "Jane Doe$^{1}$, John Roe": ("Jane Doe", "John Roe"),
    "Jane Doe <jane@example.org>, John Roe": ("Jane Doe", "John Roe"),
    "Jane Doe, John Roe.": ("Jane Doe", "John Roe"),
    # two people of one name are two people
    "Wei Doe, Wei Doe": ("Wei Doe", "Wei Doe"),
    "Ó. D'Arc, J. M. van der Berg": ("Ó. D'Arc", "J. M. van der Berg"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "names"), LISTS.items())
def test_a_list_is_its_people_in_order(text: str, names: tuple[str, ...]) -> None:
    assert people(text) == names


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Doe, Jane", "Jane Doe"),
        ("Doe, Jr., Jane", "Jane Doe Jr."),
        ("Doe, Jane, III", "Jane Doe III"),
        ("Jane Doe", "Jane Doe"),
        ("Doe,", "Doe"),
    ],
)
def test_a_name_is_turned_round(written: str, name: str) -> None:
    assert first_last(written) == name


@given(st.text(alphabet="AaBb ,;.()&*1…\tand", max_size=60))
@settings(max_examples=60, deadline=None)
def test_any_text_gives_names_on_one_line(text: str) -> None:
    for name in people(text):
        assert name == " ".join(name.split())
        assert any(character.isalpha() for character in name)


@pytest.mark.parametrize("text", ["*", "(", "()", "a@", " ", ",", "A, ", "A and ", "a (b) "])
def test_long_text_takes_no_longer_than_its_length(text: str) -> None:
    people(text * (60_000 // len(text)))


def test_digits_of_a_groups_name_are_no_footnotes() -> None:
    text = "Ada Lovelace1, Li Wei2,3 and H1 Collaboration"
    assert people(text) == ("Ada Lovelace", "Li Wei", "H1 Collaboration")
    assert people("NA62 Collaboration") == ("NA62 Collaboration",)


def test_initials_behind_names_of_several_words() -> None:
    assert people("García Doe, J., de la Roe, R. M.") == ("J. García Doe", "R. M. de la Roe")
    assert people("John Doe, Jr.") == ("John Doe Jr.",)
