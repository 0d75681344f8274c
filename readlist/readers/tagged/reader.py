"""RIS, MEDLINE, EndNote, Web of Science and RefWorks: records of lines that begin with a tag."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from readlist.paper import Fields, Record
from readlist.readers.base import LineClass, Problem, Reading
from readlist.readers.citation import (
    NOTHING_TO_KNOW_IT_BY,
    authors_in,
    citation,
    family_last,
    identifies,
    numbered,
    record_of,
)
from readlist.readers.markup import plain_text
from readlist.readers.people import first_last
from readlist.readers.prose import Wrapping
from readlist.readers.tagged.lines import Dialect, Draft, Scan, TaggedField


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tags:
    """Which tags say what, in order of preference."""

    title: tuple[str, ...]
    authors: tuple[tuple[str, ...], ...]
    """Groups of tags; the first group that names anyone counts."""
    years: tuple[str, ...]
    venues: tuple[str, ...]
    abstract: tuple[str, ...]
    ids: tuple[str, ...]
    links: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    """Tags of groups that write as authors do, in whatever group of tags those stand."""


_TAGS: Final = {
    Dialect.RIS: _Tags(
        title=("TI", "T1", "CT", "BT", "ST"),
        authors=(("AU", "A1"), ("A2",)),
        years=("PY", "Y1", "DA", "YR"),
        venues=("T2", "JF", "JO", "BT", "C3", "JA", "J2", "J1", "PB"),
        abstract=("AB", "N2"),
        ids=("DO", "DI", "ID", "AN", "M3", "M1", "C7"),
        links=("UR", "L2", "L1", "LK", "L3"),
        notes=("N1", "M2"),
    ),
    Dialect.MEDLINE: _Tags(
        title=("TI", "BTI", "TT"),
        authors=(("FAU",), ("AU",)),
        groups=("CN",),
        years=("DP", "DEP"),
        venues=("JT", "TA", "BTI", "PB"),
        abstract=("AB", "OAB"),
        ids=("LID", "AID"),
    ),
    Dialect.REFER: _Tags(
        title=("%T", "%B"),
        authors=(("%A",),),
        groups=("%Q",),
        years=("%D", "%8"),
        venues=("%J", "%B", "%S", "%I"),
        abstract=("%X",),
        ids=("%R", "%M", "%F"),
        links=("%U", "%>"),
        notes=("%Z", "%O"),
    ),
    Dialect.WEB_OF_SCIENCE: _Tags(
        title=("TI",),
        authors=(("AF",), ("AU",), ("BA",)),
        groups=("CA",),
        years=("PY", "EA"),
        venues=("SO", "CT"),
        abstract=("AB",),
        ids=("DI", "AR"),
    ),
    Dialect.REFWORKS: _Tags(
        title=("T1",),
        authors=(("A1",), ("A2",)),
        years=("YR", "FD"),
        venues=("JF", "JO", "T2", "PB"),
        abstract=("AB",),
        ids=("DO",),
        links=("UL", "LK"),
        notes=("NO",),
    ),
}
# Kinds of whole books, whose second title is that of a series.
_BOOKS: Final = frozenset({"BOOK", "EDBOOK", "EBOOK", "WHOLE", "THES", "RPRT", "Book", "Thesis"})
_PUBLISHERS: Final = frozenset({"PB", "%I"})


class TaggedReader:
    """Reads all five dialects, also mixed in one file."""

    name: Final = "tagged"
    label: Final = "tagged lines (RIS, PubMed, EndNote or Web of Science)"

    def sniff(self, lines: Sequence[str]) -> float:
        return _confidence(_Reading(lines))

    def read(self, lines: Sequence[str]) -> Reading:
        found = _Reading(lines)
        return Reading(
            self.name,
            _confidence(found),
            numbered(found.records),
            tuple(found.classes),
            tuple(found.problems),
        )


class _Reading:
    def __init__(self, lines: Sequence[str]) -> None:
        scan = Scan(lines)
        self._wrapping = Wrapping(lines)
        self.classes = scan.classes
        self.records: list[Record] = []
        self.problems: list[Problem] = []
        marked = any(draft.is_marked for draft in scan.drafts)
        self.tagged = sum(len(draft.numbers) for draft in scan.drafts) if marked else 0
        """Lines of records, if any has what makes its dialect unmistakable."""
        for draft in scan.drafts:
            self._take(draft)

    def _take(self, draft: Draft) -> None:
        numbers = draft.numbers
        values = _Values(draft, self._wrapping)
        fields = values.fields()
        if not identifies(fields):
            self.problems.append(Problem(numbers[0] + 1, NOTHING_TO_KNOW_IT_BY))
            return
        self.records.append(record_of(fields, numbers[0] + 1, numbers[-1] + 1))
        tags = _TAGS[draft.dialect]
        for field in draft.fields:
            kind = LineClass.FIELD
            if field.tag in tags.title and values.is_title(field):
                kind = LineClass.TITLE
            elif field.tag in tags.abstract:
                kind = LineClass.ABSTRACT
            for number in field.numbers:
                self.classes[number] = kind


def _confidence(found: _Reading) -> float:
    filled = sum(kind is not LineClass.BLANK for kind in found.classes)
    known = sum(kind is LineClass.BOILERPLATE for kind in found.classes)
    return min((found.tagged + known) / filled, 1.0) if found.tagged else 0.0


class _Values:
    """What the tags of one record say."""

    def __init__(self, draft: Draft, wrapping: Wrapping) -> None:
        self._draft = draft
        self._wrapping = wrapping
        self._tags = _TAGS[draft.dialect]
        self._by_tag: dict[str, list[TaggedField]] = {}
        for field in draft.fields:
            self._by_tag.setdefault(field.tag, []).append(field)
        self.title_tag = next((tag for tag in self._tags.title if self._first(tag)), "")
        self._title = self._first(self.title_tag)

    def fields(self) -> Fields:
        tags = self._tags
        kind = self._first(self._draft.dialect.value)
        venues = [tag for tag in tags.venues if tag != self.title_tag]
        if kind.split(" ")[0] in _BOOKS:
            venues.sort(key=lambda tag: tag not in _PUBLISHERS)
        return citation(
            title=self._title,
            abstract=self._abstract(),
            authors=self._authors(),
            years=self._texts(tags.years),
            venues=self._texts(venues),
            ids=self._texts(tags.ids),
            links=self._texts(tags.links),
            notes=self._texts(tags.notes),
        )

    def is_title(self, field: TaggedField) -> bool:
        """Whether the field repeats the title, as exports with both T1 and TI do."""
        return self._joined(field.texts).replace("\n\n", " ") == self._title

    def _joined(self, texts: Sequence[str]) -> str:
        paragraphs = (list(part) for filled, part in groupby(texts, bool) if filled)
        return "\n\n".join(map(self._wrapping.join, paragraphs))

    def _texts(self, tags: Iterable[str]) -> list[str]:
        found = [field for tag in tags for field in self._by_tag.get(tag, ())]
        return [text for field in found if (text := self._joined(field.texts))]

    def _first(self, tag: str) -> str:
        return next(iter(self._texts([tag])), "").replace("\n\n", " ")

    def _abstract(self) -> str:
        """The paragraphs of the tag preferred, each once: some exports tag each anew."""
        found = next(filter(None, (self._texts([tag]) for tag in self._tags.abstract)), [])
        return "\n\n".join(dict.fromkeys(found))

    def _authors(self) -> tuple[str, ...]:
        named = (group for group in self._tags.authors if any(map(self._first, group)))
        tags = {*next(named, ()), *self._tags.groups}
        found = [field for field in self._draft.fields if field.tag in tags]
        return tuple(dict.fromkeys(name for field in found for name in self._names(field)))

    def _names(self, field: TaggedField) -> Iterable[str]:
        if self._draft.dialect is Dialect.WEB_OF_SCIENCE:  # a name a line
            return [name for text in field.texts for name in _people(text)]
        return _people(self._joined(field.texts))


def _people(text: str) -> Iterable[str]:
    """The people one value names: nearly always one, family name first."""
    text = plain_text(text)
    if text.startswith("{") and text.endswith("}"):  # a group, as BibTeX has it
        return [text.strip("{} ")]
    ands = text.split(" and ")
    if ";" in text or text.count(",") > 2 or (len(ands) > 1 and all("," in part for part in ands)):
        return authors_in(text)
    name = first_last(text) if "," in text else family_last(text)
    return [name] if name and name.strip(". ").lower() not in ("et al", "others") else []
