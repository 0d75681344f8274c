"""Papers written to a file, from any screen that has some: where to is asked, then it is done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from readlist.library.exporting import write_papers

if TYPE_CHECKING:
    from readlist.tui.screens.export import ExportChoice
    from readlist.tui.screens.hand import HandScreen


def export_papers(screen: HandScreen, ids: Sequence[str], title: str) -> None:
    """Ask where to write papers and in which format, and write them. `title`: what they are."""
    from readlist.tui.screens.export import ExportScreen

    def export(choice: ExportChoice | None) -> None:
        if choice is not None:
            screen.work(_export(screen, choice, ids, title), group="desktop")

    formats = screen.library.export_formats()
    screen.app.push_screen(ExportScreen(f"{file_name(title)}.md", formats, len(ids)), export)


async def _export(screen: HandScreen, choice: ExportChoice, ids: Sequence[str], title: str) -> None:
    def write() -> str:
        text = screen.library.export(ids, choice.format, title=title, abstracts=choice.abstracts)
        return write_papers(choice.path, text, len(ids))

    await screen.jobs.written()  # a star given just before is meant as well
    screen.say(await screen.jobs.help(write))


def file_name(title: str) -> str:
    """What to call a file of papers: ``starred`` for ``is:starred``."""
    words = title.replace("is:", "").replace("tag:", "").replace("source:", "")
    name = "-".join("".join(c if c.isalnum() or c in "._" else " " for c in words).split())
    return name[:60] or "papers"
