"""Posting lists in the bytes Whoosh's W3 codec reads, many terms at once.

A list is a tag and blocks of up to 128 postings; a block is its length (negative for the last), a
pickled tuple of facts and a pickled tuple (ids, weights, values). A value is the frequency and a
pickled list of positions. Ids and positions are differences to the one before. Here those pickles
are put together as bytes in arrays, for all postings of many terms in one go; `pickle` itself would
have to be given an object for every number.

Behind its last block each list carries the arrays of `raw`.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from readlist.search import raw
from readlist.search.bulk_text import Numbers, Postings, ranges

_TAG = b"W3Bl"
_BLOCK = 128  # postings
_LARGE = 1000  # bytes of a block
_LEVEL = 1  # of zlib; the third is a fifth slower and saves 1%

# Of a block: its length, then the pickle of the number of postings, the last id, the greatest
# weight, the level of compression and the bytes for the least and the greatest length.
_HEAD = np.dtype(
    [
        ("length", ">i4"),
        ("mark", "u1"),
        ("count_op", "u1"), ("count", "u1"),
        ("last_op", "u1"), ("last", "<i4"),
        ("weight_op", "u1"), ("weight", ">f8"),
        ("level_op", "u1"), ("level", "u1"),
        ("least_op", "u1"), ("least", "u1"),
        ("most_op", "u1"), ("most", "u1"),
        ("tuple", "u1"), ("stop", "u1"),
    ]
)  # fmt: skip
_LENGTH = 4  # of these bytes, which do not count in the length

INFO = np.dtype(
    [
        ("inlined", "u1"), ("weight", ">f4"), ("docs", ">u4"), ("least", "u1"), ("most", "u1"),
        ("max_weight", ">f4"), ("first", ">u4"), ("last", ">u4"), ("offset", ">i8"),
        ("length", ">i4"),
    ]
)  # fmt: skip
"""What the term index says of a term: W3TermInfo in bytes, with the extent of its postings."""


class _Op:
    """What pickle calls its instructions; those of the protocols up to 1 unless said."""

    MARK, STOP, TUPLE, NONE = b"(.tN"
    LIST, APPENDS = b"]e"
    INT1, INT2, INT4, FLOAT = b"KMJG"
    BYTES1, BYTES4 = b"CB"  # protocol 3


_PROTOCOL = (0x80, 3)


class _Buffer:
    """Bytes to be filled in anywhere, many at once."""

    def __init__(self, size: int) -> None:
        self.bytes = np.empty(size, np.uint8)

    def put(self, at: Numbers, *values: Any) -> None:
        """Each of the values (bytes, or an array of them) at `at`, at + 1, …"""
        for place, value in enumerate(values):
            self.bytes[at + place] = value

    def put_ints(self, at: Numbers, numbers: Numbers, sizes: Numbers) -> None:
        """Numbers as `_int_sizes` has them."""
        self.put(at, _Op.INT1, numbers & 0xFF)
        for size, instruction, after in ((3, _Op.INT2, 1), (5, _Op.INT4, 3)):
            some = np.flatnonzero(sizes == size)
            if len(some):
                values, places = numbers[some], at[some]
                self.put(places, instruction)
                self.put(places + 2, *(values >> 8 * byte & 0xFF for byte in range(1, after + 1)))

    def put_big_endian(self, at: Numbers, numbers: Numbers, kind: str) -> None:
        found = numbers.astype(kind).view(np.uint8).reshape(-1, np.dtype(kind).itemsize)
        self.put(at, *found.T)


def _int_sizes(numbers: Numbers) -> Numbers:
    """Bytes of the shortest instruction for each number below 2**31."""
    return 2 + (numbers >= 1 << 8) + 2 * (numbers >= 1 << 16)


def _before(sizes: Numbers, starts: Numbers, counts: Numbers) -> Numbers:
    """For each item the sum of the sizes before it in its group."""
    found: Numbers = np.cumsum(sizes) - sizes
    found -= np.repeat(found[starts], counts)
    return found


def _differences(numbers: Numbers, starts: Numbers) -> Numbers:
    """Each number less the one before it in its group."""
    numbers = numbers.astype(np.int64)
    found = np.diff(numbers, prepend=0)
    found[starts] = numbers[starts]
    return found


@dataclass(frozen=True, slots=True)
class _Blocks:
    """Which postings make up which block."""

    starts: Numbers
    counts: Numbers
    of_term: Numbers
    """Where the blocks of each term start, and the number of all."""

    @classmethod
    def of(cls, postings: Postings) -> _Blocks:
        sizes = postings.sizes()
        many = (sizes + _BLOCK - 1) // _BLOCK
        of_term = np.append(0, np.cumsum(many))
        number = ranges(np.zeros(len(many), np.int64), many)
        term = np.repeat(np.arange(len(many)), many)
        starts = postings.starts[term] + number * _BLOCK
        return cls(starts, np.minimum(postings.starts[term + 1] - starts, _BLOCK), of_term)


def lists(postings: Postings, lengths: Numbers, offset: int) -> tuple[list[bytes], Numbers]:
    """The posting lists of some terms as bytes, one term after another, and `INFO` of each.

    `lengths`: for each posting the byte that stands for its field's length in that document (0: the
    field has none); `offset`: where the lists will start in the file.
    """
    blocks = _Blocks.of(postings)
    data, starts = _data(postings, blocks)
    heads = _heads(postings, blocks, lengths)
    pieces = [data[start:end] for start, end in _pairs(starts)]
    _compress(pieces, heads)
    trailers = list(_trailers(postings))
    sizes = np.fromiter(map(len, pieces), np.int64, len(pieces)) + _HEAD.itemsize - _LENGTH
    last = blocks.of_term[1:] - 1
    sizes[last] += np.fromiter(map(len, trailers), np.int64, len(trailers))
    heads["length"] = sizes
    heads["length"][last] *= -1
    whole = np.add.reduceat(sizes + _LENGTH, blocks.of_term[:-1]) + len(_TAG)
    head = heads.tobytes()
    found = []
    size = _HEAD.itemsize
    for (block, end), trailer in zip(_pairs(blocks.of_term), trailers, strict=True):
        found.append(_TAG)
        for number in range(block, end):
            found += head[number * size : (number + 1) * size], pieces[number]
        found.append(trailer)
    return found, _infos(postings, lengths, offset + np.cumsum(whole) - whole, whole)


def _pairs(starts: Numbers) -> Iterator[tuple[int, int]]:
    return pairwise(starts.tolist())


def _compress(pieces: list[bytes], heads: Any) -> None:
    """Compress the large blocks. Small ones are many, take long for their size and shrink little.

    Measured on 100,000 papers: all from 80 bytes (as Whoosh does) 196 MB and 3.4 s; these 210 MB
    and 1.9 s; none 321 MB.
    """
    levels = heads["level"]
    for number, piece in enumerate(pieces):
        if len(piece) > _LARGE:
            pieces[number] = zlib.compress(piece, _LEVEL)
            levels[number] = _LEVEL


def _heads(postings: Postings, blocks: _Blocks, lengths: Numbers) -> Any:
    heads = np.zeros(len(blocks.starts), _HEAD)
    for name in ("count", "level", "least", "most"):
        heads[name + "_op"] = _Op.INT1
    heads["mark"], heads["last_op"], heads["weight_op"] = _Op.MARK, _Op.INT4, _Op.FLOAT
    heads["tuple"], heads["stop"] = _Op.TUPLE, _Op.STOP
    heads["count"] = blocks.counts
    heads["last"] = postings.docs[blocks.starts + blocks.counts - 1]
    heads["weight"] = np.maximum.reduceat(postings.freqs, blocks.starts)
    heads["least"] = np.minimum.reduceat(lengths, blocks.starts)
    heads["most"] = np.maximum.reduceat(lengths, blocks.starts)
    return heads


def _infos(postings: Postings, lengths: Numbers, offsets: Numbers, sizes: Numbers) -> Any:
    starts = postings.starts[:-1]
    infos = np.zeros(len(starts), INFO)
    infos["weight"] = np.add.reduceat(postings.freqs, starts, dtype=np.int64)
    infos["docs"] = postings.sizes()
    infos["least"] = np.minimum.reduceat(lengths, starts)
    infos["most"] = np.maximum.reduceat(lengths, starts)
    infos["max_weight"] = np.maximum.reduceat(postings.freqs, starts)
    infos["first"] = postings.docs[starts]
    infos["last"] = postings.docs[postings.starts[1:] - 1]
    infos["offset"], infos["length"] = offsets, sizes
    return infos


def _trailers(postings: Postings) -> Iterator[bytes]:
    if postings.positions is None:
        yield from [b""] * (len(postings.starts) - 1)
        return
    ends = np.append(0, np.cumsum(postings.freqs, dtype=np.int64))[postings.starts]
    docs = postings.docs.astype("<u4").tobytes()
    freqs = _narrowed(postings.freqs, postings.starts)
    positions = _narrowed(postings.positions, ends)
    for (first, stop), (begin, end), often, where in zip(
        _pairs(postings.starts), _pairs(ends), freqs, positions, strict=True
    ):
        yield raw.trailer(docs[4 * first : 4 * stop], often, where, stop - first, end - begin)


def _narrowed(numbers: Numbers, starts: Numbers) -> Iterator[bytes]:
    """The numbers of each group as `raw.narrow` has them."""
    narrow = numbers.astype("<u2").tobytes()
    wide = np.maximum.reduceat(numbers, starts[:-1]) >= 1 << 16
    if not wide.any():
        return (narrow[2 * start : 2 * end] for start, end in _pairs(starts))
    large = numbers.astype("<u4").tobytes()
    return (
        large[4 * start : 4 * end] if is_wide else narrow[2 * start : 2 * end]
        for (start, end), is_wide in zip(_pairs(starts), wide.tolist(), strict=True)
    )


# The pickles of the blocks


def _data(postings: Postings, blocks: _Blocks) -> tuple[bytes, Numbers]:
    """The data of all blocks, one after another, and where each starts (and the last ends)."""
    ids = _differences(postings.docs, blocks.starts)
    id_sizes = _int_sizes(ids)
    ids_size = np.add.reduceat(id_sizes, blocks.starts) + 2
    weights = _Weights(postings.freqs, blocks)
    values = _Values(postings, blocks) if postings.positions is not None else None
    values_size = values.size if values is not None else np.ones(len(blocks.starts), np.int64)
    # Protocol, mark, ids, weights, values, tuple, stop.
    ends = np.cumsum(2 + 1 + ids_size + weights.size + values_size + 2)
    starts = np.append(0, ends)
    buffer = _Buffer(int(ends[-1]))
    at = starts[:-1]
    buffer.put(at, *_PROTOCOL, _Op.MARK, _Op.MARK)
    inside = np.repeat(at + 4, blocks.counts) + _before(id_sizes, blocks.starts, blocks.counts)
    buffer.put_ints(inside, ids, id_sizes)
    at = at + 3 + ids_size
    buffer.put(at - 1, _Op.TUPLE)
    weights.put(buffer, at)
    at = at + weights.size
    if values is not None:
        values.put(buffer, at)
    else:
        buffer.put(at, _Op.NONE)
    buffer.put(ends - 2, _Op.TUPLE, _Op.STOP)
    return buffer.bytes.tobytes(), starts


class _Weights:
    """The weights of blocks: None where all are 1, one number where all are equal, or a tuple."""

    def __init__(self, freqs: Numbers, blocks: _Blocks) -> None:
        self._blocks = blocks
        self._freqs = freqs.astype(np.int64)
        self._most = np.maximum.reduceat(freqs, blocks.starts)
        self._equal = np.minimum.reduceat(freqs, blocks.starts) == self._most
        self._sizes = _int_sizes(self._freqs)
        tuples = np.add.reduceat(self._sizes, blocks.starts) + 2
        self.size = np.where(self._equal, np.where(self._most == 1, 1, 9), tuples)

    def put(self, buffer: _Buffer, at: Numbers) -> None:
        blocks = self._blocks
        buffer.put(at[self._equal & (self._most == 1)], _Op.NONE)
        alike = self._equal & (self._most > 1)
        buffer.put(at[alike], _Op.FLOAT)
        buffer.put_big_endian(at[alike] + 1, self._most[alike], ">f8")
        mixed = ~self._equal
        buffer.put(at[mixed], _Op.MARK)
        each = np.repeat(mixed, blocks.counts)
        inside = np.repeat(at + 1, blocks.counts) + _before(
            self._sizes, blocks.starts, blocks.counts
        )
        buffer.put_ints(inside[each], self._freqs[each], self._sizes[each])
        buffer.put((at + self.size - 1)[mixed], _Op.TUPLE)


class _Values:
    """The values of blocks: tuples of bytes, each a frequency and a pickled list of positions."""

    def __init__(self, postings: Postings, blocks: _Blocks) -> None:
        assert postings.positions is not None
        self._blocks = blocks
        self._freqs = postings.freqs.astype(np.int64)
        self._firsts = np.cumsum(self._freqs) - self._freqs
        self._positions = _differences(postings.positions, self._firsts)
        self._sizes = _int_sizes(self._positions)
        # Frequency, list, mark, positions, appends, stop.
        self._inner = 4 + 2 + np.add.reduceat(self._sizes, self._firsts) + 2
        self._outer = self._inner + np.where(self._inner < 256, 2, 5)
        self.size = np.add.reduceat(self._outer, blocks.starts) + 2

    def put(self, buffer: _Buffer, at: Numbers) -> None:
        blocks = self._blocks
        buffer.put(at, _Op.MARK)
        buffer.put(at + self.size - 1, _Op.TUPLE)
        each = np.repeat(at + 1, blocks.counts) + _before(self._outer, blocks.starts, blocks.counts)
        short = self._inner < 256
        buffer.put(each[short], _Op.BYTES1, self._inner[short])
        buffer.put(each[~short], _Op.BYTES4)
        sizes = self._inner[~short].astype("<u4").view(np.uint8).reshape(-1, 4)
        buffer.put(each[~short] + 1, *sizes.T)
        inner = each + np.where(short, 2, 5)
        buffer.put_big_endian(inner, self._freqs, ">u4")
        buffer.put(inner + 4, _Op.LIST, _Op.MARK)
        inside = np.repeat(inner + 6, self._freqs) + _before(self._sizes, self._firsts, self._freqs)
        buffer.put_ints(inside, self._positions, self._sizes)
        buffer.put(inner + self._inner - 2, _Op.APPENDS, _Op.STOP)
