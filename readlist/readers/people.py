"""Lists of authors as pages and files print them, as "First Last" in the order given."""

from __future__ import annotations

import re
from typing import Final

_SEPARATOR = re.compile(r"\s*(?:;|,\s*(?:and|&)\s|,|\s(?:and|&)\s)\s*", re.IGNORECASE)
_SEMICOLON = re.compile(r"\s*;\s*(?:(?:and|&)\s+)?")
# What stands for people instead of naming them.
_NO_ONE = re.compile(
    r"\W*\bet al\b.*|and others|others|\W*\+ ?\d+\b.*|\(?\d+ (?:more|additional|other) .*|\W*",
    re.IGNORECASE,
)
_CUT = re.compile(r"\s*(?:\bet al\b\.?.*|…|\.\.\.)\s*$", re.IGNORECASE)
_SUFFIX = re.compile(r"(?:jr|sr|ii|iii|iv)\.?", re.IGNORECASE)
_LONGEST_NAME: Final = 100


def people(text: str) -> tuple[str, ...]:
    """The authors of a list: `A, B and C`, `A; B`, or `Last, First; Last, First`.

    "et al.", "and others", "(5 additional authors not shown)" and cut-off marks are no one.
    """
    if ";" in text:
        names = [first_last(part) for part in _SEMICOLON.split(text)]
    else:
        names = _with_suffixes(_SEPARATOR.split(text))
    return tuple(dict.fromkeys(name for name in map(_name, names) if name))


def first_last(name: str) -> str:
    """`Last, First` and `Last, Jr., First` turned round; any other name as it is."""
    parts = [part.strip() for part in name.split(",") if part.strip()]
    if len(parts) == 2 and not _SUFFIX.fullmatch(parts[1]):
        return f"{parts[1]} {parts[0]}"
    if len(parts) == 3:
        last, suffix, first = parts
        if _SUFFIX.fullmatch(first):
            suffix, first = first, suffix
        return f"{first} {last} {suffix}"
    return " ".join(parts)


def _with_suffixes(names: list[str]) -> list[str]:
    """`names` with a lone "Jr." put behind the name it follows."""
    joined: list[str] = []
    for name in names:
        if joined and _SUFFIX.fullmatch(name.strip()):
            joined[-1] += f" {name.strip()}"
        else:
            joined.append(name)
    return joined


def _name(name: str) -> str:
    name = _CUT.sub("", " ".join(name.split()))
    if _NO_ONE.fullmatch(name) or len(name) > _LONGEST_NAME:
        return ""
    return name
