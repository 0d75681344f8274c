"""Putting the records of one file into the library: as new papers, or to papers that it knows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from readlist import identity
from readlist.library import matching
from readlist.library.folding import folded, show
from readlist.library.ledger import Ledger
from readlist.library.matching import Match, Matcher
from readlist.library.merging import join
from readlist.library.reading import ReadFile
from readlist.paper import Marks, Record, Status
from readlist.store import Store


@dataclass(slots=True)
class Tally:
    """What became of the records of one file so far. `records` = `new` + `merged` + `known`."""

    new: int = 0
    merged: int = 0
    known: int = 0
    suggested: int = 0
    joined: int = 0
    """Papers of the library that a record showed to be part of another one."""
    starred: int = 0
    removed: int = 0
    marks_left: Counter[str] = field(default_factory=Counter)
    """Marks in the file that were not taken over, for the user has others: how many of a kind."""

    @property
    def records(self) -> int:
        return self.new + self.merged + self.known


class Shelf:
    """Where the records of one file go: its source, made once there is something to put in.

    What another window puts into the same source meanwhile, or what an interrupted import has
    left there, is not put in again.
    """

    def __init__(self, store: Store, file: ReadFile, ledger: Ledger, tags: Sequence[str]) -> None:
        self._store = store
        self._file = file
        self._ledger = ledger
        self._tags = tags
        stored = store.sources.by_hash(file.sha)
        self._source = stored.row if stored is not None else None
        self._completed = stored is not None and stored.completed
        self._begun = self._corrected = False
        self._matcher = Matcher(store)
        self._new: set[int] = set()
        """Rows of the papers made by this file."""
        self._joined: dict[int, int] = {}
        """The paper that each of those that are no more is part of now."""
        self.tally = Tally()

    @property
    def again(self) -> bool:
        """These very records of the file were imported before, all that were put in so far."""
        return self._completed and not self._begun and not self._corrected

    def put(self, records: Sequence[Record]) -> list[int]:
        """Store some records, in one transaction; the rows of their papers."""
        with self._store.transaction():
            source = self._source
            if source is None or not self._completed:
                source = self._begin()
            noted = self._noted(source, records)
            papers = []
            for record in records:
                place = (record.first_line, record.last_line, record.part)
                known = noted.get(place)
                if known is not None:
                    match = Match(self._now(known[0]), known[1])
                    if self._correct(match, record):
                        self.tally.merged += 1
                    else:
                        self.tally.known += 1
                    self._count_known(match)
                else:
                    match = self._add(self._begin(), record)
                    noted[place] = (match.row, match.removed)
                papers.append(match.row)
            if self._tags:
                rows = dict.fromkeys(self._now(row) for row in papers)
                self._store.add_tags(list(rows), list(self._tags))
        if self._matcher.full:
            self._matcher.write()
        return [self._now(row) for row in papers]

    def finish(self, encoding: str) -> None:
        """All records of the file have been put in; by now its encoding is certain."""
        if self._source is None or not self._begun:
            return
        with self._store.transaction():
            if self._file.large is None:
                self._store.sources.finish(self._source)
            else:
                self._store.sources.finish(self._source, encoding, self._ledger.runs)
        self._matcher.write()

    def rename(self) -> None:
        """Call a source that was there before as the file is called now."""
        if self._source is not None:
            self._store.sources.rename(self._source, self._file.name)

    def _begin(self) -> int:
        """The row of the source that takes what is new."""
        if self._begun and self._source is not None:
            return self._source
        file = self._file
        self._source = self._store.sources.begin(
            file.name, file.sha, file.reading.format, file.encoding, self._ledger.runs
        )
        if file.large is None:
            used = [(record.first_line, record.last_line) for record in file.records]
            self._store.sources.keep_text(file.sha, file.text, used)
        self._begun = True
        return self._source

    def _noted(
        self, source: int, records: Sequence[Record]
    ) -> dict[tuple[int, int, int], tuple[int, bool]]:
        lines = [record.first_line for record in records]
        return self._store.noted(source, min(lines), max(lines))

    def _add(self, source: int, record: Record) -> Match:
        """Store one record as a new paper or as a sighting of a known one."""
        store, tally = self._store, self.tally
        keys = identity.keys_of(record)
        verdict = self._matcher.judge(record, keys)
        found = verdict.match
        if found is None:
            alone = identity.fold([record], {})
            row = store.insert_paper(
                matching.free_id(store, record, keys),
                alone.fields,
                title_derived=alone.title_derived,
                source=source,
                position=record.first_line,
            )
            store.add_sighting(row, source, record, keys)
            tally.suggested += self._matcher.remember(row, verdict)
            tally.new += 1
            self._new.add(row)
            if record.marks is not None:
                self._mark(row, record.marks, Marks())
            return Match(row, removed=False)
        before = folded(store, found.row)
        store.add_sighting(found.row, source, record, keys)
        self._matcher.remember(found.row, verdict)
        if verdict.one:
            found = Match(self._join(found.row, verdict.one), removed=False)
        after = folded(store, found.row)
        if after != before and not found.removed:
            show(store, found.row, after)
        if self._correct(found, record) or (after != before and not found.removed):
            tally.merged += 1
        else:
            tally.known += 1
        self._count_known(found)
        if record.marks is not None and not found.removed:
            self._mark(found.row, record.marks, store.marks_of(found.row))
        return found

    def _correct(self, match: Match, record: Record) -> bool:
        """Keep what a person put right in the record before it came in, as their own edits of the
        paper, where it shows something else; whether it did.
        """
        if not record.corrected or match.removed:
            return False
        shown = folded(self._store, match.row)
        edits = {
            name: value
            for name in sorted(record.corrected)
            if (value := getattr(record, name)) and value != getattr(shown.fields, name)
        }
        if edits:
            merged = {**self._store.edits(match.row), **edits}
            self._store.set_edits(match.row, merged)
            show(self._store, match.row, folded(self._store, match.row))
            self._corrected = True
        return bool(edits)

    def _join(self, found: int, others: Sequence[int]) -> int:
        """Make the papers of these rows one, the oldest of them; returns its row."""
        kept, *gone = sorted([found, *others])
        join(self._store, kept, gone)
        for row in gone:
            self._joined[row] = kept
            self._matcher.forget(row)
        # What this very file brought as two papers is one new paper, seen again.
        new = len(self._new.intersection(gone))
        self.tally.new -= new
        self.tally.known += new
        self.tally.suggested = min(self.tally.suggested, self.tally.new)
        self.tally.joined += len(gone) - new
        return kept

    def _now(self, row: int) -> int:
        while row in self._joined:
            row = self._joined[row]
        return row

    def _count_known(self, found: Match) -> None:
        self.tally.removed += found.removed
        self.tally.starred += not found.removed and self._store.is_starred(found.row)

    def _mark(self, row: int, given: Marks, own: Marks) -> None:
        """Take over marks that the file carries, of each kind of which the paper has none."""
        store, left = self._store, self.tally.marks_left
        if given.starred and not own.starred:
            store.set_starred([row], True)
        if given.status is not Status.UNREAD and own.status is Status.UNREAD:
            store.set_status([row], given.status)
        elif given.status not in (Status.UNREAD, own.status):
            left["status"] += 1
        if given.note and own.note is None:
            store.set_note(row, given.note, 0)
        elif given.note and own.note is not None and given.note.split() != own.note.split():
            left["note"] += 1
        if not own.tags:
            store.add_tags([row], list(given.tags))
        else:
            names = {tag.casefold() for tag in own.tags}
            left["tag"] += sum(tag.casefold() not in names for tag in given.tags)
        if not own.highlights:
            store.highlights.add(row, given.highlights)
        else:
            left["highlight"] += len(set(given.highlights) - set(own.highlights))
