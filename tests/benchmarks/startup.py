"""How long until something is seen, and how much memory is held once it is: in real processes,
the app in a real pseudo-terminal."""

from __future__ import annotations

import fcntl
import os
import platform
import pty
import re
import select
import sqlite3
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Sequence
from importlib import metadata
from pathlib import Path
from typing import Final, Self

from tests.benchmarks.figures import Figure, alternately, faster_than
from tests.benchmarks.shelf import Shelf

ROUNDS: Final = 9
_WIDTH, _HEIGHT = 120, 40
_PATIENCE = 60.0  # seconds: an app that shows nothing for so long is broken
_CODES = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|[PX^_\]].*?(?:\x07|\x1b\\)|[ -/]*[0-~])")
_MEGABYTE = 1_000_000
_MOST_MEMORY = 250 * _MEGABYTE


def run_time(command: Sequence[str], env: dict[str, str] | None = None) -> float:
    """Seconds from starting a process to its end."""
    start = time.perf_counter()
    subprocess.run(command, check=True, env=env, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


class Terminal:
    """The app in a pseudo-terminal. Use with `with`: it ends by leaving it."""

    def __init__(self, shelf: Shelf, *words: str, module: str = "readlist", **env: str) -> None:
        """`words`, `module`, `env`: of the command, if it is not to be just `readlist`."""
        self._ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", _HEIGHT, _WIDTH, 0, 0))
        self._shown = b""
        self.drawn = 0
        """Bytes that were drawn so far."""
        self.started = time.perf_counter()
        self.process = subprocess.Popen(
            [sys.executable, "-m", module, *words],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env={**shelf.env(), "TERM": "xterm-256color", "STARTED": str(self.started), **env},
            start_new_session=True,
        )
        os.close(theirs)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, *exc: object) -> None:
        try:
            if kind is None and self.process.poll() is None:
                self.type("q")
                self._read_to_end()
                self.process.wait(_PATIENCE)
        finally:
            self.process.kill()
            self.process.wait()
            os.close(self._ours)

    def type(self, keys: str) -> None:
        os.write(self._ours, keys.encode())

    def wait_for(self, text: str) -> float:
        """Wait until `text` was drawn since the last time; seconds since the start."""
        while text.encode() not in _CODES.sub(b"", self._shown):
            if not self._read(_PATIENCE):
                raise TimeoutError(f"{text!r} was not shown; at the end: {self._shown[-500:]!r}")
        self._shown = b""
        return time.perf_counter() - self.started

    def shown_after(self, keys: str, text: str) -> float:
        """Type keys; seconds until `text` has been drawn. What was drawn before does not count."""
        self.rest(0.0)
        self._shown = b""
        start = time.perf_counter()
        self.type(keys)
        return self.wait_for(text) + self.started - start

    def rest(self, pause: float) -> None:
        """Wait until nothing has been drawn for so long."""
        while self._read(pause):
            pass

    def wait(self, pause: float) -> None:
        """Wait so long, whatever is drawn."""
        end = time.perf_counter() + pause
        while (left := end - time.perf_counter()) > 0:
            self._read(left)

    def read_to_end(self) -> str:
        """Wait until the app has ended by itself; what it has drawn since the last time."""
        while self._read(_PATIENCE):
            pass
        self.process.wait(_PATIENCE)
        return _CODES.sub(b"", self._shown).decode(errors="replace")

    def _read(self, timeout: float) -> bool:
        if not select.select([self._ours], [], [], timeout)[0]:
            return False
        try:
            data = os.read(self._ours, 1 << 16)
        except OSError:  # Linux: the app has ended
            return False
        self._shown += data
        self.drawn += len(data)
        return bool(data)

    def _read_to_end(self) -> None:
        """An app nobody reads from could not write its last words."""
        self.rest(1.0)

    def unshared(self) -> int:
        """See `unshared`; of the app."""
        return unshared(self.process.pid)


def unshared(process: int | str = "self") -> int:
    """Bytes that a process alone has and has written. Pages of mapped files that were only read are
    not among them: the system takes those back whenever it needs the room."""
    rollup = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii")
    sizes = re.findall(r"^Private_(?:Dirty|Hugetlb):\s+(\d+) kB", rollup, re.MULTILINE)
    return sum(int(size) for size in sizes) * 1024


def machine() -> str:
    """What the figures were measured on, and with which versions."""
    with Path("/proc/cpuinfo").open(encoding="utf-8", errors="replace") as file:
        names = [line.partition(":")[2].strip() for line in file if line.startswith("model name")]
    packages = []
    for package in ("textual", "whoosh3", "numpy", "tantivy"):
        try:
            packages.append(f"{package} {metadata.version(package)}")
        except metadata.PackageNotFoundError:
            packages.append(f"without {package}")
    return (
        f"{len(os.sched_getaffinity(0))} cores ({names[0] if names else 'unknown'}), Python "
        f"{platform.python_version()}, SQLite {sqlite3.sqlite_version}, {', '.join(packages)}."
    )


def version() -> Figure:
    """`readlist --version`, beside a Python that does nothing."""
    installed = Path(sys.executable).with_name("readlist")
    command = [str(installed)] if installed.exists() else [sys.executable, "-m", "readlist"]
    ours, theirs = alternately(
        15,
        lambda: run_time([*command, "--version"]),
        lambda: run_time([sys.executable, "-c", "pass"]),
    )
    return faster_than("`readlist --version`", ours, theirs, "`python -c pass`", 4)


def first_rows(shelf: Shelf) -> Figure:
    """From starting the app to the third title of its list being drawn, beside loading Textual."""
    ours, theirs = alternately(
        ROUNDS,
        lambda: _first_row_time(shelf),
        lambda: run_time([sys.executable, "-c", "import textual.app"]),
    )
    what = f"first rows on the screen, {shelf.papers:,} papers"
    return faster_than(what, ours, theirs, "`import textual.app`", 1.5)


def _first_row_time(shelf: Shelf) -> float:
    with Terminal(shelf) as terminal:
        return terminal.wait_for(third_title(shelf))


def third_title(shelf: Shelf) -> str:
    """How the third title of the list begins: only the list shows it, unlike the first."""
    with shelf.open() as library:
        (paper,) = library.papers(library.search("").ids[2:3])
    return " ".join(paper.title.split()[:2])


def memory(shelf: Shelf, small: Shelf) -> list[Figure]:
    """Unshared memory of the app, at rest and after some searches, beside a small library's."""
    at_rest, searched = _memory(shelf)
    small_at_rest, small_searched = _memory(small)
    name = f"{shelf.papers:,} papers"
    beside = f"{small.papers:,} papers"
    return [
        _held(f"memory of the app, {name}", at_rest, small_at_rest, beside),
        _held("the same after three searches", searched, small_searched, beside),
    ]


def _memory(shelf: Shelf) -> tuple[int, int]:
    with shelf.open() as library:
        papers = library.counts().all
    with Terminal(shelf) as terminal:
        terminal.wait_for(third_title(shelf))
        terminal.type("jjjjj")
        terminal.rest(3.0)
        at_rest = terminal.unshared()
        for query in ("model", "data graph", "learn"):
            terminal.type("/")
            terminal.rest(0.5)
            terminal.type(query)
            terminal.wait_for(f" of {papers:,}")
            terminal.rest(2.0)
            terminal.type("\x1b")
            terminal.rest(0.5)
            terminal.type("\x1b")
            terminal.rest(1.0)
        return at_rest, terminal.unshared()


def _held(what: str, ours: int, theirs: int, beside: str) -> Figure:
    return Figure(
        what,
        f"{ours / _MEGABYTE:.0f} MB",
        f"{beside}: {theirs / _MEGABYTE:.0f} MB",
        f"{ours / theirs:.2f} ×",
        "≤ 250 MB",
        ours <= _MOST_MEMORY,
    )
