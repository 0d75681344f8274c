"""Opening the index for reading: a view of one generation for each thread, parts shared by all."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

from readlist.errors import IndexUnavailable
from readlist.search import stamp
from readlist.search.place import Place
from readlist.search.stamp import Stamp
from readlist.search.surface import Surface

if TYPE_CHECKING:
    from readlist.search.engine.shared import Shared
    from readlist.search.evaluate import Evaluator

_TRIES = 50  # to open an index that another process is replacing
_PAUSE = 0.01  # seconds between them


def unavailable(reason: str) -> IndexUnavailable:
    return IndexUnavailable(
        f"The search index cannot be used ({reason}): it is made anew when papers are searched "
        "next, or by `readlist reindex`."
    )


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
        """This thread's `evaluator`, and the `stamp` it was opened by."""

    def evaluator(self) -> Evaluator:
        """This thread's view of the present generation.

        Raises IndexUnavailable if there is none to be trusted.
        """
        found = self._place.usable()
        for _ in range(_TRIES if found is None or not self._is_open(found) else 0):
            before = self._place.stamped()
            found = self._place.usable()
            if found is None and not self._place.being_replaced(before):
                break
            if found is not None and (self._is_open(found) or self._open(found)):
                break
            time.sleep(_PAUSE)
        if found is None or not self._is_open(found):
            raise unavailable(self._place.fault() or "it has just changed")
        evaluator: Evaluator = self._mine.evaluator
        return evaluator

    def _is_open(self, found: Stamp) -> bool:
        return getattr(self._mine, "stamp", None) == found

    def _open(self, found: Stamp) -> bool:
        """Opens a generation; False if it was swept away meanwhile, so that there is a newer.

        Raises IndexUnavailable if it is damaged, which is remembered.
        """
        from readlist.search.engine.generation import Generation
        from readlist.search.evaluate import Evaluator
        from readlist.search.schema import PaperWeighting
        from readlist.search.writer import open_reader

        try:
            reader = open_reader(self._place.current, found.generation)
            key = (found.lineage, found.generation)
            generation = Generation(reader, PaperWeighting(), key, self._all_share(found))
            evaluator = Evaluator(generation, self.surface(found))
        except Exception as error:
            if isinstance(error, OSError) and self._place.stamped() != found:
                return False
            self.distrust(error)
            raise unavailable(self._place.doubt or "") from error
        self._mine.stamp, self._mine.evaluator = found, evaluator
        return True

    def distrust(self, error: Exception) -> None:
        """Remember that reading the index failed; a damaged file can come out as anything."""
        self._place.doubt = f"{type(error).__name__}: {error}"
        self.close()

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
