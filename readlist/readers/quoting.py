"""Texts that came through a mail or an editor: quoted, indented, with other spaces or quotes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from readlist.readers.base import SNIFFED

_QUOTED = re.compile(r"[ \t]{0,3}[>|][ \t]?")
_INDENTED = re.compile(r"[ \t\u00a0\u3000]+")
_DEEPEST: Final = 8
_MOST_UNQUOTED: Final = 0.05
"""The share of lines without a quoting sign, as "Ada wrote:", that quoted mails may have."""


_SPACES = str.maketrans(dict.fromkeys("\u00a0\u2007\u202f", " "))
_QUOTES = str.maketrans(dict.fromkeys("“”„‟", '"'))


def plain_spaces(lines: Sequence[str]) -> Sequence[str]:
    """The lines with plain spaces for no-break ones, which browsers copy and no format means."""
    if any(space in line for space in "\u00a0\u2007\u202f" for line in lines):
        return [line.translate(_SPACES) for line in lines]
    return lines


def plain_quotes(lines: Sequence[str]) -> Sequence[str]:
    """The lines with plain double quotes for typographic ones."""
    return [line.translate(_QUOTES) for line in lines]


def unquoted(lines: Sequence[str]) -> Sequence[str]:
    """The lines without the quoting signs, and then without the indentation, that they share."""
    for _ in range(_DEEPEST):
        if not _is_quoted(lines[:SNIFFED]) or not _is_quoted(lines):
            break
        lines = [line[_end(_QUOTED, line) :] for line in lines]
    return _dedented(lines)


def _end(pattern: re.Pattern[str], line: str) -> int:
    found = pattern.match(line)
    return found.end() if found else 0


def _is_quoted(lines: Sequence[str]) -> bool:
    quoted = total = 0
    for line in lines:
        if line and not line.isspace():
            total += 1
            quoted += _QUOTED.match(line) is not None and not _is_row(line)
    return 1 < quoted >= total - max(1, _MOST_UNQUOTED * total)


def _is_row(line: str) -> bool:
    """Whether a line is the row of a table, which begins and ends with the same sign."""
    text = line.strip()
    return len(text) > 1 and text[0] == "|" == text[-1]


def _dedented(lines: Sequence[str]) -> Sequence[str]:
    """The lines without the white space that all of them, but blank ones, begin with."""
    shared: str | None = None
    for line in lines:
        if not line or line.isspace():
            continue
        found = _INDENTED.match(line)
        if found is None:
            return lines
        if shared is None:
            shared = found.group()
        elif not line.startswith(shared):
            shared = _common(shared, found.group())
            if not shared:
                return lines
    if not shared:
        return lines
    return [line.removeprefix(shared) if not line.isspace() else line for line in lines]


def _common(one: str, other: str) -> str:
    size = min(len(one), len(other))
    same = next((n for n in range(size) if one[n] != other[n]), size)
    return one[:same]
