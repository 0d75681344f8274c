"""Screens that look at many papers before they show anything: from the key to what they show."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from statistics import median
from typing import Final
from unittest.mock import patch

from tests.benchmarks.figures import Figure, faster_than
from tests.benchmarks.shelf import Shelf
from tests.benchmarks.startup import Terminal, third_title

_ROUNDS: Final = 3
_PAUSE: Final = 1.5
_TRIAGE: Final = "triage of all papers, {:,} papers: from the key to the first"
_STATS: Final = "statistics, {:,} papers: from the keys to the figures"


def opening_screens(shelf: Shelf, small: Shelf) -> list[Figure]:
    """Triage and statistics, in a large library and in a small one."""
    beside = f"{small.papers:,} papers"
    (triage, stats), (small_triage, small_stats) = _opened(shelf), _opened(small)
    return [
        faster_than(_TRIAGE.format(shelf.papers), triage, small_triage, beside),
        faster_than(_STATS.format(shelf.papers), stats, small_stats, beside),
    ]


def _opened(shelf: Shelf) -> tuple[float, float]:
    """Median seconds, on copies: a triage that was begun is gone on with the next time."""
    triage, stats = [], []
    for _ in range(_ROUNDS):
        with tempfile.TemporaryDirectory() as folder:
            copy = shelf.copy(Path(folder))
            third = third_title(copy)
            with patch.dict(os.environ, copy.env()), Terminal(copy) as terminal:
                terminal.wait_for(third)
                terminal.wait(_PAUSE)
                triage.append(terminal.shown_after("T", f"1 of {shelf.papers:,}"))
                terminal.wait(_PAUSE)
                terminal.type("\x1b")
                terminal.wait(_PAUSE)
                terminal.type("g")
                stats.append(terminal.shown_after("c", "a week"))
                terminal.wait(_PAUSE)
                terminal.type("\x1b")
                terminal.wait(_PAUSE)
    return median(triage), median(stats)
