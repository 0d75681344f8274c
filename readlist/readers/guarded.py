"""Readers of other packages, kept to what a reader promises: they never raise, and account for all.

A plugin that breaks its promise costs its own reading and is named; nothing else stops for it.
"""

from __future__ import annotations

from collections.abc import Sequence

from readlist.readers.base import LineClass, Reader, Reading


class Guarded:
    """A reader around one of another package."""

    def __init__(self, inner: Reader) -> None:
        self._inner = inner
        self.name = str(inner.name)
        self.label = str(inner.label)
        self.failure: str | None = None
        """A sentence on what it did wrong last."""

    def sniff(self, lines: Sequence[str]) -> float:
        try:
            return min(max(float(self._inner.sniff(lines)), 0.0), 1.0)
        except Exception as error:  # noqa: BLE001 - a stranger's code may raise anything
            self.failure = self._said(error)
            return 0.0

    def read(self, lines: Sequence[str]) -> Reading:
        try:
            reading = self._inner.read(lines)
            if len(reading.lines) != len(lines):
                raise ValueError("it does not account for every line")
            if any(not 1 <= r.first_line <= r.last_line <= len(lines) for r in reading.records):
                raise ValueError("a record lies outside the file")
        except Exception as error:  # noqa: BLE001 - a stranger's code may raise anything
            self.failure = self._said(error)
            classes = (LineClass.UNPARSED if line.strip() else LineClass.BLANK for line in lines)
            return Reading(self.name, 0.0, (), tuple(classes))
        return reading

    def _said(self, error: Exception) -> str:
        reason = " ".join(str(error).split()) or type(error).__name__
        return f"The plugin that reads '{self.name}' failed ({reason}); update or uninstall it."
