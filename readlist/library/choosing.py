"""Showing a person what each format would make of a text, to choose from."""

from __future__ import annotations

from dataclasses import dataclass

from readlist import readers
from readlist.paper import Record
from readlist.readers.quoting import unquoted
from readlist.readers.sniffing import beginning

_ENOUGH = 3


@dataclass(frozen=True, slots=True)
class Guess:
    """A format a file may be in: how sure that is (0 to 1), and what it would give."""

    format: str
    label: str
    """As a person reads it: "a dump of a trending-papers page"."""
    confidence: float
    records: tuple[Record, ...]
    """Up to three, the first of the file."""


def formats() -> dict[str, str]:
    """The name of every format that can be imported, with what a person calls it."""
    return {reader.name: reader.label for reader in readers.all_readers()}


def guesses(text: str) -> list[Guess]:
    """The formats that find a record in the beginning of `text`, surest first."""
    lines = beginning(unquoted(readers.split_lines(text)))
    found = []
    for each in readers.candidates(lines):
        records = readers.reader_named(each.name).read(lines).records[:_ENOUGH]
        if records:
            found.append(Guess(each.name, each.label, each.confidence, records))
    return found
