"""Looking over what a reader found, and putting it right, before it is taken in.

A `Review` is a file's lines, their classes and its records. It is never changed: every correction
gives a new one, so that taking a correction back is going back to the one before. Whatever is
done, every line keeps exactly one class.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from readlist.errors import BadValue
from readlist.library.by_hand import by_hand, text_of
from readlist.library.marking import checked_field
from readlist.links import urls_in
from readlist.paper import Fields, Record
from readlist.readers import LineClass, Reading
from readlist.readers.citation import record_of
from readlist.readers.prose import Wrapping, verbatim

__all__ = ["LineClass", "Review"]

_IN_RECORDS: Final = frozenset({LineClass.TITLE, LineClass.ABSTRACT, LineClass.FIELD})


@dataclass(frozen=True, slots=True)
class Review:
    """The lines of a file with what is made of them. Records are named by their place, from 0;
    lines by their number, from 1.
    """

    lines: tuple[str, ...]
    reading: Reading

    @property
    def records(self) -> tuple[Record, ...]:
        return self.reading.records

    def left(self) -> list[range]:
        """The runs of lines that were not understood, in order; blank ones do not end a run."""
        runs: list[range] = []
        going_on = False
        for number, kind in enumerate(self.reading.lines, 1):
            if kind is LineClass.UNPARSED:
                start = runs.pop().start if going_on else number
                runs.append(range(start, number + 1))
            if kind is not LineClass.BLANK:
                going_on = kind is LineClass.UNPARSED
        return runs

    def own_lines(self, place: int) -> list[int]:
        """The lines of a record that are not also within a shorter one."""
        record = self.records[place]
        size = record.last_line - record.first_line
        inner = [
            each
            for at, each in enumerate(self.records)
            if at != place
            and record.first_line <= each.first_line
            and each.last_line <= record.last_line
            and each.last_line - each.first_line < size
        ]
        return [
            number
            for number in range(record.first_line, record.last_line + 1)
            if self.reading.lines[number - 1] in _IN_RECORDS
            and not any(each.first_line <= number <= each.last_line for each in inner)
        ]

    # Corrections

    def edit(self, place: int, values: Mapping[str, object]) -> Review:
        """Other values for fields of a record, as a person types them. Raises `BadValue`."""
        fields: dict[str, Any] = {name: checked_field(name, v) for name, v in values.items()}
        return self._with(place, 1, [_corrected(self.records[place], fields)])

    def drop(self, place: int) -> Review:
        """Not a paper: its lines are lines that were not understood."""
        mine, dropped = set(self.own_lines(place)), self.records[place]
        for at, other in enumerate(self.records):
            if at != place and _overlap(dropped, other):
                mine.difference_update(self.own_lines(at))
        return self._with(place, 1, [], dict.fromkeys(mine, LineClass.UNPARSED))

    def split(self, place: int, line: int) -> Review:
        """Another record begins at `line`, one of this record's; it is its title unless a label
        says otherwise. Authors, ids and links stay with the first, but for those that are on
        the lines of the second. Raises `BadValue` where there is nothing to split.
        """
        mine = self.own_lines(place)
        after = [number for number in mine if number >= line]
        before = [number for number in mine if number < line]
        if not before or not after:
            raise BadValue(f"nothing to split at line {line}; choose a later line of the record")
        second = by_hand(self.lines, after)
        first = self._shortened(place, before, second.fields)
        new = record_of(second.fields, after[0], after[-1])
        return self._with(place, 1, [first, new], second.classes)

    def join(self, place: int) -> Review:
        """A record and the next as one. A title right after a title goes on with it; one after an
        abstract was a sentence of that. Raises `BadValue` for the last record.
        """
        if place + 1 >= len(self.records):
            raise BadValue("there is no record after this one to join it with")
        first, second = self.records[place], self.records[place + 1]
        titles, texts = [first.title, second.title], [first.abstract, second.abstract]
        classes: dict[int, LineClass] = {}
        if first.abstract and second.title:
            titles, texts = [first.title], [first.abstract, second.title, second.abstract]
            classes = {
                number: LineClass.ABSTRACT
                for number in self.own_lines(place + 1)
                if self.reading.lines[number - 1] is LineClass.TITLE
            }
        join = Wrapping(self.lines).join
        text = {
            "title": join(filter(None, titles)) or None,
            "abstract": join(filter(None, texts)) or None,
        }
        joined = _corrected(_filled(first, second), text)
        return self._with(place, 2, [joined], classes)

    def make(self, first: int, last: int) -> Review:
        """A record of lines that are in none (see `by_hand`). Raises `BadValue` for lines that
        are in a record, or blank.
        """
        numbers = self._free(first, last)
        made = by_hand(self.lines, numbers)
        place = sum(each.first_line < first for each in self.records)
        return self._with(place, 0, [record_of(made.fields, numbers[0], numbers[-1])], made.classes)

    def give(self, first: int, last: int) -> Review:
        """Lines that are in no record go on with the abstract of the record before them.

        Raises `BadValue` if there is none before them, or they are in a record, or blank.
        """
        numbers = self._free(first, last)
        place = sum(each.first_line < first for each in self.records) - 1
        if place < 0:
            raise BadValue("there is no record before these lines; make a record of them")
        record = self.records[place]
        text = [verbatim(self.lines[number - 1]) for number in numbers]
        longer = replace(
            record,
            urls=tuple(dict.fromkeys((*record.urls, *urls_in(" ".join(text))))),
            last_line=max(record.last_line, numbers[-1]),
        )
        abstract = Wrapping(self.lines).join(filter(None, [record.abstract, *text]))
        longer = _corrected(longer, {"abstract": abstract})
        return self._with(place, 1, [longer], dict.fromkeys(numbers, LineClass.ABSTRACT))

    # What they are made of

    def _free(self, first: int, last: int) -> list[int]:
        """The lines with text from `first` to `last`. Raises `BadValue` if one is taken."""
        numbers = [n for n in range(first, last + 1) if verbatim(self.lines[n - 1])]
        if any(self.reading.lines[number - 1] in _IN_RECORDS for number in numbers):
            raise BadValue("some of these lines are in a record; drop or split that one first")
        if not numbers:
            raise BadValue("there is no text on these lines")
        return numbers

    def _shortened(self, place: int, kept: Sequence[int], gone: Fields) -> Record:
        """A record of which only the lines `kept` stay, and the rest says `gone`."""
        record, kinds = self.records[place], self.reading.lines
        titles = [n for n in self.own_lines(place) if kinds[n - 1] is LineClass.TITLE]
        left = [n for n in titles if n in kept]
        # One that stays whole stays as it is, without what its page had glued to it.
        title = record.title if titles and left == titles else text_of(self.lines, left)
        abstract = text_of(self.lines, [n for n in kept if kinds[n - 1] is LineClass.ABSTRACT])
        shortened = replace(
            record,
            authors=() if gone.authors and record.authors == gone.authors else record.authors,
            year=None if gone.arxiv_id and record.arxiv_id == gone.arxiv_id else record.year,
            doi=None if gone.doi == record.doi else record.doi,
            arxiv_id=None if gone.arxiv_id == record.arxiv_id else record.arxiv_id,
            urls=tuple(url for url in record.urls if url not in gone.urls),
            first_line=kept[0],
            last_line=kept[-1],
        )
        return _corrected(shortened, {"title": title, "abstract": abstract})

    def _with(
        self,
        place: int,
        replaced: int,
        records: Sequence[Record],
        classes: Mapping[int, LineClass] | None = None,
    ) -> Review:
        """This with other records in the place of some, and other classes for some lines."""
        kinds = list(self.reading.lines)
        for number, kind in (classes or {}).items():
            kinds[number - 1] = kind
        everything = [*self.records[:place], *records, *self.records[place + replaced :]]
        reading = replace(self.reading, records=_numbered(everything), lines=tuple(kinds))
        return replace(self, reading=reading)


def _corrected(record: Record, fields: Mapping[str, Any]) -> Record:
    """`record` with other values for these fields, by a person's hand."""
    return replace(record, **fields, corrected=record.corrected.union(fields))


def _overlap(one: Record, other: Record) -> bool:
    return one.first_line <= other.last_line and other.first_line <= one.last_line


def _filled(record: Record, other: Record) -> Record:
    """`record` from the first line of both to the last, with what only the other says."""
    return replace(
        record,
        authors=record.authors or other.authors,
        year=record.year or other.year,
        venue=record.venue or other.venue,
        doi=record.doi or other.doi,
        arxiv_id=record.arxiv_id or other.arxiv_id,
        urls=tuple(dict.fromkeys((*record.urls, *other.urls))),
        marks=record.marks or other.marks,
        first_line=min(record.first_line, other.first_line),
        last_line=max(record.last_line, other.last_line),
    )


def _numbered(records: Sequence[Record]) -> tuple[Record, ...]:
    """The records, those of the very same lines numbered from 0."""
    seen: Counter[tuple[int, int]] = Counter()
    numbered = []
    for record in records:
        lines = (record.first_line, record.last_line)
        part = seen[lines]
        seen[lines] += 1
        numbered.append(record if record.part == part else replace(record, part=part))
    return tuple(numbered)
