"""The app: themes, keys and threads around the main screen."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from textual.driver import Driver
from textual.filter import LineFilter, Monochrome, NoColor
from textual.screen import Screen
from textual.scrollbar import ScrollBar
from textual.worker import WorkerFailed

from readlist.config import Config
from readlist.errors import ReadlistError
from readlist.library import Library
from readlist.tui.answers import Opening
from readlist.tui.guide import GuidedApp
from readlist.tui.hangup import leave_with_terminal, outlive_terminal
from readlist.tui.jobs import Jobs
from readlist.tui.screens.main import MainScreen
from readlist.tui.scrolling import ThinBar
from readlist.tui.terminal import Terminal, filters
from readlist.tui.theme import is_theme, wear


class ReadlistApp(GuidedApp):
    """readlist in a terminal.

    Library and threads stay the caller's to close. `first`: what it opens with. `terminal`: what
    it can show; by default everything.
    """

    TITLE = "readlist"
    CSS_PATH = Path(__file__).with_name("readlist.tcss")
    ENABLE_COMMAND_PALETTE = False  # Textual's; ours is `tui.palette`

    def __init__(
        self,
        library: Library,
        config: Config,
        jobs: Jobs,
        first: Opening,
        *,
        demo: bool = False,
        terminal: Terminal | None = None,
    ) -> None:
        super().__init__(library, config, jobs, terminal)
        self.no_color = self.terminal.colours == "none"
        wear(self, _theme(library, config))
        self.main = MainScreen(library, jobs, config, self.keys, first, demo=demo)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Ours in place of Textual's for NO_COLOR, which leaves greys, and for an empty one too."""
        others = super().get_line_filters()
        kept = [each for each in others if not isinstance(each, Monochrome | NoColor)]
        return [*kept, *filters(self.terminal, self.theme)]

    def get_driver_class(self) -> type[Driver]:
        """Textual's for this terminal; where it has one for that, ours that loses no Esc."""
        driver = super().get_driver_class()
        if sys.platform == "win32" or driver.__name__ != "LinuxDriver":
            return driver
        from readlist.tui.escape import EscapeDriver

        return EscapeDriver

    def _build_driver(
        self, headless: bool, inline: bool, mouse: bool, size: tuple[int, int] | None
    ) -> Driver:
        driver = super()._build_driver(headless, inline, mouse, size)
        outlive_terminal(driver)
        return driver

    def get_default_screen(self) -> Screen[None]:
        return self.main

    def refresh_css(self, animate: bool = True) -> None:
        """As ever; before there is a screen, what is read for it later has the theme's colours."""
        if self.screen_stack:
            super().refresh_css(animate)
        else:
            self.stylesheet.set_variables(self.get_css_variables())

    def begin_with_triage(self, number: int) -> None:
        """Open on a queue, by its number, before the list is looked at."""
        self.call_later(self.main.action_triage, number)

    def on_mount(self) -> None:
        ScrollBar.renderer = ThinBar

    def on_ready(self) -> None:
        leave_with_terminal(self)
        # Stopped (^Z) and gone on with (fg): the terminal has forgotten what was on it.
        self.app_resume_signal.subscribe(self, lambda _: self.refresh(layout=True))

    async def ready_for_keys(self) -> None:
        """The first key meets a list that is whole: whatever it means, it means all of it."""
        await self.main.whole.wait()

    def copy_to_clipboard(self, text: str) -> None:
        """^C, wherever something is selected: by the way that works here, which is said."""
        self._clipboard = text  # what ^V pastes inside the app
        self.main.copy_selected(text)

    def action_help_quit(self) -> None:
        """^C with nothing selected: many expect it to quit."""
        self.main.say(f"Nothing is selected to copy; {self.main.keys.shown('quit')} quits", "dim")

    @property
    def faults(self) -> list[BaseException]:
        """What went wrong that should not have: what ended the app first."""
        ended_by = [self._exception] if self._exception is not None else []
        return [*ended_by, *self.main.faults]

    def _handle_exception(self, error: Exception) -> None:
        """A failure with a sentence for the user, in what ran beside the screen, ends nothing."""
        cause = error.error if isinstance(error, WorkerFailed) else error
        if isinstance(error, WorkerFailed) and isinstance(cause, ReadlistError):
            self.complain(cause)
        elif isinstance(cause, Exception):
            super()._handle_exception(cause)

    def _fatal_error(self) -> None:
        """Textual prints a traceback here; ours is told in a sentence by whoever ran the app."""
        self._close_messages_no_wait()


def _theme(library: Library, config: Config) -> str:
    """The theme in force: the config's, else the one chosen last, else the dark one."""
    chosen = config.theme or library.setting("theme")
    return chosen if chosen is not None and is_theme(chosen) else "dark"
