"""Texts of several shapes are read part by part; quoted and indented ones as if they were not."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readlist.errors import UnrecognisedFormat
from readlist.readers import READERS, LineClass, Reading, mixed, read, sniffing, split_lines
from readlist.readers.quoting import unquoted
from tests.readers.damage import damaged
from tests.readers.mixtures import BYE, ENTRIES, HELLO, LINKS, LISTING, MIXTURES, TAGGED
from tests.readers.shapes import SHAPES, works


def found_in(reading: Reading) -> tuple[str | None, ...]:
    return tuple(record.title or record.arxiv_id or record.doi for record in reading.records)


@pytest.mark.parametrize("name", MIXTURES)
def test_a_mixture_is_split_where_the_shape_changes(name: str) -> None:
    mixture = MIXTURES[name]
    reading = read(mixture.text)
    assert found_in(reading) == mixture.found
    assert reading.format == "+".join(mixture.formats)
    assert len(reading.lines) == len(split_lines(mixture.text))
    if len(mixture.formats) > 1:
        assert [part.format for part in reading.parts] == list(mixture.formats)
        (notice,) = reading.notices
        assert all(format in notice for format in mixture.formats)
        for one, other in zip(reading.parts, reading.parts[1:], strict=False):
            assert one.first_line <= one.last_line < other.first_line
    for record in reading.records:
        line = split_lines(mixture.text)[record.first_line - 1 : record.last_line]
        name_of = record.title or record.arxiv_id or record.doi or ""
        assert name_of.split()[0] in " ".join(line)


def test_what_no_part_is_stays_unparsed() -> None:
    text = f"{HELLO}{ENTRIES}\nAnd these:\n\n{LINKS}{BYE}"
    reading = read(text)
    left = [
        line
        for line, kind in zip(split_lines(text), reading.lines, strict=True)
        if kind is LineClass.UNPARSED
    ]
    said = [line for line in f"{HELLO}And these:\n{BYE}".split("\n") if line.strip()]
    assert [line for line in left if line in said] == left
    assert len(left) >= len(said) - 2  # remarks over and under the links may be theirs


def test_a_single_labelled_paper_among_others_is_read() -> None:
    single = (
        "Title: Pillows That Listen at 20 dB\nAuthors: Nora Quill and Ole Hill\nYear: 2021\n"
        "Abstract: We record speech through pillows and make out most of it.\n"
    )
    reading = read(f"{LINKS}\n{ENTRIES}\n{TAGGED}\n{single}\nalso see the one about owls\n")
    assert reading.format == "links+bibtex+tagged+labelled"
    record = reading.records[-1]
    assert (record.title, record.authors) == (
        "Pillows That Listen at 20 dB",
        ("Nora Quill", "Ole Hill"),
    )
    assert record.abstract == "We record speech through pillows and make out most of it."


def test_a_text_with_hardly_any_papers_in_it_is_refused() -> None:
    prose = "\n\n".join(f"Day {n}: we baked, it rained, and nobody came to buy." for n in range(40))
    with pytest.raises(UnrecognisedFormat):
        read(f"{prose}\n\n{ENTRIES}")


@pytest.mark.parametrize("prefix", ["> ", ">", "> > ", "    ", "\t", "  > ", "| ", "\u00a0"])
@pytest.mark.parametrize("text", [ENTRIES, TAGGED, LISTING, LINKS], ids=str.split)
def test_a_quoted_or_indented_text_reads_as_if_it_were_not(prefix: str, text: str) -> None:
    quoted = "\n".join(prefix + line if line else prefix.rstrip() for line in text.split("\n"))
    plain = read(text)
    reading = read(f"On Monday Ada wrote:\n{quoted}" if ">" in prefix else quoted)
    assert found_in(reading) == found_in(plain)
    assert reading.format == plain.format
    shift = 1 if ">" in prefix else 0
    assert [r.first_line - shift for r in reading.records] == [r.first_line for r in plain.records]


def test_what_is_quoted_in_places_is_left_alone() -> None:
    lines = ["> one", "two", "> three", "four"]
    assert unquoted(lines) == lines
    assert unquoted(["  a", "", "    b"]) == ["a", "", "  b"]
    assert unquoted([]) == []


LINES = [*ENTRIES.split("\n"), *TAGGED.split("\n"), *LISTING.split("\n"), *LINKS.split("\n")]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(LINES), st.text(max_size=20)), max_size=60))
def test_parts_account_for_every_line(lines: list[str]) -> None:
    lines = split_lines("\n".join(lines))
    found = sniffing.ranked(READERS, lines)
    reading = mixed.read_parts(lines, READERS, found)
    if reading is None:
        return
    assert len(reading.lines) == len(lines)
    assert all(1 <= r.first_line <= r.last_line <= len(lines) for r in reading.records)
    assert all(1 <= p.line <= len(lines) for p in reading.problems)
    covered = [n for part in reading.parts for n in range(part.first_line, part.last_line + 1)]
    assert covered == sorted(set(covered))


def test_labelled_papers_with_broken_abstracts_are_of_one_shape() -> None:
    shape = SHAPES["labelled"].shape(works(random.Random(1), 60))
    hurt = damaged(random.Random(0), shape, "a blank line", 0.2)
    reading = read(hurt.text)
    assert reading.format == "labelled"
    assert len(reading.records) == 60
