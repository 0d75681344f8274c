"""Writing the index: one batch of papers becomes one new generation, stamped and synced."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from whoosh.index import TOC
from whoosh.reading import EmptyReader, MultiReader, SegmentReader
from whoosh.writing import SegmentWriter

from readlist.search import schema, stamp, surface
from readlist.search.feed import Document
from readlist.search.mapped import MappedStorage
from readlist.search.place import Damaged
from readlist.search.stamp import INDEX_NAME, Stamp
from readlist.search.surface import Surface

# Segments with fewer papers are merged once there are more than a few of them; larger ones are
# left alone, because rewriting them takes seconds.
_SMALL = 2_000
_FEW = 5


class Generation:
    """A generation of the index on disk, as Whoosh's writer and readers want to be given it."""

    indexname = INDEX_NAME

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

    def _read_toc(self) -> Any:
        return self._toc

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


class _Writer(SegmentWriter):
    """Whoosh's writer without its lock (ours covers more) and without its sweeping away of the
    old generation, which readers go by until the new one is stamped."""

    def __init__(self, generation: Generation) -> None:
        super().__init__(generation, _lk=False)  # type: ignore[no-untyped-call]
        self.final: list[Any] = []

    def _commit_toc(self, segments: list[Any]) -> None:
        TOC(self.schema, segments, self.generation).write(self.storage, self.indexname)
        self.final = segments


class Batch:
    """Papers to be put into (or taken out of) an index together. Use with `with`: leaving it by
    an exception, or without `commit`, cancels everything."""

    def __init__(self, folder: Path, library: str, old: Stamp | None, words: Surface) -> None:
        """`old`: the present generation, None for a new index; `words`: its surface words.

        Raises OSError, Damaged.
        """
        self._folder = folder
        self._library = library
        self._old = old
        self._words = words
        self._seen: set[str] = set()
        with _damage():
            generation = Generation(folder, old.generation if old else 0, self._seen)
            self._readers = generation.readers()
            self._writer: Any = _fresh_writer(generation)  # Whoosh's part of it has no types
        self._row_bytes = self._writer.schema["row"].to_bytes

    def __enter__(self) -> Batch:
        return self

    def __exit__(self, *exc: object) -> None:
        for reader in self._readers:
            reader.close()
        if not self._writer.is_closed:
            # It failed or was given up; what cancelling cannot clean, the next sweep does.
            with suppress(Exception):
                self._writer.cancel()

    def replace(self, rows: Iterable[int], documents: Iterable[Document]) -> None:
        """Take out what is indexed for `rows`, and put in `documents` (of some of them).

        Raises OSError, Damaged; after that the batch is good for nothing.
        """
        with _damage():
            for row in rows:
                self._delete(row)
            for document in documents:
                self._writer.add_document(row=document.row, **_texts(document))

    def _delete(self, row: int) -> None:
        text = self._row_bytes(row)
        base = 0
        for reader in self._readers:
            if ("row", text) in reader:
                for docnum in reader.postings("row", text).all_ids():
                    self._writer.delete_document(base + docnum)
            base += reader.doc_count_all()

    def commit(self) -> Stamp:
        """Make it the present generation, on the disk and stamped. Raises OSError, Damaged."""
        writer, folder = self._writer, self._folder
        # Words first: one too many does no harm, one missing would not be found.
        files = {stamp.WORDS: self._append_words()}
        with _damage():
            writer.commit(mergetype=_merge_small)
        known = self._old.files if self._old else {}
        toc = stamp.toc_name(writer.generation)
        for name in [toc, *(segment.segment_id() + ".seg" for segment in writer.final)]:
            files[name] = known.get(name) or _sealed(folder / name)
        made = Stamp(
            library=self._library,
            lineage=self._old.lineage if self._old else secrets.token_hex(8),
            whoosh=schema.WHOOSH,
            fingerprint=schema.fingerprint(),
            generation=writer.generation,
            documents=sum(s.doc_count_all() - s.deleted_count() for s in writer.final),
            files=files,
        )
        stamp.sync_folder(folder)
        stamp.write(folder, made)
        return made

    def _append_words(self) -> tuple[int, int]:
        """Adds the new words to the list of words; its size and sum."""
        path = self._folder / stamp.WORDS
        size, crc = self._old.files[stamp.WORDS] if self._old else (0, 0)
        new = [word for word in self._seen if word not in self._words]
        if self._old and not new:
            return size, crc
        grown = surface.append(path, size, new)
        return grown, stamp.checksum(path, grown, start=size, crc=crc)


@contextmanager
def _damage() -> Iterator[None]:
    """Whoosh meets damaged files with errors of every kind; here they become one."""
    try:
        yield
    except OSError:
        raise  # a full or failing disk
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


def _fresh_writer(generation: Generation) -> Any:
    """A writer whose segment has a name of its own (names come from the shared random numbers,
    which somebody may have seeded)."""
    taken = {segment.segment_id() for segment in generation.segments}
    while True:
        writer: Any = _Writer(generation)
        if writer.newsegment.segment_id() not in taken:
            return writer
        writer.cancel()


def _merge_small(writer: Any, segments: list[Any]) -> list[Any]:
    """Whoosh merge policy: once there are more than a few small segments, rewrite the smallest,
    and on from there as long as the next is not much bigger than what is being written. So after n
    single updates there are about log(n) segments, and each paper was rewritten about log(n) times.
    """
    small = sorted((s for s in segments if 0 < _living(s) < _SMALL), key=_living)
    kept = [s for s in segments if _living(s) >= _SMALL]
    if len(small) < _FEW:
        return kept + small
    writing = writer.doc_count()
    while small and _living(small[0]) <= 2 * max(writing, 1):
        segment = small.pop(0)
        reader = SegmentReader(writer.storage, writer.schema, segment)
        writer.add_reader(reader)
        reader.close()
        writing += _living(segment)
    return kept + small


def _living(segment: Any) -> int:
    return int(segment.doc_count_all() - segment.deleted_count())


def _sealed(path: Path) -> tuple[int, int]:
    """Size and sum of a new file, once it is on the disk."""
    stamp.sync(path)
    size = path.stat().st_size
    return size, stamp.checksum(path, size)
