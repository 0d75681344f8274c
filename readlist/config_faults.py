"""What is wrong with a config.toml that is not TOML, in words for who wrote it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Sequence

_TABLE = re.compile(r"""\s*\[\s*["']?([\w.-]+)["']?\s*\]""")
_LINE = re.compile(r"""\s*["']?([\w.-]+)["']?\s*=\s*(.*)""")


def said(text: str, error: str, flags: Collection[str]) -> str:
    """Where a text is not TOML and what to do, in a sentence; `error`: in the parser's words.

    `flags`: the settings that are true or false.
    """
    lines = text.rstrip().replace("\r\n", "\n").split("\n")
    place = re.search(r"\(at line (\d+)", error)
    number = min(int(place[1]), len(lines)) if place else len(lines)
    line, before = lines[number - 1], lines[: number - 1]
    return f"line {number}: {_remedy(line, before, flags) or _in_general(line, error)}"


def _in_general(line: str, error: str) -> str:
    why = error.partition(" (at ")[0]
    return f'{line.strip()} is not TOML ({why}); a line is as theme = "dark", or [keys]'


def _remedy(line: str, before: Sequence[str], flags: Collection[str]) -> str:
    """What is wrong with a line that cannot stand behind those before it; '' if not known."""
    table = _table(line)
    if table:
        first = next((at for at, other in enumerate(before, 1) if _table(other) == table), 0)
        where = f"line {first} has [{table}] already; put the lines below this one there"
        return where if first else ""
    match = _LINE.match(line)
    if match is None:
        return ""
    name, value = match[1], match[2].split(" #")[0].strip()
    if not value:
        return f'{name} is set to nothing; write a value in quotes, as {name} = "…"'
    try:
        tomllib.loads(f"x = {value}")
    except tomllib.TOMLDecodeError:
        return _unquoted(name, value, flags)
    start = max((at for at, other in enumerate(before, 1) if _table(other)), default=0)
    for at, other in enumerate(before[start:], start + 1):
        same = _LINE.match(other)
        if same is not None and same[1] == name:
            return f"{name} is set in line {at} already; keep one of the two"
    return ""


def _unquoted(name: str, value: str, flags: Collection[str]) -> str:
    """What to do about a value that is none."""
    plain = value.strip("\"'“”„‘’ ")
    if name in flags:
        return f"{name} = {value}: it is true or false, in small letters and without quotes"
    if value.startswith(("[", "{")):
        return ""
    quote = "'" if "\\" in plain or '"' in plain else '"'
    wrong = "cannot be read" if value[0] in "\"'" else "quotes are missing"
    return f"{name} = {value}: {wrong}; write {name} = {quote}{plain}{quote}"


def _table(line: str) -> str:
    """The table that begins with a line of TOML; '' if none does."""
    match = _TABLE.match(line)
    return match[1] if match else ""
