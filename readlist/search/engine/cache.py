"""What was decoded and scored, kept for the next query: bounded, and shared by all threads."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

T = TypeVar("T")

_ENTRY = 300
"""Bytes an entry takes besides its arrays."""


class Cache:
    """Values by key, at most so many bytes of them; the one not used for longest goes first.

    What belongs to a segment stays good through commits, as segments never change; what belongs to
    one generation of the index just gets old.
    """

    def __init__(self, most: int) -> None:
        """`most`: bytes to be kept at most."""
        self._most = most
        self._lock = threading.Lock()
        self._kept: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self._bytes = 0

    @property
    def bytes(self) -> int:
        """How many are kept now."""
        return self._bytes

    def get(self, key: Hashable, make: Callable[[], T], size: Callable[[T], int]) -> T:
        """The value of `key`, made now if it is not there. `size`: bytes of its arrays.

        Two threads may make the same value at once; neither waits for the other.
        """
        with self._lock:
            kept = self._kept.get(key)
            if kept is not None:
                self._kept.move_to_end(key)
                found: T = kept[0]
                return found
        made = make()
        self._put(key, made, size(made) + _ENTRY)
        return made

    def _put(self, key: Hashable, value: object, size: int) -> None:
        with self._lock:
            before = self._kept.pop(key, None)
            self._bytes -= before[1] if before is not None else 0
            if size > self._most:
                return
            self._kept[key] = (value, size)
            self._bytes += size
            while self._bytes > self._most:
                _, (_, freed) = self._kept.popitem(last=False)
                self._bytes -= freed

    def clear(self) -> None:
        with self._lock:
            self._kept.clear()
            self._bytes = 0
