"""Whether a remark beside a link is the title of a paper, and what is the title within it."""

from __future__ import annotations

import re
from typing import Final

from readlist.readers.bylines import names_in
from readlist.readers.prose import title_likeness

_QUOTED = re.compile(r"[\"“«‘']([^\"”»]{6,300})[\"”»’']")
_LABEL: Final = (
    r"(?:link|url|paper|pdf|arxiv|doi|code|project(?: page)?|website|preprint|abs|html|published"
    r"|openreview|version|see|via|at|todo|done)"
)
# Beside a title these are set off from it; some of them are words of titles too.
_LABELS = re.compile(
    rf"^(?:{_LABEL}\s?[:|–-]\s*|(?:todo|done)\s)+|(?:(?:^|[-–—|:,;.(\[])\s*{_LABEL}"
    r"|\s(?:link|url|pdf|arxiv|doi|via|see|at)|\s\[[\w.-]{2,20}\]|^\[[\w.-]{2,20}\])\s?:?$",
    re.IGNORECASE,
)
_REMARKS: Final = """
    read reading reread skim todo fixme later again must nice good great cool important interesting
    useful relevant check see cf me my i i'd i'll we our us he she they thanks maybe probably please
    recommended recommends says said asked sent mentioned cited cites citing supervisor advisor
    meeting group talk thread slides today tomorrow yesterday week monday tuesday wednesday
    thursday friday really very follow-up followup same done unread skip skipped already also
    another paper papers link links this that yet section appendix fig figure chapter page pages
    seminar class homework exam lecture club presentation obviously classic original famous
"""
_REMARK_WORDS: Final = frozenset(_REMARKS.split())
# "BERT, for the seminar": a name, and what it is for.
_ASIDE = re.compile(r"[^,]{1,40}, [a-z]")
_SHORTEST_LISTING: Final = 7  # words of a title in lower case with a comma in it
_SHORTEST_TITLE: Final = 3  # words, where a remark has no colon in it
_SMALL: Final = frozenset({"from", "with", "into", "over", "under", "using", "through", "without"})
_EDGES: Final = " \t-–—:;,|()[]<>.·•→*_/#"


def title_in(remark: str) -> str | None:
    """The title that a remark is, or has in quotes; None if it is only a remark."""
    if quoted := _QUOTED.search(remark):
        inner = quoted.group(1).strip(" .,;")
        return inner if " " in inner else None
    if remark.startswith("(") and remark.endswith(")"):
        return None
    remark = _LABELS.sub("", remark).strip(_EDGES)
    if remark.count("(") > remark.count(")"):
        remark += ")"
    return remark if is_title(remark) else None


def is_title(text: str) -> bool:
    """Whether a remark beside a link is the title and not what somebody thinks of it."""
    words = text.split()
    if (len(words) < _SHORTEST_TITLE and ":" not in text) or names_in(text) > 1:
        return False
    if not text[:1].isalnum() or text[:1].islower() or len(text) > 300:
        return False
    long = [word for word in words if len(word) > 3 and word[0].isalpha() and word not in _SMALL]
    in_capitals = sum(word[0].isupper() for word in long) >= max(0.8 * len(long), 2)
    if not in_capitals and not _REMARK_WORDS.isdisjoint(w.strip(_EDGES).lower() for w in words):
        return False
    if len(words) < _SHORTEST_LISTING and _ASIDE.match(text) and not in_capitals:
        return False
    return title_likeness(text) > 0.5


def short_title(remark: str) -> str | None:
    """A title of two words that a remark may be where the list has titles there throughout."""
    words = _LABELS.sub("", remark).strip(_EDGES).split()
    capitals = all(word[0].isupper() for word in words if len(word) > 3)
    return " ".join(words) if 1 < len(words) < _SHORTEST_TITLE and capitals else None


_ID_BEFORE = re.compile(r"^\[(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?\]\s*")
_LONGEST_NAME: Final = 500  # characters
_SITE_BEHIND = re.compile(
    r"\s(?:[|·•:—–-]|::)\s(?:arxiv(?:\.org)?(?: e-print archive)?|alphaxiv|open ?review(?:\.net)?"
    r"|nature(?: [A-Z]\w+){0,3}|science(?:direct)?|pnas|cell|plos \w+|(?:bio|med)rxiv|pubmed"
    r"|springer(?:link)?|springer nature link"
    r"|ieee (?:xplore|journals .{3,12}|conference publication)"
    r"|acl anthology|semantic scholar|google scholar|papers ?with ?code|hugging ?face|pmlr"
    r"|acm (?:digital library|conferences|other conferences)|proceedings of .{5,200}|request pdf"
    r"|scientific reports|frontiers|mdpi|wiley online library|jmlr|neurips)$",
    re.IGNORECASE,
)


def page_title(name: str) -> str:
    """The title of a paper by the title of its page: `[2101.00001] Title`, `Title | OpenReview`."""
    name = _ID_BEFORE.sub("", name)
    while len(name) <= _LONGEST_NAME and (found := _SITE_BEHIND.search(name)):
        name = name[: found.start()]
    return name
