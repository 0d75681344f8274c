"""Atom and RSS: answers of the arXiv API, and the feeds of new papers.

Each entry is cut out of the text and given to the parser of the standard library by itself, so
that a broken one costs no other. No document type is ever parsed: it could define entities that
grow without end, or name files to be read.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate
from typing import Final
from xml.parsers import expat

from readlist.links import arxiv_year, parse_arxiv_id
from readlist.paper import Fields, Record
from readlist.readers.base import SNIFFED, LineClass, Problem, Reading
from readlist.readers.blocks import numbered
from readlist.readers.citation import citation, identifies, record_of
from readlist.readers.json_text import abstract_of, plain_text, title_of
from readlist.readers.people import people

_DOCTYPE = re.compile(r"<!(?:DOCTYPE|ENTITY)\b")
_FEED = re.compile(r"<(?:[\w-]{1,20}:)?(?:feed|rss|RDF|entry|item|channel)[\s>]")
_BOUNDARY = re.compile(r"<(?P<end>/)?(?:[\w-]{1,20}:)?(?P<name>entry|item)(?=[\s>/])")
_HAS_TITLE = re.compile(r"<(?:[\w-]{1,20}:)?title[\s>]")
# Also the rest of a tag, and what browsers say above a feed they have no style for.
_TAG_LINE = re.compile(
    r"\s*(?:</?[\w:-]{1,40}[\s>]|<[?!]|[\w:-]{1,40}=\"[^\"]*\""
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
            known / told if file.records else 0.0,
            numbered(file.records),
            tuple(file.classes),
            tuple(file.problems),
        )


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
        elif at >= 0 and _HAS_TITLE.search(text, at, boundary.start()):
            found.append(_Piece(at, end, boundary["name"], False, closing))
        begun = None if closing else boundary
        at = end
    if begun is not None:
        found.append(_Piece(begun.start(), len(text), begun["name"], True, False))
    return found


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
        entry, why = _parsed(text[start : piece.end], piece)
        fields = _fields(entry) if entry and not is_cut else None
        if is_cut:
            why = "the entry is cut off where the file ends"
        elif entry and _is_error(entry):
            fields, why = None, f"the service answered: {_one(entry, 'summary') or 'an error'}"
        if fields is None or not identifies(fields):
            self.problems.append(Problem(first, why or "the entry has no title and no id"))
            return
        self.records.append(record_of(fields, first, last))
        self._classify(first, last, entry)

    def _classify(self, first: int, last: int, entry: _Entry | None) -> None:
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


# ---------------------------------------------------------------- XML


@dataclass(slots=True)
class _Entry:
    """The texts of an entry's elements by name without prefix, and its links."""

    texts: dict[str, list[str]] = field(default_factory=dict)
    links: list[dict[str, str]] = field(default_factory=list)
    places: list[tuple[str, int, int]] = field(default_factory=list)
    """The lines of its elements: name, first, last, the entry's first line being 1."""


_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});)(\w{1,31};)?")


def _parsed(text: str, piece: _Piece) -> tuple[_Entry | None, str]:
    """An entry, or None and why it cannot be read; mended if only its ends or entities are bad."""
    if not _HAS_TITLE.search(text):
        return None, "the entry has no title"
    whole = text if piece.opened else f"<{piece.name}>{text}"
    whole = whole if piece.closed else f"{whole}</{piece.name}>"
    whole = _CONTROL.sub(" ", whole)
    try:
        return _parse(whole), ""
    except expat.ExpatError:
        try:
            return _parse(_ENTITY.sub(_spelt_out, whole)), ""
        except expat.ExpatError as error:
            return None, f"the entry is not XML: {expat.errors.messages[error.code]}"


def _spelt_out(entity: re.Match[str]) -> str:
    character = html.unescape(entity.group()) if entity[1] else entity.group()
    return html.escape(character) if character != entity.group() else f"&amp;{entity[1] or ''}"


def _parse(text: str) -> _Entry:
    entry = _Entry()
    open_: list[tuple[str, list[str], int]] = []
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True

    def start(name: str, attributes: dict[str, str]) -> None:
        open_.append((name.rpartition(":")[2], [], parser.CurrentLineNumber))
        if open_[-1][0] == "link" and "href" in attributes:
            entry.links.append(attributes)

    def end(_: str) -> None:
        name, texts, line = open_.pop()
        text = "".join(texts)
        if open_ and name in ("div", "p", "span", "i", "b", "em", "sup", "sub", "br"):
            open_[-1][1].append(f"\n\n{text}" if name in ("p", "br") else text)
        elif open_:
            entry.texts.setdefault(name, []).append(text)
            entry.places.append((name, line, parser.CurrentLineNumber))

    def characters(text: str) -> None:
        if open_:
            open_[-1][1].append(text)

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = characters
    parser.Parse(text.encode("utf-8", "replace"), True)
    return entry


# ---------------------------------------------------------------- fields

_RSS_TITLE = re.compile(r"\s*\.?\s*\(arXiv:\S{5,30} \[[\w.-]{2,20}\](?: [A-Z ]{2,20})?\)\s*$")
_ANNOUNCED = re.compile(
    r"\s*arXiv:\S{5,30}\s+Announce Type:\s*[\w-]+\s*(?:Abstract:\s*)?", re.IGNORECASE
)
_OAI = re.compile(r"oai:arxiv\.org:", re.IGNORECASE)


def _one(entry: _Entry, *names: str) -> str:
    return next((text for name in names for text in entry.texts.get(name, ()) if text.strip()), "")


def _is_error(entry: _Entry) -> bool:
    return "api/errors" in _one(entry, "id")


def _fields(entry: _Entry) -> Fields:
    """What an entry says. When it was updated says nothing of the work."""
    title = title_of(_RSS_TITLE.sub("", plain_text(_one(entry, "title"))))
    abstract = plain_text(_ANNOUNCED.sub("", _one(entry, "summary", "description", "content")))
    own = [_OAI.sub("", _one(entry, "id", "guid")).strip()]
    own += [text for text in entry.texts.get("doi", ()) if text.strip()]
    links = [link["href"] for link in entry.links if link.get("rel") not in _NOT_THE_PAPER]
    links += entry.texts.get("link", [])
    first = next(filter(None, map(parse_arxiv_id, [*own, *links])), None)
    fields = citation(
        title=title,
        abstract=abstract_of(abstract),
        authors=_authors(entry),
        years=[str(arxiv_year(first)) if first else _one(entry, "published", "pubDate", "date")],
        venues=[_one(entry, "journal_ref", "publicationName")],
        ids=own,
        links=links,
        notes=[_one(entry, "comment")],
    )
    return replace(fields, urls=tuple(url for url in fields.urls if not _is_own(url, fields)))


_NOT_THE_PAPER: Final = ("self", "next", "search", "license", "replies", "enclosure")


def _is_own(url: str, fields: Fields) -> bool:
    """Whether this only names the paper's id again: arXiv's own pages of it."""
    return fields.arxiv_id is not None and parse_arxiv_id(url) == fields.arxiv_id


def _authors(entry: _Entry) -> tuple[str, ...]:
    names = entry.texts.get("name") or entry.texts.get("creator") or entry.texts.get("author") or []
    if len(names) > 1:
        return tuple(filter(None, (" ".join(plain_text(name).split()) for name in names)))
    return people(_TAG.sub("", plain_text(names[0]))) if names else ()


# The names in arXiv's older feeds were links.
_TAG = re.compile(r"</?a(?:\s[^<>]{0,500})?>")
