"""The two boxes of the import screen: files by their names, and a listing pasted in."""

from __future__ import annotations

import asyncio
import shlex
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from typing import Literal

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, TextArea

from readlist.errors import ReadlistError
from readlist.library import ImportReport, Library
from readlist.library.lone import lone_paper
from readlist.paper import Fields, clean
from readlist.tui.given import TOO_LARGE, Files, Given, Importable, Paste
from readlist.tui.jobs import StopToken
from readlist.tui.keys import bindings
from readlist.tui.screens.import_report import doubtful, forecast, problems
from readlist.tui.screens.pathbox import PathBox, is_there, split_paths
from readlist.tui.widgets.boxes import Caption, LineBox, Said, TextBox

_LOOK_AFTER = 0.25
"""Seconds without a key before what is typed is looked at."""

_LONG = 200_000
"""Characters of a listing above which it is not to be edited in its box."""
_BEGINNING = 8_000
"""Characters that are shown of such a one."""

Box = Literal["path", "paste"]


class PasteBox(TextBox):
    """The box for a listing. Enter imports, for nobody types a listing; ^J is a new line.

    Of a long one the beginning is shown, not to be edited: a box of megabytes answers no key.
    """

    DEFAULT_CSS = """
    PasteBox { height: 1fr; min-height: 2; }
    """
    BINDINGS = bindings("paste")
    _long = ""

    @property
    def listing(self) -> str:
        """All of what was pasted or typed."""
        return self._long or self.text

    def take(self, listing: str) -> None:
        """Hold this instead of what was there."""
        listing = clean(listing)
        self._long = listing if len(listing) > _LONG else ""
        self.read_only = bool(self._long)
        if self._long:
            shown = self._long[:_BEGINNING].rpartition("\n")[0] or self._long[:_BEGINNING]
            more = self._long.count("\n") - shown.count("\n")
            listing = f"{shown}\n… and {more:,} more lines; ^U clears all of it"
        self.text = listing

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            event.prevent_default()
            event.stop()
            await self.screen.run_action("import")
        elif self._long and event.key in ("ctrl+u", "backspace", "delete"):
            event.prevent_default()
            event.stop()
            self.take("")

    async def _on_paste(self, event: events.Paste) -> None:
        if self._long or len(event.text) > _LONG:
            event.prevent_default()
            event.stop()
            self.take(f"{self.listing}{event.text}")

    def action_new_line(self) -> None:
        self.insert("\n")


class ImportForm(Vertical):
    """What is to be imported into `library`, with what will come of it said below each box."""

    DEFAULT_CSS = """
    ImportForm { padding: 1 2 0 2; overflow-y: auto; scrollbar-size-vertical: 1; }
    ImportForm Said { margin-left: 2; }
    ImportForm #listing { margin-top: 1; }
    ImportForm #named { height: auto; margin: 1 0; display: none; }
    .-short ImportForm { padding: 0 2; }
    .-short ImportForm #listing, .-short ImportForm #named { margin: 0; }
    """

    def __init__(self, library: Library) -> None:
        super().__init__()
        self._library = library
        # One dry run at a time: each reads the whole library.
        self._looks = ThreadPoolExecutor(1)
        self._formats: dict[str, str] = {}
        """What files are to be read as, by the names reports give them."""
        self._paste_format: str | None = None
        self._doubtful: dict[Box, str | None] = {"path": None, "paste": None}
        """The first file of a box of which a person has to say what it is."""
        self.lone: Fields | None = None
        """What is pasted, where it is no listing but looks like one paper."""

    def compose(self) -> ComposeResult:
        yield Caption("files")
        yield PathBox(placeholder="a path; tab completes", id="path")
        yield Said(id="said-path")
        yield Caption("or paste a listing", id="listing")
        yield PasteBox(placeholder="paste it here", id="paste")
        yield Said(id="said-paste")
        with Vertical(id="named"):
            yield Caption("name of the source")
            yield LineBox(f"pasted-{datetime.now():%Y-%m-%d-%H%M}", id="name")

    def on_unmount(self) -> None:
        self._looks.shutdown(wait=False, cancel_futures=True)

    # What is given

    def fill_in(self, path: str = "", text: str = "") -> None:
        """Put a path into its box, or a listing into its."""
        if path:
            box = self.query_one("#path", PathBox)
            box.value, box.cursor_position = path, len(path)
            box.focus()
        if text:
            paste = self.query_one(PasteBox)
            paste.take(text)
            paste.focus()

    def put_back(self, given: Importable) -> None:
        """Have in the boxes again what was given before."""
        if isinstance(given, Files):
            self._formats = dict(given.formats)
            self.fill_in(path=shlex.join(given.paths))
        elif isinstance(given, Paste):
            self.query_one("#name", LineBox).value = given.name
            self.fill_in(text=given.text)
            self._paste_format = given.format

    @property
    def box(self) -> Box:
        """The box in hand."""
        focused = self.screen.focused
        in_paste = focused is not None and focused.id in ("paste", "name")
        has_text = bool(self.query_one(PasteBox).listing.strip())
        return "paste" if has_text and (in_paste or not self._paths()) else "path"

    @property
    def given(self) -> Given | None:
        """What is in the box in hand, if anything."""
        return self._in(self.box)

    def _in(self, box: Box) -> Given | None:
        if box == "path":
            paths = self._paths()
            return Files(paths, dict(self._formats)) if paths else None
        text = self.query_one(PasteBox).listing
        name = self.query_one("#name", LineBox).value.strip() or "pasted"
        return Paste(text, name, self._paste_format) if text.strip() else None

    def _paths(self) -> tuple[str, ...]:
        # Not stdin, which `-` is on the command line: the terminal has it.
        paths = split_paths(self.query_one("#path", PathBox).value)
        return tuple("./-" if path == "-" else path for path in paths)

    def doubtful(self, box: Box, given: Given) -> str:
        """The part of what is given that a person is to say the format of, as reports call it."""
        return self._doubtful[box] or given.name

    def read_as(self, box: Box, name: str, format: str) -> None:
        """From now on the file `name`, or the paste, is of this format."""
        if box == "path":
            self._formats[name] = format
        else:
            self._paste_format = format

    # What is said of it

    def say(self, box: Box, text: str, tone: str = "dim") -> None:
        self.query_one(f"#said-{box}", Said).say(text, tone)
        self.call_after_refresh(self._keep_in_view)

    def _keep_in_view(self) -> None:
        """What is said takes room: in a short terminal the box in hand may be pushed out."""
        focused = self.screen.focused
        if focused is not None and self in focused.ancestors:
            focused.scroll_visible(animate=False)

    def tell(self, box: Box, report: ImportReport, wrong: Sequence[str]) -> None:
        """What was wrong, if anything, and else what would come of it."""
        self._doubtful[box] = next(iter(doubtful(report)), None)
        if box == "paste" and self._doubtful[box] is not None:
            self.lone = lone_paper(self.query_one(PasteBox).listing)
            if self.lone is not None:
                self.say(box, "a title and its abstract, it seems: enter adds them as one paper")
                return
        self.say(box, " · ".join(wrong) or forecast(report), "warn" if wrong else "foreground")

    @on(PathBox.Dropped)
    def _dropped(self, event: PathBox.Dropped) -> None:
        self.fill_in(text=event.text)

    @on(PathBox.Ambiguous)
    def _offer(self, event: PathBox.Ambiguous) -> None:
        self.say("path", event.names)

    @on(Input.Changed, "#path")
    def _files_changed(self) -> None:
        self.look("path")

    @on(TextArea.Changed, "#paste")
    def _paste_changed(self) -> None:
        self._paste_format = self.lone = None
        self.query_one("#named").display = bool(self.query_one(PasteBox).text.strip())
        self.look("paste")

    def look(self, box: Box) -> None:
        """Say below a box what importing it would do, once the keys have paused."""
        self.stop_looking(box)
        self.say(box, "")
        given, paths = self._in(box), [Path(path) for path in self._paths()]
        if given is None or (box == "path" and not all(map(is_there, paths))):
            return
        if box == "path" and any(path.is_dir() for path in paths):
            # It may only be passed through on the way to a file.
            self.say("path", "enter imports all lists of papers in the folder")
        elif box == "path" and not all(path.is_file() for path in paths):
            self.say("path", "a pipe can be read only once; enter imports what comes out of it")
        elif given.size > TOO_LARGE:
            size = f"{given.size / 1_000_000:,.0f} MB"
            self.say(box, f"{size}, too much to try it out first; enter imports it")
        else:
            self.run_worker(self._look_now(box, given), group=box)

    def stop_looking(self, *boxes: Box) -> None:
        """What is being looked at in these boxes, or in both, is not wanted any more."""
        for box in boxes or ("path", "paste"):
            self._doubtful[box] = None
            self.workers.cancel_group(self, box)

    async def _look_now(self, box: Box, given: Given) -> None:
        stop = StopToken()
        await asyncio.sleep(_LOOK_AFTER)
        self.say(box, "reading…")
        loop = asyncio.get_running_loop()
        try:
            report = await loop.run_in_executor(self._looks, given.forecast, self._library, stop)
        except ReadlistError as error:
            self.say(box, str(error), "warn")
            return
        finally:
            stop.stopped = True  # whoever waited has gone on to something else
        self.tell(box, report, problems(report)[:1])
