"""File formats in: one module per format, behind one small interface.

The bytes of a file become text (`decode`), the text lines, and the reader that is surest of them
makes records and accounts for every line (`read`). A new format is a class with the face of
`Reader`, added to `READERS`.
"""

from __future__ import annotations

from typing import Final

from readlist.errors import BadValue, UnrecognisedFormat
from readlist.readers.abstracts import AbstractsReader
from readlist.readers.base import LineClass, Reader, Reading
from readlist.readers.decoding import Decoded, decode, split_lines
from readlist.readers.reference import Reference, parse_reference
from readlist.readers.trending import TrendingReader

__all__ = [
    "READERS",
    "Decoded",
    "LineClass",
    "Reader",
    "Reading",
    "Reference",
    "decode",
    "parse_reference",
    "read",
    "split_lines",
]

READERS: Final[tuple[Reader, ...]] = (TrendingReader(), AbstractsReader())

ENOUGH: Final = 0.6
"""A reader less sure than this is not used unless it is asked for by name."""
NEAR: Final = 0.1
"""Two readers this close are a tie, which a person has to decide."""


def read(text: str, format: str | None = None) -> Reading:
    """Read `text` with the reader named `format`, or with the one that is surest of it.

    Raises BadValue for an unknown name, and UnrecognisedFormat if no reader is sure enough or
    two are about equally sure. The messages name no file: they are to stand after its name and
    a colon.
    """
    lines = split_lines(text.removeprefix("\ufeff"))
    if format is not None:
        return _named(format).read(lines)
    ranked = sorted(((reader.sniff(lines), reader) for reader in READERS), key=lambda r: -r[0])
    (score, reader), others = ranked[0], ranked[1:]
    if score < ENOUGH:
        raise UnrecognisedFormat(
            f"this looks like no format readlist knows ({_sure(ranked)}); "
            f"if it is one, name it with --format."
        )
    ties = [(other, name) for other, name in others if other >= max(ENOUGH, score - NEAR)]
    if ties:
        raise UnrecognisedFormat(
            f"this could be several formats ({_sure([(score, reader), *ties])}); "
            f"name the right one with --format."
        )
    return reader.read(lines)


def _named(format: str) -> Reader:
    for reader in READERS:
        if reader.name == format:
            return reader
    known = ", ".join(reader.name for reader in READERS)
    raise BadValue(f"There is no format '{format}': readlist reads {known}.")


def _sure(ranked: list[tuple[float, Reader]]) -> str:
    return ", ".join(f"{reader.name}: {score:.0%} sure" for score, reader in ranked)
