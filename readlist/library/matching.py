"""Which paper of the library a record is of, and which it may be of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from readlist import identity
from readlist.library.progress import Stop
from readlist.paper import Fields
from readlist.store import Store, StoredRecord

_MOST_SKETCHED = 2_500
"""Papers whose sketches wait to be written: many at once, sorted, take a fifth of the time."""
_WRITTEN = 10_000
"""Hashes in a transaction; it takes some 20 ms."""
_MOST_LIKE = 4
"""Papers that a record is compared with, of those its sketch is most like."""
_COMMON = 32
"""Papers whose sketches wait to be written beyond which a hash they share says nothing."""
_MOST_RECORDS = 16
"""Records of one paper that another is compared with."""
_MOST_SUGGESTED = 3


@dataclass(frozen=True, slots=True)
class Match:
    """The paper that a record is of; `removed`: it was deleted, and is not shown."""

    row: int
    removed: bool


@dataclass(frozen=True, slots=True)
class Verdict:
    """The paper a record is of (None: a new one), and those it may be of besides.

    `sketch`: what to find its text by; () if the paper has that text already. `one`: other papers
    (rows) that are that paper too, as this record shows.
    """

    match: Match | None
    near: tuple[identity.Suggestion, ...]
    sketch: tuple[int, ...]
    one: tuple[int, ...] = ()


class Matcher:
    """Finds the papers of records, one after the other, and remembers the text of those.

    What it remembers is written from time to time by `write`; should that never happen, the next
    import catches up.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._sketches: dict[int, set[int]] = defaultdict(set)
        self._sketched: set[int] = set()
        """Papers of whose text all has been sketched."""
        self._papers: dict[int, list[int]] = defaultdict(list)
        """By hash, the papers whose sketches are not written yet."""

    def judge(self, record: Fields, keys: identity.Keys) -> Verdict:
        """Which paper `record` is of. `keys`: those of the record."""
        stored = self._store.candidates(keys.arxiv_id, keys.doi, keys.title_key, keys.abstract_key)
        comparison = identity.Comparison(record, _candidates(stored))
        row = comparison.match()
        sketch: tuple[int, ...] = ()
        if row is None or not _has_text(stored, row, record):
            sketch = identity.sketch(record)
            like = self._like(sketch, {each.row for each in stored})
            comparison.add(_candidates(like))
            stored += like
            row = comparison.match() if row is None else row
        match = _match(row, stored)
        one = self._one(comparison, stored, match)
        near = tuple(each for each in _near(comparison, stored, row) if each.row not in one)
        return Verdict(match, near, sketch, one)

    def _one(
        self, comparison: identity.Comparison, stored: Sequence[StoredRecord], match: Match | None
    ) -> tuple[int, ...]:
        if match is None or match.removed:
            return ()
        removed = {each.row for each in stored if each.removed}
        rows = [row for row in comparison.also(match.row) if row not in removed]
        return tuple(row for row in rows if not self._store.doubles.kept_apart(row, match.row))

    def judge_known(self, row: int) -> Verdict:
        """Which other papers the paper `row` may be, as if it were new."""
        known = self._store.known([row])
        shown, sketch = known[0].fields, _sketch_of(known)
        keys = identity.keys_of(shown)
        stored = self._store.candidates(keys.arxiv_id, keys.doi, keys.title_key, keys.abstract_key)
        stored += self._like(sketch, {row, *(each.row for each in stored)})
        comparison = identity.Comparison(shown, _candidates(stored))
        return Verdict(None, _near(comparison, stored, row), sketch)

    def _like(self, sketch: Sequence[int], known: set[int]) -> list[StoredRecord]:
        """What is known of the papers most like a sketch, but for those of `known`."""
        shared = self._store.doubles.sharing(sketch)
        for value in sketch:
            papers = self._papers.get(value, ())
            if len(papers) <= _COMMON:
                shared.update(papers)
        rows = sorted(shared.keys() - known, key=lambda row: (-shared[row], row))
        return self._store.known(sorted(rows[:_MOST_LIKE])) if rows else []

    def remember(self, row: int, verdict: Verdict) -> bool:
        """The record of `verdict` has become a record of the paper `row`; whether that paper may
        be another one too."""
        if verdict.match is None:
            self._sketched.add(row)
        if verdict.sketch:
            own = self._sketches[row]
            for value in set(verdict.sketch) - own:
                self._papers[value].append(row)
            own.update(verdict.sketch)
        if verdict.near:
            self._store.doubles.suggest(
                row, [(near.row, near.kind, near.score) for near in verdict.near]
            )
        return bool(verdict.near)

    def forget(self, row: int) -> None:
        """The paper `row` has become part of another one."""
        for value in self._sketches.pop(row, ()):
            self._papers[value].remove(row)

    @property
    def full(self) -> bool:
        """Whether it is time to `write`."""
        return max(len(self._sketches), len(self._sketched)) >= _MOST_SKETCHED

    def write(self, most: int = _MOST_SKETCHED) -> None:
        """Write what was remembered, in transactions of its own unless one is open.

        `most`: how many papers are looked at that have yet to be sketched; the rest has to wait.
        """
        new = self._store.doubles.unsketched(most)
        for row in new:
            if row not in self._sketched:  # of another window, or of an import that was killed
                self._sketches[row].update(_sketch_of(self._store.known([row])))
        hashes = sorted((value, row) for row, values in self._sketches.items() for value in values)
        for start in range(0, len(hashes), _WRITTEN):
            self._store.doubles.add_sketches(hashes[start : start + _WRITTEN])
        if new:
            self._store.doubles.add_sketches((), up_to=new[-1])
        self._sketches.clear()
        self._sketched.clear()
        self._papers.clear()


def catch_up(
    store: Store, stop: Stop | None = None, progress: Callable[[int, int], None] | None = None
) -> None:
    """Sketch the papers that are not: those of a library made before there were sketches, and of
    imports that were killed; what of them may be the same is suggested.

    In pieces; stopped between two of them, it goes on there the next time. `progress` is told how
    many papers are done, of how many.
    """
    total = store.doubles.count_unsketched()
    done = 0
    while done < total and not (stop is not None and stop.stopped):
        rows = store.doubles.unsketched(_MOST_SKETCHED // 5)
        matcher = Matcher(store)
        for row in rows:
            matcher.remember(row, matcher.judge_known(row))
        matcher.write(len(rows))
        done += len(rows)
        if progress is not None:
            progress(done, total)


def remember(store: Store, row: int) -> None:
    """Have the paper found by all that is known of it by now; inside a transaction."""
    store.doubles.add_sketches(sorted((value, row) for value in _sketch_of(store.known([row]))))


def _sketch_of(known: Iterable[StoredRecord]) -> tuple[int, ...]:
    texts = {(each.fields.title, each.fields.abstract): each.fields for each in known}
    return tuple({value for fields in texts.values() for value in identity.sketch(fields)})


def _candidates(stored: Iterable[StoredRecord]) -> list[identity.Candidate]:
    """Each record of a paper once; of one that was seen very often, the first different ones."""
    known: dict[int, list[Fields]] = defaultdict(list)
    for each in stored:
        known[each.row].append(each.fields)
    found: list[identity.Candidate] = []
    for row, (shown, *records) in known.items():
        edited = _edited(shown, records)
        different: dict[object, identity.Candidate] = {}
        for fields in (shown, *records):
            said = (fields.title, fields.abstract, fields.arxiv_id, fields.doi, fields.year)
            if len(different) < _MOST_RECORDS:
                candidate = identity.Candidate(row, fields, edited)
                different.setdefault((*said, fields.authors[:1]), candidate)
        found += different.values()
    return found


def _edited(shown: Fields, records: Sequence[Fields]) -> frozenset[str]:
    """The fields for which a paper shows something else than any of its records has."""
    names = set()
    for name in ("arxiv_id", "doi", "year", "authors"):
        told = [value for record in records if (value := getattr(record, name))]
        if told and getattr(shown, name) and getattr(shown, name) not in told:
            names.add(name)
    return frozenset(names)


def _has_text(stored: Iterable[StoredRecord], row: int, record: Fields) -> bool:
    """Whether the paper `row` is known with the very title and abstract of `record`."""
    text = (record.title, record.abstract)
    return any(
        each.row == row and (each.fields.title, each.fields.abstract) == text for each in stored
    )


def _near(
    comparison: identity.Comparison, stored: Sequence[StoredRecord], row: int | None
) -> tuple[identity.Suggestion, ...]:
    """The papers in view, but for `row`, that a record may be of; the likeliest few."""
    out = {each.row for each in stored if each.removed}
    near = [found for found in comparison.suggest(but=row) if found.row not in out]
    return tuple(near[:_MOST_SUGGESTED])


def _match(row: int | None, stored: Iterable[StoredRecord]) -> Match | None:
    if row is None:
        return None
    return Match(row, any(each.removed for each in stored if each.row == row))


def free_id(store: Store, record: Fields, keys: identity.Keys) -> str:
    """The public id of a new paper. Two papers of one key differ by the number of the attempt."""
    key = identity.first_key(record, keys)
    attempt = 0
    while store.id_taken(identity.public_id(key, attempt)):
        attempt += 1
    return identity.public_id(key, attempt)
