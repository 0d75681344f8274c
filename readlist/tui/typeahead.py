"""Keys typed faster than they are answered: each meets the screen the one before it left.

Textual hands a key to whatever has the focus when the key *arrives*. A key that moves the focus
or opens a screen is answered only later, once it has passed through the widgets; by then the keys
behind it have gone to the old place: of ``/noise`` only the first would reach the search box. So
keys wait in a line here, and the next one goes in when the one before has had its effect.
"""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress
from dataclasses import dataclass

from textual import events
from textual.app import App
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget

PATIENCE = 1.0
"""Seconds a key waits for the one before it at most: the keyboard must never be lost."""

_LOOK = 0.02
"""Seconds between looks whether what a key was given to is still there."""

OPENING_PATIENCE = 5.0
"""Seconds the first key waits for the app to be ready at most."""

ESCAPE_TOO = "ctrl+left_square_bracket"
"""The other name of Esc: to most terminals it is the same key."""


@dataclass
class Passed(Message, bubble=True):
    """Follows a key through all widgets up to the app: what it was to do there is then done."""

    done: asyncio.Event


class TypeAheadApp(App[None]):
    """An app that takes keys and pastes one at a time."""

    def __init__(self) -> None:
        super().__init__()
        self._waiting: asyncio.Queue[events.Key | events.Paste] = asyncio.Queue()

    def on_mount(self) -> None:
        self.run_worker(self._take_keys(), group="keys")

    async def on_event(self, event: events.Event) -> None:
        """Keys and pastes from the terminal into the line; everything else as ever."""
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            self._waiting.put_nowait(event)
        else:
            await super().on_event(event)

    async def all_taken(self) -> None:
        """Wait until no key is waiting."""
        await self._waiting.join()

    async def ready_for_keys(self) -> None:
        """Wait until keys may go in."""

    async def _take_keys(self) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(self.ready_for_keys(), OPENING_PATIENCE)
        while True:
            event = await self._waiting.get()
            try:
                await self._settled()
                for part in self._parts(event):
                    await super().on_event(part)
                    await self._settled()
            finally:
                self._waiting.task_done()

    def _parts(self, event: events.Key | events.Paste) -> list[events.Event]:
        """What was typed, where a terminal says something else: as long as that means nothing here.

        Esc and a key right behind it come as Alt and that key. Enter comes as ^J when it was typed
        before the terminal was told that an app reads it, and from what sends lines.
        """
        if not isinstance(event, events.Key):
            return [event]
        if event.key == "ctrl+j" and not self._means_something(event.key):
            return [events.Key("enter", "\r")]
        if event.key == ESCAPE_TOO:
            return [events.Key("escape", "\x1b")]
        modifiers, _, key = event.key.rpartition("+")
        if modifiers in ("alt", "alt+shift") and len(key) == 1:
            key = key.upper() if modifiers == "alt+shift" else key
            if self._means_something(f"alt+{key}"):
                return [events.Key(f"alt+{key}", None)]
            return [events.Key("escape", "\x1b"), events.Key(key, key)]
        return [event]

    def _means_something(self, key: str) -> bool:
        return key in self.screen.active_bindings

    async def _settled(self) -> None:
        """Wait until whatever has the focus, and all around it, is done with what it was given.

        A key may take its own screen away: then it is up to the one that is there now.
        """
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            target = self.focused or self.screen
            done = asyncio.Event()
            if not target.post_message(Passed(done)) and self._is_here(target):
                return  # all is being closed
            while not done.is_set() and time.monotonic() < end:
                with suppress(TimeoutError):
                    await asyncio.wait_for(done.wait(), _LOOK)
                if not self._is_here(target):
                    break
            if done.is_set():
                return

    def _is_here(self, target: Widget) -> bool:
        if isinstance(target, Screen):
            return target in self.screen_stack
        return target.is_attached and target.screen in self.screen_stack

    def on_passed(self, message: Passed) -> None:
        message.stop()
        message.done.set()
