"""Pages of the ACL Anthology."""

from __future__ import annotations

import pytest

from readlist.readers.proceedings.acl import AclReader
from tests.readers.pages import read, recall, shorts, unparsed

ACL = AclReader()
LONG = (
    "Proceedings of the 59th Annual Meeting of the Association for Computational Linguistics"
    " (Volume 1: Long Papers)"
)
WORDS = (
    "We collect words of the wind. The corpus has 12,000 sentences in three languages; it is the"
    " first of its kind."
)
EVENT = f"""\
ACL Anthology
FAQ
Corrections
Submissions

Annual Meeting of the Association for Computational Linguistics (2021)

Contents
{LONG} (6 papers)

{LONG}
pdf (full)
bib (full)
{LONG}
Chengqing Editor | Fei Chair | Wenjie Boss

pdf bib abs
Kites and Their Words: A Corpus of Wind
Jane Doe | Wei Zhang | Bob van Oven
{WORDS}

pdf bib abs
How Bread Speaks
Solo Author
pdf bib
Tea Without Abstract: When Words
Are Wrapped
Ann Lee |
Bo Li
pdfbibabsGlued Titles in the Anthology
Anna Baker | Bob Miller
These Lost Their Buttons
Carl Oven | Dora Pan
pdf
bib
abs
Own Lines of Buttons
Ann Lee | Bo Li

Findings of the Association for Computational Linguistics: EMNLP 2021

pdf bib abs
A Finding about Kites
Ann Lee
Abstract
We found kites.
They are in the air, all of them.
"""
WHOLE = [
    ("Kites and Their Words: A Corpus of Wind", ("Jane Doe", "Wei Zhang", "Bob van Oven"), 2021),
    ("How Bread Speaks", ("Solo Author",), 2021),
    ("Tea Without Abstract: When Words Are Wrapped", ("Ann Lee", "Bo Li"), 2021),
    ("Glued Titles in the Anthology", ("Anna Baker", "Bob Miller"), 2021),
    ("These Lost Their Buttons", ("Carl Oven", "Dora Pan"), 2021),
    ("Own Lines of Buttons", ("Ann Lee", "Bo Li"), 2021),
    ("A Finding about Kites", ("Ann Lee",), 2021),
]
PAPER = f"""\
Kites and Their Words: A Corpus of Wind
Jane Doe, Wei Zhang, Bob van Oven

Abstract
{WORDS}
Anthology ID:
2021.acl-long.999
Volume:
{LONG}
Month:
August
Year:
2021
Address:
Online
URL:
https://aclanthology.org/2021.acl-long.999
DOI:
10.18653/v1/2021.acl-long.999
Bibkey:
doe-etal-2021-kites
Cite (Informal):
Kites and Their Words: A Corpus of Wind (Doe et al., ACL 2021)
Copy Citation:
BibTeX Markdown MODS XML Endnote More options…
PDF:
https://aclanthology.org/2021.acl-long.999.pdf
"""
SAMPLES = {"acl event": EVENT, "acl paper": PAPER}


def test_an_event() -> None:
    assert shorts(ACL, EVENT) == WHOLE
    assert unparsed(ACL, EVENT) == []
    reading = read(ACL, EVENT)
    assert reading.confidence == 1.0
    assert [record.abstract for record in reading.records] == [
        WORDS,
        *[None] * 5,
        "We found kites. They are in the air, all of them.",
    ]
    assert reading.records[0].venue == LONG
    assert (
        reading.records[-1].venue
        == "Findings of the Association for Computational Linguistics: EMNLP"
    )


@pytest.mark.parametrize("labels", ["\n", " "])
def test_a_papers_own_page(labels: str) -> None:
    (record,) = read(ACL, PAPER.replace(":\n", f":{labels}")).records
    assert record.title == "Kites and Their Words: A Corpus of Wind"
    assert record.authors == ("Jane Doe", "Wei Zhang", "Bob van Oven")
    assert record.abstract == WORDS
    assert (record.venue, record.year) == (LONG, 2021)
    assert record.doi == "10.18653/v1/2021.acl-long.999"
    assert record.urls[0] == "https://aclanthology.org/2021.acl-long.999"


def test_damage_costs_what_it_touches() -> None:
    assert recall(ACL, EVENT * 8, range(6), 0.05) > 0.85


@pytest.mark.parametrize("buttons", ["PDF Bib Abs", "PDF\nBib\nAbs\nSoftware", "pdf bib abs Video"])
def test_buttons_of_any_look_and_badges(buttons: str) -> None:
    text = "".join(f"{buttons}\nThe Kite {n}\nJane Doe | Bo Li\n\n" for n in "ABC")
    assert shorts(ACL, text + FOOT) == [
        (f"The Kite {n}", ("Jane Doe", "Bo Li"), None) for n in "ABC"
    ]
    assert unparsed(ACL, text + FOOT) == []
    assert read(ACL, text + FOOT).records[-1].abstract is None


FOOT = (
    "ACL materials are Copyright © 1963–2024 ACL; other materials are copyrighted by their"
    f" respective copyright holders. {'Materials are licensed to all for any purpose. ' * 8}\n"
)
