"""The names of keys: as Textual spells them, and as people read them."""

from __future__ import annotations

import unicodedata

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


def shown(name: str) -> str:
    """A key as people write it: ``^D`` for ``ctrl+d``, ``⇧tab`` for ``shift+tab``."""
    *modifiers, last = name.split("+")
    signs = {"ctrl": "^", "shift": "⇧", "alt": "Alt-"}
    text = _SHOWN.get(last) or _character(last) or last
    if "ctrl" in modifiers:
        text = text.upper() if len(text) == 1 else text
    return "".join(signs.get(modifier, f"{modifier}-") for modifier in modifiers) + text


def spelled(key: str) -> str:
    """A key as Textual spells it: ``/`` is ``slash``."""
    if len(key) != 1:
        return key
    (binding,) = Binding.make_bindings([Binding("comma" if key == "," else key, "none")])
    return binding.key


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
