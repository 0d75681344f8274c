"""The line about a paper in readlist's own Markdown: authors, year, venue, tags and links."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from readlist.readers.own.text import target_of, text_of

_LINK = re.compile(r"\[(paper|code|page|find)\]\((<[^<>]*>|[^()\s]*)\)")
_TAGS = re.compile(r"#\S+(?: #\S+)*")
_YEAR = re.compile(r"\d{1,4}")
_DERIVED: Final = "*title not in the source*"
_COMMA = re.compile(r"(?<!\\), ")
# What the writer would have put a backslash before.
_FOREIGN = re.compile(r"(?<!\\)[*_\[\]<>`~^]")
_NAME = re.compile(
    r"(?:(?:van|von|der|den|de|del|della|di|da|dos|du|la|le|el|al|bin|ten|ter|zu)\s)*"
    r"[^\W\d_a-z][^\W\d_]*[^\d,;:!?]{0,80}"
)
_VENUE = re.compile(
    r"\b(?:Conference|Journal|Proceedings|Proc\.|Workshop|Letters|Transactions|Trans\.|Symposium"
    r"|Review|Annals|Advances|Nature|Science|Press|arXiv|International|University|Institute)\b"
    r"|^[A-Z]\w*[A-Z]\w*(?: \d{4})?$|\d"
)


@dataclass(frozen=True, slots=True)
class About:
    """What the line says. `is_ours`: it has what no other program would write."""

    authors: tuple[str, ...] = ()
    year: int | None = None
    venue: str | None = None
    tags: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    title_derived: bool = False
    is_ours: bool = False


_FULL: Final = 60
"""A line is not wrapped before it is this long with the word that follows."""


def about_of(block: Sequence[str], *, wrapped: bool) -> tuple[About, int] | None:
    """What the paragraph below a heading says of the paper, and on how many of its lines.

    None if all of it belongs to the note, which may follow without a blank line. `wrapped`: the
    lines of the file were, so that this one may be several.
    """
    longest = 1
    while wrapped and longest < len(block) and _is_full(block[longest - 1], block[longest]):
        longest += 1
    for end in range(longest, 0, -1):
        if about := _about(block[:end]):
            return about, end
    return None


def _is_full(line: str, following: str) -> bool:
    return line.endswith("·") or len(line) + 1 + len(following.split(" ", 1)[0]) > _FULL


def _about(block: Sequence[str]) -> About | None:
    parts = " ".join(block).split(" · ")
    is_derived = parts[0] == _DERIVED
    if is_derived:
        del parts[0]
    links: list[tuple[str, str]] = []
    while parts and (link := _LINK.fullmatch(parts[-1])):
        links.insert(0, (link[1], target_of(link[2])))
        parts.pop()
    tags: tuple[str, ...] = ()
    if parts and _TAGS.fullmatch(parts[-1]):
        tags = tuple(text_of(tag[1:]) for tag in parts.pop().split(" "))
    if any("](" in part for part in parts):
        return None
    is_ours = bool(links) or is_derived
    if not is_ours and not tags and not _is_about(parts, block):
        return None
    authors, year, venue = _told(parts)
    return About(
        authors=tuple(filter(None, map(text_of, _COMMA.split(authors)))),
        year=int(year) if year else None,
        venue=text_of(venue) or None,
        tags=tags,
        links=tuple(target for kind, target in links if kind != "find"),
        title_derived=is_derived,
        is_ours=is_ours,
    )


def _is_about(parts: Sequence[str], block: Sequence[str]) -> bool:
    """Whether this can be authors, a year or a venue, and no beginning of a note."""
    if any(map(_FOREIGN.search, parts)):
        return False
    if any(map(_YEAR.fullmatch, parts[:2])):
        return True
    if len(block) > 1:
        return False
    names = _COMMA.split(parts[0])
    return (len(names) > 1 or " " in names[0]) and all(map(_is_name, names))


def _is_name(text: str) -> bool:
    text = text.replace("\\,", "")  # a comma of the name's own
    words = text.split()
    lower = sum(word.islower() for word in words)
    return _NAME.fullmatch(text) is not None and len(words) <= 8 and lower <= len(words) / 2


def _told(parts: Sequence[str]) -> tuple[str, str, str]:
    """Authors, year and venue, of which any may be missing."""
    for place, part in enumerate(parts[:2]):
        if _YEAR.fullmatch(part):
            return "".join(parts[:place]), part, " · ".join(parts[place + 1 :])
    if len(parts) == 1 and _VENUE.search(parts[0]) and "," not in parts[0]:
        return "", "", parts[0]
    return "".join(parts[:1]), "", " · ".join(parts[1:])
