"""The benchmarks: ``python -m tests.benchmarks [--papers N …] [--only NAME …] [--keep FOLDER]``.

Prints Markdown: what was promised, a row each, and tables of searching by kind of query. Every
figure is beside something measured in the same run on the same machine; nothing here fails because
a machine is slow.
"""

from __future__ import annotations

import argparse
import compileall
import sys
import tempfile
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from pathlib import Path

import readlist
from tests.benchmarks import (
    asked,
    identity,
    importing,
    indexing,
    keys,
    searching,
    startup,
    typed,
    undoing,
)
from tests.benchmarks.figures import HEAD, Figure
from tests.benchmarks.many import many_at_once
from tests.benchmarks.queries import sample
from tests.benchmarks.screens import opening_screens
from tests.benchmarks.shelf import FEW, Shelf, filled

_IMPORTED = 10_000
"""Most records that importing, and making an index of, is timed with."""


def main() -> None:
    options = _options()
    # As an installed program is: else where Python may not write, every start would compile it.
    compileall.compile_dir(Path(readlist.__file__).parent, quiet=1)
    with ExitStack() as stack:
        folder = options.keep or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        print(f"{startup.machine()}\n\n{HEAD}", flush=True)
        details: list[str] = []
        for papers in options.papers:
            for name, measure in _benchmarks(folder, papers, details).items():
                if not options.only or name in options.only:
                    for figure in measure():
                        print(figure.row(), flush=True)
        print("", *details, sep="\n\n", flush=True)


def _benchmarks(
    folder: Path, papers: int, details: list[str]
) -> Mapping[str, Callable[[], list[Figure]]]:
    """By name, the measuring of a library of so many papers; tables go to `details`."""

    def many() -> Shelf:
        return filled(folder, papers)

    def some() -> Shelf:
        return filled(folder, min(papers, _IMPORTED))

    def few() -> Shelf:
        return filled(folder, min(FEW, papers))

    def search() -> list[Figure]:
        found = searching.compare(many(), sample())
        details.append(searching.tables(found))
        return searching.figures(found)

    return {
        "version": lambda: [startup.version()],
        "rows": lambda: [startup.first_rows(many())],
        "keys": lambda: [keys.cursor_key(many(), few()), keys.page_key(many(), few())],
        "held": lambda: keys.held_down(many(), few()),
        "many": lambda: many_at_once(many()),
        "undoing": lambda: [undoing.in_the_way(many())],
        "screens": lambda: opening_screens(many(), few()),
        "search": search,
        "typing": lambda: typed.searching_in_the_app(many(), few()),
        "import": lambda: [importing.throughput(min(papers, _IMPORTED))],
        "lines": lambda: importing.lines(papers),
        "index": lambda: [indexing.build(some())],
        "update": lambda: indexing.one_paper(many()),
        "doubles": lambda: identity.finding_doubles(many()),
        "memory": lambda: [*startup.memory(many(), few()), asked.memory_asked(many())],
    }


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument(
        "--papers", type=int, nargs="+", default=[10_000], metavar="N", help="default: 10,000"
    )
    parser.add_argument("--only", nargs="+", metavar="NAME", help="version, rows, keys, …")
    parser.add_argument(
        "--keep", type=Path, metavar="FOLDER", help="keep libraries and indexes for the next run"
    )
    options = parser.parse_args()
    if not sys.platform.startswith("linux"):
        parser.error("memory is read from /proc and the app is run in a pty: this needs Linux")
    return options


if __name__ == "__main__":
    main()
