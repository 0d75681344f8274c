"""The history to look into: what a step did, in words, and what is in the way of undoing it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from readlist.errors import NothingToUndo, UndoBlocked
from readlist.paper import Paper, Step
from readlist.store import InTheWay, Store
from readlist.store.flip import Tell
from readlist.store.undo import taking_back_key
from readlist.store.values import chunks

if TYPE_CHECKING:
    from readlist.library.queues import Queues
    from readlist.library.stepwords import Change

__all__ = ["Details", "InTheWay", "Log", "Tell", "Touched", "step_undone"]

_AT_ONCE = 250
"""Rows taken back in one transaction."""


@dataclass(frozen=True, slots=True)
class Details:
    """A step, and what is said of it at once, however large it is.

    `papers`: the ids of those it touched, in the order they came in, also of those that are
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
    """`Library.log`. Steps go by their numbers."""

    def __init__(self, store: Store, queues: Queues) -> None:
        self._store = store
        self._queues = queues

    def details(self, number: int) -> Details:
        """What a step did. Raises `NothingToUndo` for a number that is no step's."""
        from readlist.library import stepwords

        log = self._store.log
        step = log.step(number)
        return Details(
            step,
            tuple(log.ids(log.papers_of(number))),
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

    def newest_own(self) -> int | None:
        """The newest step of this run of the program that is not undone: what `undo` is for."""
        return self._store.log.newest_own()

    def stands(self, number: int) -> bool:
        """Is what this step did neither undone nor taken back? Not so either once the history has
        let it go."""
        try:
            return self._store.log.step(number).stands
        except NothingToUndo:
            return False

    def in_the_way(self, number: int) -> InTheWay:
        """The steps to undo before this one, newest first (to redo, if it is undone)."""
        return self._store.log.in_the_way(number)

    def chain(self, number: int) -> list[Step]:
        """The step and all that is in its way, in the order in which they can be undone (redone,
        if it is undone)."""
        return self._store.log.chain(number)

    # Undoing. `progress` is told how many rows of a large step are done, and of how many.

    def undo(self, number: int | None = None, progress: Tell | None = None) -> Step:
        """As `Library.undo`."""
        step = self._store.undo(number, progress)
        self._queues.follow(step.number, undone=True)
        return step

    def redo(self, number: int | None = None, progress: Tell | None = None) -> Step:
        """As `Library.redo`."""
        step = self._store.redo(number, progress)
        self._queues.follow(step.number, undone=False)
        return step

    def undo_only(self, number: int, progress: Tell | None = None) -> Step:
        """Undo this step and no other, also where later ones are in its way: if it only starred,
        marked or tagged papers, or decided on them, that is taken back, as a step of its own.

        Returns the step that was undone, or the new one. Raises `NothingToUndo`, also where it is
        taken back already, and `UndoBlocked`.
        """
        step = self._store.log.step(number)
        if step.taken_back_by is not None:
            raise NothingToUndo(
                f"Step {number}, “{step.label}”, is taken back already: undo step "
                f"{step.taken_back_by} to have it again."
            )
        try:
            return self.undo(number, progress)
        except UndoBlocked:
            taken_back = self._take_back(number)
            if taken_back is None:
                raise
            return taken_back

    def _take_back(self, number: int) -> Step | None:
        log = self._store.log
        if not log.can_take_back(number):
            return None
        changes = log.changes(number, log.papers_of(number))
        changed = 0
        label = f"Took back: {log.step(number).label}"
        with self._store.step(label, join=taking_back_key(number)) as step:
            for some in chunks(changes, _AT_ONCE):
                changed += log.take_back(some)
        return log.step(step.leader) if changed and step.leader is not None else None

    def undo_chain(self, number: int, progress: Tell | None = None) -> list[Step]:
        """Undo a step and the later ones that are in its way; returns them as they were undone.

        Raises `NothingToUndo`, and `UndoBlocked` if something is that is no step: what was undone
        by then stays so.
        """
        if self._store.log.step(number).undone:
            self._store.undo(number)  # which says so
        return self._go_through(self.chain(number), self.undo, progress)

    def redo_chain(self, number: int, progress: Tell | None = None) -> list[Step]:
        """Redo an undone step and the earlier ones it needs. Raises as `undo_chain`."""
        if not self._store.log.step(number).undone:
            self._store.redo(number)  # which says so
        return self._go_through(self.chain(number), self.redo, progress)

    def _go_through(
        self,
        chain: Sequence[Step],
        flip: Callable[[int, Tell | None], Step],
        progress: Tell | None,
    ) -> list[Step]:
        """Undo or redo these steps; `progress` is told of all their rows together."""
        if progress is None:
            return [flip(step.number, None) for step in chain]
        sizes = [self._store.log.size(step.number) for step in chain]
        total, before, done = sum(sizes), 0, []
        for step, size in zip(chain, sizes, strict=True):
            progress(before, total)
            tell = partial(_tell_more, progress, before, total)
            done.append(flip(step.number, tell))
            before += size
        return done


def step_undone(step: Step) -> str:
    """What was undone; a step that is not undone is the one that took another back."""
    if step.undone:
        return f"Undone: {step.label}"
    return f"{step.label}; later steps stay as they are"


def _tell_more(progress: Tell, before: int, total: int, done: int, _: int) -> None:
    """One step of several tells how far it is: so far are all of them."""
    progress(before + done, total)
