"""JSON by the standard library's scanner: from anywhere in a text, in time, and mended a little."""

from __future__ import annotations

import json
import re
from typing import Final


def loads(text: str) -> object:
    """One JSON value; mended if it only has raw line ends, escapes TeX wants, or spare commas.

    Raises ValueError for what is broken, and RecursionError for what is nested too deeply.
    """
    try:
        return _STRICT.decode(text)
    except ValueError as error:
        try:
            return mended(text)
        except ValueError:
            raise error from None


_DIGITS: Final = 18


def _int(digits: str) -> int:
    return int(digits) if len(digits) <= _DIGITS else 0  # no year, nor anything else we want


_STRICT: Final = json.JSONDecoder(parse_int=_int)
_LENIENT: Final = json.JSONDecoder(parse_int=_int, strict=False)

# A string, or a comma that should not be there.
_MENDED = re.compile(r'(?P<string>"(?:[^"\\]|\\.)*+"?)|,(?=[ \t\r\n]*+[}\]])', re.DOTALL)
# Backspaces and form feeds are in no text; `\beta` and `\frac` are.
_ESCAPES = re.compile(r"(\\(?:u[0-9a-fA-F]{4}|[\"\\/nrt]))|\\")


def mended(text: str) -> object:
    """One JSON value that may have raw line ends, escapes only TeX knows, and spare commas.

    Raises ValueError, and RecursionError.
    """

    def changed(found: re.Match[str]) -> str:
        string = found["string"] or ""
        return _ESCAPES.sub(lambda each: each[1] or "\\\\", string) if "\\" in string else string

    return _LENIENT.decode(_MENDED.sub(changed, text))


class Failed(Exception):
    """JSON cannot be read any further; `at`: from which character on."""

    def __init__(self, at: int, why: str) -> None:
        super().__init__(why)
        self.at, self.why = at, why


_PIECE: Final = 16_000
_LONGEST_WORD: Final = 16
"""Of what may be cut in two: `-Infinity`, an escape."""


def decoded(text: str, start: int) -> tuple[object, int]:
    """The value that begins at `start`, and its end.

    Tried on pieces, each twice as long as the last: where the scanner fails it counts the lines
    before, which would be those of the whole text for every record that is broken. Raises
    Failed, and RecursionError.
    """
    size = _PIECE
    while True:
        piece = text[start : start + size]
        is_rest = start + size >= len(text)
        try:
            value, end = _STRICT.raw_decode(piece)
        except json.JSONDecodeError as error:
            at_end = error.pos + _LONGEST_WORD >= len(piece) or error.msg.startswith("Unterm")
            if is_rest or not at_end:
                raise Failed(start + error.pos, error.msg) from None
        else:
            if is_rest or end < len(piece):
                return value, start + end
        size *= 2
