"""Writing the index: one batch of papers becomes one new generation, stamped and synced."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

import numpy as np
from whoosh.codec.whoosh3 import W3Codec, W3Segment
from whoosh.index import TOC
from whoosh.reading import EmptyReader, MultiReader, SegmentReader

from readlist.search import schema, stamp, surface
from readlist.search.answer import StopToken
from readlist.search.bulk import BulkSegment
from readlist.search.feed import Document
from readlist.search.mapped import MappedStorage
from readlist.search.place import Damaged
from readlist.search.stamp import INDEX_NAME, Stamp
from readlist.search.surface import Surface

# Segments with fewer papers are written again once there are more than a few of them (the
# beginning of a word takes three times as long in five segments as in one); larger ones are left
# alone, because that takes more than a few seconds.
_SMALL = 20_000
_FEW = 5
# Pieces of text that make a segment, whose writing takes some 500 MB then: 120,000 abstracts.
_LARGEST = 20_000_000
# Words are compared with all known ones at once; fewer are looked up each by itself.
_MANY = 2_000


class Generation:
    """A generation of the index on disk."""

    def __init__(self, folder: Path, number: int, seen: set[str] | None = None) -> None:
        """Raises OSError, and whatever Whoosh makes of a damaged table of contents.

        `number` 0 is the empty index before the first commit.
        """
        self.storage = MappedStorage(folder)
        made = schema.make_schema(seen)
        if number:
            self._toc = TOC.read(self.storage, INDEX_NAME, gen=number, schema=made)
        else:
            self._toc = TOC(made, [], 0)

    @property
    def number(self) -> int:
        return int(self._toc.generation)

    @property
    def schema(self) -> Any:
        return self._toc.schema

    @property
    def segments(self) -> list[Any]:
        return list(self._toc.segments)

    def readers(self) -> list[Any]:
        """A new reader for every segment, for one thread."""
        toc = self._toc
        return [
            SegmentReader(self.storage, toc.schema, segment, generation=toc.generation)
            for segment in toc.segments
        ]


def open_reader(folder: Path, number: int) -> Any:
    """A Whoosh reader of a generation, for one thread.

    Raises OSError, and whatever Whoosh makes of damaged files.
    """
    generation = Generation(folder, number)
    readers = generation.readers()
    if not readers:
        return EmptyReader(generation.schema)
    return readers[0] if len(readers) == 1 else MultiReader(readers, generation=number)


class Batch:
    """Papers to be put into (or taken out of) an index together. Use with `with`: leaving it
    without `commit` leaves the index as it was."""

    def __init__(
        self, folder: Path, library: str, old: Stamp | None, words: Surface, before: str = ""
    ) -> None:
        """`old`: the present generation, None for a new index; `words`: its surface words;
        `before`: the generation that the library knows of.

        Raises OSError, Damaged.
        """
        self._folder = folder
        self._library = library
        self._old = old
        self._words = words
        self._before = before
        self._seen: set[str] = set()
        with _damage():
            self._generation = Generation(folder, old.generation if old else 0, self._seen)
            self._segments = [
                _Segment(self._generation.storage, s) for s in self._generation.segments
            ]
        self._replaced: list[int] = []
        self._new = BulkSegment(self._generation.schema)
        self._written: list[W3Segment] = []
        self._committed = False

    def __enter__(self) -> Batch:
        return self

    def __exit__(self, *exc: object) -> None:
        if not self._committed:
            for segment in self._written:
                with suppress(OSError):  # what stays behind goes with the next sweep
                    (self._folder / _file_name(segment)).unlink(missing_ok=True)

    def replace(self, rows: Iterable[int], documents: Iterable[Document]) -> None:
        """Take out what is indexed for `rows`, and put in `documents` (of some of them; each once).

        Raises OSError.
        """
        self._replaced += rows
        for document in documents:
            self._new.add(document.row, _texts(document))
            if self._new.size >= _LARGEST:
                self._write()

    def crumbs(self) -> list[int]:
        """The rows of indexed papers that should be replaced along with the others, as they are,
        so that there are not too many small segments. Raises OSError, Damaged.

        Once there are more than a few small segments, those of the smallest, and on from there as
        long as the next is not much bigger than what is being written. So after n single updates
        there are about log(n) segments, and each paper was written about log(n) times.
        """
        self._delete()
        small = sorted((s for s in self._segments if 0 < s.living < _SMALL), key=lambda s: s.living)
        found: list[int] = []
        if len(small) >= _FEW:
            for segment in small:
                if segment.living > 2 * max(len(self._new) + len(found), 1):
                    break
                found += segment.living_rows()
        return found

    def _delete(self) -> None:
        with _damage():
            for segment in self._segments:
                segment.delete(self._replaced)
        self._replaced.clear()

    def _write(self, stop: StopToken | None = None) -> None:
        """Write what was put in so far as a segment, and begin the next one."""
        if len(self._new):
            # Whoosh's names come from the shared random numbers, which somebody may have seeded.
            segment = W3Segment(W3Codec(), INDEX_NAME, segid=secrets.token_hex(8))
            self._written.append(segment)
            self._new.write(self._generation.storage, segment, stop)
            self._new = BulkSegment(self._generation.schema)

    def commit(self, through: int = 0, stop: StopToken | None = None) -> Stamp:
        """Make it the present generation, on the disk and stamped.

        Raises OSError, Damaged; Stopped, and then nothing was done.
        """
        folder, number = self._folder, self._generation.number + 1
        # Words first: one too many does no harm, one missing would not be found.
        files = {stamp.WORDS: self._append_words()}
        self._write(stop)
        self._delete()
        final = [kept.segment for kept in self._segments if kept.living] + self._written
        TOC(self._generation.schema, final, number).write(self._generation.storage, INDEX_NAME)
        known = self._old.files if self._old else {}
        for name in [stamp.toc_name(number), *map(_file_name, final)]:
            files[name] = known.get(name) or _sealed(folder / name)
        made = Stamp(
            library=self._library,
            lineage=self._old.lineage if self._old else secrets.token_hex(8),
            before=self._before,
            through=through,
            whoosh=schema.WHOOSH,
            fingerprint=schema.fingerprint(),
            generation=number,
            documents=sum(s.doc_count_all() - s.deleted_count() for s in final),
            files=files,
        )
        stamp.sync_folder(folder)
        stamp.write(folder, made)
        self._committed = True
        return made

    def _append_words(self) -> tuple[int, int]:
        """Adds the new words to the list of words; its size and sum."""
        path = self._folder / stamp.WORDS
        size, crc = self._old.files[stamp.WORDS] if self._old else (0, 0)
        new = self._new_words()
        if self._old and not new:
            return size, crc
        grown = surface.append(path, size, new)
        return grown, stamp.checksum(path, grown, start=size, crc=crc)

    def _new_words(self) -> set[str]:
        if len(self._seen) < _MANY:
            return {word for word in self._seen if word not in self._words}
        return self._seen.difference(word for word, _ in self._words.beginning_with(""))


class _Segment:
    """A segment that is there already, and the rows of its papers."""

    def __init__(self, storage: MappedStorage, segment: W3Segment) -> None:
        self.segment = segment
        column = W3Codec.column_filename(segment, "row")
        with closing(segment.open_compound_file(storage)) as files:
            content = files.open_file(column).get(0, files.file_length(column))
        self._rows = np.frombuffer(content, ">u8")
        self._alive = np.ones(len(self._rows), bool)
        if len(self._rows) != segment.doc_count_all():
            raise Damaged("the column of rows has another length than the segment")
        self._alive[list(segment.deleted_docs())] = False

    @property
    def living(self) -> int:
        return int(self._alive.sum())

    def living_rows(self) -> list[int]:
        return [int(row) for row in self._rows[self._alive]]

    def delete(self, rows: Sequence[int]) -> None:
        for number in np.flatnonzero(np.isin(self._rows, rows)).tolist():
            self.segment.delete_document(number)
            self._alive[number] = False


def _file_name(segment: W3Segment) -> str:
    return str(segment.make_filename(segment.COMPOUND_EXT))


@contextmanager
def _damage() -> Iterator[None]:
    """Whoosh meets damaged files with errors of every kind; here they become one."""
    try:
        yield
    except (OSError, Damaged):
        raise  # OSError: a full or failing disk
    except Exception as error:
        raise Damaged(f"{type(error).__name__}: {error}") from error


def _texts(document: Document) -> dict[str, str]:
    return {
        name: text
        for name, text in (
            ("title", document.title),
            ("abstract", document.abstract),
            ("authors", "\n".join(document.authors)),  # a person a line: see PaperAnalyzer.apart
            ("venue", document.venue),
            ("note", document.note),
        )
        if text
    }


def _sealed(path: Path) -> tuple[int, int]:
    """Size and sum of a new file, once it is on the disk."""
    stamp.sync(path)
    size = path.stat().st_size
    return size, stamp.checksum(path, size)
