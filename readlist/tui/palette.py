"""The command palette: everything there is to do, by name, each with its key."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider, SearchIcon
from textual.content import Content
from textual.fuzzy import Matcher
from textual.screen import Screen
from textual.style import Style

from readlist.tui.keys import Verb
from readlist.tui.screens.frame import Key, KeyLine
from readlist.tui.screens.leaving import LeftOnce

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
        """Those that hold what is typed; if there are none, those with its letters in order."""
        words = query.casefold().split()
        direct = [(verb, _score(verb, query, words)) for verb in self.verbs]
        if any(score for _, score in direct):
            for verb, score in direct:
                if score:
                    title = _marked(verb.title, words, self.match_style)
                    yield Hit(score, self._row(verb, title), self._run(verb), verb.title)
            return
        matcher = self.matcher(query)
        for verb in self.verbs:
            if score := matcher.match(verb.title):
                title = _highlighted(verb.title, matcher)
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


def _score(verb: Verb, query: str, words: Sequence[str]) -> float:
    """How well a verb answers what is typed: by its key, its title, then its help; 0: not at all.

    Between titles that begin alike the shorter one is better.
    """
    title = verb.title.casefold()
    if verb.key == query:
        return 4.0
    if not all(word in f"{title} {verb.help.casefold()}" for word in words):
        return 0.0
    begun = f" {title}"
    if all(f" {word}" in begun for word in words):
        return 2.0 + title.startswith(words[0]) + 1 / (10 + len(title))
    return 1.0 if all(word in title for word in words) else 0.5


def _marked(title: str, words: Sequence[str], style: Style | None) -> Content:
    """A title with the words typed marked in it."""
    content, folded = Content(title), title.casefold()
    for word in words:
        at = folded.find(word)
        if at >= 0 and style is not None and len(folded) == len(title):
            content = content.stylize(style, at, at + len(word))
    return content


def _highlighted(title: str, matcher: Matcher) -> Content:
    """A title with what matched marked; `Matcher.highlight` would take names for markup."""
    content = Content(title)
    for offset in matcher.fuzzy_search.match(matcher.query, title)[1]:
        if not title[offset].isspace():
            content = content.stylize(matcher.match_style, offset, offset + 1)
    return content


async def _act(screen: Screen[object], action: str) -> None:
    await screen.run_action(action)


class Palette(CommandPalette, LeftOnce[None]):
    """Textual's palette in our look: no box, one quiet list; Esc closes."""

    DEFAULT_CSS = """
    Palette { background: $background 70%; }
    Palette > Vertical, Palette > Vertical:dark {
        margin: 2 4; max-width: 90; background: $panel;
    }
    Palette.-narrow > Vertical, Palette.-narrow > Vertical:dark { margin: 1 0; max-width: 100%; }
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
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (98, "-roomy")]  # noqa: RUF012 — as Textual has it

    def __init__(self, verbs: Sequence[Verb]) -> None:
        """`verbs`: what can be done now, in the order to be shown."""
        provider = type("Verbs", (VerbProvider,), {"verbs": tuple(verbs)})
        super().__init__([provider], placeholder="what to do")

    def compose(self) -> ComposeResult:
        yield from super().compose()
        yield KeyLine(
            Key("enter", "do it"),
            Key("↓", "next", "cursor_down"),
            Key("esc", "close", "escape"),
            helps=False,
        )

    def on_mount(self) -> None:
        self.query_one(SearchIcon).icon = ":"
