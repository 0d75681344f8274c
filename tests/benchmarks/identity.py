"""Finding what a record may be among many papers: how fast, at what size, and how much is found."""

from __future__ import annotations

import random
import sqlite3
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Final

from readlist import identity
from readlist.identity.likeness import shingles_of
from readlist.library.matching import _MOST_LIKE, Matcher
from readlist.paper import Fields
from tests.benchmarks.figures import Figure, seconds
from tests.benchmarks.papers import made_up
from tests.benchmarks.shelf import Shelf

_CHANGED: Final = 2_000
"""Abstracts that are changed and looked for; half as many titles."""
_BANDS: Final = ((0.6, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 1.01))


@dataclass(frozen=True, slots=True)
class _Changed:
    """An abstract that is like that of the paper `number` (from 0, in the order of the listing)."""

    number: int
    text: str


def finding_doubles(shelf: Shelf) -> list[Figure]:
    """Time, disk, what is found by how much is the same, and what is asked about for nothing."""
    papers = list(made_up(shelf.papers))
    changed = list(_changed([paper.abstract for paper in papers]))
    exact = _alike(changed, [paper.abstract for paper in papers])
    return [
        *_times(shelf, changed),
        _disk(shelf),
        *_recall(shelf, changed, exact),
        _asked(shelf),
    ]


def _changed(abstracts: Sequence[str]) -> Iterable[_Changed]:
    """Abstracts cut off, shortened in the middle, or with words exchanged here and there."""
    dice = random.Random("changed")
    for turn in range(_CHANGED):
        number = dice.randrange(len(abstracts))
        words = abstracts[number].split()
        size = len(words)
        match turn % 4:
            case 0:
                words = words[: dice.randint(34, size)]
            case 1:
                start = dice.randrange(size // 2)
                words = words[start : start + dice.randint(30, size)]
            case 2:
                start, lost = dice.randrange(size), dice.randint(1, size // 3)
                words[start : start + lost] = (str(number) + words[0]).split() * dice.randint(1, 40)
            case _:
                for _ in range(dice.randint(1, 14)):
                    words[dice.randrange(size)] = f"w{dice.randrange(10**6)}"
        yield _Changed(number, " ".join(words))


def _alike(changed: Sequence[_Changed], abstracts: Sequence[str]) -> list[dict[int, float]]:
    """For each, the papers that are alike and how much: by looking at every one."""
    ours = [shingles_of(each.text) for each in changed]
    wanted: dict[int, list[int]] = defaultdict(list)
    for place, shingles in enumerate(ours):
        for value in shingles:
            wanted[value].append(place)
    found: list[dict[int, float]] = [{} for _ in changed]
    for number, abstract in enumerate(abstracts):
        theirs = shingles_of(abstract)
        common = Counter(place for value in theirs & wanted.keys() for place in wanted[value])
        for place, count in common.items():
            share = count / min(len(theirs), len(ours[place]))
            if share >= _BANDS[0][0]:
                found[place][number] = share
    return found


def _times(shelf: Shelf, changed: Sequence[_Changed]) -> list[Figure]:
    records = [Fields(title=f"{each.text[:60]}?", abstract=each.text) for each in changed]
    with shelf.open() as library:
        store = library._store
        start = time.perf_counter()
        sketches = [identity.sketch(record) for record in records]
        sketching = (time.perf_counter() - start) / len(records)
        start = time.perf_counter()
        for sketch in sketches:
            store.doubles.sharing(sketch)
        lookup = (time.perf_counter() - start) / len(records)
        matcher = Matcher(store)
        start = time.perf_counter()
        for record in records:
            matcher.judge(record, identity.keys_of(record))
        judging = (time.perf_counter() - start) / len(records)
    papers = f"{shelf.papers:,} papers"
    return [
        Figure(f"sketching a record, {papers}", seconds(sketching), "", "", "", None),
        Figure(f"looking its sketch up, {papers}", seconds(lookup), "", "", "", None),
        Figure(
            f"which paper one is that has a double, {papers}",
            seconds(judging),
            f"sketch and lookup: {seconds(sketching + lookup)}",
            f"{judging / (sketching + lookup):.1f} ×",
            "",
            None,
        ),
    ]


def _disk(shelf: Shelf) -> Figure:
    """The pages of the file that hold sketches, beside all of them."""
    with closing(sqlite3.connect(shelf.path)) as connection:
        (ours,) = connection.execute(
            "SELECT sum(pgsize) FROM dbstat WHERE name = 'sketches' AND aggregate = 1"
        ).fetchone()
    whole = shelf.path.stat().st_size
    return Figure(
        f"sketches on disk, {shelf.papers:,} papers",
        f"{ours / 1e6:,.1f} MB",
        f"the whole library: {whole / 1e6:,.0f} MB",
        f"{ours / whole:.1%}",
        "",
        None,
    )


def _recall(
    shelf: Shelf, changed: Sequence[_Changed], exact: Sequence[dict[int, float]]
) -> list[Figure]:
    with shelf.open() as library:
        store = library._store
        rows = [row for row, _ in store.ordered()]
        sharing = [
            store.doubles.sharing(identity.sketch(Fields(abstract=each.text))).most_common(
                _MOST_LIKE
            )
            for each in changed
        ]
        likeliest = [{row for row, _ in shared} for shared in sharing]
    figures = []
    for low, high in _BANDS:
        pairs = [
            (place, number)
            for place, alike in enumerate(exact)
            for number, share in alike.items()
            if low <= share < high
        ]
        found = sum(rows[number] in likeliest[place] for place, number in pairs)
        figures.append(
            Figure(
                f"abstracts {low:.0%} to {min(high, 1):.0%} the same, {shelf.papers:,} papers",
                f"{found:,} found",
                f"all pairs: {len(pairs):,}",
                f"{found / max(len(pairs), 1):.1%}",
                "",
                None,
            )
        )
    return figures


def _asked(shelf: Shelf) -> Figure:
    with shelf.open() as library:
        doubles = library.counts().doubles
    return Figure(
        f"pairs to decide on among {shelf.papers:,} different papers",
        f"{doubles:,}", "there are: 0", "", "", None,
    )  # fmt: skip
