"""Markdown lists of papers."""

from __future__ import annotations

import pytest

from readlist.paper import Record
from readlist.readers import LineClass, split_lines
from readlist.readers import read as read_any
from readlist.readers.markdown.reader import MarkdownListReader
from tests.readers.pages import read, shorts, unparsed

MARKDOWN = MarkdownListReader()
LIST = """\
# Awesome Kites [![Awesome](https://example.org/badge.svg)](https://example.org/awesome)

![stars](https://example.org/stars/x/y)
<p align="center"><img src="kite.png" width="200"/></p>

<!-- please keep it sorted -->

## Table of Contents
- [Surveys](#surveys)
  - [Old](#old)
- [Methods](#methods)

## Surveys
- [A Survey of Kites and Strings](https://arxiv.org/abs/2101.00001) - Reviews all kites.
- **Kites in the Wild** [[paper]](https://openreview.net/forum?id=a) [[code]](https://g.org/b)
- [x] [Tea at Five: A Study](https://arxiv.org/abs/2102.00002v2), J. Doe et al., ICML 2020

### Methods
- **Multi-line Kites**
  - *Jane Doe, Bob Oven*
  - NeurIPS 2020 [paper](https://arxiv.org/abs/2006.00001) [code](https://github.com/m/l)
- **A Group of Kites**
  - [Nested Paper about Kites](https://arxiv.org/abs/2007.00001)
    - Shows that kites fly.
    - [Deeper Nested Paper](https://arxiv.org/abs/2007.00002) by Jane Doe and Bob Oven
- [PyKite](https://github.com/py/kite) - A library for kites.
- [The kite blog](https://blog.example.org/)
- Just a remark about kites.

| Title | Authors | Venue | Year | Links |
|---|---|---|---|---|
| Kites in Tables | J. Doe, B. Oven | ICML | 2021 | [paper](https://arxiv.org/abs/2105.00001) |

| Year | Paper Title | Paper | Code |
| :--: | :---------: | :---: | ---- |
| 2019 | Kites without Authors | [Link](https://arxiv.org/abs/1905.00001) | [Git](https://g.org/z) |

#### [Heading Kites Are Papers](https://arxiv.org/abs/2108.00001)
*Jane Doe, Bob Oven*, ICCV 2021

### Heading with Labels Only
Jane Doe, Bob Oven
[[Paper](https://arxiv.org/abs/2109.00001)] [[Code](https://github.com/q/q)]
"""
BREAKS = """\
**First Kites of the Year** \\
Jane Doe, Bob Oven. \\
*arXiv 2023*. [[Paper](https://arxiv.org/abs/2301.00001)] [[Github](https://github.com/x/x)]

**Second Kites of
the Year** \\
Jane Doe. \\
CVPR 2022. [[Paper](https://openaccess.thecvf.com/a.pdf)]
"""
SAMPLES = {"markdown list": LIST, "markdown breaks": BREAKS}
TWO = ("Jane Doe", "Bob Oven")


def only(text: str) -> Record:
    (record,) = read(MARKDOWN, text).records
    return record


def test_an_awesome_list() -> None:
    assert shorts(MARKDOWN, LIST) == [
        ("A Survey of Kites and Strings", (), 2021),
        ("Kites in the Wild", (), None),
        ("Tea at Five: A Study", ("J. Doe",), 2020),
        ("Multi-line Kites", TWO, 2020),
        ("Nested Paper about Kites", (), 2020),
        ("Deeper Nested Paper", TWO, 2020),
        ("Kites in Tables", ("J. Doe", "B. Oven"), 2021),
        ("Kites without Authors", (), 2019),
        ("Heading Kites Are Papers", TWO, 2021),
        ("Heading with Labels Only", TWO, 2021),
    ]
    assert unparsed(MARKDOWN, LIST) == [
        "- [PyKite](https://github.com/py/kite) - A library for kites.",
        "- [The kite blog](https://blog.example.org/)",
        "- Just a remark about kites.",
    ]
    reading = read(MARKDOWN, LIST)
    assert reading.confidence > 0.8
    assert reading.records[1].urls == (
        "https://openreview.net/forum?id=a",
        "https://g.org/b",
    )
    assert reading.records[2].venue == "ICML"
    assert [r.abstract for r in reading.records] == [None] * 10


def test_lines_with_hard_breaks() -> None:
    assert shorts(MARKDOWN, BREAKS) == [
        ("First Kites of the Year", TWO, 2023),
        ("Second Kites of the Year", ("Jane Doe",), 2022),
    ]
    assert shorts(MARKDOWN, BREAKS.replace(" \\", "  ")) == shorts(MARKDOWN, BREAKS)


URL = "https://arxiv.org/abs/2101.00001"


@pytest.mark.parametrize(
    "entry",
    [
        f"[Bread &amp; Kites](({URL}))".replace("((", "(").replace("))", ")"),
        f"**Bread & Kites** [[pdf]({URL})]",
        f"**[Bread & Kites]({URL})**",
        f"[**Bread & Kites**]({URL})",
        f"__Bread & Kites.__ [paper]({URL})",
        f'"Bread & Kites", [[paper]]({URL})',
        f"“Bread & Kites.” [pdf]({URL})",
        f"Bread & Kites [[paper]({URL})] [[code](https://github.com/a/b)]",
        f"Bread & Kites. [paper]({URL})",
        f"Bread & Kites - [arXiv]({URL})",
        f'<b><a href="{URL}">Bread &amp; Kites</a></b>',
        f"<strong>Bread &amp; Kites</strong><br><a href='{URL}'>[paper]</a>",
        f"🔥 **Bread & Kites** [![arXiv](https://example.org/b.svg)]({URL})",
        f"[Paper] [Bread & Kites]({URL})",
        f"**[CVPR 2021]** Bread & Kites [[paper]({URL})]",
        f"(CVPR'21) Bread & Kites. [Paper]({URL})",
        f"`CVPR 2021` Bread & Kites [Paper]({URL})",
        f"[2021/01] **Bread & Kites** | [paper]({URL})",
        f"Bread & Kites (CVPR 2021). [paper]({URL})",
        f"[Bread & Kites (CVPR 2021)]({URL})",
        f"Bread & Kites <{URL}>",
        f"Bread & Kites: {URL}",
        "**Bread & Kites**, arXiv:2101.00001",
        f"[Bread & Kites]({URL} 'the paper')",
        f"[ ] [Bread & Kites]({URL})",
    ],
)
@pytest.mark.parametrize("bullet", ["- ", "* ", "1. ", "  + ", ""])
def test_the_ways_to_write_an_entry(bullet: str, entry: str) -> None:
    record = only(f"{bullet}{entry}\n" if bullet or "[ ]" not in entry else f"- {entry}")
    assert (record.title, record.arxiv_id, record.year) == ("Bread & Kites", "2101.00001", 2021)
    assert URL not in record.urls


@pytest.mark.parametrize(
    "entry",
    [
        "**Kites at Sea.** *Jane Doe, Bob Oven.* ICML 2019. [paper](https://x.org/a.pdf)",
        "Jane Doe, Bob Oven. **Kites at Sea.** ICML 2019. [pdf](https://x.org/a.pdf)",
        "[Kites at Sea](https://x.org/a.pdf) - Jane Doe, Bob Oven, ICML 2019",
        "[Kites at Sea](https://x.org/a.pdf) by Jane Doe and Bob Oven (ICML 2019)",
        "Kites at Sea, Jane Doe, Bob Oven, ICML 2019 [paper](https://x.org/a.pdf)",
        "Kites at Sea. Jane Doe, Bob Oven. ICML, 2019. [paper](https://x.org/a.pdf)",
        "**Kites at Sea** (ICML 2019), *Jane Doe and Bob Oven*. [paper](https://x.org/a.pdf)",
        "Jane Doe and Bob Oven. Kites at Sea. In *ICML*, 2019. [paper](https://x.org/a.pdf)",
        '"Kites at Sea" Jane Doe, Bob Oven. ICML 2019',
        "**Kites at Sea** | *Jane Doe, Bob Oven* | ICML 2019 | [paper](https://x.org/a.pdf)",
    ],
)
def test_authors_and_years_are_told_by_their_look(entry: str) -> None:
    record = only(f"- {entry}")
    assert (record.title, record.authors, record.year) == ("Kites at Sea", TWO, 2019)


def test_descriptions_and_what_they_mention_are_not_the_papers() -> None:
    record = only(
        f"- [Kites at Sea]({URL}) - Flies kites on ImageNet 2012, better than Kites by Doe."
    )
    assert (record.title, record.authors, record.year) == ("Kites at Sea", (), 2021)
    assert record.abstract is None


def test_reference_links() -> None:
    text = "- [Kites at Sea][1] [[code]][2]\n\n[1]: https://arxiv.org/abs/2101.00001\n[2]: https://g.org\n"
    record = only(text)
    assert (record.title, record.arxiv_id) == ("Kites at Sea", "2101.00001")
    assert unparsed(MARKDOWN, text) == []


@pytest.mark.parametrize(
    ("heading", "year"), [("## 2019", 2019), ("## ICML 2019", 2019), ("## Kites", None)]
)
def test_a_heading_that_is_a_year_gives_it(heading: str, year: int | None) -> None:
    text = f"{heading}\n- [Kites at Sea](https://openreview.net/forum?id=x)\n"
    assert only(text).year == year
    assert only(f"{heading}\n- [Kites at Sea]({URL})\n").year == 2021


def test_a_table_that_lost_its_rule_is_still_one() -> None:
    text = (
        "| Title | Authors | Year | Link |\n"
        f"| **Kites at Sea** | Jane Doe, Bob Oven | 2021 | [paper]({URL}) |\n"
    )
    assert shorts(MARKDOWN, text) == [("Kites at Sea", TWO, 2021)]
    assert read(MARKDOWN, text).lines[0] is LineClass.BOILERPLATE


def test_links_to_pages_are_papers_only_among_papers() -> None:
    papers = "".join(
        f"- [Kites of Kind {n}: A Study](https://arxiv.org/abs/2101.0000{n})\n" for n in range(9)
    )
    page = "- [A Method That Flies Most Kites](https://kites.example.org/method)\n"
    assert len(read(MARKDOWN, papers + page).records) == 10
    tools = "".join(
        f"- [Kite tool number {n} of ten](https://tool{n}.example.org)\n" for n in range(9)
    )
    assert len(read(MARKDOWN, papers[:0] + tools + page).records) == 0


@pytest.mark.parametrize(
    "text",
    [
        "# breadlib\n\n[![build](https://e.org/b.svg)](https://e.org)\n\nBakes [bread](https://e.org).\n",
        "- [Install](#install)\n- [Usage](#usage)\n",
        "| a | b |\n|---|---|\n| 1 | 2 |\n",
    ],
)
def test_other_documents_have_no_papers(text: str) -> None:
    assert read(MARKDOWN, text).records == ()
    assert MARKDOWN.sniff(split_lines(text)) == 0.0


def _all(lines: list[str]) -> list[tuple[str | None, tuple[str, ...], str | None, int | None]]:
    return [(r.title, r.authors, r.venue, r.year) for r in read(MARKDOWN, "\n".join(lines)).records]


@pytest.mark.parametrize(
    "line",
    [
        '- Jane Doe, Bo Li. "{}." ICRA (2020). [pdf]({})',
        '**[1]** Jane Doe, Bo Li. "**{}**." ICRA (2020). [[pdf]]({}) :star::star:\n',
        "- {}，Jane Doe, Bo Li，ICRA 2020，[论文]({})",
        "- {}\n  Jane Doe, Bo Li\n  ICRA, 2020. [[Paper]]({})",
        "- **{0}**\n    - Authors: Jane Doe, Bo Li\n    - Venue: ICRA 2020\n    - Paper: {1}",
        "- {}, Jane Doe, Bo Li, ICRA20 [pdf]({})",
    ],
)
def test_more_ways_to_write_an_entry(line: str) -> None:
    titles = ["The Kites of Autumn, Flying", "Bread: A Survey of Ovens", "How Tea Is Drunk"]
    lines = [line.format(t, f"https://arxiv.org/abs/2001.0000{n}") for n, t in enumerate(titles)]
    wanted = [(title, ("Jane Doe", "Bo Li"), "ICRA", 2020) for title in titles]
    assert _all(lines) == wanted


def test_one_author_and_the_first_of_many() -> None:
    assert _all(
        [
            "- [Kites of Autumn](https://arxiv.org/abs/2001.00001) - Jane Doe, ICRA 2020",
            '- Doe et al., "[Bread for All](https://arxiv.org/abs/2001.00002)", ICRA 2020',
            "- Doe, J., & Li, B. (2020). Is 2019 over? A look back. *Kite Letters*. "
            "https://arxiv.org/abs/2001.00003",
        ]
    ) == [
        ("Kites of Autumn", ("Jane Doe",), "ICRA", 2020),
        ("Bread for All", ("Doe",), "ICRA", 2020),
        ("Is 2019 over? A look back", ("J. Doe", "B. Li"), "Kite Letters", 2020),
    ]


def test_a_section_of_plain_titles_is_no_entry() -> None:
    section = ["## Datasets and Benchmarks", ""]
    items = [f"- The Kites of Year {n} [[pdf]](https://arxiv.org/abs/2001.0000{n})" for n in "123"]
    assert [title for title, *_ in _all([*section, *items])] == [
        f"The Kites of Year {n}" for n in "123"
    ]


def test_badges_on_a_line_of_their_own_are_known() -> None:
    badge = "[![Stars](https://img.shields.io/x.svg)](https://github.com/a/b) ![x](y.png)"
    text = f"{badge}\n\n- [Kites of Autumn](https://arxiv.org/abs/2001.00001)\n"
    assert unparsed(MARKDOWN, text) == []


def test_a_table_whose_rows_end_in_bars_is_not_quoted() -> None:
    rows = "".join(
        f"| {n} | [Kites {n} of Autumn](https://arxiv.org/abs/2001.0000{n}) | ICRA 2020 |\n"
        for n in range(1, 6)
    )
    reading = read_any(f"| # | Paper | Venue |\n|---|---|---|\n{rows}")
    assert (reading.format, len(reading.records)) == ("markdown-list", 5)
