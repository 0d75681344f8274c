"""One paper laid out for reading: the lines of the reading pane and of the full page.

What is not known takes no room. Text from files is drawn, never interpreted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from textual.content import Content
from textual.style import Style

from readlist.paper import Link, LinkKind, Paper, Sighting, Status
from readlist.tui import glyphs
from readlist.tui.colouring import MyWords, painted, strokes
from readlist.tui.rows import Matches, shown_title
from readlist.tui.text import ago, drawable, wrap
from readlist.tui.theme import Ink

MEASURE = 72
"""Columns an abstract is read at, however wide the window is."""

FINDERS = {"scholar": "Scholar", "arxiv": "arXiv", "semanticscholar": "Semantic Scholar"}
_STATUS = {
    Status.READING: f"{glyphs.STATUS[Status.READING]} reading",
    Status.READ: "read",
    Status.SKIPPED: f"{glyphs.STATUS[Status.SKIPPED]} skipped",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page; `url` where a click on it opens something."""

    content: Content
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom a page is laid out: colours, the words searched for, and the key that opens."""

    ink: Ink
    matches: Matches | None = None
    open_key: str = "o"
    finder: str = "scholar"
    now: datetime | None = None
    why: str = ""
    """What brought the paper up, where its words do not say so by themselves."""
    marks: bool = True
    """Whether star, status and tags are part of the page, or said elsewhere."""
    mine: MyWords | None = None
    """The reader's own words, coloured in title and abstract."""


def page_lines(paper: Paper, links: Sequence[Link], width: int, reader: Reader) -> list[Line]:
    """The page of a paper, no line wider than `width` cells."""
    page = _Page(paper, links, max(width, 12), reader)
    return [line if isinstance(line, Line) else Line(line) for line in page.lines()]


class _Page:
    def __init__(self, paper: Paper, links: Sequence[Link], width: int, reader: Reader) -> None:
        self.paper = paper
        self.links = links
        self.width = width
        self.reader = reader
        self.ink = reader.ink

    def lines(self) -> Iterator[Content | Line]:
        yield from self._title()
        yield from self._meta()
        yield from self._why()
        if self.reader.marks:
            yield from self._marks()
        yield Content("")
        yield from self._abstract()
        yield from self._note()
        yield from self._links()

    def _title(self) -> Iterator[Content]:
        style = self.ink.strong
        if self.paper.title_derived:
            style += Style(italic=True)
        yield from self._text(shown_title(self.paper), "title", style)

    def _meta(self) -> Iterator[Content]:
        paper, ink = self.paper, self.ink
        if paper.authors:
            yield from self._text(", ".join(paper.authors), "authors", ink.dim)
        parts = [Content(str(paper.year))] if paper.year else []
        if paper.arxiv_id:
            parts.append(Content(f"arXiv {paper.arxiv_id}"))
        if paper.venue:
            parts.append(self._marked(drawable(paper.venue), "venue"))
        if all(link.kind is not LinkKind.PAPER for link in self.links):
            parts.append(self._no_link())
        if paper.title_derived:
            parts.append(Content("title not in the source"))
        parts += [Content(drawable(_place(sighting))) for sighting in paper.sources]
        yield from self._joined([part.stylize_before(ink.dim) for part in parts], " · ")
        if paper.removed_at:
            said = f"deleted {ago(paper.removed_at, self.reader.now)}"
            yield from self._wrapped(Content(said).stylize(ink.warn))

    def _no_link(self) -> Content:
        missing = "no link to the paper" if self.links else "no link"
        return Content.assemble(
            f"{missing} · ",
            (self.reader.open_key, self.ink.key),
            f" finds it on {FINDERS.get(self.reader.finder, self.reader.finder)}",
        )

    def _why(self) -> Iterator[Content]:
        if self.reader.why:
            yield from self._wrapped(Content(drawable(self.reader.why)).stylize(self.ink.faint))

    def _marks(self) -> Iterator[Content]:
        paper, ink = self.paper, self.ink
        parts: list[Content] = []
        if paper.starred_at:
            said = f"{glyphs.STAR} starred {ago(paper.starred_at, self.reader.now)}"
            parts.append(Content(said).stylize(ink.star))
        if paper.status in _STATUS:
            parts.append(Content(_STATUS[paper.status]).stylize(ink.dim))
        if paper.tags:
            tags = "  ".join(f"#{tag}" for tag in paper.tags)
            parts.append(Content(tags).stylize(ink.accent))
        if parts:
            yield Content("")
            yield from self._joined(parts, "   ")

    def _abstract(self) -> Iterator[Content]:
        if self.paper.abstract:
            yield from self._text(self.paper.abstract, "abstract", self.ink.fg)
        else:
            yield from self._wrapped(Content("No abstract in the source.").stylize(self.ink.faint))

    def _note(self) -> Iterator[Content]:
        if not self.paper.note:
            return
        yield from self._label("note")
        bar = Content(f"{glyphs.BAR} ").stylize(self.ink.note)
        for line in self._text(self.paper.note, "note", self.ink.fg, 2):
            yield bar + line

    def _links(self) -> Iterator[Line]:
        if not self.links:
            return
        yield from (Line(label) for label in self._label("links"))
        kinds = max(len(link.kind.value) for link in self.links) + 1
        for number, link in enumerate(self.links, 1):
            before = Content.assemble(
                (f"{number} ", self.ink.key), (f"{link.kind.value:<{kinds}}", self.ink.dim)
            )
            address = Content(link.url.split("://", 1)[-1].rstrip("/")).stylize(self.ink.fg)
            for content in self._wrapped(address, before.cell_length):
                yield Line(before + content, link.url)
                before = Content(" " * before.cell_length)

    def _label(self, name: str) -> Iterator[Content]:
        yield Content("")
        yield Content(name.upper()).stylize(self.ink.faint)

    def _marked(self, text: str, field: str) -> Content:
        matches = self.reader.matches
        found = matches.spans(text, field) if matches is not None else []
        mine = self.reader.mine if field in ("title", "abstract") else None
        return painted(Content(text), strokes(text, found, mine, self.ink))

    def _text(self, text: str, field: str, style: Style, indent: int = 0) -> Iterator[Content]:
        marked = self._marked(drawable(text), field).stylize_before(style)
        yield from self._wrapped(marked, indent)

    def _joined(self, parts: Sequence[Content], between: str) -> Iterator[Content]:
        """Parts one behind the other; a line breaks between two of them if it can."""
        gap = Content(between).stylize(self.ink.dim)
        line = Content("")
        for part in parts:
            if not line or line.cell_length + len(between) + part.cell_length <= self.width:
                line = line + gap + part if line else part
            else:
                # What parts two of them ends the line, but is none by itself.
                fits = line.cell_length + len(between.rstrip()) <= self.width
                yield from self._wrapped(line + gap if fits else line)
                line = part
        if line:
            yield from self._wrapped(line)

    def _wrapped(self, content: Content, indent: int = 0) -> Iterator[Content]:
        for start, end in wrap(content.plain, self.width - indent):
            yield content[start:end]


def _place(sighting: Sighting) -> str:
    first, last = sighting.first_line, sighting.last_line
    return f"{sighting.name} {first}" if first == last else f"{sighting.name} {first}–{last}"
