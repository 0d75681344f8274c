"""Going through papers one by one: queues are begun, taken up again, and decided on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import TYPE_CHECKING, Final

from readlist.errors import BadValue, DecidedElsewhere, UnknownQueue
from readlist.library.marking import Done, name_papers
from readlist.library.queue_names import name_of, query_of_import, sources_in, untaken
from readlist.library.triage import Decided, Decision, Figures, Place, Triage
from readlist.paper import Status, one_line
from readlist.store import Store

if TYPE_CHECKING:
    from readlist.library.finding import Finder
    from readlist.library.report import ImportReport
    from readlist.store.queues import StoredQueue

ORDERS: Final = {
    "file": "file order",
    "newest": "newest first",
    "random": "random order",
    "for-you": "For you first",
}
"""The orders a queue can be put in, with what people call them."""
AS_LISTED: Final = "list"
"""The order its papers were given in: a queue that began so can be put in it again."""
_LABELS = {
    Decision.READ: "Read {}",
    Decision.SKIPPED: "Skipped {}",
    Decision.KEPT: "Kept {}, starred",
    Decision.LATER: "Put off {}",
}
_STATUSES = {Decision.READ: Status.READ, Decision.SKIPPED: Status.SKIPPED}


@dataclass(frozen=True, slots=True)
class Queue:
    """A triage that is not finished, as it is listed."""

    number: int
    name: str
    query: str
    at: int
    total: int
    left_at: str


class Queues:
    """The queues of one library. Any method may be called from any thread."""

    def __init__(self, store: Store, finder: Finder) -> None:
        self._store = store
        self._finder = finder

    # Beginning and taking up

    def start(
        self,
        query: str = "",
        ids: Sequence[str] | None = None,
        order: str = AS_LISTED,
        name: str | None = None,
    ) -> Triage:
        """Begin a queue of the papers a query finds, or of those given for it.

        Without `name` the query says which those are, and those of them that are read or skipped
        are left out, unless all of them are. `order`: one of `ORDERS`, or as they stand. It is
        listed as unfinished from its first decision on. Raises `BadValue` for another order,
        `UnknownQueue` where there are no papers.
        """
        if ids is None:
            ids = self._finder.select(query, starred=False, sort=None, limit=None).ids
        if name is None:
            done = set(self._store.queues.settled())
            ids = [each for each in ids if each not in done] or ids
        ids = list(dict.fromkeys(ids))
        if not ids:
            raise UnknownQueue("no paper matches, so there is nothing to go through")
        if order != AS_LISTED:
            places = self._places(order, query)
            ids = sorted(ids, key=lambda each: places.get(each, len(places)))
        called = untaken(
            one_line(name or name_of(query)), [queue.name for queue in self.unfinished()]
        )
        number = self._store.queues.start(called, query.strip(), order, ids)
        return self.open(number)

    def of_import(self, report: ImportReport) -> Triage:
        """The queue of what an import brought: a new one if anything in it was new, else the one
        that waits. Raises `UnknownQueue` if nothing of it is unread.
        """
        query = query_of_import(report)
        waiting = None if report.total("new") else self.unfinished_of(query)
        if waiting is not None:
            return self.resume(waiting.number)
        unread = f"is:unread ({query})" if query else "is:unread"
        if not self._finder.select(unread, starred=False, sort=None, limit=1).ids:
            raise UnknownQueue("Nothing of it is unread, so there is nothing to go through")
        return self.start(query, order="file")

    def unfinished(self) -> list[Queue]:
        """The queues that wait to be gone on with, the one left last first."""
        return [_shown(queue) for queue in self._store.queues.unfinished()]

    def unfinished_of(self, query: str) -> Queue | None:
        """The one left last of a query, if one waits; not one of papers that were picked."""
        wanted, name = query.strip(), name_of(query)
        of_it = (each for each in self.unfinished() if each.query == wanted)
        return next((queue for queue in of_it if queue.name.startswith(one_line(name))), None)

    def open(self, number: int) -> Triage:
        """A queue where it was left. Papers that are gone are passed over, merged ones are the
        paper they became. Raises `UnknownQueue`, also where none of its papers is left.
        """
        queue = self._store.queues.queue(number)
        stored = self._store.queues.papers(number)
        papers = self._still_there(stored.ids)
        if not papers:
            raise UnknownQueue(f"the papers of {queue.name} are all gone; there is nothing to do")
        return Triage(
            number,
            queue.name,
            queue.query,
            queue.sort,
            papers,
            len(stored.ids),
            decided={
                each.paper_id: Decided(Decision(each.decision), each.round, each.seconds)
                for each in self._store.queues.decisions(number)
            },
            starred=set(self._store.queues.starred()).difference(stored.starred),
            starred_before=stored.starred,
            settled=set(self._store.queues.settled()).difference(stored.settled),
            position=queue.position,
            round=queue.round,
            orders=[*ORDERS, AS_LISTED] if stored.listed is not None else list(ORDERS),
        )

    def resume(self, number: int) -> Triage:
        """As `open`; where only those are left that were put off, they come again."""
        triage = self.open(number)
        if triage.at_end and triage.left:
            triage.skip()
        elif triage.at_end and triage.later:
            triage.next_round()
        return triage

    def _still_there(self, ids: Sequence[str]) -> list[tuple[int, str]]:
        """Position and id of the papers in view, each once."""
        in_view = {paper_id for _, paper_id in self._store.ordered()}
        if in_view.issuperset(ids):
            return list(enumerate(ids))  # as nearly always, and at once
        merged = self._store.queues.merged([each for each in ids if each not in in_view])
        papers: dict[str, int] = {}
        for position, each in enumerate(ids):
            paper_id = merged.get(each, each)
            if paper_id in in_view:
                papers.setdefault(paper_id, position)
        return [(position, paper_id) for paper_id, position in papers.items()]

    # Deciding

    def decide(
        self,
        number: int,
        paper_id: str,
        decision: Decision,
        place: Place,
        seconds: int | None,
        seen: Status | None = None,
    ) -> Done:
        """Note a decision, and the status that goes with it, as one step; and where one is now.

        `seen`: the status of the paper as far as the one who decides knows. Raises
        `DecidedElsewhere` where it has become read or skipped since, and is to be something else.
        """
        said = _LABELS[decision].format(name_papers(self._store, [paper_id]))
        with self._store.step(f"{said} in triage"), self._store.transaction():
            (row,) = self._store.rows_of([paper_id])
            if seen is not None:
                self._check_unsettled(paper_id, seen, _STATUSES.get(decision))
            if decision in _STATUSES:
                self._store.set_status([row], _STATUSES[decision])
            self._store.queues.decide(number, row, decision.value, place.round, seconds)
            self.keep_place(number, place)
        return Done(1, said)

    def _check_unsettled(self, paper_id: str, seen: Status, wanted: Status | None) -> None:
        (paper,) = self._store.papers([paper_id])
        if paper.status in _STATUSES.values() and paper.status not in (seen, wanted):
            named = name_papers(self._store, [paper_id])
            raise DecidedElsewhere(
                f"{named} became {paper.status.value} elsewhere meanwhile and stays so, unless you "
                "decide again."
            )

    def keep_place(self, number: int, place: Place) -> None:
        """Remember where one is. It is no part of the history."""
        self._store.queues.keep_place(
            number, place.position, place.round, place.at, place.total, finished=place.finished
        )

    def leave(self, number: int) -> None:
        """Somebody goes elsewhere: a queue in which nothing was decided is not kept."""
        self._store.queues.forget(number)

    def follow(self, step: int, *, undone: bool) -> None:
        """A step of the history was undone, or redone: if it decided on a paper of a queue, that
        one is in hand again, or the one after it."""
        decided = self._store.queues.decided_in(step)
        if decided is None:
            return
        number, paper_id = decided
        try:
            triage = self.open(number)
        except UnknownQueue:  # deleted meanwhile
            return
        if triage.go_to(paper_id) and not undone:
            triage.skip()
        self.keep_place(number, triage.place)

    def figures(self, triage: Triage) -> Figures:
        """What a queue has come to."""
        began = self._store.queues.queue(triage.number).created_at
        here = set(triage.ids)
        return replace(
            triage.figures(),
            tagged=len(here.intersection(self._store.queues.tagged_since(began))),
            noted=len(here.intersection(self._store.queues.noted_since(began))),
        )

    def reorder(self, triage: Triage, order: str) -> Triage:
        """The same queue with what waits in another order, from its first. Raises `BadValue`."""
        here = set(triage.ids)
        gone = [each for each in self._store.queues.papers(triage.number).ids if each not in here]
        ids = gone + triage.reordered(self._places(order, triage.query, triage.number))
        passed = len(ids) - triage.left
        self._store.queues.reorder(triage.number, ids, order, passed)
        return self.open(triage.number)

    def _places(self, order: str, query: str, number: int | None = None) -> dict[str, int]:
        """The place of each paper of a query in one of `ORDERS`, or as queue `number` began."""
        match order:
            case "file":
                ids: Sequence[str] = self._store.queues.in_file_order(sources_in(query))
            case "list" if number is not None:
                ids = self._store.queues.papers(number).listed or []
            case "newest":
                ids = [paper_id for _, paper_id in self._store.ordered()]
            case "random":
                ids = [paper_id for _, paper_id in self._store.ordered()]
                Random().shuffle(ids)
            case "for-you":
                ids = self._finder.search(
                    "similar:starred", limit=None, typing=False, wait=True, stop=None, sort=None
                ).ids
                near = dict.fromkeys(ids)
                ids = [*near, *(i for i in self._store.queues.in_file_order() if i not in near)]
            case _:
                raise BadValue(f"there is no order {order!r}; there are {', '.join(ORDERS)}")
        return {paper_id: place for place, paper_id in enumerate(ids)}

    def discard(self, number: int) -> Done:
        """Delete a queue; what was decided on its papers stays decided. Raises `UnknownQueue`."""
        name = self._store.queues.queue(number).name
        label = f"Deleted the triage of {name}"
        with self._store.step(label), self._store.transaction():
            self._store.queues.discard(number)
        return Done(1, label)


def order_name(order: str) -> str:
    """What people call an order."""
    return ORDERS.get(order, "as listed")


def _shown(queue: StoredQueue) -> Queue:
    return Queue(queue.number, queue.name, queue.query, queue.at, queue.total, queue.left_at)
