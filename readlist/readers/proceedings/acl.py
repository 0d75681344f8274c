"""Pages of the ACL Anthology: volumes, events, and single papers.

On lists `pdf bib abs` stands before each title, and `First Author | Second Author` below it; the
abstract follows where it is unfolded. A paper's own page has labels (`Anthology ID:`, `DOI:`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from readlist.links import parse_doi, urls_in
from readlist.readers.base import SNIFFED, LineClass, Reading
from readlist.readers.bylines import cuts, names_in
from readlist.readers.pages import Entry, Page
from readlist.readers.prose import ends_sentence

_BUTTON: Final = r"(?:[Pp][Dd][Ff]|[Bb]ib|BIB|[Aa]bs|ABS)"
# The buttons stand close together: "pdfbibabs" is what some browsers copy.
_BUTTONS = re.compile(
    rf"\W{{0,3}}(?:{_BUTTON}(?: ?\(full\))?[\s|\]\[·]{{0,4}}){{2,4}}(?:(?<=[\s|\]])|(?![a-z]))"
)
_ONE_BUTTON = re.compile(rf"\[?{_BUTTON}(?: ?\(full\))?\]?")
# Links of other sites' pages, which may stand one a line as the buttons do.
_OTHERS = re.compile(r"\[\s?(?:supp|bibtex|arxiv)\s?\]|download pdf|\bPMLR\b", re.IGNORECASE)
_NOT_OURS: Final = 0.3
_BADGE: Final = (
    r"(?:software|data(?:set)?s?|videos?|code|poster|slides|presentation|attachment|award"
    r"|(?:optional)? ?supplementary ?(?:material)?|notes?)"
)
# What else is there for a paper, beside the buttons or on lines of their own.
_BADGES = re.compile(rf"\[?{_BADGE}\]?(?:[\s|,·]{{1,3}}\[?{_BADGE}\]?){{0,5}}", re.IGNORECASE)
_VOLUME = re.compile(
    r"(?:Proceedings of|Findings of|Transactions of|Computational Linguistics\b.*Volume"
    r"|Companion Proceedings|Annual Meeting of|Conference on|Workshop on|.{0,60}\bConference of)"
    r".{0,300}"
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_TRAILING_YEAR = re.compile(r"(?:\s*\(\d+ papers?\))?[\s,(:]*\b(?:19|20)\d\d\)?\W*$")
_LABEL = re.compile(
    r"(?P<label>Anthology ID|Volume|Month|Year|Address|Editors?|Venues?|SIGs?|Publisher|Note|Pages"
    r"|Language|URL|DOI|Bibkey|Bib Export formats|Cite \((?:ACL|Informal)\)|Copy Citation|PDF|Code"
    r"|Data|Software|Video|Award|Copyright|Supplementary material|Presentation)\s*:\s*(?P<value>.*)"
)
_PAGE_WORDS = re.compile(
    r"(?:(?:acl(?: anthology)?|logo|\(current\)|faq|corrections|submissions|github) ?)+"
    r"|contents|anthology"
    r"|search(?: the anthology)?(?: by .{0,20})?[.…]*|show all abstracts|hide all abstracts"
    r"|(?:show|hide) (?:all )?abstracts? ?\W*|abstract|back to (?:top|.{0,40})|copy citation.{0,60}"
    r"|(?:bibtex|markdown|mods xml|endnote|more options|search|permalink|fix data|cite|copy)"
    r"(?:[ …|]+(?:bibtex|markdown|mods xml|endnote|more options|search|fix data))*[ …]*"
    r"|volumes?|events?|authors|venues|links|.{0,20}\(\d+ papers?\)|\d+ papers?|up|\W+"
    r"|acl materials are copyright.{0,1200}|materials (?:prior|published).{0,600}"
    r"|permission is granted to make copies.{0,300}|the acl anthology is managed.{0,200}"
    r"|site last built.{0,100}|.{0,20}creative commons.{0,200}",
    re.IGNORECASE,
)


class AclReader:
    """Reads pages of the ACL Anthology."""

    name: Final = "acl"
    label: Final = "a page of the ACL Anthology"

    def sniff(self, lines: Sequence[str]) -> float:
        first = lines[:SNIFFED]
        told = sum(1 for line in first if line.strip())
        others = sum(_OTHERS.search(line) is not None for line in first)
        return self.read(first).confidence * (1.0 if 20 * others <= told else _NOT_OURS)

    def read(self, lines: Sequence[str]) -> Reading:
        page = Page(lines)
        return page.reading(self.name, _Anthology(page).entries())


class _Anthology:
    """Goes through a page once, keeping the volume it is in."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.venue: str | None = None
        self.year: int | None = None
        self.made: list[Entry] = []
        self.block: list[tuple[int, str]] = []
        """Lines (numbers from 0) of title, authors, abstract since the last buttons."""
        self.buttons: list[int] = []
        self.label = ""
        """The label whose value is on the next line."""

    def entries(self) -> list[Entry]:
        page = self.page
        for number in page.content:
            text = page.texts[number]
            if not self.buttons and (label := _LABEL.fullmatch(text)):
                self._label(number, label["label"], label["value"].strip())
            elif self.label:
                self._label(number, self.label, text)
            elif found := _BUTTONS.match(text):
                self.close()
                self.buttons.append(number)
                rest = text[found.end() :].strip(" |]·")
                if rest and not _BADGES.fullmatch(rest):
                    self.block.append((number, rest))
            elif _ONE_BUTTON.fullmatch(text):
                if self.block:
                    self.close()
                self.buttons.append(number)
            elif self.buttons and _BADGES.fullmatch(text):
                self.buttons.append(number)
            elif self._is_heading(text):
                if self.block:
                    self.close()
                self._enter_volume(text)
                page.classes[number] = LineClass.BOILERPLATE
            elif self._is_page_word(text):
                page.classes[number] = LineClass.BOILERPLATE
            else:
                self.block.append((number, text))
        self.close()
        return self.made

    def _is_heading(self, text: str) -> bool:
        if _VOLUME.fullmatch(text) is None or ends_sentence(text):
            return False
        # Below its buttons an entry is a title first, then authors. The volume itself is one too.
        return not (self.buttons and len(self.block) == 1)

    def _is_page_word(self, text: str) -> bool:
        return (not self.buttons or bool(self.block)) and _PAGE_WORDS.fullmatch(text) is not None

    def _enter_volume(self, text: str) -> None:
        year = _YEAR.findall(text)
        self.venue = _TRAILING_YEAR.sub("", text) or None
        self.year = int(year[-1]) if year else self.year
        for number in self.buttons:
            self.page.classes[number] = LineClass.BOILERPLATE
        self.buttons.clear()

    def _label(self, number: int, label: str, value: str) -> None:
        """A labelled line: of the paper whose page this is, else of the volume."""
        if self.block:
            self.close(labelled=self.venue is None)
        self.label = "" if value else label
        owner = self.made[-1] if self.made and self.venue is None else None
        if owner is None:
            self.page.classes[number] = LineClass.BOILERPLATE
            if label == "Year" and _YEAR.fullmatch(value):
                self.year = int(value)
            return
        self.page.give(owner, LineClass.FIELD, [number])
        if label == "Year" and _YEAR.fullmatch(value):
            owner.year = int(value)
        elif label == "Volume":
            owner.venue = _TRAILING_YEAR.sub("", value) or None
        elif label == "DOI":
            owner.doi = owner.doi or parse_doi(value)
        elif label in ("URL", "PDF", "Code"):
            owner.urls += urls_in(value)
        owner.marked |= label == "Anthology ID"

    def close(self, *, labelled: bool = False) -> None:
        """Make entries of the lines since the last buttons."""
        block, buttons = self.block, self.buttons
        self.block, self.buttons = [], []
        if not buttons and not labelled:
            self._before_first(block)
            return
        if not block:
            for number in buttons:
                self.page.classes[number] = LineClass.BOILERPLATE
            return
        begun = len(self.made)
        for part in _by_bylines(block):
            entry = Entry(venue=self.venue, year=self.year, marked=bool(buttons))
            self.made.append(self._fill(entry, part))
        self.page.give(self.made[begun], LineClass.FIELD, buttons)

    def _before_first(self, block: Sequence[tuple[int, str]]) -> None:
        """Editors below the name of a volume are the page's; anything else is not known."""
        for number, text in block:
            if self.venue and (names_in(text) > 0 or "(Editors)" in text):
                self.page.classes[number] = LineClass.BOILERPLATE

    def _fill(self, entry: Entry, part: Sequence[tuple[int, str]]) -> Entry:
        texts = [text for _, text in part]
        numbers = [number for number, _ in part]
        title, end = _title_and_authors(texts)
        entry.title, entry.byline = texts[:title], texts[title:end]
        if abstract := texts[end:]:
            abstract[0] = re.sub(r"^Abstract\s*[:.]?\s*(?=[A-Z])", "", abstract[0])
            entry.paragraphs = [abstract]
        self.page.give(entry, LineClass.TITLE, numbers[:title])
        self.page.give(entry, LineClass.FIELD, numbers[title:end])
        self.page.give(entry, LineClass.ABSTRACT, numbers[end:])
        return entry


def _title_and_authors(texts: Sequence[str]) -> tuple[int, int]:
    """Where the title and where the authors end."""
    listed = next((n for n, text in enumerate(texts) if _is_listed(text)), None)
    if listed is not None:
        end = listed + 1
        while end < len(texts) and (
            texts[end - 1].endswith("|") or texts[end].startswith("|") or _is_listed(texts[end])
        ):
            end += 1
        return listed, end
    # Sentences are the abstract, wherever the authors are.
    prose = next((n for n, text in enumerate(texts) if n and _is_prose(text)), len(texts))
    cut = cuts(texts[:prose])[0]
    if cut.title == cut.byline:  # one line that might be names is the title
        return (1, 1) if prose == 1 else (cut.byline, cut.end)
    return cut.byline, cut.end


def _is_listed(text: str) -> bool:
    """Whether `text` is authors as the Anthology lists them."""
    return "|" in text and names_in(text) > 0


def _is_prose(text: str) -> bool:
    return len(text) > 140 or (len(text) > 60 and ends_sentence(text) and text[-1] == ".")


def _by_bylines(block: Sequence[tuple[int, str]]) -> list[Sequence[tuple[int, str]]]:
    """`block` cut where another entry begins whose buttons were lost: above its authors."""
    listed = [
        place
        for place, (_, text) in enumerate(block)
        if _is_listed(text) and not (place and _is_listed(block[place - 1][1]))
    ]
    starts = [0]
    for before, place in pairwise(listed):
        title = place - 1
        if title > before and not block[title - 1][1].endswith("|") and title > starts[-1]:
            starts.append(title)
    return [block[a:b] for a, b in zip(starts, [*starts[1:], len(block)], strict=True)]
