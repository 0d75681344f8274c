"""What is done to papers from the main screen, each verb one short method.

The row shows a change at once; the change itself is written by the writer thread, which then
says what it did. Everything can be undone, so nothing asks first.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

from readlist import desktop
from readlist.errors import NoteChanged, ReadlistError
from readlist.library import Done, Library, write_file
from readlist.paper import LinkKind, Paper, Status
from readlist.tui.jobs import Jobs
from readlist.tui.page import FINDERS
from readlist.tui.screens.finding import FindingScreen
from readlist.tui.widgets.bottom_line import Offer
from readlist.writers.markdown import paper_to_markdown

if TYPE_CHECKING:
    from readlist.tui.screens.export import ExportChoice
    from readlist.tui.screens.tag import TagChange


class NoteVisit:
    """The saves of one visit to a note: one step of the history, nothing overwritten.

    Should the note change elsewhere meanwhile, what was written there is put in front of what is
    written here; both stay.
    """

    def __init__(self, library: Library, jobs: Jobs, paper_id: str) -> None:
        self._library = library
        self._jobs = jobs
        self._id = paper_id
        self._visit = uuid.uuid4().hex
        note = library.note(paper_id)
        self.text = note.text
        self._version = note.version
        self.elsewhere = ""
        """What somebody else made of the note meanwhile."""

    def save(self, text: str) -> None:
        """Save from whatever thread; returns when it is written."""
        self._jobs.write_and_wait(lambda: self._save(text))

    def _save(self, text: str) -> None:
        try:
            self._write(text)
        except NoteChanged:
            note = self._library.note(self._id)
            self.elsewhere, self._version = note.text, note.version
            self._write(text)

    def _write(self, text: str) -> None:
        whole = "\n\n".join(part for part in (self.elsewhere, text) if part)
        note = self._library.set_note(self._id, whole, self._version, self._visit)
        self._version = note.version


class VerbScreen(FindingScreen):
    """The verbs."""

    _again: Callable[[Paper], None] | None = None
    """What `.` repeats."""

    # Changing: at once on the screen, in order on the disk

    def _change(self, job: Callable[[], Done], paper: Paper, will_be: Paper | None = None) -> None:
        if will_be is not None:
            self.source.put(will_be)
            self.list.changed()
        self.work(self._write(job, paper.id), group="write")

    async def _write(self, job: Callable[[], Done], id: str) -> None:
        try:
            done = await self.jobs.write(job)
            self.say(done.message, "fg", *([self._undo_offer()] if done.changed else []))
        finally:
            self.changed(id)

    def _undo_offer(self) -> Offer:
        return Offer(self.keys.shown("undo"), "undoes", "screen.undo")

    def action_star(self) -> None:
        paper = self.paper
        if paper is not None:
            on = not paper.starred
            will_be = replace(paper, starred_at=_now() if on else None)
            self._change(lambda: self.library.star([paper.id], on), paper, will_be)

    def action_mark(self, status: str) -> None:
        """Give the paper a status; the one it has already is taken off."""
        paper = self.paper
        if paper is not None:
            wanted = Status(status)
            self._set_status(paper, Status.UNREAD if paper.status is wanted else wanted)
            self._again = lambda other: self._set_status(other, wanted)

    def _set_status(self, paper: Paper, status: Status) -> None:
        self._change(
            lambda: self.library.set_status([paper.id], status),
            paper,
            replace(paper, status=status),
        )

    def action_tag(self) -> None:
        from readlist.tui.screens.tag import TagScreen

        paper = self.paper
        if paper is None or self.found is None:
            return

        def tag(change: TagChange | None) -> None:
            if change is not None:
                self._tag(paper, *change)
                self._again = lambda other: self._tag(other, *change)

        self.app.push_screen(TagScreen(paper.tags, self.found.counts.tags), tag)

    def _tag(self, paper: Paper, add: tuple[str, ...], remove: tuple[str, ...]) -> None:
        self._change(lambda: self.library.tag([paper.id], add, remove), paper)

    def action_repeat(self) -> None:
        if self.paper is None:
            return
        if self._again is None:
            self.say("Nothing to repeat yet: tag a paper or give it a status first", "dim")
        else:
            self._again(self.paper)

    def action_delete(self) -> None:
        paper = self.paper
        if paper is not None:
            self.source.drop(paper.id)
            self.list.rows_changed()
            self._change(lambda: self.library.delete([paper.id]), paper)

    def action_edit(self) -> None:
        from readlist.tui.screens.edit import EditScreen

        paper = self.paper
        if paper is None:
            return

        def edit(fields: dict[str, object] | None) -> None:
            if fields:
                self._change(lambda: self.library.edit(paper.id, **fields), paper)

        self.app.push_screen(EditScreen(paper), edit)

    # Notes

    def action_note(self) -> None:
        from readlist.tui.screens.note import NoteScreen

        paper = self.paper
        if paper is None:
            return
        try:
            visit = NoteVisit(self.library, self.jobs, paper.id)
        except ReadlistError as error:
            self.warn(error)
            return

        def left(text: str | None) -> None:
            if text is not None:
                self._noted(paper, visit)

        screen = NoteScreen(paper.title, visit.text, visit.save, self.config.editor)
        self.app.push_screen(screen, left)

    def action_edit_note(self) -> None:
        """The note in the user's own editor, which has the terminal meanwhile."""
        paper = self.paper
        if paper is None:
            return
        try:
            visit = NoteVisit(self.library, self.jobs, paper.id)
            text = self._in_editor(visit.text)
            if text != visit.text:
                visit.save(text)
                self._noted(paper, visit)
        except ReadlistError as error:
            self.warn(error)

    def _in_editor(self, text: str) -> str:
        problem: ReadlistError | None = None
        try:
            with self.app.suspend():
                # Caught in here: an error that left `suspend` would leave the terminal suspended.
                try:
                    text = desktop.edit_text(text, editor=self.config.editor)
                except ReadlistError as error:
                    problem = error
        except SuspendNotSupported:
            self.say("This terminal cannot be handed to another program", "warn")
        if problem is not None:
            raise problem
        return text

    def _noted(self, paper: Paper, visit: NoteVisit) -> None:
        if visit.elsewhere:
            self.say("The note was changed elsewhere meanwhile; it holds both texts now", "warn")
        else:
            self.say("Note saved", "note", self._undo_offer())
        self.changed(paper.id)

    # The log

    def action_undo(self) -> None:
        self.work(self._step_back(), group="write")

    def action_redo(self) -> None:
        self.work(self._step_forward(), group="write")

    async def _step_back(self) -> None:
        step = await self.jobs.write(self.library.undo)
        redo = Offer(self.keys.shown("redo"), "redoes", "screen.redo")
        self.say(f"Undone: {step.label}", "fg", redo)
        self._all_changed()

    async def _step_forward(self) -> None:
        step = await self.jobs.write(self.library.redo)
        self.say(f"Done again: {step.label}", "fg", self._undo_offer())
        self._all_changed()

    def _all_changed(self) -> None:
        """Any paper may be another now, and the list may hold others."""
        self.source.forget()
        self.list.changed()
        self.index()
        self.catch_up()

    # Out of the program

    def action_open_link(self) -> None:
        """Open the paper's own link; where it has none, a search for its title."""
        paper = self.paper
        if paper is not None:
            own = any(link.kind is LinkKind.PAPER for link in self.library.links(paper))
            what = "" if own else f"searched on {FINDERS[self.config.find]}"
            self.open_url(self.library.link_to(paper, self.config.find), what)

    def action_links(self) -> None:
        from readlist.tui.screens.links import LinkScreen

        paper = self.paper
        if paper is None:
            return
        find = self.library.find_url(paper, self.config.find)

        def chosen(url: str | None) -> None:
            if url is not None:
                self.open_url(url)

        self.app.push_screen(LinkScreen(self.library.links(paper), find), chosen)

    def open_url(self, url: str, what: str = "") -> None:
        self.work(self._open_url(url, what), group="desktop")

    async def _open_url(self, url: str, what: str) -> None:
        self.say(f"Opening {url}", "dim")
        opened = await self.jobs.help(lambda: desktop.open_url(url))
        if opened:
            self.say(f"Handed to {opened.how}{', ' + what if what else ''}: {url}")
        else:
            copied = await self.jobs.help(lambda: desktop.copy(url, self._to_terminal))
            said = f"copied by {copied.how}" if copied else "open it yourself"
            self.say(f"No browser here; {said}: {url}")

    def action_copy(self, what: str) -> None:
        paper = self.paper
        if paper is None:
            return
        text = {
            "markdown": lambda: paper_to_markdown(paper),
            "link": lambda: self.library.link_to(paper, self.config.find),
            "title": lambda: paper.title,
            "id": lambda: paper.id,
        }[what]()
        self.work(self._copy(text, what), group="desktop")

    async def _copy(self, text: str, what: str) -> None:
        copied = await self.jobs.help(lambda: desktop.copy(text, self._to_terminal))
        name = {"markdown": "The paper as Markdown", "id": "Its id"}.get(what, f"Its {what}")
        if copied:
            self.say(f"{name} copied by {copied.how}")
        else:
            self.say("There is no clipboard here: no wl-copy, xclip or tmux was found", "warn")

    def _to_terminal(self, sequence: str) -> None:
        """Write an escape sequence between two frames of the screen."""
        driver = self.app._driver
        if driver is not None:
            self.app.call_from_thread(driver.write, sequence)

    def action_export(self) -> None:
        from readlist.tui.screens.export import ExportScreen

        if not len(self.source) or self.found is None:
            self.say("There is nothing here to export", "dim")
            return
        name = _file_name(self.found.text)

        def export(choice: ExportChoice | None) -> None:
            if choice is not None:
                self.work(self._export(choice, list(self.source.ids), name), group="desktop")

        formats = self.library.export_formats()
        self.app.push_screen(ExportScreen(f"{name}.md", formats, len(self.source)), export)

    async def _export(self, choice: ExportChoice, ids: list[str], title: str) -> None:
        def write() -> None:
            text = self.library.export(ids, choice.format, title=title, abstracts=choice.abstracts)
            write_file(choice.path, text)

        await self.jobs.help(write)
        count = f"{len(ids):,} paper{'' if len(ids) == 1 else 's'}"
        self.say(f"Wrote {count} to {choice.path}")


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _file_name(query: str) -> str:
    """What to call an export of a query: ``starred`` for ``is:starred``."""
    words = query.replace("is:", "").replace("tag:", "").replace("source:", "")
    name = "-".join("".join(c if c.isalnum() or c in "._" else " " for c in words).split())
    return name[:60] or "papers"
