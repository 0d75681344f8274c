"""Every reader knows its own format, and no other reader takes it for its own."""

from __future__ import annotations

import importlib
import pkgutil
import random
from collections.abc import Iterator, Sequence
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from readlist import plugins, readers
from readlist.errors import UnrecognisedFormat
from readlist.readers import LineClass, Reading, candidates, read, split_lines
from readlist.readers.guarded import Guarded
from readlist.readers.sniffing import LOOKED_AT, NEAR, Candidate, beginning, surest, tied
from tests.readers.shapes import SHAPES, works
from tests.readers.strangers import STRANGERS

WORKS = works(random.Random(1), 12)


def samples() -> dict[str, str]:
    """The texts by which the other test modules show what their formats look like."""
    found: dict[str, str] = {}
    folder = str(Path(__file__).parent)
    for module in pkgutil.iter_modules([folder]):
        if module.name.startswith("test_") and module.name != Path(__file__).stem:
            made = importlib.import_module(f"tests.readers.{module.name}")
            found.update(getattr(made, "SAMPLES", {}))
    return found


SAMPLES = samples()
NAMES = sorted((reader.name for reader in readers.READERS), key=len, reverse=True)
# What the names of samples say of their format, where it is not the format's own name.
MEANT = {
    "own-json": "json",
    "own-markdown": "readlist-markdown",
    "rss": "atom",
    "arxiv": "",
    "arxiv-search": "arxiv-search",
    "arxiv-mail": "arxiv-mail",
}


def meant(name: str) -> str | None:
    """The format a sample's name speaks of, if it does."""
    for start, format in sorted(MEANT.items(), key=lambda item: -len(item[0])):
        if name.startswith(start):
            return format or None
    return next((format for format in NAMES if name.startswith(format)), None)


@pytest.mark.parametrize("name", SHAPES)
def test_the_right_reader_is_alone_in_being_sure(name: str) -> None:
    format = SHAPES[name]
    found = candidates(split_lines(format.shape(WORKS).text))
    best = surest(found)
    assert best is not None
    assert best.name == format.name
    assert best.confidence >= 0.9


@pytest.mark.parametrize("name", SHAPES)
def test_the_same_papers_are_read_in_every_format(name: str) -> None:
    format = SHAPES[name]
    reading = read(format.shape(WORKS).text)
    assert reading.format == format.name
    assert len(reading.records) == len(WORKS)
    assert not reading.problems
    assert LineClass.UNPARSED not in reading.lines
    for record, work in zip(reading.records, WORKS, strict=True):
        for field in format.tells:
            assert getattr(record, field) == getattr(work, field), field
        if name == "links":
            assert record.arxiv_id == work.arxiv_id or record.doi == work.doi


@pytest.mark.parametrize("name", SAMPLES)
def test_samples_of_all_formats_are_told_apart(name: str) -> None:
    lines = split_lines(SAMPLES[name])
    best = surest(candidates(lines))
    assert best is not None, candidates(lines)[:3]
    reading = read(SAMPLES[name])
    assert reading.format == best.name
    assert not reading.parts
    if format := meant(name):
        assert best.name == format


def test_most_samples_say_which_format_they_are_of() -> None:
    assert sum(meant(name) is not None for name in SAMPLES) > len(SAMPLES) / 3


# ---------------------------------------------------------------- refusals


def test_ties_are_named_and_left_to_a_person() -> None:
    found = [Candidate("bibtex", "", 0.9), Candidate("csv", "", 0.9 - NEAR / 2)]
    assert [each.name for each in tied(found)] == ["bibtex", "csv"]
    assert surest(found) is None
    assert surest([found[0], Candidate("csv", "", 0.5)]) == found[0]
    assert surest([Candidate("csv", "", 0.5)]) is None
    assert surest([]) is None


BLOCKS = "".join(
    f"arXiv:{id}\nTitle: {title}\nAuthors: Ann Oolong, Bob Sencha\nAbstract: {abstract}\n\n"
    for id, title, abstract in (
        ("2006.11239", "Denoising Kettles", "We boil water by denoising it, slowly and together."),
        ("2010.02502", "Implicit Kettles", "Many steps are needed to boil water; we need fewer."),
    )
)


def test_who_is_equally_sure_and_reads_the_same_is_no_tie() -> None:
    assert [each.name for each in tied(candidates(BLOCKS.splitlines()))] == [
        "arxiv-listing",
        "labelled",
    ]
    reading = read(BLOCKS)
    assert [record.title for record in reading.records] == ["Denoising Kettles", "Implicit Kettles"]
    assert all(record.abstract and record.authors and record.arxiv_id for record in reading.records)
    assert LineClass.UNPARSED not in reading.lines
    with pytest.raises(UnrecognisedFormat, match="several formats"):  # of whom one is wrong
        read(BLOCKS.replace("Abstract:", "Journal: Tea Letters\nAbstract:"))


def test_general_formats_yield_to_those_with_marks_of_their_own() -> None:
    found = [Candidate("links", "", 1.0), Candidate("trending", "", 0.98)]
    assert surest(found) == found[1]
    found = [*found, Candidate("bibtex", "", 0.95)]
    assert surest(found) == found[2]


def test_a_refusal_names_the_likely_formats() -> None:
    with pytest.raises(UnrecognisedFormat) as refusal:
        read(STRANGERS["essay"])
    assert refusal.value.candidates == ("trending",)
    assert "trending" in str(refusal.value)
    with pytest.raises(UnrecognisedFormat) as refusal:
        read(STRANGERS["source"])
    assert refusal.value.candidates == ()


def test_the_beginning_of_a_file_is_enough() -> None:
    assert len(beginning(["x"] * 10_000)) == 4000
    assert sum(map(len, beginning(["x" * 1000] * 3000))) <= LOOKED_AT + 1000
    (cut,) = beginning(["x" * 20_000_000])
    assert len(cut) < 20_000_000
    assert beginning([]) == []


# ---------------------------------------------------------------- other packages' readers


class Diary:
    """A reader as another package may bring it."""

    name = "diary"
    label = "a diary"

    def sniff(self, lines: Sequence[str]) -> float:
        return 1.0 if lines and lines[0] == "Dear diary" else 0.0

    def read(self, lines: Sequence[str]) -> Reading:
        if "crash" in lines:
            raise RuntimeError("no ink")
        return Reading("diary", 1.0, (), (LineClass.BOILERPLATE,) * len(lines))


class Moody(Diary):
    name = "moody"

    def sniff(self, lines: Sequence[str]) -> float:
        raise RuntimeError("not today")


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Packages that offer readers: a good one, one that fails, one that is not there."""
    here = Diary.__module__
    offered = [
        EntryPoint("diary", f"{here}:Diary", "readlist.readers"),
        EntryPoint("gone", "no_such_package:Reader", "readlist.readers"),
        EntryPoint("moody", f"{here}:Moody", "readlist.readers"),
    ]
    monkeypatch.setattr("importlib.metadata.entry_points", lambda *, group: offered)
    plugins.plugins.cache_clear()
    readers.all_readers.cache_clear()
    yield
    monkeypatch.undo()
    plugins.plugins.cache_clear()
    readers.all_readers.cache_clear()


@pytest.mark.usefixtures("installed")
def test_readers_of_other_packages_are_found_and_those_that_fail_are_named() -> None:
    assert [reader.name for reader in readers.all_readers()][-2:] == ["diary", "moody"]
    reading = read("Dear diary\nit rained")
    assert reading.format == "diary"
    assert len(reading.notices) == 2
    assert any("gone" in notice for notice in reading.notices)
    assert any("moody" in notice and "not today" in notice for notice in reading.notices)
    assert read("Dear diary", "diary").format == "diary"


@pytest.mark.usefixtures("installed")
def test_a_reader_of_another_package_cannot_break_an_import() -> None:
    reading = read("Dear diary\ncrash\n")
    assert reading.lines == (LineClass.UNPARSED,) * 2
    assert any("no ink" in notice for notice in reading.notices)


def test_a_reader_that_loses_lines_is_not_believed() -> None:
    class Short(Diary):
        def read(self, lines: Sequence[str]) -> Reading:
            return Reading("diary", 1.0, (), ())

    guarded = Guarded(Short())
    assert guarded.read(["a", ""]).lines == (LineClass.UNPARSED, LineClass.BLANK)
    assert guarded.failure
