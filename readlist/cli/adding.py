"""The command that adds one paper by hand."""

from __future__ import annotations

import sys

import click

from readlist.cli.base import DONE, Session, TextCommand, pass_session, say
from readlist.cli.marking import field_options


@click.command(cls=TextCommand)
@field_options
@click.option("--abstract", metavar="TEXT", help="`-` reads it from stdin.")
@pass_session
def add(session: Session, /, **fields: object) -> int:
    """Add one paper by hand, and print its id. One that is here already is filled in.

    \b
      readlist add --title "Slow Bridges" --authors "Ann Lee; Bo Ray" --abstract - < abstract.txt
    """
    given = {name: value for name, value in fields.items() if value not in (None, ())}
    if not given:
        raise click.UsageError("Nothing to add; name a field such as --title or --arxiv")
    if given.get("abstract") == "-":
        given["abstract"] = "" if sys.stdin is None else sys.stdin.read()
    with session.library(create=True) as library:
        added = library.add(**given)
    say(added.message)
    click.echo(added.id)
    return DONE
