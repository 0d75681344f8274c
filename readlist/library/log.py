"""The history to look into: what a step did, in words, and what is in the way of undoing it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from readlist.errors import NothingToUndo
from readlist.paper import Paper, Step
from readlist.store import InTheWay, Store

if TYPE_CHECKING:
    from readlist.library.stepwords import Change

__all__ = ["Details", "InTheWay", "Log", "Touched"]


@dataclass(frozen=True, slots=True)
class Details:
    """A step, and what is said of it at once, however large it is.

    `papers`: the ids of those it touched, in the order of the library, also of those that are
    gone. `here`: this run of the program did it. `redoable`: it is undone and can be redone.
    `changes`: what it did besides, to no paper (a search saved, a tag renamed).
    """

    step: Step
    papers: tuple[str, ...]
    here: bool
    redoable: bool
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Touched:
    """A paper and what a step did to it. `there`: it can be looked at now."""

    id: str
    title: str
    there: bool
    changes: tuple[Change, ...]


class Log:
    """`Library.log`. Steps go by their numbers; all of it reads, `undo` and `redo` excepted."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def details(self, number: int) -> Details:
        """What a step did. Raises `NothingToUndo` for a number that is no step's."""
        from readlist.library import stepwords

        log = self._store.log
        step = log.step(number)
        names = log.names(log.papers_of(number))
        return Details(
            step,
            tuple(name for name, _ in names.values()),
            here=log.is_own(number),
            redoable=step.undone and log.can_redo(number),
            changes=stepwords.in_words(self._store, log.changes(number, [])),
        )

    def touched(self, number: int, ids: Sequence[str]) -> list[Touched]:
        """What a step did to these papers, which `Details.papers` names, in their order.

        Meant for those in view: what a step did to 100,000 papers takes its time.
        """
        from readlist.library import stepwords

        log = self._store.log
        rows = log.rows(ids)
        changes = log.changes(number, list(rows.values()))
        names = log.names(list(rows.values()))
        there = {paper.id: paper for paper in self._store.papers(ids)}
        return [
            Touched(
                id,
                there[id].title if id in there else names[row][1],
                id in there and there[id].removed_at is None,
                stepwords.in_words(self._store, [each for each in changes if row in each.papers]),
            )
            for id, row in rows.items()
        ]

    def of_paper(
        self, reference: str | Paper, limit: int | None = 50
    ) -> list[tuple[Step, tuple[Change, ...]]]:
        """The newest steps that touched a paper, newest first, and what each did to it.

        Raises `UnknownPaper`, `AmbiguousPaper`.
        """
        from readlist.library import stepwords

        id = reference.id if isinstance(reference, Paper) else self._store.resolve(reference)
        (row,) = self._store.rows_of([id])
        return [
            (step, stepwords.in_words(self._store, changes))
            for step, changes in self._store.log.of_paper(row, limit)
        ]

    def in_the_way(self, number: int) -> InTheWay:
        """The steps to undo before this one, newest first (to redo, if it is undone)."""
        return self._store.log.in_the_way(number)

    def chain(self, number: int) -> list[Step]:
        """The step and all that is in its way, in the order in which they can be undone (redone,
        if it is undone)."""
        return self._store.log.chain(number)

    def undo_chain(self, number: int) -> list[Step]:
        """Undo a step and the later ones that are in its way; returns them as they were undone.

        Raises `NothingToUndo`, and `UndoBlocked` if something is that is no step: what was undone
        by then stays so.
        """
        if self._store.log.step(number).undone:
            self._store.undo(number)  # which says so
        return [self._store.undo(step.number) for step in self.chain(number)]

    def redo_chain(self, number: int) -> list[Step]:
        """Redo an undone step and the earlier ones it needs. Raises as `undo_chain`."""
        if not self._store.log.step(number).undone:
            raise NothingToUndo(f"Step {number} is not undone.")
        return [self._store.redo(step.number) for step in self.chain(number)]
