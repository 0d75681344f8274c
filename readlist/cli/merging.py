"""Commands about papers that are one, or two: merge, split."""

from __future__ import annotations

import click

from readlist.cli import output
from readlist.cli.base import (
    DONE,
    NOT_ALL,
    Session,
    TextCommand,
    fail,
    paper_named,
    papers_named,
    pass_session,
    say,
)


@click.command(cls=TextCommand)
@click.argument("ids", metavar="ID ID...", nargs=-1, required=True)
@pass_session
def merge(session: Session, ids: tuple[str, ...]) -> int:
    """Make one paper of several: the first stays.

    It has the notes, tags, highlights and sources of all of them, and their ids mean it from now
    on. `readlist split` takes it apart again, `readlist undo` as well.
    """
    with session.library() as library:
        found, code = papers_named(library, ids)
        if code != DONE:
            fail("nothing was merged", code)
        done = library.merge(found)
        say(done.message)
    return DONE if done.changed else NOT_ALL


@click.command(cls=TextCommand)
@click.argument("id_", metavar="ID")
@pass_session
def split(session: Session, id_: str) -> int:
    """Take a paper apart that is several, and list them.

    Papers that were merged come back as they were before, each with its star, status, tags, note
    and highlights; what you did since stays with the first. Otherwise it is split by what its
    sources say: titles, abstracts and ids that differ. What you wrote stays with the first.
    """
    with session.library() as library:
        paper_id = paper_named(library, id_).id
        done = library.split(paper_id)
        say(done.message)
        if not done.changed:
            return NOT_ALL
        output.papers(library, [paper_id, *done.ids])
    return DONE
