"""Commands about the library itself: stats, paths, reindex."""

from __future__ import annotations

import click

from readlist.cli.base import DONE, Session, TextCommand, pass_session, say


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
