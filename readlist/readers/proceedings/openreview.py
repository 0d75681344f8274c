"""Lists of papers on OpenReview: what a venue has accepted, somebody's papers, search results.

A title, its authors, and lines about the submission: `Published: 28 Jan 2022, Last Modified: …`,
`ICLR 2022 Poster`, `Readers: Everyone`; the details (`Keywords:`, `TL;DR:`, `Abstract:`) are
below where they are unfolded. Some browsers copy all but the details onto one line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from readlist.links import urls_in
from readlist.readers.base import SNIFFED, LineClass, Reading
from readlist.readers.bylines import names_in
from readlist.readers.pages import Entry, Page

_MONTH: Final = r"[A-Z][a-z]{2,8}"
_DAY: Final = rf"(?:\d{{1,2}} {_MONTH} (?:19|20)\d\d|{_MONTH} \d{{1,2}},? (?:19|20)\d\d)"
# When a paper came in: only papers on OpenReview have it so.
_STAMP = re.compile(
    rf"(?:(?:Published|Submitted|Last Modified|Modified|Uploaded): {_DAY}(?:, )?"
    rf"|{_DAY} ?\(modified: {_DAY}\)|{_DAY} ?\(Last Modified: {_DAY}\))+"
)
_ACCESS: Final = (
    r"(?:readers?: everyone|everyone|(?:show|hide) details|revisions|bibtex|pdf|readers?"
    r"|cc by(?:-\w{2}){0,3} \d\.\d|cc0(?: \d\.\d)?|\d+ repl(?:y|ies)|no replies)"
)
_ACCESS_ONLY = re.compile(rf"(?:{_ACCESS}[ |,·]*)+", re.IGNORECASE)
_ACCESS_BEHIND = re.compile(rf"\s*(?:{_ACCESS}[ |,·]*)+$", re.IGNORECASE)
_VENUE = re.compile(
    r"(?:submitted to |accepted (?:at|by|to) |rejected by |withdrawn from )?"
    r"(?P<venue>(?-i:[A-Z])[\w&.:@/-]*(?: (?!(?:19|20)\d\d\b)[\w&.:@/-]+){0,8}) "
    r"(?P<year>(?:19|20)\d\d)(?: .{0,80})?",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?P<label>keywords?|tl;?dr|abstract|one[- ]sentence summary|(?:supplementary|additional)"
    r" materials?|primary[- ]area|subject areas?|submission (?:number|type|history)"
    r"|code(?: of ethics| link)?|data(?:set)?(?: link)?|pdf|confirmation|student paper|resubmission"
    r"|reviewed version.{0,20}|community implementations|anonymous url"
    r"|no acknowledgement section|submission guidelines"
    r"|please choose .{0,60}|archival status|assigned action editor|changes since .{0,40}|video"
    r"|previous submission url|license|authorids|venue|poster|slides)\s?:\s*(?P<value>.*)",
    re.IGNORECASE,
)
_PAGE_WORDS = re.compile(
    r"openreview(?:\.net)?|search openreview.{0,5}|login|back arrow.{0,80}|go to .{0,80} homepage"
    r"|please see the venue website.{0,60}|(?:accept(?:ed)?|oral|spotlight|poster|notable|all"
    r"|recent|withdrawn|(?:desk )?rejected|conference|workshop|my) .{0,40}\b(?:submission|paper)s"
    r"|(?:accept|reject|oral|spotlight|poster)s?(?: \(.{1,20}\))?|recent activity"
    r"|your consoles|active venues|about openreview|hosting a venue|all venues|sponsors|news"
    r"|frequently asked questions|contact|feedback|terms of (?:use|service)|privacy policy|donate"
    r"|openreview is a long-term project.{0,400}|[\d «»‹›…<>]+|\W+",
    re.IGNORECASE,
)
_LONGEST_HEAD: Final = 200  # characters of a line above the first paper
_NEAR: Final = 4  # lines from a title to what is said about its submission


class OpenReviewReader:
    """Reads lists of papers on OpenReview."""

    name: Final = "openreview"
    label: Final = "a list of papers on OpenReview"

    def sniff(self, lines: Sequence[str]) -> float:
        return self.read(lines[:SNIFFED]).confidence

    def read(self, lines: Sequence[str]) -> Reading:
        page = Page(lines)
        return page.reading(self.name, _List(page).entries())


class _List:
    """Goes through the lines of a page once."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.texts = [page.texts[number] for number in page.content]
        self.made: list[Entry] = []
        self.field: LineClass | None = None
        """What goes on in the lines that begin nothing new: the abstract, or another field."""

    def entries(self) -> list[Entry]:
        at = 0
        while at < len(self.texts):
            if byline := self._begins(at):
                at = self._begin(at, byline)
            else:
                self._line(at)
                at += 1
        return self.made

    def _begins(self, at: int) -> int:
        """Where the authors end if a title is at `at`, with a stamp below them; else 0."""
        stop = min(at + _NEAR, len(self.texts))
        stamp = next((n for n in range(at + 1, stop) if _STAMP.match(self.texts[n])), 0)
        if not stamp or any(map(_is_about, self.texts[at:stamp])):
            return 0
        # With two more lines to come, words that are the page's or a detail's are no title.
        spare = stamp > at + 2 and (_PAGE_WORDS.fullmatch(self.texts[at]) is not None)
        if spare or _LABEL.fullmatch(self.texts[at]):
            return 0
        first = next((n for n in range(at + 1, stamp) if names_in(self.texts[n])), stamp)
        # The last line of an abstract may stand above the title.
        if first > at + 1 and not self.page.texts[self.page.content[at + 1] - 1] and self.made:
            return 0
        return stamp

    def _begin(self, at: int, stamp: int) -> int:
        texts, numbers = self.texts, self.page.content
        first = next((n for n in range(at + 1, stamp) if names_in(texts[n])), stamp)
        entry = Entry(texts[at:first], texts[first:stamp], marked=True)
        self.page.give(entry, LineClass.TITLE, numbers[at:first])
        self.page.give(entry, LineClass.FIELD, numbers[first:stamp])
        self.made.append(entry)
        self.field = LineClass.FIELD
        return stamp

    def _line(self, at: int) -> None:
        text, number = self.texts[at], self.page.content[at]
        entry = self.made[-1] if self.made else None
        if entry is None:
            if len(text) <= _LONGEST_HEAD and not _is_about(text):
                self.page.classes[number] = LineClass.BOILERPLATE
        elif _is_about(text) or (entry.year is None and _VENUE.fullmatch(text)):
            self._about(entry, text)
            self.page.give(entry, LineClass.FIELD, [number])
            self.field = LineClass.FIELD
        elif label := _LABEL.fullmatch(text):
            self.field = LineClass.FIELD
            if label["label"].lower() == "abstract":
                self.field = LineClass.ABSTRACT
                entry.paragraphs = [[label["value"]]] if label["value"] else [[]]
            else:
                entry.urls += urls_in(label["value"])
            self.page.give(entry, self.field, [number])
        elif _PAGE_WORDS.fullmatch(text):
            self.page.classes[number] = LineClass.BOILERPLATE
        elif self.field is LineClass.ABSTRACT:
            if not self.page.texts[number - 1]:
                entry.paragraphs.append([])
            entry.paragraphs[-1].append(text)
            self.page.give(entry, LineClass.ABSTRACT, [number])
        elif self.page.texts[number - 1]:
            self.page.give(entry, LineClass.FIELD, [number])

    def _about(self, entry: Entry, text: str) -> None:
        """Take the venue and the year from a line about the submission."""
        stamp = _STAMP.search(text)
        rest = _ACCESS_BEHIND.sub("", _STAMP.sub("", text)).strip(" ,|·")
        if venue := _VENUE.fullmatch(rest):
            entry.venue, entry.year = venue["venue"], int(venue["year"])
        elif stamp and entry.year is None and stamp.group().startswith("Published"):
            self._published(entry, stamp.group())

    def _published(self, entry: Entry, stamp: str) -> None:
        following = self.page.texts[max(entry.numbers) + 2 : max(entry.numbers) + 4]
        if not any(map(_VENUE.fullmatch, following)):
            entry.year = int(re.findall(r"(?:19|20)\d\d", stamp)[0])


def _is_about(text: str) -> bool:
    """Whether a line says when a paper came in, or who may read it."""
    return _STAMP.match(text) is not None or _ACCESS_ONLY.fullmatch(text) is not None
