"""The command palette: everything there is to do, by name, each with its key."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.fuzzy import FuzzySearch
from textual.widgets import Input, OptionList, Static

from readlist.tui.keys import Verb, bindings
from readlist.tui.named import WORDS_BEGIN_SO, nearness
from readlist.tui.screens.frame import Key
from readlist.tui.screens.picking import PickSheet
from readlist.tui.text import cut, drawable
from readlist.tui.widgets.boxes import LineBox

_KEYS_WIDTH = 8
_ROOM_FOR_HELP = 70


class Palette(PickSheet[Verb | None]):
    """Pick one of `verbs`, by its name, words of its help, or its key.

    Enter takes what answers the text that is in the box: never a row of what stood there before,
    however fast one types, and nothing where nothing is called so.
    """

    DEFAULT_CSS = """
    Palette { background: $background 70%; align: left top; }
    Palette > .sheet {
        margin: 2 4; padding: 1 0; max-width: 90; max-height: 90vh; background: $panel;
        border-top: none;
    }
    Palette.-narrow > .sheet, Palette.-short > .sheet { margin: 0; max-width: 100%; }
    Palette.-short > .sheet { padding: 0; }
    Palette .typed { height: 1; margin: 0 2; }
    Palette .typed Static { width: 2; color: $accent; }
    Palette LineBox, Palette LineBox:focus {
        margin: 0; padding: 0; border: none; background: $panel;
    }
    Palette Choices, Palette Choices:focus {
        margin-top: 1; padding: 0; max-height: 70vh; max-width: 100%; background: $panel;
        scrollbar-background: $panel;
    }
    Palette.-short Choices { margin-top: 0; }
    Palette Choices > .option-list--option { padding: 0 2; }
    Palette Said { margin: 1 2 0 2; }
    """
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (98, "-roomy")]  # noqa: RUF012 — as Textual has it
    BINDINGS = bindings("palette")

    def __init__(self, verbs: Sequence[Verb]) -> None:
        """`verbs`: what can be done now, in the order to be shown."""
        super().__init__("", LineBox(placeholder="what to do"))
        self._verbs = verbs
        self._found: Sequence[Verb] = verbs
        self._answered: str | None = None
        """The text that the rows answer."""

    def compose(self) -> ComposeResult:
        self.choices.can_focus = False
        with Vertical(classes="sheet"):
            with Horizontal(classes="typed"):
                yield Static(Content(":"))
                yield self.box
            yield self.choices
            yield self.said
        yield self.key_line

    def on_mount(self) -> None:
        self.key_line.keys = (
            Key("enter", "do it", "take"),
            Key("↓", "next", "move(1)"),
            Key("esc", "close", "back"),
        )

    @on(Input.Changed)
    def _answer(self) -> None:
        """List what answers the text that is in the box now."""
        typed = self.box.value.strip()
        if typed == self._answered:
            return
        self._answered = typed
        self._found = named(self._verbs, typed)
        said = "" if self._found else "Nothing is called so"
        if not self._found and (alike := _alike(self._verbs, typed)):
            self._found = alike
            said = "Nothing is called so; ↓ goes to what is spelled a little like it"
        self._draw(None if said else 0)
        self.said.say(said)

    def on_resize(self, event: events.Resize) -> None:
        self._answer()
        self._draw(self.lit)

    def _draw(self, at: int | None) -> None:
        room = min(self.size.width - (8 if self.size.width >= 98 else 0), 90) - 5
        words = (self._answered or "").casefold().split()
        helps = self.size.width >= _ROOM_FOR_HELP
        self.show_rows([_row(verb, words, room, helps) for verb in self._found], at)

    def action_move(self, step: int) -> None:
        self._answer()
        super().action_move(step)

    @on(Input.Submitted)
    def action_take(self) -> None:
        self._answer()
        if self.lit is not None:
            self.dismiss(self._found[self.lit])

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._found[event.option_index])


def named(verbs: Sequence[Verb], typed: str) -> list[Verb]:
    """Those with the key that is typed, then those it names, the best first; all for no text."""
    if not typed:
        return list(verbs)
    near = [(nearness(typed, (verb.id, verb.title, *verb.also), verb.help), verb) for verb in verbs]
    near = [(rank, verb) for rank, verb in near if rank or verb.key == typed]
    # Of names that begin alike the shorter one is meant.
    near.sort(key=lambda each: (-each[0], len(each[1].title) if each[0] >= WORDS_BEGIN_SO else 0))
    return sorted((verb for _, verb in near), key=lambda verb: verb.key != typed)


def _alike(verbs: Sequence[Verb], typed: str) -> list[Verb]:
    """Those with the letters typed in their names, in this order, the best first."""
    fuzzy = FuzzySearch()
    scores = [(fuzzy.match(typed, verb.title)[0], verb) for verb in verbs]
    scores.sort(key=lambda each: -each[0])
    return [verb for score, verb in scores if score]


def _row(verb: Verb, words: Sequence[str], room: int, helps: bool) -> Content:
    """A verb in a line: its key, its name, and where there is room what it does."""
    gap = " " * max(_KEYS_WIDTH - cell_len(verb.key), 1)
    title = cut(drawable(verb.title), room - cell_len(verb.key + gap))
    row = Content.styled(verb.key, "bold $accent") + Content(gap) + _marked(title, words)
    left = room - row.cell_length - 2
    if not verb.help or not helps or left < _KEYS_WIDTH:
        return row
    return row + Content.styled(f"  {cut(drawable(verb.help), left)}", "$dim not bold")


def _marked(title: str, words: Sequence[str]) -> Content:
    """A title with the words typed marked in it."""
    content, folded = Content(title), title.casefold()
    for word in words:
        at = folded.find(word)
        if at >= 0 and len(folded) == len(title):
            content = content.stylize("bold $hit", at, at + len(word))
    return content
