"""Undoing and redoing beside the screen: what takes long says how far it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from textual.message_pump import MessagePump

from readlist.tui.jobs import Jobs

if TYPE_CHECKING:
    from readlist.library import Tell

T = TypeVar("T")

_LONG = 0.3
"""Seconds after which it is said that something is being undone; and how often it is looked how
far it is."""


class Stepper:
    """Runs jobs that undo or redo, in their turn among all that is written."""

    def __init__(self, screen: MessagePump, jobs: Jobs, say: Callable[[str], None]) -> None:
        """`say`: shows what is being done, and '' when it is done."""
        self._screen = screen
        self._jobs = jobs
        self._say = say

    async def run(self, doing: str, job: Callable[[Tell], T]) -> T:
        """`doing`: ``undoing``. Raises what the job does."""
        share = -1.0

        def tell(done: int, total: int) -> None:  # in the writer's thread
            nonlocal share
            share = done / total

        def look() -> None:
            self._say(f"{doing}… {share:.0%}" if share >= 0 else f"{doing}…")

        timer = self._screen.set_interval(_LONG, look)
        try:
            return await self._jobs.write(lambda: job(tell))
        finally:
            timer.stop()
            self._say("")
