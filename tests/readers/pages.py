"""What the tests of page readers share: records in short, and lines damaged at random."""

from __future__ import annotations

import random
from collections import Counter

from readlist.paper import Record
from readlist.readers import LineClass, split_lines
from readlist.readers.base import Reader, Reading
from readlist.readers.prose import verbatim

Short = tuple[str | None, tuple[str, ...], int | None]


def read(reader: Reader, text: str) -> Reading:
    """Read `text`, and check what holds for every reading."""
    lines = split_lines(text)
    reading = reader.read(lines)
    assert reading.format == reader.name
    assert 0.0 <= reading.confidence <= 1.0
    assert len(reading.lines) == len(lines)
    for line, kind in zip(lines, reading.lines, strict=True):
        assert (kind is LineClass.BLANK) == (not verbatim(line))
    seen = set()
    for record in reading.records:
        assert 1 <= record.first_line <= record.last_line <= len(lines)
        assert record.title or record.abstract or record.arxiv_id or record.doi or record.urls
        place = (record.first_line, record.last_line, record.part)
        assert place not in seen
        seen.add(place)
    return reading


def short(record: Record) -> Short:
    return record.title, record.authors, record.year


def shorts(reader: Reader, text: str) -> list[Short]:
    return [short(record) for record in read(reader, text).records]


def unparsed(reader: Reader, text: str) -> list[str]:
    """The lines that fit nothing."""
    lines = split_lines(text)
    kinds = read(reader, text).lines
    return [line for line, kind in zip(lines, kinds, strict=True) if kind is LineClass.UNPARSED]


def damaged(text: str, rng: random.Random, share: float) -> str:
    """`text` with lines dropped, doubled, broken in two, or joined with the next."""
    lines = split_lines(text)
    out: list[str] = []
    for line in lines:
        kind = rng.choice(("drop", "double", "split")) if rng.random() < share else ""
        words = line.split(" ")
        if kind == "double":
            out += [line, line]
        elif kind == "split" and len(words) > 3:
            out += [" ".join(words[: len(words) // 2]), " ".join(words[len(words) // 2 :])]
        elif kind != "drop":
            out.append(line)
    return "\n".join(out)


def recall(reader: Reader, text: str, seeds: range, share: float) -> float:
    """The share of records (title and authors) that still come out of damaged copies of `text`."""
    whole = Counter(record[:2] for record in shorts(reader, text))
    found = 0
    for seed in seeds:
        copy = damaged(text, random.Random(seed), share)
        found += (whole & Counter(record[:2] for record in shorts(reader, copy))).total()
    return found / (whole.total() * len(seeds))
