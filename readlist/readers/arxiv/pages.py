"""arXiv's listing and search pages, saved as text, read into records.

Both have the lines of a paper mostly say what they are. Where a label is missing (newer pages do
without `Authors:`) a line is told by its place and its look.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from readlist.paper import Record
from readlist.readers.arxiv.items import Item, Row, items_of
from readlist.readers.arxiv.record import arxiv_record
from readlist.readers.base import LineClass, Problem, Reading
from readlist.readers.blocks import Sheet, numbered, year_in
from readlist.readers.bylines import is_open, names_in
from readlist.readers.people import without_affiliations
from readlist.readers.prose import ends_sentence, goes_on, is_dangling, title_likeness

_ANNOUNCED = re.compile(r"originally announced[^;.]{0,30}", re.IGNORECASE)
_MORE = re.compile(r"\s{0,3}▽\s?more\b\s{0,3}", re.IGNORECASE)
_LESS = re.compile(r"\s{0,3}△\s?less\s*$", re.IGNORECASE)
_RESULTS_FOR = re.compile(r"Showing .{1,60} results for [\w ]{1,30}: (.{1,200})")
_SUBJECT_CODE = re.compile(r"\s?\([\w.-]{2,20}\)$")
_LONG: Final = 180
_SHORT: Final = 40
_MANY: Final = 40
"""Lines that are enough to see that a list of names goes on."""


def reading_of(format: str, lines: Sequence[str], is_marked: Callable[[Item], bool]) -> Reading:
    """The papers listed in a file. `is_marked`: whether only this format's page lists it so."""
    sheet = Sheet(lines)
    items = items_of(sheet)
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
    """Class the page's own heading, which names a subject that its papers have, and its query."""
    rows = (row for item in items for row in item.block.rows.get("subjects", ()))
    known = {_SUBJECT_CODE.sub("", name).strip() for row in rows for name in row.split(";")}
    known.update(found[1] for text in sheet.texts if (found := _RESULTS_FOR.fullmatch(text)))
    for number, text in enumerate(sheet.texts):
        if sheet.classes[number] is LineClass.UNPARSED and text in known:
            sheet.classes[number] = LineClass.BOILERPLATE


# ---------------------------------------------------------------- from lines to fields


def _sort_out(item: Item, sheet: Sheet, labelled: bool) -> None:
    """Say of each line of an item which field it is; `labelled`: the file labels its titles."""
    runs: list[tuple[str, list[Row]]] = []
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
            if "submitted" not in item.labels and _may_be_abstract(rows[kept:]):
                _take(item, sheet, "abstract", rows[kept:])


def _may_be_abstract(rows: Sequence[Row]) -> bool:
    """Whether the last lines of an item are more than a few words that got between."""
    return len(rows) > 1 or any(len(r.text) > _SHORT or ends_sentence(r.text) for r in rows)


def _take(item: Item, sheet: Sheet, name: str, rows: Sequence[Row]) -> None:
    kinds = {"title": LineClass.TITLE, "abstract": LineClass.ABSTRACT}
    for row in rows:
        item.block.add(name, row.text, gap=row.gap, indent=row.indent)
        sheet.give(item.block, row.number, kinds.get(name, LineClass.FIELD))


def _take_title(
    item: Item, sheet: Sheet, rows: Sequence[Row], after: str | None, named: bool
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
        if names_in(without_affiliations(" ".join(texts[place : place + _MANY]))):
            return place
    return len(texts) - 1


def _end_of_field(item: Item, label: str, rows: Sequence[Row]) -> int:
    """How many of the last lines of an item belong to the field that the first of them names."""
    if label == "submitted":
        return 1 if rows[0].text.endswith(".") else min(len(rows), 2)
    if label == "authors":
        return next((i for i, row in enumerate(rows) if i and _is_prose(row.text)), len(rows))
    end, is_result = 1, "submitted" in item.labels
    while end < len(rows) and not rows[end].gap:
        before, row = rows[end - 1].text, rows[end].text
        if label == "subjects":
            on = (row[0] == ";" or not before.endswith(")")) and len(row) < _LONG
        elif is_result:
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
    record = arxiv_record(block, wrapping, item.arxiv_id, abstract, beside=item.head)
    announced = _ANNOUNCED.search(block.line("submitted", wrapping))
    if record.year is None and announced:
        return replace(record, year=year_in(announced.group()))
    return record


def _unfolded(abstract: str) -> str:
    """`abstract` without the page's `▽ More` and `△ Less`, and without what these repeat.

    A page saved as text can hold a part of an abstract, `▽ More`, and then all of it.
    """
    more = _MORE.search(abstract)
    if more:
        short, whole = abstract[: more.start()], abstract[more.end() :]
        abstract = whole if len(whole) >= 0.8 * len(short) else short
    return _LESS.sub("", abstract).strip()
