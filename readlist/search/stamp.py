"""The stamp beside the index: which files make up the present generation, their sizes and sums.

An index is opened only as its stamp describes it. The stamp is written last and renamed into
place, so it is the moment of a commit: before it the old generation stands whole, after it the new.
"""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from stat import S_ISREG
from typing import Any

NAME = "stamp.json"
WORDS = "words.txt"
"""Only ever appended to, so it may be longer than its stamp says."""

INDEX_NAME = "MAIN"
"""What Whoosh calls an index that is alone in its folder."""

_FORMAT = 2
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Stamp:
    """What the index is: whose, made how, and of which files (name -> size in bytes, CRC-32).

    `lineage` is new whenever the index is made anew: within one, the list of words only grows.
    `before` is the name of the generation that the library knew of when this one was written, and
    `through` the last entry of its queue that this one has followed.
    """

    library: str
    lineage: str
    before: str
    through: int
    whoosh: str
    fingerprint: str
    generation: int
    documents: int
    files: dict[str, tuple[int, int]]

    @property
    def name(self) -> str:
        """What the library knows this generation by."""
        return f"{self.lineage}:{self.generation}"

    def size(self) -> int:
        """Bytes of all files together."""
        return sum(size for size, _ in self.files.values())


def content(folder: Path) -> bytes | None:
    """What a stamp is made of, or None if there is none in the folder."""
    try:
        with open(os.path.join(folder, NAME), "rb") as file:  # noqa: PTH118, PTH123  (half the time)
            return file.read()
    except OSError:
        return None


def read(content: bytes) -> Stamp | None:
    """The stamp that was written so, or None if it cannot be understood."""
    try:
        found: Any = json.loads(content)
        if found.pop("format") != _FORMAT:
            return None
        files = {
            _plain(name): (int(size), int(crc)) for name, (size, crc) in found.pop("files").items()
        }
        stamp = Stamp(**found, files=files)
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    numbers = (stamp.generation, stamp.documents, stamp.through)
    sound = all(isinstance(number, int) for number in numbers)
    return stamp if sound and {WORDS, toc_name(stamp.generation)} <= files.keys() else None


def _plain(name: str) -> str:
    """A file name that stays in its folder."""
    if name != Path(name).name or name in ("", ".", ".."):
        raise ValueError(name)
    return name


def toc_name(generation: int) -> str:
    """Whoosh's table of contents of a generation."""
    return f"_{INDEX_NAME}_{generation}.toc"


def write(folder: Path, stamp: Stamp) -> None:
    """Make `stamp` the present one: whole or not at all, also through a power cut."""
    new = folder / (NAME + ".new")
    with new.open("w", encoding="utf-8") as file:
        json.dump({"format": _FORMAT, **asdict(stamp)}, file)
        file.flush()
        os.fsync(file.fileno())
    new.replace(folder / NAME)
    sync_folder(folder)


def missing(folder: Path, stamp: Stamp) -> str | None:
    """The first file that is not there in its size, as a reason; None if all are."""
    for name, (size, _) in stamp.files.items():
        try:
            found = os.stat(f"{folder}{os.sep}{name}")  # noqa: PTH116  (at every search)
        except OSError:
            return f"{name} is missing"
        there = found.st_size
        if not S_ISREG(found.st_mode):
            return f"{name} is no file"
        if there < size if name == WORDS else there != size:
            return f"{name} has {there} bytes instead of {size}"
    return None


def changed(
    folder: Path, stamp: Stamp, names: Iterable[str], between: Callable[[], None] | None = None
) -> str | None:
    """The first of the named files whose content is not as stamped, as a reason.

    `between` is called every megabyte; what it raises ends the reading.
    """
    for name in names:
        size, crc = stamp.files[name]
        try:
            if checksum(folder / name, size, between=between) != crc:
                return f"{name} has changed"
        except OSError as error:
            return f"{name} cannot be read ({error.strerror})"
    return None


def checksum(
    path: Path, size: int, start: int = 0, crc: int = 0, between: Callable[[], None] | None = None
) -> int:
    """CRC-32 of the first `size` bytes of a file, or of those from `start` on given the sum of
    the ones before. `between` is called after every megabyte."""
    left = size - start
    with path.open("rb") as file:
        file.seek(start)
        while left > 0 and (piece := file.read(min(_PIECE, left))):
            crc = zlib.crc32(piece, crc)
            left -= len(piece)
            if between is not None:
                between()
    return crc


def sync(path: Path) -> None:
    """Make sure a file's content is on the disk."""
    with path.open("rb") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Make sure a folder's entries are on the disk (Windows has no such thing)."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
