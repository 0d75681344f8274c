"""The terminal is closed under the app: it ends, and the note being written is kept."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable

import pytest

from readlist import Library
from tests.tui.host import PATIENCE


def _close(_: subprocess.Popen[bytes], terminal: int) -> None:
    os.close(terminal)


def _close_while_it_draws(_: subprocess.Popen[bytes], terminal: int) -> None:
    os.write(terminal, b"\x1b[D\x1b[C" * 300)  # left and right again
    os.close(terminal)


def _signal(app: subprocess.Popen[bytes], _: int) -> None:
    app.send_signal(signal.SIGHUP)


@pytest.mark.parametrize("end", [_close, _close_while_it_draws, _signal])
def test_a_note_outlives_its_terminal(
    library: Library, end: Callable[[subprocess.Popen[bytes], int], None]
) -> None:
    terminal, inside = pty.openpty()
    app = subprocess.Popen(
        [sys.executable, "-m", "readlist", "--library", str(library.path)],
        stdin=inside,
        stdout=inside,
        stderr=inside,
        start_new_session=True,  # so no signal tells of a closed terminal
        env={**os.environ, "TERM": "xterm-256color", "COLUMNS": "100", "LINES": "30"},
    )
    os.close(inside)
    screen = bytearray()
    reader = threading.Thread(target=_read, args=(terminal, screen), daemon=True)
    reader.start()
    try:
        _wait_for(screen, b"10 papers")
        os.write(terminal, b"n")
        _wait_for(screen, b"your editor")
        os.write(terminal, b"kept words")
        _wait_for(screen, b"kept words")
        end(app, terminal)
        app.wait(20)
    finally:
        app.kill()
        app.wait()
    notes = [paper.note for paper in library.papers(library.search("kept").ids)]
    assert notes == ["kept words"]


def _read(terminal: int, screen: bytearray) -> None:
    while True:
        try:
            screen += os.read(terminal, 65536)
        except OSError:
            return


def _wait_for(screen: bytearray, text: bytes) -> None:
    until = time.monotonic() + PATIENCE
    while text not in screen:
        if time.monotonic() > until:
            pytest.fail(f"{text!r} never came: {bytes(screen[-2000:])!r}")
        time.sleep(0.02)
