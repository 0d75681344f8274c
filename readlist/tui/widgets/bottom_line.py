"""The bottom line: what the keys do now; for a moment, what just happened instead.

It is one line. A message that needs more is drawn over the lines above, so that nothing moves.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len
from textual.content import Content
from textual.style import Style
from textual.timer import Timer
from textual.widget import Widget

from readlist.paper import one_line
from readlist.tui.tex import shown_label
from readlist.tui.text import cut, cut_at_word, cut_title, wrap
from readlist.tui.theme import ink

if TYPE_CHECKING:
    from textual.geometry import Size

MOMENT = 6.0
"""Seconds a message stays."""
FRESH = 0.5
"""Seconds for which it stays even if one goes elsewhere: it may be about that."""
LEAST_SAID = 24
"""Columns that what is said has behind keys that stay; with less it has a line of its own."""
MOST_LINES = 3
"""Lines a message takes at most, for its moment and over what is above it."""

_GAP, _SMALL_GAP = 3, 2
"""Columns between two keys, and where there are few columns."""
_FEW = 60
"""So many columns are few: there the key of the help needs no word."""

_HELP = "app.help"

LAST = 97
"""Offers of this weight or more are never left out, and stand at the end: the ways back and on."""


class Offer(NamedTuple):
    """A key and what it does now. The heavier stand first; the lightest are left out first."""

    key: str
    word: str
    action: str
    weight: int = 0


class BottomLine(Widget):
    """One line of keys or of news. A click on a key's word does what the key does."""

    ALLOW_SELECT = False
    auto_links = False  # what can be clicked is told by its key, not by a line below it

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._offers: Sequence[Offer] = ()
        self._in_rows = False
        self._said: tuple[str, str, tuple[Offer, ...]] | None = None
        self._kept: Sequence[Offer] = ()
        self._said_at = 0.0
        self._working = ""
        self._timer: Timer | None = None

    def offer(self, offers: Sequence[Offer]) -> None:
        """Show these keys, as far as there is room."""
        self._offer(offers, in_rows=False)

    def choose(self, offers: Sequence[Offer]) -> None:
        """Show all of these keys, of which one is to be pressed next, in rows if it takes some."""
        self._offer(offers, in_rows=True)

    def _offer(self, offers: Sequence[Offer], in_rows: bool) -> None:
        if (in_rows, list(offers)) != (self._in_rows, list(self._offers)):
            layout = in_rows or self._in_rows
            self._offers, self._in_rows = offers, in_rows
            self.refresh(layout=layout)

    def say(self, text: str, tone: str = "fg", *offers: Offer, kept: Sequence[Offer] = ()) -> None:
        """Show one sentence for a moment, with the keys that belong to it. The `kept` ones, with
        which the line begins, stay where they are, and it is said behind them.
        """
        self.hush()
        self._kept = kept
        self._said, self._said_at = (shown_label(one_line(text)), tone, offers), time.monotonic()
        self._timer = self.set_timer(MOMENT, self.hush)
        self.refresh(layout=True)

    def hush(self) -> None:
        """Show the keys again."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        if self._said is not None:
            self._said = None
            self.refresh(layout=True)

    def offered(self, key: str) -> str:
        """The action that what is said has for this key; '' if it does not speak of it."""
        offers = self._said[2] if self._said is not None else ()
        return next((offer.action for offer in offers if offer.key == key), "")

    def move_on(self) -> None:
        """Show the keys of another place, unless what is said has only just been said."""
        if time.monotonic() - self._said_at > FRESH:
            self.hush()

    def work(self, text: str) -> None:
        """Say at the right what is being done in the background; '' when it is done."""
        if text != self._working:
            self._working = text
            self.refresh(layout=self._said is not None)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self._lines(width))

    def render(self) -> Content:
        return Content("\n").join(self._lines(self.size.width))

    def _lines(self, width: int) -> list[Content]:
        colours = ink(self.app.theme)
        working = cut(self._working, width // 2)
        room = width - (cell_len(working) + 3 if working else 0)
        if self._said is not None and self._kept:
            lines = self._message_behind(*self._said, room)
        elif self._said is not None:
            lines = self._message(*self._said, room)
        elif self._in_rows:
            lines = self._rows(room)
        else:
            lines = [self._keys(_fitting(self._offers, room), _gap(room))]
        if working:
            gap = " " * (width - lines[-1].cell_length - cell_len(working))
            lines[-1] = Content.assemble(lines[-1], gap, (working, colours.dim))
        return lines

    def _message(self, text: str, tone: str, offers: Sequence[Offer], room: int) -> list[Content]:
        """A message in lines, its keys behind it."""
        keys = self._keys(offers)
        short = cut_title(text, room - keys.cell_length - 3 if offers else room)
        if _says(short, text):
            text = short
        places = wrap(text, room)
        last = min(len(places), MOST_LINES) - 1
        lines = [text[start:end] for start, end in places[:last]] + [text[places[last][0] :]]
        beside = room - keys.cell_length - 3 if offers else room
        if cell_len(lines[-1]) > beside and last + 1 < MOST_LINES:
            lines.append("")  # a line for the keys alone
        lines[-1] = cut_at_word(lines[-1], beside)
        style = getattr(ink(self.app.theme), tone)
        drawn = [Content(line).stylize(style) for line in lines]
        if offers:
            drawn[-1] = Content.assemble(drawn[-1], "   " if lines[-1] else "", keys)
        return drawn

    def _message_behind(
        self, text: str, tone: str, offers: Sequence[Offer], room: int
    ) -> list[Content]:
        """A message behind the keys that stay, its own keys behind it; above if it is long."""
        gap = Content(" " * _GAP)
        parts = [self._keys(self._kept), self._keys(offers)] if offers else [self._keys(self._kept)]
        beside = room - sum(part.cell_length + _GAP for part in parts)
        short = cut_title(text, beside)
        if beside < min(LEAST_SAID, cell_len(text)) or not (short == text or _says(short, text)):
            above = self._message(text, tone, (), room)[: MOST_LINES - 1]
            return [*above, gap.join(parts)]
        said = Content(short).stylize(getattr(ink(self.app.theme), tone))
        return [gap.join([parts[0], said, *parts[1:]])]

    def _rows(self, room: int) -> list[Content]:
        """All keys, on one line if there is room, else in columns; the last ends the last line."""
        if _width(self._offers) <= room:
            return [self._keys(self._offers)]
        wide = max(_width([offer]) for offer in self._offers)
        across = max((room + _GAP) // (wide + _GAP), 1)
        columns = min(across, -(-len(self._offers) // -(-len(self._offers) // across)))
        rows = [self._offers[at : at + columns] for at in range(0, len(self._offers), columns)]
        return [
            Content("").join(
                self._keys([offer]).pad_right(wide + _GAP - _width([offer])) for offer in row
            )
            for row in rows[: self.app.size.height // 2]
        ]

    def _keys(self, offers: Sequence[Offer], gap: int = _GAP) -> Content:
        colours = ink(self.app.theme)
        parts = []
        for offer in offers:
            click = Style.from_meta({"@click": offer.action})
            parts.append(
                Content.assemble(
                    (offer.key, colours.key), (f" {offer.word}".rstrip(), colours.dim)
                ).stylize(click)
            )
        return Content(" " * gap).join(parts)


def _says(short: str, text: str) -> bool:
    """Is only a title in quotes shorter, and what is said of it all there?"""
    return "”" in text and short.endswith(text[text.rindex("”") :])


def _fitting(offers: Sequence[Offer], room: int) -> list[Offer]:
    """As many of the offers as fit, those of most weight first and a lighter one in a small gap."""
    if room < _FEW:
        offers = [each._replace(word="") if each.action == _HELP else each for each in offers]
    kept = [offer for offer in offers if offer.weight >= LAST]
    shown: list[Offer] = []
    for offer in sorted(offers, key=lambda offer: -offer.weight):
        if offer.weight < LAST and _width([*shown, offer, *kept], _gap(room)) <= room:
            shown.append(offer)
    return shown + sorted(kept, key=lambda offer: -offer.weight)


def _gap(room: int) -> int:
    return _GAP if room >= _FEW else _SMALL_GAP


def _width(offers: Sequence[Offer], gap: int = _GAP) -> int:
    words = sum(cell_len(f"{offer.key} {offer.word}".rstrip()) for offer in offers)
    return words + gap * (len(offers) - 1)
