"""Running readlist's commands the way a shell does, without starting a process for each, and on a
terminal, as a process."""

from __future__ import annotations

import io
import json
import os
import pty
import select
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from readlist.cli import main
from tests.copying import copied, filled


@dataclass(frozen=True)
class Outcome:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()


Run = Callable[..., Outcome]

READLIST = [sys.executable, "-m", "readlist"]


def _written(stream: io.TextIOWrapper) -> str:
    buffer = stream.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue().decode()


@pytest.fixture
def readlist(monkeypatch: pytest.MonkeyPatch) -> Run:
    """`readlist("search", "gan", stdin="…")` → exit code, stdout and stderr."""

    def run(*words: str, stdin: str | bytes = "") -> Outcome:
        data = stdin.encode() if isinstance(stdin, str) else stdin
        in_ = io.TextIOWrapper(io.BytesIO(data), "utf-8")
        out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _ in range(2))
        with monkeypatch.context() as patch:
            patch.setattr(sys, "argv", ["readlist", *words])
            patch.setattr(sys, "stdin", in_)
            patch.setattr(sys, "stdout", out)
            patch.setattr(sys, "stderr", err)
            with pytest.raises(SystemExit) as stopped:
                main()
        code = stopped.value.code
        return Outcome(code if isinstance(code, int) else 0, _written(out), _written(err))

    return run


def on_terminal(*words: str, keys: bytes = b"", wait_for: bytes = b"") -> tuple[int, str]:
    """Run readlist on a terminal of its own; type `keys` once `wait_for` has been shown."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.environ.update(TERM="xterm-256color", COLUMNS="80", LINES="24")
        os.execv(sys.executable, [*READLIST, *words])
    shown = b""
    typed = not keys
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if select.select([terminal], [], [], 0.2)[0]:
            try:
                shown += os.read(terminal, 65536)
            except OSError:  # the other side is closed
                break
        if not typed and wait_for in shown:
            os.write(terminal, keys)
            typed = True
    os.close(terminal)
    _, status = os.waitpid(pid, 0)
    return os.waitstatus_to_exitcode(status), shown.decode("utf-8", "replace")


MONDAY = """\
Get trending papers in your email inbox once a day!
Get trending papers in your email inbox!
SubscribeGardens of Paths: Diffusion for Editing Maps
We draw footpaths with a diffusion model that edits a map where people walk. It beats the town \
planner on three parks. Code is available at https://github.com/example/garden-paths
A [MASK] Is Worth *Two* Words
We mask one word and ask two models to agree on it. The agreement predicts how hard a sentence is \
to read, in four languages.
Slow Cooking with Networks of Kettles
Kettles that talk to each other boil water later but together. A network of twelve kettles saves a \
third of the power in an office, and nobody had to wait longer for tea.
"""

TUESDAY = """\
new

Get trending papers in your email inbox!

Subscribe

byAK and the research community

Mar 12

A [MASK] Is Worth *Two* Words

We mask one word and ask two models to agree on it. The agreement predicts how hard a sentence is \
to read, in four languages.

Counting Birds by Their Songs at Dawn

Microphones in a wood hear forty kinds of bird. We count each kind from its songs at dawn \
and agree with human counters within a tenth, without labelled recordings.
"""

UNTITLED = (
    "Abstract:Kettles that talk to each other boil water later but together. A network of twelve"
    " kettles saves a third of the power in an office, and nobody had to wait longer for tea.\n"
    "Abstract:Moss grows on the north side of stones in some woods only. We map where it does and"
    " find that wind matters more than light. See \\url{https://moss.example.org/map}.\n"
)


LISTINGS = {"monday.txt": MONDAY, "tuesday.txt": TUESDAY, "author.txt": UNTITLED}


def _listings(folder: Path) -> list[Path]:
    for name, text in LISTINGS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return [folder / name for name in LISTINGS]


@pytest.fixture
def listings(tmp_path: Path) -> Path:
    """A folder with three small listings, written for these tests."""
    folder = tmp_path / "listings"
    folder.mkdir()
    _listings(folder)
    return folder


@pytest.fixture(scope="session")
def stock(tmp_path_factory: pytest.TempPathFactory) -> Path:
    files = _listings(tmp_path_factory.mktemp("listings"))
    return filled(tmp_path_factory.mktemp("stock"), lambda library: library.import_files(files))


@pytest.fixture
def stocked(readlist: Run, home: Path, stock: Path) -> Run:
    """`readlist` on a library that holds the three listings: 5 papers."""
    copied(stock, home / "library.db").close()
    return readlist
