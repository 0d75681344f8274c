"""One paper laid out for reading: the lines of the reading pane and of the full page.

What is not known takes no room. Text from files is drawn, never interpreted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from textual.content import Content
from textual.style import Style

from readlist.paper import Link, LinkKind, Paper, Sighting, Status, one_line
from readlist.tui import glyphs
from readlist.tui.abstract import Stop, lay_out, lost_lines
from readlist.tui.colouring import MyWords, painted, strokes
from readlist.tui.columns import times_seen
from readlist.tui.nearby import NOTHING, Nearby
from readlist.tui.rows import Matches, shown_title
from readlist.tui.tex import shown
from readlist.tui.text import age, ago, cut, drawable, wrap
from readlist.tui.theme import Ink

MEASURE = 72
"""Columns an abstract is read at, however wide the window is."""

FINDERS = {"scholar": "Scholar", "arxiv": "arXiv", "semanticscholar": "Semantic Scholar"}
_STATUS = {
    Status.READING: f"{glyphs.STATUS[Status.READING]} reading",
    Status.READ: "read",
    Status.SKIPPED: f"{glyphs.STATUS[Status.SKIPPED]} skipped",
}
_PLACES = 4
"""So many places where a paper was seen are named; the others are counted."""


class Line(NamedTuple):
    """One line of a page; a click on it opens `url`, or goes to the paper with the id `paper`."""

    content: Content
    url: str | None = None
    paper: str | None = None


class Page(NamedTuple):
    """A paper as lines. `stops`: the sentences that the cursor can be on; `text_end`: behind the
    last line that is read, and not only looked at."""

    lines: Sequence[Line] = ()
    stops: Sequence[Stop] = ()
    text_end: int = 0


class Reader(NamedTuple):
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
    nearby: Nearby = NOTHING
    """What there is to say of it besides, once that is known."""
    more_key: str = "W"
    """The key that tells all of where it was seen and what was done to it."""


def lay_out_page(
    paper: Paper, links: Sequence[Link], width: int, reader: Reader, sentence: int | None = None
) -> Page:
    """The page of a paper, no line wider than `width` cells; `sentence`: the one in hand."""
    return _Layout(paper, links, max(width, 12), reader, sentence).page()


class _Layout:
    def __init__(
        self,
        paper: Paper,
        links: Sequence[Link],
        width: int,
        reader: Reader,
        sentence: int | None,
    ) -> None:
        self.sentence = sentence
        self.paper = paper
        self.links = links
        self.width = width
        self.reader = reader
        self.ink = reader.ink

    def page(self) -> Page:
        lines: list[Line] = []

        def add(some: Iterator[Content | Line]) -> None:
            lines.extend(line if isinstance(line, Line) else Line(line) for line in some)

        add(self._head())
        stops = self._text_of_paper(lines)
        add(self._note())
        text_end = len(lines)
        add(self._links())
        add(self._seen())
        add(self._similar())
        add(self._history())
        return Page(lines, stops, text_end)

    def _head(self) -> Iterator[Content]:
        yield from self._title()
        yield from self._meta()
        yield from self._why()
        if self.reader.marks:
            yield from self._marks()
        yield Content("")

    def _title(self) -> Iterator[Content]:
        style = self.ink.strong
        if self.paper.title_derived:
            style += Style(italic=True)
        yield from self._text(shown_title(self.paper), "title", style)

    def _meta(self) -> Iterator[Content]:
        paper, ink = self.paper, self.ink
        if paper.authors:
            yield from self._text(shown(", ".join(paper.authors)).text, "authors", ink.dim)
        parts = [Content(str(paper.year))] if paper.year else []
        if paper.arxiv_id:
            parts.append(Content(f"arXiv {paper.arxiv_id}"))
        if paper.venue:
            parts.append(self._marked(shown(paper.venue).text, "venue"))
        if all(link.kind is not LinkKind.PAPER for link in self.links):
            parts.append(self._no_link())
        if paper.title_derived:
            parts.append(Content("title not in the source"))
        if paper.sources:
            parts.append(Content(drawable(_place(paper.sources[0]))))
        if (seen := times_seen(paper)) > 1:
            parts.append(Content(f"seen {glyphs.TIMES}{seen}"))
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

    def _text_of_paper(self, lines: list[Line]) -> list[Stop]:
        """Put the abstract, and what was marked in an earlier one, behind the lines."""
        abstract = self.paper.abstract or ""
        laid = lay_out(
            abstract,
            self.paper.highlights,
            self.width,
            self.ink,
            lambda text: self._marked(text, "abstract").stylize_before(self.ink.fg),
            self.sentence,
        )
        stops = [_moved(stop, len(lines)) for stop in laid.stops]
        if abstract:
            lines.extend(map(Line, laid.lines))
        else:
            said = Content("No abstract in the source.").stylize(self.ink.faint)
            lines.extend(map(Line, self._wrapped(said)))
        if laid.lost:
            lines.extend(map(Line, self._label("marked in an earlier abstract")))
            at = None if self.sentence is None else self.sentence - len(stops)
            earlier, others = lost_lines(laid.lost, self.width, self.ink, at)
            stops += [_moved(stop, len(lines)) for stop in others]
            lines.extend(map(Line, earlier))
        return stops

    def _note(self) -> Iterator[Content]:
        if not self.paper.note:
            return
        from readlist.tui.markdown import Preview  # which the first window does without

        yield from self._label("note")
        bar = Content(f"{glyphs.BAR} ").stylize(self.ink.note)
        matches = self.reader.matches
        for line in Preview().draw(self.paper.note, self.width - 2, self.ink).lines:
            found = matches.spans(line.plain, "note") if matches is not None else []
            yield bar + painted(line, strokes(line.plain, found, None, self.ink))

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

    def _seen(self) -> Iterator[Content]:
        """All places where the paper was seen, if the line below its title could not name them."""
        places = self.paper.sources
        if len(places) < 2:
            return
        yield from self._label("seen")
        for sighting in places[: -_PLACES - 1 : -1]:
            yield Content(cut(drawable(_place(sighting)), self.width)).stylize(self.ink.dim)
        if len(places) > _PLACES:
            yield self._more(f"and {len(places) - _PLACES} more")

    def _similar(self) -> Iterator[Content | Line]:
        """The nearest papers, and what brings them near, where there is room for that."""
        if not self.reader.nearby.similar:
            return
        yield from self._label("similar")
        for paper, words in self.reader.nearby.similar:
            title = cut(shown_title(paper), self.width - 2)
            line = Content.assemble(("= ", self.ink.key), (title, self.ink.fg))
            room = self.width - line.cell_length - 3
            said = ""
            for word in words:
                longer = f"{said} {glyphs.DOT} {drawable(word)}" if said else drawable(word)
                if Content(longer).cell_length > room:
                    break
                said = longer
            if said:
                line = Content.assemble(line, "   ", (said, self.ink.faint))
            yield Line(line, paper=paper.id)

    def _history(self) -> Iterator[Content]:
        """What was done to it lately."""
        nearby = self.reader.nearby
        if not nearby.history:
            return
        yield from self._label("history")
        ages = [age(at, self.reader.now) for at, _ in nearby.history]
        column = max(map(len, ages)) + 2
        for when, (_, said) in zip(ages, nearby.history, strict=True):
            text = cut(drawable(one_line(said)), self.width - column)
            yield Content.assemble((f"{when:<{column}}", self.ink.faint), (text, self.ink.dim))
        if nearby.older:
            yield self._more(f"{nearby.older} before")

    def _more(self, said: str) -> Content:
        """There is more; and the key that tells it."""
        return Content.assemble(
            (f"{said} {glyphs.DOT} ", self.ink.faint),
            (self.reader.more_key, self.ink.key),
            (" tells all", self.ink.faint),
        )

    def _label(self, name: str) -> Iterator[Content]:
        yield Content("")
        yield Content(name.upper()).stylize(self.ink.faint)

    def _marked(self, text: str, field: str) -> Content:
        matches = self.reader.matches
        found = matches.spans(text, field) if matches is not None else None
        mine = self.reader.mine if field in ("title", "abstract") else None
        return painted(Content(text), strokes(text, found, mine, self.ink))

    def _text(self, text: str, field: str, style: Style) -> Iterator[Content]:
        yield from self._wrapped(self._marked(text, field).stylize_before(style))

    def _joined(self, parts: Sequence[Content], between: str) -> Iterator[Content]:
        """Parts one behind the other; a line breaks between two of them if it can."""
        gap = Content(between).stylize(self.ink.dim)
        line = Content("")
        for part in parts:
            if not line or line.cell_length + len(between) + part.cell_length <= self.width:
                line = line + gap + part if line else part
            else:
                yield from self._wrapped(line)  # the end of the line parts them well enough
                line = part
        if line:
            yield from self._wrapped(line)

    def _wrapped(self, content: Content, indent: int = 0) -> Iterator[Content]:
        for start, end in wrap(content.plain, self.width - indent):
            yield content[start:end]


def _moved(stop: Stop, by: int) -> Stop:
    return Stop(stop.quote, stop.first + by, stop.last + by)


def _place(sighting: Sighting) -> str:
    first, last = sighting.first_line, sighting.last_line
    return f"{sighting.name} {first}" if first == last else f"{sighting.name} {first}–{last}"
