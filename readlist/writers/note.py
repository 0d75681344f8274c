"""A note inside a larger Markdown document.

A note is the user's own Markdown and stays as they wrote it, but for two things: its headings go
below those of the document, and what it leaves open is closed, so that it cannot swallow what
follows it.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.token import Token

_DEEPER_BY = 3  # the paper itself is a heading of level 2
_DEEPEST = 6

# How the HTML blocks that go on through blank lines end (CommonMark 0.31, section 4.6).
_HTML_ENDS = (
    (re.compile(r"<!--"), "-->"),
    (re.compile(r"<\?"), "?>"),
    (re.compile(r"<!\[CDATA\["), "]]>"),
    (re.compile(r"<![A-Za-z]"), ">"),
    (re.compile(r"<(script|pre|style|textarea)", re.IGNORECASE), "</{}>"),
)


def embedded(note: str) -> str:
    """The note as it stands in an export, without blank lines around it; empty if it is blank."""
    lines = note.rstrip(" \t\n").split("\n")
    while lines and not lines[0].strip(" \t"):
        del lines[0]
    if not lines:
        return ""
    return _closed("\n".join(_with_deeper_headings(lines)))


def _blocks(text: str) -> list[Token]:
    # Imported here: most exports have few notes, and `readlist --version` has none.
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").disable("inline").parse(text)


def _with_deeper_headings(lines: list[str]) -> list[str]:
    lines = list(lines)
    tokens = _blocks("\n".join(lines))
    # From the end, because an underlined heading of several lines becomes one line.
    for token, content in reversed(list(pairwise(tokens))):
        if token.type != "heading_open" or token.map is None:
            continue
        first, end = token.map
        level = int(token.tag[1:])
        marks = "#" * min(level + _DEEPER_BY, _DEEPEST)
        line = lines[first]
        if token.markup.startswith("#"):
            # What may stand before it (quote and list markers) has no "#".
            before, after = line.split("#" * level, 1)
            lines[first] = before + marks + after
        else:
            words = content.content.split("\n")
            before = line.rstrip()[: len(line.rstrip()) - len(words[0].rstrip())]
            text = " ".join(word.rstrip(" \\") for word in words)
            closing = f" {marks}" if text.endswith("#") else ""
            lines[first:end] = [f"{before}{marks} {text}{closing}"]
    return lines


def _closed(note: str) -> str:
    """The note with an end to a code fence or an HTML block that would go on after it."""
    last = _blocks(f"{note}\n\n> .")[-1]
    if last.type == "fence":
        return f"{note}\n{last.markup}"
    if last.type == "html_block":
        opening = last.content.lstrip()
        for start, end in _HTML_ENDS:
            if found := start.match(opening):
                return f"{note}\n{end.format(*found.groups())}"
    return note
