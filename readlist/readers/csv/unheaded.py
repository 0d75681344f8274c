"""Tables of papers without a row of headings: what stands in a column says what the column is.

Nothing else marks such a table as one of papers. So it is only taken for one if nearly all rows
have as many cells as the others, one column is of titles, and two more are of authors and years,
or of ids or links and one of those.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Final

from readlist.links import parse_arxiv_id, parse_doi, urls_in
from readlist.readers.citation import authors_in
from readlist.readers.csv.columns import Column, Columns

_SAMPLE: Final = 120
"""Rows that are enough to know the columns by."""
_FEWEST: Final = 3
_LONGEST: Final = 20_000
_MOST_COLUMNS: Final = 40
_ALIKE: Final = 0.8
"""The share of rows, or of a column's cells, that must be alike."""
_DELIMITERS: Final = "\t,;|"
_OTHER_FORMATS = re.compile(r"\s*(?:[{}\[|@%#<]|[A-Z][A-Z0-9] {1,2}- )")
_YEAR = re.compile(r"(?:19|20)\d\d")
_NAME = re.compile(r"(?:[^\W\d_][\w.'’-]*\s+){1,4}[^\W\d_][\w.'’-]*")
_FUNCTION_WORDS: Final = frozenset(
    {"a", "an", "the", "of", "for", "in", "on", "with", "to", "from", "by", "is", "are", "at"}
    | {"as", "into", "via", "using", "towards", "toward"}
)


def columns_by_content(lines: Sequence[str]) -> tuple[str, Columns] | None:
    """The delimiter and the columns of a table that has no headings; None if it is not one."""
    filled = [line for line in lines[: 3 * _SAMPLE] if line and not line.isspace()][:_SAMPLE]
    if len(filled) < _FEWEST or any(len(line) > _LONGEST for line in filled):
        return None
    if 2 * sum(_OTHER_FORMATS.match(line) is not None for line in filled) > len(filled):
        return None
    for delimiter in _DELIMITERS:
        if 2 * sum(line.count(delimiter) >= 2 for line in filled) < len(filled):
            continue
        rows = _rows(filled, delimiter)
        if len(rows) >= _FEWEST and (columns := _columns(rows)) is not None:
            return delimiter, columns
    return None


def _rows(lines: Sequence[str], delimiter: str) -> list[list[str]]:
    """The rows, if nearly all have as many cells: those that do."""
    try:
        rows = [row for row in csv.reader(lines, delimiter=delimiter) if any(row)]
    except csv.Error:
        return []
    if not rows:
        return []
    width, count = Counter(map(len, rows)).most_common(1)[0]
    if count < _ALIKE * len(rows) or not 3 <= width <= _MOST_COLUMNS:
        return []
    return [[cell.strip() for cell in row] for row in rows if len(row) == width]


def _columns(rows: Sequence[Sequence[str]]) -> Columns | None:
    places: dict[Column, tuple[int, ...]] = {}
    left = {place: [row[place] for row in rows if row[place]] for place in range(len(rows[0]))}
    for place in [place for place, cells in left.items() if 2 * len(cells) < len(rows)]:
        del left[place]

    def take(column: Column, *found: int) -> None:
        places[column] = found
        for place in found:
            del left[place]

    for column, is_such in ((Column.YEAR, _is_year), (Column.LINK, _is_link), (Column.ID, _is_id)):
        if found := [place for place, cells in left.items() if _mostly(is_such, cells)]:
            take(column, *(found[:1] if column is Column.YEAR else found))
    prose = [place for place, cells in left.items() if _words(cells) >= 25]
    if prose:
        take(Column.ABSTRACT, max(prose, key=lambda place: _words(left[place])))
    people = [place for place, cells in left.items() if _mostly(_is_people, cells)]
    if people:
        take(Column.AUTHORS, people[0])
    titles = [place for place, cells in left.items() if _are_titles(cells)]
    if not titles:
        return None
    take(Column.TITLE, max(titles, key=lambda place: len(set(left[place]))))
    beside = places.keys() & {Column.AUTHORS, Column.YEAR}
    if len(beside) + bool(places.keys() & {Column.ID, Column.LINK}) < 2:
        return None
    if Column.AUTHORS in places and (venue := _venue(left)) is not None:
        take(Column.VENUE, venue)
    return Columns(len(rows[0]), places, len(places))


def _venue(left: dict[int, list[str]]) -> int | None:
    """Where words stand that come again or name what papers appear in."""
    for place, cells in left.items():
        words = [cell for cell in cells if any(map(str.isalpha, cell))]
        named = sum(_IN_VENUES.search(cell) is not None for cell in words)
        if words and 2 * named >= len(cells):
            return place
    return None


_IN_VENUES = re.compile(
    r"\b(?:journal|proceedings|conference|transactions|review|letters|workshop|symposium|annals"
    r"|nature|science|arxiv|[A-Z]{3,}s?)\b"
    r"|\b(?:Journal|Proceedings|Conference|Transactions|Review|Letters|Workshop|Annals|Advances"
    r"|Nature|Science|arXiv|Revue|Physical)\b"
)


def _mostly(is_such: Callable[[str], bool], cells: Sequence[str]) -> bool:
    return sum(map(is_such, cells)) >= _ALIKE * len(cells)


def _is_year(cell: str) -> bool:
    return _YEAR.fullmatch(cell) is not None


def _is_link(cell: str) -> bool:
    return "://" in cell and len(cell.split()) <= 3 and bool(urls_in(cell))


def _is_id(cell: str) -> bool:
    return " " not in cell and bool(parse_doi(cell) or parse_arxiv_id(cell))


def _is_people(cell: str) -> bool:
    if len(cell) > 2000 or any(mark in cell for mark in ":?!") or any(map(str.isdigit, cell)):
        return False
    names = authors_in(cell)
    return bool(names) and all(
        _NAME.fullmatch(name) and not _FUNCTION_WORDS & set(name.lower().split()) for name in names
    )


def _words(cells: Sequence[str]) -> float:
    return sum(len(cell.split()) for cell in cells) / len(cells)


def _are_titles(cells: Sequence[str]) -> bool:
    return _words(cells) >= 3 and len(set(cells)) >= _ALIKE * len(cells)
