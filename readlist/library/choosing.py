"""Showing a person what each format would make of a text, to choose from."""

from __future__ import annotations

from dataclasses import dataclass

from readlist import readers
from readlist.paper import Record
from readlist.readers.base import SNIFFED

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


def guesses(text: str) -> list[Guess]:
    """The formats that find a record in the beginning of `text`, surest first."""
    lines = readers.split_lines(text)[:SNIFFED]
    found = []
    for reader in readers.READERS:
        records = reader.read(lines).records[:_ENOUGH]
        if records:
            found.append(Guess(reader.name, reader.label, reader.sniff(lines), records))
    return sorted(found, key=lambda guess: -guess.confidence)
