"""The `readlist` command: thin, each command says what it does through `Library`.

Only click is imported here; a command imports what it needs when it runs.
"""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

import click

from readlist import __version__
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

_COMMANDS = {
    "import": ("importing", "import_"),
    "search": ("finding", "search"),
    "list": ("finding", "list_"),
    "similar": ("finding", "similar"),
    "show": ("finding", "show"),
    "open": ("finding", "open_"),
    "searches": ("searches", "searches"),
    "words": ("words", "words"),
    "star": ("marking", "star"),
    "unstar": ("marking", "unstar"),
    "status": ("marking", "status"),
    "tag": ("marking", "tag"),
    "tags": ("tags", "tags"),
    "note": ("marking", "note"),
    "highlight": ("highlights", "highlight"),
    "edit": ("marking", "edit"),
    "delete": ("marking", "delete"),
    "merge": ("merging", "merge"),
    "split": ("merging", "split"),
    "doubles": ("doubles", "doubles"),
    "sources": ("sources", "sources"),
    "forget": ("sources", "forget"),
    "triage": ("triage", "triage"),
    "export": ("exporting", "export"),
    "undo": ("history", "undo"),
    "redo": ("history", "redo"),
    "history": ("history", "history"),
    "stats": ("stats", "stats"),
    "paths": ("upkeep", "paths"),
    "reindex": ("upkeep", "reindex"),
    "doctor": ("doctor", "doctor"),
    "demo": ("demo", "demo"),
}
"""The module of each command, and what it is called there."""


class Program(CommandGroup):
    """All commands. The module of one is loaded when that is asked for: the app needs none."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module, name = _COMMANDS[cmd_name]
        command: click.Command = getattr(import_module(f"readlist.cli.{module}"), name)
        return command


@click.group(cls=Program, invoke_without_command=True, context_settings=HELP)
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


def main() -> None:
    """The entry point of the installed command."""
    run(cli)
