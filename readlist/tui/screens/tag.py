"""Tagging: a few letters of a tag, a look at what Enter will do, and Enter."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual import on
from textual.content import Content
from textual.widgets import Input, OptionList

from readlist.errors import BadValue
from readlist.paper import Status
from readlist.tui.glyphs import CHOSEN, DASH, STATUS
from readlist.tui.keys import bindings
from readlist.tui.screens.frame import Key
from readlist.tui.screens.picking import PickSheet
from readlist.tui.tagging import TagChange, Tagged, Tagging
from readlist.tui.widgets.boxes import LineBox


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

    def __init__(self, tagged: Tagged) -> None:
        papers = tagged.papers
        caption = "tags" if papers == 1 else f"tags of {papers:,} papers"
        self._tag_box = TagBox(placeholder="known or new: rl, to-read, -old")
        super().__init__(caption, self._tag_box)
        self._tags = Tagging(tagged)
        self._rows: list[str] = []
        self._chosen = False
        """The arrows went to the row that is lit."""

    def on_mount(self) -> None:
        self._list()

    def on_resize(self) -> None:
        self._say_what_happens()

    @property
    def _parts(self) -> list[str]:
        """What the box has between commas; the last, which may be empty, is being written."""
        return self._tags.parts(self.box.value)

    def _outcome(self) -> TagChange:
        """What Enter does now. Raises `BadValue` if what is typed cannot be done."""
        _, typed = self._tags.parted(self._parts[-1])
        # As of several marked rows, Enter takes those, and else the one it is on.
        takes_row = typed or (self._chosen and not self._tags.marks_made)
        row = self._rows[self.lit] if self.lit is not None and takes_row else None
        return self._tags.outcome(self._parts, row)

    # What is listed

    @on(Input.Changed)
    def _list(self) -> None:
        """List the tags that fit the part being written, the one that Enter takes first."""
        last = self._parts[-1]
        self._rows = self._tags.fitting(last)
        self._chosen = False
        self._draw(0 if self._tags.parted(last)[1] else None)

    def _draw(self, at: int | None) -> None:
        width = max((cell_len(self._label(name)) for name in self._rows), default=0)
        self.show_rows([self._row(name, width) for name in self._rows], at)
        self._say_what_happens()

    def _label(self, name: str) -> str:
        return f"#{name}" if name in self._tags.counts else f"new #{name}"

    def _row(self, name: str, width: int) -> Content:
        tags = self._tags
        had, some = tags.all_have(name), name in tags.held
        will = tags.marked.get(name)
        mark, style = " ", "$foreground"
        if will is not None and will != (had if will else some):
            mark, style = ("+", "bold $accent") if will else (DASH, "$warn")
        elif had:
            mark, style = CHOSEN, "$accent"
        elif some:
            mark, style = STATUS[Status.READING], "$accent"
        label = self._label(name)
        count = str(tags.counts.get(name) or ("new" if name in tags.counts else ""))
        here = f"   on {tags.held[name]:,} of these" if some and not had else ""
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
        return name if name != self._tags.parted(self._parts[-1])[1] else None

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
        parts = self._parts
        self._tags.mark(self._rows[at])
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
        sign = self._tags.parted(parts[-1])[0]
        if "," in name or (name[0] in "+-#" and (sign or len(parts) > 1)):
            self._mark(self.lit)  # written into the box it would be others
        else:
            self._write([*parts[:-1], sign + name])

    def action_back(self) -> None:
        if self.box.value:
            self.box.value = ""
        else:
            self.dismiss(None)


def _sentence(add: Sequence[str], remove: Sequence[str]) -> str:
    said = [f"adds {_tags(add)}"] if add else []
    said += [f"takes off {_tags(remove)}"] if remove else []
    return "; ".join(said) or "done"


def _tags(names: Sequence[str]) -> str:
    return ", ".join(f"#{name}" for name in names)


def _length(keys: Sequence[Key]) -> int:
    """Columns that keys take in a line, at the widest gap."""
    return sum(cell_len(f"{key.key} {key.word}") for key in keys) + 3 * (len(keys) - 1)
