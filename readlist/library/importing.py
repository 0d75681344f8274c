"""From bytes to papers: read, match, merge, and tell what happened.

One import is one step of the undo log, however many files and transactions it takes. A file that
cannot be read is reported and the others go on.
"""

from __future__ import annotations

import hashlib
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path
from typing import Protocol

from readlist import identity, readers
from readlist.errors import BadValue, ReadlistError, UnreadableFile
from readlist.library.folding import folded, show
from readlist.library.report import FileReport, ImportReport, UnparsedLine
from readlist.paper import Record, one_line
from readlist.store import Store

BATCH = 250
"""Records a transaction: another window waits some 40 ms for the write lock, not a second."""


class Stop(Protocol):
    """Something that can ask a long job to stop at the next safe place."""

    @property
    def stopped(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an import is: `done` of `total` records of the file called `name`."""

    name: str
    done: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How to import. `format` None: the reader that explains most. `name`: of the source."""

    format: str | None = None
    tags: tuple[str, ...] = ()
    name: str | None = None
    progress: Callable[[Progress], None] | None = None
    stop: Stop | None = None

    @property
    def stopped(self) -> bool:
        return self.stop is not None and self.stop.stopped


@dataclass(frozen=True, slots=True)
class Input:
    """Bytes to import, the name they were given by, and the name their source gets."""

    given: str
    name: str
    load: Callable[[], bytes]


def path_input(path: str | Path, given: str | None = None) -> Input:
    """A file to import, or stdin for `-`. `given`: what to call it, if not as it was given."""
    given = given or str(path)
    if given == "-":
        return Input(given, "stdin", sys.stdin.buffer.read)
    file = Path(path).expanduser()
    return Input(given, one_line(file.name) or given, lambda: _bytes_of(file))


def text_input(text: str, name: str) -> Input:
    """A pasted text to import."""
    return Input(name, one_line(name), lambda: text.encode("utf-8", "replace"))


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise UnreadableFile("no such file; check the name") from None
    except IsADirectoryError:
        raise UnreadableFile("is a folder; name the files in it") from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        reason = getattr(error, "strerror", None) or str(error)
        raise UnreadableFile(f"cannot be read ({reason}); check who may read it") from None


def import_inputs(store: Store, inputs: Sequence[Input], options: Options) -> ImportReport:
    """Import all of `inputs` into `store` as one step; errors of a file are in its report."""
    if options.name is not None and len(inputs) > 1:
        raise BadValue("--name names one source; import the files one at a time to name them")
    before = store.counts().all
    reports: list[FileReport] = []
    with store.step(_label(inputs, reports)) as step:
        for given in inputs:
            if options.stopped:
                break
            reports.append(_import_one(store, given, options))
        step.label = _label(inputs, reports)
    return ImportReport(
        files=tuple(reports),
        papers_before=before,
        papers_after=store.counts().all,
        stopped=options.stopped,
    )


def _label(inputs: Sequence[Input], reports: Sequence[FileReport]) -> str:
    what = inputs[0].name if len(inputs) == 1 else f"{len(inputs)} files"
    new = sum(report.new for report in reports)
    return f"Imported {what} ({new:,} new)" if new else f"Imported {what}"


def _import_one(store: Store, given: Input, options: Options) -> FileReport:
    try:
        source = _read(given, options)
    except ReadlistError as error:
        return FileReport(name=given.given, error=f"{given.given}: {error}")
    stored = store.source_by_hash(source.sha)
    again = stored is not None and stored.completed
    tally = _Tally()
    if again:
        _recognise(store, source, options, tally)
    else:
        _store_records(store, source, options, tally)
    return source.report(tally, again)


@dataclass(frozen=True, slots=True)
class _Source:
    """One input, read but not yet stored."""

    given: str
    name: str
    sha: str
    text: str
    encoding: str
    notice: str | None
    reading: readers.Reading

    def report(self, tally: _Tally, again: bool) -> FileReport:
        lines = readers.split_lines(self.text)
        classes = Counter(kind.value for kind in self.reading.lines)
        unparsed = tuple(
            UnparsedLine(number, lines[number - 1])
            for number, kind in enumerate(self.reading.lines, 1)
            if kind is readers.LineClass.UNPARSED
        )
        records = self.reading.records
        return FileReport(
            name=self.given,
            format=self.reading.format,
            confidence=round(self.reading.confidence, 4),
            encoding=self.encoding,
            lines={kind.value: classes[kind.value] for kind in readers.LineClass},
            records=tally.new + tally.merged + tally.known,
            new=tally.new,
            merged=tally.merged,
            known=tally.known,
            known_starred=tally.starred,
            known_removed=tally.removed,
            again=again,
            notice=self.notice,
            unparsed=unparsed,
            no_abstract=tuple(record.first_line for record in records if not record.abstract),
            parsed=records,
        )


@dataclass(slots=True)
class _Tally:
    new: int = 0
    merged: int = 0
    known: int = 0
    starred: int = 0
    removed: int = 0
    done: int = field(default=0)


def _read(given: Input, options: Options) -> _Source:
    data = given.load()
    decoded = readers.decode(data)
    return _Source(
        given=given.given,
        name=one_line(options.name) if options.name else given.name,
        sha=hashlib.sha256(data).hexdigest(),
        text=decoded.text,
        encoding=decoded.encoding,
        notice=decoded.notice,
        reading=readers.read(decoded.text, options.format),
    )


def _store_records(store: Store, source: _Source, options: Options, tally: _Tally) -> None:
    reading = source.reading
    with store.transaction():
        row = store.begin_source(
            source.name, source.sha, reading.format, source.encoding, _ledger(reading.lines)
        )
        store.keep_text(source.sha, source.text)
    for batch in _batches(source, options, tally):
        with store.transaction():
            papers = [_store_record(store, row, record, tally) for record in batch]
            _tag(store, papers, options)
    if tally.done == len(reading.records):
        with store.transaction():
            store.finish_source(row)


def _recognise(store: Store, source: _Source, options: Options, tally: _Tally) -> None:
    """The same bytes again: nothing to store but the tags asked for now."""
    for batch in _batches(source, options, tally):
        papers = []
        for record in batch:
            found = _find(store, record)
            tally.known += 1
            if found is not None:
                _count_known(store, found, tally)
                papers.append(found.row)
        if options.tags:
            with store.transaction():
                _tag(store, papers, options)


def _batches(source: _Source, options: Options, tally: _Tally) -> Iterator[Sequence[Record]]:
    """Up to BATCH records at a time, telling progress between them, until asked to stop."""
    records = source.reading.records
    for start in range(0, len(records), BATCH):
        if options.stopped:
            return
        batch = records[start : start + BATCH]
        yield batch
        tally.done += len(batch)
        if options.progress is not None:
            options.progress(Progress(source.name, tally.done, len(records)))


def _ledger(lines: Sequence[readers.LineClass]) -> list[tuple[str, int]]:
    """The class of every line, as runs: ``[("title", 1), ("abstract", 3), …]``."""
    return [(kind.value, sum(1 for _ in run)) for kind, run in groupby(lines)]


@dataclass(frozen=True, slots=True)
class _Found:
    row: int
    removed: bool


def _find(store: Store, record: Record) -> _Found | None:
    keys = identity.keys_of(record)
    stored = store.candidates(keys.arxiv_id, keys.doi, keys.title_key, keys.abstract_key)
    row = identity.match(record, [identity.Candidate(each.row, each.fields) for each in stored])
    if row is None:
        return None
    return _Found(row, any(each.removed for each in stored if each.row == row))


def _store_record(store: Store, source: int, record: Record, tally: _Tally) -> int:
    """Store one record as a new paper or a sighting of a known one; returns the paper's row."""
    found = _find(store, record)
    if found is None:
        alone = identity.fold([record], {})
        row = store.insert_paper(
            _free_id(store, record),
            alone.fields,
            title_derived=alone.title_derived,
            source=source,
            position=record.first_line,
        )
        _sight(store, row, source, record)
        tally.new += 1
        return row
    before = folded(store, found.row)
    _sight(store, found.row, source, record)
    after = folded(store, found.row)
    if after != before and not found.removed:
        show(store, found.row, after)
        tally.merged += 1
    else:
        tally.known += 1
    _count_known(store, found, tally)
    return found.row


def _sight(store: Store, row: int, source: int, record: Record) -> None:
    store.add_sighting(row, source, record, identity.keys_of(record))


def _count_known(store: Store, found: _Found, tally: _Tally) -> None:
    tally.removed += found.removed
    tally.starred += not found.removed and store.is_starred(found.row)


def _free_id(store: Store, record: Record) -> str:
    """The public id of a new paper. Two papers of one key differ by the number of the attempt."""
    key = identity.first_key(record)
    attempt = 0
    while store.id_taken(identity.public_id(key, attempt)):
        attempt += 1
    return identity.public_id(key, attempt)


def _tag(store: Store, rows: Sequence[int], options: Options) -> None:
    if options.tags:
        store.add_tags(list(dict.fromkeys(rows)), list(options.tags))


def forecast(store: Store, inputs: Sequence[Input], options: Options) -> ImportReport:
    """What `import_inputs` would do: it is done, to a copy in memory that is thrown away."""
    copy = store.copy_in_memory()
    try:
        return replace(import_inputs(copy, inputs, options), dry_run=True)
    finally:
        copy.close()
