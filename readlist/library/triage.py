"""One queue while somebody goes through it: where they are, what is behind them, what is left.

All of it is in memory and at once; `Queues` reads it, and writes down what was decided.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from typing import Final

RECENT: Final = 15
"""From the median of so many decisions the time that is left is reckoned."""
FEWEST: Final = 3
"""With fewer, nothing is said of it."""
LONGEST: Final = 300
"""Seconds after which somebody was elsewhere, and not deciding."""


class Decision(StrEnum):
    """What becomes of a paper in a queue."""

    READ = "read"
    SKIPPED = "skipped"
    KEPT = "kept"
    """Passed with a star on it: nothing is left to decide."""
    LATER = "later"
    """Put off: it comes again at the end of the queue."""


@dataclass(frozen=True, slots=True)
class Decided:
    """What was decided on a paper, in which round, and in how many seconds if that is known."""

    decision: Decision
    round: int
    seconds: int | None


@dataclass(frozen=True, slots=True)
class Place:
    """Where one is in a queue, to be found again."""

    position: int
    """Among all papers it began with; their count: at the end."""
    round: int
    at: int
    total: int
    """As it is shown: ``37 of 212``."""
    finished: bool


@dataclass(frozen=True, slots=True)
class Figures:
    """What a queue came to."""

    total: int
    read: int
    skipped: int
    kept: int
    """Passed with a star on them."""
    later: int
    starred: int
    seconds: int
    """That the decisions took, as far as it is known."""
    tagged: int = 0
    noted: int = 0
    """Since it began; not known to the triage itself."""


class Triage:
    """A queue in progress. Its papers are those still in the library, each once."""

    def __init__(
        self,
        number: int,
        name: str,
        query: str,
        sort: str,
        papers: Sequence[tuple[int, str]],
        end: int,
        *,
        decided: Mapping[str, Decided],
        starred: Collection[str],
        starred_before: Collection[str],
        settled: Collection[str],
        position: int,
        round: int,
        orders: Sequence[str],
    ) -> None:
        """`papers`: position and id, in order, of a queue of `end` papers; `decided`: the oldest
        first; `starred`, `settled`: since the queue began, by whatever; `orders`: those that
        what is left can be put in.
        """
        self._starred_before = frozenset(starred_before)
        self.number, self.name, self.query, self.sort = number, name, query, sort
        self.ids = [paper_id for _, paper_id in papers]
        self.round = round
        self.orders = orders
        self.starred = set(starred).intersection(self.ids)
        self._positions = [at for at, _ in papers]
        self._end = end
        self._where = {paper_id: index for index, paper_id in enumerate(self.ids)}
        self._decided = {each: how for each, how in decided.items() if each in self._where}
        self._settled = frozenset(settled)
        self._enter_round()
        self._index = bisect_left(self._positions, position)
        if position < end and not self._is_there(position):
            self._index -= 1
            self.skip()

    # Where one is

    @property
    def paper(self) -> str | None:
        """The id of the paper in hand; None at the end."""
        return self.ids[self._index] if self._index < len(self.ids) else None

    @property
    def at_end(self) -> bool:
        return self._index >= len(self.ids)

    @property
    def at(self) -> int:
        """The number, from 1, of the paper in hand among those of this round."""
        return min(bisect_left(self._members, self._index) + 1, self.total)

    @property
    def total(self) -> int:
        """How many papers this round has."""
        return len(self._members)

    @property
    def left(self) -> int:
        """How many of them wait for a decision."""
        return self._open

    @property
    def begun(self) -> bool:
        """Is anything decided, or put off?"""
        return bool(self._decided)

    @property
    def place(self) -> Place:
        position = self._end if self.at_end else self._positions[self._index]
        finished = not self._open and not self.later
        return Place(position, self.round, self.at, self.total, finished)

    @property
    def later(self) -> int:
        """How many are put off, in whatever round."""
        return sum(how.decision is Decision.LATER for how in self._decided.values())

    @property
    def seconds_left(self) -> float | None:
        """How long the rest of this round takes at the pace of the last decisions."""
        known = (how.seconds for how in reversed(self._decided.values()))
        recent = list(islice((each for each in known if each is not None), RECENT))
        enough = len(recent) >= FEWEST and self._open
        return sorted(recent)[len(recent) // 2] * self._open if enough else None

    def decision(self, paper_id: str) -> Decision | None:
        """What was decided on a paper; one that is still to be offered in this round: nothing."""
        how = self._decided.get(paper_id)
        return how.decision if how is not None and not self._waits(paper_id) else None

    def ahead(self, count: int) -> list[str]:
        """The papers in hand and after it that are likely to be wanted next, and the one before."""
        at = bisect_left(self._members, self._index)
        near = [self.ids[index] for index in self._members[max(at - 1, 0) : at + 2]]
        after = (self.ids[index] for index in islice(self._members, at + 1, None))
        waiting = islice((each for each in after if self._waits(each)), count)
        return list(dict.fromkeys([*near, *waiting]))

    def figures(self) -> Figures:
        decisions = [how.decision for how in self._decided.values()]
        return Figures(
            total=len(self.ids),
            read=decisions.count(Decision.READ),
            skipped=decisions.count(Decision.SKIPPED),
            kept=decisions.count(Decision.KEPT),
            later=decisions.count(Decision.LATER),
            starred=len(self.starred),
            seconds=sum(how.seconds or 0 for how in self._decided.values()),
        )

    # Going on

    def decide(self, decision: Decision, seconds: int | None = None) -> None:
        """Decide on the paper in hand, and go to the next one that waits.

        To put off or to pass is for one that waits itself; of others, read and skipped change.
        """
        paper_id = self.paper
        assert paper_id is not None, "there is no paper at the end"
        self._open -= self._waits(paper_id)
        before = self._decided.pop(paper_id, None)  # so that it is the newest
        if seconds is None and before is not None:
            seconds = before.seconds
        self._decided[paper_id] = Decided(decision, self.round, seconds)
        self.skip()

    def skip(self) -> None:
        """Go to the next paper that waits: one further on, else one that was left behind."""
        members = self._members
        start = bisect_left(members, self._index + 1)
        waiting = (index for index in members[start:] if self._waits(self.ids[index]))
        found = next(waiting, None)
        if found is None and self._open:
            found = next(index for index in members if self._waits(self.ids[index]))
        self._index = len(self.ids) if found is None else found

    def forward(self) -> None:
        """Go to the paper that comes next, whether or not it is decided."""
        after = self._member_after(self._index)
        if after < len(self.ids):
            self._index = after
        else:
            self.skip()

    def back(self) -> bool:
        """Go to the paper before, if there is one."""
        at = bisect_left(self._members, self._index)
        if not at:
            return False
        self._index = self._members[at - 1]
        return True

    def go_to(self, paper_id: str) -> bool:
        """Go to this paper, if it is one of this round."""
        index = self._where.get(paper_id)
        if index is None or not self._is_member(index):
            return False
        self._index = index
        return True

    def next_round(self) -> None:
        """Begin again with those that were put off."""
        self.round += 1
        self._enter_round()
        self._index = -1
        self.skip()

    def set_starred(self, paper_id: str, on: bool) -> None:
        """A paper of the queue has a star now, or none; what it had before does not count."""
        if paper_id in self._where and paper_id not in self._starred_before:
            (self.starred.add if on else self.starred.discard)(paper_id)

    def reordered(self, order: Mapping[str, int]) -> list[str]:
        """The ids of the queue with those that still wait in another order behind all others."""
        passed = [paper_id for paper_id in self.ids if not self._waits(paper_id)]
        waiting = [paper_id for paper_id in self.ids if self._waits(paper_id)]
        return passed + sorted(waiting, key=lambda each: order.get(each, len(order)))

    # Rounds

    def _enter_round(self) -> None:
        if self.round == 1:
            self._members: list[int] = list(range(len(self.ids)))
            # Of 100,000 papers few are decided, and the first has to be there at once.
            known = {*self._decided, *self._settled.intersection(self._where)}
            self._open = len(self.ids) - sum(not self._waits(each) for each in known)
        else:
            self._members = [i for i, each in enumerate(self.ids) if self._in_round(each)]
            self._open = sum(self._waits(self.ids[index]) for index in self._members)

    def _in_round(self, paper_id: str) -> bool:
        how = self._decided.get(paper_id)
        return self._waits(paper_id) or (how is not None and how.round >= self.round)

    def _waits(self, paper_id: str) -> bool:
        """Is a paper still to be offered in this round?"""
        how = self._decided.get(paper_id)
        again = how is None or (how.decision is Decision.LATER and how.round < self.round)
        return again and paper_id not in self._settled

    def _is_there(self, position: int) -> bool:
        """Is the paper of this position still here, and one of this round?"""
        index = bisect_left(self._positions, position)
        return (
            index < len(self.ids) and self._positions[index] == position and self._is_member(index)
        )

    def _is_member(self, index: int) -> bool:
        at = bisect_left(self._members, index)
        return at < len(self._members) and self._members[at] == index

    def _member_after(self, index: int) -> int:
        at = bisect_left(self._members, index + 1)
        return self._members[at] if at < len(self._members) else len(self.ids)
