"""Library: every verb of the program, and the one place where store, search, readers, writers
and identity meet. The command line, the app and scripts use nothing else.

```python
from readlist import Library

library = Library.open("papers.db")
library.import_files(["monday.txt"])
found = library.search("diffusion editing")
library.star(found.ids[:1])
print(library.export(found.ids, "markdown", title="found"))
library.close()
```

All methods may be called from any thread. Ids are the papers' public names (8 characters);
`resolve` turns whatever a person types into one.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, partial
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from readlist import links
from readlist.errors import UnknownPaper
from readlist.library.searches import Searches
from readlist.library.view import USUAL, View
from readlist.paper import (
    Counts,
    Filled,
    Link,
    LinkKind,
    Note,
    Paper,
    Source,
    Status,
    Step,
)
from readlist.paths import find_paths
from readlist.store import Beginning, Store

if TYPE_CHECKING:
    from readlist.library.activity import Activity
    from readlist.library.adding import Added
    from readlist.library.choosing import Guess
    from readlist.library.completing import Completion
    from readlist.library.doctor import Checkup
    from readlist.library.doubles import Double
    from readlist.library.exporting import write_file
    from readlist.library.finding import Finder, Results
    from readlist.library.forgetting import Forgotten
    from readlist.library.highlights import Highlights
    from readlist.library.inputs import Input
    from readlist.library.log import Details, InTheWay, Log, Tell, Touched
    from readlist.library.marking import Done
    from readlist.library.merging import Split
    from readlist.library.notes import NoteVisit, join_texts
    from readlist.library.pasting import Pasted
    from readlist.library.progress import Progress, Stop
    from readlist.library.queues import Queues
    from readlist.library.reading import Format, ReadFile
    from readlist.library.report import FileReport, ImportReport, Skipped, UnparsedLine
    from readlist.library.stepwords import Change
    from readlist.library.tags import Tags
    from readlist.library.words import WordMatcher, Words
    from readlist.search import SYNTAX, Stopped, Syntax
    from readlist.store.places import StoredPlace

# The app shows its first papers with the store alone; whatever else there is, is imported by what
# needs it. So it is with the names that are found here but stand in a part of the library:
_PARTS = {
    "Added": "readlist.library.adding",
    "SYNTAX": "readlist.search",
    "Change": "readlist.library.stepwords",
    "Completion": "readlist.library.completing",
    "Details": "readlist.library.log",
    "Done": "readlist.library.marking",
    "Double": "readlist.library.doubles",
    "FileReport": "readlist.library.report",
    "ImportReport": "readlist.library.report",
    "InTheWay": "readlist.library.log",
    "NoteVisit": "readlist.library.notes",
    "Pasted": "readlist.library.pasting",
    "Progress": "readlist.library.progress",
    "Results": "readlist.library.finding",
    "Skipped": "readlist.library.report",
    "Stop": "readlist.library.progress",
    "Stopped": "readlist.search",
    "StoredPlace": "readlist.store.places",
    "Syntax": "readlist.search",
    "Tell": "readlist.library.log",
    "Touched": "readlist.library.log",
    "UnparsedLine": "readlist.library.report",
    "join_texts": "readlist.library.notes",
    "write_file": "readlist.library.exporting",
}

__all__ = [
    "SYNTAX",
    "Added",
    "Beginning",
    "Change",
    "Completion",
    "Details",
    "Done",
    "Double",
    "FileReport",
    "ImportReport",
    "InTheWay",
    "Library",
    "NoteVisit",
    "Pasted",
    "Progress",
    "Results",
    "Skipped",
    "Stop",
    "Stopped",
    "StoredPlace",
    "Syntax",
    "Tell",
    "Touched",
    "UnparsedLine",
    "View",
    "join_texts",
    "sample_files",
    "write_file",
]


def __getattr__(name: str) -> object:
    if name in _PARTS:
        return getattr(import_module(_PARTS[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def sample_files() -> list[Path]:
    """The listings of the bundled sample library, in the order they are imported."""
    from importlib import resources

    folder = Path(str(resources.files("readlist") / "samples"))
    return sorted(folder.glob("*.txt"))


def _is_missing(file: Path) -> bool:
    """Whether there is no library yet; an empty file is the place for one, no more."""
    return not file.exists() or (file.is_file() and not file.stat().st_size)


class Library:
    """A library of papers. Get one with `Library.open`; close it, or use it in a `with`."""

    def __init__(self, store: Store, index_folder: Callable[[], Path] | None) -> None:
        """`index_folder`: where its index is or will be; None: there is none."""
        self._store = store
        self._index_folder = index_folder
        self._making = threading.Lock()
        self._made: Finder | None = None
        self.searches = Searches(store, lambda: self._finder)

    @classmethod
    def open(
        cls, path: Path | str | None = None, *, create: bool = True, indexes: Path | None = None
    ) -> Self:
        """Open the library at `path` (default: the user's own).

        `create` False: one that does not exist is an empty library in memory, and nothing is
        written. `indexes`: the folder of search indexes, if not the user's own.
        Raises `LibraryUnusable` for a path that is a folder, not a readlist library, or newer
        than this program.
        """
        paths = find_paths()
        file = Path(path).expanduser() if path is not None else paths.library
        if not create and _is_missing(file):
            return cls(Store.in_memory(), None)
        store = Store.open(file)
        if indexes is not None:
            return cls(store, lambda: indexes / store.library_id)
        return cls(store, partial(paths.index_of, store.library_id, file))

    def close(self) -> None:
        with self._making:
            if self._made is not None:
                self._made.close()
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def path(self) -> Path | None:
        """The library's file; None for one in memory."""
        return self._store.path

    @property
    def read_only(self) -> bool:
        return self._store.read_only

    def data_version(self) -> object:
        """A value that differs whenever anyone, in whatever process, has changed the library."""
        return self._store.data_version()

    # Its parts

    @property
    def _finder(self) -> Finder:
        with self._making:  # two would each have an index of their own, in the same folder
            if self._made is None:
                from readlist.library.finding import Finder

                folder = self._index_folder() if self._index_folder is not None else None
                self._made = Finder(self._store, folder)
            return self._made

    @cached_property
    def queues(self) -> Queues:
        """Going through papers one by one."""
        from readlist.library.queues import Queues

        return Queues(self._store, self._finder)

    @cached_property
    def log(self) -> Log:
        """The history to look into, and to take single steps back."""
        from readlist.library.log import Log

        return Log(self._store, self.queues)

    @cached_property
    def highlights(self) -> Highlights:
        """The marked sentences of abstracts."""
        from readlist.library.highlights import Highlights

        return Highlights(self._store)

    @cached_property
    def tags(self) -> Tags:
        """What tags there are, and what they are called."""
        from readlist.library.tags import Tags

        return Tags(self._store)

    @cached_property
    def words(self) -> Words:
        """My words, which are coloured in texts."""
        from readlist.library.words import Words

        return Words(self._store, self.searches)

    def word_matcher(self) -> WordMatcher | None:
        """What finds my words in texts; None as long as there are none."""
        return self.words.matcher() if self._store.words.all() else None

    # Importing

    def import_files(
        self,
        paths: Sequence[str | Path],
        *,
        format: Format = None,
        dry_run: bool = False,
        tags: Sequence[str] = (),
        name: str | None = None,
        progress: Callable[[Progress], None] | None = None,
        stop: Stop | None = None,
    ) -> ImportReport:
        """Import files, folders with all that is below them, or stdin (`-`), as one step.

        A file that cannot be read has an `error` in its report; the others are imported. `format`:
        of all of them, or of some by the names they have in the report. `tags` go on all papers
        of the files, known ones too. `dry_run` changes nothing and reports what would happen.
        `stop` is looked at between batches; what was stored before stays.
        """
        from readlist.library.folders import inputs_of

        given, skipped = inputs_of(paths, self.path)
        return self._import(given, skipped, dry_run, format, tags, name, progress, stop)

    def import_text(
        self,
        text: str,
        name: str,
        *,
        format: str | None = None,
        dry_run: bool = False,
        tags: Sequence[str] = (),
        progress: Callable[[Progress], None] | None = None,
        stop: Stop | None = None,
    ) -> ImportReport:
        """Import a pasted text as a source called `name`; otherwise as `import_files`."""
        from readlist.library.inputs import text_input

        given = [text_input(text, name)]
        return self._import(given, (), dry_run, format, tags, None, progress, stop)

    def _import(
        self,
        given: Sequence[Input],
        skipped: Sequence[Skipped],
        dry_run: bool,
        format: Format,
        tags: Sequence[str],
        name: str | None,
        progress: Callable[[Progress], None] | None,
        stop: Stop | None,
    ) -> ImportReport:
        from readlist.library import importing, marking

        options = importing.Options(
            format=format,
            tags=tuple(marking.tag_names(tags)),
            name=name,
            progress=progress,
            stop=stop,
        )
        if dry_run:
            return importing.forecast(self._store, given, options, skipped)
        report = importing.import_inputs(self._store, given, options, skipped)
        self._finder.update(wait=True, stop=stop)
        return report

    def import_samples(self) -> ImportReport:
        """Import the bundled sample listings."""
        from readlist.library.inputs import path_input

        given = [path_input(file, file.name) for file in sample_files()]
        return self._import(given, (), False, None, (), None, None, None)

    def read_inputs(
        self,
        paths: Sequence[str | Path],
        format: Format = None,
        progress: Callable[[Progress], None] | None = None,
        stop: Stop | None = None,
    ) -> list[ReadFile]:
        """Read files without storing anything: to look at, correct, and give to `import_read`.

        What cannot be read has an `error`. Raises `BadValue`: no such format.
        """
        from readlist.library.folders import inputs_of
        from readlist.library.reading import read_all

        given, _ = inputs_of(paths, self.path)
        return read_all(given, format, progress, stop)

    def read_text(
        self, text: str, name: str, format: str | None = None, stop: Stop | None = None
    ) -> ReadFile:
        """The same for a pasted text, which is to be a source called `name`. Raises `Stopped`."""
        from readlist.library.inputs import text_input
        from readlist.library.reading import read_input

        return read_input(text_input(text, name), format, stop=stop)

    def read_as(self, file: ReadFile, format: str) -> ReadFile:
        """The same file, read as another format. Raises `BadValue`: there is none of that name."""
        from readlist.library.reading import read_as

        return read_as(file, format)

    def read_by_hand(self, file: ReadFile) -> ReadFile:
        """The same file with none of its lines understood, for a person to make records of them."""
        from readlist.library.reading import by_hand

        return by_hand(file)

    def import_read(
        self,
        files: Sequence[ReadFile],
        *,
        tags: Sequence[str] = (),
        progress: Callable[[Progress], None] | None = None,
        stop: Stop | None = None,
    ) -> ImportReport:
        """Import what has been read, and maybe corrected, as it is; otherwise as `import_files`.

        To correct a file, give it another `reading` of its lines (`dataclasses.replace`).
        """
        from readlist.library import importing, marking

        tags = tuple(marking.tag_names(tags))
        options = importing.Options(tags=tags, progress=progress, stop=stop)
        report = importing.import_read(self._store, files, options)
        self._finder.update(wait=True, stop=stop)
        return report

    def sniff(self, what: Path | str) -> list[Guess]:
        """The formats that find papers in a file (a `Path`) or in a text (a string), surest first,
        each with the first three records it would make. Raises `UnreadableFile`.
        """
        from readlist.library import choosing
        from readlist.library.inputs import path_input
        from readlist.library.reading import beginning

        text = what if isinstance(what, str) else beginning(path_input(what))
        return choosing.guesses(text)

    def understand(self, text: str) -> Pasted:
        """What a pasted text is: a paper's link, id or BibTeX, files, a listing, a title with its
        abstract, or just text.
        """
        from readlist.library import pasting

        return pasting.understand(text)

    def add(self, **fields: object) -> Added:
        """Add one paper by hand, as one step; fields as `edit` takes them.

        It is told from others as one of an imported file is: one that is here already is filled
        in. Raises `BadValue`.
        """
        from readlist.library import adding

        return adding.add(self._store, fields)

    # Finding

    def search(
        self,
        text: str,
        limit: int | None = None,
        *,
        typing: bool = False,
        wait: bool = True,
        stop: Stop | None = None,
        sort: str | None = None,
        view: View = USUAL,
    ) -> Results:
        """The papers that match a query; any text is one. `typing`: the last word may go on.

        They are in the order of `sort`, else of ``sort:`` in the query, else of the `view`.
        `wait`: first index what is not yet searchable; otherwise `Results.waiting` counts it.
        Raises `Stopped` once `stop` says so.
        """
        return self._finder.search(
            text, limit=limit, typing=typing, wait=wait, stop=stop, sort=sort, view=view
        )

    def complete(self, text: str, limit: int = 8) -> list[Completion]:
        """How a query that is being typed may go on: fields, values, names, frequent words, for
        its last term; [] where there is nothing useful. Cheap enough for every key."""
        return self._finder.complete(text, limit)

    def similar(self, reference: str, limit: int | None = None) -> Results:
        """The papers near to one (or, for ``starred``, to all that are starred), nearest first;
        `Results.why` has the words they share. Raises `UnknownPaper`, `AmbiguousPaper`.
        """
        from readlist.search import STARRED

        of = reference if reference == STARRED else self.resolve(reference)
        return self.search(f"similar:{of}", limit)

    def select(
        self,
        text: str = "",
        *,
        starred: bool = False,
        sort: str | None = None,
        limit: int | None = None,
    ) -> Results:
        """The papers that match, in the order of the list (or `sort`), not by relevance.

        Raises `BadValue` for a condition without a value, as in ``tag:``.
        """
        return self._finder.select(text, starred=starred, sort=sort, limit=limit)

    def papers(self, ids: Sequence[str]) -> list[Paper]:
        """The papers with these ids, in this order; ids that are none are passed over."""
        return self._store.papers(ids)

    def paper(self, reference: str) -> Paper:
        """The paper a person means by an id, a prefix of one, an arXiv id or a DOI.

        Raises `UnknownPaper`, `AmbiguousPaper`.
        """
        papers = self._store.papers([self.resolve(reference)])
        if not papers:
            raise UnknownPaper(f"there is no paper {reference!r}")
        return papers[0]

    def resolve(self, reference: str) -> str:
        """The id a reference means. Raises `UnknownPaper` or `AmbiguousPaper`."""
        return self._store.resolve(reference)

    def beginning(self, paper_id: str | None, most: int) -> Beginning:
        """The papers around one in the list of all that were not skipped, newest first, or from
        its first one on: what can be shown before that list is known."""
        return self._store.beginning(paper_id, most)

    def counts(self) -> Counts:
        """How many papers each list at the side holds; kept for as long as it holds."""
        return self._store.counts()

    def filled(self, ids: Sequence[str]) -> Filled:
        """What there is to show of these papers, at most 500."""
        return self._store.filled(ids)

    def places(self, reference: str) -> list[StoredPlace]:
        """Where a paper was seen, newest first, with what stands there, word by word.

        Raises `UnknownPaper`, `AmbiguousPaper`.
        """
        (row,) = self._store.rows_of([self.resolve(reference)])
        return self._store.places.of(row)

    def links(self, paper: Paper) -> tuple[Link, ...]:
        """The links of a paper: those its arXiv id and DOI give, then its URLs, each once."""
        return links.links_of(paper)

    def find_url(self, paper: Paper, engine: str = "scholar") -> str:
        """Where a search engine would look for the paper: made offline from its title."""
        return links.find_url(paper.title, engine)

    def link_to(self, paper: Paper, engine: str = "scholar") -> str:
        """The paper's own link, or where to find it."""
        own = (link.url for link in links.links_of(paper) if link.kind is LinkKind.PAPER)
        return next(own, None) or self.find_url(paper, engine)

    # Marking. All of it raises `UnknownPaper`, `LibraryReadOnly` and `LibraryBusy`.

    def star(self, ids: Sequence[str], on: bool = True) -> Done:
        """Star papers, or take the star off."""
        from readlist.library import marking

        return marking.star(self._store, ids, on)

    def set_status(self, ids: Sequence[str], status: Status) -> Done:
        """Say how far one has got with papers."""
        from readlist.library import marking

        return marking.set_status(self._store, ids, status)

    def tag(self, ids: Sequence[str], add: Sequence[str] = (), remove: Sequence[str] = ()) -> Done:
        """Give papers tags and take tags off, as one step. Raises `BadValue` for what is no tag, or
        is to be both.
        """
        from readlist.library import marking

        return marking.tag(self._store, ids, add, remove)

    def note(self, paper_id: str) -> Note:
        """The note on a paper; without one, empty text and version 0. Raises `UnknownPaper`."""
        (row,) = self._store.rows_of([paper_id])
        return self._store.note(row)

    def set_note(self, paper_id: str, text: str, version: int | None = None) -> Note:
        """Replace a note ('' removes it). With `version`, only if nobody changed it since:
        `NoteChanged` otherwise.
        """
        from readlist.library import notes

        return notes.set_note(self._store, paper_id, text, version)

    def append_note(self, paper_id: str, text: str) -> Note:
        """Add a paragraph to a note."""
        from readlist.library import notes

        return notes.append_note(self._store, paper_id, text)

    def visit_note(self, paper_id: str) -> NoteVisit:
        """Begin to write on a note: what is saved in one visit is one step. Raises
        `UnknownPaper`.
        """
        unsaved = find_paths().unsaved / self._store.library_id
        from readlist.library import notes

        return notes.NoteVisit(self._store, paper_id, unsaved)

    def edit(self, paper_id: str, **fields: object) -> Done:
        """Correct fields by name; None or an empty value clears one. Raises `BadValue`."""
        from readlist.library import marking

        return marking.edit(self._store, paper_id, fields)

    def delete(self, ids: Sequence[str]) -> Done:
        """Hide papers: they are in no list any more, but known when they are seen again."""
        from readlist.library import marking

        return marking.delete(self._store, ids)

    # Papers that are one, or not, and sources that are let go

    def merge(self, ids: Sequence[str]) -> Done:
        """Make one paper of several: the first stays and has what all of them had; the ids of the
        others mean it from now on. Raises `UnknownPaper`, `BadValue` for a deleted one.
        """
        from readlist.library import merging

        return merging.merge(self._store, ids)

    def merge_pairs(self, pairs: Sequence[tuple[str, str]]) -> Done:
        """Make one paper of each pair, of which the first stays, as one step. A pair that is one
        by now, or of which a paper was deleted, is passed over.
        """
        from readlist.library import merging

        return merging.merge_pairs(self._store, pairs)

    def doubles(self, limit: int | None = None) -> list[Double]:
        """Pairs of papers that may be the same, the likeliest first; `Counts.doubles` counts them.

        They are found when papers are imported. Merged or kept both, a pair is not among them.
        """
        from readlist.library.doubles import doubles

        return doubles(self._store, limit)

    def keep_both(self, pairs: Sequence[tuple[str, str]]) -> Done:
        """The papers of each pair are not the same, whatever it looks like: never ask again."""
        from readlist.library import merging

        return merging.keep_both(self._store, pairs)

    def split(self, paper_id: str) -> Split:
        """Take a paper apart: those merged into it by hand come back with their ids and edits;
        without any, its records part where they differ most. Raises `UnknownPaper`, `BadValue`.
        """
        from readlist.library import merging

        return merging.split(self._store, paper_id)

    def sources(self) -> tuple[Source, ...]:
        """The files, pastes and pipes that papers came from, newest first."""
        return self._store.counts().sources

    def forget_source(self, reference: str | int) -> Forgotten:
        """Forget a source, named by its name, a part of one, or its number: the papers that only
        it brought go, except those you did something with. Raises `UnknownSource`,
        `AmbiguousSource`.
        """
        from readlist.library import forgetting

        return forgetting.forget(self._store, reference)

    def rename_source(self, reference: str | int, name: str) -> Done:
        """Call a source something else, as one step; `reference` as in `forget_source`.

        Raises `UnknownSource`, `AmbiguousSource`, `BadValue`.
        """
        from readlist.library import forgetting

        return forgetting.rename(self._store, reference, name)

    # The log

    def undo(self, number: int | None = None, progress: Tell | None = None) -> Step:
        """Undo a step: this window's newest, else the library's newest, or the one named.

        `progress` is told how many rows of a large step are done, and of how many. Raises
        `NothingToUndo`, or `UndoBlocked` naming the later steps that are in the way.
        """
        return self.log.undo(number, progress)

    def redo(self, number: int | None = None, progress: Tell | None = None) -> Step:
        """Redo what this window undid last, else what was undone last, or the step named.

        Without a number, nothing that was undone before something else was done.
        Raises `NothingToUndo`, `UndoBlocked`.
        """
        return self.log.redo(number, progress)

    def history(self, limit: int | None = None) -> list[Step]:
        """The newest steps (None: all), newest first, undone ones included."""
        return self._store.history(limit)

    # Out

    def export(
        self, ids: Sequence[str], format: str = "markdown", *, title: str, abstracts: bool = True
    ) -> str:
        """These papers as text. Same papers, same text. Raises `BadValue`: no such format."""
        from readlist.library import exporting

        return exporting.export(self.papers(ids), format, title=title, abstracts=abstracts)

    def as_json(
        self,
        ids: Sequence[str],
        scores: Sequence[float | None] | None = None,
        why: Sequence[Sequence[str]] | None = None,
    ) -> str:
        """These papers as a JSON list, with their scores, and why they were found, where given."""
        from readlist.library import exporting

        return exporting.as_json(self.papers(ids), scores, why)

    def as_markdown(self, paper: Paper) -> str:
        """One paper as a section of Markdown, for pasting."""
        from readlist.library import exporting

        return exporting.as_markdown(paper)

    def export_formats(self) -> tuple[str, ...]:
        """The names of all formats that papers can be exported in."""
        from readlist.library import exporting

        return exporting.formats()

    # Upkeep

    def setting(self, name: str) -> str | None:
        """What the program remembers with this library; it is not part of the history."""
        return self._store.setting(name)

    def set_setting(self, name: str, value: str) -> None:
        self._store.set_setting(name, value)

    @cached_property
    def activity(self) -> Activity:
        """What came in and was read, week by week."""
        from readlist.library.activity import Activity

        return Activity(self._store)

    def stats(self) -> Mapping[str, object]:
        """Numbers about the library, by name."""
        return self._store.stats()

    def update_index(self, *, wait: bool = True, stop: Stop | None = None) -> int:
        """Bring the search index up to date; returns how many papers still wait."""
        return self._finder.update(wait=wait, stop=stop)

    def verify_index(self, stop: Stop | None = None, rest: float = 0.0) -> str | None:
        """Read the whole search index and compare it with its sums: what is wrong with it, or None
        (also where there is none to read, which `update_index` sees to).

        What is wrong is not used any more; `update_index` makes it anew. `rest`: seconds to pause
        after every megabyte. Raises `Stopped` once `stop` says so.
        """
        index = self._finder.index
        if index is None or index.state().problem is not None:
            return None
        return index.verify(stop, rest)

    def doctor(self) -> Checkup:
        """Look the library over: its file, its search index, where they are. Mends nothing."""
        from readlist.library import doctor

        return doctor.examine(self._store, self._finder.index)

    def reindex(self, progress: Callable[[int, int], None] | None = None) -> int:
        """Build the search index anew; returns the number of papers in it."""
        return self._finder.rebuild(progress)
