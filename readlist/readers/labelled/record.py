"""The record of a block of labelled fields."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from readlist.links import arxiv_year, parse_arxiv_id, urls_in
from readlist.paper import Record
from readlist.readers.blocks import Block, own_links, venue_and_year, year_in
from readlist.readers.bylines import names_in
from readlist.readers.people import people
from readlist.readers.prose import Wrapping

IDENTIFYING: Final = ("arxiv", "cite", "doi", "link")
"""Fields that hold the ids and links of the paper itself."""

_PREPRINT = re.compile(r"(?:arxiv|corr)\b", re.IGNORECASE)
_MARKDOWN_LINK = re.compile(r"\[(?P<text>[^\]]{1,500})\]\((?P<url>https?://[^\s)]{1,500})\)")
_DRESSED = re.compile(r"(\*\*|__|\*|_|`)(?P<text>[^*_`].*[^*_`])\1")
_FOOTNOTE = re.compile(r"(?:[¹²³⁴⁵⁶⁷⁸⁹*†‡§]|\d{1,2}(?=\s|[A-Z]))")
_QUOTED_NAME = re.compile(r"'([^']{1,100})'(?=[,\]])|\"([^\"]{1,100})\"(?=[,\]])")
_BULLET = re.compile(r"[-*•+◦▪] |\d{1,3}[.)] ")


def labelled_record(block: Block, wrapping: Wrapping) -> Record:
    """The fields of a block as a record; ids and links are read from identifying fields only."""
    title, links = _title(block.line("title", wrapping))
    abstract = "\n\n".join(
        block.paragraphs("abstract" if any(block.rows.get("abstract", ())) else "summary", wrapping)
    )
    own = own_links([*_tokens(block, IDENTIFYING), *links])
    venue, venue_year = venue_and_year(block.line("venue", wrapping))
    arxiv_id = own.arxiv_id
    if venue and _PREPRINT.match(venue):
        arxiv_id = arxiv_id or next(filter(None, map(parse_arxiv_id, _parts(venue))), None)
        venue = None if arxiv_id else venue
    year = year_in(block.line("year", wrapping)) or venue_year
    if year is None:
        year = arxiv_year(arxiv_id) if arxiv_id else year_in(block.line("submitted", wrapping))
    return Record(
        title=title or None,
        abstract=abstract or None,
        authors=_authors(block),
        year=year,
        venue=venue,
        doi=own.doi,
        arxiv_id=arxiv_id,
        urls=_urls(block, abstract, links),
        first_line=min(block.numbers) + 1,
        last_line=max(block.numbers) + 1,
    )


def _title(text: str) -> tuple[str, list[str]]:
    """A title without the Markdown around all of it, and the link that it was."""
    if link := _MARKDOWN_LINK.fullmatch(text):
        return link["text"], [link["url"]]
    if dressed := _DRESSED.fullmatch(text):
        return dressed["text"], []
    return text, []


def _authors(block: Block) -> tuple[str, ...]:
    rows = [_BULLET.sub("", row, count=1) for row in block.rows.get("authors", ()) if row]
    footnotes = next((i for i, row in enumerate(rows) if i and _FOOTNOTE.match(row)), len(rows))
    rows = rows[:footnotes]
    alone = len(rows) > 1 and all(names_in(row) == 1 and not row.endswith(",") for row in rows)
    text = (", " if alone else " ").join(rows)
    if text.startswith("[") and (quoted := _QUOTED_NAME.findall(text)):
        text = ", ".join(one or other for one, other in quoted)  # as Python prints lists
    return people(text)


def _parts(text: str) -> list[str]:
    return [part.strip("[](),;<>") for part in text.replace(",", " ").split()]


def _tokens(block: Block, names: Sequence[str]) -> list[str]:
    """The ids and links in some fields, in their order."""
    found: list[str] = []
    for name in names:
        text = " ".join(block.rows.get(name, ()))
        urls = urls_in(text)
        found.extend(urls)
        found.extend(part for part in _parts(text) if "://" not in part)
    return found


def _urls(block: Block, abstract: str, links: Sequence[str]) -> tuple[str, ...]:
    """The links of a record in the order of the file; the ids among the paper's own are none."""
    found: list[str] = list(own_links(links).urls)
    for name in block.rows:
        if name in IDENTIFYING:
            found.extend(own_links(_tokens(block, (name,))).urls)
        elif name == "related":
            found.extend(url for url in _tokens(block, (name,)) if "://" in url)
        elif name in ("comments", "other"):
            found.extend(urls_in(" ".join(block.rows[name])))
        elif name in ("abstract", "summary"):
            found.extend(urls_in(abstract))
    return tuple(dict.fromkeys(found))
