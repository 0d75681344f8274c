"""Stopping what cannot look whether to stop."""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Callable
from concurrent.futures import Future, TimeoutError
from typing import TypeVar

from readlist.library.progress import Stop
from readlist.search import Stopped

T = TypeVar("T")

_LOOK = 0.05
"""Seconds between looks whether to stop."""


def unless_stopped(job: Callable[[], T], stop: Stop | None) -> T:
    """Do a job in a thread of its own, and leave it there as soon as `stop` says so: `Stopped`.

    Only for jobs that change nothing. Readers are many, some are of other packages, and none of
    them has to know that it can be interrupted: wherever its thread is, it is made to end. (Inside
    one call of C, a long regular expression say, it ends after that; nobody waits for it.)
    """
    if stop is None:
        return job()
    done: Future[T] = Future()

    def run() -> None:
        try:
            done.set_result(job())
        except BaseException as error:  # noqa: BLE001 (it is raised where the result is wanted)
            done.set_exception(error)

    thread = threading.Thread(target=run, name="reader", daemon=True)
    thread.start()
    while not stop.stopped:
        try:
            return done.result(_LOOK)
        except TimeoutError:
            if done.done():  # it was the job's own
                raise
    _end(thread)
    raise Stopped


def _end(thread: threading.Thread) -> None:
    """Raise SystemExit in another thread, which ends it without a word."""
    if thread.ident is not None and thread.is_alive():
        number, error = ctypes.c_ulong(thread.ident), ctypes.py_object(SystemExit)
        ctypes.pythonapi.PyThreadState_SetAsyncExc(number, error)
