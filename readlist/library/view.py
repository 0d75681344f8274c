"""What a screen decides where a query does not say it."""

from __future__ import annotations

from typing import NamedTuple


class View(NamedTuple):
    """How what a query finds is listed, unless it says so itself."""

    plain: str | None = None
    """The order where no text is looked for; None: as added, and of just a tag its own."""
    ranked: str = "relevance"
    """The order where text is looked for."""
    skipped: bool = True
    """Whether a query that asks for nothing finds what was skipped."""


USUAL = View()
