"""Proceedings pages whose entries end in links in brackets: `[pdf] [supp]`, `[abs][Download PDF]`.

An entry is a title, its authors (with the proceedings behind a semicolon, on some pages), and the
run of links, perhaps with its BibTeX unfolded below. A paper's own page has an abstract too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from readlist.readers.base import LineClass, Reading
from readlist.readers.bibtex.fields import fields_of
from readlist.readers.bibtex.reader import only_entry
from readlist.readers.bylines import cuts, names_in
from readlist.readers.pages import Entry, Page

_LINK: Final = (
    r"\[\s*(?:(?:download |view )?pdf|abs(?:tract)?|supp(?:l(?:ementa(?:ry|l))?)?(?: ?(?:pdf|zip|"
    r"material))?|arxiv|bib(?:tex)?|video|code|software|data(?:set)?s?|poster|slides|talk|doi|html|"
    r"other files|open ?review|project(?: page)?|springer(?:link)?|github|website|award|citeproc|"
    r"code and data)\s*\]"
)
LINKS: Final = re.compile(rf"(?:{_LINK}[\s,|]*)+", re.IGNORECASE)
"""A line that is a run of links."""
_LINKS_BEHIND = re.compile(rf"(?<=\S)\s*(?:{_LINK}\s*){{1,12}}$", re.IGNORECASE)
# Half a run: a line was broken within the brackets.
_LINKS_OPEN = re.compile(rf"(?:{_LINK}\s*)+\[[\w ]{{0,12}}", re.IGNORECASE)
_LINKS_CLOSE = re.compile(rf"[\w ]{{0,14}}\]\s*(?:{_LINK}\s*)*", re.IGNORECASE)
_BIBTEX = re.compile(r"@\s*[a-z]+\s*\{", re.IGNORECASE)
_LONGEST_BIBTEX: Final = 60  # lines
_ABSTRACT = re.compile(r"abstract\s*[:.]?", re.IGNORECASE)
_INFO = re.compile(
    r"(?<!^);\s*(?=Proceedings\b|[JP]MLR\b|(?:In )?[A-Z].{0,200}\b(?:PMLR|pp?\.)\s*\d)"
)


@dataclass(frozen=True, slots=True)
class Habits:
    """How the pages of one site look."""

    boilerplate: Callable[[str], bool]
    is_own: Callable[[str], bool]
    """Whether a run of links, or the name of proceedings, is one of this site's."""
    is_info: Callable[[str], bool]
    """Whether a line of an entry names the proceedings (the beginning or the rest of it)."""
    info: Callable[[str], tuple[str | None, int | None]]
    """The venue and year of what stands behind the authors."""
    heading: Callable[[str], tuple[str | None, int | None]]
    """The venue and year that a line of the page's own words gives; None: it gives none."""
    sign: re.Pattern[str]
    """What stands on the pages of this site only."""


_NO_SIGN: Final = 0.5
"""How much less sure a reader is of a page without a sign of its site."""


def read_page(format: str, lines: Sequence[str], habits: Habits) -> Reading:
    """Read a page with such habits."""
    page = Page(lines)
    entries: list[Entry] = []
    venue: str | None = None
    year: int | None = None
    for part in _parts(page, habits):
        if isinstance(part, str):
            found = habits.heading(part)
            venue, year = found[0] or venue, found[1] or year
            continue
        entries += _entries(page, part, habits, entries, (venue, year))
    reading = page.reading(format, entries)
    if any(habits.sign.search(text) for text in page.texts):
        return reading
    return replace(reading, confidence=reading.confidence * _NO_SIGN)


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines (numbers from 0) up to the end of an entry: its text, then what closed it."""

    text: tuple[int, ...]
    links: tuple[int, ...]
    bibtex: tuple[int, ...]
    abstract: tuple[int, ...]


def _parts(page: Page, habits: Habits) -> Iterator[_Block | str]:
    """The blocks of the page, and the texts of the page's own lines, which it gives their class."""
    text: list[int] = []
    links: list[int] = []
    bibtex: list[int] = []
    abstract: list[int] = []
    in_abstract = False
    at = 0

    def block() -> _Block:
        made = _Block(tuple(text), tuple(links), tuple(bibtex), tuple(abstract))
        for part in (text, links, bibtex, abstract):
            part.clear()
        return made

    while at < len(page.content):
        number = page.content[at]
        line = page.texts[number]
        at += 1
        if _BIBTEX.match(line):
            end = _end_of_bibtex(page, at - 1)
            if bibtex:
                yield block()
            bibtex += page.content[at - 1 : end]
            at = end
            in_abstract = False
        elif habits.boilerplate(line):
            page.classes[number] = LineClass.BOILERPLATE
            in_abstract = False
            if habits.heading(line) != (None, None):
                yield block()
                yield line
        elif LINKS.fullmatch(line) or (_LINKS_OPEN.fullmatch(line) and not in_abstract):
            if bibtex or (not text and not links and not abstract):
                yield block()
            links.append(number)
            in_abstract = False
            following = page.texts[page.content[at]] if at < len(page.content) else ""
            if _LINKS_OPEN.fullmatch(line) and _LINKS_CLOSE.fullmatch(following):
                links.append(page.content[at])
                at += 1
        elif _ABSTRACT.fullmatch(line) and text and not links:
            page.classes[number] = LineClass.BOILERPLATE
            in_abstract = True
        elif in_abstract:
            abstract.append(number)
        else:
            if links or bibtex:
                yield block()
            text.append(number)
            if _LINKS_BEHIND.search(line):
                links.append(number)
    yield block()


def _end_of_bibtex(page: Page, at: int) -> int:
    """Where (in `content`) the entry that begins at `at` ends: its braces are closed."""
    depth = 0
    stop = min(len(page.content), at + _LONGEST_BIBTEX)
    for place in range(at, stop):
        line = page.texts[page.content[place]]
        if place > at and _BIBTEX.match(line):
            return place
        depth += line.count("{") - line.count("}")
        if depth <= 0:
            return place + 1
    # Never closed: only what looks like its fields is part of it.
    place = at + 1
    while place < stop and re.match(r"\w+\s*=|\}", page.texts[page.content[place]]):
        place += 1
    return place


def _entries(
    page: Page,
    block: _Block,
    habits: Habits,
    before: Sequence[Entry],
    heading: tuple[str | None, int | None],
) -> list[Entry]:
    """The entries of a block, of which the last has its links, BibTeX and abstract."""
    if not block.text and not block.bibtex:
        # Links alone: a run that wrapped over the page's words, or what is left of an entry.
        if block.links and before:
            page.give(before[-1], LineClass.FIELD, block.links)
        return []
    made = [
        _entry(page, numbers, habits) for numbers in _texts_of_entries(page, block.text, habits)
    ] or [Entry()]
    last = made[-1]
    page.give(last, LineClass.FIELD, (*block.links, *block.bibtex))
    page.give(last, LineClass.ABSTRACT, block.abstract)
    last.paragraphs += [[page.texts[number] for number in block.abstract]] if block.abstract else []
    # BibTeX without links above it is of any file.
    last.marked |= any(habits.is_own(page.texts[number]) for number in block.links)
    if block.bibtex and (pasted := only_entry("\n".join(page.texts[n] for n in block.bibtex))):
        last.fill(fields_of(pasted))
    for entry in made:
        entry.venue, entry.year = entry.venue or heading[0], entry.year or heading[1]
        # Next to others, one without its links is an entry too.
        entry.marked |= bool(entry.title and entry.byline and last.marked)
    return made


def _texts_of_entries(
    page: Page, numbers: Sequence[int], habits: Habits
) -> Iterator[tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]]:
    """The lines of each entry's title, authors, and proceedings. A line may be in two of them."""
    begun = at = 0
    while at < len(numbers):
        if not habits.is_info(page.texts[numbers[at]]):
            at += 1
            continue
        info = at
        while at < len(numbers) and habits.is_info(page.texts[numbers[at]]):
            at += 1
        yield from _with_info(page, numbers[begun:info], numbers[info:at])
        begun = at
    yield from _with_info(page, numbers[begun:], ())


def _with_info(
    page: Page, text: Sequence[int], info: Sequence[int]
) -> Iterator[tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]]:
    block = [_LINKS_BEHIND.sub("", page.texts[number]) for number in text]
    shared = bool(info) and _INFO.search(page.texts[info[0]]) is not None
    if shared:  # the authors end on the line on which the proceedings begin
        block.append(_INFO.split(page.texts[info[0]], maxsplit=1)[0])
        text = (*text, info[0])
    found = cuts(block, closed=True)
    for cut in found:
        is_last = cut is found[-1]
        yield (
            tuple(text[cut.title : cut.byline]),
            tuple(text[cut.byline : cut.end]),
            tuple(info) if is_last else (),
        )
    if info and not found:
        yield (), (), tuple(info)


def _entry(
    page: Page, parts: tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]], habits: Habits
) -> Entry:
    title, byline, info = parts
    entry = Entry()
    entry.title = [_LINKS_BEHIND.sub("", page.texts[number]) for number in title]
    entry.byline = [
        _LINKS_BEHIND.sub("", _INFO.split(page.texts[number], maxsplit=1)[0]).rstrip(" ;")
        for number in byline
    ]
    page.give(entry, LineClass.TITLE, title)
    page.give(entry, LineClass.FIELD, (*byline, *(n for n in info if n not in byline)))
    if info:
        texts = [page.texts[number] for number in info]
        texts[0] = _INFO.split(texts[0], maxsplit=1)[-1]
        entry.venue, entry.year = habits.info(page.wrapping.join(texts).lstrip("; "))
        entry.marked = any(map(habits.is_own, texts))
    elif not byline and len(entry.title) == 1 and names_in(entry.title[0]) > 1:
        entry.byline, entry.title = entry.title, []
    return entry
