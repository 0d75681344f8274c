"""The keeper of the index: `Index`, the face of all searching, in step with the store.

The index is derived from the store. On any doubt it is moved aside and made anew.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from readlist.search.answer import Hits, Stopped, StopToken, check
from readlist.search.feed import Feed
from readlist.search.likeness import Profile, Text, profile
from readlist.search.place import Damaged, Place, exposed, obstacle
from readlist.search.query import Query
from readlist.search.spelling import Names, suggestions
from readlist.search.stamp import Stamp
from readlist.search.surface import Surface
from readlist.search.tree import ALL, States
from readlist.search.view import Views
from readlist.search.vocabulary import Common, Vocabulary

if TYPE_CHECKING:
    from readlist.search.evaluate import Evaluator
    from readlist.search.writer import Batch

Progress = Callable[[int, int], None]
"""Called with how many papers are done, and of how many."""

_CHUNK = 250  # papers read from the store at a time, and between two looks at the stop token
_BATCH = 100_000  # papers to a commit: one segment, some 500 MB, and half a minute lost to a crash


@dataclass(frozen=True, slots=True)
class IndexState:
    """For `doctor`: how the index is. `problem` is None where all is well."""

    problem: str | None
    documents: int = 0
    segments: int = 0
    bytes: int = 0
    waiting: int = 0
    """Papers that are not yet searchable."""


class Index:
    """The full-text index of one library. Any method may be called from any thread."""

    def __init__(self, folder: Path, library_id: str, feed: Feed) -> None:
        """Touches nothing yet. `folder` is this index's own; its parents need not exist."""
        self._place = Place(folder, library_id, self._in_step)
        self._views = Views(self._place)
        self._feed = feed

    def search(self, query: Query, states: States, stop: StopToken | None = None) -> Hits:
        """All papers that match.

        `states` tells the rows of a state, as an array or another collection; of ALL, those that
        are to be found at all. The same array for the same rows saves time. Does not look at the
        queue: call `update` before. What no text is asked of needs no index: see `rows_of`.

        Raises Stopped, and IndexUnavailable if there is no index to be trusted (the next `update`
        makes a new one).
        """
        resolved = {state: states(state) for state in query.states()}
        with self._reading() as evaluator:
            return evaluator.hits(query.tree or ALL, resolved.__getitem__, stop)

    def profile(self, liked: Sequence[Text], disliked: Sequence[Text]) -> Profile:
        """What papers are about that others are to be near to. Raises IndexUnavailable."""
        with self._reading() as evaluator:
            return profile(liked, disliked, evaluator.frequency, evaluator.size)

    def suggest(self, query: Query, names: Names, partly: bool = False) -> list[str]:
        """What a query that found nothing (or `partly`: no paper with every word) may have been
        meant to be, likeliest first; see `spelling`. Raises IndexUnavailable."""
        with self._reading() as evaluator:
            return list(suggestions(query, Vocabulary(evaluator), names, partly))

    def frequent(self, beginning: str, field: str | None, limit: int) -> list[Common]:
        """The words of the library that begin so (in a field), those in most papers first.

        Raises IndexUnavailable.
        """
        with self._reading() as evaluator:
            return Vocabulary(evaluator).frequent(beginning, field, limit)

    @contextmanager
    def _reading(self) -> Iterator[Evaluator]:
        """What there is to search. Whatever goes wrong in the body is the index's fault."""
        view = self._views.mine()
        try:
            yield view.evaluator
        except Stopped:
            raise
        except Exception as error:
            raise self._views.distrusted(view.found, error) from error

    def update(
        self, progress: Progress | None = None, stop: StopToken | None = None, wait: bool = True
    ) -> int:
        """Bring the index up to date; make it anew if it is missing or in doubt.

        Returns how many papers are still not searchable: more than 0 if `stop` fired, or
        if another process is writing (and we did not `wait`, or not long enough). Raises
        IndexUnavailable if the index cannot be written; `search` may still work then, on what was
        indexed before.
        """
        if not self._feed.queue_size() and self._place.usable() is not None:
            return 0
        with self._place.writing(wait) as allowed:
            if allowed:
                with suppress(Stopped):
                    self._catch_up(progress, stop)
        return self._feed.queue_size()

    def rebuild(self, progress: Progress | None = None, stop: StopToken | None = None) -> int:
        """Make the index anew from the store; until it is done the old one answers.

        Returns and raises as `update`.
        """
        with self._place.writing(wait=True) as allowed:
            if allowed:
                with suppress(Stopped):
                    self._anew(progress, stop)
        return self._feed.queue_size()

    def verify(self, stop: StopToken | None = None, rest: float = 0.0) -> str | None:
        """Read the whole index and compare it with its sums: what is wrong with it, or None.

        `update` and `search` only look at sizes, and at the sums of a small index. What is wrong
        is not used any more, and made anew by the next `update`. `rest`: seconds to pause after
        every megabyte, for the sake of whatever else this computer is doing. Raises Stopped.
        """

        def between() -> None:
            check(stop)
            time.sleep(rest)

        return self._place.verify(between)

    @property
    def folder(self) -> Path:
        """Where it is kept."""
        return self._place.folder

    def exposed(self) -> str | None:
        """Why what lies in the folder may be somebody else's, as the end of a sentence, or None."""
        return exposed(self._place.folder)

    def obstacle(self) -> str | None:
        """Why no index can be made where it is kept, as the end of a sentence, or None."""
        return obstacle(self._place.folder)

    def state(self) -> IndexState:
        """How the index is, without reading it through."""
        waiting = self._feed.queue_size()
        found = self._views.present()
        if isinstance(found, str):
            return IndexState(found, waiting=waiting)
        segments = sum(name.endswith(".seg") for name in found.files)
        return IndexState(None, found.documents, segments, found.size(), waiting)

    def slow(self) -> str | None:
        """Why some of it is searched by Whoosh itself, which takes long: what of it is laid out in
        a way this program does not know. None where that is not so.

        Raises IndexUnavailable.
        """
        with self._reading() as evaluator:
            evaluator.check_layout()
        return self._views.slow()

    def close(self) -> None:
        """Let go of what is open. The index may be used again afterwards."""
        self._views.close()

    def _in_step(self, found: Stamp) -> bool:
        """Does this generation belong to the library as it is now?

        It may be ahead by the one commit that the library was not told of any more, whose entries
        are still in its queue then. Else one of the two is an older copy that was put back, and
        nothing in the queue would say what differs.
        """
        known = self._feed.generation()
        if known == found.before and known != found.name:
            oldest = self._feed.pending(1)
            if oldest and oldest[0][0] <= found.through:
                return True
            known = self._feed.generation()  # or it was told between the two questions
        return known == found.name

    # Writing, all of it under the lock

    def _catch_up(self, progress: Progress | None, stop: StopToken | None) -> None:
        found = self._place.usable()
        if found is not None:
            try:
                self._drain(found, progress, stop)
            except Damaged as error:
                self._place.doubt(found, str(error))
            else:
                return
        self._anew(progress, stop)

    def _drain(self, found: Stamp, progress: Progress | None, stop: StopToken | None) -> None:
        from readlist.search.writer import Batch

        total, done = self._feed.queue_size(), 0
        while pending := self._feed.pending(_BATCH):
            self._place.sweep(found)
            words = self._views.surface(found)
            before = self._feed.generation()
            with Batch(self._place.current, self._place.library, found, words, before) as batch:
                seen = self._fill(batch, pending, (done, total), progress, stop)
                if not seen:
                    return
                # A batch cut short by `stop` is kept, but writing a whole one is given up.
                found = batch.commit(pending[seen - 1][0], None if seen < len(pending) else stop)
            self._place.committed(found)
            self._feed.drop_pending(found.through, found.name)
            done += seen
            if seen < len(pending):
                return

    def _anew(self, progress: Progress | None, stop: StopToken | None) -> None:
        """Make a new index in a temporary folder and put it in the place of the old one.

        The queue is emptied last, so that giving up or crashing anywhere loses nothing.
        """
        from readlist.search.writer import Batch

        if self._place.usable() is None:
            self._place.move_aside()
        self._place.sweep(None)
        self._feed.enqueue_all()
        pending = self._feed.pending(sys.maxsize)
        total = len(pending)
        with self._place.building() as new:
            before = self._feed.generation()
            with Batch(new, self._place.library, None, Surface(), before) as batch:
                if self._fill(batch, pending, (0, total), progress, stop) < total:
                    return
                found = batch.commit(pending[-1][0] if pending else 0, stop)
            self._place.install(new, found)
        self._feed.drop_pending(found.through, found.name)

    def _fill(
        self,
        batch: Batch,
        pending: Sequence[tuple[int, int]],
        so_far: tuple[int, int],
        progress: Progress | None,
        stop: StopToken | None,
    ) -> int:
        """Put the pending papers into a batch, each once; how many entries were seen to."""
        done, total = so_far
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
        crumbs = batch.crumbs()
        for start in range(0, len(crumbs), _CHUNK):
            some = crumbs[start : start + _CHUNK]
            batch.replace(some, self._feed.documents(some))
        return len(pending)
