"""Commands about the library itself: paths, reindex."""

from __future__ import annotations

import click

from readlist.cli.base import DONE, Session, TextCommand, pass_session, say
from readlist.paper import counted


@click.command(cls=TextCommand)
@pass_session
def paths(session: Session) -> int:
    """Where the library, the settings and the search index are."""
    found = session.paths
    click.echo(f"library\t{session.library_path}")
    click.echo(f"config\t{found.config}")
    click.echo(f"index\t{found.indexes}")
    return DONE


@click.command(cls=TextCommand)
@pass_session
def reindex(session: Session) -> int:
    """Build the search index anew from the library."""
    with session.library() as library:
        number = library.reindex()
    say(f"Indexed {counted(number, 'paper')}")
    return DONE
