"""Finding out how: which keys work here, and the help, wherever one is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from textual.screen import Screen

from readlist import desktop
from readlist.config import Config
from readlist.library import Library
from readlist.tui.jobs import Jobs
from readlist.tui.keys import KeyTable
from readlist.tui.typeahead import TypeAheadApp


def working_here(screen: Screen[Any]) -> set[str]:
    """The ids of the keys that do something on a screen, with the focus where it is."""
    return {
        active.binding.id
        for active in screen.active_bindings.values()
        if active.binding.id is not None and _is_there(screen, active.node, active.binding.action)
    }


def _is_there(screen: Screen[Any], node: object, action: str) -> bool:
    """Is there such an action? One screen has the actions of another only in part."""
    *namespace, name = action.partition("(")[0].split(".")
    place = {"app": screen.app, "screen": screen}.get(namespace[0], node) if namespace else node
    return hasattr(place, f"action_{name}")


class GuidedApp(TypeAheadApp):
    """An app that says what its keys do."""

    def __init__(self, library: Library, config: Config, jobs: Jobs) -> None:
        super().__init__()
        self.library = library
        self.config = config
        self.jobs = jobs
        self.keys = KeyTable().with_keys(config.keys)
        self.set_keymap(self.keys.keymap())

    def action_help(self, typed: str = "") -> None:
        """Every key, first those that work here; on the help itself, back."""
        from readlist.library import SYNTAX
        from readlist.tui.manual import Row, Section, key_sections
        from readlist.tui.screens.help import HelpScreen

        if isinstance(self.screen, HelpScreen):
            self.screen.action_back()
            return
        syntax = [Row(each.example, each.meaning) for each in SYNTAX]
        sections = [
            *key_sections(self.keys, working_here(self.screen)),
            Section("What a search can say", syntax),
        ]
        self.push_screen(HelpScreen(sections, self.config_file, typed))

    def action_settings(self) -> None:
        """What is set, and how to have it otherwise."""
        from readlist.tui.screens.settings import SettingsScreen
        from readlist.tui.settings import entries

        shown = entries(self.config, self.library, self.keys, self.theme)
        self.push_screen(SettingsScreen(shown, self.config_file))

    @property
    def config_file(self) -> str:
        """The user's config.toml, as one would type it."""
        if self.config.path is None:
            return "config.toml"
        return str(self.config.path).replace(str(Path.home()), "~", 1)

    async def copied(self, text: str) -> str:
        """Copy a text by the way that works here; a few words on how."""
        copied = await self.jobs.help(lambda: desktop.copy(text, self.to_terminal))
        return f"copied by {copied.how}" if copied else "there is no clipboard here"

    def to_terminal(self, sequence: str) -> None:
        """Write an escape sequence between two frames of the screen, from another thread."""
        if self._driver is not None:
            self.call_from_thread(self._driver.write, sequence)
