"""From the bytes of a file to its text and lines."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import Final

from readlist.errors import UnreadableFile

# UTF-32 first: its little-endian mark begins with UTF-16's.
_MARKS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LINE_END = re.compile(r"\r\n|\n|\r")
# Control characters that no text holds; tab, line ends, form feed and escape do occur.
_BINARY = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1a\x1b"))


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file, without byte order mark; `notice`: what a person should know of it."""

    text: str
    encoding: str
    notice: str | None = None


def decode(data: bytes) -> Decoded:
    """Decode by byte order mark, else as UTF-8, else as Windows-1252 (with a notice).

    Raises UnreadableFile for an empty or binary file. Its text names no file: it is to stand
    after the file's name and a colon.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _with_text(_by_mark(data, encoding), encoding)
    data = data.removeprefix(codecs.BOM_UTF8)
    if _is_binary(data):
        raise UnreadableFile(
            "this is a binary file, not text; save the listing as plain text and import that."
        )
    try:
        return _with_text(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        # Five bytes mean nothing in Windows-1252; they become U+FFFD, and nothing else is lost.
        text = data.decode("cp1252", errors="replace")
        line = len(split_lines(text[: error.start]))
        notice = f"Not valid UTF-8 (first in line {max(line, 1)}), so read as Windows-1252."
        return _with_text(text, "cp1252", notice)


def _by_mark(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        name = encoding.upper()
        raise UnreadableFile(
            f"it starts as {name} text but is not; save it as UTF-8 text and import that."
        ) from error


def _with_text(text: str, encoding: str, notice: str | None = None) -> Decoded:
    if not text.strip():
        raise UnreadableFile("the file is empty; choose one that holds a listing.")
    return Decoded(text, encoding, notice)


def _is_binary(data: bytes) -> bool:
    """Whether there is a NUL, a PDF's mark, or more than a stray control character or two."""
    if b"\0" in data or data.startswith(b"%PDF-"):
        return True
    controls = len(data) - len(data.translate(None, _BINARY))
    return controls > 2 + len(data) // 100


def split_lines(text: str) -> list[str]:
    """The lines of `text` without their ends: CRLF, LF or CR. A final line end adds no line.

    Form feeds, U+2028 and the like are characters of a line (str.splitlines would split there).
    """
    lines = _LINE_END.split(text)
    if not lines[-1]:
        lines.pop()
    return lines
