"""How fast papers come in, beside putting the same text into a plain Whoosh index."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from typing import Final

from whoosh.index import create_in

from readlist import Library, readers
from readlist.search.schema import make_schema
from tests.benchmarks.figures import Figure, alternately
from tests.benchmarks.papers import write_listing

ROUNDS: Final = 2


def throughput(count: int) -> Figure:
    """Importing a listing into an empty library — read, matched, stored with its history, indexed —
    beside Whoosh's own writer with the same fields and analysis and nothing else."""
    with tempfile.TemporaryDirectory() as folder:
        listing = write_listing(Path(folder) / "listing.txt", count)
        for warm in (_import, _index):
            warm(write_listing(Path(folder) / "few.txt", 50))
        ours, theirs = alternately(ROUNDS, lambda: _import(listing), lambda: _index(listing))
    ratio = theirs / ours
    return Figure(
        f"importing {count:,} records",
        f"{count / ours:,.0f} /s",
        f"plain Whoosh: {count / theirs:,.0f} /s",
        f"{ratio:.2f} ×",
        "≥ 0.8 ×",
        ratio >= 0.8,
    )


def _import(listing: Path) -> float:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with Library.open(folder / "library.db", indexes=folder) as library:
            start = time.perf_counter()
            library.import_files([listing])
            return time.perf_counter() - start


def _index(listing: Path) -> float:
    records = readers.read(listing.read_text(encoding="utf-8")).records
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        writer = create_in(folder, make_schema()).writer()
        for row, record in enumerate(records):
            texts = {"title": record.title, "abstract": record.abstract}
            writer.add_document(row=row, **{name: text for name, text in texts.items() if text})
        writer.commit()
        return time.perf_counter() - start
