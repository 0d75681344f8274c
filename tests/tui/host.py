"""A small app that stands in for the main screen: it has our themes and pushes one screen."""

from __future__ import annotations

from typing import Any

from textual.app import App, ComposeResult
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from readlist.tui.theme import themes


class Host(App[None]):
    """Shows `screen` and keeps what it was dismissed with in `results`."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(self, screen: Screen[Any], light: bool = False) -> None:
        super().__init__()
        for theme in themes():
            self.register_theme(theme)
        self.theme = "light" if light else "dark"
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
