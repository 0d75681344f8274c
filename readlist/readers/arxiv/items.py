"""The lines of arXiv's listing and search pages, by the papers they belong to.

A paper begins with the line that has its id; where that is lost, with a label that the paper
before has already had.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from readlist.links import parse_arxiv_id
from readlist.readers.arxiv.words import CATEGORY, INDEX, LISTED, TAIL, is_page_words
from readlist.readers.base import LineClass
from readlist.readers.blocks import Block, Sheet
from readlist.readers.prose import ends_sentence

_LABELS: Final = {
    "title": r"titles?",
    "authors": r"author(?:s|\(s\))?",
    "abstract": r"abstract",
    "comments": r"comments?",
    "journal": r"journal[- ]ref(?:erence)?s?",
    "doi": r"(?:related )?doi",
    "subjects": r"subjects?|subj-class",
    "other": r"report(?:[- ](?:no|number))?|msc[ -]class(?:es)?|acm[ -]class(?:es)?|cite as"
    r"|categories|proxy|license|latest version",
}
_LABEL = re.compile(
    "|".join(rf"(?P<{name}>{words})\s*[:：]\s*" for name, words in _LABELS.items()), re.IGNORECASE
)
_SUBMITTED = re.compile(
    r"(?:submitted|announced|v1 submitted|originally announced) .{0,20}\b(?:19|20)\d\d\b.*",
    re.IGNORECASE,
)
_GLUED = re.compile(
    r"(?<=\S)\s+(?=(?:Authors|Comments|Subjects|Journal-ref|Journal ref|Abstract):\s)"
)
_FORMATS = re.compile(r"\[\s*(?:pdf|ps|html|other|abs|src|dvi|format)\b")
_CATEGORY = re.compile(CATEGORY)
_LONGEST_HEAD: Final = 400


@dataclass(frozen=True, slots=True)
class Row:
    """A line below the id; `text` goes without the label."""

    number: int
    text: str
    label: str
    """One of `_LABELS`, "submitted", or empty."""
    gap: bool
    indent: int = 0
    """Characters of the label."""


@dataclass(slots=True)
class Item:
    """One listed paper: its id, what stands beside that, and the lines below it."""

    arxiv_id: str | None = None
    index: str = ""
    head: str = ""
    """What stands behind the id: formats, categories, a DOI."""
    body: list[Row] = field(default_factory=list)
    labels: set[str] = field(default_factory=set)
    """Those of its lines."""
    block: Block = field(default_factory=Block)

    def extend(self, rows: Iterable[Row]) -> None:
        for row in rows:
            self.body.append(row)
            self.labels.add(row.label)

    @property
    def has_formats(self) -> bool:
        return _FORMATS.search(self.head) is not None

    @property
    def has_categories(self) -> bool:
        return _CATEGORY.search(self.head) is not None


def items_of(sheet: Sheet) -> list[Item]:
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
            items[-1].extend(_row(number, part, False) for part in _unglued(rest))
        elif items and _is_bare(items[-1]) and not row.label and TAIL.fullmatch(text):
            items[-1].head += f" {text}"
            sheet.give(items[-1].block, number, LineClass.FIELD)
        elif not row.label and is_page_words(text) and not _is_text(items, text):
            sheet.classes[number] = LineClass.BOILERPLATE
        elif _begins_headless(items, row):
            item = Item()
            item.extend(_taken_back(items, row))
            item.extend(_row(number, part, gap) for part in _unglued(text))
            items.append(item)
        elif items:
            parts = _unglued(text) if row.label == "title" else [text]
            items[-1].extend(_row(number, part, gap) for part in parts)
    return items


def _unglued(text: str) -> list[str]:
    """The fields of a line on which the line ends between them are lost."""
    return [part for part in _GLUED.split(text) if part] if text else []


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


def _row(number: int, text: str, gap: bool) -> Row:
    if label := _LABEL.match(text):
        return Row(number, text[label.end() :], label.lastgroup or "", gap, label.end())
    return Row(number, text, "submitted" if _SUBMITTED.match(text) else "", gap)


def _is_text(items: Sequence[Item], text: str) -> bool:
    """Whether a line is a paper's, however much it looks like the page's words.

    It may be a title where one is due, or the end of a wrapped abstract: the page's own words
    begin with capitals.
    """
    if items and _is_bare(items[-1]):
        return items[-1].arxiv_id is not None and len(text) > 3
    if not items or not text[0].islower():
        return False
    before = items[-1].body[-1]
    return (
        before.label in ("", "abstract")
        and len(before.text) > 40
        and not ends_sentence(before.text)
    )


def _begins_headless(items: Sequence[Item], row: Row) -> bool:
    """Whether a line begins a paper whose id line is lost."""
    if not items:
        return row.label == "title"
    if row.label == "title":
        return bool(items[-1].body)
    labels = items[-1].labels
    if row.label == "authors":
        return "authors" in labels or "submitted" in labels
    return row.label == "abstract" and ("abstract" in labels or "submitted" in labels)


def _taken_back(items: Sequence[Item], row: Row) -> list[Row]:
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
