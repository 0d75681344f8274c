"""What came in, was read and is left: by week and day, by tag, source and year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from readlist import Library
from readlist.library.activity import Run, told
from readlist.paper import Status
from readlist.store.activity import Events, Part, Removed

ZONES = [UTC, timezone(timedelta(hours=13)), timezone(timedelta(hours=-9, minutes=-30))]
NOW = datetime(2025, 3, 12, 12, tzinfo=UTC)  # a Wednesday
LISTING = "".join(
    f"@article{{k{n}, title = {{On Kites {n}}}, year = {{{2019 + n % 3}}}}}\n" for n in range(6)
)


def events(
    came: dict[str, int],
    read: dict[str, int] | None = None,
    skipped: dict[str, int] | None = None,
    removed: Sequence[Removed] = (),
) -> Events:
    return Events(came, read or {}, skipped or {}, list(removed))


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library.db") as library:
        library.import_text(LISTING, "kites.bib")
        yield library


def test_weeks_begin_on_monday_and_what_is_left_is_carried_on() -> None:
    happened = events(
        {"2025-02-10T09:00": 10, "2025-03-09T23:59": 4},
        {"2025-03-03T08:00": 2, "2025-03-11T08:00": 1},
        {"2025-03-10T00:00": 3},
        [Removed("2025-02-10T09:00", "2025-03-12T10:00", "unread", None)],
    )
    report = told(happened, 2, now=NOW, zone=UTC)
    assert [week.start for week in report.weeks] == [date(2025, 3, 3), date(2025, 3, 10)]
    one, other = report.weeks
    assert (one.came, one.read, one.went, one.left) == (4, 2, 2, 13)
    assert (other.came, other.read, other.skipped, other.deleted, other.left) == (0, 1, 3, 1, 8)
    assert (report.came, report.read, report.skipped, report.deleted) == (4, 3, 3, 1)
    assert report.left == 8
    assert told(happened, None, now=NOW, zone=UTC).first == date(2025, 2, 10)
    assert len(told(happened, 53, now=NOW, zone=UTC).weeks) == 53


def test_what_was_read_before_it_was_deleted_was_read() -> None:
    happened = events(
        {"2025-03-01T09:00": 1},
        removed=[Removed("2025-03-01T09:00", "2025-03-12T10:00", "read", "2025-03-05T10:00")],
    )
    report = told(happened, 4, now=NOW, zone=UTC)
    assert (report.read, report.deleted, report.left) == (1, 0, 1)


@pytest.mark.skipif(not available_timezones(), reason="no time zones on this machine")
def test_days_are_those_of_the_time_zone_across_summer_time() -> None:
    read = {"2025-03-29T23:30": 1, "2025-03-30T22:30": 1}
    happened = events({"2025-03-01T09:00": 5}, read)
    now = datetime(2025, 4, 1, tzinfo=UTC)
    assert told(happened, 4, now=now, zone=UTC).days == {
        date(2025, 3, 29): 1,
        date(2025, 3, 30): 1,
    }
    # Berlin: half past midnight of the 30th, and, an hour ahead more by then, of the 31st.
    berlin = told(happened, 4, now=now, zone=ZoneInfo("Europe/Berlin"))
    assert berlin.days == {date(2025, 3, 30): 1, date(2025, 3, 31): 1}


def test_runs_of_days() -> None:
    read = {f"2025-03-{day:02}T08:00": 1 for day in (1, 2, 3, 4, 7, 10, 11)}
    report = told(events({"2025-02-20T09:00": 20}, read), 4, now=NOW, zone=UTC)
    assert report.longest == Run(date(2025, 3, 1), date(2025, 3, 4))
    assert report.run == Run(date(2025, 3, 10), date(2025, 3, 11))
    assert report.run.days == 2
    later = told(events({"2025-02-20T09:00": 20}, read), 4, now=NOW + timedelta(days=1), zone=UTC)
    assert later.run is None
    assert later.read == 7
    assert later.per_week == pytest.approx(7 * 7 / 22)


def test_of_an_empty_library_there_is_nothing_to_tell() -> None:
    report = told(events({}), 12, now=NOW, zone=UTC)
    assert report.began is None
    assert len(report.weeks) == 12
    assert (report.came, report.read, report.left, report.per_week) == (0, 0, 0, 0)
    assert told(events({}), None, now=NOW, zone=UTC).weeks[0].start == date(2025, 3, 10)


@pytest.mark.parametrize("moment", ["2099-01-01T00:00", "9999-12-31T23:59", "0001-01-01T00:00", ""])
def test_wrong_clocks_do_no_harm(moment: str) -> None:
    happened = events({moment: 2, "2025-03-01T00:00": 1}, {moment: 1})
    for zone in ZONES:
        for weeks in (12, None):
            assert told(happened, weeks, now=NOW, zone=zone).left == 2


_MINUTES = st.datetimes(datetime(2024, 1, 1), datetime(2025, 3, 13)).map(
    lambda moment: f"{moment:%Y-%m-%dT%H:%M}"
)
_COUNTS = st.dictionaries(_MINUTES, st.integers(1, 9), max_size=8)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=40)
@given(
    came=_COUNTS,
    read=_COUNTS,
    skipped=_COUNTS,
    weeks=st.one_of(st.none(), st.integers(1, 70)),
    zone=st.sampled_from(ZONES),
)
def test_whatever_the_stretch_the_sums_agree(
    came: dict[str, int],
    read: dict[str, int],
    skipped: dict[str, int],
    weeks: int | None,
    zone: tzinfo,
) -> None:
    report = told(events(came, read, skipped), weeks, now=NOW, zone=zone)
    left = sum(came.values()) - sum(read.values()) - sum(skipped.values())
    assert report.left == left
    assert report.read == sum(report.days.values())
    starts = [week.start for week in report.weeks]
    assert all(b - a == timedelta(days=7) for a, b in pairwise(starts))
    assert starts[-1] <= report.today < starts[-1] + timedelta(days=7)
    before = report.weeks[0].left - report.weeks[0].came + report.weeks[0].went
    assert before + report.came - sum(week.went for week in report.weeks) == left
    if report.run is not None:
        assert report.today - report.run.last <= timedelta(days=1)


def test_a_library_tells_of_its_papers(library: Library) -> None:
    ids = library.select().ids
    library.set_status(ids[:2], Status.READ)
    library.set_status(ids[2:3], Status.SKIPPED)
    library.tag(ids[:3], ["sky"])
    library.tag(ids[5:], ["toys"])
    library.delete(ids[5:])
    report = library.activity.report(4)
    (week,) = [week for week in report.weeks if week.came]
    assert (week.came, week.read, week.skipped, week.deleted, week.left) == (6, 2, 1, 1, 2)
    assert report.papers == 5
    assert report.tags == (Part("sky", 3, 2, 2, 0),)
    assert report.sources == (Part("kites.bib", 5, 2, 2, 2),)
    assert [part.name for part in report.years] == ["2021", "2020", "2019"]
    assert sum(part.papers for part in report.years) == 5
    library.set_status(ids[:2], Status.UNREAD)
    assert library.activity.report(4).read == 0
    library.undo()
    assert library.activity.report(4).read == 2
