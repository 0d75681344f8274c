"""The desktop through small programs that a test puts on PATH: real processes, nothing replaced."""

from __future__ import annotations

import base64
import os
import stat
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from readlist import desktop
from readlist.errors import EditorFailed, ReadlistError

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the programs are shell scripts")

Program = Callable[..., Path]


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    """Make a program; PATH holds nothing else, and the environment says nothing of a desktop."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER", "TMUX", "VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    for name in ("WSL_DISTRO_NAME", "WSL_INTEROP"):
        monkeypatch.delenv(name, raising=False)

    def make(name: str, script: str = "", code: int = 0) -> Path:
        """A program that appends its arguments to `<name>.args` and then does `script`."""
        said = tmp_path / f"{name}.args"
        path = folder / name
        path.write_text(f'#!/bin/sh\necho "$@" >> {said}\n{script}\nexit {code}\n')
        path.chmod(0o755)
        return said

    return make


# A browser


def test_a_link_opens_in_the_graphical_browser(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = program("xdg-open")
    monkeypatch.setenv("DISPLAY", ":0")
    assert desktop.open_url("https://example.org/a?b=c&d").how == "xdg-open"
    assert said.read_text() == "https://example.org/a?b=c&d\n"


def test_without_a_display_nothing_is_started(program: Program) -> None:
    said = [program(name) for name in ("xdg-open", "firefox", "lynx", "w3m", "www-browser")]
    assert not desktop.open_url("https://example.org")
    assert not any(path.exists() for path in said)


@pytest.mark.parametrize("display", ["", ":0"])
@pytest.mark.parametrize("browser", ["lynx", "w3m -o color=0", "/usr/bin/www-browser", "links %s"])
def test_a_text_browser_never_starts(
    program: Program, monkeypatch: pytest.MonkeyPatch, browser: str, display: str
) -> None:
    said = [program(name) for name in ("lynx", "w3m", "links", "www-browser")]
    monkeypatch.setenv("BROWSER", browser)
    if display:
        monkeypatch.setenv("DISPLAY", display)
    assert not desktop.open_url("https://example.org")
    assert not any(path.exists() for path in said)


def test_xdg_open_is_not_told_of_a_text_browser(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program("xdg-open", f'echo "browser=$BROWSER" > {tmp_path}/heard')
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setenv("BROWSER", "lynx")
    assert desktop.open_url("https://example.org")
    assert (tmp_path / "heard").read_text() == "browser=\n"


def test_the_users_own_browser_comes_first_even_without_a_display(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    said, other = program("remote-helper"), program("xdg-open")
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setenv("BROWSER", "missing:remote-helper --url=%s")
    assert desktop.open_url("https://example.org").how == "remote-helper"
    assert said.read_text() == "--url=https://example.org\n"
    assert not other.exists()


def test_a_browser_that_fails_gives_way_to_the_next(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    program("xdg-open", code=3)
    said = program("firefox")
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert desktop.open_url("https://example.org").how == "firefox"
    assert said.exists()


def test_a_browser_that_stays_has_opened(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    program("firefox", "exec /bin/sleep 30")
    monkeypatch.setattr(desktop, "_BROWSER_SECONDS", 0.1)
    monkeypatch.setenv("DISPLAY", ":0")
    assert desktop.open_url("https://example.org").how == "firefox"


def test_a_browser_cannot_write_on_our_screen(
    program: Program, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    program("firefox", "echo noise; echo noise >&2; echo noise > /dev/tty")
    monkeypatch.setenv("DISPLAY", ":0")
    assert desktop.open_url("https://example.org")
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "javascript:alert(1)", "--help", "", "https://a b"]
)
def test_only_web_pages_are_opened(
    program: Program, monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    said = program("xdg-open")
    monkeypatch.setenv("DISPLAY", ":0")
    assert not desktop.open_url(url)
    assert not said.exists()


# A clipboard


@pytest.mark.parametrize(
    ("name", "variable"),
    [
        ("wl-copy", "WAYLAND_DISPLAY"),
        ("xclip", "DISPLAY"),
        ("xsel", "DISPLAY"),
        ("tmux", "TMUX"),
    ],
)
def test_copying_by_what_there_is(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, variable: str
) -> None:
    program(name, f"/bin/cat > {tmp_path}/copied")
    monkeypatch.setenv(variable, "0")
    written: list[str] = []
    assert desktop.copy("naïve – π", written.append).how == name
    assert (tmp_path / "copied").read_text("utf-8") == "naïve – π"
    assert not written


def test_windows_clipboard_gets_utf_16_with_a_mark(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program("clip.exe", f"/bin/cat > {tmp_path}/copied")
    monkeypatch.setenv("WSL_DISTRO_NAME", "Debian")
    assert desktop.copy("π").how == "clip.exe"
    assert (tmp_path / "copied").read_bytes().decode("utf-16") == "π"
    assert (tmp_path / "copied").read_bytes()[:2] in (b"\xff\xfe", b"\xfe\xff")


def test_a_clipboard_that_stays_behind_does_not_hold_us(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program("xclip", f"/bin/cat > {tmp_path}/copied\n/bin/sleep 5 &")
    monkeypatch.setattr(desktop, "_CLIPBOARD_SECONDS", 4)
    monkeypatch.setenv("DISPLAY", ":0")
    before = time.monotonic()
    assert desktop.copy("text").how == "xclip"
    assert time.monotonic() - before < 4


def test_a_clipboard_that_hangs_or_fails_gives_way(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program("wl-copy", code=1)
    program("xclip", "exec /bin/sleep 20")
    program("tmux", f"/bin/cat > {tmp_path}/copied")
    monkeypatch.setattr(desktop, "_CLIPBOARD_SECONDS", 0.2)
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "TMUX"):
        monkeypatch.setenv(name, "0")
    assert desktop.copy("text").how == "tmux"
    assert (tmp_path / "copied").read_text() == "text"


def test_a_large_text_that_nobody_reads_is_no_trap(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    program("xclip", code=0)
    monkeypatch.setenv("DISPLAY", ":0")
    assert desktop.copy("x" * 1_000_000).how == "xclip"


def test_the_terminal_itself_is_the_last_way(program: Program) -> None:
    written: list[str] = []
    assert desktop.copy("π", written.append).how == "the terminal"
    (sequence,) = written
    assert sequence.startswith("\x1b]52;c;")
    assert sequence.endswith("\a")
    assert base64.b64decode(sequence[7:-1]).decode() == "π"
    assert not desktop.copy("π")


# An editor


def test_the_editor_changes_the_text(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    program("myeditor", 'for last; do :; done; echo "more" >> "$last"')
    monkeypatch.setenv("EDITOR", "myeditor --wait '+set x'")
    assert desktop.edit_text("first") == "first\nmore"
    assert desktop.edit_text("") == "more"
    assert desktop.edit_text("first\n") == "first\nmore\n"


def test_an_editor_that_only_looks_changes_nothing(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    program("myeditor")
    monkeypatch.setenv("EDITOR", "myeditor")
    for text in ("", "one line", "with an end\n", "\n\nblank\n\n", "é – [MASK]"):
        assert desktop.edit_text(text) == text


def test_an_editor_that_saves_by_replacing_the_file(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    program("myeditor", 'printf "\\357\\273\\277new\\r\\nline\\033" > "$1.x"; /bin/mv "$1.x" "$1"')
    monkeypatch.setenv("EDITOR", "myeditor")
    assert desktop.edit_text("old") == "new\nline"


def test_the_text_is_only_for_its_owner_and_is_gone_afterwards(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program("myeditor", f'/bin/ls -l "$1" > {tmp_path}/listed')
    monkeypatch.setenv("EDITOR", "myeditor")
    desktop.edit_text("secret", suffix=".txt")
    listed = (tmp_path / "listed").read_text()
    assert listed.startswith("-rw-------")
    assert listed.strip().endswith(".txt")
    assert not list(tmp_path.glob("readlist-*"))


def test_which_editor(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(EditorFailed, match=r"no text editor.*\$EDITOR"):
        desktop.editor_command()
    program("vi")
    assert desktop.editor_command() == ["vi"]
    program("nano")
    assert desktop.editor_command() == ["nano"]
    for name in ("one", "two", "three"):
        program(name)
    monkeypatch.setenv("EDITOR", "one")
    assert desktop.editor_command() == ["one"]
    monkeypatch.setenv("VISUAL", "two -a 'b c'")
    assert desktop.editor_command() == ["two", "-a", "b c"]
    assert desktop.editor_command("three") == ["three"]


def test_an_editor_that_is_not_installed(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    program("nano")
    monkeypatch.setenv("EDITOR", "emcas -nw")
    with pytest.raises(ReadlistError, match="emcas is not installed"):
        desktop.edit_text("text")


def test_an_editor_that_cannot_run(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program("myeditor")
    (tmp_path / "bin" / "myeditor").write_bytes(b"\x00\x01 not a program")
    monkeypatch.setenv("EDITOR", "myeditor")
    with pytest.raises(EditorFailed, match="could not be started"):
        desktop.edit_text("text")
    assert not list(tmp_path.glob("readlist-*"))


def test_an_editor_that_fails_keeps_the_text_and_says_where(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program("myeditor", 'echo "half done" >> "$1"', code=7)
    monkeypatch.setenv("EDITOR", "myeditor")
    with pytest.raises(EditorFailed, match="code 7") as failed:
        desktop.edit_text("text")
    (kept,) = tmp_path.glob("readlist-*")
    assert str(kept) in str(failed.value)
    assert kept.read_text() == "text\nhalf done\n"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("script", "says"),
    [('/bin/rm "$1"', "left no file"), ('printf "\\377\\376" > "$1"', "not UTF-8")],
)
def test_an_editor_that_leaves_no_text(
    program: Program, monkeypatch: pytest.MonkeyPatch, script: str, says: str
) -> None:
    program("myeditor", script)
    monkeypatch.setenv("EDITOR", "myeditor")
    with pytest.raises(EditorFailed, match=says):
        desktop.edit_text("text")


def test_interrupting_the_editor_does_not_interrupt_us(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    program("myeditor", f'kill -INT {os.getpid()}; echo "more" >> "$1"')
    monkeypatch.setenv("EDITOR", "myeditor")
    assert desktop.edit_text("first") == "first\nmore"
