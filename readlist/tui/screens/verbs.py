"""What is done to papers from the main screen, each verb one short method.

The row shows a change at once; the change itself is written by the writer thread, which then
says what it did. Everything can be undone, so nothing asks first.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

from readlist import desktop
from readlist.errors import ReadlistError
from readlist.library import Done
from readlist.paper import Paper, Status
from readlist.tui.screens.finding import FindingScreen
from readlist.tui.visit import NoteVisit
from readlist.tui.widgets.bottom_line import Offer

if TYPE_CHECKING:
    from readlist.tui.screens.tag import TagChange


class VerbScreen(FindingScreen):
    """The verbs."""

    _again: Callable[[Paper], None] | None = None
    """What `.` repeats."""

    # Changing: at once on the screen, in order on the disk

    def _change(self, job: Callable[[], Done], paper: Paper, will_be: Paper | None = None) -> None:
        if will_be is not None:
            self.source.put(will_be)
            self.list.changed()
        self.writing += 1
        self.work(self._write(job, paper.id), group="write")

    async def _write(self, job: Callable[[], Done], id: str) -> None:
        try:
            done = await self.jobs.write(job)
            self.say(done.message, "fg", *([self._undo_offer()] if done.changed else []))
        finally:
            self.writing -= 1
            self.changed(id)

    def _undo_offer(self) -> Offer:
        return Offer(self.keys.shown("undo"), "undoes", "screen.undo")

    def action_star(self) -> None:
        paper = self.paper
        if paper is not None:
            on = not paper.starred
            will_be = replace(paper, starred_at=_now() if on else None)
            self._change(lambda: self.library.star([paper.id], on), paper, will_be)

    def action_mark(self, status: str) -> None:
        """Give the paper a status; the one it has already is taken off."""
        paper = self.paper
        if paper is not None:
            wanted = Status(status)
            self._set_status(paper, Status.UNREAD if paper.status is wanted else wanted)
            self._again = lambda other: self._set_status(other, wanted)

    def _set_status(self, paper: Paper, status: Status) -> None:
        self._change(
            lambda: self.library.set_status([paper.id], status),
            paper,
            replace(paper, status=status),
        )

    def action_tag(self) -> None:
        from readlist.tui.screens.tag import TagScreen

        paper = self.paper
        if paper is None or self.found is None:
            return

        def tag(change: TagChange | None) -> None:
            if change is not None:
                self._tag(paper, *change)
                self._again = lambda other: self._tag(other, *change)

        self.app.push_screen(TagScreen(paper.tags, self.found.counts.tags), tag)

    def _tag(self, paper: Paper, add: tuple[str, ...], remove: tuple[str, ...]) -> None:
        self._change(lambda: self.library.tag([paper.id], add, remove), paper)

    def action_repeat(self) -> None:
        if self.paper is None:
            return
        if self._again is None:
            self.say("Nothing to repeat yet: tag a paper or give it a status first", "dim")
        else:
            self._again(self.paper)

    def action_delete(self) -> None:
        paper = self.paper
        if paper is not None:
            self.source.drop(paper.id)
            self.list.rows_changed()
            self._change(lambda: self.library.delete([paper.id]), paper)

    def action_edit(self) -> None:
        from readlist.tui.screens.edit import EditScreen

        paper = self.paper
        if paper is None:
            return

        def edit(fields: dict[str, object] | None) -> None:
            if fields:
                self._change(lambda: self.library.edit(paper.id, **fields), paper)

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
            self.say("Note saved", "note", self._undo_offer())
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
        self._all_changed()

    async def _step_forward(self) -> None:
        step = await self.jobs.write(self.library.redo)
        self.say(f"Done again: {step.label}", "fg", self._undo_offer())
        self._all_changed()

    def _all_changed(self) -> None:
        """Any paper may be another now, and the list may hold others."""
        self.source.forget()
        self.list.changed()
        self.index()
        self.catch_up()


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
