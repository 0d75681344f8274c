"""The library's words as they are written, each with its stem, beside the index.

In a stemmed field nothing starts with "segmentati", so beginnings are looked up here and their
stems searched. The file is text, a line "word" or "word stem" each, and only ever appended to.

(A second, unstemmed field of the index could do the same. Measured on 3,000 papers, it made the
index 60% larger and halved the speed of indexing; this file adds 4% and costs a twentieth.)
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

from readlist.search.edits import Spellings
from readlist.search.words import stem

# When the words added since make up this part of all, they are sorted in with the others.
_TAIL = 1 / 8


class Surface:
    """The words of one generation of the index, to be looked up by their beginning or nearness.

    Kept as two sorted blocks of lines in UTF-8 (a list of strings would take ten times as much):
    most words, and those added since, so that one new paper does not sort a whole library's words.
    """

    def __init__(self, lines: bytes = b"") -> None:
        self._blocks = (_Block(_sorted(lines)), _Block(b""))

    @classmethod
    def load(cls, path: Path, size: int) -> Surface:
        """The first `size` bytes of the file. Raises OSError."""
        return cls(_read(path, 0, size))

    def grown(self, path: Path, old_size: int, size: int) -> Surface:
        """These words, read from the first `old_size` bytes, and those up to `size`.

        Raises OSError.
        """
        most, tail = self._blocks
        grown = Surface()
        added = _sorted(tail.lines + _read(path, old_size, size))
        if len(added) > _TAIL * len(most.lines):
            grown._blocks = (_Block(_sorted(most.lines + added)), _Block(b""))
        else:
            grown._blocks = (most, _Block(added))
        return grown

    def __len__(self) -> int:
        return sum(block.lines.count(b"\n") for block in self._blocks)

    def __contains__(self, word: str) -> bool:
        line = word.encode()
        ends = (line + b"\n", line + b" ")
        return any(
            block.lines.startswith(ends, _first(block.lines, line)) for block in self._blocks
        )

    def beginning_with(self, prefix: str) -> list[tuple[str, str]]:
        """Every (word, stem) whose word starts with the folded `prefix`."""
        start = prefix.encode()
        found = []
        for block in self._blocks:
            # 0xff follows every byte that UTF-8 uses.
            end = _first(block.lines, start + b"\xff")
            lines = block.lines[_first(block.lines, start) : end]
            found += [_parsed(line) for line in lines.decode().split("\n")[:-1]]
        return found

    def near(self, word: str, slips: int, begun: bool = False) -> list[tuple[str, str, int]]:
        """Every (word, stem, slips) at most so many slips (see `edits`) from a folded `word`.

        `begun`: `word` is only the beginning, and what follows in a word is no slip.
        """
        return [
            (*_parsed(block.spellings.line(number)), far)
            for block in self._blocks
            for number, far in block.spellings.near(word, slips, begun)
        ]


class _Block:
    """Sorted lines, and the same as arrays once somebody asks for near words."""

    def __init__(self, lines: bytes) -> None:
        self.lines = lines

    @cached_property
    def spellings(self) -> Spellings:
        return Spellings(self.lines)


def _parsed(line: str) -> tuple[str, str]:
    """Word and stem."""
    word, _, root = line.partition(" ")
    return word, root or word


def _read(path: Path, start: int, end: int) -> bytes:
    with path.open("rb") as file:
        file.seek(start)
        return file.read(end - start)


def _sorted(lines: bytes) -> bytes:
    """The lines in order. Bytes order as their characters do, and a space before all letters: so
    by word."""
    return b"\n".join([*sorted(lines.split(b"\n"))[1:], b""])  # the first is what ends the text


def _first(block: bytes, key: bytes) -> int:
    """Where the first line of a sorted block that does not sort before `key` starts; the end of
    the block if all do."""
    low, high = 0, len(block)  # always the starts of lines, or the end
    while low < high:
        middle = (low + high) // 2
        start = block.rfind(b"\n", low, middle) + 1 or low
        end = block.index(b"\n", middle)
        if block[start:end] < key:
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
