"""Tagging: type a name, see what Enter will do, and press it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList

from readlist.errors import BadValue
from readlist.library.marking import tag_name
from readlist.tui.keys import bindings
from readlist.tui.screens.frame import Caption, Choices, Key, KeyLine, LineBox, Said, Sheet

TagChange = tuple[tuple[str, ...], tuple[str, ...]]
"""Tags to add and tags to take off."""


class TagBox(LineBox):
    """Where tags are typed. A space parts two of them, but not while it marks a row."""

    marking = False

    def check_consume_key(self, key: str, character: str | None) -> bool:
        marks = key == "space" and self.marking
        return not marks and super().check_consume_key(key, character)


class TagScreen(Sheet[TagChange | None]):
    """Add and take off tags. `current`: on the paper now; `known`: all tags, with their counts.

    What is typed is what Enter does, whatever longer names the list offers below it: a tag goes on
    the paper, or comes off if it is there; commas and spaces part several; ``+name`` only adds and
    ``-name`` only takes off. A row that the arrows go to stands in for the last word typed; Space
    on it marks it and stays. Enter always leaves. The result is None if nothing is to change.
    """

    DEFAULT_CSS = """
    TagScreen TagBox { margin: 1 0; }
    TagScreen.-short TagBox { margin: 0; }
    TagScreen Choices { max-height: 40vh; }
    TagScreen Said { margin-top: 1; }
    """
    AUTO_FOCUS = "TagBox"
    BINDINGS = bindings("tag")

    def __init__(self, current: Sequence[str], known: Sequence[tuple[str, int]]) -> None:
        super().__init__()
        self._current = tuple(current)
        self._counts = {**dict.fromkeys(current, 0), **dict(known)}
        self._marked = dict.fromkeys(current)  # an ordered set: the tags, as marked row by row
        self._marks_made = False
        self._rows: list[str] = []
        self._offer = False  # the first row is what is typed
        self._lit: int | None = None  # the row that the arrows went to

    def compose(self) -> ComposeResult:
        with Vertical(classes="sheet"):
            with Vertical(classes="body"):
                yield Caption("tags")
                yield TagBox(placeholder="known or new: rl, to-read, -old")
                choices = Choices()
                choices.can_focus = False
                yield choices
                yield Said()
            yield KeyLine(Key("esc", "cancel", "back"))

    def on_mount(self) -> None:
        self._list()

    def on_resize(self) -> None:
        self._say_what_happens()

    # What is typed

    @property
    def _words(self) -> list[str]:
        """The words in the box; the last, which may be empty, is the one being written."""
        text = self.query_one(TagBox).value.lstrip(" ,")
        # A known tag is one word, even if it has a comma in it.
        return [text] if self._named(text) else re.split(r"[\s,]+", text)

    def _named(self, name: str) -> str | None:
        """The known tag of that name."""
        return _same(name.lstrip("#"), self._counts)

    def _parted(self, word: str) -> tuple[str, str]:
        """The sign and the name of a word."""
        sign = word[:1] if word[:1] in ("+", "-") and not self._named(word) else ""
        return sign, word[len(sign) :].lstrip("#")

    def _after(self, words: Sequence[str]) -> dict[str, None]:
        """The tags that the paper has after the marks and `words`. Raises `BadValue`."""
        tags = dict(self._marked)
        for word in words:
            sign, typed = self._parted(word)
            if not typed:
                continue  # a sign alone: a word that has only begun
            name = self._named(typed) or _same(typed, tags) or tag_name(typed)
            # Each word is about the marks, not about the words before it: `rl rl` adds.
            if sign == "-" or (not sign and name in self._marked):
                if name not in self._marked:
                    raise BadValue(f"#{name} is not on this paper")
                tags.pop(name, None)
            else:
                tags[name] = None
        return tags

    def _outcome(self) -> TagChange:
        """What Enter does now. Raises `BadValue` if what is typed cannot be done."""
        *words, last = self._words
        tags = self._after([*words, last] if self._lit is None else words)
        if self._lit is not None and (last or not self._marks_made):
            # As of several marked rows, Enter takes those, and else the one it is on.
            self._turn(tags, self._rows[self._lit])
        add = tuple(name for name in tags if name not in self._current)
        return add, tuple(name for name in self._current if name not in tags)

    def _turn(self, tags: dict[str, None], name: str) -> None:
        """Put a tag on or take it off, as it stands in the marks."""
        if name in self._marked:
            tags.pop(name, None)
        else:
            tags[name] = None

    # What is listed

    @on(Input.Changed)
    def _list(self) -> None:
        """List the tags that fit the word being written, and first of all that word itself."""
        sign, typed = self._parted(self._words[-1])
        fitting = _fitting(typed, self._counts, self._current)
        if sign:
            fitting = [name for name in fitting if (name in self._marked) == (sign == "-")]
        exact = self._named(typed)
        offer = exact or (_new(typed) if sign != "-" else None)
        self._offer = offer is not None and (sign != "-" or offer in self._marked)
        first = [offer] if offer is not None and self._offer else []
        self._rows = first + [name for name in fitting if name not in first]
        self._lit = None
        self._draw()

    def _draw(self) -> None:
        choices = self.query_one(Choices)
        width = max((cell_len(self._label(name)) for name in self._rows), default=0)
        choices.set_options(self._row(name, width) for name in self._rows)
        self._say_what_happens()

    def _label(self, name: str) -> str:
        return f"#{name}" if name in self._counts else f"new #{name}"

    def _row(self, name: str, width: int) -> Content:
        was, will = name in self._current, name in self._marked
        mark, style = {
            (True, True): ("✓", "$accent"),
            (False, True): ("+", "bold $accent"),
            (True, False): ("−", "$warn"),
            (False, False): (" ", "$foreground"),
        }[was, will]
        label = self._label(name)
        count = str(self._counts.get(name) or ("new" if name in self._counts else ""))
        return Content.assemble(
            (f"{mark} ", style),
            (label, style),
            " " * (width - cell_len(label) + 1),
            (f"{count:>5}", "$dim"),
        )

    def _say_what_happens(self) -> None:
        self.query_one(Choices).highlighted = 0 if self._lit is None and self._offer else self._lit
        box = self.query_one(TagBox)
        box.marking = self._lit is not None or not box.value
        said, keys = self.query_one(Said), [*self._other_keys()]
        try:
            will = _sentence(*self._outcome())
        except BadValue as error:
            said.say(str(error), "warn")
        else:
            enter = Key("enter", will, "enter")
            needed = [enter, *(key for key in keys if key.action in ("mark", "back"))]
            if _length(needed) <= self.app.size.width - 4:
                said.say("")
            else:
                said.say(f"Enter {will}", "note")
                enter = Key("enter", "do it", "enter")
            keys.insert(0, enter)
        self.query_one(KeyLine).keys = tuple(keys)

    def _other_keys(self) -> list[Key]:
        typed = bool(self.query_one(TagBox).value)
        keys = [Key("space", "mark", "mark")] if self._lit is not None else []
        if self._longer is not None:
            keys.append(Key("tab", "complete", "complete"))
        if len(self._rows) > self._offer:
            keys.append(Key("↓", "choose"))
        return [*keys, Key("esc", "clear" if typed else "cancel", "back")]

    @property
    def _longer(self) -> str | None:
        """The tag that Tab writes out: the one the arrows went to, or the best that fits."""
        if self._lit is not None:
            return self._rows[self._lit]
        more = self._rows[self._offer :]
        return more[0] if more and self._parted(self._words[-1])[1] else None

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
        if self._lit is None:
            self.action_move(1)
        else:
            self._mark(self._lit)

    def _mark(self, at: int) -> None:
        """Mark a row, and stay; the word it stood in for has had its effect."""
        name, words = self._rows[at], self._words
        self._turn(self._marked, name)
        self._counts.setdefault(name, 0)
        self._marks_made = True
        if words[-1]:
            self._write([*words[:-1], ""])
        else:
            self._draw()
            self._lit = at
            self._say_what_happens()

    def _write(self, words: Sequence[str]) -> None:
        box = self.query_one(TagBox)
        box.value = ", ".join(words)
        box.cursor_position = len(box.value)

    def action_move(self, step: int) -> None:
        """Go through the rows; above the first, what is typed has the word again."""
        first = int(self._offer)
        at = first - 1 if self._lit is None else self._lit
        at = min(at + step, len(self._rows) - 1)
        self._lit = at if at >= first else None
        self._say_what_happens()

    def action_complete(self) -> None:
        name, words = self._longer, self._words
        if name is None:
            return
        sign = self._parted(words[-1])[0]
        if re.search(r"[\s,]", name) or (name[0] in "+-#" and (sign or len(words) > 1)):
            self._mark(self._rows.index(name))  # as a word in the box it would be others
        else:
            self._write([*words[:-1], sign + name])

    def action_back(self) -> None:
        box = self.query_one(TagBox)
        if box.value:
            box.value = ""
        else:
            self.dismiss(None)

    def on_click(self, event: events.Click) -> None:
        self.query_one(TagBox).focus()


def _fitting(typed: str, counts: dict[str, int], current: Sequence[str]) -> list[str]:
    """The tags that hold `typed`: those that begin with it, then the others.

    Among equals those on the paper come first, then the most used.
    """
    wanted = typed.casefold()

    def rank(name: str) -> tuple[bool, bool, int, str]:
        folded = name.casefold()
        return not folded.startswith(wanted), name not in current, -counts[name], folded

    return sorted((name for name in counts if wanted in name.casefold()), key=rank)


def _new(typed: str) -> str | None:
    """The tag of that name, if it can be one."""
    try:
        return tag_name(typed)
    except BadValue:
        return None


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
