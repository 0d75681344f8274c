"""The history as lines: steps by day, and what one of them did."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from textual.content import Content
from textual.style import Style

from readlist.library import Change, Details, InTheWay, Touched
from readlist.library.days import day_name, local
from readlist.library.log import step_undone
from readlist.paper import Step, one_line
from readlist.tui.tex import shown, shown_label
from readlist.tui.text import cut, cut_title, drawable, wrap
from readlist.tui.theme import Ink

SHOWN = 100
"""Papers of a step that are told one by one."""
_WAYS = 5
_STRIKE = Style(strike=True)

Entry = Step | str | None
"""A line of the list: a step, the name of a day, nothing."""


def by_day(steps: Sequence[Step], today: date, words: Sequence[str] = ()) -> list[Entry]:
    """The steps as the lines of a list, each day with its name above. `words` (casefolded): only
    those that say all of them, or whose day is called so."""
    entries: list[Entry] = []
    for day, some in groupby(steps, key=lambda step: local(step.at).date()):
        name = day_name(day, today)
        found = [step for step in some if _says(f"{step.label} {name}".casefold(), words)]
        if found:
            entries += [None, name, *found] if entries else [name, *found]
    return entries


def _says(text: str, words: Sequence[str]) -> bool:
    return all(word in text for word in words)


def entry_line(entry: Entry, width: int, ink: Ink, here: bool) -> Content:
    """One line of the list. `here`: the cursor is on it."""
    if entry is None:
        return Content("")
    if isinstance(entry, str):
        return Content(f"  {entry.upper()}").stylize(ink.faint)
    when = Content(f"  {local(entry.at):%H:%M}  ").stylize(ink.dim)
    state = "  undone " if entry.undone else " " if entry.stands else "  taken back "
    label = cut_title(_label(entry), width - when.cell_length - len(state))
    done = ink.strong if here else ink.fg
    style = ink.dim + _STRIKE if entry.undone else done if entry.stands else ink.dim
    gap = " " * max(width - when.cell_length - Content(label).cell_length - len(state), 0)
    return Content.assemble(when, (label, style), gap, (state, ink.dim))


@dataclass(frozen=True, slots=True)
class Told:
    """All that is shown of a step."""

    details: Details
    touched: Sequence[Touched]
    """The first `SHOWN` of its papers."""
    way: InTheWay | None = None
    """None: not looked up yet."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line about a step; `paper`: the id of the paper it names, if that can be gone to."""

    content: Content
    paper: str | None = None


def step_lines(told: Told, width: int, ink: Ink, today: date) -> list[Line]:
    """What a step did, in lines of at most `width` cells."""
    return list(_Lines(told, max(width, 20), ink, today).lines())


class _Lines:
    def __init__(self, told: Told, width: int, ink: Ink, today: date) -> None:
        self.told = told
        self.width = width
        self.ink = ink
        self.today = today

    def lines(self) -> Iterator[Line]:
        step = self.told.details.step
        yield from self._text(_label(step), self.ink.strong)
        yield from self._text(self._when(), self.ink.dim)
        yield from self._in_the_way()
        if self.told.details.changes:
            yield Line(Content(""))
            yield from self._changes(self.told.details.changes)
        yield from self._papers()

    def _when(self) -> str:
        details = self.told.details
        moment = local(details.step.at)
        parts = [
            f"{day_name(moment.date(), self.today)}, {moment:%H:%M}",
            f"step {details.step.number}",
        ]
        if details.here:
            parts.append("in this window")
        if details.step.undone:
            parts.append("undone" if details.redoable else "undone, for good")
        elif details.step.taken_back_by is not None:
            parts.append(f"taken back by step {details.step.taken_back_by}")
        return " · ".join(parts)

    def _in_the_way(self) -> Iterator[Line]:
        way = self.told.way
        step = self.told.details.step
        if not way or not (step.stands or self.told.details.redoable):
            return
        yield from self._label("in the way")
        for step in way.steps[:_WAYS]:
            moment = local(step.at)
            when = f"{moment:%H:%M}" if moment.date() == self.today else f"{moment.day} {moment:%b}"
            text = f"{when}  {_label(step)}"
            yield Line(Content(cut(text, self.width)).stylize(self.ink.fg))
        if len(way.steps) > _WAYS:
            yield from self._text(f"and {len(way.steps) - _WAYS:,} more", self.ink.dim)
        if way.hopeless:
            yield from self._text("and something older than the history", self.ink.warn)

    def _papers(self) -> Iterator[Line]:
        total, touched = len(self.told.details.papers), self.told.touched
        if not total:
            return
        yield from self._label("1 paper" if total == 1 else f"{total:,} papers")
        alike = len(touched) > 1 and all(each.changes == touched[0].changes for each in touched)
        if alike:
            yield from self._changes(touched[0].changes)
        for each in touched:
            style = self.ink.fg if each.there else self.ink.dim
            paper = each.id if each.there else None
            title = drawable(one_line(shown(each.title).text))
            if total > 1:
                yield Line(Content(cut(title, self.width)).stylize(style), paper)
            else:
                lines = list(self._text(title, style))
                yield Line(lines[0].content, paper)
                yield from lines[1:]
            if not alike:
                yield from self._changes(each.changes, indent=2)
        if total > len(touched):
            yield from self._text(f"and {total - len(touched):,} more", self.ink.dim)

    def _changes(self, changes: Sequence[Change], indent: int = 0) -> Iterator[Line]:
        column = max((len(change.what) for change in changes), default=0) + 2
        before = ""
        for change in changes:
            what = "" if change.what == before else change.what
            before = change.what
            first = Content(" " * indent + f"{what:<{column}}").stylize(self.ink.dim)
            text = Content(drawable(str(change)))
            style = self.ink.note if change.what in ("note", "remark") else self.ink.fg
            for start, end in wrap(text.plain, max(self.width - indent - column, 10)):
                yield Line(first + text[start:end].stylize(style))
                first = Content(" " * (indent + column))

    def _label(self, name: str) -> Iterator[Line]:
        yield Line(Content(""))
        yield Line(Content(name.upper()).stylize(self.ink.faint))

    def _text(self, text: str, style: Style) -> Iterator[Line]:
        content = Content(drawable(one_line(text))).stylize(style)
        for start, end in wrap(content.plain, self.width):
            yield Line(content[start:end])


def _label(step: Step) -> str:
    return drawable(one_line(shown_label(step.label)))


def steps_undone(steps: Sequence[Step]) -> str:
    """What was undone with all that was in its way."""
    return step_undone(steps[0]) if len(steps) == 1 else f"Undone: {len(steps):,} steps"


def steps_redone(steps: Sequence[Step]) -> str:
    """What was done again, with all that it needs."""
    return f"Done again: {steps[0].label if len(steps) == 1 else f'{len(steps):,} steps'}"
