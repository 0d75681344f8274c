"""A screen that works beside what it shows: whatever fails on the way is said."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from functools import partial

from textual.worker import Worker

from readlist.tui.screens.leaving import LeftOnce, Result

Job = Coroutine[None, None, None] | Callable[[], Coroutine[None, None, None]]


class WorkingScreen(LeftOnce[Result]):
    """Runs jobs beside the screen."""

    def work(self, job: Job, *, group: str, exclusive: bool = False) -> Worker[None]:
        """Run a job beside the screen; should it fail, that is said.

        One that may be overtaken before it has begun is given as a function: of a coroutine nobody
        waits for, Python complains.
        """
        told = partial(self.told, job, group)
        return self.run_worker(told, group=group, exclusive=exclusive)

    async def told(self, job: Job, group: str) -> None:
        """Wait for a job; should it fail, that is said."""
        try:
            await (job() if callable(job) else job)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is said
            self.failed(group, error)

    def failed(self, group: str, error: Exception) -> None:
        """A job of this group has failed."""
        self.warn(error)

    def warn(self, error: BaseException) -> None:
        """Say what went wrong."""
        raise NotImplementedError


def fault(error: BaseException) -> str:
    """What is said of an error that should not have been."""
    return f"A fault in readlist: {type(error).__name__}: {error}"
