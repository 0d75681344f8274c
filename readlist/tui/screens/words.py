"""My words: the two lists of them, to be added to, taken from, and moved between."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input

from readlist.errors import ReadlistError
from readlist.library import Done, Library
from readlist.library.log import step_undone
from readlist.library.words import LISTS, checked_word, word_query
from readlist.paper import MyWord, WordKind, counted
from readlist.tui.guide import GuidedApp
from readlist.tui.jobs import Jobs
from readlist.tui.keys import bindings
from readlist.tui.screens.acting import ActingPage
from readlist.tui.screens.frame import Key, KeyLine, TopLine
from readlist.tui.steps import steps_redone
from readlist.tui.text import cut, drawable
from readlist.tui.widgets.boxes import Caption, LineBox
from readlist.tui.widgets.line_list import LineList

_MEASURE = 60
"""Columns of a list, however wide the window is."""

Row = MyWord | WordKind
"""A line to go to: a word, or the place to add one to a list."""


class WordBox(LineBox):
    """The box for a word; it is open for one of the two lists."""

    BINDINGS = bindings("word")


class WordsScreen(ActingPage[str | None]):
    """Look through the words and change them; the result: a query for the papers that have one.

    Each list ends with a line to add to it. The box opens when it is asked for, and Enter closes
    it: so it is always known whether a letter is typed or does something.
    """

    DEFAULT_CSS = """
    WordsScreen LineList { height: 1fr; max-width: 64; padding: 1 0 0 0; }
    WordsScreen.-short LineList { padding: 0; }
    WordsScreen WordBox, WordsScreen Caption { display: none; margin: 0 1; }
    WordsScreen Caption { padding: 0 1; }
    WordsScreen.adding WordBox, WordsScreen.adding Caption { display: block; }
    WordsScreen Said { padding: 0 2; max-width: 100%; }
    """
    AUTO_FOCUS = "LineList"
    BINDINGS = bindings("words")

    def __init__(self, library: Library, jobs: Jobs) -> None:
        super().__init__(library, jobs)
        self._counts: dict[MyWord, int] = {}
        self._rows: dict[int, Row] = {}
        """What the lines are that one can go to, by their number."""
        self._adding = WordKind.WANTED
        """The list that the box adds to."""
        self._top_line = TopLine("my words")
        self._list = LineList()
        self._caption = Caption("")
        self._box = WordBox(placeholder="captions, world model")
        self._key_line = KeyLine()

    def compose(self) -> ComposeResult:
        yield self._top_line
        yield self._list
        yield self.said
        yield self._caption
        yield self._box
        yield self._key_line

    def on_mount(self) -> None:
        self._show()
        self._count()

    # What is shown

    @property
    def _row(self) -> Row:
        return self._rows.get(self._list.cursor, WordKind.WANTED)

    def on_resize(self) -> None:
        self.call_after_refresh(self._show)

    def _show(self, at: str | None = None) -> None:
        """Show the lists, the cursor on the word `at`, else on the line it is on."""
        words, lines = self._library.words.all(), list[Content]()
        self._rows = {}
        for kind in WordKind:
            lines += [Content("")] * bool(lines)
            lines.append(Content(f"  {LISTS[kind].upper()}").stylize(self._list.ink.faint))
            rows: list[Row] = [word for word in words if word.kind is kind]
            for row in [*rows, kind]:
                self._rows[len(lines)] = row
                lines.append(self._drawn(row))
        cursor = next(
            (
                line
                for line, row in self._rows.items()
                if isinstance(row, MyWord) and row.word == at
            ),
            self._list.cursor,
        )
        self._list.show(lines, list(self._rows), cursor)
        self._top_line.state = counted(len(words), "word")
        self._say_keys()

    def _drawn(self, row: Row) -> Content:
        ink = self._list.ink
        if isinstance(row, WordKind):
            key = self.app.keys.shown("words_add") if isinstance(self.app, GuidedApp) else ""
            does = " adds a word here" if key else "add a word"
            return Content.assemble("  ", (key, ink.key), (does, ink.dim))
        style = ink.wanted if row.kind is WordKind.WANTED else ink.unwanted
        count = f"{self._counts[row]:,}" if row in self._counts else "…"
        room = min(self.size.width, _MEASURE) - 5 - len(count)
        word = cut(drawable(row.word), room)
        gap = " " * (room - cell_len(word) + 1)
        return Content.assemble("  ", (word, style), gap, (count, ink.dim))

    def _count(self) -> None:
        self.work(self._counted, group="counts", exclusive=True)

    async def _counted(self) -> None:
        self._counts = await self._jobs.search(self._library.words.count)
        if not self.left:
            self._show()

    @on(LineList.Moved)
    def _say_keys(self) -> None:
        self._key_line.keys = tuple(self._keys())

    def _keys(self) -> Iterator[Key]:
        if self.has_class("adding"):
            yield Key("enter", "add")
            yield Key("tab", f"to “{LISTS[_other(self._adding)]}”", "other")
            yield Key("esc", "cancel", "back")
            return
        row = self._row
        if isinstance(row, MyWord):
            wanted = row.kind is WordKind.WANTED
            yield Key("enter", "its papers", "open")
            yield Key("a", "add", "add")
            yield Key("D", "delete", "delete")
            if wanted:
                yield Key("alt+down", f"to “{LISTS[WordKind.UNWANTED]}”", "lower")
            else:
                yield Key("alt+up", f"to “{LISTS[WordKind.WANTED]}”", "raise")
        else:
            yield Key("a", "add", "add")
            yield Key("tab", "the other list", "other")
        yield Key("u", "undo", "undo")
        yield Key("esc", "back", "back")

    # Adding

    def action_add(self) -> None:
        """Open the box for the list that the cursor is in."""
        self._say("")
        self._box.value = ""
        self.add_class("adding")
        self._box.focus()
        self._add_to(_list_of(self._row))

    def _add_to(self, kind: WordKind) -> None:
        self._adding = kind
        self._caption.update(Content(f"add to “{LISTS[kind]}”".upper()))
        self._go_to(kind)
        self._say_keys()

    def action_other(self) -> None:
        """To the other list; the box adds to that one then."""
        if self.has_class("adding"):
            self._add_to(_other(self._adding))
            return
        other = _other(_list_of(self._row))
        self._go_to(next(row for row in self._rows.values() if _list_of(row) is other))

    def _go_to(self, wanted: Row) -> None:
        self._list.cursor = next(line for line, row in self._rows.items() if row == wanted)

    @on(Input.Changed)
    def _typed(self) -> None:
        self._say("")
        self._say_keys()

    @on(Input.Submitted)
    def _entered(self) -> None:
        words, kind = [part for part in self._box.value.split(",") if part.strip()], self._adding
        try:
            for word in words:
                checked_word(word)
        except ReadlistError as error:
            self._say(str(error), "warn")
            return
        self.action_back()
        if words:
            self._change(lambda: self._library.words.add(words, kind), words[-1].strip())

    # What is done to a word

    def action_open(self) -> None:
        row = self._row
        if isinstance(row, MyWord):
            self.dismiss(word_query(row))
        else:
            self.action_add()

    @on(LineList.Clicked)
    def _clicked(self) -> None:
        if isinstance(self._row, WordKind):
            self.action_add()

    def action_delete(self) -> None:
        row = self._row
        if isinstance(row, MyWord):
            self._change(lambda: self._library.words.remove([row.word]))

    def action_lower(self) -> None:
        self._move(WordKind.UNWANTED)

    def action_raise(self) -> None:
        self._move(WordKind.WANTED)

    def _move(self, kind: WordKind) -> None:
        row = self._row
        if isinstance(row, MyWord) and row.kind is not kind:
            self._change(lambda: self._library.words.add([row.word], kind), row.word)

    def action_undo(self) -> None:
        self._step(lambda: step_undone(self._library.undo()))

    def action_redo(self) -> None:
        self._step(lambda: steps_redone([self._library.redo()]))

    def _change(self, job: Callable[[], Done], at: str | None = None) -> None:
        self._step(lambda: job().message, at)

    def _step(self, job: Callable[[], str], at: str | None = None) -> None:
        self.work(self._write(job, at), group="write")

    async def _write(self, job: Callable[[], str], at: str | None) -> None:
        self._say(await self._jobs.write(job))
        if not self.left:
            self._show(at)
            self._count()

    def action_back(self) -> None:
        """Out of the box, then out of the screen."""
        if self.has_class("adding"):
            self.remove_class("adding")
            self._say("")
            self._list.focus()
            self._say_keys()
        else:
            self.dismiss(None)


def _list_of(row: Row) -> WordKind:
    return row.kind if isinstance(row, MyWord) else row


def _other(kind: WordKind) -> WordKind:
    return WordKind.UNWANTED if kind is WordKind.WANTED else WordKind.WANTED
