"""The Markdown of a saved page of trending papers, and the links of the site among it.

Tools save the page with `[text](target)`, or with `[text][12]` and the targets at the end. A link
may go over several lines: around a whole abstract, or around nothing but a number of votes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from readlist.links import parse_arxiv_id, urls_in

_SITE: Final = r"https?://(?:www\.)?huggingface\.co"
_PAGE_LINK = re.compile(
    rf"{_SITE}(?:/?|/[\w.-]+/?|/login\S*|/join\S*|/papers(?:\?\S*|/date/\S*|/week/\S*|/month/\S*|"
    r"/trending\S*)|/(?:avatars|front|docs|settings)/\S*)"
    r"|https?://(?:cdn-\w+|aeiljuispo)\.huggingface\.co/\S*|https?://cdn-\S*"
    r"|/(?:login|join|papers\?|avatars/|front/)\S*",
    re.IGNORECASE,
)


def is_page_link(url: str) -> bool:
    """Whether `url` leads to the site's own pages (people, log-in, other days), to no paper."""
    return _PAGE_LINK.fullmatch(url) is not None


def is_own_link(text: str) -> bool:
    """Whether a line is the site's link to a paper, which no abstract has."""
    return _OWN_LINK.match(text) is not None and parse_arxiv_id(text) is not None


_OWN_LINK = re.compile(r"(?:https?://)?(?:www\.)?huggingface\.co/papers/", re.IGNORECASE)
_HEADING = re.compile(r"#{1,6}\s+(?=\S)")
_IMAGE = re.compile(r"!\[[^\[\]]{0,300}\]\([^()\s]{0,2000}\)")
_LABEL: Final = r"(?:[^\[\]]|\[[^\[\]]{0,200}\])"
_TARGET: Final = r"(?:\(([^()\s]{1,2000})\)|\[(\d{1,4})\])"
_LINK = re.compile(rf"\[({_LABEL}{{0,8000}})\]{_TARGET}")
_OPENED = re.compile(r"\[(?=[^\[\]]*$)")
_CLOSED = re.compile(rf"\]{_TARGET}\s*$")
_REFERENCE = re.compile(r"\s*(?:\[(\d{1,4})\]:?|(\d{1,4})\.)\s+(https?://\S+)\s*")
_COUNT = re.compile(r"\s*(?:-|\d[\d.,]*k?)\s*")
_LINE_BREAK = re.compile(r"\\{1,2}$")
_INNER_BREAK = re.compile(r"\\{1,2}\s\s+")
_LONGEST: Final = 20_000


@dataclass(frozen=True, slots=True)
class Bare:
    """A line without its Markdown."""

    text: str
    links: tuple[str, ...] = ()
    """Those to papers and code; what leads to the site's own pages is taken off with its text."""
    heading: bool = False
    joined: bool = False
    """It is within a link that began on a line before."""


def references_in(texts: Sequence[str]) -> dict[int, tuple[str, str]]:
    """The numbered targets at the end of a page: line (from 0) to number and URL."""
    found: dict[int, tuple[str, str]] = {}
    for number in range(len(texts) - 1, -1, -1):
        text = texts[number]
        match = _REFERENCE.fullmatch(text) if len(text) < _LONGEST else None
        if match is not None:
            found[number] = (match[1] or match[2], match[3])
        elif found and text:
            break
    return found if len(found) > 1 else {}


class Markup:
    """Takes Markdown off the lines of one page in turn. `references`: URLs by their numbers."""

    def __init__(self, references: Mapping[str, str]) -> None:
        self._references = references
        self._open = False

    def paragraph_ends(self) -> None:
        """A blank line: a link does not go on across it, unless it has just begun."""
        self._open = False

    def take_off(self, text: str) -> Bare:
        if len(text) > _LONGEST:
            return Bare(text)
        heading = _HEADING.match(text)
        text = text[heading.end() :] if heading else text
        links: list[str] = []

        def label(found: re.Match[str]) -> str:
            target = self._target(found[2], found[3])
            if is_page_link(target) or "#community" in target:
                return ""
            if found[1].startswith("[") and heading is None:
                return ""  # a picture: of the site, or of who sent the paper in
            links.append(target)
            return f" · {found[1]} · " if _COUNT.fullmatch(found[1]) else found[1].strip()

        text = _IMAGE.sub("", _LINE_BREAK.sub("", _INNER_BREAK.sub(" ", text)))
        text = _LINK.sub(label, text)
        joined = self._open and heading is None
        closed = _CLOSED.search(text)
        if closed and (self._open or "[" not in text[: closed.start()]):
            target = self._target(closed[1], closed[2])
            if not is_page_link(target):
                links.append(target)
            text, self._open = text[: closed.start()], False
        opened = _OPENED.search(text)
        if opened and not text[: opened.start()].strip():
            text, self._open = text[opened.end() :], True
        known = tuple(link for link in links if parse_arxiv_id(link) or urls_in(link))
        return Bare(" ".join(text.split()), known, heading is not None, joined)

    def _target(self, written: str | None, number: str | None) -> str:
        if written is None:
            return self._references.get(number or "", "")
        return f"https://huggingface.co{written}" if written.startswith("/papers/") else written
