"""Proceedings pages of the Computer Vision Foundation."""

from __future__ import annotations

import pytest

from readlist.readers import read as read_any
from readlist.readers.proceedings.cvf import CvfReader
from tests.readers.pages import read, recall, shorts, unparsed

CVF = CvfReader()
HEAD = """\
CVPR 2021 open access

These CVPR 2021 papers are the Open Access versions, provided by the Computer Vision Foundation.
Except for the watermark, they are identical to the accepted versions; the final published version of the proceedings is available on IEEE Xplore.
This material is presented to ensure timely dissemination of scholarly and technical work. Copyright and all rights therein are retained by authors or by other copyright holders. All persons copying this information are expected to adhere to the terms and constraints invoked by each author's copyright.

Powered by:

Papers
"""  # noqa: E501
PROCEEDINGS = (
    "Proceedings of the IEEE/CVF Conference on Computer Vision and Pattern Recognition (CVPR)"
)
LIST = f"""{HEAD}
Kites in the Wild: Tracking Strings With Transformers
Jane Doe, John Q. Smith, Wei Zhang
[pdf] [supp] [arXiv] [bibtex]
Learning to Bake Without Ovens
Anna Baker,
Bob Miller,
Carl van der Oven
[pdf] [supp]
[bibtex]
@InProceedings{{Baker_2021_CVPR,
    author    = {{Baker, Anna and Miller, Bob and van der Oven, Carl}},
    title     = {{Learning to Bake Without Ovens}},
    booktitle = {{{PROCEEDINGS}}},
    month     = {{June}},
    year      = {{2021}},
    pages     = {{11-20}}
}}
A Very Long Title of Kites That Wraps Because Somebody Has Copied It From a
Narrow Window
Ann Lee, Bo Li, Cy
Young
[pdf] [arXiv] [bibtex]
Deep Kites
Jane Doe
[pdf]
[supp]
"""
WHOLE = [
    (
        "Kites in the Wild: Tracking Strings With Transformers",
        ("Jane Doe", "John Q. Smith", "Wei Zhang"),
        2021,
    ),
    ("Learning to Bake Without Ovens", ("Anna Baker", "Bob Miller", "Carl van der Oven"), 2021),
    (
        "A Very Long Title of Kites That Wraps Because Somebody Has Copied It From a Narrow Window",
        ("Ann Lee", "Bo Li", "Cy Young"),
        2021,
    ),
    ("Deep Kites", ("Jane Doe",), 2021),
]
PAPER = f"""\
Kites at Sea
Jane Doe, Wei Zhang; {PROCEEDINGS}, 2020, pp. 1234-1243
Abstract
We fly kites at sea. They stay up
for hours.
Related Material
[pdf]
[bibtex]
"""
SAMPLES = {"cvf list": LIST, "cvf paper": PAPER}


def test_a_list_of_papers() -> None:
    assert shorts(CVF, LIST) == WHOLE
    assert unparsed(CVF, LIST) == []
    reading = read(CVF, LIST)
    assert reading.confidence == 1.0
    assert [record.venue for record in reading.records] == ["CVPR", PROCEEDINGS, "CVPR", "CVPR"]


def test_a_papers_own_page() -> None:
    (record,) = read(CVF, PAPER).records
    assert record.title == "Kites at Sea"
    assert record.authors == ("Jane Doe", "Wei Zhang")
    assert record.abstract == "We fly kites at sea. They stay up for hours."
    assert (record.venue, record.year) == (PROCEEDINGS, 2020)


@pytest.mark.parametrize(
    "lost", ["Jane Doe, John Q. Smith, Wei Zhang\n", "[pdf] [supp] [arXiv] [bibtex]\n"]
)
def test_a_lost_line_costs_only_its_record(lost: str) -> None:
    assert shorts(CVF, LIST.replace(lost, "", 1))[-3:] == WHOLE[-3:]


def test_bibtex_that_is_not_closed_costs_nothing() -> None:
    assert shorts(CVF, LIST.replace("    pages     = {11-20}\n}\n", "")) == WHOLE


def test_without_the_pages_head_the_year_is_not_known() -> None:
    assert [year for _, _, year in shorts(CVF, LIST.removeprefix(HEAD))] == [None, 2021, None, None]


def test_damage_costs_what_it_touches() -> None:
    assert recall(CVF, LIST * 8, range(6), 0.05) > 0.85


@pytest.mark.parametrize("comma", ["", ","])
def test_authors_may_stand_one_a_line(comma: str) -> None:
    names = ["Jane Doe", "Ludwig van den Oven", "Wei Zhang"]
    text = HEAD + "Deep Kites\n" + f"{comma}\n".join(names) + "\n[pdf]\n[supp]\n[bibtex]\n"
    text += "Wind\nBo Li\nAnn Lee\n[pdf] [bibtex]\n"
    assert [record[:2] for record in shorts(CVF, text)] == [
        ("Deep Kites", tuple(names)),
        ("Wind", ("Bo Li", "Ann Lee")),
    ]


def test_links_one_a_line_are_no_buttons_of_the_anthology() -> None:
    text = "".join(
        f"Kites of Kind {n}\nJane Doe, Bo Li\n[pdf]\n[supp]\n[bibtex]\n" for n in "ABCDE"
    )
    assert read_any(text).format == "cvf"


def test_a_scholar_profile_of_such_papers_is_none_of_its_pages() -> None:
    row = "Kites of Kind {}\nJ Doe, AB Li\n{}, 2021\t12\t2021\n"
    text = "".join(row.format(kind, PROCEEDINGS) for kind in "ABCDE")
    assert read_any(text).format == "scholar"
