"""Rows of CSV whose quotes are not as they should be: unescaped, escaped otherwise, or lost."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

# A quote with a word on one side and more text on the other one: none that a writer of CSV makes.
_ODD = re.compile(
    r'[^",;\t|\s]"[^",;\t|\s]|\\"|[^",;\t|\s]" {1,3}[^\s",;|]|[^\s",;|] {1,3}"[^",;\t|\s]'
)
_LONGEST: Final = 200_000


def has_odd_quotes(written: str) -> bool:
    return '"' in written and len(written) < _LONGEST and _ODD.search(written) is not None


def requoted(
    written: str, delimiter: str, fits: Callable[[Sequence[str]], bool]
) -> list[str] | None:
    """The cells of a row, if one way to make sense of its quotes gives cells that fit."""
    for doubled_are_escaped in (True, False):
        cells = _cells(written, delimiter, doubled_are_escaped=doubled_are_escaped)
        if fits(cells):
            return cells
    return None


def unquoted_at_borders(
    written: str, delimiter: str, fits: Callable[[Sequence[str]], bool]
) -> list[str] | None:
    """The cells of a row whose cells were all quoted, where one of two quotes may be lost."""
    text = written.strip()
    if not text.startswith('"') or len(text) > _LONGEST:
        return None
    border = re.escape(delimiter)
    cells = re.split(rf'"{border} ?"|"{border}|{border}"', text[1:].removesuffix('"'))
    return cells if fits(cells) else None


def _cells(written: str, delimiter: str, *, doubled_are_escaped: bool) -> list[str]:
    """Cells in quotes end only at a quote behind which the cell ends."""
    border = re.escape(delimiter)
    end = re.compile(rf'\\"|""|"(?=[ \t]*(?:{border}|$))')
    behind = re.compile(rf"[ \t]*(?:{border}|$)")
    cells: list[str] = []
    at = 0
    may_close = True  # where one quote is never closed, no later one is
    while True:
        while written.startswith(" ", at):
            at += 1
        stop = written.find(delimiter, at)
        cell, stop = written[at : stop if stop >= 0 else None], stop if stop >= 0 else len(written)
        if may_close and written.startswith('"', at):
            may_close = False
            for found in end.finditer(written, at + 1):
                closes = behind.match(written, found.end()) is not None
                if found.group() == '"' or (
                    closes and found.group() == '""' and not doubled_are_escaped
                ):
                    cell, stop = written[at + 1 : found.end() - 1], found.end()
                    may_close = True
                    break
                if found.group() == '\\"' and closes and found.end() == len(written):
                    cell, stop = written[at + 1 : found.end() - 1], found.end()
                    may_close = True
                    break
            while written.startswith((" ", "\t"), stop) and not written.startswith(delimiter, stop):
                stop += 1
            cell = cell.replace('\\"', '"')
            cell = cell.replace('""', '"') if doubled_are_escaped else cell
        cells.append(cell)
        if not written.startswith(delimiter, stop):
            return cells
        at = stop + len(delimiter)
