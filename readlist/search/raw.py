"""Posting lists as plain arrays, behind the blocks that Whoosh reads.

Whoosh's posting blocks are pickles of tuples: decoding one costs a Python object per posting. So a
list that we write carries its content a second time as arrays, which are read without decoding.
They stand inside the length of the list's last block, behind that block's data, where Whoosh
does not look (neither a pickle nor a zlib stream says anything about what follows it).

A trailer is, little-endian and without gaps: documents u32[n]; how often the term is in each,
u16[n] or u32[n]; where, u16[total] or u32[total], document by document; then n u32, total u32,
bytes of a frequency u8, bytes of a position u8, and a mark of 6 bytes. It is found from its end.
"""

from __future__ import annotations

from struct import Struct
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

# The mark does not end in "." (as every pickle does), so the end of a list without a trailer is
# taken for one only if 6 bytes of a compressed block, and then all sizes and sums, agree by chance.
_FOOTER = Struct("<IIBB6s")
_MARK = b"\x93RAW1\x9d"
_SIZES = (2, 4)
_FOOTER_PARTS = np.dtype(
    [("n", "<u4"), ("total", "<u4"), ("freq_size", "u1"), ("position_size", "u1"), ("mark", "V6")]
)

Array = NDArray[np.unsignedinteger[Any]]


class Raw(NamedTuple):
    """The postings of one term in one segment."""

    docs: Array
    """Document numbers in the segment, rising; u32[n]."""
    freqs: Array
    """How often the term is in each document, at least 1; u16[n] or u32[n]."""
    positions: Array
    """Where among a document's words, not falling within a document; u16[sum(freqs)] or u32[…]."""


def pack(docs: Any, freqs: Any, positions: Any) -> bytes:
    """The trailer for postings, given as sequences or arrays of numbers below 2**32."""
    where = narrow(positions)
    often = narrow(freqs)
    return trailer(
        np.asarray(docs, "<u4").tobytes(), often.tobytes(), where.tobytes(), len(often), len(where)
    )


def trailer(docs: bytes, freqs: bytes, positions: bytes, n: int, total: int) -> bytes:
    """The trailer for `n` postings with `total` positions whose arrays are bytes already."""
    freq_size = len(freqs) // n if n else _SIZES[0]
    position_size = len(positions) // total if total else _SIZES[0]
    return b"".join(
        (docs, freqs, positions, _FOOTER.pack(n, total, freq_size, position_size, _MARK))
    )


def unpack(extent: bytes | memoryview) -> Raw | None:
    """The trailer at the end of a posting list; None if it has none.

    The arrays are views of `extent`, and in general not aligned.
    """
    end = len(extent) - _FOOTER.size
    if end < 0:
        return None
    n, total, freq_size, position_size, mark = _FOOTER.unpack_from(extent, end)
    if mark != _MARK or freq_size not in _SIZES or position_size not in _SIZES:
        return None
    positions_at = end - total * position_size
    freqs_at = positions_at - n * freq_size
    docs_at = freqs_at - n * 4
    if docs_at < 0:
        return None
    freqs = np.frombuffer(extent, f"<u{freq_size}", n, freqs_at)
    if int(freqs.sum(dtype=np.uint64)) != total:
        return None
    return Raw(
        np.frombuffer(extent, "<u4", n, docs_at),
        freqs,
        np.frombuffer(extent, f"<u{position_size}", total, positions_at),
    )


def footers(
    content: NDArray[np.uint8], ends: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.bool_]]:
    """For many posting lists at once: how many documents each has, where in `content` its array of
    documents starts, and whether it has a trailer at all (if not, the others say nothing).

    `content`: bytes that hold the lists; `ends`: where each list ends.
    """
    found: Any = content[ends[:, None] + np.arange(-_FOOTER.size, 0)].view(_FOOTER_PARTS)[:, 0]
    counts = found["n"].astype(np.int64)
    before = counts * (4 + found["freq_size"])
    before += found["total"].astype(np.int64) * found["position_size"]
    known = found["mark"] == np.frombuffer(_MARK, "V6")
    return counts, ends - _FOOTER.size - before, known


def narrow(numbers: Any) -> Array:
    """Numbers below 2**32 as an array of two bytes each, or four where they need it."""
    found = np.asarray(numbers, "<u4")
    return found.astype("<u2") if not found.size or int(found.max()) < 1 << 16 else found
