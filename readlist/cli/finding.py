"""Commands that look: search, list, show, open."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from readlist.cli import output
from readlist.cli.base import (
    DONE,
    NOT_ALL,
    Number,
    Session,
    TextCommand,
    complain,
    fail,
    paper_named,
    papers_named,
    pass_session,
    say,
    say_json,
)
from readlist.paper import BACKWARDS, SORTS, counted, one_line

if TYPE_CHECKING:
    from readlist.library import Library, Results


@click.command(cls=TextCommand)
@click.argument("query", nargs=-1)
@click.option("--recent", is_flag=True, help="The queries asked lately by hand, not by scripts.")
@click.option("--limit", metavar="N", type=Number(), default=20, show_default=True,
              help="At most N papers; 0: all.")  # fmt: skip
@click.option("--ids", is_flag=True, help="Only the ids, one a line.")
@click.option("--json", "as_json", is_flag=True, help="JSON, with scores.")
@pass_session
def search(
    session: Session, query: tuple[str, ...], recent: bool, limit: int, ids: bool, as_json: bool
) -> int:
    """Papers that match QUERY, best first.

    Words are looked for in titles, abstracts, authors, venues and notes:

    \b
      readlist search diffusion -gan
      readlist search '"text to image" is:unread'
      readlist search title:attention is:starred
    """
    if recent == bool(query):
        raise click.UsageError("Give a query to search for, or --recent alone")
    from readlist.library.finding import complete_query

    with session.library() as library:
        if recent:
            return _show_recent(library.searches.recent(limit or None), as_json)
        complete_query(" ".join(query))
        results = library.search(" ".join(query), limit=limit or None)
        if sys.stdout.isatty() and not (ids or as_json):  # asked by somebody, not by a script
            library.searches.remember(" ".join(query))
        return _show_results(library, results, ids, as_json, scores=True)


def _show_recent(queries: list[str], as_json: bool) -> int:
    if as_json:
        say_json(queries)
    else:
        for query in queries:
            click.echo(one_line(query))
    return DONE if queries else NOT_ALL


@click.command("list", cls=TextCommand)
@click.argument("query", nargs=-1)
@click.option("--starred", is_flag=True, help="Only starred papers.")
@click.option("--sort", metavar="ORDER", type=click.Choice(SORTS + BACKWARDS),
              help=f"By {', '.join(SORTS)}; with - before it the other way round. "
              "Default: the newest import first.")  # fmt: skip
@click.option("--limit", metavar="N", type=Number(), default=0,
              help="At most N papers.")  # fmt: skip
@click.option("--ids", is_flag=True, help="Only the ids, one a line.")
@click.option("--json", "as_json", is_flag=True, help="JSON.")
@pass_session
def list_(
    session: Session,
    query: tuple[str, ...],
    starred: bool,
    sort: str | None,
    limit: int,
    ids: bool,
    as_json: bool,
) -> int:
    """All papers, or those that match QUERY, in order."""
    with session.library() as library:
        results = library.select(" ".join(query), starred=starred, sort=sort, limit=limit or None)
        return _show_results(library, results, ids, as_json, scores=False)


@click.command(cls=TextCommand)
@click.argument("id_", metavar="ID")
@click.option("--limit", metavar="N", type=Number(), default=20, show_default=True,
              help="At most N papers; 0: all.")  # fmt: skip
@click.option("--ids", is_flag=True, help="Only the ids, one a line.")
@click.option("--json", "as_json", is_flag=True, help="JSON, with scores and the words shared.")
@pass_session
def similar(session: Session, id_: str, limit: int, ids: bool, as_json: bool) -> int:
    """Papers near to one, nearest first, and the words that bring them near.

    \b
      readlist similar k3v9q2ma
      readlist similar starred              near to what is starred, away from what was skipped
      readlist search similar:k3v9q2ma year:2023.. -survey
    """
    with session.library() as library:
        of = id_ if id_ == "starred" else paper_named(library, id_).id
        results = library.similar(of, limit or None)
        return _show_results(library, results, ids, as_json, scores=True)


def _show_results(
    library: Library, results: Results, ids: bool, as_json: bool, scores: bool
) -> int:
    for hint in results.hints:
        complain(hint)
    shown = len(results.ids)
    said = [] if shown else [_nothing(library)]
    if results.suggestion:
        said.append(f"did you mean {results.suggestion}?")
    if any(said):
        complain("; ".join(filter(None, said)))
    if as_json:
        why = [results.why(each) for each in results.ids] if results.explain else None
        scored = results.scores if scores else None
        click.echo(library.as_json(results.ids, scored, why), nl=False)
    elif ids:
        for paper_id in results.ids:
            click.echo(paper_id)
    else:
        output.papers(library, results.ids, results.why)
        if shown == results.total and shown and sys.stdout.isatty():
            click.secho(counted(shown, "paper"), dim=True)
    if shown < results.total:
        sys.stdout.flush()  # so that it stands below the papers
        say(f"{shown:,} of {results.total:,} shown; --limit 0 shows all")
    return DONE if results.ids else NOT_ALL


def _nothing(library: Library) -> str:
    """What to say where nothing is found; that there is no library has been said already."""
    if library.path is None:
        return ""
    if not library.counts().papers:
        return "there are no papers here; readlist import adds some"
    return "no paper matches"


@click.command(cls=TextCommand)
@click.argument("ids", metavar="ID...", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="JSON.")
@pass_session
def show(session: Session, ids: tuple[str, ...], as_json: bool) -> int:
    """One paper or several, for reading."""
    with session.library() as library:
        found, code = papers_named(library, ids, deleted=True)
        if as_json:
            click.echo(library.as_json(found), nl=False)
            return code
        for number, paper in enumerate(library.papers(found)):
            if number:
                click.echo("\n" + "─" * 20 + "\n")
            links = [(link.url, link.kind) for link in library.links(paper)]
            click.echo(output.page(paper, links, library.find_url(paper, session.config.find)))
        return code


@click.command("open", cls=TextCommand)
@click.argument("id_", metavar="ID")
@click.option("--print", "only_print", is_flag=True, help="Print the link; open nothing.")
@pass_session
def open_(session: Session, id_: str, only_print: bool) -> int:
    """Open a paper's link, or a search for its title where it has none."""
    with session.library() as library:
        paper = library.paper(id_)
        url = library.link_to(paper, session.config.find)
    if only_print:
        click.echo(url)
        return DONE
    from readlist.desktop import open_url

    if not open_url(url):
        click.echo(url)
        fail("no browser can be opened from here; the link is printed instead", NOT_ALL)
    say(f"Opened {url}")
    return DONE
