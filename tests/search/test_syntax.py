"""The table of the query language, and the copy of it in docs/search.md."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from readlist.search import SYNTAX, parse
from readlist.search.syntax import FIELDS
from readlist.search.tree import TEXT_FIELDS

PAGE = Path(__file__).parents[2] / "docs" / "search.md"


def page_rows() -> list[str]:
    """The table as the page has it: the examples as code, and what they mean."""
    rows = []
    for _, example, meaning in SYNTAX:
        examples = " ".join(f"`{one}`" for one in re.split(r" {2,}", example))
        rows.append(f"| {examples} | {meaning} |")
    return rows


def test_the_page_has_the_whole_table() -> None:
    page = PAGE.read_text("utf-8")
    rows = [line for line in page.splitlines() if line.startswith("|")][2:]
    assert rows == page_rows(), "put this into docs/search.md:\n" + "\n".join(page_rows())


@pytest.mark.parametrize("form", SYNTAX, ids=[form for form, _, _ in SYNTAX])
def test_every_example_means_something_and_leaves_nothing_to_remark(
    form: tuple[str, str, str],
) -> None:
    _, example, meaning = form
    for one in re.split(r" {2,}", example):
        query = parse(one)
        assert query.tree is not None or query.sort is not None
        assert query.hints == ()
    assert meaning


def test_every_field_is_in_it() -> None:
    assert {*TEXT_FIELDS, "is", "tag", "source", "year", "added", "sort"} <= {*FIELDS}
