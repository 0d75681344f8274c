"""The user's config.toml: read and checked, never written by readlist.

```toml
theme = "light"          # "dark", "light", or one of Textual's, as "nord"; wins over what was
                         # chosen in the app
ascii = true             # marks and rules in ASCII; unset: where the terminal has no others
hints = false            # no one-line hints for beginners
find = "arxiv"           # where a paper without a link is looked for:
                         # "scholar" (default), "arxiv" or "semanticscholar"
editor = "nano"          # wins over $VISUAL and $EDITOR

[keys]                   # a verb's name (the help screen tells it) and its keys
star = "f"
search = ["/", "ctrl+f"] # two keys
export = ""              # none
```
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from readlist.errors import BadConfig

THEMES = (
    *("dark", "light", "textual-dark", "textual-light", "nord", "gruvbox", "catppuccin-mocha"),
    *("dracula", "tokyo-night", "monokai", "flexoki", "catppuccin-latte", "catppuccin-frappe"),
    *("catppuccin-macchiato", "solarized-light", "solarized-dark", "rose-pine", "rose-pine-moon"),
    *("rose-pine-dawn", "atom-one-dark", "atom-one-light"),
)
"""Our two, and those of Textual that have colours of their own."""
FINDERS = ("scholar", "arxiv", "semanticscholar")
YES_NO = ("true", "false")

Named = tuple[str, ...]
"""A setting's name in the file, table by table: ``("keys", "star")``."""
Problem = tuple[Named, str]
"""What is wrong with a setting, in a sentence."""
CheckKeys = Callable[[Mapping[str, str]], Iterable[tuple[str, str]]]
"""Looks keys over: the name of each that is wrong, and what is wrong with it."""


class Setting(NamedTuple):
    """One thing that can be set."""

    name: str
    about: str
    """What it is for, in a few words."""
    choices: tuple[str, ...] = ()
    """What it can be; if empty, any text."""

    @property
    def written(self) -> str:
        """How its choices are written in the file."""
        if self.choices == YES_NO:
            return " or ".join(self.choices)
        return ", ".join(f'"{choice}"' for choice in self.choices) or "a text in quotes"


SETTINGS = (
    Setting("theme", "colours", THEMES),
    Setting("ascii", "marks and rules in ASCII", YES_NO),
    Setting("hints", "one-line hints for beginners", YES_NO),
    Setting("find", "where a paper without a link is looked for", FINDERS),
    Setting("editor", "the command that opens a note"),
)


@dataclass(frozen=True, slots=True)
class Config:
    """What the user set; the defaults where they set nothing."""

    theme: str | None = None
    find: str = "scholar"
    editor: str | None = None
    ascii: bool | None = None
    hints: bool = True
    keys: Mapping[str, str] = field(default_factory=dict)
    """The keys of a name, comma-separated; '' for none."""
    path: Path | None = None
    """The file, whether or not it is there; none if there can be none."""
    given: frozenset[str] = frozenset()
    """The settings that the file has."""


def load_config(
    path: Path, check_keys: CheckKeys = lambda _: (), key_names: Collection[str] = ()
) -> Config:
    """The config at `path`, or the defaults where there is no such file.

    `key_names`: of all keys, to tell one that stands in the wrong place.

    Raises `BadConfig` for anything that is not understood, as a setting that silently does nothing
    is worse than an error: a line for each mistake, with the file and its line.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return Config(path=path)
    except OSError as error:
        raise BadConfig(
            f"{path}: cannot be read ({error.strerror}); check who may read it"
        ) from None
    import tomllib  # which most people have no use for: they have no such file

    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadConfig(f"{path}: is not UTF-8 text ({error.reason}); save it as such") from None
    try:
        settings = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        from readlist.config_faults import said

        flags = [setting.name for setting in SETTINGS if setting.choices == YES_NO]
        raise BadConfig(f"{path}, {said(text, str(error), flags)}") from None
    keys = settings.get("keys", {})
    problems = [*_problems(settings, key_names), *_problems_of_keys(keys, key_names)]
    if isinstance(keys, dict):
        wrong = {name for name, _ in problems}
        found = [(("keys", name), said) for name, said in check_keys(_keys(keys))]
        problems += [problem for problem in found if problem[0] not in wrong]
    if problems:
        told = sorted((line_of(text, name), said) for name, said in problems)
        raise BadConfig("\n".join(f"{path}, line {line}: {said}" for line, said in told))
    return Config(
        theme=settings.get("theme"),
        find=settings.get("find", "scholar"),
        editor=settings.get("editor"),
        ascii=settings.get("ascii"),
        hints=settings.get("hints", True),
        keys=_keys(keys),
        path=path,
        given=frozenset(settings),
    )


def has_keys_table(path: Path | None) -> bool:
    """Is there a table of keys in the file as it is now?"""
    try:
        text = path.read_text("utf-8-sig") if path is not None else ""
    except (OSError, UnicodeDecodeError):  # nobody has made one, or it is not ours to read
        return False
    return any(re.match(r"\s*\[\s*keys\s*\]", line) for line in text.split("\n"))


def _problems(settings: Mapping[str, object], key_names: Collection[str]) -> Iterator[Problem]:
    known = {setting.name: setting for setting in SETTINGS}
    for name, value in settings.items():
        if name == "keys":
            continue
        setting = known.get(name)
        if setting is None and name in key_names:
            there = "below the line [keys]" if "keys" in settings else "below a line [keys]"
            yield (name,), f"{name} is the name of a key and belongs {there}"
        elif setting is None:
            yield (name,), f"there is no setting {name}{meant(name, [*known, 'keys'])}"
        elif setting.choices == YES_NO:
            if not isinstance(value, bool):
                yield (name,), f"{name} is true or false, without quotes"
        elif not isinstance(value, str):
            yield (name,), f"{name} is {setting.written}"
        elif setting.choices and value not in setting.choices:
            choices = setting.choices
            few = f"; there are {', '.join(choices)}" if len(choices) < 9 else ""
            yield (name,), f'{name} cannot be "{value}"{meant(value, choices) or few}'


def _problems_of_keys(keys: object, key_names: Collection[str]) -> Iterator[Problem]:
    if not isinstance(keys, dict):
        yield ("keys",), 'keys is a table: [keys], and lines such as star = "f" below it'
        return
    settings = {setting.name: setting for setting in SETTINGS}
    for name, value in keys.items():
        setting = settings.get(name)
        if setting and (value in setting.choices or (key_names and name not in key_names)):
            yield ("keys", name), f"{name} is a setting and belongs above the line [keys]"
        elif _joined(value) is None:
            yield ("keys", name), f'{name} is a key, as {name} = "f", or a list of keys'


def _keys(keys: Mapping[str, Any]) -> dict[str, str]:
    return {name: _joined(value) or "" for name, value in keys.items()}


def _joined(value: object) -> str | None:
    """The keys of a name with commas between them; the comma itself is spelled out."""
    if isinstance(value, str):
        return "comma" if value.strip() == "," else value
    if isinstance(value, list) and all(isinstance(key, str) for key in value):
        return ",".join("comma" if key == "," else key for key in value)
    return None


def meant(name: str, names: Iterable[str]) -> str:
    """The nearest of `names`, asked for behind a sentence; '' if none is near."""
    near = nearest(name, names)
    return f"; did you mean {near}?" if near else ""


def nearest(name: str, names: Iterable[str]) -> str:
    """The nearest of `names`; '' if none is near."""
    from difflib import get_close_matches  # for who made a mistake

    near = get_close_matches(name.casefold(), list(names), n=1)
    return near[0] if near else ""


def line_of(text: str, name: Sequence[str]) -> int:
    """The line in which a setting of a TOML file begins, counted from 1; 1 if it is not there.

    The TOML parser tells no lines, but the file up to some line is TOML too: the setting begins
    behind the last such part without it.
    """
    import tomllib

    lines = text.replace("\r\n", "\n").split("\n")
    before = 0
    for count in range(1, len(lines) + 1):
        try:
            part: Any = tomllib.loads("\n".join(lines[:count]))
        except tomllib.TOMLDecodeError:
            continue
        for step in name:
            part = part.get(step) if isinstance(part, dict) else None
        if part is not None:
            break
        before = count
    else:
        return 1
    return before + 1
