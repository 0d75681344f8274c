"""Markdown as readlist writes it, back to the text it stands for.

The inverse of `readlist.writers.escape` and `readlist.writers.note`, and no more: what other
programs write is not undone here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise
from typing import Final

# A formula is kept as it is, and an address in angle brackets; every other sign has a backslash.
_TOKEN = re.compile(
    r"\\(?P<sign>[!-/:-@\[-`{-~])|<(?P<url>[hH][tT][tT][pP][sS]?://[^\s<>]+)>"
    r"|(?P<formula>\$[^$]+\$)|(?P<bold>\*\*)"
)
_ENTITY = r"&(?:\#[0-9]{1,7}|\#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{0,40});"
_AMPERSAND = re.compile(rf"&amp;(?={_ENTITY[1:]})")


def text_of(written: str) -> str:
    """What a line of our Markdown shows."""
    return text_and_bold(written)[0]


def text_and_bold(written: str) -> tuple[str, list[str]]:
    """What a line of our Markdown shows, and those parts of it that are bold."""
    parts: list[str] = []
    bold: list[str] = []
    begun: int | None = None
    at = 0
    for found in _TOKEN.finditer(written):
        parts.append(written[at : found.start()])
        at = found.end()
        if found["bold"]:
            if begun is not None:
                bold.append("".join(parts[begun:]))
            begun = len(parts) if begun is None else None
        else:
            parts.append(found["sign"] or found["url"] or found["formula"])
    parts.append(written[at:])
    return "".join(parts), bold


def target_of(written: str) -> str:
    """The address that stands in the round brackets of a link."""
    return _AMPERSAND.sub("&", written.removeprefix("<").removesuffix(">"))


# ---------------------------------------------------------------- notes

_DEEPER_BY: Final = 3
_LONGEST: Final = 100_000
"""Headings of a longer note stay as they are: no one writes one, and its blocks take a while."""


def note_of(lines: Iterable[str]) -> str | None:
    """A note as it was before its headings went below those of the document; None if blank.

    Those that had no room to go deeper (level 4 to 6) come back as level 3.
    """
    kept = [line if line.strip() else "" for line in lines]
    while kept and not kept[-1]:
        kept.pop()
    while kept and not kept[0]:
        del kept[0]
    if kept:
        kept[-1] = kept[-1].rstrip()
    text = "\n".join(kept)
    if "####" in text and len(text) <= _LONGEST:
        text = "\n".join(_with_higher_headings(kept))
    return text or None


def _with_higher_headings(lines: list[str]) -> list[str]:
    # Imported here: few files hold notes with headings.
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark").disable("inline").parse("\n".join(lines))
    for token, _ in pairwise(tokens):
        level = int(token.tag[1:]) if token.type == "heading_open" else 0
        if level > _DEEPER_BY and token.map is not None and token.markup.startswith("#"):
            line = lines[token.map[0]]
            before, after = line.split("#" * level, 1)
            lines[token.map[0]] = before + "#" * (level - _DEEPER_BY) + after
    return lines
