"""The library's words as they are written, each with its stem, beside the index.

In a stemmed field nothing starts with "segmentati", so beginnings are looked up here and their
stems searched. A text file of sorted-on-reading lines "word stem", only ever appended to. (A
second, unstemmed field in the index would do the same: it was measured to make the index bigger
and slower to build, where this costs one set per batch.)
"""

from __future__ import annotations

import os
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from pathlib import Path

from readlist.search.words import stem


class Surface:
    """The words of one generation of the index, to be looked up by their beginning."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        """Sorted; a space sorts before any letter, so sorted lines are sorted words."""

    @classmethod
    def load(cls, path: Path, size: int) -> Surface:
        """Read the first `size` bytes of the file. Raises OSError, UnicodeDecodeError."""
        with path.open("rb") as file:
            text = file.read(size).decode("utf-8")
        return cls(sorted(text.split("\n"))[1:])  # the text ends in a newline: one empty line

    def __len__(self) -> int:
        return len(self._lines)

    def __contains__(self, word: str) -> bool:
        at = bisect_left(self._lines, word)
        return at < len(self._lines) and self._lines[at].partition(" ")[0] == word

    def beginning_with(self, prefix: str) -> list[tuple[str, str]]:
        """Every (word, stem) whose word starts with the folded `prefix`, in order."""
        first = bisect_left(self._lines, prefix)
        last = bisect_left(self._lines, prefix + "\U0010ffff", first)
        pairs = (line.partition(" ") for line in self._lines[first:last])
        return [(word, root or word) for word, _, root in pairs]


def append(path: Path, size: int, words: Iterable[str]) -> int:
    """Add words to the file, of which only the first `size` bytes count, and sync it.

    Returns the new size. Raises OSError.
    """
    lines = "".join(
        f"{word}\n" if (root := stem(word)) == word else f"{word} {root}\n"
        for word in sorted(words)
    )
    with path.open("r+b" if size else "wb") as file:
        file.truncate(size)
        file.seek(size)
        file.write(lines.encode("utf-8"))
        file.flush()
        os.fsync(file.fileno())
        return file.tell()
