"""What an entry of a list of papers says: its title, its authors, where it was, what it links to.

Lists are written by hand, each in its own way, so that the parts are told by their look: a link
or bold text is a title unless it is a label (`[paper]`, `**[CVPR 2021]**`), names are authors,
words with a year are a venue.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from readlist.links import kind_of, parse_arxiv_id
from readlist.paper import LinkKind
from readlist.readers.bylines import is_name, names_in
from readlist.readers.markdown.inline import Span, Style
from readlist.readers.markdown.words import (
    LEAD,
    SAYS_PAPER,
    TRAIL,
    YEAR,
    Venue,
    is_label,
    tag_of,
    venue_of,
)
from readlist.readers.people import people
from readlist.readers.pointers import Pointer, pointer_of, pointers_in
from readlist.readers.prose import title_likeness

_WORDLESS = re.compile(r"[\W\d_]*")
_QUOTED = re.compile(r"(?:^|(?<=[\s(,]))(?:\"([^\"]{8,400})\"|“([^”]{8,400})”|«([^»]{8,400})»)")
# Where one part of plain text ends; the full stop of an initial is no end.
_ENDS = re.compile(
    r"(?<!\b[A-Z])(?<!\bal)(?<!\bvs)(?<!\be\.g)(?<!\bi\.e)(?<!\bJr)[.]\s+(?=[\"“(\[]?[^\Wa-z])|[.]$"
    r"|\s(?:[-–—|·•:/]|--)\s|\s?[()\[\]{}|;•]\s?|:\s(?=\[|$)|\s[–—]|→|⇒"
)
_APA = re.compile(
    r"(?P<names>[^()]{3,600}?)[ ,]{0,3}\((?P<year>(?:19|20)\d\d)[a-z]?\)[.:,]?\s{1,3}"
    r"(?P<title>[^.]{4,400}?)(?=\.\s|\.?\s*$|[?!]\s.{0,60}?(?:\d\s?[(:–-]|\bpp?\.))"
)
_INITIALS = re.compile(r"(?:[A-Z]\.?[ -]?|[a-z]\.[ -]?){1,5}")
_TAG = re.compile(r"^[\[(]([^\[\]()]{1,60})[\])]\s{0,3}[:,.-]?\s{0,3}(?=\S)")
_TAG_BEHIND = re.compile(r"\s{0,3}[\[(]([^\[\]()]{1,80})[\])][.,;:]?$")


@dataclass(slots=True)
class Found:
    """What was found in an entry."""

    title: str | None = None
    is_sure: bool = False
    """The title was set as one: linked, bold, or in quotes."""
    title_link: Pointer | None = None
    authors: tuple[str, ...] = ()
    year: int | None = None
    venue: str | None = None
    abstract: str | None = None
    """Only a table has one, in a column of that name."""
    pointers: list[Pointer] = field(default_factory=list)
    has_paper: bool = False
    """It links to a paper, or says that it does."""
    anchors: int = 0
    """Links into the same document or folder."""
    links: int = 0


def understand(spans: Sequence[Span]) -> Found:
    """Find out what an entry says. Never raises."""
    found = Found()
    spans = _with_plain_signs(spans)
    rest: list[Span] = []
    titles: list[tuple[Span, Pointer | None]] = []
    for span in spans:
        if span.style is not Style.LINK:
            rest.append(span)
            continue
        pointer = _follow(found, span)
        said = span.text.strip(' []()*_.,:"“”')
        venue = tag_of(said)
        if venue is not None:
            _set_venue(found, venue)
        elif not is_label(said) and len(said) > 2:
            titles.append((span, pointer))
        rest.append(
            Span(Style.BREAK if not titles or titles[-1][0] is not span else Style.LINK, span.text)
        )
    _bare_ids(found, rest)
    _choose_title(found, titles, rest)
    _read_rest(found, rest)
    return found


_WIDE_SIGNS: Final = {
    ord(wide): plain
    for wide, plain in {
        "，": ", ", "、": ", ", "；": "; ", "：": ": ", "。": ". ", "（": " (", "）": ") ",
        "【": " [", "】": "] ", "｜": " | ",
    }.items()
}  # fmt: skip
_WIDE_LETTERS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def _with_plain_signs(spans: Sequence[Span]) -> Sequence[Span]:
    """Spans with the punctuation of Latin script, if what they say is in it for the most part."""
    said = "".join(span.text for span in spans)
    if said.isascii() or 4 * len(_WIDE_LETTERS.findall(said)) > len(said):
        return spans
    return [replace(span, text=span.text.translate(_WIDE_SIGNS)) for span in spans]


def _follow(found: Found, span: Span) -> Pointer | None:
    """What a link leads to, taken into `found`; None if it leads nowhere outside."""
    href = span.href.strip()
    if href.startswith("www."):
        href = f"https://{href}"
    if not href.lower().startswith(("http://", "https://")):
        arxiv_id = parse_arxiv_id(href)
        if arxiv_id is None:
            found.anchors += 1
            return None
        pointer = Pointer(arxiv_id=arxiv_id)
    else:
        pointer = pointer_of(href)
    found.links += 1
    found.pointers.append(pointer)
    says_paper = SAYS_PAPER.fullmatch(span.text.strip(" []()*_.,:")) is not None
    code = pointer.url is not None and kind_of(pointer.url) is LinkKind.CODE
    found.has_paper |= pointer.is_paper or (says_paper and not code)
    return pointer


def _bare_ids(found: Found, rest: Sequence[Span]) -> None:
    """Ids that are written out beside the links: `arXiv:2101.00001`, `doi:10.1000/xyz`."""
    for span in rest:
        if span.style in (Style.PLAIN, Style.EM) and re.search(
            r"arxiv|doi|10\.\d", span.text, re.IGNORECASE
        ):
            for pointer in pointers_in(span.text)[0]:
                found.pointers.append(pointer)
                found.has_paper |= pointer.is_paper


def _set_venue(found: Found, venue: Venue) -> None:
    found.year = found.year or venue.year
    if venue.name and venue.name.lower() not in ("arxiv", "preprint", "arxiv preprint"):
        found.venue = found.venue or venue.name


# ---------------------------------------------------------------- the title


def _choose_title(
    found: Found, titles: Sequence[tuple[Span, Pointer | None]], rest: list[Span]
) -> None:
    """Set the title and take it out of the rest (leaving where it was)."""
    for wants_paper in (True, False):
        if not wants_paper and _set_off(found, rest):
            return
        for span, pointer in titles:
            leads = pointer is not None and pointer.is_paper
            if (
                leads is wants_paper
                and _may_be_title(span.text)
                and (leads or not is_name(span.text))
            ):
                _take(found, rest, span.text, _nickname(rest, span.text) + span.text)
                found.title_link = pointer
                return
            if leads and wants_paper and " " not in span.text.strip() and not _bold(rest):
                # One word that links to a paper is its title or its nickname; words may follow.
                _take(found, rest, span.text, _with_what_follows(rest, span.text))
                found.title_link = pointer
                return
    _from_plain(found, rest)


def _bold(rest: Sequence[Span]) -> bool:
    return any(span.style is Style.STRONG and _may_be_title(span.text) for span in rest)


_NICKNAME = re.compile(
    r"(?:^|.*[.\])]\s)\W*(?P<name>[^\W\d_][\w+.-]{0,30}(?: [\w+.-]{1,20}){0,1}): ?$"
)


def _nickname(rest: Sequence[Span], linked: str) -> str:
    """`Name: ` where only the rest of the title is linked; else nothing."""
    for n, span in enumerate(rest):
        if span.style is Style.LINK and span.text == linked and n:
            found = _NICKNAME.match(rest[n - 1].text[-80:])
            if found and not is_label(found["name"]) and not _NO_NICKNAME.fullmatch(found["name"]):
                return f"{found['name']}: "
    return ""


_NO_NICKNAME = re.compile(
    r"title|authors?|name|year|venue|new|update[sd]?|note|tl;?dr", re.IGNORECASE
)


def _with_what_follows(rest: Sequence[Span], word: str) -> str:
    """`Word: the rest of the title`, where only the first word is linked; else the word."""
    for n, span in enumerate(rest):
        if span.style is Style.LINK and span.text == word and n + 1 < len(rest):
            following = _ENDS.split(rest[n + 1].text, maxsplit=1)[0]
            following = before_names(following)
            if following.startswith(": ") and title_likeness(following[2:]) > 0:
                return word + following.rstrip(TRAIL + ".")
    return word


def _set_off(found: Found, rest: list[Span]) -> bool:
    """A title that is bold or in quotes."""
    for span in rest:
        if span.style is Style.STRONG and _may_be_title(span.text) and names_in(span.text) < 2:
            _take(found, rest, span.text, span.text)
            return True
    for span in rest:
        quoted = _QUOTED.search(span.text)
        title = next(filter(None, quoted.groups()), "") if quoted else ""
        if quoted and _may_be_title(title):
            _take(found, rest, quoted.group(), title)
            return True
    return False


def _may_be_title(text: str) -> bool:
    text = text.strip(TRAIL + ".[]()")
    if is_label(text) or tag_of(text) is not None or len(text) > 400:
        return False
    return (
        len(text.split()) > 1 or ":" in text or any(not c.isascii() and c.isalpha() for c in text)
    )


def _take(found: Found, rest: list[Span], written: str, title: str) -> None:
    found.is_sure = True
    _set_title(found, title)
    for n, span in enumerate(rest):
        if written in span.text:
            before, _, after = span.text.partition(written)
            rest[n : n + 1] = [
                Span(Style.PLAIN, before),
                Span(Style.BREAK, " "),
                Span(Style.PLAIN, after),
            ]
            if title.startswith(written) and len(title) > len(written) and n + 3 < len(rest):
                following = rest[n + 3]
                rest[n + 3] = Span(following.style, following.text[len(title) - len(written) :])
            return


def _set_title(found: Found, title: str) -> None:
    """The title without a venue before or behind it, and without what only ends a sentence."""
    title = LEAD.sub("", title.strip())
    for pattern in (_TAG, _TAG_BEHIND):
        tag = pattern.search(title)
        venue = venue_of(tag.group(1)) if tag else None
        if tag and (venue or is_label(tag.group(1))):
            title = title[: tag.start()] + title[tag.end() :] if tag.start() else title[tag.end() :]
            if venue:
                _set_venue(found, venue)
    title = " ".join(title.split()).strip(TRAIL)
    if (title[:1] in '"“«' and title[-1:] in '"”»') or title[:1] == title[-1:] == "'":
        title = title[1:-1]
    if title.endswith(".") and not title.endswith(("..", "et al.")):
        title = title[:-1]
    found.title = title.strip(TRAIL) or None


_AFTER_NAME = re.compile(r"[,;]\s|\s(?:and|&)\s")


def _from_plain(found: Found, rest: list[Span]) -> None:
    """A title that is not set off: before the first link, full stop, dash, bracket, or names."""
    place, lead = next(
        (
            (n, span.text)
            for n, span in enumerate(rest)
            if span.style is Style.PLAIN and re.search(r"\w{2}", span.text)
        ),
        (0, ""),
    )
    lead = LEAD.sub("", lead)
    while (tag := _TAG.match(lead)) and (venue := venue_of(tag.group(1)) or is_label(tag.group(1))):
        if isinstance(venue, Venue):
            _set_venue(found, venue)
        lead = LEAD.sub("", lead[tag.end() :])
    if apa := _APA.match(lead):
        found.authors, found.year = _last_first(apa["names"]), found.year or int(apa["year"])
        _set_title(found, apa["title"])
        rest[place] = Span(Style.PLAIN, lead[apa.end() :])
        following = rest[place + 1] if place + 1 < len(rest) else None
        if following and following.style is Style.EM and not lead[apa.end() :].strip(" .?!"):
            found.venue = following.text.split(",")[0].strip(" .") or None
        return
    parts = _parts(lead)
    first = next(parts, "")
    begun = lead.find(first)
    is_byline = names_in(first) > 1 and is_name(_AFTER_NAME.split(first, maxsplit=1)[0])
    if is_byline or (names_in(first) == 1 and re.match(r"[A-Z]\.|.* et al", first)):
        after = next(parts, "")
        if not after and any(map(venue_of, first.split(", "))):
            first = first.partition(", ")[0]  # a title that might be a name, with its authors
        else:
            found.authors = people(first)
            first = after
        begun = lead.find(first)
    title = before_names(first)
    if not title or title_likeness(title) < -1:
        return
    _set_title(found, title)
    rest[place] = Span(Style.PLAIN, lead[begun + len(title) :])


def _parts(text: str) -> Iterator[str]:
    return (part.strip() for part in _ENDS.split(text) if part and re.search(r"\w", part))


def before_names(text: str) -> str:
    """`Title` of `Title, First Author, Second Author, Venue 2021`."""
    parts = text.rstrip(" ,").split(", ")
    for n in range(1, len(parts)):
        if all((is_name(part) and " " in part) or venue_of(part) for part in parts[n:]):
            return ", ".join(parts[:n])
    return text


def _last_first(names: str) -> tuple[str, ...]:
    """The authors of `Doe, J., & Oven, B. C.`; or those of a plain list."""
    parts = [part.strip() for part in re.split(r",\s|\s?&\s|\sand\s", names) if part.strip(" ,.")]
    if len(parts) % 2 == 0 and all(_INITIALS.fullmatch(part) for part in parts[1::2]):
        return tuple(f"{first} {last}" for last, first in zip(parts[::2], parts[1::2], strict=True))
    return people(names)


# ---------------------------------------------------------------- authors and venue


def _read_rest(found: Found, rest: Sequence[Span]) -> None:
    """Authors and venue from what stands around the title."""
    # What is split here by style may be one list: `*A. Author*, **B. Author**`.
    for n, span in enumerate(rest):
        if span.style is Style.BREAK:
            continue
        if span.style in (Style.EM, Style.STRONG):
            following = rest[n + 1].text if n + 1 < len(rest) else ""
            _read_part(found, span.text.strip(" .,;"), following, italic=True)
            continue
        parts = list(_parts(_dated_venues(found, span.text)))
        for m, part in enumerate(parts):
            # One name is an author only where a venue follows.
            after = (
                parts[m + 1] if m + 1 < len(parts) else "".join(s.text for s in rest[n + 1 : n + 3])
            )
            name = part.strip(" ,.;")
            alone = is_name(name) and " " in name and venue_of(after) is not None
            _read_part(found, part, "", italic=alone)


_DATED = re.compile(
    r"(?:^|(?<=[.,;:|\"”]\s))\s?(?P<venue>(?:[A-Z][^()\[\].;|\"]{1,100}))\s\((?P<year>(?:19|20)\d\d)\)"
)


def _dated_venues(found: Found, text: str) -> str:
    """`text` without `Venue (2021)`, which goes into `found`. One word may also be a name."""
    for dated in _DATED.finditer(text):
        name = dated["venue"].strip(" ,")
        venue = venue_of(f"{name} {dated['year']}")
        if venue and venue.name and (found.authors or " " in name or name[1:].lower() != name[1:]):
            _set_venue(found, venue)
            return f"{text[: dated.start()]} | {text[dated.end() :]}"
    return text


_FIRST_OF_MANY = re.compile(
    rf"(?P<names>\S[^,;:()]{{1,60}}?),?\s(?:et al\b\.?|and others)[,.\s(\"“]*"
    rf"(?P<year>{YEAR})?[).\s]*"
)
_LABELLED = re.compile(
    r"^(?:venues?|conference|journal|published(?: (?:in|at))?|where|year|date)\s?:\s*",
    re.IGNORECASE,
)
_SHORT_TRAILING_VENUE = re.compile(r",\s(?P<venue>[A-Z][A-Za-z -]{1,11}\d\d)$")
_TRAILING_VENUE = re.compile(rf",\s(?P<venue>[^,]{{0,80}}?[ ,'’]?{YEAR}(?: \w{{4,10}})?)$")
_BY = re.compile(r"^(?:by|authors?|from)\s?:?\s", re.IGNORECASE)


def _read_part(found: Found, part: str, following: str, *, italic: bool) -> None:
    part = _LABELLED.sub("", part.strip(' .,;*_"“”'))
    if venue := venue_of(part):
        _set_venue(found, venue)
        return
    if (first := _FIRST_OF_MANY.fullmatch(part)) and is_name(first["names"]):
        found.authors = found.authors or people(first["names"])
        if first["year"] and (venue := venue_of(first["year"])):
            _set_venue(found, venue)
        return
    if italic and (venue := venue_of(f"{part}{following.split('.')[0]}")):
        _set_venue(found, venue)
        return
    trailing = _TRAILING_VENUE.search(part) or _SHORT_TRAILING_VENUE.search(part)
    if trailing and (venue := venue_of(trailing["venue"])):
        _set_venue(found, venue)
        part = part[: trailing.start()]
        italic = italic or (is_name(part) and " " in part)
    by = _BY.match(part)
    names = part[by.end() :] if by else part
    sure = italic or by is not None or "et al" in names or re.match(r"(?:[A-Z]\. ?)+[A-Z]", names)
    if not found.authors and names_in(names) >= (1 if sure else 2):
        found.authors = people(names)


def nothing_said(spans: Sequence[Span]) -> bool:
    """Whether there is no word and no link in a text."""
    return all(span.style is not Style.LINK and _WORDLESS.fullmatch(span.text) for span in spans)
