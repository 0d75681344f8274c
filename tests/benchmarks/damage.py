"""What damage costs, by format: ``python -m tests.benchmarks.damage [--papers N] [--rounds N]``.

Prints Markdown. The same made-up papers are written in every format (`tests/readers/shapes.py`),
damaged (`tests/readers/damage.py`) and read as a file would be: its format is found out, too. A
file that is refused counts as one of which nothing was read.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterable
from statistics import mean

from tests.readers.damage import FILES, RECORDS, Score, damaged, keys_in, score
from tests.readers.shapes import SHAPES, Work, works

SHARES = (0.05, 0.2)


def main() -> None:
    options = _options()
    papers = works(random.Random(1), options.papers)
    few, many = (f"{share:.0%}" for share in SHARES)
    print(f"| format | {' | '.join(f'{how}, {few} / {many}' for how in RECORDS)} |")
    print(f"|---|{'---:|' * len(RECORDS)}")
    for name in SHAPES:
        cells = [
            " / ".join(
                _share(_scores(name, papers, how, share, options.rounds)) for share in SHARES
            )
            for how in RECORDS
        ]
        print(f"| {name} | {' | '.join(cells)} |", flush=True)
    print(f"\n| format | {' | '.join(FILES)} |")
    print(f"|---|{'---:|' * len(FILES)}")
    for name in SHAPES:
        cells = [_share(_scores(name, papers, how, 0.0, 1)) for how in FILES]
        print(f"| {name} | {' | '.join(cells)} |", flush=True)


def _scores(name: str, papers: list[Work], how: str, share: float, rounds: int) -> list[Score]:
    shape = SHAPES[name].shape(papers)
    clean = keys_in(shape.text)
    found = []
    for seed in range(rounds):
        hurt = damaged(random.Random(seed), shape, how, share)
        found.append(score(clean, keys_in(hurt.text), hurt.hit))
    return found


def _share(scores: Iterable[Score]) -> str:
    """Recall, with the precision behind it where that is not whole."""
    scores = list(scores)
    recall = sum(each.right for each in scores) / sum(each.wanted for each in scores)
    precision = mean(each.precision for each in scores)
    behind = "" if precision > 0.9995 else f" ({100 * precision:.1f})"
    return f"{100 * recall:.1f}{behind}"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.damage", description=__doc__)
    parser.add_argument("--papers", type=int, default=100, metavar="N", help="default: 100")
    parser.add_argument("--rounds", type=int, default=3, metavar="N", help="default: 3")
    return parser.parse_args()


if __name__ == "__main__":
    main()
