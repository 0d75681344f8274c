"""How the screen was left, to be found again: the program's own memory, no part of the history."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from typing import Any

from readlist.errors import ReadlistError
from readlist.library import Library, View
from readlist.paper import BACKWARDS, SORTS

_NAME = "screen"


class Density(StrEnum):
    """How much room the rows of the list take."""

    COMFORTABLE = "comfortable"
    COMPACT = "compact"
    ROOMY = "roomy"


@dataclass(slots=True)
class Remembered:
    """What the screen remembers."""

    sort: str | None = None
    """The order chosen for lists; None: the one that is usual."""
    density: str = Density.COMFORTABLE
    sidebar: bool = True
    """Whether the lists are shown where there is room for them."""
    sidebar_width: int | None = None
    """In columns; None: as the window has it."""
    beside: int | None = None
    """Where the pane stands beside the list: its share of the width of both, in thousandths."""
    below: int | None = None
    """Where it stands below the list: its share of the height of both."""
    paper: str | None = None
    """The id of the paper that was under the cursor."""
    above: int = 0
    """How many rows of the list were in view above it."""
    left_at: str | None = None
    """When the screen was left, UTC."""

    @property
    def view(self) -> View:
        """How lists are shown where a query does not say it."""
        return View(self.sort, skipped=False)


def recall(library: Library) -> Remembered:
    """What was remembered last; what cannot be understood is as if it had not been."""
    try:
        known = json.loads(library.setting(_NAME) or "{}")
    except ValueError:
        known = {}
    remembered = Remembered()
    for field in fields(Remembered):
        value = known.get(field.name) if isinstance(known, dict) else None
        if _fits(field.name, value):
            setattr(remembered, field.name, value)
    return remembered


def _fits(name: str, value: Any) -> bool:
    match name:
        case "sort":
            return value in SORTS + BACKWARDS
        case "density":
            return value in set(Density)
        case "sidebar":
            return isinstance(value, bool)
        case "paper" | "left_at":
            return isinstance(value, str)
        case _:
            return type(value) is int and 0 <= value < 10_000


def keep(library: Library, remembered: Remembered) -> None:
    """Remember it. Where nothing can be written, it is for this time only."""
    try:
        library.set_setting(_NAME, json.dumps(asdict(remembered)))
    except ReadlistError:
        return
