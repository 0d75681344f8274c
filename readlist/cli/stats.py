"""`readlist stats`: the figures of the statistics screen, as text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import click

from readlist.cli.base import DONE, Number, Session, TextCommand, pass_session, say_json
from readlist.paper import counted

if TYPE_CHECKING:
    from datetime import date

    from readlist.library.activity import ActivityReport, Part, Run

_MOST_WEEKS = 5200


@click.command(cls=TextCommand)
@click.option(
    "--weeks",
    type=Number(1, _MOST_WEEKS, {"all": 0}),
    default=12,
    metavar="N",
    help="Of the last N weeks (default 12; all: since the first paper).",
)
@click.option("--json", "as_json", is_flag=True, help="JSON.")
@pass_session
def stats(session: Session, weeks: int, as_json: bool) -> int:
    """What came in, what was read and what is left, week by week; and how many of what there are.

    Days are those of this machine's time zone; a week begins on Monday.
    """
    with session.library() as library:
        numbers = library.stats()
        report = library.activity.report(weeks or None)
    if as_json:
        found = {**numbers, "activity": _json(report)}
        say_json(found)
    else:
        for line in _text(numbers, report):
            click.echo(line)
    return DONE


def _text(numbers: Mapping[str, object], report: ActivityReport) -> Iterator[str]:
    for name, value in numbers.items():
        if isinstance(value, int):
            yield f"{name:<30} {value:>9,}"
        elif name == "statuses" and isinstance(value, dict):
            yield from (f"{status:<30} {count:>9,}" for status, count in value.items())
    if report.began is None:
        return
    yield ""
    yield "week of     came in    read  skipped  deleted      left"
    for week in report.weeks:
        yield (
            f"{week.start}  {week.came:>7,} {week.read:>7,}  {week.skipped:>7,}"
            f"  {week.deleted:>7,}  {week.left:>8,}"
        )
    yield f"{'in all':<10}  {report.came:>7,} {report.read:>7,}  {report.skipped:>7,}" + (
        f"  {report.deleted:>7,}"
    )
    yield ""
    yield f"{report.per_week:.1f} a week; read on {len(report.days):,} of {report.length:,} days"
    for name, run in (("longest run", report.longest), ("present run", report.run)):
        if run is not None:
            yield f"{name} of days: {counted(run.days, 'day')}, {run.first} to {run.last}"
    for name, parts in (
        ("tags", report.tags),
        ("first seen in", report.sources),
        ("years", report.years),
    ):
        if parts and any(part.name for part in parts):
            yield ""
            yield f"{name:<30} {'papers':>9} {'read':>9} {'lately':>9}"
            yield from map(_part, parts)


def _part(part: Part) -> str:
    name = part.name or "no year"
    return f"  {name:<28} {part.papers:>9,} {part.read:>9,} {part.lately:>9,}"


def _json(report: ActivityReport) -> dict[str, object]:
    return {
        "today": str(report.today),
        "began": _day(report.began),
        "weeks": [
            {
                "start": str(week.start),
                "came": week.came,
                "read": week.read,
                "skipped": week.skipped,
                "deleted": week.deleted,
                "left": week.left,
            }
            for week in report.weeks
        ],
        "days": {str(day): report.days[day] for day in sorted(report.days)},
        "per_week": round(report.per_week, 2),
        "run": _run(report.run),
        "longest_run": _run(report.longest),
        "tags": _parts(report.tags),
        "sources": _parts(report.sources),
        "years": _parts(report.years),
    }


def _day(day: date | None) -> str | None:
    return None if day is None else str(day)


def _run(run: Run | None) -> dict[str, object] | None:
    if run is None:
        return None
    return {"first": str(run.first), "last": str(run.last), "days": run.days}


def _parts(parts: Sequence[Part]) -> list[dict[str, object]]:
    return [
        {
            "name": part.name or None,
            "papers": part.papers,
            "read": part.read,
            "lately": part.lately,
            "open": part.open,
        }
        for part in parts
    ]
