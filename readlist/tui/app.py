"""The app: themes, keys and threads around the main screen."""

from __future__ import annotations

from pathlib import Path

from textual.screen import Screen

from readlist.config import Config
from readlist.library import Library
from readlist.tui.answers import Found
from readlist.tui.hangup import leave_with_terminal
from readlist.tui.jobs import Jobs
from readlist.tui.keys import KeyTable, Verb
from readlist.tui.screens.main import MainScreen
from readlist.tui.theme import TOKENS, themes
from readlist.tui.typeahead import TypeAheadApp


class ReadlistApp(TypeAheadApp):
    """readlist in a terminal.

    Library and threads stay the caller's to close. `first`: the answer to the empty query, which
    the caller has asked for already.
    """

    TITLE = "readlist"
    CSS_PATH = Path(__file__).with_name("readlist.tcss")
    ENABLE_COMMAND_PALETTE = False  # Textual's; ours is `tui.palette`

    def __init__(
        self,
        library: Library,
        config: Config,
        jobs: Jobs,
        first: Found,
        *,
        demo: bool = False,
    ) -> None:
        super().__init__()
        keys = KeyTable().with_keys(config.keys)
        self.set_keymap(keys.keymap())
        for theme in themes():
            self.register_theme(theme)
        self.theme = _theme(library, config)
        self.main = MainScreen(library, jobs, config, keys, first, demo=demo)

    def get_default_screen(self) -> Screen[None]:
        return self.main

    def on_ready(self) -> None:
        leave_with_terminal(self)

    def verbs(self) -> list[Verb]:
        """What can be done, for the palette."""
        return self.main.keys.verbs() + self.main.saved_verbs()

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

    def _fatal_error(self) -> None:
        """Textual prints a traceback here; ours is told in a sentence by whoever ran the app."""
        self._close_messages_no_wait()


def _theme(library: Library, config: Config) -> str:
    """The theme in force: the config's, else the one chosen last, else the dark one."""
    chosen = config.theme or library.setting("theme")
    return chosen if chosen in TOKENS else "dark"
