"""Searching in the app, in a real pseudo-terminal: from a key to its letter on the screen, and to
what it finds."""

from __future__ import annotations

import random
import time
from dataclasses import dataclass
from statistics import median
from typing import Final

from readlist import Library
from tests.benchmarks.figures import Figure, faster_than, percentile, seconds
from tests.benchmarks.queries import sample
from tests.benchmarks.shelf import Shelf
from tests.benchmarks.startup import Terminal, third_title

_QUERY: Final = "model OR training OR data OR graph OR learning"
"""Every key of it starts a search with much to find."""
_SHORTEST, _LONGEST = 0.03, 0.15
"""Seconds from a letter being seen to the next key, as one types. The search for a key begins
0.04 s after it: so some keys meet it, and some what it found being drawn."""
_ROUNDS = 3
_LOOKED_FOR: Final = ("a common word", "two words")
_MOST_ECHO = 0.016
_CLEAR = "\x15"  # ^U
_PAUSE = 0.6


@dataclass(frozen=True, slots=True)
class Typed:
    """Seconds, one for each key: until its letter was seen, and until its papers were."""

    echoes: list[float]
    results: list[float]


def searching_in_the_app(shelf: Shelf, small: Shelf) -> list[Figure]:
    """A key in the search box of a large library and of a small one."""
    ours, theirs = _typed(shelf), _typed(small)
    beside, name = f"{small.papers:,} papers", f"{shelf.papers:,} papers"
    found = f"a key in the search box to its papers, {name}"
    return [
        _echo(f"a key to its letter, typing a query, {name}", ours, theirs, beside, 0.5),
        _echo("the same, slowest of twenty", ours, theirs, beside, 0.95),
        faster_than(f"{found}, median", median(ours.results), median(theirs.results), beside),
        faster_than(
            "the same, slowest of twenty",
            percentile(ours.results, 0.95),
            percentile(theirs.results, 0.95),
            beside,
        ),
    ]


def _echo(what: str, ours: Typed, theirs: Typed, beside: str, share: float) -> Figure:
    large, small = percentile(ours.echoes, share), percentile(theirs.echoes, share)
    ratio = f"{large / small:.2f} ×"
    return Figure(
        what, seconds(large), f"{beside}: {seconds(small)}", ratio, "≤ 16 ms", large <= _MOST_ECHO
    )


def _typed(shelf: Shelf) -> Typed:
    with Terminal(shelf) as terminal:
        terminal.wait_for(third_title(shelf))
        terminal.rest(_PAUSE)
        terminal.type("/")
        terminal.rest(_PAUSE)
        echoes = [time for _ in range(_ROUNDS) for time in _echoes(terminal)]
        results = _results(terminal, shelf)
        terminal.type("\x1b\x1b")
        terminal.rest(_PAUSE)
        return Typed(echoes, results)


def _echoes(terminal: Terminal) -> list[float]:
    """Type a query key by key. The letters are looked for with those before them."""
    times = []
    dice = random.Random(5)
    for end in range(1, len(_QUERY) + 1):
        taken = terminal.shown_after(_QUERY[end - 1], _QUERY[:end].rstrip())
        if end > len("model OR "):  # before, there is not much that it could have to wait for
            times.append(taken)
        time.sleep(dice.uniform(_SHORTEST, _LONGEST))
    terminal.type(_CLEAR)
    terminal.rest(_PAUSE)
    return times


def _results(terminal: Terminal, shelf: Shelf) -> list[float]:
    """A key of a query, until the number of its papers stands beside the box."""
    times = []
    with shelf.open() as library:
        papers = f"{library.counts().all:,}"
        texts = [asked.text for asked in sample() if asked.kind in _LOOKED_FOR]
        telling = [found for text in texts for found in _telling_keys(library, text)]
    for text, key, total in telling:
        terminal.type(text)
        terminal.rest(_PAUSE)
        times.append(terminal.shown_after(key, f"{total:,} of {papers}"))
        terminal.type(_CLEAR)
        terminal.rest(_PAUSE)
    return times


def _telling_keys(library: Library, text: str) -> list[tuple[str, str, int]]:
    """The last key of a text that changes how many papers it finds: what stands before it, the
    key, and how many it then finds."""
    for end in range(len(text), 1, -1):
        before, now = (
            library.search(some, typing=True, wait=False).total
            for some in (text[: end - 1], text[:end])
        )
        if now and now != before:
            return [(text[: end - 1], text[end - 1], now)]
    return []
