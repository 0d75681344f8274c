"""Searching is in the program from the start; Whoosh only once it is needed."""

from __future__ import annotations

import subprocess
import sys


def whoosh_after(code: str) -> list[str]:
    """The Whoosh modules a fresh interpreter has after running `code`."""
    ask = "import sys; print(*[m for m in sys.modules if m.split('.')[0] == 'whoosh'])"
    run = subprocess.run(
        [sys.executable, "-c", f"{code}\n{ask}"], capture_output=True, text=True, check=True
    )
    return run.stdout.split()


def test_importing_search_does_not_import_whoosh() -> None:
    assert whoosh_after("import readlist.search") == []


def test_parsing_and_answering_state_does_not_import_whoosh() -> None:
    assert not whoosh_after(
        "from readlist.search import parse, rows_of\n"
        "parse('text-to-image (\"a b\" OR title:net*) -gan is:read', typing=True).highlighter()\n"
        "assert rows_of(parse('is:read -tag:x').tree, lambda state: {1}) == set()\n"
    )


def test_highlighting_needs_the_stemmer_only() -> None:
    loaded = whoosh_after(
        "from readlist.search import parse\n"
        "assert parse('nets').highlighter().spans('a net') == [(2, 5)]\n"
    )
    assert set(loaded) == {"whoosh", "whoosh.lang", "whoosh.lang.porter2"}
