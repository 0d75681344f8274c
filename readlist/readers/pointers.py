"""What points to papers within a line: arXiv ids, DOIs, and links, as people write them down."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from readlist.links import kind_of, parse_arxiv_id, parse_doi, urls_in
from readlist.paper import LinkKind


@dataclass(frozen=True, slots=True)
class Pointer:
    """An id or a link; a link may name a DOI."""

    arxiv_id: str | None = None
    doi: str | None = None
    url: str | None = None

    @property
    def is_paper(self) -> bool:
        """Whether it leads to a paper, not to code or to any other page."""
        return self.url is None or self.doi is not None or leads_to_paper(self.url)


def pointer_of(url: str) -> Pointer:
    """What a link is: an arXiv id or a DOI if it is nothing else, or itself and what it names."""
    if arxiv_id := parse_arxiv_id(url):
        return Pointer(arxiv_id=arxiv_id)
    doi = parse_doi(url)
    if doi and "doi.org/" in url.lower():
        return Pointer(doi=doi)
    return Pointer(doi=doi, url=url)


_PAPER_PATH = re.compile(
    r"\.(?:pdf|ps)(?:\.gz)?$|/(?:papers?|pubs?|publications?|articles?|abs|pdf|proceedings|preprints?)/"
    r"|/(?:forum|pdf)$",
    re.IGNORECASE,
)
_NOT_A_PAPER = re.compile(r"(?:^|\.)(?:youtube|twitter|x|medium|wikipedia|kaggle|reddit)\.")


def leads_to_paper(url: str) -> bool:
    """Whether `url` leads to a paper by its host or, on hosts nobody knows, by its path."""
    kind = kind_of(url)
    if kind is not LinkKind.PAGE:
        return kind is LinkKind.PAPER
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:  # brackets that look like a broken IPv6 address
        return False
    return _PAPER_PATH.search(parts.path) is not None and _NOT_A_PAPER.search(host) is None


_LABELS = re.compile(r"\b(arxiv|doi)\s*:\s*", re.IGNORECASE)
# Where one id ends and the next begins without a space.
_GLUE = re.compile(
    r"[,;|](?=10\.\d{4,9}/|\d{4}\.\d{4,5}|[a-z-]{2,15}/\d{7}|https?://|arxiv|doi:)", re.IGNORECASE
)
_PAIRS = {")": "(", "]": "[", ">": "<"}
_OPENING = "<([{\"'“‘*_`"
_CLOSING = ">)]}\"'”’*_`.,;:!?"
_HAS_ID = re.compile(r"\d/|\d\.\d|://|/\d{7}|\w\.\w+/")
_BARE_HOST = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}/\S+", re.IGNORECASE)
_LONGEST = 2000  # characters of a link or id


def pointers_in(text: str) -> tuple[tuple[Pointer, ...], str]:
    """The pointers of a line in order, each once, and what else the line says."""
    found: list[Pointer] = []
    rest: list[str] = []
    for word in _GLUE.sub(" ", _LABELS.sub(r"\1:", text)).split():
        here = tuple(_pointers(word)) if len(word) <= _LONGEST and _HAS_ID.search(word) else ()
        found += here
        if not here:
            rest.append(word)
        elif word[-1] in ",;|":
            rest.append(word[-1])
    return tuple(dict.fromkeys(found)), " ".join(rest)


def _pointers(word: str) -> Iterator[Pointer]:
    if "://" in word:
        yield from map(pointer_of, urls_in(word))
        return
    bare = _stripped(word)
    if arxiv_id := parse_arxiv_id(bare):
        yield Pointer(arxiv_id=arxiv_id)
    elif doi := parse_doi(bare):
        yield Pointer(doi=doi)
    elif _BARE_HOST.fullmatch(bare) and kind_of(f"https://{bare}") is LinkKind.PAPER:
        yield Pointer(url=f"https://{bare}")


def _stripped(word: str) -> str:
    """`word` without the brackets and punctuation it is set in; balanced brackets stay."""
    word = word.lstrip(_OPENING)
    while word and word[-1] in _CLOSING:
        closing = word[-1]
        if closing in _PAIRS and word.count(closing) <= word.count(_PAIRS[closing]):
            break
        word = word[:-1]
    return word
