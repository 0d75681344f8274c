"""Writing the index: all of it, and what one changed paper costs, beside plain Whoosh."""

from __future__ import annotations

import shutil
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any, Final

from whoosh.index import create_in, open_dir

from readlist import Library
from readlist.search.schema import make_schema
from tests.benchmarks.figures import Figure, alternately, faster_than
from tests.benchmarks.papers import made_up
from tests.benchmarks.rivals import Whoosh
from tests.benchmarks.shelf import Shelf

_ROUNDS: Final = 2
_UPDATES: Final = 15


def build(shelf: Shelf) -> Figure:
    """The whole index from the library, beside Whoosh's own writer given the same text."""
    with tempfile.TemporaryDirectory() as folder, shelf.copy(Path(folder)).open() as library:
        ours, theirs = alternately(
            _ROUNDS, lambda: _timed(library.reindex), lambda: _plain_build(shelf.papers)
        )
    return Figure(
        f"making the index of {shelf.papers:,} papers",
        f"{shelf.papers / ours:,.0f} /s",
        f"plain Whoosh: {shelf.papers / theirs:,.0f} /s",
        f"{theirs / ours:.2f} ×",
        "",
        None,
    )


def _timed(job: Any) -> float:
    start = time.perf_counter()
    job()
    return time.perf_counter() - start


def _plain_build(count: int) -> float:
    texts = [{"title": paper.title, "abstract": paper.abstract} for paper in made_up(count)]
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        writer = create_in(folder, make_schema()).writer()
        for row, fields in enumerate(texts):
            writer.add_document(row=row, **{name: text for name, text in fields.items() if text})
        writer.commit()
        return time.perf_counter() - start


def one_paper(shelf: Shelf) -> list[Figure]:
    """A note is written on a paper, and the index follows; beside Whoosh with its own commit."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        copy = shelf.copy(folder)
        plain = folder / "plain"
        shutil.copytree(Whoosh().prepare(shelf), plain)
        with copy.open() as library:
            ids = library.select("").ids[:: max(shelf.papers // _UPDATES, 1)][:_UPDATES]
            times = [
                (_update(library, paper_id, number), _plain_update(plain, number + 1))
                for number, paper_id in enumerate(ids)
            ]
    ours, theirs = [pair[0] for pair in times], [pair[1] for pair in times]
    what = f"one changed paper made searchable, {shelf.papers:,} papers"
    return [faster_than(what, median(ours), median(theirs), "Whoosh's own commit")]


def _update(library: Library, paper_id: str, number: int) -> float:
    library.set_note(paper_id, f"seen again, {number} times")
    return _timed(library.update_index)


def _plain_update(folder: Path, row: int) -> float:
    """Whoosh opened beforehand, as readlist is."""
    index = open_dir(str(folder))
    start = time.perf_counter()
    writer = index.writer()
    writer.update_document(row=row, title="Seen again", note=f"seen again, {row} times")
    writer.commit()
    return time.perf_counter() - start
