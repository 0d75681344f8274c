"""The command palette: everything there is to do, by name, each with its key."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import ClassVar

from rich.cells import cell_len
from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider, SearchIcon
from textual.content import Content
from textual.fuzzy import Matcher
from textual.screen import Screen

from readlist.tui.keys import Verb

_KEYS_WIDTH = 8
_ROOM_FOR_HELP = 70


class VerbProvider(Provider):
    """Offers verbs: by their names, by words of their help, or by their keys."""

    verbs: Sequence[Verb] = ()

    async def discover(self) -> Hits:
        for verb in self.verbs:
            row = self._row(verb, Content(verb.title))
            yield DiscoveryHit(row, self._run(verb), verb.title)

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        words = query.casefold().split()
        for verb in self.verbs:
            score = matcher.match(verb.title)
            title = _highlighted(verb.title, matcher) if score else Content(verb.title)
            if verb.key == query:
                score = 2.0  # better than any name: a name's score is at most 1
            elif not score and all(word in verb.help.casefold() for word in words):
                score = 0.01
            if score:
                score += len(query) / len(verb.title) / 100  # “note” before “noted” for “not”
                yield Hit(score, self._row(verb, title), self._run(verb), verb.title)

    def _run(self, verb: Verb) -> Callable[[], Awaitable[object]]:
        return partial(_act, self.screen, verb.action)

    def _row(self, verb: Verb, title: Content) -> Content:
        """A verb in a line: its key, its name, and where there is room what it does."""
        gap = " " * max(_KEYS_WIDTH - cell_len(verb.key), 1)
        row = Content.styled(verb.key, "bold $accent") + Content(gap) + title
        if not verb.help or self.screen.size.width < _ROOM_FOR_HELP:
            return row
        return row + Content.styled(f"  {verb.help}", "$dim not bold")


def _highlighted(title: str, matcher: Matcher) -> Content:
    """A title with what matched marked; `Matcher.highlight` would take names for markup."""
    content = Content(title)
    for offset in matcher.fuzzy_search.match(matcher.query, title)[1]:
        if not title[offset].isspace():
            content = content.stylize(matcher.match_style, offset, offset + 1)
    return content


async def _act(screen: Screen[object], action: str) -> None:
    await screen.run_action(action)


class Palette(CommandPalette):
    """Textual's palette in our look: no box, one quiet list; Esc closes."""

    DEFAULT_CSS = """
    Palette { background: $background 50%; }
    Palette > Vertical, Palette > Vertical:dark {
        margin: 2 4; max-width: 90; background: $panel;
    }
    Palette #--input, Palette #--input.--list-visible {
        border: none; padding: 1 2 0 2; background: $panel;
    }
    Palette SearchIcon { color: $accent; margin: 0; width: 2; }
    Palette CommandInput, Palette CommandInput:focus {
        border: none; height: 1; padding: 0; background: $panel;
    }
    Palette CommandList, Palette CommandList:focus, Palette CommandList.--populating {
        border: none; padding: 1 0; max-height: 70vh; background: $panel;
        scrollbar-size-vertical: 1; scrollbar-background: $panel;
    }
    Palette CommandList > .option-list--option { padding: 0 2; text-style: none; }
    Palette CommandList > .option-list--option-highlighted {
        background: $sel; color: $foreground; text-style: bold;
    }
    Palette > .command-palette--highlight { color: $hit; text-style: bold; }
    Palette LoadingIndicator { display: none; }
    """
    run_on_select: ClassVar[bool] = True

    def __init__(self, verbs: Sequence[Verb]) -> None:
        """`verbs`: what can be done now, in the order to be shown."""
        provider = type("Verbs", (VerbProvider,), {"verbs": tuple(verbs)})
        super().__init__([provider], placeholder="what to do")

    def on_mount(self) -> None:
        self.query_one(SearchIcon).icon = ":"
