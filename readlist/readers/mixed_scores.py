"""What each line of a file of several shapes is worth to a reader."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from readlist.links import parse_arxiv_id, parse_doi
from readlist.paper import Record
from readlist.readers.base import LineClass, Reader
from readlist.readers.prose import is_plain_abstract, is_plain_title

PROSE: Final = frozenset({"trending"})
"""Readers of plain sentences, which can make something of any text."""
POINTERS: Final = frozenset({"links"})
"""Readers of ids and links, which stand in files of every shape."""

# What a line is worth to the reader that explains it.
_RECORD: Final = 1.0
_PAGE_WORDS: Final = 0.6
_PROSE_PLAIN: Final = 0.6  # a title and an abstract beyond doubt
_PROSE_PAIR: Final = 0.25
_PROSE_ELSE: Final = 0.1
_PROSE_PAGE: Final = 0.7
_POINTER: Final = 3.0  # a line that is an id or a paper's link, and nothing else
SWALLOWED: Final = 0.3  # times the above, if the lines around have no mark of that reader's format
_POINTED: Final = 0.7  # ids and links, to their reader
_MARKED: Final = 0.3


def scores(reader: Reader, lines: Sequence[str], blocks: Sequence[tuple[int, int]]) -> list[float]:
    """What each line is worth to a reader.

    Readers take what follows their last entry for more of it. So what has no mark of a reader's
    format in its block counts less.
    """
    reading = reader.read(lines)
    prose = reader.name in PROSE
    worth = [0.0] * len(lines)
    for number, kind in enumerate(reading.lines):
        if kind is LineClass.BOILERPLATE:
            worth[number] = _PROSE_PAGE if prose else _PAGE_WORDS
    for record in reading.records:
        value = _of_prose(record, reading.lines) if prose else _RECORD
        if reader.name in POINTERS:
            value = _POINTED if record.first_line == record.last_line else _PROSE_ELSE
        for number in range(record.first_line - 1, record.last_line):
            if reading.lines[number] in (LineClass.TITLE, LineClass.ABSTRACT, LineClass.FIELD):
                alone = value >= _PROSE_PLAIN and _is_pointer(lines[number])
                worth[number] = max(worth[number], _POINTER if alone else value)
    for start, end in () if prose else blocks:
        if any(worth[start:end]):
            factor = 1.0 if reader.sniff(lines[start:end]) >= _MARKED else SWALLOWED
            for number in range(start, end):
                if reading.lines[number] is not LineClass.BOILERPLATE:
                    worth[number] *= factor
    return worth


def _of_prose(record: Record, lines: Sequence[LineClass]) -> float:
    """What a title with its abstract is worth: the most where words of a page are next to it."""
    title, abstract = record.title or "", record.abstract or ""
    around = lines[max(record.first_line - 4, 0) : record.last_line + 3]
    if is_plain_title(title) and (LineClass.BOILERPLATE in around):
        return _RECORD
    if is_plain_title(title) and is_plain_abstract(abstract):
        return _PROSE_PLAIN
    return _PROSE_PAIR if title and abstract else _PROSE_ELSE


def _is_pointer(line: str) -> bool:
    text = line.strip()
    return len(text) < 300 and bool(parse_arxiv_id(text) or parse_doi(text))
