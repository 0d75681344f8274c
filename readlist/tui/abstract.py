"""An abstract laid out for reading: TeX as people write it, the marked sentences and the remarks on
them in their place, and the sentence that the cursor is on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from textual.content import Content
from textual.style import Style

from readlist.library.placing import placed
from readlist.library.sentences import sentences
from readlist.paper import Highlight
from readlist.tui import glyphs
from readlist.tui.tex import Shown, shown
from readlist.tui.text import drawable, wrap
from readlist.tui.theme import Ink

_WEIGHTS = {"italic": Style(italic=True), "bold": Style(bold=True)}


class Stop(NamedTuple):
    """A sentence that the cursor can be on: as it is kept, its first line and its last, what is
    remarked on it included."""

    quote: str
    first: int
    last: int


class Abstract(NamedTuple):
    """The lines of an abstract, with the remarks between them, and where its sentences stand.

    `lost`: highlights of sentences that are not in it any more.
    """

    lines: Sequence[Content]
    stops: Sequence[Stop]
    lost: Sequence[Highlight]


def lay_out(
    text: str,
    highlights: Sequence[Highlight],
    width: int,
    ink: Ink,
    paint: Callable[[str], Content],
    at: int | None = None,
) -> Abstract:
    """An abstract in lines of `width` cells. `paint`: the text with what is coloured in it;
    `at`: the number of the sentence that the cursor is on."""
    seen = shown(text)
    spans = sentences(text)
    marked, lost = placed(text, highlights)
    content = stressed(paint(seen.text), seen)
    here = spans[at] if at is not None and at < len(spans) else None
    if here is not None:
        content = content.stylize(ink.sel, *seen.span(*here))
    remarks: list[tuple[int, str]] = []
    for mark in marked:
        style = ink.mark
        if here is not None and mark.touches(*here):
            style += Style(bold=True)  # its own ground says that it is marked
        content = content.stylize(style, *seen.span(mark.start, mark.end))
        if mark.highlight.remark:
            # A remark stands below the whole sentence, whatever part of it is marked.
            end = next((end for _, end in spans if end >= mark.end), len(text))
            remarks.append((seen.span(0, end)[1], mark.highlight.remark))
    lines: list[Content] = []
    places: list[tuple[int, int] | None] = []
    start = 0
    for end, remark in sorted(remarks):
        for a, b in _lines(seen.text, start, end, width):
            lines.append(content[a:b])
            places.append((a, b))
        for line in remark_lines(remark, width, ink):
            lines.append(line)
            places.append(None)
        start = max(start, end)
    for a, b in _lines(seen.text, start, len(seen.text), width):
        lines.append(content[a:b])
        places.append((a, b))
    stops = [
        Stop(text[first:last], *_touched(places, *seen.span(first, last))) for first, last in spans
    ]
    return Abstract(lines, stops, lost)


def _lines(text: str, start: int, end: int, width: int) -> Iterator[tuple[int, int]]:
    """The lines of a part of a text. Where it goes on behind a remark, on a line of its own."""
    if start:
        rest = text[start:end]
        blank = len(rest) - len(rest.lstrip(" "))
        blank += rest[blank : blank + 1] == "\n"  # the remark has ended that line
        start += blank
    if start < end:
        for a, b in wrap(text[start:end], width):
            yield start + a, start + b


def _touched(places: Sequence[tuple[int, int] | None], start: int, end: int) -> tuple[int, int]:
    """The first and the last line that have some of a stretch of the text."""
    numbers = [n for n, place in enumerate(places) if place and place[0] < end and start < place[1]]
    if not numbers:
        return 0, 0
    last = numbers[-1]
    while last + 1 < len(places) and places[last + 1] is None:
        last += 1
    return numbers[0], last


def remark_lines(remark: str, width: int, ink: Ink) -> Iterator[Content]:
    """What is said on a sentence, behind a bar, to stand below it."""
    bar = Content(f"{glyphs.REMARK} ")
    text = drawable(remark)
    for start, end in wrap(text, width - 2):
        yield (bar + Content(text[start:end])).stylize(ink.star)


def lost_lines(
    highlights: Sequence[Highlight], width: int, ink: Ink, at: int | None
) -> tuple[list[Content], list[Stop]]:
    """The marked sentences that the abstract has no more; `at`: the one the cursor is on."""
    lines: list[Content] = []
    stops: list[Stop] = []
    for number, highlight in enumerate(highlights):
        text = drawable(highlight.quote)
        style = ink.mark + Style(bold=True) if number == at else ink.mark
        first = len(lines)
        lines += [Content(text[a:b]).stylize(style) for a, b in wrap(text, width)]
        if highlight.remark:
            lines += remark_lines(highlight.remark, width, ink)
        stops.append(Stop(highlight.quote, first, len(lines) - 1))
    return lines, stops


def stressed(content: Content, seen: Shown) -> Content:
    """`content`, with italics and bold type where the source has them."""
    for start, end, weight in seen.stresses:
        content = content.stylize(_WEIGHTS[weight], start, end)
    return content
