"""However one types, what is shown answers what is in the box, and nothing older comes back."""

from __future__ import annotations

import asyncio
import random
import time

import pytest

from readlist import Library
from readlist.library import Completion, Results
from readlist.tui.answers import APP, Found
from tests.tui.driver import Driver, driving

_PIECES = [*'abdot-ü深*~"()', "noise", "diffu", "quiet", "tag:", "is:un", " OR ", " ", " "]
_EDITS = ["backspace", "ctrl+w", "ctrl+u", "ctrl+n", "right", "tab", "down", "left", "end"]
_PAUSES = [0.0, 0.0, 0.0, 0.03, 0.08]


def keys_of(seed: int) -> list[tuple[list[str], float]]:
    """What somebody might type, in strokes, each with a pause behind it in seconds."""
    chance = random.Random(seed)
    strokes = []
    for _ in range(chance.randint(4, 10)):
        edit = chance.random() < 0.35
        keys = [chance.choice(_EDITS)] if edit else list(chance.choice(_PIECES))
        strokes.append((keys, chance.choice(_PAUSES)))
    return strokes


class UnsteadyLibrary(Library):
    """It takes its time over some texts, so that answers might overtake each other."""

    def search(self, text: str, limit: int | None = None, **options: object) -> Results:  # type: ignore[override]
        time.sleep(_moment(text))
        return super().search(text, limit, **options)  # type: ignore[arg-type]

    def complete(self, text: str, limit: int = 8) -> list[Completion]:
        time.sleep(_moment(text))
        return super().complete(text, limit)


def _moment(text: str) -> float:
    return random.Random(text).choice([0.0, 0.0, 0.01, 0.05])


class Watch:
    """Looks at every turn of the event loop what is in the box, and whose answer is shown."""

    def __init__(self, app: Driver) -> None:
        self._app = app
        self._last: Found | None = app.main.found
        self.stale: list[tuple[str, str]] = []
        """Answers shown while the box held something else: theirs, and the box's text."""
        self._task = asyncio.create_task(self._look())

    async def _look(self) -> None:
        main = self._app.main
        while True:
            if main.found is not None and main.found is not self._last:
                self._last = main.found
                if main.found.text != main.box.value:
                    self.stale.append((main.found.text, main.box.value))
            await asyncio.sleep(0)

    def end(self) -> None:
        self._task.cancel()


@pytest.mark.parametrize("seed", range(5))
async def test_no_answer_to_another_question_is_shown(library: Library, seed: int) -> None:
    assert library.path is not None
    with UnsteadyLibrary.open(library.path) as unsteady:
        async with driving(unsteady) as app:
            await app.press("slash")
            watch = Watch(app)
            for keys, pause in keys_of(seed):
                app.send(*keys)
                await app.pilot.pause(pause)
            await app.settle()
            watch.end()
            assert watch.stale == []
            found, box = app.main.found, app.main.box
            assert found is not None
            assert found.text == box.value
            # The same as if it had never been anything else.
            shown = list(app.main.source.ids)
            whole = list(library.search(box.value, view=APP).ids)
            begun = list(library.search(box.value, typing=True, view=APP).ids)
            assert shown in (whole, begun)
            others = [c.text for n, c in enumerate(box.completions) if n != box.at]
            assert box.value not in others
