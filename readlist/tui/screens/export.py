"""Exporting: where to, in which format, with or without abstracts."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input

from readlist.library.exporting import format_of, has_strange_suffix, suffix
from readlist.paper import counted
from readlist.tui.keys import bindings
from readlist.tui.screens.frame import Key, KeyLine, Sheet
from readlist.tui.screens.pathbox import PathBox
from readlist.tui.widgets.boxes import Caption, Pick, Said


@dataclass(frozen=True, slots=True)
class ExportChoice:
    """What to write: to which file, in which format, with abstracts or without."""

    path: Path
    format: str
    abstracts: bool


class ExportScreen(Sheet[ExportChoice | None]):
    """Ask where to write `count` papers. `default_name`: a file name, in the folder we are in.

    The suffix follows the format, and the format a suffix. A file that would be replaced is named
    before it is.
    """

    DEFAULT_CSS = """
    ExportScreen PathBox { margin-top: 1; }
    ExportScreen Said { margin: 0 0 1 2; }
    """
    AUTO_FOCUS = "PathBox"
    BINDINGS = bindings("export")

    def __init__(self, default_name: str, formats: Sequence[str], count: int) -> None:
        super().__init__()
        self._default = default_name
        self._formats = tuple(formats)
        self._count = count

    def compose(self) -> ComposeResult:
        with Vertical(classes="sheet"):
            with Vertical(classes="body"):
                yield Caption(f"export {counted(self._count, 'paper')}")
                yield PathBox(self._default, placeholder="a file to write")
                yield Said()
                yield Pick("format", self._formats, id="format")
                yield Pick("abstracts", ("with", "without"), id="abstracts")
            yield KeyLine(
                Key("enter", "write", "write"),
                Key("tab", "complete, next", "complete"),
                Key("esc", "cancel", "back"),
            )

    def on_mount(self) -> None:
        suffixes = [suffix(name) for name in self._formats]
        ending = Path(self._default).suffix
        if ending in suffixes:
            self.query_one("#format", Pick).chosen = suffixes.index(ending)

    @property
    def _path(self) -> Path:
        typed = self.query_one(PathBox).value.strip()
        return Path(os.path.expanduser(typed))  # noqa: PTH111 — an unknown ~user stays as it is

    @on(Input.Changed)
    def _typed(self) -> None:
        """The format follows a suffix that is typed, as the suffix follows the format."""
        pick, usual = self.query_one("#format", Pick), format_of(self._path)
        if usual in self._formats and suffix(usual) != suffix(pick.word):
            pick.chosen = self._formats.index(usual)
        self._look()

    def _look(self) -> bool:
        """Say what writing there would mean; True if it can be done."""
        try:
            return self._look_at(self._path)
        except OSError as error:  # a name that is too long, say
            self.query_one(Said).say(f"that can be no file: {error.strerror}", "warn")
            return False

    def _look_at(self, path: Path) -> bool:
        said = self.query_one(Said)
        if not self.query_one(PathBox).value.strip():
            said.say("name a file", "warn")
        elif path.is_dir() or self.query_one(PathBox).value.endswith("/"):
            said.say("that is a folder; name a file in it", "warn")
        elif not path.parent.is_dir():
            said.say(f"there is no folder {path.parent}", "warn")
        elif path.exists():
            said.say(f"replaces {_from_home(path)}{self._strange(path)}", "star")
            return True
        else:
            said.say(f"a new file, {_from_home(path)}{self._strange(path)}")
            return True
        return False

    def _strange(self, path: Path) -> str:
        """What to say of a name that promises another format than is written."""
        return f", as {self.query_one('#format', Pick).word}" if has_strange_suffix(path) else ""

    @on(PathBox.Ambiguous)
    def _offer(self, event: PathBox.Ambiguous) -> None:
        self.query_one(Said).say(event.names)

    @on(Pick.Changed, "#format")
    def _follow(self, event: Pick.Changed) -> None:
        """Give the file the suffix of the format, if it has one of a format."""
        box = self.query_one(PathBox)
        stem, ending = os.path.splitext(box.value)  # noqa: PTH122 — keeps ~ and ./ as typed
        if ending in {suffix(name) for name in self._formats}:
            box.value = stem + suffix(event.pick.word)
        else:
            self._look()

    @on(Input.Submitted)
    def action_write(self) -> None:
        if self._look():
            format, abstracts = self.query_one("#format", Pick), self.query_one("#abstracts", Pick)
            self.dismiss(ExportChoice(self._path, format.word, abstracts.chosen == 0))


def _from_home(path: Path) -> str:
    """Where a path is, with ~ for the user's home."""
    path = path.absolute()
    try:
        return f"~/{path.relative_to(Path.home())}"
    except (ValueError, RuntimeError):  # somewhere else, or nobody's home
        return str(path)
