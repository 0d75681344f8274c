"""JSON: readlist's own export, CSL-JSON, answers of Semantic Scholar and other services.

What is a work is said in `json_fields`, where works are found in `json_values`; here they become
records, and every line gets its class.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import Final

from readlist.paper import Record
from readlist.readers.base import SNIFFED, LineClass, Problem, Reading
from readlist.readers.blocks import numbered
from readlist.readers.json.fields import ABSTRACTS, TITLES, Work, record_of
from readlist.readers.json.lines import kind_of_line, share_of_lines
from readlist.readers.json.people import key_name
from readlist.readers.json.values import Broken, Placed, values_of


class JsonReader:
    """Reads JSON with papers anywhere in it."""

    name: Final = "json"
    label: Final = "JSON (readlist's own, CSL-JSON, Semantic Scholar)"

    def sniff(self, lines: Sequence[str]) -> float:
        """The share of lines that belong to works. Where each is a line, it is JSON Lines."""
        lines = lines[:SNIFFED]
        if not _looks_like_json(lines) or share_of_lines(lines) > 0:
            return 0.0
        return _read(lines).confidence

    def read(self, lines: Sequence[str]) -> Reading:
        return _read(lines)


_BEGINNING = re.compile(r'\s*[\[{]\s*(?:["\[{}\]]|$)')


def _looks_like_json(lines: Sequence[str]) -> bool:
    """Whether JSON begins on some line; it may have lost its first ones."""
    return any(_BEGINNING.match(line[:200]) for line in lines)


def _read(lines: Sequence[str]) -> Reading:
    text = "\n".join(lines)
    found = values_of(text)
    places = _Places(lines)
    classes = [LineClass.UNPARSED if line.strip() else LineClass.BLANK for line in lines]
    for start, end in found.read:
        places.put(classes, start, end, LineClass.BOILERPLATE)
    for start, end in found.others:
        places.put(classes, start, end, LineClass.UNPARSED)
    for broken in (each for each in found.broken if each.start < each.end):
        places.put(classes, broken.start, broken.end, LineClass.UNPARSED)
    records = tuple(places.record(placed) for placed in found.works)
    for placed in found.works:
        _classify(lines, classes, places.span(placed.start, placed.end), placed.work)
    certain = sum(placed.work.certain for placed in found.works)
    return Reading(
        JsonReader.name,
        _share(classes) * min(1.0, 2 * certain / max(1, len(records))),
        numbered(records),
        tuple(classes),
        tuple(places.problem(broken) for broken in found.broken),
    )


def _share(classes: Sequence[LineClass]) -> float:
    told = len(classes) - classes.count(LineClass.BLANK)
    return (told - classes.count(LineClass.UNPARSED)) / told if told else 0.0


class _Places:
    """Where the lines of a text are among its characters."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._starts = list(accumulate((len(line) + 1 for line in lines), initial=0))
        self._last = len(lines)

    def line(self, at: int) -> int:
        """The line of a character, from 1."""
        return min(bisect_right(self._starts, at), self._last)

    def span(self, start: int, end: int) -> tuple[int, int]:
        return self.line(start), self.line(max(start, end - 1))

    def put(self, classes: list[LineClass], start: int, end: int, kind: LineClass) -> None:
        first, last = self.span(start, end)
        for number in range(first - 1, last):
            if classes[number] is not LineClass.BLANK:
                classes[number] = kind

    def record(self, placed: Placed) -> Record:
        first, last = self.span(placed.start, placed.end)
        return record_of(placed.work, first, last)

    def problem(self, broken: Broken) -> Problem:
        line, at = self.line(broken.start), self.line(broken.at)
        where = f" (line {at})" if at != line else ""
        return Problem(line, f"{broken.why}{where}")


# ---------------------------------------------------------------- what is on a line

_KEY_LINE = re.compile(r'\s*+(?:[\[{},]\s*+)*+"(?:[^"\\]|\\.){1,80}"\s*+:')
_KEY = re.compile(r'"([^"\\]{1,80})"\s*+:')
_BRACKETS = re.compile(r"[\[\]{},\s]*")
_WEIGHT: Final = {LineClass.TITLE: 3, LineClass.ABSTRACT: 2, LineClass.FIELD: 1}


def _classify(
    lines: Sequence[str], classes: list[LineClass], span: tuple[int, int], work: Work
) -> None:
    """Set the classes of the lines `span` that a work is on."""
    first, last = span
    if first == last:
        _raise(classes, first, kind_of_line(work))
        return
    margin: int | None = None
    kind = LineClass.FIELD
    for number in range(first, last + 1):
        line = lines[number - 1]
        if _KEY_LINE.match(line):
            indent = len(line) - len(line.lstrip())
            if margin is None and number > first:
                margin = indent
            nested = margin is not None and indent > margin
            kind = LineClass.FIELD if nested else _kind(line, work)
        elif _BRACKETS.fullmatch(line):
            continue
        _raise(classes, number, kind)


def _raise(classes: list[LineClass], number: int, kind: LineClass) -> None:
    if _WEIGHT[kind] > _WEIGHT.get(classes[number - 1], 0):
        classes[number - 1] = kind


def _kind(line: str, work: Work) -> LineClass:
    keys = {key_name(found[1]) for found in _KEY.finditer(line)}
    if work.fields.title and not keys.isdisjoint(TITLES):
        return LineClass.TITLE
    if work.fields.abstract and not keys.isdisjoint(ABSTRACTS):
        return LineClass.ABSTRACT
    return LineClass.FIELD
