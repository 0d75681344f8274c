"""Commands about tags themselves: list, rename, merge, delete, move."""

from __future__ import annotations

import sys

import click

from readlist.cli.base import (
    DONE,
    HELP,
    NOT_ALL,
    ListingGroup,
    Number,
    Session,
    TextCommand,
    pass_session,
    say,
    say_json,
)


@click.group(cls=ListingGroup, context_settings=HELP)
def tags() -> None:
    """Tags: list them, or rename, merge, delete and move one.

    \b
      readlist tags
      readlist tags rename rl reinforcement-learning
      readlist tags merge llm llms language-models

    `readlist tag` gives tags to papers.
    """


@tags.command("list")
@click.option("--json", "as_json", is_flag=True, help="JSON.")
@pass_session
def list_(session: Session, as_json: bool) -> int:
    """The tags in order, and how many papers have each."""
    with session.library() as library:
        found = library.tags.all()
        untagged = library.counts().untagged
    if as_json:
        rows = [{"name": name, "count": count} for name, count in found]
        say_json(rows)
    elif sys.stdout.isatty():
        for name, count in found:
            click.echo(f"{count:>7,}  #{name}")
        if untagged:
            click.secho(f"{untagged:>7,}  untagged", dim=True)
    else:
        for name, count in found:
            click.echo(f"{name}\t{count}")
    if not found:
        say("No tags yet; readlist tag +NAME ID gives a paper one")
    return DONE if found else NOT_ALL


@tags.command()
@click.argument("old")
@click.argument("new")
@pass_session
def rename(session: Session, old: str, new: str) -> int:
    """Call the tag OLD NEW. If NEW is a tag already, the two become one."""
    with session.library() as library:
        say(library.tags.rename(old, new).message)
    return DONE


@tags.command()
@click.argument("names", metavar="TAG...", nargs=-1, required=True)
@click.argument("into")
@pass_session
def merge(session: Session, names: tuple[str, ...], into: str) -> int:
    """Make each TAG the tag INTO: their papers have that instead."""
    with session.library() as library:
        say(library.tags.merge(names, into).message)
    return DONE


@tags.command(cls=TextCommand)
@click.argument("names", metavar="TAG...", nargs=-1, required=True)
@pass_session
def delete(session: Session, names: tuple[str, ...]) -> int:
    """Take tags off all papers. `readlist undo` brings them back."""
    with session.library() as library:
        say(library.tags.delete(names).message)
    return DONE


@tags.command()
@click.argument("name", metavar="TAG")
@click.argument("place", type=Number(1))
@pass_session
def move(session: Session, name: str, place: int) -> int:
    """Put a tag at PLACE among the tags; 1 is the first."""
    with session.library() as library:
        say(library.tags.move(name, place - 1).message)
    return DONE
