"""Google Scholar: profiles, in every arrangement of tabs and lines, and results."""

from __future__ import annotations

import pytest

from readlist.readers import LineClass
from readlist.readers.scholar.reader import ScholarReader
from tests.readers.pages import read, recall, shorts, unparsed

SCHOLAR = ScholarReader()
EMPTY = ""
HEAD = """\
Cited by
View all
All	Since 2019
Citations	12345	2345
h-index	40	30
i10-index	80	60
2017	2018	2019
Co-authors
View all
Bob Miller
University of Bread
Jane Doe
Follow
Professor of Kites, University of Wind
Verified email at wind.example.edu - Homepage
Kites	Machine learning
Articles	Cited by	Public access
Title	Cited by	Year
"""
ROWS = f"""\
Kites in the wild: A study of strings
J Doe, W Zhang, B van Oven, …
Advances in neural information processing systems 34, 1234-1245, 2021	1,234	2021
Deep bread
A Baker, J Doe
arXiv preprint arXiv:2101.00001, 2021	56*	2021
Nothing but a count
J Doe
	12	2019
Nobody cited this
J Doe, C Oven
Journal of Wind 12 (3), 45-67, 2018		2018
A year inside
J Doe
Proceedings of the 2017 Conference on Kites, 45-67, 2018	*	2018
No year at all
J Doe, OT Her
Kite Monthly	7	{EMPTY}
Kite with tail
J Doe
US Patent 9,876,543, 2016		2016
A very long title that Scholar cuts off in the middle because it is far too …
J Doe, ABC Def, K Lm, ...
Proceedings of the IEEE/CVF Conference on Kites and …, 2020	1	2020
"""
TAIL = """\
Articles 1–20
Show more
Co-authors
Bob Miller
University of Bread
Privacy Terms Help
"""
PROFILE = HEAD + ROWS + TAIL
WHOLE = [
    ("Kites in the wild: A study of strings", ("J Doe", "W Zhang", "B van Oven"), 2021),
    ("Deep bread", ("A Baker", "J Doe"), 2021),
    ("Nothing but a count", ("J Doe",), 2019),
    ("Nobody cited this", ("J Doe", "C Oven"), 2018),
    ("A year inside", ("J Doe",), 2018),
    ("No year at all", ("J Doe", "OT Her"), None),
    ("Kite with tail", ("J Doe",), 2016),
    (
        "A very long title that Scholar cuts off in the middle because it is far too …",
        ("J Doe", "ABC Def", "K Lm"),
        2020,
    ),
]
VENUES = [
    "Advances in neural information processing systems 34, 1234-1245",
    None,
    None,
    "Journal of Wind 12 (3), 45-67",
    "Proceedings of the 2017 Conference on Kites, 45-67",
    "Kite Monthly",
    "US Patent 9,876,543",
    "Proceedings of the IEEE/CVF Conference on Kites and …",
]
RESULTS = """\
About 1,230 results (0.05 sec)
Any time
Since 2024
Sort by relevance
Create alert
[PDF] arxiv.org
Kites in the wild: A study of strings
J Doe, W Zhang, B Oven - Advances in Wind, 2021 - proceedings.wind.cc
We study kites in the wild. They fly with strings of many lengths and … never land
on water, which is …
SaveCiteCited by 123Related articlesAll 5 versions
[HTML] Deep bread
A Baker, J Doe… - arXiv preprint arXiv:2101.00001, 2021 - arxiv.org
Bread is deep. …
☆ Save 99 Cite Cited by 3 Related articles All 2 versions »
[BOOK][B] The kite book
J Doe - 2019 - books.google.com
Save Cite Cited by 7 Related articles
[PDF] wind.org
[CITATION][C] Tea
J Doe - Kite Monthly, 2001
Save Cite Related articles
"""
SAMPLES = {"scholar profile": PROFILE, "scholar rows": ROWS, "scholar results": RESULTS}


def test_a_profile() -> None:
    assert shorts(SCHOLAR, PROFILE) == WHOLE
    assert unparsed(SCHOLAR, PROFILE) == []
    reading = read(SCHOLAR, PROFILE)
    assert reading.confidence == 1.0
    assert [record.venue for record in reading.records] == VENUES
    assert [r.arxiv_id for r in reading.records] == [None, "2101.00001", *[None] * 6]
    assert set(reading.lines[: HEAD.count("\n")]) == {LineClass.BOILERPLATE}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("\t", "\n\t"),
        ("\t", "\n"),
        ("\n", "\r\n"),
        ("\n", "\n\n"),
        ("\t", " \t "),
        ("\nCited by", "\nCited by"),
    ],
)
def test_tabs_and_lines_come_in_any_arrangement(before: str, after: str) -> None:
    rows = ROWS.replace("\t7\t\n", "\t7\t2011\n")
    whole = [*WHOLE[:5], ("No year at all", ("J Doe", "OT Her"), 2011), *WHOLE[6:]]
    text = f"{HEAD}{rows.replace(before, after)}{TAIL}"
    assert shorts(SCHOLAR, text) == whole


def test_tabs_that_became_spaces() -> None:
    text = "Deep bread\nA Baker, J Doe\nWind 3 (1), 1-9, 2020 12* 2020\n"
    text += "Tea\nJ Doe\nWind 4, 2019 2019\n"
    assert shorts(SCHOLAR, text) == [
        ("Deep bread", ("A Baker", "J Doe"), 2020),
        ("Tea", ("J Doe",), 2019),
    ]
    assert read(SCHOLAR, text).records[0].venue == "Wind 3 (1), 1-9"


def test_a_row_on_one_line() -> None:
    text = "Title\tCited by\tYear\nDeep bread\tA Baker, J Doe\tWind 3, 2020\t12\t2020\n"
    assert shorts(SCHOLAR, text) == [("Deep bread", ("A Baker", "J Doe"), 2020)]


def test_the_year_need_not_be_in_the_venue() -> None:
    assert shorts(SCHOLAR, ROWS.replace(", 2018\t", "\t")) == WHOLE


def test_rows_without_numbers_are_told_by_their_authors() -> None:
    text = ROWS.replace("\t1,234\t2021", "").replace("\t56*\t2021", "")
    assert shorts(SCHOLAR, text) == WHOLE


def test_authors_that_are_lost_cost_only_themselves() -> None:
    text = PROFILE.replace("J Doe, C Oven\n", "")
    assert shorts(SCHOLAR, text) == [*WHOLE[:3], ("Nobody cited this", (), 2018), *WHOLE[4:]]


def test_a_group_and_odd_initials_are_authors() -> None:
    text = HEAD + (
        "Kites, strings, and sails\nY LeC, Y Ben, G Hin\nnature 521 (7553), 436, 2015\t5\t2015\n"
        "Bread: 2020 in review\nOpenKitchen\narXiv preprint arXiv:2005.00001v4 3, 2020\t1\t2020\n"
    )
    assert shorts(SCHOLAR, text) == [
        ("Kites, strings, and sails", ("Y LeC", "Y Ben", "G Hin"), 2015),
        ("Bread: 2020 in review", ("OpenKitchen",), 2020),
    ]


def test_results_of_a_search() -> None:
    assert shorts(SCHOLAR, RESULTS) == [
        ("Kites in the wild: A study of strings", ("J Doe", "W Zhang", "B Oven"), 2021),
        ("Deep bread", ("A Baker", "J Doe"), 2021),
        ("The kite book", ("J Doe",), 2019),
        ("Tea", ("J Doe",), 2001),
    ]
    reading = read(SCHOLAR, RESULTS)
    assert reading.confidence == 1.0
    assert unparsed(SCHOLAR, RESULTS) == []
    assert reading.records[1].arxiv_id == "2101.00001"
    assert [r.venue for r in reading.records] == ["Advances in Wind", None, None, "Kite Monthly"]
    assert reading.records[0].abstract == (
        "We study kites in the wild. They fly with strings of many lengths and … never land on"
        " water, which is …"
    )


def test_damage_costs_what_it_touches() -> None:
    assert recall(SCHOLAR, PROFILE.replace(ROWS, ROWS * 5), range(6), 0.05) > 0.85


@pytest.mark.parametrize(
    ("head", "tail"),
    [
        ("Zitiert von\nAlle anzeigen\nZitate\t12345\nindice h\t7\nKoautoren\nFolgen\nJane Doe\n"
         "Bestätigte E-Mail-Adresse bei wind.de - Startseite\nTitel\nZitiert von\t\nZitiert von\n"
         "Jahr\n", "Artikel 1–20\nMehr anzeigen\n"),
        ("Citée par\nindice h\t7\nTitre\tCitée par\tAnnée\n", "Articles 1–20\nAfficher plus\n"),
        ("引用次数\nh 指数\t40\t30\n标题引用次数年份\n", "文章 1–20\n展开\n隐私权 条款 帮助\n"),
        ("TitleCited byYear\n", "Show more\nPrivacy Terms Help\n"),
    ],
)  # fmt: skip
def test_profiles_in_other_languages_and_glued_headers(head: str, tail: str) -> None:
    assert shorts(SCHOLAR, head + ROWS + tail) == WHOLE
    assert unparsed(SCHOLAR, head + ROWS + tail) == []


def test_a_count_that_looks_like_a_year_is_a_count() -> None:
    for cells in ("1933\t2020", "\t2019\t2020", "2019\n2020"):
        (record,) = read(
            SCHOLAR, f"Kites in the wild\nJ Doe, AB Oven\nWind, 2020\t{cells}\n"
        ).records
        assert record.year == 2020


def test_what_stands_above_the_first_result_is_not_its_title() -> None:
    for head in ("To: jane@wind.org\n\nJane Doe - new articles\n\n", "Loading...\nSomething\n\n"):
        first = read(SCHOLAR, head + RESULTS).records[0]
        assert first.title == read(SCHOLAR, RESULTS).records[0].title


def test_related_searches_are_of_the_page() -> None:
    text = RESULTS + "Related searches\nkites with tails\nwind string\nCreate alert\n"
    assert [r.abstract for r in read(SCHOLAR, text).records] == [
        r.abstract for r in read(SCHOLAR, RESULTS).records
    ]
    assert "kites with tails" not in unparsed(SCHOLAR, text)
