"""Lists of `Abstract:` lines, bare, titled, wrapped, and as arXiv prints them."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readlist.paper import Record
from readlist.readers import read, split_lines
from readlist.readers.abstracts import AbstractsReader
from tests.readers.listings import abstracts, agreement
from tests.readers.test_trending import ONE, PARTS, THREE, TWO


def records(text: str) -> tuple[Record, ...]:
    return AbstractsReader().read(split_lines(text)).records


def told(text: str) -> list[tuple[str | None, str | None]]:
    return [(record.title, record.abstract) for record in records(text)]


def classes(text: str) -> str:
    return "".join(kind.value[0] for kind in AbstractsReader().read(split_lines(text)).lines)


# ---------------------------------------------------------------- without titles


@pytest.mark.parametrize(
    "mark", ["Abstract:", "Abstract: ", "ABSTRACT:", "abstract :  ", "Abstract："]
)
@pytest.mark.parametrize("between", ["\n", "\n\n", "\r\n", "\n\f\n"])
def test_abstracts_without_titles(mark: str, between: str) -> None:
    text = between.join([f"{mark}{ONE}", f"{mark}{TWO}", f"{mark}{THREE}"])
    assert told(text) == [(None, ONE), (None, TWO), (None, THREE)]
    assert set(classes(text)) <= {"a", "b"}
    found = read(text)
    assert (found.format, found.confidence) == ("abstracts", 1.0)
    step = len(split_lines(between + "x")) - 1
    assert [(r.first_line, r.last_line) for r in found.records] == [
        (n * step + 1,) * 2 for n in range(3)
    ]


def test_wrapped_abstracts_are_joined() -> None:
    text = "Abstract:We fly multi-\nstring kites\nby the sea.\nAbstract:\nBread is old and\nround."
    assert told(text) == [
        (None, "We fly multistring kites by the sea."),
        (None, "Bread is old and round."),
    ]
    assert [(r.first_line, r.last_line) for r in records(text)] == [(1, 3), (4, 6)]


@pytest.mark.parametrize(
    "mark",
    ["Abstract\n", "ABSTRACT.\n", "**Abstract:** ", "Abstract—", "Abstract. ", "## Abstract\n\n"],
)
def test_an_abstract_begins_as_people_mark_it(mark: str) -> None:
    text = f"{mark}Kites repair bridges. They hold.\n\n{mark}Lanterns are lit by others."
    assert told(text) == [
        (None, "Kites repair bridges. They hold."),
        (None, "Lanterns are lit by others."),
    ]


def test_the_mark_counts_where_a_wrapped_line_ends() -> None:
    text = "Abstract: We ask whether kites know when bridges are whole.\n"
    text += "Using four hundred bridges, we find that they do. We\nalso find that others do not.\n"
    assert "\n\n" not in (told(text)[0][1] or "")


def test_paragraphs_are_kept_apart() -> None:
    text = f"Abstract: {ONE}\n\nOur code, and {TWO}\n\nAbstract: {THREE}"
    assert told(text) == [(None, f"{ONE}\n\nOur code, and {TWO}"), (None, THREE)]


def test_urls_come_from_the_abstract_and_the_id_it_mentions_does_not_count() -> None:
    (record,) = records(
        f"Abstract: {ONE} We extend arXiv:2101.00001; see \\url{{https://a.org/x}}."
    )
    assert record.urls == ("https://a.org/x",)
    assert record.arxiv_id is record.year is None


@pytest.mark.parametrize("less", [" △ Less", "△ Less", "  ▽ More", "△ less"])
def test_the_pages_fold_marks_are_cut_off(less: str) -> None:
    assert told(f"Abstract: {ONE}{less}\nAbstract: {TWO}") == [(None, ONE), (None, TWO)]


def test_a_fold_mark_on_a_line_of_its_own_is_the_pages() -> None:
    text = f"Abstract: {ONE}\n△ Less\nAbstract: {TWO}"
    assert told(text) == [(None, ONE), (None, TWO)]
    assert classes(text) == "aba"


def test_the_short_form_before_more_is_dropped_for_the_whole() -> None:
    assert told(f"Abstract: {ONE[:60]}… ▽ More {ONE} △ Less") == [(None, ONE)]
    assert told(f"Abstract: {ONE[:60]}… ▽ More") == [(None, f"{ONE[:60]}…")]


def test_a_doubled_line_is_read_once() -> None:
    assert told(f"Abstract: {ONE}\nAbstract: {ONE}\nAbstract: {TWO}") == [(None, ONE), (None, TWO)]


def test_a_remark_between_whole_abstracts_is_told() -> None:
    remark = "What a day. Please bring the tea on Thursday."
    for text in (
        f"Abstract: {ONE * 2}\n{remark}\nAbstract: {TWO}",
        f"Abstract: {ONE * 2}\nAbstract: {TWO}\n{remark}",
        f"{remark}\nAbstract: {ONE * 2}\nAbstract: {TWO}",
    ):
        assert told(text) == [(None, ONE * 2), (None, TWO)]
        assert sorted(classes(text)) == ["a", "a", "u"]


@pytest.mark.parametrize("line", ["%%%% 17 %%%%", "=====", "My Papers of Last Year"])
def test_what_fits_nothing_is_told(line: str) -> None:
    text = f"Abstract: {ONE}\nAbstract: {TWO}\n{line}"
    assert told(text) == [(None, ONE), (None, TWO)]
    assert classes(text) == "aau"


# ---------------------------------------------------------------- with more than abstracts


def test_a_line_before_an_abstract_is_its_title() -> None:
    text = f"Kites at Sea\nAbstract: {ONE}\nBread by Post: How, and Why?\nAbstract: {TWO}"
    assert told(text) == [("Kites at Sea", ONE), ("Bread by Post: How, and Why?", TWO)]
    assert classes(text) == "tata"
    assert [(r.first_line, r.last_line) for r in records(text)] == [(1, 2), (3, 4)]
    assert read(text).format == "abstracts"


def test_where_titles_are_usual_one_without_abstract_is_a_record() -> None:
    text = f"Kites at Sea\nAbstract: {ONE}\nClocks in Rain\n\nBread by Post\nAbstract: {TWO}"
    assert told(text) == [("Kites at Sea", ONE), ("Clocks in Rain", None), ("Bread by Post", TWO)]


def test_a_list_as_arxiv_prints_it() -> None:
    text = (
        "arXiv:2101.00001 [pdf, other] cs.CV\n"
        "Kites at Sea\n"
        "Authors: Ada Lovelace, Jürgen van der Berg, et al.\n"
        f"Abstract: {ONE[:60]}… ▽ More {ONE} △ Less\n"
        "Submitted 3 January, 2021; originally announced January 2021.\n"
        "Comments: 12 pages, 3 figures\n"
        "\n"
        "arXiv:math/0109999v2 [pdf] math.CO\n"
        "Bread by Post\n"
        "Authors: Li Wei\n"
        f"Abstract: {TWO} △ Less\n"
        "Submitted 1 September, 2001; originally announced September 2001.\n"
    )
    one, two = records(text)
    assert (one.title, one.abstract, one.arxiv_id, one.year) == (
        "Kites at Sea",
        ONE,
        "2101.00001",
        2021,
    )
    assert one.authors == ("Ada Lovelace", "Jürgen van der Berg")
    assert (two.title, two.abstract, two.arxiv_id, two.year) == (
        "Bread by Post",
        TWO,
        "math/0109999",
        2001,
    )
    assert (two.authors, two.first_line, two.last_line) == (("Li Wei",), 8, 11)
    assert classes(text) == "ftfaffbftfaf"


def test_a_list_with_dates_and_names() -> None:
    text = (
        f"Kites at Sea\n\nJun 17, 2024\nAda Lovelace, Charles Babbage\n\nAbstract:{ONE}\n\nVia\n"
        "Access Paper or Ask Questions\n\n"
        f"Bread by Post\n\nMay 1, 2024\nJ. H. van der Berg and Li Wei\n\nAbstract:{TWO}\n"
    )
    assert [(r.title, r.abstract, r.authors, r.year) for r in records(text)] == [
        ("Kites at Sea", ONE, ("Ada Lovelace", "Charles Babbage"), None),
        ("Bread by Post", TWO, ("J. H. van der Berg", "Li Wei"), None),
    ]
    assert "u" not in classes(text)


def test_names_inside_an_abstract_stay_there() -> None:
    lines = ["Abstract: We fly three signals:", "Red Morning Flags, Blue Lamps", "and bells."]
    text = "\n".join([*lines, ""])
    assert told(text * 2)[0][1] == "We fly three signals: Red Morning Flags, Blue Lamps and bells."


def test_labelled_titles_and_links() -> None:
    link = "https://arxiv.org/abs/2101.00001"
    text = f"Title: Kites at Sea\nAbstract: {ONE}\n{link}\nTitle: Bread\nAbstract: {TWO}"
    one, two = records(text)
    assert (one.title, one.arxiv_id, one.last_line) == ("Kites at Sea", "2101.00001", 3)
    assert (two.title, two.arxiv_id) == ("Bread", None)


# ---------------------------------------------------------------- made up


@pytest.mark.parametrize("width", [0, 60, pytest.param(79, marks=pytest.mark.long)])
@pytest.mark.parametrize("titles", [False, True])
@pytest.mark.parametrize("blank", [False, True])
@pytest.mark.parametrize("less", [False, True])
def test_made_up_lists_are_read(width: int, titles: bool, blank: bool, less: bool) -> None:
    found = []
    for seed in range(2):
        made = abstracts(random.Random(seed), titles=titles, width=width, blank=blank, less=less)
        result = read(made.text)
        assert result.format == "abstracts"
        assert result.confidence >= 0.95
        found += agreement(result, made)
    assert min(found) >= (0.9 if width else 1.0)
    assert sum(found) / len(found) >= 0.97


MORE_PARTS = (*PARTS, f"Abstract: {ONE}", "Abstract:", "△ Less", "Authors: A B, C D", "Title: B")


@given(st.lists(st.one_of(st.sampled_from(MORE_PARTS), st.text(max_size=30))).map("\n".join))
def test_every_line_is_accounted_for(text: str) -> None:
    lines = split_lines(text)
    found = AbstractsReader().read(lines)
    assert len(found.lines) == len(lines)
    assert 0.0 <= found.confidence <= 1.0
    for record in found.records:
        assert 1 <= record.first_line <= record.last_line <= len(lines)
        assert record.title or record.abstract


def test_a_mark_without_text_is_told() -> None:
    text = f"Abstract: {ONE}\nAbstract:\n\nAbstract: {TWO}"
    assert told(text) == [(None, ONE), (None, TWO)]
    assert classes(text) == "auba"


@pytest.mark.parametrize(
    "piece", ["△ less", "△ ", "▽ More ", " ", "a-", "Aa Bb, ", "Aa Bb and ", ". "]
)
def test_a_hostile_line_is_read_in_linear_time(piece: str) -> None:
    lines = ["Abstract: x" + piece * 60_000, "Kites at Sea", piece * 60_000, f"Abstract: {ONE}"]
    assert AbstractsReader().read(lines).records
    lines = ["Kites at Sea", piece * (290 // len(piece)), f"Abstract: {ONE}"]
    assert AbstractsReader().read(lines).records
