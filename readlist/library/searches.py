"""Searches kept under a name, how many papers each finds now, and the queries asked lately."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING

from readlist.errors import BadValue, LibraryBusy, LibraryReadOnly
from readlist.paper import SavedSearch, one_line
from readlist.store import Store

if TYPE_CHECKING:
    from readlist.library.finding import Finder
    from readlist.library.marking import Done
    from readlist.library.progress import Stop

_LONGEST_NAME = 60
_LONGEST_REMEMBERED = 2_000  # characters; longer ones were pasted by mistake


def search_name(text: str) -> str:
    """A name as the store keeps it: one clean line. Raises `BadValue` for what cannot be one."""
    name = one_line(text)
    if not any(character.isprintable() and not character.isspace() for character in name):
        raise BadValue("a saved search needs a name, such as: diffusion to read")
    if len(name) > _LONGEST_NAME:
        raise BadValue(
            f"the name {name[:20]}… is too long; that of a saved search has at most "
            f"{_LONGEST_NAME} characters"
        )
    return name


class Searches:
    """The saved searches of a library. Any method may be called from any thread."""

    def __init__(self, store: Store, finder: Callable[[], Finder]) -> None:
        self._store = store
        self._finder = finder

    def all(self) -> list[SavedSearch]:
        """In the order the user put them."""
        return self._store.searches.all()

    def save(self, name: str, query: str) -> Done:
        """Keep a query, as it was typed, under a name, as the last. Raises `BadValue` for a name
        that is none or is taken (in any case).
        """
        from readlist.library.marking import Done

        name = search_name(name)
        if not one_line(query):
            raise BadValue(f"there is nothing to save as {name!r}: a saved search needs a query")
        label = f"Saved the search “{name}”"
        with self._store.step(label), self._store.transaction():
            self._store.searches.add(name, query)
        return Done(1, label)

    def rename(self, old: str, new: str) -> Done:
        """Call a saved search something else. Raises `UnknownSearch`, `BadValue`."""
        from readlist.library.marking import Done

        new = search_name(new)
        with self._store.step("Renamed a search") as step, self._store.transaction():
            name = self._store.searches.named(one_line(old)).name
            step.label = f"Renamed the search “{name}” to “{new}”"
            changed = self._store.searches.rename(name, new)
        return Done(changed, step.label if changed else "Nothing changed: it is called so already")

    def delete(self, name: str) -> Done:
        """Delete a saved search. Raises `UnknownSearch`."""
        from readlist.library.marking import Done

        with self._store.step("Deleted a search") as step, self._store.transaction():
            name = self._store.searches.named(one_line(name)).name
            step.label = f"Deleted the search “{name}”"
            self._store.searches.delete(name)
        return Done(1, step.label)

    def move(self, name: str, to: int) -> Done:
        """Put a saved search at place `to`: 0 the first, beyond the end the last. Raises
        `UnknownSearch`.
        """
        from readlist.library.marking import Done

        with self._store.step("Moved a search") as step, self._store.transaction():
            name = self._store.searches.named(one_line(name)).name
            step.label = f"Moved the search “{name}”"
            changed = self._store.searches.move(name, to)
        return Done(changed, step.label if changed else "Nothing changed: it is there already")

    @cached_property
    def _counts(self) -> MatchCounts:
        return MatchCounts(self._store, self._finder())

    def count(self, queries: Sequence[str], stop: Stop | None = None) -> list[int]:
        """How many papers match each query, of what is searchable now; kept while nothing changes.

        Papers with only most of the words do not count. Raises `Stopped` once `stop` says so.
        """
        return self._counts.count(queries, stop)

    # Queries asked lately

    def remember(self, query: str) -> None:
        """A query was asked, to be recalled; not part of the history. Where that cannot be written
        down, nothing is lost.
        """
        query = query.strip()
        if not query or len(query) > _LONGEST_REMEMBERED or self._store.read_only:
            return
        with suppress(LibraryBusy, LibraryReadOnly):
            self._store.searches.remember(query)

    def recent(self, limit: int | None = 50) -> list[str]:
        """The queries asked last (None: all that are kept, 500), newest first, each once."""
        return self._store.searches.recent(limit)


class MatchCounts:
    """How many papers each of some queries finds, counted once a version of the library.

    Any method may be called from any thread.
    """

    def __init__(self, store: Store, finder: Finder) -> None:
        self._store = store
        self._finder = finder
        self._lock = threading.Lock()
        self._version: object = None
        self._kept: dict[str, int] = {}

    def count(self, queries: Sequence[str], stop: Stop | None = None) -> list[int]:
        """For each query, how many papers match all of it, without waiting for the index.

        Papers that have only most of its words do not count. Raises `Stopped`.
        """
        # Read before anything is counted: a count from after a change is then merely not kept.
        version = self._store.data_version()
        with self._lock:
            if version != self._version:
                self._version, self._kept = version, {}
            kept = self._kept
        return [self._counted(query, kept, stop) for query in queries]

    def _counted(self, query: str, kept: dict[str, int], stop: Stop | None) -> int:
        if query in kept:
            return kept[query]
        if stop is not None and stop.stopped:
            from readlist.search import Stopped  # which whoever counts has loaded

            raise Stopped
        number, final = self._count(query, stop)
        if final:
            kept[query] = number
        return number

    def _count(self, query: str, stop: Stop | None) -> tuple[int, bool]:
        """How many papers a query finds, and whether that holds until the library changes."""
        results = self._finder.search(
            query, limit=0, typing=False, wait=False, stop=stop, sort=None
        )
        return (0 if results.partly else results.total), results.waiting == 0
