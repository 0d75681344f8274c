"""Files too large to be held in memory: each of their records is on a line of its own.

They are read twice: once for their hash, which is what a source is known by, and once for their
records. What cannot be read twice (stdin) is kept in a temporary file meanwhile.
"""

from __future__ import annotations

import hashlib
import tempfile
import weakref
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import IO, Final

from readlist import readers
from readlist.errors import UnreadableFile
from readlist.library.inputs import CHANGED, PIECE, Input, Pieces
from readlist.library.ledger import Ledger
from readlist.library.progress import Stop
from readlist.paper import Record
from readlist.readers.base import SNIFFED, StreamReader
from readlist.readers.decoding import LineStream
from readlist.readers.sniffing import surest

MOST: Final = 256_000_000
"""Bytes of the largest file that is read in one piece, and of the longest line of any other."""
_LOOKED_AT: Final = 4_000_000


@dataclass(frozen=True, slots=True)
class Large:
    """A file to be read line by line by `reader`, as often as one likes."""

    reader: StreamReader
    first: tuple[str, ...]
    """Its first lines."""
    sha: str
    size: int
    """Bytes, unpacked."""
    pieces: Pieces


def stream_reader(head: bytes, format: str | None) -> StreamReader | None:
    """Who can read, line by line, the file that begins so; None: it has to be read as a whole.

    Raises `UnreadableFile` for a binary file, and `BadValue`: there is no such format.
    """
    name = format
    if name is None:
        best = surest(readers.candidates(_first_lines(head)))
        name = best.name if best else None
    found = readers.reader_named(name) if name else None
    return found if isinstance(found, StreamReader) else None


def _first_lines(head: bytes) -> tuple[str, ...]:
    return tuple(islice(LineStream([beginning_of(head)]), SNIFFED))


def beginning_of(data: bytes) -> bytes:
    """Enough whole lines to see what a file is; of one without lines, enough of it."""
    return data[: data.rfind(b"\n", 0, _LOOKED_AT) + 1 or _LOOKED_AT]


def large(given: Input, reader: StreamReader, head: bytes, rest: Iterable[bytes]) -> Large:
    """Read the file to its end for its hash. Raises `UnreadableFile`, `Stopped`."""
    sha, size, line = hashlib.sha256(head), len(head), 0
    copy = None if given.again else _Copy()
    try:
        if copy:
            copy.add(head)
        for piece in rest:
            sha.update(piece)
            size += len(piece)
            if copy:
                copy.add(piece)
            line = line + len(piece) if b"\n" not in piece else len(piece) - piece.rfind(b"\n")
            if line > MOST:
                raise UnreadableFile(
                    f"has a line of more than {MOST // 1_000_000} MB; put each record on its own"
                )
    except OSError as error:  # of the copy: those of the file are explained where it is read
        raise UnreadableFile(
            f"cannot be kept while it is being read ({error.strerror}); save it as a file first"
        ) from error
    pieces = copy.pieces if copy else given.pieces
    return Large(reader, _first_lines(head), sha.hexdigest(), size, pieces)


class _Copy:
    """What has come out of a pipe, in a temporary file that goes with this object."""

    def __init__(self) -> None:
        self._file: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 (it lives as long as this)
        weakref.finalize(self, self._file.close)

    def add(self, piece: bytes) -> None:
        self._file.write(piece)

    def pieces(self, _stop: Stop | None) -> Iterator[bytes]:
        self._file.seek(0)
        while piece := self._file.read(PIECE):
            yield piece


class Pass:
    """One reading of a large file: its records, and meanwhile its ledger."""

    def __init__(self, file: Large, stop: Stop | None) -> None:
        self._file = file
        self._stop = stop
        self._sha = hashlib.sha256()
        self.ledger = Ledger()
        self.done = 0
        """Bytes read so far."""
        self._text = LineStream(self._counted())
        self._ahead: deque[str] = deque()
        """Lines that the reader has taken and not yet told of."""

    @property
    def encoding(self) -> str:
        return self._text.encoding

    @property
    def notice(self) -> str | None:
        return self._text.notice

    def records(self) -> Iterator[Record]:
        """The records, one after the other.

        Raises `UnreadableFile` at the end if the file is not the one that was read before;
        `Stopped`.
        """
        add = self.ledger.add
        for number, (kind, found) in enumerate(self._file.reader.stream(self._lines()), 1):
            add(number, kind, self._ahead.popleft())
            if isinstance(found, Record):
                self.ledger.note(found)
                yield found
            elif found is not None:
                self.ledger.trouble(found)
        if self._sha.hexdigest() != self._file.sha:
            raise UnreadableFile(CHANGED)

    def _lines(self) -> Iterator[str]:
        for line in self._text:
            self._ahead.append(line)
            yield line

    def _counted(self) -> Iterator[bytes]:
        for piece in self._file.pieces(self._stop):
            self._sha.update(piece)
            self.done += len(piece)
            yield piece
