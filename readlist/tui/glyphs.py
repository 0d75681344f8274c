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
LEVELS = "·▂▄▆█"
"""None, few, some, many, most."""

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
    # The levels, the columns of charts, the edges of a box.
    "▂": ".",
    "▄": "o",
    "▆": "O",
    "▀": '"',
    **dict.fromkeys("█▐▛▜▙▟", "#"),
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
