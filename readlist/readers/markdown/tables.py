"""Tables of papers: what their columns hold, and what a row says."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from readlist.readers.markdown.entry import Found, understand
from readlist.readers.markdown.inline import Span, Style, spans
from readlist.readers.markdown.words import venue_of
from readlist.readers.people import people

_COLUMNS: Final = {
    "title": r"(?:paper |article )?(?:title|name)|papers?|article|publication|work|method"
    r"|论文|标题|题目",
    "authors": r"(?:first |main )?authors?(?: ?\(s\))?|by|作者",
    "venue": r"(?:publication )?venues?|conference|journal|published(?: in)?|conf\.?|source"
    r"|会议|期刊",
    "year": r"years?|dates?|time|pub\.? ?date|年份|时间",
    "links": r"links?|urls?|pdf|paper links?|arxiv|code|github|project(?: page)?|resources?|repo"
    r"|doi|website",
    "abstract": r"abstract|摘要",
}


def columns_of(cells: Sequence[str]) -> list[str]:
    """What the columns of a table hold, by its header; only the likeliest is the title."""
    said = [_plain(spans(cell)).lower() for cell in cells]
    named = [
        next((name for name, words in _COLUMNS.items() if re.fullmatch(words, text)), "other")
        for text in said
    ]
    titles = [n for n, name in enumerate(named) if name == "title"]
    best = next((n for n in titles if "title" in said[n] or "标题" in said[n]), None)
    for n in titles:
        if n != (titles[0] if best is None else best):
            named[n] = "links"
    return named


def is_of_papers(columns: Sequence[str]) -> bool:
    """Whether a table with such columns can only be of papers."""
    return "authors" in columns and ("year" in columns or "venue" in columns)


def by_columns(cells: Sequence[Sequence[Span]], columns: Sequence[str]) -> Found:
    """What the row of a table says, one of whose columns is the title."""
    named: dict[str, list[Span]] = {}
    for column, cell in zip(columns, cells, strict=False):
        named.setdefault(column, []).extend([*cell, Span(Style.BREAK, " ")])
    title = named.pop("title", [])
    found = understand([*title, *named.get("links", []), *named.get("other", [])])
    own = understand(title)
    found.title = own.title if own.is_sure else (_plain(title) or found.title)
    if authors := _plain(named.get("authors", [])):
        found.authors = people(authors)
    found.abstract = _plain(named.get("abstract", [])) or None
    _venue_and_year(found, named)
    return found


def _venue_and_year(found: Found, named: Mapping[str, Sequence[Span]]) -> None:
    for column in ("venue", "year"):
        text = _plain(named.get(column, []))
        if venue := venue_of(text):
            found.year = venue.year
            found.venue = venue.name or found.venue
        elif column == "venue" and text:
            found.venue = text
        elif year := re.search(r"(?<!\d)(?:19|20)\d\d(?!\d)", text):
            found.year = int(year.group())


def _plain(cell: Sequence[Span]) -> str:
    return "".join(span.text for span in cell).strip()
