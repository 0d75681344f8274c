"""The sample library is what a newcomer sees first: it has to read as it should, and well."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from importlib.resources import files

import pytest

from readlist import identity, readers
from readlist.links import kind_of, links_of, paper_link
from readlist.paper import LinkKind, Record, clean
from readlist.readers import LineClass, Reading, split_lines

# In the order in which they are imported.
NAMES = ("reading-group.txt", "trending-march.txt", "trending-monday.txt")
DUMPS = NAMES[1:]


def _text(name: str) -> str:
    return (files("readlist.samples") / name).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def readings() -> dict[str, Reading]:
    return {name: readers.read(_text(name)) for name in NAMES}


@pytest.fixture(scope="module")
def records(readings: dict[str, Reading]) -> list[Record]:
    return [record for name in NAMES for record in readings[name].records]


def _distinct(records: list[Record]) -> list[list[Record]]:
    """The records by paper, as an import would put them together."""
    papers: list[list[Record]] = []
    for record in records:
        candidates = [
            identity.Candidate(row, seen) for row, paper in enumerate(papers) for seen in paper
        ]
        row = identity.match(record, candidates)
        if row is None:
            papers.append([record])
        else:
            papers[row].append(record)
    return papers


# ---------------------------------------------------------------- read as they should be


def test_the_files_are_these() -> None:
    present = {entry.name for entry in files("readlist.samples").iterdir()}
    assert {name for name in present if name.endswith(".txt")} == set(NAMES)


@pytest.mark.parametrize(
    ("name", "format", "lines"),
    [
        ("reading-group.txt", "abstracts", {LineClass.ABSTRACT: 4, LineClass.UNPARSED: 1}),
        (
            "trending-monday.txt",
            "trending",
            {LineClass.TITLE: 30, LineClass.ABSTRACT: 30, LineClass.BOILERPLATE: 2},
        ),
        (
            "trending-march.txt",
            "trending",
            {
                LineClass.TITLE: 26,
                LineClass.ABSTRACT: 26,
                LineClass.BOILERPLATE: 5,
                LineClass.BLANK: 56,
            },
        ),
    ],
)
def test_every_line_is_accounted_for(
    readings: dict[str, Reading], name: str, format: str, lines: dict[LineClass, int]
) -> None:
    reading = readings[name]
    assert reading.format == format
    assert Counter(reading.lines) == lines
    assert len(reading.lines) == len(split_lines(_text(name)))
    assert len(reading.records) == lines[LineClass.ABSTRACT]


def test_titles_come_out_as_they_were_written(readings: dict[str, Reading]) -> None:
    for name in DUMPS:
        lines = [line.removeprefix("Subscribe") for line in split_lines(_text(name))]
        for record in readings[name].records:
            assert record.title == lines[record.first_line - 1]
            assert record.abstract == lines[record.last_line - 1]


def test_sixty_records_are_fifty_six_papers(records: list[Record]) -> None:
    papers = _distinct(records)
    assert (len(records), len(papers)) == (60, 56)
    several = [paper for paper in papers if len(paper) > 1]
    assert {next(record.title for record in paper if record.title) for paper in several} == {
        "Attention Is All You Need",
        "Deep Residual Learning for Image Recognition",
        "FlashAttention: Fast and Memory-Efficient Exact Attention with IO-Awareness",
        "Time, Clocks, and the Ordering of Events in a Distributed System",
    }


def test_a_duplicate_can_bring_a_fuller_summary_and_a_link(records: list[Record]) -> None:
    paper = next(p for p in _distinct(records) if p[0].title == "Attention Is All You Need")
    folded = identity.fold(paper, {}).fields
    assert folded.abstract == paper[1].abstract != paper[0].abstract
    assert paper_link(paper[0]) is None
    assert paper_link(folded) == "https://arxiv.org/abs/1706.03762"


def test_three_papers_have_no_title_and_one_finds_its_own(
    readings: dict[str, Reading], records: list[Record]
) -> None:
    untitled = readings["reading-group.txt"].records
    assert all(record.title is None for record in untitled)
    shown = [identity.fold(paper, {}) for paper in _distinct(records)]
    derived = [folded.fields.title for folded in shown if folded.title_derived]
    assert derived == [
        "Ranks web pages by the links between them: a page matters if pages that matter…",
        "Diffusion models are costly because they work on every pixel.",
        "Drops the hidden layer of neural language models and learns word vectors by…",
    ]
    assert shown[1].fields.title is not None
    assert shown[1].fields.title.startswith("FlashAttention: ")


def test_urls_are_found_clean(records: list[Record]) -> None:
    urls = {url for record in records for url in record.urls}
    assert {kind_of(url) for url in urls} == {LinkKind.CODE, LinkKind.PAPER}
    assert {
        "https://github.com/microsoft/LoRA",  # glued to the word before it
        "https://github.com/dmlc/xgboost",  # in \url{}, before a full stop
        "https://github.com/google-research/vision_transformer",
        "https://arxiv.org/abs/1706.03762",
    } <= urls
    assert all(re.fullmatch(r"https://[\w./-]*\w", url) for url in urls)
    assert sum(bool(links_of(record)) for record in records) == sum(
        "https://" in (record.abstract or "") for record in records
    )


# ---------------------------------------------------------------- written as they should be


def test_titles_include_the_awkward_ones(records: list[Record]) -> None:
    titles = [record.title for record in records if record.title]
    signs = {sign for title in titles for sign in '$^[]*_#?!:"\\−é' if sign in title}
    assert signs == set('$^[]*_#?!:"\\−é')
    assert min(titles, key=len) == "D* Lite"
    assert len(max(titles, key=len)) > 160


def test_summaries_are_of_a_size_and_full_sentences(records: list[Record]) -> None:
    for record in records:
        assert record.abstract is not None
        assert 150 <= len(record.abstract) <= 500
        assert record.abstract[0].isupper()
        assert record.abstract[-1] == "." or record.abstract.endswith(record.urls[-1])


def test_no_sentence_is_used_for_two_papers(records: list[Record]) -> None:
    sentences = Counter(
        sentence
        for paper in _distinct(records)
        for sentence in {
            part
            for record in paper
            for part in re.split(r"(?<=[.:;?!])\s+", record.abstract or "")
            if len(part.split()) > 3
        }
    )
    assert [sentence for sentence, count in sentences.items() if count > 1] == []


def test_text_is_plain() -> None:
    for name in NAMES:
        text = _text(name)
        assert text.endswith("\n")
        assert text == clean(text)
        assert not re.search(r"[ \t]+$|[ \t]{2,}|\t|\n{3,}", text, re.MULTILINE)
        assert not set("“”‘’…\u00a0") & set(text)
        assert text.count('"') % 2 == 0
        odd = {c for c in text if not c.isascii() and unicodedata.category(c) not in ("Ll", "Lu")}
        assert odd <= {"–", "−"}
