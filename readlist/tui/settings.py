"""What is set and where that came from, and what to write to have it otherwise."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from readlist.config import SETTINGS, YES_NO, Config, Setting, line_of
from readlist.library import Library
from readlist.tui.keys import KeyTable
from readlist.tui.remembered import recall

IN_FILE, IN_APP = "in config.toml", "chosen in the app"


@dataclass(frozen=True, slots=True)
class Entry:
    """One setting as it is now."""

    section: str
    name: str
    value: str
    origin: str
    about: str
    choices: tuple[str, ...] = ()
    """What it can be."""
    written: str = ""
    """What to write into config.toml, with {} for the choice; '' if it cannot be written there."""
    changed_by: str = ""
    """The keys that change it in the app, as people write them."""

    def line(self, choice: str) -> str:
        """What to write for a choice."""
        return self.written.replace("{}", choice)


def entries(config: Config, library: Library, keys: KeyTable, theme: str) -> list[Entry]:
    """All settings; `theme`: the name of the one in force."""
    return [
        *(_in_file(setting, config, library, keys, theme) for setting in SETTINGS),
        _own_keys(config),
        *_chosen(library, keys),
    ]


def _in_file(
    setting: Setting, config: Config, library: Library, keys: KeyTable, theme: str
) -> Entry:
    name = setting.name
    value, origin = _value(setting, config), "as delivered"
    if name in config.given:
        origin = _place(config, name)
    elif name == "theme":
        value = theme
        origin = "chosen in the app" if library.setting("theme") else origin
    elif name == "editor":
        variables = [each for each in ("VISUAL", "EDITOR") if os.environ.get(each)]
        value = os.environ[variables[0]] if variables else "none"
        origin = f"${variables[0]}" if variables else "neither $VISUAL nor $EDITOR is set"
    quote = "" if setting.choices == YES_NO else '"'
    return Entry(
        IN_FILE,
        name,
        value,
        origin,
        setting.about,
        setting.choices or (value if value != "none" else "nano",),
        f"{name} = {quote}{{}}{quote}",
        keys.shown("theme") if name == "theme" and name not in config.given else "",
    )


def _value(setting: Setting, config: Config) -> str:
    value = getattr(config, setting.name)
    if isinstance(value, bool):
        return YES_NO[not value]
    return setting.unset if value is None else str(value)


def _place(config: Config, *name: str) -> str:
    """Where in the file a setting stands."""
    try:
        text = config.path.read_text("utf-8-sig") if config.path is not None else ""
    except (OSError, UnicodeDecodeError):  # it was there when the app began
        return "config.toml"
    return f"config.toml, line {line_of(text, name)}"


def _own_keys(config: Config) -> Entry:
    count = len(config.keys)
    return Entry(
        IN_FILE,
        "keys",
        f"{count} of your own" if count else "all as delivered",
        _place(config, "keys") if count else "as delivered",
        "every key of every screen",
        ("f",),
        '[keys]\nstar = "{}"',
    )


def _chosen(library: Library, keys: KeyTable) -> Iterator[Entry]:
    """What the app remembers by itself."""
    now = recall(library)
    widths = [each for each in (now.sidebar_width, now.beside, now.below) if each is not None]
    for name, value, usual, about, ids in (
        ("sort", now.sort or "newest first", now.sort is None, "the order of lists", ["sort"]),
        (
            "rows",
            str(now.density),
            now.density == "comfortable",
            "how close they stand",
            ["density"],
        ),
        ("lists", "shown" if now.sidebar else "hidden", now.sidebar, "at the side", ["sidebar"]),
        (
            "panes",
            ", ".join(map(str, widths)) or "as the window has it",
            not widths,
            "how wide they are",
            ["narrower", "wider"],
        ),
    ):
        origin = "as delivered" if usual else "chosen in the app"
        pressed = " ".join(filter(None, (keys.shown(id) for id in ids)))
        yield Entry(IN_APP, name, value, origin, about, changed_by=pressed)


def choice_of(entry: Entry) -> int:
    """Which of its choices holds now; the first if none does."""
    return entry.choices.index(entry.value) if entry.value in entry.choices else 0


def sections(entries: Sequence[Entry]) -> list[str]:
    """The sections, in order."""
    return list(dict.fromkeys(entry.section for entry in entries))
