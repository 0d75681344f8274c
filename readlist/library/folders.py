"""Which files a folder holds to import: all below it, in the order of their names."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from readlist.library.inputs import Input, failing, path_input, why_unreadable
from readlist.library.report import Skipped
from readlist.paper import one_line


def inputs_of(
    paths: Sequence[str | Path], library: Path | None = None
) -> tuple[list[Input], list[Skipped]]:
    """What is to be imported of `paths`: files, folders with all that is below them, or `-`.

    What is hidden, and what is no file, is skipped. What cannot be looked into is an input that
    raises `UnreadableFile`, as is a folder without files. So are the files of the `library`
    itself, which are not even opened: to close one would let go of the locks on it.
    """
    own = _own_files(library)
    inputs: list[Input] = []
    skipped: list[Skipped] = []
    for path in paths:
        folder = Path(path).expanduser()
        if str(path) in ("", "-") or not _is_folder(folder):  # "" is not the folder we are in
            itself = _identity(folder) in own
            inputs.append(failing(str(path), _ITSELF) if itself else path_input(path))
            continue
        found = [_of_entry(str(path), folder, entry, skipped, own) for entry in _below(folder)]
        files = [given for given in found if given is not None]
        inputs += files or [failing(str(path), "holds no file to import; name another folder")]
    return inputs, skipped


_ITSELF = "is the library itself; name a file to import"

_Identity = tuple[int, int]
"""What tells a file from all others, whatever links lead to it."""


def _own_files(library: Path | None) -> frozenset[_Identity]:
    """The library's file and those that SQLite keeps beside it, as far as they are there."""
    if library is None:
        return frozenset()
    names = (library.name + end for end in ("", "-wal", "-shm"))
    return frozenset(filter(None, (_identity(library.with_name(name)) for name in names)))


def _identity(path: Path) -> _Identity | None:
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return found.st_dev, found.st_ino


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):  # ValueError: a NUL in the path
        return False


def _of_entry(
    given: str,
    folder: Path,
    entry: Path | tuple[Path, OSError],
    skipped: list[Skipped],
    own: Collection[_Identity],
) -> Input | None:
    path, error = entry if isinstance(entry, tuple) else (entry, None)
    inside = path.relative_to(folder)
    name = str(Path(given) / inside)
    if error is not None:
        return failing(name, why_unreadable(error))
    why = _why_not(path) or ("of the library itself" if _identity(path) in own else None)
    if why is not None:
        skipped.append(Skipped(name, why))
        return None
    # Where two folders have a file of one name, the sources are to be told apart.
    file = path_input(path, name)
    return replace(file, name=one_line(str(inside)) or file.name, in_folder=True)


def _why_not(path: Path) -> str | None:
    """Why an entry of a folder is not to be read at all."""
    if path.name.startswith("."):
        return "hidden"
    try:
        if path.is_file():
            return None
        return "links that lead nowhere" if path.is_symlink() else "not files"
    except OSError:
        return None  # reading it will say why


def _below(folder: Path) -> Iterator[Path | tuple[Path, OSError]]:
    """All entries below `folder` but folders, by name; with the error where there was one.

    Links are followed, but into no folder twice: some lead in circles.
    """
    been: set[tuple[int, int]] = set()
    waiting: list[Path] = [folder]
    while waiting:
        path = waiting.pop()
        if path is not folder and path.name.startswith("."):
            yield path
            continue
        try:
            if not path.is_dir():
                yield path
                continue
            found = path.stat()
            if (found.st_dev, found.st_ino) in been:
                continue
            been.add((found.st_dev, found.st_ino))
            waiting += sorted(path.iterdir(), reverse=True)
        except OSError as error:
            yield path, error
