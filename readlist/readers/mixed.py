"""Files whose shape changes on the way: a mail with references, two exports in one file.

Every reader that finds anything of its own in the file reads all of it. What each makes of each
line is its score there, and the cheapest way through the file, where a change of readers costs
something, says who reads which lines (as in Viterbi's algorithm, in time proportional to the
lines). Then every part is read anew by its reader alone. What no reader explains is left unparsed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, groupby
from typing import Final

from readlist.paper import Record
from readlist.readers.base import LineClass, Part, Problem, Reader, Reading
from readlist.readers.mixed_blocks import blocks as blocks_of
from readlist.readers.mixed_scores import POINTERS, PROSE, SWALLOWED
from readlist.readers.mixed_scores import scores as scores_of
from readlist.readers.prose import is_plain_title
from readlist.readers.sniffing import ENOUGH, Candidate, beginning, yields

_EXPLICIT: Final = frozenset(
    {"bibtex", "tagged", "json", "jsonl", "atom", "links", "readlist-markdown"}
    | {"arxiv-listing", "arxiv-search", "arxiv-mail"}
)
"""Formats of which a single record is beyond doubt."""

_NOTHING: Final = 0.2  # what it is worth to leave a line to nobody
_CHANGE: Final = 1.5
_NOTABLE: Final = 0.15

_LEAST_SURE: Final = 0.5
_LEAST_SHARE: Final = 0.25
"""Of the lines that are not blank: with less of papers in it, a text is something else."""
_MOST_CHARACTERS: Final = 8_000_000
_WINDOWS: Final = 8
_FEWEST: Final = 3
"""Lines that are worth asking other readers for."""
_PROSE_SURE: Final = 0.9
_WINDOW: Final = 250


_SAME: Final = {"labelled": frozenset({"abstracts", "digest"})}
"""Formats that see their own marks in every file of another one: `Abstract:` is a label."""


@dataclass(frozen=True, slots=True)
class _Segment:
    reader: Reader | None
    start: int
    end: int


def may_be_mixed(reading: Reading, found: Sequence[Candidate]) -> bool:
    """Whether one reader's reading leaves something that others may explain."""
    told = sum(kind is not LineClass.BLANK for kind in reading.lines)
    left = reading.lines.count(LineClass.UNPARSED)
    same = _SAME.get(reading.format, frozenset())
    others = [c for c in found if c.name != reading.format and c.name not in same]
    if reading.format in PROSE:
        return any(c.confidence > 0 for c in others)
    for other in others:
        notable = ENOUGH if other.name in PROSE else _NOTABLE
        if other.name not in POINTERS and other.confidence >= notable:
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
    if whole.format not in PROSE:
        before, left = (found.lines.count(LineClass.UNPARSED) for found in (whole, parts))
        weak = {part.format for part in parts.parts} <= {whole.format, *POINTERS}
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
    blocks = blocks_of(lines)
    scores = [scores_of(reader, lines, blocks) for reader in plausible]
    for reader in _of_gaps(lines, [each for each in readers if each not in plausible], scores):
        plausible.append(reader)
        scores.append(scores_of(reader, lines, blocks))
    segments = _segments(lines, plausible, scores)
    return _joined(lines, [_believed(segment, lines, plausible) for segment in segments])


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
    order = {  # where some explain a line equally well, the first of them gets it
        each.name: (each.name in PROSE, min(yields(each.name), 1), place)
        for place, each in enumerate(found)
    }
    plausible = [reader for reader in readers if reader.name in names]
    return sorted(plausible, key=lambda reader: order[reader.name])


def _of_gaps(
    lines: Sequence[str], readers: Sequence[Reader], scores: Sequence[Sequence[float]]
) -> list[Reader]:
    """Those of `readers` that know what no other one has marks of its format in."""
    told = [max(worth) > SWALLOWED for worth in zip(*scores, strict=True)]
    gaps: list[tuple[int, int]] = []
    for is_told, group in groupby(range(len(lines)), key=lambda number: told[number]):
        places = [number for number in group if lines[number].strip()]
        if not is_told and len(places) >= _FEWEST:
            gaps.append((places[0], places[-1] + 1))
    gaps = sorted(gaps, key=lambda gap: gap[0] - gap[1])[:_WINDOWS]
    found = [beginning(lines[start:end]) for start, end in gaps]
    return [r for r in readers if any(r.sniff(gap) >= _sure_of(r) for gap in found)]


def _sure_of(reader: Reader) -> float:
    return _PROSE_SURE if reader.name in PROSE else ENOUGH


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


def _believed(segment: _Segment, lines: Sequence[str], readers: Sequence[Reader]) -> _Segment:
    """The segment, with another reader if its own took it for what it swallows at an end only."""
    part = lines[segment.start : segment.end]
    if segment.reader is None or _is_believed(segment.reader, part):
        return segment
    others = (r for r in readers if r.name not in PROSE and r is not segment.reader)
    reader = next((r for r in others if _is_believed(r, part)), segment.reader)
    return replace(segment, reader=reader)


def _is_believed(reader: Reader, part: Sequence[str]) -> bool:
    return reader.sniff(beginning(part)) >= _LEAST_SURE and _has_records(reader.read(part))


def _joined(lines: Sequence[str], segments: Sequence[_Segment]) -> Reading | None:
    """All parts read by their readers; None if too little of the file is papers."""
    classes: list[LineClass] = []
    records: list[Record] = []
    problems: list[Problem] = []
    parts: list[Part] = []
    sure = 0.0
    for segment in chain.from_iterable(_trimmed(segment, lines) for segment in segments):
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
    if all(part.format in PROSE for part in parts):
        return None
    names = dict.fromkeys(part.format for part in parts)
    return Reading(
        "+".join(names),
        min(share, 1.0),
        tuple(records),
        tuple(classes),
        tuple(problems),
        parts=tuple(parts),
        notices=(_said(parts),),
    )


def _has_records(reading: Reading) -> bool:
    whole = any(
        r.title and is_plain_title(r.title) and r.abstract and (r.authors or r.arxiv_id)
        for r in reading.records
    )
    return len(reading.records) > (0 if whole or reading.format in _EXPLICIT else 1)


def _trimmed(segment: _Segment, lines: Sequence[str]) -> Iterator[_Segment]:
    """The segment without what its reader leaves at both ends, which nobody reads."""
    if segment.reader is None:
        yield segment
        return
    reading = segment.reader.read(lines[segment.start : segment.end])
    told = [n for n, kind in enumerate(reading.lines, segment.start) if kind not in _LEFT]
    if reading.format in PROSE:  # anything may be a title; one at an end is of the next part
        parts = [r for r in reading.records if not (r.title and r.abstract)]
        half = {segment.start + n - 1 for r in parts for n in range(r.first_line, r.last_line + 1)}
        told = [number for number in told if number not in half]
    start, end = (told[0], told[-1] + 1) if told else (segment.end, segment.end)
    yield from (
        each
        for each in (
            _Segment(None, segment.start, start),
            _Segment(segment.reader, start, end),
            _Segment(None, end, segment.end),
        )
        if each.start < each.end
    )


_LEFT: Final = frozenset({LineClass.BLANK, LineClass.UNPARSED})


def _told(kind: LineClass) -> bool:
    return kind is not LineClass.BLANK


def _left(line: str) -> LineClass:
    return LineClass.UNPARSED if line.strip() else LineClass.BLANK


def _moved(record: Record, by: int) -> Record:
    return replace(record, first_line=record.first_line + by, last_line=record.last_line + by)


def _said(parts: Sequence[Part]) -> str:
    where = ", ".join(f"{p.format} in lines {p.first_line} to {p.last_line}" for p in parts)
    if len(parts) == 1:
        return f"only a part of it is papers ({where})"
    return f"it is of several shapes ({where})"
