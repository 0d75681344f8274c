"""The one key table: every key, what it does, and where it does it, in the order of the help."""

from __future__ import annotations

from readlist.tui.keys.boxes import BOXES
from readlist.tui.keys.key import Key
from readlist.tui.keys.library import LIBRARY
from readlist.tui.keys.lists import LISTS
from readlist.tui.keys.moving import MOVING
from readlist.tui.keys.pages import PAGES
from readlist.tui.keys.papers import PAPERS, READING
from readlist.tui.keys.triage import TRIAGE

TABLE: tuple[Key, ...] = (
    *PAPERS,
    *MOVING,
    *LISTS,
    *READING,
    *LIBRARY,
    *TRIAGE,
    *PAGES,
    *BOXES,
)
