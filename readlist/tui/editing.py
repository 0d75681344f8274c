"""A text handed to the user's own editor, and the terminal with it."""

from __future__ import annotations

from typing import Any

from textual.app import App, SuspendNotSupported

from readlist import desktop
from readlist.errors import ReadlistError


def in_editor(app: App[Any], text: str, editor: str | None) -> tuple[str, str]:
    """The text as the user left it, and what went wrong, if something did: then it is as it was.

    `editor`: the user's own choice of one.
    """
    edited, problem = text, ""
    try:
        with app.suspend():
            # Caught in here: an error that left `suspend` would leave the terminal suspended.
            try:
                edited = desktop.edit_text(text, editor=editor)
            except (ReadlistError, OSError) as error:
                problem = str(error)
    except SuspendNotSupported:
        problem = "This terminal cannot be handed to another program"
    return edited, problem
