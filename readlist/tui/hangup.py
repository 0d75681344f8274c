"""The terminal goes away, or the system wants the app to end: it leaves as if it had been quit, so
that a note being written is kept. (Textual would stay behind and ask a closed terminal for keys.)
"""

from __future__ import annotations

import asyncio
import select
import signal
import sys
from contextlib import suppress
from typing import Any, TextIO

from textual.app import App
from textual.driver import Driver


class Outliving:
    """What is written to a terminal that has gone goes nowhere.

    Textual's thread that writes would end with the first error, and the app then wait for ever to
    hand it what it draws: neither leaving nor keeping anything.
    """

    def __init__(self, file: TextIO) -> None:
        self._file = file

    def write(self, text: str) -> None:
        with suppress(OSError):
            self._file.write(text)

    def flush(self) -> None:
        with suppress(OSError):
            self._file.flush()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


def outlive_terminal(driver: Driver) -> None:
    """To be called before the driver starts."""
    own = vars(driver)
    if own.get("_file") is not None:
        own["_file"] = Outliving(own["_file"])


_LOOK = 1.0
"""Seconds between looks at the terminal: not everyone who closes one sends a signal."""


def leave_with_terminal(app: App[Any]) -> None:
    """To be called once the app runs."""
    if sys.platform == "win32" or app.is_headless:
        return
    loop = asyncio.get_running_loop()
    for number in (signal.SIGHUP, signal.SIGTERM):
        with suppress(RuntimeError, ValueError):  # not in the main thread: whoever is, decides
            loop.add_signal_handler(number, app.exit)
    if sys.__stdin__ is not None:
        line = select.poll()
        line.register(sys.__stdin__.fileno(), 0)  # a hang-up is told without being asked for
        app.set_interval(_LOOK, lambda: app.exit() if line.poll(0) else None)
