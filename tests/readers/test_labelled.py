"""Blocks of labelled fields: labels however people write them, and text however it is wrapped."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readlist.readers import LineClass, Reading, split_lines
from readlist.readers.labelled.reader import LabelledReader
from tests.readers import arxiv
from tests.readers.arxiv import Truth, told
from tests.readers.strangers import README, SOURCE
from tests.readers.test_arxiv_pages import account

READER = LabelledReader()
JANE, JOHN, MAX = "Jane Doe", "John Roe", "Max van der Moe"

PLAIN = """\
Title: Kites That Repair Bridges
Authors: Jane Doe, John Roe
Year: 2019
Venue: Conference on Kites 2019
Keywords: kites, bridges, repair
DOI: https://doi.org/10.1000/Kites.1
Code: https://example.org/kites
Abstract: We let kites repair bridges. The bridges hold, as shown in arXiv:1801.00001.

They hold for years. See https://example.org/bridges.

Title: Loaves from Noisy Ovens
Authors: Max van der Moe
arXiv: 2101.00002v3
Abstract: Loaves are baked by noisy ovens.

TITLE: Lanterns
AUTHOR: Doe, Jane; Roe, John
JOURNAL: Lantern Letters 12 (2020) 3-9
LINK: https://arxiv.org/abs/2001.00003
ABSTRACT: Lanterns are lit.
"""
PLAIN_TRUTH = [
    Truth(
        "Kites That Repair Bridges",
        (JANE, JOHN),
        None,
        2019,
        "We let kites repair bridges. The bridges hold, as shown in arXiv:1801.00001.\n\n"
        "They hold for years. See https://example.org/bridges.",
        "Conference on Kites",
        "10.1000/kites.1",
        ("https://example.org/kites", "https://example.org/bridges"),
    ),
    Truth(
        "Loaves from Noisy Ovens", (MAX,), "2101.00002", 2021, "Loaves are baked by noisy ovens."
    ),
    Truth(
        "Lanterns",
        (JANE, JOHN),
        "2001.00003",
        2020,
        "Lanterns are lit.",
        "Lantern Letters 12 (2020) 3-9",
    ),
]

WRAPPED = """\
1. **Title:** Mirrors That Remember What They Saw, and Windmills That
Forget It Again
**Authors:** Jane Doe, John Roe,
Max van der Moe
**Tags:** mirrors, wind-
mills, memory
**Abstract:** Mirrors are seldom asked what they saw. We ask them, and find that they re-
member more than windmills do. The well-known result of the markets follows as
a special case.
Windmills forget at night.

---

2. **Title:** A Well-known Market
**Authors:** Jane Doe
**Abstract:**
Markets open early.

3. **Title:** [Tunnels](https://arxiv.org/abs/hep-th/9901001)
**Authors:**
- Jane Doe
- John Roe
**Abstract:** Tunnels are short.
"""
WRAPPED_TRUTH = [
    Truth(
        "Mirrors That Remember What They Saw, and Windmills That Forget It Again",
        (JANE, JOHN, MAX),
        None,
        None,
        "Mirrors are seldom asked what they saw. We ask them, and find that they remember more than"
        " windmills do. The well-known result of the markets follows as a special case.\n\n"
        "Windmills forget at night.",
    ),
    Truth("A Well-known Market", (JANE,), None, None, "Markets open early."),
    Truth("Tunnels", (JANE, JOHN), "hep-th/9901001", 1999, "Tunnels are short."),
]

ONE_LINE = (
    "Title: Kites That Repair Bridges Authors: Jane Doe, John Roe Abstract: We let kites repair"
    " bridges. Keywords: kites, bridges Year: 2019\n"
    "Title:Loaves from Noisy OvensAuthors:Max van der MoeAbstract:Loaves are baked.\n"
    "title: lanterns authors: Jane Doe abstract: Lanterns are lit.\n"
)
ONE_LINE_TRUTH = [
    Truth("Kites That Repair Bridges", (JANE, JOHN), None, 2019, "We let kites repair bridges."),
    Truth("Loaves from Noisy Ovens", (MAX,), None, None, "Loaves are baked."),
    Truth("lanterns", (JANE,), None, None, "Lanterns are lit."),
]

OTHER_ORDER = """\
Year - 2018
Authors - Jane Doe
Title - Orchards and Clocks
Abstract - Clocks grow in orchards. Data: none was used, and no clock was harmed while we wrote it.

Year - 2020
Authors - John Roe
Title - Signals from a Ladder
Abstract - Ladders send signals.

Authors - Max van der Moe
Title - Baskets
Abstract - Every basket is shallow.
"""
OTHER_ORDER_TRUTH = [
    Truth(
        "Orchards and Clocks",
        (JANE,),
        None,
        2018,
        "Clocks grow in orchards. Data: none was used, and no clock was harmed while we wrote it.",
    ),
    Truth("Signals from a Ladder", (JOHN,), None, 2020, "Ladders send signals."),
    Truth("Baskets", (MAX,), None, None, "Every basket is shallow."),
]

# arXiv's page of one paper, all of it selected and copied.
ABS_PAGE = """\
Computer Science > Robotics
arXiv:2101.00011 (cs)
[Submitted on 3 Jan 2021 (v1), last revised 5 Mar 2022 (this version, v2)]
Title:Glaciers That Answer
Authors:Jane Doe, John Roe
View PDF
HTML (experimental)
Abstract:Glaciers do not answer. We describe a model that answers in their place, and beats
arXiv:1901.00009.
Comments:\t12 pages, see https://example.org/glaciers
Subjects:\tRobotics (cs.RO); Machine Learning (cs.LG)
Cite as:\tarXiv:2101.00011 [cs.RO]
 \t(or arXiv:2101.00011v2 [cs.RO] for this version)
 \thttps://doi.org/10.48550/arXiv.2101.00011
Focus to learn more
Related DOI:\thttps://doi.org/10.1000/glaciers
Submission history
From: Jane Doe [view email]
[v1] Sun, 3 Jan 2021 12:00:00 UTC (123 KB)
[v2] Sat, 5 Mar 2022 12:00:00 UTC (125 KB)
"""
ABS_PAGE_TRUTH = [
    Truth(
        "Glaciers That Answer",
        (JANE, JOHN),
        "2101.00011",
        2021,
        "Glaciers do not answer. We describe a model that answers in their place, and beats"
        " arXiv:1901.00009.",
        doi="10.1000/glaciers",
        urls=("https://example.org/glaciers",),
    )
]

FILES: dict[str, tuple[str, list[Truth]]] = {
    "plain": (PLAIN, PLAIN_TRUTH),
    "wrapped": (WRAPPED, WRAPPED_TRUTH),
    "one-line": (ONE_LINE, ONE_LINE_TRUTH),
    "other-order": (OTHER_ORDER, OTHER_ORDER_TRUTH),
    "abs-page": (ABS_PAGE, ABS_PAGE_TRUTH),
}
SAMPLES = {f"labelled-{name}": text for name, (text, _) in FILES.items()}


def read(text: str) -> Reading:
    return READER.read(split_lines(text))


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_read_as_it_is(name: str) -> None:
    text, truth = FILES[name]
    reading = read(text)
    assert told(reading) == truth
    assert LineClass.UNPARSED not in reading.lines
    assert not reading.problems
    assert reading.confidence >= 0.9
    account(text, reading)


def test_lines_are_told_apart() -> None:
    kinds = [str(kind) for kind in read("Title: A\nB\nAuthors: C\nAbstract: D\n\nE\n---\n").lines]
    assert kinds == ["title", "title", "field", "abstract", "blank", "abstract", "boilerplate"]


def test_records_on_one_line_are_numbered() -> None:
    line = "Title: Kites Authors: Jane Doe Abstract: They fly. Title: Loaves Authors: John Roe"
    assert [(r.title, r.part) for r in read(line).records] == [("Kites", 0), ("Loaves", 1)]


@pytest.mark.parametrize(
    "label", ["Title", "TITLE", "title", "**Title**", "Paper title", "- Title"]
)
@pytest.mark.parametrize("sign", [": ", ":", " - ", "：", " : ", "\t"])
def test_labels_come_as_people_write_them(label: str, sign: str) -> None:
    (record,) = read(f"{label}{sign}Kites\nAuthors{sign}Jane Doe\nAbstract{sign}They fly.").records
    assert (record.title, record.authors, record.abstract) == ("Kites", (JANE,), "They fly.")


@pytest.mark.parametrize(
    "mark", ["Abstract\n", "Abstract:\n", "AbstractWe ", "Abstract. ", "## Abstract\n"]
)
def test_an_abstract_begins_as_papers_print_it(mark: str) -> None:
    text = f"Title: Kites\nAuthors: Jane Doe\n{mark}We fly kites.\n".replace("We We", "We")
    (record,) = read(text).records
    assert record.abstract == "We fly kites."


@pytest.mark.parametrize("title", ["Who Is the Author: A Study", "On Data and Code: Two Views"])
def test_a_title_may_hold_what_looks_like_a_label(title: str) -> None:
    assert read(f"Title: {title}\nAuthors: Jane Doe\n").records[0].title == title


@pytest.mark.parametrize("name", FILES)
def test_a_doubled_line_changes_nothing(name: str) -> None:
    text, truth = FILES[name]
    for number, line in enumerate(lines := split_lines(text)):
        if line.strip():
            assert told(read("\n".join([*lines[: number + 1], *lines[number:]]))) == truth, line


@pytest.mark.parametrize("name", ["plain", "wrapped", "other-order"])
def test_a_lost_line_costs_no_other_record(name: str) -> None:
    text, truth = FILES[name]
    lines = split_lines(text)
    spans = [(record.first_line, record.last_line) for record in read(text).records]
    for number in range(len(lines)):
        found = told(read("\n".join(lines[:number] + lines[number + 1 :])))
        for each, (first, last) in zip(truth, spans, strict=True):
            if not first - 1 <= number + 1 <= last + 1:
                assert each in found, lines[number]


def test_blank_lines_between_all_lines_change_no_field() -> None:
    lines = [line for line in split_lines(PLAIN) if line]
    found = told(read("\n\n".join(lines)))
    assert found == PLAIN_TRUTH


def test_headings_between_papers_are_no_part_of_abstracts() -> None:
    text = "Title: A\nAbstract: B is so.\n\nPapers on kites\n\nTitle: C\nAbstract: D is so.\n"
    reading = read(text)
    assert [record.abstract for record in reading.records] == ["B is so.", "D is so."]
    assert reading.lines[3] is LineClass.UNPARSED


def test_a_venue_that_is_only_arxiv_is_the_id() -> None:
    (record,) = read("Title: A\nJournal: arXiv preprint arXiv:2101.00001, 2021\n").records
    assert (record.arxiv_id, record.venue, record.year) == ("2101.00001", None, 2021)


def test_lists_as_yaml_writes_them() -> None:
    text = (
        "- title: Kites\n  authors: [Jane Doe, John Roe]\n  year: 2021\n"
        "  url: https://arxiv.org/pdf/2101.00001v2.pdf\n  tags:\n    - robots\n"
        "- title: Loaves\n  authors: [Max Moe]\n  year: 2019\n  url: https://example.org/l\n"
    )
    assert told(read(text)) == [
        Truth("Kites", (JANE, JOHN), "2101.00001", 2021),
        Truth("Loaves", ("Max Moe",), None, 2019, urls=("https://example.org/l",)),
    ]


def test_parts_of_an_abstract_are_no_fields() -> None:
    text = "Title: A\nAbstract: Background: B is so.\nMethods: We looked.\nResults: It is.\n"
    (record,) = read(text).records
    assert (record.abstract or "").split("\n\n")[-1] == "Results: It is."


def test_footnotes_below_authors_are_no_authors() -> None:
    text = "Title: A\nAuthors: Jane Doe¹, John Roe²\n¹ Kite Lab, ² Town\nAbstract: B is so.\n"
    assert read(text).records[0].authors == (JANE, JOHN)


@pytest.mark.parametrize(
    "labels",
    [
        ("Titel", "Autoren", "Zusammenfassung"),
        ("Titre", "Auteurs", "Résumé"),
        ("Título", "Autores", "Resumen"),
        ("标题", "作者", "摘要"),
    ],
)
def test_labels_of_other_languages(labels: tuple[str, str, str]) -> None:
    title, authors, abstract = labels
    (record,) = read(f"{title}: Kites\n{authors}: Ada Quill\n{abstract}: They fly.").records
    assert (record.title, record.authors, record.abstract) == ("Kites", ("Ada Quill",), "They fly.")


@pytest.mark.parametrize("heading", ["## {}", "**{}**", "{}"])
def test_headings_over_authors_are_titles(heading: str) -> None:
    titles = ["Kites That Repair Bridges", "Bread by Post"]
    text = "\n\n".join(
        f"{heading.format(title)}\n\n**Authors:** Ada Quill\n\n**Abstract:** They do."
        for title in titles
    )
    assert [record.title for record in read(text).records] == titles


def test_long_rules_and_lists_of_subjects_end_an_abstract() -> None:
    subjects = "; ".join(f"Science of Kites and of Bridges {n} (cs.K{n})" for n in range(4))
    block = f"Title: Kites\nAuthors: Ada Quill\nAbstract: They fly.\n\nSubjects: {subjects}\n"
    text = block + "=" * 72 + "\n" + block.replace("Kites", "Bread")
    assert [record.abstract for record in read(text).records] == ["They fly."] * 2


def test_a_list_as_python_prints_it_names_authors() -> None:
    (record,) = read(
        "Title: Kites\nAuthors: ['Ada Quill', \"Bo O'Neil\"]\nAbstract: They fly."
    ).records
    assert record.authors == ("Ada Quill", "Bo O'Neil")


def test_published_is_a_date_or_a_venue() -> None:
    assert read("Title: A\nPublished: 3 May 2019\n").records[0].year == 2019
    (record,) = read("Title: A\nPublished: Kite Letters, 2019\n").records
    assert (record.venue, record.year) == ("Kite Letters", 2019)


def test_a_date_of_submission_counts_only_without_an_id() -> None:
    assert read("Title: A\nSubmitted: 3 May 2019\n").records[0].year == 2019
    assert read("Title: A\nSubmitted: 3 May 2019\narXiv: 1801.00001\n").records[0].year == 2018


@pytest.mark.parametrize(
    "text",
    [
        arxiv.RECENT,
        arxiv.NEW,
        arxiv.OLD,
        arxiv.ELEMENTS,
        arxiv.SEARCH,
        arxiv.MAIL,
        README,
        SOURCE,
        "",
    ],
)
def test_other_texts_are_none_of_these(text: str) -> None:
    assert READER.sniff(split_lines(text)) < 0.3


LINES = st.sampled_from(
    [line for text in SAMPLES.values() for line in text.split("\n")]
    + ["Title:", "Abstract", "Authors: ; ;", "DOI:", "---", "7.", "Year: 99", "Paper: ", "By: - "]
)


@given(st.lists(st.one_of(LINES, st.text(max_size=20)), max_size=25))
@settings(max_examples=40, deadline=None)
def test_any_lines_are_accounted_for(lines: list[str]) -> None:
    text = "\n".join(line.replace("\n", " ").replace("\r", " ") for line in lines)
    account(text, read(text))


@pytest.mark.parametrize("piece", ["Title: ", "Title: a. ", "*", "[a", "a", "Abstract: b. ", "- "])
def test_long_lines_take_no_longer_than_their_length(piece: str) -> None:
    text = piece * (20_000 // len(piece))
    READER.read([text])
    READER.read([f"Title: {text}", f"Authors: {text}", f"Venue: {text}", f"Abstract: {text}", text])


@pytest.mark.parametrize(
    "text",
    [
        "/* Title: oven control\n * Author: Ada Lovelace\n */\n#include <oven.h>\n\n"
        "int main(void) {\n    bake();\n    return 0;\n}\n",
        "openapi: 3.0.0\ninfo:\n  title: Oven API\n  description: Bakes.\n  version: 1.0.0\n"
        "paths:\n  /ovens:\n    get:\n      summary: Lists ovens\n      responses:\n",
    ],
)
def test_programs_and_settings_with_titles_are_no_papers(text: str) -> None:
    assert LabelledReader().sniff(split_lines(text)) < 0.6
