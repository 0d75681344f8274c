"""What a benchmark says: one figure each, as a ratio to something measured in the same run."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Figure:
    """One row of the table. `budget`: as it is promised; `met` None: there is none yet."""

    what: str
    ours: str
    theirs: str
    ratio: str
    budget: str
    met: bool | None

    def row(self) -> str:
        met = {True: "yes", False: "**no**", None: "–"}[self.met]
        cells = (self.what, self.ours, self.theirs, self.ratio, self.budget, met)
        return f"| {' | '.join(cells)} |"


HEAD = "| what | readlist | beside | ratio | budget | met |\n|---|---:|---:|---:|---:|:---:|"


def alternately(rounds: int, *jobs: Callable[[], float]) -> list[float]:
    """Run the jobs in turn, A B A B …; the median of what each returned.

    In turn, because a machine that is busy for a while then is so for all of them.
    """
    values: list[list[float]] = [[] for _ in jobs]
    for _ in range(rounds):
        for job, found in zip(jobs, values, strict=True):
            found.append(job())
    return [median(found) for found in values]


def percentile(values: Sequence[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]


def seconds(value: float) -> str:
    """A duration for people: three digits, in s or ms."""
    return f"{value:.2f} s" if value >= 1 else f"{value * 1000:.3g} ms"


def milliseconds(value: float) -> str:
    """A duration in milliseconds, without the unit: 0.42, 4.2, 42, 4,200."""
    value *= 1000
    return f"{value:,.0f}" if value >= 10 else f"{value:.2g}" if value < 1 else f"{value:.1f}"


def faster_than(
    what: str, ours: float, theirs: float, beside: str, budget: float | None = None
) -> Figure:
    """A duration that is to be at most `budget` times another one."""
    ratio = ours / theirs
    return Figure(
        what,
        seconds(ours),
        f"{beside}: {seconds(theirs)}",
        f"{ratio:.2f} ×",
        f"≤ {budget:g} ×" if budget else "",
        ratio <= budget if budget else None,
    )
