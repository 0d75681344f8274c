"""Opening the index for reading: a view of one generation for each thread, parts shared by all."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, NamedTuple

from readlist.errors import IndexUnavailable
from readlist.search import stamp
from readlist.search.place import COMING, Place
from readlist.search.stamp import Stamp
from readlist.search.surface import Surface

if TYPE_CHECKING:
    from readlist.search.engine.shared import Shared
    from readlist.search.evaluate import Evaluator

_TRIES = 50  # to find an index that another thread or process is replacing
_PAUSE = 0.01  # seconds between them


def unavailable(reason: str) -> IndexUnavailable:
    return IndexUnavailable(
        f"The search index cannot be used ({reason}): it is made anew when papers are searched "
        "next, or by `readlist reindex`."
    )


class View(NamedTuple):
    """One generation, open for one thread."""

    found: Stamp
    evaluator: Evaluator


class Views:
    """What is open of the index in `place`. Any method may be called from any thread."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._lock = threading.Lock()
        self._shared: Shared | None = None
        """What all threads have in common of the segments."""
        self._words: tuple[str, int, Surface] | None = None
        """Lineage and size in bytes of the list of words that was read, and the words."""
        self._mine = threading.local()
        """This thread's `view`."""

    def present(self) -> Stamp | str:
        """The stamp of the present index, or why there is none to go by, once nobody is just
        putting another in its place."""
        for _ in range(_TRIES):
            found = self._place.look()
            if found != COMING:
                break
            time.sleep(_PAUSE)
        return found

    def mine(self) -> View:
        """This thread's view of the present generation.

        Raises IndexUnavailable if there is none to be trusted.
        """
        while True:
            found = self.present()
            if isinstance(found, str):
                raise unavailable(found)
            view: View | None = getattr(self._mine, "view", None)
            if view is None or view.found != found:
                view = self._opened(found)
            if view is not None:
                self._mine.view = view
                return view

    def _opened(self, found: Stamp) -> View | None:
        """A generation; None if it was swept away meanwhile, so that there is a newer.

        Raises IndexUnavailable if it is damaged, which is remembered.
        """
        from readlist.search.engine.generation import Generation
        from readlist.search.evaluate import Evaluator
        from readlist.search.schema import PaperWeighting
        from readlist.search.writer import open_reader

        try:
            words = self.surface(found)
            reader = open_reader(self._place.current, found.generation)
            if not self._is_of(found.lineage):  # files of a new index may be named alike
                return None
            key = (found.lineage, found.generation)
            generation = Generation(reader, PaperWeighting(), key, self._all_share(found))
            evaluator = Evaluator(generation, words)
        except Exception as error:
            if self._place.stamped() != found:
                return None
            raise self.distrusted(found, error) from error
        return View(found, evaluator)

    def _is_of(self, lineage: str) -> bool:
        now = self._place.stamped()
        return now is not None and now.lineage == lineage

    def distrusted(self, found: Stamp, error: Exception) -> IndexUnavailable:
        """Remember that reading a generation failed; a damaged file can come out as anything."""
        reason = f"{type(error).__name__}: {error}"
        self._place.doubt(found, reason)
        self.close()
        return unavailable(reason)

    def surface(self, found: Stamp) -> Surface:
        """The words of a generation. Raises OSError."""
        path = self._place.current / stamp.WORDS
        size = found.files[stamp.WORDS][0]
        with self._lock:
            lineage, had, words = self._words or ("", 0, Surface())
            if lineage != found.lineage or had > size:
                words = Surface.load(path, size)
            elif had < size:
                words = words.grown(path, had, size)
            self._words = (found.lineage, size, words)
            return words

    def _all_share(self, found: Stamp) -> Shared:
        """What threads share, without what belongs to segments that are gone."""
        from readlist.search.engine.shared import Shared

        with self._lock:
            if self._shared is None:
                self._shared = Shared()
            self._shared.keep({name.removesuffix(".seg") for name in found.files})
            return self._shared

    def slow(self) -> str | None:
        """Why parts of what is open are read by Whoosh itself, slowly; None if none is."""
        strange = self._shared.strange if self._shared is not None else {}
        return next(iter(strange.values()), None)

    def close(self) -> None:
        """Let go of everything; it can be opened again."""
        self._mine = threading.local()
        with self._lock:
            self._shared = None
            self._words = None
