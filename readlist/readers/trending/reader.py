"""A dump of a trending-papers page: a header, then titles and abstracts in turn.

Nothing marks a line as the one or the other, and pages get damaged on their way through editors
and mail; so lines are told apart by role (see `roles`), and the words of the page around the
papers by a list of them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from readlist.links import parse_arxiv_id
from readlist.paper import Record
from readlist.readers.base import SNIFFED, LineClass, Reading
from readlist.readers.listing import Draft, Line, attach, begun_before, drafts_of
from readlist.readers.looks import Piece
from readlist.readers.people import people
from readlist.readers.prose import (
    Wrapping,
    ends_sentence,
    goes_on,
    has_no_words,
    is_dangling,
    is_plain_abstract,
    is_plain_title,
    title_likeness,
    verbatim,
)
from readlist.readers.trending.layout import (
    broken_header,
    bylines,
    linked,
    numbered,
    organisations,
)
from readlist.readers.trending.markup import Markup, is_own_link, is_page_link, references_in
from readlist.readers.trending.page import Mark, Page, captions, header_of, is_navigation, tasks

_NAME_FOLLOWS = re.compile(r"submitted by", re.IGNORECASE)
_IMAGE_WORDS = re.compile(r"\[?(?:图片|image|img|avatar).{0,60}", re.IGNORECASE)
_LONGEST_QUERY: Final = 80
_SHORTEST_ABSTRACT: Final = 60
_LONGEST_PREAMBLE: Final = 40
"""Lines over the page's header that do not count against it."""
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
        seen = _looked_at(texts)
        asides = _take_asides(seen)
        _take_small_query(seen)
        drafts = _without_preamble(drafts_of(seen.content, seen.classes), seen)
        drafts = _without_query(drafts, seen)
        drafts = _folded(drafts)
        _attach(drafts, seen)
        _give_asides(drafts, asides, seen)
        wrapping = Wrapping(texts)
        years = _years(drafts, seen)
        records = tuple(
            replace(record, year=years.get(place, record.year))
            for place, record in enumerate(draft.record(wrapping) for draft in drafts)
        )
        spans = [len(draft.numbers) for draft in drafts]
        return Reading(self.name, _confidence(seen, records, spans), records, tuple(seen.classes))


@dataclass(slots=True)
class _Seen:
    """The lines of a file by what can be told of them one by one; numbers count from 0."""

    classes: list[LineClass]
    header: int | None
    """The first line on which the page says which page it is."""
    content: list[Line] = field(default_factory=list)
    identifiers: list[tuple[int, str]] = field(default_factory=list)
    """Ids and links on lines of their own."""
    titled: list[tuple[int, str]] = field(default_factory=list)
    """Ids and links that the markup ties to the text of their line."""
    dates: list[tuple[int, int | None]] = field(default_factory=list)
    marks: list[tuple[int, frozenset[Mark]]] = field(default_factory=list)
    signs: set[int] = field(default_factory=set)
    """Lines of nothing but a sign, as the dot between an organisation and a date."""
    navigation: int = -1
    """The last line that leads to the page's other days and lists."""

    @property
    def has_header(self) -> bool:
        return self.header is not None


def _looked_at(texts: Sequence[str]) -> _Seen:
    """Tell page words, links and content apart; the words of the page get their class here."""
    classes = [LineClass.UNPARSED if text else LineClass.BLANK for text in texts]
    references = references_in(texts)
    links = linked(texts, dict(references.values()))
    if links:
        texts = [links[n][0] if n in links else text for n, text in enumerate(texts)]
    header = broken_header(texts)
    seen = _Seen(classes, header_of(texts))
    if seen.header is None and header:
        seen.header = header[0]
    references = references if seen.has_header else {}
    numbers = numbered(texts)
    page = Page(Markup(dict(references.values())) if seen.has_header else None)
    page_words = (
        frozenset(header) | tasks(texts) | (captions(texts) if seen.has_header else frozenset())
    )
    gap = apart = name_follows = False
    before = ""
    for number, text in enumerate(texts):
        if not text:
            if number in links:
                classes[number] = LineClass.BOILERPLATE
                continue
            gap = True
            page.paragraph_ends()
            continue
        if number in references:
            classes[number] = LineClass.BOILERPLATE
            continue
        shown = page.shown(numbers.get(number, text))
        if number in links and not is_page_link(links[number][1]):
            shown.links = (*shown.links, links[number][1])
        shown.heading = shown.heading or number in numbers
        if is_navigation(text):
            seen.navigation = number
        if shown.marks:
            seen.marks.append((number, shown.marks))
        if shown.dated:
            seen.dates.append((number, shown.year))
        is_name = name_follows and len(text.split()) <= (2 if seen.has_header else 1)
        if (not shown.text and not shown.links) or is_name or number in page_words:
            classes[number] = LineClass.BOILERPLATE
            if len(text) == 1 and not text.isalnum():
                seen.signs.add(number)
            apart = True
            is_image = name_follows and _IMAGE_WORDS.fullmatch(text)
            name_follows = bool(_NAME_FOLLOWS.fullmatch(text) or is_image)
            continue
        name_follows = False
        if not shown.text:
            may_stand_alone = gap or _may_stand_alone_after(before)
            if not (may_stand_alone or is_own_link(text)):
                shown.text, shown.links = text, ()  # the end of a wrapped sentence
            else:
                seen.identifiers += [(number, link) for link in shown.links]
                continue
        if has_no_words(shown.text):
            continue
        seen.titled += [(number, link) for link in shown.links]
        piece = Piece(shown.text, gap, apart=apart, heading=shown.heading, joined=shown.joined)
        seen.content.append(Line(number, piece))
        gap = apart = False
        before = shown.text
    return seen


def _take_asides(seen: _Seen) -> list[tuple[Line, tuple[str, ...]]]:
    """Take out the lines that say who wrote a paper, with the names, and where it is from."""
    kinds = {Mark.AUTHORS, Mark.PUBLISHED}
    marked = {number for number, marks in seen.marks if marks & kinds}
    names = bylines(seen.content)
    places = organisations(seen.content, _standing_before(marked, seen))
    taken = [line for line in seen.content if line.number in names | places]
    seen.content = [line for line in seen.content if line.number not in names | places]
    return [(each, people(each.piece.text) if each.number in names else ()) for each in taken]


def _standing_before(marked: Collection[int], seen: _Seen) -> set[int]:
    """The lines that marks follow, whatever signs are between."""
    found: set[int] = set()
    for number in marked:
        above = number - 1
        while above >= 0 and (seen.classes[above] is LineClass.BLANK or above in seen.signs):
            above -= 1
        found.add(above)
    return found


def _give_asides(
    drafts: Sequence[Draft], asides: Sequence[tuple[Line, tuple[str, ...]]], seen: _Seen
) -> None:
    for line, names in asides:
        owner = begun_before(drafts, line.number)
        if owner is not None:
            owner.authors = owner.authors or names
            owner.numbers.append(line.number)
            seen.classes[line.number] = LineClass.FIELD


def _may_stand_alone_after(before: str) -> bool:
    """Whether a link on the next line is a line of its own, not the end of a wrapped sentence."""
    if ends_sentence(before):
        return True
    return not is_dangling(before) and title_likeness(before) > 1.0


# ---------------------------------------------------------------- records


def _without_preamble(drafts: Sequence[Draft], seen: _Seen) -> list[Draft]:
    """The drafts without what only looks like papers over the page's header.

    That are notes on where the page was saved, and the site's menus. Papers may stand there if
    two pages were put together.
    """
    kept: list[Draft] = []
    for draft in drafts:
        title, abstract = " ".join(draft.title), " ".join(map(" ".join, draft.paragraphs))
        above = seen.header is not None and draft.numbers[0] < seen.header
        whole = is_plain_title(title) and len(abstract) >= _SHORTEST_ABSTRACT
        if not above or (whole and abstract[-1] in ".!?"):
            kept.append(draft)
            continue
        for number in draft.numbers:
            seen.classes[number] = LineClass.UNPARSED
    return kept


def _take_small_query(seen: _Seen) -> None:
    """Take out a first line without capitals over a title: what the page was searched for."""
    if not seen.has_header or len(seen.content) < 3:
        return
    first, second = seen.content[0], seen.content[1].piece.text
    query = first.piece.text
    is_query = query == query.lower() and len(query) <= _LONGEST_QUERY and len(query.split()) <= 8
    if is_query and title_likeness(second) > 0 and not (goes_on(second) or ends_sentence(query)):
        seen.classes[first.number] = LineClass.BOILERPLATE
        del seen.content[0]


def _without_query(drafts: list[Draft], seen: _Seen) -> list[Draft]:
    """The drafts without the words that the page was searched for, which stand above them all.

    They are few, no abstract follows, and the papers speak of them.
    """
    first = drafts[0] if drafts else None
    start = first.numbers[0] if first else len(seen.classes)
    above = [line for line in seen.content if line.number <= start and not line.piece.heading]
    for line in above if seen.has_header and len(drafts) > 1 else ():
        query = line.piece.text
        is_draft = first is not None and line.number == start
        if is_draft and first is not None and (first.paragraphs or len(first.title) > 1):
            continue
        if len(query) > _LONGEST_QUERY or (seen.header or 0) > line.number:
            continue
        if line.number < seen.navigation or _is_of_all(query, drafts[is_draft:]):
            seen.classes[line.number] = LineClass.BOILERPLATE
            drafts = drafts[is_draft:]
    return drafts


def _is_of_all(query: str, drafts: Sequence[Draft]) -> bool:
    """Whether half of the drafts speak of all words of a query."""
    words = query.casefold().split()
    with_text = [draft for draft in drafts if draft.paragraphs]
    if len(with_text) * 2 < len(drafts) or len(words) > 8:
        return False
    texts = [" ".join([*draft.title, *map(" ".join, draft.paragraphs)]) for draft in with_text]
    hits = sum(all(word in text for word in words) for text in map(str.casefold, texts))
    return hits * 2 >= len(texts)


def _folded(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, an entry that the page shows twice in a row being one.

    The two are equal, or one is only the title.
    """
    kept: list[Draft] = []
    for draft in drafts:
        before = kept[-1] if kept else None
        if before is not None and draft.title and _same(before.title, draft.title):
            if _same_text(before.paragraphs, draft.paragraphs) or not draft.paragraphs:
                before.numbers += draft.numbers
                before.last_text = draft.last_text
                continue
            if not before.paragraphs:
                before.paragraphs = draft.paragraphs
                before.numbers += draft.numbers
                before.last_text = draft.last_text
                continue
        kept.append(draft)
    return kept


def _same(one: Sequence[str], other: Sequence[str]) -> bool:
    return "".join(one).split() == "".join(other).split() or " ".join(one) == " ".join(other)


def _same_text(one: Sequence[Sequence[str]], other: Sequence[Sequence[str]]) -> bool:
    return [" ".join(part) for part in one] == [" ".join(part) for part in other]


def _attach(drafts: Sequence[Draft], seen: _Seen) -> None:
    """Give ids and links to their records: first those that are a title's own, by their place."""
    owners = {number: draft for draft in drafts for number in draft.numbers}
    for number, text in seen.titled:
        if number in owners:
            owners[number].identifiers.append(text)
    content = {line.number for line in seen.content}
    rest: list[tuple[int, str]] = []
    for number, text in seen.identifiers:
        owner = begun_before(drafts, number)
        under = next((n for n in range(number - 1, max(number - 4, -1), -1) if n in content), None)
        if owner is not None and under in owner.numbers and parse_arxiv_id(text):
            attach([owner], [(number, text)], seen.classes)
        else:
            rest.append((number, text))
    last = drafts[-1].last_text if drafts else 0
    ahead = bool(rest) and not seen.has_header
    ahead = ahead and rest[0][0] < drafts[0].numbers[0] if drafts else False
    ahead = ahead and rest[-1][0] < last
    attach(drafts, rest, seen.classes, ahead=ahead)


def _years(drafts: Sequence[Draft], seen: _Seen) -> dict[int, int]:
    """The years that dates by the papers tell, by place; a date that heads a page tells none."""
    found: dict[int, int] = {}
    if len(seen.dates) * 2 < len(drafts):
        return found
    starts = [draft.numbers[0] for draft in drafts]
    for number, year in seen.dates:
        place = bisect_right(starts, number) - 1
        if place >= 0 and year is not None:
            found.setdefault(place, year)
    return found


# ---------------------------------------------------------------- how sure


def _confidence(seen: _Seen, records: Sequence[Record], spans: Sequence[int]) -> float:
    """How much of the file is titles with abstracts, as such a page has them.

    The page's own header settles what the file is, and so do its marks where the papers have
    them; then all pairs count, and half of the records that lost one of the two. Without them
    they must look the part, and there must be several: any heading over a paragraph makes one.
    """
    page = seen.classes.count(LineClass.BOILERPLATE)
    above = seen.classes[: seen.header or 0].count(LineClass.UNPARSED)
    told = len(seen.classes) - page - seen.classes.count(LineClass.BLANK)
    told -= min(above, _LONGEST_PREAMBLE)
    if told <= 0:
        return 0.0
    counted = [
        (record, span)
        for record, span in zip(records, spans, strict=True)
        if not _MARKED.match(record.abstract or "")
    ]
    kinds: set[object] = {mark for _, marks in seen.marks for mark in marks}
    if len(seen.dates) * 2 >= len(records):
        kinds.add("dates")
    marked = len(records) > 1 and len(seen.marks) * 2 >= len(records)
    if seen.has_header or (marked and (len(kinds) > 1 or Mark.STARS in kinds)):
        weights = [span if r.title and (r.abstract or marked) else span / 2 for r, span in counted]
        return min(1.0, sum(weights) / told)
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
