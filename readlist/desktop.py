"""The desktop around the terminal: a browser, a clipboard, a text editor.

Each is somebody else's program, so each is found when it is wanted, started apart from our
terminal (the editor excepted, which needs it) and never waited for without a limit. What was
used is told to the caller, who says it to the user: none of them can be trusted to have worked.
"""

from __future__ import annotations

import base64
import contextlib
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from .errors import EditorFailed
from .paper import clean

# They would draw over the screen of the app; `sensible-browser` falls back on one of them.
_TEXT_BROWSERS = re.compile(
    "browsh|carbonyl|elinks|links2?|lynx|retawq|sensible-browser|w3m|www-browser"
)
_GRAPHICAL_BROWSERS = ("x-www-browser", "firefox", "google-chrome", "chromium", "microsoft-edge")
# What `xdg-open` waits for is the desktop's affair; one that has not failed by then has worked.
_BROWSER_SECONDS = 2.0
_CLIPBOARD_SECONDS = 3.0


class Opened(NamedTuple):
    """How a link was opened: the program's name, or None when there was no way."""

    how: str | None

    def __bool__(self) -> bool:
        return self.how is not None


class Copied(NamedTuple):
    """Which way a text was handed to a clipboard, in words; None when there was no way."""

    how: str | None

    def __bool__(self) -> bool:
        return self.how is not None


def open_url(url: str) -> Opened:
    """Open a web page in a graphical browser; never start a text browser.

    May wait for up to two seconds per program tried, so the app calls it off its main thread.
    Anything but http and https is refused: links come out of files somebody else wrote.
    """
    if not url.lower().startswith(("http://", "https://")) or any(c.isspace() for c in url):
        return Opened(None)
    if sys.platform == "win32":
        try:
            os.startfile(url)
        except OSError:
            return Opened(None)
        return Opened("the default browser")
    for command in _browsers(url):
        if _started(command):
            return Opened(Path(command[0]).name)
    return Opened(None)


def copy(text: str, write: Callable[[str], object] | None = None) -> Copied:
    """Put a text on the clipboard, by the first way that takes it.

    wl-copy, xclip, xsel, pbcopy, clip.exe; else tmux's buffer; else, if `write` can reach the
    terminal, the escape sequence OSC 52, which no terminal acknowledges and some ignore.
    """
    for command, encoding in _clipboards():
        if _fed(command, text.encode(encoding, "replace")):
            return Copied(Path(command[0]).name)
    if write is not None:
        write(osc52(text))
        return Copied("the terminal")
    return Copied(None)


def clipboard_program() -> str | None:
    """The program that `copy` would try first, of those that are installed."""
    names = (command[0] for command, _ in _clipboards())
    return next((name for name in names if shutil.which(name)), None)


def osc52(text: str) -> str:
    """The escape sequence that asks a terminal to put a text on its user's clipboard."""
    return f"\x1b]52;c;{base64.b64encode(text.encode('utf-8', 'replace')).decode()}\a"


def editor_command(preferred: str | None = None) -> list[str]:
    """The user's text editor with its arguments: `preferred`, $VISUAL, $EDITOR, or a usual one.

    Raises EditorFailed if there is none, or the one that was named is not installed.
    """
    for named in (preferred, os.environ.get("VISUAL"), os.environ.get("EDITOR")):
        if named and named.strip():
            command = _split(named)
            if shutil.which(command[0]) is None:
                raise EditorFailed(
                    f"the editor {command[0]} is not installed; set $EDITOR to one that is"
                )
            return command
    for usual in ("notepad",) if sys.platform == "win32" else ("editor", "nano", "vim", "vi"):
        if shutil.which(usual):
            return [usual]
    raise EditorFailed("no text editor was found; set $EDITOR to the one you use")


def edit_text(text: str, suffix: str = ".md", editor: str | None = None) -> str:
    """Let the user change a text in their own editor; the terminal is the editor's meanwhile.

    The text lies in a temporary file only its owner may read. Raises EditorFailed when there is no
    editor, when it fails, or when what it leaves is not text; the file is then kept and named.
    """
    command = editor_command(editor)
    path = keep_text(text if not text or text.endswith("\n") else text + "\n", suffix)
    try:
        with _keys_go_to_the_child():
            code = subprocess.run([*command, str(path)], check=False).returncode
    except OSError as error:
        path.unlink()
        raise EditorFailed(
            f"the editor {command[0]} could not be started ({error.strerror}); set $EDITOR"
        ) from error
    if code != 0:
        raise EditorFailed(
            f"the editor {command[0]} ended with code {code}; nothing was changed, "
            f"and the text is kept in {path}"
        )
    try:
        edited = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise EditorFailed(
            f"the editor {command[0]} left no file at {path}; nothing was changed"
        ) from error
    except UnicodeDecodeError as error:
        raise EditorFailed(
            f"the editor saved something that is not UTF-8 text; it is kept in {path}"
        ) from error
    path.unlink(missing_ok=True)
    edited = clean(edited)
    return edited if text.endswith("\n") else edited.removesuffix("\n")


def keep_text(text: str, suffix: str = ".md") -> Path:
    """Write a text to a new temporary file that only its owner may read, and say where."""
    handle, name = tempfile.mkstemp(prefix="readlist-", suffix=suffix)
    with os.fdopen(handle, "wb") as file:
        file.write(text.encode("utf-8", "replace"))
    return Path(name)


def _browsers(url: str) -> Iterator[list[str]]:
    """Commands that would show `url` in a window, the user's own choice first."""
    for choice in os.environ.get("BROWSER", "").split(os.pathsep):
        command = _split(choice) if choice.strip() else []
        if command and not _is_text_browser(command):
            given = [part.replace("%s", url) for part in command]
            yield given if given != command else [*command, url]
    if sys.platform == "darwin":
        yield ["open", url]
    elif _in_wsl() and shutil.which("wslview"):
        yield ["wslview", url]
    elif _has_display():
        yield ["xdg-open", url]
        yield ["gio", "open", url]
        for name in _GRAPHICAL_BROWSERS:
            yield [name, url]


def _clipboards() -> Iterator[tuple[list[str], str]]:
    """Commands that take a text on their standard input, with the encoding they expect."""
    if sys.platform == "darwin":
        yield ["pbcopy"], "utf-8"
    if os.environ.get("WAYLAND_DISPLAY"):
        yield ["wl-copy"], "utf-8"
    if os.environ.get("DISPLAY"):
        yield ["xclip", "-selection", "clipboard"], "utf-8"
        yield ["xsel", "--clipboard", "--input"], "utf-8"
    if sys.platform == "win32" or _in_wsl():
        yield ["clip.exe"], "utf-16"  # with its byte order mark; else it is read as the OEM page
    if os.environ.get("TMUX"):
        yield ["tmux", "load-buffer", "-w", "-"], "utf-8"


def _started(command: Sequence[str]) -> bool:
    """Start a program that opens a window; True unless it is missing or soon says it failed."""
    if shutil.which(command[0]) is None:
        return False
    try:
        # No terminal at all: should a text browser hide behind it, it cannot draw on ours.
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            env=_environment(),
        )
    except OSError:
        return False
    try:
        return process.wait(_BROWSER_SECONDS) == 0
    except subprocess.TimeoutExpired:
        threading.Thread(target=process.wait, daemon=True).start()  # no zombie when it ends
        return True


def _fed(command: Sequence[str], data: bytes) -> bool:
    """Run a program with `data` as its input; True if it ends well within the limit.

    Its output goes nowhere: xclip and wl-copy stay behind to serve the clipboard, and would hold
    a pipe of ours open for as long.
    """
    if shutil.which(command[0]) is None:
        return False
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        return False
    try:
        process.communicate(data, timeout=_CLIPBOARD_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        return False
    return process.returncode == 0


def _environment() -> Mapping[str, str]:
    """Our environment without a $BROWSER that is a text browser: xdg-open would obey it."""
    choices = os.environ.get("BROWSER", "").split(os.pathsep)
    if any(choice.strip() and _is_text_browser(_split(choice)) for choice in choices):
        return {name: value for name, value in os.environ.items() if name != "BROWSER"}
    return os.environ


def _is_text_browser(command: Sequence[str]) -> bool:
    return _TEXT_BROWSERS.fullmatch(Path(command[0]).name) is not None


def _has_display() -> bool:
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _in_wsl() -> bool:
    return bool(os.environ.get("WSL_DISTRO_NAME") or os.environ.get("WSL_INTEROP"))


def _split(command: str) -> list[str]:
    """A command line in words; one with an open quote is taken at its spaces."""
    if sys.platform == "win32":
        return [part.strip('"') for part in shlex.split(command, posix=False)]
    try:
        return shlex.split(command) or command.split()
    except ValueError:
        return command.split()


@contextlib.contextmanager
def _keys_go_to_the_child() -> Iterator[None]:
    """^C in the editor is the editor's; the terminal sends it to us as well.

    A handler that does nothing, not SIG_IGN: an ignored signal would stay ignored in the child.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
