"""What an import did, as data and as the sentences people read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from readlist.paper import Record, counted, one_line

if TYPE_CHECKING:
    from readlist.readers import Part, Problem

SURE: Final = 0.9
"""What is read with less confidence is said to be so."""
_MOST_PROBLEMS: Final = 3


@dataclass(frozen=True, slots=True)
class UnparsedLine:
    """A line no reader could place: its number (1-based) and what it says."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """An entry of a folder that was passed over, and why: "hidden"."""

    name: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReport:
    """What became of one file. `records` = `new` + `merged` + `known`, always."""

    name: str
    """As it was given; `-` for stdin."""
    source: str = ""
    """What the source is called in the library."""
    format: str | None = None
    confidence: float | None = None
    """Share of the file's non-blank lines the reader could explain, 0 to 1."""
    chosen: bool = False
    """The format is the one that was asked for."""
    encoding: str | None = None
    lines: dict[str, int] = field(default_factory=dict)
    """How many lines of each class; they add up to the file."""
    records: int = 0
    new: int = 0
    merged: int = 0
    """Known papers of which a field changed."""
    known: int = 0
    """Known papers of which none did."""
    suggested: int = 0
    """Of the new ones, those that look like a paper already here."""
    joined: int = 0
    """Papers of the library that turned out to be part of another one."""
    known_starred: int = 0
    known_removed: int = 0
    marks_left: Mapping[str, int] = field(default_factory=dict)
    """Of an export of readlist's own: what was not taken over, for the papers have something else,
    by kind (status, note, tag, highlight).
    """
    again: bool = False
    """These very bytes were imported before."""
    notices: tuple[str, ...] = ()
    """What else a person should know of how the file was read."""
    parts: tuple[Part, ...] = ()
    """Of a file of several shapes: which lines were read as what."""
    unparsed: tuple[UnparsedLine, ...] = ()
    """The lines no reader could place; of a very large file, the first 1,000 of them."""
    problems: tuple[Problem, ...] = ()
    """What should have been a record and is broken, read in part or not; also the first 1,000."""
    problem_count: int = 0
    no_abstract: tuple[int, ...] = ()
    """The first lines of records that have none; also the first 1,000."""
    no_abstract_count: int = 0
    parsed: tuple[Record, ...] = ()
    """The records in file order, before matching; of a very large file only in a dry run."""
    candidates: tuple[str, ...] = ()
    """Where the format was not certain: those it may be, by name, surest first."""
    undecided: bool = False
    """The `error` is about the format: another one, named by a person, might do."""
    stopped: bool = False
    """The import was stopped in this file; the counts are of what was done."""
    error: str | None = None
    """Why the file could not be read, or not to its end: a sentence that names it."""

    def sentence(self) -> str:
        """The file in one line: ``monday.txt: 213 papers, 180 new, 33 known (6 starred)``."""
        if self.error is not None:
            return self.error
        facts = f" ({', '.join(self.of_the_known())})" if self.of_the_known() else ""
        known = f"{self.known + self.merged:,} known{facts}"
        name = self.source if self.name == "-" else self.name
        text = f"{shown(name)}: {counted(self.records, 'paper')}, {self.new:,} new, {known}"
        return "; ".join([text, *self.remarks()])

    def remarks(self) -> Iterator[str]:
        """What is to be said beside the counts: ``3 lines were not understood: lines 1, 7-8``."""
        if self.again:
            yield "imported before, nothing changed"
        if self.suggested:
            yield f"{self.suggested:,} of the new may be doubles"
        if self.joined:
            yield f"{counted(self.joined, 'paper')} joined another, which it turned out to be"
        if self.confidence is not None and self.confidence < SURE and not self.chosen:
            yield f"read as {self.format}, {self.confidence:.0%} sure"
        if self.no_abstract:
            count = max(len(self.no_abstract), self.no_abstract_count)
            have = "has" if count == 1 else "have"
            yield f"{count:,} {have} no abstract: {line_list(self.no_abstract, count)}"
        if self.problems:
            count = max(len(self.problems), self.problem_count)
            what = "entry is" if count == 1 else "entries are"
            told = [f"line {each.line} ({each.text})" for each in self.problems[:_MOST_PROBLEMS]]
            more = f" and {count - len(told):,} more" if count > len(told) else ""
            yield f"{count:,} {what} broken: {', '.join(told)}{more}"
        if self.unparsed:
            count = max(len(self.unparsed), self.lines.get("unparsed", 0))
            were = "line was" if count == 1 else "lines were"
            numbers = line_list([entry.line for entry in self.unparsed], count)
            yield f"{count:,} {were} not understood: {numbers}"
        if any(self.marks_left.values()):
            marks = [counted(number, kind) for kind, number in self.marks_left.items()]
            yield f"{', '.join(marks)} in it left out, the papers have their own"
        yield from (notice.rstrip(".") for notice in self.notices)

    def of_the_known(self) -> list[str]:
        """What there is to say of the known papers: ``6 starred``."""
        facts = []
        if self.known_starred:
            facts.append(f"{self.known_starred:,} starred")
        if self.merged:
            facts.append(f"{self.merged:,} filled in")
        if self.known_removed:
            facts.append(f"{self.known_removed} deleted earlier, left deleted")
        return facts


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """What one import did, file by file."""

    files: tuple[FileReport, ...]
    skipped: tuple[Skipped, ...] = ()
    """What was passed over in folders."""
    papers_before: int
    papers_after: int
    dry_run: bool = False
    step: int | None = None
    """The number of the step that it is in the history; None if nothing was stored."""
    stopped: bool = False
    """It was stopped on the way; what the report counts is in, the rest is not."""

    @property
    def failed(self) -> bool:
        """A file could not be read, or there was none to read in the folders given."""
        nothing = bool(self.skipped) and not self.files and not self.stopped
        return nothing or any(file.error is not None for file in self.files)

    def total(self, what: str) -> int:
        """The sum over the files of a count such as ``"new"``."""
        return sum(getattr(file, what) for file in self.files)

    def sentences(self) -> list[str]:
        """One line a readable file, then one for all."""
        lines = [file.sentence() for file in self.files if file.error is None]
        all_of_them = [self.in_all()] if lines else []
        if self.skipped:
            lines.append(self.of_the_skipped())
        return lines + all_of_them

    def in_all(self) -> str:
        """The readable files in one line: ``213 papers in 2 files, 180 new, …``."""
        read = sum(file.error is None for file in self.files)
        verb = "would be new" if self.dry_run else "new"
        known = self.total("known") + self.total("merged")
        text = f"{counted(self.total('records'), 'paper')} in {counted(read, 'file')}"
        text += f", {self.total('new'):,} {verb}, {known:,} known; "
        text += "the library would hold " if self.dry_run else "the library holds "
        text += counted(self.papers_after, "paper")
        if self.stopped:
            text += "; stopped on the way, import again for the rest"
        return text

    def of_the_skipped(self) -> str:
        """The files of folders that were passed over, in one line."""
        by_reason: dict[str, list[str]] = {}
        for each in self.skipped:
            by_reason.setdefault(each.why, []).append(shown(each.name))
        told = [f"{len(names):,} {why} ({_few(names)})" for why, names in by_reason.items()]
        return f"{counted(len(self.skipped), 'file')} skipped: {', '.join(told)}"


def shown(name: str) -> str:
    """The name of a file as it stands in a sentence, on one line."""
    return "stdin" if name == "-" else one_line(name) or "''"


def _few(names: Sequence[str], most: int = 3) -> str:
    more = f" and {len(names) - most:,} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more


def line_list(numbers: Sequence[int], count: int | None = None, most: int = 8) -> str:
    """``line 40``, ``lines 40, 77-79``; past `most` runs, how many more there are.

    `count`: how many there are, if `numbers` are only the first of them.
    """
    runs = list(_runs(numbers))
    shown = [str(a) if a == b else f"{a}-{b}" for a, b in runs[:most]]
    count = len(numbers) if count is None else count
    left = count - sum(b - a + 1 for a, b in runs[:most])
    word = "line" if count == 1 else "lines"
    return f"{word} {', '.join(shown)}" + (f" and {left:,} more" if left else "")


def _runs(numbers: Iterable[int]) -> Iterable[tuple[int, int]]:
    first = last = None
    for number in sorted(numbers):
        if last is not None and first is not None and number == last + 1:
            last = number
            continue
        if first is not None and last is not None:
            yield first, last
        first = last = number
    if first is not None and last is not None:
        yield first, last
