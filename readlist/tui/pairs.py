"""Two papers side by side, with what differs in the colour of a match.

Sections stand at one height, so that the eye goes across. Where there is no room for two columns
the papers stand one below the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from re import finditer

from textual.content import Content
from textual.style import Style

from readlist.paper import Paper, Status, counted, one_line
from readlist.tui import glyphs
from readlist.tui.page import MEASURE
from readlist.tui.rows import highlighted, shown_title
from readlist.tui.text import drawable, wrap
from readlist.tui.theme import Ink

BESIDE = 100
"""From how many columns the papers stand side by side."""
_MARGIN = 2
_GAP = 5  # between the columns: two spaces, the rule, two spaces
_MOST_WORDS = 1500
"""Words compared of a text; beyond, telling what differs would keep the keys waiting."""
_TOO_DIFFERENT = 0.4
"""Of two texts with less than this in common, each word differs, and none is worth a colour."""

Sides = tuple[list[Content], list[Content]]


@dataclass(frozen=True, slots=True)
class Caption:
    """What stands above each of the two."""

    first: str
    second: str


def pair_lines(one: Paper, other: Paper, caption: Caption, width: int, ink: Ink) -> list[Content]:
    """The two papers as lines of at most `width` cells."""
    beside = width >= BESIDE
    column = (width - 2 * _MARGIN - _GAP) // 2 if beside else width - 2 * _MARGIN
    drawn = _sections(one, other, caption, max(min(column, MEASURE), 12), ink)
    sections = [section for section in drawn if any(section)]
    if beside:
        return [line for section in sections for line in _beside(section, ink, column)]
    lines: list[Content] = []
    for side in (0, 1):
        for section in sections:
            if section[side]:
                lines += [Content(" " * _MARGIN) + line for line in section[side]] + [Content("")]
        if side == 0:
            lines += [Content(glyphs.RULE * width).stylize(ink.rule), Content("")]
    return lines


def _beside(section: Sides, ink: Ink, column: int) -> Iterator[Content]:
    blank, rule = Content(""), Content(f"  {glyphs.WALL}  ").stylize(ink.rule)
    for left, right in zip_longest(*section, fillvalue=blank):
        pad = " " * (min(column, MEASURE) - left.cell_length)
        yield Content(" " * _MARGIN) + left + pad + rule + right
    yield Content(" " * (_MARGIN + min(column, MEASURE))) + rule


def _sections(one: Paper, other: Paper, caption: Caption, width: int, ink: Ink) -> Iterator[Sides]:
    draw = _Draw(width, ink)
    yield (
        [draw.caption(caption.first, one.id)],
        [draw.caption(caption.second, other.id)],
    )
    yield draw.texts(shown_title(one), shown_title(other), ink.strong)
    yield draw.texts(", ".join(one.authors), ", ".join(other.authors), ink.dim)
    yield draw.facts(one, other)
    yield draw.marks(one), draw.marks(other)
    yield draw.texts(one.abstract or "", other.abstract or "", ink.fg)
    yield draw.note(one), draw.note(other)
    yield draw.links(one, other)


class _Draw:
    def __init__(self, width: int, ink: Ink) -> None:
        self.width = width
        self.ink = ink

    def caption(self, name: str, public_id: str) -> Content:
        return Content.assemble((name.upper(), self.ink.accent), (f"  {public_id}", self.ink.faint))

    def texts(self, one: str, other: str, style: Style) -> Sides:
        """A text of each, wrapped; the words that only one has are coloured."""
        shown = drawable(one), drawable(other)
        here, there = differing(*shown)
        return (
            self._wrapped(Content(shown[0]).stylize(style), here),
            self._wrapped(Content(shown[1]).stylize(style), there),
        )

    def _wrapped(self, content: Content, found: Sequence[tuple[int, int]] = ()) -> list[Content]:
        if not content.plain:
            return []
        marked = highlighted(content, found, self.ink.hit)
        return [marked[start:end] for start, end in wrap(marked.plain, self.width)]

    def facts(self, one: Paper, other: Paper) -> Sides:
        """Year, venue, ids: a value that the other contradicts is coloured."""
        return self._facts(one, other), self._facts(other, one)

    def _facts(self, paper: Paper, other: Paper) -> list[Content]:
        dim = self.ink.dim
        parts = [
            Content(one_line(drawable(mine))).stylize(
                self.ink.hit if theirs and mine != theirs else dim
            )
            for mine, theirs in zip(_facts(paper), _facts(other), strict=True)
            if mine
        ]
        sources = [f"{each.name} {each.first_line}" for each in paper.sources]
        parts += [Content(one_line(drawable(each))).stylize(dim) for each in sources]
        return self._wrapped(Content(" · ").stylize(dim).join(parts))

    def marks(self, paper: Paper) -> list[Content]:
        """What the user made of a paper, but for the note."""
        ink = self.ink
        parts = [Content(f"{glyphs.STAR} starred").stylize(ink.star)] if paper.starred else []
        if paper.status is not Status.UNREAD:
            parts.append(Content(paper.status.value).stylize(ink.dim))
        parts += [Content(f"#{drawable(tag)}").stylize(ink.accent) for tag in paper.tags]
        if paper.highlights:
            said = counted(len(paper.highlights), "highlight")
            parts.append(Content(said).stylize(ink.note))
        return self._wrapped(Content("   ").join(parts))

    def note(self, paper: Paper) -> list[Content]:
        if not paper.note:
            return []
        label = Content("NOTE").stylize(self.ink.faint)
        return [label, *self._wrapped(Content(drawable(paper.note)).stylize(self.ink.note))]

    def links(self, one: Paper, other: Paper) -> Sides:
        return self._links(one, other), self._links(other, one)

    def _links(self, paper: Paper, other: Paper) -> list[Content]:
        style = {True: self.ink.dim, False: self.ink.fg}
        return [
            line
            for url in paper.urls
            for line in self._wrapped(
                Content(one_line(url).split("://", 1)[-1]).stylize(style[url in other.urls])
            )
        ]


def _facts(paper: Paper) -> tuple[str, ...]:
    return (
        str(paper.year or ""),
        paper.venue or "",
        f"arXiv {paper.arxiv_id}" if paper.arxiv_id else "",
        f"doi {paper.doi}" if paper.doi else "",
    )


def differing(one: str, other: str) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """The runs of words that only one of two texts has, as (start, end) in each.

    None where either is empty, very long, or has next to nothing in common with the other.
    """
    places = [[match.span() for match in finditer(r"\S+", text)] for text in (one, other)]
    words = [
        [text[start:end].casefold() for start, end in spans]
        for text, spans in zip((one, other), places, strict=True)
    ]
    if one == other or not all(words) or max(map(len, words)) > _MOST_WORDS:
        return [], []
    matcher = SequenceMatcher(None, words[0], words[1], autojunk=False)
    if matcher.quick_ratio() < _TOO_DIFFERENT or matcher.ratio() < _TOO_DIFFERENT:
        return [], []
    found: tuple[list[tuple[int, int]], list[tuple[int, int]]] = ([], [])
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            continue
        for spans, runs, first, last in ((places[0], found[0], a, b), (places[1], found[1], c, d)):
            if last > first:
                runs.append((spans[first][0], spans[last - 1][1]))
    return found


def what_differs(one: Paper, other: Paper) -> list[str]:
    """The names of the fields that both have and that are not the same."""
    names = {
        "title": (shown_title(one), shown_title(other)),
        "authors": (one.authors, other.authors),
        "year": (one.year, other.year),
        "venue": (one.venue, other.venue),
        "arXiv id": (one.arxiv_id, other.arxiv_id),
        "DOI": (one.doi, other.doi),
        "abstract": (one.abstract, other.abstract),
    }
    return [name for name, (mine, theirs) in names.items() if mine and theirs and mine != theirs]
