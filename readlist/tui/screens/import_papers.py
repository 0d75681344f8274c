"""Importing: files by their names, or a listing pasted in, with what will come of it said first."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, TextArea

from readlist.errors import ReadlistError
from readlist.library import ImportReport, Library, Progress
from readlist.library.reading import ReadFile
from readlist.tui.screens.frame import Caption, Key, KeyLine, LineBox, Page, Said, TextBox, TopLine
from readlist.tui.screens.import_report import Bar, ReportView, forecast, problems
from readlist.tui.screens.pathbox import PathBox, split_paths

_LOOK_AFTER = 0.25
"""Seconds without a key before what is typed is looked at."""
_TOO_LARGE = 32_000_000
"""Bytes of files that nobody can look over, and that would have to be held in memory for it."""


class _Stop:
    """Tells a job in another thread that it should end at the next safe place."""

    stopped = False


Job = Callable[[_Stop], ImportReport]

_FORM_KEYS = (
    Key("enter", "import", "import"),
    Key("^L", "look it over first", "review"),
    Key("^T", "type of file", "choose_format"),
    Key("esc", "cancel", "back"),
)


class PasteBox(TextBox):
    """The box for a listing. Enter imports, for nobody types a listing; ^J is a new line."""

    DEFAULT_CSS = """
    PasteBox { height: 1fr; min-height: 2; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+j", "new_line", "New line", show=False, id="paste.new_line"),
    ]

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            event.prevent_default()
            event.stop()
            await self.screen.run_action("import")

    def action_new_line(self) -> None:
        self.insert("\n")


class ImportScreen(Page[ImportReport | None]):
    """Import files or a paste into `library`; `text` or `path` is filled in from the start.

    The result is what was imported, or None if nothing was.
    """

    DEFAULT_CSS = """
    ImportScreen #form { padding: 1 2 0 2; }
    ImportScreen #form Said { margin-left: 2; }
    ImportScreen #listing { margin-top: 1; }
    ImportScreen #named { height: auto; margin: 1 0; display: none; }
    ImportScreen.-short #form { padding: 0 2; }
    ImportScreen.-short #listing, ImportScreen.-short #named { margin: 0; }
    """
    AUTO_FOCUS = "#path"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Back", show=False, id="import.back"),
        Binding("enter", "import", "Import", show=False, id="import.import"),
        Binding("up", "app.focus_previous", "Previous", show=False, id="import.up"),
        Binding("ctrl+l", "review", "Look it over", show=False, id="import.review"),
        Binding("ctrl+t", "choose_format", "Format", show=False, id="import.format"),
    ]

    def __init__(self, library: Library, text: str | None = None, path: str | None = None) -> None:
        super().__init__()
        self._library = library
        self._text, self._path = text or "", path or ""
        # One dry run at a time: each reads the whole library.
        self._looks = ThreadPoolExecutor(1)
        self._stop = _Stop()
        self._job: asyncio.Future[ImportReport] | None = None
        self._progress: Progress | None = None
        self._report: ImportReport | None = None
        self._formats: dict[str, str] = {}
        """The format chosen for a box; without one, the reader that explains most."""

    def compose(self) -> ComposeResult:
        yield TopLine("import")
        with Vertical(id="form"):
            yield Caption("files")
            yield PathBox(placeholder="a path; tab completes", id="path")
            yield Said(id="said-path")
            yield Caption("or paste a listing", id="listing")
            yield PasteBox(placeholder="paste it here", id="paste")
            yield Said(id="said-paste")
            with Vertical(id="named"):
                yield Caption("name of the source")
                yield LineBox(f"pasted-{datetime.now():%Y-%m-%d-%H%M}", id="name")
        yield Bar()
        yield ReportView()
        yield KeyLine(*_FORM_KEYS)

    def on_mount(self) -> None:
        self.query_one("#path", PathBox).value = self._path
        if self._text:
            self._take_listing(self._text)

    # What is to be imported

    def _take_listing(self, text: str) -> None:
        box = self.query_one(PasteBox)
        box.text = text
        box.focus()

    @on(PathBox.Dropped)
    def _dropped(self, event: PathBox.Dropped) -> None:
        self._take_listing(event.text)

    @on(PathBox.Ambiguous)
    def _offer(self, event: PathBox.Ambiguous) -> None:
        self._said("path").say(event.names)

    @on(Input.Changed, "#path")
    def _files_changed(self) -> None:
        self._formats.pop("path", None)
        self._look_at_files()

    @on(TextArea.Changed, "#paste")
    def _paste_changed(self) -> None:
        self._formats.pop("paste", None)
        self._look_at_paste()

    def _look_at_files(self) -> None:
        paths = [Path(path) for path in self._paths()]
        there = bool(paths) and all(path.exists() for path in paths)
        if there and any(path.is_dir() for path in paths):
            self._look("path", None)  # a folder that is only passed through on the way to a file
            self._said("path").say("enter imports all lists of papers in the folder")
        else:
            self._look("path", self._import_files(self._paths(), dry_run=True) if there else None)

    def _look_at_paste(self) -> None:
        text = self.query_one(PasteBox).text
        self.query_one("#named").display = bool(text.strip())
        self._look("paste", self._import_text(text, dry_run=True) if text.strip() else None)

    def _paths(self) -> list[str]:
        # Not stdin, which `-` is on the command line: the terminal has it.
        paths = split_paths(self.query_one("#path", PathBox).value)
        return ["./-" if path == "-" else path for path in paths]

    @property
    def _box(self) -> str:
        """The box in hand: "path" or "paste"."""
        in_paste = self.focused is not None and self.focused.id in ("paste", "name")
        has_text = bool(self.query_one(PasteBox).text.strip())
        return "paste" if has_text and (in_paste or not self._paths()) else "path"

    def _source_name(self) -> str:
        return self.query_one("#name", LineBox).value.strip() or "pasted"

    def _import_files(self, paths: list[str], dry_run: bool = False) -> Job:
        format = self._formats.get("path")
        return lambda stop: self._library.import_files(
            paths, format=format, dry_run=dry_run, stop=stop, progress=self._tell
        )

    def _import_text(self, text: str, dry_run: bool = False) -> Job:
        name, format = self._source_name(), self._formats.get("paste")
        return lambda stop: self._library.import_text(
            text, name, format=format, dry_run=dry_run, stop=stop, progress=self._tell
        )

    def _said(self, box: str) -> Said:
        return self.query_one(f"#said-{box}", Said)

    # What would come of it

    def _look(self, box: str, job: Job | None) -> None:
        """Say below a box what importing it would do, once the keys have paused."""
        self._said(box).say("")
        self.workers.cancel_group(self, box)
        if job is not None:
            self.run_worker(self._look_now(box, job), group=box)

    async def _look_now(self, box: str, job: Job) -> None:
        said, stop = self._said(box), _Stop()
        await asyncio.sleep(_LOOK_AFTER)
        said.say("reading…")
        try:
            report = await asyncio.get_running_loop().run_in_executor(self._looks, job, stop)
        except ReadlistError as error:
            said.say(str(error), "warn")
            return
        finally:
            stop.stopped = True  # whoever waited has gone on to something else
        wrong = problems(report)
        said.say(wrong[0] if wrong else forecast(report), "warn" if wrong else "foreground")

    # Doing it

    def action_import(self) -> None:
        if self._report is not None:
            self.dismiss(self._report)
        elif self._job is None:
            if self._box == "paste":
                self._start("paste", self._import_text(self.query_one(PasteBox).text))
            elif paths := self._paths():
                self._start("path", self._import_files(paths))
            else:
                self._nothing_named()

    def _nothing_named(self) -> None:
        self._said("path").say("name a file, or paste a listing below", "warn")

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self.action_import()

    # Looking first

    async def action_review(self) -> None:
        """Show the records to be put right before they are imported."""
        if self._job is not None or self._report is not None:
            return
        box, format = self._box, self._formats.get(self._box)
        paths, text, name = self._paths(), self.query_one(PasteBox).text, self._source_name()
        if box == "path" and not paths:
            self._nothing_named()
        elif box == "path" and sum(map(_size, paths)) > _TOO_LARGE:
            self._said(box).say("too much to look over; enter imports it as it is", "warn")
        elif box == "path":
            self._review(box, lambda: self._library.read_inputs(paths, format))
        else:
            self._review(box, lambda: [self._library.read_text(text, name, format)])

    def _review(self, box: str, read: Callable[[], list[ReadFile]]) -> None:
        self.workers.cancel_group(self, box)
        self.run_worker(self._review_now(box, read), group=box)

    async def _review_now(self, box: str, read: Callable[[], list[ReadFile]]) -> None:
        from readlist.tui.screens.review import ReviewScreen

        self._said(box).say("reading…")
        files = await asyncio.to_thread(read)
        wrong = [file.error for file in files if file.error is not None]
        right = [file for file in files if file.error is None]
        self._said(box).say(" · ".join(wrong), "warn")
        if right:
            self.app.push_screen(ReviewScreen(right), lambda files: self._reviewed(box, files))

    def _reviewed(self, box: str, files: list[ReadFile] | None) -> None:
        if files is None:
            self._look_again(box)
            return
        self._start(
            box,
            lambda stop: self._library.import_read(files, stop=stop, progress=self._tell),
        )

    def _look_again(self, box: str) -> None:
        (self._look_at_files if box == "path" else self._look_at_paste)()

    async def action_choose_format(self) -> None:
        """Show what each format would make of the file, or paste, to choose from."""
        if self._job is not None or self._report is not None:
            return
        box, paths = self._box, self._paths()
        what = self.query_one(PasteBox).text if box == "paste" else next(map(Path, paths), None)
        if what is None:
            self._nothing_named()
        else:
            self.run_worker(self._choose_now(box, what), group="choose", exclusive=True)

    async def _choose_now(self, box: str, what: str | Path) -> None:
        from readlist.tui.screens.formats import FormatScreen

        try:
            guesses = await asyncio.to_thread(self._library.sniff, what)
        except ReadlistError as error:
            self._said(box).say(str(error), "warn")
            return
        if not guesses:
            self._said(box).say("no format finds a paper in it", "warn")
            return

        def chosen(format: str | None) -> None:
            if format is not None:
                self._formats[box] = format
                self._look_again(box)

        name = what.name if isinstance(what, Path) else self._source_name()
        self.app.push_screen(FormatScreen(guesses, name), chosen)

    # The import itself

    def _start(self, box: str, job: Job) -> None:
        for group in ("path", "paste"):
            self.workers.cancel_group(self, group)
        self._stop, self._progress = _Stop(), None
        self._job = asyncio.ensure_future(asyncio.to_thread(job, self._stop))
        self._show("bar")
        self.run_worker(self._finish(box, self._job))

    def _tell(self, progress: Progress) -> None:
        self._progress = progress  # from the thread; the bar looks at it now and then

    async def _finish(self, box: str, job: asyncio.Future[ImportReport]) -> None:
        bar = self.query_one(Bar)
        timer = self.set_interval(0.1, lambda: setattr(bar, "progress", self._progress))
        try:
            report = await asyncio.shield(job)
            wrong = problems(report)
        except ReadlistError as error:
            report, wrong = None, [str(error)]
        timer.stop()
        self._job = None
        if report is None or len(wrong) >= len(report.files):
            self._show("form")
            self._said(box).say(" · ".join(wrong) or "stopped; nothing was imported", "warn")
            self.query_one(f"#{box}").focus()
        else:
            self._report = report
            self._show("report")
            self.query_one(ReportView).show(report)

    def _show(self, what: str) -> None:
        self.query_one("#form").display = what == "form"
        self.query_one(Bar).display = what == "bar"
        self.query_one(Bar).stopping = False
        keys = {
            "form": _FORM_KEYS,
            "bar": (Key("esc", "stop", "back"),),
            "report": (Key("↓", "read on"), Key("enter", "done", "import")),
        }
        self.query_one(KeyLine).keys = keys[what]
        if what != "form":
            self.set_focus(None)

    def action_back(self) -> None:
        if self._job is not None:
            self._stop.stopped = True
            self.query_one(Bar).stopping = True
        else:
            self.dismiss(self._report)

    async def on_unmount(self) -> None:
        """Left, or the app ends: an import in progress is waited for, to its next batch."""
        self._stop.stopped = True
        self._looks.shutdown(wait=False, cancel_futures=True)
        if self._job is not None:
            await asyncio.wait([self._job])


def _size(path: str) -> int:
    """The bytes of a file, or of all files below a folder; 0 for one that is not there."""
    place = Path(path)
    try:
        files = place.rglob("*") if place.is_dir() else [place]
        return sum(file.stat().st_size for file in files)
    except OSError:
        return 0
