"""The library's words as they are written, each with its stem, beside the index.

In a stemmed field nothing starts with "segmentati", so beginnings are looked up here and their
stems searched. The file is text, a line "word" or "word stem" each, and only ever appended to.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from readlist.search.words import stem


class Surface:
    """The words of one generation of the index, to be looked up by their beginning.

    Kept as one sorted block of lines in UTF-8, a tenth of what a list of strings would take.
    """

    def __init__(self, lines: bytes = b"") -> None:
        # Bytes order as their characters do, and a space before all letters: by word, then stem.
        found = sorted(line for line in lines.split(b"\n") if line)
        self._lines = b"\n".join([*found, b""])
        self._count = len(found)

    @classmethod
    def load(cls, path: Path, size: int) -> Surface:
        """The first `size` bytes of the file. Raises OSError."""
        with path.open("rb") as file:
            return cls(file.read(size))

    def __len__(self) -> int:
        return self._count

    def __contains__(self, word: str) -> bool:
        line = word.encode()
        at = self._first(line)
        return self._lines.startswith((line + b"\n", line + b" "), at)

    def beginning_with(self, prefix: str) -> list[tuple[str, str]]:
        """Every (word, stem) whose word starts with the folded `prefix`, in order."""
        start = prefix.encode()
        first = self._first(start)
        # 0xff follows every byte that UTF-8 uses.
        last = self._first(start + b"\xff")
        lines = self._lines[first:last].decode("utf-8").split("\n")
        pairs = (line.partition(" ") for line in lines if line)
        return [(word, root or word) for word, _, root in pairs]

    def _first(self, key: bytes) -> int:
        """Where the first line that does not sort before `key` starts; the end if all do."""
        lines = self._lines
        low, high = 0, len(lines)  # always the starts of lines, or the end
        while low < high:
            middle = (low + high) // 2
            start = lines.rfind(b"\n", low, middle) + 1 or low
            end = lines.index(b"\n", middle)
            if lines[start:end] < key:
                low = end + 1
            else:
                high = start
        return low


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
