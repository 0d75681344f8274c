"""What an entry of the key table is, and where keys can work."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple, get_args

from readlist.tui.keynames import spelled

Widget = Literal[
    "list",  # of papers
    "pane",  # that shows a paper
    "sidebar",
    "search",  # the search box
    "word",  # the box for a word of one's own
    "line",  # any other box for one line
    "path",  # a box for file names
    "paste",  # a box for a listing
    "pick",  # one of a few words
    "choices",  # rows to choose from
    "lines",  # lines of which some can be gone to
    "view",  # lines that scroll
]
"""The kinds of what can have the focus."""

Screen = Literal[
    "main",
    "triage",
    "triage_end",
    "note",
    "history",
    "stats",
    "words",
    "where",
    "tag",
    "edit",
    "links",
    "import",
    "formats",
    "review",
    "doubles",
    "batch",
    "export",
    "kept",
    "name",
    "remark",
    "recent",
    "settings",
    "palette",
    "help",
]

Place = Widget | Screen
"""Where a key can work: while a widget has the focus, or on the screen around it."""

SCREENS: tuple[Screen, ...] = get_args(Screen)
PAGES: tuple[Screen, ...] = tuple(
    screen for screen in SCREENS if screen not in ("main", "triage", "triage_end")
)
"""The screens on top of those with papers in hand."""
BOXES: frozenset[Place] = frozenset(
    (
        *("search", "word", "line", "path", "paste", "note"),
        *("tag", "edit", "export", "name", "recent", "palette", "help"),
    )
)
"""Where a box for text has the focus: there a key that types something types it."""


class Key(NamedTuple):
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
    first: tuple[Place, ...] = ()
    """Where it comes before whatever the focused box would make of it."""

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

    @property
    def in_box(self) -> bool:
        """Does it work where characters are typed?"""
        return bool(self.first) or BOXES.issuperset(self.where)

    def action_at(self, place: Place) -> str:
        """The action as it is written for a widget or a screen: with where it is looked for."""
        if self.own or "." in self.action.split("(")[0] or place in SCREENS:
            return self.action
        return f"screen.{self.action}"


class Verb(NamedTuple):
    """An entry of the palette: an action of the screen, its key if it has one, what it is called.

    `id` and `after` are those of the key.
    """

    action: str
    key: str
    title: str
    help: str
    id: str = ""
    after: str = ""
    also: tuple[str, ...] = ()
    """What else people call it."""
