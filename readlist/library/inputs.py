"""What is given to an import: files, folders of them, stdin or a paste, as pieces of bytes."""

from __future__ import annotations

import errno
import io
import os
import re
import select
import stat
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final, cast

from readlist.errors import UnreadableFile
from readlist.library.progress import Stop
from readlist.paper import one_line
from readlist.search import Stopped

PIECE: Final = 1_000_000
"""Bytes that are read at a time; unpacked, a piece is no larger either."""
_LOOK: Final = 0.25
"""Seconds after which one who waits for a pipe looks whether to stop."""
_GZIP: Final = b"\x1f\x8b"
_GZIPPED: Final = 31  # zlib's wbits for gzip
_AGAIN: Final = "get the file again, or import what gunzip can get out of it"
# /dev/fd/63 is what a shell makes of <(…); other pipes may never say anything.
_DESCRIPTOR = re.compile(r"/dev/(?:fd/\d+|stdin)|/proc/(?:self|\d+)/fd/\d+")

CHANGED: Final = "was changed while it was being read; import it again when it is complete"

Pieces = Callable[[Stop | None], Iterator[bytes]]


@dataclass(frozen=True, slots=True)
class Input:
    """Something to import: the name it was given by, the name its source gets, and its bytes.

    `pieces` opens it and gives its bytes, unpacked if they are packed, a piece at a time, none of
    them empty. It raises `UnreadableFile`, also if the file was changed while it was read, and
    `Stopped`. `again`: that may be done more than once.
    """

    given: str
    name: str
    pieces: Pieces
    again: bool = True
    in_folder: bool = False
    """It was not named itself: what is no listing is passed over."""


def path_input(path: str | Path, given: str | None = None) -> Input:
    """A file to import, or stdin for `-`. `given`: what to call it, if not as it was given."""
    given = str(path) if given is None else given
    if given == "":
        return failing(given, why_unreadable(FileNotFoundError()))
    if given == "-":
        return Input(given, "stdin", _stdin, again=False)
    file = Path(path).expanduser()
    if _DESCRIPTOR.fullmatch(str(file)):
        return Input(given, "pipe", lambda stop: _file(file, stop), again=False)
    return Input(given, one_line(file.name) or given, lambda stop: _file(file, stop))


def failing(given: str, why: str) -> Input:
    """An input that cannot be read, which is told when it comes to its turn."""

    def pieces(_: Stop | None) -> Iterator[bytes]:
        raise UnreadableFile(why)

    return Input(given, one_line(Path(given).name) or given, pieces)


def text_input(text: str, name: str) -> Input:
    """A pasted text to import."""
    return Input(name, one_line(name), lambda _: iter([text.encode("utf-8", "replace")]))


# ---------------------------------------------------------------- bytes


def _stdin(stop: Stop | None) -> Iterator[bytes]:
    if sys.stdin is None:
        raise UnreadableFile("stdin is closed; name a file")
    file = cast("io.BufferedIOBase", sys.stdin.buffer)  # it has read1, whatever the stubs say
    with _told():
        yield from unpacked(_raw(file, lambda: file.read1(PIECE), stop))


def _file(path: Path, stop: Stop | None) -> Iterator[bytes]:
    with _told():
        _refuse_special(path)
        with path.open("rb", buffering=0) as file:
            before = _state(file)
            yield from unpacked(_raw(file, lambda: file.read(PIECE), stop))
            if _state(file) != before or _is_another(path, file):
                raise UnreadableFile(CHANGED)


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        raise UnreadableFile(why_unreadable(error)) from None


def why_unreadable(error: OSError | ValueError) -> str:
    """What to tell of a path that the system refuses; to stand after it and a colon."""
    match error:
        case FileNotFoundError():
            return "no such file; check the name"
        case IsADirectoryError():
            return "is a folder; name the files in it"
        case PermissionError():
            return "may not be read; check who may"
    if isinstance(error, OSError) and error.errno == errno.ELOOP:
        return "is a link that leads back to itself; name the file that is meant"
    reason = getattr(error, "strerror", None) or str(error)
    return f"cannot be read ({one_line(reason)}); check the name and who may read it"


def _refuse_special(path: Path) -> None:
    """Devices and pipes may never end, or never begin."""
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        raise IsADirectoryError
    if not stat.S_ISREG(mode) and not _DESCRIPTOR.fullmatch(str(path)):
        what = "a pipe" if stat.S_ISFIFO(mode) else "a device"
        raise UnreadableFile(f"is {what}, not a file; to read from it, use: readlist import - < it")


def _state(file: IO[bytes]) -> tuple[int, int]:
    found = os.fstat(file.fileno())
    regular = stat.S_ISREG(found.st_mode)
    return (found.st_size, found.st_mtime_ns) if regular else (0, 0)


def _is_another(path: Path, file: IO[bytes]) -> bool:
    """Whether another file has taken the path's place (editors save so)."""
    if _DESCRIPTOR.fullmatch(str(path)):
        return False
    try:
        return not os.path.samestat(path.stat(), os.fstat(file.fileno()))
    except FileNotFoundError:
        return False


def _raw(
    file: IO[bytes] | io.BufferedIOBase, read: Callable[[], bytes], stop: Stop | None
) -> Iterator[bytes]:
    while True:
        _wait(file, stop)
        piece = read()
        if stop is not None and stop.stopped:  # Ctrl-C also ends the program that fills the pipe
            raise Stopped
        if not piece:
            return
        yield piece


def _wait(file: IO[bytes] | io.BufferedIOBase, stop: Stop | None) -> None:
    """Wait until there is something to read, looking whether to stop. Raises `Stopped`."""
    while True:
        if stop is not None and stop.stopped:
            raise Stopped
        if stop is None or not _can_wait(file) or select.select([file], [], [], _LOOK)[0]:
            return


def _can_wait(file: IO[bytes] | io.BufferedIOBase) -> bool:
    try:
        mode = os.fstat(file.fileno()).st_mode
    except (OSError, ValueError):  # not a file of the system's
        return False
    return os.name == "posix" and not stat.S_ISREG(mode)


def unpacked(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The pieces as they are, or what they hold if they are gzip, by how they begin.

    Nothing more than PIECE is unpacked at once, whatever the file claims. Raises `UnreadableFile`
    if the packed data is broken or cut off.
    """
    pieces = iter(pieces)
    first = next(pieces, b"")
    while len(first) < len(_GZIP) and (more := next(pieces, b"")):
        first += more
    if first.startswith(_GZIP):
        yield from _gunzipped(first, pieces)
        return
    if first:
        yield first
    yield from pieces


def _gunzipped(first: bytes, pieces: Iterator[bytes]) -> Iterator[bytes]:
    data, member = first, zlib.decompressobj(wbits=_GZIPPED)
    try:
        while True:
            found = member.decompress(data, PIECE)
            if found:
                yield found
            data = member.unconsumed_tail
            if member.eof:  # another may follow; anything else is passed over, as gzip does
                data = (member.unused_data or next(pieces, b"")).lstrip(b"\0")
                if not data.startswith(_GZIP[: len(data)]) or not data:
                    return
                member = zlib.decompressobj(wbits=_GZIPPED)
            elif not data and len(found) < PIECE:
                data = next(pieces, b"")
                if not data:
                    break
    except zlib.error:
        raise UnreadableFile(f"its packed data is broken; {_AGAIN}") from None
    raise UnreadableFile(f"its packed data is cut off; {_AGAIN}")
