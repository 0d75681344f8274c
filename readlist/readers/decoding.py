"""From the bytes of a file to its text and lines, in one piece or as a stream."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from readlist.errors import UnreadableFile
from readlist.readers import mails

# UTF-32 first: its little-endian mark begins with UTF-16's.
_MARKS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What files begin with that are no text, however much text is in them.
_OTHERS: Final = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\0", "a database"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"BZh", "packed with bzip2"),
    (b"\xfd7zXZ\0", "packed with xz"),
    (b"\x28\xb5\x2f\xfd", "packed with zstd"),
)
_LINE_END = re.compile(r"\r\n|\n|\r")
# Control characters that no text holds; tab, line ends, form feed and escape do occur.
_BINARY = bytes(set(range(1, 32)) - set(b"\t\n\v\f\r\x1a\x1b"))
_HEAD: Final = 65_536
"""Bytes that are enough to tell what a file is."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file, without byte order marks; `notice`: what a person should know of it."""

    text: str
    encoding: str
    """utf-8, cp1252, utf-8+cp1252 (some lines the one, some the other), utf-16 or utf-32."""
    notice: str | None = None


def decode(data: bytes) -> Decoded:
    """Decode by byte order mark, else as what it looks like: UTF-16, or line by line UTF-8 or
    Windows-1252 (with a notice). Stray NUL bytes are dropped (with a notice).

    Raises UnreadableFile for an empty or binary file. Its text names no file: it is to stand
    after the file's name and a colon.
    """
    wide = _wide_encoding(data)
    if wide is not None:
        return _from_wide(data, wide)
    refuse_binary(data)
    data = data.replace(codecs.BOM_UTF8, b"")
    mail = mails.unpacked(data)
    if mail is not None:
        return _with_text(mail, "utf-8", "an e-mail, of which the plain text was read")
    if b"\0" not in data:
        try:
            return _with_text(data.decode("utf-8"), "utf-8")
        except UnicodeDecodeError:
            pass
    lines = _Lines()
    text = "".join(map(lines.decode, data.splitlines(keepends=True)))
    return _with_text(text, lines.encoding, lines.notice)


def refuse_binary(data: bytes) -> None:
    """Raise UnreadableFile if `data`, the bytes of a file or its beginning, is no text.

    That is: it begins as other files do, or more than a stray NUL or control character is in it.
    Text that is wider than bytes (UTF-16) has to be told before.
    """
    what = next((what for mark, what in _OTHERS if data.startswith(mark)), None)
    if what is None and data[257:262] == b"ustar":
        what = "a tar archive"
    if what is not None:
        todo = "unpack it" if "pack" in what or "archive" in what else "save the text in it"
        raise UnreadableFile(f"this is a binary file, {what}; {todo} and import that.")
    inside = data.rstrip(b"\0")  # a crash can leave a file padded with them
    controls = len(inside) - len(inside.translate(None, _BINARY))
    if (
        (data and not inside)
        or controls > 2 + len(inside) // 100
        or inside.count(b"\0") > 2 + len(inside) // 10
    ):
        raise UnreadableFile(
            "this is a binary file, not text; save the listing as plain text and import that."
        )


def _with_text(text: str, encoding: str, notice: str | None = None) -> Decoded:
    # Files that were put together out of several have the mark in the middle, too.
    text = text.replace("\ufeff", "")
    if not text.strip():
        raise UnreadableFile("the file is empty; choose one that holds a listing.")
    return Decoded(text, encoding, notice)


# ---------------------------------------------------------------- UTF-16 and UTF-32


def _wide_encoding(data: bytes) -> str | None:
    """The encoding with 2 or 4 bytes a character that `data` begins in; None: it is no such."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    return _unmarked_utf16(data[:_HEAD])


def _unmarked_utf16(head: bytes) -> str | None:
    """UTF-16 without its mark: every second byte of Latin letters and of spaces is NUL."""
    head = head[: len(head) // 2 * 2]
    even, odd = head[::2].count(0), head[1::2].count(0)
    few, many = sorted((even, odd))
    if many < max(2, len(head) // 40) or few > many // 20:
        return None
    if many < len(head) * 2 // 5 and _is_text(head.replace(b"\0", b"").decode("utf-8", "replace")):
        return None  # a text with stray NULs that happen to be so
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    return encoding if _is_text(head.decode(encoding, "replace")) else None


def _is_text(text: str) -> bool:
    """Whether all of `text`, but a character or two, is what texts are made of."""
    strange = sum(not (char.isprintable() or char.isspace()) for char in text)
    return strange + text.count("\N{REPLACEMENT CHARACTER}") <= 2 + len(text) // 100


def _from_wide(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, "replace")
    name = encoding[:6]
    broken = text.count("\N{REPLACEMENT CHARACTER}")
    if broken > 1 + len(text) // 100:
        raise UnreadableFile(
            f"it starts as {name.upper()} text but is not; save it as UTF-8 text and import that."
        )
    said = (
        [f"{_count(broken, 'broken character')} shown as \N{REPLACEMENT CHARACTER}"]
        if broken
        else []
    )
    if "\0" in text:
        said.append(f"{_count(text.count(chr(0)), 'NUL character')} dropped")
    return _with_text(text.replace("\0", ""), name, "; ".join(said) or None)


# ---------------------------------------------------------------- UTF-8 and Windows-1252


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    """Error handler: bytes that are not UTF-8 as Windows-1252."""
    assert isinstance(error, UnicodeDecodeError)
    # Five bytes mean nothing there; they become U+FFFD, and nothing else is lost.
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error("readlist.windows", _as_windows)


class _Lines:
    """Decodes one line after the other, and keeps count of what was wrong with them."""

    def __init__(self) -> None:
        self._number = 0
        self._is_utf8 = False
        """Some line has a character beyond ASCII, and is UTF-8."""
        self._windows, self._first_windows = 0, 0
        self._nuls, self._first_nul = 0, 0

    def decode(self, line: bytes) -> str:
        self._number += 1
        if b"\0" in line:
            self._first_nul = self._first_nul or self._number
            self._nuls += line.count(b"\0")
            line = line.replace(b"\0", b"")
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError:
            self._first_windows = self._first_windows or self._number
            self._windows += 1
            return self._other(line)
        self._is_utf8 = self._is_utf8 or len(text) < len(line)
        return text

    def _other(self, line: bytes) -> str:
        """A line that is not all UTF-8: Windows-1252, or UTF-8 in which a character is broken."""
        text = line.decode("utf-8", "replace")
        broken = text.count("\N{REPLACEMENT CHARACTER}")
        if len(text) - len(text.encode("ascii", "ignore")) - broken > broken:
            self._is_utf8 = True
            return line.decode("utf-8", "readlist.windows")
        return line.decode("cp1252", "replace")

    @property
    def encoding(self) -> str:
        if not self._windows:
            return "utf-8"
        return "utf-8+cp1252" if self._is_utf8 else "cp1252"

    @property
    def notice(self) -> str | None:
        said = []
        if self._windows and self._is_utf8:
            lines = "1 line is" if self._windows == 1 else f"{self._windows:,} lines are"
            was = "was" if self._windows == 1 else "were"
            first = "" if self._windows == 1 else "the first is "
            said.append(
                f"{lines} not valid UTF-8 and {was} read as Windows-1252"
                f" ({first}line {self._first_windows})"
            )
        elif self._windows:
            said.append(
                f"not valid UTF-8 (first in line {self._first_windows}), so read as Windows-1252"
            )
        if self._nuls:
            said.append(
                f"{_count(self._nuls, 'NUL byte')} dropped (first in line {self._first_nul})"
            )
        return "; ".join(said) or None


class LineStream:
    """The lines of a text that comes in pieces, decoded as `decode` does, in constant memory.

    `encoding` and `notice` are right once all lines have been taken. Raises UnreadableFile for a
    binary file, by its beginning, and whatever taking a piece raises.
    """

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = iter(pieces)
        self._lines = _Lines()
        self._wide: str | None = None

    def __iter__(self) -> Iterator[str]:
        head = b""
        while len(head) < _HEAD and (piece := next(self._pieces, b"")):
            head += piece
        wide = _wide_encoding(head)
        pieces = _from(head, self._pieces)
        if wide is None:
            refuse_binary(head)
        else:
            self._wide = wide[:6]
            pieces = (text.encode() for text in codecs.iterdecode(pieces, wide, "replace"))
        decode = self._lines.decode
        for line in _byte_lines(pieces):
            yield decode(line.replace(codecs.BOM_UTF8, b""))

    @property
    def encoding(self) -> str:
        return self._wide or self._lines.encoding

    @property
    def notice(self) -> str | None:
        return self._lines.notice


def _from(head: bytes, pieces: Iterator[bytes]) -> Iterator[bytes]:
    yield head
    yield from pieces


def _byte_lines(pieces: Iterable[bytes]) -> Iterator[bytes]:
    begun: list[bytes] = []  # of a line that may go on in the next piece
    held = b""  # a CR whose LF may be there
    for piece in pieces:
        piece = held + piece
        held = b"\r" if piece.endswith(b"\r") else b""
        lines = (piece[:-1] if held else piece).splitlines(keepends=True)
        for line in lines:
            text = line.rstrip(b"\r\n")
            if len(text) == len(line):
                begun.append(line)
            else:
                begun.append(text)
                yield b"".join(begun)
                begun.clear()
    if begun or held:
        yield b"".join(begun)


def split_lines(text: str) -> list[str]:
    """The lines of `text` without their ends: CRLF, LF or CR. A final line end adds no line.

    Form feeds, U+2028 and the like are characters of a line (str.splitlines would split there).
    """
    lines = _LINE_END.split(text)
    if not lines[-1]:
        lines.pop()
    return lines


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
