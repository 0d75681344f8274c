"""Digests and newsletters: papers in blocks of the same shape without labels, as mails bring them.

    1. Kites That Repair Bridges
       Jane Doe, John Roe
       Kite Letters, 2021
       https://arxiv.org/abs/2101.00001
       We let kites repair bridges. The bridges hold.

Only the authors tell such a block from any other text. So a line is a title only if it begins a
block and the next one is surely names; a paper counts if a link to it or an abstract follows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from readlist.readers.base import SNIFFED, LineClass, Reading
from readlist.readers.bylines import is_name, names_in
from readlist.readers.pages import Entry, Page
from readlist.readers.pointers import pointers_in
from readlist.readers.prose import goes_on, is_dangling, title_likeness
from readlist.readers.venues import set_venue

_NUMBER = re.compile(r"(?:\(?\d{1,3}[.):]|\[\d{1,3}\]|#\d{1,3}[.:]?|[-*•‣◦▪–—])\s+(?=\S)")
_MAIL_FIELD = re.compile(
    r"(?:from|to|cc|subject|date|reply-to|sender|message-id|mime-version|list-[a-z-]{2,20}"
    r"|content-[a-z-]{4,20}|return-path|delivered-to|received|x-[a-z-]{2,30}):(?:\s|$)",
    re.IGNORECASE,
)
_LABEL_ALONE = re.compile(
    r"[\W_]*(?:(?:link|url|paper|pdf|arxiv|doi|read|view|full|text|more|at|here|html|abs|code|online)"
    r"[\W_]*)*",
    re.IGNORECASE,
)
_AUTHORS_LABEL = re.compile(r"(?:by|authors?:|with)\s+", re.IGNORECASE)
_AFFILIATION = re.compile(r"\s?\([^()]{1,100}\)")
_CATEGORY = re.compile(r"\s\[[\w.-]{2,20}\]$")
_DIGIT = re.compile(r"\d{2}|\d\s")
_ABSTRACT_LABEL = re.compile(r"(?:abstract|summary|tl;?dr)\s?[:.—–-]\s*", re.IGNORECASE)
_YEAR_AT_END = re.compile(r"(?:^|[\s,(])(?:19|20)\d\d\)?\.?$")

_FOOTER = re.compile(
    r"\b(?:unsubscribe|you (?:receive|get|are receiving)|this (?:e-?)?mail)\b", re.IGNORECASE
)

_SCHOLARLY = re.compile(
    r"\b(?:we (?:\w{1,15}ly )?(?:show|propose|present|introduce|study|find|prove|describe|develop"
    r"|investigate|analy[sz]e|demonstrate|report|revisit|examine|argue|compare|evaluate|explore"
    r"|consider|review|extend|derive|design|measure)|this (?:paper|work|study|article|survey)"
    r"|our (?:methods?|models?|results?|approach|experiments?|framework|findings|analysis)"
    r"|experiments|data ?sets?|state[- ]of[- ]the[- ]art)\b",
    re.IGNORECASE,
)
_DAY = re.compile(
    r"\b(?:\d{1,2}(?:st|nd|rd|th)?\.? [A-Z][a-z]{2,8}\.?|[A-Z][a-z]{2,8}\.? \d{1,2}),? \d{4}"
)
_AS_TITLE: Final = 2.5
"""A line that is as likely a title is no abstract: `prose.title_likeness`."""
_LONGEST_TITLE: Final = 250
_MOST_TITLE_LINES: Final = 3
_LONGEST_VENUE: Final = 120
_SHORTEST_ABSTRACT: Final = 40
"""Characters."""
_FEWEST: Final = 3
"""Papers alike, where some have no link to a paper."""


@dataclass(slots=True)
class _Head:
    """Where a paper begins: places in `Page.content`, ends exclusive."""

    start: int
    names: int
    body: int


class DigestReader:
    """Reads newsletters: blocks of title, authors, venue, link and abstract without labels."""

    name: Final = "digest"
    label: Final = "a newsletter: blocks of title, authors, link and abstract"

    def sniff(self, lines: Sequence[str]) -> float:
        return self.read(lines[:SNIFFED]).confidence

    def read(self, lines: Sequence[str]) -> Reading:
        page = Page(lines)
        _drop_header(page)
        found = _papers(page)
        linked = sum(each.is_linked for each in found)
        sure = sum(each.is_sure for each in found)
        is_digest = linked == len(found) or (len(found) >= _FEWEST and 2 * sure > len(found))
        for each in found:
            _give(page, each, is_sure=is_digest)
        return page.reading(self.name, [each.entry for each in found])


def _drop_header(page: Page) -> None:
    """Class the fields of a mail, up to its first blank line."""
    first = page.content[:1]
    if not first or not _MAIL_FIELD.match(page.texts[first[0]]):
        return
    blank = next(
        (n for n in range(first[0], len(page.texts)) if not page.texts[n]), len(page.texts)
    )
    for number in range(first[0], blank):
        page.classes[number] = LineClass.BOILERPLATE
    page.content = [number for number in page.content if number >= blank]


# ---------------------------------------------------------------- where papers begin


def _heads(page: Page) -> list[_Head]:
    found: list[_Head] = []
    for place in range(len(page.content) - 1):
        if found and place < found[-1].body:
            continue
        if _begins_block(page, place) and (head := _head(page, place)):
            found.append(head)
    return found


def _begins_block(page: Page, place: int) -> bool:
    """Whether a line begins a block: after a blank line, or with a number."""
    if place == 0 or _NUMBER.match(page.texts[page.content[place]]):
        return True
    return page.classes[page.content[place] - 1] is LineClass.BLANK


def _head(page: Page, place: int) -> _Head | None:
    """The title at `place` with the authors below it, if that is what is there."""
    title: list[str] = []
    for at in range(place, min(place + _MOST_TITLE_LINES + 1, len(page.content))):
        text = page.texts[page.content[at]]
        is_apart = at > place and page.content[at] != page.content[at - 1] + 1
        # Below a number even the authors may stand behind a blank line.
        numbered = at == place + 1 and _NUMBER.match(title[0]) is not None
        if is_apart and not (numbered and _are_authors(text)):
            return None
        if title and _are_authors(text) and not is_dangling(title[-1]):
            return _Head(place, at, _end_of_names(page, at)) if _is_title(title) else None
        title.append(text)
    return None


def _end_of_names(page: Page, at: int) -> int:
    """Where the authors end, whose list may be wrapped."""
    end = at + 1
    while end < len(page.content) and page.content[end] == page.content[end - 1] + 1:
        before, text = (_byline(page.texts[page.content[n]])[0] for n in (end - 1, end))
        if not before.endswith((",", ";", "&", " and")) or not names_in(text):
            break
        end += 1
    return end


def _is_title(lines: Sequence[str]) -> bool:
    text = " ".join(lines)
    bare = _NUMBER.sub("", text, count=1)
    if len(bare) > _LONGEST_TITLE or not bare[:1].isalnum() or bare[-1] in ":;,":
        return False
    if pointers_in(bare)[0] or names_in(bare) > 1 or bare[:1].islower():
        return False
    return " " in bare and title_likeness(bare) > 0.5


def _are_authors(text: str) -> bool:
    """Whether a line is surely names and nothing else: whole ones, and no sentence."""
    text = _byline(text)[0]
    count = names_in(text)
    if not count or text[-1] in "!?:" or text[:1].islower() or _DIGIT.search(text):
        return False
    return count > 1 or (1 < len(text.split()) <= 4 and is_name(text) and not text.endswith("."))


def _byline(text: str) -> tuple[str, str]:
    """The names on a line without affiliations in brackets, and the venue behind them, if any."""
    names, dot, rest = text.partition(" · ")
    if not dot or not _is_venue(rest):
        names, rest = text, ""
    names = _AFFILIATION.sub("", _AUTHORS_LABEL.sub("", names, count=1)).strip()
    return names, ", ".join(rest.split(" · ")) if rest else ""


# ---------------------------------------------------------------- papers


@dataclass(slots=True)
class _Paper:
    head: _Head
    entry: Entry
    kinds: list[tuple[int, LineClass]]
    """What the lines below the authors are."""
    is_linked: bool = False
    """There is a link to a paper, not to any other page."""

    @property
    def is_sure(self) -> bool:
        """Whether it is a paper: news and poems have titles, authors and texts, too."""
        text = " ".join(line for paragraph in self.entry.paragraphs for line in paragraph)
        return self.is_linked or bool(self.entry.venue) or _SCHOLARLY.search(text) is not None


def _papers(page: Page) -> list[_Paper]:
    """The papers of a page. An abstract behind a blank line is one only if most have it there."""
    heads = _heads(page)
    ends = [*(head.start for head in heads), len(page.content)][1:]
    apart = sum(_has_abstract_apart(page, *each) for each in zip(heads, ends, strict=True))
    found = []
    for head, end in zip(heads, ends, strict=True):
        paper = _Paper(head, Entry(), [])
        _fill(page, paper, end, apart=2 * apart > len(heads))
        if _has_link(paper.entry) or paper.entry.paragraphs:
            found.append(paper)
    return found


def _has_link(entry: Entry) -> bool:
    return bool(entry.arxiv_id or entry.doi or entry.urls)


def _has_abstract_apart(page: Page, head: _Head, end: int) -> bool:
    paper = _Paper(head, Entry(), [])
    _fill(page, paper, end, apart=True)
    first = next((n for n, kind in paper.kinds if kind is LineClass.ABSTRACT), 0)
    text = page.texts[first]
    return first > 0 and not page.texts[first - 1] and _FOOTER.search(text) is None


def _fill(page: Page, paper: _Paper, end: int, *, apart: bool) -> None:
    is_open = False
    for number in page.content[paper.head.body : end]:
        gap = page.classes[number - 1] is LineClass.BLANK
        kind = _take(paper.entry, page.texts[number], gap=gap, is_open=is_open, apart=apart)
        if kind is None:
            return
        paper.is_linked |= any(each.is_paper for each in pointers_in(page.texts[number])[0])
        is_open = kind is LineClass.ABSTRACT
        paper.kinds.append((number, kind))


def _take(entry: Entry, text: str, *, gap: bool, is_open: bool, apart: bool) -> LineClass | None:
    """Put a line below the authors to `entry`; None: it is not of it.

    `gap`: a blank line stands before it; `is_open`: the line before is of the abstract;
    `apart`: an abstract may stand behind a blank line.
    """
    found, rest = pointers_in(_CATEGORY.sub("", text))
    if found and _LABEL_ALONE.fullmatch(rest):
        if gap and _has_link(entry):
            return None
        for pointer in found:
            entry.arxiv_id = entry.arxiv_id or pointer.arxiv_id
            entry.doi = entry.doi or pointer.doi
            entry.urls += [pointer.url] if pointer.url else []
        return LineClass.FIELD
    if is_open and not gap:
        entry.paragraphs[-1].append(text)
        return LineClass.ABSTRACT
    if entry.paragraphs or (gap and not apart):
        return None
    if not gap and not entry.venue and _is_venue(text):
        set_venue(entry, text)
        return LineClass.FIELD
    if len(text) >= _SHORTEST_ABSTRACT and not goes_on(text) and title_likeness(text) < _AS_TITLE:
        entry.paragraphs.append([_ABSTRACT_LABEL.sub("", text, count=1)])
        return LineClass.ABSTRACT
    return None


def _is_venue(text: str) -> bool:
    """Whether a line names where, or only when, a paper came out."""
    if len(text) > _LONGEST_VENUE or _DAY.search(text):  # of news and posts
        return False
    return _YEAR_AT_END.search(text) is not None


def _give(page: Page, paper: _Paper, *, is_sure: bool) -> None:
    """Give a paper its title, its authors and its lines."""
    head, entry = paper.head, paper.entry
    titles, names = page.content[head.start : head.names], page.content[head.names : head.body]
    rows = [page.texts[number] for number in titles]
    entry.title = [_NUMBER.sub("", rows[0], count=1), *rows[1:]]
    told = [_byline(page.texts[number]) for number in names]
    entry.byline = [name for name, _ in told]
    if (venue := told[-1][1]) and not entry.venue:
        set_venue(entry, venue)
    entry.marked = is_sure
    page.give(entry, LineClass.TITLE, titles)
    page.give(entry, LineClass.FIELD, names)
    for number, kind in paper.kinds:
        page.give(entry, kind, [number])
