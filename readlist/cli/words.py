"""Commands about my words: the words to look for and to watch out for in abstracts."""

from __future__ import annotations

import sys

import click

from readlist.cli.base import (
    DONE,
    HELP,
    NOT_ALL,
    ListingGroup,
    Session,
    pass_session,
    say,
    say_json,
)
from readlist.paper import WordKind

_COLOURS = {WordKind.WANTED: "yellow", WordKind.UNWANTED: "red"}


@click.group(cls=ListingGroup, context_settings=HELP)
def words() -> None:
    """My words: what to look for and to watch out for, coloured in titles and abstracts.

    \b
      readlist words
      readlist words add captions "world model"
      readlist words add --watch blockchain
      readlist words remove captions

    Any form of a word is meant: captions finds caption and captioning.
    """


@words.command("list")
@click.option("--json", "as_json", is_flag=True, help="JSON.")
@pass_session
def list_(session: Session, as_json: bool) -> int:
    """My words, those looked for first, and how many papers have each."""
    with session.library() as library:
        library.update_index()
        counted = sorted(
            library.words.count().items(), key=lambda pair: pair[0].kind is WordKind.UNWANTED
        )
    if as_json:
        rows = [
            {"word": mine.word, "kind": mine.kind.value, "count": count} for mine, count in counted
        ]
        say_json(rows)
    elif sys.stdout.isatty():
        for mine, count in counted:
            watched = " (watch out)" if mine.kind is WordKind.UNWANTED else ""
            word = click.style(mine.word, fg=_COLOURS[mine.kind])
            click.echo(f"{count:>7,}  {word}{watched}")
    else:
        for mine, count in counted:
            click.echo(f"{mine.word}\t{mine.kind.value}\t{count}")
    if not counted:
        say("No words of yours yet; readlist words add WORD keeps one")
    return DONE if counted else NOT_ALL


@words.command()
@click.argument("new", metavar="WORD...", nargs=-1, required=True)
@click.option("--watch", is_flag=True, help="As words to watch out for.")
@pass_session
def add(session: Session, new: tuple[str, ...], watch: bool) -> int:
    """Look for each WORD, or watch out for it; in quotes, a few that stand together.

    One that is on the other list moves.
    """
    with session.library(create=True) as library:
        say(library.words.add(new, WordKind.UNWANTED if watch else WordKind.WANTED).message)
    return DONE


@words.command()
@click.argument("old", metavar="WORD...", nargs=-1, required=True)
@pass_session
def remove(session: Session, old: tuple[str, ...]) -> int:
    """Colour each WORD no more."""
    with session.library() as library:
        say(library.words.remove(old).message)
    return DONE
