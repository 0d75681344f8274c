"""A screen that is left once."""

from __future__ import annotations

from typing import TypeVar

from textual import events, on
from textual.await_complete import AwaitComplete
from textual.screen import Screen

Result = TypeVar("Result")


class LeftOnce(Screen[Result]):
    """Leaving takes this screen away and no other.

    Textual takes the uppermost away, whichever wants to leave: a second click on what closes a
    sheet would take the screen below it as well.
    """

    left = False
    """Whether it has been left: nobody reads any more what it says."""

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        """Leave, if this is the uppermost screen."""
        if not self.is_active:
            return AwaitComplete()
        self.left = True
        return super().dismiss(result)

    @on(events.Unmount)
    def _let_go(self) -> None:
        """What is subscribed to would hold on to a screen that is gone."""
        self.app.theme_changed_signal.unsubscribe(self)
