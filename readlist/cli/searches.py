"""Commands about saved searches: list, save, rename, delete, move."""

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
    pass_session,
    say,
    say_json,
)
from readlist.paper import one_line


@click.group(cls=ListingGroup, context_settings=HELP)
def searches() -> None:
    """Saved searches: list them, or save, rename, delete and move one.

    \b
      readlist searches save "to read" is:unread tag:rl
      readlist searches
    """


@searches.command("list")
@click.option("--json", "as_json", is_flag=True, help="JSON.")
@pass_session
def list_(session: Session, as_json: bool) -> int:
    """The saved searches: name, query, and how many papers match."""
    with session.library() as library:
        saved = library.searches.all()
        library.update_index()
        counts = library.searches.count([search.query for search in saved])
    if as_json:
        rows = [
            {"name": search.name, "query": search.query, "count": count}
            for search, count in zip(saved, counts, strict=True)
        ]
        say_json(rows)
    elif sys.stdout.isatty():
        width = max((len(search.name) for search in saved), default=0)
        for search, count in zip(saved, counts, strict=True):
            query = click.style(one_line(search.query), dim=True)
            click.echo(f"{count:>7,}  {search.name:<{width}}  {query}")
    else:
        for search, count in zip(saved, counts, strict=True):
            click.echo(f"{search.name}\t{one_line(search.query)}\t{count}")
    if not saved:
        say("No saved searches yet; readlist searches save NAME QUERY keeps one")
    return DONE if saved else NOT_ALL


@searches.command()
@click.argument("name")
@click.argument("query", nargs=-1, required=True)
@pass_session
def save(session: Session, name: str, query: tuple[str, ...]) -> int:
    """Keep QUERY under NAME, as the last of the saved searches."""
    from readlist.library.finding import complete_query

    complete_query(" ".join(query))
    with session.library(create=True) as library:
        say(library.searches.save(name, " ".join(query)).message)
    return DONE


@searches.command()
@click.argument("old")
@click.argument("new")
@pass_session
def rename(session: Session, old: str, new: str) -> int:
    """Call the saved search OLD NEW."""
    with session.library() as library:
        say(library.searches.rename(old, new).message)
    return DONE


@searches.command()
@click.argument("name")
@pass_session
def delete(session: Session, name: str) -> int:
    """Delete a saved search. `readlist undo` brings it back."""
    with session.library() as library:
        say(library.searches.delete(name).message)
    return DONE


@searches.command()
@click.argument("name")
@click.argument("place", type=Number(1))
@pass_session
def move(session: Session, name: str, place: int) -> int:
    """Put a saved search at PLACE; 1 is the first."""
    with session.library() as library:
        say(library.searches.move(name, place - 1).message)
    return DONE
