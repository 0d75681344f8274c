"""Something pasted on a paper that names it: a link, an arXiv id, a DOI, or a BibTeX entry."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from readlist.links import arxiv_year, parse_arxiv_id, parse_doi, urls_in
from readlist.paper import Fields
from readlist.readers.bibtex.fields import fields_of
from readlist.readers.bibtex.reader import only_entry

_LONGEST_NAME: Final = 2000
"""No link or id has more characters."""


@dataclass(frozen=True, slots=True)
class Reference:
    """What was pasted, and the fields it gives."""

    kind: Literal["link", "arxiv", "doi", "bibtex"]
    fields: Fields


def parse_reference(text: str) -> Reference | None:
    """`text` as one reference, or None if it is anything else, or more than one. Never raises.

    A link to arXiv or doi.org gives only the id, from which the link is made again; any other
    link is kept, with the id it names. An arXiv id also tells the year.
    """
    text = text.strip()
    if text.startswith("@"):
        entry = only_entry(text)
        fields = fields_of(entry) if entry else Fields()
        return Reference("bibtex", fields) if fields != Fields() else None
    if not text or len(text) > _LONGEST_NAME:
        return None
    urls = urls_in(text)
    if urls and (len(urls) > 1 or len(text.split()) > 1):
        return None
    arxiv_id, doi = parse_arxiv_id(text), parse_doi(text)
    if arxiv_id or doi:
        return _by_id(text, arxiv_id, doi, urls)
    if urls and _is_only(urls[0], text):
        return Reference("link", Fields(urls=urls))
    return None


def _by_id(text: str, arxiv_id: str | None, doi: str | None, urls: tuple[str, ...]) -> Reference:
    lowered = text.lower()
    own_page = urls and not any(host in lowered for host in ("arxiv.org/", "doi.org/"))
    fields = Fields(
        arxiv_id=arxiv_id,
        year=arxiv_year(arxiv_id) if arxiv_id else None,
        doi=None if arxiv_id else doi,
        urls=urls if own_page else (),
    )
    if "://" in text or "org/" in lowered:
        return Reference("link", fields)
    return Reference("arxiv" if arxiv_id else "doi", fields)


def _is_only(url: str, text: str) -> bool:
    """Whether `text` is that URL and nothing else but marks around it: `<https://a.org>.`"""
    before, _, after = text.partition(url)
    return len(before) <= 1 and len(after) <= 2 and not any(map(str.isalnum, before + after))
