"""How an import under review is drawn: its records and what was not understood, and their lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from rich.cells import cell_len
from textual.content import Content

from readlist.library.review import LineClass, Review
from readlist.paper import Record, counted, one_line
from readlist.tui import glyphs, tex
from readlist.tui.text import cut, drawable, wrap
from readlist.tui.theme import Ink

_MEASURE = 72
_LONG_TITLE = 250
_ABSTRACT_LINES = 8
"""All of it is in the lines below, which are what is gone to."""
_MOST_LINES = 400
"""Lines shown of one entry; of more, nobody would read them here."""
_LONGEST_LINE = 4000
_SIGNS = {
    LineClass.TITLE: "title",
    LineClass.ABSTRACT: "abstract",
    LineClass.FIELD: "field",
    LineClass.BOILERPLATE: "page",
    LineClass.UNPARSED: "?",
    LineClass.BLANK: "",
}
_SIGN_WIDTH = max(map(len, _SIGNS.values()))


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the list: a record by its place, or (None) lines that were not understood."""

    file: int
    place: int | None
    first: int
    last: int
    """The lines it is about, from 1, inclusive."""
    doubt: str = ""
    """Why a person should look at it."""


Place = tuple[int, int, int, int]
"""A record's: its file, its first and last line, its part."""


def places(reviews: Sequence[Review]) -> frozenset[Place]:
    """Those of all records."""
    return frozenset(
        _place(file, record) for file, review in enumerate(reviews) for record in review.records
    )


def _place(file: int, record: Record) -> Place:
    return (file, record.first_line, record.last_line, record.part)


def entries(reviews: Sequence[Review], hidden: Set[Place] = frozenset()) -> list[Entry]:
    """All rows but those of the records at `hidden`, in the order of the files and their lines."""
    found: list[Entry] = []
    for file, review in enumerate(reviews):
        rows = [
            Entry(file, place, record.first_line, record.last_line, _doubt(record))
            for place, record in enumerate(review.records)
            if not hidden or _place(file, record) not in hidden
        ]
        rows += [
            Entry(file, None, run.start, run.stop - 1, counted(len(run), "line"))
            for run in review.left()
        ]
        found += sorted(rows, key=lambda entry: (entry.first, entry.place is None))
    return found


def _doubt(record: Record) -> str:
    if not record.title and not record.abstract:
        return "" if record.arxiv_id or record.doi or record.urls else "no text"
    if record.title and len(record.title) > _LONG_TITLE:
        return "long title"
    return ""


def row(entry: Entry, review: Review, ink: Ink, width: int, digits: int) -> Content:
    """One row of the list: the line it begins at, its title, and what is missing."""
    number = f"  {entry.first:>{digits}}  "
    note = entry.doubt
    if entry.place is None:
        text, style = one_line(review.lines[entry.first - 1]), ink.warn
    else:
        record = review.records[entry.place]
        start = f"“{record.abstract}”" if record.abstract else ""
        name = record.arxiv_id or record.doi or next(iter(record.urls), "")
        text = one_line(tex.shown(record.title or start).text or name)
        style = ink.fg if record.title else ink.dim
        note = note or ("" if record.abstract else "no abstract")
    room = width - cell_len(number) - (cell_len(note) + 2 if note else 0) - 1
    shown = cut(drawable(text), max(room, 8))
    gap = " " * max(room - cell_len(shown), 0)
    return Content.assemble(
        (number, ink.faint), (shown, style), gap, (f"  {note}" if note else "", ink.dim), " "
    )


@dataclass(frozen=True, slots=True)
class Detail:
    """What is shown of one entry: lines to draw, and which of them are lines of the file."""

    lines: list[Content]
    stops: list[int]
    numbers: dict[int, int]
    """The number in the file of each line that can be gone to, by its index."""


def detail(entry: Entry, review: Review, name: str, ink: Ink, width: int) -> Detail:
    """The entry's fields, and below them the lines it comes from, as they are in the file."""
    shown = list(_fields(entry, review, ink, width))
    shown.append(Content.styled(f"  {_where(entry)} OF {one_line(name)}", ink.faint))
    stops, numbers = [], {}
    digits = len(str(entry.last))
    for number in range(entry.first, min(entry.last, entry.first + _MOST_LINES) + 1):
        kind, text = review.reading.lines[number - 1], drawable(review.lines[number - 1])
        if kind is LineClass.BLANK:
            shown.append(Content(""))
            continue
        stops.append(len(shown))
        numbers[len(shown)] = number
        head = f"  {number:>{digits}} {_SIGNS[kind]:<{_SIGN_WIDTH}} "
        measure = min(width - len(head) - 1, _MEASURE)
        for at, (start, end) in enumerate(wrap(text[:_LONGEST_LINE], measure)):
            style = ink.warn if kind is LineClass.UNPARSED else ink.fg
            style = ink.dim if kind is LineClass.BOILERPLATE else style
            before = head if at == 0 else " " * len(head)
            shown.append(Content.assemble((before, ink.faint), (text[start:end], style)))
    if entry.last - entry.first > _MOST_LINES:
        more = entry.last - entry.first - _MOST_LINES
        shown.append(Content.styled(f"  and {counted(more, 'line')} more", ink.faint))
    return Detail(shown, stops, numbers)


def _where(entry: Entry) -> str:
    if entry.first == entry.last:
        return f"LINE {entry.first}"
    return f"LINES {entry.first}{glyphs.DASH}{entry.last}"


def _fields(entry: Entry, review: Review, ink: Ink, width: int) -> Iterator[Content]:
    measure = min(width - 4, _MEASURE)
    if entry.place is None:
        yield Content.styled("  not understood, and in no paper", ink.warn)
        yield Content("")
        return
    record = review.records[entry.place]
    title = tex.shown(record.title or "no title in the file").text
    title = drawable(one_line(title))[:_LONGEST_LINE]
    style = ink.strong if record.title else ink.dim
    for start, end in wrap(title, measure):
        yield Content.styled(f"  {title[start:end]}", style)
    meta = drawable(" · ".join(_meta(record)))[:_LONGEST_LINE]
    for start, end in wrap(meta, measure) if meta else ():
        yield Content.styled(f"  {meta[start:end]}", ink.dim)
    yield Content("")
    abstract = drawable(record.abstract or "")
    found = wrap(abstract[:_LONGEST_LINE], measure) if abstract else []
    for at, (start, end) in enumerate(found[:_ABSTRACT_LINES], 1):
        more = "…" if at == _ABSTRACT_LINES < len(found) else ""
        yield Content.styled(f"  {abstract[start:end]}{more}", ink.fg)
    if not abstract:
        yield Content.styled("  no abstract", ink.dim)
    yield Content("")


def _meta(record: Record) -> Iterator[str]:
    if record.authors:
        yield one_line(", ".join(record.authors))
    if record.year:
        yield str(record.year)
    if record.venue:
        yield one_line(record.venue)
    if record.arxiv_id:
        yield f"arXiv:{record.arxiv_id}"
    if record.doi:
        yield f"doi:{record.doi}"
    yield from (one_line(url) for url in record.urls)
