"""What is given to an import: files, stdin or a paste, and what a reader makes of them."""

from __future__ import annotations

import hashlib
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from readlist import readers
from readlist.errors import UnreadableFile, UnrecognisedFormat
from readlist.library.report import UnparsedLine
from readlist.paper import Record, one_line


@dataclass(frozen=True, slots=True)
class Input:
    """Bytes to import, the name they were given by, and the name their source gets."""

    given: str
    name: str
    load: Callable[[], bytes]


def path_input(path: str | Path, given: str | None = None) -> Input:
    """A file to import, or stdin for `-`. `given`: what to call it, if not as it was given."""
    given = given or str(path)
    if given == "-":
        return Input(given, "stdin", sys.stdin.buffer.read)
    file = Path(path).expanduser()
    return Input(given, one_line(file.name) or given, lambda: _bytes_of(file))


def text_input(text: str, name: str) -> Input:
    """A pasted text to import."""
    return Input(name, one_line(name), lambda: text.encode("utf-8", "replace"))


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise UnreadableFile("no such file; check the name") from None
    except IsADirectoryError:
        raise UnreadableFile("is a folder; name the files in it") from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        reason = getattr(error, "strerror", None) or str(error)
        raise UnreadableFile(f"cannot be read ({reason}); check who may read it") from None


@dataclass(frozen=True, slots=True)
class ReadInput:
    """One input, read but not yet stored."""

    given: str
    name: str
    sha: str
    text: str
    encoding: str
    notice: str | None
    reading: readers.Reading

    @property
    def records(self) -> tuple[Record, ...]:
        return self.reading.records

    def ledger(self) -> list[tuple[str, int]]:
        """The class of every line, as runs: ``[("title", 1), ("abstract", 3), …]``."""
        return [(kind.value, sum(1 for _ in run)) for kind, run in groupby(self.reading.lines)]

    def line_counts(self) -> dict[str, int]:
        """How many lines there are of each class; they add up to the file."""
        counts = Counter(self.reading.lines)
        return {kind.value: counts[kind] for kind in readers.LineClass}

    def unparsed(self) -> tuple[UnparsedLine, ...]:
        lines = readers.split_lines(self.text)
        return tuple(
            UnparsedLine(number, lines[number - 1])
            for number, kind in enumerate(self.reading.lines, 1)
            if kind is readers.LineClass.UNPARSED
        )


def read_input(given: Input, format: str | None = None, name: str | None = None) -> ReadInput:
    """Load and read one input, with the reader of `format` or the one that explains most.

    Raises `UnreadableFile`, `UnrecognisedFormat`, `BadValue` (no such format); the messages name
    no file.
    """
    data = given.load()
    decoded = readers.decode(data)
    reading = readers.read(decoded.text, format)
    if not reading.records:
        raise UnrecognisedFormat(
            f"holds no paper that {reading.format} can read; try another format"
        )
    return ReadInput(
        given=given.given,
        name=one_line(name) if name else given.name,
        sha=hashlib.sha256(data).hexdigest(),
        text=decoded.text,
        encoding=decoded.encoding,
        notice=decoded.notice,
        reading=reading,
    )
