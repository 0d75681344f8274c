"""What is done to the papers in hand, each verb one short method.

The screen shows a change at once; the change itself is written by the writer thread, which then
says what it did. Everything can be undone, so nothing asks first.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

from readlist import desktop
from readlist.errors import ReadlistError
from readlist.library import Done
from readlist.paper import Paper, Status
from readlist.tui.screens.hand import HandScreen
from readlist.tui.visit import NoteVisit
from readlist.tui.widgets.bottom_line import Offer

if TYPE_CHECKING:
    from readlist.tui.screens.tag import TagChange

Ids = Sequence[str]


class VerbScreen(HandScreen):
    """The verbs."""

    _again: Callable[[Ids], None] | None = None
    """What `.` repeats."""

    # Changing: at once on the screen, in order on the disk

    def change(
        self,
        job: Callable[[], Done],
        ids: Ids,
        will_be: Callable[[Paper], Paper] | None = None,
    ) -> None:
        """Have a change of these papers written; `will_be`: how to show them meanwhile."""
        if will_be is not None:
            self.show_as(ids, will_be)
        self.writing += 1
        self.work(self._write(job, ids), group="write")

    async def _write(self, job: Callable[[], Done], ids: Ids) -> None:
        try:
            done = await self.jobs.write(job)
            self.say(done.message, "fg", *([self.undo_offer()] if done.changed else []))
        finally:
            self.writing -= 1
            self.changed(*ids)

    def undo_offer(self) -> Offer:
        """What to press if that was not meant."""
        return Offer(self.keys.shown("undo"), "undoes", "screen.undo")

    def _all_are(self, query: str, ids: Ids) -> bool:
        """Does the query find all of these papers?"""
        return set(self.library.search(query, wait=False).ids).issuperset(ids)

    def action_star(self) -> None:
        ids, paper = self.hand, self.paper
        if len(ids) > 1:
            on = not self._all_are("is:starred", ids)
        elif paper is not None:
            on = not paper.starred
        else:
            return
        moment = _now() if on else None
        self.change(
            lambda: self.library.star(ids, on), ids, lambda was: replace(was, starred_at=moment)
        )

    def action_mark(self, status: str) -> None:
        """Give the papers a status; one that they all have already is taken off."""
        ids, paper, wanted = self.hand, self.paper, Status(status)
        if len(ids) > 1:
            has = self._all_are(f"is:{status}", ids)
        elif paper is not None:
            has = paper.status is wanted
        else:
            return
        self._set_status(ids, Status.UNREAD if has else wanted)
        self._again = lambda others: self._set_status(others, wanted)

    def _set_status(self, ids: Ids, status: Status) -> None:
        self.change(
            lambda: self.library.set_status(ids, status),
            ids,
            lambda was: replace(was, status=status),
        )

    def action_tag(self) -> None:
        from readlist.tui.screens.tag import TagScreen

        ids, paper = self.hand, self.paper
        if paper is None:
            return

        def tag(change: TagChange | None) -> None:
            if change is not None:
                self._tag(ids, *change)
                self._again = lambda others: self._tag(others, *change)

        current = paper.tags if len(ids) == 1 else ()
        self.app.push_screen(TagScreen(current, self.known_tags), tag)

    def _tag(self, ids: Ids, add: tuple[str, ...], remove: tuple[str, ...]) -> None:
        self.change(lambda: self.library.tag(ids, add, remove), ids)

    def action_repeat(self) -> None:
        if not self.hand:
            return
        if self._again is None:
            self.say("Nothing to repeat yet: tag a paper or give it a status first", "dim")
        else:
            self._again(self.hand)

    def action_delete(self) -> None:
        ids = self.hand
        if ids:
            self.take_out(ids)
            self.change(lambda: self.library.delete(ids), ids)

    def action_edit(self) -> None:
        from readlist.tui.screens.edit import EditScreen

        paper = self.paper
        if paper is None:
            return

        def edit(fields: dict[str, object] | None) -> None:
            if fields:
                self.change(lambda: self.library.edit(paper.id, **fields), [paper.id])

        self.app.push_screen(EditScreen(paper), edit)

    # Notes

    def action_note(self) -> None:
        from readlist.tui.screens.note import NoteScreen

        paper = self.paper
        if paper is None:
            return
        try:
            visit = NoteVisit(self.library, self.jobs, paper.id)
        except ReadlistError as error:
            self.warn(error)
            return

        def left(text: str | None) -> None:
            if text is not None:
                self._noted(paper, visit)

        screen = NoteScreen(paper.title, visit.text, visit.save, self.config.editor)
        self.app.push_screen(screen, left)

    def action_edit_note(self) -> None:
        """The note in the user's own editor, which has the terminal meanwhile."""
        paper = self.paper
        if paper is None:
            return
        try:
            visit = NoteVisit(self.library, self.jobs, paper.id)
            text = self._in_editor(visit.text)
            if text != visit.text:
                visit.save(text)
                self._noted(paper, visit)
        except ReadlistError as error:
            self.warn(error)

    def _in_editor(self, text: str) -> str:
        problem: ReadlistError | None = None
        try:
            with self.app.suspend():
                # Caught in here: an error that left `suspend` would leave the terminal suspended.
                try:
                    text = desktop.edit_text(text, editor=self.config.editor)
                except ReadlistError as error:
                    problem = error
        except SuspendNotSupported:
            self.say("This terminal cannot be handed to another program", "warn")
        if problem is not None:
            raise problem
        return text

    def _noted(self, paper: Paper, visit: NoteVisit) -> None:
        if visit.elsewhere:
            self.say("The note was changed elsewhere meanwhile; it holds both texts now", "warn")
        else:
            self.say("Note saved", "note", self.undo_offer())
        self.changed(paper.id)

    # The log

    def action_undo(self) -> None:
        self.work(self._step_back(), group="write")

    def action_redo(self) -> None:
        self.work(self._step_forward(), group="write")

    async def _step_back(self) -> None:
        step = await self.jobs.write(self.library.undo)
        redo = Offer(self.keys.shown("redo"), "redoes", "screen.redo")
        self.say(f"Undone: {step.label}", "fg", redo)
        self.all_changed()

    async def _step_forward(self) -> None:
        step = await self.jobs.write(self.library.redo)
        self.say(f"Done again: {step.label}", "fg", self.undo_offer())
        self.all_changed()


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
