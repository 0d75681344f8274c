"""`readlist demo`: the program on a throw-away copy of the bundled sample library."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from readlist.cli import output
from readlist.cli.base import DONE, Session, TextCommand, pass_session

if TYPE_CHECKING:
    from readlist.library import ImportReport, Library

TOUR_QUERY = "attention"
TOUR_NOTE = "Compare with the recurrent baseline before Thursday."
TOUR_WORDS = "Fewer trips to slow memory"
TOUR_REMARK = "compare with our table 2"


@click.command(cls=TextCommand)
@pass_session
def demo(session: Session) -> int:
    """Try readlist on sample papers; nothing of yours is touched.

    Without a terminal it does the same job as text: import, search, star, export.
    """
    with _sample_library() as (library, report):
        if sys.stdin.isatty() and sys.stdout.isatty():
            from readlist.library import samples
            from readlist.tui import run as run_app

            samples.begin(library)
            return run_app(library, session.screen_config, demo=True)
        _tour(library, report)
    return DONE


@contextmanager
def _sample_library() -> Iterator[tuple[Library, ImportReport]]:
    from readlist.library import Library, samples

    with tempfile.TemporaryDirectory(prefix="readlist-demo-") as folder:
        root = Path(folder)
        library = Library.open(root / "library.db", create=True, indexes=root / "index")
        try:
            yield library, samples.come_in(library)
        finally:
            library.close()


def _tour(library: Library, report: ImportReport) -> None:
    """The main job as text: what came in, a search, marks, a mistake undone, the Markdown."""
    _command("import *.txt")
    for sentence in report.sentences():
        click.echo(sentence)
    _command(f"search {TOUR_QUERY}")
    results = library.search(TOUR_QUERY, limit=5)
    output.papers(library, results.ids)
    chosen, other = results.ids[:2], results.ids[2]
    _command(f"star {' '.join(chosen)}")
    click.echo(library.star(chosen).message)
    _command(f"tag +reading-group {' '.join(chosen)}")
    click.echo(library.tag(chosen, ["reading-group"]).message)
    _command(f'note {chosen[0]} "{TOUR_NOTE}"')
    library.append_note(chosen[0], TOUR_NOTE)
    click.echo("Added to the note")
    _command(f'highlight {chosen[1]} {TOUR_WORDS} --remark "{TOUR_REMARK}"')
    click.echo(library.highlights.mark(chosen[1], TOUR_WORDS, TOUR_REMARK).message)
    _command(f"delete {other}")
    click.echo(library.delete([other]).message)
    _command("undo")
    click.echo(f"Undone: {library.undo().label}")
    _command("export --starred")
    starred = library.select("", starred=True)
    click.echo(library.export(starred.ids, "markdown", title="starred"), nl=False)
    click.echo("\nOn a terminal, readlist demo opens the app.", err=True)


def _command(text: str) -> None:
    click.echo(f"\n$ readlist {text}")
