"""Files whose shape changes on the way: a mail with references, two exports in one file.

Every reader that finds anything of its own in the file reads all of it. What each makes of each
line is its score there, and the cheapest way through the file, where a change of readers costs
something, says who reads which lines (as in Viterbi's algorithm, in time proportional to the
lines). Then every part is read anew by its reader alone. What no reader explains is left unparsed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from readlist.links import parse_arxiv_id, parse_doi
from readlist.paper import Record
from readlist.readers.base import LineClass, Part, Problem, Reader, Reading
from readlist.readers.prose import is_plain_abstract, is_plain_title
from readlist.readers.sniffing import ENOUGH, Candidate, beginning

_PROSE: Final = frozenset({"trending"})
"""Readers of plain sentences, which can make something of any text."""
_POINTERS: Final = frozenset({"links"})
"""Readers of ids and links, which stand in files of every shape."""

_EXPLICIT: Final = frozenset(
    {"bibtex", "tagged", "json", "jsonl", "atom", "links", "readlist-markdown"}
    | {"arxiv-listing", "arxiv-search", "arxiv-mail"}
)
"""Formats of which a single record is beyond doubt."""

# What a line is worth to the reader that explains it.
_RECORD: Final = 1.0
_PAGE_WORDS: Final = 0.6
_PROSE_PLAIN: Final = 0.6  # a title and an abstract beyond doubt
_PROSE_PAIR: Final = 0.25
_PROSE_ELSE: Final = 0.1
_PROSE_PAGE: Final = 0.7
_POINTER: Final = 3.0  # a line that is an id or a paper's link, and nothing else
_NOTHING: Final = 0.2  # what it is worth to leave a line to nobody
_CHANGE: Final = 1.5
_SWALLOWED: Final = 0.3  # times the above, if the lines around have no mark of that reader's format
_POINTED: Final = 0.7  # ids and links, to their reader
_MARKED: Final = 0.3
_NOTABLE: Final = 0.15

_LEAST_SURE: Final = 0.5
_LEAST_SHARE: Final = 0.25
"""Of the lines that are not blank: with less of papers in it, a text is something else."""
_MOST_CHARACTERS: Final = 8_000_000
_MOST_BLOCKS: Final = 2000
_WINDOWS: Final = 8
_WINDOW: Final = 250


@dataclass(frozen=True, slots=True)
class _Segment:
    reader: Reader | None
    start: int
    end: int


def may_be_mixed(reading: Reading, found: Sequence[Candidate]) -> bool:
    """Whether one reader's reading leaves something that others may explain."""
    told = sum(kind is not LineClass.BLANK for kind in reading.lines)
    left = reading.lines.count(LineClass.UNPARSED)
    others = [c for c in found if c.name != reading.format]
    if reading.format in _PROSE:
        return any(c.confidence > 0 for c in others)
    for other in others:
        notable = ENOUGH if other.name in _PROSE else _NOTABLE
        if other.name not in _POINTERS and other.confidence >= notable:
            return True
    return left >= 2 and left * 50 > told


def is_better(parts: Reading, whole: Reading | None, tied: Sequence[Candidate]) -> bool:
    """Whether the parts tell more than one reader's reading of the whole does.

    `tied`: those sure enough of the whole. That some are equally sure of it is for a person to
    decide, unless each explains what the others do not.
    """
    several = len({part.format for part in parts.parts}) > 1
    if whole is None:
        return several or len(tied) < 2
    if whole.format not in _PROSE:
        before, left = (found.lines.count(LineClass.UNPARSED) for found in (whole, parts))
        weak = {part.format for part in parts.parts} <= {whole.format, *_POINTERS}
        if left > before or (weak and left == before):
            return False
    return several and parts.confidence > whole.confidence - _LEAST_SHARE


def read_parts(
    lines: Sequence[str], readers: Sequence[Reader], found: Sequence[Candidate]
) -> Reading | None:
    """The lines read part by part; None if no parts of several shapes can be told for sure."""
    if sum(map(len, lines)) > _MOST_CHARACTERS:
        return None
    plausible = _plausible(lines, readers, found)
    if not plausible:
        return None
    blocks = _blocks(lines)
    scores = [_scores(reader, lines, blocks) for reader in plausible]
    segments = _segments(lines, plausible, scores)
    return _joined(lines, segments)


def _plausible(
    lines: Sequence[str], readers: Sequence[Reader], found: Sequence[Candidate]
) -> list[Reader]:
    """The readers that find something of their own anywhere in the file."""
    names = {candidate.name for candidate in found if candidate.confidence > 0}
    seen = len(beginning(lines))
    for start in range(seen, len(lines), max((len(lines) - seen) // _WINDOWS, _WINDOW)):
        window = beginning(lines[start : start + _WINDOW])
        unseen = [reader for reader in readers if reader.name not in names]
        names |= {reader.name for reader in unseen if reader.sniff(window) > 0}
    order = {candidate.name: place for place, candidate in enumerate(found)}
    plausible = [reader for reader in readers if reader.name in names]
    return sorted(plausible, key=lambda reader: order[reader.name])


_STARTS = re.compile(
    r"\s{0,8}(?:@\w{1,30}\s*[{(]|TY {1,2}- |PMID ?- |%0 |\[\d{1,5}\]|\\\\\s*$|arXiv:\d"
    r"|#{1,6} |get trending papers|<entry|[-*+] +(?:\[|http)|[{\[]\s*$)",
    re.IGNORECASE,
)


def _blocks(lines: Sequence[str]) -> list[tuple[int, int]]:
    """The lines in blocks, which end at blank lines and where an entry of any format may begin."""
    least = len(lines) // _MOST_BLOCKS
    found: list[tuple[int, int]] = []
    start = 0
    for number, line in enumerate(lines):
        begins = number > 0 and (not lines[number - 1].strip() or _STARTS.match(line))
        if begins and line.strip() and number - start > least:
            found.append((start, number))
            start = number
    return [*found, (start, len(lines))]


def _scores(reader: Reader, lines: Sequence[str], blocks: Sequence[tuple[int, int]]) -> list[float]:
    """What each line is worth to a reader.

    Readers take what follows their last entry for more of it. So what has no mark of a reader's
    format in its block counts less.
    """
    reading = reader.read(lines)
    prose = reader.name in _PROSE
    worth = [0.0] * len(lines)
    for number, kind in enumerate(reading.lines):
        if kind is LineClass.BOILERPLATE:
            worth[number] = _PROSE_PAGE if prose else _PAGE_WORDS
    for record in reading.records:
        value = _of_prose(record, reading.lines) if prose else _RECORD
        if reader.name in _POINTERS:
            value = _POINTED if record.first_line == record.last_line else _PROSE_ELSE
        for number in range(record.first_line - 1, record.last_line):
            if reading.lines[number] in (LineClass.TITLE, LineClass.ABSTRACT, LineClass.FIELD):
                alone = _is_pointer(lines[number])
                worth[number] = max(worth[number], _POINTER if alone else value)
    for start, end in () if prose else blocks:
        if any(worth[start:end]):
            factor = 1.0 if reader.sniff(lines[start:end]) >= _MARKED else _SWALLOWED
            worth[start:end] = [value * factor for value in worth[start:end]]
    return worth


def _of_prose(record: Record, lines: Sequence[LineClass]) -> float:
    """What a title with its abstract is worth: the most where words of a page are next to it."""
    title, abstract = record.title or "", record.abstract or ""
    around = lines[max(record.first_line - 4, 0) : record.last_line + 3]
    if is_plain_title(title) and (LineClass.BOILERPLATE in around):
        return _RECORD
    if is_plain_title(title) and is_plain_abstract(abstract):
        return _PROSE_PLAIN
    return _PROSE_PAIR if title and abstract else _PROSE_ELSE


def _is_pointer(line: str) -> bool:
    text = line.strip()
    return len(text) < 300 and bool(parse_arxiv_id(text) or parse_doi(text))


def _segments(
    lines: Sequence[str], readers: Sequence[Reader], scores: Sequence[Sequence[float]]
) -> list[_Segment]:
    """Who reads which lines, in order; blank lines cost and bring nothing."""
    nobody = len(readers)
    best = [0.0] * (nobody + 1)
    came: list[list[int]] = []
    for number, line in enumerate(lines):
        top = max(range(nobody + 1), key=best.__getitem__)
        change = best[top] - _CHANGE
        stay = [value >= change for value in best]
        came.append([place if stay[place] else top for place in range(nobody + 1)])
        blank = not line or line.isspace()
        for place in range(nobody + 1):
            worth = 0.0 if blank else _NOTHING if place == nobody else scores[place][number]
            best[place] = (best[place] if stay[place] else change) + worth
    who = max(range(nobody + 1), key=best.__getitem__)
    found: list[_Segment] = []
    end = len(lines)
    for number in range(len(lines) - 1, -1, -1):
        before = came[number][who]
        if before != who or number == 0:
            found.append(_Segment(readers[who] if who < nobody else None, number, end))
            end = number
        who = before
    return found[::-1]


def _joined(lines: Sequence[str], segments: Sequence[_Segment]) -> Reading | None:
    """All parts read by their readers; None if too little of the file is papers."""
    classes: list[LineClass] = []
    records: list[Record] = []
    problems: list[Problem] = []
    parts: list[Part] = []
    sure = 0.0
    for segment in segments:
        part = lines[segment.start : segment.end]
        reading = segment.reader.read(part) if segment.reader else None
        sureness = segment.reader.sniff(beginning(part)) if segment.reader else 0.0
        if reading is None or sureness < _LEAST_SURE or not _has_records(reading):
            classes += [_left(line) for line in part]
            continue
        parts.append(Part(reading.format, segment.start + 1, segment.end))
        classes += reading.lines
        records += [_moved(record, segment.start) for record in reading.records]
        problems += [Problem(p.line + segment.start, p.text) for p in reading.problems]
        sure += sureness * sum(map(_told, reading.lines))
    told = sum(map(_told, classes))
    share = sure / told if told else 0.0
    explicit = any(part.format in _EXPLICIT for part in parts)
    if share < (_LEAST_SHARE if explicit else ENOUGH):
        return None
    if all(part.format in _PROSE for part in parts):
        return None
    names = dict.fromkeys(part.format for part in parts)
    return Reading(
        "+".join(names),
        min(share, 1.0),
        tuple(records),
        tuple(classes),
        tuple(problems),
        parts=tuple(parts),
        notices=(_said(parts, classes.count(LineClass.UNPARSED)),),
    )


def _has_records(reading: Reading) -> bool:
    return len(reading.records) > (0 if reading.format in _EXPLICIT else 1)


def _told(kind: LineClass) -> bool:
    return kind is not LineClass.BLANK


def _left(line: str) -> LineClass:
    return LineClass.UNPARSED if line.strip() else LineClass.BLANK


def _moved(record: Record, by: int) -> Record:
    return replace(record, first_line=record.first_line + by, last_line=record.last_line + by)


def _said(parts: Sequence[Part], left: int) -> str:
    where = ", ".join(f"{p.format} in lines {p.first_line} to {p.last_line}" for p in parts)
    if len(parts) == 1:
        return f"Only a part of this is papers ({where}); {left} lines were left."
    return f"This is of several shapes ({where}); {left} lines were left."
