"""The papers a list shows: their ids in order, and the papers themselves a window at a time."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Protocol

from readlist.paper import Paper

_MOST_KEPT = 2000
_FEW = 8


class Papers(Protocol):
    """Whoever can look papers up by id, passing over those it does not know."""

    def papers(self, ids: Sequence[str]) -> list[Paper]: ...


class PaperSource:
    """Rows of papers by id, read where they are asked for: a window takes well under 1 ms."""

    def __init__(self, library: Papers, ids: Sequence[str] = ()) -> None:
        self._library = library
        self._known: dict[str, Paper] = {}
        self.ids = ids
        """In order; of a long list made only where they are looked at."""

    def __len__(self) -> int:
        return len(self.ids)

    def window(self, first: int, last: int) -> list[Paper]:
        """The papers of these rows. One that is gone for good leaves an empty row."""
        ids = list(self.ids[first:last])
        missing = [id for id in ids if id not in self._known]
        if missing:
            if len(self._known) > _MOST_KEPT:
                self._known.clear()
                missing = ids
            self._known.update((paper.id, paper) for paper in self._library.papers(missing))
        return [
            self._known.get(id) or Paper(id=id, title="(no longer in the library)") for id in ids
        ]

    def row_of(self, id: str) -> int | None:
        """Where a paper is, if it is here."""
        try:
            return self.ids.index(id)
        except ValueError:
            return None

    def put(self, paper: Paper) -> None:
        """Show this paper as it will be, until it is looked up again."""
        self._known[paper.id] = paper

    def forget(self, ids: Iterable[str] | None = None) -> None:
        """Look these papers (or all) up again when they are next wanted."""
        if ids is None:
            self._known.clear()
        else:
            for id in ids:
                self._known.pop(id, None)

    def drop(self, ids: Collection[str]) -> None:
        """Take rows out."""
        gone = set(ids)
        self.ids = [other for other in self.ids if other not in gone]


def unmoved(
    before: Sequence[str], now: Sequence[str], touched: Collection[str], there: Collection[str]
) -> list[str]:
    """`before`, whatever there is `now`; only of the papers `touched`, those not `there` go, and
    those that have come back are last."""
    stay, was = [id for id in before if id not in touched or id in there], set(before)
    return stay + [id for id in now if id in touched and id not in was]


def keeping(before: Sequence[str], now: Sequence[str], keep: Iterable[str]) -> Sequence[str]:
    """`now`, with those of `keep` that were in `before` and would vanish put back in their place:
    behind the paper they stood behind."""
    keep = list(keep)
    if len(keep) > _FEW:
        wanted, there = set(keep), set(now)
        gone = [id for id in before if id in wanted and id not in there]
    else:  # mostly one, whose row is looked up sooner than a set of all is made
        gone = [id for id in keep if id in before and id not in now]
    if not gone:
        return now
    here, left = set(now), set(gone)
    behind: dict[str | None, list[str]] = {}
    above = None
    for id in before:
        if id in here:
            above = id
        elif id in left:
            behind.setdefault(above, []).append(id)
    result = behind.get(None, [])
    for id in now:
        result.append(id)
        result += behind.get(id, ())
    return result
