"""Google Scholar as text: an author's profile, and the results of a search (or an alert mail).

On a profile each paper is a title, its authors with initials, a venue that ends in the year, and
two numbers, cited by and year, with tabs and line breaks anywhere in between. Among results the
second line is `A Author, B Author - Venue, 2021 - publisher`; see `scholar_results`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from readlist.readers.base import SNIFFED, LineClass, Reading
from readlist.readers.bylines import names_in
from readlist.readers.pages import LONGEST_LINE, Entry, Page
from readlist.readers.scholar.results import has_results, read_results
from readlist.readers.scholar.words import (
    CITED_BY,
    CITED_BY_YEAR,
    HEADER,
    PAGE_WORDS,
    PERSON,
    TAIL,
    TITLE,
    YEAR,
)
from readlist.readers.venues import TRAILING_YEAR, set_venue

_MOST_YEARS: Final = r"(?:1[6-9]|20)\d\d"
_YEAR = re.compile(_MOST_YEARS)
_CITED = re.compile(r"(?:\d{1,3}(?:[,.]\d{3})+|\d{1,6})?\s?[*∗]?")
# Tabs that became spaces; the venue ends in the year that the last column repeats.
_GLUED = re.compile(
    rf"(?P<venue>.*?(?:^|\s)(?P<year>{_MOST_YEARS}))\s(?:(?P<cited>\d[\d,.]*\s?[*∗]?|[*∗])\s)?(?P=year)"
)
_TWO_NUMBERS = re.compile(rf"((?:\d[\d,.]*)?\s?[*∗]?)\s({_MOST_YEARS})")
_INITIALS = re.compile(r"(?:^|,\s)[A-Z]{1,4}(?:-[A-Z])?\s[^\W\d_]")

_MOST_LINES: Final = 3  # of a title
_LONGEST_HEAD: Final = 150  # lines: as many co-authors may stand above the list


class ScholarReader:
    """Reads profiles and search results of Google Scholar."""

    name: Final = "scholar"
    label: Final = "a Google Scholar profile or results page"

    def sniff(self, lines: Sequence[str]) -> float:
        return self.read(lines[:SNIFFED]).confidence

    def read(self, lines: Sequence[str]) -> Reading:
        page = Page(lines)
        if has_results(page):
            return page.reading(self.name, read_results(page))
        return page.reading(self.name, _profile(page, lines))


@dataclass(slots=True)
class _Row:
    """The cells of a row of the table: (number of the line, text) of words, then its numbers."""

    cells: list[tuple[int, str]] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    """Lines that hold its numbers."""
    year: int | None = None
    counted: bool = False
    """It has a count of citations or a year in a column of its own."""


def _profile(page: Page, lines: Sequence[str]) -> list[Entry]:
    entries: list[Entry] = []
    for begin, end, headed in _tables(page):
        for row in _rows(page, lines, page.content[begin:end]):
            entries += _entries(page, row, headed=headed)
    return entries


def _tables(page: Page) -> Iterator[tuple[int, int, bool]]:
    """From where to where (in `content`) tables go, and whether below a header row.

    What stands around them, the person and the co-authors, gets its class here.
    """
    heads = list(_header_rows(page))
    if not heads:
        yield 0, _end_of_table(page, 0, len(page.content)), False
        return
    _around(page, max(0, heads[0][0] - _LONGEST_HEAD), heads[0][0])
    for n, (begin, after) in enumerate(heads):
        stop = heads[n + 1][0] if n + 1 < len(heads) else len(page.content)
        for number in page.content[begin:after]:
            page.classes[number] = LineClass.BOILERPLATE
        end = _end_of_table(page, after, stop)
        yield after, end, True
        _around(page, end, stop)


def _header_rows(page: Page) -> Iterator[tuple[int, int]]:
    """Where header rows are: `Title Cited by Year`, on one line or on as many as ten."""
    for at, number in enumerate(page.content):
        if TITLE.fullmatch(page.texts[number]) is None:
            if HEADER.fullmatch(page.texts[number]):
                yield at, at + 1
            continue
        following = [page.texts[n] for n in page.content[at : at + 10]]
        cited = any(map(CITED_BY.fullmatch, following))
        for n, text in enumerate(following):
            if (cited and YEAR.fullmatch(text)) or CITED_BY_YEAR.fullmatch(text):
                yield at, at + n + 1
                break


def _end_of_table(page: Page, begin: int, stop: int) -> int:
    """Where the words below a table begin: at the last ones after which no rows come."""
    end = stop
    for at in range(begin, stop):
        text = page.texts[page.content[at]]
        if end == stop and TAIL.fullmatch(text):
            end = at
        elif (
            end < stop
            and TRAILING_YEAR.search(text)
            and names_in(page.texts[page.content[max(at - 1, begin)]])
        ):
            end = stop
    return end


def _around(page: Page, begin: int, end: int) -> None:
    """Class the lines around a table, if a person's profile is what they are."""
    texts = [page.texts[number] for number in page.content[begin:end]]
    is_profile = any(map(PERSON.search, texts)) or any(map(TAIL.fullmatch, texts))
    for number, text in zip(page.content[begin:end], texts, strict=True):
        if ((is_profile or len(texts) < 5) and len(text) < 200) or PAGE_WORDS.fullmatch(text):
            page.classes[number] = LineClass.BOILERPLATE


# ---------------------------------------------------------------- rows


def _rows(page: Page, lines: Sequence[str], numbers: Sequence[int]) -> Iterator[_Row]:
    """The rows of a table: a row ends with its numbers."""
    row = _Row()
    for number in numbers:
        if len(lines[number]) > LONGEST_LINE:
            continue
        text = page.texts[number]
        if PAGE_WORDS.fullmatch(text) and not _CITED.fullmatch(text):
            page.classes[number] = LineClass.BOILERPLATE
            continue
        for cell, followed in _cells(lines[number]):
            if _number(row, number, cell, followed):
                continue
            if row.counted:
                yield row
                row = _Row()
            if (glued := _GLUED.fullmatch(cell)) and (row.cells or glued["cited"]):
                row.cells.append((number, glued["venue"]))
                row.numbers.append(number)
                row.counted, row.year = True, int(glued["year"])
            else:
                row.cells.append((number, cell))
    yield row


def _cells(line: str) -> Iterator[tuple[str, bool]]:
    """The cells of a line that are not empty; and whether an empty one follows, for the year."""
    cells = [" ".join(cell.split()) for cell in line.replace("\ufeff", "").split("\t")]
    for n, cell in enumerate(cells):
        if cell:
            yield cell, n + 1 < len(cells) and not any(cells[n + 1 :])


def _number(row: _Row, number: int, cell: str, followed: bool) -> bool:
    """Take `cell` into the row if it is a count of citations, a year, or both."""
    if both := _TWO_NUMBERS.fullmatch(cell):
        row.year = int(both.group(2))
    elif _YEAR.fullmatch(cell) and not followed:
        row.year = int(cell)  # the last of two such numbers: before it stands a count
    elif not _CITED.fullmatch(cell):
        return False
    row.numbers.append(number)
    row.counted = row.counted or bool(row.cells)
    return True


# ---------------------------------------------------------------- entries


def _entries(page: Page, row: _Row, *, headed: bool) -> list[Entry]:
    """The entries of a row's words: several where the numbers of some were not there."""
    texts = [text for _, text in row.cells]
    bylines = [n for n, text in enumerate(texts) if n and _is_byline(text, headed)]
    if not bylines and row.counted and len(texts) == 3 and _may_be_group(texts[1]):
        bylines = [1]
    made: list[Entry] = []
    starts = [
        0,
        *(n - 1 for before, n in pairwise(bylines) if n > before + 1),
    ]
    for n, start in enumerate(starts):
        last = n + 1 == len(starts)
        end = len(texts) if last else starts[n + 1]
        at = bisect_right(bylines, start)
        byline = bylines[at] if at < len(bylines) and bylines[at] < end else None
        if byline is None and not (row.counted and last and (headed or _has_venue(texts[start:]))):
            continue  # words around the table, whatever they are
        if byline is not None and byline - start > _MOST_LINES:
            start = byline - 1
        entry = _entry(page, row.cells[start:end], None if byline is None else byline - start)
        if last:
            entry.year = row.year or entry.year
            page.give(entry, LineClass.FIELD, row.numbers)
        entry.marked = (byline is not None and (row.counted or headed)) or (headed and row.counted)
        made.append(entry)
    return made


def _has_venue(texts: Sequence[str]) -> bool:
    return len(texts) > 1 and any(map(TRAILING_YEAR.search, texts[1:]))


def _may_be_group(text: str) -> bool:
    """Whether `text`, between a title and a venue, is a group or one name: `OpenKitchen`."""
    return len(text.split()) <= 3 and text[:1].isupper() and not any(map(str.isdigit, text))


def _is_byline(text: str, headed: bool) -> bool:
    return names_in(text) > 0 and (headed or _INITIALS.search(text) is not None)


def _entry(page: Page, cells: Sequence[tuple[int, str]], byline: int | None) -> Entry:
    title = cells[:1] if byline is None else cells[:byline]
    after = byline if byline is not None else 1
    end = after if byline is None else after + 1
    while byline is not None and end < len(cells) and _goes_on(cells[end - 1][1], cells[end][1]):
        end += 1
    entry = Entry([text for _, text in title], [text for _, text in cells[after:end]])
    page.give(entry, LineClass.TITLE, dict.fromkeys(number for number, _ in title))
    rest = dict.fromkeys(number for number, _ in cells[after:])
    taken = set(entry.numbers)
    page.give(entry, LineClass.FIELD, [number for number in rest if number not in taken])
    set_venue(entry, page.wrapping.join(text for _, text in cells[end:]))
    return entry


def _goes_on(byline: str, following: str) -> bool:
    """Whether a list of authors was broken between the two."""
    if byline.endswith(","):
        return names_in(following) > 0 or following[:1] in "…."
    return names_in(following) > 1 and _INITIALS.search(following) is not None
