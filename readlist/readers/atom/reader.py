"""Atom and RSS: answers of the arXiv API, and the feeds of new papers.

Each entry is cut out of the text and given to the parser of the standard library by itself, so
that a broken one costs no other. No document type is ever parsed: it could define entities that
grow without end, or name files to be read.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Final

from readlist.links import arxiv_year, kind_of, parse_arxiv_id
from readlist.paper import Fields, LinkKind, Record
from readlist.readers.atom.entry import Entry, entry_of
from readlist.readers.base import SNIFFED, LineClass, Problem, Reading
from readlist.readers.blocks import numbered
from readlist.readers.citation import citation, identifies, record_of
from readlist.readers.json.text import abstract_of, title_of
from readlist.readers.markup import plain_text
from readlist.readers.people import people

_DOCTYPE = re.compile(r"<!(?:DOCTYPE|ENTITY)\b")
_FEED = re.compile(r"<(?:[\w-]{1,20}:)?(?:feed|rss|RDF|entry|item|channel)[\s>]")
_BOUNDARY = re.compile(r"<(?P<end>/)?(?:[\w-]{1,20}:)?(?P<name>entry|item)(?=[\s>/])")
_HEAD = re.compile(r"<(?:[\w-]{1,20}:)?(?:feed|rss|RDF|channel)[\s>]")
_HAS_TITLE = re.compile(r"<(?:[\w-]{1,20}:)?title[\s>]")
# Also the rest of a tag, and what browsers say above a feed they have no style for.
_TAG_LINE = re.compile(
    r"\s*(?:[▼▶▾▸]\s*)?(?:</?[\w:-]{1,40}(?:[\s>]|$)|<[?!]|[\w:-]{1,40}=\"[^\"]*\"|/?>\s*$"
    r"|This XML file does not appear to have)"
)


class AtomReader:
    """Reads Atom and RSS feeds of papers."""

    name: Final = "atom"
    label: Final = "an Atom or RSS feed (arXiv's API)"

    def sniff(self, lines: Sequence[str]) -> float:
        lines = lines[:SNIFFED]
        text = "\n".join(lines)
        if not _FEED.search(text[:20_000]):
            return 0.0
        if _DOCTYPE.search(_before_entries(text)):
            return 0.9  # nothing else reads it, and this one can say why it does not
        return self.read(lines).confidence

    def read(self, lines: Sequence[str]) -> Reading:
        text = "\n".join(lines)
        file = _File(lines)
        if refused := _DOCTYPE.search(_before_entries(text)):
            line = file.line(refused.start())
            file.problems.append(
                Problem(line, "a document type (DOCTYPE) is never read; take it out and try again")
            )
        else:
            for piece in _pieces(text):
                file.take(text, piece)
            file.name_the_rest()
        told = len(lines) - file.classes.count(LineClass.BLANK)
        known = told - file.classes.count(LineClass.UNPARSED)
        return Reading(
            self.name,
            known / told * _of_papers(file.records) if told else 0.0,
            numbered(file.records),
            tuple(file.classes),
            tuple(file.problems),
        )


def _of_papers(records: Sequence[Record]) -> float:
    """How far these are papers, and not news or what else has feeds: by their ids and links."""
    sure = sum(
        bool(r.arxiv_id or r.doi or any(kind_of(url) is LinkKind.PAPER for url in r.urls))
        for r in records
    )
    return min(1.0, 2 * sure / len(records)) if records else 0.0


def _before_entries(text: str) -> str:
    first = _BOUNDARY.search(text)
    return text[: first.start()] if first else text


# ---------------------------------------------------------------- entries


@dataclass(frozen=True, slots=True)
class _Piece:
    """An entry's characters, from `start` up to `end`; and whether its own ends are there."""

    start: int
    end: int
    name: str
    opened: bool
    closed: bool


def _pieces(text: str) -> list[_Piece]:
    """The entries. What lies between two and has a title is one whose first line is lost."""
    found: list[_Piece] = []
    begun: re.Match[str] | None = None
    at = -1  # where the last entry ended; nothing before the first one is an entry
    for boundary in _BOUNDARY.finditer(text):
        closing = boundary["end"] is not None
        end = boundary.end() + text[boundary.end() : boundary.end() + 20].find(">") + 1
        end = end if closing else boundary.start()
        if begun is not None:
            found.append(_Piece(begun.start(), end, begun["name"], True, closing))
        elif at >= 0 and _is_headless(text, at, boundary.start()):
            found.append(_Piece(at, end, boundary["name"], False, closing))
        begun = None if closing else boundary
        at = end
    if begun is not None:
        found.append(_Piece(begun.start(), len(text), begun["name"], True, False))
    return found


def _is_headless(text: str, start: int, end: int) -> bool:
    """Whether an entry without its first line is there, and not the head of another feed."""
    return bool(_HAS_TITLE.search(text, start, end)) and not _HEAD.search(text, start, end)


def _entry(text: str, piece: _Piece) -> tuple[Entry | None, str]:
    """An entry, or None and why it cannot be read; what it has lost of its own tags is added."""
    if not _HAS_TITLE.search(text):
        return None, "the entry has no title"
    whole = text if piece.opened else f"<{piece.name}>{text}"
    return entry_of(whole if piece.closed else f"{whole}</{piece.name}>")


class _File:
    """The lines of a file, what each is, and what was found."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        self.classes = [LineClass.UNPARSED if x.strip() else LineClass.BLANK for x in lines]
        self.records: list[Record] = []
        self.problems: list[Problem] = []
        self._starts = list(accumulate((len(line) + 1 for line in lines), initial=0))

    def line(self, at: int) -> int:
        """The line of a character, from 1."""
        return min(bisect_right(self._starts, at), len(self.lines))

    def take(self, text: str, piece: _Piece) -> None:
        """Read one entry, and say what its lines are."""
        start = piece.start
        while start < piece.end and text[start].isspace():
            start += 1
        end = piece.end
        while end > start + 1 and text[end - 1].isspace():
            end -= 1
        first, last = self.line(start), self.line(end - 1)
        is_cut = not piece.closed and piece.end == len(text)
        entry, why = _entry(text[start : piece.end], piece)
        fields = _fields(entry) if entry and not is_cut else None
        if is_cut:
            why = "the entry is cut off where the file ends"
        elif entry and _is_error(entry):
            fields, why = None, f"the service answered: {entry.one('summary') or 'an error'}"
        if fields is None or not identifies(fields):
            self.problems.append(Problem(first, why or "the entry has no title and no id"))
            return
        self.records.append(record_of(fields, first, last))
        self._classify(first, last, entry)

    def _classify(self, first: int, last: int, entry: Entry | None) -> None:
        kinds = {"title": LineClass.TITLE, "summary": LineClass.ABSTRACT}
        kinds |= {"description": LineClass.ABSTRACT, "content": LineClass.ABSTRACT}
        for number in range(first, last + 1):
            if self.lines[number - 1].strip():
                self._raise(number, LineClass.FIELD)
        for name, start, end in entry.places if entry else ():
            for number in range(first + start - 1, min(first + end, last + 1)):
                if name in kinds and self.lines[number - 1].strip():
                    self._raise(number, kinds[name])

    def _raise(self, number: int, kind: LineClass) -> None:
        if _WEIGHT[kind] > _WEIGHT.get(self.classes[number - 1], 0):
            self.classes[number - 1] = kind

    def name_the_rest(self) -> None:
        """The tags around the entries are the feed's; other text stays unparsed."""
        broken = {problem.line for problem in self.problems}
        held = False
        for number, line in enumerate(self.lines, 1):
            if self.classes[number - 1] is not LineClass.UNPARSED:
                held = False
                continue
            held = held or number in broken
            if not held and self.records and _TAG_LINE.match(line[:200]):
                self.classes[number - 1] = LineClass.BOILERPLATE


_WEIGHT: Final = {LineClass.TITLE: 3, LineClass.ABSTRACT: 2, LineClass.FIELD: 1}


# ---------------------------------------------------------------- fields

_RSS_TITLE = re.compile(r"\s*\.?\s*\(arXiv:\S{5,30} \[[\w.-]{2,20}\](?: [A-Z ]{2,20})?\)\s*$")
_ANNOUNCED = re.compile(
    r"\s*arXiv:\S{5,30}\s+Announce Type:\s*[\w-]+\s*(?:Abstract:\s*)?", re.IGNORECASE
)
_OAI = re.compile(r"oai:arxiv\.org:", re.IGNORECASE)


def _is_error(entry: Entry) -> bool:
    return "api/errors" in entry.one("id")


def _fields(entry: Entry) -> Fields:
    """What an entry says. When it was updated says nothing of the work."""
    title = title_of(_RSS_TITLE.sub("", plain_text(entry.one("title"))))
    abstract = plain_text(_ANNOUNCED.sub("", entry.one("summary", "description", "content")))
    own = [_OAI.sub("", entry.one("id", "guid")).strip()]
    own += [text for name in ("doi", "DOI") for text in entry.texts.get(name, ()) if text.strip()]
    links = [link["href"] for link in entry.links if link.get("rel") not in _NOT_THE_PAPER]
    links += entry.texts.get("link", [])
    first = next(filter(None, map(parse_arxiv_id, [*own, *links])), None)
    fields = citation(
        title=title,
        abstract=abstract_of(abstract),
        authors=_authors(entry),
        years=[str(arxiv_year(first)) if first else entry.one("published", "pubDate", "date")],
        venues=[entry.one("journal_ref", "journal_reference", "publicationName")],
        ids=own,
        links=links,
        notes=[entry.one("comment")],
    )
    return replace(fields, urls=tuple(url for url in fields.urls if not _is_own(url, fields)))


_NOT_THE_PAPER: Final = ("self", "next", "search", "license", "replies", "enclosure")


def _is_own(url: str, fields: Fields) -> bool:
    """Whether this only names the paper's id again: arXiv's own pages of it."""
    return fields.arxiv_id is not None and parse_arxiv_id(url) == fields.arxiv_id


def _authors(entry: Entry) -> tuple[str, ...]:
    names = entry.texts.get("name") or entry.texts.get("creator") or entry.texts.get("author") or []
    if len(names) > 1:
        return tuple(filter(None, (" ".join(plain_text(name).split()) for name in names)))
    return people(_TAG.sub("", plain_text(names[0]))) if names else ()


# The names in arXiv's older feeds were links.
_TAG = re.compile(r"</?a(?:\s[^<>]{0,500})?>")
