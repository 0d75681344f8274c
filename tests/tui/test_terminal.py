"""The command in a real terminal, by way of tmux: what no simulated one can show."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from readlist import Library
from tests.tui.driver import program
from tests.tui.host import PATIENCE

pytestmark = pytest.mark.skipif(shutil.which("tmux") is None, reason="needs tmux")


class Terminal:
    """A tmux server of its own with one window."""

    def __init__(self, folder: Path) -> None:
        self._socket = str(folder / "tmux")

    def tmux(self, *arguments: str) -> str:
        command = ["tmux", "-S", self._socket, "-f", "/dev/null", *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    def start(self, command: str, width: int, height: int) -> None:
        self.tmux("new-session", "-d", "-x", str(width), "-y", str(height), command)

    def press(self, *keys: str) -> None:
        self.tmux("send-keys", *keys)

    def paste(self, text: str) -> None:
        self.tmux("set-buffer", text)
        self.tmux("paste-buffer", "-p")

    def wait_for(self, text: str, seconds: float = PATIENCE) -> str:
        """The screen once it shows `text`."""
        end = time.monotonic() + seconds
        while True:
            screen = self.tmux("capture-pane", "-p")
            if text in screen:
                return screen
            if time.monotonic() > end:
                pytest.fail(f"{text!r} never came:\n{screen}")
            time.sleep(0.05)


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    terminal = Terminal(tmp_path)
    yield terminal
    subprocess.run(["tmux", "-S", str(tmp_path / "tmux"), "kill-server"], capture_output=True)


def test_the_command_in_a_terminal(library: Library, terminal: Terminal, tmp_path: Path) -> None:
    editor = program(tmp_path / "editor", 'echo "from the editor" >> "$1"')
    home = os.environ["READLIST_HOME"]
    started = f"{sys.executable} -m readlist --library {library.path}"
    command = f"set -m; {started}; echo stopped; read line; fg; echo left with $?; sleep 30"
    terminal.start(
        "env -u COLUMNS -u LINES "  # else they were the size of the terminal, for good
        f"EDITOR={editor} READLIST_HOME={home} PYTHONPATH={':'.join(sys.path)} sh -c '{command}'",
        80,
        24,
    )
    terminal.wait_for("10 papers")
    terminal.press("C-z")
    assert "10 papers" not in terminal.wait_for("stopped")
    terminal.press("Enter")
    assert "Quiet Gradients" in terminal.wait_for("10 papers")
    terminal.press("/", "p", "i", "n", "k", "Enter")
    assert "On the Colour of Noise" in terminal.wait_for("1 of 11")
    terminal.press("N")
    terminal.wait_for("▎ from the editor")
    terminal.paste("sq")
    terminal.wait_for("nothing was done")
    terminal.press("Escape", "?")  # which comes as if it were Alt and ?
    terminal.wait_for("type to narrow")
    terminal.press("Escape")
    terminal.wait_for("10 papers")
    terminal.tmux("resize-window", "-x", "140", "-y", "40")
    terminal.wait_for("LIBRARY")
    terminal.press("q")
    terminal.wait_for("left with 0")
    with Library.open(library.path) as after:
        (paper,) = after.papers(after.search("pink").ids)
        assert paper.note == "from the editor"
        assert not paper.starred
