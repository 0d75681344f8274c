"""readlist's own Markdown export, which comes back whole: fields, tags, notes and highlights.

`readlist.writers.markdown` says what it looks like: a heading of level 2 for each paper, a line
about it, the note, and the abstract as a quote, with the sentences that were marked in bold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from readlist.links import arxiv_year, urls_in
from readlist.paper import Marks, Record
from readlist.readers.base import SNIFFED, LineClass, Reading
from readlist.readers.blocks import own_links
from readlist.readers.own.about import About, about_of
from readlist.readers.own.quote import Quote, begins_quote, quote_of
from readlist.readers.own.text import note_of, target_of, text_of

_HEADING = re.compile(r"## +(?=\S)")
_LINKED = re.compile(r"\[(?P<title>.*)\]\((?P<target><[^<>]*>|[^()\s]*)\)\s*")
_COUNT = re.compile(r"[\d,]+ papers?\s*")
_QUOTED = re.compile(r"“(.*)”")


class OwnMarkdownReader:
    """Reads what `readlist export` writes by default."""

    name: Final = "readlist-markdown"
    label: Final = "readlist's own Markdown export"

    def sniff(self, lines: Sequence[str]) -> float:
        return self.read(lines[:SNIFFED]).confidence

    def read(self, lines: Sequence[str]) -> Reading:
        lines = _at_our_level(lines)
        wrapped = all(len(line) <= _UNWRAPPED or "](" in line for line in lines)
        classes = [LineClass.UNPARSED if line.strip() else LineClass.BLANK for line in lines]
        records: list[Record] = []
        marked = linked = 0
        starred = headed = False
        for first, end in _spans(lines):
            if not _HEADING.match(lines[first]):
                headed = _header(lines, first, end, classes)
                starred = headed and _is_starred(lines[first])
                continue
            section = _Section(lines, first, end, wrapped)
            if section.is_ours():
                records.append(section.record(starred))
                section.classify(classes)
                marked += section.is_marked()
                linked += not section.is_marked()
        told = len(classes) - classes.count(LineClass.BLANK)
        known = told - classes.count(LineClass.UNPARSED)
        sure = marked > 0 and (headed or marked >= linked)
        confidence = known / told if sure else 0.0
        return Reading(self.name, confidence, tuple(records), tuple(classes))


_UNWRAPPED: Final = 100
"""Nobody wraps text by hand at a longer line than this."""
_ANY_HEADING = re.compile(r"(#{1,3}) +(?=\S)")
_LEVEL: Final = 2


def _at_our_level(lines: Sequence[str]) -> Sequence[str]:
    """The lines with each paper's heading at level 2, where they were moved up or down together.

    Headings in notes are deeper, and the highest one above an abstract is a paper's.
    """
    above, highest = 0, 0
    for line in lines:
        if heading := _ANY_HEADING.match(line):
            above = len(heading[1])
        elif above and begins_quote(line):
            highest = min(highest or above, above)
            above = 0
    if highest in (0, _LEVEL):
        return lines
    by = _LEVEL - highest
    return [_moved(line, by) if line.startswith("#") else line for line in lines]


def _moved(line: str, by: int) -> str:
    level = len(line) - len(line.lstrip("#"))
    is_heading = line[level : level + 1] == " " and level + by > 0
    return "#" * (level + by) + line[level:] if is_heading else line


def _is_starred(line: str) -> bool:
    """Whether this title is that of an export of starred papers (of a search among them, too)."""
    return f"{line[2:].strip()} ".startswith("starred ")


def _header(lines: Sequence[str], first: int, end: int, classes: list[LineClass]) -> bool:
    """Whether a document begins here: its title, and how many papers it has."""
    places = [number for number in range(first, min(first + 5, end)) if lines[number].strip()]
    if len(places) < 2 or not lines[first].startswith("# "):
        return False
    if not _COUNT.fullmatch(lines[places[1]]):
        return False
    for number in places[:2]:
        classes[number] = LineClass.BOILERPLATE
    return True


# ---------------------------------------------------------------- where sections begin

# What may go on through blank lines in a note: fences, and the HTML that CommonMark lets.
_FENCE = re.compile(r" {0,3}(`{3,}(?=[^`]*$)|~{3,})")
_HTML: Final = (
    (re.compile(r" {0,3}<!--"), "-->"),
    (re.compile(r" {0,3}<\?"), "?>"),
    (re.compile(r" {0,3}<!\[CDATA\["), "]]>"),
    (re.compile(r" {0,3}<(?:script|pre|style|textarea)\b", re.IGNORECASE), "</"),
)


def _spans(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The sections: from one heading of level 2, or beginning of a document, up to the next."""
    if not lines:
        return
    starts = sorted({0, *_starts(lines)})
    yield from zip(starts, [*starts[1:], len(lines)], strict=True)


def _starts(lines: Sequence[str]) -> list[int]:
    """Where sections begin. A heading inside a fence is code, unless the fence holds an abstract
    or never ends: then a line that ended it is lost."""
    found: list[int] = []
    held: list[int] = []
    closing: str | None = None
    for number, line in enumerate(lines):
        begins = _HEADING.match(line) is not None or _begins_document(lines, number)
        if closing is None:
            closing = _opened(line)
            if begins:
                found.append(number)
        elif begins_quote(line):
            found += held
            closing, held = None, []
        elif _closes(line, closing):
            closing, held = None, []
        elif begins:
            held.append(number)
    return found + held


def _begins_document(lines: Sequence[str], number: int) -> bool:
    if not lines[number].startswith("# "):
        return False
    following = [line for line in lines[number + 1 : number + 5] if line.strip()]
    return bool(following) and _COUNT.fullmatch(following[0]) is not None


def _opened(line: str) -> str | None:
    """What closes the fence or the HTML that begins on a line; None if none does."""
    if fence := _FENCE.match(line):
        return fence[1]
    for opening, closing in _HTML:
        if found := opening.match(line):
            return None if closing in line[found.end() :] else closing
    return None


def _closes(line: str, closing: str) -> bool:
    if closing[0] not in "`~":
        return closing in line
    stripped = line.strip()
    return stripped.startswith(closing) and not stripped.strip(closing[0])


# ---------------------------------------------------------------- one paper


@dataclass(slots=True)
class _Section:
    """The lines of one paper, from its heading up to the next; numbers count from 0."""

    lines: Sequence[str]
    first: int
    end: int
    wrapped: bool
    title: str = ""
    target: str | None = None
    about: About | None = None
    about_end: int = 0
    quote: Quote = field(default_factory=Quote)

    def __post_init__(self) -> None:
        heading = self.lines[self.first][2:].strip()
        linked = _LINKED.fullmatch(heading)
        self.target = target_of(linked["target"]) if linked else None
        self.title = text_of(linked["title"] if linked else heading)
        self.quote = quote_of(self.lines, self.first + 1, self.end)
        start = self._next(self.first + 1)
        stop = start
        while stop < self.quote.first and self.lines[stop].strip():
            stop += 1
        block = [line.strip() for line in self.lines[start:stop]]
        if found := about_of(block, wrapped=self.wrapped) if block else None:
            self.about, told = found
            self.about_end = start + told
        else:
            self.about_end = start

    def _next(self, number: int) -> int:
        """The first line from here on that is not blank, or where the note ends."""
        while number < self.quote.first and not self.lines[number].strip():
            number += 1
        return number

    def is_marked(self) -> bool:
        """Whether it has what nothing but an export of ours has."""
        return self.quote.labelled or (self.about is not None and self.about.is_ours)

    def is_ours(self) -> bool:
        return self.is_marked() or self.target is not None

    def record(self, starred: bool) -> Record:
        about = self.about or About()
        own = own_links([*([self.target] if self.target else []), *about.links])
        abstract = self.quote.abstract
        is_derived = self._is_derived()
        if is_derived and not abstract and own == own_links([]):
            abstract = self.title.strip("“”")  # how it begins is all that is left of it
        urls = dict.fromkeys([*own.urls, *urls_in(abstract or "")])
        note = note_of(self.lines[self.about_end : self.quote.first])
        marks = Marks(starred=starred, tags=about.tags, note=note, highlights=self.quote.highlights)
        return Record(
            title=None if is_derived else self.title or None,
            abstract=abstract,
            authors=about.authors,
            year=about.year or (arxiv_year(own.arxiv_id) if own.arxiv_id else None),
            venue=about.venue,
            doi=own.doi,
            arxiv_id=own.arxiv_id,
            urls=tuple(urls),
            first_line=self.first + 1,
            last_line=self._last() + 1,
            marks=None if marks == Marks() else marks,
        )

    def _is_derived(self) -> bool:
        """Whether the title only stands in for one that the paper does not have."""
        quoted = _QUOTED.fullmatch(self.title)
        if quoted is None:
            return self.title == "(no title)"
        start = quoted[1].rstrip("…")
        if (self.quote.abstract or "").startswith(start):
            return True
        return self.about is not None and self.about.title_derived

    def _last(self) -> int:
        """The last line of it that is not blank."""
        last = max(self.quote.end, self.about_end, self.quote.first) - 1
        while last > self.first and not self.lines[last].strip():
            last -= 1
        return last

    def classify(self, classes: list[LineClass]) -> None:
        is_derived = self._is_derived()
        classes[self.first] = LineClass.FIELD if is_derived else LineClass.TITLE
        for number in range(self.first + 1, self.quote.first):
            if self.lines[number].strip():
                classes[number] = LineClass.FIELD
        for number, kind in self.quote.kinds:
            classes[number] = kind
