"""The page that lists trending papers: its own words and links, told from those of its papers.

The page comes in many states: as text, with each link's target on a line below it or in Markdown,
with votes (`Upvote 74`, `[-] 74`), submitters, `12 authors`, organisations and dates around each
paper, and with the site's own links, whose targets carry the arXiv id.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from readlist.links import parse_arxiv_id
from readlist.readers.listing import COUNTER, DATE, identifier
from readlist.readers.prose import ends_sentence
from readlist.readers.trending.markup import Markup, is_page_link

_HEADER = re.compile(
    r"\s*(?:(?:new\s*)?Get trending papers in your email inbox(?: once a day)?\s*!"
    r"|by(?:\s?\S.{0,60}?)? and the research community"
    r"|stay informed on the latest trending ML papers.{0,90})",
    re.IGNORECASE,
)
# Alone on its line, or glued to the first title: "SubscribeA Title", but not "Subscribers".
_SUBSCRIBE = re.compile(r"\s*Subscribe(?!(?:d|r|rs|s)\b)(?!\s+\S)")

_VOTES: Final = r"(?:\[[ x*+-]?\]|[▲△⬆↑👍❤♥⭐★☆🔥]\ufe0f?)\s*(?:-|\d[\d.,]*k?)?"
_PAGE_WORDS = re.compile(
    r"new|trending(?: papers| research)?|(?:hugging face )?(?:daily )?papers(?: - hugging face)?"
    r"|hugging face|subscribe|models|datasets|spaces|posts|docs|buckets(?: new)?|blog|learn"
    r"|[·•]?\s*\d+ (?:comments?|repl(?:y|ies)|(?:days?|hours?|minutes?|weeks?) ago)"
    r"|previous(?: next)?|next|load more|show more|view all|log ?in|sign ?up|pricing|enterprise"
    r"|community|company|tos|terms|privacy|about|careers|jobs|website|tasks|collections|organizations"
    r"|daily|weekly|monthly|by|and the research community|system theme|© ?hugging face|view pdf"
    r"|papers with code|browse state-of-the-art|methods|more|newsletter \w{1,10}|trends|portals"
    r"|libraries|sign in|subscribe to the pwc newsletter|×"
    r"|read previous issues|join the community|you need to log in to edit\W?|top|greatest"
    r"|(?:\d+|no) code implementations?|(?:search )?results for\b.{1,50}"
    r"|social|latest|submit(?: a)?(?: paper)?|search(?: papers)?|paper|code|github|huggingchat"
    r"|(?:link:\s*)?github (?:\d[\d.,]*k?|-)|\d[\d.,]*k|image|avatar|\S{1,40}'s avatar"
    r"|\[(?:图片|image|img|avatar)[^\[\]]{0,60}\]"
    r"|[\[\]()]+|```\w*|(?:</?(?:a|div|span|br|hr|p|ul|ol|li|img|details|summary)\b[^<>]{0,40}>)+"
    rf"|{DATE}|{COUNTER}",
    re.IGNORECASE,
)
# Words that stand only by a paper of such a page.
_MARK = re.compile(
    r"(?P<vote>(?:up)?votes?:? ?(?:-|\d[\d.,]*k?)?|\d+ (?:up)?votes?)"
    r"|(?P<submitter>submitted by(?: ?\S+){0,4})"
    rf"|(?P<published>published(?: on)? (?:{DATE}|.{{3,20}}))"
    r"|(?P<authors>[·•*-]?\s*\d+ authors?)"
    r"|(?P<page>(?:view |read )?(?:arxiv|paper) page)"
    r"|(?P<stars>\d[\d.,]*k? stars? ?/ ?hour)"
    rf"|(?P<box>{_VOTES})",
    re.IGNORECASE,
)
_LONGEST_PAGE_WORDS: Final = 120
_SIGNS_BETWEEN = re.compile(r"\s*[·•|]\s*|\t+|\s{3,}")
_RUN_OF_MARKS = re.compile(
    r"(?:upvote (?:-|\d[\d.,]*k?)|github (?:-|\d[\d.,]*k?)|arxiv page|submitted by|\s)+",
    re.IGNORECASE,
)
_VOTED = re.compile(r"\[[ x*+-]?\]\s*\d[\d.,]*k?\s+(?=\S)")
_BULLET = re.compile(r"(?:[-*•]\s+)+(?=\S)")
_REPOSITORY = re.compile(r"[\w.-]+/[\w.-]+")
_YEAR = re.compile(r"(?:19|20)\d\d(?!\d)")
_DATED = re.compile(rf"[·•*-]?\s*(?:published(?: on)? )?{DATE}", re.IGNORECASE)

# ---------------------------------------------------------------- what a line shows


class Mark(StrEnum):
    """What tells that a paper of such a page is near."""

    VOTE = "vote"
    SUBMITTER = "submitter"
    PUBLISHED = "published"
    AUTHORS = "authors"
    PAGE = "page"
    STARS = "stars"
    BOX = "box"


@dataclass(slots=True)
class Shown:
    """What a line shows besides the words of the page."""

    text: str = ""
    """Of a title or an abstract."""
    links: tuple[str, ...] = ()
    """Ids and links of the paper."""
    marks: frozenset[Mark] = frozenset()
    year: int | None = None
    dated: bool = False
    heading: bool = False
    """The markup says: a title begins here."""
    joined: bool = False
    """The markup says: this goes on with the line before."""


def captions(texts: Sequence[str]) -> frozenset[int]:
    """The lines whose link, on the line below, leads to the site's own pages: `Models`, a name."""
    found: set[int] = set()
    before: int | None = None
    for number, text in enumerate(texts):
        if not text:
            continue
        if is_page_link(text):
            if before is not None and len(texts[before]) <= _LONGEST_PAGE_WORDS // 2:
                found.add(before)
            before = None
        else:
            before = number
    return frozenset(found)


_STARS = re.compile(r"\d[\d.,]*k? stars? ?/ ?hour", re.IGNORECASE)
_COUNT = re.compile(r"\d[\d.,]{0,9}k?")
_MOST_TASKS: Final = 8


def tasks(texts: Sequence[str]) -> frozenset[int]:
    """The lines that name a paper's tasks, between its abstract and its stars an hour."""
    found: set[int] = set()
    for number, text in enumerate(texts):
        if len(text) > _LONGEST_PAGE_WORDS or not _STARS.fullmatch(text):
            continue
        stars = next((n for n in (number - 1, number - 2) if n >= 0 and texts[n]), None)
        if stars is None or not _COUNT.fullmatch(texts[stars]):
            continue
        for above in range(stars - 1, max(number - 2 * _MOST_TASKS, -1), -1):
            line = texts[above]
            if len(line) > _LONGEST_PAGE_WORDS // 2 or ends_sentence(line) or "/" in line:
                break
            found.add(above)
    return frozenset(found)


def header_of(texts: Sequence[str]) -> int | None:
    """The first line (from 0) in which the page says which page it is; None: it does not."""
    for number, text in enumerate(texts):
        if _HEADER.match(text.lstrip("# ") if text[:1] == "#" else text):
            return number
    return None


_NAVIGATION = re.compile(r"\W*(?:daily|weekly|monthly|trending papers)\W*", re.IGNORECASE)


def is_navigation(text: str) -> bool:
    """Whether a line leads to the page's other days and lists: it stands over all papers."""
    return len(text) <= _LONGEST_PAGE_WORDS and _NAVIGATION.fullmatch(text) is not None


class Page:
    """Looks at the lines of one page in turn. `markup`: takes Markdown off, if there is any."""

    def __init__(self, markup: Markup | None) -> None:
        self._markup = markup

    def shown(self, text: str) -> Shown:
        """What the next line shows."""
        at = 0
        while found := _HEADER.match(text, at) or _SUBSCRIBE.match(text, at):
            at = found.end()
        shown = Shown(text[at:].lstrip())
        if self._markup is not None and shown.text:
            bare = self._markup.take_off(shown.text)
            shown = Shown(bare.text, bare.links, heading=bare.heading, joined=bare.joined)
        if voted := _VOTED.match(shown.text):
            shown.text = shown.text[voted.end() :]
            shown.marks = frozenset({Mark.BOX})
        if shown.text and _take_page_words(shown):
            shown.text = ""
        elif shown.text and (own := identifier(shown.text)):
            shown.text = ""
            shown.links = (*shown.links, *(() if is_page_link(own) else (own,)))
        return shown

    def paragraph_ends(self) -> None:
        """A blank line."""
        if self._markup is not None:
            self._markup.paragraph_ends()


def _take_page_words(shown: Shown) -> bool:
    """Whether a line is only words of the page; takes dates and ids from among them."""
    text = shown.text
    if len(text) > _LONGEST_PAGE_WORDS:
        return False
    if _HEADER.fullmatch(text) or _RUN_OF_MARKS.fullmatch(text):
        return True
    parts = [text] if _is_known(text) else [part for part in _SIGNS_BETWEEN.split(text) if part]
    dated = [part for part in parts if _DATED.fullmatch(part)]
    ids = [part for part in parts if parse_arxiv_id(part)] if len(parts) > 1 else []
    if len(parts) > 1 and _may_be_place(parts[0]) and any(map(_by_paper, parts[1:])):
        del parts[0]
    for part in parts:
        if not (_is_known(part) or part in ids or (dated and _REPOSITORY.fullmatch(part))):
            return False
    if not parts or (ids and len(ids) == len(parts)):
        return False
    marks = [found.lastgroup for part in parts if (found := _MARK.fullmatch(part.lstrip("·•*- ")))]
    shown.marks |= {Mark(mark) for mark in marks if mark}
    shown.dated = bool(dated)
    shown.links = (*shown.links, *ids)
    years = [found.group() for part in dated if (found := _YEAR.search(part))]
    shown.year = int(years[-1]) if years else None
    return True


def _may_be_place(part: str) -> bool:
    """Whether a part may name an organisation, which stands before `12 authors` or a date."""
    return part[:1].isupper() and len(part) <= _LONGEST_PAGE_WORDS // 2 and not ends_sentence(part)


def _by_paper(part: str) -> bool:
    found = _MARK.fullmatch(part)
    return found is not None and found.lastgroup in ("authors", "published")


def _is_known(part: str) -> bool:
    if len(part) > _LONGEST_PAGE_WORDS // 2:
        return False
    part = _BULLET.sub("", part)
    return bool(_PAGE_WORDS.fullmatch(part) or _MARK.fullmatch(part) or _DATED.fullmatch(part))
