"""What a pasted or dropped text is: the paper's link, files or folders, a listing, one paper, or
just text.
"""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from readlist.errors import ReadlistError

if TYPE_CHECKING:
    from readlist.paper import Fields
    from readlist.readers import Reading, Reference


@dataclass(frozen=True, slots=True)
class Pasted:
    """What a pasted text was understood as; all None or empty: just text."""

    text: str
    reference: Reference | None = None
    paths: tuple[Path, ...] = ()
    listing: Reading | None = None
    paper: Fields | None = None
    """What looks like a title and its abstract."""


def understand(text: str) -> Pasted:
    """Say what `text` is. Files are those that exist now; nothing is changed or fetched."""
    from readlist import readers  # which the app opens without
    from readlist.library.lone import lone_paper

    paths = _existing_paths(text)
    if paths:
        return Pasted(text, paths=paths)
    reference = readers.parse_reference(text)
    if reference is not None:
        return Pasted(text, reference=reference)
    try:
        reading = readers.read(text)
    except ReadlistError:
        return Pasted(text, paper=lone_paper(text))
    return Pasted(text, listing=reading) if reading.records else Pasted(text)


def _existing_paths(text: str) -> tuple[Path, ...]:
    """The files and folders a drop into the terminal names: one a line or several on one, quoted,
    escaped or as file URLs.
    """
    lines = [line.strip() for line in text.strip().splitlines()]
    if not 0 < len(lines) <= 50 or any(len(line) > 4096 for line in lines):
        return ()
    found: list[Path] = []
    for line in lines:
        whole = _path(line)
        paths = [whole] if whole is not None else _paths_on(line)
        if not paths:
            return ()
        found += paths
    return tuple(found)


def _paths_on(line: str) -> list[Path]:
    """The files and folders that the words of a line name, if all of them do, and whole paths."""
    try:
        words = shlex.split(line)
    except ValueError:  # an open quote
        return []
    if not all(word.startswith(("/", "~", "file://")) for word in words):
        return []
    paths = [_path(word) for word in words]
    return [path for path in paths if path is not None] if all(paths) else []


def _path(line: str) -> Path | None:
    if line[:1] in "'\"" and line[-1:] == line[:1]:
        line = line[1:-1]
    if line.startswith("file://"):
        line = unquote(urlsplit(line).path)
    for candidate in (line, re.sub(r"\\(.)", r"\1", line)):
        try:
            path = Path(candidate).expanduser()
            # A word may be the name of a folder here by chance; what is dropped is a whole path.
            if candidate and (path.is_file() or (path.is_absolute() and path.is_dir())):
                return path
        except (OSError, ValueError, RuntimeError):  # too long, a NUL, no such ~user
            continue
    return None
