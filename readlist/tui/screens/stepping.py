"""Back and forth in the history: undo, redo, and the history to look into."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from readlist.paper import Step
from readlist.tui.screens.noting import NotingScreen
from readlist.tui.stepper import Stepper
from readlist.tui.widgets.bottom_line import Offer

if TYPE_CHECKING:
    from readlist.library import Tell
    from readlist.tui.screens.history import Chosen

_ROOM = 80
"""Columns from which the history is offered beside what is said."""


class SteppingScreen(NotingScreen):
    """The verbs for the history."""

    def action_undo(self) -> None:
        """Undo what is offered to be undone; else the newest step."""
        self.work(self._undo(self.offered_step), group="write")

    def action_redo(self) -> None:
        self.work(self._redo(), group="write")

    async def _undo(self, offered: int | None) -> None:
        from readlist.library.log import step_undone

        log = self.library.log
        if offered is None:
            step = await self._go("undoing", lambda tell: log.undo(progress=tell))
        elif log.stands(offered):
            step = await self._go("undoing", lambda tell: log.undo_only(offered, tell))
        else:
            self.say("That is already undone in another window", "dim")
            self.all_changed()
            return
        redo = Offer(self.keys.shown("redo"), "redoes", "screen.redo")
        back = redo if step.undone else self.undo_offer(step.number)
        self.say(step_undone(step), "fg", back, *self._history_offer())
        self.stepped()

    def _history_offer(self) -> list[Offer]:
        """Where one can go there and has the room: it is quicker than one step after the other."""
        key = self.keys.shown("go_history")
        if not key or self.situation.screen != "main" or self.size.width < _ROOM:
            return []
        return [Offer(key, "history", "screen.history")]

    async def _redo(self) -> None:
        step = await self._go("redoing", lambda tell: self.library.redo(progress=tell))
        self.say(f"Done again: {step.label}", "fg", self.undo_offer(step.number))
        self.stepped()

    def stepped(self) -> None:
        """A step was undone, or done again."""
        self.all_changed()

    async def _go(self, doing: str, job: Callable[[Tell], Step]) -> Step:
        return await Stepper(self, self.jobs, self.bottom.work).run(doing, job)

    def action_history(self, at: int | None = None) -> None:
        """The history, at a step of this number, or the newest."""
        from readlist.tui.screens.history import HistoryScreen

        def left(chosen: Chosen | None) -> None:
            self.look_again()
            if chosen is not None:
                self.open_step(*chosen)

        self.app.push_screen(HistoryScreen(self.library, self.jobs, at), left)

    def open_step(self, number: int, paper: str | None) -> None:
        """Show the papers that a step touched, the one chosen first; where there is a list."""
        self.say(f"Its papers are in the list: search for step:{number}", "dim")
