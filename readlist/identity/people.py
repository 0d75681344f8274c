"""Whether two names can be those of one person."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from readlist.identity.text import letters

_SUFFIXES: Final = frozenset({"jr", "sr", "ii", "iii", "iv"})
_LONGEST: Final = 200  # characters of a name that are looked at
_PARTS = re.compile(r"[\s.\-\u2010-\u2015]+")
_UNDECOMPOSED: Final = str.maketrans({
    "ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "a", "œ": "o",
    "þ": "th", "ð": "d",
})  # fmt: skip
_NOBODY: Final = frozenset(
    {"anonymous", "anonymousauthor", "anonymousauthors", "anon", "unknown", "unknownauthor", "na"}
)
_UMLAUT = re.compile(r"(?<=[aou])e|(?<=d)j")  # Mueller is Müller, Djukic is Đukić


def same_person(one: str, other: str) -> bool:
    """Whether two names can share a surname, written first or last, single or double."""
    names, others = _names(one), _names(other)
    if not names or not others:
        return True
    return _surname_is_in(names, others) or _surname_is_in(others, names)


def is_nobody(name: str) -> bool:
    """Whether a name says that the author is not told."""
    return letters(name[:_LONGEST]) in _NOBODY


def _surname_is_in(names: Sequence[str], others: Sequence[str]) -> bool:
    """Also where its parts are written as one, as of `Al-Rashid` and `Alrashid`."""
    return names[-1] in others or names[-1] in ("".join(others[-2:]), "".join(others[-3:]))


def _names(person: str) -> list[str]:
    """The parts of a name, the surname last where that can be told; initials only if need be."""
    person = person[:_LONGEST]
    last, comma, first = person.partition(",")
    ordered = f"{first} {last}" if comma else person
    parts = [part for part in _PARTS.split(ordered) if letters(part)]
    full = [part for part in parts if not _is_initials(part, parts)] or parts
    names = [_UMLAUT.sub("", letters(part).translate(_UNDECOMPOSED)) for part in full]
    return [name for name in names if name not in _SUFFIXES] or names


def _is_initials(part: str, parts: Sequence[str]) -> bool:
    """`J`, or the `JA` of `Smith JA`, where everything is not in capitals."""
    if len(part) == 1:
        return part.isascii()
    return len(part) <= 3 and part.isupper() and any(not other.isupper() for other in parts)


def is_start_of(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether one list of authors is another one cut off: the same people, but fewer."""
    return len(short) < len(long) and all(map(same_person, short, long))
