"""A review as it stands: the files, what was corrected in them, and what of that was taken back.

It outlives its screen: where the files could not be imported in the end, another one goes on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from readlist.library.reading import ReadFile
from readlist.library.review import Review
from readlist.tui.review_rows import places

Reviews = tuple[Review, ...]


class Sitting:
    """The review of some files. `only_left`: their records are in the library already; what is
    looked over is the lines that were not understood, to make papers of them.
    """

    def __init__(self, files: Sequence[ReadFile], only_left: bool = False) -> None:
        self.files = tuple(files)
        self.only_left = only_left
        self.reviews: Reviews = tuple(Review(file.lines, file.reading) for file in files)
        self.hidden = places(self.reviews) if only_left else frozenset()
        self.cursor = 0
        """The row that was in hand last."""
        self._undone: list[Reviews] = []
        self._done: list[Reviews] = []

    @property
    def corrections(self) -> int:
        return len(self._done)

    def correct(self, file: int, review: Review) -> None:
        """From now on this is the review of the file at this place."""
        self._done.append(self.reviews)
        self._undone.clear()
        self.reviews = (*self.reviews[:file], review, *self.reviews[file + 1 :])

    def undo(self) -> bool:
        """Take the last correction back; False: there is none."""
        if not self._done:
            return False
        self._undone.append(self.reviews)
        self.reviews = self._done.pop()
        return True

    def redo(self) -> bool:
        """Make the correction taken back last once more; False: there is none."""
        if not self._undone:
            return False
        self._done.append(self.reviews)
        self.reviews = self._undone.pop()
        return True

    def corrected(self) -> list[ReadFile]:
        """The files as they are to be imported."""
        return [
            replace(file, reading=review.reading)
            for file, review in zip(self.files, self.reviews, strict=True)
        ]
