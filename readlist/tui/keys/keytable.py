"""The key table as one user has it: with the keys of their config.toml in place of ours.

They are checked here, because Textual takes nonsense without a word.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from textual.binding import Binding, BindingType
from textual.keys import Keys

from readlist.config import meant, nearest
from readlist.errors import BadConfig
from readlist.tui.keynames import TAKEN, all_names, is_key, sent_as, shown, spelled, types
from readlist.tui.keys.contexts import CONTEXTS
from readlist.tui.keys.key import Key, Place, Screen, Verb
from readlist.tui.keys.table import TABLE


class KeyTable:
    """The key table as one user has it."""

    def __init__(self, keys: tuple[Key, ...] = TABLE, plain: bool = False) -> None:
        """`plain`: keys are named in ASCII."""
        self.keys = keys
        self._plain = plain
        self._by_id = {key.id: key for key in keys}

    @property
    def ids(self) -> Collection[str]:
        return self._by_id.keys()

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
        return " ".join(before + self.spell(name) for name in key.names)

    def spell(self, name: str) -> str:
        """A key, by Textual's name for it, as people write it here."""
        return shown(name, self._plain)

    def respell(self, label: str) -> str:
        """A key that people write so, as they write it here."""
        return self.spell(spelled(label)) if self._plain else label

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
        """Where this table departs from the default, for Textual's `set_keymap`.

        That knows no way to bind to nothing, so what is unbound gets a key that is never pressed.
        """
        return {
            key.id: ",".join(key.names) or Keys.Ignore.value
            for key, default in zip(self.keys, TABLE, strict=True)
            if key.keys != default.keys
        }

    def with_keys(self, wanted: Mapping[str, str]) -> KeyTable:
        """This table with some keys of the user's own: by name, comma-separated.

        Raises `BadConfig` for what `problems` finds.
        """
        if not wanted:
            return self
        problems = [f"config.toml: {said}" for _, said in self.problems(wanted)]
        if problems:
            raise BadConfig("\n".join(problems))
        return self._with(wanted)

    def _with(self, wanted: Mapping[str, str]) -> KeyTable:
        keys = tuple(key._replace(keys=wanted.get(key.id, key.keys)) for key in self.keys)
        return KeyTable(keys, self._plain)

    def problems(self, wanted: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        """What is wrong with keys a user wants: the name of each such key, and a sentence.

        A name there is not, a key there is not, a letter where letters are typed, and one key for
        two things.
        """
        if not wanted:
            return  # ours are looked at by a test
        right: dict[str, str] = {}  # what is wrong has no key meanwhile, so clashes with none
        for id, keys in wanted.items():
            wrong = self._problem(id, keys)
            if wrong:
                yield id, wrong
            right[nearest(id, self._by_id) if id not in self._by_id else id] = "" if wrong else keys
        clashes = {
            (name, first.id, second.id) for name, first, second in self._with(right).clashes()
        }
        for name, first_id, second_id in sorted(clashes):
            last = max(
                (first_id, second_id), key=lambda id: list(right).index(id) if id in right else -1
            )
            yield (
                last,
                f"the key {shown(name)} would be both {first_id} and {second_id}; "
                "give one of them another",
            )

    def _problem(self, id: str, keys: str) -> str:
        if id not in self._by_id:
            return f"no key is called {id}{meant(id, self._by_id)}"
        own = self._by_id[id].keys.split(",")
        for name in keys.split(",") if keys.strip() else ():
            if not is_key(spelled(name.strip())):
                near = meant(name.strip(), all_names())
                written = 'a key is a character, or has a name such as "ctrl+f", "space" or "f2"'
                return f'{id} = "{keys}": {name.strip() or "nothing"} is no key{near}; {written}'
            if wrong := _unusable(name.strip()):
                return f'{id} = "{keys}": {wrong}'
            if self._by_id[id].in_box and types(spelled(name.strip())) and name not in own:
                return (
                    f'{id} = "{keys}": {name.strip()} is typed where this key works; '
                    'take one that types nothing, such as "ctrl+g"'
                )
        return ""

    def clashes(self) -> Iterator[tuple[str, Key, Key]]:
        """Keys that mean two things in one place: the key and both meanings."""
        for place, screen in CONTEXTS:
            yield from _clashes(self.at(place, screen))
        for id in {key.after for key in self.keys if key.after}:
            yield from _clashes(self.after(id))


def _unusable(written: str) -> str:
    """Why no key of one's own can be this one, which is one; '' if it can."""
    name = spelled(written)
    if name in TAKEN:
        return f'{written} {TAKEN[name]}, everywhere; take another, such as "ctrl+g"'
    sent = sent_as(name)
    if sent != name:
        return f'most terminals cannot tell {written} from {sent}; write "{sent}", or take another'
    return ""


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
