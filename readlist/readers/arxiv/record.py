"""The record of a paper that arXiv lists, from the lines of its fields."""

from __future__ import annotations

import re
from collections.abc import Callable

from readlist.links import arxiv_year, parse_arxiv_id, parse_doi, urls_in
from readlist.paper import Record
from readlist.readers.blocks import Block, venue_and_year
from readlist.readers.people import people
from readlist.readers.prose import Wrapping

_DOI = re.compile(r"10\.\d{4,9}/\S+")


def arxiv_record(
    block: Block,
    wrapping: Wrapping,
    arxiv_id: str | None,
    abstract: str,
    decoded: Callable[[str], str] = str,
    beside: str = "",
) -> Record:
    """The fields "title", "authors", "comments", "journal" and "doi" of a block as a record.

    `decoded` is how the source's fields become plain text; `beside` may hold a DOI as well. Ids in
    the comments and the abstract are other papers'. The year is that of the journal reference,
    else that in the id.
    """
    venue, year = venue_and_year(decoded(block.line("journal", wrapping)))
    written = f"{beside} {block.line('doi', wrapping)}"
    dois = filter(None, map(parse_doi, _DOI.findall(written)))
    urls: list[str] = []
    for name in block.rows:  # in the order of the file
        if name == "comments":
            urls.extend(urls_in(block.line(name, wrapping)))
        elif name == "abstract":
            urls.extend(urls_in(abstract))
    return Record(
        title=decoded(block.line("title", wrapping)) or None,
        abstract=abstract or None,
        authors=people(decoded(block.line("authors", wrapping))),
        year=year or (arxiv_year(arxiv_id) if arxiv_id else None),
        venue=venue,
        doi=next((doi for doi in dois if parse_arxiv_id(doi) is None), None),
        arxiv_id=arxiv_id,
        urls=tuple(dict.fromkeys(urls)),
        first_line=min(block.numbers) + 1,
        last_line=max(block.numbers) + 1,
    )
