"""What happens to files on their way: to a few of their records, or to all of their lines."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from readlist.errors import UnrecognisedFormat
from readlist.paper import Record
from readlist.readers import read
from tests.readers.listings import wrapped
from tests.readers.shapes import Shape, text_of

Block = Sequence[str]


def _some(rng: random.Random, block: Block) -> int:
    told = [n for n, line in enumerate(block) if line.strip()]
    return rng.choice(told or [0])


def _lost(rng: random.Random, block: Block) -> list[str]:
    place = _some(rng, block)
    return [*block[:place], *block[place + 1 :]]


def _doubled(rng: random.Random, block: Block) -> list[str]:
    place = _some(rng, block)
    return [*block[: place + 1], *block[place:]]


def _wrapped(rng: random.Random, block: Block) -> list[str]:
    width = rng.randint(60, 90)
    return [part for line in block for part in (wrapped(line, width) or [line])]


def _split(rng: random.Random, block: Block) -> list[str]:
    long = [n for n, line in enumerate(block) if line.strip().count(" ") > 1]
    if not long:
        return list(block)
    place = rng.choice(long)
    words = block[place].split(" ")
    cut = rng.randint(1, len(words) - 1)
    return [*block[:place], " ".join(words[:cut]), " ".join(words[cut:]), *block[place + 1 :]]


def _blank_lines(rng: random.Random, block: Block) -> list[str]:
    place = rng.randint(0, len(block))
    return [*block[:place], "", *block[place:]]


RECORDS: dict[str, Callable[[random.Random, Block], list[str]]] = {
    "a line lost": _lost,
    "a line doubled": _doubled,
    "lines wrapped": _wrapped,
    "a line split": _split,
    "a blank line": _blank_lines,
}
"""What happens to some records: only these may suffer."""


def _quotes(text: str) -> str:
    text = re.sub(r'"([^"\n]*)"', "“\\1”", text)
    return text.replace("'", "’")


def _spaced(text: str) -> str:
    rng = random.Random(1)
    return "".join("\u00a0" if c == " " and rng.random() < 0.05 else c for c in text)


FILES: dict[str, Callable[[str], str]] = {
    "no blank lines": lambda text: re.sub(r"\n\s*\n+", "\n", text),
    "blank lines doubled": lambda text: text.replace("\n", "\n\n"),
    "spaces at line ends": lambda text: text.replace("\n", "  \n"),
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "typographic quotes": _quotes,
    "tabs to spaces": lambda text: text.replace("\t", "    "),
    "no-break spaces": _spaced,
    "indented": lambda text: re.sub(r"(?m)^(?=.)", "    ", text),
    "quoted": lambda text: re.sub(r"(?m)^", "> ", text.rstrip("\n")),
}
"""What happens to all lines: no record should suffer."""


@dataclass(frozen=True)
class Damaged:
    """A damaged file, and which of its records were touched, by place."""

    text: str
    hit: frozenset[int]


def damaged(rng: random.Random, shape: Shape, how: str, share: float = 0.05) -> Damaged:
    """A share of the records damaged (at least one); or all of the file."""
    if how in FILES:
        return Damaged(FILES[how](shape.text), frozenset())
    count = max(1, round(share * len(shape.blocks)))
    hit = frozenset(rng.sample(range(len(shape.blocks)), count))
    blocks = [
        RECORDS[how](rng, block) if place in hit else block
        for place, block in enumerate(shape.blocks)
    ]
    return Damaged(text_of(shape.head, blocks, shape.tail), hit)


Key = tuple[object, ...]
_QUOTES = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "\u00a0": " "})


def key_of(record: Record) -> Key:
    """What a record says, whatever its quotes and spaces look like."""

    def folded(text: str | None) -> str:
        return " ".join((text or "").translate(_QUOTES).split())

    names = tuple(map(folded, record.authors))
    return (
        *(folded(record.title), folded(record.abstract), names),
        *(record.year, record.arxiv_id, record.doi),
    )


def keys_in(text: str) -> list[Key]:
    """What is read in a text; nothing where its format is not recognised."""
    try:
        return [key_of(record) for record in read(text).records]
    except UnrecognisedFormat:
        return []


@dataclass(frozen=True)
class Score:
    """How many of the records that were not touched are read as before, and how many that are
    read were in the file: a touched record may be read wrongly, but only as one.
    """

    right: int
    wanted: int
    found: int
    most: int

    @property
    def recall(self) -> float:
        return self.right / self.wanted if self.wanted else 1.0

    @property
    def precision(self) -> float:
        """Of the records read, the share that may be: the untouched, and one for each touched."""
        return min(1.0, (self.right + self.most - self.wanted) / self.found) if self.found else 0.0


def score(clean: Sequence[Key], found: Sequence[Key], hit: frozenset[int]) -> Score:
    """How a damaged file was read; `clean`: what was read in it before."""
    wanted = Counter(key for place, key in enumerate(clean) if place not in hit)
    right = (wanted & Counter(found)).total()
    return Score(right, wanted.total(), len(found), len(clean))
