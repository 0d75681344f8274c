"""readlist's own exports come back whole: Markdown and JSON, read as they were written."""

from __future__ import annotations

from dataclasses import fields

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readlist.links import arxiv_year
from readlist.paper import Fields, Highlight, Marks, Paper, Record, Status, one_line
from readlist.readers import LineClass, read, split_lines
from readlist.readers.json.reader import JsonReader
from readlist.readers.own.reader import OwnMarkdownReader
from readlist.writers import WRITERS
from tests.writers.papers import hostile, hostile_lines, paper, paragraphs_of

KITES = paper(
    "Kites at Sea^2: a [WET] study of $x_i$",
    authors=("Ada Lovelace", "Kites, Inc.", "Jan van der Berg"),
    year=2021,
    venue="Kite Letters · Part 2",
    tags=("editing", "to_read", "c++"),
    arxiv_id="2101.00001",
    doi="10.1000/0004-3702(86)90072-x",
    urls=("https://github.com/kites/sea_code", "https://kites.example/?a=1&copy=2"),
    note="Does the gain survive?\n\n# Numbers\n\n- table 2\n\n```md\n## Not a paper\n```",
    abstract="First sentence. We fly *kites* (100%) at sea. Last one: https://kites.example/x_y.\n\n"
    "A second paragraph_ with 1. nothing.",
    highlights=(
        Highlight("We fly *kites* (100%) at sea.", "compare with *section* 4"),
        Highlight("A second paragraph_ with 1. nothing."),
    ),
)
BREAD = paper(
    "Bread by Post",
    tags=("bread",),
    urls=("https://github.com/bread/post",),
    abstract="We bake.",
)
UNTITLED = paper(
    "First words of an abstract that came without…",
    title_derived=True,
    abstract="First words of an abstract that came without a title.",
)
LINK_ONLY = paper("Only a Link", arxiv_id="2101.00002", year=2021)
NOTE_ONLY = paper(
    "Only a Note", arxiv_id="2101.00003", year=2021, note="compare with table 2\n\nand 3"
)
PAPERS = (KITES, BREAD, UNTITLED, LINK_ONLY, NOTE_ONLY)


def markdown(*papers: Paper, title: str = "found", abstracts: bool = True) -> str:
    return WRITERS["markdown"].write(papers, title=title, abstracts=abstracts)


SAMPLES = {
    "own-markdown": markdown(*PAPERS),
    "own-markdown-without-abstracts": markdown(*PAPERS, abstracts=False),
    "own-markdown-one-paper": markdown(KITES, title="starred"),
    "own-json": WRITERS["json"].write(PAPERS, title="x"),
}


def records(text: str) -> tuple[Record, ...]:
    return OwnMarkdownReader().read(split_lines(text)).records


def told(record: Fields) -> dict[str, object]:
    return {field.name: getattr(record, field.name) for field in fields(Fields)}


def marks(of: Paper) -> Marks:
    return Marks(
        starred=of.starred,
        status=of.status,
        tags=of.tags,
        note=of.note,
        highlights=of.highlights,
    )


# ---------------------------------------------------------------- Markdown


@pytest.mark.parametrize("name", SAMPLES)
def test_own_exports_are_recognised(name: str) -> None:
    found = read(SAMPLES[name])
    assert found.format == ("json" if "json" in name else "readlist-markdown")
    assert found.confidence == 1.0
    assert LineClass.UNPARSED not in found.lines


def test_papers_come_back_whole() -> None:
    found = records(SAMPLES["own-markdown"])
    for record, written in zip(found, PAPERS, strict=True):
        wanted = told(written)
        if written.title_derived:
            wanted["title"] = None
        if written is KITES:  # the address in the abstract is one of its URLs
            wanted["urls"] = (*KITES.urls, "https://kites.example/x_y")
        assert told(record) == wanted
        assert (record.marks or Marks()) == marks(written)


def test_without_abstracts_all_else_comes_back() -> None:
    kites, bread, untitled, *_ = records(SAMPLES["own-markdown-without-abstracts"])
    assert kites.abstract is bread.abstract is untitled.title is None
    assert untitled.abstract == UNTITLED.title  # that it is cut off can be seen
    assert kites.marks == marks(KITES)
    assert bread.marks == Marks(tags=("bread",))


def test_lines_and_their_classes() -> None:
    found = OwnMarkdownReader().read(split_lines(markdown(BREAD, UNTITLED, title="starred")))
    assert "".join(kind.value[:2] + " " for kind in found.lines) == (
        "bo bl bo bl ti bl fi bl ab bl fi bl fi bl ab "
    )
    assert [(r.first_line, r.last_line) for r in found.records] == [(5, 9), (11, 15)]


def test_a_list_of_starred_papers_brings_the_stars() -> None:
    for title, starred in (("starred", True), ("starred gan", True), ("gan", False)):
        (record,) = records(markdown(BREAD, title=title))
        assert record.marks is not None
        assert record.marks.starred is starred


def test_headings_of_a_note_come_back_as_far_as_they_can() -> None:
    for note, back in (
        ("# One\n\n## Two\n\n### Three", "# One\n\n## Two\n\n### Three"),
        ("#### Four", "### Four"),
        ("One\n===", "# One"),
        ("> # Quoted\n\n```\n#### code\n```", "> # Quoted\n\n```\n#### code\n```"),
    ):
        (record,) = records(markdown(paper(note=note, arxiv_id="2101.00001")))
        assert record.marks is not None
        assert record.marks.note == back


def test_a_quote_in_a_note_is_not_the_abstract() -> None:
    note = "They say:\n\n> **Kites** are _wet_.\n\nDo they?"
    for abstract in ("We fly.", None):
        (record,) = records(markdown(paper(note=note, abstract=abstract, urls=("https://a.org/",))))
        assert record.abstract == abstract
        assert record.marks == Marks(note=note)


def test_each_remark_comes_back_to_its_sentence() -> None:
    sentences = ["One is first.", "Two follows.", "Three ends."]
    for remarks in ((None, "b", None), ("a", None, "c"), ("a", "b", "c"), (None, None, None)):
        given_marks = tuple(map(Highlight, sentences, remarks))
        written = paper(abstract=" ".join(sentences), highlights=given_marks[::-1])
        (record,) = records(markdown(written))
        assert record.abstract == written.abstract
        assert (record.marks or Marks()).highlights == given_marks


def test_marks_that_are_no_longer_in_the_text_come_back() -> None:
    gone = (Highlight("Gone.", "why?"), Highlight("Gone, too."))
    (record,) = records(markdown(paper(abstract="We fly.", highlights=gone)))
    assert record.abstract == "We fly."
    assert record.marks == Marks(highlights=gone)


def test_what_is_written_below_a_paper_is_told() -> None:
    text = markdown(BREAD) + "\nWritten by hand, later.\n"
    found = OwnMarkdownReader().read(split_lines(text))
    assert found.lines[-1] is LineClass.UNPARSED
    assert len(found.records) == 1


def test_two_exports_in_one_file() -> None:
    text = markdown(KITES, title="starred") + "\n" + markdown(BREAD, LINK_ONLY)
    found = OwnMarkdownReader().read(split_lines(text))
    assert [record.title for record in found.records] == [
        KITES.title,
        BREAD.title,
        LINK_ONLY.title,
    ]
    assert LineClass.UNPARSED not in found.lines
    assert [bool(r.marks and r.marks.starred) for r in found.records] == [True, False, False]


def test_wrapped_quotes_are_joined() -> None:
    text = markdown(BREAD).replace("We bake.", "We bake\n> bread\nall day.")
    assert records(text)[0].abstract == "We bake bread all day."


def test_a_line_wrapped_without_the_sign_of_the_quote_loses_no_other() -> None:
    text = markdown(BREAD).replace(
        "We bake.", "We bake\na > b at\n<https://bread.example/x> all day."
    )
    assert records(text)[0].abstract == "We bake a > b at https://bread.example/x all day."


def test_headings_that_were_all_moved_come_back() -> None:
    text = markdown(*PAPERS, title="starred")
    for moved in (text.replace("\n#", "\n##"), text.replace("\n## ", "\n# ")):
        found = read(f"## Reading\n{moved}" if "### " in moved else moved)
        assert found.format == "readlist-markdown"
        assert [r.title for r in found.records] == [r.title for r in records(text)]


def test_the_line_about_a_paper_is_found_wrapped_and_above_a_note_without_a_blank_line() -> None:
    long = paper(
        "Kites",
        authors=("Ada Lovelace", "Charles Babbage"),
        year=2021,
        venue="Transactions of the Society for Kites at Sea",
        note="Fly it.",
        abstract="We fly kites.",
    )
    wrapped = records(markdown(long).replace(" for Kites", "\nfor Kites"))[0]
    glued = records(markdown(long).replace("\n\nFly", "\nFly") + "\n" + "word " * 30)[0]
    for record in (wrapped, glued):
        assert (record.authors, record.year, record.venue) == (long.authors, 2021, long.venue)
        assert record.marks
        assert record.marks.note == "Fly it."


def test_a_note_has_no_blanks_on_empty_lines_nor_at_its_end() -> None:
    text = (
        markdown(KITES).replace("survive?\n\n", "survive?\n  \n").replace("```\n\n>", "```  \n\n>")
    )
    assert records(text)[0].marks == marks(KITES)


def test_a_fence_that_lost_its_end_swallows_nothing() -> None:
    text = markdown(KITES, BREAD, UNTITLED).replace("paper\n```", "paper")
    assert [record.title for record in records(text)][-2:] == ["Bread by Post", None]
    noted = paper("Noted", arxiv_id="2101.00004", note="```\ncode\n```")
    for papers in ((noted, BREAD), (noted, LINK_ONLY)):
        text = markdown(*papers).replace("code\n```", "code")
        assert [record.title for record in records(text)] == [each.title for each in papers]


@pytest.mark.parametrize(
    "text",
    [
        "# breadlib\n\n3 papers\n\n## Installation\n\npip install breadlib\n",
        "# Reading\n\n## [Kites](https://arxiv.org/abs/2101.00001)\n\nA nice one.\n",
        "## Kites\n\n> **Note.** Wet.\n",
    ],
)
def test_other_markdown_is_not_ours(text: str) -> None:
    assert OwnMarkdownReader().sniff(split_lines(text)) == 0.0


@pytest.mark.parametrize(
    "text",
    [
        "## [" + "\\[" * 100_000,
        "## x\n\n> **Abstract.** " + "**" * 100_000,
        "## x\n\n" + " · ".join(["a"] * 50_000) + "\n\n> **Abstract.** x",
        "## x\n\n#### y\n" + "> " * 20_000 + "\n\n> **Abstract.** x",
        "## x\n\n#### y\n" + "- " * 20_000 + "\n\n> **Abstract.** x",
        "\n\n".join(["## x"] * 20_000),
        "\n".join(["```", "## x"] * 20_000),
        "## x\n\n" + "\n\n".join(["> **Abstract.** $x"] * 5_000),
    ],
)
def test_monsters_are_read_in_time(text: str) -> None:
    lines = split_lines(text)
    assert len(OwnMarkdownReader().read(lines).lines) == len(lines)


_LINES = st.sampled_from(
    [*split_lines(SAMPLES["own-markdown"]), "```", "<!--", "-->", "> x", ">", "# x", "3 papers"]
)


@settings(max_examples=40)
@given(st.lists(_LINES | st.text(max_size=8), max_size=30))
def test_any_lines_are_told(lines: list[str]) -> None:
    found = OwnMarkdownReader().read(lines)
    assert len(found.lines) == len(lines)
    for line, kind in zip(lines, found.lines, strict=True):
        assert (kind is LineClass.BLANK) == (not line.strip())
    last = 0
    for record in found.records:
        assert last < record.first_line <= record.last_line <= len(lines)
        last = record.last_line


# ---------------------------------------------------------------- there and back, whatever it is

_NAMES = st.sampled_from(
    [
        "Ada Lovelace",
        "Jan van der Berg",
        "Kites, Inc.",
        "É. Ð. Łuk",
        "李 伟",
        "A* B_c",
        "O'Neil [x]",
    ]
)
_URLS = st.sampled_from(
    ["https://github.com/a/b_c", "https://a.example/x(1)?a=1&b=2#c", "https://openreview.net/x"]
)
_IDS = st.sampled_from(["2101.00001", "math/0109999", None])
_TEXTS = hostile_lines.filter(bool)
_NOTES = st.lists(
    st.sampled_from(
        ["- a list", "# One", "### Three", "text, and more", "> quoted", "`code`", "", "## x y"]
    ),
    max_size=5,
).map(lambda lines: "\n\n".join(["see table 2:", *lines]).strip() if lines else None)

_MARKS = st.lists(st.builds(Highlight, _TEXTS, st.none() | _TEXTS), max_size=2)


@st.composite
def _papers(draw: st.DrawFn, *, hostile_marks: bool) -> Paper:
    arxiv_id = draw(_IDS)
    abstract = draw(st.none() | st.lists(_TEXTS, min_size=1, max_size=3).map("\n\n".join))
    year = draw(st.none() | st.integers(1900, 2030))
    return paper(
        draw(_TEXTS.filter(lambda title: title[0] != "“")),
        authors=tuple(draw(st.lists(_NAMES, min_size=1, max_size=3))),
        year=year or (arxiv_year(arxiv_id) if arxiv_id else None),
        venue=draw(st.sampled_from([None, "Kite Letters · 2", "Conf. on *Kites*", "A, B & C"])),
        arxiv_id=arxiv_id,
        doi=draw(st.sampled_from([None, "10.1000/x(1)_y"])),
        abstract=abstract,
        urls=tuple(draw(st.lists(_URLS, max_size=3, unique=True))),
        tags=tuple(draw(st.lists(st.sampled_from(["rl", "to_read", "c#", "a*b"]), unique=True))),
        note=draw(hostile.map(lambda text: text if text.strip() else None)
                  if hostile_marks else _NOTES),
        highlights=tuple(draw(_MARKS)) if hostile_marks else (),
    )  # fmt: skip


@settings(max_examples=60)
@given(st.lists(_papers(hostile_marks=False), min_size=1, max_size=3))
def test_any_papers_come_back_from_markdown(papers: list[Paper]) -> None:
    for record, written in zip(records(markdown(*papers)), papers, strict=True):
        found, wanted = told(record), told(written)
        wanted["abstract"] = "\n\n".join(paragraphs_of(written.abstract)) or None
        # The link of the heading comes first, and addresses in the abstract last.
        assert set(written.urls) <= set(record.urls)
        del found["urls"], wanted["urls"]
        assert found == wanted
        assert (record.marks or Marks()) == marks(written)


@settings(max_examples=60)
@given(st.lists(_papers(hostile_marks=True), min_size=1, max_size=3), st.sampled_from(Status))
def test_any_papers_come_back_from_json(papers: list[Paper], status: Status) -> None:
    text = WRITERS["json"].write(papers, title="x")
    found = JsonReader().read(split_lines(text))
    for record, written in zip(found.records, papers, strict=True):
        assert told(record) == told(written)
        assert record.marks == marks(written)
    assert LineClass.UNPARSED not in found.lines
    starred = text.replace('"starred": false', '"starred": true')
    starred = starred.replace('"status": "unread"', f'"status": "{status.value}"')
    for record in JsonReader().read(split_lines(starred)).records:
        assert record.marks is not None
        assert (record.marks.starred, record.marks.status) == (True, status)


@given(hostile_lines.filter(bool))
@settings(max_examples=60)
def test_any_bold_sentence_comes_back_with_the_text(sentence: str) -> None:
    text = f"Before it. {sentence} After it."
    (record,) = records(markdown(paper(abstract=text, highlights=(Highlight(sentence, "so"),))))
    assert record.abstract == one_line(text)
    assert record.marks is not None
    assert [mark.remark for mark in record.marks.highlights] == ["so"]


def test_a_remark_on_nothing_is_told() -> None:
    text = markdown(paper(abstract="We fly.")) + ">\n> — *remark: why?*\n"
    found = OwnMarkdownReader().read(split_lines(text))
    assert found.lines[-1] is LineClass.UNPARSED
