"""Text handed to the clipboard, from wherever in the app."""

from __future__ import annotations

from typing import Any

from textual.app import App

from readlist import desktop
from readlist.tui.jobs import Jobs


async def copy(app: App[Any], jobs: Jobs, text: str) -> desktop.Copied:
    """Copy a text by the way that works here; the answer says which, or is false if none does."""

    def to_terminal(sequence: str) -> None:
        """Between two frames of the screen; called from the thread that copies."""
        driver = app._driver  # Textual has no other way to it
        if driver is not None:
            app.call_from_thread(driver.write, sequence)

    return await jobs.help(lambda: desktop.copy(text, to_terminal))
