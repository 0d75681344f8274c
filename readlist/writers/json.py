"""Papers as JSON: what every ``--json`` of the command line prints, and the JSON export."""

from __future__ import annotations

import json
from collections.abc import Sequence

from readlist.links import links_of
from readlist.paper import Paper
from readlist.writers.base import Writer


def paper_to_json(paper: Paper, **extra: object) -> dict[str, object]:
    """One paper as a JSON object; `extra` (a search's ``score=…``) comes after its own keys.

    Scripts rely on these keys and their order; one without a value is null, never missing.
    """
    return {
        "id": paper.id,
        "title": paper.title,
        "title_derived": paper.title_derived,
        "abstract": paper.abstract,
        "authors": list(paper.authors),
        "year": paper.year,
        "venue": paper.venue,
        "doi": paper.doi,
        "arxiv_id": paper.arxiv_id,
        "urls": list(paper.urls),
        "links": [{"url": link.url, "kind": link.kind.value} for link in links_of(paper)],
        "starred": paper.starred,
        "status": paper.status.value,
        "tags": list(paper.tags),
        "note": paper.note,
        "highlights": [{"quote": mark.quote, "remark": mark.remark} for mark in paper.highlights],
        "added_at": paper.added_at,
        "sources": [
            {
                "name": seen.name,
                "format": seen.format,
                "first_line": seen.first_line,
                "last_line": seen.last_line,
            }
            for seen in paper.sources
        ],
        **extra,
    }


def write(papers: Sequence[Paper], *, title: str, abstracts: bool = True) -> str:
    """A list of `paper_to_json`. JSON has no place for `title`; left-out abstracts are null."""
    del title
    left_out: dict[str, object] = {} if abstracts else {"abstract": None}
    objects = [{**paper_to_json(paper), **left_out} for paper in papers]
    return json.dumps(objects, ensure_ascii=False, indent=2) + "\n"


JSON = Writer("json", ".json", write)
