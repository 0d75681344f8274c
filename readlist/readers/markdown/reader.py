"""Lists of papers in Markdown ("awesome" lists, READMEs): bullets, nested or not, tables, headings.

What makes an item a paper is a link to one, or a link that says so (`[paper]`); without any link,
a title that is set off with authors, or with a year. Links to tools, courses and posts are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from readlist.links import kind_of
from readlist.paper import LinkKind
from readlist.readers.base import SNIFFED, LineClass, Reading
from readlist.readers.markdown.blocks import Item, Kind, cells_of, items_of
from readlist.readers.markdown.entry import Found, understand
from readlist.readers.markdown.inline import Span, Style, spans
from readlist.readers.markdown.tables import by_columns, columns_of, is_of_papers
from readlist.readers.markdown.words import is_label, venue_of
from readlist.readers.pages import Entry, Page
from readlist.readers.prose import title_likeness

_SIGN = re.compile(
    r"\]\(|\]\[[^\]]|<a\s|\*\*|(?<!\w)__\w|^\|.*\|"
    r"|(?<![\w/])[*_][^\W_][^*_<>{}\"]{1,300}[*_](?!\w)"
)
# Links of proceedings pages as text, which lead nowhere.
_PROCEEDINGS = re.compile(r"\[(?:abs|download pdf|supp|bibtex)\](?!\]?\()", re.IGNORECASE)
_MOST_CELLS: Final = 60
_SOURCE = re.compile(r"\s*<(?:!doctype|html|head|body|\?xml)\b", re.IGNORECASE)
_TOP: Final = 10
_OWN_EXPORT = re.compile(r"> \*\*Abstract\.\*\*")


class MarkdownListReader:
    """Reads Markdown lists of papers."""

    name: Final = "markdown-list"
    label: Final = 'a Markdown list of papers (an "awesome" list)'

    def sniff(self, lines: Sequence[str]) -> float:
        first = lines[:SNIFFED]
        told = sum(1 for line in first if line.strip())
        if sum(_SIGN.search(line) is not None for line in first) < 0.05 * told or not told:
            return 0.0
        # readlist's own export has another reader, which keeps what a user made of the papers.
        ours = any(map(_OWN_EXPORT.match, first))
        if any(_SOURCE.match(line) for line in first[:_TOP]):
            return 0.0
        reading = self.read(first)
        if 20 * sum(_PROCEEDINGS.search(line) is not None for line in first) > told:
            return 0.2 * reading.confidence
        # Any page may link to one paper.
        several = 1.0 if len(reading.records) > 1 else 0.5
        return reading.confidence * (0.2 if ours else several)

    def read(self, lines: Sequence[str]) -> Reading:
        page = Page(lines)
        items, references = items_of(page, lines)
        found = _List(page, items, references)
        entries = list(found.entries())
        # Among entries with links and bold titles, bullets in plain words are of the same list.
        if 2 * sum(entry.marked for entry in entries) >= len(entries):
            for entry in found.bullets:
                entry.marked = True
        return page.reading(self.name, entries)


@dataclass(slots=True)
class _Candidate:
    """An item (with what hangs below it) that may be a paper."""

    item: Item
    found: Found
    spans: list[Span]
    details: list[Item] = field(default_factory=list)
    has_entries: bool = False
    """Entries of their own hang below it: it names their group."""


class _List:
    """Goes through the items of a document."""

    def __init__(self, page: Page, items: Sequence[Item], references: Mapping[str, str]) -> None:
        self.page, self.items, self.references = page, items, references
        self.heading: tuple[str | None, int | None] = (None, None)
        self.columns: list[str] = []
        self.pending: list[tuple[_Candidate, tuple[str | None, int | None]]] = []
        """Candidates that are papers only if the rest of the list is of papers."""
        self.papers = 0
        self.bullets: list[Entry] = []

    def entries(self) -> Iterator[Entry]:
        at = 0
        while at < len(self.items):
            item = self.items[at]
            if item.kind is Kind.HEADER:
                self.columns = columns_of(cells_of(item.text))
                self._known(item)
                at += 1
            elif item.kind is Kind.ROW:
                yield from self._row(item)
                at += 1
            elif item.kind is Kind.HEADING:
                at, made = self._heading(at)
                yield from made
            else:
                at, made = self._tree(at)
                yield from made
        yield from self._undecided()

    def _known(self, item: Item) -> None:
        for number in item.numbers:
            self.page.classes[number] = LineClass.BOILERPLATE

    def _spans(self, text: str) -> list[Span]:
        return list(spans(text, self.references))

    # ------------------------------------------------------------ bullets and paragraphs

    def _tree(self, at: int) -> tuple[int, list[Entry]]:
        """An item with all that hangs below it, and the entries they are."""
        top = self.items[at]
        stack: list[_Candidate] = []
        made: list[_Candidate] = []
        while at < len(self.items):
            item = self.items[at]
            if item.kind not in (Kind.BULLET, Kind.PARAGRAPH):
                break
            if item is not top and item.indent <= top.indent:
                break
            for part in self._split(item):
                while stack and stack[-1].item.indent >= part.indent and part.kind is Kind.BULLET:
                    stack.pop()
                said = self._spans(part.text)
                found = understand(said)
                if found.anchors and not found.links:
                    self._known(part)  # of the table of contents
                    continue
                if stack and not _stands_alone(found):
                    stack[-1].details.append(part)
                    continue
                for above in stack:
                    above.has_entries = True
                candidate = _Candidate(part, found, said)
                stack.append(candidate)
                made.append(candidate)
            at += 1
        return at, [entry for candidate in made for entry in self._decide(candidate)]

    def _split(self, item: Item) -> Iterator[Item]:
        """An item cut where a line begins another entry without a bullet."""
        begun = 0
        whole = len(item.texts) < 2 or sum(map(_begins, item.texts)) < 2
        for n in range(1, 1 if whole else len(item.texts)):
            if _begins(item.texts[n]) and _stands_alone(understand(self._spans(item.texts[n]))):
                before = understand(self._spans(" ".join(item.texts[begun:n])))
                if before.has_paper:
                    yield Item(item.kind, item.indent, item.numbers[begun:n], item.texts[begun:n])
                    begun = n
        yield Item(item.kind, item.indent, item.numbers[begun:], item.texts[begun:])

    def _decide(self, candidate: _Candidate) -> list[Entry]:
        """The entry that a candidate is, if it is one; else the class of its lines."""
        below = [span for item in candidate.details for span in _joined(self._spans(item.text))]
        found = understand([*candidate.spans, *below]) if below else candidate.found
        if (
            candidate.found.title
            and candidate.found.is_sure
            and found.title != candidate.found.title
        ):
            found.title = candidate.found.title
        if _is_paper(found) and not (candidate.has_entries and not candidate.found.has_paper):
            self.papers += 1
            return [self._entry(found, candidate)]
        if (found.anchors and not found.links) or (candidate.has_entries and not found.links):
            self._known(candidate.item)
        elif not candidate.has_entries and _might_be_paper(found):
            self.pending.append((candidate, self.heading))
        return []

    def _undecided(self) -> Iterator[Entry]:
        """Titles with links to pages that nobody knows are papers in a list plainly of papers."""
        if self.papers < 4 * len(self.pending) or self.papers < 4:
            return
        for candidate, heading in self.pending:
            self.heading = heading
            yield self._entry(candidate.found, candidate)

    def _entry(self, found: Found, candidate: _Candidate) -> Entry:
        numbers = list(candidate.item.numbers)
        for item in candidate.details:
            numbers += item.numbers
        entry = self._made(found, numbers)
        if candidate.item.kind is Kind.BULLET:
            self.bullets.append(entry)
        return entry

    def _made(self, found: Found, numbers: Sequence[int]) -> Entry:
        pointers = found.pointers
        entry = Entry([found.title] if found.title else [], ["; ".join(found.authors)])
        signs = sum(_SIGN.search(self.page.texts[number]) is not None for number in numbers)
        entry.marked = 8 * signs >= len(numbers)
        entry.arxiv_id = next((p.arxiv_id for p in pointers if p.arxiv_id), None)
        entry.doi = next((p.doi for p in pointers if p.doi), None)
        entry.urls = [p.url for p in pointers if p.url]
        entry.year, entry.venue = found.year, found.venue
        if entry.year is None and entry.arxiv_id is None:
            entry.year = self.heading[1]
        entry.venue = entry.venue or self.heading[0]
        entry.paragraphs = [[found.abstract]] if found.abstract else []
        self._classify(entry, numbers)
        return entry

    def _classify(self, entry: Entry, numbers: Sequence[int]) -> None:
        """Give the lines to the entry: those with (a part of) the title are title lines."""
        title = _key(entry.title[0]) if entry.title else ""
        first = True
        for number in dict.fromkeys(numbers):
            said = _key("".join(span.text for span in self._spans(self.page.texts[number])))
            has_title = bool(title) and (title in said or (first and said[-12:] in title))
            self.page.give(entry, LineClass.TITLE if has_title else LineClass.FIELD, [number])
            first = first and not has_title
        if title and first:
            self.page.classes[numbers[0]] = LineClass.TITLE

    # ------------------------------------------------------------ headings

    def _heading(self, at: int) -> tuple[int, list[Entry]]:
        """A heading: of a section, or, with a link to a paper or only labels below, an entry."""
        item = self.items[at]
        said = self._spans(item.text)
        found = understand(said)
        below: list[Item] = []
        after = at + 1
        while after < len(self.items) and self.items[after].kind in (Kind.BULLET, Kind.PARAGRAPH):
            below.append(self.items[after])
            after += 1
        parts = [understand(self._spans(part.text)) for part in below[:6]]
        linked = found.has_paper and found.title is not None
        labelled = (
            bool(parts)
            and len(below) <= 6
            and any(part.has_paper for part in parts)
            and not any(_stands_alone(part) or _is_titled_paper(part) for part in parts)
            and len(item.text.split()) > 2
        )
        if not linked and not labelled:
            self._enter(item)
            return at + 1, []
        if any(map(_stands_alone, parts)):
            below, after = [], at + 1
        details = [span for part in below for span in _joined(self._spans(part.text))]
        title = found.title if linked else "".join(span.text for span in said).strip()
        whole = understand([*said, *details])
        whole.title = title
        self.papers += 1
        numbers = [*item.numbers, *(number for part in below for number in part.numbers)]
        return after, [self._made(whole, numbers)]

    def _enter(self, item: Item) -> None:
        """Begin a section; its heading may be a year, or a venue with its year."""
        self._known(item)
        text = "".join(span.text for span in self._spans(item.text))
        venue = venue_of(re.sub(r"^[^\w(]+", "", text))
        self.heading = (venue.name, venue.year) if venue else (None, None)

    # ------------------------------------------------------------ tables

    def _row(self, item: Item) -> list[Entry]:
        cells = cells_of(item.text)
        if len(cells) > _MOST_CELLS:
            return []
        columns = self.columns if len(self.columns) >= len(cells) - 1 else []
        if "title" not in columns:
            found = understand(self._spans(" | ".join(cells)))
            columns = []
        else:
            found = by_columns([self._spans(cell) for cell in cells], columns)
        if not found.title or not (_is_paper(found) or (columns and is_of_papers(columns))):
            if columns_of(cells).count("title") and not found.links:
                self.columns = columns_of(cells)  # a header whose line below was lost
                self._known(item)
            return []
        self.papers += 1
        return [self._made(found, item.numbers)]


# ---------------------------------------------------------------- is it a paper?


def _begins(text: str) -> bool:
    return text[:1] in '[*"“<' or text[:1].isupper()


def _stands_alone(found: Found) -> bool:
    """Whether an item is an entry whatever it hangs below."""
    return found.title is not None and found.is_sure and _is_paper(found)


def _is_titled_paper(found: Found) -> bool:
    """Whether an item has a title beside its link to the paper."""
    return found.has_paper and found.title is not None and not is_label(found.title)


def _is_paper(found: Found) -> bool:
    if found.title is None:
        # A link alone is a paper if it leads to one: its id will do for a title.
        return any(p.arxiv_id or p.doi for p in found.pointers)
    if found.has_paper:
        return True
    if found.is_sure:
        dated = found.year is not None and (bool(found.authors) or found.venue is not None)
        return dated and (found.title_link is None or not _is_code(found))
    return bool(found.authors) and found.year is not None


def _is_code(found: Found) -> bool:
    url = found.title_link.url if found.title_link else None
    return url is not None and kind_of(url) is LinkKind.CODE


def _might_be_paper(found: Found) -> bool:
    link = found.title_link
    return (
        found.title is not None
        and link is not None
        and not _is_code(found)
        and (bool(found.authors) or found.year is not None or title_likeness(found.title) > 2)
        and len(found.title.split()) > 3
        and not is_label(found.title)
    )


def _joined(said: Sequence[Span]) -> list[Span]:
    return [Span(Style.BREAK, " "), *said]


def _key(text: str) -> str:
    return "".join(filter(str.isalnum, text)).lower()
