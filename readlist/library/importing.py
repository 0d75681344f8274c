"""From bytes to papers: read, match, merge, and tell what happened.

One import is one step of the undo log, however many files and transactions it takes. A file that
cannot be read is reported and the others go on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from readlist import identity
from readlist.errors import BadValue, ReadlistError
from readlist.library.folding import folded, show
from readlist.library.inputs import Input, ReadInput, read_input
from readlist.library.progress import Progress, Stop
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
        stopped=len(reports) < len(inputs) or any(report.unfinished for report in reports),
    )


def _label(inputs: Sequence[Input], reports: Sequence[FileReport]) -> str:
    names = [report.source or report.name for report in reports] or [inputs[0].name]
    what = names[0] if len(inputs) == 1 else f"{len(inputs)} files"
    new = sum(report.new for report in reports)
    return f"Imported {what} ({new:,} new)" if new else f"Imported {what}"


def _import_one(store: Store, given: Input, options: Options) -> FileReport:
    try:
        source = read_input(given, options.format, options.name)
    except ReadlistError as error:
        return FileReport(name=given.given, error=f"{given.given}: {error}")
    stored = store.source_by_hash(source.sha)
    again = stored is not None and stored.completed
    tally = _Tally()
    if stored is not None and again:
        _recognise(store, stored.row, source, options, tally)
    else:
        _store_records(store, source, options, tally)
    return _report(source, tally, again)


def _report(source: ReadInput, tally: _Tally, again: bool) -> FileReport:
    records = source.records
    return FileReport(
        name=source.given,
        source=source.name,
        format=source.reading.format,
        confidence=round(source.reading.confidence, 4),
        encoding=source.encoding,
        lines=source.line_counts(),
        records=tally.new + tally.merged + tally.known,
        new=tally.new,
        merged=tally.merged,
        known=tally.known,
        known_starred=tally.starred,
        known_removed=tally.removed,
        again=again,
        notice=source.notice,
        unparsed=source.unparsed(),
        no_abstract=tuple(record.first_line for record in records if not record.abstract),
        parsed=records,
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


def _store_records(store: Store, source: ReadInput, options: Options, tally: _Tally) -> None:
    with store.transaction():
        row = store.begin_source(
            source.name, source.sha, source.reading.format, source.encoding, source.ledger()
        )
        used = [(record.first_line, record.last_line) for record in source.records]
        store.keep_text(source.sha, source.text, used)
    for batch in _batches(source, options, tally):
        with store.transaction():
            papers = [_store_record(store, row, record, tally) for record in batch]
            _tag(store, papers, options)
    if tally.done == len(source.records):
        with store.transaction():
            store.finish_source(row)


def _recognise(store: Store, row: int, source: ReadInput, options: Options, tally: _Tally) -> None:
    """The same bytes again: nothing to store but the name and the tags asked for now."""
    if options.name is not None:
        store.rename_source(row, source.name)
    for batch in _batches(source, options, tally):
        found = [_find(store, record, identity.keys_of(record)) for record in batch]
        tally.known += len(found)
        papers = [known for known in found if known is not None]
        for known in papers:
            _count_known(store, known, tally)
        with store.transaction():
            _tag(store, [known.row for known in papers], options)


def _batches(source: ReadInput, options: Options, tally: _Tally) -> Iterator[Sequence[Record]]:
    """Up to BATCH records at a time, telling progress between them, until asked to stop."""
    records = source.records
    for start in range(0, len(records), BATCH):
        if options.stopped:
            return
        batch = records[start : start + BATCH]
        yield batch
        tally.done += len(batch)
        if options.progress is not None:
            options.progress(Progress(source.name, tally.done, len(records)))


@dataclass(frozen=True, slots=True)
class _Found:
    row: int
    removed: bool


def _find(store: Store, record: Record, keys: identity.Keys) -> _Found | None:
    stored = store.candidates(keys.arxiv_id, keys.doi, keys.title_key, keys.abstract_key)
    candidates = [identity.Candidate(each.row, each.fields) for each in stored]
    row = identity.match(record, candidates) if candidates else None
    if row is None:
        return None
    return _Found(row, any(each.removed for each in stored if each.row == row))


def _store_record(store: Store, source: int, record: Record, tally: _Tally) -> int:
    """Store one record as a new paper or a sighting of a known one; returns the paper's row."""
    keys = identity.keys_of(record)
    found = _find(store, record, keys)
    if found is None:
        alone = identity.fold([record], {})
        row = store.insert_paper(
            _free_id(store, record, keys),
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


def _count_known(store: Store, found: _Found, tally: _Tally) -> None:
    tally.removed += found.removed
    tally.starred += not found.removed and store.is_starred(found.row)


def _free_id(store: Store, record: Record, keys: identity.Keys) -> str:
    """The public id of a new paper. Two papers of one key differ by the number of the attempt."""
    key = identity.first_key(record, keys)
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
