"""Segments read where the system maps them.

Whoosh maps a segment as well, but then copies all of it into the process (its `BufferFile` makes a
`BytesIO` of the map): the first search reads the whole index, and every thread that searches holds
a copy. Here only what is asked for is read.
"""

from __future__ import annotations

import mmap
import os
import pickle
from array import array
from pathlib import Path
from sys import byteorder
from typing import Any

from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import StructFile


class MappedStorage(FileStorage):
    """A folder whose segments are mapped. The rest is as Whoosh has it."""

    def __init__(self, folder: Path) -> None:
        # What Whoosh knows as mapping is the copying; without it, it asks the file for its parts.
        super().__init__(str(folder), supports_mmap=False)  # type: ignore[no-untyped-call]

    def open_file(self, name: str, **options: Any) -> StructFile:
        """Raises OSError, ValueError (an empty segment)."""
        if not name.endswith(".seg"):
            found: StructFile = super().open_file(name, **options)  # type: ignore[no-untyped-call]
            return found
        with Path(self.folder, name).open("rb") as file:
            mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        return MappedFile(mapped, 0, len(mapped), name)


class MappedFile(StructFile):
    """A part of a map, as the file Whoosh takes it for; numbers in it are big-endian.

    The map is let go of with the last part of it.
    """

    def __init__(self, mapped: mmap.mmap, start: int, length: int, name: str | None) -> None:
        self._map = mapped
        self._start = start
        self._end = start + length
        self._at = start
        self._name = name
        self.onclose = None
        self.is_real = False
        self.is_closed = False

    def subset(self, offset: int, length: int, name: str | None = None) -> MappedFile:
        return MappedFile(self._map, self._start + offset, length, name or self._name)

    def close(self) -> None:
        self.is_closed = True

    def seek(self, where: int, whence: int = os.SEEK_SET) -> int:
        base = (self._start, self._at, self._end)[whence]
        self._at = base + where
        return self._at - self._start

    def tell(self) -> int:
        return self._at - self._start

    def read(self, size: int = -1) -> bytes:
        end = self._end if size < 0 else min(self._at + size, self._end)
        found = self._map[self._at : end]
        self._at += len(found)
        return found

    def readline(self) -> bytes:
        end = self._map.find(b"\n", self._at, self._end) + 1 or self._end
        return self.read(end - self._at)

    def read_pickle(self) -> Any:
        return pickle.load(self)

    def get(self, position: int, length: int) -> bytes:
        start = self._start + position
        return self._map[start : min(start + length, self._end)]

    def whole(self) -> memoryview:
        """All of it where it is mapped, not copied."""
        return memoryview(self._map)[self._start : self._end]

    def get_array(self, position: int, typecode: str, length: int) -> array[Any]:
        found = array(typecode)
        found.frombytes(self.get(position, length * found.itemsize))
        if byteorder == "little":
            found.byteswap()
        return found
