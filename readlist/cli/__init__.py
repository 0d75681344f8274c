"""The `readlist` command: thin, each command says what it does through `Library`.

Only click is imported here; a command imports what it needs when it runs.
"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from readlist import __version__
from readlist.cli import (
    demo,
    doctor,
    doubles,
    exporting,
    finding,
    highlights,
    history,
    importing,
    marking,
    merging,
    searches,
    sources,
    stats,
    tags,
    triage,
    upkeep,
    words,
)
from readlist.cli.base import (
    DONE,
    HELP,
    WRONG,
    CommandGroup,
    Session,
    fail,
    pass_session,
    run,
)


@click.group(cls=CommandGroup, invoke_without_command=True, context_settings=HELP)
@click.option("--library", metavar="PATH", type=Path, help="The library to use: an SQLite file.")
@click.version_option(__version__, message="readlist %(version)s")
@pass_session
@click.pass_context
def cli(context: click.Context, session: Session, library: Path | None) -> int:
    """A reading list of research papers: import, browse, search, star, annotate, export.

    Without a command it opens on the whole screen. `readlist demo` shows it on sample papers.
    """
    session.library_option = library
    if context.invoked_subcommand is not None:
        return DONE
    return _open_app(session)


def _open_app(session: Session) -> int:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        fail("the app needs a terminal; `readlist -h` lists what works without one", WRONG)
    from readlist.tui import run as run_app

    with session.library(create=True) as library:
        return run_app(library, session.screen_config)


for command in (
    importing.import_,
    finding.search,
    finding.list_,
    finding.similar,
    finding.show,
    finding.open_,
    searches.searches,
    words.words,
    marking.star,
    marking.unstar,
    marking.status,
    marking.tag,
    tags.tags,
    marking.note,
    highlights.highlight,
    marking.edit,
    marking.delete,
    merging.merge,
    merging.split,
    doubles.doubles,
    sources.sources,
    sources.forget,
    triage.triage,
    exporting.export,
    history.undo,
    history.redo,
    history.history,
    stats.stats,
    upkeep.paths,
    upkeep.reindex,
    doctor.doctor,
    demo.demo,
):
    cli.add_command(command)


def main() -> None:
    """The entry point of the installed command."""
    run(cli)
