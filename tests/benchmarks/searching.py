"""How long a search takes, by kind of query, beside other engines over the same papers.

*Warm*: the query was asked before. *Cold*: the index was opened just now, and all that was asked
of it is a word that no paper has. The files are in the system's cache either way.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any, Final

from tests.benchmarks.figures import Figure, faster_than, milliseconds, percentile, seconds
from tests.benchmarks.queries import KINDS, LETTER, Asked
from tests.benchmarks.rivals import LIMIT, ExhaustiveWhoosh, Rival, Search, rivals
from tests.benchmarks.shelf import Shelf

OURS: Final = "readlist"
_TIMES = 3
_ENOUGH = 15.0
"""Seconds that an engine may take for one kind of query; it is then asked no more of that kind."""
_MOST_LETTER = 0.05
_NOTHING = Asked("a rare word", ("qqqqqqqq",))


@dataclass(slots=True)
class Engine:
    """One of those compared, and its times in seconds by kind of query."""

    name: str
    open: Callable[[], Any]
    warm: dict[str, list[float]] = field(default_factory=dict)
    cold: dict[str, list[float]] = field(default_factory=dict)
    first: float = 0.0
    """The very first search, opening the index included."""
    spent: dict[str, float] = field(default_factory=dict)

    def all(self, which: str) -> list[float]:
        times: dict[str, list[float]] = getattr(self, which)
        return [time for some in times.values() for time in some]


@dataclass(frozen=True, slots=True)
class Compared:
    """What came of it: the engines, ours first, and how often exhaustive Whoosh finds as many."""

    papers: int
    engines: list[Engine]
    same: int
    asked: int


def compare(shelf: Shelf, asking: Sequence[Asked]) -> Compared:
    """Every engine on every query, in turn."""
    engines = [Engine(OURS, lambda: _readlist(shelf))]
    exhaustive = None
    for rival in rivals():
        engine = Engine(rival.name, _opener(rival, rival.prepare(shelf)))
        engines.append(engine)
        if isinstance(rival, ExhaustiveWhoosh):
            exhaustive = engine
    same = asked_exactly = 0
    with ExitStack() as stack:
        opened = {engine.name: stack.enter_context(engine.open()) for engine in engines}
        for engine in engines:
            engine.first = _first(engine, asking[0])
        for asked in asking:
            totals = _ask_all(engines, opened, asked)
            if asked.exact and exhaustive is not None and exhaustive.name in totals:
                asked_exactly += 1
                same += totals[OURS] == totals[exhaustive.name]
    return Compared(shelf.papers, engines, same, asked_exactly)


def _opener(rival: Rival, folder: Path) -> Callable[[], Any]:
    return lambda: rival.open(folder)


@contextmanager
def _readlist(shelf: Shelf) -> Iterator[Search]:
    with shelf.open() as library:

        def search(asked: Asked) -> int:
            found = library.search(asked.text, LIMIT)
            return 0 if found.partly else found.total  # papers with most of the words are an extra

        yield search


def _first(engine: Engine, asked: Asked) -> float:
    start = time.perf_counter()
    with engine.open() as search:
        search(asked)
        return time.perf_counter() - start


def _ask_all(engines: Sequence[Engine], opened: dict[str, Search], asked: Asked) -> dict[str, int]:
    """Ask every engine, cold and then warm in turn; how many papers each says there are."""
    totals = {}
    asking = [engine for engine in engines if engine.spent.get(asked.kind, 0.0) < _ENOUGH]
    for engine in asking:
        with engine.open() as search:
            search(_NOTHING)
            gc.collect()  # what another engine left behind is not to be swept up in our time
            taken = _timed(search, asked)
        engine.cold.setdefault(asked.kind, []).append(taken)
        totals[engine.name] = opened[engine.name](asked)
    times: dict[str, list[float]] = {engine.name: [] for engine in asking}
    for number in range(_TIMES):
        for engine in asking:
            if number == 0 or times[engine.name][0] < 1.0:
                times[engine.name].append(_timed(opened[engine.name], asked))
    for engine in asking:
        engine.warm.setdefault(asked.kind, []).append(median(times[engine.name]))
        spent = sum(times[engine.name]) + 2 * engine.cold[asked.kind][-1]
        engine.spent[asked.kind] = engine.spent.get(asked.kind, 0.0) + spent
    return totals


def _timed(search: Search, asked: Asked) -> float:
    start = time.perf_counter()
    search(asked)
    return time.perf_counter() - start


# As tables


def tables(found: Compared) -> str:
    """Warm and cold, by kind: median and the slowest of twenty, in milliseconds."""
    parts = []
    for which in ("warm", "cold"):
        names = [engine.name for engine in found.engines]
        lines = [
            f"### {which.capitalize()}, {found.papers:,} papers: p50 / p95 in ms",
            "",
            f"| query | {' | '.join(names)} |",
            "|---|" + "---:|" * len(names),
        ]
        for kind in KINDS:
            cells = [_cell(getattr(engine, which).get(kind, [])) for engine in found.engines]
            lines.append(f"| {kind} | {' | '.join(cells)} |")
        cells = [_cell(engine.all(which)) for engine in found.engines]
        lines.append(f"| **all of them** | {' | '.join(cells)} |")
        parts.append("\n".join(lines))
    firsts = ", ".join(f"{engine.name} {seconds(engine.first)}" for engine in found.engines)
    parts.append(f"Opening the index and the first search of all: {firsts}.")
    parts.append(
        f"readlist finds as many papers as exhaustive Whoosh in {found.same} of {found.asked} "
        "queries (those without beginnings, of which it expands words and Whoosh stems)."
    )
    return "\n\n".join(parts)


def _cell(times: Sequence[float]) -> str:
    if not times:
        return "–"
    return f"{milliseconds(median(times))} / {milliseconds(percentile(times, 0.95))}"


def figures(found: Compared) -> list[Figure]:
    """What was promised about searching."""
    ours, theirs = found.engines[0], found.engines[1]
    made = [
        faster_than(
            f"a {which} search, {found.papers:,} papers, {name}",
            measure(ours.all(which)),
            measure(theirs.all(which)),
            theirs.name,
            budget,
        )
        for which, name, measure, budget in (
            ("warm", "median", median, 1.0),
            ("warm", "slowest of twenty", _slowest, None),
            ("cold", "median", median, None),
            ("cold", "slowest of twenty", _slowest, None),
        )
    ]
    letter, beside = max(ours.cold[LETTER]), max(theirs.cold[LETTER])
    made.append(
        Figure(
            f"one letter, cold, {found.papers:,} papers, slowest",
            seconds(letter),
            f"{theirs.name}: {seconds(beside)}",
            f"{letter / beside:.2f} ×",
            "≤ 50 ms",
            letter <= _MOST_LETTER,
        )
    )
    return made


def _slowest(times: Sequence[float]) -> float:
    return percentile(times, 0.95)
