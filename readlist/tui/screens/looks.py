"""All of it at a glance: the statistics; and how it looks: the themes."""

from __future__ import annotations

from readlist.tui.keys import Verb
from readlist.tui.screens.keyed import KeyedScreen
from readlist.tui.theme import is_dark, theme_names, wear


class LooksScreen(KeyedScreen):
    """Part of the main screen: what there is, and what it looks like."""

    def action_stats(self) -> None:
        from readlist.tui.screens.stats import StatsScreen

        self.app.push_screen(StatsScreen(self.library.activity, self.jobs))

    def verbs(self) -> list[Verb]:
        """What can be done, the other themes among it."""
        return super().verbs() + [
            Verb(f"use_theme({name!r})", "", f"Theme {name}", "how all of it looks")
            for name in theme_names()
            if name != self.app.theme
        ]

    def action_theme(self) -> None:
        """Our light theme in place of a dark one, and the other way round; remembered."""
        self.action_use_theme("light" if is_dark(self.app.theme) else "dark")

    def action_use_theme(self, name: str) -> None:
        """Another theme, remembered."""
        wear(self.app, name)
        self.work(self._remember_theme(name), group="write")

    async def _remember_theme(self, name: str) -> None:
        await self.jobs.write(lambda: self.library.set_setting("theme", name))
