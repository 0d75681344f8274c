"""Where the time goes when the app opens: ``python -m tests.benchmarks.cold_start``.

The app is started in a pseudo-terminal of 120 × 40 again and again; what is printed are medians.
First what it has done by when, from starting the process to the last of what it shows by itself;
then what its modules cost, by package, of those that are loaded before the first rows are drawn.
The first run of all warms the system's cache and does not count.
"""

from __future__ import annotations

import argparse
import compileall
import json
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from typing import Any, Final

import readlist
from tests.benchmarks.figures import milliseconds
from tests.benchmarks.shelf import Shelf, filled
from tests.benchmarks.startup import Terminal, machine, run_time, third_title

_IMPORT = re.compile(r"import time:\s+(\d+) \|\s+\d+ \|\s+(\S+)")
_ROWS: Final = "the first rows"
_LEAST_SHOWN = 1.0  # milliseconds: packages that cost less are one row


def main() -> None:
    options = _options()
    compileall.compile_dir(Path(readlist.__file__).parent, quiet=1)  # as an installed program is
    with ExitStack() as stack:
        folder = options.keep or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        shelf = filled(folder, options.papers)
        third = third_title(shelf)
        _started(shelf, third)
        runs, alone = [], []
        for _ in range(options.runs):
            runs.append(_started(shelf, third))
            alone.append(run_time([sys.executable, "-c", "import textual.app"]))
        print(f"{options.papers:,} papers, {options.runs} runs; {machine()}\n")
        print(_timeline(runs, median(alone)), _pieces(runs), sep="\n\n")
        print("", _modules(runs[-1]["modules"], shelf, options.runs), sep="\n")


def _started(shelf: Shelf, third: str) -> dict[str, Any]:
    """One start of the app; see `started`."""
    file = shelf.home / "started.json"
    file.unlink(missing_ok=True)
    with Terminal(shelf, str(file), module="tests.benchmarks.started", THIRD=third) as terminal:
        said = terminal.read_to_end()
    if not file.exists():
        sys.exit(f"the app did not come to its end; the last it said: {said[-500:]}")
    found: dict[str, Any] = json.loads(file.read_text())
    return found


def _timeline(runs: Sequence[dict[str, Any]], alone: float) -> str:
    lines = ["| what | takes | done at |", "|---|---:|---:|"]
    before = 0.0
    for name, _ in runs[0]["reached"]:
        at = median(dict(run["reached"])[name] for run in runs)
        lines.append(f"| {name} | {milliseconds(at - before)} | {milliseconds(at)} |")
        if name == _ROWS:
            ratio = f"{at / alone:.2f} × `python -c 'import textual.app'`"
            lines.append(f"| *so far: {ratio}, {milliseconds(alone)}* | | |")
        before = at
    return "\n".join(lines) + "\n\nAll in ms; each row begins where the one above it ends."


def _pieces(runs: Sequence[dict[str, Any]]) -> str:
    spent = {name: median(run["spent"][name] for run in runs) for name in runs[0]["spent"]}
    said = [f"{name} {milliseconds(seconds)} ms" for name, seconds in spent.items()]
    return f"Until the first rows: {', '.join(said)}."


def _modules(names: Sequence[str], shelf: Shelf, runs: int) -> str:
    """What loading these modules takes, in this order, each without those it loads itself."""
    # `__import__`, as what `importlib` imports is not measured.
    code = f"import gc\ngc.disable()\nfor name in {list(names)!r}:\n"
    code += "    try: __import__(name)\n    except ImportError: pass"
    taken: dict[str, list[int]] = {}
    for _ in range(runs):
        done = subprocess.run(
            [sys.executable, "-X", "importtime", "-c", code],
            capture_output=True,
            text=True,
            check=True,
            env=shelf.env(),
        )
        for micros, name in _IMPORT.findall(done.stderr):
            taken.setdefault(name, []).append(int(micros))
    costs: Counter[str] = Counter()
    counts: Counter[str] = Counter()
    for name, times in taken.items():
        costs[_package(name)] += median(times) / 1000
        counts[_package(name)] += 1
    lines = ["| package | modules | ms |", "|---|---:|---:|"]
    small = [name for name in costs if costs[name] < _LEAST_SHOWN]
    for name, cost in costs.most_common():
        if name not in small:
            lines.append(f"| {name} | {counts[name]} | {cost:.1f} |")
    rest, few = sum(costs[name] for name in small), sum(counts[name] for name in small)
    lines.append(f"| {len(small)} others | {few} | {rest:.1f} |")
    lines.append(f"| all | {counts.total()} | {sum(costs.values()):.1f} |")
    return "\n".join(lines) + "\n\nMeasuring the loading of modules makes it a third slower."


def _package(name: str) -> str:
    """The package by which a module is counted: of our own the part it belongs to."""
    parts = name.split(".")
    if parts[0] == "readlist":
        return ".".join(parts[: 3 if parts[1:2] == ["tui"] and len(parts) > 3 else 2])
    return parts[0] if parts[0] not in sys.stdlib_module_names else "Python's own"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.cold_start", description=__doc__
    )
    parser.add_argument("--papers", type=int, default=10_000, metavar="N", help="default: 10,000")
    parser.add_argument("--runs", type=int, default=7, metavar="N", help="default: 7")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="keep the library")
    options = parser.parse_args()
    if not sys.platform.startswith("linux"):
        parser.error("the app is run in a pty: this needs Linux")
    return options


if __name__ == "__main__":
    main()
