"""Writing notes on the paper in hand: on a page of our own, or in the user's editor."""

from __future__ import annotations

from textual.app import SuspendNotSupported

from readlist import desktop
from readlist.errors import ReadlistError
from readlist.paper import Paper
from readlist.tui.screens.verbs import VerbScreen
from readlist.tui.visit import Visit


class NotingScreen(VerbScreen):
    """The verbs for notes."""

    def _visit(self, paper: Paper) -> Visit | None:
        try:
            return Visit(self.library, self.jobs, paper.id)
        except ReadlistError as error:
            self.warn(error)
            return None

    def action_note(self) -> None:
        from readlist.tui.screens.note import NoteScreen

        paper = self.paper
        visit = self._visit(paper) if paper is not None else None
        if paper is None or visit is None:
            return

        def left(changed: bool | None) -> None:
            if changed:
                self._noted(paper, visit)

        self.app.push_screen(NoteScreen(paper, visit, self.config.editor, self.left_out), left)

    def action_edit_note(self) -> None:
        """The note in the user's own editor, which has the terminal meanwhile."""
        paper = self.paper
        visit = self._visit(paper) if paper is not None else None
        if paper is None or visit is None:
            return
        before = visit.recovered or visit.text
        text = self._in_editor(before)
        if text is None or text == visit.text:
            return
        try:
            visit.save(text)
        except ReadlistError as error:
            back = self.keys.shown("note")
            self.say(f"Not saved; {back} brings your text back: {error}", "warn")
            visit.keep(text)
            return
        self._noted(paper, visit)

    def _in_editor(self, text: str) -> str | None:
        """The text as the user left it; None, and said, if there was no editing it."""
        problem, edited = "", None
        try:
            with self.app.suspend():
                # Caught in here: an error that left `suspend` would leave the terminal suspended.
                try:
                    edited = desktop.edit_text(text, editor=self.config.editor)
                except (ReadlistError, OSError) as error:
                    problem = str(error)
        except SuspendNotSupported:
            problem = "This terminal cannot be handed to another program"
        if problem:
            self.say(problem, "warn")
        return edited

    def _noted(self, paper: Paper, visit: Visit) -> None:
        if visit.joined:
            self.say("The note was changed elsewhere meanwhile; it holds both texts now", "warn")
        else:
            others = self.left_out
            only = f" on “{paper.title}” only, not on the {others:,} selected" if others else ""
            self.say(f"Note saved{only}", "note", self.undo_offer())
        self.changed(paper.id)
