"""The user's config.toml: read and checked, never written by readlist.

```toml
theme = "light"          # "dark", "light", or one of Textual's, as "nord"; wins over what was
                         # chosen in the app
ascii = true             # marks and rules in ASCII; unset: where the terminal has no others
find = "arxiv"           # where a paper without a link is looked for:
                         # "scholar" (default), "arxiv" or "semanticscholar"
editor = "nano"          # wins over $VISUAL and $EDITOR

[keys]                   # a verb's name (shown by the help screen) and its keys
star = "f"
search = "slash,ctrl+f"
```
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from readlist.errors import BadConfig

THEMES = (
    *("dark", "light", "textual-dark", "textual-light", "nord", "gruvbox", "catppuccin-mocha"),
    *("dracula", "tokyo-night", "monokai", "flexoki", "catppuccin-latte", "catppuccin-frappe"),
    *("catppuccin-macchiato", "solarized-light", "solarized-dark", "rose-pine", "rose-pine-moon"),
    *("rose-pine-dawn", "atom-one-dark", "atom-one-light"),
)
"""Our two, and those of Textual that have colours of their own."""
FINDERS = ("scholar", "arxiv", "semanticscholar")


@dataclass(frozen=True, slots=True)
class Config:
    """What the user set; the defaults where they set nothing."""

    theme: str | None = None
    find: str = "scholar"
    editor: str | None = None
    ascii: bool | None = None
    keys: Mapping[str, str] = field(default_factory=dict)
    path: Path | None = None
    """The file, whether or not it is there; none if there can be none."""


def load_config(path: Path) -> Config:
    """The config at `path`, or the defaults where there is no such file.

    Raises `BadConfig`, naming the file and the setting, for anything that is not understood: a
    setting that silently does nothing is worse than an error.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return Config()
    except OSError as error:
        raise BadConfig(
            f"{path}: cannot be read ({error.strerror}); check who may read it"
        ) from None
    try:
        settings = tomllib.loads(data.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadConfig(f"{path}: is not TOML ({error}); mend that line") from None
    return _checked(path, settings)


def _checked(path: Path, settings: Mapping[str, object]) -> Config:
    known = {"theme": THEMES, "find": FINDERS, "editor": None, "ascii": None, "keys": None}
    for name, value in settings.items():
        if name not in known:
            raise BadConfig(f"{path}: no setting {name!r}; there are {', '.join(known)}")
        choices = known[name]
        if choices and value not in choices:
            raise BadConfig(f"{path}: {name} = {value!r} is not one of {', '.join(choices)}")
    editor = settings.get("editor")
    if not isinstance(editor, str | None):
        raise BadConfig(f"{path}: editor is a command in quotes")
    ascii = settings.get("ascii")
    if not isinstance(ascii, bool | None):
        raise BadConfig(f"{path}: ascii is true or false")
    keys = settings.get("keys", {})
    if not isinstance(keys, dict) or not all(isinstance(value, str) for value in keys.values()):
        raise BadConfig(f'{path}: [keys] holds lines such as star = "f"')
    theme, find = settings.get("theme"), settings.get("find", "scholar")
    return Config(
        theme=theme if isinstance(theme, str) else None,
        find=str(find),
        editor=editor,
        ascii=ascii,
        keys=keys,
    )
