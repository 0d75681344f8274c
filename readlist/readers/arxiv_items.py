"""The papers that arXiv's pages list, saved as text: listings and search results.

Both begin a paper with its id and go on with lines that mostly say what they are. Where a label
is missing (newer pages do without `Authors:`) the line is told by its place and its look.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from readlist.links import arxiv_year, parse_arxiv_id, parse_doi, urls_in
from readlist.paper import Record
from readlist.readers.arxiv_words import CATEGORY, INDEX, LISTED, TAIL, is_page_words
from readlist.readers.base import LineClass, Problem, Reading
from readlist.readers.blocks import Block, Sheet, numbered, venue_and_year, year_in
from readlist.readers.bylines import is_open, names_in
from readlist.readers.people import people, without_affiliations
from readlist.readers.prose import ends_sentence, goes_on, is_dangling, title_likeness

_LABELS: Final = {
    "title": r"titles?",
    "authors": r"author(?:s|\(s\))?",
    "abstract": r"abstract",
    "comments": r"comments?",
    "journal": r"journal[- ]ref(?:erence)?s?",
    "doi": r"(?:related )?doi",
    "subjects": r"subjects?|subj-class",
    "other": r"report(?:[- ](?:no|number))?|msc[ -]class(?:es)?|acm[ -]class(?:es)?|cite as"
    r"|categories|proxy|license",
}
_LABEL = re.compile(
    "|".join(rf"(?P<{name}>{words})\s*[:：]\s*" for name, words in _LABELS.items()), re.IGNORECASE
)
_SUBMITTED = re.compile(
    r"(?:submitted|announced|v1 submitted|originally announced) .{0,20}\b(?:19|20)\d\d\b.*",
    re.IGNORECASE,
)
_ANNOUNCED = re.compile(r"originally announced[^;.]{0,30}", re.IGNORECASE)
_FORMATS = re.compile(r"\[\s*(?:pdf|ps|html|other|abs|src|dvi|format)\b")
_MORE = re.compile(r"\s{0,3}▽\s?more\b\s{0,3}", re.IGNORECASE)
_LESS = re.compile(r"\s{0,3}△\s?less\s*$", re.IGNORECASE)
_CATEGORY = re.compile(CATEGORY)
_SUBJECT_CODE = re.compile(r"\s?\([\w.-]{2,20}\)$")
_DOI = re.compile(r"10\.\d{4,9}/\S+")
_LONGEST_HEAD: Final = 400
_LONG: Final = 180


@dataclass(frozen=True, slots=True)
class _Row:
    """A line below the id; `text` goes without the label."""

    number: int
    text: str
    label: str
    """One of `_LABELS`, "submitted", or empty."""
    gap: bool


@dataclass(slots=True)
class Item:
    """One listed paper: its id, what stands beside that, and the lines below it."""

    arxiv_id: str | None = None
    index: str = ""
    head: str = ""
    """What stands behind the id: formats, categories, a DOI."""
    body: list[_Row] = field(default_factory=list)
    block: Block = field(default_factory=Block)

    @property
    def labels(self) -> set[str]:
        return {row.label for row in self.body}

    @property
    def has_formats(self) -> bool:
        return _FORMATS.search(self.head) is not None

    @property
    def has_categories(self) -> bool:
        return _CATEGORY.search(self.head) is not None


def reading_of(format: str, lines: Sequence[str], is_marked: Callable[[Item], bool]) -> Reading:
    """The papers listed in a file. `is_marked`: whether only this format's page lists it so."""
    sheet = Sheet(lines)
    items = _items(sheet)
    labelled = any("title" in item.labels for item in items)
    for item in items:
        _sort_out(item, sheet, labelled)
    known = [item for item in items if _is_paper(item)]
    problems = [_given_up(item, sheet) for item in items if not _is_paper(item)]
    _know_headings(known, sheet)
    sheet.settle_repeats(item.block for item in known)
    return Reading(
        format,
        sheet.share(item.block for item in known if item.arxiv_id and is_marked(item)),
        numbered(_record(item, sheet) for item in known),
        tuple(sheet.classes),
        tuple(problems),
    )


def _know_headings(items: Sequence[Item], sheet: Sheet) -> None:
    """Class the page's own heading, which names a subject that its papers have."""
    rows = (row for item in items for row in item.block.rows.get("subjects", ()))
    subjects = {_SUBJECT_CODE.sub("", name).strip() for row in rows for name in row.split(";")}
    for number, text in enumerate(sheet.texts):
        if sheet.classes[number] is LineClass.UNPARSED and text in subjects:
            sheet.classes[number] = LineClass.BOILERPLATE


# ---------------------------------------------------------------- from lines to items


def _items(sheet: Sheet) -> list[Item]:
    """The items with the lines that may be theirs; the words of the page get their class."""
    items: list[Item] = []
    content = list(sheet.content())
    texts = [text for _, text, _ in content]
    skipped = -1
    for place, (number, text, gap) in enumerate(content):
        if place == skipped:
            sheet.give(items[-1].block, number, LineClass.FIELD)
            continue
        row = _row(number, text, gap)
        found = _head(texts, place)
        if found:
            item, rest, taken = found
            if not (items and items[-1].arxiv_id in (None, item.arxiv_id) and _is_bare(items[-1])):
                items.append(item)
            else:
                items[-1].arxiv_id, items[-1].head = item.arxiv_id, item.head
            sheet.give(items[-1].block, number, LineClass.FIELD)
            skipped = place + 1 if taken else -1
            if rest:
                items[-1].body.append(_row(number, rest, False))
        elif items and _is_bare(items[-1]) and not row.label and TAIL.fullmatch(text):
            items[-1].head += f" {text}"
            sheet.give(items[-1].block, number, LineClass.FIELD)
        elif not row.label and is_page_words(text) and not _is_in_a_sentence(items, text):
            sheet.classes[number] = LineClass.BOILERPLATE
        elif _begins_headless(items, row):
            items.append(Item(body=[*_taken_back(items, row), row]))
        elif items:
            items[-1].body.append(row)
    return items


def _is_bare(item: Item) -> bool:
    return not item.body


def _head(texts: Sequence[str], place: int) -> tuple[Item, str, bool] | None:
    """The item that begins with a line, the rest of that line, and whether it took the next one."""
    text = texts[place][:_LONGEST_HEAD]
    after = texts[place + 1][:_LONGEST_HEAD] if place + 1 < len(texts) else ""
    before = texts[place - 1] if place else ""
    if INDEX.fullmatch(text):
        listed = LISTED.fullmatch(after)
        if listed and listed["prefix"] and not listed["index"]:
            return Item(index=text), "", False
        lost = after[:1] in ("[", "(") and TAIL.fullmatch(after) and not INDEX.fullmatch(after)
        return (Item(index=text), "", False) if lost else None
    found = LISTED.fullmatch(text)
    if found is None:
        if INDEX.match(text) and len(after) < 60 and (item := _listed(text + after, "", "")):
            return item[0], item[1], True
        return None
    item = _listed(texts[place], before, after)
    return (item[0], item[1], False) if item else None


def _listed(text: str, before: str, after: str) -> tuple[Item, str] | None:
    found = LISTED.match(text)
    if found is None:
        return None
    tail = TAIL.match(found["tail"])
    head = tail.group() if tail else ""
    rest = found["tail"][len(head) :].strip()
    item = Item(parse_arxiv_id(found["id"]), found["index"] or "", head)
    bracketed = item.index.startswith("[")
    sure = item.has_formats or (found["prefix"] and (bracketed or item.has_categories))
    if not sure and found["prefix"]:
        sure = (
            INDEX.fullmatch(before) is not None
            or _FORMATS.match(after) is not None
            or (item.index and TAIL.fullmatch(after) is not None)
            or (not rest and _LABEL.match(after) is not None and after[:5].lower() == "title")
        )
    if not sure or (rest and not _LABEL.match(rest)):
        return None
    return item, rest


def _row(number: int, text: str, gap: bool) -> _Row:
    if label := _LABEL.match(text):
        return _Row(number, text[label.end() :], label.lastgroup or "", gap)
    return _Row(number, text, "submitted" if _SUBMITTED.match(text) else "", gap)


def _is_in_a_sentence(items: Sequence[Item], text: str) -> bool:
    """Whether `text` may be the end of a wrapped abstract, however much it looks like the page's.

    The page's own words begin with capitals.
    """
    if not items or not items[-1].body or not text[0].islower():
        return False
    before = items[-1].body[-1]
    return (
        before.label in ("", "abstract")
        and len(before.text) > 40
        and not ends_sentence(before.text)
    )


def _begins_headless(items: Sequence[Item], row: _Row) -> bool:
    """Whether a line begins a paper whose id line is lost."""
    if not items:
        return row.label == "title"
    if row.label == "title":
        return bool(items[-1].body)
    labels = items[-1].labels
    if row.label == "authors":
        return "authors" in labels or "submitted" in labels
    return row.label == "abstract" and ("abstract" in labels or "submitted" in labels)


def _taken_back(items: Sequence[Item], row: _Row) -> list[_Row]:
    """The lines at the end of the last item that are the title of a paper without id line."""
    if row.label == "title" or not items:
        return []
    body = items[-1].body
    start = len(body)
    while start and not body[start - 1].label:
        start -= 1
    if start and body[start - 1].label != "submitted":  # a comment may be wrapped
        start = max(start, len(body) - 1)
    taken = body[start:]
    del body[start:]
    return taken


# ---------------------------------------------------------------- from lines to fields


def _sort_out(item: Item, sheet: Sheet, labelled: bool) -> None:
    """Say of each line of an item which field it is; `labelled`: the file labels its titles."""
    runs: list[tuple[str, list[_Row]]] = []
    for row in item.body:
        if row.label or not runs:
            runs.append((row.label, [row]))
        else:
            runs[-1][1].append(row)
    for place, (label, rows) in enumerate(runs):
        after = runs[place + 1][0] if place + 1 < len(runs) else None
        if label in ("", "title"):
            _take_title(item, sheet, rows, after, named=labelled and not label)
        elif label == "abstract":
            _take(item, sheet, "abstract", rows)
        else:
            kept = len(rows) if after else _end_of_field(item, label, rows)
            _take(item, sheet, label, rows[:kept])
            if "submitted" not in item.labels:
                _take(item, sheet, "abstract", rows[kept:])


def _take(item: Item, sheet: Sheet, name: str, rows: Sequence[_Row]) -> None:
    kinds = {"title": LineClass.TITLE, "abstract": LineClass.ABSTRACT}
    for row in rows:
        item.block.add(name, row.text, gap=row.gap)
        sheet.give(item.block, row.number, kinds.get(name, LineClass.FIELD))


def _take_title(
    item: Item, sheet: Sheet, rows: Sequence[_Row], after: str | None, named: bool
) -> None:
    """Take the lines from the title on: a title, authors without label, maybe an abstract."""
    if "title" in item.block.rows:
        return
    end = len(rows)
    if after is None:
        end = next((i for i, row in enumerate(rows) if i and _is_prose(row.text)), end)
    texts = [row.text for row in rows[:end]]
    if named and names_in(without_affiliations(texts[0])):
        title = 0  # the line with the title is lost
    elif after == "authors":
        title = end
    else:
        title = _end_of_title(texts)
    _take(item, sheet, "title", rows[:title])
    _take(item, sheet, "authors", rows[title:end])
    _take(item, sheet, "abstract", rows[end:])


def _is_prose(text: str) -> bool:
    if len(text) > _LONG and not names_in(without_affiliations(text[:2000])):
        return True
    return title_likeness(text) < (0 if ends_sentence(text) and len(text) > 60 else -1)


def _end_of_title(texts: Sequence[str]) -> int:
    """How many of the lines from a title on are that title; the rest are authors."""
    if len(texts) < 2:
        return len(texts)
    counts = [names_in(without_affiliations(text)) for text in texts]
    goes = goes_on(texts[1]) or (is_dangling(texts[0]) and counts[1] < 2)
    if len(texts) == 2:
        return 2 if goes else 1
    for place in range(2 if goes else 1, len(texts)):
        if not counts[place]:
            continue
        one_name = counts[place] == 1 and not is_open(texts[place])
        if one_name and place + 1 < len(texts) and counts[place + 1] > 1:
            continue  # the end of a wrapped title that looks like a name
        if names_in(without_affiliations(" ".join(texts[place:]))):
            return place
    return len(texts) - 1


def _end_of_field(item: Item, label: str, rows: Sequence[_Row]) -> int:
    """How many of the last lines of an item belong to the field that the first of them names."""
    if label == "submitted":
        return 1 if rows[0].text.endswith(".") else min(len(rows), 2)
    if label == "authors":
        return next((i for i, row in enumerate(rows) if i and _is_prose(row.text)), len(rows))
    end = 1
    while end < len(rows) and not rows[end].gap:
        before, row = rows[end - 1].text, rows[end].text
        if label == "subjects":
            on = (row[0] == ";" or not before.endswith(")")) and len(row) < _LONG
        elif "submitted" in item.labels:
            on = True
        else:
            on = is_dangling(before) or goes_on(row) or before.count("(") > before.count(")")
        if not on:
            break
        end += 1
    return end


# ---------------------------------------------------------------- from items to records


def _is_paper(item: Item) -> bool:
    return bool(item.arxiv_id or item.block.rows.get("title") or item.block.rows.get("abstract"))


def _given_up(item: Item, sheet: Sheet) -> Problem:
    for number in item.block.numbers:
        sheet.classes[number] = LineClass.UNPARSED
    first = min([*item.block.numbers, *(row.number for row in item.body)])
    return Problem(first + 1, "the entry has neither an id nor a title")


def _record(item: Item, sheet: Sheet) -> Record:
    block, wrapping = item.block, sheet.wrapping
    abstract = _unfolded("\n\n".join(block.paragraphs("abstract", wrapping)))
    venue, year = venue_and_year(block.line("journal", wrapping))
    if item.arxiv_id:
        year = year or arxiv_year(item.arxiv_id)
    elif announced := _ANNOUNCED.search(block.line("submitted", wrapping)):
        year = year or year_in(announced.group())
    written = f"{item.head} {block.line('doi', wrapping)}"
    dois = filter(None, map(parse_doi, _DOI.findall(written)))
    urls = [*urls_in(block.line("comments", wrapping)), *urls_in(abstract)]
    return Record(
        title=block.line("title", wrapping) or None,
        abstract=abstract or None,
        authors=people(block.line("authors", wrapping)),
        year=year,
        venue=venue,
        doi=next((doi for doi in dois if parse_arxiv_id(doi) is None), None),
        arxiv_id=item.arxiv_id,
        urls=tuple(dict.fromkeys(urls)),
        first_line=min(block.numbers) + 1,
        last_line=max(block.numbers) + 1,
    )


def _unfolded(abstract: str) -> str:
    """`abstract` without the page's `▽ More` and `△ Less`, and without what these repeat.

    A page saved as text can hold a part of an abstract, `▽ More`, and then all of it.
    """
    more = _MORE.search(abstract)
    if more:
        short, whole = abstract[: more.start()], abstract[more.end() :]
        abstract = whole if len(whole) >= 0.8 * len(short) else short
    return _LESS.sub("", abstract).strip()
