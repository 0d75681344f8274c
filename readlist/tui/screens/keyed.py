"""A screen with papers in hand says what its keys do, and takes sequences of two keys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events

from readlist.tui.keys import Verb
from readlist.tui.offers import Situation, offers_after, offers_now
from readlist.tui.screens.hand import HandScreen

_QUITS = ("q", "qa", "wq", "exit")
"""What hands used to vi type to quit."""


class KeyedScreen(HandScreen):
    """Shows in its bottom line what the keys do here and now."""

    _shown_for: tuple[str, bool, bool] | None = None
    first_key = ""
    """The id of the key that begins a sequence, while the second is awaited."""

    MOMENT: ClassVar[str] = ""
    """The moment it is when this screen opens, for which there may be a hint for beginners."""

    def on_mount(self) -> None:
        self.call_after_refresh(self._opened_on)

    def _opened_on(self) -> None:
        if self.paper is not None:
            self.is_moment(self.MOMENT)

    def is_moment(self, name: str) -> None:
        """It is a moment for which there may be a hint for beginners."""
        from readlist.tui.guide import GuidedApp

        if name and isinstance(self.app, GuidedApp):
            self.app.moment(name)

    def show_tip(self, parts: Sequence[tuple[str, bool]]) -> None:
        """Show a hint for a while, in parts of which the keys are true; none: it is not needed."""
        if parts:
            self.say("".join(text for text, _ in parts), "dim")

    @property
    def situation(self) -> Situation:
        """Where the user is, for the bottom line."""
        raise NotImplementedError

    def can(self, action: str) -> bool:
        """Is there such an action here? A screen has those of another only in part."""
        name = action.partition("(")[0].removeprefix("screen.")
        return "." in name or hasattr(self, f"action_{name}")

    def show_keys(self) -> None:
        """Bring the bottom line in line with what the keys do here and now."""
        if self.first_key:
            self.bottom.choose(offers_after(self.keys, self.first_key, self.can))
        else:
            situation = self.situation
            where = (situation.place, situation.alone, situation.selected)
            if where != self._shown_for:
                self._shown_for = where
                self.bottom.move_on()
            self.bottom.offer(offers_now(self.keys, situation, self.can))

    def verbs(self) -> list[Verb]:
        """What can be done on this screen, for the palette: what works here comes first."""
        from readlist.tui.guide import working_here

        here = working_here(self)
        verbs = [verb for verb in self.keys.verbs() if self.can(verb.action)]
        verbs.sort(key=lambda verb: verb.id not in here and verb.after not in here)
        return [
            *verbs,
            Verb("app.help('rebind')", "", "Rebind keys", "what to write, and where"),
            Verb("app.quit", "^Q", "Quit", "all is saved", also=_QUITS),
        ]

    def action_palette(self) -> None:
        from readlist.tui.palette import Palette

        self.app.push_screen(Palette(self.verbs()), self._act)

    async def _act(self, verb: Verb | None) -> None:
        """Do what was picked in the palette."""
        if verb is not None:
            await self.run_action(verb.action)

    # Sequences of two keys

    def action_begin(self, id: str) -> None:
        """The first of two keys: the bottom line shows what the second can be."""
        self.first_key = id
        self.bottom.hush()
        self.show_keys()

    def on_key(self, event: events.Key) -> None:
        """The second of two keys; any other key just ends the sequence."""
        if not self.first_key:
            return
        event.stop()
        event.prevent_default()
        for key in self.keys.after(self.first_key):
            if event.key in key.names and self.can(key.action):
                self.call_next(self.action_second, key.id)
        self.action_end_sequence()

    async def action_second(self, id: str) -> None:
        """What the second key of a sequence does."""
        self.action_end_sequence()
        await self.run_action(self.keys[id].action)

    def action_end_sequence(self) -> None:
        if self.first_key:
            self.first_key = ""
            self.show_keys()
