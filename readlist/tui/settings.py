"""What is set and where that came from, and what to write to have it otherwise."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from readlist import desktop
from readlist.config import SETTINGS, YES_NO, Config, Setting, line_of
from readlist.errors import ReadlistError
from readlist.library import Library
from readlist.tui.keys import KeyTable
from readlist.tui.remembered import recall

DELIVERED = "as delivered"
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


def entries(
    config: Config, library: Library, keys: KeyTable, theme: str, ascii: bool
) -> list[Entry]:
    """All settings; `theme` and `ascii`: as they are in force, whoever said so."""
    now = {"theme": theme, "ascii": YES_NO[not ascii], "editor": _editor(config)}
    return [
        *(_in_file(setting, config, library, keys, now) for setting in SETTINGS),
        _own_keys(config),
        *_chosen(library, keys),
    ]


def _in_file(
    setting: Setting, config: Config, library: Library, keys: KeyTable, now: Mapping[str, str]
) -> Entry:
    name, given = setting.name, setting.name in config.given
    value = now.get(name) or _text(getattr(config, name))
    origin = _place(config, name) if given else DELIVERED
    if not given and name == "theme" and library.setting("theme"):
        origin = IN_APP
    elif not given and name == "editor":
        variables = [each for each in ("VISUAL", "EDITOR") if os.environ.get(each)]
        origin = f"${variables[0]}" if variables else "$VISUAL and $EDITOR are not set"
    quote = "" if setting.choices == YES_NO else '"'
    return Entry(
        IN_FILE,
        name,
        value,
        origin,
        setting.about,
        setting.choices or (value,),
        f"{name} = {quote}{{}}{quote}",
        keys.shown("theme") if name == "theme" and not given else "",
    )


def _text(value: object) -> str:
    return YES_NO[not value] if isinstance(value, bool) else str(value)


def _editor(config: Config) -> str:
    try:
        return shlex.join(desktop.editor_command(config.editor))
    except ReadlistError:
        return "none was found"


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
        f"{count} of your own" if count else "all of them",
        _place(config, "keys") if count else DELIVERED,
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
        origin = DELIVERED if usual else IN_APP
        pressed = " ".join(filter(None, (keys.shown(id) for id in ids)))
        yield Entry(IN_APP, name, value, origin, about, changed_by=pressed)


def choice_of(entry: Entry) -> int:
    """Which of its choices holds now; the first if none does."""
    return entry.choices.index(entry.value) if entry.value in entry.choices else 0


def sections(entries: Sequence[Entry]) -> list[str]:
    """The sections, in order."""
    return list(dict.fromkeys(entry.section for entry in entries))
