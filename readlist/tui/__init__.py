"""The screen: what the command `readlist` shows in a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from readlist.config import Config
    from readlist.library import Library


def run(library: Library, config: Config, *, demo: bool = False) -> int:
    """Show a library until the user leaves; returns the exit code. Needs a terminal.

    `demo`: it is a throw-away one, which the screen says. Raises `BadConfig` for keys there are
    not. The library stays the caller's to close.
    """
    from readlist.tui.app import ReadlistApp

    app = ReadlistApp(library, config, demo=demo)
    try:
        app.run()
    finally:
        app.jobs.close()
    return 1 if app.report_faults() else app.return_code or 0
