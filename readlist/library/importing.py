"""From files that were read to papers: store, match, merge, and tell what happened.

One import is one step of the undo log, however many files and transactions it takes. A file that
cannot be read is reported and the others go on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from readlist import identity
from readlist.errors import BadValue
from readlist.library import matching
from readlist.library.folding import folded, show
from readlist.library.inputs import Input
from readlist.library.matching import Match
from readlist.library.progress import Progress, Stop
from readlist.library.reading import ReadFile, read_input
from readlist.library.report import FileReport, ImportReport
from readlist.paper import Record
from readlist.store import Store

BATCH = 250
"""Records a transaction: another window waits some 40 ms for the write lock, not a second."""


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


def import_inputs(store: Store, inputs: Sequence[Input], options: Options) -> ImportReport:
    """Read and store all of `inputs` as one step; errors of a file are in its report.

    Raises `BadValue`: no such format, or a name for several files.
    """
    if options.name is not None and len(inputs) > 1:
        raise BadValue("--name names one source; import the files one at a time to name them")
    files = (read_input(given, options.format, options.name) for given in inputs)
    return _store_all(store, files, [given.name for given in inputs], options)


def import_read(store: Store, files: Sequence[ReadFile], options: Options) -> ImportReport:
    """Store what has been read, as it is, as one step."""
    return _store_all(store, files, [file.name for file in files], options)


def _store_all(
    store: Store, files: Iterable[ReadFile], names: Sequence[str], options: Options
) -> ImportReport:
    """Store `files`, called `names`, one after the other: none is read before its turn."""
    before = store.counts().all
    reports: list[FileReport] = []
    with store.step(_label(names, reports)) as step:
        files = iter(files)
        while not options.stopped and (file := next(files, None)) is not None:
            reports.append(_store_file(store, file, options))
        step.label = _label(names, reports)
    return ImportReport(
        files=tuple(reports),
        papers_before=before,
        papers_after=store.counts().all,
        stopped=len(reports) < len(names) or any(report.unfinished for report in reports),
    )


def _label(names: Sequence[str], reports: Sequence[FileReport]) -> str:
    names = [report.source for report in reports if report.source] or names
    what = names[0] if len(names) == 1 else f"{len(names)} files"
    new = sum(report.new for report in reports)
    return f"Imported {what} ({new:,} new)" if new else f"Imported {what}"


def _store_file(store: Store, file: ReadFile, options: Options) -> FileReport:
    if file.error is not None:
        return FileReport(name=file.given, error=file.error)
    stored = store.source_by_hash(file.sha)
    again = stored is not None and stored.completed
    tally = _Tally()
    if stored is not None and again:
        _recognise(store, stored.row, file, options, tally)
    else:
        _store_records(store, file, options, tally)
    return _report(file, tally, again)


def _report(file: ReadFile, tally: _Tally, again: bool) -> FileReport:
    return FileReport(
        name=file.given,
        source=file.name,
        format=file.reading.format,
        confidence=round(file.reading.confidence, 4),
        encoding=file.encoding or None,
        lines=file.line_counts(),
        records=tally.new + tally.merged + tally.known,
        new=tally.new,
        merged=tally.merged,
        known=tally.known,
        known_starred=tally.starred,
        known_removed=tally.removed,
        again=again,
        notice=file.notice,
        unparsed=file.unparsed(),
        no_abstract=tuple(record.first_line for record in file.records if not record.abstract),
        parsed=file.records,
    )


@dataclass(slots=True)
class _Tally:
    """What became of the records of one file so far."""

    new: int = 0
    merged: int = 0
    known: int = 0
    starred: int = 0
    removed: int = 0
    done: int = 0


def _store_records(store: Store, file: ReadFile, options: Options, tally: _Tally) -> None:
    with store.transaction():
        row = store.begin_source(
            file.name, file.sha, file.reading.format, file.encoding, file.ledger()
        )
        used = [(record.first_line, record.last_line) for record in file.records]
        store.keep_text(file.sha, file.text, used)
    for batch in _batches(file, options, tally):
        with store.transaction():
            papers = [_store_record(store, row, record, tally) for record in batch]
            _tag(store, papers, options)
    if tally.done == len(file.records):
        with store.transaction():
            store.finish_source(row)


def _recognise(store: Store, row: int, file: ReadFile, options: Options, tally: _Tally) -> None:
    """The same bytes again: nothing to store but the name and the tags asked for now."""
    if options.name is not None:
        store.rename_source(row, file.name)
    for batch in _batches(file, options, tally):
        found = [matching.find(store, record, identity.keys_of(record)) for record in batch]
        tally.known += len(found)
        papers = [known for known in found if known is not None]
        for known in papers:
            _count_known(store, known, tally)
        with store.transaction():
            _tag(store, [known.row for known in papers], options)


def _batches(file: ReadFile, options: Options, tally: _Tally) -> Iterator[Sequence[Record]]:
    """Up to BATCH records at a time, telling progress between them, until asked to stop."""
    records = file.records
    for start in range(0, len(records), BATCH):
        if options.stopped:
            return
        batch = records[start : start + BATCH]
        yield batch
        tally.done += len(batch)
        if options.progress is not None:
            options.progress(Progress(file.name, tally.done, len(records)))


def _store_record(store: Store, source: int, record: Record, tally: _Tally) -> int:
    """Store one record as a new paper or a sighting of a known one; returns the paper's row."""
    keys = identity.keys_of(record)
    found = matching.find(store, record, keys)
    if found is None:
        alone = identity.fold([record], {})
        row = store.insert_paper(
            matching.free_id(store, record, keys),
            alone.fields,
            title_derived=alone.title_derived,
            source=source,
            position=record.first_line,
        )
        store.add_sighting(row, source, record, keys)
        tally.new += 1
        return row
    before = folded(store, found.row)
    store.add_sighting(found.row, source, record, keys)
    after = folded(store, found.row)
    if after != before and not found.removed:
        show(store, found.row, after)
        tally.merged += 1
    else:
        tally.known += 1
    _count_known(store, found, tally)
    return found.row


def _count_known(store: Store, found: Match, tally: _Tally) -> None:
    tally.removed += found.removed
    tally.starred += not found.removed and store.is_starred(found.row)


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
