"""Two papers that are one, one that is two, and pairs that look alike and are not the same.

Each verb is one undoable step, however many papers it is about.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from readlist.errors import BadValue, UnknownPaper
from readlist.library import parting
from readlist.library.folding import folded, show
from readlist.library.marking import Done, name_papers
from readlist.paper import counted
from readlist.store import Store

if TYPE_CHECKING:
    from readlist.store import Seen, Work

# Telling papers apart is imported where it is done: to open a library nobody needs it.

_BATCH = 20
"""Merges in a transaction: each writes some ten rows."""

Pair = tuple[str, str]
"""The ids of two papers; where they become one, the first is the one that stays."""


@dataclass(frozen=True, slots=True)
class Split(Done):
    """`ids`: those of the papers that were split off."""

    ids: tuple[str, ...] = ()


def merge(store: Store, ids: Sequence[str]) -> Done:
    """Make one paper of several; the first stays and has what all of them had.

    Raises `UnknownPaper`, and `BadValue` for one that was deleted.
    """
    found = dict.fromkeys(store.resolve(each) for each in ids)  # an old id means the paper, too
    if len(found) < 2:
        return Done(0, "Nothing changed: to merge takes two papers, and this is one")
    kept, *others = found
    with store.step(_merge_label(store, kept, others)) as step, store.transaction():
        row, *rows = _rows_in_view(store, list(found))
        join(store, row, rows)
    return Done(len(others), step.label)


def _merge_label(store: Store, kept: str, others: Sequence[str]) -> str:
    into, what = name_papers(store, [kept]), name_papers(store, others)
    if len(others) == 1 and into == what:
        return f"Merged two papers called {into}"
    return f"Merged {what} into {into}"


def join(store: Store, kept: int, others: Sequence[int]) -> None:
    """Make the papers of these rows one, in a transaction; `kept` stays."""
    from readlist.library import matching

    for other in others:
        store.merging.merge(kept, other)
    show(store, kept, folded(store, kept))
    matching.remember(store, kept)


def merge_pairs(store: Store, pairs: Sequence[Pair]) -> Done:
    """Make one paper of each pair, of which the first stays; pairs may have papers in common.

    A pair that is one paper by now, or of which one was deleted, is passed over.
    """
    if len(pairs) == 1:
        return merge(store, pairs[0])
    merged = 0
    with store.step("") as step:
        for some in _some(pairs):
            with store.transaction():
                for pair in some:
                    rows = _still_two(store, pair)
                    if rows is not None:
                        join(store, rows[0], rows[1:])
                        merged += 1
                step.label = f"Merged {counted(merged, 'pair')}"
    left = len(pairs) - merged
    if not merged:
        return Done(0, "Nothing changed: these are merged or deleted already")
    message = f"{step.label}; {left} merged or deleted already" if left else step.label
    return Done(merged, message)


def keep_both(store: Store, pairs: Sequence[Pair]) -> Done:
    """Remember that the papers of each pair are not the same: they are no doubles any more, and
    no import takes one for the other. Pairs that are one paper by now are passed over.
    """
    label = ""
    if len(pairs) == 1:
        first, second = (name_papers(store, [store.resolve(each)]) for each in pairs[0])
        label = f"Kept both: {first} and {second}"
        if first == second:
            label = f"Kept both papers called {first}"
    kept = 0
    with store.step(label) as step:
        for some in _some(pairs):
            with store.transaction():
                rows = [found for pair in some if (found := _still_two(store, pair)) is not None]
                kept += store.doubles.keep_apart(rows)
                step.label = label or f"Kept {counted(kept, 'pair')} apart"
    return Done(kept, step.label if kept else "Nothing changed: they are kept apart already")


def split(store: Store, paper_id: str) -> Split:
    """Take a paper apart into those it was made of; the first keeps its id.

    Papers that were merged come back as they were, with their ids and what you made of them;
    what you did since stays with the first. Otherwise its records part where they differ most:
    those that are not the same paper by themselves, else those with different titles, abstracts
    or ids, else all that are not alike to the letter. The papers are kept apart from now on.
    Raises `UnknownPaper`, and `BadValue` for a deleted one.
    """
    paper_id = store.resolve(paper_id)
    title = name_papers(store, [paper_id])
    with store.step(f"Split {title}") as step, store.transaction():
        (row,) = _rows_in_view(store, [paper_id])
        sightings = store.merging.seen(row)
        merged = _by_origin(sightings)
        others = (merged or _by_record(sightings))[1:]
        if not others:
            seen = "once" if len(sightings) < 2 else "several times, but always the same"
            return Split(0, f"Nothing to split: {title} was seen {seen}")
        origins = [group[0].origin for group in others if merged]
        works = parting.works(store, row, paper_id, origins)
        store.merging.set_work(row, works[paper_id])
        new = [_split_off(store, group, works) for group in others]
        show(store, row, folded(store, row))
        store.doubles.keep_apart(list(combinations([row, *new], 2)))
        step.label = f"Split {title} into {len(new) + 1} papers"
        ids = store.ids_of(new)
    return Split(len(new), step.label, tuple(ids[each] for each in new))


def _split_off(store: Store, sightings: Sequence[Seen], works: Mapping[str, Work]) -> int:
    from readlist import identity
    from readlist.library.matching import free_id

    first = sightings[0]
    work = works.get(first.origin or "")
    if first.origin is not None and work is not None:
        public_id = first.origin
    else:
        public_id = free_id(store, first.fields, identity.keys_of(first.fields))
    fold = identity.fold([each.fields for each in sightings], work.edits if work else {})
    new = store.merging.split_off(
        [each.row for each in sightings],
        public_id,
        fold.fields,
        title_derived=fold.title_derived,
        keys=identity.keys_of(fold.fields),
    )
    if work is not None:
        store.merging.set_work(new, work)
    return new


def _by_origin(sightings: Sequence[Seen]) -> list[list[Seen]]:
    """Sightings by the paper they came with, this one's own first; [] if none was merged in."""
    groups: dict[str | None, list[Seen]] = {}
    for each in sightings:
        groups.setdefault(each.origin, []).append(each)
    return list(groups.values()) if len(groups) > 1 else []


def _by_record(sightings: Sequence[Seen]) -> list[list[Seen]]:
    """Sightings that may well be of different papers, the first one's group first; [] if none."""
    for alike in (_one_paper, _no_key_differs, _same_text):
        groups: list[list[Seen]] = []
        for each in sightings:
            home = next((g for g in groups if all(alike(each, other) for other in g)), None)
            if home is None:
                groups.append([each])
            else:
                home.append(each)
        if len(groups) > 1:
            return groups
    return []


def _one_paper(one: Seen, other: Seen) -> bool:
    from readlist import identity

    return identity.match(one.fields, [identity.Candidate(0, other.fields)]) is not None


def _no_key_differs(one: Seen, other: Seen) -> bool:
    from readlist import identity

    ours, theirs = identity.keys_of(one.fields), identity.keys_of(other.fields)
    pairs = (
        (ours.arxiv_id, theirs.arxiv_id),
        (ours.doi, theirs.doi),
        (ours.title_key, theirs.title_key),
        (ours.abstract_key, theirs.abstract_key),
    )
    return all(not mine or not yours or mine == yours for mine, yours in pairs)


def _same_text(one: Seen, other: Seen) -> bool:
    return one.fields == other.fields


def _rows_in_view(store: Store, ids: Sequence[str]) -> list[int]:
    """The rows of these papers. Raises `UnknownPaper`, and `BadValue` for one that was deleted."""
    for paper in store.papers(ids):
        if paper.removed_at is not None:
            raise BadValue(f"{paper.id} was deleted; undo that first, or leave it out")
    return store.rows_of(ids)


def _still_two(store: Store, pair: Pair) -> tuple[int, int] | None:
    """The rows of a pair; None where they are one paper by now, or one of them is gone."""
    try:
        first, second = (store.resolve(each) for each in pair)
        if first == second:
            return None
        one, other = _rows_in_view(store, [first, second])
    except (UnknownPaper, BadValue):
        return None
    return one, other


def _some(pairs: Sequence[Pair]) -> Iterator[Sequence[Pair]]:
    for start in range(0, len(pairs), _BATCH):
        yield pairs[start : start + _BATCH]
