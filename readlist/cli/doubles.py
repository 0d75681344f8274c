"""`readlist doubles`: papers that may be the same, and the verdict on them."""

from __future__ import annotations

import sys
from collections.abc import Sequence
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
    paper_named,
    pass_session,
    say,
    say_json,
)
from readlist.errors import AmbiguousPaper, UnknownPaper

if TYPE_CHECKING:
    from readlist.library import Double, Library

KINDS = ("title", "abstract")


@click.command(cls=TextCommand)
@click.argument("ids", metavar="[ID ID]...", nargs=-1)
@click.option("--merge", "merging", is_flag=True, help="Merge them; the first of a pair stays.")
@click.option("--keep-both", "keeping", is_flag=True, help="They are two; never ask again.")
@click.option("--kind", type=click.Choice(KINDS), help="Only those with this nearly alike.")
@click.option("--at-least", metavar="N", type=Number(0, 100), default=0,
              help="Only those alike by N % or more.")  # fmt: skip
@click.option("--limit", metavar="N", type=Number(), default=0,
              help="At most N pairs.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="JSON.")
@pass_session
def doubles(
    session: Session,
    ids: tuple[str, ...],
    merging: bool,
    keeping: bool,
    kind: str | None,
    at_least: int,
    limit: int,
    as_json: bool,
) -> int:
    """Papers that may be the same: list them, most alike first, and settle them.

    Without ids it is about all that are listed. `-` reads pairs of ids from stdin:

    \b
      readlist doubles
      readlist doubles --keep-both k3v9q2ma 7dq2mzxa
      readlist doubles --merge --kind abstract --at-least 95
      readlist doubles | fzf -m | readlist doubles --merge -
    """
    if merging and keeping:
        raise click.UsageError("Give --merge or --keep-both, not both")
    if ids and not (merging or keeping):
        raise click.UsageError("Say what to do with these: --merge or --keep-both")
    with session.library() as library:
        if ids:
            pairs, code = _pairs_named(library, ids)
        else:
            found = _listed(library, kind, at_least / 100, limit)
            if not (merging or keeping):
                return _list(library, found, as_json)
            pairs, code = [(each.one_id, each.other_id) for each in found], DONE
        if not pairs:
            say("Nothing changed: no pair is named" if ids else "No possible doubles")
            return NOT_ALL
        done = library.merge_pairs(pairs) if merging else library.keep_both(pairs)
        say(done.message)
    return code if done.changed else NOT_ALL


def _listed(library: Library, kind: str | None, at_least: float, limit: int) -> list[Double]:
    found = [
        each for each in library.doubles() if kind in (None, each.kind) and each.score >= at_least
    ]
    return found[: limit or None]


def _pairs_named(library: Library, ids: Sequence[str]) -> tuple[list[tuple[str, str]], int]:
    """The pairs named, and NOT_ALL if some name none (which is said)."""
    if list(ids) == ["-"]:
        named = [words[:2] for words in map(str.split, sys.stdin) if words]
    else:
        named = [list(ids[at : at + 2]) for at in range(0, len(ids), 2)]
    pairs: list[tuple[str, str]] = []
    code = DONE
    for pair in named:
        try:
            if len(pair) < 2:
                raise UnknownPaper(f"{pair[0]} stands alone; ids are given in pairs")
            one, other = (paper_named(library, each).id for each in pair)
            pairs.append((one, other))
        except (UnknownPaper, AmbiguousPaper) as error:
            complain(str(error))
            code = NOT_ALL
    return pairs, code


def _list(library: Library, found: Sequence[Double], as_json: bool) -> int:
    ids = {each for double in found for each in (double.one_id, double.other_id)}
    titles = {paper.id: output.title_of(paper) for paper in library.papers(list(ids))}
    if as_json:
        rows = [
            {
                "ids": [each.one_id, each.other_id],
                "titles": [titles[each.one_id], titles[each.other_id]],
                "kind": each.kind,
                "score": each.score,
            }
            for each in found
        ]
        say_json(rows)
    else:
        for each in found:
            _show(each, titles)
    if not found:
        say("No possible doubles")
    return DONE if found else NOT_ALL


def _show(double: Double, titles: dict[str, str]) -> None:
    one, other = double.one_id, double.other_id
    if not sys.stdout.isatty():
        share = f"{double.score:.3f}"
        click.echo("\t".join((one, other, double.kind, share, titles[one], titles[other])))
        return
    why = f"{round(100 * double.score)} % of the {double.kind} alike"
    click.echo(f"{click.style(one, dim=True)}  {titles[one]}")
    click.echo(f"{click.style(other, dim=True)}  {titles[other]}")
    click.secho(f"{'':10}{why}", dim=True)
