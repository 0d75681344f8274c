"""People as JSON objects name them, whatever the parts of a name are called."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from readlist.paper import one_line
from readlist.readers import tex
from readlist.readers.markup import plain_text
from readlist.readers.people import first_last, people


@lru_cache(maxsize=2000)
def key_name(key: str) -> str:
    """What a key is called, however it is spelt: `externalIds`, `external_ids`, `External IDs`."""
    return "".join(filter(str.isalnum, key[:60])).lower()


def name_of(text: str) -> str:
    """A name on one line; TeX in it is decoded."""
    return one_line(tex.plain(text) if "\\" in text or "{" in text else text)


def people_of(value: object) -> tuple[str, ...]:
    """The authors in a value: a text, a list of names or of objects, or an object with a list."""
    if isinstance(value, str):
        return people(tex.plain(value) if "\\" in value or "{" in value else plain_text(value))
    if isinstance(value, dict):
        inner = value.get("author") or value.get("value")  # as dblp and OpenReview wrap a list
        value = inner if isinstance(inner, list) else [value]
    if not isinstance(value, list):
        return ()
    if any(isinstance(each, dict) and _role(each) == "author" for each in value):
        value = [each for each in value if not isinstance(each, dict) or _role(each) == "author"]
    names = (name_of(plain_text(_person(each))) for each in value)
    return tuple(name for name in names if name and _NO_ONE.fullmatch(name) is None)


_NO_ONE = re.compile(r"\W*et\.? al\b\W*|(?:and )?others|\W*", re.IGNORECASE)


def _role(person: Mapping[str, object]) -> str:
    return _text(person.get("creatorType") or person.get("role") or "").lower()


def _person(value: object, depth: int = 2) -> str:
    """One author as "First Last": a name, or an object with a name or its parts."""
    if isinstance(value, str):
        return first_last(value)
    if isinstance(value, list):
        return " ".join(each for each in value[:4] if isinstance(each, str))
    if not isinstance(value, dict) or not depth:
        return ""
    if literal := _text(value.get("literal")):
        return literal
    parts = {key_name(key): each for key, each in value.items() if isinstance(each, str)}
    last = next((parts[name] for name in _LAST if parts.get(name)), "")
    first = next((parts[name] for name in _FIRST if parts.get(name)), "")
    if last or first:
        middle = parts.get("middle") or parts.get("middlename") or ""
        particles = (parts.get("droppingparticle"), parts.get("nondroppingparticle"))
        return " ".join(filter(None, (first, middle, *particles, last, parts.get("suffix"))))
    whole = next((parts[name] for name in _WHOLE if parts.get(name)), "")
    return first_last(whole) if whole else _person(value.get("author"), depth - 1)


_LAST: Final = ("family", "lastname", "last", "familyname", "surname")
_FIRST: Final = ("given", "firstname", "first", "givenname", "givennames", "forename")
_WHOLE: Final = ("name", "fullname", "displayname", "authorname", "rawauthorname", "text")


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
