"""arXiv's listing and search pages as text: what is in them, whatever became of their lines."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readlist.readers import LineClass, Reader, Reading, split_lines
from readlist.readers.arxiv.listing import ArxivListingReader
from readlist.readers.arxiv.search import ArxivSearchReader
from readlist.readers.prose import verbatim
from tests.readers import arxiv
from tests.readers.arxiv import Truth, told

LISTING, SEARCH = ArxivListingReader(), ArxivSearchReader()
PAGES: dict[str, tuple[Reader, str, list[Truth]]] = {
    "recent": (LISTING, arxiv.RECENT, arxiv.RECENT_TRUTH),
    "new": (LISTING, arxiv.NEW, arxiv.NEW_TRUTH),
    "old": (LISTING, arxiv.OLD, arxiv.OLD_TRUTH),
    "elements": (LISTING, arxiv.ELEMENTS, arxiv.ELEMENTS_TRUTH),
    "search": (SEARCH, arxiv.SEARCH, arxiv.SEARCH_TRUTH),
}
SAMPLES = {f"arxiv-{name}": text for name, (_, text, _) in PAGES.items()}


def read(text: str, reader: Reader = LISTING) -> Reading:
    return reader.read(split_lines(text))


def account(text: str, reading: Reading) -> None:
    """Every line has one class, and records are in the file and in its order."""
    lines = split_lines(text)
    assert len(reading.lines) == len(lines)
    for line, kind in zip(lines, reading.lines, strict=True):
        assert (kind is LineClass.BLANK) == (not verbatim(line))
    last = 0
    for record in reading.records:
        assert last <= record.first_line <= record.last_line <= len(lines)
        last = record.first_line


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_read_as_it_is(name: str) -> None:
    reader, text, truth = PAGES[name]
    reading = read(text, reader)
    assert told(reading) == truth
    assert LineClass.UNPARSED not in reading.lines
    assert not reading.problems
    assert reading.confidence > 0.95
    account(text, reading)


@pytest.mark.parametrize("name", PAGES)
def test_only_its_own_reader_is_sure_of_a_page(name: str) -> None:
    reader, text, _ = PAGES[name]
    other = SEARCH if reader is LISTING else LISTING
    assert reader.sniff(split_lines(text)) > 0.95
    assert other.sniff(split_lines(text)) < 0.3


def test_lines_are_told_apart() -> None:
    text = (
        "[1] arXiv:2101.00001 [pdf]\nTitle: Kites\nJane Doe\nSubjects: Robotics (cs.RO)\nThey fly."
    )
    kinds = [str(kind) for kind in read(text).lines]
    assert kinds == ["field", "title", "field", "field", "abstract"]


@pytest.mark.parametrize("name", PAGES)
def test_blank_lines_between_all_lines_change_nothing(name: str) -> None:
    reader, text, truth = PAGES[name]
    lines = [line for line in split_lines(text) if line.strip()]
    spaced = told(read("\n\n".join(lines), reader))
    assert [each.arxiv_id for each in spaced] == [each.arxiv_id for each in truth]
    assert [each.title for each in spaced] == [each.title for each in truth]
    assert [each.authors for each in spaced] == [each.authors for each in truth]


@pytest.mark.parametrize("name", PAGES)
def test_a_doubled_line_changes_nothing(name: str) -> None:
    reader, text, truth = PAGES[name]
    for number, line in enumerate(lines := split_lines(text)):
        if line.strip():
            reading = read("\n".join([*lines[: number + 1], *lines[number:]]), reader)
            assert told(reading) == truth, line


@pytest.mark.parametrize("name", PAGES)
def test_a_lost_line_costs_no_other_record(name: str) -> None:
    reader, text, truth = PAGES[name]
    lines = split_lines(text)
    spans = [(r.first_line, r.last_line) for r in read(text, reader).records]
    for number in range(len(lines)):
        left = told(read("\n".join(lines[:number] + lines[number + 1 :]), reader))
        for each, (first, last) in zip(truth, spans, strict=True):
            if not first <= number + 1 <= last + 2 and first - 1 != number + 1:
                assert each in left, lines[number]


def test_a_paper_whose_id_line_is_lost_is_still_one() -> None:
    lines = [line for line in split_lines(arxiv.RECENT) if "2103.00002" not in line]
    found = told(read("\n".join(lines)))
    assert [each.title for each in found] == [each.title for each in arxiv.RECENT_TRUTH]
    assert found[1].arxiv_id is None
    lines = [line for line in split_lines(arxiv.SEARCH) if "0109999" not in line]
    found = told(read("\n".join(lines), SEARCH))
    assert found[2].title == "Knots in Old Ropes"
    assert found[2].year == 2001  # there is no id to tell it, so the announcement does


def test_a_lost_title_is_not_made_of_the_authors() -> None:
    lines = [line for line in split_lines(arxiv.RECENT) if "Kites That" not in line]
    found = told(read("\n".join(lines)))
    assert found[0].title is None
    assert found[0].authors == ("Jane Doe", "John Roe")


def test_an_id_split_over_two_lines_is_one() -> None:
    text = arxiv.RECENT.replace("[2] arXiv:2103.00002", "[2] arXiv:2103.\n00002")
    assert told(read(text)) == arxiv.RECENT_TRUTH


def test_labels_and_text_may_be_glued() -> None:
    text = arxiv.OLD
    for label in ("Title", "Authors", "Comments", "Subjects"):
        text = text.replace(f"{label}: ", f"{label}:")
    assert told(read(text)) == arxiv.OLD_TRUTH


def test_ids_in_comments_and_abstracts_begin_no_paper() -> None:
    text = (
        "[1] arXiv:2101.00001 [pdf, other]\nTitle: Kites\nAuthors: Jane Doe\nComments: See\n"
        "arXiv:2001.00002\nSubjects: Robotics (cs.RO)\nThey fly as shown in\n"
        "arXiv:1901.00003 and in\n[2] and elsewhere.\n"
    )
    (record,) = read(text).records
    assert record.arxiv_id == "2101.00001"
    assert record.abstract == "They fly as shown in arXiv:1901.00003 and in [2] and elsewhere."


def test_a_wrapped_title_is_told_from_authors_without_label() -> None:
    text = (
        "[1] arXiv:2101.00001 [pdf]\nTitle: The Repair of Bridges by Kites in Autumn and in Late\n"
        "Winter\nJane Doe, John Roe,\nMax Moe\nSubjects: Robotics (cs.RO)\n"
    )
    (record,) = read(text).records
    assert record.title == "The Repair of Bridges by Kites in Autumn and in Late Winter"
    assert record.authors == ("Jane Doe", "John Roe", "Max Moe")


@pytest.mark.parametrize(
    "text",
    [
        "arXiv:2101.00001\narXiv:2101.00002\n",
        "Title: Kites\nAuthors: Jane Doe\nAbstract: They fly.\n",
        "\\\\\narXiv:2101.00001\nDate: Fri, 5 Mar 2021\n\nTitle: Kites\n\\\\\n  Fly.\n",
        "",
        "[1] J. Doe. Kites. Kite Letters, 2021. arXiv:2101.00001\n",
    ],
)
def test_other_texts_are_none_of_these_pages(text: str) -> None:
    assert LISTING.sniff(split_lines(text)) < 0.3
    assert SEARCH.sniff(split_lines(text)) < 0.3


LINES = st.sampled_from(
    [line for text in SAMPLES.values() for line in text.split("\n")]
    + [
        "[7]",
        "arXiv:",
        "[pdf",
        "other]",
        "▽ More",
        "△ Less",
        "Title:",
        "Authors:",
        "Submitted 2021",
    ]
)


@given(st.lists(st.one_of(LINES, st.text(max_size=20)), max_size=25))
@settings(max_examples=40, deadline=None)
def test_any_lines_are_accounted_for(lines: list[str]) -> None:
    text = "\n".join(line.replace("\n", " ").replace("\r", " ") for line in lines)
    for reader in (LISTING, SEARCH):
        account(text, read(text, reader))


@pytest.mark.parametrize(
    "piece", ["[1] arXiv:2101.00001 [pdf] ", "a", "[", "(1) ", "; ", "▽ More "]
)
def test_long_lines_take_no_longer_than_their_length(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    for reader in (LISTING, SEARCH):
        reader.read([text])
        reader.read(["[1] arXiv:2101.00001 [pdf]", "Title: Kites", text, f"Subjects: {text}", text])


@pytest.mark.parametrize("row", ["Jane Doe", "a b c", "Comments: none", "Abstract: It flies."])
def test_many_lines_below_one_id_are_read_in_one_go(row: str) -> None:
    lines = [f"{row} {n}" for n in range(5_000)]
    for reader in (LISTING, SEARCH):
        reader.read(["[1] arXiv:2101.00001 [pdf]", "Title: Kites", *lines])


def test_fields_glued_to_one_line_are_told_apart() -> None:
    text = (
        "[1] arXiv:2101.00001 [pdf, other] Title: Kites Authors: Jane Doe, John Roe Comments: 3"
        " pages Subjects: Robotics (cs.RO)\n"
    )
    assert told(read(text)) == [Truth("Kites", ("Jane Doe", "John Roe"), "2101.00001", 2021)]


@pytest.mark.parametrize(
    "title", ["Showing 3 Ways to Fly", "Physics", "New Lists for Old", "Search"]
)
def test_a_title_may_read_like_the_words_of_the_page(title: str) -> None:
    text = f"1. arXiv:2101.00001 [pdf, other] cs.RO\n{title}\nAuthors: Jane Doe\nAbstract: So.\n"
    assert read(text, SEARCH).records[0].title == title


def test_a_collaboration_and_a_lone_company_are_authors() -> None:
    text = (
        "[1] arXiv:2101.00001 [pdf]\nTitle: A Kite\nKite collaboration: J. Doe, J. Roe, et al."
        " (1100 additional authors not shown)\nSubjects: Robotics (cs.RO)\n"
        "[2] arXiv:2101.00002 [pdf]\nTitle: A Loaf\nOpenKite\nSubjects: Robotics (cs.RO)\n"
    )
    authors = [record.authors for record in read(text).records]
    assert authors == [("Kite collaboration", "J. Doe", "J. Roe"), ("OpenKite",)]


def test_many_short_lines_are_read_in_one_go() -> None:
    items = [f"[{n}] arXiv:2101.{n:05} [pdf]\nTitle: Kites {n}\nJane Doe" for n in range(1, 2001)]
    random.Random(1).shuffle(items)
    assert len(read("\n".join(items)).records) == 2000
