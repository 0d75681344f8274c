"""The names of keys: as Textual spells them, and as people read them."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from textual.binding import Binding
from textual.keys import Keys

_SHOWN = {
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "escape": "esc",
    "pagedown": "pgdn",
    "pageup": "pgup",
    "backspace": "bksp",
    "delete": "del",
    "insert": "ins",
    "tab": "tab",  # not the characters that Unicode calls so
    "space": "space",
}

ARROWS = ("up", "down", "left", "right")


def shown(name: str, plain: bool = False) -> str:
    """A key as people write it: ``^D`` for ``ctrl+d``, ``⇧tab`` for ``shift+tab``.

    `plain`: without arrows, of which ASCII has none: ``v`` for ``↓`` would be another key.
    """
    *modifiers, last = name.split("+")
    signs = {"ctrl": "^", "shift": "shift-" if plain else "⇧", "alt": "Alt-"}
    named = plain and last in ARROWS
    text = last if named else _SHOWN.get(last) or _character(last) or last
    if "ctrl" in modifiers:
        text = text.upper() if len(text) == 1 else text
    return "".join(signs.get(modifier, f"{modifier}-") for modifier in modifiers) + text


@lru_cache(maxsize=512)
def spelled(key: str) -> str:
    """A key as Textual spells it: ``/`` is ``slash``. As it is shown will do: ``^D``, ``Alt-x``."""
    if len(key) == 1:
        (binding,) = Binding.make_bindings([Binding("comma" if key == "," else key, "none")])
        return _SPELLED.get(key, binding.key)
    modifiers, last = _parted(key)
    if not modifiers:
        return _SPELLED.get(last.lower(), last if len(last) == 1 else last.lower())
    last = _SPELLED.get(last.lower(), spelled(last))
    if len(last) == 1 and "shift" in modifiers:
        modifiers.remove("shift")  # a terminal reports the capital
        last = last.upper()
    elif "ctrl" in modifiers:
        last = last.lower()
    return "+".join([*modifiers, last])


def _parted(key: str) -> tuple[list[str], str]:
    """The modifiers of a key, as Textual calls them, and the rest."""
    modifiers: list[str] = []
    while match := _MODIFIER.match(key):
        modifiers.append(_MODIFIERS[(match[1] or match[2]).lower()])
        key = key[match.end() :]
    return modifiers, key


_SPELLED = {text: name for name, text in _SHOWN.items()} | {
    "return": "enter",
    "page_down": "pagedown",
    "page_up": "pageup",
    "pgdown": "pagedown",
}
_MODIFIERS = {name: name for name in ("ctrl", "alt", "shift", "super")} | {
    "^": "ctrl",
    "⇧": "shift",
}
_MODIFIER = re.compile(r"(ctrl|alt|shift|super)[+-](?=.)|([\^⇧])(?=.)", re.IGNORECASE)


def _character(name: str) -> str | None:
    """The character a key's name stands for, if it is one."""
    if len(name) == 1:
        return name
    if name in _PUNCTUATION:
        return _PUNCTUATION[name]
    try:
        character = unicodedata.lookup(name.replace("_", " "))
    except KeyError:
        return None
    return character if unicodedata.category(character) != "So" else None  # no key is a 🍌


# Spelled by Textual itself, so that its own short names (slash, minus, …) are found as well.
_PUNCTUATION = {
    binding.key: character
    for character in "!\"#$%&'()*+-./:;<=>?@[\\]^_`{|}~"
    for binding in Binding.make_bindings([Binding(character, "none")])
} | {"comma": ","}
_NAMED = {key.value for key in Keys}


def is_key(name: str) -> bool:
    if len(name) == 1:
        return name.isprintable() and not name.isspace()
    *modifiers, last = name.split("+")
    known = last in _NAMED or _character(last) is not None
    return known and set(modifiers) <= {"ctrl", "shift", "alt", "super"} and bool(last)


def sent_as(name: str) -> str:
    """The key that a terminal makes of one it cannot tell from that; of all others the same."""
    *modifiers, last = name.split("+")
    if "ctrl" in modifiers and len(last) == 1:
        last = last.lower()  # with Control there is no Shift
    name = "+".join([*modifiers, last])
    return _SENT_AS.get(name, name)


_SENT_AS = {
    "ctrl+m": "enter",
    "ctrl+i": "tab",
    "ctrl+left_square_bracket": "escape",
    "ctrl+h": "backspace",
}
TAKEN = {"ctrl+c": "copies what is selected", "ctrl+q": "quits"}
"""What some keys do everywhere, whatever a user writes."""


def types(name: str) -> bool:
    """Does a key, as Textual spells it, type a character?"""
    character = " " if name == "space" else _character(name) if "+" not in name else None
    return character is not None and character.isprintable()


def all_names() -> list[str]:
    """The names of keys that are no characters."""
    return sorted(name for name in _NAMED if name.isidentifier() or "+" in name)
