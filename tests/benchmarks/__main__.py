"""The benchmarks: ``python -m tests.benchmarks [--papers N] [--only NAME …] [--keep FOLDER]``.

Prints one Markdown table. Every figure is a ratio to something measured in the same run on the
same machine; nothing here fails because a machine is slow.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from pathlib import Path

from tests.benchmarks import importing, keys, searching, startup
from tests.benchmarks.figures import HEAD, Figure
from tests.benchmarks.shelf import FEW, Shelf, filled

_IMPORTED = 10_000
"""Most records that the import is timed with."""


def main() -> None:
    options = _options()
    with ExitStack() as stack:
        folder = options.keep or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        print(HEAD)
        for name, measure in _benchmarks(folder, options.papers).items():
            if not options.only or name in options.only:
                for figure in measure():
                    print(figure.row(), flush=True)


def _benchmarks(folder: Path, papers: int) -> Mapping[str, Callable[[], list[Figure]]]:
    def many() -> Shelf:
        return filled(folder, papers)

    def few() -> Shelf:
        return filled(folder, min(FEW, papers))

    return {
        "version": lambda: [startup.version()],
        "rows": lambda: [startup.first_rows(many())],
        "keys": lambda: [keys.cursor_key(many(), few())],
        "import": lambda: [importing.throughput(min(papers, _IMPORTED))],
        "search": lambda: searching.warm_search(many()),
        "memory": lambda: startup.memory(many(), few()),
    }


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--papers", type=int, default=20_000, metavar="N", help="default: 20,000")
    parser.add_argument("--only", nargs="+", metavar="NAME", help="version, rows, keys, …")
    parser.add_argument(
        "--keep", type=Path, metavar="FOLDER", help="keep the libraries there, for the next run"
    )
    options = parser.parse_args()
    if not sys.platform.startswith("linux"):
        parser.error("memory is read from /proc and the app is run in a pty: this needs Linux")
    return options


if __name__ == "__main__":
    main()
