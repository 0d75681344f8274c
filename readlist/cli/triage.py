"""The triage command: the papers of a query one abstract at a time, on the whole screen."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from readlist.cli.base import (
    DONE,
    NOT_ALL,
    WRONG,
    Session,
    TextCommand,
    complain,
    fail,
    pass_session,
    say,
    say_json,
)

if TYPE_CHECKING:
    from readlist.library import ImportReport, Library
    from readlist.library.queues import Queue

ORDERS = ("file", "newest", "random", "for-you")


@click.command(cls=TextCommand)
@click.argument("query", nargs=-1)
@click.option(
    "--order",
    metavar="ORDER",
    type=click.Choice(ORDERS),
    help=f"Begin anew, in this order: {', '.join(ORDERS)} (else file).",
)
@click.option("--list", "listing", is_flag=True, help="List what waits to be gone on with.")
@click.option("--json", "as_json", is_flag=True, help="The list as JSON.")
@pass_session
def triage(
    session: Session, query: tuple[str, ...], order: str | None, listing: bool, as_json: bool
) -> int:
    """Decide paper by paper: read, skip, star, later; it can be left and taken up at any time.

    QUERY says which papers; without it, what was left last goes on, else the unread ones. Of a
    triage that was left, the same query leads back to where it was.
    """
    if listing or as_json:
        with session.library() as library:
            return _list(library.queues.unfinished(), as_json)
    check_terminal("triage")
    text = " ".join(query)
    with session.library() as library:
        for hint in library.select(text, limit=1).hints:
            complain(hint)
        return _run(session, library, _queue_for(library, text, order))


def _queue_for(library: Library, query: str, order: str | None) -> int:
    """The number of the queue that waits, or of a new one. Raises `UnknownQueue`."""
    queues = library.queues
    if order is None:
        last = next(iter(queues.unfinished()), None) if not query else None
        waiting = last or queues.unfinished_of(query or "is:unread")
        if waiting is not None:
            return queues.resume(waiting.number).number
    return queues.start(query or "is:unread", order=order or "file").number


def triage_import(session: Session, library: Library, report: ImportReport) -> int:
    """Go through what an import brought; exit code NOT_ALL if nothing of it is unread."""
    from readlist.errors import UnknownQueue

    try:
        number = library.queues.of_import(report).number
    except UnknownQueue as error:
        say(str(error))
        return NOT_ALL
    return _run(session, library, number)


def _run(session: Session, library: Library, number: int) -> int:
    from readlist.tui import run as run_app

    return run_app(library, session.screen_config, triage=number)


def check_terminal(what: str) -> None:
    """End with a sentence where there is no terminal to triage on."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        fail(f"{what} needs a terminal; `readlist list is:unread` lists what there is", WRONG)


def _list(queues: list[Queue], as_json: bool) -> int:
    if as_json:
        rows = [
            {
                "name": queue.name,
                "query": queue.query,
                "at": queue.at,
                "total": queue.total,
                "left_at": queue.left_at,
            }
            for queue in queues
        ]
        say_json(rows)
    else:
        for queue in queues:
            click.echo(f"{queue.name}\t{queue.at}/{queue.total}\t{queue.left_at}\t{queue.query}")
    if not queues:
        say("No triage waits; readlist triage begins one")
    return DONE if queues else NOT_ALL
