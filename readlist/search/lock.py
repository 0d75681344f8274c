"""The one writer: a lock file that excludes threads and processes, and falls with its holder."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    def _try_lock(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _try_lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


_PAUSE = 0.02  # seconds between two tries


@contextmanager
def held(path: Path, patience: float) -> Iterator[bool]:
    """Hold the lock on `path` for the body; False if nobody let go of it within `patience`
    seconds. Raises OSError if the file can be neither made nor locked."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        until = time.monotonic() + patience
        while not (locked := _try_lock(handle)) and time.monotonic() < until:
            time.sleep(_PAUSE)
        yield locked
    finally:
        os.close(handle)  # which lets go of the lock
