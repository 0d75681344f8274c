"""What the screens on top of the main one share: two frames, and the lines above and below.

A *page* takes the whole terminal and is for reading and writing at length; a *sheet* comes up from
the bottom and leaves the paper it is about in view. Text from files and users is drawn through
`Content` only: it is never markup.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.reactive import reactive
from textual.screen import ModalScreen
from textual.widget import Widget

from readlist.tui.guide import GuidedApp
from readlist.tui.keynames import types
from readlist.tui.keys import KeyTable
from readlist.tui.screens.leaving import LeftOnce, Result
from readlist.tui.text import cut, drawable


@dataclass(frozen=True, slots=True)
class Key:
    """One entry of a footer: a key, what it does, and the action that a click on it runs.

    The key shown for an action is the one it is bound to, which the user may have changed.
    """

    key: str
    word: str
    action: str | None = None


_HELP = "app.help"
HEIGHTS = [(0, "-short"), (16, "-tall")]
"""Lines of the terminal from which a screen has this class: in a short one, space goes first."""


class Page(ModalScreen[Result], LeftOnce[Result]):
    """A screen that takes the whole terminal."""

    DEFAULT_CSS = """
    Page { background: $background; }
    """
    VERTICAL_BREAKPOINTS = HEIGHTS

    async def action_leave(self) -> None:
        """Out, by the key that leaves the main screen."""
        await self.run_action("back")


class Sheet(ModalScreen[Result], LeftOnce[Result]):
    """A screen that comes up from the bottom; what it is about stays in view above it.

    Its content goes into one `Vertical` of class ``sheet``. A click above it is a step back.
    """

    DEFAULT_CSS = """
    Sheet { background: $background 50%; align: left bottom; }
    Sheet > .sheet {
        height: auto; max-height: 100%; background: $background; border-top: solid $rule;
    }
    Sheet .body {
        height: auto; max-height: 75vh; padding: 1 2; overflow-y: auto; scrollbar-size-vertical: 1;
    }
    Sheet.-short .body { padding: 0 2; }
    """
    VERTICAL_BREAKPOINTS = HEIGHTS

    def on_click(self, event: events.Click) -> None:
        if self.get_widget_at(event.screen_x, event.screen_y)[0] is self:
            self.action_back()

    def action_back(self) -> None:
        """One step back: nothing is chosen."""
        self.dismiss(None)

    async def action_leave(self) -> None:
        await self.run_action("back")


class TopLine(Widget):
    """The line above a page: where one is, and on the right how things stand."""

    DEFAULT_CSS = """
    TopLine { dock: top; height: 1; padding: 0 2; background: $panel; color: $dim; }
    """

    state: reactive[str] = reactive("")

    def __init__(self, place: str, left_out: int = 0) -> None:
        """`left_out`: how many papers are selected that what is done here is not for."""
        super().__init__()
        self._place = f"{place} · this paper only" if left_out else place
        self._aside = f"{left_out:,} selected" if left_out else ""

    def render(self) -> Content:
        facts = drawable(self.state or self._aside).split(" · ")
        first = min(cell_len(facts[0]), self.size.width // 2)
        place = cut(drawable(self._place), self.size.width - (first + 2 if first else 0))
        room = self.size.width - cell_len(place) - 2
        while len(facts) > 1 and cell_len(" · ".join(facts)) > room:
            facts.pop()
        state = cut(" · ".join(facts), max(room, 0))
        space = self.size.width - cell_len(place) - cell_len(state)
        return Content.assemble((place, "bold $accent"), " " * max(space, 0), (state, "$dim"))


class KeyLine(Widget):
    """The line below a page or sheet: what the keys do now, as many as there is room for.

    `keys` come most important first; where there is no room the later ones go, but never the
    last, which is the way back, nor the key of the help, which is always there.
    """

    DEFAULT_CSS = """
    KeyLine { dock: bottom; height: 1; padding: 0 2; background: $panel; }
    """

    keys: reactive[tuple[Key, ...]] = reactive((), init=False)

    def __init__(self, *keys: Key, helps: bool = True) -> None:
        """`helps`: whether the key of the help is there; it need not be on the help itself."""
        super().__init__()
        self.set_reactive(KeyLine.keys, keys)
        self._helps = helps
        self._places: list[tuple[int, int, str]] = []

    def on_mount(self) -> None:
        # In a box other keys work than beside it.
        self.screen.bindings_updated_signal.subscribe(self, lambda _: self.refresh())

    def render(self) -> Content:
        table = self.app.keys if isinstance(self.app, GuidedApp) else KeyTable()
        bound = self._bound(table)
        labelled = ((bound.get(key.action or "", table.respell(key.key)), key) for key in self.keys)
        entries = [(label, key) for label, key in labelled if label]
        kept = 1
        if entries and self._helps and bound.get(_HELP):
            entries.insert(-1, (bound[_HELP], Key("", "help", _HELP)))
            kept = 2
        width = self.size.width
        gap = 3 if width >= 60 else 2
        while len(entries) > kept and _length(entries, gap) > width:
            del entries[-kept - 1]
        parts: list[tuple[str, str]] = []
        self._places, x = [], 0
        for label, key in entries:
            length = cell_len(label) + 1 + cell_len(key.word)
            if key.action:
                self._places.append((x, x + length, key.action))
            parts += [(label, "bold $accent"), (f" {key.word}", "$dim"), (" " * gap, "")]
            x += length + gap
        return Content.assemble(*parts[:-1])

    def _bound(self, table: KeyTable) -> dict[str, str]:
        """The key of each action that is bound here and now: the user's first one for it."""
        bound: dict[str, str] = {}
        for key, active in self.screen.active_bindings.items():
            action, id = active.binding.action, active.binding.id
            if action not in bound:
                names = table[id].names if id is not None and id in table.ids else (key,)
                typed = names and types(names[0]) and not types(key)  # where that is typed
                bound[action] = table.spell(key if typed else names[0]) if names else ""
        return bound

    async def on_click(self, event: events.Click) -> None:
        event.stop()
        offset = event.get_content_offset(self)
        for start, end, action in self._places:
            if offset is not None and start <= offset.x < end:
                await self._run(action)
                return

    async def _run(self, action: str) -> None:
        """Do what the key would: a list's own action is done by the list."""
        bound = self.screen.active_bindings.values()
        node = next((each.node for each in bound if each.binding.action == action), self.screen)
        await self.app.run_action(action, node)


def _length(entries: Sequence[tuple[str, Key]], gap: int) -> int:
    words = sum(cell_len(label) + 1 + cell_len(key.word) for label, key in entries)
    return words + gap * (len(entries) - 1)
