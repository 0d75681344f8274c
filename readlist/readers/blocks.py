"""What readers of labelled lines share: records put together field by field, and links by kind."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final

from readlist.links import parse_arxiv_id, parse_doi
from readlist.paper import Record
from readlist.readers.base import LineClass
from readlist.readers.prose import Wrapping, ends_sentence, goes_on, verbatim

_SLACK: Final = 3
_UNWRAPPED: Final = 140
"""Nobody wraps text as wide as this."""


@dataclass(slots=True)
class Block:
    """The lines of one record by field, and their numbers (from 0); "" is a blank line."""

    rows: dict[str, list[str]] = field(default_factory=dict)
    numbers: list[int] = field(default_factory=list)
    indents: dict[str, int] = field(default_factory=dict)
    """Characters that stand before a field's text on its first line."""

    def add(self, name: str, text: str, *, gap: bool = False, indent: int = 0) -> None:
        """Put a line to a field; `gap`: a blank line stands before it; `indent`: so many
        characters, the field's label, do.
        """
        rows = self.rows.setdefault(name, [])
        if not rows:
            self.indents[name] = indent
        if gap and rows:
            rows.append("")
        rows.append(text)

    def line(self, name: str, wrapping: Wrapping) -> str:
        """A field as one line; empty if there is none."""
        return wrapping.join(self.rows.get(name, ()))

    def paragraphs(self, name: str, wrapping: Wrapping) -> list[str]:
        """A field as its paragraphs, each on one line."""
        parts = paragraphs(self.rows.get(name, ()), self.indents.get(name, 0))
        return [wrapping.join(rows) for rows in parts]


def paragraphs(rows: Iterable[str], indent: int = 0) -> list[list[str]]:
    """The paragraphs of hard-wrapped or of long lines; "" is a blank line.

    A blank line in the middle of a sentence parts nothing. A line that ends with its sentence
    parts two paragraphs, unless the text is wrapped and the next word had no room on that line.
    `indent`: characters before the first row on its line.
    """
    runs: list[list[str]] = [[]]
    for row in rows:
        if row:
            runs[-1].append(row)
        elif runs[-1]:
            runs.append([])
    found: list[list[str]] = []
    for place, run in enumerate(filter(None, runs)):
        parts = _parted(run, 0 if place else indent)
        if found and not ends_sentence(found[-1][-1]) and goes_on(parts[0][0]):
            found[-1].extend(parts.pop(0))
        found.extend(parts)
    return found


def _parted(run: Sequence[str], indent: int) -> list[list[str]]:
    lengths = [len(row) for row in run]
    if lengths[0] + indent <= max(lengths[1:], default=0) + _SLACK:
        lengths[0] += indent  # else the lines below are indented as well
    width = max(lengths)
    wrapped = width <= _UNWRAPPED and not all(map(ends_sentence, run[:-1]))
    parts = [[run[0]]]
    for length, (before, row) in zip(lengths, pairwise(run), strict=False):
        had_room = length + 1 + len(row.split(maxsplit=1)[0]) <= width
        if ends_sentence(before) and not goes_on(row) and (had_room or not wrapped):
            parts.append([row])
        else:
            parts[-1].append(row)
    return parts


class Sheet:
    """The lines of a file and what each is; `texts` are without outer white space.

    A line that only repeats the one before it goes where that one goes.
    """

    def __init__(self, lines: Sequence[str], cleaned: Callable[[str], str] = verbatim) -> None:
        self.texts = [cleaned(line) for line in lines]
        self.classes = [LineClass.UNPARSED if text else LineClass.BLANK for text in self.texts]
        self.wrapping = Wrapping(self.texts)
        self._repeats: list[tuple[int, int]] = []

    def content(self) -> Iterator[tuple[int, str, bool]]:
        """Number (from 0) and text of the lines that hold anything; is a blank line before it?"""
        before, gap = -1, False
        for number, text in enumerate(self.texts):
            if not text:
                gap = True
                continue
            if before >= 0 and text == self.texts[before]:
                self._repeats.append((number, before))
                continue
            yield number, text, gap
            before, gap = number, False

    def give(self, block: Block, number: int, kind: LineClass) -> None:
        """Make a line part of a record; a title on it outweighs an abstract, and that the rest."""
        if not block.numbers or block.numbers[-1] != number:
            block.numbers.append(number)
        if _WEIGHT[kind] > _WEIGHT[self.classes[number]]:
            self.classes[number] = kind

    def settle_repeats(self, blocks: Iterable[Block]) -> None:
        """Give repeated lines to the records of the lines they repeat."""
        owners = {number: block for block in blocks for number in block.numbers}
        for number, first in self._repeats:
            self.classes[number] = self.classes[first]
            if first in owners:
                owners[first].numbers.append(number)

    def share(self, blocks: Iterable[Block]) -> float:
        """How much of what is neither blank nor the page's own is in `blocks`, 0 to 1."""
        told = len(self.classes) - self.classes.count(LineClass.BLANK)
        told -= self.classes.count(LineClass.BOILERPLATE)
        held = {
            number
            for block in blocks
            for number in block.numbers
            if self.classes[number] is not LineClass.BOILERPLATE
        }
        return min(1.0, len(held) / told) if told else 0.0


_WEIGHT: Final = {
    LineClass.TITLE: 4,
    LineClass.ABSTRACT: 3,
    LineClass.FIELD: 2,
    LineClass.BOILERPLATE: 1,
    LineClass.UNPARSED: 0,
    LineClass.BLANK: 0,
}


def numbered(records: Iterable[Record]) -> tuple[Record, ...]:
    """The records in file order; those of the very same lines are numbered by `part`."""
    found: list[Record] = []
    for record in records:
        before = found[-1] if found else None
        same = before and (before.first_line, before.last_line) == (
            record.first_line,
            record.last_line,
        )
        found.append(replace(record, part=before.part + 1) if before and same else record)
    return tuple(found)


# ---------------------------------------------------------------- years, venues and links

_YEAR = re.compile(r"(?<!\d)(1[6-9]\d{2}|20\d{2})(?!\d)", re.ASCII)
_TRAILING_YEAR = re.compile(r"(?<![\s,(])[\s,(]{0,9}\b(1[89]\d{2}|20\d{2})\)?\.?$", re.ASCII)
_BRACKETED_YEAR = re.compile(r"\((?:[^()]{0,20}\s)?(1[89]\d{2}|20\d{2})\)", re.ASCII)


def year_in(text: str) -> int | None:
    """The first year that `text` names."""
    found = _YEAR.search(text)
    return int(found.group(1)) if found else None


def venue_and_year(reference: str) -> tuple[str | None, int | None]:
    """A venue as printed, without a year that only trails it; and its year, if it is plain.

    Plain are a year at the end and one in brackets: `Kite Letters 12 (2021) 3-9`.
    """
    trailing = _TRAILING_YEAR.search(reference)
    year = trailing or _BRACKETED_YEAR.search(reference)
    venue = reference[: trailing.start()] if trailing else reference
    return venue or None, int(year.group(1)) if year else None


_NOTHING_BUT_AN_ID = re.compile(
    r"https?://(?:[\w-]+\.)*(?:arxiv\.org/(?:abs|pdf|html|format|ps)|doi\.org)/", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Own:
    """The ids that a record's own links and fields name, and the links that are more than ids."""

    arxiv_id: str | None
    doi: str | None
    urls: tuple[str, ...]


def own_links(texts: Iterable[str]) -> Own:
    """Sort ids and links that are a record's own; the first of each kind counts."""
    found = list(texts)
    arxiv_ids = [each for text in found if (each := parse_arxiv_id(text))]
    dois = [doi for text in found if (doi := parse_doi(text)) and not parse_arxiv_id(text)]
    urls = [
        text
        for text in found
        if "://" in text
        and not (_NOTHING_BUT_AN_ID.match(text) and (parse_arxiv_id(text) or parse_doi(text)))
    ]
    return Own(next(iter(arxiv_ids), None), next(iter(dois), None), tuple(dict.fromkeys(urls)))
