"""The rows of a table in a text file (CSV, TSV and their kin), damaged ones told from whole ones.

The rows are split by the standard library; this module finds where the next row begins when one
is damaged. A quote that is never closed would swallow the rows after it.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from readlist.readers.citation import year_in
from readlist.readers.csv.columns import Column, Columns, columns_of
from readlist.readers.csv.quotes import has_odd_quotes, requoted, unquoted_at_borders

_DELIMITERS: Final = ",\t;|"
_SEPARATOR_LINE = re.compile(r"\s*\"?sep=(.)\"?[,;\s]*", re.IGNORECASE)
_RULE = re.compile(r"[\s|:+-]+")
_SEARCHED: Final = 60
"""Lines at the beginning in which the headings must stand."""
_LONGEST_HEADINGS: Final = 20_000
_LONGEST_LINE: Final = 1_000_000
"""Characters; no row has as many."""
_MOST_LINES: Final = 2000
"""Lines of one row."""
_PATIENCE: Final = 20
"""Lines looked at in vain, in all, for each line of the file."""


@dataclass(frozen=True, slots=True)
class Heading:
    """Where the row of headings is (lines count from 0, `end` exclusive), and what it says."""

    start: int
    end: int
    delimiter: str
    columns: Columns
    separator_line: int | None = None
    """Where Excel's `sep=;` stands."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table, from line `start` (from 0) to before line `end`."""

    start: int
    end: int
    cells: Sequence[str]
    columns: Columns
    is_heading: bool = False
    problem: str | None = None
    """What is wrong with it, if it cannot be trusted."""

    @property
    def is_short(self) -> bool:
        return 1 < len(self.cells) < self.columns.width


def heading_of(lines: Sequence[str]) -> Heading | None:
    """The row of headings: the first line that names columns, by the delimiter it names most by."""
    asked: str | None = None
    separator_line = None
    for at, line in enumerate(lines[:_SEARCHED]):
        if found := _SEPARATOR_LINE.fullmatch(line):
            asked, separator_line = found.group(1), at
            continue
        if not line.strip() or len(line) > _LONGEST_HEADINGS:
            continue
        best: Heading | None = None
        for delimiter in asked or _DELIMITERS:
            if delimiter == "|" and _is_markdown(lines, at):
                continue
            split = _split(lines, at, delimiter, _SEARCHED)
            columns = columns_of(_unpadded(split[0])) if split else None
            if split and columns and (best is None or columns.known > best.columns.known):
                best = Heading(at, split[1], delimiter, columns, separator_line)
        if best is not None:
            return best
    return None


def _is_markdown(lines: Sequence[str], at: int) -> bool:
    after = lines[at + 1] if at + 1 < len(lines) else ""
    return lines[at].lstrip().startswith("|") or ("-" in after and bool(_RULE.fullmatch(after)))


class Table:
    """Reads the rows below a heading."""

    def __init__(self, lines: Sequence[str], heading: Heading) -> None:
        self._lines = lines
        self._delimiter = heading.delimiter
        self._columns = heading.columns
        self._start = heading.end
        self._patience = _PATIENCE * len(lines) + _MOST_LINES

    def rows(self) -> Iterator[Row]:
        """All rows in order, blank lines left out."""
        at = self._start
        while at < len(self._lines):
            if not self._lines[at].strip():
                at += 1
                continue
            row = self._row(at)
            if row.cells and self._columns.repeats(row.cells):
                row = replace(row, is_heading=True)
            if row.is_heading:
                self._columns = row.columns
            yield row
            at = row.end

    def _row(self, at: int) -> Row:
        if len(self._lines[at]) > _LONGEST_LINE:
            return Row(at, at + 1, (), self._columns, problem="the line is longer than any row")
        if (plain := self._plainly_split(at)) is not None:
            return Row(at, at + 1, plain, self._columns)
        split = _split(self._lines, at, self._delimiter, min(_MOST_LINES, max(self._patience, 1)))
        if split is not None and self._has_width(split[0]) and not self._swallowed(at, split[1]):
            return Row(at, split[1], self._mended(at, *split), self._columns)
        if split is not None and (columns := columns_of(_unpadded(split[0]))):
            return Row(at, split[1], split[0], columns, is_heading=True)
        self._patience -= (split[1] if split else at + _MOST_LINES) - at - 1
        return self._alone(at)

    def _mended(self, at: int, cells: Sequence[str], end: int) -> Sequence[str]:
        """The cells as they were meant, where the quotes in them are not escaped as they should."""
        written = "\n".join(self._lines[at:end])
        if not has_odd_quotes(written):
            return cells
        return requoted(written, self._delimiter, self._has_width) or cells

    def _plainly_split(self, at: int) -> list[str] | None:
        """The cells of a line of tabs, where a quote that is not around a whole cell is text."""
        if self._delimiter != "\t":
            return None
        cells = self._lines[at].split("\t")
        if not self._has_width(cells):
            return None
        return [_unquoted(cell.strip()) for cell in cells]

    def _has_width(self, cells: Sequence[str]) -> bool:
        width = self._columns.width
        return len(cells) >= width and not any(cell.strip() for cell in cells[width:])

    def _swallowed(self, start: int, end: int) -> bool:
        """Whether a row of several lines has others in it, because of a quote left open."""
        for at in range(start + 1, end):
            split = _split(self._lines, at, self._delimiter, 1)
            if split is not None and self._has_width(split[0]):
                fitting, unfitting = _typed(self._columns, split[0])
                if fitting and not unfitting:
                    return True
        return False

    def _alone(self, at: int) -> Row:
        """The row as far as one line tells it."""
        split = _split(self._lines, at, self._delimiter, 1)
        cells = split[0] if split else []
        for way in (requoted, unquoted_at_borders):
            if not self._has_width(cells) and '"' in self._lines[at]:
                cells = way(self._lines[at], self._delimiter, self._has_width) or cells
        if not self._has_width(cells):
            if (joined := self._joined(at)) is not None:
                return Row(at, at + 2, joined, self._columns)
            bare = self._lines[at].split(self._delimiter, self._columns.width + 1)
            if self._has_width(bare) and '"' in self._lines[at]:
                cells = [cell.strip().strip('"') for cell in bare]
        if self._has_width(cells):
            return Row(at, at + 1, cells, self._columns)
        problem = f"the row has {len(cells)} cells where the table has {self._columns.width}"
        return Row(at, at + 1, cells, self._columns, problem=problem)

    def _joined(self, at: int) -> Sequence[str] | None:
        """The cells of a row that was broken in two behind one of its cells."""
        line = self._lines[at].rstrip()
        if not line.endswith(self._delimiter) or at + 1 >= len(self._lines):
            return None
        split = _split([line + self._lines[at + 1].lstrip()], 0, self._delimiter, 1)
        if split is None or len(split[0]) != self._columns.width:
            return None
        good, bad = _typed(self._columns, split[0])
        return split[0] if good and not bad else None


def fits(row: Row) -> bool:
    """Whether years, ids and links stand where the headings have them, as far as the row goes."""
    return not _typed(row.columns, row.cells)[1]


def _typed(columns: Columns, cells: Sequence[str]) -> tuple[int, int]:
    """How many cells that must be of some form are, and how many are not."""
    years = columns.cells(Column.YEAR, cells)
    links = columns.cells(Column.LINK, cells)
    ids = columns.cells(Column.ID, cells)
    good = sum(year_in(year) is not None for year in years)
    good += sum("://" in link or link.startswith("www.") for link in links)
    well_formed = sum(" " not in identifier for identifier in ids)
    bad = len(years) + len(links) - good + len(ids) - well_formed
    return good + sum(identifier.startswith("10.") for identifier in ids), bad


def _split(
    lines: Sequence[str], at: int, delimiter: str, most: int
) -> tuple[list[str], int] | None:
    """The cells of the row that begins in line `at`, and where the next one does."""
    within = (f"{lines[number]}\n" for number in range(at, min(at + most, len(lines))))
    reader = csv.reader(within, delimiter=delimiter, skipinitialspace=True)
    try:
        cells = next(reader)
        if len(cells) == 1 and delimiter in cells[0] and '"' in lines[at]:
            # A table saved again by a program that knew another delimiter: rows of one cell each.
            cells = next(csv.reader([cells[0]], delimiter=delimiter, skipinitialspace=True))
    except (csv.Error, StopIteration):  # a cell of more than 128 KiB
        return None
    return cells, at + max(reader.line_num, 1)


def _unpadded(cells: Sequence[str]) -> Sequence[str]:
    """`cells` without the empty ones at the end, which spreadsheets add."""
    end = len(cells)
    while end and not cells[end - 1].strip():
        end -= 1
    return cells[:end]


def _unquoted(cell: str) -> str:
    if len(cell) < 2 or cell[0] != '"' or cell[-1] != '"':
        return cell
    inner = cell[1:-1].replace('""', "\0")
    return cell if '"' in inner else inner.replace("\0", '"')
