"""What a queue is called by its query, and the query of what an import brought."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from readlist.library.report import ImportReport

_SOURCE = r'(?<![\w-])source:(?:"([^"]*)"|([^\s()"]+))'
_TERM = re.compile(_SOURCE, re.IGNORECASE)
_LISTED = re.compile(rf"{_SOURCE}(?:\s+OR\s+{_SOURCE})*", re.IGNORECASE)
_UNREAD = re.compile(r"is:unread\s+(.+)|(.+)\s+is:unread")
_NAMES = {"": "all papers", "is:unread": "unread", "is:starred": "starred"}


def sources_in(query: str) -> list[str]:
    """The names of the sources that a query asks for, among whatever else."""
    return [quoted or plain for quoted, plain in _TERM.findall(query) if quoted or plain]


def sources_of(query: str) -> list[str]:
    """The names of the sources whose papers a query finds; [] if it asks for anything else."""
    text = query.strip()
    if text.startswith("(") and text.endswith(")"):
        text = text[1:-1].strip()
    return sources_in(text) if _LISTED.fullmatch(text) else []


def name_of(query: str) -> str:
    """What to call a query's papers: the files where it asks for nothing else."""
    text = query.strip()
    found = _UNREAD.fullmatch(text)
    rest = (found[1] or found[2]).strip() if found else text
    sources = sources_of(rest)
    if not sources or (found and len(sources) > 1 and not rest.startswith("(")):
        return _NAMES.get(text, text)
    first, *others = sources
    name = first
    if others:
        name += f" and {others[0] if len(others) == 1 else f'{len(others):,} more'}"
    return f"unread of {name}" if found else name


def untaken(name: str, taken: Collection[str]) -> str:
    """`name`, with a number behind it if it is taken."""
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name} ({number})"
    return free


def query_of_import(report: ImportReport) -> str:
    """The query for what an import brought: the list of its source, or of its sources."""
    return query_of_sources(
        list(dict.fromkeys(file.source for file in report.files if file.error is None))
    )


def query_of_sources(names: Sequence[str]) -> str:
    return " OR ".join(f"source:{quoted(name)}" for name in names)


def quoted(value: str) -> str:
    """A value as the query language takes it: in quotes unless it is one plain word."""
    plain = all(character.isalnum() or character in "._-" for character in value)
    return value if plain and value else f'"{value.replace(chr(34), " ")}"'
