"""The words of the program as types: papers, records, notes, and where they were seen.

Everything here is frozen and knows nothing of files, SQLite or screens.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

# C0 without tab and newline, DEL, C1: they move cursors and colour terminals.
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
# Bidi embeddings, overrides, isolates and marks: they make text read as what it is not.
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_SURROGATES = re.compile("[\ud800-\udfff]")


def clean(text: str) -> str:
    """Text from outside made safe to keep and to draw: NFC, no control or bidi characters.

    Tabs and newlines stay; CR and CRLF become newlines; lone surrogates become U+FFFD.
    """
    if text.isascii() and text.isprintable():
        return text  # what most of it is
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.isascii():
        return _CONTROLS.sub("", text)
    text = _SURROGATES.sub("\N{REPLACEMENT CHARACTER}", text)
    return unicodedata.normalize("NFC", _BIDI.sub("", _CONTROLS.sub("", text)))


def one_line(text: str) -> str:
    """`clean` text for a one-line place: every run of white space is one space."""
    return " ".join(clean(text).split())


def counted(number: int, noun: str) -> str:
    """A number of things: ``1 paper``, ``2,000 papers``, ``2 statuses``."""
    many = "es" if noun.endswith("s") else "s"
    return f"{number:,} {noun}{'' if number == 1 else many}"


SORTS = (
    "added", "title", "year", "author", "venue", "starred", "read", "seen", "tagged", "relevance",
)  # fmt: skip
"""What papers can be sorted by."""
BACKWARDS = tuple(f"-{sort}" for sort in SORTS)
"""The same the other way round."""

_SUFFIX = re.compile(r"(jr|sr|ii|iii|iv)\.?", re.IGNORECASE)
_INITIALS = re.compile(r"[A-Z][A-Z.\-]{0,3}")


def surname(name: str) -> str:
    """The name an author is listed by: ``Ada van Loon``, ``Loon, Ada`` and ``Loon A`` are Loon."""
    last, comma, _ = name.partition(",")
    if comma and last.strip():
        return last.strip()
    parts = name.split()
    while len(parts) > 1 and (_SUFFIX.fullmatch(parts[-1]) or _INITIALS.fullmatch(parts[-1])):
        parts.pop()
    return parts[-1] if parts else name


class Status(StrEnum):
    """How far a person has got with a paper."""

    UNREAD = "unread"
    READING = "reading"
    READ = "read"
    SKIPPED = "skipped"


class LinkKind(StrEnum):
    """What a link leads to: the paper itself, its code, or some other page."""

    PAPER = "paper"
    CODE = "code"
    PAGE = "page"


class Link(NamedTuple):
    url: str
    kind: LinkKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """What is known about a work, wherever it comes from. `None` or empty: not given."""

    title: str | None = None
    abstract: str | None = None
    authors: tuple[str, ...] = ()
    year: int | None = None
    venue: str | None = None
    doi: str | None = None
    """Lower-case, without prefix: ``10.1000/xyz``."""
    arxiv_id: str | None = None
    """Without version; old style kept: ``2101.00001``, ``math/0109999``."""
    urls: tuple[str, ...] = ()


FIELD_NAMES = {
    "title": "title",
    "authors": "authors",
    "year": "year",
    "venue": "venue",
    "arxiv_id": "arXiv id",
    "doi": "DOI",
    "urls": "links",
    "abstract": "abstract",
}
"""What people call the fields, in the order they are shown."""

BY_HAND = "by hand"
"""The name of the sources, and of their format, that a person has typed."""


class Highlight(NamedTuple):
    """A sentence of an abstract the user marked, with what they remarked on it."""

    quote: str
    remark: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """What a user had made of a paper, as an export of readlist carries it."""

    starred: bool = False
    status: Status = Status.UNREAD
    tags: tuple[str, ...] = ()
    note: str | None = None
    highlights: tuple[Highlight, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Record(Fields):
    """What a reader found in a file, before it is matched to a paper.

    Lines are 1-based and inclusive. `part` numbers, from 0, the records of the very same lines.
    `marks`: only where the file is an export that carries them. `corrected`: the fields that a
    person put right before the import, which are then as if edited.
    """

    first_line: int
    last_line: int
    part: int = 0
    marks: Marks | None = None
    corrected: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Sighting:
    """Where a paper was seen: a source's name and format, and the lines (1-based, inclusive)."""

    name: str
    format: str
    first_line: int
    last_line: int
    source: int = field(default=0, compare=False)
    """The number of the source; several may have one name."""


class Note(NamedTuple):
    """The Markdown a user wrote on a paper. `version` is 0 where there is none yet."""

    text: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper(Fields):
    """One work in the library, as it is shown: its fields, marks, tags, note and sightings.

    `title` is never None here: a paper without one has a title derived from its abstract.
    """

    id: str
    title: str
    title_derived: bool = False
    starred_at: str | None = None
    """UTC, ISO 8601 with Z, as all times."""
    status: Status = Status.UNREAD
    status_at: str | None = None
    """When the status became what it is; None: it never was another."""
    tags: tuple[str, ...] = ()
    note: str | None = None
    highlights: tuple[Highlight, ...] = field(default=())
    added_at: str = ""
    removed_at: str | None = None
    sources: tuple[Sighting, ...] = ()

    @property
    def starred(self) -> bool:
        return self.starred_at is not None


@dataclass(frozen=True, slots=True)
class Source:
    """One imported file, paste or stdin, as the sidebar lists it. `count`: papers in view."""

    row: int
    name: str
    format: str
    imported_at: str
    count: int


class Counts(NamedTuple):
    """How many papers each sidebar list holds (removed papers are in none)."""

    papers: int
    unread: int
    reading: int
    skipped: int
    starred: int
    next: int
    """Starred and not read."""
    noted: int
    untagged: int
    tags: tuple[tuple[str, int], ...]
    """By name."""
    sources: tuple[Source, ...]
    """Newest first."""
    doubles: int
    """Pairs of papers that may be the same, and that nobody kept apart."""

    @property
    def all(self) -> int:
        """What the list of all papers shows: what was skipped has a list of its own."""
        return self.papers - self.skipped


class Filled(NamedTuple):
    """What there is to show of some papers: how many of them have a value of each kind."""

    papers: int = 0
    years: int = 0
    authors: int = 0
    venues: int = 0
    tagged: int = 0
    again: int = 0
    """Seen in more than one source."""
    days: int = 0
    """Different days on which they were added."""
    sources: int = 0
    """Different sources that brought them."""


class SavedSearch(NamedTuple):
    """A query a person keeps under a name; as it was typed."""

    name: str
    query: str


class WordKind(StrEnum):
    """Why a word of the user's own is coloured: they look for it, or watch out for it."""

    WANTED = "wanted"
    UNWANTED = "unwanted"


class MyWord(NamedTuple):
    """A word, or a few that stand together, that the user wants coloured; as it was typed."""

    word: str
    kind: WordKind


class Step(NamedTuple):
    """One entry of the history: what was done, when, and whether it is undone now.

    `taken_back_by`: the number of the later step that took back what this one did, if one did.
    """

    number: int
    label: str
    at: str
    undone: bool
    taken_back_by: int | None = None

    @property
    def stands(self) -> bool:
        """Neither undone nor taken back."""
        return not self.undone and self.taken_back_by is None
