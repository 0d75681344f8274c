"""A dump of a trending-papers page: a header, then titles and abstracts in turn.

Nothing marks a line as the one or the other, and pages get damaged on their way through editors
and mail; so lines are told apart by role (see `roles`), and the words of the page around the
papers by a list of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from readlist.paper import Record
from readlist.readers.base import SNIFFED, LineClass, Reading
from readlist.readers.listing import COUNTER, DATE, Line, attach, drafts_of, identifier
from readlist.readers.looks import Piece
from readlist.readers.prose import (
    Wrapping,
    ends_sentence,
    has_no_words,
    is_dangling,
    is_plain_abstract,
    is_plain_title,
    title_likeness,
    verbatim,
)

_HEADER = re.compile(
    r"\s*(?:(?:new\s*)?Get trending papers in your email inbox(?: once a day)?\s*!"
    r"|by\s?\S.{0,60}? and the research community)",
    re.IGNORECASE,
)
# Alone on its line, or glued to the first title: "SubscribeA Title", but not "Subscribers".
_SUBSCRIBE = re.compile(r"\s*Subscribe(?!(?:d|r|rs|s)\b)(?!\s+\S)")
_PAGE_WORDS = re.compile(
    r"new|trending(?: papers)?|daily papers|(?:hugging face )?papers|hugging face|subscribe"
    r"|(?:up)?votes?:? ?\d*|\d+ (?:up)?votes?|submitted by(?: ?\S+){0,4}|published on .{3,20}"
    r"|[·•]?\s*\d+ (?:authors?|comments?|repl(?:y|ies)|(?:days?|hours?|minutes?) ago)"
    r"|previous|next|load more|show more|view all|log ?in|sign ?up|models|datasets|spaces|docs"
    r"|pricing|enterprise|community|company|tos|terms|privacy|about|careers|jobs|website"
    r"|system theme|© ?hugging face|(?:view |read )?(?:arxiv|paper) page|view pdf"
    rf"|(?:github )?\d[\d.,]*k|github|{DATE}|{COUNTER}",
    re.IGNORECASE,
)
_LONGEST_PAGE_WORDS: Final = 60
_NAME_FOLLOWS = re.compile(r"submitted by", re.IGNORECASE)
# Another format: its abstracts say so themselves.
_MARKED = re.compile(r"abstract\s*[:：]", re.IGNORECASE)


class TrendingReader:
    """Reads dumps of a trending-papers page."""

    name: Final = "trending"
    label: Final = "a dump of a trending-papers page"

    def sniff(self, lines: Sequence[str]) -> float:
        return self.read(lines[:SNIFFED]).confidence

    def read(self, lines: Sequence[str]) -> Reading:
        texts = [verbatim(line) for line in lines]
        classes = [LineClass.UNPARSED if text else LineClass.BLANK for text in texts]
        content, identifiers = _content(texts, classes)
        drafts = drafts_of(content, classes)
        attach(drafts, identifiers, classes)
        wrapping = Wrapping(texts)
        records = tuple(draft.record(wrapping) for draft in drafts)
        spans = [len(draft.numbers) for draft in drafts]
        has_header = any(_HEADER.match(text) for text in texts)
        confidence = _confidence(classes, records, spans, has_header)
        return Reading(self.name, confidence, records, tuple(classes))


def _content(
    texts: Sequence[str], classes: list[LineClass]
) -> tuple[list[Line], list[tuple[int, str]]]:
    """The lines with titles and abstracts, and those that are ids or links (numbers from 0).

    The words of the page get their class here.
    """
    content: list[Line] = []
    identifiers: list[tuple[int, str]] = []
    gap = name_follows = False
    before = ""
    for number, text in enumerate(texts):
        if not text:
            gap = True
            continue
        rest = _without_page_words(text)
        if not rest or (name_follows and " " not in text):
            classes[number] = LineClass.BOILERPLATE
            name_follows = _NAME_FOLLOWS.fullmatch(text) is not None
            continue
        name_follows = False
        if has_no_words(rest):
            continue
        own = identifier(rest) if _may_stand_alone_after(before) else None
        if own is not None:
            identifiers.append((number, own))
            continue
        content.append(Line(number, Piece(rest, gap)))
        gap = False
        before = rest
    return content, identifiers


def _without_page_words(text: str) -> str:
    """`text` without the page's words that are glued to its front; empty if it is only those."""
    at = 0
    while found := _HEADER.match(text, at) or _SUBSCRIBE.match(text, at):
        at = found.end()
    text = text[at:].lstrip()
    if len(text) <= _LONGEST_PAGE_WORDS and _PAGE_WORDS.fullmatch(text):
        return ""
    return text


def _may_stand_alone_after(before: str) -> bool:
    """Whether a link on the next line is a line of its own, not the end of a wrapped sentence."""
    if ends_sentence(before):
        return True
    return not is_dangling(before) and title_likeness(before) > 1.0


def _confidence(
    classes: Sequence[LineClass], records: Sequence[Record], spans: Sequence[int], has_header: bool
) -> float:
    """How much of the file is titles with abstracts, as such a page has them.

    The page's own header settles what the file is; then all pairs count, and half of the records
    that lost one of the two. Without it they must look the part, and there must be several: any
    heading over a paragraph makes one.
    """
    page = classes.count(LineClass.BOILERPLATE)
    told = len(classes) - page - classes.count(LineClass.BLANK)
    if not told:
        return 0.0
    counted = [
        (record, span)
        for record, span in zip(records, spans, strict=True)
        if not _MARKED.match(record.abstract or "")
    ]
    if has_header:
        weights = [span if r.title and r.abstract else span / 2 for r, span in counted]
        return sum(weights) / told
    typical = [span for record, span in counted if _is_typical(record)]
    # More words of a page than papers: a page, but not this one.
    return sum(typical) / (told + max(0, page - len(typical))) * (1 - 0.5 ** len(typical))


def _is_typical(record: Record) -> bool:
    return bool(
        record.title
        and record.abstract
        and is_plain_title(record.title)
        and is_plain_abstract(record.abstract)
    )
