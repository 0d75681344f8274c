"""Plain text made to fit: wrapped, cut, and times as people say them. Widths are terminal cells."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import cache

from rich.cells import cell_len

from readlist.paper import counted

# Scripts written without spaces: a line may break after any of these characters, but not before
# the punctuation that closes what stands in front of it.
_WIDE = (
    "\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f"
    "\uff00-\uff60\uffe0-\uffe6\U00020000-\U0003fffd"
)
_CLOSING = "、。，．！？）」』】〉》：；"
_FIRST_WIDE = "\u1100"
# Inside a word a line may break behind a hyphen or slash that stands between letters.
_TOKEN = re.compile(r"\s+|\S+?(?:(?<=\w\w)[-–—/](?=\w\w)|(?=\s)|$)")

_LEAST_TITLE = 8
"""Columns in which some of a title can be told."""


@cache
def _token_of_any_script() -> re.Pattern[str]:
    # Only made where it is needed: so many characters take Python as long as a screen to draw.
    return re.compile(
        rf"\s+|[{_WIDE}][{_CLOSING}]*"
        rf"|[^\s{_WIDE}]+?(?:(?<=\w\w)[-–—/](?=\w\w)|(?=[\s{_WIDE}])|$)"
    )


def _tokens(text: str) -> re.Pattern[str]:
    """What a line of the text may be broken into."""
    return _TOKEN if max(text, default="") < _FIRST_WIDE else _token_of_any_script()


# Joiners, variation selectors, skin tones: terminals disagree on how wide what they make is, and a
# line of the wrong width pushes all behind it out of place. The kept text has them still.
INVISIBLE = "\u200b\u200d\u2060\ufe00-\ufe0f\ufeff\U0001f3fb-\U0001f3ff"
_INVISIBLE = re.compile(f"[{INVISIBLE}]")


def drawable(text: str) -> str:
    """`text` as it is drawn: every terminal agrees on how wide it is. Tabs are four spaces."""
    return _INVISIBLE.sub("", text).expandtabs(4)


def wrap(text: str, width: int) -> list[tuple[int, int]]:
    """Where each line starts and ends when `text` is broken to `width`, without outer spaces.

    Newlines break; a blank line stays one. A word wider than a line is broken where it must be.
    An empty text is one empty line.
    """
    width = max(width, 1)
    pattern = _tokens(text)
    lines: list[tuple[int, int]] = []
    start = 0
    for paragraph in text.split("\n"):
        lines.extend(_wrap_paragraph(text, start, start + len(paragraph), width, pattern))
        start += len(paragraph) + 1
    return lines


def _wrap_paragraph(
    text: str, first: int, last: int, width: int, pattern: re.Pattern[str]
) -> list[tuple[int, int]]:
    lines: list[tuple[int, int]] = []
    start = end = first
    used = gap = 0
    for match in pattern.finditer(text, first, last):
        token = match.group()
        cells = cell_len(token)
        if token.isspace():
            gap = cells
            continue
        if end > start and used + gap + cells > width:
            lines.append((start, end))
            start = end = match.start()
            used = gap = 0
        if end == start:
            start, gap = match.start(), 0
        end, used = match.end(), used + gap + cells
        gap = 0
        if used > width:
            *full, (start, end) = _break_word(text, start, end, width)
            lines.extend(full)
            used = cell_len(text[start:end])
    return [*lines, (start, end)]


def _break_word(text: str, start: int, end: int, width: int) -> list[tuple[int, int]]:
    pieces: list[tuple[int, int]] = []
    used = 0
    for index in range(start, end):
        cells = cell_len(text[index])
        if used + cells > width and index > start:
            pieces.append((start, index))
            start, used = index, 0
        used += cells
    return [*pieces, (start, end)]


def cut(text: str, width: int) -> str:
    """`text` in at most `width` cells; what is left out is said by an ellipsis."""
    if cell_len(text) <= width:
        return text
    return _head(text, width - 1).rstrip() + "…" if width > 0 else ""


def cut_at_word(text: str, width: int) -> str:
    """As `cut`, but behind a whole word, unless that would leave out much more."""
    if cell_len(text) <= width or width <= 0:
        return cut(text, width)
    head = _head(text, width - 1)
    if not text[len(head)].isspace():
        whole = head.rstrip().rpartition(" ")[0]
        head = whole if cell_len(whole) >= width // 2 else head
    return head.rstrip() + "…"


def cut_middle(text: str, width: int) -> str:
    """As `cut`, but both ends stay: a file's name is told by its end as well."""
    if cell_len(text) <= width:
        return text
    if width < 8:
        return cut(text, width)
    tail = _head(text[::-1], (width - 1) // 2)[::-1]
    return _head(text, width - 1 - cell_len(tail)) + "…" + tail


def cut_title(text: str, width: int) -> str:
    """As `cut`, but it is the title in quotes that gets shorter: what was done to it stays. Where
    several things are in quotes, that would take away what is said of them."""
    if _several_quoted(text):
        return cut(text, width)
    before, opening, rest = text.partition("“")
    title, closing, after = rest.rpartition("”")
    room = width - cell_len(before + opening + closing + after)
    if cell_len(text) <= width or not closing or room < _LEAST_TITLE:
        return cut(text, width)
    return f"{before}“{cut(title.rstrip('…') + '…', room)}”{after}"


def _several_quoted(text: str) -> bool:
    """Are there several things in quotes, one behind the other?"""
    depth, ended = 0, 0
    for sign in text:
        depth += (sign == "“") - (sign == "”")
        ended += sign == "”" and depth == 0
    return ended > 1


def _head(text: str, width: int) -> str:
    used = 0
    for index, character in enumerate(text):
        used += cell_len(character)
        if used > width:
            return text[:index]
    return text


def age(then: str, now: datetime | None = None) -> str:
    """How long ago a moment was, in four cells at most: ``now``, ``5h``, ``3d``, ``2w``, ``11mo``,
    ``2y``. Text that is no moment has no age.
    """
    try:
        moment = datetime.fromisoformat(then)
    except ValueError:
        return ""
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    hours = int(((now or datetime.now(UTC)) - moment).total_seconds() // 3600)
    days = hours // 24
    if hours < 1:
        return "now"
    if days < 1:
        return f"{hours}h"
    if days < 14:
        return f"{days}d"
    if days < 60:
        return f"{days // 7}w"
    return f"{min(days // 30, 11)}mo" if days < 365 else f"{min(days // 365, 999)}y"


def utc_now() -> str:
    """This moment as the library keeps moments: UTC, ISO 8601, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def ago(then: str, now: datetime | None = None) -> str:
    """How long ago a moment (UTC, ISO 8601) was: ``just now``, ``3 days ago``, ``on 4 May 2025``.

    Text that is no moment is given back as it is.
    """
    try:
        moment = datetime.fromisoformat(then)
    except ValueError:
        return then
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    seconds = ((now or datetime.now(UTC)) - moment).total_seconds()
    for limit, unit, name in ((60, 1, ""), (3600, 60, "minute"), (86400, 3600, "hour")):
        if seconds < limit:
            return f"{counted(int(seconds // unit), name)} ago" if name else "just now"
    days = int(seconds // 86400)
    if days < 2:
        return "yesterday"
    if days <= 60:
        return f"{days} days ago"
    local = moment.astimezone()
    return f"on {local.day} {local:%b %Y}"
