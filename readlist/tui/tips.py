"""One-line hints for beginners, each at its moment, until it has been seen or is not needed."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from readlist.config import Config
from readlist.errors import ReadlistError
from readlist.library import Library
from readlist.tui.keys import KeyTable

SHOWN = 3
"""How many times a hint is shown, at most."""
_NAME = "tips"


class Tip(NamedTuple):
    """A hint. `text` has the names of keys in braces; once one of those is used, it is needed no
    more.
    """

    moment: str
    """When it is shown: a name of the program's, or of the key that was just pressed."""
    text: str

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(re.findall(r"\{(\w+)\}", self.text))


TIPS = (
    Tip("list", "{read_on} reads on, {star} stars, {help} all keys"),
    Tip("search", "{box_done} leads to the papers; is:unread, author: and year:2021.. narrow them"),
    Tip("star", "{go_starred} goes to the starred, {export} exports the list"),
    Tip("tagged", "{repeat} puts the same on the next paper, {go_untagged} lists the untagged"),
    Tip("imported", "{triage} goes through them one by one, {go_unread} lists the unread"),
    Tip("triaging", "{back} leaves whenever you like, {triage_later} decides later, {undo} undoes"),
    Tip("select", "every key is now for all that is selected; {select_all} selects all"),
)


class Tips:
    """Which hints are to be shown still."""

    def __init__(self, library: Library, config: Config, keys: KeyTable) -> None:
        self._library = library
        self._keys = keys
        self._on = config.hints
        self._seen: dict[str, int] | None = None
        self.shown: Tip | None = None

    @property
    def seen(self) -> dict[str, int]:
        """How many times each was shown; those that are needed no more, too many times."""
        if self._seen is None:
            self._seen = _read(self._library.setting(_NAME))
        return self._seen

    def at(self, moment: str, can: Callable[[str], bool]) -> Tip | None:
        """The hint for a moment, if it is due; `can`: does a key of that name work now?"""
        tip = next((tip for tip in TIPS if tip.moment == moment), None)
        if not self._on or tip is None or self.seen.get(moment, 0) >= SHOWN:
            return None
        if not all(can(name) and self._keys.shown(name) for name in tip.keys):
            return None
        self.seen[moment] = self.seen.get(moment, 0) + 1
        self.shown = tip
        return tip

    def used(self, id: str) -> bool:
        """A key was used: what tells of it need not be told again. Is it what is shown now?"""
        if not self._on:
            return False
        for tip in TIPS:
            if id in tip.keys:
                self.seen[tip.moment] = SHOWN
        done = self.shown is not None and id in self.shown.keys
        self.shown = None if done else self.shown
        return done

    def said(self, tip: Tip) -> list[tuple[str, bool]]:
        """The hint in parts; those that are keys are true."""
        parts = re.split(r"\{(\w+)\}", tip.text)
        return [
            (self._keys.shown(part) if at % 2 else part, bool(at % 2))
            for at, part in enumerate(parts)
            if part
        ]

    def keep(self) -> None:
        """Remember what was seen. Where nothing can be written, it is for this time only."""
        try:
            self._library.set_setting(_NAME, json.dumps(self.seen))
        except ReadlistError:
            return


def _read(kept: str | None) -> dict[str, int]:
    try:
        seen = json.loads(kept or "{}")
    except ValueError:
        return {}
    known = {tip.moment for tip in TIPS}
    if not isinstance(seen, Mapping):
        return {}
    return {name: n for name, n in seen.items() if name in known and isinstance(n, int)}
