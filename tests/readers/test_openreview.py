"""Lists of papers on OpenReview."""

from __future__ import annotations

import pytest

from readlist.readers import read as read_any
from readlist.readers.proceedings.openreview import OpenReviewReader
from tests.readers.pages import read, recall, shorts, unparsed

OPENREVIEW = OpenReviewReader()
HEAD = """\
OpenReview.net
Search OpenReview...
Login
back arrowGo to ICLR 2022 Conference homepage
ICLR 2022 Conference
Please see the venue website for more information.
Oral Submissions
Poster Submissions
"""
FOOT = """\
1
2
»
About OpenReview
Frequently Asked Questions
OpenReview is a long-term project to advance science through improved peer review.
"""
PAPERS = [
    ("Kites in the Wild: A Study of Strings", ("Jane Doe", "Wei Zhang", "Bob van Oven")),
    ("Deep Bread", ("Anna Baker", "Bo Li")),
    ("Why Do Kites Fall?", ("Jane Doe",)),
    ("Learning to Bake Without Ovens", ("Ann Lee", "Cy Young")),
]
STAMPS = {
    "old": "28 Sept 2021 (modified: 15 Mar 2022)ICLR 2022 OralReaders: EveryoneShow details",
    "line": "Published: 28 Jan 2022, Last Modified: 15 Mar 2022  ICLR 2022 Poster  Everyone",
    "lines": "Published: 28 Jan 2022, Last Modified: 15 Mar 2022\nICLR 2022 Poster\n"
    "Readers: Everyone\nShow details",
    "details": "Published: 28 Jan 2022, Last Modified: 15 Mar 2022\nICLR 2022 Poster\nEveryone"
    "\nRevisions\nBibTeX\nCC BY 4.0\nKeywords: kites, wind\nTL;DR: Kites fly.\n"
    "Abstract: We fly kites at sea.\nThey are at https://kites.org.\nPrimary Area: wind\n"
    "Submission Number: 12",
}


def page(stamp: str) -> str:
    return HEAD + "".join(f"{title}\n{', '.join(by)}\n{stamp}\n\n" for title, by in PAPERS) + FOOT


SAMPLES = {f"openreview {name}": page(stamp) for name, stamp in STAMPS.items()}


@pytest.mark.parametrize("stamp", STAMPS)
def test_a_venues_papers(stamp: str) -> None:
    text = page(STAMPS[stamp])
    assert shorts(OPENREVIEW, text) == [(title, by, 2022) for title, by in PAPERS]
    assert {record.venue for record in read(OPENREVIEW, text).records} == {"ICLR"}
    assert unparsed(OPENREVIEW, text) == []
    assert read_any(text).format == "openreview"


def test_details_that_are_unfolded() -> None:
    record = read(OPENREVIEW, page(STAMPS["details"])).records[0]
    assert record.abstract == "We fly kites at sea. They are at https://kites.org."
    assert record.urls == ("https://kites.org",)


def test_other_texts_have_no_such_papers() -> None:
    for text in ("Published: yes\n", "Deep Bread\nAnna Baker, Bo Li\nICLR 2022 Poster\n", ""):
        assert read(OPENREVIEW, text).confidence == 0.0


def test_damage_costs_what_it_touches() -> None:
    assert recall(OPENREVIEW, page(STAMPS["details"]), range(30), 0.05) > 0.75
