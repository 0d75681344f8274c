"""Writing notes on the paper in hand: on a page of our own, or in the user's editor."""

from __future__ import annotations

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
        paper = self.paper
        visit = self._visit(paper) if paper is not None else None
        if paper is not None and visit is not None:
            self._write_on(paper, visit)

    def _write_on(self, paper: Paper, visit: Visit) -> None:
        from readlist.tui.screens.note import NoteScreen

        def left(changed: bool | None) -> None:
            if changed:
                self._noted(paper, visit)

        self.app.push_screen(NoteScreen(paper, visit, self.config.editor, self.left_out), left)

    def action_edit_note(self) -> None:
        """The note in the user's own editor, which has the terminal meanwhile."""
        from readlist.tui.editing import in_editor

        paper = self.paper
        visit = self._visit(paper) if paper is not None else None
        if paper is None or visit is None:
            return
        text, problem = in_editor(self.app, visit.recovered or visit.text, self.config.editor)
        if problem:
            self.say(problem, "warn")
        elif text != visit.text:
            try:
                visit.save(text)
            except ReadlistError:
                visit.recovered = text  # on the page it stays, which says why and tries again
                self._write_on(paper, visit)
            else:
                self._noted(paper, visit)

    def _noted(self, paper: Paper, visit: Visit) -> None:
        if visit.joined:
            self.say("The note was changed elsewhere meanwhile; it holds both texts now", "warn")
        else:
            others = self.left_out
            only = f" on “{paper.title}” only, not on the {others:,} selected" if others else ""
            self.say(f"Note saved{only}", "note", self.undo_offer())
        self.changed(paper.id)
