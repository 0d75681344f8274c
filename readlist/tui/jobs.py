"""Work off the screen's thread: a thread that writes, one that searches, one that indexes.

One writer, so that changes happen in the order they were made and never wait for each other
inside SQLite. Imports have a thread of their own: a star is written between two of their batches.
One searcher, so that a search that is no longer wanted is stopped instead of being overtaken.
None of them waits for the index.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")


class StopToken:
    """Asks a job in another thread to stop at its next safe place."""

    __slots__ = ("stopped",)

    def __init__(self) -> None:
        self.stopped = False


class Jobs:
    """The app's threads."""

    def __init__(self) -> None:
        self._writer = ThreadPoolExecutor(1, "writer")
        self._searcher = ThreadPoolExecutor(1, "searcher")
        self._indexer = ThreadPoolExecutor(1, "indexer")
        self._helper = ThreadPoolExecutor(1, "helper")
        self._checker = ThreadPoolExecutor(1, "checker")
        self._importer = ThreadPoolExecutor(1, "importer")
        self._importing = StopToken()
        self._closing = StopToken()
        self.unheard: list[BaseException] = []
        """What went wrong in changes that nobody was waiting for any more."""

    async def write(self, job: Callable[[], T]) -> T:
        """Run a change after all changes asked for before it.

        It is done even if nobody waits: should it fail then, `unheard` has the error.
        """
        future = self._writer.submit(job)
        try:
            return await asyncio.shield(asyncio.wrap_future(future))
        except asyncio.CancelledError:
            future.add_done_callback(self._hear)
            raise

    def _hear(self, left: Future[T]) -> None:
        error = left.exception()
        if error is not None:
            self.unheard.append(error)

    async def written(self) -> None:
        """Wait until all changes asked for so far are written: who looks then sees them."""
        await self.write(_nothing)

    def bring_in(self, job: Callable[[], T], stop: StopToken) -> Future[T]:
        """Run an import, whatever is shown meanwhile; `stop`: what tells it to stop, as the end of
        the app does."""
        self._importing = stop
        return self._importer.submit(job)

    @property
    def closing(self) -> bool:
        """The app has ended, and waits for what is being written."""
        return self._closing.stopped

    def write_and_wait(self, job: Callable[[], T]) -> T:
        """As `write`, for a thread that has time to wait."""
        return self._writer.submit(job).result()

    async def search(self, job: Callable[[StopToken], T]) -> T:
        """Run a search; when the waiting is cancelled, the search is stopped as well."""
        token = StopToken()
        future = self._searcher.submit(job, token)
        try:
            return await asyncio.wrap_future(future)
        finally:
            token.stopped = True

    async def index(self, job: Callable[[StopToken], T]) -> T:
        """Bring the index up to date; stopped when the app ends."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._indexer, job, self._closing)

    async def check(self, job: Callable[[StopToken], T]) -> T:
        """Run something that may take as long as it likes; stopped when the app ends."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._checker, job, self._closing)

    async def help(self, job: Callable[[], T]) -> T:
        """Run something that may take long and belongs to neither: a browser, a look around."""
        return await asyncio.get_running_loop().run_in_executor(self._helper, job)

    def close(self) -> None:
        """Wait for what is being written; the rest is dropped."""
        self._closing.stopped = self._importing.stopped = True
        self._indexer.shutdown(wait=False, cancel_futures=True)
        self._searcher.shutdown(wait=False, cancel_futures=True)
        self._helper.shutdown(wait=False, cancel_futures=True)
        self._checker.shutdown(wait=False, cancel_futures=True)
        self._writer.shutdown(wait=True)
        self._importer.shutdown(wait=True)


def _nothing() -> None:
    """A change that changes nothing."""
