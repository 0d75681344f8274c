"""Papers in blocks of labelled fields, as people keep them and pages print them.

    Title: Kites That Repair Bridges
    Authors: Jane Doe, John Roe
    Abstract: We let kites repair bridges. The bridges
    hold.

    A second paragraph.
    Keywords: kites, bridges

Labels come in any case, in bold, with a dash for the colon, glued to their text, alone on their
line, or one behind the other on a line; fields in any order. arXiv's page of a single paper, saved
as text, looks like this too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from readlist.links import parse_arxiv_id, parse_doi, urls_in
from readlist.readers.arxiv.words import INDEX, LISTED, is_page_words
from readlist.readers.base import SNIFFED, LineClass, Problem, Reading
from readlist.readers.blocks import Block, Sheet, numbered
from readlist.readers.labelled.order import HEADING, SEPARATOR, before_titles, lead_of, with_titles
from readlist.readers.labelled.record import IDENTIFYING, labelled_record
from readlist.readers.labelled.words import WEAK, Labelled, label_of, pieces_of
from readlist.readers.listing import identifier
from readlist.readers.prose import ends_sentence, goes_on, is_dangling

_CORE: Final = ("title", "authors", "abstract")
_PROSE: Final = ("title", "authors", "abstract", "summary")
# The page of one paper on arXiv, around its fields.
_PAGE_WORDS = re.compile(
    r"\[?submitted on .{4,200}|\(or arxiv:.{4,40} for this version\)|focus to learn more"
    r"|arxiv-issued doi.{0,60}|submission history|from: .{1,60}\[view email\].*"
    r"|\[v\d{1,2}\] .{4,80}|view (?:a )?pdf.{0,300}|html \(experimental\)|tex source|other formats"
    r"|view license|(?:current )?browse context:?.{0,40}"
    r"|(?:full-text links|access paper):?|download:?"
    r"|references ?& ?citations|nasa ads|google scholar|semantic scholar|export bibtex citation"
    r"|bookmark|(?:bibliographic|related) .{0,20}(?:tools|explorer.*)|code, data.{0,60}"
    r"|about arxivlabs|< ?prev(?: +\| +next ?>)?|next ?>|demos|related papers"
    r"|new \| recent \| \d{4}-\d\d|arxiv(?: logo)?(?: ?> ?[\w.:/-]{1,40}){1,3}"
    r"|(?:computer science|mathematics|physics|statistics) > .{1,60}"
    r"|change to browse by:?(?: [\w.-]{2,20}){0,9}"
    r"|(?:loading\.\.\.|data provided by:?)|which authors of this paper.*"
    r"|(?:disable|enable) mathjax.*",
    re.IGNORECASE,
)
_DATE = re.compile(r"\(?(?:\d|[A-Z][a-z]{2,8}\.? \d|[A-Z][a-z]{2}, \d)")
_SHORT: Final = 100
_LONG: Final = 200


class LabelledReader:
    """Reads blocks of labelled fields."""

    name: Final = "labelled"
    label: Final = "papers with a label before each field (Title:, Authors:, Abstract:)"

    def sniff(self, lines: Sequence[str]) -> float:
        return self.read(lines[:SNIFFED]).confidence

    def read(self, lines: Sequence[str]) -> Reading:
        sheet = Sheet(lines)
        entries = _Scan(sheet).entries
        known = [entry for entry in entries if entry.is_known]
        problems = [_given_up(entry, sheet) for entry in entries if not entry.is_known]
        sheet.settle_repeats(entry.block for entry in known)
        marked = [entry.block for entry in known if entry.is_marked]
        return Reading(
            self.name,
            sheet.share(marked) * _own_share(sheet, len(marked)),
            numbered(labelled_record(entry.block, sheet.wrapping) for entry in known),
            tuple(sheet.classes),
            tuple(problems),
        )


_MOST_TITLE_LINES: Final = 12


@dataclass(slots=True)
class _Entry:
    """One paper: the lines of its fields, and the fields in the order they came."""

    block: Block = field(default_factory=Block)
    name: str = ""
    """The field being read; empty: none, what follows is no part of the entry."""

    @property
    def rows(self) -> dict[str, list[str]]:
        return self.block.rows

    def has(self, name: str) -> bool:
        return any(self.rows.get(name, ()))

    @property
    def has_more_than_title(self) -> bool:
        return self.has("title") and sum(map(self.has, self.rows)) > 1

    @property
    def is_known(self) -> bool:
        return any(map(self.has, ("title", "abstract", "summary", *IDENTIFYING)))

    @property
    def is_marked(self) -> bool:
        """Whether it has what makes these blocks unmistakable: a labelled title and more."""
        # A title of many lines is no title: "Title" only happened to begin a line.
        short = len(self.rows.get("title", ())) <= _MOST_TITLE_LINES
        if not short or not self.has_more_than_title:
            return False
        whole = self.has("authors") and any(map(self.has, ("abstract", *IDENTIFYING)))
        return whole or not self._is_code()

    def _is_code(self) -> bool:
        """Whether the fields go on as programs and their settings do, which have titles, too."""
        more = [line for rows in self.rows.values() for line in rows[1:]]
        return sum(_CODE.search(line[:200]) is not None for line in more) * 2 > len(more)


_CODE = re.compile(r"[{};]\s*$|^\s*(?:[*#}]|[a-z_]\w{0,30}:(?:\s|$)|- [a-z]\w{0,30}:)|\*/")


def _own_share(sheet: Sheet, count: int) -> float:
    """Less than 1 where the records have the heads of arXiv's listings or mailings."""
    heads = sum(len(text) < 200 and _is_head(text) for text in sheet.texts)
    return 1.0 if heads * 3 < count else 0.25


def _is_head(text: str) -> bool:
    if text.startswith(("\\\\", "[pdf]", "[pdf, ")):
        return True
    return "[" in text and LISTED.fullmatch(text) is not None


class _Scan:
    """Goes through the lines of a file; `entries` are its papers."""

    def __init__(self, sheet: Sheet) -> None:
        self.entries: list[_Entry] = []
        self._sheet = sheet
        self._open: _Entry | None = None
        content = list(sheet.content())
        labels = with_titles(content, [label_of(text) for _, text, _ in content])
        self._lead = lead_of(content, labels)
        first_of_block = before_titles(content, labels)
        self._labels_abstracts = any(label and label.kind == "abstract" for label in labels)
        on_page = any(text.startswith("[Submitted on ") for _, text, _ in content)
        for place, (number, text, gap) in enumerate(content):
            after = labels[place + 1] if place + 1 < len(content) else None
            label = labels[place]
            if label and not self._is_text(label, gap):
                if place in first_of_block and self._open and self._open.has_more_than_title:
                    self._open = None
                self._fields(number, text, gap, label)
            elif self._is_structure(text):
                sheet.classes[number] = LineClass.BOILERPLATE
                self._open = self._open if INDEX.fullmatch(text) and not gap else None
            elif on_page and (_PAGE_WORDS.fullmatch(text[:400]) or is_page_words(text)):
                sheet.classes[number] = LineClass.BOILERPLATE
                if self._open:
                    self._open.name = ""
            else:
                heading = gap and after is not None and after.kind == self._lead
                self._text(number, text, gap, heading)

    def _is_text(self, label: Labelled, gap: bool) -> bool:
        """Whether what looks like a label is how a line of an abstract happens to begin."""
        entry = self._open
        if entry is None or entry.name not in ("abstract", "summary") or not entry.has(entry.name):
            return False
        if label.kind in _CORE:
            return False
        before = entry.rows[entry.name][-1]
        if not ends_sentence(before) and not gap:
            return True
        if WEAK.fullmatch(label.name) is None or len(label.text) <= _SHORT:
            return False
        return ends_sentence(label.text)  # lists of subjects can be long, too

    def _is_structure(self, text: str) -> bool:
        """Whether a line parts entries: a rule, or the number of the next one."""
        entry = self._open
        if len(text) > _LONG or not SEPARATOR.fullmatch(text):
            return False
        if entry is None or entry.name != "abstract" or not entry.has("abstract"):
            return True
        return not text[0].isdigit() or ends_sentence(entry.rows["abstract"][-1])

    def _fields(self, number: int, text: str, gap: bool, first: Labelled) -> None:
        pieces = [first] if first.name == HEADING else pieces_of(text)
        for place, piece in enumerate(pieces):
            kind = _kind(piece)
            indent = 0 if place else len(text) - len(piece.text)
            if kind == "summary" and self._open and self._open.has("abstract"):
                kind = "other"
            entry = self._open
            if entry is None or self._begins(entry, kind):
                entry = self._open = _Entry()
                self.entries.append(entry)
            one_by_one = kind == "authors" and entry.name == "authors" and entry.has("authors")
            entry.name = kind
            value = f"; {piece.text}" if one_by_one else piece.text
            if value:
                entry.block.add(kind, value, gap=gap and kind == "abstract", indent=indent)
            self._give(number, kind if value else "other")

    def _begins(self, entry: _Entry, kind: str) -> bool:
        """Whether a label of `kind` begins the next paper."""
        if kind == self._lead and any(map(entry.has, _CORE)):
            return not (kind == "authors" and entry.name == "authors")
        if kind == "authors" and entry.name == "authors":
            return False
        return kind in _CORE and entry.has(kind)

    def _text(self, number: int, text: str, gap: bool, heading: bool) -> None:
        entry = self._open
        if entry is None:
            return
        if (gap or entry.name not in _PROSE) and (own := identifier(text)):
            entry.block.add("link", own)
            self._give(number, "link")
            return
        if not entry.name:
            return
        rows = entry.rows.get(entry.name, [])
        if entry.name in ("abstract", "summary"):
            remark = gap and goes_on(text) and bool(rows) and ends_sentence(rows[-1])
            if (heading or remark) and len(text) < _SHORT and not ends_sentence(text) and rows:
                entry.name = ""
                return
        elif rows and len(text) > _LONG and self._misses_abstract(entry, rows[-1]):
            entry.name = "abstract"
        elif rows and gap and not (goes_on(text) or is_dangling(rows[-1])):
            entry.name = ""
            return
        entry.block.add(entry.name, text, gap=gap)
        self._give(number, entry.name)

    def _misses_abstract(self, entry: _Entry, before: str) -> bool:
        if not self._labels_abstracts or entry.has("abstract"):
            return False
        return entry.name != "authors" or not before.endswith(",")

    def _give(self, number: int, kind: str) -> None:
        assert self._open is not None
        kinds = {
            "title": LineClass.TITLE,
            "abstract": LineClass.ABSTRACT,
            "summary": LineClass.ABSTRACT,
        }
        self._sheet.give(self._open.block, number, kinds.get(kind, LineClass.FIELD))


def _kind(piece: Labelled) -> str:
    """What a label says its field is; `Paper:` may name a title or a link, `Published:` a venue."""
    if piece.name.startswith("published") and piece.text and not _DATE.match(piece.text):
        return "venue"
    if piece.kind != "paper":
        return piece.kind
    first = piece.text.split(maxsplit=1)[0] if piece.text else ""
    return "link" if urls_in(first) or parse_arxiv_id(first) or parse_doi(first) else "title"


def _given_up(entry: _Entry, sheet: Sheet) -> Problem:
    for number in entry.block.numbers:
        sheet.classes[number] = LineClass.UNPARSED
    return Problem(min(entry.block.numbers) + 1, "the entry has neither a title nor an abstract")
