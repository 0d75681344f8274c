"""What a search gives back, and how it is told to give up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from readlist.search.engine.arrays import Floats, Numbers


@dataclass(frozen=True, slots=True, eq=False)
class Hits:
    """The papers a query with text finds.

    `hints`: what was done to find anything, as sentences.
    """

    rows: Numbers
    """In no order."""
    scores: Floats
    """One a row; 0 where only state matched."""
    hints: tuple[str, ...] = ()
    partly: bool = False
    """No paper has every word; these have most of them."""
    merit: Floats | None = None
    """What counts before the score, one a row."""

    def __len__(self) -> int:
        return len(self.rows)

    def ranked(self, limit: int | None = None) -> tuple[Numbers, Floats]:
        """Rows, best first, ties by row, at most `limit`; and their scores, to 9 digits."""
        from readlist.search.engine.ranking import ranked

        return ranked(self.rows, self.scores, limit, self.merit)

    def sorted(self, places: Numbers, limit: int | None = None) -> tuple[Numbers, Floats]:
        """The same in an order that is given: by the place of each row."""
        from readlist.search.engine.ranking import in_order

        return in_order(self.rows, self.scores, places, limit)

    def best(self, limit: int) -> list[int]:
        """The rows of the best."""
        rows: list[int] = self.ranked(limit)[0].tolist()
        return rows


class Stopped(Exception):
    """A search was given up because its stop token fired. Nothing went wrong."""


class StopToken(Protocol):
    """Something that says when nobody waits for the answer any more."""

    @property
    def stopped(self) -> bool: ...


def check(stop: StopToken | None) -> None:
    """Raises Stopped if the token has fired."""
    if stop is not None and stop.stopped:
        raise Stopped
