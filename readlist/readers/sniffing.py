"""Which reader a text gets: the surest one, if it is sure enough and no other is nearly so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from readlist.readers.base import SNIFFED, Reader

ENOUGH: Final = 0.6
"""A reader less sure than this is not used unless it is asked for by name."""
NEAR: Final = 0.1
"""Two readers this close are a tie, which a person has to decide."""
LOOKED_AT: Final = 400_000
"""Characters that are enough to recognise a format by: no line is begun after so many."""
_LONGEST: Final = 4_000_000
"""A line that is longer is cut off: it is enough to recognise a format by, too."""
_YIELDING: Final = {"scholar": 1, "digest": 1, "trending": 2, "abstracts": 2, "links": 3}
"""Formats whose signs (tabs, sentences, labels, links) are in files of others too:
they yield to those with a lower number, which is 0 for all others."""
_WORTH_NAMING: Final = 0.2
_MOST_NAMED: Final = 4


@dataclass(frozen=True, slots=True)
class Candidate:
    """A format a text may be in, and how sure its reader is of that: 0 to 1."""

    name: str
    label: str
    confidence: float


def beginning(lines: Sequence[str]) -> Sequence[str]:
    """The first lines, no more and no longer than it takes to recognise a format."""
    seen = 0
    for place, line in enumerate(lines[:SNIFFED]):
        if seen >= LOOKED_AT:
            return lines[:place]
        if len(line) > _LONGEST:
            return [*lines[:place], line[:_LONGEST]]
        seen += len(line)
    return lines[:SNIFFED]


def ranked(readers: Sequence[Reader], lines: Sequence[str]) -> tuple[Candidate, ...]:
    """What each reader thinks of the first lines, the surest first; all of them are named."""
    seen = beginning(lines)
    found = [Candidate(reader.name, reader.label, reader.sniff(seen)) for reader in readers]
    return tuple(sorted(found, key=lambda candidate: -candidate.confidence))


def surest(found: Sequence[Candidate]) -> Candidate | None:
    """The one that is sure enough and alone in it; None: a person has to say."""
    likely = tied(found)
    return likely[0] if len(likely) == 1 else None


def tied(found: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The surest, and those about as sure as it, if it is sure enough.

    General formats yield to one whose own marks explain about as much.
    """
    best = max((candidate.confidence for candidate in found), default=0.0)
    least = max(ENOUGH, best - NEAR)
    likely = tuple(candidate for candidate in found if candidate.confidence >= least)
    rank = min((yields(each.name) for each in likely), default=0)
    return tuple(each for each in likely if yields(each.name) == rank)


def yields(name: str) -> int:
    """The higher, the sooner this format yields to others that explain about as much."""
    return _YIELDING.get(name, 0)


def worth_naming(found: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Those that a person may choose among: nobody asks for what explains nothing."""
    return tuple(c for c in found if c.confidence >= _WORTH_NAMING)[:_MOST_NAMED]


def as_words(found: Sequence[Candidate]) -> str:
    return ", ".join(f"{each.name}: {each.confidence:.0%} sure" for each in found)
