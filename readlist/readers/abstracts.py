"""A listing of abstracts, each behind the word `Abstract:`, mostly without titles.

Pages of an author's papers are saved like this. Some have a title before each abstract, with
ids, dates or authors between; some wrap the abstracts, or end them with the page's `△ Less`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from readlist.paper import Record
from readlist.readers.base import SNIFFED, LineClass, Reading
from readlist.readers.listing import (
    COUNTER,
    DATE,
    Draft,
    Line,
    attach,
    drafts_of,
    ending_after,
    identifier,
)
from readlist.readers.looks import Piece
from readlist.readers.people import people
from readlist.readers.prose import (
    Wrapping,
    ends_sentence,
    has_no_words,
    is_dangling,
    is_plain_title,
    title_likeness,
    verbatim,
)

_MARK = re.compile(
    r"(?:#{1,6} |[-*•] )?(?:\*\*|__|\*)?abstract(?:\*\*|__|\*)?"
    r"(?:\s*[:：](?:\*\*|__|\*)?\s*|\s*[—–]\s*|\s+-\s+|\.(?:\s+(?=(?-i:[^\W\d_a-z]))|$)|$)",
    re.IGNORECASE,
)
# What arXiv's listings put after an abstract, to fold it up, and after its start, to fold it out.
_LESS = re.compile(r"(?<!\s)\s*△\s*less$", re.IGNORECASE)
_FOLD = re.compile(r"(?<!\s)\s*[△▽]\s*(?:less|more)\s*$", re.IGNORECASE)
_REPEATED: Final = 60
_TITLE = re.compile(r"title\s*:\s*(?=\S)", re.IGNORECASE)
_AUTHORS = re.compile(r"authors?\s*:\s*(?=\S)", re.IGNORECASE)
_ARXIV_LINE = re.compile(r"(arxiv:\S+)(?:\s+\[.*)?", re.IGNORECASE)
_FIELD = re.compile(
    rf"{DATE}|(?:submitted|originally announced) .*|(?:comments?|subjects?|journal ref(?:erence)?|"
    r"report(?: number)?|(?:msc|acm)[ -]class|cite as|published)\s*:.*",
    re.IGNORECASE,
)
_PAGE_WORDS = re.compile(
    r"[△▽]\s*(?:less|more)|via|access paper or ask questions|share (?:this|via)\b.*|view paper on"
    rf"|figure \d+ for .*|{COUNTER}",
    re.IGNORECASE,
)
_NAME = r"[^\W\d_a-z][\w.'’-]*(?: (?:(?!and )[a-z]{2,3} ){0,2}[^\W\d_a-z][\w.'’-]*){1,3}"
_NAMES = re.compile(rf"{_NAME}(?:(?:, (?:and )?| and ){_NAME})+")
_LONGEST_ASIDE: Final = 300
_LONGEST_ABSTRACT: Final = 6000
_MOST_BREAKS: Final = 3
"""More paragraphs than these make something else of an abstract."""


def _is_odd(record: Record) -> bool:
    """Whether what stands over an abstract is no title, as in source code, or it does not end."""
    abstract = record.abstract or ""
    endless = abstract.count("\n\n") > _MOST_BREAKS or len(abstract) > _LONGEST_ABSTRACT
    return endless or (record.title is not None and not is_plain_title(record.title))


class AbstractsReader:
    """Reads lists of abstracts behind `Abstract:`."""

    name: Final = "abstracts"
    label: Final = "a list of abstracts, each after “Abstract:”"

    def sniff(self, lines: Sequence[str]) -> float:
        return self.read(lines[:SNIFFED]).confidence

    def read(self, lines: Sequence[str]) -> Reading:
        texts = [verbatim(line) for line in lines]
        parts = _sorted_out(texts)
        drafts = drafts_of(parts.content, parts.classes, marked=True)
        drafts = _records_among(drafts, parts.classes)
        _attach_all(drafts, parts)
        wrapping = Wrapping(texts)
        records = tuple(draft.record(wrapping, _unfolded) for draft in drafts)
        told = len(texts) - parts.classes.count(LineClass.BLANK)
        unparsed = parts.classes.count(LineClass.UNPARSED)
        confidence = (told - unparsed) / told if records else 0.0
        if sum(map(_is_odd, records)) * 2 > len(records):
            confidence /= 2
        return Reading(self.name, confidence, records, tuple(parts.classes))


@dataclass(slots=True)
class _Parts:
    """The lines of a file by what can be told of them one by one; numbers count from 0."""

    classes: list[LineClass]
    content: list[Line] = field(default_factory=list)
    identifiers: list[tuple[int, str]] = field(default_factory=list)
    authors: list[tuple[int, tuple[str, ...]]] = field(default_factory=list)


def _sorted_out(texts: Sequence[str]) -> _Parts:
    parts = _Parts([LineClass.UNPARSED if text else LineClass.BLANK for text in texts])
    gap = False
    before = ""
    for number, text in enumerate(texts):
        if not text:
            gap = True
            continue
        text = _LESS.sub("", text)
        if not text:
            parts.classes[number] = LineClass.BOILERPLATE
            continue
        if mark := _MARK.match(text):
            parts.content.append(Line(number, _marked(text, mark.end(), gap)))
        elif before and not ends_sentence(before) and title_likeness(before) <= 1.0:
            parts.content.append(Line(number, Piece(text, gap)))  # in the middle of a sentence
        elif not _is_aside(number, text, parts, _may_be_names(texts, number, before)):
            label = _TITLE.match(text)
            text = text[label.end() :] if label else text
            parts.content.append(Line(number, Piece(text, gap)))
        else:
            continue
        gap = False
        before = text
    return parts


def _marked(text: str, start: int, gap: bool) -> Piece:
    """The piece behind the mark of an abstract, which begins at `start`."""
    return Piece(text[start:], gap, marked=True, indent=start)


def _may_be_names(texts: Sequence[str], number: int, before: str) -> bool:
    """Whether authors may stand here without saying so: between a title and what follows it."""
    after = next(filter(None, texts[number + 1 : number + 5]), "")
    followed = _MARK.match(after) or _FIELD.fullmatch(after) or identifier(after)
    return bool(before and followed) and not ends_sentence(before) and not is_dangling(before)


def _is_aside(number: int, text: str, parts: _Parts, may_be_names: bool) -> bool:
    """Take in a line that is neither title nor abstract: an id, authors, a date, page words."""
    if len(text) > _LONGEST_ASIDE:
        return False
    if has_no_words(text):
        counter = _PAGE_WORDS.fullmatch(text)
        parts.classes[number] = LineClass.BOILERPLATE if counter else LineClass.UNPARSED
        return True
    arxiv_line = _ARXIV_LINE.fullmatch(text)
    own = identifier(arxiv_line.group(1) if arxiv_line else text)
    if own is not None:
        parts.identifiers.append((number, own))
        return True
    label = _AUTHORS.match(text)
    if label or (may_be_names and _NAMES.fullmatch(text)):
        parts.authors.append((number, people(text[label.end() :] if label else text)))
        return True
    if _FIELD.fullmatch(text):
        parts.classes[number] = LineClass.FIELD
        return True
    if _PAGE_WORDS.fullmatch(text):
        parts.classes[number] = LineClass.BOILERPLATE
        return True
    return False


def _records_among(drafts: Sequence[Draft], classes: list[LineClass]) -> list[Draft]:
    """The drafts that are records; the lines of the others are left unparsed.

    A mark without text is none, and a title without abstract is one only where titles are usual.
    """
    whole = [draft for draft in drafts if any(map(any, draft.paragraphs))]
    titled = [draft for draft in drafts if draft.title]
    usual = sum(bool(draft.title) for draft in whole) * 2 > len(drafts)
    kept = {id(draft) for draft in (*whole, *(titled if usual else ()))}
    for draft in drafts:
        if id(draft) not in kept:
            for number in draft.numbers:
                classes[number] = LineClass.UNPARSED
    return [draft for draft in drafts if id(draft) in kept]


def _unfolded(abstract: str) -> str:
    """`abstract` without the page's `△ Less` and `▽ More`, and without what these repeat.

    A page saved as text can hold the first words of an abstract, `▽ More`, and then all of it.
    """
    short, more, whole = abstract.partition("▽ More")
    start = " ".join(short.split()).rstrip("…. ")[:_REPEATED]
    if more and start and " ".join(whole.split()).startswith(start):
        abstract = whole.strip()
    return _FOLD.sub("", abstract)


def _attach_all(drafts: Sequence[Draft], parts: _Parts) -> None:
    """Give ids, links and authors to their records."""
    first = parts.content[0].number if parts.content else 0
    ahead = bool(parts.identifiers) and parts.identifiers[0][0] < first
    attach(drafts, parts.identifiers, parts.classes, ahead=ahead)
    for number, names in parts.authors:
        owner = ending_after(drafts, number)
        if owner is not None and names:
            owner.authors = owner.authors or names
            owner.numbers.append(number)
            parts.classes[number] = LineClass.FIELD
