"""From the bytes of an input to its records: what is known of a file before anything is stored."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from itertools import chain

from readlist import readers
from readlist.errors import UnreadableFile, UnrecognisedFormat
from readlist.library.inputs import Input
from readlist.library.interrupting import unless_stopped
from readlist.library.large import MOST, Large, beginning_of, large, stream_reader
from readlist.library.progress import Progress, Stop
from readlist.library.report import Skipped, shown
from readlist.paper import BY_HAND, Record, one_line
from readlist.readers import LineClass, Reading
from readlist.readers.prose import verbatim
from readlist.search import Stopped
from readlist.store.sources import LARGE

_NOTHING = Reading("", 0.0, (), ())
_AT_ONCE = 1_000_000
"""Bytes that are read in a third of a second: so long, nobody waits to stop it."""

Format = str | Mapping[str, str] | None
"""The format of all inputs by its name, or of some by what they were given as; None: whatever
explains most.
"""


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
    """SHA-256 of its bytes, unpacked."""
    text: str = ""
    """All of it, decoded; also where its format was not recognised."""
    encoding: str = ""
    notice: str | None = None
    """What a person should know of how it was decoded."""
    reading: Reading = _NOTHING
    large: Large | None = None
    """Of a file too large to be held: how to read it. `text` and `reading` are its beginning."""
    error: str | None = None
    """Why nothing could be read: a sentence that names the file."""
    candidates: tuple[str, ...] = ()
    """Where the format was not certain: those it may be, by name, surest first."""
    undecided: bool = False
    """The `error` is about the format: another one, named by a person, might do."""
    chosen: bool = False
    """A person has said what format it is, or has made its records."""
    skipped: Skipped | None = None
    """A file of a folder that is none to import, and no error."""

    @cached_property
    def lines(self) -> tuple[str, ...]:
        return tuple(readers.split_lines(self.text))

    @property
    def records(self) -> tuple[Record, ...]:
        return self.reading.records


def read_all(
    inputs: Sequence[Input],
    format: Format,
    progress: Callable[[Progress], None] | None,
    stop: Stop | None,
) -> list[ReadFile]:
    """Read one input after the other; when stopped, those that were read until then."""
    files: list[ReadFile] = []
    for number, given in enumerate(inputs):
        if progress is not None:
            progress(Progress(given.name, number, len(inputs)))
        try:
            files.append(read_input(given, format_of(given, format), stop=stop))
        except Stopped:
            break
    return files


def format_of(given: Input, format: Format) -> str | None:
    """The format that an input is to be read as; None: the one that explains most."""
    return format if format is None or isinstance(format, str) else format.get(given.given)


def beginning(given: Input) -> str:
    """The text an input begins with, enough to recognise a format. Raises `UnreadableFile`."""
    return readers.decode(next(given.pieces(None), b"")).text


def read_input(
    given: Input, format: str | None = None, name: str | None = None, stop: Stop | None = None
) -> ReadFile:
    """Load and read one input, with the reader of `format` or the one that explains most.

    What cannot be read has an `error`. Raises `BadValue`: there is no such format; `Stopped`.
    """
    file = ReadFile(
        given=given.given,
        name=one_line(name) if name else given.name,
        chosen=format is not None,
    )
    try:
        pieces = given.pieces(stop)
        data = b"".join(_up_to(LARGE, pieces))
        more = next(pieces, None)
        if more is not None:
            reader = unless_stopped(partial(stream_reader, data, format), stop)
            if reader is not None:
                return _of_large(file, large(given, reader, data, chain([more], pieces)))
            if format is None:
                unless_stopped(partial(_refuse_unknown, data), stop)
            held = [data, more, *_up_to(MOST - len(data), pieces)]
            if next(pieces, None) is not None:
                raise UnreadableFile(
                    f"is larger than {MOST // 1_000_000} MB and not one record a line; split it"
                )
            data = b"".join(held)
            del held
    except UnreadableFile as error:
        return _failed(file, str(error))
    except UnrecognisedFormat as error:
        return _undecided(file, str(error), error.candidates)
    if len(data) > _AT_ONCE:
        file = unless_stopped(partial(_read, file, data, format), stop)
    else:
        file = _read(file, data, format)
    if given.in_folder and file.error is not None and not file.candidates:
        kind = "of no format readlist knows" if file.text else "binary" if data else "empty"
        return replace(file, skipped=Skipped(given.given, kind))
    return file


def _refuse_unknown(data: bytes) -> None:
    """Raise UnrecognisedFormat if the beginning of a file is nothing readlist knows: more of it
    would not make it clearer. Raises UnreadableFile for a binary file.
    """
    readers.read(readers.decode(beginning_of(data)).text)


def _read(file: ReadFile, data: bytes, format: str | None) -> ReadFile:
    try:
        decoded = readers.decode(data)
    except UnreadableFile as error:
        return _failed(file, str(error))
    file = replace(
        file,
        sha=hashlib.sha256(data).hexdigest(),
        text=decoded.text,
        encoding=decoded.encoding,
        notice=decoded.notice,
    )
    return read_as(file, format)


def _up_to(size: int, pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Pieces of at least `size` bytes in all, or as many as there are."""
    while size > 0 and (piece := next(pieces, b"")):
        size -= len(piece)
        yield piece


def _of_large(file: ReadFile, found: Large) -> ReadFile:
    text = "\n".join(found.first)
    return replace(
        file, sha=found.sha, text=text, reading=found.reader.read(found.first), large=found
    )


def read_as(file: ReadFile, format: str | None) -> ReadFile:
    """The text of `file` read anew, by the reader of `format` or by the one that explains most.

    Raises `BadValue`: there is no such format.
    """
    try:
        reading = readers.read(file.text, format)
    except UnrecognisedFormat as error:
        return _undecided(file, str(error), error.candidates)
    if not reading.records:
        why = f"holds no paper that {reading.format} can read"
        if reading.problems:
            first = reading.problems[0]
            why += f" (line {first.line}: {first.text})"
        return _undecided(file, why, (reading.format,))
    chosen = file.chosen or format is not None
    return replace(file, reading=reading, error=None, candidates=(), undecided=False, chosen=chosen)


def by_hand(file: ReadFile) -> ReadFile:
    """The file with none of its lines understood: all records are for a person to make."""
    kinds = (LineClass.UNPARSED if verbatim(line) else LineClass.BLANK for line in file.lines)
    reading = Reading(BY_HAND, 0.0, (), tuple(kinds))
    return replace(file, reading=reading, error=None, candidates=(), undecided=False, chosen=True)


def _undecided(file: ReadFile, why: str, candidates: tuple[str, ...]) -> ReadFile:
    return replace(_failed(file, why), candidates=candidates, undecided=True)


def _failed(file: ReadFile, why: str) -> ReadFile:
    return replace(file, reading=_NOTHING, error=f"{shown(file.given)}: {why}")
