"""From inputs to papers: each is read, its records are stored, and what happened is told.

One import is one step of the undo log, however many files and transactions it takes. A file that
cannot be read is reported and the others go on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from readlist import readers
from readlist.errors import BadValue, UnreadableFile
from readlist.library import matching
from readlist.library.inputs import Input
from readlist.library.large import Large, Pass
from readlist.library.ledger import Ledger
from readlist.library.progress import Progress, Stop
from readlist.library.reading import Format, ReadFile, format_of, read_input
from readlist.library.report import FileReport, ImportReport, Skipped, shown
from readlist.library.storing import Shelf
from readlist.paper import Record
from readlist.search import Stopped
from readlist.store import Store

BATCH = 250
"""Records a transaction: another window waits some 40 ms for the write lock, not a second."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How to import. `name`: of the source."""

    format: Format = None
    tags: tuple[str, ...] = ()
    name: str | None = None
    progress: Callable[[Progress], None] | None = None
    stop: Stop | None = None
    dry_run: bool = False

    @property
    def stopped(self) -> bool:
        return self.stop is not None and self.stop.stopped


def import_inputs(
    store: Store, inputs: Sequence[Input], options: Options, skipped: Sequence[Skipped] = ()
) -> ImportReport:
    """Read and store all of `inputs` as one step; errors of a file are in its report.

    `skipped`: what was passed over in looking for them. Raises `BadValue`: no such format, or a
    name for several files.
    """
    if options.name is not None and len(inputs) > 1:
        raise BadValue("--name names one source; import the files one at a time to name them")
    if isinstance(options.format, str):
        readers.reader_named(options.format)
    files = (
        read_input(given, format_of(given, options.format), options.name, options.stop)
        for given in inputs
    )
    report = _store_all(store, files, [given.name for given in inputs], options)
    return replace(report, skipped=(*skipped, *report.skipped))


def import_read(store: Store, files: Sequence[ReadFile], options: Options) -> ImportReport:
    """Store what has been read, as it is, as one step."""
    return _store_all(store, files, [file.name for file in files], options)


def forecast(
    store: Store, inputs: Sequence[Input], options: Options, skipped: Sequence[Skipped] = ()
) -> ImportReport:
    """What `import_inputs` would do: it is done, to a copy in memory that is thrown away."""
    copy = store.copy_in_memory()
    try:
        report = import_inputs(copy, inputs, replace(options, dry_run=True), skipped)
        return replace(report, dry_run=True, step=None)
    finally:
        copy.close()


def _store_all(
    store: Store, files: Iterable[ReadFile], names: Sequence[str], options: Options
) -> ImportReport:
    """Store `files`, called `names`, one after the other: none is read before its turn."""
    _catch_up(store, options)
    before = store.counts().papers
    reports: list[FileReport] = []
    skipped: list[Skipped] = []
    with store.step(_label(names, reports)) as step:
        files = iter(files)
        for name in names:
            if reports or skipped:  # else nothing has been told that is not so any more
                _tell(options, Progress(name, 0, 0))
            file = _next(files, options)
            if file is None:
                break
            if file.skipped is not None:
                skipped.append(file.skipped)
            else:
                reports.append(_store_file(store, file, options))
            step.label = _label(names, reports)
    return ImportReport(
        files=tuple(reports),
        skipped=tuple(skipped),
        papers_before=before,
        papers_after=store.counts().papers,
        step=step.leader,
        stopped=len(reports) + len(skipped) < len(names) or any(each.stopped for each in reports),
    )


def _catch_up(store: Store, options: Options) -> None:
    """In a library that older programs filled, what is in it has to be compared for once."""

    def progress(done: int, total: int) -> None:
        _tell(options, Progress("papers here already", done, total))

    matching.catch_up(store, options.stop, progress)


def _next(files: Iterator[ReadFile], options: Options) -> ReadFile | None:
    try:
        return None if options.stopped else next(files, None)
    except Stopped:
        return None


def _label(names: Sequence[str], reports: Sequence[FileReport]) -> str:
    names = [report.source for report in reports if report.source] or names
    what = names[0] if len(names) == 1 else f"{len(names)} files"
    new = sum(report.new for report in reports)
    return f"Imported {what} ({new:,} new)" if new else f"Imported {what}"


def _store_file(store: Store, file: ReadFile, options: Options) -> FileReport:
    if file.error is not None:
        return FileReport(
            name=file.given,
            lines=Ledger().counts(),
            error=file.error,
            candidates=file.candidates,
            undecided=file.undecided,
        )
    if file.large is not None:
        return _store_large(store, file, file.large, options)
    ledger = Ledger.of(file.reading, file.lines)
    shelf = Shelf(store, file, ledger, options.tags)
    total = len(file.records)
    for start in range(0, total, BATCH):
        if options.stopped:
            break
        shelf.put(file.records[start : start + BATCH])
        _tell(options, Progress(file.name, min(start + BATCH, total), total))
    else:
        _finish(shelf, file, options)
    report = _report(file, shelf, ledger, options)
    return replace(report, parsed=file.records, stopped=report.records < total)


def _store_large(store: Store, file: ReadFile, large: Large, options: Options) -> FileReport:
    """Store the records of a file as they come out of it."""
    run = Pass(large, options.stop)
    shelf = Shelf(store, file, run.ledger, options.tags)
    parsed: list[Record] = []
    stopped, error = False, None
    records = run.records()
    try:
        while not (stopped := options.stopped) and (batch := list(islice(records, BATCH))):
            shelf.put(batch)
            _tell(options, Progress(file.name, run.done, large.size, "bytes"))
            if options.dry_run:
                parsed += batch
    except Stopped:
        stopped = True
    except UnreadableFile as failure:
        error = f"{shown(file.given)}: {failure}"
        if shelf.tally.new:
            error += f"; {shelf.tally.new:,} new papers of it are in, which undo takes out"
    file = replace(file, encoding=run.encoding, notice=run.notice)
    if not stopped and error is None:
        _finish(shelf, file, options)
    report = _report(file, shelf, run.ledger, options)
    return replace(report, parsed=tuple(parsed), stopped=stopped, error=error)


def _finish(shelf: Shelf, file: ReadFile, options: Options) -> None:
    shelf.finish(file.encoding)
    if options.name is not None and shelf.again:
        shelf.rename()


def _tell(options: Options, progress: Progress) -> None:
    if options.progress is not None:
        options.progress(progress)


def _report(file: ReadFile, shelf: Shelf, ledger: Ledger, options: Options) -> FileReport:
    tally, reading = shelf.tally, file.reading
    notices = (*reading.notices, file.notice) if file.notice else reading.notices
    return FileReport(
        name=file.given,
        source=file.name,
        format=reading.format,
        confidence=round(reading.confidence, 4),
        chosen=file.chosen,
        encoding=file.encoding or None,
        lines=ledger.counts(),
        records=tally.records,
        new=tally.new,
        merged=tally.merged,
        known=tally.known,
        suggested=tally.suggested,
        joined=tally.joined,
        known_starred=tally.starred,
        known_removed=tally.removed,
        marks_left={kind: count for kind, count in tally.marks_left.items() if count},
        again=shelf.again,
        notices=notices,
        parts=reading.parts,
        unparsed=tuple(ledger.unparsed),
        problems=tuple(ledger.problems),
        problem_count=ledger.problem_count,
        no_abstract=tuple(ledger.no_abstract),
        no_abstract_count=ledger.no_abstract_count,
    )
