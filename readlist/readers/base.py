"""What a reader is, and what it gives back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Protocol, runtime_checkable

from readlist.paper import Record

SNIFFED: Final = 4000
"""Lines that are enough to recognise a format by."""


class LineClass(StrEnum):
    """What a line of an imported file is to its reader; every line is exactly one of these."""

    TITLE = "title"
    ABSTRACT = "abstract"
    FIELD = "field"
    """Authors, a date, an id, a link: anything else that belongs to a record."""
    BOILERPLATE = "boilerplate"
    """Known words of the page around the records."""
    BLANK = "blank"
    UNPARSED = "unparsed"
    """Fits nothing; shown to the user."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a file that should have been a record and could not be read as one."""

    line: int
    """1-based."""
    text: str
    """What is wrong, to stand after the file's name and the line: "the entry is not closed"."""


@dataclass(frozen=True, slots=True)
class Part:
    """A run of lines (1-based, inclusive) that one reader has read."""

    format: str
    first_line: int
    last_line: int


@dataclass(frozen=True, slots=True)
class Reading:
    """A file as it was understood: records in file order, and a class for every line."""

    format: str
    """The reader's name; of a file read in parts, the names of all, joined by `+`."""
    confidence: float
    """0 to 1: how far the lines that are not blank look as this format's would."""
    records: tuple[Record, ...]
    lines: tuple[LineClass, ...]
    problems: tuple[Problem, ...] = ()
    parts: tuple[Part, ...] = ()
    """Of a file whose shape changes: who has read what, in order. Empty where one read it all."""
    notices: tuple[str, ...] = ()
    """Sentences on the whole: that it is of several shapes, that a plugin could not be loaded."""


@runtime_checkable
class Reader(Protocol):
    """One file format in. Readers keep no state: the same lines give the same reading."""

    @property
    def name(self) -> str:
        """As `--format` takes it."""
        ...

    @property
    def label(self) -> str:
        """As a person reads it: "a dump of a trending-papers page"."""
        ...

    def sniff(self, lines: Sequence[str]) -> float:
        """How sure the reader is, by the first lines, that this is its format: 0 to 1."""
        ...

    def read(self, lines: Sequence[str]) -> Reading:
        """Read the lines, however unlikely they look. Never raises."""
        ...


@runtime_checkable
class StreamReader(Reader, Protocol):
    """A reader of files of any size, each of whose records is on a line of its own."""

    def stream(self, lines: Iterable[str]) -> Iterator[tuple[LineClass, Record | Problem | None]]:
        """Each line's class, with its record if it holds one, in constant memory. Never raises."""
        ...
