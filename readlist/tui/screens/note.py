"""Writing a note: a page to type on that keeps what is typed, with the paper and a preview."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Protocol

from rich.text import Text
from textual import events, on
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.content import Content
from textual.widgets import Static, TextArea

from readlist.errors import ReadlistError
from readlist.paper import Paper, clean
from readlist.tui.editing import in_editor
from readlist.tui.keys import bindings
from readlist.tui.rows import shown_title
from readlist.tui.screens.frame import Key, KeyLine, Page, TopLine
from readlist.tui.widgets.boxes import Said
from readlist.tui.widgets.note_beside import WIDE, NoteBeside, What
from readlist.tui.widgets.note_box import NoteBox

_SAVE_AFTER = 0.3
"""Seconds between a key and its being saved, at most; keys typed meanwhile are saved with it."""


class Visit(Protocol):
    """The note that is written on."""

    text: str
    recovered: str | None
    """What an earlier visit could not save."""

    @property
    def joined(self) -> bool:
        """Did somebody else change the note meanwhile?"""

    def save(self, text: str) -> str:
        """Save the whole text, in a thread of its own; returns it as it is kept now. Raises
        ReadlistError."""

    def keep(self, text: str) -> Path:
        """Keep what cannot be saved for the next visit. Raises OSError."""


class NoteScreen(Page[bool]):
    """Write Markdown on a paper. Saves while one types, on leaving, and when the app ends.

    `visit` saves; while it cannot, the text is kept in a file, the page stays open and says why.
    The result: was the note changed? `editor` is the user's own choice of a text editor.
    """

    DEFAULT_CSS = """
    NoteScreen #body { padding: 1 2 0 2; }
    NoteScreen #title { text-style: bold; max-width: 76; max-height: 3; margin-bottom: 1; }
    NoteScreen NoteBox, NoteScreen NoteBox:focus { height: 1fr; border-left: outer $note; }
    NoteScreen Said { margin: 1 0; }
    NoteScreen #writing { height: 1fr; }
    NoteScreen.-beside #body { layout: horizontal; }
    NoteScreen.-beside #writing { width: 1fr; max-width: 80; padding-right: 2; }
    NoteScreen.-beside NoteBeside {
        width: 1fr; max-width: 80; margin: 0; padding-left: 2; border-left: solid $rule;
    }
    NoteScreen.-short #body { padding: 0 2; }
    NoteScreen.-short #title {
        max-height: 1; margin: 0; text-wrap: nowrap; text-overflow: ellipsis;
    }
    NoteScreen.-short Said { margin: 0; }
    NoteScreen.-short NoteBeside { margin-top: 0; }
    """
    AUTO_FOCUS = "NoteBox"
    BINDINGS = bindings("note")

    def __init__(
        self, paper: Paper, visit: Visit, editor: str | None = None, left_out: int = 0
    ) -> None:
        """`left_out`: how many papers are selected beside this one."""
        super().__init__()
        self._paper = paper
        self._visit = visit
        self._editor = editor
        self._at_first = self._saved = clean(visit.text)
        self._box = NoteBox(self._at_first)
        self._top_line = TopLine("note", left_out)
        self._said = Said()
        self._key_line = KeyLine()
        self._beside = NoteBeside(paper, lambda: (self._text, self._box.cursor_location[0]))
        self._saving = asyncio.Lock()
        self._timer_runs = False
        self._failed = self._kept = False

    def compose(self) -> ComposeResult:
        yield self._top_line
        with Container(id="body"):
            with Vertical(id="writing"):
                yield Static(Content(shown_title(self._paper)), id="title")
                yield self._box
                yield self._said
            yield self._beside
        yield self._key_line

    def on_mount(self) -> None:
        self._refresh_keys()
        self._box.move_cursor(self._box.document.end)
        if self._visit.recovered is not None:
            self._box.replace(clean(self._visit.recovered), (0, 0), self._box.document.end)
            self._box.move_cursor(self._box.document.end)
            said = "This could not be saved last time; undo goes back to the note as it is kept."
            self._said.say(said, "note")
        self.app.theme_changed_signal.subscribe(self, lambda _: self._beside.draw())

    def on_resize(self, event: events.Resize) -> None:
        self.set_class(event.size.width >= WIDE, "-beside")
        self._beside.fit(*event.size)

    def action_beside(self, what: What) -> None:
        """Show or hide the abstract, or the preview."""
        self._beside.toggle(what)

    def action_scroll_abstract(self, how: str) -> None:
        self._beside.scroll_abstract(how)

    @on(TextArea.SelectionChanged)
    def _moved(self) -> None:
        self._beside.follow()

    # Keys

    def _refresh_keys(self) -> None:
        self._key_line.keys = tuple(self._keys())

    def _keys(self) -> list[Key]:
        if self._failed:
            return [
                Key("^S", "try again", "save"),
                Key("^L", "leave, text in a file", "leave_copy"),
                Key("esc", "try again and leave", "back"),
            ]
        return [
            Key("^G", "abstract", "beside('abstract')"),
            Key("^P", "preview", "beside('preview')"),
            Key("^T", "time", "time"),
            Key("^O", "your editor", "editor"),
            Key("^Z", "undo text", "text('undo')"),
            Key("^Y", "redo", "text('redo')"),
            Key("esc", "done", "back"),
        ]

    def action_text(self, verb: str) -> None:
        (self._box.undo if verb == "undo" else self._box.redo)()

    def action_time(self) -> None:
        self._box.insert_time(datetime.now())

    # Saving

    @property
    def _text(self) -> str:
        return clean(self._box.text)

    @on(TextArea.Changed)
    def _typed(self) -> None:
        self._beside.typed()
        if self._text == self._saved:
            return
        self._say_state("…")
        if not self._timer_runs:
            self._timer_runs = True
            self.set_timer(_SAVE_AFTER, self._autosave)

    async def _autosave(self) -> None:
        self._timer_runs = False
        if not self._failed:
            await self._flush()
        else:  # the user says when to try again; until then a file has the text
            with suppress(OSError):
                await asyncio.to_thread(self._visit.keep, self._text)

    async def _flush(self, leaving: bool = False) -> bool:
        """Save what is not saved yet; False, and said on the page, if that fails.

        `leaving`: the last time, so that what another window did to it since it was saved is seen.
        """
        async with self._saving:
            text = self._text
            if text == self._saved and not (leaving and text != self._at_first):
                self._succeed()
                return True
            try:
                kept = await asyncio.to_thread(self._visit.save, text)
            except ReadlistError as error:
                self._fail(str(error))
                with suppress(OSError):
                    await asyncio.to_thread(self._visit.keep, text)
                return False
            self._saved = kept
            self._succeed()
        if kept != text:
            self._take_in(text, kept)
        return True

    def _take_in(self, sent: str, kept: str) -> None:
        """Somebody else wrote on the note, too: put that into the box, where the user is on."""
        from readlist.library import join_texts

        row, column = self._box.cursor_location
        here = self._box.document[row]
        joined = join_texts(sent, self._text, kept)
        self._box.replace(joined, (0, 0), self._box.document.end)
        same = [at for at, line in enumerate(joined.split("\n")) if line == here]
        self._box.move_cursor((min(same, key=lambda at: (at < row, at), default=row), column))
        self._said.say("Changed elsewhere meanwhile: it holds both texts now", "note")

    def _succeed(self) -> None:
        if self._failed:
            self._said.say("")
        self._failed = False
        self._say_state("saved" if self._saved != self._at_first else "")
        self._refresh_keys()

    def _fail(self, why: str) -> None:
        self._failed = True
        self._say_state("not saved")
        self._refresh_keys()
        self._said.say(f"Not saved, your text is still here: {why}", "warn")

    def _say_state(self, state: str) -> None:
        self._top_line.state = state

    # Leaving

    async def action_save(self) -> None:
        await self._flush()

    async def action_back(self) -> None:
        if await self._flush(leaving=True):
            self._leave()

    def action_leave_copy(self) -> None:
        """Leave although saving failed: a file has the text, and the next visit finds it."""
        if not self._failed:
            return
        try:
            path = self._visit.keep(self._text)
        except OSError as error:
            self._fail(f"no file could be written either ({error.strerror or error})")
            return
        self._kept = True
        said = f"Your text is in {path}; opening the note again brings it back"
        self.app.notify(said, severity="warning", markup=False, timeout=30)
        self._leave()

    def _leave(self) -> None:
        self.dismiss(self._saved != self._at_first)

    def action_editor(self) -> None:
        """Hand the text to the user's editor, and the terminal with it."""
        text = self._text
        edited, problem = in_editor(self.app, text, self._editor)
        self._said.say(problem, "warn")
        if edited != text:
            self._box.replace(edited, (0, 0), self._box.document.end)
            self._box.move_cursor(self._box.document.end)

    async def on_unmount(self) -> None:
        """The app ends while the page is open: what is typed is saved, or kept in a file."""
        async with self._saving:
            text = self._text
            if text == self._saved or self._kept:
                return
            try:
                self._visit.save(text)
            except ReadlistError:
                kept = self._visit.keep(text)
                said = f"The note could not be saved; opening it again brings it back from {kept}"
                self.app.exit(return_code=1, message=Text(said))
