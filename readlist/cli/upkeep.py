"""Commands about the library itself: undo, redo, history, stats, paths, reindex."""

from __future__ import annotations

import sys

import click

from readlist.cli.base import DONE, NOT_ALL, Session, TextCommand, pass_session, say


@click.command(cls=TextCommand)
@click.argument("step", type=click.IntRange(min=1), required=False)
@pass_session
def undo(session: Session, step: int | None) -> int:
    """Undo the newest step, or the one with this number in `readlist history`."""
    with session.library() as library:
        say(f"Undone: {library.undo(step).label}")
    return DONE


@click.command(cls=TextCommand)
@pass_session
def redo(session: Session) -> int:
    """Do again what was undone last."""
    with session.library() as library:
        say(f"Done again: {library.redo().label}")
    return DONE


@click.command(cls=TextCommand)
@click.option("--limit", metavar="N", type=click.IntRange(min=0), default=50, show_default=True,
              help="At most N steps; 0: all.")  # fmt: skip
@pass_session
def history(session: Session, limit: int) -> int:
    """What was done, newest first, with the numbers `readlist undo` takes."""
    with session.library() as library:
        steps = library.history(limit or None)
    for step in steps:
        state = "undone" if step.undone else "done"
        if sys.stdout.isatty():
            when = step.at.replace("T", " ").removesuffix("Z")[:16]
            line = f"{step.number:>6}  {when}  {step.label}{'  (undone)' if step.undone else ''}"
            click.secho(line, dim=step.undone)
        else:
            click.echo(f"{step.number}\t{step.at}\t{state}\t{step.label}")
    if not steps:
        say("Nothing has been done yet")
    return DONE if steps else NOT_ALL


@click.command(cls=TextCommand)
@click.option("--json", "as_json", is_flag=True, help="JSON.")
@pass_session
def stats(session: Session, as_json: bool) -> int:
    """How many papers, read and unread, starred, noted; tags and sources."""
    import json

    with session.library() as library:
        numbers = library.stats()
    if as_json:
        click.echo(json.dumps(numbers, ensure_ascii=False, indent=2))
        return DONE
    for name, value in numbers.items():
        if isinstance(value, dict):
            if not value:
                continue
            click.echo(name.replace("_", " "))
            for key, count in value.items():
                click.echo(f"  {key:<28} {count:>9,}")
        else:
            shown = f"{value:,}" if isinstance(value, int) else str(value)
            click.echo(f"{name.replace('_', ' '):<30} {shown:>9}")
    return DONE


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
    say(f"Indexed {number:,} {'paper' if number == 1 else 'papers'}")
    return DONE
