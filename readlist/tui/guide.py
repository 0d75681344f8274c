"""Finding out how: which keys work here, and the help, wherever one is."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.actions import ActionParseResult
from textual.dom import DOMNode
from textual.screen import Screen
from textual.worker import Worker

from readlist.config import Config, has_keys_table
from readlist.errors import ReadlistError
from readlist.library import Library
from readlist.tui.copying import copy
from readlist.tui.jobs import Jobs
from readlist.tui.keynames import types
from readlist.tui.keys import KeyTable
from readlist.tui.terminal import Terminal
from readlist.tui.tips import Tips
from readlist.tui.typeahead import TypeAheadApp

if TYPE_CHECKING:
    from readlist.tui.screens.keyed import KeyedScreen


def working_here(screen: Screen[Any]) -> list[str]:
    """The ids of the keys that do something on a screen, with the focus where it is.

    Those of what has the focus come first.
    """
    focused = screen.focused
    typing = focused is not None and focused.check_consume_key("a", "a")
    here: dict[str, None] = {}
    for key, active in screen.active_bindings.items():
        binding = active.binding
        typed = typing and types(key) and not binding.priority
        if binding.id and not typed and _is_there(screen, active.node, binding.action):
            here[binding.id] = None
    return list(here)


def _is_there(screen: Screen[Any], node: object, action: str) -> bool:
    """Is there such an action? One screen has the actions of another only in part."""
    *namespace, name = action.partition("(")[0].split(".")
    place = {"app": screen.app, "screen": screen}.get(namespace[0], node) if namespace else node
    return hasattr(place, f"action_{name}")


class GuidedApp(TypeAheadApp):
    """An app that says what its keys do."""

    def __init__(
        self, library: Library, config: Config, jobs: Jobs, terminal: Terminal | None = None
    ) -> None:
        """`terminal`: what can be shown on it; by default everything."""
        super().__init__()
        self.terminal = terminal or Terminal()
        self.library = library
        self.config = config
        self.jobs = jobs
        self.keys = KeyTable(plain=self.terminal.ascii).with_keys(config.keys)
        self.set_keymap(self.keys.keymap())
        self.tips = Tips(library, config, self.keys)
        self._ids = {key.action: key.id for key in reversed(self.keys.keys)}

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

    def action_suspend_process(self) -> None:
        """To the shell, until that goes on with us."""
        from readlist.tui.stopping import stop

        if not stop(self):
            quits = self.keys.shown("quit")
            raise ReadlistError(f"There is no shell behind this to go to; {quits} leaves")

    # Hints for beginners

    async def run_action(
        self,
        action: str | ActionParseResult,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """As ever; besides, a hint about what was done is not needed any more, or due now.

        A failure with a sentence for the user is said, wherever one is.
        """
        try:
            done = await super().run_action(action, default_namespace, namespaces)
        except ReadlistError as error:
            self.complain(error)
            return True
        id = self._ids.get(action.removeprefix("screen.")) if isinstance(action, str) else None
        if done and id is not None:
            if self.tips.used(id):
                for screen in self._all_keyed:  # the key may have led to another
                    screen.show_tip([])
                self._keep_tips()
            self.moment(id)
        return done

    def complain(self, error: ReadlistError) -> None:
        """Say what failed: in the bottom line, or where another screen covers that, above it."""
        if self._keyed is not None and self._keyed.is_active:
            self._keyed.warn(error)
        else:
            self.notify(str(error), severity="error", markup=False)

    def moment(self, name: str) -> None:
        """It is a moment for which there may be a hint: show it if it is due here."""
        screen = self._keyed
        if screen is None:
            return
        tip = self.tips.at(name, lambda id: screen.can(self.keys[id].action))
        if tip is not None:
            screen.show_tip(self.tips.said(tip))
            self._keep_tips()

    def _keep_tips(self) -> None:
        keep = partial(self.jobs.write, self.tips.keep)
        _: Worker[None] = self.run_worker(keep, group="tips")

    @property
    def _keyed(self) -> KeyedScreen | None:
        """The screen with papers in hand that is uppermost."""
        return next(iter(self._all_keyed), None)

    @property
    def _all_keyed(self) -> list[KeyedScreen]:
        from readlist.tui.screens.keyed import KeyedScreen

        return [each for each in reversed(self.screen_stack) if isinstance(each, KeyedScreen)]

    def action_settings(self) -> None:
        """What is set, and how to have it otherwise."""
        from readlist.tui.screens.settings import SettingsScreen
        from readlist.tui.settings import entries

        shown = entries(self.config, self.library, self.keys, self.theme, self.terminal.ascii)
        self.push_screen(SettingsScreen(shown, self.config_file))

    @property
    def config_file(self) -> str:
        """The user's config.toml, as one would type it."""
        if self.config.path is None:
            return "config.toml"
        return str(self.config.path).replace(str(Path.home()), "~", 1)

    def has_keys_table(self) -> bool:
        """Has that file a table of keys by now?"""
        return has_keys_table(self.config.path)

    async def copied(self, text: str) -> str:
        """Copy a text by the way that works here; a few words on how."""
        copied = await copy(self, self.jobs, text)
        return f"copied by {copied.how}" if copied else "there is no clipboard here"
