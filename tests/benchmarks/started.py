"""The app, started so that it says when it got where.

``STARTED=… THIRD=… python -m tests.benchmarks.started FILE`` does what `readlist` does, step by
step in the same order, in whatever terminal this is, and ends when all has been drawn. Into FILE it
writes JSON: the moments, in seconds since `STARTED` (of this machine's monotonic clock), and the
modules loaded until the rows were drawn. `THIRD`: how the title in the third row begins.
"""

from __future__ import annotations

import gc
import json
import os
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

_CODES = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|[PX^_\]].*?(?:\x07|\x1b\\)|[ -/]*[0-~])")


class Moments:
    """When what was done, and for how long what is done several times."""

    def __init__(self) -> None:
        self._started = float(os.environ["STARTED"])
        self.reached: list[tuple[str, float]] = []
        self.spent: dict[str, float] = {}
        self.modules: list[str] = []

    def reach(self, what: str) -> None:
        if what not in dict(self.reached):
            self.reached.append((what, time.perf_counter() - self._started))

    def when(self, owner: object, name: str, what: str) -> None:
        """Something is reached when a function returns for the first time."""
        self._around(owner, name, lambda _: self.reach(what))

    def how_long(self, owner: object, name: str, what: str) -> None:
        """How long a function takes, each time until the first rows are there."""

        def add(seconds: float) -> None:
            if not self.modules:
                self.spent[what] = self.spent.get(what, 0.0) + seconds

        self._around(owner, name, add)

    def _around(self, owner: object, name: str, told: Callable[[float], None]) -> None:
        function = getattr(owner, name)

        def around(*args: Any, **kwargs: Any) -> Any:
            start = time.perf_counter()
            result = function(*args, **kwargs)
            told(time.perf_counter() - start)
            return result

        setattr(owner, name, around)


def main(file: Path) -> None:
    moments = Moments()
    moments.reach("Python itself")
    import readlist.cli

    gc.disable()  # as that does
    moments.reach("modules of the command line, click with them")
    from readlist.config import load_config
    from readlist.library import Library
    from readlist.paths import find_paths

    moments.reach("modules of the library")
    config, library = load_config(find_paths().config), Library.open()
    moments.reach("settings read, library opened")
    import readlist.tui
    import readlist.tui.answers
    import readlist.tui.jobs
    import readlist.tui.remembered

    moments.when(readlist.tui.answers, "opening", "the first papers read")
    first = readlist.tui.answers.opening(library, readlist.tui.remembered.recall(library))
    readlist.tui.answers.opening = lambda *_: first
    import textual.app  # noqa: F401

    moments.reach("modules of Textual")
    import readlist.tui.app
    import readlist.tui.terminal

    moments.reach("modules of the screen")
    _watch(moments)
    readlist.tui.run(library, config)
    file.write_text(
        json.dumps({"reached": moments.reached, "spent": moments.spent, "modules": moments.modules})
    )


def _watch(moments: Moments) -> None:
    """Have the rest told by what it calls."""
    from textual.css.stylesheet import Stylesheet
    from textual.drivers.linux_driver import LinuxDriver
    from textual.screen import Screen

    from readlist.tui.app import ReadlistApp
    from readlist.tui.screens.main import MainScreen

    moments.when(ReadlistApp, "__init__", "the app and its widgets made")
    moments.when(LinuxDriver, "start_application_mode", "the terminal taken over")
    moments.when(MainScreen, "show_first", "the widgets in place")
    moments.how_long(Stylesheet, "parse", "reading style sheets")
    moments.how_long(Stylesheet, "apply", "applying them")
    moments.how_long(Screen, "_refresh_layout", "laying out and drawing")
    third = os.environ["THIRD"]
    write, show = LinuxDriver.write, MainScreen._show

    def written(driver: LinuxDriver, data: str) -> None:
        write(driver, data)
        text = _CODES.sub("", data)
        if text.strip():
            moments.reach("the first frame")
        if third in text and not moments.modules:
            moments.reach("the first rows")
            moments.modules = list(sys.modules)
        if counted and text.strip():
            moments.reach("the lists at the side counted")
            ReadlistApp.exit(driver._app)

    counted: list[bool] = []

    def shown(screen: MainScreen, *args: Any) -> None:
        show(screen, *args)
        moments.reach("the whole list read")
        counted.append(True)

    setattr(LinuxDriver, "write", written)  # noqa: B010 (what a type checker need not look at)
    setattr(MainScreen, "_show", shown)  # noqa: B010


if __name__ == "__main__":
    main(Path(sys.argv[1]))
