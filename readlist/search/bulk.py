"""A segment of the index written in one go, as a file that any Whoosh 3 reads.

Whoosh's own writer makes a dozen Python objects for every word of every text. This one keeps texts
as arrays of numbers and makes the file of them with NumPy, some ten times as fast; its posting
lists also carry their content as arrays (see `raw`).
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from typing import Any

import numpy as np
from whoosh.codec.whoosh3 import STORED_COLUMN, W3Codec
from whoosh.filedb.compound import CompoundStorage
from whoosh.filedb.filetables import OrderedHashWriter
from whoosh.filedb.structfile import StructFile
from whoosh.system import pack_ushort
from whoosh.util.numeric import length_to_byte

from readlist.search.answer import StopToken, check
from readlist.search.bulk_blocks import INFO, lists
from readlist.search.bulk_text import Field, Numbers, Pieces, Postings

AT_A_TIME = 500_000
"""Pieces of text, or positions, that are worked on together; that takes some 50 MB."""


class BulkSegment:
    """A new segment, in memory until `write`."""

    def __init__(self, schema: Any, at_a_time: int = AT_A_TIME) -> None:
        """`schema`: of text fields with a `schema.PaperAnalyzer` and positions, and the number
        `row`."""
        self._schema = schema
        self._at_a_time = at_a_time
        self._rows = array("Q")
        self.size = 0
        """In pieces of text, which are about as many as words."""
        self._inverted = 0  # of them
        caches: dict[bool, Pieces] = {}
        self._fields: dict[str, Field] = {}
        for name, kind in schema.items():
            if name != "row":
                analyzer = kind.analyzer
                pieces = caches.setdefault(analyzer.stemmed, Pieces(analyzer.terms))
                self._fields[name] = Field(pieces, analyzer.apart)

    def __len__(self) -> int:
        """Documents."""
        return len(self._rows)

    def add(self, row: int, texts: dict[str, str]) -> None:
        """Add a document: its row in the store, and the text of its fields."""
        number = len(self._rows)
        self._rows.append(row)
        for name, text in texts.items():
            self.size += self._fields[name].add(number, text)
        if self.size - self._inverted >= self._at_a_time:
            self._invert()

    def _invert(self) -> None:
        for field in self._fields.values():
            field.invert()
        self._inverted = self.size

    def write(self, storage: Any, segment: Any, stop: StopToken | None = None) -> None:
        """Write the file of `segment`, a new one, and complete what it says of itself.

        Good for once. Raises OSError, Stopped.
        """
        self._invert()
        lengths = {name: field.lengths(len(self)) for name, field in self._fields.items()}
        lengths = {name: found for name, found in lengths.items() if found.any()}
        segment.set_doc_count(len(self))
        segment.compound = True
        segment._fieldlengths = {name: int(found.sum()) for name, found in lengths.items()}
        file = segment.create_file(storage, segment.COMPOUND_EXT)
        try:
            parts = _Parts(file)
            columns = {f"_{name}_len": _as_bytes(found) for name, found in lengths.items()}
            terms = _Terms()
            with parts.part(segment.make_filename(W3Codec.POSTS_EXT)):
                for name in sorted(self._schema.names()):
                    for each in self._postings(name):
                        check(stop)
                        _write_some(name, *each, columns.get(f"_{name}_len"), terms, parts)
            parts.add(segment.make_filename(W3Codec.TERMS_EXT), terms.finish())
            columns["row"] = np.frombuffer(self._rows, np.uint64).astype(">u8")
            parts.add(W3Codec.column_filename(segment, "_stored"), _nothing_stored(len(self)))
            for name, column in columns.items():
                parts.add(W3Codec.column_filename(segment, name), column.tobytes())
            parts.finish()
        finally:
            if not file.is_closed:
                file.close()

    def _postings(self, name: str) -> Iterator[tuple[list[bytes], Postings]]:
        return self._row_terms() if name == "row" else self._fields[name].postings(self._at_a_time)

    def _row_terms(self) -> Iterator[tuple[list[bytes], Postings]]:
        rows = np.frombuffer(self._rows, np.uint64)
        order = np.argsort(rows, kind="stable")
        to_bytes = self._schema["row"].to_bytes
        ones = np.ones(len(rows), np.uint16)
        yield (
            [to_bytes(row) for row in rows[order].tolist()],
            Postings(np.arange(len(rows) + 1), order.astype(np.uint32), ones, None),
        )


def _write_some(
    field: str,
    texts: Sequence[bytes],
    postings: Postings,
    lengths: Numbers | None,
    terms: _Terms,
    parts: _Parts,
) -> None:
    """Write some terms of a field; `lengths`: of the field in each document, as bytes."""
    count = len(postings.docs)
    each = np.zeros(count, np.uint8) if lengths is None else lengths[postings.docs]
    pieces, infos = lists(postings, each, parts.size)
    parts.write(pieces)
    terms.add(field, texts, infos)


class _Parts:
    """The compound file of a segment: its parts one after another, and a directory of them."""

    def __init__(self, file: Any) -> None:
        self._file = file
        self._directory: dict[str, dict[str, int]] = {}
        file.write_long(0)  # where the directory is and how long: `write_dir` comes back to them
        file.write_int(0)
        self.size = 0
        """Of the part that is being written."""

    @contextmanager
    def part(self, name: str) -> Iterator[None]:
        """A part that is written in pieces, in the body."""
        start = self._file.tell()
        self.size = 0
        yield
        self._directory[name] = {"offset": start, "length": self.size}

    def write(self, pieces: Iterable[bytes]) -> None:
        content = b"".join(pieces)
        self._file.write(content)
        self.size += len(content)

    def add(self, name: str, content: bytes) -> None:
        with self.part(name):
            self.write((content,))

    def finish(self) -> None:
        CompoundStorage.write_dir(self._file, 0, self._directory)


class _Terms:
    """The term index: what is known of each term, by field and text."""

    def __init__(self) -> None:
        self._bytes = BytesIO()
        self._content = b""
        self._hash = OrderedHashWriter(StructFile(self._bytes, onclose=self._keep))
        self._fields: dict[str, int] = {}
        self._hash.extras["fieldmap"] = self._fields

    def _keep(self, _: StructFile) -> None:
        self._content = self._bytes.getvalue()

    def add(self, field: str, texts: Sequence[bytes], infos: Any) -> None:
        """More terms of a field, which come in order; `infos`: an array of INFO."""
        key = pack_ushort(self._fields.setdefault(field, len(self._fields)))
        info, size = infos.tobytes(), INFO.itemsize
        for number, text in enumerate(texts):
            self._hash.add(key + text, info[number * size : (number + 1) * size])

    def finish(self) -> bytes:
        self._hash.close()
        return self._content


def _nothing_stored(count: int) -> bytes:
    """The column of stored fields of as many documents."""
    kept: list[bytes] = []
    buffer = BytesIO()
    file = StructFile(buffer, onclose=lambda _: kept.append(buffer.getvalue()))
    STORED_COLUMN.writer(file).finish(count)
    return buffer.getvalue()


_LENGTHS = np.array([length_to_byte(length) for length in range(106_375)], np.uint8)
"""The byte that stands for each length; greater ones have that of the last."""


def _as_bytes(lengths: Numbers) -> Numbers:
    return _LENGTHS[np.minimum(lengths, len(_LENGTHS) - 1)]
