"""How many slips of the keys lie between two words, and which of many words are nearest.

A slip is a letter too many, too few or another one, or two neighbours exchanged: the distance of
optimal string alignment (Damerau's kinds of slips, none of them within another).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Small = NDArray[np.uint8]

_SETTLED = 3
"""After so many letters more than the slips allowed, most words are out and are left behind."""


def distance(one: str, other: str, most: int) -> int | None:
    """The slips between two words, or None if there are more than `most`."""
    if abs(len(one) - len(other)) > most:
        return None
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        row = [i]
        for j, its in enumerate(other, 1):
            best = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (letter != its))
            if i > 1 and j > 1 and letter == other[j - 2] and its == one[i - 2]:
                best = min(best, before[j - 2] + 1)
            row.append(best)
        if min(row) > most:
            return None
        before, last = last, row
    return last[-1] if last[-1] <= most else None


class Spellings:
    """The words at the beginnings of sorted lines ("word" or "word more"), as arrays of letters,
    so that all of them are compared at once."""

    def __init__(self, lines: bytes) -> None:
        import numpy as np

        letters: NDArray[Any] = np.frombuffer(lines, np.uint8)
        if not lines.isascii():
            letters = np.frombuffer(lines.decode().encode("utf-32-le"), "<u4")
            if letters.max() < 1 << 16:
                letters = letters.astype(np.uint16)
        self._letters = letters
        self._ends = np.flatnonzero(letters == ord("\n"))
        self._starts = np.concatenate(([0], self._ends + 1))[:-1]
        ends = self._ends.copy()
        spaces = np.flatnonzero(letters == ord(" "))
        ends[np.searchsorted(ends, spaces)] = spaces
        self._lengths = ends - self._starts

    def line(self, number: int) -> str:
        letters = self._letters[self._starts[number] : self._ends[number]]
        return letters.astype("<u4").tobytes().decode("utf-32-le")

    def near(self, word: str, most: int, begun: bool = False) -> list[tuple[int, int]]:
        """(number of the line, slips) of every word at most `most` slips away.

        `begun`: `word` is the beginning of one, so what a word goes on with is no slip.
        """
        import numpy as np

        short, long = len(word) - most, len(word) + most
        fits = self._lengths >= short
        if not begun:
            fits &= self._lengths <= long
        numbers = np.flatnonzero(fits)
        lengths = np.minimum(self._lengths[numbers], long)
        asked = [ord(letter) for letter in word]
        numbers, ends = _last_row(self._letters, self._starts, numbers, lengths, asked, most)
        lengths = np.minimum(self._lengths[numbers], long)
        slips = np.full(len(numbers), most + 1, np.uint8)
        for step, end in enumerate(ends):
            # The cell of this step compares with so many letters of each word.
            letters = len(word) + step - most
            here = lengths >= letters if begun else lengths == letters
            np.minimum(slips, end, out=slips, where=here)
        close = np.flatnonzero(slips <= most)
        return list(zip(numbers[close].tolist(), slips[close].tolist(), strict=True))


def _last_row(
    letters: NDArray[Any],
    starts: NDArray[np.intp],
    numbers: NDArray[np.intp],
    lengths: NDArray[np.intp],
    asked: Sequence[int],
    most: int,
) -> tuple[NDArray[np.intp], list[Small]]:
    """The last row of the table of distances, for each word, as far as it can be small enough.

    Row i of the table stands for the first i letters asked for, cell j for the first j of a word;
    only the cells from i - most to i + most matter, and are what a list here holds, an array over
    the words each. Returns which words are left, and that list.
    """
    import numpy as np

    width, far = 2 * most + 1, most + 1

    def column(j: int) -> NDArray[Any]:
        """Letter j of each word; of one that has ended, something, which no answer depends on."""
        return letters[np.minimum(starts[numbers] + j, len(letters) - 1)]

    def constant(value: int) -> Small:
        return np.full(len(numbers), min(value, far), np.uint8)

    columns = [column(j) for j in range(min(most, len(asked) + most))]
    before: list[Small] = []
    last = [constant(b - most if b >= most else far) for b in range(width)]
    for i, letter in enumerate(asked, 1):
        if len(columns) < len(asked) + most:
            columns.append(column(len(columns)))
        first = max(0, i - most - 1)
        other = [column != letter for column in columns[first : i + most]]
        row: list[Small] = []
        for b in range(width):
            j = i + b - most
            if j <= 0:
                row.append(constant(i if j == 0 else far))
                continue
            best: Small = last[b] + other[j - 1 - first]
            if b + 1 < width:
                np.minimum(best, last[b + 1] + 1, out=best)
            if b:
                np.minimum(best, row[b - 1] + 1, out=best)
            if i > 1 and j > 1:
                swapped = (columns[j - 2] == letter) & (columns[j - 1] == asked[i - 2])
                np.minimum(best, before[b] + 1, out=best, where=swapped)
            row.append(best)
        before, last = last, row
        if i == most + _SETTLED:
            alive = np.flatnonzero(np.minimum.reduce(last) <= most)
            numbers = numbers[alive]
            before, last = [r[alive] for r in before], [r[alive] for r in last]
            columns = [c[alive] for c in columns]
    return numbers, last
