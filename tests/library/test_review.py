"""Records put right by hand before they are taken in."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from readlist import Library
from readlist.errors import BadValue
from readlist.library.review import Review
from readlist.paper import Record
from readlist.readers import LineClass, Reading, read, split_lines

LISTING = """\
Slow Bridges for Fast Rivers

We build bridges that give way slowly. Rivers pass below them, and we measure how fast they are.

Fish Ladders that Learn
A ladder of fish is taught to count its own steps. It counts them well, in all twelve rivers.

=====

Otters as Judges of Dams

Otters were asked about dams. They liked the old ones best, as we show with a new test of taste.
"""


def review_of(text: str, *records: Record, unparsed: tuple[int, ...] = ()) -> Review:
    """A review in which the lines are classed by the records: a title line, then its abstract."""
    lines = tuple(split_lines(text))
    classes = [LineClass.ABSTRACT if line.strip() else LineClass.BLANK for line in lines]
    for record in records:
        if record.title:
            classes[record.first_line - 1] = LineClass.TITLE
    for number in unparsed:
        classes[number - 1] = LineClass.UNPARSED
    return Review(lines, Reading("trending", 1.0, records, tuple(classes)))


@pytest.fixture
def listing() -> Review:
    return Review(tuple(split_lines(LISTING)), read(LISTING, "trending"))


def titles(review: Review) -> list[str | None]:
    return [record.title for record in review.records]


def test_a_listing_can_be_left_as_it_is(listing: Review) -> None:
    assert titles(listing) == [
        "Slow Bridges for Fast Rivers",
        "Fish Ladders that Learn",
        "Otters as Judges of Dams",
    ]


def test_fields_are_edited_as_a_person_types_them(listing: Review) -> None:
    edited = listing.edit(1, {"title": " Fish  Ladders ", "year": "2021", "authors": "A B; C D"})
    record = edited.records[1]
    assert (record.title, record.year, record.authors) == ("Fish Ladders", 2021, ("A B", "C D"))
    assert record.abstract == listing.records[1].abstract
    with pytest.raises(BadValue, match="not a year"):
        listing.edit(1, {"year": "soon"})


def test_a_dropped_record_leaves_its_lines_not_understood(listing: Review) -> None:
    dropped = listing.drop(0)
    assert titles(dropped) == ["Fish Ladders that Learn", "Otters as Judges of Dams"]
    assert dropped.reading.lines[0] is dropped.reading.lines[2] is LineClass.UNPARSED
    assert dropped.left()[0] == range(1, 4)
    assert titles(dropped.make(1, 3)) == titles(listing)


def test_two_papers_taken_for_one_are_split_where_the_second_begins() -> None:
    text = (
        "A Title\nSome words of it.\nAnother Title\nhttps://arxiv.org/abs/2101.00001\nMore words."
    )
    wrong = Record(
        title="A Title",
        abstract="Some words of it. Another Title More words.",
        arxiv_id="2101.00001",
        year=2021,
        first_line=1,
        last_line=5,
    )
    first, second = review_of(text, wrong).split(0, 3).records
    assert (first.title, first.abstract) == ("A Title", "Some words of it.")
    assert (first.arxiv_id, first.year, first.last_line) == (None, None, 2)
    assert (second.title, second.abstract) == ("Another Title", "More words.")
    assert (second.arxiv_id, second.year) == ("2101.00001", 2021)
    assert (second.first_line, second.last_line) == (3, 5)


def test_a_split_needs_text_on_both_sides(listing: Review) -> None:
    with pytest.raises(BadValue, match="choose a later line"):
        listing.split(0, 1)


def test_a_title_that_was_taken_for_two_is_joined() -> None:
    text = "Slow Bridges for\nFast Rivers\nWe build bridges."
    review = review_of(
        text,
        Record(title="Slow Bridges for", first_line=1, last_line=1),
        Record(title="Fast Rivers", abstract="We build bridges.", first_line=2, last_line=3),
    )
    joined = review.join(0)
    (record,) = joined.records
    assert (record.title, record.abstract) == ("Slow Bridges for Fast Rivers", "We build bridges.")
    assert (record.first_line, record.last_line) == (1, 3)
    assert joined.reading.lines[1] is LineClass.TITLE


def test_a_sentence_that_was_taken_for_a_title_goes_back_into_the_abstract() -> None:
    text = "A Title\nWe build.\nThis is no title\nIt is a sentence."
    review = review_of(
        text,
        Record(title="A Title", abstract="We build.", first_line=1, last_line=2),
        Record(title="This is no title", abstract="It is a sentence.", first_line=3, last_line=4),
    )
    joined = review.join(0)
    (record,) = joined.records
    assert record.abstract == "We build. This is no title It is a sentence."
    assert joined.reading.lines[2] is LineClass.ABSTRACT
    with pytest.raises(BadValue, match="no record after"):
        joined.join(0)


def test_lines_that_were_not_understood_become_a_paper() -> None:
    text = (
        "A Title\nWe build.\n\n??\nTitle: The Lost One\nAuthors: Ann Ash, Bo Birch\n\nIt was\nlost."
    )
    review = review_of(
        text,
        Record(title="A Title", abstract="We build.", first_line=1, last_line=2),
        unparsed=(4, 5, 6, 8, 9),
    )
    assert review.left() == [range(4, 10)]
    made = review.make(5, 9)
    record = made.records[1]
    assert (record.title, record.abstract) == ("The Lost One", "It was lost.")
    assert record.authors == ("Ann Ash", "Bo Birch")
    assert made.reading.lines[5] is LineClass.FIELD
    assert made.left() == [range(4, 5)]
    with pytest.raises(BadValue, match="in a record"):
        made.make(4, 5)
    with pytest.raises(BadValue, match="no text"):
        made.make(3, 3)


def test_lines_that_were_not_understood_go_on_with_the_abstract_before() -> None:
    text = "?\nA Title\nWe build.\nCode: https://example.org/code"
    review = review_of(
        text,
        Record(title="A Title", abstract="We build.", first_line=2, last_line=3),
        unparsed=(1, 4),
    )
    (record,) = review.give(4, 4).records
    assert record.abstract == "We build. Code: https://example.org/code"
    assert (record.urls, record.last_line) == (("https://example.org/code",), 4)
    with pytest.raises(BadValue, match="no record before"):
        review.give(1, 1)


CORRECTIONS = st.lists(
    st.tuples(
        st.sampled_from(["split", "join", "drop", "make", "give"]),
        st.integers(0, 30),
        st.integers(0, 30),
    ),
    max_size=12,
)


@given(CORRECTIONS)
@example([("join", 0, 0), ("split", 0, 1), ("join", 0, 0), ("split", 0, 27)])  # a title of 2 lines
def test_whatever_is_done_every_line_keeps_one_class_and_no_text_is_lost(
    corrections: list[tuple[str, int, int]],
) -> None:
    review = Review(tuple(split_lines(LISTING)), read(LISTING, "trending"))
    said = words(review)
    for name, one, two in corrections:
        before = review
        line, other = one % len(review.lines) + 1, two % len(review.lines) + 1
        place = one % len(review.records) if review.records else 0
        try:
            if name in ("make", "give"):
                review = getattr(review, name)(min(line, other), max(line, other))
            elif review.records:
                arguments = (place, other) if name == "split" else (place,)
                review = getattr(review, name)(*arguments)
        except BadValue:
            assert review is before
        assert len(review.reading.lines) == len(review.lines)
        for kind, text in zip(review.reading.lines, review.lines, strict=True):
            assert (kind is LineClass.BLANK) == (not text.strip())
        assert words(review) == said
        spans = [(each.first_line, each.last_line, each.part) for each in review.records]
        assert len(set(spans)) == len(spans)


def words(review: Review) -> Counter[str]:
    """All words of titles and abstracts, and of the lines that are in no record."""
    texts = [text or "" for each in review.records for text in (each.title, each.abstract)]
    left = (LineClass.UNPARSED, LineClass.BOILERPLATE)
    for kind, line in zip(review.reading.lines, review.lines, strict=True):
        if kind in left:
            texts.append(line)
    return Counter(word for text in texts for word in text.split())


def test_what_was_put_right_counts_also_for_a_file_that_is_known(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library.db") as library:
        library.import_text(LISTING, "rivers", format="trending")
        file = library.read_text(LISTING, "rivers", "trending")
        reviewed = Review(file.lines, file.reading).edit(1, {"title": "Fish Ladders", "year": 2020})
        report = library.import_read([replace(file, reading=reviewed.reading)])
        assert (report.files[0].again, report.total("merged"), report.total("known")) == (
            False,
            1,
            2,
        )
        (paper,) = library.papers(library.search("title:ladders").ids)
        assert (paper.title, paper.year) == ("Fish Ladders", 2020)
        library.import_text(LISTING + "\n", "rivers again", format="trending")
        assert library.papers([paper.id])[0].title == "Fish Ladders"
        library.undo()
        library.undo()
        assert library.papers([paper.id])[0].title == "Fish Ladders that Learn"
