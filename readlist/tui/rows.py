"""One paper as a row of the list: its marks, its title, and while searching, why it matched.

A row is one line where the title fits and as many as it needs (up to a few) where it does not, so
that titles are whole at any width. A paper whose title does not show the match gets one more
line: the passage that does. One that is there because it is like others says by which words.
Compact rows are one line each; roomy ones say below the title what else is known.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol

from rich.cells import cell_len
from textual.content import Content
from textual.style import Style

from readlist.paper import Filled, Paper, Status, one_line
from readlist.tui import glyphs
from readlist.tui.colouring import MyWords, painted, strokes
from readlist.tui.columns import Columns, authors_in_short, columns_for, right_side, tags_in_line
from readlist.tui.remembered import Density
from readlist.tui.tex import shown
from readlist.tui.text import cut, drawable, wrap
from readlist.tui.theme import Ink

_LEFT = 5  # selected, star, space, status, space
_HANGING = 2  # further lines of a title stand in a little, so that rows are told apart
_AUTHORS = 40  # cells


class Matches(Protocol):
    """What a query matches in a text: whole words, as (start, end) pairs."""

    def spans(self, text: str, field: str = ...) -> list[tuple[int, int]]: ...

    def snippet(
        self, text: str, width: int, field: str = ...
    ) -> tuple[str, list[tuple[int, int]]]: ...


class Look(NamedTuple):
    """What all rows of a list have in common."""

    matches: Matches | None = None
    mine: MyWords | None = None
    filled: Filled = Filled()
    """What there is to show in columns."""
    sort: str = "added"
    density: Density = Density.COMFORTABLE

    def columns(self, width: int) -> Columns:
        """The columns of a list of this width."""
        below = self.density is Density.ROOMY
        return columns_for(self.filled, width - _LEFT, self.sort, below=below)


PLAIN = Look()


def row_lines(
    paper: Paper,
    width: int,
    ink: Ink,
    look: Look = PLAIN,
    *,
    why: Sequence[str] = (),
    cursor: bool = False,
    selected: bool = False,
) -> list[Content]:
    """The lines of a row, each `width` cells or less.

    `why`: the words that brought the paper up, where others like it are looked for.
    """
    columns = look.columns(width)
    room = max(width - _LEFT - columns.width, 4)
    title = shown_title(paper)
    matches = look.matches
    found = matches.spans(title, "title") if matches is not None else None
    colours = strokes(title, found, look.mine, ink)
    compact = look.density is Density.COMPACT
    parts = title_lines(title, room, 1 if compact else 3 if room >= 45 else 4)
    style = _title_style(paper, ink, cursor)
    lines = [painted(Content(part.text).stylize(style), colours, part.start) for part in parts]
    if why and not compact:
        lines.append(_because(why, room - _HANGING).stylize(ink.dim))
    first = Content.assemble(
        (glyphs.CHOSEN if selected else " ", ink.key),
        (glyphs.STAR if paper.starred else " ", ink.star),
        " ",
        (glyphs.STATUS[paper.status], ink.dim if paper.status is Status.SKIPPED else ink.accent),
        " ",
        lines[0],
        " " * (room - lines[0].cell_length),
        right_side(paper, columns, ink),
    )
    rest = [Content(" " * (_LEFT + _HANGING)) + line for line in lines[1:]]
    if matches is not None and not found and not why and not compact:
        rest += _passage(paper, matches, width - _LEFT - 2, ink)
    if look.density is Density.ROOMY:
        rest += _about(paper, width - _LEFT - _HANGING - 1, ink)
    return [first, *rest]


def shown_title(paper: Paper) -> str:
    """The title in one line; a derived one in quotes."""
    title = one_line(shown(paper.title).text)
    return f"“{title}”" if paper.title_derived else title


class _Part(NamedTuple):
    """One line of a title: the text, and where in the whole title it starts."""

    text: str
    start: int


def title_lines(title: str, room: int, most: int) -> list[_Part]:
    """A title in at most `most` lines, the first `room` wide, the others hanging."""
    if cell_len(title) <= room:
        return [_Part(title, 0)]
    if most == 1:
        return [_Part(cut(title, room), 0)]
    start, end = wrap(title, room)[0]
    parts = [_Part(title[start:end], start)]
    rest = wrap(title[end:].lstrip(), room - _HANGING)
    offset = end + len(title[end:]) - len(title[end:].lstrip())
    for number, (a, b) in enumerate(rest, 2):
        if number == most and number <= len(rest):
            parts.append(_Part(cut(title[offset + a :], room - _HANGING), offset + a))
            break
        parts.append(_Part(title[offset + a : offset + b], offset + a))
    return parts


def _title_style(paper: Paper, ink: Ink, cursor: bool) -> Style:
    style = {Status.READ: ink.dim, Status.SKIPPED: ink.faint}.get(paper.status, ink.fg)
    if cursor:
        style = (ink.dim if paper.status is Status.SKIPPED else ink.fg) + Style(bold=True)
    return style + Style(italic=True) if paper.title_derived else style


def _about(paper: Paper, width: int, ink: Ink) -> list[Content]:
    """A line of what else there is to say of a paper, if anything."""
    parts = [
        (authors_in_short(paper, _AUTHORS), ink.dim),
        (one_line(shown(paper.venue or "").text), ink.dim),
        (tags_in_line(paper), ink.accent),
        (drawable(paper.sources[0].name) if paper.sources else "", ink.dim),
    ]
    line = (
        Content(f" {glyphs.DOT} ")
        .stylize(ink.dim)
        .join(Content(text).stylize(style) for text, style in parts if text)
    )
    if not line:
        return []
    return [Content(" " * (_LEFT + _HANGING)) + line.truncate(max(width, 1), ellipsis=True)]


def _because(words: Sequence[str], width: int) -> Content:
    """The words that brought a paper up, as many as there is room for."""
    said = cut(drawable(words[0]), width)
    for word in words[1:]:
        longer = f"{said} · {drawable(word)}"
        if cell_len(longer) > width:
            break
        said = longer
    return Content(said)


def _passage(paper: Paper, matches: Matches, width: int, ink: Ink) -> list[Content]:
    """The line that shows where else than in its title a paper matched, if anything does."""
    places = (
        ("abstract", "", paper.abstract),
        ("note", f"{glyphs.NOTE} ", paper.note),
        *(("note", f"{glyphs.REMARK} ", each.remark) for each in paper.highlights),
        *(("note", "", each.quote) for each in paper.highlights),
        ("authors", "", ", ".join(paper.authors)),
        ("venue", "", paper.venue),
    )
    for place, mark, text in places:
        if not text:
            continue
        text = shown(text).text if place != "note" else drawable(text)
        snippet, found = matches.snippet(text, width - len(mark), place)
        if cell_len(snippet) > width - len(mark):  # it is measured in characters; these are wide
            snippet, found = matches.snippet(text, (width - len(mark)) // 2, place)
        if found:
            content = highlighted(Content(snippet).stylize(ink.dim), found, ink.hit)
            return [Content.assemble(" " * _LEFT, (mark, ink.note), content)]
    return []


def highlighted(content: Content, found: Iterable[tuple[int, int]], hit: Style) -> Content:
    """`content` with the words that matched in the colour of a match."""
    for start, end in found:
        content = content.stylize(hit, start, end)
    return content
