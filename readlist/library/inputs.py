"""What is given to an import: files, stdin or a paste."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from readlist.errors import UnreadableFile
from readlist.paper import one_line


@dataclass(frozen=True, slots=True)
class Input:
    """Bytes to import, the name they were given by, and the name their source gets."""

    given: str
    name: str
    load: Callable[[], bytes]


def path_input(path: str | Path, given: str | None = None) -> Input:
    """A file to import, or stdin for `-`. `given`: what to call it, if not as it was given."""
    given = given or str(path)
    if given == "-":
        return Input(given, "stdin", sys.stdin.buffer.read)
    file = Path(path).expanduser()
    return Input(given, one_line(file.name) or given, lambda: _bytes_of(file))


def text_input(text: str, name: str) -> Input:
    """A pasted text to import."""
    return Input(name, one_line(name), lambda: text.encode("utf-8", "replace"))


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise UnreadableFile("no such file; check the name") from None
    except IsADirectoryError:
        raise UnreadableFile("is a folder; name the files in it") from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        reason = getattr(error, "strerror", None) or str(error)
        raise UnreadableFile(f"cannot be read ({reason}); check who may read it") from None
