"""Back and forth in the history: undo, redo, and the history to look into."""

from __future__ import annotations

from collections.abc import Callable

from readlist.library import Tell
from readlist.paper import Step
from readlist.tui.screens.noting import NotingScreen
from readlist.tui.stepper import Stepper
from readlist.tui.widgets.bottom_line import Offer


class SteppingScreen(NotingScreen):
    """The verbs for the history."""

    def action_undo(self) -> None:
        self.work(self._undo(), group="write")

    def action_redo(self) -> None:
        self.work(self._redo(), group="write")

    async def _undo(self) -> None:
        step = await self._go("undoing", lambda tell: self.library.undo(progress=tell))
        redo = Offer(self.keys.shown("redo"), "redoes", "screen.redo")
        self.say(f"Undone: {step.label}", "fg", redo)
        self.all_changed()

    async def _redo(self) -> None:
        step = await self._go("redoing", lambda tell: self.library.redo(progress=tell))
        self.say(f"Done again: {step.label}", "fg", self.undo_offer())
        self.all_changed()

    async def _go(self, doing: str, job: Callable[[Tell], Step]) -> Step:
        return await Stepper(self, self.jobs, self.bottom.work).run(doing, job)

    def action_history(self) -> None:
        from readlist.tui.screens.history import HistoryScreen

        def left(chosen: str | None) -> None:
            self.all_changed()

        self.app.push_screen(HistoryScreen(self.library, self.jobs), left)
