"""Commands for what was done: undo, redo, history."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING

import click

from readlist.cli.base import (
    DONE,
    NOT_ALL,
    Number,
    Session,
    TextCommand,
    paper_named,
    pass_session,
    say,
    say_json,
)
from readlist.paper import one_line

if TYPE_CHECKING:
    from readlist.library import Change, Details, Library, Touched
    from readlist.paper import Step

_MOST = 100
"""Papers of a step that a terminal shows."""


@click.command(cls=TextCommand)
@click.argument("step", type=Number(1), required=False)
@pass_session
def undo(session: Session, step: int | None) -> int:
    """Undo the newest step, or the one with this number in `readlist history`.

    Of an older step, later ones may be in the way. A star, a status, a tag or a decision is then
    taken back by itself, as a step of its own; otherwise the later steps are named.
    """
    from readlist.library.log import step_undone

    with session.library() as library:
        done = library.undo() if step is None else library.log.undo_only(step)
    say(step_undone(done))
    return DONE


@click.command(cls=TextCommand)
@click.argument("step", type=Number(1), required=False)
@pass_session
def redo(session: Session, step: int | None) -> int:
    """Do again what was undone last, or the undone step with this number.

    What was undone before something else was done needs its number in `readlist history`.
    """
    with session.library() as library:
        say(f"Done again: {library.redo(step).label}")
    return DONE


@click.command(cls=TextCommand)
@click.argument("step", type=Number(1), required=False)
@click.option("--paper", metavar="ID", help="Only what was done to this paper.")
@click.option("--limit", metavar="N", type=Number(), default=50, show_default=True,
              help="At most N steps; 0: all.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="JSON.")
@pass_session
def history(
    session: Session, step: int | None, paper: str | None, limit: int, as_json: bool
) -> int:
    """What was done, newest first, with the numbers `readlist undo` takes.

    With STEP, what that one did to which papers, and what is in the way of undoing it.
    """
    if step is not None and paper is not None:
        raise click.UsageError("Name a step or a paper, not both")
    with session.library() as library:
        if step is not None:
            return _one(library, step, as_json)
        if paper is not None:
            steps = library.log.of_paper(paper_named(library, paper, deleted=True), limit or None)
        else:
            steps = [(each, ()) for each in library.history(limit or None)]
    if as_json:
        say_json([_step_json(each) | _changes_json(changes) for each, changes in steps])
    elif sys.stdout.isatty():
        _print_days(steps)
    else:
        for each, changes in steps:
            state = "undone" if each.undone else "done" if each.stands else "taken back"
            said = "\t".join(["", *_said(changes)]) if paper is not None else ""
            click.echo(f"{each.number}\t{each.at}\t{state}\t{each.label}{said}")
    if not steps:
        say("Nothing has been done yet")
    return DONE if steps else NOT_ALL


def _print_days(steps: Sequence[tuple[Step, Sequence[Change]]]) -> None:
    from readlist.library.days import day_name, local

    today = datetime.now().astimezone().date()
    for at, (day, some) in enumerate(groupby(steps, lambda each: local(each[0].at).date())):
        click.secho(("\n" if at else "") + day_name(day, today), bold=True)
        for step, changes in some:
            when = f"{local(step.at):%H:%M}"
            state = "  (undone)" if step.undone else "" if step.stands else "  (taken back)"
            click.secho(f"{step.number:>6}  {when}  {step.label}{state}", dim=not step.stands)
            for said in _said(changes):
                click.secho(f"{'':15}{said}", dim=True)


def _one(library: Library, number: int, as_json: bool) -> int:
    details = library.log.details(number)
    ids = details.papers if as_json or not sys.stdout.isatty() else details.papers[:_MOST]
    touched = library.log.touched(number, ids)
    way = library.log.in_the_way(number)
    if as_json:
        say_json(
            _step_json(details.step)
            | {"redoable": details.redoable, "in_the_way": [_step_json(each) for each in way.steps]}
            | _changes_json(details.changes)
            | {
                "papers": [
                    {"id": each.id, "title": each.title} | _changes_json(each.changes)
                    for each in touched
                ]
            }
        )
    else:
        _print_details(details, touched, way.steps)
    return DONE


def _print_details(details: Details, touched: Sequence[Touched], way: Sequence[Step]) -> None:
    from readlist.library.days import local

    step = details.step
    state = ""
    if step.undone:
        state = ", undone" if details.redoable else ", undone for good"
    elif step.taken_back_by is not None:
        state = f", taken back by step {step.taken_back_by}"
    click.secho(step.label, bold=True)
    click.echo(f"step {step.number}, {local(step.at):%Y-%m-%d %H:%M}{state}")
    for said in _said(details.changes):
        click.echo(f"  {said}")
    if way and (step.undone or step.stands):
        click.echo(f"\nIN THE WAY OF {'REDOING' if step.undone else 'UNDOING'} IT")
        for each in way:
            click.echo(f"{each.number:>6}  {each.label}")
    if touched:
        count = len(details.papers)
        click.echo(f"\n{count:,} {'PAPER' if count == 1 else 'PAPERS'}")
    for paper in touched:
        gone = "" if paper.there else "  (gone)"
        click.echo(f"{click.style(paper.id, dim=True)}  {one_line(paper.title)}{gone}")
        for said in _said(paper.changes):
            click.echo(f"{'':10}{said}")
    if len(touched) < len(details.papers):
        click.echo(f"and {len(details.papers) - len(touched):,} more")


def _said(changes: Iterable[Change]) -> list[str]:
    return [f"{change.what}: {change}" for change in changes]


def _step_json(step: Step) -> dict[str, object]:
    taken_back = {} if step.taken_back_by is None else {"taken_back_by": step.taken_back_by}
    said = {"step": step.number, "at": step.at, "undone": step.undone, "label": step.label}
    return said | taken_back


def _changes_json(changes: Iterable[Change]) -> dict[str, object]:
    found = [{"what": each.what, "before": each.before, "after": each.after} for each in changes]
    return {"changes": found} if found else {}
