"""`readlist triage` and `readlist import --triage`."""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import sys
import time
from pathlib import Path

import pytest

from readlist import Library
from readlist.library.triage import Decision
from tests.cli.conftest import READLIST, Run, on_terminal


def test_without_a_terminal_it_says_so(stocked: Run, listings: Path) -> None:
    for words in (["triage"], ["import", "--triage", str(listings / "author.txt")]):
        outcome = stocked(*words)
        assert outcome.code == 2
        assert outcome.err.count("\n") == 1
        assert "needs a terminal" in outcome.err
    outcome = stocked("triage", "--order", "size")
    assert outcome.code == 2
    assert "'size' is not one of" in outcome.err


def test_what_waits_is_listed(stocked: Run) -> None:
    assert (stocked("triage", "--list").code, stocked("triage", "--list").out) == (1, "")
    with Library.open() as library:
        triage = library.queues.start("source:monday.txt")
        assert library.queues.unfinished() == []  # as long as nothing is decided
        assert triage.paper is not None
        triage.decide(Decision.LATER)
        library.queues.decide(
            triage.number, triage.ids[0], Decision.LATER, triage.place, seconds=None
        )
    outcome = stocked("triage", "--list")
    assert outcome.code == 0
    assert re.fullmatch(r"monday\.txt\t2/3\t20\d\d-[^\t]+Z\tsource:monday\.txt\n", outcome.out)
    (queue,) = stocked("triage", "--json").json
    assert (queue["name"], queue["at"], queue["total"]) == ("monday.txt", 2, 3)


def test_it_opens_on_what_came_in_and_the_next_time_where_it_was_left(
    home: Path, listings: Path
) -> None:
    file = str(listings / "monday.txt")
    code, shown = on_terminal("import", "--triage", file, keys=b"rq\x11", wait_for=b"1 of 3")
    assert code == 0, shown
    with Library.open() as library:
        assert [queue.at for queue in library.queues.unfinished()] == [2]
        assert library.select("is:read").total == 1
    _, shown = on_terminal("triage", keys=b"\x11", wait_for=b"2 of 3")
    assert "2 of 3" in shown


@pytest.mark.long
def test_a_killed_triage_is_where_it_was(stocked: Run) -> None:
    with Library.open() as library:
        triage = library.queues.start("")
        number = triage.number
        library.queues.decide(number, triage.ids[0], Decision.LATER, triage.place, None)
    for expected in (2, 3, 4):
        pid, terminal = pty.fork()
        if pid == 0:
            os.environ.update(TERM="xterm-256color", COLUMNS="80", LINES="24")
            os.execv(sys.executable, [*READLIST, "triage"])
        _wait_for(terminal, f"{expected - 1} of 5".encode())
        os.write(terminal, b"x")
        _wait_for(terminal, b"Skipped")  # which is said once it is written
        os.kill(pid, signal.SIGKILL)
        os.close(terminal)
        os.waitpid(pid, 0)
        with Library.open() as library:
            triage = library.queues.open(number)
            assert triage.at == expected
            assert library.select("is:skipped").total == expected - 1


def _wait_for(terminal: int, text: bytes) -> None:
    shown = b""
    deadline = time.monotonic() + 60
    while text not in shown:
        assert time.monotonic() < deadline, shown.decode("utf-8", "replace")
        if select.select([terminal], [], [], 0.2)[0]:
            shown += os.read(terminal, 65536)
