"""Lists of links, arXiv ids and DOIs."""

from __future__ import annotations

import pytest

from readlist.paper import Record
from readlist.readers import read as read_any
from readlist.readers.links.reader import LinksReader
from tests.readers.pages import read, unparsed

LINKS = LinksReader()
LIST = """\
# to read this week
https://arxiv.org/abs/2101.00001v2
arXiv:2102.12345  - nice paper on kites
https://arxiv.org/pdf/2103.00002.pdf?utm_source=mail&utm_medium=x
10.1145/3442188.3445922.
https://doi.org/10.1000/xyz123, https://doi.org/10.1000/abc
- 2104.00004v1, 2105.00005

Robotics:
math/0309136
https://openreview.net/forum?id=abc&utm_source=mail
https://arxiv.org/abs/2106.00006 https://github.com/foo/baz
https://arxiv.org/abs/2107.00007 Kites in the Wild: A Study of Strings
2108.00008  # follow up on this
"Bread for all", doi:10.1000/xyz, arXiv: 2109.00009
https://example.org/~doe/kites.pdf
https://www.nature.com/articles/s41586-021-03819-2 (Anna mentioned this)
<https://arxiv.org/abs/2111.00011>.
[Tea in Space](https://arxiv.org/abs/2112.00012)
huggingface.co/papers/2201.00001
https://dl.acm.org/doi/10.1145/1234567.1234568
"""
TITLED = """\
Kites in the Wild
https://arxiv.org/abs/2101.00001

Bread for All: A Survey
https://doi.org/10.1000/xyz
https://github.com/x/y

Tea Without Water
arXiv:2103.00003v1
"""
SAMPLES = {"links": LIST, "links titled": TITLED}


def told(text: str) -> list[tuple[str | None, str | None, str | None, tuple[str, ...]]]:
    return [(r.title, r.arxiv_id, r.doi, r.urls) for r in read(LINKS, text).records]


def only(text: str) -> Record:
    (record,) = read(LINKS, text).records
    return record


def test_a_list() -> None:
    assert told(LIST) == [
        (None, "2101.00001", None, ()),
        (None, "2102.12345", None, ()),
        (None, "2103.00002", None, ()),
        (None, None, "10.1145/3442188.3445922", ()),
        (None, None, "10.1000/xyz123", ()),
        (None, None, "10.1000/abc", ()),
        (None, "2104.00004", None, ()),
        (None, "2105.00005", None, ()),
        (None, "math/0309136", None, ()),
        (None, None, None, ("https://openreview.net/forum?id=abc&utm_source=mail",)),
        (None, "2106.00006", None, ("https://github.com/foo/baz",)),
        ("Kites in the Wild: A Study of Strings", "2107.00007", None, ()),
        (None, "2108.00008", None, ()),
        ("Bread for all", "2109.00009", "10.1000/xyz", ()),
        (None, None, None, ("https://example.org/~doe/kites.pdf",)),
        (None, None, None, ("https://www.nature.com/articles/s41586-021-03819-2",)),
        (None, "2111.00011", None, ()),
        ("Tea in Space", "2112.00012", None, ()),
        (None, "2201.00001", None, ()),
        (
            None,
            None,
            "10.1145/1234567.1234568",
            ("https://dl.acm.org/doi/10.1145/1234567.1234568",),
        ),
    ]
    reading = read(LINKS, LIST)
    assert unparsed(LINKS, LIST) == []
    assert reading.confidence > 0.9
    assert [r.year for r in reading.records[:4]] == [2021, 2021, 2021, None]
    assert [r.part for r in reading.records if r.first_line == 6] == [0, 1]


def test_titles_on_lines_of_their_own() -> None:
    above = [
        ("Kites in the Wild", "2101.00001", None, ()),
        ("Bread for All: A Survey", None, "10.1000/xyz", ("https://github.com/x/y",)),
        ("Tea Without Water", "2103.00003", None, ()),
    ]
    assert told(TITLED) == above
    below = "2101.00001\nKites in the Wild\n\n10.1000/xyz\nBread for All: A Survey\n"
    assert [title for title, *_ in told(below)] == ["Kites in the Wild", "Bread for All: A Survey"]


def test_a_heading_over_many_links_is_no_title() -> None:
    text = "Kites at Sea and on Land\n2101.00001\n2101.00002\n2101.00003\n2101.00004\n"
    assert [title for title, *_ in told(text)] == [None] * 4
    assert unparsed(LINKS, text) == ["Kites at Sea and on Land"]


@pytest.mark.parametrize(
    "remark",
    [
        "read this first",
        "Anna's talk on Monday",
        "Really nice results!",
        "(see section 3)",
        "TODO",
        "J. Doe, B. Oven",
        "[cs.CV]",
        "paper",
        "KITE, for the reading circle",
        "Kites for the seminar",
        "KITES, obviously",
    ],
)
def test_a_remark_is_no_title(remark: str) -> None:
    for text in (f"2101.00001 {remark}", f"{remark}: https://arxiv.org/abs/2101.00001"):
        assert only(text).title is None


@pytest.mark.parametrize(
    "title", ["All You Need Is Wind", "Kites: a survey", "Learning to fly kites over land"]
)
@pytest.mark.parametrize(
    "line",
    [
        "{} https://arxiv.org/abs/2101.00001",
        "2101.00001 - {}",
        "2101.00001\t{}",
        "* [ ] {}: arXiv:2101.00001",
        "1. “{}” (2101.00001)",
        "[2101.00001] {}",
        "2101.00001  # {}",
    ],
)
def test_a_title_beside_a_link_is_the_title(title: str, line: str) -> None:
    assert only(line.format(title)).title == title


@pytest.mark.parametrize(
    "written",
    [
        "arxiv.org/abs/2101.00001v3",
        "http://www.arxiv.org/pdf/2101.00001v3.pdf.",
        "https://arxiv.org/abs/2101.00001?context=cs#x",
        "ArXiv: 2101.00001v3,",
        "[2101.00001]",
        "(arXiv:2101.00001);",
        "https://doi.org/10.48550/arXiv.2101.00001",
        "2101.00001, arXiv:2101.00001v1",
    ],
)
def test_the_ways_to_write_one_id(written: str) -> None:
    record = only(written)
    assert (record.arxiv_id, record.doi, record.urls) == ("2101.00001", None, ())
    assert record.year == 2021


def test_links_to_code_and_posts_alone_are_no_papers_and_are_told() -> None:
    text = (
        "2101.00001\nhttps://github.com/a/b\n2101.00002\nhttps://blog.example.org/post\n2101.00003"
    )
    assert [record[1] for record in told(text)] == ["2101.00001", "2101.00002", "2101.00003"]
    assert unparsed(LINKS, text) == ["https://github.com/a/b", "https://blog.example.org/post"]


@pytest.mark.parametrize(
    "text", ["See https://example.org for more.", "1.5\n2.5\n", "a/b\nc/d\n", ""]
)
def test_no_papers_at_all(text: str) -> None:
    assert read(LINKS, text).confidence == 0.0


@pytest.mark.parametrize(
    "line",
    [
        "https://arxiv.org/abs/2101.0000{n} | {title}",
        "https://arxiv.org/abs/2101.0000{n} | [2101.0000{n}] {title}",
        "{title} | OpenReview - arXiv:2101.0000{n}",
        "** TODO [[https://arxiv.org/abs/2101.0000{n}][{title}]]",
        "<https://arxiv.org/abs/2101.0000{n}|{title}>",
        "[2101.0000{n}] {title}\nhttps://arxiv.org/abs/2101.0000{n}",
        "{title} (Jane Doe et al., 2021) https://arxiv.org/abs/2101.0000{n}",
    ],
)
def test_the_ways_to_write_a_link_with_its_title(line: str) -> None:
    titles = ["Tea in Space: A Study", "Learning Kites via Strings of Wind", "Deep Bread", "A Code"]
    titles += ["All You Need Is Wind", "On the Strings of Kites at Sea"]
    text = "\n".join(line.format(n=n, title=title) for n, title in enumerate(titles))
    assert told(text) == [(title, f"2101.0000{n}", None, ()) for n, title in enumerate(titles)]


def test_who_says_it_in_a_chat_is_no_title() -> None:
    for said in (
        "12/03/2023, 21:10 - Ada Breadwell: {}",
        "[12.03.23, 21:10:05] Ada Breadwell: {}",
        "[2023-03-01 10:00:00] <ada> {}",
        "[3/10/2023 10:20 PM] ada#1234\n{}",
        "Ada Breadwell  9:10 AM\n{}",
    ):
        record = only(said.format("look: https://arxiv.org/abs/2101.00001"))
        assert (record.title, record.arxiv_id) == (None, "2101.00001")


def test_bookmarks_of_a_browser() -> None:
    text = """\
<!DOCTYPE NETSCAPE-Bookmark-file-1>
<!-- This is an automatically generated file.
     It will be read and overwritten.
     DO NOT EDIT! -->
<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8">
<TITLE>Bookmarks</TITLE>
<H1>Bookmarks</H1>
<DL><p>
    <DT><H3 ADD_DATE="1610000000">Kites</H3>
    <DL><p>
        <DT><A HREF="https://arxiv.org/abs/2101.00001" ADD_DATE="1">[2101.00001] Kites &amp; Wind at Sea</A>
        <DD>read this
    </DL><p>
</DL><p>
"""  # noqa: E501
    assert told(text) == [("Kites & Wind at Sea", "2101.00001", None, ())]
    assert unparsed(LINKS, text) == []
    assert read_any(text).format == "links"


def test_authors_above_a_link_are_no_title() -> None:
    text = """\
1. Kites That Repair Bridges
   Ada Quill, Ben Stone
   https://arxiv.org/abs/2101.00001

2. Lanterns Considered Lukewarm
   Cora Field
   https://arxiv.org/abs/2101.00002

Dora Lake, Ed Hill
https://arxiv.org/abs/2101.00003
"""
    assert [(r.title, r.authors, r.arxiv_id) for r in read(LINKS, text).records] == [
        ("Kites That Repair Bridges", ("Ada Quill", "Ben Stone"), "2101.00001"),
        ("Lanterns Considered Lukewarm", ("Cora Field",), "2101.00002"),
        (None, ("Dora Lake", "Ed Hill"), "2101.00003"),
    ]


def test_authors_below_titles_below_links() -> None:
    text = """\
https://arxiv.org/abs/2101.00001
Kites That Repair Bridges
Ada Quill, Ben Stone

https://arxiv.org/abs/2101.00002
Lanterns Considered Lukewarm
Cora Field
"""
    assert [(r.title, r.authors) for r in read(LINKS, text).records] == [
        ("Kites That Repair Bridges", ("Ada Quill", "Ben Stone")),
        ("Lanterns Considered Lukewarm", ("Cora Field",)),
    ]


def test_a_list_of_people_with_their_papers_has_no_titles() -> None:
    text = "Ada Quill\n2101.00001\n\nBen Stone\n2101.00002\n\nCora Field\n2101.00003\n"
    assert [title for title, *_ in told(text)] == [None] * 3
