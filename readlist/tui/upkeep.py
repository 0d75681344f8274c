"""Looking after searching while nobody waits for anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from readlist.tui.screens.finding import FindingScreen

SOON = 0.3
"""Seconds after the app has opened: nobody has found the search key yet."""
IDLE = 4.0
"""Seconds after the app has opened: by then it is drawn, and what was new has been indexed."""
REST = 0.004
"""Seconds to rest after every megabyte (which takes about one to read and sum up)."""


async def load_search(screen: FindingScreen) -> None:
    """Load what searching needs, on the thread that searches: it takes a quarter of a second, which
    the first key typed would else have to wait."""
    if not screen.empty:
        await screen.jobs.search(
            lambda stop: screen.library.search("a", 1, typing=True, wait=False, stop=stop)
        )


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
