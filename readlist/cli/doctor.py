"""`readlist doctor`: is everything as it should be, and what to do where it is not."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from readlist.cli.base import DONE, NOT_ALL, Session, TextCommand, pass_session, say_json
from readlist.errors import ReadlistError

if TYPE_CHECKING:
    from readlist.library.doctor import Check


@click.command(cls=TextCommand)
@click.option("--json", "as_json", is_flag=True, help="JSON.")
@pass_session
def doctor(session: Session, as_json: bool) -> int:
    """Look over the library, its search index, the settings and the terminal.

    Reads library and index through and mends nothing: each line says how a thing is and, where it
    is wrong, what to do. Exit code 1 if anything is.
    """
    settings, editor = _settings(session)
    checks = [*_library(session), settings, _terminal(editor)]
    well = all(check.well for check in checks)
    if as_json:
        found = [asdict(check) | {"well": check.well} for check in checks]
        say_json({"well": well, "checks": found})
    else:
        for check in checks:
            click.echo(_line(check))
    return DONE if well else NOT_ALL


def _library(session: Session) -> Iterator[Check]:
    from readlist.library import Library
    from readlist.library.doctor import Check, versions

    path = session.library_path
    try:
        with Library.open(path, create=False) as library:
            if library.path is not None:
                yield from library.doctor().checks
                return
    except ReadlistError as error:
        yield Check("library", str(error), "nothing else of the library could be looked at")
    else:
        yield Check("library", f"there is none at {path} yet; readlist import makes one")
    yield versions()


def _settings(session: Session) -> tuple[Check, str | None]:
    """How the config file is, and the editor it names."""
    from readlist.library.doctor import Check

    path = session.paths.config
    try:
        config = session.screen_config
    except ReadlistError as error:
        remedy = "mend or remove what is wrong; the app does not open so"
        return Check("settings", str(error).replace("\n", "; "), remedy), None
    there = "understood" if path.exists() else "not there, so all is as delivered"
    return Check("settings", f"{path} is {there}"), config.editor


def _terminal(preferred: str | None) -> Check:
    """What can be told of the terminal, the editor and the clipboard without using them."""
    from readlist.desktop import clipboard_program, editor_command
    from readlist.library.doctor import Check

    wrong = []
    try:
        editor = editor_command(preferred)[0]
    except ReadlistError as error:
        editor = "no editor"
        wrong.append(str(error))
    clipboard = clipboard_program() or "the clipboard by the terminal (some ignore it)"
    encoding = sys.stdout.encoding or ""
    if "utf" not in encoding.lower():
        wrong.append(f"set a UTF-8 locale: with {encoding or 'none'} some letters become ?")
    terminal = os.environ.get("TERM") or "no TERM"
    return Check("terminal", f"{terminal}, {encoding}, {editor}, {clipboard}", "; ".join(wrong))


def _line(check: Check) -> str:
    if not sys.stdout.isatty():
        return "\t".join(["well" if check.well else "wrong", check.about, check.text, check.remedy])
    mark = click.style("✓", fg="green") if check.well else click.style("✗", fg="red", bold=True)
    line = f"{mark} {check.about:<9} {check.text}"
    return f"{line}\n  {'':<9} → {check.remedy}" if check.remedy else line
