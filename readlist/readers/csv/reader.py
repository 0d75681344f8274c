"""Tables of papers: CSV and TSV from Zotero, Scopus, Web of Science and others, or by hand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from readlist.paper import Fields, Record
from readlist.readers.base import LineClass, Problem, Reading
from readlist.readers.citation import (
    NOTHING_TO_KNOW_IT_BY,
    authors_in,
    citation,
    identifies,
    numbered,
    record_of,
)
from readlist.readers.csv.columns import Column
from readlist.readers.csv.rows import Heading, Row, Table, fits, heading_of
from readlist.readers.csv.unheaded import columns_by_content
from readlist.readers.prose import Wrapping, verbatim

# Rows of Zotero that are about no work.
_NO_WORKS: Final = frozenset({"attachment", "note", "annotation"})
_QUOTED_ID = re.compile(r"""["']([^"']{4,200})["']\s*[,}\]]""")
_BETWEEN_IDS = re.compile(r"[\s;,|]+")
_HABIT: Final = 0.25
"""The share of rows from which on it is a habit of the file to leave out empty cells at the end."""


# What programs write above a table, and people below one.
_WORDS_ABOVE = re.compile(
    r"\W*(?:about the data: |exported (?:on|from|by) |export date|search (?:query|string):)", re.I
)
_SUMS: Final = frozenset({"total", "totals", "sum", "count", "average", "mean"})
_UNHEADED: Final = 0.95
"""How sure a table without headings can be."""
_MARKDOWN: Final = 0.85
"""How sure a table of Markdown can be: another reader knows its links."""
_MOST: Final = 0.5
_LONG_TITLE: Final = 4
"""Words that make a title one of a paper, even with nothing beside it."""


def _is_paper(record: Record) -> bool:
    """Whether a row says what only those on papers say."""
    words = len((record.title or "").split())
    beside = record.authors or record.year or record.abstract or record.venue or record.urls
    return bool(record.doi or record.arxiv_id or words >= _LONG_TITLE or (words > 1 and beside))


class CsvReader:
    """Reads any table whose headings say where titles, ids or links of papers are."""

    name: Final = "csv"
    label: Final = "a table of papers (CSV or TSV)"

    def sniff(self, lines: Sequence[str]) -> float:
        return _Reading(lines).confidence

    def read(self, lines: Sequence[str]) -> Reading:
        found = _Reading(lines)
        return Reading(
            self.name,
            found.confidence,
            numbered(found.records),
            tuple(found.classes),
            tuple(found.problems),
        )


class _Reading:
    def __init__(self, lines: Sequence[str]) -> None:
        self._wrapping = Wrapping(lines)
        self.records: list[Record] = []
        self.problems: list[Problem] = []
        self._damaged = 0
        self._is_headed = True
        self._is_markdown = False
        self.classes = [LineClass.UNPARSED if verbatim(line) else LineClass.BLANK for line in lines]
        heading = heading_of(lines) or _unheaded(lines)
        if heading is None:
            return
        self._is_headed = heading.end > heading.start
        rule = lines[heading.separator_line] if heading.separator_line is not None else ""
        self._is_markdown = "|" in rule and "-" in rule
        for number, line in enumerate(lines[: heading.start]):
            if _WORDS_ABOVE.match(line):
                self._class([number], LineClass.BOILERPLATE)
        if heading.separator_line is not None:
            self.classes[heading.separator_line] = LineClass.BOILERPLATE
        self._class(range(heading.start, heading.end), LineClass.BOILERPLATE)
        rows = list(Table(lines, heading).rows())
        short = sum(row.is_short for row in rows)
        self._short_is_fine = short >= _HABIT * len(rows)
        for row in rows:
            self._take(row)

    @property
    def confidence(self) -> float:
        if not self.records:
            return 0.0
        filled = [kind for kind in self.classes if kind is not LineClass.BLANK]
        explained = sum(kind is not LineClass.UNPARSED for kind in filled)
        # Rows that do not fit are rows all the same, in a table of which most do.
        damaged = self._damaged if self._damaged <= len(self.records) else 0
        # Other tables have names and titles too, of people, goods and songs.
        papers = sum(map(_is_paper, self.records)) / len(self.records)
        sure = (explained + damaged) / len(filled) * (1.0 if papers >= _MOST else papers)
        if self._is_markdown:
            return _MARKDOWN * sure
        return sure if self._is_headed else _UNHEADED * sure

    def _take(self, row: Row) -> None:
        lines = range(row.start, row.end)
        if row.is_heading or (not row.problem and not any(map(str.strip, row.cells))):
            self._class(lines, LineClass.BOILERPLATE)
        elif row.problem and not (self._short_is_fine and row.is_short and fits(row)):
            if len(row.cells) != 1 or not self._follows_a_problem(row):
                self.problems.append(Problem(row.start + 1, row.problem))
                self._damaged += 1
        elif any(kind.lower() in _NO_WORKS for kind in row.columns.cells(Column.KIND, row.cells)):
            self._class(lines, LineClass.BOILERPLATE)
        else:
            self._take_paper(row)

    def _follows_a_problem(self, row: Row) -> bool:
        """Whether the row is only the rest of a damaged one that was reported."""
        return (
            bool(self.problems)
            and row.start > 0
            and self.classes[row.start - 1] in (LineClass.UNPARSED, LineClass.BLANK)
        )

    def _take_paper(self, row: Row) -> None:
        fields = self._fields(row)
        if not identifies(fields):
            self.problems.append(Problem(row.start + 1, NOTHING_TO_KNOW_IT_BY))
            return
        if (fields.title or "").strip(" :").lower() in _SUMS and not fields.authors:
            self._class(range(row.start, row.end), LineClass.BOILERPLATE)
            return
        self.records.append(record_of(fields, row.start + 1, row.end))
        self._class(range(row.start, row.end), LineClass.FIELD)
        for column, kind in (
            (Column.ABSTRACT, LineClass.ABSTRACT),
            (Column.TITLE, LineClass.TITLE),
        ):
            for place in row.columns.places.get(column, ())[:1]:
                if place < len(row.cells) and row.cells[place].strip():
                    begun = row.start + sum(cell.count("\n") for cell in row.cells[:place])
                    ended = begun + row.cells[place].count("\n") + 1
                    self._class(range(begun, min(ended, row.end)), kind)

    def _class(self, lines: Iterable[int], kind: LineClass) -> None:
        for number in lines:
            if self.classes[number] is not LineClass.BLANK:
                self.classes[number] = kind

    # ------------------------------------------------------------ from cells to fields

    def _fields(self, row: Row) -> Fields:
        def cells(column: Column) -> list[str]:
            return row.columns.cells(column, row.cells)

        return citation(
            title=" ".join(self._text(next(iter(cells(Column.TITLE)), "")).split("\n\n")),
            abstract=self._text(next(iter(cells(Column.ABSTRACT)), "")),
            authors=_authors(cells(Column.AUTHORS), cells(Column.EACH_AUTHOR)),
            years=[*cells(Column.YEAR), *cells(Column.VENUE)],
            venues=map(verbatim, cells(Column.VENUE)),
            volume=next(iter(cells(Column.VOLUME)), ""),
            ids=[part for cell in cells(Column.ID) for part in _ids(cell)],
            links=[*cells(Column.LINK), *(cell for cell in cells(Column.ID) if "://" in cell)],
            notes=map(self._text, cells(Column.NOTE)),
        )

    def _text(self, cell: str) -> str:
        """The text of a cell: its lines joined, its paragraphs apart."""
        paragraphs: list[list[str]] = [[]]
        for line in map(verbatim, cell.split("\n")):
            if line:
                paragraphs[-1].append(line)
            elif paragraphs[-1]:
                paragraphs.append([])
        return "\n\n".join(filter(None, map(self._wrapping.join, paragraphs)))


def _unheaded(lines: Sequence[str]) -> Heading | None:
    found = columns_by_content(lines)
    return Heading(0, 0, *found) if found else None


def _authors(lists: Sequence[str], each: Sequence[str]) -> tuple[str, ...]:
    """Those of the first cell that names anyone, or of a cell for each."""
    found = next(filter(None, map(_people, lists)), ())
    return found or tuple(name for cell in each for name in _people(cell))


def _people(cell: str) -> tuple[str, ...]:
    lines = [line.strip(" ,;") for line in verbatim(cell).split("\n") if line.strip(" ,;")]
    wrapped = any(";" in line for line in lines)  # or else a name a line
    return authors_in((" " if wrapped else "; ").join(lines))


def _ids(cell: str) -> list[str]:
    """The ids in a cell: alone, several, or with their kinds as a program prints them."""
    if cell.startswith("{"):
        return _QUOTED_ID.findall(cell[:5000])
    return [cell, *_BETWEEN_IDS.split(cell)] if len(cell) < 500 else []
