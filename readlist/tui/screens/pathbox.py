"""A box for file names that behaves as a shell does: Tab completes, ~ and * stand for more."""

from __future__ import annotations

import glob
import os
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from textual import events
from textual.message import Message

from readlist.tui.keys import bindings
from readlist.tui.widgets.boxes import LineBox

_MOST_NAMES = 12


class PathBox(LineBox):
    """A box for one path or several, typed, completed, or dropped into the terminal as a paste."""

    BINDINGS = bindings("path")

    @dataclass
    class Ambiguous(Message):
        """Several names go on from what is typed."""

        names: str

    @dataclass
    class Dropped(Message):
        """What was pasted is no path: it has several lines, and they are something else."""

        text: str

    def action_complete(self) -> None:
        """Complete as far as there is one way to; where nothing is to be completed, move on."""
        if not self.value:
            self.screen.focus_next()
            return
        completed, names = complete(self.value)
        if completed != self.value:
            self.value = completed
            self.cursor_position = len(completed)
        elif len(names) < 2:
            self.screen.focus_next()
        if len(names) > 1:
            more = f" and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else ""
            self.post_message(self.Ambiguous(" · ".join(names[:_MOST_NAMES]) + more))

    def _on_paste(self, event: events.Paste) -> None:
        lines = [line.strip() for line in event.text.splitlines() if line.strip()]
        if len(lines) > 1:
            event.prevent_default()
            event.stop()
            if all(_looks_like_a_path(line) for line in lines):
                paths = [path for line in lines for path in split_paths(line)]
                self.insert_text_at_cursor(" ".join(shlex.quote(path) for path in paths))
            else:
                self.post_message(self.Dropped(event.text))


def split_paths(text: str) -> list[str]:
    """The paths that `text` names, with ~ and wildcards replaced by what they stand for.

    One path may hold spaces as it is; several are quoted or escaped as in a shell. File URLs, as
    some terminals paste them, are paths too.
    """
    text = text.strip()
    if not text:
        return []
    if _exists(text):
        return [_expanded(text)]
    words = _words(text)
    if len(words) > 1 and not any(_exists(word) or glob.has_magic(word) for word in words):
        words = [text]
    return [path for word in words for path in _matches(word)]


def complete(text: str) -> tuple[str, list[str]]:
    """`text` with its last path gone on as far as there is one way to, and the names it may be."""
    for start in _starts(text):
        path = text[start:].replace("\\ ", " ") if start else text
        names = _names_from(path)
        if names:
            folder, typed = _split(path)
            # Of characters, not of path components: what all the names begin with.
            common = os.path.commonprefix(names)  # noqa: RUF071
            path = folder + (common if len(common) >= len(typed) else typed)
            return text[:start] + (path.replace(" ", "\\ ") if start else path), names
    return text, []


def _starts(text: str) -> Iterator[int]:
    """Where the last path of `text` may start: it may be all of it, or its last word."""
    yield 0
    at = text.rfind(" ") + 1
    while at > 1 and text[at - 2] == "\\":
        at = text.rfind(" ", 0, at - 1) + 1
    if at:
        yield at


def _names_from(path: str) -> list[str]:
    """The names in a folder that begin as `path` does; folders end in a slash."""
    folder, typed = _split(path)
    try:
        entries = sorted(os.scandir(_expanded(folder) or "."), key=lambda entry: entry.name)
    except (OSError, ValueError):  # a name with a null byte is none
        return []
    names = [
        entry.name + ("/" if entry.is_dir() else "")
        for entry in entries
        if typed.startswith(".") or not entry.name.startswith(".")
    ]
    exact = [name for name in names if name.startswith(typed)]
    return exact or [name for name in names if name.casefold().startswith(typed.casefold())]


def _split(path: str) -> tuple[str, str]:
    """A path as its folder, with the slash, and the name in it."""
    folder, slash, name = path.rpartition("/")
    return folder + slash, name


def _words(text: str) -> list[str]:
    try:
        return shlex.split(text)
    except ValueError:  # an open quote
        return [text.strip("'\"")]


def _matches(word: str) -> list[str]:
    path = _expanded(word)
    if not glob.has_magic(path) or _exists(word):
        return [path]
    return sorted(glob.glob(path)) or [path]  # noqa: PTH207 — patterns may be absolute


def _expanded(path: str) -> str:
    if path.startswith("file://"):
        path = unquote(urlsplit(path).path)
    return os.path.expanduser(path)  # noqa: PTH111 — keeps `./` and a closing slash


def _exists(path: str) -> bool:
    return is_there(Path(_expanded(path)))


def is_there(path: Path) -> bool:
    """Is there such a file or folder? What can be none, being too long, say, is not."""
    try:
        return path.exists()
    except (OSError, ValueError):  # too long, a NUL
        return False


def _looks_like_a_path(line: str) -> bool:
    return line.lstrip("'\"").startswith(("/", "~", "./", "../", "file://")) or _exists(line)
