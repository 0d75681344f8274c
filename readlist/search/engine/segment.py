"""One segment of the index, read where it is mapped: its dictionary of terms, its posting lists,
the lengths of its fields, its rows. All of it as arrays, without Whoosh's reader.

Segments never change, so this is shared by all threads and all generations that have the segment.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from whoosh.codec.whoosh3 import W3Codec, W3PerDocReader, W3TermInfo, W3TermsReader

from readlist.search.engine.arrays import Flags, Numbers, ragged
from readlist.search.engine.cache import Cache
from readlist.search.engine.postings import Places, Postings, Unknown, places, postings
from readlist.search.mapped import MappedFile
from readlist.search.raw import footers

# What the dictionary says of a term, as `W3TermInfo` packs it, and then where its list is.
_INFO = np.dtype(
    [
        ("inline", "u1"),
        ("weight", ">f4"),
        ("papers", ">u4"),
        ("lengths", "u1", 2),
        ("most", ">f4"),
        ("first", ">u4"),
        ("last", ">u4"),
        ("offset", ">i8"),
        ("length", ">i4"),
    ]
)
_KEY_LENGTHS = 8  # two numbers before each key: bytes of the key, bytes of what is said of it
_FIELD_NUMBER = 2  # bytes before the text of a term, in its key

_REMEMBERED = 50_000  # terms whose entry in the dictionary is remembered
# So many terms are looked up one by one; of more, all that start alike are read at once.
_FEW = 24
# Lists of more documents are copied one by one.
_SHORT = 128
_PIECE = 100_000  # documents


class Info(NamedTuple):
    """What the dictionary says of a term."""

    papers: int
    """How many documents have it, deleted ones too."""
    first: int
    last: int
    """The first and last of these documents."""
    offset: int
    length: int
    """Where its posting list is, in bytes."""


class Segment:
    """A segment, read without Whoosh. Any method may be called from any thread."""

    def __init__(self, reader: Any, cache: Cache) -> None:
        """`reader`: Whoosh's, of this segment. Raises Unknown."""
        terms, perdoc = reader._terms, reader._perdoc
        known = (
            type(reader.codec()) is W3Codec
            and type(terms) is W3TermsReader
            and type(perdoc) is W3PerDocReader
            and isinstance(terms._postfile, MappedFile)
            and isinstance(terms._dbfile, MappedFile)
            and W3TermInfo._struct.size + 12 == _INFO.itemsize
        )
        if not known:
            raise Unknown(f"it was written by {type(reader.codec()).__name__}")
        self.name: str = reader.segment().segment_id()
        self.count: int = reader.doc_count_all()
        self._cache = cache
        self._perdoc = perdoc
        self._index = terms._tindex
        self._fields = {name: number.to_bytes(2, "big") for name, number in terms._fieldmap.items()}
        self._dictionary = np.frombuffer(terms._dbfile.whole(), np.uint8)
        self._keys = np.frombuffer(
            self._dictionary,
            np.dtype(self._index.extras["indextype"]).newbyteorder(">"),
            self._index.indexlen,
            self._index.indexbase,
        )
        self._lists: memoryview = terms._postfile.whole()
        self._bytes = np.frombuffer(self._lists, np.uint8)
        # A number of four bytes from every byte on: those in the lists stand anywhere.
        self._numbers = np.ndarray(max(len(self._bytes) - 3, 0), "<u4", self._lists, 0, (1,))
        self._infos: dict[tuple[str, bytes], Info | None] = {}
        self._columns: dict[str, NDArray[Any] | None] = {}

    # The dictionary

    def info(self, field: str, term: bytes) -> Info | None:
        """What is known of a term; None if no document has it. Raises Unknown."""
        key = (field, term)
        try:
            return self._infos[key]
        except KeyError:
            found = self._info(field, term)
            if len(self._infos) >= _REMEMBERED:
                self._infos.clear()
            self._infos[key] = found
            return found

    def _info(self, field: str, term: bytes) -> Info | None:
        if field not in self._fields:
            return None
        try:
            at, length = self._index.range_for_key(self._fields[field] + term)
        except KeyError:
            return None
        if length != _INFO.itemsize:
            raise Unknown("an entry of the dictionary has another size")
        entry: Any = np.frombuffer(self._dictionary, _INFO, 1, at)[0]
        if entry["inline"]:
            raise Unknown("a posting list stands in the dictionary")
        return Info(*(int(entry[name]) for name in Info._fields))

    def starting(self, field: str, start: bytes) -> tuple[int, int]:
        """Which entries of the dictionary start so: from one number up to another."""
        if field not in self._fields:
            return 0, 0
        key = self._fields[field] + start
        return self._first(key), self._first(key + b"\xff")  # no text in UTF-8 has this byte

    def _first(self, key: bytes) -> int:
        low, high = 0, len(self._keys)
        while low < high:
            middle = (low + high) // 2
            if self._key(middle) < key:
                low = middle + 1
            else:
                high = middle
        return low

    def _key(self, number: int) -> bytes:
        at = int(self._keys[number])
        start = at + _KEY_LENGTHS
        length = int.from_bytes(self._dictionary[at : at + 4].tobytes(), "big")
        return self._dictionary[start : start + length].tobytes()

    def terms(self, field: str, start: bytes, most: int | None = None) -> list[bytes]:
        """The terms of a field that start so, in order; at most so many."""
        low, high = self.starting(field, start)
        return self._texts(low, high if most is None else min(low + most, high))

    def _texts(self, low: int, high: int) -> list[bytes]:
        """The terms of some entries of the dictionary that follow each other."""
        if low >= high:
            return []
        at = self._keys[low:high].astype(np.int64)
        starts = at + (_KEY_LENGTHS + _FIELD_NUMBER)
        ends = at + _KEY_LENGTHS
        ends += self._dictionary[at[:, None] + np.arange(4)].view(">i4")[:, 0]
        first = int(starts[0])
        part = self._dictionary[first : int(ends[-1])].tobytes()
        places = zip((starts - first).tolist(), (ends - first).tolist(), strict=True)
        return [part[start:end] for start, end in places]

    def most_common(self, field: str, start: bytes, limit: int) -> list[bytes]:
        """The terms of a field that start so and that most documents have."""
        low, high = self.starting(field, start)
        papers = self._entries(np.arange(low, high))["papers"]
        most = np.argsort(-papers.astype(np.int64), kind="stable")[:limit] + low
        return [self._key(number)[_FIELD_NUMBER:] for number in most.tolist()]

    # Posting lists

    def postings(self, field: str, term: bytes) -> Postings | None:
        """The documents that have a term, deleted ones too; None if none has. Raises Unknown."""
        info = self.info(field, term)
        if info is None:
            return None
        return self._cache.get(
            (self.name, field, term),
            lambda: self._decoded(info),
            lambda made: made.docs.nbytes + made.weights.nbytes,
        )

    def _decoded(self, info: Info) -> Postings:
        found = postings(self._list(info))
        docs = found.docs
        sound = (
            len(docs) == info.papers
            and docs[0] == info.first
            and docs[-1] == info.last
            and bool((docs[1:] > docs[:-1]).all())
        )
        if not sound:
            raise Unknown("a posting list is not what the dictionary says of it")
        return found

    def places(self, field: str, term: bytes) -> Places | None:
        """Where the term stands in each document of its `postings`. Raises Unknown."""
        info = self.info(field, term)
        if info is None:
            return None
        return self._cache.get(
            (self.name, field, term, "places"),
            lambda: places(self._list(info)),
            lambda made: made.starts.nbytes + made.positions.nbytes,
        )

    def _list(self, info: Info) -> memoryview:
        return self._lists[info.offset : info.offset + info.length]

    def having_any(self, field: str, terms: Iterable[bytes], start: bytes | None) -> Flags:
        """For every document, deleted ones too: does it have any of the terms?

        `start`: how most of the terms start, if there are many. Raises Unknown.
        """
        among = np.zeros(self.count, np.bool_)
        wanted = set(terms)
        if start is not None and len(wanted) > _FEW:
            low, high = self.starting(field, start)
            texts = enumerate(self._texts(low, high), low)
            numbers = [number for number, text in texts if text in wanted]
            wanted = {term for term in wanted if not term.startswith(start)}
            self._add_documents(among, np.array(numbers, np.int64))
        for term in wanted:
            info = self.info(field, term)
            if info is None:
                continue
            among[info.first] = among[info.last] = True
            if info.papers > 2 and (found := self.postings(field, term)) is not None:
                among[found.docs] = True
        return among

    def _add_documents(self, among: Flags, numbers: Numbers) -> None:
        """Flag the documents of these entries of the dictionary."""
        infos = self._entries(numbers)
        # One or two documents are named by the entry itself, as the first and the last.
        among[infos["first"].astype(np.int64)] = True
        among[infos["last"].astype(np.int64)] = True
        infos = infos[infos["papers"] > 2]
        ends = infos["offset"].astype(np.int64) + infos["length"]
        counts, starts, known = footers(self._bytes, ends)
        for at, size in zip(infos["offset"][~known], infos["length"][~known], strict=True):
            among[postings(self._lists[at : at + size]).docs] = True
        short = counts[known] <= _SHORT
        counts, starts = counts[known], starts[known]
        for at, size in zip(starts[~short], counts[~short], strict=True):
            among[np.frombuffer(self._lists, "<u4", size, at)] = True
        starts, counts = starts[short], counts[short]
        # In pieces, as no other thread gets its turn within one.
        cuts = counts.cumsum().searchsorted(np.arange(_PIECE, int(counts.sum()), _PIECE))
        for some, sizes in zip(np.split(starts, cuts), np.split(counts, cuts), strict=True):
            among[self._numbers[ragged(some, sizes, 4)]] = True

    def _entries(self, numbers: Numbers) -> NDArray[Any]:
        """These entries of the dictionary, as `_INFO`."""
        at = self._keys[numbers].astype(np.int64)
        heads = self._dictionary[at[:, None] + np.arange(_KEY_LENGTHS)].view(">i4")
        if not (heads[:, 1] == _INFO.itemsize).all():
            raise Unknown("an entry of the dictionary has another size")
        bodies = at + _KEY_LENGTHS + heads[:, 0]
        where = bodies[:, None] + np.arange(_INFO.itemsize)
        entries: NDArray[Any] = self._dictionary[where].view(_INFO)[:, 0]
        if entries["inline"].any():
            raise Unknown("a posting list stands in the dictionary")
        return entries

    # Columns

    def lengths(self, field: str) -> NDArray[np.uint8] | None:
        """How many words the field has in each document, as Whoosh codes it in a byte; None if no
        document has any."""
        return self._column(f"_{field}_len", np.dtype("u1"))

    def lengths_of(self, field: str, docs: Numbers) -> NDArray[np.uint8] | None:
        """The same of some documents only."""
        lengths = self.lengths(field)
        return None if lengths is None else lengths[docs]

    def rows(self) -> Numbers:
        """The row of each document."""
        found = self._column("row", np.dtype(">u8"))
        return np.zeros(self.count, np.int64) if found is None else found

    def _column(self, name: str, kind: np.dtype[Any]) -> NDArray[Any] | None:
        """A column of numbers. Where it ends early, what is left out is 0."""
        if name not in self._columns:
            self._columns[name] = self._read_column(name, kind)
        return self._columns[name]

    def _read_column(self, name: str, kind: np.dtype[Any]) -> NDArray[Any] | None:
        if not self._perdoc.has_column(name):
            return None
        file, start, length = self._perdoc._get_column_file(name)
        there = np.frombuffer(file.whole(), kind, length // kind.itemsize, start)[: self.count]
        column = np.zeros(self.count, np.uint8 if kind.itemsize == 1 else np.int64)
        column[: len(there)] = there
        return column
