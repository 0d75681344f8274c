"""Decoding posting lists as they lie in a segment: raw arrays where there are some (see `raw`),
else Whoosh's own W3 blocks.

A list in W3 is a mark of 4 bytes and then blocks: the length of the block (negative: it is the
last), a pickle that tells what is in it, and the pickled data, mostly compressed.
"""

from __future__ import annotations

import zlib
from io import BytesIO
from itertools import accumulate
from pickle import UnpicklingError, load, loads
from struct import Struct
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from readlist.search import raw
from readlist.search.engine.arrays import Numbers

_MARK = b"W3Bl"
_LENGTH = Struct("!i")


class Unknown(Exception):
    """A segment is not laid out as this program knows it; Whoosh itself may still read it."""


class Postings(NamedTuple):
    """The documents of a segment that have a term."""

    docs: NDArray[np.int32]
    """Rising."""
    weights: NDArray[np.float32]
    """What it weighs in each: how often it is there, unless the analysis says otherwise."""


class Places(NamedTuple):
    """Where a term stands in the documents that have it."""

    starts: Numbers
    """Where in `positions` those of each document start; and, last, where they end."""
    positions: NDArray[Any]


def postings(extent: memoryview) -> Postings:
    """Decode a list. Raises Unknown."""
    found = raw.unpack(extent)
    if found is not None:
        return Postings(found.docs.astype(np.int32), found.freqs.astype(np.float32))
    ids: list[int] = []
    weights: list[float] = []
    for count, (deltas, some, _) in _blocks(extent):
        ids += accumulate(deltas)  # the first of a block is the document itself
        if some is None:
            weights += [1.0] * count
        elif isinstance(some, float):
            weights += [some] * count
        else:
            weights += some
    if len(ids) != len(weights):
        raise Unknown("a posting list has more weights than documents")
    return Postings(np.array(ids, np.int32), np.array(weights, np.float32))


def places(extent: memoryview) -> Places:
    """Decode where the term stands, in a field that keeps positions. Raises Unknown."""
    found = raw.unpack(extent)
    if found is not None:
        return Places(_starts(found.freqs), found.positions.astype(np.int64))
    counts: list[int] = []
    positions: list[int] = []
    for _, (_, _, values) in _blocks(extent):
        for value in values:
            # A count of 4 bytes, and the pickled gaps between the positions.
            gaps = loads(value[4:] if value.endswith(b".") else value[4:] + b".")
            counts.append(len(gaps))
            at = 0
            for gap in gaps:
                at += gap
                positions.append(at)
    return Places(_starts(np.array(counts)), np.array(positions, np.int64))


def _starts(counts: NDArray[Any]) -> Numbers:
    starts = np.zeros(len(counts) + 1, np.int64)
    counts.cumsum(out=starts[1:])
    return starts


def _blocks(extent: memoryview) -> Any:
    """How many documents each block has, and its (gaps between documents, weights, values)."""
    if extent[:4] != _MARK:
        raise Unknown(f"a posting list starts with {bytes(extent[:4])!r}")
    at, last = len(_MARK), False
    while not last:
        (length,) = _LENGTH.unpack_from(extent, at)
        last = length < 0
        end = at + _LENGTH.size + abs(length)
        block = BytesIO(extent[at + _LENGTH.size : end])
        try:
            count, _, _, compressed, _, _ = load(block)
            data = block.read()
            found = loads(zlib.decompress(data) if compressed else data)
            if len(found) != 3:
                raise Unknown("a posting block has other parts")
        except (ValueError, TypeError, UnpicklingError, zlib.error) as error:
            raise Unknown(f"a posting block cannot be read: {error}") from error
        yield count, found
        at = end
