"""The folder an index lives in: private, locked by its one writer, trusted only as stamped.

    folder/           0700, named by the caller after the library's id and path
      lock            held by whoever writes
      current/        the index, its words and its stamp
      new-…           a rebuild in progress
      ready-…         a finished one that is just about to be `current`
      old-…           an index moved aside

Reading an index unpickles parts of it, and code in them would run. So it is never opened from a
folder that others may write into, nor with a stamp that does not match it.
"""

from __future__ import annotations

import os
import shutil
import stat as modes
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from readlist.errors import IndexUnavailable
from readlist.search import lock, stamp
from readlist.search.stamp import Stamp

COMING = "it was left when it was about to be replaced"
"""The fault of an index that is not there for the moment it takes to put another in its place."""

_CHECKED_AT_ONCE = 16 << 20  # bytes whose sums are read on opening (10 ms); `verify` reads the rest
_PATIENCE = 30.0  # seconds to wait for another writer, when asked to wait
_UNWRITABLE = (
    "The search index in {} cannot be written ({}): make room there, allow writing, or move away "
    "what is in its place."
)


class Damaged(Exception):
    """The index was to be written to, and could not be read."""


class Place:
    """The folder of one library's index. Nothing in it is touched before it is asked for."""

    def __init__(self, folder: Path, library: str, in_step: Callable[[Stamp], bool]) -> None:
        """`in_step`: does a generation of the index belong to the library as it is?"""
        self._in_step = in_step
        self._known = ""
        """The name of the generation that was in step when it was looked at."""
        self.folder = folder
        self.current = folder / "current"
        self.library = library
        self._doubt = ("", "")
        """The lineage that turned out not to be trusted while it was used, and why."""
        self._sound: set[tuple[str, int, int]] = set()
        """Files whose sums were right; under their name they never change."""
        self._read: tuple[bytes | None, Stamp | None] = (None, None)
        """The stamp that was read last, as it lay there and as what it says."""
        self._right: Stamp | None = None
        """The stamp with which nothing was wrong, when it was looked at in full."""

    def usable(self) -> Stamp | None:
        """The stamp of the present index, if there is one and it is right as far as we know."""
        found = self.look()
        return found if isinstance(found, Stamp) else None

    def look(self) -> Stamp | str:
        """The stamp of the present index, or why there is none to go by, as the end of a
        sentence: COMING if it is just being replaced."""
        if open_to := exposed(self.folder):
            return open_to
        while True:
            found = self.stamped()
            wrong = self._none() if found is None else self._wrong_with(found)
            if found is not None and wrong is None:
                return found
            if wrong is not None and self.stamped() == found:
                return wrong
            # Another process committed while we looked, and swept the old files away.

    def doubt(self, found: Stamp, reason: str) -> None:
        """What was stamped so is not to be trusted, nor what grows from it."""
        self._doubt = (found.lineage, reason)

    def stamped(self) -> Stamp | None:
        """What the stamp says, right or not."""
        content = stamp.content(self.current)
        before, found = self._read
        if content != before:
            found = stamp.read(content) if content is not None else None
            self._read = (content, found)
        return found

    def _none(self) -> str:
        """Why there is no stamp."""
        if (self.current / stamp.NAME).exists():
            return "its stamp is not one of this program"
        return COMING if any(self.folder.glob("ready-*")) else "there is none yet"

    def _wrong_with(self, found: Stamp) -> str | None:
        doubted, reason = self._doubt
        if found.lineage == doubted:
            return reason
        if found is self._right:  # its files may have gone since, nothing else
            return stamp.missing(self.current, found)
        wrong = self._foreign(found) or self._damaged(found) or self._out_of_step(found)
        if wrong is None:
            self._right = found
        return wrong

    def _foreign(self, found: Stamp) -> str | None:
        """Why an index is not one that this program would have made for this library."""
        from readlist.search import schema

        if found.library != self.library:
            return "it is that of another library"
        if found.whoosh != schema.WHOOSH:
            return f"it was made with Whoosh {found.whoosh}"
        if found.fingerprint != schema.fingerprint():
            return "it was made by another version of readlist"
        return None

    def _damaged(self, found: Stamp) -> str | None:
        if wrong := stamp.missing(self.current, found):
            return wrong
        unread = [name for name, sums in found.files.items() if (name, *sums) not in self._sound]
        if found.size() > _CHECKED_AT_ONCE:
            unread = [name for name in unread if name.endswith(".toc")]
        if wrong := stamp.changed(self.current, found, unread):
            return wrong
        self._sound.update((name, *found.files[name]) for name in unread)
        return None

    def _out_of_step(self, found: Stamp) -> str | None:
        if found.name != self._known:
            if not self._in_step(found):
                return "the library was put back to another time"
            self._known = found.name
        return None

    def verify(self, between: Callable[[], None]) -> str | None:
        """Compare the whole present index with its sums; the first thing wrong, or None.

        What is wrong is not trusted any more. `between` is called every megabyte.
        """
        found = self.look()
        if isinstance(found, str):
            return found
        wrong = stamp.changed(self.current, found, found.files, between)
        if wrong and self.stamped() == found:
            self.doubt(found, wrong)
            return wrong
        return None  # or replaced by another process while we read

    @contextmanager
    def writing(self, wait: bool) -> Iterator[bool]:
        """The lock, for the body; False if somebody else has it (and we did not `wait`, or not
        long enough). Raises IndexUnavailable, also where the body fails for the index's sake."""
        try:
            _make_private(self.folder)
            with lock.held(self.folder / "lock", _PATIENCE if wait else 0.0) as allowed:
                yield allowed
        except (OSError, Damaged) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise IndexUnavailable(_UNWRITABLE.format(self.folder, reason)) from error

    # What follows is for the holder of the lock only.

    @contextmanager
    def building(self) -> Iterator[Path]:
        """A temporary folder to build a new index in; gone afterwards unless it was installed."""
        new = Path(tempfile.mkdtemp(prefix="new-", dir=self.folder))
        try:
            yield new
        finally:
            shutil.rmtree(new, ignore_errors=True)

    def install(self, new: Path, found: Stamp) -> None:
        """Put a finished index in the place of the present one."""
        ready = new.rename(new.with_name(new.name.replace("new-", "ready-", 1)))
        self.move_aside()
        ready.rename(self.current)
        stamp.sync_folder(self.folder)
        self._sound.clear()
        self.committed(found)

    def move_aside(self) -> None:
        """Put the present index, if there is one, where nobody opens it."""
        if self.current.exists():
            self.current.rename(Path(tempfile.mkdtemp(prefix="old-", dir=self.folder)) / "index")

    def committed(self, found: Stamp) -> None:
        """Take note of a new generation that we wrote ourselves, and sweep the old one away."""
        self._sound.update((name, *sums) for name, sums in found.files.items())
        self._known = found.name
        self.sweep(found)

    def sweep(self, found: Stamp | None) -> None:
        """Delete what nobody needs: leftovers of crashes, old generations, indexes moved aside."""
        for path in self.folder.iterdir():
            if path.name.startswith(("new-", "ready-", "old-")):
                shutil.rmtree(path, ignore_errors=True)
        if found is None:
            return
        for path in self.current.iterdir():
            if path.name == stamp.NAME or path.name in found.files:
                continue
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                with suppress(OSError):
                    path.unlink()


def exposed(folder: Path) -> str | None:
    """Why what lies in the folder may be somebody else's, as the end of a sentence; None where
    the folder is ours alone, or not there."""
    try:
        found = folder.lstat()
    except FileNotFoundError:
        return None
    except OSError as error:
        return f"its folder cannot be read ({error.strerror})"
    if modes.S_ISLNK(found.st_mode):
        return "its folder is a link to another one"
    if not modes.S_ISDIR(found.st_mode):
        return "there is a file in the place of its folder"
    if os.name == "nt":
        return None
    if found.st_uid != os.getuid():
        return "its folder belongs to another user"
    return "others may write into its folder" if found.st_mode & 0o022 else None


def obstacle(folder: Path) -> str | None:
    """Why no index can be made in the folder, as the end of a sentence; None where nothing is
    known to be in the way. Makes nothing."""
    there = folder
    while not os.path.lexists(there):
        there = there.parent
    if there == folder and there.is_symlink():
        return f"{there} is a link to another folder"
    if not there.is_dir():
        return f"{there} is not a folder"
    if not os.access(there, os.W_OK | os.X_OK):
        return f"{there} may not be written to"
    return None


def _make_private(folder: Path) -> None:
    """Make the folder, or close it to others; what lay in an open one is not to be trusted.

    Raises OSError.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if exposed(folder):
        if not folder.is_symlink():  # what it leads to is not ours to close
            folder.chmod(0o700)
        if still := exposed(folder):
            raise PermissionError(None, still)
        shutil.rmtree(folder / "current", ignore_errors=True)
