"""The table of formats in docs/formats.md is that of the program."""

from __future__ import annotations

import re
from pathlib import Path

from readlist.readers import READERS
from readlist.readers.base import SNIFFED
from readlist.readers.sniffing import ENOUGH, NEAR

PAGE = (Path(__file__).parents[2] / "docs" / "formats.md").read_text("utf-8")


def test_the_page_lists_every_format_once() -> None:
    rows = [line for line in PAGE.split("\n") if line.startswith("| `")]
    named = [name for row in rows for name in re.findall(r"`([a-z-]+)`", row.split("|")[1])]
    assert sorted(named) == sorted(reader.name for reader in READERS)


def test_the_page_says_how_sure_a_reader_has_to_be() -> None:
    text = " ".join(PAGE.split())
    assert f"first {SNIFFED:,} lines" in text
    assert f"at least {ENOUGH:.0%} sure" in text
    assert round(NEAR * 100) == 10
    assert "within ten points" in text
