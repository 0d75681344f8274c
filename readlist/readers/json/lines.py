"""JSON Lines: a JSON object on every line, as arXiv's metadata comes in bulk; of any size."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from readlist.paper import Record
from readlist.readers.base import SNIFFED, LineClass, Problem, Reading
from readlist.readers.json.decoding import loads
from readlist.readers.json.fields import Work, record_of, work_of
from readlist.readers.json.values import values_of

Told = tuple[LineClass, Record | Problem | None]


class JsonlReader:
    """Reads JSON Lines, each line an object as the JSON reader knows them."""

    name: Final = "jsonl"
    label: Final = "JSON Lines (arXiv's metadata)"

    def sniff(self, lines: Sequence[str]) -> float:
        return share_of_lines(lines[:SNIFFED])

    def read(self, lines: Sequence[str]) -> Reading:
        kinds: list[LineClass] = []
        records: list[Record] = []
        problems: list[Problem] = []
        for number, (kind, found) in enumerate(self.stream(lines), 1):
            kinds.append(kind)
            if isinstance(found, Record):
                records.append(found)
            elif found is not None and (glued := _glued(lines[number - 1], number)):
                kinds[-1] = LineClass.TITLE
                records += glued
            elif found is not None:
                problems.append(found)
        return Reading(self.name, self.sniff(lines), tuple(records), tuple(kinds), tuple(problems))

    def stream(self, lines: Iterable[str]) -> Iterator[Told]:
        """Each line's class, with its record or what is wrong with it.

        A record whose line was broken in two or more is put together again.
        """
        held: list[str] = []
        number = 0
        for number, line in enumerate(lines, 1):
            if held:
                if not _BEGINS.match(line) and len(held) < _MOST_PIECES:
                    held.append(line)
                    if (told := _joined(held, number)) is not None:
                        yield from told
                        held = []
                    continue
                yield from _given_up(held, number - len(held))
                held = []
            if _is_cut(line):
                held.append(line)
            else:
                yield _told(line, number)
        yield from _given_up(held, number + 1 - len(held))


_GLUED = re.compile(r"\}\s*,?\s*\{\s*\"")


def _glued(line: str, number: int) -> list[Record]:
    """The records of a line that has lost the line end between two or more; else none."""
    if not _GLUED.search(line):
        return []
    found = values_of(line)
    return [
        replace(record_of(placed.work, number, number), part=part)
        for part, placed in enumerate(found.works if not found.broken else ())
    ]


_BEGINS = re.compile(r'\s*+\{\s*+"')
_MOST_PIECES: Final = 12
_NO_RECORD: Final = re.compile(r"\s*[\[\]]?\s*")


def _is_cut(line: str) -> bool:
    """Whether an object begins on `line` and does not end there."""
    return not line.rstrip().endswith(("}", "},")) and _BEGINS.match(line) is not None


def _told(line: str, number: int) -> Told:
    if not line.strip():
        return LineClass.BLANK, None
    if _NO_RECORD.fullmatch(line):  # the brackets of a list with a line for each record
        return LineClass.BOILERPLATE, None
    try:
        work = _work(line)
    except ValueError as error:
        return LineClass.UNPARSED, Problem(number, _said(error))
    except RecursionError:
        return LineClass.UNPARSED, Problem(number, "the JSON is nested too deeply")
    if work is None:
        return LineClass.UNPARSED, Problem(number, "it has no title, no abstract and no id")
    return kind_of_line(work), record_of(work, number, number)


def _work(line: str) -> Work | None:
    value = loads(line.strip().removesuffix(","))
    return work_of(value) if isinstance(value, dict) else None


def kind_of_line(work: Work) -> LineClass:
    if work.fields.title:
        return LineClass.TITLE
    return LineClass.ABSTRACT if work.fields.abstract else LineClass.FIELD


def _joined(pieces: Sequence[str], last: int) -> list[Told] | None:
    """The record that `pieces` are together, the last of them on line `last`; None: not yet."""
    if not pieces[-1].rstrip().endswith(("}", "},")):
        return None
    try:
        work = _work("\n".join(pieces))
    except (ValueError, RecursionError):
        return None
    if work is None:
        return None
    rest: list[Told] = [
        (LineClass.FIELD if piece.strip() else LineClass.BLANK, None) for piece in pieces[1:]
    ]
    return [(kind_of_line(work), record_of(work, last - len(pieces) + 1, last)), *rest]


def _given_up(pieces: Sequence[str], first: int) -> Iterator[Told]:
    """What is said of the pieces of an object that never ends."""
    for number, piece in enumerate(pieces, first):
        if number == first:
            yield LineClass.UNPARSED, Problem(first, "the JSON object on this line is cut off")
        else:
            yield (LineClass.UNPARSED if piece.strip() else LineClass.BLANK), None


def _said(error: ValueError) -> str:
    message = getattr(error, "msg", "") or str(error)
    return f"this line is not JSON: {message[:1].lower()}{message[1:].removesuffix(' at')}"


# ---------------------------------------------------------------- how sure

_FEWEST: Final = 2
"""One line alone is as well a whole file of JSON."""
_DAMAGED: Final = 0.75


def share_of_lines(lines: Sequence[str]) -> float:
    """The share of the lines that are works by themselves; 0 if that is not how the file is.

    Where an object begins on every line, those that are cut off do not count against it.
    """
    told = works = whole = begun = 0
    for line in lines:
        told += bool(line.strip())
        begun += _BEGINS.match(line) is not None
        if line.lstrip().startswith("{") and line.rstrip().endswith("}"):
            kind = _certainty(line)
            works += kind is True
            whole += kind is not None
    if told == begun >= _FEWEST and works and whole >= told / 2:
        return max(works / told, _DAMAGED)
    return works / told if works >= max(_FEWEST, told / 2) else 0.0


def _certainty(line: str) -> bool | None:
    """Whether a line is a work beyond doubt; None: it is none."""
    try:
        work = _work(line)
    except (ValueError, RecursionError):
        return None
    return work.certain if work else None
