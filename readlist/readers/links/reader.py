"""Lists of links, arXiv ids and DOIs, with remarks beside them.

A record has what its line points to. A remark that looks like a title is the title, and so is a
line of that look above (or below) the links, where the list does so throughout.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Final

from readlist.readers.base import SNIFFED, LineClass, Reading
from readlist.readers.bylines import names_in
from readlist.readers.links.lines import (
    is_bookmark_file,
    is_bookmark_words,
    is_speaker,
    named_link,
    without_speaker,
    without_tags,
)
from readlist.readers.links.titles import is_title, page_title, short_title, title_in
from readlist.readers.markdown.entry import before_names
from readlist.readers.markdown.words import is_label
from readlist.readers.pages import Entry, Page
from readlist.readers.people import people
from readlist.readers.pointers import Pointer, pointers_in
from readlist.readers.prose import title_likeness

_BULLET = re.compile(
    r"(?:>\s?)*(?:(?:[-*+•‣◦·–—→]|\(?\d{1,4}[.):](?=\s)|\[\d{1,3}\](?=\s))\s*)?(?:\[[ xX✓✔]?\]\s+)?"
)
_COMMENT = re.compile(r"#|//|%|;|<!--")
_HEADING = re.compile(r"[^.!?]{1,80}:|[=~_*-]{3,}|\[[^\]]{1,60}\]")
# Of other formats: keys with values, columns.
_STRUCTURE = re.compile(
    r"\":|\]\(|\s=\s*[{\"]|\t.*\t|\",\"|^[\s|]*\||^[A-Z][A-Z0-9]\s{1,2}-\s|[{}]|</?\w+>"
)

_BY = re.compile(r"\s*\((?P<names>[^()]{2,200}?)[,\s]\s*(?P<year>(?:19|20)\d\d)[a-z]?\)$")
_LEAST_POINTING: Final = 0.2  # of the lines that are not blank
_MOST_LINES: Final = 3  # of an entry, before remarks below it are those of another file
_SHORTEST_LIST: Final = 4  # lines with titles, before one of them may be short
_TOP: Final = 5


class LinksReader:
    """Reads lists of links, arXiv ids and DOIs."""

    name: Final = "links"
    label: Final = "a list of links, arXiv ids or DOIs"

    def sniff(self, lines: Sequence[str]) -> float:
        reading = self.read(lines[:SNIFFED])
        told = sum(kind is not LineClass.BLANK for kind in reading.lines)
        pointing = len({record.last_line for record in reading.records})
        # Links that are few among what would be remarks stand in a file of another kind.
        return reading.confidence * (1.0 if pointing >= _LEAST_POINTING * told else 0.5)

    def read(self, lines: Sequence[str]) -> Reading:
        page = Page(lines)
        marks = any(map(is_bookmark_file, page.texts[:_TOP]))
        found = (_row(page, number, in_bookmarks=marks) for number in page.content)
        rows = _without_twins([row for row in found if row is not None])
        _take_short_titles(rows)
        _take_titles(page, rows)
        entries = [entry for row in rows for entry in _entries(page, row)]
        _take_remarks(page, rows, entries)
        return _with_parts(page.reading(self.name, entries))


@dataclass(slots=True)
class _Row:
    """A line that points to papers (numbers from 0)."""

    number: int
    papers: list[Pointer]
    others: list[Pointer]
    """Links to code and pages beside them."""
    remark: str
    title: str | None
    is_plain: bool
    """It has nothing of other formats."""
    title_line: int | None = None
    authors_line: int | None = None
    authors: tuple[str, ...] = ()
    year: int | None = None
    also: int | None = None
    """The line next to it that points to the same paper."""


_YEAR_BEHIND = re.compile(
    r"(?P<before>.{10,}?)(?:[,\s]{1,4}|\s?\()(?P<year>(?:19|20)\d\d)\)?[.,;]?$"
)


def _year_behind(remark: str) -> tuple[int | None, str]:
    """The year that a remark ends in behind authors, and the remark without it."""
    found = _YEAR_BEHIND.match(remark) if len(remark) <= 2000 else None
    before = found["before"].rstrip(" ,") if found else ""
    if found is None or before_names(before) == before:
        return None, remark
    return int(found["year"]), before


def _authors_behind(remark: str) -> tuple[tuple[str, ...], str]:
    """The authors of `Title, First Author, Second Author`, and the title."""
    title = before_names(remark.rstrip(" ,")) if len(remark) <= 2000 else remark
    names = remark[len(title) :].strip(" ,")
    return (people(names), title) if names and len(title.split()) > 1 else ((), remark)


def _without_twins(rows: Sequence[_Row]) -> list[_Row]:
    """`rows` with a link put to the row above it that has its title and names the same paper."""
    kept: list[_Row] = []
    for row in rows:
        above = kept[-1] if kept else None
        if (
            above is not None
            and above.number + 1 == row.number
            and above.papers == row.papers
            and (above.remark == "") != (row.remark == "")
        ):
            titled = above if above.remark else row
            titled.also = (row if titled is above else above).number
            kept[-1] = titled
        else:
            kept.append(row)
    return kept


def _take_short_titles(rows: Sequence[_Row]) -> None:
    """Where a list has titles beside its links, one of two words is a title too."""
    said = [row for row in rows if row.remark]
    if len(said) < _SHORTEST_LIST or 3 * sum(row.title is not None for row in said) < 2 * len(said):
        return
    for row in said:
        row.title = row.title or short_title(row.remark)


def _row(page: Page, number: int, *, in_bookmarks: bool) -> _Row | None:
    text = without_speaker(page.texts[number])
    if _COMMENT.match(text) or is_speaker(text) or (in_bookmarks and is_bookmark_words(text)):
        if not pointers_in(text)[0]:
            page.classes[number] = LineClass.BOILERPLATE
        return None
    text = without_tags(text) if in_bookmarks else text
    bullet = _BULLET.match(text)
    said, name = named_link(text[bullet.end() :] if bullet else text)
    found, rest = pointers_in(said)
    papers = [pointer for pointer in found if pointer.is_paper]
    if not papers:
        return None
    others = [pointer for pointer in found if not pointer.is_paper]
    row = _Row(number, papers, others, rest, None, _STRUCTURE.search(said) is None)
    if by := _BY.search(rest):
        names = by["names"].strip(" ,")
        if names_in(names) or " et al" in names:
            row.authors, row.year, rest = people(names), int(by["year"]), rest[: by.start()]
    elif name is None:
        row.year, rest = _year_behind(rest)
        row.authors, rest = _authors_behind(rest)
    name = page_title(name) if name else None
    row.remark = (name if name and not is_label(name) else None) or page_title(
        rest.rstrip(" -–—:|,;")
    )
    row.title = name if name and is_title(name) else title_in(row.remark)
    return row


# ---------------------------------------------------------------- titles on lines of their own


def _take_titles(page: Page, rows: Sequence[_Row]) -> None:
    """Give rows the titles above them, or below, if most rows of the list have one there."""
    bare = [row for row in rows if row.title is None]
    pointing = {row.number for row in rows}
    for step in _steps(page, rows, pointing):
        beside = [(row, row.number + step) for row in bare]
        titled = [(row, n) for row, n in beside if _may_be_title(page, n, pointing)]
        if 2 * len(titled) <= len(rows):
            continue
        above = {row.number: _title_above(page, n, pointing) for row, n in titled}
        bylined = step < 0 and any(at is not None for at in above.values())
        if step > 0:
            _take_authors_below(page, titled, pointing)
        counts = [names_in(_plain(page.texts[number])) for _, number in titled]
        pairs = [page.texts[n].count(" ") == 1 for _, n in titled]  # first and last name
        named = sum(count > 0 and pair for count, pair in zip(counts, pairs, strict=True))
        bylined = bylined or (named > 1 and 2 * named > len(titled))  # a list of people
        for (row, number), names in zip(titled, counts, strict=True):
            if names > 1 or (names and bylined):  # authors: the title is above them, or lost
                row.authors_line, row.title_line = number, above[row.number]
            else:
                row.title_line = number
            if row.title_line is not None:
                row.title = _plain(page.texts[row.title_line])
        return


def _take_authors_below(page: Page, titled: Sequence[tuple[_Row, int]], pointing: set[int]) -> None:
    """Give rows the authors below the titles that stand below the links."""
    last = len(page.texts) - 1
    counts = {
        number: 0 if number >= last or number + 1 in pointing else names_in(page.texts[number + 1])
        for _, number in titled
    }
    if any(count > 1 for count in counts.values()):
        for row, number in titled:
            row.authors_line = number + 1 if counts[number] else None


def _title_above(page: Page, number: int, pointing: set[int]) -> int | None:
    """The line of a title above one of authors."""
    if not names_in(_plain(page.texts[number])) or not _may_be_title(page, number - 1, pointing):
        return None
    return None if names_in(_plain(page.texts[number - 1])) > 1 else number - 1


def _steps(page: Page, rows: Sequence[_Row], pointing: set[int]) -> tuple[int, int]:
    """Where to look for titles first: where the first one is, seen from the first link."""
    above = sum(_may_be_title(page, row.number - 1, pointing) for row in rows)
    below = sum(_may_be_title(page, row.number + 1, pointing) for row in rows)
    return (-1, 1) if above >= below else (1, -1)


def _may_be_title(page: Page, number: int, pointing: set[int]) -> bool:
    if not 0 <= number < len(page.texts) or number in pointing:
        return False
    text = _plain(page.texts[number])
    if page.classes[number] is not LineClass.UNPARSED or _HEADING.fullmatch(text):
        return False
    return " " in text and len(text) <= 300 and title_likeness(text) > 0.5


def _plain(text: str) -> str:
    bullet = _BULLET.match(text)
    return page_title((text[bullet.end() :] if bullet else text).strip('*"“” '))


# ---------------------------------------------------------------- records


def _entries(page: Page, row: _Row) -> list[Entry]:
    """One entry for each paper of a row. Ids of different kinds with one title are one paper."""
    papers = row.papers
    kinds = [(p.arxiv_id is not None, p.doi is not None) for p in papers]
    if row.title and len(set(kinds)) == len(kinds):
        groups = [[*papers, *row.others]]
    else:
        groups = [[paper] for paper in papers]
        groups[-1] += row.others
    made = []
    for group in groups:
        title = [row.title] if row.title and len(groups) == 1 else []
        entry = Entry(
            title,
            arxiv_id=next((p.arxiv_id for p in group if p.arxiv_id), None),
            doi=next((p.doi for p in group if p.doi), None),
            urls=[p.url for p in group if p.url],
            marked=row.is_plain and len(row.remark) <= 300,
            byline=["; ".join(row.authors)] if row.authors else [],
            year=row.year,
        )
        if row.authors_line is not None and len(groups) == 1:
            entry.byline = [_plain(page.texts[row.authors_line])]
            page.give(entry, LineClass.FIELD, [row.authors_line])
        if row.also is not None:
            page.give(entry, LineClass.FIELD, [row.also])
        own_line = row.title_line is not None and bool(title)
        if own_line and row.title_line is not None:
            page.give(entry, LineClass.TITLE, [row.title_line])
        has_title = bool(title) and not own_line
        page.give(entry, LineClass.TITLE if has_title else LineClass.FIELD, [row.number])
        made.append(entry)
    return made


def _take_remarks(page: Page, rows: Sequence[_Row], entries: Sequence[Entry]) -> None:
    """Lines directly below a link that are no title belong to it; headings end with a colon.

    So do links to its code and pages where no other entry is in the same block of lines.
    """
    owners = {number: entry for entry in entries for number in entry.numbers}
    blocks = _blocks(page)
    shared = Counter(blocks[row.number] for row in rows)
    for number in page.content:
        text = page.texts[number]
        if page.classes[number] is not LineClass.UNPARSED or _COMMENT.match(text):
            continue
        links = [pointer.url for pointer in pointers_in(text)[0] if pointer.url]
        if _HEADING.fullmatch(text) and not links:
            page.classes[number] = LineClass.BOILERPLATE
        elif (
            number - 1 in owners
            and not (links and shared[blocks[number]] > 1)
            and len(owners[number - 1].numbers) <= _MOST_LINES
        ):
            owners[number] = owners[number - 1]
            owners[number].urls += links
            page.give(owners[number], LineClass.FIELD, [number])


def _blocks(page: Page) -> list[int]:
    """For each line the number of blank lines before it, which tells the blocks apart."""
    return list(accumulate(kind is LineClass.BLANK for kind in page.classes))


def _with_parts(reading: Reading) -> Reading:
    """`reading` with the records of the very same lines numbered."""
    seen: dict[tuple[int, int], int] = {}
    records = []
    for record in reading.records:
        lines = (record.first_line, record.last_line)
        part = seen.get(lines, 0)
        seen[lines] = part + 1
        records.append(replace(record, part=part) if part else record)
    return replace(reading, records=tuple(records))
