"""Files of tagged lines as publishers, indexes and reference managers save them."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readlist.paper import Fields
from readlist.readers import Reading, read, split_lines
from readlist.readers.tagged.reader import TaggedReader
from tests.readers.accounts import account, account_of_any, brief, letters

PUBLISHER = """\
Provider: Kite House
Database: Sealand Academic
Content: text/plain; charset="UTF-8"


TY  - JOUR
AU  - Doe, Jane
AU  - Roe, R. J.
AU  - Moe, Max, Jr.
A2  - Editor, Ed
T1  - Kites of the
northern coast
JF  - Journal of Kites
JO  - J Kites
PY  - 2021
DA  - 2021/06/01
Y2  - 1/2/2023
N2  - First paragraph that is hyphen-
ated and wrapped.

Second paragraph, https://github.com/doe/kites.
KW  - kites
strings
VL  - 3
SN  - 1111-1111
UR  - https://doi.org/10.1000/KITE.1
UR  - https://kitehouse.example/1
DO  - https://doi.org/10.1000/KITE.1
ER  -

"""
SCHOLAR = """\
TY  - JOUR
T1  - Kites that think
A1  - Lovelace, Ada
A1  - Gödel, Kurt
JO  - arXiv preprint arXiv:2101.00001
Y1  - 2021
ER  -

"""
IEEE = """\
TY  - CONF
TI  - Strings Under Tension
T2  - 2021 Kite Conference (KITE)
SP  - 1
EP  - 8
AU  - J. Doe
AU  - R. Roe
PY  - 2021
KW  - Wind
DO  - 10.1000/KITE.2021.1
JO  - 2021 Kite Conference (KITE)
VL  -
JA  - 2021 KITE
Y1  - 18-24 June 2021
AB  - We pull strings.
ER  -

TY  - CONF
TI  - Knots
AU  - J. Doe
PY  - 2020
ER  -
"""
ZOTERO = """\
TY  - GEN
TI  - Windless Kites
AU  - Doe, Jane
AU  - Kite Safety Board
AB  - No wind.
DA  - 2021/01/04/
PY  - 2021
DO  - 10.48550/arXiv.2101.00003
DP  - arXiv.org
PB  - arXiv
UR  - http://arxiv.org/abs/2101.00003
Y2  - 2022/03/05/10:00:00
N1  - arXiv:2101.00003 [cs]
L1  - https://arxiv.org/pdf/2101.00003.pdf
N1  - <p>Comment: 12 pages, code at https://kites.example/code</p>
ER  -

TY  - CHAP
TI  - A Chapter on Tails
AU  - Doe, Jane
T2  - Handbook of Kites
PB  - Kite Press
PY  - 2019
ER  -

TY  - BOOK
T1  - All about Tails
A2  - Moe, Max
T2  - Lecture Notes in Kites
PB  - Kite Press
PY  - 2018
ER  -
"""
PUBMED = """\

PMID- 33333333
OWN - NLM
STAT- MEDLINE
LR  - 20220101
IS  - 1111-1111 (Electronic)
VI  - 3
DP  - 2021 Jun 5
TI  - Effects of kites on the mood of
      sailors: a randomised trial.
PG  - 1-9
LID - S0000-0000(21)00001-1 [pii]
LID - 10.1000/j.kite.2021.001 [doi]
AB  - BACKGROUND: Sailors are sad. METHODS:
      We gave them kites.
CI  - Copyright (c) 2021.
FAU - Doe, Jane A
AU  - Doe JA
AD  - Kite Lab, Sealand.
FAU - van der Moe, Max
AU  - van der Moe M
CN  - Kite Study Group
LA  - eng
PT  - Journal Article
TA  - J Kites
JT  - Journal of kites
AID - S0000-0000(21)00001-1 [pii]
AID - 10.1000/j.kite.2021.001 [doi]
SO  - J Kites. 2021 Jun 5;3:1-9. doi: 10.1000/j.kite.2021.001.

PMID- 44444444
DP  - 1999
TI  - [Kites].
AU  - Doe JA
AU  - Roe R
TA  - J Kites

"""
ENDNOTE = """\
%0 Journal Article
%T Kites and Bread
%A Doe, Jane
%A Richard Roe
%J Journal of Kites
%V 3
%D 2019
%X First paragraph.

Second paragraph.
%R doi:10.1000/Kite.3
%U https://kites.example/3
%0 Conference Proceedings
%A Doe, Jane
%T Two Kites
%B Kite Conference
%I Kite Press
%8 June 2020

%0 Book
%T The Book of Kites
%E Moe, Max
%I Kite Press
%D 2001
"""
REFER = """\
%A Jane Doe
%A Richard Roe
%T An Old Kite
%J J. Kites
%D 1985

%A Max Moe
%T Another Old Kite
%I Kite Press
%C Sealand
%D 1986
"""
WEB_OF_SCIENCE = """\
FN Clarivate Analytics Web of Science
VR 1.0
PT J
AU Doe, J
   Roe, R
AF Doe, Jane
   Roe, Richard
CA Kite Study Grp
TI A kite title that
   is wrapped
SO JOURNAL OF KITES
LA English
DT Article
ID KITES; BREAD
AB We fly AI kites.
   IT was windy.
C1 [Doe, Jane] Kite Lab, Sealand.
PD JUN
PY 2018
DI 10.1000/WOS.1
UT WOS:000000000000001
ER

PT C
AU Doe, J
TI Two knots
SO LECTURE NOTES IN KITES
PY 2017
ER

EF
"""
REFWORKS = """\
RT Journal Article
SR Electronic
T1 Strings and Knots
JF Journal of Kites
FD 2020-05-01
A1 Doe, Jane
A1 Roe, Richard
YR 2020
UL https://kitehouse.example/rw
DO 10.1000/RW.1
AB We tie knots.

RT Journal Article
T1 Knots and Strings
A1 Doe, Jane
YR 2021
"""
SAMPLES = {
    "ris-publisher": PUBLISHER,
    "ris-scholar": SCHOLAR,
    "ris-ieee": IEEE,
    "ris-zotero": ZOTERO,
    "pubmed": PUBMED,
    "endnote": ENDNOTE,
    "refer": REFER,
    "web-of-science": WEB_OF_SCIENCE,
    "refworks": REFWORKS,
}
TRUTH = {
    "ris-publisher": [
        Fields(
            title="Kites of the northern coast",
            authors=("Jane Doe", "R. J. Roe", "Max Moe Jr."),
            year=2021,
            venue="Journal of Kites",
            doi="10.1000/kite.1",
            urls=("https://kitehouse.example/1", "https://github.com/doe/kites"),
        )
    ],
    "ris-scholar": [
        Fields(
            title="Kites that think",
            authors=("Ada Lovelace", "Kurt Gödel"),
            year=2021,
            arxiv_id="2101.00001",
        )
    ],
    "ris-ieee": [
        Fields(
            title="Strings Under Tension",
            authors=("J. Doe", "R. Roe"),
            year=2021,
            venue="2021 Kite Conference (KITE)",
            doi="10.1000/kite.2021.1",
        ),
        Fields(title="Knots", authors=("J. Doe",), year=2020),
    ],
    "ris-zotero": [
        Fields(
            title="Windless Kites",
            authors=("Jane Doe", "Kite Safety Board"),
            year=2021,
            arxiv_id="2101.00003",
            urls=("https://kites.example/code",),
        ),
        Fields(
            title="A Chapter on Tails",
            authors=("Jane Doe",),
            year=2019,
            venue="Handbook of Kites",
        ),
        Fields(title="All about Tails", authors=("Max Moe",), year=2018, venue="Kite Press"),
    ],
    "pubmed": [
        Fields(
            title="Effects of kites on the mood of sailors: a randomised trial.",
            authors=("Jane A Doe", "Max van der Moe", "Kite Study Group"),
            year=2021,
            venue="Journal of kites",
            doi="10.1000/j.kite.2021.001",
        ),
        Fields(title="[Kites].", authors=("JA Doe", "R Roe"), year=1999, venue="J Kites"),
    ],
    "endnote": [
        Fields(
            title="Kites and Bread",
            authors=("Jane Doe", "Richard Roe"),
            year=2019,
            venue="Journal of Kites",
            doi="10.1000/kite.3",
            urls=("https://kites.example/3",),
        ),
        Fields(title="Two Kites", authors=("Jane Doe",), year=2020, venue="Kite Conference"),
        Fields(title="The Book of Kites", year=2001, venue="Kite Press"),
    ],
    "refer": [
        Fields(
            title="An Old Kite", authors=("Jane Doe", "Richard Roe"), year=1985, venue="J. Kites"
        ),
        Fields(title="Another Old Kite", authors=("Max Moe",), year=1986, venue="Kite Press"),
    ],
    "web-of-science": [
        Fields(
            title="A kite title that is wrapped",
            authors=("Jane Doe", "Richard Roe", "Kite Study Grp"),
            year=2018,
            venue="JOURNAL OF KITES",
            doi="10.1000/wos.1",
        ),
        Fields(title="Two knots", authors=("J Doe",), year=2017, venue="LECTURE NOTES IN KITES"),
    ],
    "refworks": [
        Fields(
            title="Strings and Knots",
            authors=("Jane Doe", "Richard Roe"),
            year=2020,
            venue="Journal of Kites",
            doi="10.1000/rw.1",
            urls=("https://kitehouse.example/rw",),
        ),
        Fields(title="Knots and Strings", authors=("Jane Doe",), year=2021),
    ],
}


def reading(text: str) -> Reading:
    lines = split_lines(text)
    found = TaggedReader().read(lines)
    account(found, lines)
    return found


def titles(text: str) -> list[str | None]:
    return [record.title for record in reading(text).records]


@pytest.mark.parametrize("name", SAMPLES)
def test_the_dialects(name: str) -> None:
    found = read("\ufeff" + SAMPLES[name])
    account(found, split_lines(SAMPLES[name]))
    assert found.format == "tagged"
    assert found.confidence == 1.0
    assert found.problems == ()
    assert [brief(record) for record in found.records] == TRUTH[name]


def test_abstracts_with_their_paragraphs() -> None:
    assert reading(PUBLISHER).records[0].abstract == (
        "First paragraph that is hyphenated and wrapped.\n\n"
        "Second paragraph, https://github.com/doe/kites."
    )
    assert reading(ENDNOTE).records[0].abstract == "First paragraph.\n\nSecond paragraph."
    assert reading(WEB_OF_SCIENCE).records[0].abstract == "We fly AI kites. IT was windy."


def test_every_line_is_accounted_for() -> None:
    assert letters(reading(PUBLISHER)) == "bbb--fffffttfffffaa-affffffff-"
    assert letters(reading(PUBMED))[:16] == "-fffffffttfffaaf"
    assert letters(reading(ENDNOTE))[:11] == "ftfffffa-af"
    assert letters(reading(WEB_OF_SCIENCE))[:10] == "bbfffffftt"
    assert letters(reading(WEB_OF_SCIENCE))[-3:] == "f-b"


RECORD = "TY  - JOUR\nT1  - {0}\nAU  - Doe, Jane\nPY  - 2020\nER  - \n"


@pytest.mark.parametrize(
    "damaged",
    [
        RECORD.replace("ER  - \n", ""),
        RECORD.replace("TY  - JOUR\n", ""),
        RECORD.replace("TY  - JOUR\n", "TY  - JOUR\nTY  - JOUR\n"),
        RECORD.replace("ER  - \n", "ER  - \nER  - \n"),
        RECORD.replace("AU  - Doe, Jane\n", "AU  - Doe,\nJane\n"),
        RECORD.replace("AU  - Doe, Jane\n", "AU  - Doe, Jane\nAU  - Doe, Jane\n"),
        RECORD.replace("  - ", " - "),
        RECORD.replace("  - ", "\u00a0\u00a0- "),
        RECORD.replace("  - ", "  -"),
        RECORD.replace("\n", "\n\n"),
        "   " + RECORD.replace("\n", "\n   ").rstrip() + "\n",
    ],
)
def test_damage_costs_no_record(damaged: str) -> None:
    text = RECORD.format("Before") + damaged.format("Damaged") + "\n" + RECORD.format("After")
    found = reading(text)
    assert [(r.title, r.authors, r.year) for r in found.records] == [
        (title, ("Jane Doe",), 2020) for title in ("Before", "Damaged", "After")
    ]
    assert found.confidence == 1.0
    assert not found.problems


def test_records_without_ends_are_told_apart_by_blank_lines() -> None:
    bare = RECORD.replace("TY  - JOUR\n", "").replace("ER  - \n", "")
    text = RECORD.format("A") + bare.format("B") + "\n" + bare.format("C") + "\n" + bare.format("D")
    assert titles(text) == ["A", "B", "C", "D"]
    assert titles(PUBMED.replace("PMID- 44444444\n", "")) == titles(PUBMED)


def test_words_between_records_are_nobodys() -> None:
    text = f"Our kites\n{RECORD.format('A')}\nPage 2 of 9, our kites\n2.\n{RECORD.format('B')}"
    found = reading(text)
    assert letters(found) == "?ftfff-?bftfff"
    assert 0.7 < found.confidence < 1.0


def test_a_record_that_names_no_paper_is_a_problem() -> None:
    found = reading("TY  - JOUR\nAU  - Doe, Jane\nPY  - 2020\nER  - \n" + RECORD.format("A"))
    assert [record.title for record in found.records] == ["A"]
    assert [problem.line for problem in found.problems] == [1]
    assert letters(found)[:4] == "????"


def test_a_record_without_a_title_is_one_by_its_abstract_or_id() -> None:
    for tag in ("AB  - We fly kites.", "ID  - arXiv:2101.00005v2", "UR  - https://kites.example"):
        (record,) = reading(f"TY  - JOUR\n{tag}\nER  - \n").records
        assert record.title is None


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("AU  - Doe, Jane; Roe, R.", ("Jane Doe", "R. Roe")),
        ("AU  - Doe, Jane and Roe, R.", ("Jane Doe", "R. Roe")),
        ("AU  - Ministry of Wind and Water", ("Ministry of Wind and Water",)),
        ("AU  - Doe J.-P.", ("J.-P. Doe",)),
        ("AU  - Doe, Jane\nAU  - et al.", ("Jane Doe",)),
        ("AU  - Doe, Jane\nRoe, Richard", ("Jane Doe", "Richard Roe")),
        ("AU  - Doe, Jane\nPage 2", ("Jane Doe",)),
        ("A2  - Doe, Jane\nA3  - Roe, R.", ("Jane Doe",)),
        ("A1  - Doe, Jane\nAU  - Roe, R.", ("Jane Doe", "R. Roe")),
    ],
)
def test_authors(line: str, authors: tuple[str, ...]) -> None:
    (record,) = reading(f"TY  - JOUR\nTI  - T\n{line}\nER  - \n").records
    assert record.authors == authors


def test_dialects_may_be_mixed() -> None:
    assert titles(SCHOLAR + PUBMED + ENDNOTE) == (
        titles(SCHOLAR) + titles(PUBMED) + titles(ENDNOTE)
    )


def test_other_text_is_not_tagged() -> None:
    for text in (
        "Words",
        "AI  - and",
        "%T only",
        "% A comment\n%B more",
        "PT J",
        "TI and AB\nAU b",
    ):
        assert TaggedReader().sniff(split_lines(text)) == 0.0


_LINES = [line for text in SAMPLES.values() for line in split_lines(text)]


@settings(max_examples=40)
@given(st.lists(st.one_of(st.sampled_from(_LINES), st.text(max_size=12)), max_size=40))
def test_any_lines_are_accounted_for(lines: list[str]) -> None:
    account_of_any(TaggedReader(), lines)


def test_dropped_and_doubled_lines_cost_only_what_they_touch() -> None:
    rng = random.Random(1)
    whole = [[*RECORD.format(f"Kite {n}").splitlines(), ""] for n in range(200)]
    hit = set(rng.sample(range(200), 20))
    lines: list[str] = []
    for number, record in enumerate(whole):
        at = rng.randrange(5)
        times = rng.choice((0, 2)) if number in hit else 1
        lines += [*record[:at], *[record[at]] * times, *record[at + 1 :]]
    found = titles("\n".join(lines))
    assert {f"Kite {n}" for n in range(200) if n not in hit} <= set(found)
    assert len(found) >= 190


@pytest.mark.parametrize(
    "piece",
    ["TY  - a\n", "T1  - x\n\n", "AU  - Doe,\n", "x\n", "%T a\n\n", "%A b\n", "PT J\n", "PMID- 1\n",
     "      x\n", "a, ", "; ", "TI  - a\n\nAU  - b\n", "AB  - a\n\nb\n\n", "et al ", ",", " - "],
)  # fmt: skip
def test_much_of_anything_is_read_in_linear_time(piece: str) -> None:
    """Anything quadratic would take this test from seconds to hours."""
    for start in ("", "TY  - JOUR\nAU  - ", "PMID- 1\nAB  - ", "%0 a\n%A "):
        TaggedReader().read((start + piece * (10_000 // len(piece))).split("\n"))


def test_series_and_mark_up_of_exports() -> None:
    text = "%0 Conference Proceedings\n%T A Kite\n%A Doe, Jane\n%S Proceedings of Kites\n%I ACL"
    assert read(text).records[0].venue == "Proceedings of Kites"
    text = "TY  - JOUR\nTI  - H<sub>2</sub>O &amp; Kites\nAU  - O&#39;Moe, Max\n"
    text += "AB  - <p>One.</p><p>Two.</p>\nER  - "
    record = read(text).records[0]
    assert (record.title, record.authors) == ("H2O & Kites", ("Max O'Moe",))
    assert record.abstract == "One.\n\nTwo."
