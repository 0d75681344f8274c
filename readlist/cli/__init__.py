"""The `readlist` command: thin, each command says what it does through `Library`.

Only click is imported here; a command imports what it needs when it runs.
"""

from __future__ import annotations

import gc
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
    "Papers in": {
        "import": ("importing", "import_", "Import papers from files, folders or stdin."),
        "add": ("adding", "add", "Add one paper by hand, by its title, abstract, ids, …"),
        "sources": ("sources", "sources", "Sources, the files that papers came from; rename one."),
        "forget": ("sources", "forget", "Forget a source, and the papers that only it brought."),
        "doubles": ("doubles", "doubles", "Papers that may be the same: list and settle them."),
        "merge": ("merging", "merge", "Make one paper of several: the first stays."),
        "split": ("merging", "split", "Take a paper apart that is several."),
    },
    "Finding": {
        "search": ("finding", "search", "Papers that match QUERY, best first."),
        "list": ("finding", "list_", "All papers, or those that match QUERY, in order."),
        "show": ("finding", "show", "One paper or several, for reading."),
        "open": ("finding", "open_", "Open a paper's link, or search the web for its title."),
        "similar": ("finding", "similar", "Papers near to one, nearest first."),
        "searches": ("searches", "searches", "Saved searches: list, save, rename, delete, move."),
    },
    "Deciding": {
        "triage": ("triage", "triage", "Go through papers one by one: read, skip, star, later."),
        "star": ("marking", "star", "Star papers."),
        "unstar": ("marking", "unstar", "Take the star off papers."),
        "status": ("marking", "status", "Mark papers as unread, reading, read or skipped."),
        "tag": ("marking", "tag", "Add (+TAG) and take off (-TAG) tags."),
        "tags": ("tags", "tags", "Tags: list, rename, merge, delete, move."),
        "note": ("marking", "note", "Print the note on a paper, or add to it."),
        "highlight": (
            "highlights",
            "highlight",
            "Mark a sentence of an abstract; list those marked.",
        ),
        "words": ("words", "words", "My words: what to look for and to watch out for."),
        "edit": ("marking", "edit", "Correct a paper's title, authors, year, links, ids."),
        "delete": ("marking", "delete", "Delete papers."),
    },
    "Papers out": {
        "export": (
            "exporting",
            "export",
            "The starred papers, or a query, as text to keep or send.",
        ),
        "stats": ("stats", "stats", "What came in, was read and is left, week by week."),
    },
    "Undoing": {
        "undo": ("history", "undo", "Undo the newest step, or one of the history."),
        "redo": ("history", "redo", "Do again what was undone."),
        "history": ("history", "history", "What was done, newest first; what a step did."),
    },
    "Upkeep": {
        "demo": ("demo", "demo", "Try readlist on sample papers; nothing of yours is touched."),
        "paths": ("upkeep", "paths", "Where the library, the settings and the search index are."),
        "doctor": ("doctor", "doctor", "Whether library, index, settings and terminal are well."),
        "reindex": ("upkeep", "reindex", "Build the search index anew from the library."),
    },
}
"""By what they are for: the module of each command, its name there, and what it does in short."""


class Program(CommandGroup):
    """All commands. The module of one is loaded when that is asked for: the app needs none."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [name for section in _COMMANDS.values() for name in section]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        for section in _COMMANDS.values():
            if cmd_name in section:
                module, name, _ = section[cmd_name]
                loaded = import_module(f"readlist.cli.{module}")
                command: click.Command = getattr(loaded, name)
                return command
        return None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        widest = max(map(len, self.list_commands(ctx)))
        for title, section in _COMMANDS.items():
            with formatter.section(title):
                rows = [(name.ljust(widest), told) for name, (_, _, told) in section.items()]
                formatter.write_dl(rows)


@click.group(cls=Program, invoke_without_command=True, context_settings=HELP)
@click.option("--library", metavar="PATH", type=Path, help="The library to use: an SQLite file.")
@click.version_option(__version__, message="readlist %(version)s")
@pass_session
@click.pass_context
def cli(context: click.Context, session: Session, library: Path | None) -> int:
    """A reading list of research papers that lives in the terminal.

    Without a command the app opens. `readlist COMMAND -h` explains each command, `readlist demo`
    shows the app on sample papers.
    """
    session.library_option = library
    if context.invoked_subcommand is not None:
        return DONE
    return _open_app(session)


def _open_app(session: Session) -> int:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        fail("the app needs a terminal; `readlist -h` lists what works without one", WRONG)
    # Nothing that is loaded now becomes garbage, but Python would look through it some forty times.
    # The screen has it do so again once it stands, and leave this aside.
    gc.disable()
    from readlist.tui import run as run_app

    with session.library(create=True) as library:
        return run_app(library, session.screen_config)


def main() -> None:
    """The entry point of the installed command."""
    run(cli)
