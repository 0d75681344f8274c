"""Streams that are closed, or that nothing more can be written to."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run


def shell(words: str, **environment: str) -> tuple[int, str, str]:
    """Run readlist with these words and redirections, which a shell understands."""
    line = f"'{sys.executable}' -m readlist {words}"
    env = {**os.environ, **environment}
    done = subprocess.run(["bash", "-c", line], capture_output=True, text=True, env=env)
    return done.returncode, done.stdout, done.stderr


def test_a_closed_stdin_is_an_empty_one(stocked: Run) -> None:
    nothing = "readlist: no ids came in; write them, or pipe lines that start with one\n"
    assert shell("star - <&-") == (1, "", nothing)
    code, _, err = shell("<&-")
    assert (code, err.count("\n")) == (2, 1)
    assert "needs a terminal" in err


def test_what_is_said_to_a_closed_stdout_goes_nowhere(stocked: Run, home: Path) -> None:
    before = (home / "library.db").read_bytes()
    assert shell("list >&-") == (0, "", "")
    assert (home / "library.db").read_bytes() == before


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is full")
@pytest.mark.parametrize("unbuffered", ["", "1"])  # it fails at the end, or at once
def test_output_that_cannot_be_written_is_one_sentence(stocked: Run, unbuffered: str) -> None:
    code, _, err = shell("list >/dev/full", PYTHONUNBUFFERED=unbuffered)
    told = "readlist: not all could be written (No space left on device); make room first\n"
    assert (code, err) == (2, told)
