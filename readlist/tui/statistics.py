"""The statistics as lines: charts of the weeks, a calendar, bars by tag, source and year."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from rich.cells import cell_len
from textual.content import Content
from textual.style import Style

from readlist.library.activity import ActivityReport, Part, Run, Week
from readlist.paper import counted, one_line
from readlist.tui import glyphs
from readlist.tui.charts import columns, level
from readlist.tui.text import cut, cut_middle, drawable, wrap
from readlist.tui.theme import Ink

ROOM = 66
"""Columns of the charts, and of what is said about them."""
_LEAST_SIDE, _SIDE = 40, 66
"""Columns of the bars, where there is room for them beside the charts."""
_GAP = 6
_GUTTER = 6
"""Columns left of a chart, for its largest number."""
_WIDEST = 10
"""Cells from one column of a chart to the next, at most."""
_MOST_PARTS = 12
_YEARS = 10
_TWO_SCALES = "in above, out below, each to its own scale"
_DAYS = ("Mon", "", "Wed", "", "Fri", "", "Sun")

Lines = list[Content]
_Shorten = Callable[[str, int], str]


def lines_of(report: ActivityReport, width: int, ink: Ink) -> Lines:
    """The whole page, in `width` columns: in two columns where there is room for them."""
    draw = _Drawing(report, ink)
    if report.began is None:
        return draw.nothing(width)
    if width < ROOM + _GAP + _LEAST_SIDE:
        room = min(width, ROOM)
        return [*draw.flow(room), *draw.days(room), Content(""), *draw.parts(room)]
    side = min(width - ROOM - _GAP, _SIDE)
    left, right = draw.flow(ROOM), draw.parts(side)
    if len(report.weeks) <= side - _GUTTER:
        right += draw.days(side)
    else:  # the calendar needs the wider of the two
        left += draw.days(ROOM)
    blank = Content("")
    height = max(len(left), len(right))
    left += [blank] * (height - len(left))
    right += [blank] * (height - len(right))
    return [
        Content.assemble(one, " " * (ROOM + _GAP - one.cell_length), other)
        for one, other in zip(left, right, strict=True)
    ]


class _Drawing:
    def __init__(self, report: ActivityReport, ink: Ink) -> None:
        self._report = report
        self._ink = ink

    def nothing(self, width: int) -> Lines:
        said = "Nothing has come in yet, so there is nothing to count."
        return [Content(said[a:b]).stylize(self._ink.dim) for a, b in wrap(said, width)]

    # Over time

    def flow(self, width: int) -> Lines:
        """What was read, what came and went, and what is left, over the weeks."""
        report, ink = self._report, self._ink
        weeks = _gathered(report.weeks, width - _GUTTER)
        each = f"each column {weeks.of} weeks" if weeks.of > 1 else "a column a week"
        return [
            *self._summary(width),
            Content(""),
            self._heading("read", each, width),
            *self._columns([w.read for w in weeks.all], width, ink.dim),
            self._months(weeks, width),
            Content(""),
            self._heading("came in and went out", _TWO_SCALES, width),
            *self._in_and_out(weeks, width),
            self._months(weeks, width),
            Content(""),
            self._heading("left to read", f"{report.left:,} now", width),
            *self._left(weeks, width),
        ]

    def _summary(self, width: int) -> Lines:
        report = self._report
        per_week = f"{report.per_week:.1f}".removesuffix(".0")
        facts = [
            (f"{report.read:,}", "read", self._ink.strong),
            (per_week, "a week", self._ink.fg),
            (f"{report.came:,}", "came in", self._ink.fg),
            (f"{report.skipped:,}", "skipped", self._ink.fg),
            *([(f"{report.deleted:,}", "deleted", self._ink.fg)] if report.deleted else []),
        ]
        parts = [
            Content.assemble((number, style), (f" {word}", self._ink.dim))
            for number, word, style in facts
        ]
        lines, gap = [parts[0]], Content("   ")
        for part in parts[1:]:
            if lines[-1].cell_length + 3 + part.cell_length <= width:
                lines[-1] = Content.assemble(lines[-1], gap, part)
            else:
                lines.append(part)
        return lines

    def _heading(self, name: str, about: str, width: int) -> Content:
        """Small quiet capitals; what there is to say about them on the right."""
        room = width - cell_len(name) - 2
        about = about if cell_len(about) <= room else ""
        gap = " " * (width - cell_len(name) - cell_len(about))
        return Content.assemble((name.upper(), self._ink.faint), gap, (about, self._ink.faint))

    def _columns(self, values: Sequence[int], width: int, style: Style) -> Lines:
        most = max(values)
        if not most:
            return [Content(f"{'0':>{_GUTTER - 2}}").stylize(self._ink.dim)]
        drawn = columns(values, most, _size(len(values), width), height=5)
        return self._labelled(drawn, {0: most}, style)

    def _in_and_out(self, weeks: _Weeks, width: int) -> Lines:
        came, went = [w.came for w in weeks.all], [w.went for w in weeks.all]
        size = _size(len(came), width)
        # Each to its own scale: a file brings hundreds at once, which nobody reads in a week.
        up = columns(came, max(came), size, height=4) if any(came) else [""]
        down = columns(went, max(went), size, height=4, down=True) if any(went) else [""]
        return [
            *self._labelled(up, {0: max(came)}, self._ink.faint),
            *self._labelled(down, {len(down) - 1: max(went)}, self._ink.dim),
        ]

    def _left(self, weeks: _Weeks, width: int) -> Lines:
        left = [week.left for week in weeks.all]
        step, _ = _size(len(left), width)
        drawn = columns(left, max(left), (step, step), height=4) if max(left) > 0 else [""]
        return self._labelled(drawn, {0: max(left)}, self._ink.faint)

    def _labelled(self, drawn: Sequence[str], labels: dict[int, int], style: Style) -> Lines:
        """A chart with the numbers of some of its lines, by place, on the left."""
        return [
            Content.assemble(
                (f"{_short(labels[at]) if at in labels else '':>{_GUTTER - 2}}  ", self._ink.dim),
                (line, style),
            )
            for at, line in enumerate(drawn)
        ]

    def _months(self, weeks: _Weeks, width: int) -> Content:
        """The months below a chart, each where its first week is; years where a year begins."""
        step, _ = _size(len(weeks.all), width)
        return self._named(
            [week.start for week in weeks.all], lambda at: at * step, len(weeks.all) * step
        )

    def _named(self, starts: Sequence[date], place: Callable[[int], int], width: int) -> Content:
        text = ""
        before: date | None = None
        for at, start in enumerate(starts):
            day = start + timedelta(days=6)  # the month that a week ends in
            name = _month(day, before)
            if name and place(at) >= len(text) + bool(text) and place(at) + len(name) <= width:
                text = text.ljust(place(at)) + name
                before = day
        return Content(" " * _GUTTER + text).stylize(self._ink.faint)

    # Days

    def days(self, width: int) -> Lines:
        """The calendar, and on how many of its days something was read; a blank line before."""
        heading = self._heading("days", self._legend(), width)
        return [Content(""), heading, *self._calendar(width), *self._runs(width)]

    def _legend(self) -> str:
        most = max(self._report.days.values(), default=0)
        shown = sorted({0, min(most, 1), most})
        return "   ".join(f"{level(count, most)} {count:,}" for count in shown) + " read"

    def _calendar(self, width: int) -> Lines:
        """Weeks side by side, each from Monday down to Sunday; the latest, if not all fit."""
        report, ink = self._report, self._ink
        cell = 2 if len(report.weeks) * 2 <= width - _GUTTER else 1
        weeks = report.weeks[-((width - _GUTTER) // cell) :]
        most = max(report.days.values(), default=0)
        lines = []
        for weekday, name in enumerate(_DAYS):
            parts: list[tuple[str, Style]] = [(f"{name:>{_GUTTER - 2}}  ", ink.faint)]
            for week in weeks:
                day = week.start + timedelta(days=weekday)
                count = report.days.get(day, 0)
                if day > report.today:
                    continue
                mark = level(count, most)
                style = ink.dim if count else ink.rule
                parts.append((mark.ljust(cell), style))
            lines.append(Content.assemble(*parts))
        starts = [week.start for week in weeks]
        return [*lines, self._named(starts, lambda at: at * cell, len(weeks) * cell)]

    def _runs(self, width: int) -> Lines:
        report = self._report
        if not report.days:
            return []
        said = f"Read on {counted(len(report.days), 'day')} of {report.length:,}."
        if report.longest is not None and report.longest.days > 1:
            said += f" Longest run: {report.longest.days} days, {_between(report.longest)}."
        if report.run is not None and report.run.days > 1 and report.run != report.longest:
            said += f" The present one: {report.run.days} days."
        drawn = [Content(said[a:b]).stylize(self._ink.dim) for a, b in wrap(said, width)]
        return [Content(""), *drawn]

    # By tag, source, year

    def parts(self, width: int) -> Lines:
        """Bars: how many papers there are, and how many of them were read in these weeks."""
        report = self._report
        tags = [replace(part, name=f"#{part.name}") for part in report.tags]
        sections = (
            ("tags", tags, cut),
            # Not its "sources": at the side, a source has what others brought before it, too.
            ("first seen in", report.sources, cut_middle),
            ("years", _years(report.years), cut),
        )
        shown = [part for _, parts, _ in sections for part in parts[:_MOST_PARTS]]
        if not shown:
            return []
        bars = _Bars.of(shown, width)
        lines: Lines = []
        for name, parts, shorten in sections:
            if parts:
                about = "" if lines else "read in this time, of all"
                lines += [Content("")] if lines else []
                lines.append(self._heading(name, about, width))
                lines += self._bars(parts, bars, shorten)
        return lines

    def _bars(self, parts: Sequence[Part], bars: _Bars, shorten: _Shorten) -> Lines:
        """A line for each; the longest bar of each section is as long as there is room."""
        ink = self._ink
        label, some, digits, room = bars.label, bars.some, bars.digits, bars.room
        shown = parts[:_MOST_PARTS]
        most = max(part.papers for part in shown)
        lines = []
        for part in shown:
            name = shorten(_name(part), label)
            whole = max(round(part.papers * room / most), 1)
            read = min(max(round(part.lately * room / most), 1 if part.lately else 0), whole)
            lines.append(
                Content.assemble(
                    (name, ink.fg),
                    " " * (label - cell_len(name) + 2),
                    (glyphs.DONE * read, ink.fg),
                    (glyphs.RULE * (whole - read), ink.faint),
                    " " * (room - whole + 2),
                    (f"{part.lately:>{some},}", ink.fg if part.lately else ink.dim),
                    (f" of {part.papers:>{digits},}", ink.dim),
                )
            )
        if more := len(parts) - len(shown):
            lines.append(Content(f"and {more:,} more").stylize(ink.faint))
        return lines


@dataclass(frozen=True, slots=True)
class _Bars:
    """The columns that the bars of all sections have in common, each so many cells wide."""

    label: int
    some: int
    digits: int
    room: int

    @classmethod
    def of(cls, parts: Sequence[Part], width: int) -> _Bars:
        some = len(f"{max(part.lately for part in parts):,}")
        digits = len(f"{max(part.papers for part in parts):,}")
        left = width - some - digits - 8  # for the names and at least one cell of a bar
        longest = max(cell_len(_name(part)) for part in parts)
        label = max(min(longest, width * 2 // 5, left - 1), 1)
        return cls(label, some, digits, max(left - label, 1))


def _name(part: Part) -> str:
    return drawable(one_line(part.name))


@dataclass(frozen=True, slots=True)
class _Weeks:
    """The weeks as there is room for them: so many of them together."""

    all: Sequence[Week]
    of: int


def _gathered(weeks: Sequence[Week], room: int) -> _Weeks:
    of = -(-len(weeks) // max(room, 1))
    if of == 1:
        return _Weeks(weeks, 1)
    # From the end, so that the last ones are whole.
    cuts = range(len(weeks), 0, -of)
    together = [weeks[max(cut - of, 0) : cut] for cut in cuts][::-1]
    return _Weeks([_sum(some) for some in together], of)


def _sum(weeks: Sequence[Week]) -> Week:
    return Week(
        weeks[0].start,
        sum(week.came for week in weeks),
        sum(week.read for week in weeks),
        sum(week.skipped for week in weeks),
        sum(week.deleted for week in weeks),
        weeks[-1].left,
    )


def _size(count: int, width: int) -> tuple[int, int]:
    """Cells from one column of so many to the next, and of those the column itself takes."""
    step = max(min((width - _GUTTER) // count, _WIDEST), 1)
    return step, max(step * 3 // 5, 1)


def _short(number: int) -> str:
    """A number in four characters: ``950``, ``9.5k``, ``950k``."""
    if number < 1000:
        return str(number)
    for unit, size in (("k", 1_000), ("M", 1_000_000)):
        if number < 9.95 * size:
            return f"{number / size:.1f}".removesuffix(".0") + unit
        if number < 999.5 * size:
            return f"{number / size:.0f}{unit}"
    return "lots"


def _month(day: date, before: date | None) -> str:
    """What the month of `day` is called below a chart, if it is not that of `before`."""
    if before is not None and (day.year, day.month) == (before.year, before.month):
        return ""
    return f"{day:%b}" if before is None or day.year == before.year else f"{day:%Y}"


def _between(run: Run) -> str:
    first = f"{run.first.day} {run.first:%b}"
    last = f"{run.last.day} {run.last:%b}"
    return f"{first} to {last}"


def _years(parts: Sequence[Part]) -> list[Part]:
    """The latest years, those before them as one, and what has none; nothing if none has any."""
    known = [part for part in parts if part.name]
    if not known:
        return []
    earlier, unknown = known[_YEARS:], [replace(p, name="no year") for p in parts if not p.name]
    shown = known[:_YEARS]
    if earlier:
        shown.append(
            Part(
                f"to {earlier[0].name}",
                sum(part.papers for part in earlier),
                sum(part.read for part in earlier),
                sum(part.lately for part in earlier),
                sum(part.open for part in earlier),
            )
        )
    return [*shown, *unknown]
