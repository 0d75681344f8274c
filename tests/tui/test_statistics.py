"""The statistics: charts of the weeks, a calendar and bars, at every size and in any script."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from readlist import Library
from readlist.library.activity import ActivityReport, Part, Run, Week
from readlist.paper import Status
from readlist.tui.charts import columns, level
from readlist.tui.statistics import lines_of
from readlist.tui.theme import ink
from tests.tui.driver import driving, golden

MONDAY = date(2025, 1, 6)


def report(weeks: int = 12, *, read: int = 3, tags: tuple[Part, ...] = ()) -> ActivityReport:
    """So many weeks, on the Tuesday of each of which as many papers were read, and one more."""
    starts = [MONDAY + timedelta(days=7 * at) for at in range(weeks)]
    days = {start + timedelta(days=1): read + at for at, start in enumerate(starts) if read}
    came = 40 * weeks
    all_weeks, left = [], 0
    for at, start in enumerate(starts):
        count = days.get(start + timedelta(days=1), 0)
        left += (came if not at else 0) - count
        all_weeks.append(Week(start, came if not at else 0, count, 0, 0, left))
    return ActivityReport(
        today=starts[-1] + timedelta(days=3),
        began=MONDAY,
        weeks=tuple(all_weeks),
        days=days,
        run=None,
        longest=Run(MONDAY, MONDAY + timedelta(days=2)) if read else None,
        papers=came,
        tags=tags,
        sources=(Part("monday.txt", 40, 10, 4, 30),),
        years=(Part("2024", 30, 5, 2, 25), Part("", 10, 5, 2, 5)),
    )


def test_a_column_for_each_value_and_none_for_nothing() -> None:
    assert columns([4, 0, 2, 1], 4, (3, 2), height=2) == [
        "██          ",
        "██    ██ ▄▄ ",
    ]
    assert columns([1, 100], 100, (1, 1), height=2, down=True) == ["▀█", " █"]
    assert [level(count, 8) for count in (0, 1, 4, 8)] == ["·", "▂", "▄", "█"]


def test_the_page() -> None:
    tags = (Part("survey", 24, 9, 6, 15), Part("rl", 8, 0, 0, 8))
    lines = lines_of(report(tags=tags), 118, ink("dark"))
    golden("statistics-118", "\n".join(line.plain.rstrip() for line in lines))


@pytest.mark.parametrize("weeks", [1, 4, 53, 700])
@pytest.mark.parametrize("width", [20, 35, 75, 115, 245])
def test_no_line_is_wider_than_there_is_room(weeks: int, width: int) -> None:
    for read in (0, 5000):
        lines = lines_of(report(weeks, read=read), width, ink("dark"))
        assert max(line.cell_length for line in lines) <= width


@example(name="many papers", width=30, papers=10**6)
@settings(max_examples=30, deadline=None)
@given(name=st.text(max_size=40), width=st.integers(30, 120), papers=st.integers(1, 10**6))
def test_names_of_any_script_are_in_line(name: str, width: int, papers: int) -> None:
    tags = (Part(name, papers, 1, 1, 0), Part("b", 1, 0, 0, 1))
    lines = lines_of(report(tags=tags), width, ink("dark"))
    assert all(line.cell_length <= width for line in lines)
    bars = [line for line in lines if line.plain.endswith(f" of {papers:>{len(f'{papers:,}')},}")]
    assert len({line.cell_length for line in bars}) <= 1


async def test_the_screen_over_a_shorter_and_a_longer_time(
    library: Library, empty: Library
) -> None:
    ids = library.select().ids
    library.set_status(ids[:3], Status.READ)
    async with driving(library, (80, 24)) as app:
        await app.press("g", "c")
        today = datetime.now(UTC).astimezone()
        assert app.lines()[0].startswith("  statistics")
        assert "12 weeks" in app.text()
        assert "3 read" in app.text()
        top = app.top
        await app.press("right")
        assert app.top != top
        await app.press("1")
        assert f"{today:%b}" in app.text()
        assert {"longer", "down"} <= set(app.bottom.split())
        assert "shorter" not in app.bottom
        await app.resize(120, 45)
        assert "down" not in app.bottom.split()  # all of it is in view
        await app.press("G")
        assert "FIRST SEEN IN" in app.text()
        assert "reading" not in app.bottom
        await app.press("escape")
        assert "statistics" not in app.top
    async with driving(empty, (40, 15)) as app:
        await app.press("g", "c")
        assert "Nothing has come in yet" in app.text()
