"""The folder an index lives in: private, locked by its one writer, trusted only as stamped.

    folder/           0700, named by the caller after the library's id and path
      lock            held by whoever writes
      current/        the index, its words and its stamp
      new-…, old-…    a rebuild in progress, an index moved aside

Reading an index unpickles parts of it, and code in them would run. So it is never opened from a
folder that others may write into, nor with a stamp that does not match it.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from readlist.errors import IndexUnavailable
from readlist.search import lock, stamp
from readlist.search.stamp import Stamp

_CHECKED_AT_ONCE = 16 << 20  # bytes whose sums are read on opening (10 ms); `verify` reads the rest
_PATIENCE = 30.0  # seconds to wait for another writer, when asked to wait
_UNWRITABLE = "The search index in {} cannot be written ({}): make room there or allow writing."


class Damaged(Exception):
    """The index was to be written to, and could not be read."""


class Place:
    """The folder of one library's index. Nothing in it is touched before it is asked for."""

    def __init__(self, folder: Path, library: str) -> None:
        self.folder = folder
        self.current = folder / "current"
        self.library = library
        self.doubt: str | None = None
        """Why the present index is not to be trusted, as found while using it."""
        self._sound: set[tuple[str, int, int]] = set()
        """Files whose sums were right; under their name they never change."""

    def usable(self) -> Stamp | None:
        """The stamp of the present index, if there is one and it is right as far as we know."""
        if self.doubt is not None or not _private(self.folder):
            return None
        while (found := self.stamped()) is not None and self._ours(found):
            if self._wrong_with(found) is None:
                return found
            if self.stamped() == found:
                break
            # Another process committed while we looked, and swept the old files away.
        return None

    def stamped(self) -> Stamp | None:
        """What the stamp says, right or not."""
        return stamp.read(self.current)

    def _ours(self, found: Stamp) -> bool:
        from readlist.search import schema

        made_by = (found.library, found.whoosh, found.fingerprint)
        return made_by == (self.library, schema.WHOOSH, schema.fingerprint())

    def _wrong_with(self, found: Stamp) -> str | None:
        if wrong := stamp.missing(self.current, found):
            return wrong
        unread = [name for name, sums in found.files.items() if (name, *sums) not in self._sound]
        if found.size() > _CHECKED_AT_ONCE:
            unread = [name for name in unread if name.endswith(".toc")]
        if wrong := stamp.changed(self.current, found, unread):
            return wrong
        self._sound.update((name, *found.files[name]) for name in unread)
        return None

    def verify(self) -> str | None:
        """Compare the whole present index with its sums; the first thing wrong, or None.

        What is wrong is not trusted any more.
        """
        found = self.usable()
        if found is None:
            return self.doubt or "there is no usable index"
        wrong = stamp.changed(self.current, found, found.files)
        if wrong and self.stamped() == found:
            self.doubt = wrong
            return wrong
        return None  # or replaced by another process while we read

    def being_replaced(self, before: Stamp | None) -> bool:
        """Was the index replaced since `before`, or is it just about to be?"""
        now = self.stamped()
        return now != before or (now is None and any(self.folder.glob("new-*")))

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
        self.move_aside()
        new.rename(self.current)
        stamp.sync_folder(self.folder)
        self.doubt = None
        self._sound.clear()
        self.committed(found)

    def move_aside(self) -> None:
        """Put the present index, if there is one, where nobody opens it."""
        if self.current.exists():
            self.current.rename(Path(tempfile.mkdtemp(prefix="old-", dir=self.folder)) / "index")

    def committed(self, found: Stamp) -> None:
        """Take note of a new generation that we wrote ourselves, and sweep the old one away."""
        self._sound.update((name, *sums) for name, sums in found.files.items())
        self.sweep(found)

    def sweep(self, found: Stamp | None) -> None:
        """Delete what nobody needs: leftovers of crashes, old generations, indexes moved aside."""
        for path in self.folder.iterdir():
            if path.name.startswith(("new-", "old-")):
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


def _private(folder: Path) -> bool:
    """Is the folder ours, and closed to what others would write into it?"""
    try:
        found = folder.lstat()
    except OSError:
        return False
    if os.name == "nt":
        return folder.is_dir()
    mine = found.st_uid == os.getuid() and not found.st_mode & 0o022
    return mine and folder.is_dir() and not folder.is_symlink()


def _make_private(folder: Path) -> None:
    """Make the folder, or close it to others; what lay in an open one is not to be trusted.

    Raises OSError.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not _private(folder):
        folder.chmod(0o700)
        if not _private(folder):
            raise PermissionError(None, "it belongs to somebody else")
        shutil.rmtree(folder / "current", ignore_errors=True)
