"""The screen: what the command `readlist` shows in a terminal."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from readlist.config import Config
    from readlist.library import Library


# Textual takes these from the environment when it is loaded, which any part of this package does.

# How soon what is typed shows on a screen that is being drawn: Textual waits for the next of so
# many moments a second.
os.environ.setdefault("TEXTUAL_FPS", "240")
if os.environ.get("TMUX") and os.environ.get("TERM", "").startswith(("screen", "tmux")):
    # tmux has all colours, and brings them down to what the terminal around it has, but by default
    # goes by the name of one with sixteen.
    os.environ.setdefault("TEXTUAL_COLOR_SYSTEM", "truecolor")


def run(library: Library, config: Config, *, demo: bool = False, triage: int | None = None) -> int:
    """Show a library until the user leaves; returns the exit code. Needs a terminal.

    `demo`: it is a throw-away one, which the screen says. `triage`: the number of the queue to
    begin with. Raises `BadConfig` for keys there are not, and what went wrong on the way that
    should not have, once the screen is left. The library stays the caller's to close.
    """
    from readlist.tui.answers import opening
    from readlist.tui.jobs import Jobs
    from readlist.tui.remembered import recall

    # Before Textual is loaded, not meanwhile: two threads would make both of it slower.
    first = opening(library, recall(library))
    from readlist.tui.app import ReadlistApp
    from readlist.tui.terminal import terminal_here

    jobs = Jobs()
    try:
        app = ReadlistApp(
            library, config, jobs, first, demo=demo, terminal=terminal_here(config.ascii)
        )
        if triage is not None:
            app.begin_with_triage(triage)
        app.run()
        app.main.remember_place()
    finally:
        jobs.close()
    if farewell := app.main.incoming.farewell():
        print(f"readlist: {farewell}", file=sys.stderr)
    for fault in [*app.faults, *jobs.unheard]:
        raise fault
    return app.return_code or 0
