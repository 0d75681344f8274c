"""Commands about sources, the files that papers came from: list, rename and forget them."""

from __future__ import annotations

import sys

import click

from readlist.cli import output
from readlist.cli.base import (
    DONE,
    HELP,
    NOT_ALL,
    ListingGroup,
    Session,
    TextCommand,
    pass_session,
    say,
    say_json,
)
from readlist.paper import one_line


@click.group(cls=ListingGroup, context_settings=HELP)
def sources() -> None:
    """Sources, the files that papers came from: list them, or rename one.

    \b
      readlist sources rename monday "trending, first week"
    """


@sources.command("list")
@click.option("--json", "as_json", is_flag=True, help="JSON.")
@pass_session
def list_(session: Session, as_json: bool) -> int:
    """The sources, newest first: number, name, format, papers."""
    with session.library() as library:
        found = library.sources()
    if as_json:
        rows = [
            {
                "number": each.row,
                "name": each.name,
                "format": each.format,
                "imported_at": each.imported_at,
                "papers": each.count,
            }
            for each in found
        ]
        say_json(rows)
    elif sys.stdout.isatty():
        for each in found:
            when = click.style(each.imported_at[:10], dim=True)
            form = click.style(each.format, dim=True)
            click.echo(f"{each.row:>5}  {when}  {each.count:>7,}  {one_line(each.name)}  {form}")
    else:
        for each in found:
            facts = (each.row, one_line(each.name), each.format, each.imported_at, each.count)
            click.echo("\t".join(map(str, facts)))
    if not found:
        say("Nothing has been imported yet")
    return DONE if found else NOT_ALL


@sources.command()
@click.argument("source")
@click.argument("name")
@pass_session
def rename(session: Session, source: str, name: str) -> int:
    """Call SOURCE (its name, a part of it, or its number) NAME."""
    with session.library() as library:
        say(library.rename_source(source, name).message)
    return DONE


@click.command(cls=TextCommand)
@click.argument("source", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="JSON.")
@pass_session
def forget(session: Session, source: tuple[str, ...], as_json: bool) -> int:
    """Forget SOURCE: its name, a part of it, or its number in `readlist sources`.

    The papers that only it brought go. Those with a note, star, status, tag, highlight or
    correction of yours stay, and are listed. `readlist undo` brings all of it back.
    """
    with session.library() as library:
        done = library.forget_source(" ".join(source))
        say(done.message)
        if as_json:
            told = {"gone": done.gone, "known": done.known, "kept": done.kept}
            say_json(told)
        else:
            output.papers(library, done.kept)
    return DONE
