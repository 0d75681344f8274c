"""What the terminal can show, and how a line that is about to be drawn is brought down to that.

Screens draw with all marks and colours there are. Where the terminal has fewer, a filter over the
drawn line puts what there is in their place.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from rich.cells import cell_len
from rich.console import Console
from rich.segment import Segment
from textual import constants
from textual.color import Color as Rgb
from textual.filter import LineFilter

from readlist.tui.glyphs import ASCII, needs_ascii
from readlist.tui.text import drawable
from readlist.tui.theme import Colours


class Terminal(NamedTuple):
    """A terminal's means: by default all of them."""

    colours: Colours = "all"
    ascii: bool = False
    """Marks and rules are drawn in ASCII."""
    encoding: str = "utf-8"
    """What cannot be said in it is drawn as question marks."""


def terminal_here(ascii: bool | None = None) -> Terminal:
    """The terminal the app is in; `ascii`: what the user set.

    No colours where NO_COLOR is set to something (https://no-color.org).
    """
    output = sys.__stderr__  # what Textual draws on
    encoding = (output.encoding if output is not None else None) or "utf-8"
    system = Console(force_terminal=True, color_system=_system()).color_system
    known: dict[str | None, Colours] = {None: "none", "256": "256", "standard": "16"}
    colours = "none" if no_color() else known.get(system, "all")
    return Terminal(colours, needs_ascii(encoding) if ascii is None else ascii, encoding)


def no_color(environment: Mapping[str, str] = os.environ) -> bool:
    """Does the user want no colours? An empty NO_COLOR says nothing."""
    return bool(environment.get("NO_COLOR"))


def _system() -> Literal["auto", "standard", "256", "truecolor", "windows"] | None:
    """The colours Textual was told to use, which is what it draws with."""
    return constants.COLOR_SYSTEM  # type: ignore[return-value]  # it is a plain str there


@lru_cache  # a filter is known by itself: lines it has been over are kept
def filters(terminal: Terminal, theme: str) -> tuple[LineFilter, ...]:
    """What lines drawn in a theme pass through on their way to this terminal."""
    found: list[LineFilter] = [_Agreed()]
    if terminal.colours != "all":
        from readlist.tui.fewer_colours import FewerColours  # which most terminals do not need

        found.append(FewerColours(theme, terminal.colours))
    if terminal.ascii:
        found.append(_Ascii(terminal.encoding))
    return tuple(found)


class _Agreed(LineFilter):
    """What all terminals draw equally wide, as wide as it was laid out.

    Most text is that already (`text.drawable`); what somebody types into a box is not.
    """

    def apply(self, segments: list[Segment], background: Rgb) -> list[Segment]:
        return [
            segment if segment.text.isascii() else segment._replace(text=_agreed(segment.text))
            for segment in segments
        ]


_JOINER = "\u200d"


@cache
def _joined() -> re.Pattern[str]:
    """What is joined to a picture (a family of four) is one picture with it, or else more of them.

    Made where it is needed: so many characters take Python as long as a screen to draw.
    """
    picture = "[\u2600-\uffff\U0001f000-\U0001ffff]"
    return re.compile(f"(?<={picture}){_JOINER}{picture}")


@lru_cache(4096)
def _agreed(text: str) -> str:
    plain = drawable(_joined().sub("", text) if _JOINER in text else text)
    return plain if plain == text else plain + " " * (cell_len(text) - cell_len(plain))


class _Ascii(LineFilter):
    """Marks become their ASCII ones; what the encoding has not, question marks."""

    def __init__(self, encoding: str) -> None:
        super().__init__()
        self._encoding = encoding
        self._marks = str.maketrans(dict(ASCII))

    def apply(self, segments: list[Segment], background: Rgb) -> list[Segment]:
        return [
            segment if segment.text.isascii() else segment._replace(text=self._text(segment.text))
            for segment in segments
        ]

    def _text(self, text: str) -> str:
        text = text.translate(self._marks)
        if self._encodable(text):
            return text
        return "".join(each if self._encodable(each) else "?" * cell_len(each) for each in text)

    def _encodable(self, text: str) -> bool:
        try:
            text.encode(self._encoding)
        except UnicodeEncodeError:
            return False
        return True
