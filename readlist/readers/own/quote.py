"""The quote at the end of a paper in readlist's own Markdown: the abstract and what was marked."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from readlist.paper import Highlight
from readlist.readers.base import LineClass
from readlist.readers.own.text import text_and_bold, text_of

_LABEL = re.compile(r"\*\*Abstract\.\*\* ?")
_BEGINS = re.compile(r" {0,3}> ?\*\*Abstract\.\*\*")
_MARKER = re.compile(r" {0,3}> ?")
_REMARK = re.compile(r"— \*remark: (.*)\*")
_MARK = re.compile(r"(?:— )?\*\*(?!\*)(?:[^*\\]|\\.)+\*\*")


def begins_quote(line: str) -> bool:
    """Whether a line begins the quote of an abstract."""
    return _BEGINS.match(line) is not None


@dataclass(frozen=True, slots=True)
class Quote:
    """What the quote holds, and the lines it is on: from `first` up to `end` (from 0)."""

    first: int = 0
    end: int = 0
    labelled: bool = False
    abstract: str | None = None
    highlights: tuple[Highlight, ...] = ()
    kinds: tuple[tuple[int, LineClass], ...] = ()
    """The class of each of its lines."""


def quote_of(lines: Sequence[str], first: int, end: int) -> Quote:
    """The quote that ends a section of these lines; without one, it is empty and at its end."""
    starts = [number for number in range(first, end) if begins_quote(lines[number])]
    labelled = bool(starts)
    start = starts[-1] if labelled else _last_quote(lines, first, end)
    stop = start
    while stop < end and lines[stop].strip():
        stop += 1
    rows = [(number, _unmarked(lines[number])) for number in range(start, stop)]
    paragraphs = _paragraphs(rows)
    if not labelled and not all(_is_mark(_joined(rows)) for rows in paragraphs):
        return Quote(end, end)  # a quote in the note
    if not paragraphs:
        return Quote(end, end)
    return _read(paragraphs, start, stop, labelled)


def _unmarked(line: str) -> str:
    """A line of a quote without its sign; one that was wrapped has none."""
    marker = _MARKER.match(line)
    return line[marker.end() :] if marker else line


def _last_quote(lines: Sequence[str], first: int, end: int) -> int:
    """Where the quote begins that ends a section, if one does; else its end."""
    last = end
    while last > first and not lines[last - 1].strip():
        last -= 1
    start = last
    while start > first and _MARKER.match(lines[start - 1]):
        start -= 1
    return start if start < last else end


Rows = list[tuple[int, str]]


def _paragraphs(rows: Iterable[tuple[int, str]]) -> list[Rows]:
    found: list[Rows] = [[]]
    for number, text in rows:
        if text.strip():
            found[-1].append((number, text.strip()))
        elif found[-1]:
            found.append([])
    return [paragraph for paragraph in found if paragraph]


def _joined(rows: Rows) -> str:
    return " ".join(text for _, text in rows)


def _is_mark(text: str) -> bool:
    return (_REMARK.fullmatch(text) or _MARK.fullmatch(text)) is not None


def _read(paragraphs: Sequence[Rows], first: int, end: int, labelled: bool) -> Quote:
    texts: list[str] = []
    marked: list[str] = []
    named: list[Highlight] = []
    remarks: list[tuple[Rows, str]] = []
    kinds: list[tuple[int, LineClass]] = []
    follows_name = False
    for rows in paragraphs:
        written = _joined(rows)
        is_named = _MARK.fullmatch(written) and (not labelled or written.startswith("— "))
        kind = LineClass.FIELD
        if remark := _REMARK.fullmatch(written):
            if follows_name:
                named[-1] = Highlight(named[-1].quote, text_of(remark[1]))
            else:
                remarks.append((rows, text_of(remark[1])))
        elif is_named:
            named.append(Highlight(text_of(written.removeprefix("— ")[2:-2])))
        else:
            text, bold = text_and_bold(_LABEL.sub("", written, count=1))
            texts.append(text)
            marked += bold
            kind = LineClass.ABSTRACT
        follows_name = bool(is_named)
        kinds += [(number, kind) for number, _ in rows]
    highlights, left = _highlights(marked, named, [remark for _, remark in remarks])
    lost = {number for rows, _ in remarks[len(remarks) - left :] for number, _ in rows}
    kinds = [(each, LineClass.UNPARSED if each in lost else kind) for each, kind in kinds]
    told = {number for number, _ in kinds}
    kinds += [(each, LineClass.BOILERPLATE) for each in range(first, end) if each not in told]
    return Quote(
        first=first,
        end=end,
        labelled=labelled,
        abstract="\n\n".join(filter(None, texts)) or None,
        highlights=highlights,
        kinds=tuple(kinds),
    )


_MOST_NAMED: Final = 100
"""Nobody marks more sentences of an abstract."""


def _highlights(
    marked: Iterable[str], named: Sequence[Highlight], remarks: Sequence[str]
) -> tuple[tuple[Highlight, ...], int]:
    """The sentences in bold, with the remarks in their order; those named have their own.

    Also how many remarks, of the last ones, are on no sentence.
    """
    found: list[Highlight] = []
    rest, left = list(named), deque(remarks)
    for quote in marked:
        inside = [mark for mark in rest[:_MOST_NAMED] if mark.quote in quote]
        found += inside or [Highlight(quote, left.popleft() if left else None)]
        rest = [mark for mark in rest if mark not in inside] if inside else rest
    return (*found, *rest), len(left)
