"""Verbs of a library on a disk that fills: ``python -m tests.library.full_disk LIBRARY JOB LIMIT``.

No file may grow beyond LIMIT bytes in this process (or, where LIMIT is ``none``, as the disk has
it), which is how a full disk looks to a program. Prints a line of JSON: what the job said, and what
was found on the full disk. Anything but an error with a sentence is a bug, and a traceback.
"""

from __future__ import annotations

import json
import resource
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

from readlist import Library
from readlist.errors import ReadlistError

WORD: Final = "quokka"
"""A word that only the note has."""
MORE: Final = "more.txt"


def note(library: Library) -> None:
    ids = library.select("").ids
    for number in range(12):  # each makes the write-ahead log grow
        library.append_note(ids[-1], f"{WORD} {number} " + "and so on " * 60)
        library.update_index()


def more(library: Library) -> None:
    assert library.path is not None
    report = library.import_files([library.path.parent / MORE], tags=["late"])
    for file in report.files:
        if file.error:
            raise ReadlistError(file.error)


def reindex(library: Library) -> None:
    library.reindex()


JOBS: Final[dict[str, Callable[[Library], None]]] = {
    "note": note,
    "import": more,
    "reindex": reindex,
}


def main(path: Path, job: str, limit: str) -> None:
    if limit != "none":
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # an error instead of an end
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit), resource.RLIM_INFINITY))
    said = None
    found: dict[str, object] = {}
    try:
        with Library.open(path) as library:
            try:
                JOBS[job](library)
            except ReadlistError as error:
                said = str(error)
            for query in ("the", "th*", "is:noted", WORD):
                found[query] = library.search(query).total
            found["papers"] = len(library.papers(list(library.select("").ids)))
    except ReadlistError as error:
        said = said or str(error)
    print(json.dumps({"said": said, "found": found}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
