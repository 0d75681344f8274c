"""What a venue says as a page prints it: `nature 521 (7553), 436-444, 2015`."""

from __future__ import annotations

import re
from typing import Final

from readlist.links import parse_arxiv_id
from readlist.readers.pages import Entry

TRAILING_YEAR: Final = re.compile(r"(?:^|[\s,]+)\(?((?:1[6-9]|20)\d\d)\)?\.?$")
_ARXIV = re.compile(
    r"\b(?:arXiv ?: ?|abs/)(\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?\b", re.IGNORECASE
)
_PREPRINT = re.compile(r"(?:arXiv|CoRR)\b", re.IGNORECASE)


def set_venue(entry: Entry, text: str) -> None:
    """Set what `text` says of an entry: the venue, the year it ends in, and an arXiv id.

    A preprint's id is not its venue too; a year that is not the last thing stays in the venue.
    """
    year = TRAILING_YEAR.search(text)
    if year:
        entry.year = int(year.group(1))
        text = text[: year.start()]
    if _PREPRINT.match(text):
        if found := _ARXIV.search(text):
            entry.arxiv_id = parse_arxiv_id(found.group(1))
            text = ""
        elif text.rstrip(" .…").lower() in ("arxiv preprint arxiv", "arxiv preprint", "arxiv"):
            text = "arXiv"
    entry.venue = text.strip(" ,;") or None
