"""From the bytes of an input to its records: what is known of a file before anything is stored."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby

from readlist import readers
from readlist.errors import UnreadableFile, UnrecognisedFormat
from readlist.library.inputs import Input
from readlist.library.progress import Progress, Stop
from readlist.library.report import UnparsedLine
from readlist.paper import Record, one_line
from readlist.readers import Reading

_NOTHING = Reading("", 0.0, (), ())


@dataclass(frozen=True, kw_only=True)
class ReadFile:
    """One input, read but not stored. With an `error`, its reading is empty.

    Its `reading` may be exchanged for another one of the same lines (dataclasses.replace).
    """

    given: str
    """As it was named; `-` for stdin."""
    name: str
    """What its source is to be called."""
    sha: str = ""
    """SHA-256 of its bytes."""
    text: str = ""
    """All of it, decoded; also where its format was not recognised."""
    encoding: str = ""
    notice: str | None = None
    """What a person should know of how it was decoded."""
    reading: Reading = _NOTHING
    error: str | None = None
    """Why nothing could be read: a sentence that names the file."""
    candidates: tuple[str, ...] = ()
    """Where the format was not certain: those it may be, by name, surest first."""

    @cached_property
    def lines(self) -> tuple[str, ...]:
        return tuple(readers.split_lines(self.text))

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
        return tuple(
            UnparsedLine(number, self.lines[number - 1])
            for number, kind in enumerate(self.reading.lines, 1)
            if kind is readers.LineClass.UNPARSED
        )


def read_all(
    inputs: Sequence[Input],
    format: str | None,
    progress: Callable[[Progress], None] | None,
    stop: Stop | None,
) -> list[ReadFile]:
    """Read one input after the other; when stopped, those that were read until then."""
    files: list[ReadFile] = []
    for number, given in enumerate(inputs):
        if stop is not None and stop.stopped:
            break
        if progress is not None:
            progress(Progress(given.name, number, len(inputs)))
        files.append(read_input(given, format))
    return files


def beginning(given: Input) -> str:
    """The text an input begins with, enough to recognise a format. Raises `UnreadableFile`."""
    return readers.decode(given.load()).text


def read_input(given: Input, format: str | None = None, name: str | None = None) -> ReadFile:
    """Load and read one input, with the reader of `format` or the one that explains most.

    What cannot be read has an `error`. Raises `BadValue`: there is no such format.
    """
    file = ReadFile(given=given.given, name=one_line(name) if name else given.name)
    try:
        data = given.load()
        decoded = readers.decode(data)
    except UnreadableFile as error:
        return _failed(file, str(error))
    decoded_file = replace(
        file,
        sha=hashlib.sha256(data).hexdigest(),
        text=decoded.text,
        encoding=decoded.encoding,
        notice=decoded.notice,
    )
    return read_as(decoded_file, format)


def read_as(file: ReadFile, format: str | None) -> ReadFile:
    """The text of `file` read anew, by the reader of `format` or by the one that explains most.

    Raises `BadValue`: there is no such format.
    """
    try:
        reading = readers.read(file.text, format)
    except UnrecognisedFormat as error:
        return replace(_failed(file, str(error)), candidates=error.candidates)
    if not reading.records:
        why = f"holds no paper that {reading.format} can read; try another format"
        return replace(_failed(file, why), candidates=(reading.format,))
    return replace(file, reading=reading, error=None, candidates=())


def _failed(file: ReadFile, why: str) -> ReadFile:
    return replace(file, reading=_NOTHING, error=f"{file.given}: {why}")
