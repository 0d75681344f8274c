"""The results of a Google Scholar search, and its alert mails.

`[PDF] arxiv.org`, a title, `A Author, B Author… - Venue, 2021 - publisher`, an excerpt, and
`Save Cite Cited by 12 Related articles All 5 versions`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from readlist.readers.base import LineClass
from readlist.readers.bylines import names_in
from readlist.readers.pages import Entry, Page
from readlist.readers.scholar.words import PAGE_WORDS
from readlist.readers.venues import TRAILING_YEAR, set_venue

_DASH = re.compile(r" [-–—] ")
_INITIALS = re.compile(r"(?:^|, )[A-Z]{1,4}(?:-[A-Z])? [^\W\d_]")
_HAS_YEAR = re.compile(r"(?<!\d)(?:1[6-9]|20)\d\d(?!\d)")
_HOST = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}(?:/\S*)?", re.IGNORECASE)
_KIND: Final = r"\[(?:pdf|html|book|b|citation|c|ps|doc|txt|rtf)\]"
_KINDS_BEFORE = re.compile(rf"(?:{_KIND}\s*)+", re.IGNORECASE)
_FULL_TEXT = re.compile(
    rf"{_KIND} (?:from )?(?:[\w-]+\.)+[a-z]{{2,}}"
    r"|(?:get it|full text|full view|find it|view) ?@? ?.{0,40}",
    re.IGNORECASE,
)
# What stands below a result, with or without spaces in between.
_FOOTER = re.compile(
    r"(?:\W|save(?:d)?|cite|cited by \d[\d,.]*|related articles?|all \d+ versions?|view as html"
    r"|view in .{0,20}|cached|import into (?:bibtex|endnote|refman|refworks)|web of science:? ?\d*"
    r"|library search|more|fewer|\b99\b|get .{0,30})+",
    re.IGNORECASE,
)
_FOOTER_SIGN = re.compile(
    r"cited by \d|related articles|all \d+ versions|save\W*cite", re.IGNORECASE
)
_PAGE_WORDS = re.compile(
    r"(?:about )?[\d.,]+ results?(?: \([\d.,]+ sec(?:onds)?\))?|page \d+ of .{0,60}|any time"
    r"|since (?:19|20)\d\d|custom range.{0,10}|sort by (?:relevance|date)|any type|review articles"
    r"|include (?:patents|citations)|create alert|articles|case law|google scholar|scholar"
    r"|my (?:profile|library)(?: my library)?|sign in|related searches|previous|next"
    r"|help|privacy|terms"
    r"|(?:privacy ?|terms ?|help ?)+|showing the best result.{0,60}|see all results|profiles"
    r"|year|advanced search|settings|alerts|metrics|search|top|user profiles for .{0,80}"
    r"|(?:this message was sent|this alert was sent|google scholar sends you).{0,200}"
    r"|.{0,80} [-–] new (?:articles|results|citations|related research).{0,60}"
    r"|google scholar alerts.{0,120}|(?:from|to|subject|date|reply-to|cc): .{0,200}"
    r"|list alerts|cancel alert|unsubscribe.{0,40}|see all (?:results|recommendations)|[\d ]+|\W+"
    r"|\[[^\]]{0,80}\](?: \[[^\]]{0,20}\])*|(?:saved? )?(?:twitter|linkedin|facebook)(?: .{0,30})?",
    re.IGNORECASE,
)


def has_results(page: Page) -> bool:
    """Whether the page has results of a search rather than rows of a profile."""
    found = [n for n, number in enumerate(page.content) if _parts(page.texts[number])]
    rows = sum(
        TRAILING_YEAR.search(page.texts[number]) is not None and not _parts(page.texts[number])
        for number in page.content
    )
    return len(found) > 0 and len(found) >= rows


def _parts(text: str) -> tuple[str, str] | None:
    """Authors, and what stands behind them, of `A Author… - Venue, 2021 - publisher`."""
    found = _DASH.search(text)
    if found is None:
        return None
    authors, rest = text[: found.start()], text[found.end() :]
    if _INITIALS.search(authors) is None or not names_in(authors):
        return None
    if _HAS_YEAR.search(rest) or _HOST.fullmatch(rest) or authors.endswith(("…", "...")):
        return authors, rest
    return None


def read_results(page: Page) -> list[Entry]:
    """The entries of a results page; its own words get their class."""
    entries: list[Entry] = []
    above: list[int] = []
    """Lines since the last result: its excerpt, then what belongs to the next one."""
    footed = True
    related = False
    for number in page.content:
        text = page.texts[number]
        if _FOOTER.fullmatch(text) and _FOOTER_SIGN.search(text):
            if entries:
                _excerpt(page, entries[-1], above)
                page.give(entries[-1], LineClass.FIELD, [number])
                entries[-1].marked = True
                above = []
            else:
                page.classes[number] = LineClass.BOILERPLATE
            footed = True
        elif parts := _parts(text):
            title = _title(page, above, footed=(footed or not entries) and not related)
            before = [n for n in above if n not in title]
            if related:
                _known(page, before)
            elif entries and not footed:
                _excerpt(page, entries[-1], before)
            entries.append(_entry(page, title, number, parts))
            above, footed, related = [], False, False
        elif _PAGE_WORDS.fullmatch(text) or PAGE_WORDS.fullmatch(text):
            page.classes[number] = LineClass.BOILERPLATE
            related = related or text.lower() == "related searches"
        else:
            above.append(number)
    if related:
        _known(page, above)
    elif entries and not footed:
        _excerpt(page, entries[-1], above)
    return entries


def _title(page: Page, above: Sequence[int], *, footed: bool) -> list[int]:
    """Which of the lines above the authors are the title (and links to the full text)."""
    if not footed or len(above) > 6:
        return list(above[-1:] if len(above) < 2 or not _is_link(page, above[-2]) else above[-2:])
    begun = len(above) - 1
    # What a blank line parts from the title is not of it.
    while begun > 0 and (above[begun - 1] == above[begun] - 1 or _is_link(page, above[begun - 1])):
        begun -= 1
    return list(above[max(begun, 0) :])


def _known(page: Page, numbers: Sequence[int]) -> None:
    for number in numbers:
        page.classes[number] = LineClass.BOILERPLATE


def _is_link(page: Page, number: int) -> bool:
    return _FULL_TEXT.fullmatch(page.texts[number]) is not None


def _entry(page: Page, above: Sequence[int], number: int, parts: tuple[str, str]) -> Entry:
    links = [n for n in above if _is_link(page, n)]
    title = [n for n in above if n not in links]
    entry = Entry(
        [_KINDS_BEFORE.sub("", page.texts[n], count=1) for n in title], [parts[0]], marked=True
    )
    page.give(entry, LineClass.TITLE, title)
    page.give(entry, LineClass.FIELD, [*links, number])
    rest = _DASH.split(parts[1])
    # The last part is the publisher; where there is only one it may be the year, too.
    venue = " - ".join(rest[:-1]) if len(rest) > 1 else rest[0]
    if not (len(rest) == 1 and _HOST.fullmatch(venue)):
        set_venue(entry, venue)
    return entry


def _excerpt(page: Page, entry: Entry, numbers: Sequence[int]) -> None:
    links = [n for n in numbers if _is_link(page, n)]
    text = [n for n in numbers if n not in links]
    page.give(entry, LineClass.FIELD, links)
    if text:
        page.give(entry, LineClass.ABSTRACT, text)
        entry.paragraphs = [[page.texts[n] for n in text]]
