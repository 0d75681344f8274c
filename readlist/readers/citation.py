"""What the exports of reference managers and publishers share: from their fields to a record's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from readlist.links import arxiv_year, parse_arxiv_id, parse_doi, urls_in
from readlist.paper import Fields, Record
from readlist.readers.markup import plain_paragraphs, plain_text
from readlist.readers.people import people

_YEAR = re.compile(r"(?<![0-9])(1[5-9][0-9]{2}|20[0-9]{2})(?![0-9](?![0-9]{3}(?![0-9])))")
_TRAILING_YEAR = re.compile(r"(?<![\s,(])[\s,(]*(?<!\w)(?:1[5-9][0-9]{2}|20[0-9]{2})\)?$")
_PREPRINTS = re.compile(r"(?:arxiv|corr)\b(?!\w)", re.IGNORECASE)
# What databases write where they have none.
_NO_TEXT = re.compile(r"\[?no abstract(?: (?:available|provided|found))?[\].]*", re.IGNORECASE)
_NO_ONE = re.compile(r"\[no author (?:name|id)[^\]]*\]", re.IGNORECASE)
# What reference managers write into notes of a preprint: "arXiv:2101.00001 [cs, math]".
_ARXIV_NOTE = re.compile(
    r"(?:comment: )?(arxiv\s?:\s?[\w./-]{9,40})(?:\s+\[[^\]]{1,80}\])?(?:\s+version:? \d+)?\W*",
    re.IGNORECASE,
)


def citation(
    *,
    title: str = "",
    abstract: str = "",
    authors: tuple[str, ...] = (),
    years: Iterable[str] = (),
    venues: Iterable[str] = (),
    volume: str = "",
    ids: Iterable[str] = (),
    links: Iterable[str] = (),
    notes: Iterable[str] = (),
) -> Fields:
    """The fields of a record, by what an export says of it. Each list is in order of preference.

    `ids` are the values of identifier fields, `links` texts with the URLs of the work itself, and
    `notes` remarks on it: a preprint's number may be all that one holds, and their URLs are kept.
    A link to arXiv or doi.org is only the id it names; a preprint server is no venue.
    """
    title, abstract = _squeezed(plain_text(title)), plain_paragraphs(abstract)
    venue = next((venue for venue in map(_squeezed, map(plain_text, venues)) if venue), "")
    urls = list(dict.fromkeys(url for text in links for url in urls_in(text)))
    notes = list(notes)
    named = [*map(_identifier, ids), *urls, *map(_of_note, notes)]
    arxiv_id = next(filter(None, map(parse_arxiv_id, named)), None)
    if _PREPRINTS.match(venue):
        arxiv_id = arxiv_id or _id_in(f"{venue} {volume}")
        venue = "" if arxiv_id else venue
    doi = next((doi for doi in map(parse_doi, named) if doi and not parse_arxiv_id(doi)), None)
    urls += [url for text in (*notes, abstract) for url in urls_in(text)]
    year = next(filter(None, map(year_in, years)), None)
    return Fields(
        title=title or None,
        abstract=None if _NO_TEXT.fullmatch(abstract[:40]) else abstract or None,
        authors=authors,
        year=year or (arxiv_year(arxiv_id) if arxiv_id else None),
        venue=_TRAILING_YEAR.sub("", venue) or venue or None,
        doi=doi,
        arxiv_id=arxiv_id,
        urls=tuple(dict.fromkeys(url for url in urls if not _is_id(url, arxiv_id, doi))),
    )


def identifies(fields: Fields) -> bool:
    """Whether there is anything by which a paper could be known."""
    return bool(fields.title or fields.abstract or fields.doi or fields.arxiv_id or fields.urls)


NOTHING_TO_KNOW_IT_BY: Final = "it has no title, abstract, id or link"


def record_of(fields: Fields, first_line: int, last_line: int, part: int = 0) -> Record:
    """`fields` as what was found in these lines (1-based, inclusive)."""
    return Record(
        title=fields.title,
        abstract=fields.abstract,
        authors=fields.authors,
        year=fields.year,
        venue=fields.venue,
        doi=fields.doi,
        arxiv_id=fields.arxiv_id,
        urls=fields.urls,
        first_line=first_line,
        last_line=last_line,
        part=part,
    )


def numbered(records: Sequence[Record]) -> tuple[Record, ...]:
    """`records` in file order, with those of the very same lines told apart by their `part`."""
    found: list[Record] = []
    for record in records:
        before = found[-1] if found else None
        same = before is not None and (before.first_line, before.last_line) == (
            record.first_line,
            record.last_line,
        )
        part = before.part + 1 if before is not None and same else 0
        found.append(record_of(record, record.first_line, record.last_line, part))
    return tuple(found)


def year_in(text: str) -> int | None:
    """The first year in a date of any form: `2021`, `2021/06/01/`, `20210601`, `2021 Jun 5`."""
    found = _YEAR.search(text[:200])
    return int(found.group(1)) if found else None


def _squeezed(text: str) -> str:
    return " ".join(text.split())


def _identifier(text: str) -> str:
    """An id without what exports put behind it: `10.1000/x [doi]`, `2101.00001 [cs.LG]`."""
    return text.strip().partition(" [")[0].rstrip()


def _of_note(note: str) -> str:
    note = note.strip()
    if len(note) < 300 and parse_doi(note):
        return note
    urls = urls_in(note) if len(note) < 300 else ()
    if len(urls) == 1 and not note.replace("\\url", "").replace(urls[0], "").strip("{}<>. "):
        return urls[0] if _is_only_id(urls[0]) else ""
    found = _ARXIV_NOTE.fullmatch(note[:200]) if len(note) <= 200 else None
    return found.group(1) if found else ""


def _id_in(venue: str) -> str | None:
    """The id in a venue such as "arXiv preprint arXiv:2101.00001" or "CoRR, abs/2101.00001"."""
    words = venue.replace(",", " ").split()
    return next((i for w in words if (i := parse_arxiv_id(w.removeprefix("abs/")))), None)


def _is_only_id(url: str) -> bool:
    return parse_arxiv_id(url) is not None or "doi.org/" in url.lower()


def _is_id(url: str, arxiv_id: str | None, doi: str | None) -> bool:
    """Whether `url` says no more than one of these ids."""
    host = url.lower()
    if ("arxiv.org/" in host or "doi.org/" in host) and (named := parse_arxiv_id(url)):
        return named == arxiv_id
    return "doi.org/" in host and doi is not None and parse_doi(url) == doi


# ---------------------------------------------------------------- authors

_SHORT = (
    r"(?:[^\W\d_]\.(?:[\s-]?[^\W\d_]\.){0,4}"
    r"|[A-ZÀ-ÖØ-ÞĀ-Ž]{1,3}|[A-ZÀ-ÖØ-ÞĀ-Ž](?: [A-ZÀ-ÖØ-ÞĀ-Ž]){1,2})"
)
# `Doe J.`, `van der Doe J.-P.`, `Doe JP Jr`: family name first, and no comma behind it.
_FAMILY_FIRST = re.compile(
    rf"(?P<last>[^,;]{{0,60}}?[^\W\d_]{{2}}[’']?) (?P<first>{_SHORT})"
    r"(?P<suffix> (?:Jr|Sr|[2-4](?:nd|rd|th))\.?)?"
)
_LAST_DOT = re.compile(r" [^\W\d_a-zß-öø-ÿ]{1,3}\.$")
_GROUP = re.compile(
    r"\b(?:collaborations?|consortium|groups?|teams?|network|committee|project)\b", re.IGNORECASE
)
_SEPARATOR = re.compile(r"\s*[;,]\s*")
_CUT = re.compile(r"[,;\s]*(?:\bet al\.?|…|\.\.\.)[\s.]*$", re.IGNORECASE)
_TAIL: Final = 60
"""Characters at the end of a list in which "et al." is looked for."""
_NUMBERED = re.compile(r"\s*\(\d+\)")
# `[{'authorId': '1', 'name': 'Jane Doe'}, …]` and `['Jane Doe', …]`: a list as a program prints it.
_NAME_KEY = re.compile(
    r"""["'](?:name|display_name)["']\s*:\s*(?:"([^"]{1,200})"|'([^']{1,200})')"""
)
_QUOTED = re.compile(
    r"""(?<=[\[\s,])(?:"([^"]{1,200})"|'((?:[^']|(?<=\w)'(?=\w)){1,200})')(?=\s*[,\]])"""
)


def authors_in(text: str) -> tuple[str, ...]:
    """The authors of one cell or field that holds them all, however its export separates them."""
    text = _NUMBERED.sub("", " ".join(plain_text(text).split()))
    text = (text[:-_TAIL] + _CUT.sub("", text[-_TAIL:])).strip(" ,;|")
    if _NO_ONE.fullmatch(text):
        return ()
    if text.startswith("[") and (printed := _printed(text)):
        return tuple(map(family_last, printed))
    if "|" in text or "//" in text:
        text = "; ".join(part.strip() for part in re.split(r"\s*(?:\|+|//)\s*", text))
    names = [name for name in _SEPARATOR.split(text) if name]
    if len(names) > 1 and _LAST_DOT.search(names[-1]) and "." not in "".join(names[:-1]):
        names[-1] = names[-1][:-1]  # it ends the list, not the name: `Doe J, Roe R.`
    turned = [_FAMILY_FIRST.fullmatch(name) is not None for name in names]
    if any(turned) and all(
        is_turned or _GROUP.search(name) for name, is_turned in zip(names, turned, strict=True)
    ):
        return tuple(map(family_last, names))
    return people(text)


def family_last(name: str) -> str:
    """`Doe J.-P.` and `Doe JP` turned round, as indexes of papers write names; others as are."""
    found = _FAMILY_FIRST.fullmatch(name)
    if found is None:
        return name
    return f"{found['first']} {found['last']}{found['suffix'] or ''}"


def _printed(text: str) -> list[str]:
    """The names in a list as Python or JSON prints one."""
    found = _NAME_KEY.findall(text) or _QUOTED.findall(text)
    return [one or other for one, other in found]
