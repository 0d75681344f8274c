"""Tagging: a few letters of a tag, a look at what Enter will do, and Enter."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from textual import on
from textual.content import Content
from textual.widgets import Input, OptionList

from readlist.errors import BadValue
from readlist.library.marking import tag_name
from readlist.paper import Status
from readlist.tui.glyphs import CHOSEN, DASH, STATUS
from readlist.tui.keys import bindings
from readlist.tui.screens.frame import Key
from readlist.tui.screens.picking import PickSheet
from readlist.tui.widgets.boxes import LineBox

TagChange = tuple[tuple[str, ...], tuple[str, ...]]
"""Tags to add and tags to take off."""


@dataclass(frozen=True, slots=True)
class Tagged:
    """What the tags are: of the papers in hand, and of the whole library."""

    held: Mapping[str, int]
    """The tags of the papers in hand, and how many of those have each."""
    papers: int
    """How many papers are in hand."""
    known: Sequence[tuple[str, int]]
    """All tags, and how many papers have each."""
    used_last: Sequence[str] = ()
    """All tags, the one given last first."""


class TagBox(LineBox):
    """Where tags are typed. A space is part of one, but not while it marks a row."""

    marking = False

    def check_consume_key(self, key: str, character: str | None) -> bool:
        marks = key == "space" and self.marking
        return not marks and super().check_consume_key(key, character)


class TagScreen(PickSheet[TagChange | None]):
    """Add and take off tags of the papers in hand; None if nothing is to change.

    What is typed is completed: Enter takes the row that is lit, which is the tag used last of those
    that begin so, and a new tag where none does. The tag goes on the papers, or comes off if they
    all have it; ``+name`` only adds and ``-name`` only takes off. A comma parts several, and what
    is before it stands as typed; a space becomes a hyphen. Space marks the row that the arrows
    went to, and stays.
    """

    BINDINGS = bindings("tag")
    _SIGNS: ClassVar[tuple[str, ...]] = ("+", "-")

    def __init__(self, tagged: Tagged) -> None:
        papers = tagged.papers
        caption = "tags" if papers == 1 else f"tags of {papers:,} papers"
        self._tag_box = TagBox(placeholder="known or new: rl, to-read, -old")
        super().__init__(caption, self._tag_box)
        self._held = dict(tagged.held)
        self._papers = papers
        self._counts = {**dict.fromkeys(self._held, 0), **dict(tagged.known)}
        self._used = {name: place for place, name in enumerate(tagged.used_last)}
        self._marked: dict[str, bool] = {}
        """What was marked row by row: is the tag to be on all papers, or on none?"""
        self._marks_made = False
        self._rows: list[str] = []
        self._chosen = False
        """The arrows went to the row that is lit."""

    def on_mount(self) -> None:
        self._list()

    def on_resize(self) -> None:
        self._say_what_happens()

    # What is typed

    @property
    def _parts(self) -> list[str]:
        """What the box has between commas; the last, which may be empty, is being written."""
        text = self.box.value.strip()
        # A known tag is one, even if it has a comma in it.
        return [text] if self._named(text) else [part.strip() for part in text.split(",")]

    def _named(self, name: str) -> str | None:
        """The known tag of that name."""
        return _same(_tidy(name), self._counts)

    def _parted(self, part: str) -> tuple[str, str]:
        """The sign of a part, and the name as tags are written."""
        sign = part[:1] if part[:1] in self._SIGNS and not self._named(part) else ""
        return sign, _tidy(part[len(sign) :])

    def _on(self, name: str) -> bool:
        """Is the tag on all of the papers, as marked?"""
        return self._marked.get(name, self._held.get(name, 0) == self._papers)

    def _off(self, name: str) -> bool:
        """Is it on none of them?"""
        return not self._marked.get(name, name in self._held)

    def _after(self, parts: Sequence[str]) -> dict[str, bool]:
        """What is to become of tags by the marks and by `parts` as they are typed.

        Raises `BadValue`.
        """
        wanted = dict(self._marked)
        for part in parts:
            sign, typed = self._parted(part)
            if not typed:
                continue  # a sign alone: one that has only begun
            name = self._named(typed) or _same(typed, wanted) or tag_name(typed)
            if sign == "-" and self._off(name):
                here = "this paper" if self._papers == 1 else "these papers"
                raise BadValue(f"#{name} is not on {here}")
            # Each is about the marks, not about those before it: `rl, rl` adds.
            wanted[name] = sign == "+" or (sign != "-" and not self._on(name))
        return wanted

    def _outcome(self) -> TagChange:
        """What Enter does now. Raises `BadValue` if what is typed cannot be done."""
        *before, last = self._parts
        wanted = self._after(before)
        sign, typed = self._parted(last)
        # As of several marked rows, Enter takes those, and else the one it is on.
        if self.lit is not None and (typed or (self._chosen and not self._marks_made)):
            name = self._rows[self.lit]
            wanted[name] = sign == "+" or (sign != "-" and not self._on(name))
        elif typed:
            wanted = self._after([*before, last])
        add = (name for name, on in wanted.items() if on and not self._all_have(name))
        off = (name for name, on in wanted.items() if not on and name in self._held)
        return tuple(add), tuple(off)

    def _all_have(self, name: str) -> bool:
        return self._held.get(name, 0) == self._papers

    # What is listed

    @on(Input.Changed)
    def _list(self) -> None:
        """List the tags that fit the part being written, the one that Enter takes first."""
        sign, typed = self._parted(self._parts[-1])
        fitting = [name for name in self._counts if typed.casefold() in name.casefold()]
        if sign:
            unfit = self._on if sign == "+" else self._off
            fitting = [name for name in fitting if not unfit(name)]
        fitting.sort(key=self._rank(typed))
        exact = self._named(typed)
        if exact is None and sign != "-" and _is_tag(typed):
            begin = sum(name.casefold().startswith(typed.casefold()) for name in fitting)
            fitting.insert(begin, typed)
        self._rows = fitting
        self._chosen = False
        self._draw(0 if typed else None)

    def _rank(self, typed: str) -> Callable[[str], tuple[bool, bool, bool, int, str]]:
        begun = typed.casefold()

        def rank(name: str) -> tuple[bool, bool, bool, int, str]:
            folded = name.casefold()
            # What the papers have is wanted first while nothing is typed, and last by typing.
            held = self._all_have(name) if begun else name not in self._held
            last = self._used.get(name, len(self._used))
            return folded != begun, not folded.startswith(begun), held, last, folded

        return rank

    def _draw(self, at: int | None) -> None:
        width = max((cell_len(self._label(name)) for name in self._rows), default=0)
        self.show_rows([self._row(name, width) for name in self._rows], at)
        self._say_what_happens()

    def _label(self, name: str) -> str:
        return f"#{name}" if name in self._counts else f"new #{name}"

    def _row(self, name: str, width: int) -> Content:
        had, some = self._all_have(name), name in self._held
        will = self._marked.get(name)
        mark, style = " ", "$foreground"
        if will is not None and will != (had if will else some):
            mark, style = ("+", "bold $accent") if will else (DASH, "$warn")
        elif had:
            mark, style = CHOSEN, "$accent"
        elif some:
            mark, style = STATUS[Status.READING], "$accent"
        label = self._label(name)
        count = str(self._counts.get(name) or ("new" if name in self._counts else ""))
        here = f"   on {self._held[name]:,} of these" if some and not had else ""
        return Content.assemble(
            (f"{mark} ", style),
            (label, style),
            " " * (width - cell_len(label) + 1),
            (f"{count:>5}{here}", "$dim"),
        )

    def _say_what_happens(self) -> None:
        self._tag_box.marking = self._chosen or not self.box.value
        keys = [*self._other_keys()]
        try:
            will = _sentence(*self._outcome())
        except BadValue as error:
            self.said.say(str(error), "warn")
        else:
            enter = Key("enter", will, "enter")
            needed = [enter, *(key for key in keys if key.action in ("mark", "back"))]
            if _length(needed) <= self.app.size.width - 4:
                self.said.say("")
            else:
                self.said.say(f"Enter {will}", "note")
                enter = Key("enter", "do it", "enter")
            keys.insert(0, enter)
        self.key_line.keys = tuple(keys)

    def _other_keys(self) -> list[Key]:
        typed = bool(self.box.value)
        keys = [Key("space", "mark", "mark")] if self._chosen else []
        if self._completes is not None:
            keys.append(Key("tab", "complete", "complete"))
        if len(self._rows) > typed:
            keys.append(Key("↓", "choose", "move(1)"))
        return [*keys, Key("esc", "clear" if typed else "cancel", "back")]

    @property
    def _completes(self) -> str | None:
        """The tag that Tab writes out: the one that is lit, if that is more than is typed."""
        name = self._rows[self.lit] if self.lit is not None else None
        return name if name != self._parted(self._parts[-1])[1] else None

    # What the keys do

    @on(Input.Submitted)
    def action_enter(self) -> None:
        try:
            change = self._outcome()
        except BadValue:
            return  # which has been said
        self.dismiss(change if any(change) else None)

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        self._mark(event.option_index)

    def action_mark(self) -> None:
        if self.lit is None or not self._chosen:
            self.action_move(1)
        else:
            self._mark(self.lit)

    def _mark(self, at: int) -> None:
        """Mark a row, and stay; what it completed has had its effect."""
        name, parts = self._rows[at], self._parts
        was = self._marked.get(name)
        if was is None:
            self._marked[name] = not self._on(name)
        elif was and name in self._held:  # of a tag that some have: on all, on none, as it was
            self._marked[name] = False
        else:
            del self._marked[name]
        self._counts.setdefault(name, 0)
        self._marks_made = True
        if parts[-1]:
            self._write([*parts[:-1], ""])
        else:
            self._chosen = True
            self._draw(at)

    def _write(self, parts: Sequence[str]) -> None:
        self.write(", ".join(parts))

    def action_move(self, step: int) -> None:
        """Go through the rows; with nothing typed, above the first is none."""
        if not self.box.value and self.lit == 0 and step < 0:
            self.light(None)
            self._chosen = False
        else:
            super().action_move(step)
            self._chosen = self.lit is not None
        self._say_what_happens()

    def action_complete(self) -> None:
        name, parts = self._completes, self._parts
        if name is None or self.lit is None:
            return
        sign = self._parted(parts[-1])[0]
        if "," in name or (name[0] in "+-#" and (sign or len(parts) > 1)):
            self._mark(self.lit)  # written into the box it would be others
        else:
            self._write([*parts[:-1], sign + name])

    def action_back(self) -> None:
        if self.box.value:
            self.box.value = ""
        else:
            self.dismiss(None)


def _tidy(text: str) -> str:
    """A name as it is written on the way to being one: no #, hyphens for spaces."""
    return "-".join(text.lstrip("#").split())


def _is_tag(typed: str) -> bool:
    try:
        return bool(tag_name(typed))
    except BadValue:
        return False


def _same(typed: str, names: Iterable[str]) -> str | None:
    """The one of `names` that differs from it in case at most."""
    return next((name for name in names if name.casefold() == typed.casefold()), None)


def _sentence(add: Sequence[str], remove: Sequence[str]) -> str:
    said = [f"adds {_tags(add)}"] if add else []
    said += [f"takes off {_tags(remove)}"] if remove else []
    return "; ".join(said) or "done"


def _tags(names: Sequence[str]) -> str:
    return ", ".join(f"#{name}" for name in names)


def _length(keys: Sequence[Key]) -> int:
    """Columns that keys take in a line, at the widest gap."""
    return sum(cell_len(f"{key.key} {key.word}") for key in keys) + 3 * (len(keys) - 1)
