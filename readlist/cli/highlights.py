"""The command that marks sentences of an abstract: highlight."""

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
    pass_session,
    say,
    say_json,
)


@click.command(cls=TextCommand)
@click.argument("id_", metavar="ID")
@click.argument("words", metavar="[WORDS]...", nargs=-1)
@click.option("--remark", metavar="TEXT", help="What to say on it; '' takes back what was said.")
@click.option("--remove", is_flag=True, help="Take the mark off, and the remark with it.")
@click.option("--json", "as_json", is_flag=True, help="JSON: a list of quote and remark.")
@pass_session
def highlight(
    session: Session,
    id_: str,
    words: tuple[str, ...],
    remark: str | None,
    remove: bool,
    as_json: bool,
) -> int:
    """Mark the sentence of the abstract that has WORDS; without words, list those marked.

    \b
      readlist highlight k3v9q2ma
      readlist highlight k3v9q2ma fraction of the time --remark "compare with table 2"
      readlist highlight k3v9q2ma fraction of the time --remove
    """
    text = " ".join(words)
    if not text.strip() and (words or remark is not None or remove):
        raise click.UsageError("Give some words of the sentence that is meant")
    if remove and remark is not None:
        raise click.UsageError("Give --remark or --remove, not both")
    with session.library() as library:
        paper = paper_named(library, id_)
        if remove:
            say(library.highlights.unmark(paper.id, text).message)
        elif words:
            say(library.highlights.mark(paper.id, text, remark).message)
        elif as_json:
            marks = [{"quote": each.quote, "remark": each.remark} for each in paper.highlights]
            say_json(marks)
            return DONE if marks else NOT_ALL
        elif not paper.highlights:
            fail("no sentence is marked yet; give some words of one to mark it", NOT_ALL)
        else:
            for each in paper.highlights:
                click.echo("\n".join(output.highlight_lines(each)))
    return DONE
