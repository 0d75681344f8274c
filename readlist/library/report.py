"""What an import did, as data and as the sentences people read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from readlist.paper import Record


@dataclass(frozen=True, slots=True)
class UnparsedLine:
    """A line no reader could place: its number (1-based) and what it says."""

    line: int
    text: str


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
    known_starred: int = 0
    known_removed: int = 0
    again: bool = False
    """These very bytes were imported before."""
    notice: str | None = None
    unparsed: tuple[UnparsedLine, ...] = ()
    no_abstract: tuple[int, ...] = ()
    """The first lines of records that have none."""
    parsed: tuple[Record, ...] = ()
    """The records in file order, before matching."""
    error: str | None = None

    @property
    def unfinished(self) -> bool:
        """The import was stopped in this file; the counts are of what was done."""
        return self.error is None and self.records < len(self.parsed)

    def sentence(self) -> str:
        """The file in one line: ``monday.txt: 213 papers, 180 new, 33 known (6 starred)``."""
        if self.error is not None:
            return self.error
        known = f"{self.known + self.merged:,} known{self._about_the_known()}"
        name = self.source if self.name == "-" else self.name
        text = f"{name}: {_count(self.records, 'paper')}, {self.new:,} new, {known}"
        if self.again:
            text += "; imported before, nothing changed"
        if self.no_abstract:
            have = "has" if len(self.no_abstract) == 1 else "have"
            text += f"; {len(self.no_abstract)} {have} no abstract: {line_list(self.no_abstract)}"
        if self.unparsed:
            were = "line was" if len(self.unparsed) == 1 else "lines were"
            numbers = line_list([entry.line for entry in self.unparsed])
            text += f"; {len(self.unparsed)} {were} not understood: {numbers}"
        if self.notice:
            text += f"; {self.notice}"
        return text

    def _about_the_known(self) -> str:
        facts = []
        if self.known_starred:
            facts.append(f"{self.known_starred:,} starred")
        if self.merged:
            facts.append(f"{self.merged:,} filled in")
        if self.known_removed:
            facts.append(f"{self.known_removed} deleted earlier, left deleted")
        return f" ({', '.join(facts)})" if facts else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """What one import did, file by file."""

    files: tuple[FileReport, ...]
    papers_before: int
    papers_after: int
    dry_run: bool = False
    stopped: bool = False
    """It was stopped on the way; what the report counts is in, the rest is not."""

    @property
    def failed(self) -> bool:
        return any(file.error is not None for file in self.files)

    def total(self, what: str) -> int:
        """The sum over the files of a count such as ``"new"``."""
        return sum(getattr(file, what) for file in self.files)

    def sentences(self) -> list[str]:
        """One line a readable file, then one for all."""
        lines = [file.sentence() for file in self.files if file.error is None]
        read = len(lines)
        if not read:
            return []
        verb = "would be new" if self.dry_run else "new"
        known = self.total("known") + self.total("merged")
        text = f"{_count(self.total('records'), 'paper')} in {_count(read, 'file')}"
        text += f", {self.total('new')} {verb}, {known} known; "
        text += "the library would hold " if self.dry_run else "the library holds "
        text += _count(self.papers_after, "paper")
        if self.stopped:
            text += "; stopped on the way, import again for the rest"
        return [*lines, text]


def line_list(numbers: Sequence[int], most: int = 8) -> str:
    """``line 40``, ``lines 40, 77-79``; past `most` runs, how many more there are."""
    runs = list(_runs(numbers))
    shown = [str(a) if a == b else f"{a}-{b}" for a, b in runs[:most]]
    left = sum(b - a + 1 for a, b in runs[most:])
    word = "line" if len(numbers) == 1 else "lines"
    return f"{word} {', '.join(shown)}" + (f" and {left} more" if left else "")


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


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
