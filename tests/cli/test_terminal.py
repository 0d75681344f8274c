"""The installed command as a process: on a terminal, in a broken pipe, interrupted."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, suppress
from pathlib import Path

import click
import pytest

from readlist.cli.base import run
from tests.cli.conftest import READLIST, Run, on_terminal


def test_a_list_on_a_terminal_is_for_reading(stocked: Run) -> None:
    code, shown = on_terminal("list")
    assert code == 0
    assert "Counting Birds by Their Songs at Dawn" in shown
    assert "5 papers" in shown
    assert "\t" not in shown


def test_nothing_found_is_said_once_on_a_terminal(stocked: Run) -> None:
    code, shown = on_terminal("search", "xylophonist")
    assert (code, shown) == (1, "readlist: no paper matches\r\n")


def test_the_app_opens_and_quits(stocked: Run) -> None:
    code, shown = on_terminal(keys=b"\x11", wait_for=b"Counting Birds")
    assert code == 0
    assert "Traceback" not in shown


def test_the_demo_opens_the_app_on_a_terminal(home: Path) -> None:
    code, shown = on_terminal("demo", keys=b"\x11", wait_for=b"Diffusion")
    assert code == 0
    assert "Traceback" not in shown
    assert not home.exists()


def test_half_a_terminal_is_none(stocked: Run) -> None:
    done = subprocess.run(READLIST, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    assert done.returncode == 2
    assert "\x1b" not in done.stdout + done.stderr


def test_a_reader_that_has_enough_is_no_error(readlist: Run, tmp_path: Path) -> None:
    listing = tmp_path / "long.txt"
    listing.write_text("".join(f"Abstract:{_abstract(number)}\n" for number in range(900)))
    readlist("import", str(listing))
    for command in ("list", "list --json", "search kettles --limit 0"):
        done = subprocess.run(
            ["bash", "-c", f"'{sys.executable}' -m readlist {command} | true; echo $PIPESTATUS"],
            capture_output=True,
            text=True,
        )
        assert (done.stdout, done.stderr) == ("0\n", ""), command


def test_output_in_a_poor_encoding_is_no_error(stocked: Run) -> None:
    stocked("edit", stocked("search", "birds", "--ids").lines[0], "--title", "Vögel — 鳥")
    for words in (["list"], ["list", "--json"], ["export", "vögel"]):
        env = {**os.environ, "PYTHONIOENCODING": "latin-1"}
        done = subprocess.run([*READLIST, *words], capture_output=True, env=env)
        assert done.returncode == 0
        assert b"gel" in done.stdout


def test_ctrl_c_during_an_import_keeps_what_was_committed(
    readlist: Run, home: Path, tmp_path: Path
) -> None:
    listing = tmp_path / "long.txt"
    listing.write_text("".join(f"Abstract:{_abstract(number)}\n" for number in range(1000)))
    process = subprocess.Popen(
        [*READLIST, "import", str(listing)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    while not _stored(home):
        assert process.poll() is None, "it ended before anything was committed"
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert b"Traceback" not in err
    stored = len(readlist("list").lines)
    assert 0 < stored < 1000
    assert b"stopped on the way" in out
    assert f"{stored:,} new" in out.decode()
    assert "1,000 papers" in readlist("import", str(listing)).out
    assert len(readlist("list").lines) == 1000


def _stored(home: Path) -> int:
    """How many papers are in the library."""
    there = f"{(home / 'library.db').as_uri()}?mode=ro"
    with suppress(sqlite3.OperationalError), closing(sqlite3.connect(there, uri=True)) as db:
        (count,) = db.execute("SELECT count(*) FROM papers").fetchone()
        return int(count)
    return 0


def _abstract(number: int) -> str:
    return (
        f"Trial {number} of the kettle series warms a room of {number + 20} square metres with"
        f" {number % 17} kettles. We report how long it took, who noticed, and what they said of"
        f" the tea, which was of kind {number % 31}. The draught was {number % 7} on our scale."
    )


def test_a_bug_is_one_sentence_and_a_file(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def fails() -> None:
        raise ZeroDivisionError("by zero")

    monkeypatch.setattr(sys, "argv", ["readlist"])
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with pytest.raises(SystemExit) as stopped:
        run(click.Command("x", callback=fails))
    assert stopped.value.code == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert "ZeroDivisionError: by zero" in line
    (kept,) = tmp_path.glob("readlist-*.txt")
    assert str(kept) in line
    assert "Traceback" in kept.read_text()
