"""Text with TeX in it as people write it: accents, dashes, quotes, escapes, formulas in Unicode.

Only what Unicode can say exactly is changed; everything else is shown as it stands, so nothing is
lost. The kept text is never touched: `Shown` knows where in it each character comes from.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from typing import Literal, NamedTuple

from readlist.tui.text import INVISIBLE

Weight = Literal["italic", "bold"]


class Change(NamedTuple):
    """Characters ``start:end`` of the source are characters ``first:last`` of what is shown."""

    start: int
    end: int
    first: int
    last: int


class Stress(NamedTuple):
    """Characters of what is shown that the source sets in italics or bold."""

    start: int
    end: int
    weight: Weight


class Shown(NamedTuple):
    """A text as it is drawn."""

    text: str
    changes: tuple[Change, ...] = ()
    stresses: tuple[Stress, ...] = ()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where characters ``start:end`` of the source are shown: of what was changed, all."""
        return self._place(start, ends=False), self._place(end, ends=True)

    def _place(self, at: int, ends: bool) -> int:
        """Where a place of the source is shown, as the start or the end of something."""
        index = bisect_right(self.changes, at, key=lambda change: change.start) - 1
        if index < 0:
            return at
        change = self.changes[index]
        if at >= change.end:
            return change.last + at - change.end
        return change.last if ends and at > change.start else change.first


_SPECIAL = re.compile(rf"[\\$~{INVISIBLE}\t]|--|``|[?!]`|\{{")


@lru_cache(maxsize=2048)
def shown(text: str) -> Shown:
    """How a text is drawn. Takes any text, and time linear in its length."""
    if _SPECIAL.search(text) is None:
        return Shown(text)
    from readlist.tui.texwriter import Writer  # which most texts do not need

    return Writer(text).whole()


def shown_label(label: str) -> str:
    """What was done, the title that it names shown as it is everywhere else."""
    if "$" not in label and "\\" not in label:
        return label  # a search that was saved, say, has its ~ as typed
    before, opening, rest = label.partition("“")
    title, closing, after = rest.rpartition("”")
    return f"{before}{opening}{shown(title).text}{closing}{after}" if closing else label
