"""A small app that stands in for the main screen: it has our themes and pushes one screen."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from textual import events
from textual.app import App, ComposeResult
from textual.content import Content
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Static

from readlist.tui.theme import OURS, textual_theme

PATIENCE = 60
"""Seconds to wait for what has to come; on a busy machine a second may be as long as ten."""


class Host(App[None]):
    """Shows `screen` and keeps what it was dismissed with in `results`."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(self, screen: Screen[Any], light: bool = False) -> None:
        super().__init__()
        for name in OURS:
            self.register_theme(textual_theme(name))
        self.theme = "light" if light else "dark"
        self.animation_level = "none"
        self._first = screen
        self.results: list[Any] = []

    def compose(self) -> ComposeResult:
        lines = [f"   the main screen, row {row}, with some text in it" for row in range(1, 80)]
        yield Static(Content("\n".join(lines)))

    def on_mount(self) -> None:
        self.push_screen(self._first, self.results.append)


def text_of(app: App[Any]) -> str:
    """What the terminal shows now, line by line, without trailing spaces."""
    lines = app.screen._compositor.render_strips()
    return "\n".join("".join(part.text for part in line).rstrip() for line in lines)


async def until(pilot: Pilot[Any], true: Callable[[], bool]) -> None:
    """Wait for something to come about, however slow the machine is."""
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, f"never came about:\n{text_of(pilot.app)}"
        await pilot.pause(0.02)


async def do(pilot: Pilot[None], *steps: str) -> None:
    """Press keys, and paste what follows a ``=``.

    Waits until each is dealt with, not until the machine is idle as `Pilot.press` does.
    """
    for step in steps:
        if step.startswith("=") and len(step) > 1:
            event: events.Event = events.Paste(step[1:])
        elif len(step) == 1:
            event = events.Key(_character_to_key(step), step)
        else:
            event = events.Key(step, None)
        pilot.app.post_message(event)
        for _ in range(3):  # to the focused widget, to what it tells, and to what that does
            await pilot.pause(0)
    await pilot.pause()
