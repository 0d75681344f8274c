"""What an entry of the key table is, and where keys can work."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from readlist.tui.keynames import spelled

Place = Literal[
    # What can have the focus on the main screen and in triage
    "list",
    "pane",
    "sidebar",
    "search",
    # Screens
    "main",
    "triage",
    "triage_end",
    "note",
    "history",
    "stats",
    "words",
    "settings",
    "where",
    "help",
]
"""Where a key can work: a kind of widget that can have the focus, or a screen around it."""

SCREENS: frozenset[Place] = frozenset(
    {
        "main",
        "triage",
        "triage_end",
        "note",
        "history",
        "stats",
        "words",
        "settings",
        "where",
        "help",
    }
)
"""The places that are screens: their actions are their own. Those of a widget are mostly the
screen's that it is on."""


@dataclass(frozen=True, slots=True)
class Key:
    """One thing to do and the keys that do it."""

    id: str
    """The name to use in config.toml."""
    keys: str
    """As Textual names them, comma-separated: ``j,down``. A character stands for itself."""
    action: str
    """An action of the screen; of the focused widget itself if `own`; ``app.…``: of the app."""
    text: str
    """What it does, for help and palette."""
    section: str
    where: tuple[Place, ...] = ("list", "pane")
    own: bool = False
    after: str = ""
    """The id of the key that has to come first, for the second keys of a sequence."""
    word: str = ""
    """What the footer calls it; empty: not in the footer."""
    weight: int = 0
    """Footer words of less weight are left out first."""
    palette: bool = True
    """Whether it makes sense chosen from the command palette."""

    @property
    def title(self) -> str:
        """What the palette calls it: the text up to its first pause."""
        name = self._parts[0]
        return name[:1].upper() + name[1:]

    @property
    def help(self) -> str:
        """What the text goes on to say."""
        return self._parts[1]

    @property
    def _parts(self) -> tuple[str, str]:
        title, *rest = re.split("[;:] ", self.text, maxsplit=1)
        return title, "".join(rest)

    @property
    def names(self) -> tuple[str, ...]:
        """The keys one by one, as Textual spells them; none if it is bound to nothing."""
        return tuple(spelled(key.strip()) for key in self.keys.split(",") if key.strip())


@dataclass(frozen=True, slots=True)
class Verb:
    """A key's entry in the palette: an action of the main screen, its key, what it is called."""

    action: str
    key: str
    title: str
    help: str
