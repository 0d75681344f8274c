"""Newsletters: blocks of title, authors, link and abstract without labels."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readlist.errors import UnrecognisedFormat
from readlist.readers import read as read_any
from readlist.readers.digest import DigestReader
from tests.readers.pages import read, short, unparsed

DIGEST = DigestReader()
MAIL = """\
From: weekly@digest.example
To: me@example.org
Subject: Your weekly digest
Date: Mon, 16 Nov 2026 08:00:00 +0000

Hi there,

1. Kites That Repair Bridges: A Study of Strings
   Ada Quill, Ben Stone
   https://arxiv.org/abs/2101.00001
   We let kites repair bridges. The bridges hold.

2. Lanterns Considered Lukewarm
   Cora Field
   https://arxiv.org/abs/2101.00002
   We light lanterns at forty lakes and find that eleven of them
   get warm.

3. Ladders with Bounded Regret
   Dora Lake, Ed Hill
   https://example.org/ladders.pdf

You receive this mail because you signed up.
Unsubscribe: https://digest.example/unsub
"""
PLAIN = """\
Kites That Repair Bridges: A Study of Strings
Ada Quill, Ben Stone
Kite Letters, 2021
We let kites repair bridges, and show in three towns that the bridges hold for longer.

Lanterns Considered Lukewarm
Cora Field
Journal of Lamps, 2020
We light lanterns at forty lakes and find that eleven of them get warm.

Ladders with Bounded Regret
Dora Lake, Ed Hill
Steps and Stairs, 2019
Ladders are often too short. We make them longer and do not regret it.
"""
SAMPLES = {"digest mail": MAIL, "digest without links": PLAIN}
PEOPLE = [("Ada Quill", "Ben Stone"), ("Cora Field",), ("Dora Lake", "Ed Hill")]
TITLES = [
    "Kites That Repair Bridges: A Study of Strings",
    "Lanterns Considered Lukewarm",
    "Ladders with Bounded Regret",
]


def test_a_mail() -> None:
    reading = read_any(MAIL)
    assert reading.format == "digest"
    assert [short(record)[:2] for record in reading.records] == list(
        zip(TITLES, PEOPLE, strict=True)
    )
    assert [record.arxiv_id for record in reading.records] == ["2101.00001", "2101.00002", None]
    assert [record.abstract for record in reading.records] == [
        "We let kites repair bridges. The bridges hold.",
        "We light lanterns at forty lakes and find that eleven of them get warm.",
        None,
    ]
    assert reading.records[2].urls == ("https://example.org/ladders.pdf",)
    assert [line.split()[0] for line in unparsed(DIGEST, MAIL)] == ["Hi", "You", "Unsubscribe:"]


def test_venues_and_no_links() -> None:
    reading = read_any(PLAIN)
    assert reading.format == "digest"
    assert [record.venue for record in reading.records] == [
        "Kite Letters",
        "Journal of Lamps",
        "Steps and Stairs",
    ]
    assert [short(record) for record in reading.records] == list(
        zip(TITLES, PEOPLE, (2021, 2020, 2019), strict=True)
    )
    assert all(record.abstract for record in reading.records)
    assert unparsed(DIGEST, PLAIN) == []


def test_affiliations_venues_behind_names_and_blank_lines() -> None:
    text = """\
1. Kites That Repair Bridges: A Study

Ada Quill (Kite School), Ben Stone (Town of Oven)

arXiv:2101.00001 [cs.CL]

2. Lanterns Considered Lukewarm

Cora Field · Kite Letters · 2020

https://arxiv.org/abs/2101.00002
"""
    found = [(*short(record), record.venue) for record in read(DIGEST, text).records]
    assert found == [
        ("Kites That Repair Bridges: A Study", ("Ada Quill", "Ben Stone"), 2021, None),
        ("Lanterns Considered Lukewarm", ("Cora Field",), 2020, "Kite Letters"),
    ]
    assert unparsed(DIGEST, text) == []


ABSTRACT = "We tie it to a lamp post, and show that it stays up for longer than ever before."


@pytest.mark.parametrize("number", ["", "{n}. ", "[{n}] ", "- "])
@pytest.mark.parametrize(
    "shape",
    [
        "{title}\n{names}\n{link}",
        "{title}\n{names}\n{abstract}\n{link}",
        "{title}\nby {names}\n{link}\n\n{abstract}",
        "{title}\n{names}\n\n{abstract}\n\nLink: {link}",
        "{title}\n{names}\nAbstract: {abstract}\narXiv: {link}",
    ],
)
def test_the_orders_of_a_block(number: str, shape: str) -> None:
    blocks = [
        number.format(n=n)
        + shape.format(
            title=title,
            names=", ".join(names),
            link=f"https://arxiv.org/abs/2101.0000{n}",
            abstract=ABSTRACT,
        )
        for n, (title, names) in enumerate(zip(TITLES, PEOPLE, strict=True), 1)
    ]
    reading = read_any("\n\n".join(blocks))
    assert reading.format == "digest"
    assert [(r.title, r.authors, r.arxiv_id, r.abstract) for r in reading.records] == [
        (title, names, f"2101.0000{n}", ABSTRACT if "abstract" in shape else None)
        for n, (title, names) in enumerate(zip(TITLES, PEOPLE, strict=True), 1)
    ]


def test_two_papers_without_links_are_not_sure() -> None:
    text = "\n".join(PLAIN.split("\n")[:9])
    assert read(DIGEST, text).confidence == 0.0
    with pytest.raises(UnrecognisedFormat):
        read_any("Dear all,\n\nSee You at Noon\nAda Quill\n\nBring Some Bread\nBen Stone\n")


NEWS = "{}\n{}\n{}The storm came at noon, and people went home early to look after their roofs."


@pytest.mark.parametrize(
    "middle", ["", "The Daily Crust, 3 May 2021\n", "https://example.org/news\n"]
)
def test_news_are_no_papers(middle: str) -> None:
    text = "\n\n".join(
        NEWS.format(title, ", ".join(names), middle)
        for title, names in zip(TITLES, PEOPLE, strict=True)
    )
    assert read(DIGEST, text).confidence == 0.0
    with pytest.raises(UnrecognisedFormat):
        read_any(text)


LINES = st.sampled_from([*MAIL.split("\n"), *PLAIN.split("\n"), "", "and", "Ada Quill,", "2. "])


@settings(max_examples=40, deadline=None)
@given(st.lists(LINES, max_size=25))
def test_any_lines_are_accounted_for(lines: list[str]) -> None:
    read(DIGEST, "\n".join(lines))


def test_long_files_and_lines() -> None:
    read(DIGEST, "1. " * 30_000 + "\n" + "Ada Quill, " * 10_000)
    assert len(read(DIGEST, f"{PLAIN}\n" * 500).records) == 1500
