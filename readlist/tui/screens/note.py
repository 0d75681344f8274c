"""Writing a note: a page to type on that keeps what is typed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from rich.text import Text
from textual import on
from textual.app import ComposeResult, SuspendNotSupported
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static, TextArea

from readlist import desktop
from readlist.errors import ReadlistError
from readlist.paper import clean, one_line
from readlist.tui.keys import bindings
from readlist.tui.screens.frame import Key, KeyLine, Page, Said, TextBox, TopLine

_SAVE_AFTER = 0.8
"""Seconds between a key and its being saved, at most; keys typed meanwhile are saved with it."""


class NoteScreen(Page[str | None]):
    """Write Markdown on a paper. Saves while one types, on leaving, and when the app ends.

    `save` is called in a thread of its own, never twice at once, always with the whole text; it
    raises ReadlistError when it could not save, and the page then stays open and says why. The
    result is the text as saved last, or None if it is as it was. `editor` is the user's own
    choice of a text editor, if the config names one.
    """

    DEFAULT_CSS = """
    NoteScreen #body { padding: 1 2 0 2; }
    NoteScreen #title { text-style: bold; max-width: 76; max-height: 3; margin-bottom: 1; }
    NoteScreen TextBox, NoteScreen TextBox:focus { height: 1fr; border-left: outer $note; }
    NoteScreen Said { margin: 1 0; }
    NoteScreen.-short #body { padding: 0 2; }
    NoteScreen.-short #title { max-height: 1; margin: 0; }
    NoteScreen.-short Said { margin: 0; }
    """
    AUTO_FOCUS = "TextBox"
    BINDINGS = bindings("note")

    def __init__(
        self, title: str, text: str, save: Callable[[str], None], editor: str | None = None
    ) -> None:
        super().__init__()
        self._title = one_line(title)
        self._at_first = self._saved = clean(text)
        self._save = save
        self._editor = editor
        self._box = TextBox(self._at_first, placeholder="What is it good for?")
        self._box.tab_behavior = "indent"
        self._box.indent_width = 2
        self._saving = asyncio.Lock()
        self._timer_runs = False
        self._failed = self._kept = False

    def compose(self) -> ComposeResult:
        yield TopLine("note")
        with Vertical(id="body"):
            yield Static(Content(self._title), id="title")
            yield self._box
            yield Said()
        yield KeyLine(*self._keys())

    def on_mount(self) -> None:
        self._box.move_cursor(self._box.document.end)

    def _keys(self) -> list[Key]:
        if self._failed:
            return [
                Key("^S", "try again", "save"),
                Key("^L", "leave, text in a file", "leave_copy"),
                Key("esc", "try again and leave", "back"),
            ]
        return [
            Key("^O", "your editor", "editor"),
            Key("^Z", "undo text", "text('undo')"),
            Key("^Y", "redo", "text('redo')"),
            Key("esc", "save and leave", "back"),
        ]

    @property
    def _text(self) -> str:
        return clean(self._box.text)

    @on(TextArea.Changed)
    def _typed(self) -> None:
        if self._text == self._saved:
            return
        self._say_state("…")
        if not self._timer_runs:
            self._timer_runs = True
            self.set_timer(_SAVE_AFTER, self._autosave)

    async def _autosave(self) -> None:
        self._timer_runs = False
        if not self._failed:  # after a failure the user says when to try again
            await self._flush()

    async def _flush(self) -> bool:
        """Save what is not saved yet; False, and said on the page, if that fails."""
        async with self._saving:
            text = self._text
            if text == self._saved:
                self._succeed()
                return True
            try:
                await asyncio.to_thread(self._save, text)
            except ReadlistError as error:
                self._fail(str(error))
                return False
            self._saved = text
            self._succeed()
            return True

    def _succeed(self) -> None:
        self._failed = False
        self._refresh_lines("saved" if self._saved != self._at_first else "")
        self.query_one(Said).say("")

    def _fail(self, why: str) -> None:
        self._failed = True
        self._refresh_lines("not saved")
        self.query_one(Said).say(f"Not saved, your text is still here: {why}", "warn")

    def _refresh_lines(self, state: str) -> None:
        self._say_state(state)
        self.query_one(KeyLine).keys = tuple(self._keys())

    def _say_state(self, state: str) -> None:
        self.query_one(TopLine).state = state

    def action_text(self, verb: str) -> None:
        (self._box.undo if verb == "undo" else self._box.redo)()

    async def action_save(self) -> None:
        await self._flush()

    async def action_back(self) -> None:
        if await self._flush():
            self._leave()

    def action_leave_copy(self) -> None:
        """Leave although saving failed: the text goes into a file, and the app says which."""
        if not self._failed:
            return
        try:
            path = desktop.keep_text(self._text)
        except OSError as error:
            self._fail(f"no file could be written either ({error.strerror or error})")
            return
        self._kept = True
        self.app.notify(f"The note is kept in {path}", severity="warning", markup=False, timeout=30)
        self._leave()

    def _leave(self) -> None:
        self.dismiss(self._saved if self._saved != self._at_first else None)

    def action_editor(self) -> None:
        """Hand the text to the user's editor, and the terminal with it."""
        text = self._text
        try:
            with self.app.suspend():
                # Caught in here: an error that left `suspend` would leave the terminal suspended.
                try:
                    edited, problem = desktop.edit_text(text, editor=self._editor), ""
                except (ReadlistError, OSError) as error:
                    edited, problem = text, str(error)
        except SuspendNotSupported:
            edited, problem = text, "this terminal cannot be handed to another program"
        self.query_one(Said).say(problem, "warn")
        if edited != text:
            self._box.replace(edited, (0, 0), self._box.document.end)
            self._box.move_cursor(self._box.document.end)

    async def on_unmount(self) -> None:
        """The app ends while the page is open: what is typed is saved, or kept in a file."""
        async with self._saving:
            text = self._text
            if text == self._saved or self._kept:
                return
            done = False
            try:
                self._save(text)
                done = True
            except ReadlistError:
                pass
            finally:
                if not done:
                    kept = Text(
                        f"The note could not be saved; its text is in {desktop.keep_text(text)}"
                    )
                    self.app.exit(return_code=1, message=kept)
