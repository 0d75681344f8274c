"""One BibTeX entry as the fields of a work."""

from __future__ import annotations

import re
from typing import Final

from readlist.links import arxiv_year, parse_arxiv_id, parse_doi, urls_in
from readlist.paper import Fields, clean
from readlist.readers.tex import plain

_ENTRY = re.compile(r"\s*@\s*([A-Za-z]+)\s*([{(])\s*([^\s,{}()=\"#]*)\s*(?:,|(?=[)}]))")
_NOT_WORKS: Final = frozenset({"string", "comment", "preamble", "control"})
_FIELD_NAME = re.compile(r"[\s,]*([A-Za-z][\w:.+-]*)\s*=\s*")
_BARE = re.compile(r"[^\s,#{}()\"=]+")
_JOINED = re.compile(r"\s*#\s*")
_YEAR = re.compile(r"\b(1[6-9]\d\d|20\d\d)\b")
_TRAILING_YEAR = re.compile(r"(?<![\s,(])[\s,(]*\b(?:1[6-9]\d\d|20\d\d)\)?$")
_SUFFIX = re.compile(r"(?:jr|sr|[iv]+)\.?", re.IGNORECASE)


def parse_entry(text: str) -> Fields | None:
    """The one entry that `text` is, or None if it is no entry, a broken one, or several.

    Linear in the length of `text`; never raises.
    """
    values = _values(clean(text))
    return _fields(values) if values else None


def _values(text: str) -> dict[str, str] | None:
    """The entry's raw field values by lower-case name (the first of each counts)."""
    head = _ENTRY.match(text)
    if head is None or head.group(1).lower() in _NOT_WORKS:
        return None
    close = "}" if head.group(2) == "{" else ")"
    at = head.end()
    found: dict[str, str] = {}
    while name := _FIELD_NAME.match(text, at):
        value, at = _value(text, name.end())
        if value is None:
            return None
        found.setdefault(name.group(1).lower(), value)
    rest = text[at:].lstrip(" \t\n,")
    return found if found and rest.startswith(close) and not rest[1:].strip() else None


def _value(text: str, at: int) -> tuple[str | None, int]:
    """The value that begins at `at`, its parts joined by `#` put together, and where it ends."""
    parts: list[str] = []
    while True:
        if text.startswith(("{", '"'), at):
            end = _closing(text, at)
            if end is None:
                return None, at
            parts.append(text[at + 1 : end])
            at = end + 1
        elif bare := _BARE.match(text, at):
            parts.append(bare.group())
            at = bare.end()
        else:
            return None, at
        joined = _JOINED.match(text, at)
        if joined is None:
            return "".join(parts), at
        at = joined.end()


_DELIMITER = re.compile(r"\\.|[{}\"]", re.DOTALL)


def _closing(text: str, at: int) -> int | None:
    """Where the brace or quote opened at `at` closes; quotes close only outside of braces."""
    quoted = text[at] == '"'
    depth = 0
    for found in _DELIMITER.finditer(text, at + 1):
        character = found.group()
        if character == "{":
            depth += 1
        elif character == "}":
            if depth == 0:
                return None if quoted else found.start()
            depth -= 1
        elif character == '"' and quoted and depth == 0:
            return found.start()
    return None


# ---------------------------------------------------------------- from values to fields


def _fields(values: dict[str, str]) -> Fields | None:
    arxiv_id = _arxiv_id(values)
    doi = parse_doi(plain(values.get("doi", "")))
    if doi and parse_arxiv_id(doi):
        arxiv_id, doi = arxiv_id or parse_arxiv_id(doi), None
    urls = urls_in(values.get("url", ""))
    venue = next((v for key in _VENUES if (v := plain(values.get(key, "")))), "")
    if venue.lower().startswith(("arxiv", "corr")):
        arxiv_id = arxiv_id or _id_in(f"{venue} {values.get('volume', '')}")
        venue = venue if arxiv_id is None else ""
    title = plain(values.get("title", ""))
    year = _YEAR.search(values.get("year", "") or values.get("date", ""))
    fields = Fields(
        title=title or None,
        abstract=plain(values.get("abstract", "")) or None,
        authors=_people(values.get("author", "")),
        year=int(year.group()) if year else (arxiv_year(arxiv_id) if arxiv_id else None),
        venue=_TRAILING_YEAR.sub("", venue) or venue or None,
        doi=doi or next(filter(None, map(_own_doi, urls)), None),
        arxiv_id=arxiv_id or next(filter(None, map(parse_arxiv_id, urls)), None),
        urls=tuple(url for url in urls if not (parse_arxiv_id(url) or _own_doi(url))),
    )
    return fields if fields != Fields() else None


_VENUES: Final = ("journal", "journaltitle", "booktitle", "school", "institution", "publisher")


def _arxiv_id(values: dict[str, str]) -> str | None:
    kind = plain(values.get("archiveprefix", "") or values.get("eprinttype", "")).lower()
    eprint = plain(values.get("eprint", "") or values.get("arxivid", ""))
    if kind in ("", "arxiv") and eprint:
        return parse_arxiv_id(eprint)
    return None


def _id_in(venue: str) -> str | None:
    """The id in a venue such as "arXiv preprint arXiv:2101.00001" or "CoRR, abs/2101.00001"."""
    words = venue.replace(",", " ").split()
    return next((i for w in words if (i := parse_arxiv_id(w.removeprefix("abs/")))), None)


def _own_doi(url: str) -> str | None:
    """The DOI of a link to doi.org, which is nothing but its DOI."""
    return parse_doi(url) if "doi.org/" in url.lower() else None


def _people(value: str) -> tuple[str, ...]:
    """The authors as "First Last", in order; "others" is no one."""
    names = map(_person, _split(" ".join(value.split()), " and "))
    return tuple(name for name in names if name and name.lower() not in ("others", "et al."))


def _person(name: str) -> str:
    """`Last, First` and `Last, Jr, First` turned round; a name in braces stays as it is."""
    parts = [plain(part) for part in _split(name, ",")]
    if len(parts) == 2:
        last, first = parts
        return f"{first} {last}".strip()
    if len(parts) == 3 and _SUFFIX.fullmatch(parts[1]):
        last, suffix, first = parts
        return f"{first} {last} {suffix}".strip()
    return ", ".join(part for part in parts if part)


def _split(value: str, separator: str) -> list[str]:
    """`value` cut at the separators that stand outside of braces."""
    parts: list[str] = []
    depth = begun = 0
    token = re.compile(rf"\\.|[{{}}]|{separator}", re.IGNORECASE)
    for found in token.finditer(value):
        if found.group() == "{":
            depth += 1
        elif found.group() == "}":
            depth -= 1
        elif depth == 0 and not found.group().startswith("\\"):
            parts.append(value[begun : found.start()])
            begun = found.end()
    return [*parts, value[begun:]]
