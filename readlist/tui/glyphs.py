"""Every mark the screen draws, and what stands for it where only ASCII can be drawn.

Each is one cell wide, and so is what stands for it: nothing moves. Screens write the marks as they
are; where the terminal cannot show them, `tui.terminal` puts `ASCII` in their place in the line
that is about to be drawn, so that no screen has to know. A mark says by its shape what its colour
says too.
"""

from __future__ import annotations

import os
from collections.abc import Mapping

from readlist.paper import Status

STAR = "★"
STATUS = {Status.UNREAD: "•", Status.READING: "◐", Status.READ: " ", Status.SKIPPED: "–"}
NOTE = "✎"
CHOSEN = "✓"
"""Before what is selected, or on."""
HERE = "▌"
"""Before the list, or the choice, one is in."""
BAR = "▎"
"""Beside what the user wrote."""
REMARK = "╎"
"""Beside what the user wrote on a sentence."""
THUMB = "▕"
"""At the right edge: how far down in the whole one is."""
ELLIPSIS = "…"
DOT = "·"
"""Between short facts on one line."""
TIMES = "×"
TO = "→"
DASH = "–"
"""Between two numbers, for all from one to the other."""
RULE = "─"
WALL = "│"
DONE = "━"
"""A line of progress: the done part and, in the colour of rules, the rest."""
SHADES = "·░▒▓█"
"""None, few, some, many, most."""


def _curve(dots: int) -> str:
    """What is most like the dots of a braille cell; bits 0, 1, 3 and 4 are the upper ones."""
    upper, lower = dots & 0b00011011, dots & 0b11100100
    return "'" if not lower else "." if not upper else ":"


ASCII: Mapping[str, str] = {
    STAR: "*",
    "•": ".",
    "◐": "o",
    NOTE: "+",
    CHOSEN: "x",
    HERE: ">",
    BAR: "|",
    REMARK: "|",
    THUMB: "|",
    ELLIPSIS: "~",
    DOT: "-",
    TIMES: "x",
    DASH: "-",
    "—": "-",
    RULE: "-",
    WALL: "|",
    "┃": "|",
    DONE: "=",
    "“": '"',
    "”": '"',
    "‘": "'",
    "’": "'",
    "↑": "^",
    "↓": "v",
    "←": "<",
    TO: ">",
    "⇧": "S",
    "░": ".",
    "▒": "+",
    "▓": "x",
    "█": "#",
    # The halves of a chart's columns, and the edges of a box.
    "▄": "_",
    "▀": '"',
    **dict.fromkeys("▐▛▜▙▟", "#"),
    # A chart's curve: each cell has two columns of four dots.
    **{chr(0x2800 + dots): _curve(dots) for dots in range(1, 256)},
}


def needs_ascii(encoding: str, environment: Mapping[str, str] = os.environ) -> bool:
    """Can a terminal with this encoding of its output, in this environment, not show the marks?

    The console of Linux has a font of 512 characters without most of them.
    """
    if environment.get("TERM") in ("linux", "dumb"):
        return True
    if environment.get("LC_ALL") in ("C", "POSIX"):  # which Python takes for UTF-8
        return True
    return encoding.replace("-", "").lower() not in ("utf8", "utf16", "utf32", "cp65001")
