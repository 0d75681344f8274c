"""A dump of a trending-papers page: a header, then titles and abstracts in turn.

Nothing marks a line as the one or the other, and pages get damaged on their way through editors
and mail; so lines are told apart by role (see `roles`), and the words of the page around the
papers by a list of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from readlist.links import arxiv_year, parse_arxiv_id, parse_doi, urls_in
from readlist.paper import Record
from readlist.readers.base import LineClass, Reading
from readlist.readers.prose import Wrapping, ends_sentence, title_likeness, verbatim
from readlist.readers.roles import Piece, Role, roles

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DATE = rf"(?:Today|Yesterday|{_MONTH} \d{{1,2}}(?:, ?\d{{4}})?|\d{{1,2}} {_MONTH}(?:,? \d{{4}})?)"
_HEADER = re.compile(
    r"(?:new\s*)?Get trending papers in your email inbox(?: once a day)?\s*!"
    r"|by\s?\S.{0,60}? and the research community",
    re.IGNORECASE,
)
# Glued to the first title ("SubscribeA Title"), alone, or after the line before it.
_SUBSCRIBE = re.compile(r"Subscribe(?!(?:d|r|rs|s)\b)(?!\s+\S)")
_PAGE_WORDS = re.compile(
    r"new|trending(?: papers)?|daily papers|(?:hugging face )?papers|hugging face|subscribe"
    r"|(?:up)?votes?:? ?\d*|\d+ (?:up)?votes?|submitted by(?:\s?\S+){0,4}|published on .{3,20}"
    r"|[·•]?\s*\d+ (?:authors?|comments?|replies|days? ago|hours? ago|minutes? ago)"
    r"|previous|next|load more|show more|view all|log ?in|sign ?up|models|datasets|spaces|docs"
    r"|pricing|enterprise|community|company|tos|terms|privacy|about|careers|jobs|website"
    r"|system theme|© ?hugging face|\+\s?\d+|(?:(?:view|read) )?(?:arxiv|paper) ?page|view pdf"
    rf"|github(?: ?\d[\d.,]*k?)?|{_DATE}",
    re.IGNORECASE,
)
_SUBMITTED = re.compile(r"submitted by", re.IGNORECASE)
_NO_WORDS = re.compile(r"(?!\d[\d.,]*[.%]$)[\W\d_]+")


def _without_page_words(text: str) -> str:
    """`text` without the page's words that are glued to its front; empty if it is only those."""
    while found := _HEADER.match(text) or _SUBSCRIBE.match(text):
        text = text[found.end() :].lstrip()
    if _PAGE_WORDS.fullmatch(text) or _NO_WORDS.fullmatch(text):
        return ""
    return text


@dataclass(slots=True)
class _Draft:
    """A record being put together; line numbers are 0-based here."""

    title: list[str] = field(default_factory=list)
    paragraphs: list[list[str]] = field(default_factory=list)
    fields: list[str] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)

    def record(self, wrapping: Wrapping) -> Record:
        abstract = "\n\n".join(wrapping.join(lines) for lines in self.paragraphs) or None
        arxiv_id = next(filter(None, map(parse_arxiv_id, self.fields)), None)
        own = [url for text in self.fields for url in urls_in(text)]
        return Record(
            title=wrapping.join(self.title) or None,
            abstract=abstract,
            year=arxiv_year(arxiv_id) if arxiv_id else None,
            arxiv_id=arxiv_id,
            doi=next(filter(None, map(parse_doi, self.fields)), None),
            urls=tuple(dict.fromkeys([*own, *urls_in(abstract or "")])),
            first_line=min(self.lines) + 1,
            last_line=max(self.lines) + 1,
        )


class TrendingReader:
    """Reads dumps of a trending-papers page."""

    name: Final = "trending"
    label: Final = "a dump of a trending-papers page"

    def sniff(self, lines: Sequence[str]) -> float:
        return self.read(lines).confidence

    def read(self, lines: Sequence[str]) -> Reading:
        return _Pass(lines).reading(self.name)


class _Pass:
    """One reading of one file."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._texts = [verbatim(line) for line in lines]
        self._classes = [LineClass.UNPARSED] * len(lines)
        self._headers = 0
        self._wrapping = Wrapping(self._texts)

    def reading(self, name: str) -> Reading:
        numbers: list[int] = []
        pieces: list[Piece] = []
        for number, piece in self._content():
            numbers.append(number)
            pieces.append(piece)
        drafts = list(self._drafts(numbers, pieces))
        records = tuple(draft.record(self._wrapping) for draft in drafts)
        return Reading(name, self._confidence(drafts, records), records, tuple(self._classes))

    def _content(self) -> Iterator[tuple[int, Piece]]:
        """The lines that hold titles and abstracts; all others get their class here."""
        gap = False
        name_follows = False
        for number, text in enumerate(self._texts):
            if not text:
                self._classes[number] = LineClass.BLANK
                gap = True
                continue
            if _HEADER.match(text):
                self._headers += 1
            rest = _without_page_words(text)
            if not rest or (name_follows and " " not in text):
                self._classes[number] = LineClass.BOILERPLATE
                name_follows = _SUBMITTED.fullmatch(text) is not None
                continue
            name_follows = False
            yield number, Piece(rest, gap)
            gap = False

    def _drafts(self, numbers: Sequence[int], pieces: Sequence[Piece]) -> Iterator[_Draft]:
        draft: _Draft | None = None
        for number, piece, role in zip(numbers, pieces, roles(pieces), strict=True):
            if role is Role.STRAY:
                continue
            starts = role is Role.TITLE or (
                role is Role.ABSTRACT and (draft is None or bool(draft.paragraphs))
            )
            if draft is None or starts:
                if draft is not None:
                    yield draft
                draft = _Draft()
            draft.lines.append(number)
            if role in (Role.TITLE, Role.TITLE_GOES_ON):
                self._classes[number] = LineClass.TITLE
                draft.title.append(piece.text)
                continue
            self._classes[number] = LineClass.ABSTRACT
            if role is Role.WRAPPED:
                draft.paragraphs[-1].append(piece.text)
            else:
                draft.paragraphs.append([piece.text])
        if draft is not None:
            yield draft

    def _confidence(self, drafts: Sequence[_Draft], records: Sequence[Record]) -> float:
        filled = sum(line is not LineClass.BLANK for line in self._classes)
        if not records or not filled:
            return 0.0
        good = sum(
            len(draft.lines)
            for draft, record in zip(drafts, records, strict=True)
            if _is_typical(record)
        )
        page = sum(line is LineClass.BOILERPLATE for line in self._classes)
        return (good + page) / filled


def _is_typical(record: Record) -> bool:
    return (
        record.title is not None
        and record.abstract is not None
        and len(record.abstract) >= 250
        and title_likeness(record.title) > 0
        and ends_sentence(record.abstract)
    )
