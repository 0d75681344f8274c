"""Which files a folder holds to import: all below it, in the order of their names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from readlist.library.inputs import Input, failing, path_input, why_unreadable
from readlist.library.report import Skipped
from readlist.paper import one_line


def inputs_of(paths: Sequence[str | Path]) -> tuple[list[Input], list[Skipped]]:
    """What is to be imported of `paths`: files, folders with all that is below them, or `-`.

    What is hidden, and what is no file, is skipped. What cannot be looked into is an input that
    raises `UnreadableFile`, as is a folder without files.
    """
    inputs: list[Input] = []
    skipped: list[Skipped] = []
    for path in paths:
        folder = Path(path).expanduser()
        if str(path) in ("", "-") or not _is_folder(folder):  # "" is not the folder we are in
            inputs.append(path_input(path))
            continue
        found = [_of_entry(str(path), folder, entry, skipped) for entry in _below(folder)]
        files = [given for given in found if given is not None]
        inputs += files or [failing(str(path), "holds no file to import; name another folder")]
    return inputs, skipped


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):  # ValueError: a NUL in the path
        return False


def _of_entry(
    given: str, folder: Path, entry: Path | tuple[Path, OSError], skipped: list[Skipped]
) -> Input | None:
    path, error = entry if isinstance(entry, tuple) else (entry, None)
    inside = path.relative_to(folder)
    name = str(Path(given) / inside)
    if error is not None:
        return failing(name, why_unreadable(error))
    why = _why_not(path)
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
