"""What is given to the import screen: files by their paths, or a listing that was pasted."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from readlist.library import ImportReport, Library, Progress

if TYPE_CHECKING:
    from readlist.library import Stop
    from readlist.library.choosing import Guess
    from readlist.library.reading import ReadFile
    from readlist.tui.sitting import Sitting

TOO_LARGE = 32_000_000
"""Bytes that nobody can look over, and that would have to be held in memory for it."""


class Importable(Protocol):
    """What can be imported, and read again afterwards."""

    def store(
        self, library: Library, stop: Stop, progress: Callable[[Progress], None]
    ) -> ImportReport:
        """Import it."""
        ...

    def read(self, library: Library, stop: Stop) -> list[ReadFile]:
        """Read it, to be looked over."""
        ...


class Given(Importable, Protocol):
    """What has been given and not been read yet."""

    @property
    def name(self) -> str:
        """What reports call it, or the first of it."""
        ...

    @property
    def size(self) -> int:
        """About how many bytes it is."""
        ...

    def forecast(self, library: Library, stop: Stop) -> ImportReport:
        """What importing it would do."""
        ...

    def guesses(self, library: Library, name: str) -> list[Guess]:
        """What the part of it that reports call `name` may be. Raises `UnreadableFile`."""
        ...


@dataclass(frozen=True)
class Files:
    """Files and folders. `formats`: what they are to be read as, by the names reports give them."""

    paths: tuple[str, ...]
    formats: Mapping[str, str]

    @property
    def name(self) -> str:
        return self.paths[0]

    @property
    def size(self) -> int:
        return sum(map(_size, self.paths))

    def forecast(self, library: Library, stop: Stop) -> ImportReport:
        return library.import_files(self.paths, format=self.formats, dry_run=True, stop=stop)

    def store(
        self, library: Library, stop: Stop, progress: Callable[[Progress], None]
    ) -> ImportReport:
        return library.import_files(self.paths, format=self.formats, stop=stop, progress=progress)

    def read(self, library: Library, stop: Stop) -> list[ReadFile]:
        return library.read_inputs(self.paths, self.formats, stop=stop)

    def guesses(self, library: Library, name: str) -> list[Guess]:
        return library.sniff(Path(name))


@dataclass(frozen=True)
class Paste:
    """A listing, and what its source is to be called."""

    text: str
    name: str
    format: str | None = None

    @property
    def size(self) -> int:
        return len(self.text)

    def forecast(self, library: Library, stop: Stop) -> ImportReport:
        return library.import_text(
            self.text, self.name, format=self.format, dry_run=True, stop=stop
        )

    def store(
        self, library: Library, stop: Stop, progress: Callable[[Progress], None]
    ) -> ImportReport:
        return library.import_text(
            self.text, self.name, format=self.format, stop=stop, progress=progress
        )

    def read(self, library: Library, stop: Stop) -> list[ReadFile]:
        return [library.read_text(self.text, self.name, self.format, stop)]

    def guesses(self, library: Library, name: str) -> list[Guess]:
        return library.sniff(self.text)


@dataclass(frozen=True)
class Reviewed:
    """Files that have been read already, and put right by hand in a `sitting`."""

    files: Sequence[ReadFile]
    sitting: Sitting

    def store(
        self, library: Library, stop: Stop, progress: Callable[[Progress], None]
    ) -> ImportReport:
        return library.import_read(self.files, stop=stop, progress=progress)

    def read(self, library: Library, stop: Stop) -> list[ReadFile]:
        return list(self.files)


def _size(path: str) -> int:
    """The bytes of a file, or of all files below a folder; 0 for one that is not there."""
    place = Path(path)
    try:
        files = place.rglob("*") if place.is_dir() else [place]
        return sum(file.stat().st_size for file in files if file.is_file())
    except (OSError, ValueError):
        return 0
