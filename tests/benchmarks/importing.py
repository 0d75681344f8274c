"""How fast papers come in, beside putting the same text into a plain Whoosh index, and whether it
takes more memory the more of them there are."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from whoosh.index import create_in

from readlist import Library, readers
from readlist.library import Progress
from readlist.search.schema import make_schema
from tests.benchmarks.figures import Figure, alternately
from tests.benchmarks.papers import made_up, write_listing
from tests.benchmarks.startup import unshared

_MEGABYTE: Final = 1_000_000
_ENOUGH: Final = 20_000
"""With more records than this, once is enough: it takes minutes."""
_MOST_GROWTH: Final = 1.1


def throughput(count: int) -> Figure:
    """Importing a listing into an empty library — read, matched, stored with its history, indexed —
    beside Whoosh's own writer with the same fields and analysis and nothing else."""
    with tempfile.TemporaryDirectory() as folder:
        listing = write_listing(Path(folder) / "listing.txt", count)
        few = write_listing(Path(folder) / "few.txt", 50)
        return _beside_whoosh(f"importing {count:,} records", listing, few, "trending", count)


def lines(count: int) -> list[Figure]:
    """The same for arXiv's metadata, a JSON object a line, and what memory it takes meanwhile."""
    with tempfile.TemporaryDirectory() as folder:
        snapshot = write_snapshot(Path(folder) / "snapshot.jsonl", count)
        few = write_snapshot(Path(folder) / "few.jsonl", 50)
        what = f"importing {count:,} lines of JSON"
        return [
            _beside_whoosh(what, snapshot, few, "jsonl", count),
            _memory(snapshot, count),
        ]


def write_snapshot(file: Path, count: int) -> Path:
    """Write made-up papers as arXiv's metadata comes in bulk; returns the file."""
    with file.open("w", encoding="utf-8") as out:
        for number, paper in enumerate(made_up(count)):
            month, place = divmod(number, 90_000)
            entry = {
                "id": f"{2001 + month}.{place:05d}",
                "submitter": "A. Stone",
                "authors": "Ada Stone, Bo Wu and Carla N. Reyes",
                "title": paper.title or f"Untitled Work {number}",
                "comments": "12 pages",
                "journal-ref": None,
                "doi": None,
                "categories": "cs.CV cs.LG",
                "abstract": f"  {paper.abstract}\n",
                "versions": [{"version": "v1", "created": "Mon, 6 Jan 2020 09:00:00 GMT"}],
                "update_date": "2020-01-07",
                "authors_parsed": [["Stone", "Ada", ""], ["Wu", "Bo", ""], ["Reyes", "C. N.", ""]],
            }
            out.write(f"{json.dumps(entry)}\n")
    return file


def _beside_whoosh(what: str, file: Path, few: Path, format: str, count: int) -> Figure:
    for warm in (_import, _index):
        warm(few, format)
    rounds = 2 if count <= _ENOUGH else 1
    ours, theirs = alternately(rounds, lambda: _import(file, format), lambda: _index(file, format))
    ratio = theirs / ours
    return Figure(
        what,
        f"{count / ours:,.0f} /s",
        f"plain Whoosh: {count / theirs:,.0f} /s",
        f"{ratio:.2f} ×",
        "≥ 0.8 ×",
        ratio >= 0.8,
    )


def _memory(file: Path, count: int) -> Figure:
    """What of memory is a process's own while records come in; it is to stay as it is."""
    done = subprocess.run(
        [sys.executable, "-m", __name__, str(file)], stdout=subprocess.PIPE, check=True
    )
    held = [int(word) for word in done.stdout.split()]
    early, most = max(held[: max(1, len(held) // 10)]), max(held)
    return Figure(
        f"memory while {count:,} lines of JSON come in",
        f"{most / _MEGABYTE:.0f} MB",
        f"their first tenth: {early / _MEGABYTE:.0f} MB",
        f"{most / early:.2f} ×",
        f"≤ {_MOST_GROWTH} ×",
        most <= _MOST_GROWTH * early,
    )


def _import(file: Path, format: str, told: Callable[[Progress], None] | None = None) -> float:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with Library.open(folder / "library.db", indexes=folder) as library:
            start = time.perf_counter()
            library.import_files([file], format=format, progress=told)
            return time.perf_counter() - start


def _index(file: Path, format: str) -> float:
    records = readers.read(file.read_text(encoding="utf-8"), format).records
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        writer = create_in(folder, make_schema()).writer()
        for row, record in enumerate(records):
            texts = {"title": record.title, "abstract": record.abstract}
            writer.add_document(row=row, **{name: text for name, text in texts.items() if text})
        writer.commit()
        return time.perf_counter() - start


if __name__ == "__main__":
    _import(Path(sys.argv[1]), "jsonl", lambda _: print(unshared()))
