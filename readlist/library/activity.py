"""What came in, what was read and what is left, week by week: the figures of the statistics.

Days and weeks are those of a time zone; a week begins on Monday. Of a paper's history there is
only how it is now and since when: one that was read and is unread again was never read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from readlist.store import Store
from readlist.store.activity import Events, Part

__all__ = ["Activity", "ActivityReport", "Part", "Run", "Week"]

_WEEK = timedelta(days=7)
_DAY = timedelta(days=1)
_EARLIEST = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Week:
    """One week: how many papers came in, went out as what, and were left at its end."""

    start: date
    came: int
    read: int
    skipped: int
    deleted: int
    left: int
    """Neither read nor skipped nor deleted by then."""

    @property
    def went(self) -> int:
        return self.read + self.skipped + self.deleted


@dataclass(frozen=True, slots=True)
class Run:
    """Days in a row on which something was read."""

    first: date
    last: date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True)
class ActivityReport:
    """A stretch of weeks, the last of them the present one."""

    today: date
    began: date | None
    """When the first paper came in, if that was not before the first week; None: no paper ever."""
    weeks: tuple[Week, ...]
    days: Mapping[date, int]
    """How many papers were read on each day of the stretch on which any were."""
    run: Run | None
    """The one that is on: up to today or yesterday. It may have begun before the stretch."""
    longest: Run | None
    """The longest of the stretch."""
    papers: int = 0
    """In the library now."""
    tags: tuple[Part, ...] = ()
    """The largest first; `Part.lately` counts what was read in the stretch."""
    sources: tuple[Part, ...] = ()
    """The newest first, by where a paper came from first."""
    years: tuple[Part, ...] = ()
    """The latest first; '' for no year."""

    @property
    def first(self) -> date:
        return self.weeks[0].start

    @property
    def came(self) -> int:
        return sum(week.came for week in self.weeks)

    @property
    def read(self) -> int:
        return sum(week.read for week in self.weeks)

    @property
    def skipped(self) -> int:
        return sum(week.skipped for week in self.weeks)

    @property
    def deleted(self) -> int:
        return sum(week.deleted for week in self.weeks)

    @property
    def left(self) -> int:
        """Neither read nor skipped now."""
        return self.weeks[-1].left

    @property
    def length(self) -> int:
        """The days of the stretch on which there was a library, today included."""
        return (self.today - max(self.began or self.today, self.first)).days + 1

    @property
    def per_week(self) -> float:
        """Papers read in seven days, on average over `length`."""
        return self.read * 7 / max(self.length, 7)


class Activity:
    """What happened in one library, and when."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def report(
        self,
        weeks: int | None = 12,
        *,
        now: datetime | None = None,
        zone: tzinfo | None = None,
    ) -> ActivityReport:
        """The last so many weeks, this one included; None: since the first paper.

        `zone`: the time zone that says when a day begins; the local one by default.
        """
        report = told(self._store.activity.events(), weeks, now=now, zone=zone)
        midnight = datetime.combine(report.first, time(), tzinfo=zone).astimezone(UTC)
        tags, sources, years = self._store.activity.parts(f"{midnight:%Y-%m-%dT%H:%M:%SZ}")
        return replace(
            report,
            papers=sum(part.papers for part in years),
            tags=tuple(tags),
            sources=tuple(sources),
            years=tuple(years),
        )


def told(
    events: Events, weeks: int | None, *, now: datetime | None = None, zone: tzinfo | None = None
) -> ActivityReport:
    """What there is to report of these events, without how it falls into parts."""
    today = (now or datetime.now(UTC)).astimezone(zone).date()
    flow = _Flow(events, today, zone)
    begin = flow.began if weeks is None else today - (weeks - 1) * _WEEK
    first = _monday(min(begin or today, today))
    days = {day: count for day, count in flow.read.items() if day >= first}
    runs = _runs(flow.read)
    return ActivityReport(
        today=today,
        began=flow.began,
        weeks=tuple(flow.weeks(first)),
        days=days,
        run=runs[-1] if runs and runs[-1].last >= today - _DAY else None,
        longest=max(_runs(days), key=lambda run: (run.days, run.last), default=None),
    )


class _Flow:
    """Papers in and out, by day. What a wrong clock put into the future happened today, and what
    it put before there were such programs, on the first day there can be."""

    def __init__(self, events: Events, today: date, zone: tzinfo | None) -> None:
        self._today, self._zone = today, zone
        self.came = self._by_day(events.came)
        self.read = self._by_day(events.read)
        self.skipped = self._by_day(events.skipped)
        self.deleted: Counter[date] = Counter()
        for paper in events.removed:
            self.came[self._day(paper.came)] += 1
            # What was read or skipped before it was deleted went out then.
            settled = {"read": self.read, "skipped": self.skipped}.get(paper.status)
            if settled is not None and paper.settled is not None:
                settled[self._day(paper.settled)] += 1
            else:
                self.deleted[self._day(paper.removed)] += 1

    @property
    def began(self) -> date | None:
        return min(self.came, default=None)

    def weeks(self, first: date) -> Iterable[Week]:
        """Every week from the Monday `first` up to this one."""
        came, read, skipped, deleted = map(
            _by_week, (self.came, self.read, self.skipped, self.deleted)
        )
        out = read + skipped + deleted
        left = sum(count for week, count in came.items() if week < first)
        left -= sum(count for week, count in out.items() if week < first)
        week = first
        while week <= self._today:
            left += came[week] - out[week]
            yield Week(week, came[week], read[week], skipped[week], deleted[week], left)
            week += _WEEK

    def _by_day(self, minutes: Mapping[str, int]) -> Counter[date]:
        days: Counter[date] = Counter()
        for minute, count in minutes.items():
            days[self._day(minute)] += count
        return days

    def _day(self, minute: str) -> date:
        try:
            moment = datetime.fromisoformat(minute).replace(tzinfo=UTC)
            return max(min(moment.astimezone(self._zone).date(), self._today), _EARLIEST)
        except (ValueError, OverflowError):  # a library that something else wrote to
            return self._today


def _by_week(days: Mapping[date, int]) -> Counter[date]:
    weeks: Counter[date] = Counter()
    for day, count in days.items():
        weeks[_monday(day)] += count
    return weeks


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _runs(days: Iterable[date]) -> list[Run]:
    """The stretches of days without a gap, in order."""
    runs: list[Run] = []
    for day in sorted(days):
        if runs and day - runs[-1].last == _DAY:
            runs[-1] = Run(runs[-1].first, day)
        else:
            runs.append(Run(day, day))
    return runs
