"""What is done to the text of the paper in hand."""

from __future__ import annotations

from readlist.tui.screens.opening import OpenScreen


class ReadingScreen(OpenScreen):
    """Reading closely."""
