"""A query answered, with all the screen needs to show it. Runs on the search thread."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from readlist.errors import ReadlistError
from readlist.library import Beginning, Library, View
from readlist.paper import Counts, Filled, Paper, SavedSearch

if TYPE_CHECKING:
    from readlist.library import Results, Stop
    from readlist.tui.remembered import Remembered

_SIMILAR = re.compile(r"(?<![\w:-])similar:([\w./-]+)")
_AHEAD = 40
"""So many papers of a list are likely to be seen at once."""
_SAMPLE = 200
"""So many papers of a long list stand for all of them, to tell which columns are of use."""
_SAMPLED_FIRST = 50
"""The same while somebody waits for the first papers."""
_FIRST = 2_000
"""So many papers are read before anything is drawn: a list of no more is all there at once."""

APP = View(skipped=False)
"""How the screen lists what a query does not say: what was skipped has a list of its own."""


class Found(NamedTuple):
    """What a query found, and how the library was when it did."""

    text: str
    results: Results
    counts: Counts
    searches: tuple[SavedSearch, ...]
    filled: Filled
    """What there is to show of its papers."""
    version: object
    longer: tuple[str, int] | None = None
    """The query with its last word gone on with, and how many papers that finds."""
    near: Paper | None = None
    """The paper to which the query asks for similar ones."""


class Opening(NamedTuple):
    """What the screen opens with, before the list is known."""

    beginning: Beginning
    sort: str
    filled: Filled
    searches: tuple[SavedSearch, ...]
    counts: Counts | None
    """None: there is too much to count."""


def opening(library: Library, left: Remembered, most: int = _FIRST) -> Opening:
    """The first papers, from where the screen was left; of a small library all it shows at first.

    There are none of a large one that is to be in another order than the usual one: that has to be
    made.
    """
    beginning = library.beginning(left.paper, most)
    counts = library.counts() if beginning.whole else None
    if left.sort is not None:
        ids = library.search("", wait=False, view=left.view).ids if beginning.whole else ()
        at = ids.index(left.paper) if left.paper in ids else 0
        beginning = Beginning(ids, at, beginning.whole)
    sample = beginning.ids[:: len(beginning.ids) // _SAMPLED_FIRST + 1]
    searches = tuple(library.searches.all())
    return Opening(beginning, left.sort or "added", library.filled(sample), searches, counts)


def answer(
    library: Library,
    text: str,
    stop: Stop | None = None,
    *,
    typing: bool = False,
    view: View = APP,
) -> Found:
    """Answer a query without waiting for what is yet to be indexed.

    Raises `Stopped` once `stop` says so.
    """
    version = library.data_version()
    results = library.search(text, typing=typing, wait=False, stop=stop, view=view)
    sample = results.ids[:: len(results.ids) // _SAMPLE + 1]
    filled = library.filled(sample)
    searches = tuple(library.searches.all())
    if results.explain is not None:
        for paper_id in results.ids[:_AHEAD]:
            results.why(paper_id)  # it remembers that, and the screen has not to wait
    near = _named(library, text) if "similar:" in text else None
    return Found(text, results, library.counts(), searches, filled, version, near=near)


def _named(library: Library, text: str) -> Paper | None:
    """The paper that is named behind ``similar:``, if there is one."""
    named = _SIMILAR.search(text)
    try:
        return library.paper(named[1]) if named and named[1] != "starred" else None
    except ReadlistError:  # no paper; the results say that
        return None
