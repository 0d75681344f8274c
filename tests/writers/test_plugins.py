"""Writers of other packages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.metadata import EntryPoint

import pytest

from readlist import plugins, writers
from readlist.errors import BadValue
from readlist.library.exporting import export, formats
from readlist.paper import Paper
from readlist.writers import Writer


def count(papers: Sequence[Paper], *, title: str, abstracts: bool = True) -> str:
    return f"{title}: {len(papers)}\n"


COUNT = Writer("count", ".txt", count)


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Packages that offer writers: a good one, and one that is not there."""
    offered = [
        EntryPoint("count", f"{__name__}:COUNT", "readlist.writers"),
        EntryPoint("gone", "no_such_package:WRITER", "readlist.writers"),
    ]
    monkeypatch.setattr("importlib.metadata.entry_points", lambda *, group: offered)
    plugins.plugins.cache_clear()
    writers.all_writers.cache_clear()
    yield
    monkeypatch.undo()
    plugins.plugins.cache_clear()
    writers.all_writers.cache_clear()


@pytest.mark.usefixtures("installed")
def test_writers_of_other_packages_are_found_and_those_that_fail_are_named() -> None:
    assert formats()[-1] == "count"
    assert export([], "count", title="Mine", abstracts=True) == "Mine: 0\n"
    with pytest.raises(BadValue, match=r"'gone'.*cannot be loaded"):
        export([], "gone", title="Mine", abstracts=True)


def test_without_any_there_are_readlists_own() -> None:
    assert formats() == tuple(writers.WRITERS)
