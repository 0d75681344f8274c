"""What the keys of triage do, in few words: on a tall page, else in the bottom line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rich.cells import cell_len

from readlist.config import Config
from readlist.library import Library
from readlist.library.triage import Triage
from readlist.paper import LinkKind
from readlist.tui.jobs import Jobs
from readlist.tui.keys import KeyTable
from readlist.tui.offers import Situation
from readlist.tui.screens.reading import ReadingScreen
from readlist.tui.text import cut_title
from readlist.tui.widgets.bottom_line import LAST, Offer
from readlist.tui.widgets.triage_parts import KeyRows

TALL: Final = 30
"""Lines from which the keys stand on the page, and progress is a line of its own."""
KEYS_WIDE: Final = 62
"""Columns they take there."""
BESIDE: Final = 70
"""Columns from which the keys stay in view beside what is said."""
_KEYS = (("star", "read", "skip", "triage_later", "tag", "note"),
         ("triage_before", "undo", "open", "back"))  # fmt: skip
_END_KEYS = (("triage_again", "triage_export", "triage_last"), ("undo", "back"))
_LOW_KEYS = ("star", "read", "skip", "triage_later", "triage_before", "tag", "note", "open", "undo",
             "help", "back")  # fmt: skip
"""Where the page has no room for keys, they are in the bottom line; the first matter most."""
_MORE_KEYS = ("triage_order", "mark_sentence", "links", "where", "copy", "triage_export", "help")
"""Where it has, those of less use are there."""
_MAIN_KEYS = ("star", "read", "skip", "triage_later")


class TriageKeys(ReadingScreen):
    """Says what can be done with the paper of a queue, or at its end."""

    def __init__(
        self, library: Library, jobs: Jobs, config: Config, keys: KeyTable, triage: Triage
    ) -> None:
        super().__init__(library, jobs, config, keys)
        self.triage = triage
        self.key_rows = KeyRows()

    @property
    def tall(self) -> bool:
        """Do the keys stand on the page?"""
        return self.size.height >= TALL and self.size.width >= KEYS_WIDE

    @property
    def situation(self) -> Situation:
        if self.triage.at_end:
            return Situation("view", "triage_end", away=True)
        links = self.library.links(self.paper) if self.paper is not None else ()
        linked = any(link.kind is LinkKind.PAPER for link in links)
        return Situation("pane", "triage", away=True, linked=linked)

    def show_keys(self) -> None:
        super().show_keys()
        if not self.first_key:
            low = (*_END_KEYS[0], *_END_KEYS[1]) if self.triage.at_end else _LOW_KEYS
            kept = ("help", "back") if self.size.width >= BESIDE else ("help",)
            ids: tuple[str, ...] = _MORE_KEYS if self.tall else low
            self.bottom.offer(
                [
                    self._offer(id)._replace(weight=LAST if id in kept else -at)
                    for at, id in enumerate(ids)
                    if self._does(id) and self.can(self.keys[id].action)
                ]
            )
        rows = _END_KEYS if self.triage.at_end else _KEYS
        self.key_rows.show([[self._offer(id) for id in row if self._does(id)] for row in rows])

    def _does(self, id: str) -> bool:
        """Is there anything for this key to do here?"""
        if id == "triage_export":
            return bool(self.triage.starred)
        if not self.triage.at_end:
            return True
        return {
            "triage_again": bool(self.triage.later or self.triage.left),
        }.get(id, True)

    def _offer(self, id: str) -> Offer:
        word = self.keys[id].word
        if self.triage.at_end:
            narrow = self.size.width < BESIDE
            again, starred = self.triage.left or self.triage.later, len(self.triage.starred)
            word = {
                "triage_again": f"the {again:,} put off",
                "triage_export": "export" if narrow else f"export the {starred:,} starred",
                "back": "back" if narrow else "back to the list",
            }.get(id, word)
        elif id == "back":
            word = "leave, resume any time" if self.tall else "leave"
        else:
            word = {"links": "links", "where": "where"}.get(id, word)
        action = self.keys[id].action
        where = "" if "." in action else "screen."
        return Offer(self.keys.shown(id), word, f"{where}{action}")

    def main_offers(self) -> list[Offer]:
        ids = _END_KEYS[0] if self.triage.at_end else _MAIN_KEYS
        return [self._offer(id) for id in ids if self._does(id)]

    def say(self, text: str, tone: str = "fg", *offers: Offer) -> None:
        """Where the keys are in the bottom line, the main ones stay in their place."""
        if not self.tall and self.size.width >= BESIDE:
            self.bottom.say(text, tone, *offers, kept=self.main_offers())
            return
        if self.triage.at_end and offers and not self.tall:
            text = cut_title(text, self.size.width - 2)
            offers = (*offers, *(each for each in self.main_offers() if each not in offers))
            while len(offers) > 1 and _columns(offers) > self.size.width - 2:
                offers = offers[:-1]
        super().say(text, tone, *offers)


def _columns(offers: Sequence[Offer]) -> int:
    """How many they take."""
    return sum(cell_len(f"{offer.key} {offer.word}") + 3 for offer in offers) - 3
