"""The library's truth: one SQLite file, its papers and what the user made of them.

`Store` wires the modules of this package together and delegates; each of them is functions over
a connection. All methods may be called from any thread. What changes papers belongs to a step:

    with store.step("Starred 2 papers"), store.transaction():
        store.set_starred(rows, True)
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Self

from readlist.paper import (
    Counts,
    Fields,
    Filled,
    Marks,
    Note,
    Paper,
    Record,
    Status,
    Step,
)
from readlist.store import (
    flip,
    lists,
    settings,
    window,
)
from readlist.store.beginning import Beginning, beginning
from readlist.store.cache import Cache
from readlist.store.connection import Connections, open_file
from readlist.store.migrations import migrate
from readlist.store.searches import Searches
from readlist.store.steps import OpenStep, Steps
from readlist.store.values import Keys
from readlist.store.words import Words

if TYPE_CHECKING:
    from array import array

    from readlist.store.activity import Activity
    from readlist.store.doubles import Doubles
    from readlist.store.feed import Document, Feed
    from readlist.store.flip import Tell
    from readlist.store.health import SQLITE, Health
    from readlist.store.highlights import Highlights
    from readlist.store.log import InTheWay, Log
    from readlist.store.merging import Merge, Merging, Seen
    from readlist.store.papers import StoredRecord
    from readlist.store.places import Places
    from readlist.store.queues import Queues
    from readlist.store.rowchange import RowChange
    from readlist.store.sources import SourceRow, Sources
    from readlist.store.suggestions import StoredDouble
    from readlist.store.tags import Tags
    from readlist.store.work import Work

# The app shows its first papers with a part of this; the rest is imported by what needs it. So it
# is with the names that are found here but stand in one of those modules:
_PARTS = {
    "SQLITE": "health",
    "Document": "feed",
    "Health": "health",
    "InTheWay": "log",
    "Merge": "merging",
    "RowChange": "rowchange",
    "Seen": "merging",
    "SourceRow": "sources",
    "StoredDouble": "suggestions",
    "StoredRecord": "papers",
    "Work": "work",
}

__all__ = [
    "SQLITE",
    "Beginning",
    "Document",
    "Health",
    "InTheWay",
    "Merge",
    "OpenStep",
    "RowChange",
    "Seen",
    "SourceRow",
    "Store",
    "StoredDouble",
    "StoredRecord",
    "Work",
]


def __getattr__(name: str) -> object:
    if name in _PARTS:
        return getattr(import_module(f"readlist.store.{_PARTS[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


class Store:
    """One library, as one window (a run of the program) sees it. `open` or `in_memory` make one."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections
        self._window = os.urandom(8).hex()
        self._steps = Steps(connections, self._window)
        self._cache = Cache(connections)
        self.searches = Searches(connections, self._steps)
        self.words = Words(connections, self._steps, self._cache)
        with connections.reading() as connection:
            self.library_id = settings.library_id(connection)

    # Parts that the app opens without

    @cached_property
    def log(self) -> Log:
        from readlist.store.log import Log

        return Log(self._connections, self._steps, self._window)

    @cached_property
    def feed(self) -> Feed:
        from readlist.store.feed import Feed

        return Feed(self._connections, self._steps)

    @cached_property
    def highlights(self) -> Highlights:
        from readlist.store.highlights import Highlights

        return Highlights(self._connections, self._steps)

    @cached_property
    def tags(self) -> Tags:
        from readlist.store.tags import Tags

        return Tags(self._connections, self._steps, self._cache)

    @cached_property
    def activity(self) -> Activity:
        from readlist.store.activity import Activity

        return Activity(self._connections)

    @cached_property
    def queues(self) -> Queues:
        from readlist.store.queues import Queues

        return Queues(self._connections, self._steps)

    @cached_property
    def sources(self) -> Sources:
        from readlist.store.sources import Sources

        return Sources(self._connections, self._steps)

    @cached_property
    def doubles(self) -> Doubles:
        from readlist.store.doubles import Doubles

        return Doubles(self._connections, self._steps)

    @cached_property
    def merging(self) -> Merging:
        from readlist.store.merging import Merging

        return Merging(self._connections, self._steps)

    @cached_property
    def places(self) -> Places:
        from readlist.store.places import Places

        return Places(self._connections)

    @classmethod
    def open(cls, path: Path) -> Self:
        """The library at `path`, made with its folder if need be, and brought up to date.

        An undo or redo that was killed half-way is finished. A file that may not be written is
        opened for reading. Raises `LibraryUnusable`, `LibraryReadOnly`, `LibraryBusy`.
        """
        connections = open_file(path)
        try:
            with connections.translating():
                migrate(connections)
            flip.finish(connections)
            return cls(connections)
        except BaseException:
            connections.close()
            raise

    @classmethod
    def in_memory(cls) -> Self:
        """An empty library that is gone when it is closed."""
        connections = Connections(None)
        migrate(connections)
        return cls(connections)

    def copy_in_memory(self) -> Self:
        """A copy to try things on; nothing done to it reaches the file."""
        copy = Connections(None)
        with self._connections.reading() as connection:
            connection.backup(copy.get())
        return type(self)(copy)

    def close(self) -> None:
        """Close the library in all threads. May be called from any of them, and twice."""
        self._connections.close()

    @property
    def path(self) -> Path | None:
        """The library's file; None for one in memory."""
        return self._connections.path

    @property
    def read_only(self) -> bool:
        return self._connections.read_only

    def data_version(self) -> int:
        """A number that grows whenever anyone, in whatever process, has changed the library.

        Settings and the queue of the search index do not count.
        """
        with self._connections.reading() as connection:
            return settings.revision(connection)

    def moment(self) -> tuple[int, int]:
        """`data_version` and `queue_size`, both of one moment."""
        from readlist.store.feed import queue_size

        with self._connections.reading() as connection:
            return settings.revision(connection), queue_size(connection)

    # Steps

    def step(self, label: str, join: str | None = None) -> AbstractContextManager[OpenStep]:
        """What is changed inside is one step of the history; if nothing is, there is none.

        `label` says what was done ("Starred 3 papers"); the step's `label` may be set until it
        ends. With `join`, it goes on with this window's newest step of the same `join`. After an
        error, what was committed stays, as this step. One at a time in a thread.
        """
        return self._steps.step(label, join)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """One transaction of the open step: all or nothing, and seen by others at its end.

        At most 250 records in one: others wait that long for their turn. Raises `LibraryBusy`,
        `LibraryReadOnly`.
        """
        with self._steps.transaction():
            yield

    def undo(self, number: int | None = None, progress: Tell | None = None) -> Step:
        """Undo this window's newest step, else the library's newest; or the one given.

        `progress` is told how many rows of a large one are done, and of how many. Raises
        `NothingToUndo`, and `UndoBlocked` naming the later steps that built on it.
        """
        from readlist.store import undo

        return undo.undo(self._connections, self._window, number, progress, self._steps.under_way)

    def redo(self, number: int | None = None, progress: Tell | None = None) -> Step:
        """Redo the step this window undid last, else the one undone last by any; or the one given.

        Without a number, nothing that was undone before something else was done.
        Raises `NothingToUndo`, `UndoBlocked`.
        """
        from readlist.store import undo

        return undo.redo(self._connections, self._window, number, progress)

    def history(self, limit: int | None = 200) -> list[Step]:
        """The newest steps (None: all), newest first, undone ones included."""
        from readlist.store import undo

        with self._connections.reading() as connection:
            return undo.history(connection, limit)

    # Papers

    def insert_paper(
        self,
        id: str,
        fields: Fields,
        *,
        title_derived: bool,
        source: int | None,
        position: int,
        keys: Keys | None = None,
    ) -> int:
        """Add a paper and return its row. `position`: its place in the source's order.

        `keys`: those of the fields as shown, if the paper is to be found by title or abstract
        keys that none of its sightings has (after an edit).
        """
        from readlist.store import papers

        with self._steps.transaction() as connection:
            return papers.insert_paper(
                connection, id, fields, title_derived, source, position, keys
            )

    def update_fields(
        self, row: int, fields: Fields, title_derived: bool, keys: Keys | None = None
    ) -> None:
        """What a paper is shown as from now on; `keys` as in `insert_paper`."""
        from readlist.store import papers

        with self._steps.transaction() as connection:
            papers.update_fields(connection, row, fields, title_derived, keys)

    def edits(self, row: int) -> dict[str, object]:
        """The fields the user has set, by name; they win over every sighting."""
        from readlist.store import papers

        with self._connections.reading() as connection:
            return papers.edits(connection, row)

    def set_edits(self, row: int, edits: Mapping[str, object]) -> None:
        """Keep what the user has set; `update_fields` is what changes the paper."""
        from readlist.store import papers

        with self._steps.transaction() as connection:
            papers.set_edits(connection, row, edits)

    def remove(self, rows: Sequence[int]) -> int:
        """Hide papers: in no list any more, but known if they are seen again."""
        from readlist.store import papers

        with self._steps.transaction() as connection:
            return papers.remove(connection, rows)

    def bring_back(self, rows: Sequence[int]) -> int:
        """Show papers again that were hidden; the number that were."""
        from readlist.store import papers

        with self._steps.transaction() as connection:
            return papers.bring_back(connection, rows)

    def add_sighting(self, row: int, source: int, record: Record, keys: Keys) -> bool:
        """Note where a paper was seen; False if that record of the source is noted already."""
        from readlist.store import papers

        with self._steps.transaction() as connection:
            return papers.add_sighting(connection, row, source, record, keys)

    def noted(
        self, source: int, first: int, last: int
    ) -> dict[tuple[int, int, int], tuple[int, bool]]:
        """The records of a source that are noted and begin in lines `first` to `last`.

        By first line, last line and part: the paper's row, and whether it is removed.
        """
        from readlist.store import papers

        with self._connections.reading() as connection:
            return papers.noted(connection, source, first, last)

    def records_of(self, row: int) -> list[Fields]:
        """What the paper's sightings read: its own, oldest first, then those merged into it."""
        from readlist.store import papers

        with self._connections.reading() as connection:
            return papers.records_of(connection, row)

    def candidates(
        self,
        arxiv_id: str | None,
        doi: str | None,
        title_key: str | None,
        abstract_key: str | None,
    ) -> list[StoredRecord]:
        """All that is known of the papers sharing one of these keys, the removed included.

        Oldest paper first; each as it is shown, then as each of its sightings read it.
        """
        from readlist.store import papers

        with self._connections.reading() as connection:
            return papers.candidates(connection, arxiv_id, doi, title_key, abstract_key)

    def known(self, rows: Sequence[int]) -> list[StoredRecord]:
        """All that is known of these papers, as `candidates` has it."""
        from readlist.store import papers

        with self._connections.reading() as connection:
            return papers.known(connection, rows)

    def id_taken(self, id: str) -> bool:
        """Whether a paper has, or once had, this id."""
        from readlist.store import papers

        with self._connections.reading() as connection:
            return papers.id_taken(connection, id)

    def papers(self, ids: Sequence[str]) -> list[Paper]:
        """The papers of `ids`, in that order; those that are not there (any more) are left out."""
        with self._connections.reading() as connection:
            return window.papers(connection, ids)

    def rows_of(self, ids: Sequence[str]) -> list[int]:
        """The rows of `ids`, in that order. Raises `UnknownPaper`."""
        from readlist.store import names

        with self._connections.reading() as connection:
            return names.rows_of(connection, ids)

    def ids_of(self, rows: Sequence[int]) -> dict[int, str]:
        """The id of each of `rows` that is there."""
        from readlist.store import names

        with self._connections.reading() as connection:
            return names.ids_of(connection, rows)

    def resolve(self, reference: str) -> str:
        """The id of the paper that an id, a prefix of one, an arXiv id or a DOI means.

        Raises `UnknownPaper`, `AmbiguousPaper`.
        """
        from readlist.store import names

        with self._connections.reading() as connection:
            return names.resolve(connection, reference)

    # Marks, tags, notes

    def set_starred(self, rows: Sequence[int], on: bool) -> int:
        """Star papers, or take the star off; the number changed."""
        from readlist.store import marks

        with self._steps.transaction() as connection:
            return marks.set_starred(connection, rows, on)

    def is_starred(self, row: int) -> bool:
        from readlist.store import marks

        with self._connections.reading() as connection:
            return marks.is_starred(connection, row)

    def marks_of(self, row: int) -> Marks:
        """All that the user has made of a paper."""
        from readlist.store import marks

        with self._connections.reading() as connection:
            return marks.marks_of(connection, row)

    def newest_marked(self, mark: Literal["starred", "skipped"], limit: int) -> list[int]:
        """The rows of the papers in view that were starred, or skipped, last; newest first."""
        from readlist.store import marks

        with self._connections.reading() as connection:
            return marks.newest_marked(connection, mark, limit)

    def set_status(self, rows: Sequence[int], status: Status) -> int:
        """Give papers a status; the number changed."""
        from readlist.store import marks

        with self._steps.transaction() as connection:
            return marks.set_status(connection, rows, status)

    def add_tags(self, rows: Sequence[int], names: Sequence[str]) -> int:
        """Tag papers; the number that got a tag they had not."""
        from readlist.store import tags

        with self._steps.transaction() as connection:
            return tags.add_tags(connection, rows, names)

    def remove_tags(self, rows: Sequence[int], names: Sequence[str]) -> int:
        """Take tags off papers; the number that had one of them."""
        from readlist.store import tags

        with self._steps.transaction() as connection:
            return tags.remove_tags(connection, rows, names)

    def note(self, row: int) -> Note:
        """The note on a paper; without one, empty text and version 0."""
        from readlist.store import notes

        with self._connections.reading() as connection:
            return notes.note(connection, row)

    def set_note(self, row: int, text: str, expected_version: int) -> Note:
        """Replace the note of that version; blank text removes it. Raises `NoteChanged`."""
        from readlist.store import notes

        with self._steps.transaction() as connection:
            return notes.set_note(connection, row, text, expected_version)

    # Lists and sets

    def ordered(self, sort: str = "added") -> list[tuple[int, str]]:
        """The (row, id) of all papers in view: by ``added``, ``title``, ``author``, …; with a ``-``
        before it, the other way round. The list is shared; do not change it. Raises `BadValue`.
        """
        from readlist.store import orders

        return orders.ordered(self._cache, sort)

    def beginning(self, paper_id: str | None, most: int) -> Beginning:
        """At most `most` papers around the one of that id in the list of all that were not skipped,
        or from its first one on; at once, however many there are."""
        with self._connections.reading() as connection:
            return beginning(connection, paper_id, most)

    def counts(self) -> Counts:
        """How many papers in view each list of the sidebar holds."""
        with self._connections.reading():
            return lists.counts(self._cache)

    def matching(self, field: str, value: str) -> array[int]:
        """The rows of the papers in view that a state term (``is:starred``) fits, of 64 bits.

        The array is shared; do not change it. Raises `BadValue` for a field or value there is not.
        """
        from readlist.store import states

        return states.matching(self._cache, field, value)

    def containing(self, holds: Callable[[str], bool], field: str | None = None) -> list[int]:
        """The rows of the papers in view whose text `holds` what is looked for, without the index.

        `field`: title, abstract, author, venue or note; None for all of them together.
        """
        from readlist.store import states

        with self._connections.reading() as connection:
            return [row for row, text in states.texts(connection, field) if holds(text)]

    def filled(self, ids: Sequence[str]) -> Filled:
        """What there is to show of these papers, at most 500."""
        with self._connections.reading() as connection:
            return lists.filled(connection, ids)

    def stats(self) -> dict[str, object]:
        """Figures about the library, by name."""
        with self._connections.reading() as connection:
            return lists.stats(connection, self._cache)

    # Settings

    def health(self) -> Health:
        """How the file is. Reads all of it. Raises `LibraryUnusable` if not even that works."""
        from readlist.store import health

        with self._connections.reading() as connection:
            return health.examine(connection)

    def setting(self, name: str) -> str | None:
        """What the program remembers under `name`; it is not part of the history."""
        with self._connections.reading() as connection:
            return settings.setting(connection, name)

    def set_setting(self, name: str, value: str) -> None:
        with self._steps.unlogged() as connection:
            settings.set_setting(connection, name, value)
