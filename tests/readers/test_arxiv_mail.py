"""arXiv's daily mailing: its blocks, its TeX, and what is left where mail programs spoilt it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readlist.readers import LineClass, Reading, split_lines
from readlist.readers.arxiv.mail import ArxivMailReader
from tests.readers.arxiv import MAIL, MAIL_TRUTH, NEW, SEARCH, told
from tests.readers.test_arxiv_pages import account

READER = ArxivMailReader()
SAMPLES = {"arxiv-mail": MAIL}
LINES = split_lines(MAIL)


def read(text: str) -> Reading:
    return READER.read(split_lines(text))


def test_a_mailing_is_read_as_it_is() -> None:
    reading = read(MAIL)
    assert told(reading) == MAIL_TRUTH
    assert LineClass.UNPARSED not in reading.lines
    assert not reading.problems
    assert reading.confidence > 0.95
    account(MAIL, reading)


def test_lines_are_told_apart() -> None:
    kinds = dict(zip(LINES, read(MAIL).lines, strict=True))
    assert kinds["  After"] is LineClass.TITLE
    assert kinds["  van der Moe (12 additional authors not shown)"] is LineClass.FIELD
    assert kinds["  Lanterns are lit. We say why."] is LineClass.ABSTRACT
    assert kinds["Robotics"] is LineClass.BOILERPLATE
    assert kinds["\\\\"] is LineClass.BOILERPLATE


def test_a_quoted_mailing_is_read_like_the_original() -> None:
    quoted = "".join(f"> {line}\n" for line in LINES)
    assert told(read(quoted)) == MAIL_TRUTH
    assert READER.sniff(split_lines(quoted)) > 0.95


def test_without_its_indentation_only_paragraphs_may_differ() -> None:
    found = told(read("\n".join(line.strip() for line in LINES)))
    assert [(t.title, t.authors, t.venue) for t in found] == [
        (t.title, t.authors, t.venue) for t in MAIL_TRUTH
    ]
    for each, truth in zip(found, MAIL_TRUTH, strict=True):
        assert (each.abstract or "").split() == (truth.abstract or "").split()


def test_a_lost_line_costs_no_other_record() -> None:
    spans = [(record.first_line, record.last_line) for record in read(MAIL).records]
    for number in range(len(LINES)):
        found = told(read("\n".join(LINES[:number] + LINES[number + 1 :])))
        for truth, (first, last) in zip(MAIL_TRUTH, spans, strict=True):
            if not first - 1 <= number + 1 <= last + 1:
                assert truth in found, LINES[number]


def test_a_doubled_line_changes_nothing() -> None:
    for number, line in enumerate(LINES):
        if line:
            reading = read("\n".join([*LINES[: number + 1], *LINES[number:]]))
            assert told(reading) == MAIL_TRUTH, line


def test_the_closing_line_knows_the_id_that_is_lost() -> None:
    assert told(read(MAIL.replace("arXiv:2103.00042\n", ""))) == MAIL_TRUTH


def test_without_the_mark_before_it_an_abstract_is_known_by_its_indentation() -> None:
    lost = MAIL.replace("Categories: cs.CV\n\\\\\n", "Categories: cs.CV\n").replace(
        "  Lanterns are lit. We say why.\n", "  Lanterns are lit. We say\nwhy and how, and\nwhen.\n"
    )
    abstract = read(lost).records[1].abstract
    assert abstract == "Lanterns are lit. We say why and how, and when."


def test_mailings_of_the_last_century() -> None:
    text = (
        "\\\\\nPaper: hep-th/9901001\nFrom: Jane Doe <jane@example.org>\n"
        "Date: Fri, 1 Jan 1999 10:00:00 GMT   (15kb)\nDate (revised v2): Sat, 2 Jan 1999 GMT\n\n"
        "Title: Tunnels\nAuthor: Jane Doe\nSubj-class: General\n"
        "Journal-ref: Tunnel Letters B 12 (2000) 1\n\\\\\n"
        "  Tunnels are short.\n\\\\ ( http://arXiv.org/abs/hep-th/9901001 , 15kb)\n"
    )
    (record,) = read(text).records
    assert record.arxiv_id == "hep-th/9901001"
    assert record.authors == ("Jane Doe",)
    assert (record.venue, record.year) == ("Tunnel Letters B 12 (2000) 1", 2000)
    assert record.abstract == "Tunnels are short."


@pytest.mark.parametrize("text", ["", NEW, SEARCH, "Title: A\nAuthors: B\nAbstract: C\n", "\\\\\n"])
def test_other_texts_are_no_mailing(text: str) -> None:
    assert READER.sniff(split_lines(text)) < 0.3


@given(st.lists(st.one_of(st.sampled_from(LINES), st.text(max_size=20)), max_size=25))
@settings(max_examples=40, deadline=None)
def test_any_lines_are_accounted_for(lines: list[str]) -> None:
    text = "\n".join(line.replace("\n", " ").replace("\r", " ") for line in lines)
    account(text, read(text))


@pytest.mark.parametrize("piece", ["\\\\ ( ", "%-", "> ", "$", "a", "(1) ", "{\\'", "x: "])
def test_long_lines_take_no_longer_than_their_length(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    READER.read([text])
    READER.read(["\\\\", "arXiv:2101.00001", f"Title: {text}", f"Authors: {text}", "\\\\", text])


def test_an_mbox_of_mailings_is_told_from_what_is_no_mail() -> None:
    box = "".join(f"From no-reply@arxiv.org Fri Mar  5 01:00:12 2021\n{MAIL}\n" for _ in "ab")
    reading = read(box)
    assert LineClass.UNPARSED not in reading.lines
    assert told(reading) == [*MAIL_TRUTH, *MAIL_TRUTH]
