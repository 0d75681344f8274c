"""Volumes of the Proceedings of Machine Learning Research."""

from __future__ import annotations

from readlist.readers.proceedings.pmlr import PmlrReader
from tests.readers.pages import read, recall, shorts, unparsed

PMLR = PmlrReader()
ICML = "Proceedings of the 38th International Conference on Machine Learning"
VOLUME = f"""\
Proceedings of Machine Learning Research
[edit]
Volume 139: International Conference on Machine Learning, 18-24 July 2021, Virtual

[edit]
Editors: Ann Editor, Bob Editor

[bib][citeproc]

Contents:

Filter Authors:
Filter Titles:

A New Kite for Old Winds
Jane Doe, Wei Zhang; {ICML}, PMLR 139:1-11
[abs][Download PDF][Supplementary PDF]

Bread, and How to Sort It
Anna Baker, Bob Miller, Carl van der Oven; Proceedings of the 38th International
Conference on Machine Learning, PMLR 139:12-22, 2021.
[abs][Download PDF]
Deep Tea
Solo Author; {ICML}, PMLR 139:23-30
Lost Its Links: A Paper
Ann Lee, Bo Li; {ICML}, PMLR 139:31-40
[abs][Download PDF][Supplementary PDF][Software]

This site last compiled Sun, 30 Oct 2022 12:00:00 +0000
Github Account Copyright © The authors and PMLR 2022.
"""
WHOLE = [
    ("A New Kite for Old Winds", ("Jane Doe", "Wei Zhang"), 2021),
    ("Bread, and How to Sort It", ("Anna Baker", "Bob Miller", "Carl van der Oven"), 2021),
    ("Deep Tea", ("Solo Author",), 2021),
    ("Lost Its Links: A Paper", ("Ann Lee", "Bo Li"), 2021),
]
PAPER = f"""\
[edit]
Kites at Sea
Jane Doe, Wei Zhang
{ICML}, PMLR 139:1-11, 2021.
Abstract
We fly kites. They are high.
They never land in (at most) water.
Cite this Paper
BibTeX
@InProceedings{{pmlr-v139-doe21a,
  title = \t {{Kites at Sea}},
  author =       {{Doe, Jane and Zhang, Wei}},
  booktitle = \t {{{ICML}}},
  pages = \t {{1--11}},
  year = \t {{2021}},
}}
Copy to Clipboard Download
Related Material
Download PDF
Supplementary PDF
"""
SAMPLES = {"pmlr volume": VOLUME, "pmlr paper": PAPER}


def test_a_volume() -> None:
    assert shorts(PMLR, VOLUME) == WHOLE
    assert unparsed(PMLR, VOLUME) == []
    reading = read(PMLR, VOLUME)
    assert reading.confidence == 1.0
    assert {record.venue for record in reading.records} == {ICML}


def test_a_papers_own_page() -> None:
    (record,) = read(PMLR, PAPER).records
    assert record.title == "Kites at Sea"
    assert record.authors == ("Jane Doe", "Wei Zhang")
    assert record.abstract == "We fly kites. They are high. They never land in (at most) water."
    assert (record.venue, record.year) == (ICML, 2021)
    assert unparsed(PMLR, PAPER) == []


def test_the_day_the_site_was_made_is_no_year() -> None:
    text = VOLUME.replace(", 18-24 July 2021, Virtual", "")
    assert [year for _, _, year in shorts(PMLR, text)] == [None, 2021, None, None]


def test_damage_costs_what_it_touches() -> None:
    assert recall(PMLR, VOLUME * 8, range(6), 0.05) > 0.85


def test_the_proceedings_may_stand_below_the_authors_or_be_those_of_jmlr() -> None:
    for behind in (f";\n{ICML}, PMLR 139:1-11", f"\n; {ICML}, PMLR 139:1-11", " ; JMLR W&CP 28:1"):
        text = f"A New Kite\nJane Doe, Wei Zhang{behind}\n[abs][Download PDF]\n"
        assert [record[:2] for record in shorts(PMLR, text)] == [
            ("A New Kite", ("Jane Doe", "Wei Zhang"))
        ]


def test_buttons_of_the_anthology_in_brackets_are_not_its_links() -> None:
    text = "".join(f"[pdf] [bib] [abs]\nThe Kite {n}\nJane Doe | Bo Li\n" for n in "ABCD")
    assert read(PMLR, text).confidence < 0.6
