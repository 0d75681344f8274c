"""Files of lines that begin with a tag: which lines make up which record.

Five dialects of one shape. RIS (`TY  - JOUR` … `ER  - `), MEDLINE as PubMed saves it (`PMID- `,
values going on after six spaces), EndNote's tags of refer (`%0`, `%T`), Web of Science (`PT J` …
`ER`, values going on after three spaces) and RefWorks (`RT `). A record also begins where its
first line is missing, and ends where the next begins.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Final

from readlist.readers.base import LineClass
from readlist.readers.prose import verbatim


class Dialect(Enum):
    """The value is the tag that begins a record."""

    RIS = "TY"
    MEDLINE = "PMID"
    REFER = "%0"
    WEB_OF_SCIENCE = "PT"
    REFWORKS = "RT"


@dataclass(slots=True)
class TaggedField:
    """A tag and the texts of its lines; an empty text stands for a break between paragraphs."""

    tag: str
    numbers: list[int]
    texts: list[str]


@dataclass(slots=True)
class Draft:
    """The lines of one record; numbers count from 0."""

    dialect: Dialect
    fields: list[TaggedField] = field(default_factory=list)
    gap: int = 0
    """How many fields stand before the last blank line."""
    first: dict[str, int] = field(default_factory=dict)
    """The place among the fields of each tag's first one."""

    def add(self, number: int, tag: str, text: str) -> None:
        self.first.setdefault(tag, len(self.fields))
        self.fields.append(TaggedField(tag, [number], [text]))

    @property
    def numbers(self) -> list[int]:
        return [number for each in self.fields for number in each.numbers]

    @property
    def has_only_begun(self) -> bool:
        return self.first.keys() == {self.dialect.value}

    @property
    def is_marked(self) -> bool:
        """Whether it has what makes its dialect unmistakable."""
        tags = self.first.keys()
        if self.dialect is Dialect.REFER:
            return len(tags) > 2 and ("%0" in tags or tags >= {"%T", "%A"})
        ended = self.dialect is Dialect.RIS and "ER" in tags
        return len(tags) > 1 and (self.dialect.value in tags or ended)


# ---------------------------------------------------------------- tags

_BLANKS = "[ \t\u00a0]"
_DASHED = re.compile(
    rf"{_BLANKS}{{0,4}}(?P<tag>[A-Z][A-Z0-9]{{1,3}})(?P<room>{_BLANKS}{{0,6}})[-–—](?P<text>.*)"
)
_PERCENT = re.compile(
    r"[ \t]{0,3}(?P<tag>%[0-9A-Z@!?#$&*+<>()\[\]^~|:;.='-])(?:[ \t]+(?P<text>.*)|$)"
)
_SPACED = re.compile(r"(?P<tag>[A-Z][A-Z0-9])(?:[ \t](?P<text>.*))?$")
_PLACE: Final = 4
"""Where the dash stands behind a tag: `TY  -`, `FAU -`, `PMID-`."""
_LONG_TAGS: Final = frozenset(
    {"OWN", "STAT", "DCOM", "DRDT", "LID", "FAU", "AUID", "DEP", "JID", "OTO", "EDAT", "MHDA"}
    | {"CRDT", "PHST", "AID", "PST", "PMC", "PMID", "MID", "PMCR", "OAB", "OABL", "CIN", "CON"}
    | {"COI", "COIS", "EFR", "EIN", "FIR", "FED", "FPS", "OCI", "OID", "RIN", "ROF", "RPF", "RPI"}
    | {"SFM", "SPIN", "UIN", "UOF", "BTI", "CTI", "CDAT", "CTDT", "DDAT", "DRIN", "CRI", "CRF"}
    | {"ECF", "ECI", "ORI", "PUBM", "RRI", "RRF", "TTI", "VTI", "ISBN", "IRAD", "FGR", "LR"}
)
_BEGINS_SPACED = re.compile(r"(?:PT [A-Z]|FN (?:Clarivate|Thomson|ISI)\b.*|RT [A-Z][a-z]+\b.*)\s*$")
_WORDS_AROUND = re.compile(
    r"(?:EF|FN .*|VR [\d.]+|Provider:.*|Database:.*|Content:.*|EXPORT DATE:.*|Scopus"
    r"|(?:Record )?[\[<(]?\d+[\])>.]?(?: of \d+)?|[-=_*]{3,})\s*$"
)


@dataclass(frozen=True, slots=True)
class _Tag:
    name: str
    text: str
    dialect: Dialect | None
    """None: of any dialect with dashes."""


# ---------------------------------------------------------------- continued lines

# Values that never go on in a line of their own, unless it is indented.
_SHORT_VALUES: Final = frozenset(
    {"TY", "ER", "PY", "Y1", "Y2", "YR", "DA", "VL", "VO", "IS", "SP", "EP", "OP", "SN", "DO", "DI"}
    | {"ID", "AN", "LA", "PMID", "%0", "%D", "%V", "%N", "%P", "%R", "%@", "%G", "PT", "UT", "RT"}
)
_LINKS: Final = frozenset({"UR", "L1", "L2", "L3", "LK", "UL", "%U"})
_PEOPLE: Final = frozenset({"AU", "A1", "A2", "A3", "A4", "FAU", "AF", "ED", "%A", "%E"})
_PARAGRAPHS: Final = frozenset({"AB", "N2", "N1", "OAB", "%X", "%Z"})
_SINGLE: Final = frozenset({"TI", "T1", "%T"})
_INDENTED = re.compile(r"(?: {3,}|\t)\S")
_NAME = re.compile(r"[^\W\d_][^,\d]{0,60},[^,\d]{1,60}")


class Scan:
    """The records of some lines, and the class of every line that is in none."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.drafts: list[Draft] = []
        self.classes = [LineClass.UNPARSED] * len(lines)
        self._draft: Draft | None = None
        self._after_blank = False
        self._loose = False
        self._spaced = any(_BEGINS_SPACED.match(line) for line in lines)
        self._refworks = any(line.startswith("RT ") for line in lines)
        self._has_ris = any(line.lstrip("\ufeff ").startswith("TY ") for line in lines)
        self._has_medline = any(line.lstrip("\ufeff ").startswith("PMID") for line in lines)
        for number, line in enumerate(lines):
            self._take(number, line)
        self._close()

    def _take(self, number: int, line: str) -> None:
        text = verbatim(line)
        if not text:
            self.classes[number] = LineClass.BLANK
            self._after_blank = True
            return
        tag = self._tag(line.lstrip("\ufeff\u200b"))
        if tag is not None:
            self._take_tag(number, tag)
        elif not self._goes_on(number, line, text) and _WORDS_AROUND.match(text):
            self.classes[number] = LineClass.BOILERPLATE
        self._after_blank = False

    # ------------------------------------------------------------ lines with a tag

    def _tag(self, line: str) -> _Tag | None:
        found = _DASHED.match(line)
        if found is not None and self._is_dashed(found):
            dialect = {"TY": Dialect.RIS, "PMID": Dialect.MEDLINE}.get(found["tag"])
            return _Tag(found["tag"], verbatim(found["text"]), dialect)
        found = _PERCENT.match(line)
        if found is not None:
            return _Tag(found["tag"], verbatim(found["text"] or ""), Dialect.REFER)
        if self._spaced and (found := _SPACED.match(line.rstrip())):
            dialect = Dialect.REFWORKS if self._refworks else Dialect.WEB_OF_SCIENCE
            if self._draft is not None and self._draft.dialect is not dialect:
                return None
            return _Tag(found["tag"], verbatim(found["text"] or ""), dialect)
        return None

    def _is_dashed(self, found: re.Match[str]) -> bool:
        tag, room = found["tag"], found["room"]
        if len(tag) > 2:
            return tag in _LONG_TAGS and len(tag) + len(room) == _PLACE
        if tag == "TY":
            self._loose = len(room) != 2
        # Copied text loses a space of two; then the whole record has lost it.
        return len(room) == 2 or (self._loose and bool(room))

    def _take_tag(self, number: int, tag: _Tag) -> None:
        if tag.name in ("EF", "FN", "VR") and self._spaced and tag.dialect is not Dialect.RIS:
            self._close()
            self.classes[number] = LineClass.BOILERPLATE
            return
        if self._begins(tag):
            self._close()
        if self._draft is None:
            if tag.name == "ER":  # doubled
                self.classes[number] = LineClass.BOILERPLATE
                return
            self._draft = Draft(tag.dialect or self._of_the_file(tag.name))
        elif self._after_blank:
            self._draft.gap = len(self._draft.fields)
        self._draft.add(number, tag.name, tag.text)
        if tag.name == "ER" and self._draft.dialect in (Dialect.RIS, Dialect.WEB_OF_SCIENCE):
            self._close()

    def _of_the_file(self, tag: str) -> Dialect:
        is_medline = len(tag) > 2 or (self._has_medline and not self._has_ris)
        return Dialect.MEDLINE if is_medline else Dialect.RIS

    def _begins(self, tag: _Tag) -> bool:
        """Whether the tag begins a record though none has ended."""
        draft = self._draft
        if draft is None:
            return False
        if tag.dialect not in (None, draft.dialect):
            return True
        if tag.name == draft.dialect.value:
            return not draft.has_only_begun
        if tag.dialect is Dialect.REFER and self._after_blank and "%0" not in draft.first:
            return True
        if tag.name not in _SINGLE or tag.name not in draft.first:
            return False
        if self._after_blank:
            return True
        if draft.first[tag.name] < draft.gap:
            self._split_at_gap(draft)
        return False

    def _split_at_gap(self, draft: Draft) -> None:
        """Two records whose ends are missing have only the blank line between them."""
        after = Draft(draft.dialect)
        for each in draft.fields[draft.gap :]:
            after.first.setdefault(each.tag, len(after.fields))
            after.fields.append(each)
        del draft.fields[draft.gap :]
        self._close()
        self._draft = after

    def _close(self) -> None:
        if self._draft is not None:
            self.drafts.append(self._draft)
        self._draft = None

    # ------------------------------------------------------------ lines without one

    def _goes_on(self, number: int, line: str, text: str) -> bool:
        """Whether a line without a tag belongs to the field before it; then it is added to it."""
        if self._draft is None:
            return False
        last = self._draft.fields[-1]
        if _INDENTED.match(line):
            pass
        elif last.tag in _SHORT_VALUES or (self._after_blank and last.tag not in _PARAGRAPHS):
            return False
        elif last.tag in _LINKS:
            if " " in text or "://" not in text:
                return False
        elif last.tag in _PEOPLE and not last.texts[-1].endswith(","):
            if not _NAME.fullmatch(text):
                return False
            self._draft.add(number, last.tag, text)
            return True
        if self._after_blank:
            last.texts.append("")
        last.numbers.append(number)
        last.texts.append(text)
        return True
