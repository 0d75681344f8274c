"""The key table as one user has it: with the keys of their config.toml in place of ours.

They are checked here, because Textual takes nonsense without a word.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from textual.binding import Binding, BindingType

from readlist.errors import BadConfig
from readlist.tui.keynames import is_key, shown
from readlist.tui.keys.key import Key, Place, Screen, Verb
from readlist.tui.keys.table import TABLE

CONTEXTS: tuple[tuple[Place, Screen], ...] = (
    *((place, "main") for place in ("list", "pane", "sidebar", "search")),
    ("pane", "triage"),
    ("view", "triage_end"),
    ("view", "stats"),
    ("view", "where"),
    ("view", "settings"),
    ("view", "doubles"),
    ("view", "formats"),
    ("view", "import"),
    ("path", "import"),
    ("paste", "import"),
    ("path", "export"),
    ("pick", "export"),
    ("lines", "history"),
    ("lines", "review"),
    ("lines", "words"),
    *(("choices", screen) for screen in ("links", "batch", "kept")),
    *(("line", screen) for screen in ("help", "tag", "edit", "recent", "name")),
    ("note", "note"),
    ("confirm", "confirm"),
)
"""What can have the focus, and on which screen: the keys of both work then."""


class KeyTable:
    """The key table as one user has it."""

    def __init__(self, keys: tuple[Key, ...] = TABLE) -> None:
        self.keys = keys
        self._by_id = {key.id: key for key in keys}

    def __getitem__(self, id: str) -> Key:
        return self._by_id[id]

    def __iter__(self) -> Iterator[Key]:
        return iter(self.keys)

    def at(self, place: Place, screen: Screen = "main") -> list[Key]:
        """What works while `place` has the focus on `screen`, its own keys first.

        In a box on the main screen only the box's own: the letters are typed.
        """
        own = [key for key in self.keys if not key.after and place in key.where]
        if place in ("search", screen):
            return own
        return own + [
            key
            for key in self.keys
            if not key.after and screen in key.where and place not in key.where
        ]

    def after(self, id: str) -> list[Key]:
        """The second keys of a sequence."""
        return [key for key in self.keys if key.after == id]

    def shown(self, id: str) -> str:
        """The first key of an entry as people write it: ``^D``, ``gs``, ``esc``; '' for none."""
        return self.shown_all(id).partition(" ")[0]

    def shown_all(self, id: str) -> str:
        """All keys of an entry, for help: ``j ↓``."""
        key = self._by_id[id]
        before = self.shown(key.after) if key.after else ""
        if key.after and not before:
            return ""  # it cannot be begun
        return " ".join(before + shown(name) for name in key.names)

    def numbers(self) -> list[str]:
        """What opens the first saved searches."""
        return [self.shown(key.id) for key in self.keys if key.action.startswith("open_saved(")]

    def verbs(self) -> list[Verb]:
        """What the palette offers."""
        return [
            Verb(key.action, self.shown(key.id), key.title, key.help, key.id, key.after)
            for key in self.keys
            if key.palette
        ]

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
        for place, screen in CONTEXTS:
            yield from _clashes(self.at(place, screen))
        for id in {key.after for key in self.keys if key.after}:
            yield from _clashes(self.after(id))


def bindings(place: Place) -> list[BindingType]:
    """The Textual bindings of one place; `App.set_keymap` replaces their keys by id."""
    return [
        Binding(
            ",".join(key.names),
            key.action_at(place),
            key.text,
            show=False,
            priority=place in key.first,
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
