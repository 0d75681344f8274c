"""The one key table: every key of the main screen, what it does, and where it does it.

The bindings of the widgets, the footer, the help screen and the command palette are all made from
`TABLE`; nothing else names a key. `KeyTable` is the table as one user has it: with the keys of
their config.toml in place of ours, checked, because Textual takes nonsense without a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

from textual.binding import Binding, BindingType

from readlist.errors import BadConfig
from readlist.tui.keynames import is_key, shown, spelled

Place = Literal["list", "pane", "sidebar", "search", "main"]
PLACES: tuple[Place, ...] = ("list", "pane", "sidebar", "search")
"""What can have the focus. `main` is the screen around them: its keys work in all but the box."""

FOR_YOU = "is:unread similar:starred"
"""The list For you: unread papers near to what is starred."""


@dataclass(frozen=True, slots=True)
class Key:
    """One thing to do and the keys that do it."""

    id: str
    """The name to use in config.toml."""
    keys: str
    """As Textual names them, comma-separated: ``j,down``. A character stands for itself."""
    action: str
    """An action of the main screen; of the focused widget itself if `own`."""
    text: str
    """What it does, for help and palette."""
    section: str
    where: tuple[Place, ...] = ("list", "pane")
    own: bool = False
    after: str = ""
    """The id of the key that has to come first, for the second keys of `g` and `y`."""
    word: str = ""
    """What the footer calls it; empty: not in the footer."""
    weight: int = 0
    """Footer words of less weight are left out first."""
    palette: bool = True
    """Whether it makes sense chosen from the command palette."""

    @property
    def title(self) -> str:
        """What the palette calls it: the text up to its first pause."""
        name = self._parts[0]
        return name[:1].upper() + name[1:]

    @property
    def help(self) -> str:
        """What the text goes on to say."""
        return self._parts[1]

    @property
    def _parts(self) -> tuple[str, str]:
        title, *rest = re.split("[;:] ", self.text, maxsplit=1)
        return title, "".join(rest)

    @property
    def names(self) -> tuple[str, ...]:
        """The keys one by one, as Textual spells them."""
        return tuple(spelled(key.strip()) for key in self.keys.split(","))


@dataclass(frozen=True, slots=True)
class Verb:
    """A key's entry in the palette: an action of the main screen, its key, what it is called."""

    action: str
    key: str
    title: str
    help: str


_MOVE, _FIND, _PAPER, _COPY = "Moving", "Lists and searching", "The paper in hand", "Copying"
_LIBRARY, _BOX = "The library", "In the search box"
_PANES: tuple[Place, ...] = ("list", "pane", "sidebar")
_MAIN: tuple[Place, ...] = ("main",)


def _move(id: str, keys: str, text: str) -> Key:
    """Moves inside whichever pane has the focus."""
    return Key(id, keys, id, text, _MOVE, where=_PANES, own=True, palette=False)


def _step(id: str, keys: str, text: str, word: str = "", weight: int = 0) -> Key:
    """Goes from paper to paper."""
    return Key(id, keys, id, text, _MOVE, word=word, weight=weight, palette=False)


def _walk(id: str, keys: str, text: str) -> Key:
    """Goes from pane to pane."""
    return Key(id, keys, id, text, _MOVE, where=_MAIN, palette=False)


def _main(
    id: str, keys: str, action: str, text: str, section: str, word: str = "", weight: int = 0
) -> Key:
    """Works on every pane of the main screen."""
    return Key(id, keys, action, text, section, where=_MAIN, word=word, weight=weight)


def _paper(id: str, keys: str, action: str, text: str, word: str = "", weight: int = 0) -> Key:
    """Does something to the paper under the cursor."""
    return Key(id, keys, action, text, _PAPER, word=word, weight=weight)


def _go(id: str, keys: str, query: str, text: str, word: str) -> Key:
    return Key(id, keys, f"go({query!r})", text, _FIND, after="go", word=word)


def _saved(number: int) -> Key:
    id, action = f"saved_{number}", f"open_saved({number})"
    text = "open a saved search, by its number at the side"
    return Key(id, str(number), action, text, _FIND, where=_MAIN, palette=False)


def _side(id: str, keys: str, text: str, word: str, weight: int) -> Key:
    """Does something to the saved search under the sidebar's cursor."""
    return Key(id, keys, id, text, _FIND, where=("sidebar",), word=word, weight=weight)


def _copy(id: str, keys: str, what: str, text: str, word: str) -> Key:
    return Key(id, keys, f"copy({what!r})", text, _COPY, after="copy", word=word)


def _box(
    id: str, keys: str, action: str, text: str, word: str = "", weight: int = 0, own: bool = False
) -> Key:
    """Works while the search box has the focus."""
    return Key(
        id, keys, action, text, _BOX, ("search",), own, word=word, weight=weight, palette=False
    )


TABLE: tuple[Key, ...] = (
    _move("down", "j,down", "next row, or line of the text"),
    _move("up", "k,up", "previous row or line"),
    _move("half_down", "ctrl+d", "half a page down"),
    _move("half_up", "ctrl+u", "half a page up"),
    _move("page_down", "pagedown", "a page down"),
    _move("page_up", "pageup", "a page up"),
    _move("top", "home", "to the top"),
    _move("bottom", "G,end", "to the bottom"),
    Key(
        "open_list",
        "enter",
        "open_list",
        "open the list",
        _MOVE,
        ("sidebar",),
        True,
        word="open",
        weight=95,
        palette=False,
    ),
    _step("open_page", "enter", "the paper on the whole page", "page", 40),
    _step("read_on", "space", "page the abstract; at its end the next paper"),
    _step("read_back", "b", "page back; at the top the previous paper"),
    _step("next_paper", "J", "next paper", "next", 20),
    _step("previous_paper", "K", "previous paper"),
    _step("next_unread", "]", "next unread paper"),
    _step("previous_unread", "[", "previous unread paper"),
    _walk("pane_left", "h,left", "pane on the left"),
    _walk("pane_right", "l,right", "pane on the right"),
    _walk("next_pane", "tab", "next pane"),
    _walk("previous_pane", "shift+tab", "previous pane"),
    _walk("back", "escape", "one step back; never quits"),
    # Lists and searching
    _main("search", "/", "search", "search", _FIND, "search", 78),
    Key(
        "go",
        "g",
        "begin('go')",
        "go to a list; a second key says which",
        _FIND,
        _MAIN,
        palette=False,
    ),
    Key("go.top", "g", "go_top", "to the top", _FIND, after="go", word="top", palette=False),
    _go("go.all", "a", "", "go to all papers", "all"),
    _go("go.unread", "u", "is:unread", "go to the unread", "unread"),
    _go("go.reading", "r", "is:reading", "go to those you are reading", "reading"),
    _go("go.starred", "s", "is:starred", "go to the starred", "starred"),
    _go("go.for_you", "p", FOR_YOU, "go to For you: unread papers like the starred", "for you"),
    _go("go.noted", "n", "is:noted", "go to those with a note", "noted"),
    _go("go.untagged", "t", "is:untagged", "go to the untagged", "untagged"),
    Key(
        "go.doubles",
        "d",
        "doubles",
        "go to possible doubles: papers that may be the same, to merge or keep",
        _FIND,
        after="go",
        word="doubles",
    ),
    _main(
        "save_search",
        "+",
        "save_search",
        "save this search: under a name, at the side",
        _FIND,
        "save",
        77,
    ),
    *(_saved(number) for number in range(1, 10)),
    _side("rename_search", "E", "rename the saved search; at the side", "rename", 91),
    Key(
        "delete_search",
        "D",
        "delete_listed",
        "delete the saved search, or forget the source; at the side, undo brings it back",
        _FIND,
        ("sidebar",),
        word="delete",
        weight=90,
    ),
    _side("raise_search", "alt+up,alt+k", "move the saved search up; at the side", "up", 61),
    _side("lower_search", "alt+down,alt+j", "move the saved search down; at the side", "down", 60),
    _main("recent", "ctrl+r", "recent", "search again for what was searched before", _FIND),
    _main("sort", "S", "sort", "sort: as added, by title, by year", _FIND),
    _main("sidebar", "\\", "sidebar", "show or hide the lists at the side", _FIND, "lists", 30),
    # The paper in hand
    _paper("star", "s", "star", "star; again takes it off", "star", 94),
    _paper("read", "r", "mark('read')", "mark as read; again takes it off", "read", 92),
    _paper("reading", "R", "mark('reading')", "mark as being read; again takes it off"),
    _paper("skip", "x", "mark('skipped')", "skip; again takes it off", "skip", 60),
    _paper("note", "n", "note", "write a note", "note", 88),
    _paper("edit_note", "N", "edit_note", "write the note in $EDITOR"),
    _paper("tag", "t", "tag", "tag", "tag", 84),
    _paper("repeat", ".", "repeat", "repeat the last tag or status on this paper"),
    _paper("open", "o", "open_link", "open the paper, or find it on the web", "open", 82),
    _paper("links", "O", "links", "choose a link to open"),
    _paper("similar", "=", "similar", "similar papers; Esc leads back", "similar", 15),
    _paper("merge", "M", "merge", "merge: first the paper that stays, then the other", "merge", 12),
    _paper("split", "X", "split", "split: take apart what was merged, or seen differently"),
    _paper("edit", "E", "edit", "correct its title, authors, year, …"),
    _paper("delete", "D", "delete", "delete; undo brings it back"),
    Key(
        "copy",
        "y",
        "begin('copy')",
        "copy; a second key says what",
        _COPY,
        word="copy",
        weight=55,
        palette=False,
    ),
    _copy("copy.markdown", "y", "markdown", "copy the paper as Markdown", "Markdown"),
    _copy("copy.link", "l", "link", "copy its link", "link"),
    _copy("copy.title", "t", "title", "copy its title", "title"),
    _copy("copy.id", "i", "id", "copy its id", "id"),
    # The library
    _main(
        "import",
        "i",
        "import_papers",
        "import files, a folder or a paste; there ^L looks it over first",
        _LIBRARY,
        "import",
        45,
    ),
    _main("export", "e", "export", "export the list as it stands", _LIBRARY, "export", 50),
    _main("undo", "u", "undo", "undo", _LIBRARY, "undo", 80),
    _main("redo", "U", "redo", "redo", _LIBRARY),
    _main("theme", "L", "theme", "light or dark", _LIBRARY),
    _main("palette", ":,ctrl+p", "palette", "everything there is to do, by name", _LIBRARY),
    _main("help", "?", "help", "help", _LIBRARY, "help", 99),
    _main("quit", "q", "leave", "back; from the list, quit", _LIBRARY),
    # The search box
    _box("box.done", "enter", "to_list", "to the list", "to the list", 95),
    _box("box.leave", "escape", "leave_box", "leave; Esc again clears it", "leave", 94),
    _box("box.down", "down", "below(1)", "down in the list below", "next", 70),
    _box("box.up", "up", "below(-1)", "up in the list below"),
    _box("box.accept", "right", "accept", "at the end: take what is offered", "take", 90),
    _box("box.complete", "tab", "complete", "take what is offered"),
    _box("box.choose", "ctrl+n", "choose(1)", "choose a completion", "choose", 85),
    _box("box.choose_back", "ctrl+p", "choose(-1)", "choose the one before"),
    _box("box.recent", "ctrl+r", "recent", "recent searches", "recent", 65),
    _box(
        "box.clear",
        "ctrl+u",
        "delete_left_all",
        "clear; ^A ^E ^W ^K as in a shell",
        "clear",
        60,
        own=True,
    ),
)


class KeyTable:
    """The key table as one user has it."""

    def __init__(self, keys: tuple[Key, ...] = TABLE) -> None:
        self.keys = keys
        self._by_id = {key.id: key for key in keys}

    def __getitem__(self, id: str) -> Key:
        return self._by_id[id]

    def __iter__(self) -> Iterator[Key]:
        return iter(self.keys)

    def at(self, place: Place) -> list[Key]:
        """What works while `place` has the focus, its own keys first."""
        own = [key for key in self.keys if not key.after and place in key.where]
        if place in ("main", "search"):
            return own
        return own + [key for key in self.keys if not key.after and "main" in key.where]

    def after(self, id: str) -> list[Key]:
        """The second keys of a sequence."""
        return [key for key in self.keys if key.after == id]

    def shown(self, id: str) -> str:
        """The first key of an entry as people write it: ``^D``, ``gs``, ``esc``."""
        key = self._by_id[id]
        first = shown(key.names[0])
        return self.shown(key.after) + first if key.after else first

    def shown_all(self, id: str) -> str:
        """All keys of an entry, for help: ``j ↓``."""
        key = self._by_id[id]
        before = self.shown(key.after) if key.after else ""
        return " ".join(before + shown(name) for name in key.names)

    def numbers(self) -> list[str]:
        """What opens the first saved searches."""
        return [self.shown(key.id) for key in self.keys if key.action.startswith("open_saved(")]

    def verbs(self) -> list[Verb]:
        """What the palette offers."""
        return [
            Verb(key.action, self.shown(key.id), key.title, key.help)
            for key in self.keys
            if key.palette
        ]

    def help(self) -> dict[str, list[tuple[str, str]]]:
        """By section, the keys as people write them, and what they do.

        Neighbours that do the same are one: ``1 … 9``.
        """
        sections: dict[str, list[tuple[str, str]]] = {}
        for (section, text), entries in groupby(self.keys, lambda key: (key.section, key.text)):
            first, *others = (self.shown_all(key.id) for key in entries)
            shown = f"{first} … {others[-1]}" if others else first
            sections.setdefault(section, []).append((shown, text))
        return sections

    def keymap(self) -> dict[str, str]:
        """Where this table departs from the default, for Textual's `set_keymap`."""
        return {
            key.id: ",".join(key.names)
            for key, default in zip(self.keys, TABLE, strict=True)
            if key.names != default.names
        }

    def with_keys(self, wanted: Mapping[str, str]) -> KeyTable:
        """This table with some keys of the user's own.

        Raises `BadConfig` for a name or a key there is not, and for two things on one key.
        """
        for id, keys in wanted.items():
            if id not in self._by_id:
                raise BadConfig(
                    f"config.toml: [keys] has no {id!r}; the help screen names them all"
                )
            for name in keys.split(","):
                if not is_key(name.strip()):
                    raise BadConfig(
                        f"config.toml: {id} = {keys!r}: {name.strip()!r} is not a key; "
                        'write a character, or a name such as "ctrl+f", "space", "comma"'
                    )
        table = KeyTable(
            tuple(replace(key, keys=wanted.get(key.id, key.keys)) for key in self.keys)
        )
        for name, first, second in table.clashes():
            raise BadConfig(
                f"config.toml: the key {shown(name)} would be both {first.id} and {second.id}; "
                "give one of them another"
            )
        return table

    def clashes(self) -> Iterator[tuple[str, Key, Key]]:
        """Keys that mean two things in one place: the key and both meanings."""
        for place in PLACES:
            yield from _clashes(self.at(place))
        for id in {key.after for key in self.keys if key.after}:
            yield from _clashes(self.after(id))


def bindings(place: Place) -> list[BindingType]:
    """The Textual bindings of one place; `App.set_keymap` replaces their keys by id."""
    return [
        Binding(
            ",".join(key.names),
            key.action if key.own or place == "main" else f"screen.{key.action}",
            key.text,
            show=False,
            id=key.id,
        )
        for key in TABLE
        if place in key.where and not key.after
    ]


def _clashes(keys: list[Key]) -> Iterator[tuple[str, Key, Key]]:
    taken: dict[str, Key] = {}
    for key in keys:
        for name in key.names:
            if name in taken:
                yield name, taken[name], key
            taken[name] = key
