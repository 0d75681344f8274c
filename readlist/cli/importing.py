"""The import command: files in, and the truth about what happened."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from readlist.cli.base import (
    DONE,
    STOPPED,
    WRONG,
    Session,
    TextCommand,
    complain,
    pass_session,
    say_json,
)
from readlist.cli.triage import check_terminal, triage_import

if TYPE_CHECKING:
    from readlist.library import FileReport, ImportReport, Progress
    from readlist.paper import Record


class ImportCommand(TextCommand):
    """Its help lists the formats, which are looked up only for that."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        from readlist.library.choosing import formats

        with formatter.section("Formats"):
            formatter.write_dl(list(formats().items()))


@click.command("import", cls=ImportCommand)
@click.argument("files", metavar="FILE...|FOLDER...|-", nargs=-1, required=True)
@click.option(
    "--format", metavar="NAME", help="How to read it, one of the names below; else what fits best."
)
@click.option("--dry-run", is_flag=True, help="Change nothing; say what would happen.")
@click.option("--tag", "tags", metavar="T", multiple=True, help="Tag all papers of these files.")
@click.option("--name", metavar="NAME", help="What to call the source.")
@click.option("--triage", is_flag=True, help="Then go through what came in, one by one.")
@click.option("--json", "as_json", is_flag=True, help="The report as JSON.")
@pass_session
def import_(
    session: Session,
    files: tuple[str, ...],
    format: str | None,
    dry_run: bool,
    tags: tuple[str, ...],
    name: str | None,
    triage: bool,
    as_json: bool,
) -> int:
    """Import papers from files, packed ones (.gz), folders of them, or stdin (`-`).

    Each may be a page you saved as text, a mail, an export of another program, a list of links, or
    several of these in one. The same paper in two files becomes one paper; importing a file again
    changes nothing.
    """
    if triage:
        check_terminal("import --triage")
    with (
        session.library(create=not dry_run) as library,
        _stop_on_ctrl_c() as stop,
        _progress_bar(show=not as_json) as progress,
    ):
        report = library.import_files(
            files,
            format=format,
            dry_run=dry_run,
            tags=tags,
            name=name,
            progress=progress,
            stop=stop,
        )
    for file in report.files:
        wrong = _with_advice(file)
        if wrong is not None:
            complain(wrong)
    sentences = report.sentences()
    if report.failed and not report.files:
        complain(" ".join(sentences))
        sentences = []
    if as_json:
        say_json(_report_json(report))
    else:
        for sentence in sentences:
            click.echo(sentence)
    if triage and not report.stopped and not dry_run and report.total("records"):
        with session.library() as library:
            return triage_import(session, library, report)
    if report.stopped:
        if not report.files:
            complain("stopped before anything was imported")
        return STOPPED
    return WRONG if report.failed else DONE


def _with_advice(file: FileReport) -> str | None:
    """What is wrong with a file, if anything, and how to say what it is where that is in doubt."""
    if not file.undecided:
        return file.error
    way = "name the right one" if file.candidates else "if it is one, name it"
    return f"{file.error}; nothing of it was imported; {way} with --format"


class _Stop:
    stopped = False


@contextmanager
def _stop_on_ctrl_c() -> Iterator[_Stop]:
    """The first Ctrl-C stops between two batches; a second one at once. What is in stays in."""
    stop = _Stop()
    before = signal.getsignal(signal.SIGINT)

    def ask(_signal: int, _frame: object) -> None:
        if stop.stopped:
            raise KeyboardInterrupt
        stop.stopped = True

    signal.signal(signal.SIGINT, ask)
    try:
        yield stop
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def _progress_bar(show: bool) -> Iterator[Any]:
    """A callback that draws a bar on stderr, or None where nobody would see it."""
    if not show or not sys.stderr.isatty():
        yield None
        return
    drawn = ""

    def draw(progress: Progress) -> None:
        nonlocal drawn
        done = progress.done * 24 // max(1, progress.total)
        bar = "━" * done + "╌" * (24 - done)
        drawn = f"{bar} {progress.numbers()}  {progress.name}"[:78]
        click.echo(f"\r{drawn}\x1b[K", err=True, nl=False)

    yield draw
    if drawn:
        click.echo("\r\x1b[K", err=True, nl=False)


def _report_json(report: ImportReport) -> dict[str, object]:
    return {
        "files": [_file_json(file, report.dry_run) for file in report.files],
        "skipped": [{"name": _name(each.name), "why": each.why} for each in report.skipped],
        "papers_before": report.papers_before,
        "papers_after": report.papers_after,
    }


def _file_json(file: FileReport, with_records: bool) -> dict[str, object]:
    keys = ("name", "format", "confidence", "encoding", "lines", "records", "new", "merged",
            "known", "suggested")  # fmt: skip
    entry: dict[str, object] = {key: getattr(file, key) for key in keys}
    entry["name"] = _name(file.name)
    entry["unparsed"] = [asdict(line) for line in file.unparsed]
    entry["error"] = _with_advice(file)
    entry["problems"] = [asdict(problem) for problem in file.problems]
    entry["parts"] = [asdict(part) for part in file.parts]
    entry["notices"] = list(file.notices)
    entry["marks_left"] = dict(file.marks_left)
    entry["candidates"] = list(file.candidates)
    entry["joined"] = file.joined
    if with_records:
        entry["parsed"] = [_record_json(record) for record in file.parsed]
    return entry


def _name(name: str) -> str:
    """A name as it was given; what of it is no text (a byte that is not UTF-8) as U+FFFD."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _record_json(record: Record) -> dict[str, object]:
    keys = ("title", "abstract", "authors", "year", "venue", "doi", "arxiv_id", "urls",
            "first_line", "last_line")  # fmt: skip
    return {key: getattr(record, key) for key in keys}
