"""What the screens on top of the main one share: two frames, the lines above and below, boxes.

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
from textual.message import Message
from textual.reactive import reactive
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static, TextArea

from readlist.paper import clean, one_line
from readlist.tui.guide import GuidedApp
from readlist.tui.keynames import shown, types
from readlist.tui.keys import KeyTable, bindings
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
        place = cut(drawable(self._place), self.size.width)
        room = self.size.width - cell_len(place) - 2
        facts = drawable(self.state or self._aside).split(" · ")
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
        bound = self._bound()
        labelled = ((bound.get(key.action or "", key.key), key) for key in self.keys)
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

    def _bound(self) -> dict[str, str]:
        """The key of each action that is bound here and now: the user's first one for it."""
        bound: dict[str, str] = {}
        table = self.app.keys if isinstance(self.app, GuidedApp) else KeyTable()
        for key, active in self.screen.active_bindings.items():
            action, id = active.binding.action, active.binding.id
            if action not in bound:
                names = table[id].names if id is not None and id in table.ids else (key,)
                typed = names and types(names[0]) and not types(key)  # where that is typed
                bound[action] = shown(key if typed else names[0]) if names else ""
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


class Caption(Static):
    """The name of a section or a box: small quiet capitals."""

    DEFAULT_CSS = """
    Caption { height: 1; color: $faint; }
    """

    def __init__(self, name: str, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(Content(name.upper()), id=id, classes=classes)


class Said(Static):
    """A line that says how things stand or what is wrong; empty, it takes no room."""

    DEFAULT_CSS = """
    Said { height: auto; max-width: 76; display: none; }
    """

    text = ""

    def say(self, text: str, tone: str = "dim") -> None:
        """Show `text` in the colour of a theme variable; nothing, and the line is gone."""
        self.text = one_line(text)
        self.update(Content.styled(self.text, f"${tone}"))
        self.display = bool(self.text)


class LineBox(Input):
    """A box for one line. What is pasted into it becomes one line."""

    BINDINGS = bindings("line")

    DEFAULT_CSS = """
    LineBox, LineBox:focus {
        height: 1; max-width: 76; padding: 0 1; border: none; background: $background;
        background-tint: $background 0%; border-left: outer $rule;
    }
    LineBox:focus { border-left: outer $accent; }
    LineBox > .input--placeholder, LineBox > .input--suggestion { color: $faint; }
    """

    def __init__(self, value: str = "", *, placeholder: str = "", id: str | None = None) -> None:
        super().__init__(one_line(value), placeholder=placeholder, id=id, select_on_focus=False)

    def _on_paste(self, event: events.Paste) -> None:
        event.text = one_line(event.text)  # the handler of Input, which runs next, takes it in


class TextBox(TextArea):
    """A box for several lines. Control characters in what is pasted into it are dropped."""

    DEFAULT_CSS = """
    TextBox, TextBox:focus {
        max-width: 76; padding: 0 1; border: none; background: $background;
        border-left: outer $rule; scrollbar-size-vertical: 1;
    }
    TextBox:focus { border-left: outer $accent; }
    TextBox .text-area--placeholder { color: $faint; }
    TextBox .text-area--cursor-line { background: $background; }
    """

    def __init__(self, text: str = "", *, placeholder: str = "", id: str | None = None) -> None:
        super().__init__(
            clean(text),
            placeholder=Content(placeholder),
            highlight_cursor_line=False,
            id=id,
        )

    def on_unmount(self) -> None:
        """Textual keeps whatever watches the theme, with all its text, until that changes."""
        watching = getattr(self.app, "__watchers", {}).get("theme", [])
        watching[:] = [each for each in watching if each[0] is not self]

    async def _on_paste(self, event: events.Paste) -> None:
        event.text = clean(event.text)  # the handler of TextArea, which runs next, takes it in
        event.stop()


class Choices(OptionList):
    """A list to choose from, without a box; the row under the cursor is lit."""

    DEFAULT_CSS = """
    Choices, Choices:focus {
        height: auto; max-height: 100%; max-width: 76; padding: 0; border: none;
        background: $background; background-tint: $background 0%; scrollbar-size-vertical: 1;
    }
    Choices > .option-list--option-highlighted, Choices:focus > .option-list--option-highlighted {
        background: $sel; color: $foreground; text-style: bold;
    }
    Choices > .option-list--option-hover { background: $sel 50%; }
    """

    BINDINGS = bindings("choices")

    def action_down(self) -> None:
        self.action_cursor_down()

    def action_up(self) -> None:
        self.action_cursor_up()

    def action_half_down(self) -> None:
        self._step(max(self.size.height // 2, 1))

    def action_half_up(self) -> None:
        self._step(-max(self.size.height // 2, 1))

    def action_page_down(self) -> None:
        self._step(max(self.size.height, 1))

    def action_page_up(self) -> None:
        self._step(-max(self.size.height, 1))

    def action_top(self) -> None:
        self.action_first()

    def action_bottom(self) -> None:
        self.action_last()

    def _step(self, rows: int) -> None:
        if self.option_count:
            at = (self.highlighted or 0) + rows
            self.highlighted = max(0, min(at, self.option_count - 1))


_LABEL = 11
"""Columns for what is chosen."""


class Pick(Widget, can_focus=True):
    """A choice of a few words on one line; arrows, Space and the mouse change it."""

    DEFAULT_CSS = """
    Pick { height: 1; max-width: 76; padding: 0 1; border-left: outer $rule; }
    Pick:focus { border-left: outer $accent; }
    """
    BINDINGS = bindings("pick")

    chosen: reactive[int] = reactive(0)

    @dataclass
    class Changed(Message):
        """Something else is chosen now."""

        pick: Pick

        @property
        def control(self) -> Pick:
            return self.pick

    def __init__(self, name: str, words: Sequence[str], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._label = name
        self._words = tuple(words)

    @property
    def word(self) -> str:
        return self._words[self.chosen]

    def render(self) -> Content:
        parts: list[str | tuple[str, str]] = [(f"{self._label:<{_LABEL}}", "$dim")]
        for at, word in enumerate(self._words[self._first :], self._first):
            parts += [(word, "bold $accent" if at == self.chosen else "$dim"), "  "]
        return Content.assemble(*parts)

    @property
    def _first(self) -> int:
        """The first word shown: where there is little room, those before the chosen one go."""
        first, room = 0, self.content_size.width - _LABEL
        while first < self.chosen and _spread(self._words[first : self.chosen + 1]) > room:
            first += 1
        return first

    def watch_chosen(self) -> None:
        self.post_message(self.Changed(self))

    def action_step(self, step: int) -> None:
        self.chosen = (self.chosen + step) % len(self._words)

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        start = _LABEL
        for at, word in enumerate(self._words[self._first :], self._first):
            end = start + cell_len(word)
            if offset is not None and start <= offset.x < end + 1:
                self.chosen = at
            start = end + 2


def _spread(words: Sequence[str]) -> int:
    """The columns of words with two between them."""
    return sum(cell_len(word) + 2 for word in words) - 2
