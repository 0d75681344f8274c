"""Something pasted on a paper that names it: a link, an arXiv id, a DOI, or a BibTeX entry."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from readlist.links import arxiv_year, parse_arxiv_id, parse_doi, urls_in
from readlist.paper import Fields


@dataclass(frozen=True, slots=True)
class Reference:
    """What was pasted, and the fields it gives."""

    kind: Literal["link", "arxiv", "doi", "bibtex"]
    fields: Fields


def parse_reference(text: str) -> Reference | None:
    """`text` as one reference, or None if it is anything else (or more than one). Never raises."""
    text = text.strip()
    if not text or len(text.split()) > 2:
        return None
    arxiv_id, doi, urls = parse_arxiv_id(text), parse_doi(text), urls_in(text)
    if arxiv_id:
        fields = Fields(arxiv_id=arxiv_id, year=arxiv_year(arxiv_id))
        return Reference("link" if urls else "arxiv", fields)
    if doi:
        return Reference("link" if urls else "doi", Fields(doi=doi))
    if len(urls) == 1 and urls[0] == text:
        return Reference("link", Fields(urls=urls))
    return None
