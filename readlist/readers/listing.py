"""What the readers of title/abstract listings share: records put together from lines."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from readlist.links import arxiv_year, parse_arxiv_id, parse_doi, urls_in
from readlist.paper import Record
from readlist.readers.base import LineClass
from readlist.readers.looks import Piece
from readlist.readers.prose import Wrapping
from readlist.readers.roles import Role, roles

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
DATE: Final = (
    rf"(?:Today|Yesterday|{_MONTH} \d{{1,2}}(?:, ?\d{{4}})?|\d{{1,2}} {_MONTH}(?:,? \d{{4}})?"
    rf"|{_MONTH} \d{{4}})"
)
"""A date as listings print it, for use in a pattern that ignores case."""

COUNTER: Final = r"[+#]?\d[\d.,]*k?|[\[(]?\d+[.)\]]|[-–—·•|.…]+"
"""What pages number, count and divide by, for use in a pattern."""

_DOI_LINK = re.compile(r"https?://(?:dx\.|www\.)?doi\.org/", re.IGNORECASE)
_LABEL = re.compile(
    r"(?:link|url|paper|pdf|arxiv|doi|code|project(?: page)?)\s*:\s*", re.IGNORECASE
)


def identifier(text: str) -> str | None:
    """The id or link that a line consists of, also after a label such as `Link:`; else None."""
    label = _LABEL.match(text)
    for part in (text, text[label.end() :]) if label else (text,):
        if len(part.split(maxsplit=1)) > 1:
            continue
        if parse_arxiv_id(part) or parse_doi(part) or urls_in(part) == (part,):
            return part
    return None


def _is_id(url: str) -> bool:
    """Whether a link says no more than the id it leads to."""
    return parse_arxiv_id(url) is not None or bool(_DOI_LINK.match(url) and parse_doi(url))


@dataclass(frozen=True, slots=True)
class Line:
    """A line that holds (part of) a title or an abstract; numbers count from 0."""

    number: int
    piece: Piece


@dataclass(slots=True)
class Draft:
    """A record being put together."""

    title: list[str] = field(default_factory=list)
    paragraphs: list[list[str]] = field(default_factory=list)
    identifiers: list[str] = field(default_factory=list)
    authors: tuple[str, ...] = ()
    numbers: list[int] = field(default_factory=list)
    last_text: int = 0
    """The number of its last line of title or abstract."""

    def add(self, number: int, text: str, role: Role) -> None:
        self.numbers.append(number)
        self.last_text = number
        if role in (Role.TITLE, Role.TITLE_GOES_ON):
            self.title.append(text)
        elif role is Role.WRAPPED:
            self.paragraphs[-1].append(text)
        else:
            self.paragraphs.append([text])

    def record(self, wrapping: Wrapping, tidied: Callable[[str], str] = str) -> Record:
        """The record; `tidied` may cut off of the abstract what only its page needed."""
        abstract = tidied("\n\n".join(filter(None, map(wrapping.join, self.paragraphs)))) or None
        arxiv_id = next(filter(None, map(parse_arxiv_id, self.identifiers)), None)
        dois = filter(None, map(parse_doi, self.identifiers))
        own = [text for text in self.identifiers if urls_in(text) == (text,) and not _is_id(text)]
        return Record(
            title=wrapping.join(self.title) or None,
            abstract=abstract,
            authors=self.authors,
            year=arxiv_year(arxiv_id) if arxiv_id else None,
            arxiv_id=arxiv_id,
            doi=next((doi for doi in dois if parse_arxiv_id(doi) is None), None),
            urls=tuple(dict.fromkeys([*own, *urls_in(abstract or "")])),
            first_line=min(self.numbers) + 1,
            last_line=max(self.numbers) + 1,
        )


def drafts_of(
    lines: Sequence[Line], classes: list[LineClass], *, marked: bool = False
) -> list[Draft]:
    """The records these lines make up, told apart by role; sets the classes of the lines used.

    `marked`: abstracts begin at marked pieces and nowhere else. A line that only repeats the one
    before it adds nothing to the record, and is of the class that one is.
    """
    distinct: list[Line] = []
    repeats: list[tuple[int, int]] = []
    for line in lines:
        if distinct and line.piece.text and line.piece.text == distinct[-1].piece.text:
            repeats.append((line.number, distinct[-1].number))
        else:
            distinct.append(line)
    drafts: list[Draft] = []
    told = roles([line.piece for line in distinct], marked=marked)
    for line, role in zip(distinct, told, strict=True):
        if role is Role.STRAY:
            continue
        if _begins(role, drafts):
            drafts.append(Draft())
        drafts[-1].add(line.number, line.piece.text, role)
        is_title = role in (Role.TITLE, Role.TITLE_GOES_ON)
        classes[line.number] = LineClass.TITLE if is_title else LineClass.ABSTRACT
    owners = {number: draft for draft in drafts for number in draft.numbers}
    for number, first in repeats:
        if first in owners:
            owners[first].numbers.append(number)
            classes[number] = classes[first]
    return drafts


def _begins(role: Role, drafts: Sequence[Draft]) -> bool:
    if role is Role.ABSTRACT:
        return not drafts or bool(drafts[-1].paragraphs)
    return role is Role.TITLE


def attach(
    drafts: Sequence[Draft],
    identifiers: Iterable[tuple[int, str]],
    classes: list[LineClass],
    *,
    ahead: bool = False,
) -> None:
    """Give ids and links that stood on lines of their own to the records they follow.

    Those before the first record belong to it. `ahead`: the listing puts ids before its records.
    """
    for number, text in identifiers:
        owner = ending_after(drafts, number) if ahead else begun_before(drafts, number)
        if owner is not None:
            owner.identifiers.append(text)
            owner.numbers.append(number)
            classes[number] = LineClass.FIELD


def begun_before(drafts: Sequence[Draft], number: int) -> Draft | None:
    """The last record that begins before a line, else the first one."""
    place = bisect_left(drafts, number, key=lambda draft: draft.numbers[0])
    return drafts[max(place - 1, 0)] if drafts else None


def ending_after(drafts: Sequence[Draft], number: int) -> Draft | None:
    """The first record whose text ends after a line."""
    place = bisect_left(drafts, number, key=lambda draft: draft.last_text)
    return drafts[place] if place < len(drafts) else None
