"""Looking after the search index while nobody waits for anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from readlist.tui.screens.finding import FindingScreen

IDLE = 4.0
"""Seconds after the app has opened: by then it is drawn, and what was new has been indexed."""
REST = 0.004
"""Seconds to rest after every megabyte (which takes about one to read and sum up)."""


async def verify_index(screen: FindingScreen) -> None:
    """Read the index through, once; one that is damaged is made anew, which is said.

    Opening it looks at the sizes of its files only. Meanwhile, and while it is made anew, searches
    are answered as ever or from the library itself.
    """
    wrong = await screen.jobs.check(lambda stop: screen.library.verify_index(stop, REST))
    if wrong is not None:
        screen.say(
            f"The search index was damaged ({wrong}) and is being made anew; your papers are not",
            "warn",
        )
        screen.index()
