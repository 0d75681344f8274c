"""Pages of trending papers in all the states they are saved in."""

from __future__ import annotations

import random
import textwrap

import pytest

from readlist.paper import Record
from readlist.readers import Reading, split_lines
from readlist.readers.base import LineClass
from readlist.readers.trending.reader import TrendingReader
from tests.readers.test_trending import ONE, THREE, TWO, check_ledger, classes, told
from tests.readers.trendings import SAMPLES, SITE, STATES, Truth

__all__ = ["SAMPLES"]


def reading(text: str) -> Reading:
    return TrendingReader().read(split_lines(text))


def as_truth(record: Record) -> Truth:
    return Truth(record.title or "", record.abstract, record.arxiv_id, record.year, record.urls)


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("seed", range(3))
def test_a_page_is_read_exactly(state: str, seed: int) -> None:
    saved = STATES[state](random.Random(seed))
    found = reading(saved.text)
    assert tuple(map(as_truth, found.records)) == saved.truth
    assert found.confidence == 1.0
    assert LineClass.UNPARSED not in found.lines
    check_ledger(split_lines(saved.text), found, markup=True)


HEAD = "Get trending papers in your email inbox!\nSubscribe"


def test_the_sites_own_link_gives_the_id_and_is_no_url() -> None:
    link = f"{SITE}/papers/2101.00001"
    text = f"{HEAD}\nKites at Sea\n{link}\n{ONE}\n{link}#community\nBread by Post\n{TWO}"
    one, two = reading(text).records
    assert (one.arxiv_id, one.year, one.urls) == ("2101.00001", 2021, ())
    assert two.arxiv_id is None


def test_links_before_and_behind_titles_go_to_the_right_paper() -> None:
    blocks = [
        f"[[Image]]({SITE}/papers/210{n}.00001)\nSubmitted by\nada\n"
        f"### [{title}]({SITE}/papers/210{n}.00001)\n\n{text}\n\n- 3 authors\n"
        for n, (title, text) in enumerate(
            [("Kites at Sea", ONE), ("Bread by Post", TWO), ("Clocks in Rain", THREE)], 1
        )
    ]
    found = reading(f"{HEAD}\n\n" + "\n".join(blocks)).records
    assert [r.arxiv_id for r in found] == ["2101.00001", "2102.00001", "2103.00001"]


@pytest.mark.parametrize("query", ["kites and bread", "sea", "Kites", "old kites"])
def test_the_words_searched_for_are_no_paper(query: str) -> None:
    kites = [(f"Kites of {place}", f"{ONE} {place} is a sea.") for place in ("Rome", "Bonn")]
    text = "\n".join([HEAD, query, "Mar 12", *(line for pair in kites for line in pair)])
    assert told(text) == kites
    assert classes(text)[2] == "b"


def test_a_paper_that_lost_its_abstract_is_not_taken_for_the_words_searched_for() -> None:
    text = f"{HEAD}\nClocks in Rain\nKites at Sea\n{ONE}\nBread by Post\n{TWO}"
    assert [title for title, _ in told(text)] == ["Clocks in Rain", "Kites at Sea", "Bread by Post"]


def test_an_entry_shown_as_a_card_and_in_full_is_one() -> None:
    card = "Submitted by\nada\n12\nKites at Sea\n· 4 authors\n"
    full = f"Kites at Sea\n{ONE}\nUpvote 12\n"
    rest = f"Bread by Post\n{TWO}\nUpvote 3\n"
    for text in (f"{HEAD}\n{card}{full}{rest}", f"{HEAD}\n{full}{card}{rest}"):
        assert told(text) == [("Kites at Sea", ONE), ("Bread by Post", TWO)]


def test_the_year_is_of_the_dates_by_the_papers_not_over_them() -> None:
    pairs = [("Kites at Sea", ONE), ("Bread by Post", TWO), ("Clocks in Rain", THREE)]
    dated = "\n".join(f"{title}\n{text}\nPublished on Mar 3, 2020" for title, text in pairs)
    assert [r.year for r in reading(f"{HEAD}\n{dated}").records] == [2020] * 3
    headed = "\n".join(f"{title}\n{text}" for title, text in pairs)
    assert [r.year for r in reading(f"{HEAD}\nMar 3, 2020\n{headed}").records] == [None] * 3


@pytest.mark.parametrize(
    "line",
    ["[-] 74", "[ ] 1.2k", "▲ 12", "12 authors", "· 12 authors", "74 · 12 authors · 3 comments",
     "Submitted by ada · 4 authors", "Upvote 164 GitHub 61.3k arXiv Page", "Daily", "👍 12",
     "Submitted by ada", "Published on Mar 20, 2024", "0.57 stars / hour", "[Image]"],
)  # fmt: skip
def test_votes_and_other_marks_are_the_pages(line: str) -> None:
    text = f"{HEAD}\nKites at Sea\n{line}\n{ONE}\n{line}\nBread by Post\n{TWO}\n{line}"
    assert told(text) == [("Kites at Sea", ONE), ("Bread by Post", TWO)]
    assert classes(text) == "bbtbabtab"


def test_the_line_of_a_collection_has_the_id_and_the_date() -> None:
    line = "Paper • 2101.00001 • Published Jan 3, 2021 • 74"
    (record, *_) = reading(f"{HEAD}\nKites at Sea\n{line}\nBread by Post\n").records
    assert (record.title, record.arxiv_id, record.year) == ("Kites at Sea", "2101.00001", 2021)


@pytest.mark.parametrize(
    "piece", ["[", "[a", "[a [b] ", "](", "![", "[](x)", "# ", "[a](b) · ", "\\", "12 · "]
)
def test_hostile_markup_is_read_in_linear_time(piece: str) -> None:
    for line in (piece * (19_000 // len(piece)), piece * (200_000 // len(piece))):
        lines = [HEAD.split("\n")[0], line, "Kites at Sea", ONE] * 3
        TrendingReader().read(lines)


NUMBERED = """\
# Web source

- Title: Hugging Face
- Captured: 2026-06-29

```text
* [ Models ][2]
* * Website
new

Get trending papers in your email inbox!

[Subscribe][29]

## by[AK][30] and the research community
* Daily
* Weekly

Jun 29
[
-
][31]

### [Kites at Sea][32]

[

We fly kites by the sea, and they stay up for longer than kites of this size do in all other towns.
They are old.

][33]
[
* 3 authors
][34]
·
Mar 8, 2021 [ 6][39]
[
65
][40]

### [Bread by Post][41]

[

Bread is old. We bake it in a new way that needs no oven, only a lamp and much patience.

][42]
[[bakery] Bakery][43]
·
May 30, 2021
```
"""
TARGETS = """
[31]: https://huggingface.co/login?next=x
[32]: https://huggingface.co/papers/2103.00001
[33]: https://huggingface.co/papers/2103.00001
[41]: https://huggingface.co/papers/2105.00001
[43]: https://huggingface.co/bakery
"""


@pytest.mark.parametrize("targets", ["", TARGETS])
def test_a_page_with_numbered_links(targets: str) -> None:
    found = reading(NUMBERED + targets)
    assert [(r.title, r.year) for r in found.records] == [
        ("Kites at Sea", 2021),
        ("Bread by Post", 2021),
    ]
    assert all(
        r.abstract and "\n" not in r.abstract and "[" not in r.abstract for r in found.records
    )
    ids = [r.arxiv_id for r in found.records]
    assert ids == (["2103.00001", "2105.00001"] if targets else [None, None])
    assert not any(r.urls for r in found.records)
    assert found.confidence == 1.0


def test_what_stands_over_the_page_is_no_paper_but_papers_are() -> None:
    notes = "# Saved Page\n\nsource: clipboard\nTitle of the Saved Page Here\n\n"
    page = f"{HEAD}\nKites at Sea\n{ONE}\n"
    assert told(notes + page) == [("Kites at Sea", ONE)]
    assert classes(notes + page)[:5] == "ubuub"
    assert told(f"Bread by Post\n{TWO}\n{page}") == [("Bread by Post", TWO), ("Kites at Sea", ONE)]


HEADS = (
    "by\nAK and the research community\n",
    "by\n\nAK\n\nand the research community\n",
    "AK and the research community\n",
)


@pytest.mark.parametrize("head", HEADS)
def test_a_header_on_several_lines_is_no_paper(head: str) -> None:
    text = f"Daily Papers\n{head}Nov 20\nKites at Sea\n{ONE}\nBread by Post\n{TWO}\n"
    assert told(text) == [("Kites at Sea", ONE), ("Bread by Post", TWO)]
    assert LineClass.UNPARSED not in reading(text).lines


def test_an_organisation_below_a_title_is_neither_title_nor_abstract() -> None:
    text = (
        "Daily Papers\nby\nAK and the research community\nSubmitted by\nada\n74\n"
        "Lighting Wide Scenes with Few Photons\n· 12 authors\nSubmitted by\nbo\n[-] 31\n"
        "Grasping Without Hands\nNowhere Robotics\n·\n3 authors\n2\n"
    )
    found = reading(text)
    assert [(r.title, r.abstract) for r in found.records] == [
        ("Lighting Wide Scenes with Few Photons", None),
        ("Grasping Without Hands", None),
    ]
    assert found.lines[text.split("\n").index("Nowhere Robotics")] is LineClass.FIELD


def test_an_organisation_below_a_summary_is_no_paper() -> None:
    papers = [("Kites at Sea", "Kite Lab"), ("Bread by Post", "University of Bread")]
    text = "Trending Papers\nby AK and the research community\n" + "".join(
        f"{title}\nIt says what it says.\n{place}{sign}Published on Oct 8, 2024\nUpvote\n7\n"
        for title, place in papers
        for sign in ("\n·\n",)
    )
    assert [r.title for r in reading(text).records] == [title for title, _ in papers]
    assert {r.year for r in reading(text).records} == {2024}
    joined = text.replace("\n·\n", " · 3 authors · ")
    assert [r.title for r in reading(joined).records] == [title for title, _ in papers]


def test_the_end_of_a_wrapped_title_is_no_organisation() -> None:
    titles = [
        "Kites That Repair Bridges over Wide Rivers",
        "Bread by Post and Letters by Night Trains",
        "Ladders and Their Shadows in Northern Towns",
        "Clocks in the Rain and Lanterns in Harbours",
        "Rivers That Carry Kites and Never Return",
        "Markets for Seeds That Nobody Wants to Buy",
    ]
    text = "by AK and the research community\n" + "".join(
        f"{textwrap.fill(title, 32)}\n· 3 authors\n7\n" for title in titles
    )
    assert [r.title for r in reading(text).records] == titles


def test_names_between_titles_and_abstracts_are_authors() -> None:
    names = ["Ada Quill, Ben Stone", "Cora Field", "Dora Lake and Ed Hill", "Fay Moor, Gil Fen"]
    titles = ["Kites at Sea", "Bread by Post", "Ladders and Their Shadows", "Clocks in the Rain"]
    text = "by AK and the research community\n" + "".join(
        f"{title}\n{each}\n{ONE}\n" for title, each in zip(titles, names, strict=True)
    )
    records = reading(text).records
    assert [(r.title, r.abstract) for r in records] == [(title, ONE) for title in titles]
    assert [len(r.authors) for r in records] == [2, 1, 2, 2]


def test_numbers_before_titles_are_no_part_of_them() -> None:
    titles = ["Kites at Sea", "Bread by Post", "Ladders and Their Shadows"]
    text = "Trending Papers\n\n" + "".join(
        f"{n}. {title}\n{ONE}\n\n" for n, title in enumerate(titles, 1)
    )
    assert told(text) == [(title, ONE) for title in titles]


def test_a_page_dumped_with_numbers_of_links_is_read_with_its_ids() -> None:
    text = (
        "   [1]Models\n   by\n\n   [2]AK and the research community\n\n   [3]\n\n"
        "   [4]Kites at Sea\n\n     * · 3 authors\n\n   [5]\n\n   [6]Bread by Post\n\n"
        "     * · 2 authors\n\nReferences\n\n   Visible links:\n"
        f"   1. {SITE}/models\n   2. {SITE}/akhaliq\n   3. {SITE}/papers/2101.00001\n"
        f"   4. {SITE}/papers/2101.00001\n   5. {SITE}/papers/2101.00002\n"
        f"   6. {SITE}/papers/2101.00002\n"
    )
    found = reading(text)
    assert [(r.title, r.arxiv_id) for r in found.records] == [
        ("Kites at Sea", "2101.00001"),
        ("Bread by Post", "2101.00002"),
    ]
    assert LineClass.UNPARSED not in found.lines
