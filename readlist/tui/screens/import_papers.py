"""Importing: what is given is tried out, looked over if wanted, stored, and told of."""

from __future__ import annotations

import asyncio
import shlex
from collections.abc import Callable, Sequence
from functools import partial
from typing import Literal

from textual import on
from textual.app import ComposeResult
from textual.widgets import Input
from textual.worker import Worker

from readlist.errors import ReadlistError
from readlist.library import ImportReport, Library
from readlist.library.reading import ReadFile
from readlist.paper import Fields
from readlist.tui.given import TOO_LARGE, Given, Importable, Reviewed
from readlist.tui.incoming import WATCHED, Import, Incoming
from readlist.tui.jobs import StopToken
from readlist.tui.keys import bindings
from readlist.tui.screens.frame import Key, KeyLine, Page, TopLine
from readlist.tui.screens.import_form import Box, ImportForm
from readlist.tui.screens.import_report import Bar, ReportView, doubtful, problems
from readlist.tui.sitting import Sitting

_FORM_KEYS = (
    Key("enter", "import", "import"),
    Key("↓", "next box", "app.focus_next"),
    Key("^L", "review", "review"),
    Key("^T", "format", "choose_format"),
    Key("esc", "cancel", "back"),
)


class ImportScreen(Page[ImportReport | None]):
    """Import files or a paste into `library`; `text` or `path` is filled in from the start.

    Where an import goes on, or went wrong behind the page that began it, the page is about that
    first. It may be left while one goes on. The result is what was imported last, or None if
    nothing was.
    """

    AUTO_FOCUS = "#path"
    BINDINGS = bindings("import")

    def __init__(
        self,
        library: Library,
        incoming: Incoming,
        text: str | None = None,
        path: str | None = None,
    ) -> None:
        super().__init__()
        self._library = library
        self._incoming = incoming
        self.to_triage = False
        """Whether what was imported is to be gone through next."""
        self.to_add: Fields | None = None
        """What was pasted, where it is one paper, to be added by hand next."""
        self._text, self._path = text or "", path or ""
        self._shown: Literal["form", "bar", "report"] = "form"
        self._waiting = False
        """Something else has been given, which is for when the import that goes on has ended."""
        self._report: ImportReport | None = None
        self._imported: Importable | None = None
        """What the report is about."""

    def compose(self) -> ComposeResult:
        yield TopLine("import")
        yield ImportForm(self._library)
        yield Bar()
        yield ReportView()
        yield KeyLine(*_FORM_KEYS)

    def on_mount(self) -> None:
        self._form.fill_in(self._path, self._text)
        going_on = self._incoming.current
        if going_on is not None:
            self._waiting = bool(self._path or self._text)
            self._follow(going_on)

    @property
    def _form(self) -> ImportForm:
        return self.query_one(ImportForm)

    def _given(self) -> Given | None:
        """What is in hand; says so if there is nothing."""
        given = self._form.given
        if given is None:
            self._form.say("path", "name a file, or paste a listing below", "warn")
        return given

    # What it is

    def action_choose_format(self) -> None:
        """Show what each format would make of the file, or paste, to choose from."""
        if self._shown == "report":
            self._back_to_doubtful()
        elif self._shown == "form" and (given := self._given()) is not None:
            self._choose(self._form.box, given)

    def _back_to_doubtful(self) -> None:
        """What could not be imported, for nobody knows what it is, is in hand again."""
        names = doubtful(self._report) if self._report is not None else []
        if names:
            self._show("form")
            self._form.fill_in(path=shlex.join(names))
            self.action_choose_format()

    def _choose(self, box: Box, given: Given, then: Callable[[], None] | None = None) -> None:
        job = partial(self._choose_now, box, given, then)
        _: Worker[None] = self.run_worker(job, group="choose", exclusive=True)

    async def _choose_now(self, box: Box, given: Given, then: Callable[[], None] | None) -> None:
        from readlist.tui.screens.formats import FormatScreen

        form, name = self._form, self._form.doubtful(box, given)
        try:
            guesses = await asyncio.to_thread(given.guesses, self._library, name)
        except ReadlistError as error:
            form.say(box, str(error), "warn")
            return
        if not guesses:
            said = "no format finds a paper in it; ^L lets you make papers of its lines"
            form.say(box, said, "warn")
            return

        def chosen(format: str | None) -> None:
            if format is not None:
                form.read_as(box, name, format)
                (then or partial(form.look, box))()

        self.app.push_screen(FormatScreen(guesses, name.rpartition("/")[2]), chosen)

    # Looking first

    def action_review(self) -> None:
        """Show the records, to be put right before they are imported; after an import, the lines
        that were not understood, to make papers of them.
        """
        if self._shown == "report":
            if self._has_left:
                _: Worker[None] = self.run_worker(self._review_left, group="review", exclusive=True)
        elif self._shown == "form" and (given := self._given()) is not None:
            if given.size > TOO_LARGE:
                self._too_large()
            else:
                self._form.stop_looking(self._form.box)
                look = partial(self._review, self._form.box, given)
                _ = self.run_worker(look, group="review", exclusive=True)

    def _too_large(self) -> None:
        said = "too much to look over; enter imports it as it is"
        self._form.say(self._form.box, said, "warn")

    async def _review(self, box: Box, given: Given) -> None:
        from readlist.tui.screens.review import ReviewScreen

        self._form.say(box, "reading…")
        files = await self._read(given)
        if any(file.large is not None for file in files):  # unpacked, it is
            self._too_large()
            return
        if any(file.candidates for file in files):
            self._form.say(box, "")
            self._choose(box, self._form.given or given, self.action_review)
            return
        files = [self._library.read_by_hand(file) if file.undecided else file for file in files]
        wrong = [file.error for file in files if file.error is not None and file.skipped is None]
        right = [file for file in files if file.error is None]
        self._form.say(box, " · ".join(wrong), "warn")
        if right:
            sitting = Sitting(right)
            reviewed = partial(self._reviewed, box, sitting)
            self.app.push_screen(ReviewScreen(sitting), reviewed)
        elif not wrong:
            self._form.say(box, "there is nothing in it to look over", "warn")

    async def _read(self, given: Importable) -> list[ReadFile]:
        stop = StopToken()
        try:
            return await asyncio.to_thread(given.read, self._library, stop)
        finally:
            stop.stopped = True

    def _reviewed(self, box: Box, sitting: Sitting, files: Sequence[ReadFile] | None) -> None:
        if files is not None:
            self._start(Reviewed(files, sitting))
        elif self._shown == "form":
            self._form.look(box)

    def _review_on(self, sitting: Sitting, wrong: str) -> None:
        """Go on with a review that could not be stored: everything in it is as it was."""
        from readlist.tui.screens.review import ReviewScreen

        reviewed = partial(self._reviewed, self._form.box, sitting)
        self.app.push_screen(ReviewScreen(sitting, wrong), reviewed)

    @property
    def _has_left(self) -> bool:
        """Are there lines of what was imported that were not understood?"""
        report = self._report
        return report is not None and any(file.unparsed or file.undecided for file in report.files)

    async def _review_left(self) -> None:
        from readlist.tui.screens.review import ReviewScreen

        imported = self._imported
        if imported is None:
            return
        read = await self._read(imported)
        files = [self._library.read_by_hand(file) if file.undecided else file for file in read]
        files = [file for file in files if file.error is None]
        if not files or any(file.large is not None for file in files):
            self.notify("too much to look over here", severity="warning", markup=False)
            return

        sitting = Sitting(files, only_left=True)
        reviewed = partial(self._reviewed, self._form.box, sitting)
        self.app.push_screen(ReviewScreen(sitting), reviewed)

    # The import itself

    def action_import(self) -> None:
        if self._shown == "report" and self._waiting:
            self._waiting = False
            self._back_to_form(self._form.box)
        elif self._shown == "report":
            self.dismiss(self._report)
        elif self._shown == "form" and (given := self._given()) is not None:
            self.to_add = self._form.lone if self._form.box == "paste" else None
            if self.to_add is not None:
                self.dismiss(None)
            else:
                self._start(given)

    def action_triage(self) -> None:
        """Done here; what came in is gone through one by one."""
        if self._shown == "report":
            self.to_triage = True
            self.dismiss(self._report)

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self.action_import()

    def _start(self, given: Importable) -> None:
        self._form.stop_looking()
        self._follow(self._incoming.begin(given))

    def _follow(self, going_on: Import) -> None:
        self._show("bar")
        _: Worker[None] = self.run_worker(self._finish(going_on), group="import", exclusive=True)

    async def _finish(self, going_on: Import) -> None:
        bar = self.query_one(Bar)
        bar.show(going_on)
        timer = self.set_interval(WATCHED, lambda: bar.show(going_on))
        await going_on.ended()  # unless this page is left: whoever is behind it waits on
        timer.stop()
        if self not in self.app.screen_stack or not self.query(ReportView):
            return  # this page has just been left, or the app has ended
        self._incoming.seen()
        if going_on.came and going_on.report is not None:
            self._report, self._imported = going_on.report, going_on.given
            await self.query_one(ReportView).show(going_on.report)
            self._show("report")
        else:
            self._tell_failed(going_on)

    def _tell_failed(self, failed: Import) -> None:
        """Nothing came of it: whatever was given is in hand again, with what was wrong."""
        if self._form.given is None:
            self._form.put_back(failed.given)
        box = self._form.box
        self._back_to_form(box)
        if isinstance(failed.given, Reviewed) and failed.error:
            self._review_on(failed.given.sitting, failed.error)
        elif failed.report is None:
            self._form.say(box, failed.error, "warn")
        elif failed.taken_out:
            self._form.say(box, "stopped; what was in is out again")
        else:
            wrong = problems(failed.report) or ["stopped; nothing was imported"]
            self._form.tell(box, failed.report, wrong)
            asked = self._form.given
            if asked and any(file.candidates for file in failed.report.files):
                self._choose(box, asked)

    def _back_to_form(self, box: Box) -> None:
        self._show("form")
        self._form.query_one(f"#{box}").focus()

    def _show(self, what: Literal["form", "bar", "report"]) -> None:
        self._shown = what
        for widget, name in ((self._form, "form"), (Bar, "bar"), (ReportView, "report")):
            shown = widget if isinstance(widget, ImportForm) else self.query_one(widget)
            shown.display = what == name
        self.query_one(KeyLine).keys = self._keys()
        if what != "form":
            self.set_focus(self.query_one(ReportView) if what == "report" else None)

    def _keys(self) -> tuple[Key, ...]:
        if self._shown == "form":
            return _FORM_KEYS
        if self._shown == "bar":
            return (
                Key("^X", "stop it", "stop_import"),
                Key("esc", "to the list", "back"),
            )
        keys = []
        if self._report is not None and doubtful(self._report):
            keys.append(Key("^T", "say what it is", "choose_format"))
        if self._has_left:
            keys.append(Key("^L", "lines not understood", "review"))
        if self._report is not None and self._report.total("records"):
            keys.append(Key("T", "triage", "triage"))
        return (*keys, Key("↓", "read on", "down"), Key("enter", "done", "import"))

    def action_stop_import(self) -> None:
        if self._shown == "bar" and self._incoming.current is not None:
            self._incoming.current.stop()

    def action_back(self) -> None:
        """Leave; an import in progress goes on."""
        self.dismiss(self._report)
