"""What the readers of pages share: entries put together from lines, and an account of the lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from readlist.links import arxiv_year, urls_in
from readlist.paper import Fields, Record
from readlist.readers.base import LineClass, Problem, Reading
from readlist.readers.bylines import joined
from readlist.readers.people import people
from readlist.readers.prose import Wrapping, verbatim

# Marks of footnotes behind a name.
_FOOTNOTE = re.compile(r"(?<=[^\W\d_])[*†‡§¶]+")

_LONGEST_TITLE: Final = 400
_LONGEST_ABSTRACT: Final = 6000
LONGEST_LINE: Final = 20_000
"""Characters; a longer line is no part of any page, and is left unparsed."""


@dataclass(slots=True)
class Entry:
    """A record being put together from the lines of a page; numbers count from 0."""

    title: list[str] = field(default_factory=list)
    byline: list[str] = field(default_factory=list)
    paragraphs: list[list[str]] = field(default_factory=list)
    venue: str | None = None
    year: int | None = None
    doi: str | None = None
    arxiv_id: str | None = None
    urls: list[str] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    marked: bool = False
    """It has what only the entries of its page have."""

    def fill(self, fields: Fields) -> None:
        """Take from `fields` what the entry lacks."""
        self.title = self.title or ([fields.title] if fields.title else [])
        self.byline = self.byline or ([" ; ".join(fields.authors)] if fields.authors else [])
        if not self.paragraphs and fields.abstract:
            self.paragraphs = [[part] for part in fields.abstract.split("\n\n")]
        self.venue = self.venue or fields.venue
        self.year = self.year or fields.year
        self.doi = self.doi or fields.doi
        self.arxiv_id = self.arxiv_id or fields.arxiv_id
        self.urls.extend(fields.urls)

    def record(self, wrapping: Wrapping) -> Record:
        abstract = "\n\n".join(filter(None, map(wrapping.join, self.paragraphs))) or None
        return Record(
            title=wrapping.join(self.title) or None,
            abstract=abstract,
            authors=people(_FOOTNOTE.sub("", joined(self.byline)).replace("|", ",")),
            year=self.year or (arxiv_year(self.arxiv_id) if self.arxiv_id else None),
            venue=self.venue,
            doi=self.doi,
            arxiv_id=self.arxiv_id,
            urls=tuple(dict.fromkeys([*self.urls, *urls_in(abstract or "")])),
            first_line=min(self.numbers) + 1,
            last_line=max(self.numbers) + 1,
        )

    @property
    def is_plausible(self) -> bool:
        """Whether it is no longer than entries are; else it may have swallowed anything."""
        text = sum(len(line) for paragraph in self.paragraphs for line in paragraph)
        return sum(map(len, self.title)) <= _LONGEST_TITLE and text <= _LONGEST_ABSTRACT

    @property
    def is_known(self) -> bool:
        """Whether it says which paper it is."""
        return bool(self.title or self.paragraphs or self.doi or self.arxiv_id or self.urls)


class Page:
    """The lines of a page and what each of them is.

    What `verbatim` leaves of a line has runs of white space as one space: browsers put tabs and
    no-break spaces between the parts of a line, and no pattern should have to count them.
    A line that only repeats the one before it is no line of `content`: it goes where that one
    goes.
    """

    def __init__(self, lines: Sequence[str]) -> None:
        self.texts = [" ".join(verbatim(line).split()) for line in lines]
        self.wrapping = Wrapping(self.texts)
        self.classes = [LineClass.UNPARSED if text else LineClass.BLANK for text in self.texts]
        self.content: list[int] = []
        self._repeats: list[tuple[int, int]] = []
        before = -1
        for number, text in enumerate(self.texts):
            if not text or len(text) > LONGEST_LINE:
                continue
            if before >= 0 and text == self.texts[before]:
                self._repeats.append((number, before))
                continue
            self.content.append(number)
            before = number

    def drop(self, boilerplate: Callable[[str], bool]) -> None:
        """Class the page's own words and take them out of `content`."""
        kept: list[int] = []
        for number in self.content:
            if boilerplate(self.texts[number]):
                self.classes[number] = LineClass.BOILERPLATE
            else:
                kept.append(number)
        self.content = kept

    def give(self, entry: Entry, kind: LineClass, numbers: Iterable[int]) -> None:
        """Make lines part of an entry."""
        for number in numbers:
            entry.numbers.append(number)
            if self.classes[number] is not LineClass.TITLE:  # a line may hold all of an entry
                self.classes[number] = kind

    def reading(self, format: str, entries: Sequence[Entry]) -> Reading:
        """The records of the entries that name a paper; the lines of others are left unparsed."""
        problems: list[Problem] = []
        known: list[Entry] = []
        for entry in entries:
            if entry.is_known:
                known.append(entry)
                continue
            problems.append(Problem(min(entry.numbers) + 1, "the entry has no title"))
            for number in entry.numbers:
                self.classes[number] = LineClass.UNPARSED
        owners = {number: entry for entry in known for number in entry.numbers}
        for number, first in self._repeats:
            self.classes[number] = self.classes[first]
            if first in owners:
                owners[first].numbers.append(number)
                owners[number] = owners[first]
        known.sort(key=lambda entry: min(entry.numbers))
        sure = (entry for entry in known if entry.marked and entry.is_plausible)
        marked = {number for entry in sure for number in entry.numbers}
        told = sum(kind not in (LineClass.BLANK, LineClass.BOILERPLATE) for kind in self.classes)
        return Reading(
            format,
            min(1.0, sum(self.texts[number] != "" for number in marked) / told) if told else 0.0,
            tuple(entry.record(self.wrapping) for entry in known),
            tuple(self.classes),
            tuple(problems),
        )
