"""`readlist import` on what people really have: packed, piped, in folders, of no certain format."""

from __future__ import annotations

import fcntl
import gzip
import json
import os
import signal
import subprocess
import sys
import termios
import time
from pathlib import Path
from typing import IO

import pytest

from tests.cli.conftest import MONDAY, READLIST, TUESDAY, Run

BIBTEX = """\
@article{one, title = {Kettles in Networks}, author = {Stone, Ada}, year = 2021,
  abstract = {Kettles that talk to each other boil water later but together.}}

@article{two, title = {Moss on Stones, author = {Wu, Bo},
  year = 2020

@misc{three, title = {Counting Birds}, author = {Wu, Bo}, year = {2019}}
"""


def test_help_lists_the_formats(readlist: Run) -> None:
    shown = readlist("import", "--help").out
    assert "--format NAME" in shown
    for name in ("trending", "abstracts", "bibtex", "jsonl"):
        assert f"\n  {name} " in shown


def test_packed_listings_come_by_name_and_by_pipe(readlist: Run, tmp_path: Path) -> None:
    data = gzip.compress(MONDAY.encode())
    (tmp_path / "monday.txt.gz").write_bytes(data)
    assert "3 papers, 3 new" in readlist("import", str(tmp_path / "monday.txt.gz")).out
    assert "imported before" in readlist("import", "-", stdin=data).out
    cut = readlist("import", "-", stdin=data[:-30])
    assert cut.code == 2
    assert cut.err.startswith("readlist: stdin: its packed data is cut off; ")
    assert len(cut.err.splitlines()) == 1


def test_a_folder_and_what_is_skipped_in_it(readlist: Run, listings: Path) -> None:
    (listings / ".cache").write_text("x")
    (listings / "paper.pdf").write_bytes(b"%PDF-1.7\n")
    done = readlist("import", str(listings))
    assert done.code == 0
    assert done.lines[-2] == (
        f"2 files skipped: 1 hidden ({listings / '.cache'}), 1 binary ({listings / 'paper.pdf'})"
    )
    assert done.lines[-1].startswith("7 papers in 3 files, 5 new, 2 known; ")
    report = readlist("import", "--json", str(listings)).json
    assert [entry["why"] for entry in report["skipped"]] == ["hidden", "binary"]
    assert len(report["files"]) == 3


def test_the_library_does_not_read_itself(stocked: Run, home: Path, listings: Path) -> None:
    itself = stocked("import", str(home / "library.db"))
    assert (itself.code, itself.out) == (2, "")
    assert itself.err.endswith("library.db: is the library itself; name a file to import\n")
    (home / "listing.txt").write_bytes((listings / "monday.txt").read_bytes())
    (home / "other.txt").symlink_to(home / "library.db")
    report = stocked("import", str(home), "--json").json
    assert [file["name"] for file in report["files"]] == [str(home / "listing.txt")]
    skipped = {Path(each["name"]).name: each["why"] for each in report["skipped"]}
    assert skipped["library.db"] == skipped["other.txt"] == "of the library itself"


def test_a_folder_of_no_listings_is_an_error(readlist: Run, tmp_path: Path) -> None:
    folder = tmp_path / "pictures"
    folder.mkdir()
    assert "holds no file to import" in readlist("import", str(folder)).err
    (folder / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    done = readlist("import", str(folder))
    assert (done.code, done.out) == (2, "")
    assert done.err == f"readlist: 1 file skipped: 1 binary ({folder / 'a.png'})\n"


def test_no_name_at_all_is_not_the_folder_we_are_in(
    readlist: Run, listings: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(listings)
    done = readlist("import", "")
    assert done.code == 2
    assert done.err == "readlist: '': no such file; check the name\n"


def test_names_with_odd_characters_are_said_on_one_line(readlist: Run, tmp_path: Path) -> None:
    names = ["new\nline.txt", "esc\x1b[31m.txt", os.fsdecode(b"caf\xe9.txt")]
    for name, text in zip(names, (MONDAY, TUESDAY, "\n"), strict=True):
        (tmp_path / name).write_text(text)
    done = readlist("import", *(str(tmp_path / name) for name in names))
    assert done.code == 2
    assert "new line.txt: 3 papers" in done.lines[0]
    assert "\x1b" not in done.out + done.err
    assert "caf\ufffd.txt: the file is empty" in done.err
    files = readlist("import", "--json", *(str(tmp_path / name) for name in names)).json["files"]
    assert files[0]["name"].endswith("new\nline.txt")


def test_what_is_broken_is_told_with_its_line(readlist: Run, tmp_path: Path) -> None:
    file = tmp_path / "broken.bib"
    file.write_text(BIBTEX)
    report = readlist("import", "--json", str(file)).json["files"][0]
    assert report["records"] == 3, "what is whole of a broken entry is kept"
    assert [problem["line"] for problem in report["problems"]] == [4]
    said = readlist("import", str(file)).lines[0]
    assert "; 1 entry is broken: line 4 (" in said


def test_candidates_of_an_uncertain_file_are_named(readlist: Run, tmp_path: Path) -> None:
    file = tmp_path / "some.txt"
    file.write_text("A Title of Something\nAnd then some text about it that goes on a little.\n")
    done = readlist("import", "--json", str(file))
    assert done.code == 2
    (entry,) = done.json["files"]
    assert entry["error"]
    assert isinstance(entry["candidates"], list)
    assert done.err == f"readlist: {entry['error'].rstrip('.')}\n"


def test_waiting_for_stdin_ends_with_ctrl_c(home: Path) -> None:
    """The first one is enough."""
    waiting = subprocess.Popen(
        [*READLIST, "import", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert waiting.stdin is not None
    waiting.stdin.write("A line\n")
    waiting.stdin.flush()
    deadline = time.monotonic() + 60
    while _unread(waiting.stdin) and time.monotonic() < deadline:
        time.sleep(0.02)
    waiting.send_signal(signal.SIGINT)
    _, said = waiting.communicate(timeout=60)
    assert waiting.returncode == 130
    assert said.strip().startswith("readlist: stopped")


def _unread(pipe: IO[str]) -> int:
    """How many bytes nobody has read yet at the other end."""
    return int.from_bytes(fcntl.ioctl(pipe, termios.FIONREAD, bytes(4)), sys.byteorder)


def test_the_shells_pipes_are_files(home: Path, listings: Path) -> None:
    done = subprocess.run(
        ["bash", "-c", f'"$@" import --json <(cat "{listings / "monday.txt"}")', "-", *READLIST],
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(done.stdout)["files"][0]["new"] == 3
