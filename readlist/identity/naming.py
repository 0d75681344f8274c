"""What a paper without a title of its own is called."""

from __future__ import annotations

import re
from typing import Final

from readlist.paper import Fields

_LONGEST_TITLE: Final = 80
_SENTENCE = re.compile(
    r".+?(?<!\be\.g)(?<!\bi\.e)(?<!\bvs)(?<!\bcf)(?<!\bal)(?<!\bresp)(?<!\b[A-Z])[.!?][\"'”’)]?"
    r"(?=\s+[^\sa-z]|\s*$)"
)


def own_title(fields: Fields) -> str | None:
    """The title a record came with: None also for one that only stands in for it (see `fold`)."""
    if fields.title is None or not fields.title.strip():
        return None
    return None if fields.title == stand_in(fields) else fields.title


def stand_in(fields: Fields) -> str:
    """What a paper without a title of its own is called."""
    if fields.abstract and fields.abstract.strip():
        return derive_title(fields.abstract)
    if fields.arxiv_id:
        return f"arXiv:{fields.arxiv_id}"
    return fields.doi or next(iter(fields.urls), "Untitled")


def derive_title(abstract: str) -> str:
    """The first sentence of an abstract; cut at a word, with "…", if it has over 80 characters."""
    text = " ".join(abstract[:2000].split())
    found = _SENTENCE.match(text[: _LONGEST_TITLE + 2])
    if found and found.end() <= _LONGEST_TITLE:
        return found.group()
    if len(text) <= _LONGEST_TITLE:
        return text
    start = text[: _LONGEST_TITLE + 1]
    start = start[: start.rfind(" ")] if " " in start else start[:_LONGEST_TITLE]
    return start.rstrip(" ,;:-–—(") + "…"
