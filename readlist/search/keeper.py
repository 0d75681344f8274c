"""The keeper of the index: one private folder per library, in step with the store.

    folder/           0700, named by the caller after the library's id and path
      lock            held by whoever writes
      current/        the index, its words and its stamp
      new-…, old-…    a rebuild in progress, an index moved aside

The index is derived: on any doubt it is moved aside and made anew. Reading files that somebody
else could have written would run code in them, so it is opened only from a folder of our own, and
only as its stamp describes it.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from readlist.errors import IndexUnavailable
from readlist.search import lock, stamp
from readlist.search.answer import Hits, Stopped, StopToken
from readlist.search.feed import Feed
from readlist.search.language import Query
from readlist.search.stamp import Stamp
from readlist.search.tree import ALL, States, rows_of

if TYPE_CHECKING:
    from readlist.search.evaluate import Evaluator
    from readlist.search.surface import Surface

Progress = Callable[[int, int], None]
"""Called with how many papers are done, and of how many."""

_CHUNK = 250  # papers read from the store at a time, and between two looks at the stop token
_BATCH = 20_000  # papers to a commit: few segments, and no more than a minute lost to a crash
_CHECKED_AT_ONCE = 16 << 20  # bytes whose sums are checked on opening; `verify` checks the rest
_PATIENCE = 30.0  # seconds to wait for another writer, when asked to wait
_TRIES = 20  # to open an index that another process is replacing, 10 ms apart


@dataclass(frozen=True, slots=True)
class IndexState:
    """For `doctor`: how the index is. `problem` is None where all is well."""

    problem: str | None
    documents: int = 0
    segments: int = 0
    bytes: int = 0
    waiting: int = 0


class Index:
    """The full-text index of one library. Any method may be called from any thread."""

    def __init__(self, folder: Path, library_id: str, feed: Feed) -> None:
        """Touches nothing yet. `folder` is this index's own; its parent need not exist."""
        self._folder = folder
        self._current = folder / "current"
        self._library = library_id
        self._feed = feed
        self._doubt: str | None = None
        """Why the present index is not to be trusted, found while using it."""
        self._sound: set[tuple[str, int, int]] = set()
        """Files whose sums were right; they never change under their name."""
        self._shared = threading.Lock()
        self._rows: dict[str, Sequence[int]] = {}
        self._words: tuple[tuple[int, int], Surface] | None = None
        self._mine = threading.local()
        """This thread's evaluator: Whoosh's readers must not be shared."""

    # What everybody asks

    def search(self, query: Query, states: States, stop: StopToken | None = None) -> Hits:
        """The rows of all papers that match, best first.

        A query without text needs no index: its rows come in rising order and without scores.
        Does not look at the queue: call `update` before.

        Raises Stopped, and IndexUnavailable if there is no index to be trusted (the next `update`
        makes a new one).
        """
        if query.tree is None or not query.has_text:
            rows = sorted(rows_of(query.tree or ALL, states))
            return Hits(rows, [None] * len(rows))
        evaluator = self._evaluator()
        try:
            return evaluator.hits(query.tree, states, stop)
        except Stopped:
            raise
        except Exception as error:
            # A damaged file can come out as anything.
            self._doubt = f"{type(error).__name__}: {error}"
            self._mine = threading.local()
            raise IndexUnavailable(_UNUSABLE.format(self._doubt)) from error

    def update(
        self, progress: Progress | None = None, stop: StopToken | None = None, wait: bool = True
    ) -> int:
        """Bring the index up to date; make it anew if it is missing or in doubt.

        Returns how many queue entries are still not searchable: more than 0 if `stop` fired, or
        if another process is writing and we do not `wait` for it. Raises IndexUnavailable if the
        index cannot be written (`search` may still work, on the papers indexed so far).
        """
        if not self._feed.queue_size() and self._usable() is not None:
            return 0
        with self._writing(wait) as allowed:
            if allowed:
                self._catch_up(progress, stop)
        return self._feed.queue_size()

    def rebuild(self, progress: Progress | None = None, stop: StopToken | None = None) -> int:
        """Make the index anew from the store; until it is done the old one answers.

        Returns as `update`. Raises IndexUnavailable.
        """
        with self._writing(wait=True) as allowed:
            if allowed:
                self._anew(progress, stop)
        return self._feed.queue_size()

    def verify(self) -> str | None:
        """Read the whole index and compare it with its sums; the first thing wrong, or None.

        What is wrong is not used any more, and made anew by the next `update`.
        """
        found = self._usable()
        if found is None:
            return self._doubt or "there is no usable index"
        wrong = stamp.changed(self._current, found, found.files)
        if wrong and self._usable() == found:
            self._doubt = wrong
        return wrong

    def state(self) -> IndexState:
        waiting = self._feed.queue_size()
        found = self._usable()
        if found is None:
            return IndexState(self._doubt or "there is no usable index", waiting=waiting)
        segments = sum(name.endswith(".seg") for name in found.files)
        return IndexState(None, found.documents, segments, found.size(), waiting)

    def close(self) -> None:
        """Let go of what is open. The index may be used again afterwards."""
        with self._shared:
            self._mine = threading.local()
            self._rows.clear()
            self._words = None

    # Reading

    def _usable(self) -> Stamp | None:
        """The stamp of the present index if it can be trusted as far as we know."""
        if self._doubt is not None:
            return None
        found = stamp.read(self._current)
        if found is None or not self._ours(found) or not _private(self._folder):
            return None
        return None if self._wrong_with(found) else found

    def _ours(self, found: Stamp) -> bool:
        from readlist.search import schema

        return (
            found.library == self._library
            and found.whoosh == schema.WHOOSH
            and found.fingerprint == schema.fingerprint()
        )

    def _wrong_with(self, found: Stamp) -> str | None:
        if wrong := stamp.missing(self._current, found):
            return wrong
        unread = [name for name, sums in found.files.items() if (name, *sums) not in self._sound]
        if found.size() > _CHECKED_AT_ONCE:
            unread = [name for name in unread if name.endswith(".toc")]
        if wrong := stamp.changed(self._current, found, unread):
            return wrong
        self._sound.update((name, *found.files[name]) for name in unread)
        return None

    def _evaluator(self) -> Evaluator:
        """This thread's view of the present generation. Raises IndexUnavailable."""
        problem = "there is none yet"
        for _ in range(_TRIES):
            found = self._usable()
            if self._doubt is not None:
                problem = self._doubt
                break
            if found is not None:
                if getattr(self._mine, "stamp", None) == found:
                    evaluator: Evaluator = self._mine.evaluator
                    return evaluator
                try:
                    self._mine.evaluator = self._opened(found)
                except OSError as error:
                    # Swept away between its stamp and its opening: there is a newer one.
                    problem = str(error)
                except Exception as error:  # noqa: BLE001 (damage comes out as anything)
                    self._doubt = problem = f"{type(error).__name__}: {error}"
                    break
                else:
                    self._mine.stamp = found
                    return self._mine.evaluator  # type: ignore[no-any-return]
            elif not self._replacing():
                break
            time.sleep(0.01)
        raise IndexUnavailable(_UNUSABLE.format(problem))

    def _replacing(self) -> bool:
        """Is another process just putting a new index in place?"""
        return stamp.read(self._current) is None and any(self._folder.glob("new-*"))

    def _opened(self, found: Stamp) -> Evaluator:
        from whoosh.reading import EmptyReader, MultiReader

        from readlist.search.evaluate import Evaluator, make_searcher
        from readlist.search.schema import make_schema
        from readlist.search.writer import Generation

        readers = Generation(self._current, found.generation).readers()
        reader: Any
        if not readers:
            reader = EmptyReader(make_schema())
        elif len(readers) == 1:
            reader = readers[0]
        else:
            reader = MultiReader(readers, generation=found.generation)
        return Evaluator(make_searcher(reader), self._rows_of, self._surface(found))

    def _rows_of(self, reader: Any) -> Sequence[int]:
        """The rows of a segment's documents; segments never change, so all threads share them."""
        name = reader.segment().segment_id()
        rows = self._rows.get(name)
        if rows is None:
            column = reader.column_reader("row")
            rows = [column[docnum] for docnum in range(reader.doc_count_all())]
            with self._shared:
                self._rows[name] = rows
        return rows

    def _surface(self, found: Stamp | None) -> Surface:
        from readlist.search.surface import Surface

        if found is None:
            return Surface([])
        sums = found.files[stamp.WORDS]
        with self._shared:
            if self._words is None or self._words[0] != sums:
                self._words = (sums, Surface.load(self._current / stamp.WORDS, sums[0]))
            return self._words[1]

    # Writing (all of it under the lock)

    @contextmanager
    def _writing(self, wait: bool) -> Iterator[bool]:
        """The lock on the folder; whatever fails under it comes out as IndexUnavailable."""
        try:
            _make_private(self._folder)
            with lock.held(self._folder / "lock", _PATIENCE if wait else 0.0) as allowed:
                yield allowed
        except OSError as error:
            raise IndexUnavailable(_UNWRITABLE.format(self._folder, error.strerror)) from error

    def _catch_up(self, progress: Progress | None, stop: StopToken | None) -> None:
        found = self._usable()
        if found is None:
            self._anew(progress, stop)
            return
        try:
            self._drain(found, progress, stop)
        except OSError:
            raise  # a full disk is no fault of the index
        except Stopped:
            return
        except Exception as error:  # noqa: BLE001 (damage comes out as anything)
            self._doubt = f"{type(error).__name__}: {error}"
            self._anew(progress, stop)

    def _drain(self, found: Stamp, progress: Progress | None, stop: StopToken | None) -> None:
        from readlist.search.writer import Batch

        total, done = self._feed.queue_size(), 0
        while pending := self._feed.pending(_BATCH):
            self._sweep(found)
            with Batch(self._current, self._library, found, self._surface(found)) as batch:
                seen = self._fill(batch, pending, done, total, progress, stop)
                if not seen:
                    return
                found = batch.commit()
            self._sound.update((name, *sums) for name, sums in found.files.items())
            self._sweep(found)
            self._feed.drop_pending(pending[seen - 1][0])
            done += seen
            if seen < len(pending):
                return

    def _fill(
        self,
        batch: Any,
        pending: Sequence[tuple[int, int]],
        done: int,
        total: int,
        progress: Progress | None,
        stop: StopToken | None,
    ) -> int:
        """Put the pending papers into a batch, each once; how many entries that were."""
        put: set[int] = set()
        for start in range(0, len(pending), _CHUNK):
            if stop is not None and stop.stopped:
                return start
            chunk = pending[start : start + _CHUNK]
            rows = [row for row in dict.fromkeys(row for _, row in chunk) if row not in put]
            put.update(rows)
            batch.replace(rows, self._feed.documents(rows))
            if progress is not None:
                progress(min(done + start + len(chunk), total), total)
        return len(pending)

    def _anew(self, progress: Progress | None, stop: StopToken | None) -> None:
        """Make a new index in a temporary folder and put it in the place of the old one."""
        from readlist.search.surface import Surface
        from readlist.search.writer import Batch

        if self._usable() is None and self._current.exists():
            self._aside()
        self._sweep(None)
        self._feed.enqueue_all()
        pending = self._feed.pending(self._feed.queue_size())
        new = Path(tempfile.mkdtemp(prefix="new-", dir=self._folder))
        try:
            with Batch(new, self._library, None, Surface([])) as batch:
                total = len(pending)
                if self._fill(batch, pending, 0, total, progress, stop) < total:
                    return
                found = batch.commit()
            if self._current.exists():
                self._aside()
            new.rename(self._current)
            stamp.sync_folder(self._folder)
        finally:
            shutil.rmtree(new, ignore_errors=True)
        self._doubt = None
        self._sound = {(name, *sums) for name, sums in found.files.items()}
        self._sweep(found)
        if pending:
            self._feed.drop_pending(pending[-1][0])

    def _aside(self) -> None:
        """Move the index out of the way, where nobody looks for one."""
        self._current.rename(tempfile.mkdtemp(prefix="old-", dir=self._folder) + "/index")

    def _sweep(self, found: Stamp | None) -> None:
        """Delete what no reader needs: leftovers of crashes, old generations, indexes aside."""
        for path in self._folder.glob("*-*"):
            if path.name.startswith(("new-", "old-")):
                shutil.rmtree(path, ignore_errors=True)
        if found is None:
            return
        for path in self._current.iterdir():
            if path.name == stamp.NAME or path.name in found.files:
                continue
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                with suppress(OSError):
                    path.unlink()
        with self._shared:
            living = {name.removesuffix(".seg") for name in found.files}
            for name in [name for name in self._rows if name not in living]:
                del self._rows[name]


_UNUSABLE = "The search index cannot be used ({}); `readlist reindex` makes a new one."
_UNWRITABLE = "The search index in {} cannot be written ({}); make room there or allow writing."


def _private(folder: Path) -> bool:
    """Is the folder ours alone? What others may write into is never opened."""
    if os.name == "nt":
        return True
    try:
        found = folder.lstat()
    except OSError:
        return False
    return folder.is_dir() and found.st_uid == os.getuid() and not found.st_mode & 0o022


def _make_private(folder: Path) -> None:
    """Make the folder, or take it over: closed to others, and what it holds is then in doubt.

    Raises OSError.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if os.name != "nt" and not _private(folder):
        folder.chmod(0o700)
        if (folder / "current").exists():
            shutil.rmtree(folder / "current")
