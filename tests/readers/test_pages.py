"""What holds for all readers of pages and lists, whatever lines they get."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readlist.readers.base import Reader
from readlist.readers.links.reader import LinksReader
from readlist.readers.markdown.reader import MarkdownListReader
from readlist.readers.proceedings.acl import AclReader
from readlist.readers.proceedings.cvf import CvfReader
from readlist.readers.proceedings.neurips import NeuripsReader
from readlist.readers.proceedings.openreview import OpenReviewReader
from readlist.readers.proceedings.pmlr import PmlrReader
from readlist.readers.scholar.reader import ScholarReader
from tests.readers import (
    test_acl,
    test_cvf,
    test_links,
    test_markdown_list,
    test_neurips,
    test_openreview,
    test_pmlr,
    test_scholar,
)
from tests.readers.pages import read

READERS: tuple[Reader, ...] = (
    AclReader(),
    CvfReader(),
    LinksReader(),
    MarkdownListReader(),
    NeuripsReader(),
    OpenReviewReader(),
    PmlrReader(),
    ScholarReader(),
)
TESTS = (
    test_acl,
    test_cvf,
    test_links,
    test_markdown_list,
    test_neurips,
    test_openreview,
    test_pmlr,
    test_scholar,
)
LINES = sorted(
    {line for each in TESTS for text in each.SAMPLES.values() for line in text.split("\n")}
)
readers = pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.name)


@readers
@settings(max_examples=40)
@given(st.lists(st.sampled_from(LINES) | st.text(max_size=40), max_size=25))
def test_any_lines_are_read(reader: Reader, lines: list[str]) -> None:
    read(reader, "\n".join(lines))


@readers
def test_long_lines_cost_little(reader: Reader) -> None:
    for unit in ("a", "[", "](", "|", "* ", "A B, ", "10.1000/a,", "[pdf] ", "2021 "):
        read(reader, "\n".join(["Kites", unit * (15_000 // len(unit)), unit * 60_000, "Kites"]))


@readers
def test_an_empty_file(reader: Reader) -> None:
    assert read(reader, "").records == ()
    assert reader.sniff([]) == 0.0
